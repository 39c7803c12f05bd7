//! A cursor over JSON text.
//!
//! serde_json hands over neither a value that breaks off nor the place of one that is entered, so that each level would be
//! read twice. This reads every byte once, takes what RFC 8259 allows and nothing else, and does not recurse.

use std::borrow::Cow;

use super::object::read_string;

/// The text breaks off, or is not JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Broken;

/// The raw text of a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Raw<'a> {
    pub(crate) text: &'a str,
    pub(crate) form: Form,
}

/// The form of a raw text, as far as it is known without reading it again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// A string without escapes.
    Verbatim,
    /// A string with escapes.
    Escaped,
    /// Any other value.
    Other,
}

impl<'a> Raw<'a> {
    /// Returns the text of a string, borrowed where it has no escapes.
    #[inline]
    pub(crate) fn string(self) -> Option<Cow<'a, str>> {
        match self.form {
            Form::Verbatim => self.verbatim().map(Cow::Borrowed),
            Form::Escaped => read_string(self.text),
            Form::Other => None,
        }
    }

    /// Returns the text of a string without escapes.
    #[inline]
    pub(crate) fn verbatim(self) -> Option<&'a str> {
        let inside = self.text.get(1..self.text.len().checked_sub(1)?)?;
        (self.form == Form::Verbatim).then_some(inside)
    }
}

