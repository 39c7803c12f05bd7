//! One level of a JSON object: keys and raw values, with serde_json as the parser.

use core::ops::Range;
use std::borrow::Cow;

use serde::de::{DeserializeSeed, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

/// The text is not one JSON object; what came before the break has been visited.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Broken<'a> {
    /// The member whose value is not whole.
    pub(crate) cut: Option<CutMember<'a>>,
}

/// A member whose value breaks off, or cannot be read.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct CutMember<'a> {
    pub(crate) key: Cow<'a, str>,
    /// All that is behind the key.
    pub(crate) text: &'a str,
}

/// Calls `visit` with each key and the raw text of its value, in order. Values may nest as deep as they like.
pub(crate) fn visit_object<'a>(
    text: &'a str,
    visit: &mut dyn FnMut(Cow<'a, str>, &'a str),
) -> Result<(), Broken<'a>> {
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let mut progress = Progress { last: None, key: None };
    if deserializer.deserialize_map(Entries { visit, text, progress: &mut progress }).is_ok() {
        return deserializer.end().map_err(|_| Broken::default());
    }
    Err(progress.find_break(text))
}

/// How far an object has been read, for the case that it breaks off.
struct Progress<'a> {
    /// The last value that is whole.
    last: Option<&'a str>,
    /// The key whose value is not.
    key: Option<Cow<'a, str>>,
}

impl<'a> Progress<'a> {
    #[cold]
    fn find_break(self, text: &'a str) -> Broken<'a> {
        let behind_last = match self.last {
            Some(last) => text.get(range_of(text, last).end..),
            None => text.split_once('{').map(|(_, behind)| behind),
        };
        let member = self.key.zip(behind_last);
        Broken {
            cut: member.map(|(key, behind)| CutMember { key, text: skip_key(behind).unwrap_or_default() }),
        }
    }
}

/// Returns what is behind the next key and its colon.
fn skip_key(text: &str) -> Option<&str> {
    let key = text.trim_start_matches([' ', '\t', '\r', '\n', ',']).strip_prefix('"')?;
    let mut escaped = false;
    let end = key.bytes().position(|byte| {
        let ends = byte == b'"' && !escaped;
        escaped = byte == b'\\' && !escaped;
        ends
    })?;
    Some(key.get(end..)?.strip_prefix('"')?.trim_ascii_start().strip_prefix(':')?.trim_ascii_start())
}

/// Returns the range of a slice of `text` within it.
pub(crate) fn range_of(text: &str, part: &str) -> Range<usize> {
    let start = part.as_ptr().addr().saturating_sub(text.as_ptr().addr());
    start..start.saturating_add(part.len())
}

struct Entries<'f, 'a> {
    visit: &'f mut dyn FnMut(Cow<'a, str>, &'a str),
    text: &'a str,
    progress: &'f mut Progress<'a>,
}

impl<'a> Visitor<'a> for Entries<'_, 'a> {
    type Value = ();

    fn expecting(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'a>>(self, mut map: A) -> Result<(), A::Error> {
        // A number that reaches the end may have been longer.
        let end = self.text.as_bytes().as_ptr_range().end;
        while let Some(key) = map.next_key_seed(KeySeed { text: self.text })? {
            let value = match map.next_value::<&'a RawValue>() {
                Ok(value) => value.get(),
                Err(error) => {
                    self.progress.key = Some(key);
                    return Err(error);
                }
            };
            if reaches(value, end) {
                self.progress.key = Some(key);
            } else {
                self.progress.last = Some(value);
                (self.visit)(key, value);
            }
        }
        Ok(())
    }
}

/// Returns whether a value is a number that ends where the text does.
fn reaches(value: &str, end: *const u8) -> bool {
    let number = value.starts_with(|c: char| c == '-' || c.is_ascii_digit());
    number && value.as_bytes().as_ptr_range().end == end
}

/// A key, borrowed where it has no escapes.
struct KeySeed<'a> {
    /// The text that the key is of.
    text: &'a str,
}

impl<'a> DeserializeSeed<'a> for KeySeed<'a> {
    type Value = Cow<'a, str>;

    fn deserialize<D: Deserializer<'a>>(self, deserializer: D) -> Result<Cow<'a, str>, D::Error> {
        // As bytes, because serde_json refuses a lone surrogate only in a `str`.
        deserializer.deserialize_bytes(self)
    }
}

