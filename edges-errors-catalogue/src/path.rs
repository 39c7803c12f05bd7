//! Paths: the places of values in a JSON body.
//!
//! ```text
//! path   = "." / step *("." step)
//! step   = (key / "*") *filter / 1*filter
//! filter = "[]" / "[" key "]" / "[" key ("=" / "!=") value *("," value) "]"
//! key    = 1*(letter / digit / "_" / "-" / "@" / "$") / quoted
//! value  = 1*(any but "[" "]" "," "'") / quoted
//! quoted = "'" *(any but "'") "'"
//! ```
//!
//! A path leads to every value that fits, in the order of the text; `.` is the object itself.

use std::fmt::{self, Display, Formatter};

/// The most steps of a path.
const MOST_STEPS: usize = 8;

/// A path as it is written, and the moves that it consists of.
#[derive(Debug, Clone, Eq)]
pub struct Path {
    /// As in the file.
    pub text: String,
    /// The moves from the object; none for `.`.
    pub moves: Vec<Move>,
}

/// Quotes that a key can do without make no other path.
impl PartialEq for Path {
    fn eq(&self, other: &Self) -> bool {
        self.moves == other.moves
    }
}

/// A move from a value to one inside it, or a test of the value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Move {
    /// To the member with this key.
    Key(String),
    /// To every member.
    Any,
    /// To every item of a list.
    Items,
    /// To the object, or to every item of a list, that passes.
    Filter(Filter),
}

/// A test of an object.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filter {
    /// The member that is asked.
    pub key: String,
    /// The answer that passes.
    pub test: Test,
}

/// The member of an object that passes a filter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Test {
    /// It is there, neither null nor blank.
    Has,
    /// It is one of these.
    Is(Vec<String>),
    /// It is none of these, or not there.
    IsNot(Vec<String>),
}

/// The reason why a text is not a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PathError {
    /// There is nothing where a key has to be.
    EmptyKey,
    /// There is nothing where a value has to be.
    EmptyValue,
    /// A character that has no meaning where it is.
    Unexpected(char),
    /// A quoted key or value has no end.
    OpenQuote,
    /// A filter has no end.
    OpenFilter,
    /// A number stands where an index would.
    Index,
    /// `$` stands for the body.
    Root,
    /// There are more steps than a path may have.
    TooLong(usize),
}

/// The words behind "is not a path: ".
impl Display for PathError {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::EmptyKey => f.write_str("a key is empty"),
            Self::EmptyValue => f.write_str("a value is empty"),
            Self::Unexpected(c) => write!(f, "`{}` has to be quoted: `'…'`", c.escape_debug()),
            Self::OpenQuote => f.write_str("a quote is not closed"),
            Self::OpenFilter => f.write_str("`[` is not closed"),
            Self::Index => {
                f.write_str("a path has no index, and a key of digits alone has to be quoted: `'0'`")
            }
            Self::Root => f.write_str("a path begins in the body, without `$`"),
            Self::TooLong(steps) => write!(f, "it has {steps} steps"),
        }
    }
}

impl Path {
    /// Parses a path.
    ///
    /// # Errors
    ///
    /// The first reason why the text is not a path.
    pub fn parse(text: &str) -> Result<Self, PathError> {
        let mut parser = Parser { rest: text, moves: Vec::new() };
        if text != "." {
            parser.parse_steps()?;
        }
        Ok(Self { text: text.to_owned(), moves: parser.moves })
    }

    /// Returns whether the path may lead to several values.
    pub fn is_plural(&self) -> bool {
        let mut before: Option<&Move> = None;
        self.moves.iter().any(|step| {
            let at_member = matches!(before.replace(step), Some(Move::Key(_)));
            match step {
                Move::Any | Move::Items => true,
                // The member may be a list.
                Move::Filter(_) => at_member,
                Move::Key(_) => false,
            }
        })
    }

    /// Returns whether the path leads to objects and to nothing else.
    pub fn leads_to_object(&self) -> bool {
        matches!(self.moves.last(), None | Some(Move::Filter(_)))
    }

    /// Returns the path without the filters at its end.
    pub fn unfiltered(&self) -> &[Move] {
        let filters = self.moves.iter().rev().take_while(|step| !matches!(step, Move::Key(_) | Move::Any));
        self.moves.get(..self.moves.len() - filters.count()).unwrap_or_default()
    }
}

/// As in the file.
impl Display for Path {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

struct Parser<'a> {
    rest: &'a str,
    moves: Vec<Move>,
}

impl<'a> Parser<'a> {
    fn parse_steps(&mut self) -> Result<(), PathError> {
        let mut steps = 0;
        loop {
            self.parse_step()?;
            steps += 1;
            match self.rest.chars().next() {
                None => break,
                Some('.') => self.eat("."),
                Some(c) => return Err(PathError::Unexpected(c)),
            };
        }
        if steps > MOST_STEPS { Err(PathError::TooLong(steps)) } else { Ok(()) }
    }

    fn parse_step(&mut self) -> Result<(), PathError> {
        if self.eat("*") {
            self.moves.push(Move::Any);
        } else if !self.rest.starts_with('[') {
            let is_first = self.moves.is_empty();
            let is_bare = !self.rest.starts_with('\'');
            let key = self.parse_key()?;
            if is_bare && is_first && key == "$" {
                return Err(PathError::Root);
            }
            if is_bare && is_number(&key) {
                return Err(PathError::Index);
            }
            self.moves.push(Move::Key(key));
        }
        while self.eat("[") {
            let filter = self.parse_filter()?;
            self.moves.push(filter);
        }
        Ok(())
    }

