//! The texts of JSON strings.

use std::borrow::Cow;

/// Returns the text of a JSON string, borrowed where it has no escapes. A lone surrogate becomes U+FFFD; `None` where the raw
/// value is not a string.
pub(crate) fn read_string(raw: &str) -> Option<Cow<'_, str>> {
    let inside = raw.strip_prefix('"')?.strip_suffix('"')?;
    if !inside.contains('\\') {
        return Some(Cow::Borrowed(inside));
    }
    Some(Cow::Owned(unescape(inside)))
}

/// Replaces escapes by what they stand for, and those that stand for no character by U+FFFD.
pub(crate) fn unescape(inside: &str) -> String {
    let mut text = String::with_capacity(inside.len());
    let mut rest = inside;
    while let Some((verbatim, escape)) = rest.split_once('\\') {
        text.push_str(verbatim);
        let (character, behind) = read_escape(escape);
        text.push(character);
        rest = behind;
    }
    text.push_str(rest);
    text
}

/// Reads the escape behind a backslash, and returns its character and the rest of the text: a pair of surrogates is one escape.
fn read_escape(escape: &str) -> (char, &str) {
    let mut characters = escape.chars();
    let character = match characters.next() {
        Some('b') => '\u{8}',
        Some('f') => '\u{c}',
        Some('n') => '\n',
        Some('r') => '\r',
        Some('t') => '\t',
        Some('u') => return read_unicode_escape(characters.as_str()),
        Some(character) => character,
        None => char::REPLACEMENT_CHARACTER,
    };
    (character, characters.as_str())
}

fn read_unicode_escape(digits: &str) -> (char, &str) {
    let Some((unit, behind)) = read_unit(digits) else { return (char::REPLACEMENT_CHARACTER, digits) };
    if let Some(character) = char::from_u32(unit.into()) {
        return (character, behind);
    }
    let pair = behind.strip_prefix("\\u").and_then(read_unit).and_then(|(low, behind)| {
        let character = char::decode_utf16([unit, low]).next()?.ok()?;
        Some((character, behind))
    });
    pair.unwrap_or((char::REPLACEMENT_CHARACTER, behind))
}

/// Reads four hexadecimal digits.
fn read_unit(digits: &str) -> Option<(u16, &str)> {
    let (unit, behind) = digits.split_at_checked(4)?;
    Some((u16::from_str_radix(unit, 16).ok()?, behind))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lone_surrogate_costs_one_character() {
        assert_eq!(read_string(r#""a\ud800b\n""#).unwrap(), "a\u{fffd}b\n");
        assert_eq!(read_string(r#""\ud83d\ude00\ud800""#).unwrap(), "\u{1f600}\u{fffd}");
        assert_eq!(read_string(r#""\udc00\ud800\"é""#).unwrap(), "\u{fffd}\u{fffd}\"é");
    }
}
