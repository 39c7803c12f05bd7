//! Any bytes as a `Retry-After` header and as a `retry_after` param: what is read is what RFC 9110 and the crate
//! `httpdate` read, and the wait that comes of it is that, to the nanosecond.

#![no_main]

use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use edges_errors::retry::{Decision, Failure, Now, RequestContext, RetryPlan, StopReason};
use edges_errors::{Anomaly, EdgesError, Param};
use libfuzzer_sys::fuzz_target;

/// 2026-11-23T08:00:00Z.
const NOW: Duration = Duration::from_secs(1_795_420_800);
const LONGEST_INLINE: Duration = Duration::from_secs(60);
const FARTHEST: Duration = Duration::from_secs(45 * 86_400);

#[derive(Debug, Clone, Copy, PartialEq)]
enum Hint {
    Wait(Duration),
    Until(SystemTime),
}

fuzz_target!(|value: &[u8]| {
    check_header(value);
    check_two_headers(value);
    if let Ok(text) = std::str::from_utf8(value) {
        check_param(text);
        check_date(text);
    }
});

fn check_header(value: &[u8]) {
    let error = EdgesError::from_parts(429, &[("Retry-After", value)], STATUS_429);
    let hint = read_header(value);
    check_accessors(&error, hint);
    let ignored = error.anomalies().any(|anomaly| anomaly == Anomaly::HintUnreadable { hint: "Retry-After" });
    assert_eq!(ignored, hint.is_none());
    check_decision(&error, hint);
}

const STATUS_429: &[u8] = br#"{"error_label":"STATUS_429"}"#;

/// Of two fields the longer wait counts.
fn check_two_headers(value: &[u8]) {
    let error = EdgesError::from_parts(429, &[("Retry-After", value), ("retry-after", b"7")], STATUS_429);
    let seven = Duration::from_secs(7);
    match read_header(value) {
        Some(Hint::Wait(wait)) => assert_eq!(error.retry_after(), Some(wait.max(seven))),
        _ => assert_eq!(error.retry_after(), Some(seven)),
    }
}

/// The rules for a field: visible ASCII, blanks and tabs, at most 256 bytes; whole seconds, or any form of HTTP-date.
///
/// `httpdate` is the oracle for dates and the parser as well, so [`check_date`] looks at what it accepts.
fn read_header(value: &[u8]) -> Option<Hint> {
    let text = std::str::from_utf8(value).ok().filter(|text| text.len() <= 256)?;
    if text.contains(|c| !matches!(c, '\t' | ' '..='~')) {
        return None;
    }
    let text = text.trim_matches([' ', '\t']);
    if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some(Hint::Wait(Duration::from_secs(text.parse().unwrap_or(u64::MAX))));
    }
    httpdate::parse_http_date(text).ok().map(Hint::Until)
}

/// A date of the preferred form is written back as it was.
fn check_date(text: &str) {
    let Ok(date) = httpdate::parse_http_date(text) else { return };
    let written = httpdate::fmt_http_date(date);
    assert_eq!(httpdate::parse_http_date(&written).ok(), Some(date));
    if text.len() == written.len() && text.ends_with("GMT") && text.as_bytes()[3] == b',' {
        assert_eq!(text, written);
    }
}

/// In a param: a JSON number or a string of digits or of a number, never signed. Beyond 64 bits it is the longest wait; what
/// has a point or an exponent must be finite as an `f64` too.
fn check_param(text: &str) {
    let expected = fuzz::number::billionths(text)
        .filter(|_| text.bytes().all(|byte| byte.is_ascii_digit()) || text.parse().is_ok_and(f64::is_finite))
        .map(|billionths| match u64::try_from(billionths / 1_000_000_000) {
            Ok(seconds) => Duration::new(seconds, (billionths % 1_000_000_000) as u32),
            Err(_) => Duration::from_secs(u64::MAX),
        });
    let string = serde_json::json!(text).to_string();
    let is_number =
        serde_json::from_str::<&serde_json::value::RawValue>(text).is_ok() && fuzz::number::is_number(text);
    for json in [Some(string.as_str()), is_number.then_some(text)].into_iter().flatten() {
        for body in [
            format!(r#"{{"error_label":"STATUS_429","params":{{"retry_after":{json}}}}}"#),
            format!(r#"{{"error_label":"STATUS_429","retry_after":{json}}}"#),
        ] {
            let error = EdgesError::from_parts(429, &(), body.as_bytes());
            assert_eq!(error.param("retry_after").and_then(Param::to_seconds), expected, "{json}");
            let hint = expected.map(Hint::Wait);
            check_accessors(&error, hint);
            check_decision(&error, hint);
        }
    }
}

fn check_accessors(error: &EdgesError, hint: Option<Hint>) {
    let wait = hint.and_then(|hint| if let Hint::Wait(wait) = hint { Some(wait) } else { None });
    let until = hint.and_then(|hint| if let Hint::Until(time) = hint { Some(time) } else { None });
    assert_eq!((error.retry_after(), error.postponed_until()), (wait, until));
}

/// Where chance adds nothing, the hint is the wait: here, in a queue, or further off than anyone means.
fn check_decision(error: &EdgesError, hint: Option<Hint>) {
    let now = Now { wall: UNIX_EPOCH + NOW, monotonic: Instant::now() };
    let wait = match hint {
        Some(Hint::Wait(wait)) => wait,
        Some(Hint::Until(time)) => time.duration_since(now.wall).unwrap_or_default(),
        None => Duration::ZERO,
    };
    let expected = if wait <= LONGEST_INLINE {
        Decision::Retry { after: wait }
    } else if wait <= FARTHEST {
        Decision::Defer { not_before: now.wall + wait }
    } else {
        Decision::Stop { why: StopReason::WaitTooLong }
    };
    let plan = RetryPlan::for_request(&RequestContext::new("GET"));
    let verdict = plan.start(now).next(Failure::Api(error), now, &mut || 0);
    assert_eq!(verdict.decision(), expected, "{hint:?}");
}