impl<'a> Visitor<'a> for KeySeed<'a> {
    type Value = Cow<'a, str>;

    fn expecting(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("a key")
    }

    fn visit_borrowed_bytes<E: serde::de::Error>(self, key: &'a [u8]) -> Result<Cow<'a, str>, E> {
        // What `deserialize_str` would have refused.
        if key.iter().any(|byte| *byte < 0x20) {
            return Err(E::custom("a control character in a key"));
        }
        // Part of the text, and so not to be checked for UTF-8 once more.
        let start = key.as_ptr().addr().saturating_sub(self.text.as_ptr().addr());
        let key = self.text.get(start..start.saturating_add(key.len()));
        key.map(Cow::Borrowed).ok_or_else(|| E::custom("a key that is not of the text"))
    }

    fn visit_bytes<E>(self, key: &[u8]) -> Result<Cow<'a, str>, E> {
        Ok(Cow::Owned(String::from_utf8_lossy(key).into_owned()))
    }
}

/// The text is not a JSON array; the items before the break have been visited.
#[derive(Debug)]
pub(crate) struct BrokenArray<'a> {
    /// All that is behind the last whole item.
    pub(crate) cut: &'a str,
}

/// Calls `visit` with the raw text of each item of a JSON array.
pub(crate) fn visit_array<'a>(text: &'a str, visit: &mut dyn FnMut(&'a str)) -> Result<(), BrokenArray<'a>> {
    struct Items<'f, 'a> {
        visit: &'f mut dyn FnMut(&'a str),
        end: *const u8,
        last: &'f mut Option<&'a str>,
    }

    impl<'a> Visitor<'a> for Items<'_, 'a> {
        type Value = ();

        fn expecting(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
            f.write_str("an array")
        }

        fn visit_seq<A: serde::de::SeqAccess<'a>>(self, mut items: A) -> Result<(), A::Error> {
            while let Some(item) = items.next_element::<&'a RawValue>()? {
                let item = item.get();
                if !reaches(item, self.end) {
                    *self.last = Some(item);
                    (self.visit)(item);
                }
            }
            Ok(())
        }
    }

    let mut last = None;
    let items = Items { visit, end: text.as_bytes().as_ptr_range().end, last: &mut last };
    let mut deserializer = serde_json::Deserializer::from_str(text);
    if deserializer.deserialize_seq(items).and_then(|()| deserializer.end()).is_ok() {
        return Ok(());
    }
    let behind = match last {
        Some(last) => text.get(range_of(text, last).end..),
        None => text.split_once('[').map(|(_, behind)| behind),
    };
    let cut = behind.unwrap_or_default().trim_start_matches([' ', '\t', '\r', '\n', ',']);
    Err(BrokenArray { cut })
}

/// Returns the text of a JSON string, borrowed where it has no escapes. A lone surrogate becomes U+FFFD; `None` where the raw
/// value is not a string.
pub(crate) fn read_string(raw: &str) -> Option<Cow<'_, str>> {
    let inside = raw.strip_prefix('"')?.strip_suffix('"')?;
    if !inside.contains('\\') {
        return Some(Cow::Borrowed(inside));
    }
    let text = serde_json::from_str::<String>(raw).unwrap_or_else(|_| replace_surrogates(inside));
    Some(Cow::Owned(text))
}

/// Unescapes what serde_json refuses: every escape on its own, those that are not a character as U+FFFD.
fn replace_surrogates(inside: &str) -> String {
    let mut text = String::with_capacity(inside.len());
    let mut rest = inside;
    while let Some(at) = rest.find('\\') {
        text.push_str(rest.get(..at).unwrap_or_default());
        let escape = rest.get(at..).unwrap_or_default();
        let (character, length) = read_escape(escape);
        text.push(character);
        rest = escape.get(length..).unwrap_or_default();
    }
    text.push_str(rest);
    text
}

