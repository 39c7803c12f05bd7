//! Instants and waits as they arrive on the wire.
//!
//! Everything here is total: no input makes a function panic, and no arithmetic wraps. Text is read exactly (no
//! detour through `f64`), so a plain integer keeps every digit. Where a value must lose precision it moves *later*,
//! because a wait must never be shorter than the server asked for. RFC 3339 fractions are the one exception: digits
//! beyond nanoseconds are dropped, as other RFC 3339 readers do.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

const NANOS_PER_MILLI: u128 = 1_000_000;
const NANOS_PER_SECOND: u128 = 1_000_000_000;

const SECONDS_PER_MINUTE: i64 = 60;
const MINUTES_PER_HOUR: i64 = 60;
const MINUTES_PER_DAY: i64 = 1_440;
const SECONDS_PER_DAY: i64 = 86_400;

/// The first number read as milliseconds by [`parse_epoch`].
const FIRST_EPOCH_MILLIS: u128 = 100_000_000_000;

/// `0000-01-01T00:00:00Z` and `9999-12-31T23:59:59Z`: all that four year digits can say.
const FOUR_DIGIT_YEARS: std::ops::RangeInclusive<i64> = -62_167_219_200..=253_402_300_799;

/// Reads an RFC 3339 `date-time` (section 5.6), such as `2026-11-24T08:00:00Z` or `2026-11-24t09:00:00.25+01:00`.
///
/// Strict: four year digits, a day that exists in the proleptic Gregorian calendar, `T` or `t`, a time, any number
/// of fraction digits (those beyond nanoseconds are dropped), then `Z`, `z` or an offset up to 23:59 either way.
/// Nothing may surround it, not even a space.
///
/// A leap second (`:60`) is accepted only at 23:59:60 UTC. Like the `time` crate we read it as the last nanosecond
/// before the following midnight, since [`SystemTime`] has no value for it; unlike that crate we accept it on any
/// day, because only a table of announced leap seconds could tell which days had one.
///
/// `None` for anything else, or where the platform's [`SystemTime`] does not reach (Windows: before 1601).
pub(crate) fn parse_rfc3339(text: &str) -> Option<SystemTime> {
    parse_timestamp(text)?.to_system_time()
}

/// Reads a Unix time: a JSON number, or a string of digits.
///
/// Numbers below 10^11 are seconds, all others milliseconds: read as seconds 10^11 would be the year 5138, and read
/// as milliseconds it is March 1973, so for any plausible date only one reading makes sense.
///
/// Fractions and exponents are allowed as in JSON (RFC 8259 section 6). `None` if the text is signed, is not a
/// number, or is an instant [`SystemTime`] cannot hold.
pub(crate) fn parse_epoch(text: &str) -> Option<SystemTime> {
    let billionths = Decimal::parse(text)?.billionths_rounded_up();
    let nanos = if billionths < FIRST_EPOCH_MILLIS.saturating_mul(NANOS_PER_SECOND) {
        billionths
    } else {
        billionths.div_ceil(NANOS_PER_SECOND / NANOS_PER_MILLI)
    };
    UNIX_EPOCH.checked_add(duration_from_nanos(nanos)?)
}

/// Reads a wait in seconds: a JSON number (`30`, `30.0`, `3e1`, `1.5`), or a string of digits.
///
/// Numbers beyond `u64` become the longest wait rather than none, so that a "very long" hint is seen as very long.
/// A number written with a point or an exponent must also be finite as an `f64`: `1e400` is `None`, as are signed
/// numbers, the empty text and everything that is not a number.
pub(crate) fn parse_seconds(text: &str) -> Option<Duration> {
    let decimal = Decimal::parse(text)?;
    if !decimal.is_plain(text) && !text.parse::<f64>().is_ok_and(f64::is_finite) {
        return None;
    }
    let wait = duration_from_nanos(decimal.billionths_rounded_up());
    Some(wait.unwrap_or(Duration::from_secs(u64::MAX)))
}

