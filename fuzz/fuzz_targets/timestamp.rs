//! Any text as a `postponed_until`: what is read is what the crate `time` reads, or the number's own value; and what is
//! there is read, has passed, or is told of as unreadable.

#![no_main]

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use edges_errors::{Anomaly, EdgesError, Param};
use libfuzzer_sys::fuzz_target;
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

fuzz_target!(|text: &str| {
    let said = read(&serde_json::json!(text).to_string());
    match parse_rfc3339(text.trim()) {
        Some(time) => assert_eq!(said, Said { until: Some(time), ..Said::default() }, "{text:?}"),
        None if fuzz::number::is_number(text) => assert_eq!(said, read_number(text), "{text:?}"),
        None => check_other(text, said),
    }
    // A number means the same without its quotes.
    if serde_json::from_str::<serde_json::Number>(text).is_ok() && !text.contains(char::is_whitespace) {
        assert_eq!(read(text), said, "{text}");
    }
});

/// What a value says about waiting.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
struct Said {
    until: Option<SystemTime>,
    wait: Option<Duration>,
    unreadable: bool,
}

fn read(json: &str) -> Said {
    let body = format!(r#"{{"error_label":"LIMIT_REACHED","params":{{"postponed_until":{json}}}}}"#);
    let error = EdgesError::from_json(body.as_bytes()).expect("an object");
    let until = error.param("postponed_until").and_then(Param::to_timestamp);
    assert_eq!(error.postponed_until(), until);
    let unreadable = Anomaly::HintUnreadable { hint: "postponed_until" };
    Said {
        until,
        wait: error.retry_after(),
        unreadable: error.anomalies().any(|anomaly| anomaly == unreadable),
    }
}

/// Nothing is lost: only what is blank, negative or the number 0 says nothing. A wait has a unit.
fn check_other(text: &str, said: Said) {
    if said == Said::default() {
        let is_zero = |item: &str| {
            !item.split(['e', 'E']).next().is_some_and(|n| n.contains(|c| matches!(c, '1'..='9')))
        };
        let has_passed = |item: &str| item.contains('-') || is_zero(item);
        assert!(text.trim().is_empty() || text.split(',').any(has_passed), "{text:?}");
    }
    if said.wait.is_some() {
        assert!(text.contains(|c: char| c.is_ascii_alphabetic()), "{text:?}");
    }
}

/// The crate `time` is the oracle for what RFC 3339 allows. These are the intended differences, and there is no other:
///
/// * it skips the byte between date and time, whichever it is; RFC 3339 has a `T` there, and so have we, or a blank;
/// * it takes a leap second only at the end of a month (UTC); only a table of announced ones could tell which days have
///   one, so we take it at the end of any day, as the last nanosecond before midnight.
fn parse_rfc3339(text: &str) -> Option<SystemTime> {
    let bytes = text.as_bytes();
    if !matches!(bytes.get(10), Some(b'T' | b't' | b' ')) {
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

/// Since 1970: seconds from 10^9, milliseconds from 10^11, microseconds from 10^14, nanoseconds from 10^17; what is finer
/// than a nanosecond is rounded up. 0 has passed, other numbers below 10^9 are unreadable.
fn read_number(text: &str) -> Said {
    let billionths = fuzz::number::billionths(text).expect("a number");
    let units: [(u32, u128); 4] = [(17, 1_000_000_000), (14, 1_000_000), (11, 1_000), (9, 1)];
    let unit = units.into_iter().find(|(digits, _)| billionths >= 10_u128.pow(digits + 9));
    let nanoseconds = unit.and_then(|(_, per_second)| i128::try_from(billionths.div_ceil(per_second)).ok());
    let until = nanoseconds.and_then(to_system_time);
    Said { until, wait: None, unreadable: until.is_none() && billionths != 0 }
}
