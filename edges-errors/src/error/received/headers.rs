//! Headers of a response, and those that are kept: retry hints, `Date`, `Age` and what else the catalogue names.

use edges_errors_core::wire::KeptHeader;

/// The headers of a response: one method, from a name to its values.
///
/// Implemented for arrays, slices and vectors of pairs, for `()` (no headers), for references to headers, and with the
/// feature `http` for `http::HeaderMap`.
///
/// ```
/// use edges_errors::{EdgesError, RateLimit};
///
/// let headers = [("X-RateLimit-Type", "/v1/runs"), ("Retry-After", "30")];
/// let error = EdgesError::from_parts(429, headers, "");
/// assert_eq!(error.rate_limit(), Some(RateLimit::EdgesApi));
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be read as the headers of a response",
    label = "not headers",
    note = "`http::HeaderMap` of http 1 can, with the feature `http` of `edges-errors`",
    note = "pairs of names and values can, in an array, slice or `Vec`, and so can `()`; for another type, implement `Headers`"
)]
pub trait Headers {
    /// Returns the values of a header, in order. `name` is in lower case; names are compared without regard to case.
    fn values(&self, name: &'static str) -> impl Iterator<Item = &[u8]>;
}

impl<H: Headers + ?Sized> Headers for &H {
    fn values(&self, name: &'static str) -> impl Iterator<Item = &[u8]> {
        (**self).values(name)
    }
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

/// More of one header, or longer, is not a header that an API sends.
const MAX_VALUES: usize = 4;
const MAX_LENGTH: usize = 256;

// For each header its name, `VALUE`, its value and `END`; no header can hold these two characters. The text is before the
// body's in one `String`, so that an error takes two allocations and not three (`benches` count them).
const VALUE: u8 = 0x1f;
const END: u8 = 0x1e;

/// Room for the headers that most answers come with.
pub(crate) const HEADER_ROOM: usize = 128;

/// Writes the headers that a catalogue keeps, and returns the name of one that says how long to wait, and is not text, too
/// long, or one too many.
pub(crate) fn write_headers(
    headers: &(impl Headers + ?Sized),
    wanted: &'static [KeptHeader],
    kept: &mut String,
) -> Option<&'static str> {
    let mut unreadable_hint = None;
    for KeptHeader { name, is_hint, is_signal } in wanted {
        for (count, value) in headers.values(name).enumerate() {
            match read_value(value) {
                Some(text) if count < MAX_VALUES => write_header(name, text, kept),
                // That it is there is the signal.
                _ if *is_signal && count == 0 => write_header(name, "", kept),
                _ if *is_hint => unreadable_hint = unreadable_hint.or(Some(*name)),
                _ => {}
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

/// Returns the values of a header; `None` for one that is not text, too long, or one too many.
pub(crate) fn read_values<'a>(
    headers: &'a (impl Headers + ?Sized),
    name: &'static str,
) -> impl Iterator<Item = Option<&'a str>> {
    let values = headers.values(name).take(MAX_VALUES.saturating_add(1)).enumerate();
    values.map(|(count, value)| read_value(value).filter(|_| count < MAX_VALUES))
}

/// Reads a value of a sensible length, made of what RFC 9110 (section 5.5) allows.
fn read_value(value: &[u8]) -> Option<&str> {
    let text = core::str::from_utf8(value).ok().filter(|text| text.len() <= MAX_LENGTH)?;
    let is_text = |byte: u8| byte == b'\t' || matches!(byte, b' '..=b'~');
    text.bytes().all(is_text).then(|| text.trim_ascii())
}

/// The headers that [`write_headers`] has written.
#[derive(Debug, Clone, Copy)]
pub(crate) struct KeptHeaders<'a> {
    text: &'a str,
}

impl<'a> KeptHeaders<'a> {
    pub(crate) fn new(text: &'a str) -> Self {
        Self { text }
    }

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

impl Headers for KeptHeaders<'_> {
    fn values(&self, name: &'static str) -> impl Iterator<Item = &[u8]> {
        self.get(name).map(str::as_bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WANTED: &[KeptHeader] = &[
        KeptHeader { name: "retry-after", is_hint: true, is_signal: false },
        KeptHeader { name: "date", is_hint: false, is_signal: false },
        KeptHeader { name: "x-limit-kind", is_hint: false, is_signal: true },
    ];

    fn keep(headers: &(impl Headers + ?Sized)) -> (String, Option<&'static str>) {
        let mut text = String::new();
        let unreadable = write_headers(headers, WANTED, &mut text);
        (text, unreadable)
    }

    #[test]
    fn work_on_headers_is_bounded_and_junk_is_flagged() {
        let many: Vec<(&str, Vec<u8>)> =
            (0..10_000).map(|n| ("Retry-After", n.to_string().into_bytes())).collect();
        let (text, unreadable) = keep(&many[..]);
        let kept = KeptHeaders::new(&text);
        assert_eq!(kept.get("retry-after").collect::<Vec<_>>(), ["0", "1", "2", "3"]);
        assert_eq!(unreadable, Some("retry-after"));
        for junk in [b"\xff1".as_slice(), b"1\x1e", b"1\x1fdate", "1\u{e9}".as_bytes(), &[b'1'; 257]] {
            assert_eq!(keep(&[("retry-after", junk)]), (String::new(), Some("retry-after")), "{junk:?}");
            assert_eq!(keep(&[("date", junk)]), (String::new(), None), "{junk:?}");
        }
    }

    #[test]
    fn a_signal_is_kept_by_its_name_in_any_case() {
        for value in ["a", "\u{e9}", ""] {
            let (text, _) = keep(&[("X-Limit-Kind", value)]);
            assert!(KeptHeaders::new(&text).has("x-limit-kind"), "{value}");
        }
    }
}
