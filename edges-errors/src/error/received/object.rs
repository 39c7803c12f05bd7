//! One level of an object or a list.

use core::ops::Range;
use std::borrow::Cow;

use super::scan::{Broken, Inside, Scanner};

/// Calls `visit` with each key and the raw text of its value, in order, up to where the text breaks off. Values may nest as
/// deep as they like.
pub(crate) fn visit_object<'a>(
    text: &'a str,
    mut visit: impl FnMut(Cow<'a, str>, &'a str),
) -> Result<(), Broken> {
    let mut scanner = Scanner::new(text);
    scanner.peek();
    let mut inside = scanner.open_object()?;
    while inside == Inside::More {
        let key = scanner.key()?;
        visit(key, scanner.value()?.text);
        inside = scanner.go_on(b'}')?;
    }
    scanner.is_at_end().then_some(()).ok_or(Broken)
}

/// Calls `visit` with the raw text of each item of a list.
pub(crate) fn visit_array<'a>(text: &'a str, mut visit: impl FnMut(&'a str)) -> Result<(), Broken> {
    let mut scanner = Scanner::new(text);
    scanner.peek();
    let mut inside = scanner.open_list()?;
    while inside == Inside::More {
        visit(scanner.value()?.text);
        inside = scanner.go_on(b']')?;
    }
    scanner.is_at_end().then_some(()).ok_or(Broken)
}

/// Returns the range of a slice of `text` within it.
pub(crate) fn range_of(text: &str, part: &str) -> Range<usize> {
    let start = part.as_ptr().addr().saturating_sub(text.as_ptr().addr());
    start..start.saturating_add(part.len())
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
        let broken = visit_object(r#"{"a":1,"b":"two","c":"#, |key, value| seen.push((key, value)));
        assert_eq!(broken, Err(Broken));
        assert_eq!(seen, [("a".into(), "1"), ("b".into(), "\"two\"")]);
        let mut items = Vec::new();
        visit_array(r#"[{"a":1}, {"b":"#, |item| items.push(item)).unwrap_err();
        assert_eq!(items, [r#"{"a":1}"#]);
    }

    #[test]
    fn only_one_object_and_nothing_behind_it_is_whole() {
        for broken in ["[]", "{}{}", "{} x", "1", "", "{\"a\":}", "{,}"] {
            assert!(visit_object(broken, |_, _| ()).is_err(), "{broken}");
        }
        assert!(visit_object(" { } \n", |_, _| ()).is_ok());
    }

    #[test]
    fn brackets_in_strings_do_not_nest() {
        assert_eq!(depth(r#"{"[[[\"[[[[\\":[[1],[2],"[[[["]}"#), 3);
        assert_eq!(depth(r#"{"]":[[1],[2],[3]]}"#), 3);
        assert!(is_too_deep(&("[".repeat(200) + &"]".repeat(200))));
    }
}
