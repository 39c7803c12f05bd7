//! Text that is safe to show, and the forms of names.

use core::fmt::{self, Display, Formatter, Write};

/// The longest name of a label or of a key, in bytes.
pub const MAX_NAME: usize = 64;

/// Returns whether a character breaks a line, moves a cursor, or hides or reverses text: controls, separators of lines
/// and paragraphs, invisible formats, marks of direction, and tags.
#[must_use]
pub const fn is_steering(c: char) -> bool {
    matches!(c,
        '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}'
        | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}'
        | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}'
    )
}

/// Returns a text in which each [steering](is_steering) character is written as `\u{..}`.
///
/// ```
/// use edges_errors_core::text::spell_out;
///
/// assert_eq!(spell_out("a\u{202e}b").to_string(), r"a\u{202e}b");
/// assert_eq!(spell_out("abcdef").at_most(4).to_string(), "abc…");
/// ```
#[must_use]
pub const fn spell_out(text: &str) -> SpelledOut<'_> {
    SpelledOut { text, room: usize::MAX }
}

/// A text that is safe in a log or on a terminal; made by [`spell_out`].
#[derive(Debug, Clone, Copy)]
pub struct SpelledOut<'a> {
    text: &'a str,
    room: usize,
}

impl SpelledOut<'_> {
    /// Limits the text to so many characters, of which the last is an ellipsis where there are more.
    #[must_use]
    pub const fn at_most(self, characters: usize) -> Self {
        Self { room: characters, ..self }
    }
}

impl Display for SpelledOut<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let mut room = self.room;
        for c in self.text.chars() {
            let steers = is_steering(c);
            let width = if steers { c.escape_unicode().len() } else { 1 };
            // One place is left for the ellipsis.
            if width >= room {
                return f.write_char('…');
            }
            room = room.saturating_sub(width);
            if steers { c.escape_unicode().fmt(f)? } else { f.write_char(c)? }
        }
        Ok(())
    }
}

/// Returns whether a name has the form of a label: SCREAMING_SNAKE_CASE in ASCII, at most [`MAX_NAME`] bytes.
#[must_use]
pub fn is_label_name(name: &str) -> bool {
    is_name(name, |byte| byte.is_ascii_uppercase())
}

/// Returns whether a name has the form of a key of a closed set: snake_case in ASCII, at most [`MAX_NAME`] bytes.
#[must_use]
pub fn is_key_name(name: &str) -> bool {
    is_name(name, |byte| byte.is_ascii_lowercase())
}

fn is_name(name: &str, letter: fn(u8) -> bool) -> bool {
    let is_word =
        |word: &str| !word.is_empty() && word.bytes().all(|byte| letter(byte) || byte.is_ascii_digit());
    name.len() <= MAX_NAME && name.bytes().next().is_some_and(letter) && name.split('_').all(is_word)
}

#[cfg(test)]
mod tests {
    extern crate std;

    use std::string::{String, ToString};

    use super::*;

    #[test]
    fn what_steers_a_terminal_is_spelt_out_and_length_is_bounded() {
        assert_eq!(
            spell_out("a\r\n\u{1b}[2J\u{202e}\u{2028}é").to_string(),
            "a\\u{d}\\u{a}\\u{1b}[2J\\u{202e}\\u{2028}é"
        );
        assert_eq!(spell_out("abcdef").at_most(4).to_string(), "abc…");
        assert_eq!(spell_out(&"\u{7}".repeat(99)).at_most(12).to_string(), "\\u{7}\\u{7}…");
    }

    #[test]
    fn every_control_steers_and_what_is_visible_does_not() {
        for c in (char::MIN..=char::MAX).filter(|c| c.is_control()) {
            assert!(is_steering(c), "{}", c.escape_unicode());
        }
        let invisible = "\u{200b}\u{2065}\u{206a}\u{fff9}\u{e0001}\u{e007f}\u{feff}\u{61c}";
        assert!(invisible.chars().all(is_steering));
        assert!(!"aé…\u{a0}\u{2009}漢🙂".contains(is_steering));
    }

    #[test]
    fn names_do_not_have_the_form_of_a_label() {
        for label in ["AUTH_EXPIRED", "LK_524", "X", &"A".repeat(MAX_NAME)] {
            assert!(is_label_name(label), "{label}");
            assert!(is_key_name(&label.to_lowercase()), "{label}");
        }
        let long = String::from("A").repeat(MAX_NAME + 1);
        for name in ["", "My list", "work", "Work", "A__B", "_A", "A_", "404_X", "ÄRGER", "A B", &long] {
            assert!(!is_label_name(name), "{name}");
        }
    }
}
