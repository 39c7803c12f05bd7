//! Text that is safe to show, and the forms of names.

use core::fmt::{self, Display, Formatter, Write};

use crate::vocabulary::LabelFormat;

/// The longest key of a closed set, in bytes.
pub const MAX_NAME: usize = 64;

/// The longest label, in bytes.
pub const MAX_LABEL: usize = 255;

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

/// Returns whether a name has the form of a key of a closed set: snake_case in ASCII, at most [`MAX_NAME`] bytes.
#[must_use]
pub fn is_key_name(name: &str) -> bool {
    name.len() <= MAX_NAME && is_words(name, '_', |byte| byte.is_ascii_lowercase())
}

impl LabelFormat {
    /// Returns whether a name is a label of this format, of at most [`MAX_LABEL`] bytes.
    #[must_use]
    pub fn is_label(self, name: &str) -> bool {
        let fits = match self {
            Self::ScreamingSnake => is_words(name, '_', |byte| byte.is_ascii_uppercase()),
            Self::Snake => is_words(name, '_', |byte| byte.is_ascii_lowercase()),
            Self::Kebab => is_words(name, '-', |byte| byte.is_ascii_lowercase()),
            Self::Camel => is_one_word(name, |byte| byte.is_ascii_lowercase()),
            Self::Pascal => is_one_word(name, |byte| byte.is_ascii_uppercase()),
            Self::Integer => is_integer(name),
            Self::Any => !name.is_empty() && !name.chars().any(char::is_control),
        };
        fits && name.len() <= MAX_LABEL
    }
}

/// Returns whether a name consists of words of letters and digits with one separator between two, and begins with a letter.
fn is_words(name: &str, separator: char, letter: fn(u8) -> bool) -> bool {
    let is_word =
        |word: &str| !word.is_empty() && word.bytes().all(|byte| letter(byte) || byte.is_ascii_digit());
    name.bytes().next().is_some_and(letter) && name.split(separator).all(is_word)
}

fn is_one_word(name: &str, first: fn(u8) -> bool) -> bool {
    name.bytes().next().is_some_and(first) && name.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

/// Returns whether a name is a whole number as JSON writes it.
fn is_integer(name: &str) -> bool {
    let digits = name.strip_prefix('-').unwrap_or(name);
    let is_plain = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    is_plain && (digits == "0" && name == "0" || !digits.starts_with('0'))
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
    fn labels_have_the_form_that_their_format_says() {
        let long = "a".repeat(MAX_LABEL);
        let cases: [(LabelFormat, &[&str], &[&str]); 7] = [
            (
                LabelFormat::ScreamingSnake,
                &["AUTH_EXPIRED", "LK_524", "X"],
                &["My list", "work", "A__B", "_A", "404_X", "Ä"],
            ),
            (
                LabelFormat::Snake,
                &["card_declined", "a_1", &long],
                &["Card", "card-declined", "a__b", "1a", ""],
            ),
            (LabelFormat::Kebab, &["over-quota", "a-1"], &["over_quota", "-a", "a-"]),
            (LabelFormat::Camel, &["rateLimitExceeded", "x1"], &["RateLimit", "rate_limit", ""]),
            (LabelFormat::Pascal, &["ThrottlingException", "X"], &["throttling", "A_B", "1A"]),
            (LabelFormat::Integer, &["20404", "0", "-32601"], &["", "-", "-0", "007", "1.0", "1e3", "+1"]),
            (LabelFormat::Any, &["provider/too many", "é"], &["", "a\nb"]),
        ];
        for (format, right, wrong) in cases {
            assert!(right.iter().all(|name| format.is_label(name)), "{format}");
            let taken: std::vec::Vec<_> = wrong.iter().filter(|name| format.is_label(name)).collect();
            assert!(taken.is_empty(), "{format}: {taken:?}");
            assert!(!format.is_label(&String::from("a").repeat(MAX_LABEL + 1)), "{format}");
        }
    }

    #[test]
    fn keys_are_short_and_in_lower_case() {
        assert!(is_key_name("rate_limit") && is_key_name(&"a".repeat(MAX_NAME)));
        for name in ["", "Rate", "a__b", "_a", "a_", "4xx", "a b", &"a".repeat(MAX_NAME + 1)] {
            assert!(!is_key_name(name), "{name}");
        }
    }
}
