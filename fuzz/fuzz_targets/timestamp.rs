//! Any text as a `postponed_until`: what is read is what the crate `time` reads, or the number's own value.

#![no_main]

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use edges_errors::{EdgesError, Param};
use libfuzzer_sys::fuzz_target;
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

fuzz_target!(|text: &str| {
    let as_string = read(&serde_json::json!(text).to_string());
    assert_eq!(as_string, parse_rfc3339(text).or_else(|| parse_number(text)), "{text:?}");
    // A number means the same without its quotes.
    if serde_json::from_str::<serde_json::Number>(text).is_ok() && !text.contains(char::is_whitespace) {
        assert_eq!(read(text), as_string, "{text}");
    }
});

fn read(json: &str) -> Option<SystemTime> {
    let body = format!(r#"{{"error_label":"LIMIT_REACHED","params":{{"postponed_until":{json}}}}}"#);
    let error = EdgesError::from_json(body.as_bytes()).expect("an object");
    let time = error.param("postponed_until").and_then(Param::to_timestamp);
    assert_eq!(error.postponed_until(), time);
    time
}

/// The crate `time` is the oracle. These are the intended differences, and there is no other:
///
/// * it skips the byte between date and time, whichever it is; RFC 3339 has a `T` there, and so have we;
/// * it takes a leap second only at the end of a month (UTC); only a table of announced ones could tell which days have
///   one, so we take it at the end of any day, as the last nanosecond before midnight.
fn parse_rfc3339(text: &str) -> Option<SystemTime> {
    let bytes = text.as_bytes();
    if !matches!(bytes.get(10), Some(b'T' | b't')) {
        return None;
    }
    let parse = |text: &str| OffsetDateTime::parse(text, &Rfc3339).ok();
    let parsed = parse(text).or_else(|| {
        let is_leap_second = bytes.get(16..19) == Some(b":60");
        let before = is_leap_second.then(|| [&text[..16], ":59", &text[19..]].concat())?;
        let before = parse(&before)?;
        let is_last_of_day = before.unix_timestamp().rem_euclid(86_400) == 86_399;
        before.replace_nanosecond(999_999_999).ok().filter(|_| is_last_of_day)
    })?;
    to_system_time(parsed.unix_timestamp_nanos())
}

fn to_system_time(nanoseconds: i128) -> Option<SystemTime> {
    let distance = nanoseconds.unsigned_abs();
    let seconds = u64::try_from(distance / 1_000_000_000).ok()?;
    let distance = Duration::new(seconds, (distance % 1_000_000_000) as u32);
    if nanoseconds < 0 { UNIX_EPOCH.checked_sub(distance) } else { UNIX_EPOCH.checked_add(distance) }
}

/// Seconds since 1970 below 10^11, else milliseconds; what is finer than a nanosecond is rounded up.
fn parse_number(text: &str) -> Option<SystemTime> {
    let billionths = fuzz::number::billionths(text)?;
    let is_seconds = billionths < 100_000_000_000 * 1_000_000_000;
    let nanoseconds = if is_seconds { billionths } else { billionths.div_ceil(1_000) };
    to_system_time(i128::try_from(nanoseconds).ok()?)
}