    fn parse_filter(&mut self) -> Result<Move, PathError> {
        if self.eat("]") {
            return Ok(Move::Items);
        }
        let is_bare = !self.rest.starts_with('\'');
        let key = self.parse_key()?;
        if is_bare && is_number(&key) && self.rest.starts_with(']') {
            return Err(PathError::Index);
        }
        let test = if self.eat("!=") {
            Test::IsNot(self.parse_values()?)
        } else if self.eat("=") {
            Test::Is(self.parse_values()?)
        } else {
            Test::Has
        };
        match self.rest.chars().next() {
            Some(']') => self.eat("]"),
            Some(c) => return Err(PathError::Unexpected(c)),
            None => return Err(PathError::OpenFilter),
        };
        Ok(Move::Filter(Filter { key, test }))
    }

    fn parse_values(&mut self) -> Result<Vec<String>, PathError> {
        let mut values = Vec::new();
        loop {
            let value = self.parse_word(|c| !"[],'".contains(c))?;
            values.push(value.ok_or(PathError::EmptyValue)?);
            if !self.eat(",") {
                return Ok(values);
            }
        }
    }

    fn parse_key(&mut self) -> Result<String, PathError> {
        let key = self.parse_word(|c| c.is_ascii_alphanumeric() || "_-@$".contains(c))?;
        match (key, self.rest.chars().next()) {
            (Some(key), _) => Ok(key),
            (None, None | Some('.' | '[' | ']' | '=' | '!')) => Err(PathError::EmptyKey),
            (None, Some(c)) => Err(PathError::Unexpected(c)),
        }
    }

    /// Parses a word, bare or quoted; `None` where there is none.
    fn parse_word(&mut self, is_bare: fn(char) -> bool) -> Result<Option<String>, PathError> {
        if self.eat("'") {
            let (word, rest) = self.rest.split_once('\'').ok_or(PathError::OpenQuote)?;
            self.rest = rest;
            return Ok(Some(word.to_owned()));
        }
        let (word, rest) = self.rest.split_at(self.rest.find(|c| !is_bare(c)).unwrap_or(self.rest.len()));
        self.rest = rest;
        Ok((!word.is_empty()).then(|| word.to_owned()))
    }

    fn eat(&mut self, token: &str) -> bool {
        let behind = self.rest.strip_prefix(token);
        self.rest = behind.unwrap_or(self.rest);
        behind.is_some()
    }
}

fn is_number(key: &str) -> bool {
    key.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moves(text: &str) -> Vec<Move> {
        Path::parse(text).unwrap().moves
    }

    fn key(key: &str) -> Move {
        Move::Key(key.to_owned())
    }

    fn filter(key: &str, test: Test) -> Move {
        Move::Filter(Filter { key: key.to_owned(), test })
    }

    #[test]
    fn each_form_is_read() {
        let words = |words: &[&str]| words.iter().map(|&word| word.to_owned()).collect::<Vec<_>>();
        assert_eq!(moves("."), []);
        assert_eq!(moves("error.code"), [key("error"), key("code")]);
        assert_eq!(moves("errors[].*.'a.b'"), [key("errors"), Move::Items, Move::Any, key("a.b")]);
        assert_eq!(moves("[ok!=true].error"), [filter("ok", Test::IsNot(words(&["true"]))), key("error")]);
        assert_eq!(
            moves("details[@type=type.googleapis.com/x,'a,b'][n]"),
            [
                key("details"),
                filter("@type", Test::Is(words(&["type.googleapis.com/x", "a,b"]))),
                filter("n", Test::Has)
            ]
        );
        assert_eq!(moves("a.b.c.d.e.f.g.h").len(), 8);
    }

    #[test]
    fn what_is_not_a_path_is_told_apart() {
        for (text, error) in [
            ("", PathError::EmptyKey),
            ("error..code", PathError::EmptyKey),
            (".error", PathError::EmptyKey),
            ("error.", PathError::EmptyKey),
            ("a[=1]", PathError::EmptyKey),
            ("a[b=]", PathError::EmptyValue),
            ("a[b=1,]", PathError::EmptyValue),
            ("a[b", PathError::OpenFilter),
            ("a[", PathError::EmptyKey),
            ("'a", PathError::OpenQuote),
            ("a b", PathError::Unexpected(' ')),
            ("a.b/c", PathError::Unexpected('/')),
            ("$.a", PathError::Root),
            ("errors[0].code", PathError::Index),
            ("errors.0.code", PathError::Index),
            ("a]", PathError::Unexpected(']')),
            ("a[0:1]", PathError::Unexpected(':')),
            ("a.b.c.d.e.f.g.h.i", PathError::TooLong(9)),
        ] {
            assert_eq!(Path::parse(text), Err(error), "{text}");
        }
    }

    #[test]
    fn keys_of_digits_are_quoted() {
        assert_eq!(moves("a.'0'"), [key("a"), key("0")]);
        assert_eq!(moves("a['0']"), [key("a"), filter("0", Test::Has)]);
        assert_eq!(moves("'$'.a"), [key("$"), key("a")]);
        assert_eq!(moves("a.$"), [key("a"), key("$")]);
    }

    #[test]
    fn a_path_into_a_list_leads_to_several_values() {
        let plural = |text: &str| Path::parse(text).unwrap().is_plural();
        assert!(["errors[].code", "errors.*", "errors[kind=a].code"].into_iter().all(plural));
        assert!(![".", "error.code", "[ok!=true].error"].into_iter().any(plural));
    }

    #[test]
    fn filters_at_the_end_can_be_left_out() {
        assert_eq!(Path::parse("a.b[c!=1][]").unwrap().unfiltered(), [key("a"), key("b")]);
        assert_eq!(Path::parse("[c=1]").unwrap().unfiltered(), []);
    }
}
