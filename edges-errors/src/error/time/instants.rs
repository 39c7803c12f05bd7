//! Times of the calendar: timestamps of RFC 3339, dates of HTTP, and what is meant to be one of them.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use super::calendar::{
    Date, MINUTES_PER_DAY, MINUTES_PER_HOUR, SECONDS_PER_DAY, SECONDS_PER_MINUTE, days_from_date,
    days_in_month,
};
use super::cursor::{Cursor, decimal_value, digit_value};

const BLANKS: &[u8] = b" \t";

/// Seconds since 1970-01-01T00:00:00Z, rounded down, and the nanoseconds (below 10^9) that follow them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Timestamp {
    pub(super) seconds: i64,
    pub(super) nanos: u32,
}

impl Timestamp {
    /// Returns the time; `None` where the platform's [`SystemTime`] does not reach (Windows: before 1601).
    #[inline]
    pub(super) fn to_system_time(self) -> Option<SystemTime> {
        let distance = Duration::from_secs(self.seconds.unsigned_abs());
        let whole = match self.seconds {
            ..0 => UNIX_EPOCH.checked_sub(distance)?,
            0.. => UNIX_EPOCH.checked_add(distance)?,
        };
        whole.checked_add(Duration::from_nanos(u64::from(self.nanos)))
    }
}

/// Reads an RFC 3339 `date-time` (section 5.6), such as `2026-11-24T08:00:00Z` or `2026-11-24t09:00:00.25+01:00`.
///
/// The date is strict: four year digits, and a day that exists in the proleptic Gregorian calendar. What follows may
/// also be written as people and other notations do: blanks instead of `T`, no seconds, an offset without a colon or
/// without minutes, `UTC` or `GMT` instead of `Z`, and no offset at all, which is UTC.
///
/// A leap second (`:60`) is accepted only at 23:59:60 UTC. Like the `time` crate we read it as the last nanosecond
/// before the following midnight, since [`SystemTime`] has no value for it; unlike that crate we accept it on any
/// day, because only a table of announced leap seconds could tell which days had one.
pub(super) fn parse_timestamp(text: &str) -> Option<Timestamp> {
    let mut rest = Cursor(text.as_bytes());
    let year = rest.number::<4>(9999)?;
    rest.one_of(b"-")?;
    let month = rest.number::<2>(12)?;
    rest.one_of(b"-")?;
    let day = rest.number::<2>(31)?;
    if rest.one_of(b"Tt").is_none() {
        rest.some_of(BLANKS)?;
    }
    let hour = rest.number::<2>(23)?;
    let civil = Civil { date: Date { year, month, day }, time: read_behind_hour(hour, &mut rest)? };
    let offset = read_offset(&mut rest)?;
    rest.end()?;
    civil.to_timestamp(offset)
}

/// Reads an HTTP-date (RFC 9110, section 5.6.7) in any of its three forms, such as `Sun, 06 Nov 1994 08:49:37 GMT`.
///
/// Also where the zone is `UTC`, an offset or absent, a digit is missing, names are written out or in another case,
/// and blanks and hyphens are equivalent. The day of the week has to be there, and is not compared with the
/// date. Years of two digits are 1970 to 2069.
pub(super) fn parse_http_date(text: &str) -> Option<Timestamp> {
    read_fixed_date(Cursor(text.as_bytes())).or_else(|| read_loose_date(text))
}

/// Reads the form in which HTTP-dates are sent: every `Date` is one, and most responses have that.
fn read_fixed_date(mut rest: Cursor<'_>) -> Option<Timestamp> {
    let weekday = rest.some::<3>()?;
    rest.these(b", ")?;
    let day = rest.number::<2>(31)?;
    rest.these(b" ")?;
    let month = rest.some::<3>()?;
    rest.these(b" ")?;
    let year = rest.number::<4>(9999)?;
    rest.these(b" ")?;
    let hour = rest.number::<2>(23)?;
    let time = read_behind_hour(hour, &mut rest)?;
    rest.these(b" GMT")?;
    rest.end()?;
    position_of_short(weekday, &WEEKDAYS)?;
    let month = i64::try_from(position_of_short(month, &MONTHS)?.saturating_add(1)).ok()?;
    Civil { date: Date { year, month, day }, time }.to_timestamp(0)
}

fn read_loose_date(text: &str) -> Option<Timestamp> {
    let mut rest = Cursor(text.as_bytes());
    position_of_name(rest.letters()?, &WEEKDAYS)?;
    rest.some_of(b", \t")?;
    let day_comes_first = rest.0.first().is_some_and(u8::is_ascii_digit);
    let civil = if day_comes_first { read_day_first(&mut rest)? } else { read_asctime(&mut rest)? };
    let offset = read_offset(&mut rest)?;
    rest.end()?;
    civil.to_timestamp(offset)
}

/// Returns whether a text is a day of the week: in a list it begins a date, and does not end an item.
pub(super) fn is_weekday(text: &str) -> bool {
    position_of_name(text.as_bytes(), &WEEKDAYS).is_some()
}

/// A date and a time of day, wherever it is.
struct Civil {
    date: Date,
    time: TimeOfDay,
}

/// A time of day; the second is 60 in a leap second.
struct TimeOfDay {
    hour: i64,
    minute: i64,
    second: i64,
    nanos: u32,
}

