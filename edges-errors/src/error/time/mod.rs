//! Waits and times as they arrive on the wire.
//!
//! Written by hand, and not with a crate such as `jiff`, because it follows the rules of hints and not those of one
//! notation: whatever a server can be taken to mean is read, of two readings the later holds, and what is absent, what
//! has passed and what cannot be read are told apart. No date crate is as lenient, and most
//! bring formatting, arithmetic and time zones along; the calendar itself is a page of arithmetic, without `std`.
//!
//! Everything here is total: no input makes a function panic, and no arithmetic wraps. Text is read exactly (no
//! detour through `f64`), so a plain integer keeps every digit. Where a value must lose precision it moves *later*,
//! because a wait must never be shorter than the server asked for. RFC 3339 fractions are the one exception: digits
//! beyond nanoseconds are dropped, as other RFC 3339 readers do.

mod calendar;
mod convert;
mod cursor;
mod instants;
mod number;
mod reading;

use core::fmt::{self, Display, Formatter};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use calendar::{Date, MINUTES_PER_HOUR, SECONDS_PER_DAY, SECONDS_PER_MINUTE, date_from_days};
pub(crate) use reading::{Reading, read_hint, read_time, read_wait};

const NANOS_PER_MILLI: u128 = 1_000_000;
const NANOS_PER_SECOND: u128 = 1_000_000_000;
const NANOS_PER_MINUTE: u128 = 60 * NANOS_PER_SECOND;
const NANOS_PER_HOUR: u128 = 60 * NANOS_PER_MINUTE;
const NANOS_PER_DAY: u128 = 24 * NANOS_PER_HOUR;

/// `0000-01-01T00:00:00Z` and `9999-12-31T23:59:59Z`: all that four year digits can say.
const FOUR_DIGIT_YEARS: std::ops::RangeInclusive<i64> = -62_167_219_200..=253_402_300_799;

/// A time that is written as RFC 3339 in UTC, in whole seconds (rounded down).
///
/// Times that four year digits cannot express are written as `before 0000` and `after 9999`.
///
/// ```
/// use std::time::{Duration, UNIX_EPOCH};
/// use edges_errors::Rfc3339;
///
/// let time = UNIX_EPOCH + Duration::from_secs(1_795_507_200);
/// assert_eq!(Rfc3339(time).to_string(), "2026-11-24T08:00:00Z");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Rfc3339(pub SystemTime);

impl Display for Rfc3339 {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let seconds = unix_seconds_rounded_down(self.0);
        if seconds < *FOUR_DIGIT_YEARS.start() {
            return f.pad("before 0000");
        }
        if seconds > *FOUR_DIGIT_YEARS.end() {
            return f.pad("after 9999");
        }
        f.pad(&format_seconds(seconds))
    }
}

/// Writes seconds since 1970 that are within [`FOUR_DIGIT_YEARS`].
fn format_seconds(seconds: i64) -> String {
    let Date { year, month, day } = date_from_days(seconds.div_euclid(SECONDS_PER_DAY));
    let second_of_day = seconds.rem_euclid(SECONDS_PER_DAY);
    let minute_of_day = second_of_day / SECONDS_PER_MINUTE;
    let (hour, minute) = (minute_of_day / MINUTES_PER_HOUR, minute_of_day % MINUTES_PER_HOUR);
    let second = second_of_day % SECONDS_PER_MINUTE;
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z")
}

/// Returns the wait of so many nanoseconds, or `None` if its seconds do not fit a `u64`.
fn duration_from_nanos(nanos: u128) -> Option<Duration> {
    if let Ok(nanos) = u64::try_from(nanos) {
        return Some(Duration::from_nanos(nanos));
    }
    let seconds = u64::try_from(nanos / NANOS_PER_SECOND).ok()?;
    let subsecond = u64::try_from(nanos % NANOS_PER_SECOND).ok()?;
    Duration::from_secs(seconds).checked_add(Duration::from_nanos(subsecond))
}

fn unix_seconds_rounded_down(time: SystemTime) -> i64 {
    match time.duration_since(UNIX_EPOCH) {
        Ok(after) => i64::try_from(after.as_secs()).unwrap_or(i64::MAX),
        Err(before) => {
            let before = before.duration();
            let seconds = i64::try_from(before.as_secs()).unwrap_or(i64::MAX);
            seconds.saturating_neg().saturating_sub(i64::from(before.subsec_nanos() > 0))
        }
    }
}

#[cfg(test)]
mod tests;