/// A place in JSON text.
#[derive(Debug, Clone)]
pub(crate) struct Scanner<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Scanner<'a> {
    #[inline]
    pub(crate) fn new(text: &'a str) -> Self {
        Self { text, at: 0 }
    }

    /// Skips white space, and returns the byte behind it.
    #[inline]
    pub(crate) fn peek(&mut self) -> Option<u8> {
        loop {
            match self.byte()? {
                b' ' | b'\t' | b'\r' | b'\n' => self.advance(1),
                byte => return Some(byte),
            }
        }
    }

    /// Returns whether nothing but white space is left.
    pub(crate) fn is_at_end(&mut self) -> bool {
        self.peek().is_none()
    }

    /// Returns the place, for [`since`](Self::since) and [`from`](Self::from).
    #[inline]
    pub(crate) fn place(&self) -> usize {
        self.at
    }

    /// Returns the text from a place up to here.
    #[inline]
    pub(crate) fn since(&self, place: usize) -> &'a str {
        self.text.get(place..self.at).unwrap_or_default()
    }

    /// Returns all of the text from a place.
    pub(crate) fn from(&self, place: usize) -> &'a str {
        self.text.get(place..).unwrap_or_default()
    }

    /// Calls `visit` before the value of each member of an object, which it has to take.
    #[inline]
    pub(crate) fn members(
        &mut self,
        mut visit: impl FnMut(&mut Self, Cow<'a, str>) -> Result<(), Broken>,
    ) -> Result<(), Broken> {
        self.take(b'{')?;
        if self.peek() == Some(b'}') {
            self.advance(1);
            return Ok(());
        }
        loop {
            self.peek();
            let start = self.at;
            self.take(b'"')?;
            let form = self.skip_string()?;
            let key = Raw { text: self.since(start), form }.string().ok_or(Broken)?;
            match self.peek() {
                Some(b':') => self.advance(1),
                // What is behind a key without a colon is no value.
                Some(_) | None => self.at = self.text.len(),
            }
            visit(self, key)?;
            match self.peek() {
                Some(b',') => self.advance(1),
                Some(b'}') => {
                    self.advance(1);
                    return Ok(());
                }
                Some(_) | None => return Err(Broken),
            }
        }
    }

    /// Calls `visit` before each item of a list, which it has to take.
    #[inline]
    pub(crate) fn items(
        &mut self,
        mut visit: impl FnMut(&mut Self) -> Result<(), Broken>,
    ) -> Result<(), Broken> {
        self.take(b'[')?;
        if self.peek() == Some(b']') {
            self.advance(1);
            return Ok(());
        }
        loop {
            visit(self)?;
            match self.peek() {
                Some(b',') => self.advance(1),
                Some(b']') => {
                    self.advance(1);
                    return Ok(());
                }
                Some(_) | None => return Err(Broken),
            }
        }
    }

    /// Takes a whole value. A number that reaches the end of the text may have been longer, and is not whole.
    #[inline]
    pub(crate) fn value(&mut self) -> Result<Raw<'a>, Broken> {
        let first = self.peek().ok_or(Broken)?;
        let start = self.at;
        let form = match first {
            b'"' => {
                self.advance(1);
                self.skip_string()?
            }
            b'{' | b'[' => {
                self.skip_nested()?;
                Form::Other
            }
            _ => {
                self.skip_scalar(first)?;
                Form::Other
            }
        };
        Ok(Raw { text: self.since(start), form })
    }

    #[inline]
    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    #[inline]
    fn advance(&mut self, bytes: usize) {
        self.at = self.at.saturating_add(bytes);
    }

    /// Takes a byte.
    #[inline]
    fn take(&mut self, byte: u8) -> Result<(), Broken> {
        let is_here = self.byte() == Some(byte);
        self.advance(usize::from(is_here));
        is_here.then_some(()).ok_or(Broken)
    }

    /// Skips the rest of a string and its closing quote.
    #[inline]
    fn skip_string(&mut self) -> Result<Form, Broken> {
        self.skip_characters();
        self.take(b'"').map(|()| Form::Verbatim).or_else(|Broken| self.skip_escaped())
    }

    /// Skips the rest of a string from its first escape.
    #[cold]
    fn skip_escaped(&mut self) -> Result<Form, Broken> {
        loop {
            self.take(b'\\')?;
            let escape = self.byte().ok_or(Broken)?;
            self.advance(1);
            match escape {
                b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't' => {}
                b'u' => {
                    let digits = self.text.as_bytes().get(self.at..self.at.saturating_add(4)).ok_or(Broken)?;
                    if !digits.iter().all(u8::is_ascii_hexdigit) {
                        return Err(Broken);
                    }
                    self.advance(4);
                }
                _ => return Err(Broken),
            }
            self.skip_characters();
            if self.take(b'"').is_ok() {
                return Ok(Form::Escaped);
            }
        }
    }

    /// Skips to a quote, a backslash or a control character: eight bytes at a time, of which a subtraction with a borrow
    /// finds the first (Mycroft's test for zero bytes).
    #[inline]
    fn skip_characters(&mut self) {
        const ONES: u64 = u64::MAX / 255;
        let find_zeros = |word: u64| word.wrapping_sub(ONES) & !word;
        let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
        let (words, last) = rest.as_chunks::<8>();
        for word in words {
            let word = u64::from_le_bytes(*word);
            let controls = word.wrapping_sub(ONES.wrapping_mul(0x20)) & !word;
            let quotes = find_zeros(word ^ ONES.wrapping_mul(u64::from(b'"')));
            let escapes = find_zeros(word ^ ONES.wrapping_mul(u64::from(b'\\')));
            let found = (controls | quotes | escapes) & ONES.wrapping_mul(0x80);
            if found != 0 {
                return self.advance(found.trailing_zeros() as usize / 8);
            }
            self.advance(8);
        }
        let is_plain = |byte: &u8| !matches!(byte, b'"' | b'\\' | 0..=0x1f);
        self.advance(last.iter().take_while(|byte| is_plain(byte)).count());
    }

    fn skip_scalar(&mut self, first: u8) -> Result<(), Broken> {
        match first {
            b't' => self.skip_word("true"),
            b'f' => self.skip_word("false"),
            b'n' => self.skip_word("null"),
            _ => self.skip_number(),
        }
    }

    fn skip_word(&mut self, word: &str) -> Result<(), Broken> {
        let is_here = self.text.as_bytes().get(self.at..).is_some_and(|rest| rest.starts_with(word.as_bytes()));
        self.advance(word.len());
        is_here.then_some(()).ok_or(Broken)
    }

    fn skip_number(&mut self) -> Result<(), Broken> {
        let _ = self.take(b'-');
        let start = self.at;
        self.skip_digits()?;
        if self.since(start).starts_with('0') && self.at > start.saturating_add(1) {
            return Err(Broken);
        }
        if self.take(b'.').is_ok() {
            self.skip_digits()?;
        }
        if let Some(b'e' | b'E') = self.byte() {
            self.advance(1);
            if let Some(b'+' | b'-') = self.byte() {
                self.advance(1);
            }
            self.skip_digits()?;
        }
        self.byte().map(drop).ok_or(Broken)
    }

    /// Skips digits, of which there has to be one.
    #[inline]
    fn skip_digits(&mut self) -> Result<(), Broken> {
        let start = self.at;
        while let Some(b'0'..=b'9') = self.byte() {
            self.advance(1);
        }
        (self.at > start).then_some(()).ok_or(Broken)
    }

    /// Skips an object or a list.
    fn skip_nested(&mut self) -> Result<(), Broken> {
        let mut open = Open::default();
        loop {
            match self.peek().ok_or(Broken)? {
                b'"' => {
                    self.advance(1);
                    self.skip_string()?;
                }
                b'{' => {
                    self.advance(1);
                    if self.peek() == Some(b'}') {
                        self.advance(1);
                    } else {
                        open.push(Bracket::Object);
                        self.skip_key()?;
                        continue;
                    }
                }
                b'[' => {
                    self.advance(1);
                    if self.peek() == Some(b']') {
                        self.advance(1);
                    } else {
                        open.push(Bracket::List);
                        continue;
                    }
                }
                first => self.skip_scalar(first)?,
            }
            if self.close(&mut open)? == Closed::All {
                return Ok(());
            }
        }
    }

    /// Closes what ends behind a value, and goes on to the next value if something is open.
    #[inline]
    fn close(&mut self, open: &mut Open) -> Result<Closed, Broken> {
        while let Some(bracket) = open.last() {
            match (self.peek(), bracket) {
                (Some(b','), Bracket::Object) => {
                    self.advance(1);
                    return self.skip_key().map(|()| Closed::Inner);
                }
                (Some(b','), Bracket::List) => {
                    self.advance(1);
                    return Ok(Closed::Inner);
                }
                (Some(b'}'), Bracket::Object) | (Some(b']'), Bracket::List) => {
                    self.advance(1);
                    open.pop();
                }
                (Some(_) | None, Bracket::Object | Bracket::List) => return Err(Broken),
            }
        }
        Ok(Closed::All)
    }

    /// Skips a key and its colon.
    #[inline]
    fn skip_key(&mut self) -> Result<(), Broken> {
        self.peek();
        self.take(b'"')?;
        self.skip_string()?;
        self.peek();
        self.take(b':')
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Closed {
    Inner,
    All,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Bracket {
    List,
    Object,
}

/// The brackets that are open. Those of the innermost levels, at most 64, need no heap.
#[derive(Default)]
struct Open {
    /// A bit for each level, the innermost last; 1 for an object.
    bits: u64,
    count: usize,
    /// The bits of 64 levels each.
    outer: Vec<u64>,
}

impl Open {
    #[inline]
    fn push(&mut self, bracket: Bracket) {
        if self.count > 0 && self.count.is_multiple_of(64) {
            self.outer.push(self.bits);
        }
        self.bits = self.bits << 1 | u64::from(bracket == Bracket::Object);
        self.count = self.count.saturating_add(1);
    }

    #[inline]
    fn pop(&mut self) {
        self.bits >>= 1;
        self.count = self.count.saturating_sub(1);
        if self.count.is_multiple_of(64)
            && let Some(bits) = self.outer.pop()
        {
            self.bits = bits;
        }
    }

    #[inline]
    fn last(&self) -> Option<Bracket> {
        let bracket = if self.bits & 1 == 1 { Bracket::Object } else { Bracket::List };
        (self.count > 0).then_some(bracket)
    }
}
