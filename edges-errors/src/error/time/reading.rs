//! The one reader of waits and the one of times, whatever they came in.
//!
//! Both read the same notations: numbers, numbers with units (`5 minutes`), timestamps and dates in words. What differs
//! is a bare number. As a wait it is seconds, however large: 1795420800 is 57 years and not November 2026, the longer of
//! its two readings. As a time it is seconds since 1970 from 10^9, milliseconds from 10^11, microseconds from 10^14 and
//! nanoseconds from 10^17, so that each unit begins between 1973 and 2001; smaller numbers, such as `20261119`, are no
//! time that anyone means.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use edges_errors_core::vocabulary::HintKind;

use super::cursor::Cursor;
use super::instants::{is_weekday, parse_http_date, parse_timestamp};
use super::number::{BILLION, Decimal};
use super::{
    NANOS_PER_DAY, NANOS_PER_HOUR, NANOS_PER_MILLI, NANOS_PER_MINUTE, NANOS_PER_SECOND, duration_from_nanos,
};

/// The reading of a value that should say how long to wait. A list may say several things at once; of two waits, or two
/// times, the longer holds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Reading {
    /// From when the response was received.
    pub(crate) wait: Option<Duration>,
    /// By the server's clock, and perhaps in the past.
    pub(crate) until: Option<SystemTime>,
    /// Something in it has passed by any clock: it is negative, or a time before all that [`SystemTime`] holds.
    pub(crate) passed: bool,
    /// Something in it cannot be read.
    pub(crate) unreadable: bool,
}

impl Reading {
    pub(crate) const ABSENT: Self = Self { wait: None, until: None, passed: false, unreadable: false };
    pub(crate) const UNREADABLE: Self = Self { unreadable: true, ..Self::ABSENT };
    const PASSED: Self = Self { passed: true, ..Self::ABSENT };

    const fn wait(wait: Duration) -> Self {
        Self { wait: Some(wait), ..Self::ABSENT }
    }

    const fn until(time: SystemTime) -> Self {
        Self { until: Some(time), ..Self::ABSENT }
    }

    /// Combines the items of a list. One that is there and says nothing cannot be read.
    pub(crate) fn of_list(items: impl IntoIterator<Item = Self>) -> Self {
        let said = items.into_iter().fold(Self::ABSENT, Self::and);
        if said == Self::ABSENT { Self::UNREADABLE } else { said }
    }

    fn and(self, other: Self) -> Self {
        Self {
            wait: self.wait.max(other.wait),
            until: self.until.max(other.until),
            passed: self.passed || other.passed,
            unreadable: self.unreadable || other.unreadable,
        }
    }
}

/// Reads how long to wait: a number of seconds or of a named unit, or else a time.
pub(crate) fn read_wait(text: &str) -> Reading {
    read_hint(HintKind::Seconds, text)
}

/// Reads until when to wait: a time, or else a number of a named unit.
pub(crate) fn read_time(text: &str) -> Reading {
    read_hint(HintKind::Timestamp, text)
}

/// Reads a value that says how long to wait. The kind is the meaning of a number without a unit. A list is tried last: dates
/// hold commas.
pub(crate) fn read_hint(kind: HintKind, text: &str) -> Reading {
    let inside = unwrap_value(text);
    if inside.is_empty() && text.trim().is_empty() {
        return Reading::ABSENT;
    }
    read_one(inside, kind).unwrap_or_else(|| read_list(inside, kind))
}

#[cold]
fn read_list(text: &str, kind: HintKind) -> Reading {
    Reading::of_list(Items(text).map(|item| read_item(item, kind)))
}

fn read_item(item: &str, kind: HintKind) -> Reading {
    match unwrap_value(item) {
        "" => Reading::ABSENT,
        item => read_one(item, kind).unwrap_or(Reading::UNREADABLE),
    }
}

#[inline]
fn read_one(text: &str, kind: HintKind) -> Option<Reading> {
    // No text is a number and a time, so that what is a time need not be tried as the other.
    let timestamp = match text.as_bytes() {
        [_, _, _, _, b'-', ..] => parse_timestamp(text),
        [b'A'..=b'Z' | b'a'..=b'z', ..] => parse_http_date(text),
        _ => None,
    };
    // Only times before all that the platform knows have no value.
    let time = timestamp.map(|timestamp| timestamp.to_system_time().map_or(Reading::PASSED, Reading::until));
    time.or_else(|| read_number(text, kind))
}

/// Returns the text without what serialisers and templates put around it: blanks, one pair of quotes, semicolons behind.
fn unwrap_value(text: &str) -> &str {
    if let [first, .., last] = text.as_bytes()
        && first.is_ascii_alphanumeric()
        && last.is_ascii_alphanumeric()
    {
        return text;
    }
    let mut text = text;
    loop {
        let inside = text.trim().trim_end_matches(';');
        let inside = ['"', '\''].iter().find_map(|quote| strip_quotes(inside, *quote)).unwrap_or(inside);
        if inside.len() == text.len() {
            return text;
        }
        text = inside;
    }
}

/// Returns the text inside quotes, where it is one text and not a list of them.
fn strip_quotes(text: &str, quote: char) -> Option<&str> {
    text.strip_prefix(quote)?.strip_suffix(quote).filter(|inside| !inside.contains(quote))
}

/// The items of a list, split at commas but for the one behind the weekday of a date.
struct Items<'a>(&'a str);