/// Reads the `delay-seconds` form of a `Retry-After` field value (RFC 9110 section 10.2.3): ASCII digits only.
///
/// Optional whitespace (spaces, tabs) around the digits is not part of a field value and is skipped. Numbers beyond
/// `u64` become the longest wait. `None` for `7200.0`, `-2`, `120junk`, an HTTP-date, the empty value.
pub(crate) fn parse_delta_seconds(text: &[u8]) -> Option<Duration> {
    let mut rest = Cursor(text);
    rest.skip_optional_whitespace();
    let digits = rest.digits()?;
    rest.skip_optional_whitespace();
    rest.end()?;
    Some(Duration::from_secs(digits.iter().fold(0, |seconds: u64, digit| {
        seconds.saturating_mul(10).saturating_add(u64::from(digit_value(*digit)))
    })))
}

/// Writes an instant as RFC 3339 in UTC, in whole seconds (rounded down): `2026-11-24T08:00:00Z`.
///
/// Instants that four year digits cannot express are written `before 0000` and `after 9999`.
pub(crate) fn format_rfc3339(time: SystemTime) -> String {
    let seconds = unix_seconds_rounded_down(time);
    if seconds < *FOUR_DIGIT_YEARS.start() {
        return "before 0000".to_owned();
    }
    if seconds > *FOUR_DIGIT_YEARS.end() {
        return "after 9999".to_owned();
    }
    let Date { year, month, day } = date_from_days(seconds.div_euclid(SECONDS_PER_DAY));
    let second_of_day = seconds.rem_euclid(SECONDS_PER_DAY);
    let minute_of_day = second_of_day / SECONDS_PER_MINUTE;
    let (hour, minute) = (minute_of_day / MINUTES_PER_HOUR, minute_of_day % MINUTES_PER_HOUR);
    let second = second_of_day % SECONDS_PER_MINUTE;
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z")
}

/// The wait of so many nanoseconds, or `None` if its seconds do not fit a `u64`.
fn duration_from_nanos(nanos: u128) -> Option<Duration> {
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

/// Seconds since 1970-01-01T00:00:00Z, rounded down, and the nanoseconds (below 10^9) that follow them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Timestamp {
    seconds: i64,
    nanos: u32,
}

impl Timestamp {
    fn to_system_time(self) -> Option<SystemTime> {
        let distance = Duration::from_secs(self.seconds.unsigned_abs());
        let whole = match self.seconds {
            ..0 => UNIX_EPOCH.checked_sub(distance)?,
            0.. => UNIX_EPOCH.checked_add(distance)?,
        };
        whole.checked_add(Duration::from_nanos(u64::from(self.nanos)))
    }
}

fn parse_timestamp(text: &str) -> Option<Timestamp> {
    let mut rest = Cursor(text.as_bytes());
    let date = rest.full_date()?;
    rest.one_of(b"Tt")?;
    let hour = rest.number(2, 23)?;
    rest.one_of(b":")?;
    let minute = rest.number(2, 59)?;
    rest.one_of(b":")?;
    let second = rest.number(2, 60)?;
    let nanos = rest.fraction_as_nanos()?;
    let offset = rest.offset_in_minutes()?;
    rest.end()?;

    let minute_of_day = hour.saturating_mul(MINUTES_PER_HOUR).saturating_add(minute).saturating_sub(offset);
    let is_leap_second = second == 60;
    if is_leap_second && minute_of_day.rem_euclid(MINUTES_PER_DAY) != MINUTES_PER_DAY.saturating_sub(1) {
        return None;
    }
    let (second, nanos) = if is_leap_second { (59, 999_999_999) } else { (second, nanos) };
    let seconds = days_from_date(date)
        .saturating_mul(SECONDS_PER_DAY)
        .saturating_add(minute_of_day.saturating_mul(SECONDS_PER_MINUTE))
        .saturating_add(second);
    Some(Timestamp { seconds, nanos })
}

/// A number as JSON writes it, without a sign: its value is `whole.fraction` x 10^`exponent`.
struct Decimal<'a> {
    whole: &'a [u8],
    fraction: &'a [u8],
    exponent: i64,
}

