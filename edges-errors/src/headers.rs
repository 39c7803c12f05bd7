//! What is kept of a response's headers: retry hints, `Date`, `Age` and the rate limit's.

use std::string::String;
use std::vec::Vec;

/// The headers of a response: one method, from a name to its values.
///
/// Implemented for slices of pairs and for `()` (no headers), and with the feature `http` for `http::HeaderMap`.
///
/// ```
/// use edges_errors::{EdgesError, RateLimit};
///
/// let headers = [("X-RateLimit-Type", "/v1/runs"), ("Retry-After", "30")];
/// let error = EdgesError::from_parts(429, &headers[..], b"");
/// assert_eq!(error.rate_limit(), Some(RateLimit::EdgesApi));
/// ```
pub trait Headers {
    /// The values of a header, in order. `name` is in lower case; names are compared without regard to case.
    fn values(&self, name: &'static str) -> impl Iterator<Item = &[u8]>;
}

impl Headers for () {
    fn values(&self, _: &'static str) -> impl Iterator<Item = &[u8]> {
        core::iter::empty()
    }
}

impl<N: AsRef<str>, V: AsRef<[u8]>> Headers for [(N, V)] {
    fn values(&self, name: &'static str) -> impl Iterator<Item = &[u8]> {
        let named = self.iter().filter(move |(header, _)| header.as_ref().eq_ignore_ascii_case(name));
        named.map(|(_, value)| value.as_ref())
    }
}

impl<N: AsRef<str>, V: AsRef<[u8]>> Headers for Vec<(N, V)> {
    fn values(&self, name: &'static str) -> impl Iterator<Item = &[u8]> {
        self.as_slice().values(name)
    }
}

impl<N: AsRef<str>, V: AsRef<[u8]>, const COUNT: usize> Headers for [(N, V); COUNT] {
    fn values(&self, name: &'static str) -> impl Iterator<Item = &[u8]> {
        self.as_slice().values(name)
    }
}

/// Headers of every API that are worth keeping; those that signal a rate limit are the catalogue's.
const KEPT: &[&str] =
    &["retry-after", "date", "age", "x-ratelimit-limit", "x-ratelimit-remaining", "x-ratelimit-reset"];

/// More of one header, or longer, is not a header that an API sends.
const MAX_VALUES: usize = 4;
const MAX_LENGTH: usize = 256;

/// Between a name and its value, and behind each value: no header can hold them.
const VALUE: u8 = 0x1f;
const END: u8 = 0x1e;

/// The headers that were kept, as text that stands before the body.
#[derive(Debug, Clone, Copy)]
pub(crate) struct KeptHeaders<'a> {
    pub(crate) text: &'a str,
}

/// Writes what is worth keeping. Whether a `Retry-After` was no text, too long, or one too many.
pub(crate) fn write_headers(
    headers: &(impl Headers + ?Sized),
    signals: impl Iterator<Item = &'static str>,
    kept: &mut String,
) -> bool {
    let mut unreadable_hint = false;
    let kept_names = KEPT.iter().map(|name| (*name, false));
    for (name, signals) in kept_names.chain(signals.map(|name| (name, true))) {
        for (count, value) in headers.values(name).enumerate() {
            match read_value(value) {
                Some(text) if count < MAX_VALUES => write_header(name, text, kept),
                // That it is there is the signal.
                _ if signals && count == 0 => write_header(name, "", kept),
                _ => unreadable_hint |= name == "retry-after",
            }
            if count >= MAX_VALUES {
                break;
            }
        }
    }
    unreadable_hint
}

fn write_header(name: &str, value: &str, kept: &mut String) {
    kept.push_str(name);
    kept.push(char::from(VALUE));
    kept.push_str(value);
    kept.push(char::from(END));
}

/// A value of a sensible length, out of what RFC 9110 (section 5.5) lets a value be made of.
fn read_value(value: &[u8]) -> Option<&str> {
    let text = core::str::from_utf8(value).ok().filter(|text| text.len() <= MAX_LENGTH)?;
    let is_text = |byte: u8| byte == b'\t' || matches!(byte, b' '..=b'~');
    text.bytes().all(is_text).then(|| text.trim_ascii())
}

impl<'a> KeptHeaders<'a> {
    pub(crate) fn get(self, name: &str) -> impl Iterator<Item = &'a str> {
        self.iter().filter(move |(header, _)| *header == name).map(|(_, value)| value)
    }

    pub(crate) fn has(self, name: &str) -> bool {
        self.get(name).next().is_some()
    }

    pub(crate) fn iter(self) -> impl Iterator<Item = (&'a str, &'a str)> {
        let mut rest = self.text;
        core::iter::from_fn(move || {
            // By bytes: what is searched is short, and a search for a `char` costs more than it finds.
            let end = rest.bytes().position(|byte| byte == END)?;
            let (entry, behind) = rest.split_at_checked(end)?;
            rest = behind.get(1..)?;
            let middle = entry.bytes().position(|byte| byte == VALUE)?;
            Some((entry.get(..middle)?, entry.get(middle.saturating_add(1)..)?))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keep(headers: &(impl Headers + ?Sized), signal: Option<&'static str>) -> (String, bool) {
        let mut text = String::new();
        let unreadable = write_headers(headers, signal.into_iter(), &mut text);
        (text, unreadable)
    }

    #[test]
    fn work_on_headers_is_bounded_and_junk_is_flagged() {
        let many: Vec<(&str, Vec<u8>)> =
            (0..10_000).map(|n| ("Retry-After", n.to_string().into_bytes())).collect();
        let (text, unreadable) = keep(&many[..], None);
        let kept = KeptHeaders { text: &text };
        assert_eq!(kept.get("retry-after").collect::<Vec<_>>(), ["0", "1", "2", "3"]);
        assert!(unreadable);
        for junk in [b"\xff1".as_slice(), b"1\x1e", b"1\x1fdate", "1\u{e9}".as_bytes(), &[b'1'; 257]] {
            assert_eq!(keep(&[("retry-after", junk)], None), (String::new(), true), "{junk:?}");
        }
    }

    #[test]
    fn a_signal_is_kept_by_its_name_in_any_case() {
        for value in ["a", "\u{e9}", ""] {
            let (text, _) = keep(&[("X-Limit-Kind", value)], Some("x-limit-kind"));
            assert!(KeptHeaders { text: &text }.has("x-limit-kind"), "{value}");
        }
    }
}
