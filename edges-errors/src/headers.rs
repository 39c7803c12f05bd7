//! What is kept of a response's headers: retry hints, `Date`, `Age` and the rate limit's.

use std::boxed::Box;
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

/// The headers that were kept, as text.
#[derive(Debug, Default)]
pub(crate) struct KeptHeaders {
    entries: Vec<(&'static str, Box<str>)>,
    /// A `Retry-After` was no text, too long, or one too many.
    pub(crate) unreadable_hint: bool,
}

impl KeptHeaders {
    pub(crate) fn read(
        headers: &(impl Headers + ?Sized),
        signals: impl Iterator<Item = &'static str>,
    ) -> Self {
        let mut kept = Self::default();
        let kept_names = KEPT.iter().map(|name| (*name, false));
        for (name, signals) in kept_names.chain(signals.map(|name| (name, true))) {
            for (count, value) in headers.values(name).enumerate() {
                let text = core::str::from_utf8(value).ok().filter(|text| text.is_ascii());
                match text {
                    Some(text) if count < MAX_VALUES && text.len() <= MAX_LENGTH => {
                        kept.entries.push((name, text.trim_ascii().into()));
                    }
                    // That it is there is the signal.
                    _ if signals && count == 0 => kept.entries.push((name, "".into())),
                    _ => kept.unreadable_hint |= name == "retry-after",
                }
                if count >= MAX_VALUES {
                    break;
                }
            }
        }
        kept
    }

    pub(crate) fn get(&self, name: &str) -> impl Iterator<Item = &str> {
        self.entries.iter().filter(move |(header, _)| *header == name).map(|(_, value)| &**value)
    }

    pub(crate) fn has(&self, name: &str) -> bool {
        self.get(name).next().is_some()
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.entries.iter().map(|(name, value)| (*name, &**value))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn work_on_headers_is_bounded_and_junk_is_flagged() {
        let many: Vec<(&str, Vec<u8>)> =
            (0..10_000).map(|n| ("Retry-After", n.to_string().into_bytes())).collect();
        let kept = KeptHeaders::read(&many[..], core::iter::empty());
        assert_eq!(kept.get("retry-after").collect::<Vec<_>>(), ["0", "1", "2", "3"]);
        assert!(kept.unreadable_hint);
        let odd = KeptHeaders::read(&[("retry-after", b"\xff1".as_slice())], core::iter::empty());
        assert!(odd.unreadable_hint && !odd.has("retry-after"));
    }

    #[test]
    fn a_signal_is_kept_by_its_name_in_any_case() {
        let kept = KeptHeaders::read(&[("X-Limit-Kind", "a")], core::iter::once("x-limit-kind"));
        assert!(kept.has("x-limit-kind"));
    }
}
