//! Durations in words, such as `1m 30s`: as catalogues write them, and as people are told of them.

use core::fmt::{self, Display, Formatter};
use core::time::Duration;

use crate::vocabulary::DurationUnit;

/// The longest duration of a catalogue, ten years: everything below it can be added to any time that a clock shows.
pub const MAX_DURATION: Duration = Duration::from_secs(3_650 * 86_400);

const MILLI: u128 = 1;
const SECOND: u128 = 1_000;
const MINUTE: u128 = 60 * SECOND;
const HOUR: u128 = 60 * MINUTE;
const DAY: u128 = 24 * HOUR;

/// Returns a duration in words: `500ms`, `1m 30s`, `24h`, `3d 4h`. Exact to a millisecond, and rounded up where it is
/// finer; [`parse`] reads it back.
///
/// ```
/// use std::time::Duration;
///
/// use edges_errors_core::duration::words;
///
/// assert_eq!(words(Duration::from_secs(90)).to_string(), "1m 30s");
/// assert_eq!(words(Duration::from_millis(3_723_004)).to_string(), "1h 2m 3s 4ms");
/// assert_eq!(words(Duration::from_millis(3_723_004)).rounded_up().to_string(), "1h 3m");
/// ```
#[must_use]
pub const fn words(duration: Duration) -> Words {
    Words { millis: duration.as_nanos().div_ceil(1_000_000) }
}

/// A duration in words; made by [`words`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Words {
    millis: u128,
}

impl Words {
    /// Rounds up to at most two units: to milliseconds below 10 s, seconds below 1 h, minutes up to 48 h, then hours.
    /// Whoever waits as long as the text says has waited long enough.
    #[must_use]
    pub const fn rounded_up(self) -> Self {
        let step = match self.millis {
            millis if millis < 10 * SECOND => MILLI,
            millis if millis < HOUR => SECOND,
            millis if millis <= 48 * HOUR => MINUTE,
            _ => HOUR,
        };
        Self { millis: self.millis.div_ceil(step).saturating_mul(step) }
    }
}

impl Display for Words {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        if self.millis == 0 {
            return f.write_str("0s");
        }
        // Two days are still `48h`: people count the hours to tomorrow.
        let days = if self.millis <= 48 * HOUR { 0 } else { self.millis / DAY };
        let mut rest = self.millis.saturating_sub(days.saturating_mul(DAY));
        let mut separator = "";
        for (count, unit) in [
            (days, DurationUnit::Day),
            (take(&mut rest, HOUR), DurationUnit::Hour),
            (take(&mut rest, MINUTE), DurationUnit::Minute),
            (take(&mut rest, SECOND), DurationUnit::Second),
            (take(&mut rest, MILLI), DurationUnit::Millisecond),
        ] {
            if count > 0 {
                write!(f, "{separator}{count}{unit}")?;
                separator = " ";
            }
        }
        Ok(())
    }
}

/// Takes as many whole units as there are.
fn take(millis: &mut u128, unit: u128) -> u128 {
    let count = millis.checked_div(unit).unwrap_or(0);
    *millis = millis.checked_rem(unit).unwrap_or(0);
    count
}

/// The reason why a text is not a duration.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ParseDurationError {
    /// A number without its unit.
    MissingUnit,
    /// A negative number.
    Negative,
    /// Longer than [`MAX_DURATION`].
    TooLong,
    /// Anything else.
    Malformed,
}

/// Reads a duration as catalogues write it: whole numbers with their units, the greatest unit first, each once, and a
/// space between two of them.
///
/// ```
/// use std::time::Duration;
///
/// use edges_errors_core::duration::parse;
///
/// assert_eq!(parse("500ms"), Ok(Duration::from_millis(500)));
/// assert_eq!(parse("1m 30s"), Ok(Duration::from_secs(90)));
/// ```
///
/// # Errors
///
/// A text of another form, and a duration above [`MAX_DURATION`].
pub fn parse(text: &str) -> Result<Duration, ParseDurationError> {
    let mut total = Duration::ZERO;
    let mut finest = None;
    for part in text.split(' ') {
        let (number, unit) = split_part(part)?;
        if finest.is_some_and(|finest| unit >= finest) {
            return Err(ParseDurationError::Malformed);
        }
        finest = Some(unit);
        let millis = number.checked_mul(unit.as_millis()).ok_or(ParseDurationError::TooLong)?;
        total = total.checked_add(Duration::from_millis(millis)).ok_or(ParseDurationError::TooLong)?;
    }
    if total > MAX_DURATION { Err(ParseDurationError::TooLong) } else { Ok(total) }
}

