//! Templates of messages, such as `Daily limit reached for [service].`, and how a message is taken apart by one.

use core::fmt::{self, Display, Formatter};

/// A message as an API words it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Template<'t> {
    /// A text with placeholders, each a name in square brackets.
    Pattern(&'t str),
    /// A text in which brackets are brackets.
    Literal(&'t str),
}

/// A part of a template.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Segment<'t> {
    /// Text that a message repeats.
    Literal(&'t str),
    /// The name of a placeholder, without its brackets.
    Placeholder(&'t str),
}

/// The text of a message in the place of a placeholder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Argument<'t, 'm> {
    /// The placeholder's name.
    pub name: &'t str,
    /// The message's text; never empty.
    pub value: &'m str,
}

/// The reason why a text is not a template.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TemplateError<'t> {
    /// A `]` without its `[`.
    NotOpened,
    /// A `[` without its `]`.
    NotClosed,
    /// A placeholder whose name is not snake_case.
    BadName(&'t str),
    /// A placeholder that is given twice.
    Repeated(&'t str),
    /// Two placeholders with nothing between them.
    Touching,
    /// A template without any literal text.
    NothingLiteral,
}

impl<'t> Template<'t> {
    /// Reads a template as it is written in a catalogue.
    ///
    /// # Errors
    ///
    /// A template whose placeholders are not well-formed, or of which nobody could tell where one of them ends.
    pub fn parse(text: &'t str) -> Result<Self, TemplateError<'t>> {
        let template = Self::Pattern(text);
        let mut before = None;
        for (at, segment) in template.segments().enumerate() {
            match segment {
                Segment::Literal(literal) if literal.contains('[') => return Err(TemplateError::NotClosed),
                Segment::Literal(literal) if literal.contains(']') => return Err(TemplateError::NotOpened),
                Segment::Literal(_) => {}
                Segment::Placeholder(name) => {
                    if !is_placeholder_name(name) {
                        return Err(TemplateError::BadName(name));
                    }
                    if template.segments().take(at).any(|earlier| earlier == segment) {
                        return Err(TemplateError::Repeated(name));
                    }
                    if matches!(before, Some(Segment::Placeholder(_))) {
                        return Err(TemplateError::Touching);
                    }
                }
            }
            before = Some(segment);
        }
        if template.literal_len() == 0 { Err(TemplateError::NothingLiteral) } else { Ok(template) }
    }

    /// Returns the text as it is written in the catalogue.
    #[must_use]
    pub const fn as_str(self) -> &'t str {
        match self {
            Self::Pattern(text) | Self::Literal(text) => text,
        }
    }

    /// Returns whether the template has a placeholder.
    #[must_use]
    pub fn has_placeholders(self) -> bool {
        self.segments().any(|segment| matches!(segment, Segment::Placeholder(_)))
    }

    /// Returns the template's parts in their order. A bracket that is not closed is literal.
    #[must_use]
    pub const fn segments(self) -> Segments<'t> {
        Segments { rest: self }
    }

    /// Returns how many bytes of a message the template itself states.
    #[must_use]
    pub fn literal_len(self) -> usize {
        let literals = self.segments().map(|segment| match segment {
            Segment::Literal(literal) => literal.len(),
            Segment::Placeholder(_) => 0,
        });
        literals.fold(0, usize::saturating_add)
    }

    /// Returns what a message has in the place of the placeholders, or `None` where it does not follow the template. Each
    /// placeholder takes at least one character, and as few as it can.
    ///
    /// ```
    /// use edges_errors_core::template::Template;
    ///
    /// let template = Template::Pattern("[a] and [b].");
    /// let arguments = template.match_message("x and y and z.").unwrap();
    /// assert!(arguments.map(|argument| argument.value).eq(["x", "y and z"]));
    /// assert!(template.match_message(" and z.").is_none());
    /// ```
    #[must_use]
    pub fn match_message<'m>(self, message: &'m str) -> Option<Arguments<'t, 'm>> {
        let arguments = Arguments { segments: self.segments(), rest: message };
        let mut probe = arguments.clone();
        loop {
            match probe.step() {
                Step::Argument(_) => {}
                Step::End => return Some(arguments),
                Step::Mismatch => return None,
            }
        }
    }
}

fn is_placeholder_name(name: &str) -> bool {
    !name.is_empty()
        && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
}

impl<'t> Segment<'t> {
    /// Returns the literal text, or the placeholder's name.
    #[must_use]
    pub const fn as_str(self) -> &'t str {
        match self {
            Self::Literal(text) | Self::Placeholder(text) => text,
        }
    }
}

/// The parts of a template; made by [`Template::segments`].
#[derive(Debug, Clone)]
pub struct Segments<'t> {
    rest: Template<'t>,
}

impl<'t> Iterator for Segments<'t> {
    type Item = Segment<'t>;

    fn next(&mut self) -> Option<Segment<'t>> {
        let text = self.rest.as_str();
        let (segment, rest) = match self.rest {
            Template::Literal(text) => (Segment::Literal(text), ""),
            Template::Pattern(text) => split_segment(text),
        };
        self.rest = Template::Pattern(rest);
        (!text.is_empty()).then_some(segment)
    }
}