impl Civil {
    /// Returns the instant, where this is written so many minutes ahead of UTC.
    fn to_timestamp(&self, offset: i64) -> Option<Timestamp> {
        let Date { year, month, day } = self.date;
        let exists = (1..=days_in_month(year, month)?).contains(&day);
        let TimeOfDay { hour, minute, second, nanos } = self.time;
        let minute_of_day = hour.wrapping_mul(MINUTES_PER_HOUR).wrapping_add(minute).wrapping_sub(offset);
        let is_leap_second = second == 60;
        let ends_day = minute_of_day.rem_euclid(MINUTES_PER_DAY) == MINUTES_PER_DAY.wrapping_sub(1);
        if !exists || is_leap_second && !ends_day {
            return None;
        }
        let (second, nanos) = if is_leap_second { (59, 999_999_999) } else { (second, nanos) };
        let seconds = days_from_date(self.date)
            .wrapping_mul(SECONDS_PER_DAY)
            .wrapping_add(minute_of_day.wrapping_mul(SECONDS_PER_MINUTE))
            .wrapping_add(second);
        Some(Timestamp { seconds, nanos })
    }
}

/// Reads `06 Nov 1994 08:49:37` or `06-Nov-94 08:49:37`.
fn read_day_first(rest: &mut Cursor<'_>) -> Option<Civil> {
    let day = read_short_number(rest, 31)?;
    rest.some_of(b"- \t")?;
    let month = read_month(rest)?;
    rest.some_of(b"- \t")?;
    let year = read_year(rest)?;
    rest.some_of(BLANKS)?;
    let hour = read_short_number(rest, 23)?;
    Some(Civil { date: Date { year, month, day }, time: read_behind_hour(hour, rest)? })
}

/// Reads `Nov  6 08:49:37 1994`.
fn read_asctime(rest: &mut Cursor<'_>) -> Option<Civil> {
    let month = read_month(rest)?;
    rest.some_of(BLANKS)?;
    let day = read_short_number(rest, 31)?;
    rest.some_of(BLANKS)?;
    let hour = read_short_number(rest, 23)?;
    let time = read_behind_hour(hour, rest)?;
    rest.some_of(BLANKS)?;
    let year = read_year(rest)?;
    Some(Civil { date: Date { year, month, day }, time })
}

/// Reads `:MM`, perhaps `:SS`, and behind that perhaps a fraction, of which digits beyond nanoseconds are dropped.
#[inline]
fn read_behind_hour(hour: i64, rest: &mut Cursor<'_>) -> Option<TimeOfDay> {
    rest.one_of(b":")?;
    let minute = rest.number::<2>(59)?;
    if rest.one_of(b":").is_none() {
        return Some(TimeOfDay { hour, minute, second: 0, nanos: 0 });
    }
    let second = rest.number::<2>(60)?;
    if rest.one_of(b".").is_none() {
        return Some(TimeOfDay { hour, minute, second, nanos: 0 });
    }
    let digits = rest.digits()?.iter().chain(std::iter::repeat(&b'0')).take(9);
    let nanos = digits
        .fold(0, |nanos: u32, digit| nanos.saturating_mul(10).saturating_add(u32::from(digit_value(*digit))));
    Some(TimeOfDay { hour, minute, second, nanos })
}

/// Minutes by which a written time is ahead of UTC: `Z`, `GMT`, `+01:00`, `+0100`, `+01`, or nothing.
fn read_offset(rest: &mut Cursor<'_>) -> Option<i64> {
    rest.skip(BLANKS);
    if let Some(name) = rest.letters() {
        let is_utc = ["Z", "UTC", "GMT"].iter().any(|utc| utc.as_bytes().eq_ignore_ascii_case(name));
        return is_utc.then_some(0);
    }
    let Some(sign) = rest.one_of(b"+-") else { return Some(0) };
    let hours = rest.number::<2>(23)?;
    let has_colon = rest.one_of(b":").is_some();
    let has_minutes = has_colon || rest.end().is_none();
    let minutes = if has_minutes { rest.number::<2>(59)? } else { 0 };
    let ahead = hours.saturating_mul(MINUTES_PER_HOUR).saturating_add(minutes);
    Some(if sign == b'-' { ahead.saturating_neg() } else { ahead })
}

/// Reads one digit or two, with a value of at most `max`.
fn read_short_number(rest: &mut Cursor<'_>, max: i64) -> Option<i64> {
    let digits = rest.digits().filter(|digits| digits.len() <= 2)?;
    Some(decimal_value(digits)).filter(|value| *value <= max)
}

/// Reads four digits, or two from 1970 on.
fn read_year(rest: &mut Cursor<'_>) -> Option<i64> {
    let digits = rest.digits()?;
    match (digits.len(), decimal_value(digits)) {
        (4, year) => Some(year),
        (2, year @ 70..) => Some(year.saturating_add(1_900)),
        (2, year) => Some(year.saturating_add(2_000)),
        _ => None,
    }
}

fn read_month(rest: &mut Cursor<'_>) -> Option<i64> {
    i64::try_from(position_of_name(rest.letters()?, &MONTHS)?.saturating_add(1)).ok()
}

const WEEKDAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// Returns the place among `names` of the one that is meant, written out or shortened to three letters or more, in any case.
fn position_of_name(written: &[u8], names: &[&str]) -> Option<usize> {
    let begins = |name: &&str| {
        name.as_bytes().get(..written.len()).is_some_and(|start| start.eq_ignore_ascii_case(written))
    };
    if written.len() < 3 { None } else { names.iter().position(begins) }
}

/// Returns the place among `names` of the one that begins with these letters.
fn position_of_short(written: &[u8; 3], names: &[&str]) -> Option<usize> {
    names.iter().position(|name| name.as_bytes().first_chunk() == Some(written))
}

#[cfg(test)]
mod oracles;
#[cfg(test)]
mod tests;