/// Reads the escape that a text begins with, and returns its character and length: a pair of surrogates is one escape.
fn read_escape(escape: &str) -> (char, usize) {
    for length in [12, 6, 2] {
        let Some(one) = escape.get(..length) else { continue };
        if let Ok(text) = serde_json::from_str::<String>(&format!("\"{one}\"")) {
            let mut chars = text.chars();
            if let (Some(character), None) = (chars.next(), chars.next()) {
                return (character, length);
            }
        }
    }
    (char::REPLACEMENT_CHARACTER, if escape.starts_with("\\u") { 6 } else { 2 })
}

/// serde_json stops at this depth.
const MAX_DEPTH: usize = 127;

/// Returns whether a JSON value nests deeper than serde_json reads into a `Value`.
pub(crate) fn is_too_deep(raw: &str) -> bool {
    depth(raw) > MAX_DEPTH
}

/// Returns how deep a valid JSON text nests.
fn depth(raw: &str) -> usize {
    let (mut deepest, mut now, mut string, mut escaped) = (0_usize, 0_usize, false, false);
    for byte in raw.bytes() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => string = !string,
            b'[' | b'{' if !string => {
                now = now.saturating_add(1);
                deepest = deepest.max(now);
            }
            b']' | b'}' if !string => now = now.saturating_sub(1),
            _ => {}
        }
    }
    deepest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_before_a_break_are_visited_and_the_break_is_told() {
        let mut seen = Vec::new();
        let broken = visit_object(r#"{"a":1,"b":"two","c":"#, &mut |key, value| seen.push((key, value)));
        assert_eq!(broken, Err(Broken { cut: Some(CutMember { key: "c".into(), text: "" }) }));
        assert_eq!(seen, [("a".into(), "1"), ("b".into(), "\"two\"")]);
    }

    #[test]
    fn a_member_that_is_not_whole_is_handed_over_with_all_that_follows() {
        for (text, cut) in [
            (r#"{"a":1,"b" : {"c":2"#, Some(("b", r#"{"c":2"#))),
            (r#" {"a\"}\\":[1,"#, Some((r#"a"}\"#, "[1,"))),
            (r#"{"a":"{\"b\":","n":36"#, Some(("n", "36"))),
            (r#"{"a":1,"b":oops,"c":2}"#, Some(("b", r#"oops,"c":2}"#))),
            (r#"{"a":1,"b"#, None),
            (r#"{"a":1} x"#, None),
            (r#"{"a":1"#, Some(("a", "1"))),
            (r#"{"a":"x""#, None),
            (r#"{"a" 1}"#, Some(("a", ""))),
        ] {
            let broken = visit_object(text, &mut |_, _| ()).unwrap_err();
            let found = broken.cut.as_ref().map(|cut| (&*cut.key, cut.text));
            assert_eq!(found, cut, "{text}");
        }
        let mut items = Vec::new();
        let broken = visit_array(r#"[{"a":1}, {"b":"#, &mut |item| items.push(item)).unwrap_err();
        assert_eq!((broken.cut, items), (r#"{"b":"#, vec![r#"{"a":1}"#]));
    }

    #[test]
    fn only_one_object_and_nothing_behind_it_is_whole() {
        for broken in ["[]", "{}{}", "{} x", "1", "", "{\"a\":}", "{,}"] {
            assert!(visit_object(broken, &mut |_, _| ()).is_err(), "{broken}");
        }
        assert!(visit_object(" { } \n", &mut |_, _| ()).is_ok());
    }

    #[test]
    fn a_lone_surrogate_costs_one_character() {
        assert_eq!(read_string(r#""a\ud800b\n""#).unwrap(), "a\u{fffd}b\n");
        assert_eq!(read_string(r#""\ud83d\ude00\ud800""#).unwrap(), "\u{1f600}\u{fffd}");
        assert_eq!(read_string(r#""\udc00\ud800\"é""#).unwrap(), "\u{fffd}\u{fffd}\"é");
    }

    #[test]
    fn brackets_in_strings_do_not_nest() {
        assert_eq!(depth(r#"{"[[[\"[[[[\\":[[1],[2],"[[[["]}"#), 3);
        assert_eq!(depth(r#"{"]":[[1],[2],[3]]}"#), 3);
        assert!(is_too_deep(&("[".repeat(200) + &"]".repeat(200))));
    }
}