fn split_segment(text: &str) -> (Segment<'_>, &str) {
    let placeholder = |at: usize| {
        let (literal, inside) = text.split_at_checked(at)?;
        let (name, rest) = inside.strip_prefix('[')?.split_once(']')?;
        Some((literal, inside, name, rest))
    };
    match text.find('[').and_then(placeholder) {
        None => (Segment::Literal(text), ""),
        Some(("", _, name, rest)) => (Segment::Placeholder(name), rest),
        Some((literal, inside, _, _)) => (Segment::Literal(literal), inside),
    }
}

/// The texts of a message in the places of a template's placeholders; made by [`Template::match_message`].
#[derive(Debug, Clone)]
pub struct Arguments<'t, 'm> {
    segments: Segments<'t>,
    rest: &'m str,
}

enum Step<'t, 'm> {
    Argument(Argument<'t, 'm>),
    End,
    Mismatch,
}

impl<'t, 'm> Iterator for Arguments<'t, 'm> {
    type Item = Argument<'t, 'm>;

    fn next(&mut self) -> Option<Argument<'t, 'm>> {
        match self.step() {
            Step::Argument(argument) => Some(argument),
            Step::End | Step::Mismatch => None,
        }
    }
}

impl<'t, 'm> Arguments<'t, 'm> {
    fn step(&mut self) -> Step<'t, 'm> {
        loop {
            match self.segments.next() {
                None if self.rest.is_empty() => return Step::End,
                None => return Step::Mismatch,
                Some(Segment::Literal(literal)) => match self.rest.strip_prefix(literal) {
                    Some(rest) => self.rest = rest,
                    None => return Step::Mismatch,
                },
                Some(Segment::Placeholder(name)) => {
                    return match self.take_value() {
                        Some(value) => Step::Argument(Argument { name, value }),
                        None => Step::Mismatch,
                    };
                }
            }
        }
    }

    /// Takes the text before the literal that follows a placeholder; the last literal is at the end.
    fn take_value(&mut self) -> Option<&'m str> {
        let first = self.rest.chars().next()?.len_utf8();
        let mut following = self.segments.clone();
        let end = match following.next() {
            None => self.rest.len(),
            Some(Segment::Placeholder(_)) => first,
            Some(Segment::Literal(literal)) if following.next().is_none() => {
                self.rest.strip_suffix(literal)?.len()
            }
            Some(Segment::Literal(literal)) => first.checked_add(self.rest.get(first..)?.find(literal)?)?,
        };
        let (value, rest) = self.rest.split_at_checked(end)?;
        self.rest = rest;
        (end >= first).then_some(value)
    }
}

/// Writes what is wrong with the placeholder.
impl Display for TemplateError<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotOpened => f.write_str("is closed but not opened"),
            Self::NotClosed => f.write_str("is not closed"),
            Self::BadName("") => f.write_str("has no name"),
            Self::BadName(name) => write!(f, "is named `{}`", name.escape_debug()),
            Self::Repeated(name) => write!(f, "is repeated: `[{name}]`"),
            Self::Touching => f.write_str("touches the one before it, so nobody can tell where one ends"),
            Self::NothingLiteral => f.write_str("is all of it, so it matches every message"),
        }
    }
}

impl core::error::Error for TemplateError<'_> {}

#[cfg(test)]
mod tests {
    extern crate std;

    use std::vec::Vec;

    use super::*;

    fn values<'m>(template: &'static str, message: &'m str) -> Option<Vec<(&'static str, &'m str)>> {
        let arguments = Template::parse(template).unwrap().match_message(message)?;
        Some(arguments.map(|argument| (argument.name, argument.value)).collect())
    }

    #[test]
    fn placeholders_take_as_little_as_they_can_and_at_least_one_character() {
        assert_eq!(values("[a] and [b].", "x and y and z."), Some([("a", "x"), ("b", "y and z")].to_vec()));
        assert_eq!(Template::Pattern("[a] and [b].").literal_len(), 6);
        assert_eq!(values("no [a].", "no ."), None);
        assert_eq!(values("no [a].", "no é."), Some([("a", "é")].to_vec()));
        assert_eq!(values("You need [a]", "You need more"), Some([("a", "more")].to_vec()));
        assert_eq!(values("plain", "plain text"), None);
        assert_eq!(values("plain", "plain"), Some(Vec::new()));
        assert_eq!(values("[a]: [b] failed", "x: y: z failed"), Some([("a", "x"), ("b", "y: z")].to_vec()));
        assert_eq!(values("[a]: [b] failed", ": y failed"), None);
        assert_eq!(values("a[b]a", "aa"), None);
        assert_eq!(values("a[b]a", "aaa"), Some([("b", "a")].to_vec()));
    }

    #[test]
    fn placeholders_are_closed_named_single_and_apart() {
        for (wrong, error) in [
            ("a [b", TemplateError::NotClosed),
            ("a b]", TemplateError::NotOpened),
            ("a []", TemplateError::BadName("")),
            ("a [B]", TemplateError::BadName("B")),
            ("[a] [a]", TemplateError::Repeated("a")),
            ("x [a][b]", TemplateError::Touching),
            ("[a]", TemplateError::NothingLiteral),
            ("x [a] ]", TemplateError::NotOpened),
        ] {
            assert_eq!(Template::parse(wrong), Err(error), "{wrong}");
        }
    }

    #[test]
    fn brackets_of_a_literal_are_brackets() {
        let literal = Template::Literal("no [a].");
        assert!(literal.match_message("no [a].").is_some() && literal.match_message("no b.").is_none());
        assert!(!literal.has_placeholders() && Template::Pattern("no [a].").has_placeholders());
    }
}