impl<'a> Decimal<'a> {
    /// Reads the whole text as an RFC 8259 number. Text of digits alone may also start with zeros, which JSON numbers
    /// may not but strings do.
    fn parse(text: &'a str) -> Option<Self> {
        let mut rest = Cursor(text.as_bytes());
        let whole = rest.digits()?;
        if rest.end().is_some() {
            return Some(Self { whole, fraction: &[], exponent: 0 });
        }
        if whole.len() > 1 && whole.starts_with(b"0") {
            return None;
        }
        let fraction = if rest.one_of(b".").is_some() { rest.digits()? } else { &[] };
        let exponent = if rest.one_of(b"eE").is_some() { rest.exponent()? } else { 0 };
        rest.end()?;
        Some(Self { whole, fraction, exponent })
    }

    /// Whether `text`, which this was read from, is digits alone.
    fn is_plain(&self, text: &str) -> bool {
        self.whole.len() == text.len()
    }

    /// The value x 10^9, exact but for rounding up to an integer; `u128::MAX` if it is larger than that.
    fn billionths_rounded_up(&self) -> u128 {
        let digit_count = self.whole.len().saturating_add(self.fraction.len());
        // How many digits stand before the decimal point once it has moved by the exponent and by nine places.
        let point = i64::try_from(self.whole.len()).unwrap_or(i64::MAX);
        let point = point.saturating_add(self.exponent).saturating_add(9);
        let point = usize::try_from(point.max(0)).unwrap_or(usize::MAX);

        let mut value: u128 = 0;
        let mut is_cut = false;
        for (index, digit) in self.whole.iter().chain(self.fraction).enumerate() {
            if index < point {
                value = value.saturating_mul(10).saturating_add(u128::from(digit_value(*digit)));
            } else {
                is_cut |= *digit != b'0';
            }
        }
        let missing_zeros = u32::try_from(point.saturating_sub(digit_count)).unwrap_or(u32::MAX);
        value.saturating_mul(10_u128.saturating_pow(missing_zeros)).saturating_add(u128::from(is_cut))
    }
}

/// What is left to read. Every step either takes what it names from the front, or returns `None`.
struct Cursor<'a>(&'a [u8]);

impl<'a> Cursor<'a> {
    fn end(&self) -> Option<()> {
        self.0.is_empty().then_some(())
    }

    /// One byte out of `set`; where it returns `None` it has taken nothing.
    fn one_of(&mut self, set: &[u8]) -> Option<u8> {
        let (first, rest) = self.0.split_first()?;
        let found = set.contains(first).then_some(*first)?;
        self.0 = rest;
        Some(found)
    }

    fn skip_optional_whitespace(&mut self) {
        while self.one_of(b" \t").is_some() {}
    }

    /// All the ASCII digits at the front, at least one.
    fn digits(&mut self) -> Option<&'a [u8]> {
        let count = self.0.iter().take_while(|byte| byte.is_ascii_digit()).count();
        let (digits, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        (!digits.is_empty()).then_some(digits)
    }

    /// Exactly `width` digits, with a value of at most `max`.
    fn number(&mut self, width: usize, max: i64) -> Option<i64> {
        let (digits, rest) = self.0.split_at_checked(width)?;
        self.0 = rest;
        let value = digits.iter().all(u8::is_ascii_digit).then(|| decimal_value(digits))?;
        (value <= max).then_some(value)
    }

    fn full_date(&mut self) -> Option<Date> {
        let year = self.number(4, 9999)?;
        self.one_of(b"-")?;
        let month = self.number(2, 12)?;
        self.one_of(b"-")?;
        let day = self.number(2, days_in_month(year, month)?)?;
        (day > 0).then_some(Date { year, month, day })
    }

    /// `time-secfrac`: optional, digits beyond nanoseconds are dropped.
    fn fraction_as_nanos(&mut self) -> Option<u32> {
        if self.one_of(b".").is_none() {
            return Some(0);
        }
        let digits = self.digits()?.iter().chain(std::iter::repeat(&b'0')).take(9);
        Some(digits.fold(0, |nanos: u32, digit| {
            nanos.saturating_mul(10).saturating_add(u32::from(digit_value(*digit)))
        }))
    }

