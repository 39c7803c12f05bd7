//! A cursor over JSON text.
//!
//! serde_json hands over neither a value that breaks off nor the place of one that is entered, so that each level would be
//! read twice. This reads every byte once, takes what RFC 8259 allows and nothing else, and does not recurse.

mod brackets;

use std::borrow::Cow;

use self::brackets::{Bracket, Open};
use super::string::{read_string, unescape};

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
#[derive(Debug, Clone, Copy)]
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
                byte if byte > b' ' => return Some(byte),
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

    /// Goes into an object, and returns whether it has members.
    #[inline]
    pub(crate) fn open_object(&mut self) -> Result<Inside, Broken> {
        self.take(b'{')?;
        Ok(self.look_inside(b'}'))
    }

    /// Goes into a list, and returns whether it has items.
    #[inline]
    pub(crate) fn open_list(&mut self) -> Result<Inside, Broken> {
        self.take(b'[')?;
        Ok(self.look_inside(b']'))
    }

    #[inline]
    fn look_inside(&mut self, end: u8) -> Inside {
        let is_end = self.peek() == Some(end);
        self.advance(usize::from(is_end));
        if is_end { Inside::Done } else { Inside::More }
    }

    /// Goes on behind a member or an item, and returns whether another one follows.
    #[inline]
    pub(crate) fn go_on(&mut self, end: u8) -> Result<Inside, Broken> {
        match self.peek() {
            Some(b',') => {
                self.advance(1);
                Ok(Inside::More)
            }
            Some(byte) if byte == end => {
                self.advance(1);
                Ok(Inside::Done)
            }
            Some(_) | None => Err(Broken),
        }
    }

    /// Takes a key and its colon, if it is this one, in which there is nothing to escape.
    #[inline]
    pub(crate) fn take_key(&mut self, key: &str) -> Option<()> {
        (self.peek()? == b'"').then_some(())?;
        let start = self.at.wrapping_add(1);
        let end = start.wrapping_add(key.len());
        let bytes = self.text.as_bytes();
        let is_same = bytes.get(end)? == &b'"' && bytes.get(start..end)? == key.as_bytes();
        is_same.then_some(())?;
        self.at = end.wrapping_add(1);
        self.skip_colon();
        Some(())
    }

    /// Takes a key and its colon.
    #[inline]
    pub(crate) fn key(&mut self) -> Result<Cow<'a, str>, Broken> {
        self.peek();
        self.take(b'"')?;
        let start = self.at;
        let form = self.skip_string()?;
        let inside = self.text.get(start..self.at.wrapping_sub(1)).ok_or(Broken)?;
        self.skip_colon();
        Ok(if form == Form::Escaped { Cow::Owned(unescape(inside)) } else { Cow::Borrowed(inside) })
    }

    #[inline]
    fn skip_colon(&mut self) {
        match self.peek() {
            Some(b':') => self.advance(1),
            // What is behind a key without a colon is no value.
            Some(_) | None => self.at = self.text.len(),
        }
    }

    /// Takes a whole value. A number that reaches the end of the text may have been longer, and is not whole.
    #[inline]
    pub(crate) fn value(&mut self) -> Result<Raw<'a>, Broken> {
        let first = self.peek().ok_or(Broken)?;
        let start = self.at;
        let form = self.skip_value(first)?;
        Ok(Raw { text: self.since(start), form })
    }

    /// Skips a whole value. What it returns fits a register: a value that is stored and loaded at once is slow.
    fn skip_value(&mut self, first: u8) -> Result<Form, Broken> {
        match first {
            b'"' => {
                self.advance(1);
                self.skip_string()
            }
            b'{' | b'[' => self.skip_nested().map(|()| Form::Other),
            _ => self.skip_scalar(first).map(|()| Form::Other),
        }
    }

    #[inline]
    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// Goes on by some bytes, of a text that has them.
    #[inline]
    fn advance(&mut self, bytes: usize) {
        self.at = self.at.wrapping_add(bytes);
    }

    /// Takes a byte.
    #[inline]
    fn take(&mut self, byte: u8) -> Result<(), Broken> {
        if self.byte() == Some(byte) {
            self.advance(1);
            return Ok(());
        }
        Err(Broken)
    }

    /// Skips the rest of a string and its closing quote.
    #[inline]
    fn skip_string(&mut self) -> Result<Form, Broken> {
        self.skip_characters();
        match self.byte() {
            Some(b'"') => {
                self.advance(1);
                Ok(Form::Verbatim)
            }
            Some(_) | None => self.skip_escaped(),
        }
    }

    /// Skips the rest of a string from its first escape.
    fn skip_escaped(&mut self) -> Result<Form, Broken> {
        loop {
            self.take(b'\\')?;
            let escape = self.byte().ok_or(Broken)?;
            self.advance(1);
            match escape {
                b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't' => {}
                b'u' => {
                    let digits = self.text.as_bytes().get(self.at..self.at.wrapping_add(4)).ok_or(Broken)?;
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

    /// Skips to a quote, a backslash or a control character: eight bytes at a time.
    #[inline]
    fn skip_characters(&mut self) {
        let (blocks, behind) = self.text.as_bytes().get(self.at..).unwrap_or_default().as_chunks();
        let mut skipped = 0_usize;
        for block in blocks {
            let ends = find_ends(u64::from_le_bytes(*block));
            if ends != 0 {
                return self.advance(skipped.wrapping_add(ends.trailing_zeros() as usize / 8));
            }
            skipped = skipped.wrapping_add(8);
        }
        let rest = behind.iter().take_while(|byte| !ends_characters(**byte));
        self.advance(skipped.wrapping_add(rest.count()));
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
        let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
        rest.starts_with(word.as_bytes()).then_some(()).ok_or(Broken)?;
        self.advance(word.len());
        Ok(())
    }

    fn skip_number(&mut self) -> Result<(), Broken> {
        let _ = self.take(b'-');
        let start = self.at;
        self.skip_digits()?;
        if self.text.as_bytes().get(start) == Some(&b'0') && self.at > start.wrapping_add(1) {
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
        // A copy, so that it is in registers.
        let mut scanner = *self;
        loop {
            let first = scanner.peek().ok_or(Broken)?;
            match first {
                b'"' => {
                    scanner.advance(1);
                    scanner.skip_string()?;
                }
                b'{' => {
                    scanner.advance(1);
                    if scanner.look_inside(b'}') == Inside::More {
                        open.push(Bracket::Object);
                        scanner.skip_key()?;
                        continue;
                    }
                }
                b'[' => {
                    scanner.advance(1);
                    if scanner.look_inside(b']') == Inside::More {
                        open.push(Bracket::List);
                        continue;
                    }
                }
                _ => scanner.skip_scalar(first)?,
            }
            loop {
                let inside = match open.last() {
                    None => {
                        *self = scanner;
                        return Ok(());
                    }
                    Some(Bracket::Object) => scanner.go_on(b'}')?,
                    Some(Bracket::List) => scanner.go_on(b']')?,
                };
                match inside {
                    Inside::Done => open.pop(),
                    Inside::More => break,
                }
            }
            if open.last() == Some(Bracket::Object) {
                scanner.skip_key()?;
            }
        }
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

/// Returns whether a byte is no character of a string: a quote, a backslash or a control character.
#[inline]
fn ends_characters(byte: u8) -> bool {
    matches!(byte, b'"' | b'\\' | ..b' ')
}

/// Finds the first of eight bytes that [`ends_characters`], by the lowest bit that is set. Higher ones mean nothing.
#[inline]
fn find_ends(block: u64) -> u64 {
    let all = |byte: u8| u64::from_le_bytes([byte; 8]);
    // Subtraction sets the highest bit of a byte that is less than the other, unless it is of a character that is not ASCII.
    let less = |bytes: u64, than: u64| bytes.wrapping_sub(than) & !bytes;
    let is = |byte: u8| less(block ^ all(byte), all(1));
    (is(b'"') | is(b'\\') | less(block, all(b' '))) & all(0x80)
}

/// The token behind a member or an item: the object or list goes on, or ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Inside {
    More,
    Done,
}

#[cfg(test)]
mod tests;