fn split_part(part: &str) -> Result<(u64, DurationUnit), ParseDurationError> {
    let end = part.find(|c: char| !c.is_ascii_digit()).unwrap_or(part.len());
    let (number, unit) = part.split_at_checked(end).ok_or(ParseDurationError::Malformed)?;
    match (number, unit) {
        ("", unit) if unit.starts_with('-') => return Err(ParseDurationError::Negative),
        ("", _) => return Err(ParseDurationError::Malformed),
        (_, "") => return Err(ParseDurationError::MissingUnit),
        _ => {}
    }
    let unit = unit.parse().map_err(|_| ParseDurationError::Malformed)?;
    // Digits alone can only be too many.
    Ok((number.parse().map_err(|_| ParseDurationError::TooLong)?, unit))
}

/// Writes the form of a duration, or what is wrong with this one.
impl Display for ParseDurationError {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::MissingUnit => "a number needs a unit: ms, s, m, h or d",
            Self::Negative => "a duration cannot be negative",
            Self::TooLong => "at most 10 years: 3650d",
            Self::Malformed => "whole numbers and their units of d, h, m, s, ms, such as `500ms` or `1m 30s`",
        })
    }
}

impl core::error::Error for ParseDurationError {}

#[cfg(test)]
mod tests {
    extern crate std;

    use std::string::{String, ToString};

    use proptest::prelude::*;

    use super::*;

    fn rounded(duration: Duration) -> String {
        words(duration).rounded_up().to_string()
    }

    #[test]
    fn rounded_durations_have_at_most_two_units() {
        let hours = |hours: u64| Duration::from_secs(hours * 3_600);
        for (duration, text) in [
            (Duration::ZERO, "0s"),
            (Duration::from_millis(1), "1ms"),
            (Duration::from_millis(250), "250ms"),
            (Duration::from_millis(999), "999ms"),
            (Duration::from_secs(1), "1s"),
            (Duration::from_millis(1_500), "1s 500ms"),
            (Duration::from_secs(45), "45s"),
            (Duration::from_secs(60), "1m"),
            (Duration::from_secs(125), "2m 5s"),
            (Duration::from_secs(3_599), "59m 59s"),
            (hours(1), "1h"),
            (Duration::from_secs(7_380), "2h 3m"),
            (hours(24), "24h"),
            (hours(48), "48h"),
            (hours(49), "2d 1h"),
            (hours(72), "3d"),
            (hours(76), "3d 4h"),
            (hours(45 * 24), "45d"),
            (Duration::from_secs(u64::MAX), "213503982334601d 8h"),
            (Duration::MAX, "213503982334601d 8h"),
        ] {
            assert_eq!(rounded(duration), text);
        }
    }

    #[test]
    fn rounding_is_upwards() {
        for (duration, text) in [
            (Duration::from_nanos(1), "1ms"),
            (Duration::from_micros(250_001), "251ms"),
            (Duration::from_micros(999_001), "1s"),
            (Duration::from_micros(9_999_001), "10s"),
            (Duration::from_millis(9_999), "9s 999ms"),
            (Duration::from_millis(10_001), "11s"),
            (Duration::from_millis(59_001), "1m"),
            (Duration::from_millis(3_599_001), "1h"),
            (Duration::from_secs(3_601), "1h 1m"),
            (Duration::from_secs(7_381), "2h 4m"),
            (Duration::from_secs(48 * 3_600 - 1), "48h"),
            (Duration::from_secs(48 * 3_600 + 1), "2d 1h"),
            (Duration::from_secs(72 * 3_600 - 1), "3d"),
        ] {
            assert_eq!(rounded(duration), text);
        }
    }

    #[test]
    fn what_is_no_duration_says_why() {
        use ParseDurationError::*;
        for (text, error) in [
            ("", Malformed),
            ("5", MissingUnit),
            ("-5s", Negative),
            ("1.5s", Malformed),
            ("5 s", MissingUnit),
            ("1h30m", Malformed),
            ("s", Malformed),
            ("5S", Malformed),
            ("99999999999999999999s", TooLong),
            ("3651d", TooLong),
            ("3650d 1ms", TooLong),
            ("30s 1m", Malformed),
            ("1m 1m", Malformed),
            ("1m  30s", Malformed),
        ] {
            assert_eq!(parse(text), Err(error), "{text}");
        }
        assert_eq!(parse("3650d"), Ok(MAX_DURATION));
    }

    proptest! {
        #[test]
        fn words_are_read_back_exactly(millis in 0..=3_650 * 86_400_000_u64) {
            let duration = Duration::from_millis(millis);
            prop_assert_eq!(parse(&words(duration).to_string()), Ok(duration));
        }

        #[test]
        fn rounded_words_never_say_less(duration: Duration) {
            let text = rounded(duration);
            prop_assert!(text.len() <= 24 && text.split(' ').count() <= 2, "{}", text);
            let parts = text.split(' ').map(|part| split_part(part).unwrap());
            let millis: u128 = parts.map(|(count, unit)| u128::from(count) * u128::from(unit.as_millis())).sum();
            prop_assert!(millis * 1_000_000 >= duration.as_nanos(), "{}", text);
        }
    }
}