impl<'a> Iterator for Items<'a> {
    type Item = &'a str;

    fn next(&mut self) -> Option<&'a str> {
        if self.0.is_empty() {
            return None;
        }
        let mut commas = self.0.match_indices(',').map(|(at, _)| at);
        let first = commas.next();
        let begins_date = first.and_then(|at| self.0.get(..at)).is_some_and(|item| is_weekday(item.trim()));
        let end = if begins_date { commas.next() } else { first };
        let (item, rest) = match end.and_then(|at| self.0.split_at_checked(at)) {
            Some((item, rest)) => (item, rest.strip_prefix(',').unwrap_or(rest)),
            None => (self.0, ""),
        };
        self.0 = rest;
        Some(item)
    }
}

/// Reads a number, or a sum of numbers with units (`1h 30m`), in exact decimals. Beyond `u64` seconds it is the longest wait,
/// so that a very long hint is seen as very long.
fn read_number(text: &str, kind: HintKind) -> Option<Reading> {
    let mut rest = Cursor(text.as_bytes());
    let sign = rest.one_of(b"+-");
    let number = Decimal::read(&mut rest)?;
    let is_bare = rest.end().is_some();
    if sign == Some(b'-') {
        return (is_bare || read_units(0, &mut rest).is_some()).then_some(Reading::PASSED);
    }
    if !is_bare {
        return Some(Reading::wait(duration_of(read_units(number.billionths(), &mut rest)?)));
    }
    match (kind, number.to_integer()) {
        (HintKind::Seconds, Some(seconds)) => Some(Reading::wait(Duration::from_secs(seconds))),
        (HintKind::Seconds, None) => Some(Reading::wait(duration_of(number.billionths()))),
        (HintKind::Milliseconds, _) => Some(Reading::wait(duration_of(number.billionths().div_ceil(1_000)))),
        (HintKind::Timestamp, _) => match number.billionths() {
            0 => Some(Reading::PASSED),
            billionths => since_epoch(billionths).map(Reading::until),
        },
        (HintKind::Duration, _) => None,
    }
}

/// Returns the wait of so many nanoseconds; the longest one where they are too many.
fn duration_of(nanos: u128) -> Duration {
    duration_from_nanos(nanos).unwrap_or(Duration::from_secs(u64::MAX))
}

/// Returns the nanoseconds of so many billionths of the unit that follows, and of further numbers with units.
fn read_units(billionths: u128, rest: &mut Cursor<'_>) -> Option<u128> {
    let mut nanos = read_unit(rest)?.of(billionths);
    loop {
        rest.skip(b" \t");
        if rest.end().is_some() {
            return Some(nanos);
        }
        let further = Decimal::read(rest)?.billionths();
        nanos = nanos.saturating_add(read_unit(rest)?.of(further));
    }
}

struct Unit {
    nanos: u128,
    names: &'static [&'static str],
}

const UNITS: [Unit; 8] = [
    Unit { nanos: 1, names: &["ns", "nanosecond", "nanoseconds"] },
    Unit { nanos: 1_000, names: &["us", "microsecond", "microseconds"] },
    Unit { nanos: NANOS_PER_MILLI, names: &["ms", "msec", "msecs", "millisecond", "milliseconds"] },
    Unit { nanos: NANOS_PER_SECOND, names: &["s", "sec", "secs", "second", "seconds"] },
    Unit { nanos: NANOS_PER_MINUTE, names: &["m", "min", "mins", "minute", "minutes"] },
    Unit { nanos: NANOS_PER_HOUR, names: &["h", "hr", "hrs", "hour", "hours"] },
    Unit { nanos: NANOS_PER_DAY, names: &["d", "day", "days"] },
    Unit { nanos: 7 * NANOS_PER_DAY, names: &["w", "wk", "wks", "week", "weeks"] },
];

impl Unit {
    /// Returns so many billionths of it in nanoseconds, rounded up.
    fn of(&self, billionths: u128) -> u128 {
        billionths.saturating_mul(self.nanos).div_ceil(BILLION)
    }
}

/// Reads a unit in any case, but not `M`, which may be months.
fn read_unit(rest: &mut Cursor<'_>) -> Option<&'static Unit> {
    rest.skip(b" \t");
    let written = rest.letters().filter(|written| *written != b"M")?;
    let is_named = |unit: &&Unit| unit.names.iter().any(|name| name.as_bytes().eq_ignore_ascii_case(written));
    UNITS.iter().find(is_named)
}

/// The first numbers that are milliseconds, microseconds and nanoseconds since 1970, and before them seconds.
const FIRST_SECONDS: u128 = 1_000_000_000;
const FIRST_MILLIS: u128 = 100_000_000_000;
const FIRST_MICROS: u128 = 100_000_000_000_000;
const FIRST_NANOS: u128 = 100_000_000_000_000_000;

fn since_epoch(billionths: u128) -> Option<SystemTime> {
    let per_second: u128 = match billionths / BILLION {
        ..FIRST_SECONDS => return None,
        FIRST_SECONDS..FIRST_MILLIS => 1,
        FIRST_MILLIS..FIRST_MICROS => 1_000,
        FIRST_MICROS..FIRST_NANOS => 1_000_000,
        FIRST_NANOS.. => 1_000_000_000,
    };
    UNIX_EPOCH.checked_add(duration_from_nanos(billionths.div_ceil(per_second))?)
}

#[cfg(test)]
mod tests;