    /// `time-offset`: minutes by which the written time is ahead of UTC.
    fn offset_in_minutes(&mut self) -> Option<i64> {
        if self.one_of(b"Zz").is_some() {
            return Some(0);
        }
        let sign = self.one_of(b"+-")?;
        let hours = self.number(2, 23)?;
        self.one_of(b":")?;
        let minutes = hours.saturating_mul(MINUTES_PER_HOUR).saturating_add(self.number(2, 59)?);
        Some(if sign == b'-' { minutes.saturating_neg() } else { minutes })
    }

    /// What follows the `e` of a JSON number.
    fn exponent(&mut self) -> Option<i64> {
        let sign = self.one_of(b"+-");
        let value = decimal_value(self.digits()?);
        Some(if sign == Some(b'-') { value.saturating_neg() } else { value })
    }
}

/// The value of ASCII digits; `i64::MAX` if it is larger than that.
fn decimal_value(digits: &[u8]) -> i64 {
    digits
        .iter()
        .fold(0, |value: i64, digit| value.saturating_mul(10).saturating_add(i64::from(digit_value(*digit))))
}

fn digit_value(digit: u8) -> u8 {
    digit.saturating_sub(b'0')
}

/// A day of the proleptic Gregorian calendar; `month` and `day` count from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Date {
    year: i64,
    month: i64,
    day: i64,
}

/// The calendar repeats every 400 years, which are this many days.
const DAYS_PER_CYCLE: i64 = 146_097;

/// Days from 0000-03-01, where a cycle starts, to 1970-01-01.
const CYCLE_START_TO_EPOCH: i64 = 719_468;

fn days_in_month(year: i64, month: i64) -> Option<i64> {
    let is_leap_year = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    match month {
        2 if is_leap_year => Some(29),
        2 => Some(28),
        4 | 6 | 9 | 11 => Some(30),
        1..=12 => Some(31),
        _ => None,
    }
}

/// Days from 1970-01-01 to `date`.
///
/// Years are counted from March, so that the leap day ends a year and every month starts at a fixed day of it. From
/// March on, months are 31, 30, 31, 30, 31 days long over and over: 153 days in five, hence `(153 * month + 2) / 5`.
fn days_from_date(Date { year, month, day }: Date) -> i64 {
    let (year, month) = match month {
        ..=2 => (year.saturating_sub(1), month.saturating_add(9)),
        _ => (year, month.saturating_sub(3)),
    };
    let (cycle, year) = (year.div_euclid(400), year.rem_euclid(400));
    let day_of_year = (month.saturating_mul(153).saturating_add(2) / 5).saturating_add(day).saturating_sub(1);
    cycle
        .saturating_mul(DAYS_PER_CYCLE)
        .saturating_add(days_before_year(year))
        .saturating_add(day_of_year)
        .saturating_sub(CYCLE_START_TO_EPOCH)
}

/// The date so many days after 1970-01-01: the inverse of [`days_from_date`].
fn date_from_days(days: i64) -> Date {
    let days = days.saturating_add(CYCLE_START_TO_EPOCH);
    let (cycle, day_of_cycle) = (days.div_euclid(DAYS_PER_CYCLE), days.rem_euclid(DAYS_PER_CYCLE));
    // Taking out the leap days met so far (one in 4 years, less one in 100, plus one in 400) leaves years of 365 days.
    let leap_days = (day_of_cycle / 1_460).saturating_sub(day_of_cycle / 36_524);
    let leap_days = leap_days.saturating_add(day_of_cycle / (DAYS_PER_CYCLE - 1));
    let year = day_of_cycle.saturating_sub(leap_days) / 365;
    let day_of_year = day_of_cycle.saturating_sub(days_before_year(year));

    let month = day_of_year.saturating_mul(5).saturating_add(2) / 153;
    let day_before_month = month.saturating_mul(153).saturating_add(2) / 5;
    let day = day_of_year.saturating_sub(day_before_month).saturating_add(1);
    let year = cycle.saturating_mul(400).saturating_add(year);
    match month {
        ..10 => Date { year, month: month.saturating_add(3), day },
        _ => Date { year: year.saturating_add(1), month: month.saturating_sub(9), day },
    }
}

/// Days from the start of a 400-year cycle to the start of its year number `year`, both in March.
fn days_before_year(year: i64) -> i64 {
    year.saturating_mul(365).saturating_add(year / 4).saturating_sub(year / 100)
}

#[cfg(test)]
mod tests;
