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
        // Most come in lower case, as HTTP/2 has them.
        let is_named = move |header: &str| header == name || header.eq_ignore_ascii_case(name);
        let named = self.iter().filter(move |(header, _)| is_named(header.as_ref()));
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

/// Room for the headers that most answers come with.
pub(crate) const HEADER_ROOM: usize = 128;

/// Writes the headers that a catalogue keeps, and returns the names of those that may say how long to wait, and are not text,
/// too long, or too many.
pub(crate) fn write_headers(
    headers: &(impl Headers + ?Sized),
    wanted: &'static [KeptHeader],
    kept: &mut String,
) -> Vec<&'static str> {
    let mut unreadable_hints = Vec::new();
    for KeptHeader { name, is_hint, is_signal } in wanted {
        let mut is_noted = false;
        for (count, value) in headers.values(name).take(MAX_VALUES.saturating_add(1)).enumerate() {
            if let Some(text) = read_value(value).filter(|_| count < MAX_VALUES) {
                write_header(name, text, kept);
                continue;
            }
            // That it is there is the signal.
            if *is_signal && !is_noted {
                write_header(name, "", kept);
                is_noted = true;
            }
            if *is_hint && unreadable_hints.last() != Some(name) {
                unreadable_hints.push(*name);
            }
        }
    }
    unreadable_hints
}

// A header is the lengths of its name and its value, each as a character, and then both. The text is before the body's in one
// `String`, so that an error takes two allocations and not three (`benches` count them).
fn write_header(name: &str, value: &str, kept: &mut String) {
    // A name that is too long for that is of no header.
    let length = |text: &str| u32::try_from(text.len()).ok().and_then(char::from_u32);
    let (Some(name_length), Some(value_length)) = (length(name), length(value)) else { return };
    kept.push(name_length);
    kept.push(value_length);
    kept.push_str(name);
    kept.push_str(value);
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
    (value.len() <= MAX_LENGTH).then_some(())?;
    // Without an early end, so that many bytes are looked at together.
    let is_text = value.iter().fold(true, |all, byte| all & (*byte == b'\t' || matches!(byte, b' '..=b'~')));
    is_text.then(|| core::str::from_utf8(value.trim_ascii()).ok())?
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
        let mut rest = self.text.chars();
        core::iter::from_fn(move || {
            let (name_length, value_length) = (rest.next()?, rest.next()?);
            let (name, behind) = rest.as_str().split_at_checked(name_length as usize)?;
            let (value, behind) = behind.split_at_checked(value_length as usize)?;
            rest = behind.chars();
            Some((name, value))
        })
    }
}

impl Headers for KeptHeaders<'_> {
    fn values(&self, name: &'static str) -> impl Iterator<Item = &[u8]> {
        self.get(name).map(str::as_bytes)
    }
}

/// The headers that were kept, with a value that cannot be read for each hint of which one could not.
pub(crate) struct WholeHeaders<'a> {
    pub(crate) kept: KeptHeaders<'a>,
    /// The names of [`write_headers`].
    pub(crate) unreadable_hints: &'a [&'static str],
}

/// A byte that is no text.
const UNREADABLE: &[u8] = b"\xff";

impl Headers for WholeHeaders<'_> {
    fn values(&self, name: &'static str) -> impl Iterator<Item = &[u8]> {
        let unreadable = self.unreadable_hints.contains(&name).then_some(UNREADABLE);
        self.kept.values(name).chain(unreadable)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WANTED: &[KeptHeader] = &[
        KeptHeader { name: "retry-after", is_hint: true, is_signal: false },
        KeptHeader { name: "date", is_hint: false, is_signal: false },
        KeptHeader { name: "x-limit-kind", is_hint: false, is_signal: true },
        KeptHeader { name: "x-blocked-for", is_hint: true, is_signal: true },
    ];

    fn keep(headers: &(impl Headers + ?Sized)) -> (String, Vec<&'static str>) {
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
        assert_eq!(unreadable, ["retry-after"]);
        for junk in [b"\xff1".as_slice(), b"1\x1e", b"1\x1fdate", "1\u{e9}".as_bytes(), &[b'1'; 257]] {
            assert_eq!(keep(&[("retry-after", junk)]), (String::new(), vec!["retry-after"]), "{junk:?}");
            assert_eq!(keep(&[("date", junk)]), (String::new(), vec![]), "{junk:?}");
        }
    }

    #[test]
    fn a_signal_is_kept_by_its_name_in_any_case() {
        for value in ["a", "\u{e9}", ""] {
            let (text, _) = keep(&[("X-Limit-Kind", value)]);
            assert!(KeptHeaders::new(&text).has("x-limit-kind"), "{value}");
        }
    }

    #[test]
    fn a_signal_that_says_how_long_to_wait_is_flagged_where_it_is_junk() {
        let (text, unreadable) = keep(&[("x-blocked-for", b"\xff")]);
        assert!(KeptHeaders::new(&text).has("x-blocked-for"));
        assert_eq!(unreadable, ["x-blocked-for"]);
    }

    #[test]
    fn values_of_every_length_are_read_back() {
        let values: Vec<String> = (0..=MAX_LENGTH).map(|length| "v".repeat(length)).collect();
        for value in &values {
            let (text, _) = keep(&[("date", value), ("Retry-After", value)]);
            let kept: Vec<_> = KeptHeaders::new(&text).iter().collect();
            assert_eq!(kept, [("retry-after", value.as_str()), ("date", value.as_str())]);
        }
    }
}
