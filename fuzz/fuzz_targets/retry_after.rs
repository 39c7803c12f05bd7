//! Any bytes as a `Retry-After` header and as a `retry_after` param: what RFC 9110, the crate `httpdate` and JSON can read
//! is read as they read it, and is the wait, to the nanosecond; and whatever is there is read, has passed, or is told of as
//! unreadable.

#![no_main]

use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use edges_errors::retry::{Action, Moment, RequestContext, RetryPlan};
use edges_errors::{Anomaly, EdgesError, Param};
use libfuzzer_sys::fuzz_target;

/// 2026-11-23T08:00:00Z.
const NOW: Duration = Duration::from_secs(1_795_420_800);
const LONGEST_INLINE: Duration = Duration::from_secs(60);
const FARTHEST: Duration = Duration::from_secs(45 * 86_400);

/// What an answer says about waiting.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
struct Said {
    wait: Option<Duration>,
    until: Option<SystemTime>,
    unreadable: bool,
}

impl Said {
    fn of(error: &EdgesError, hint: &'static str) -> Self {
        let unreadable = error.anomalies().any(|anomaly| anomaly == Anomaly::HintUnreadable { hint });
        Self { wait: error.retry_after(), until: error.postponed_until(), unreadable }
    }

    fn waits(wait: Duration) -> Self {
        Self { wait: Some(wait), ..Self::default() }
    }
}

fuzz_target!(|value: &[u8]| {
    check_header(value);
    check_two_headers(value);
    if let Ok(text) = std::str::from_utf8(value) {
        check_param(text);
        check_date(text);
    }
});

const STATUS_429: &[u8] = br#"{"error_label":"STATUS_429"}"#;

/// The rules for a field: visible ASCII, blanks and tabs, at most 256 bytes.
fn check_header(value: &[u8]) {
    let error = EdgesError::from_parts(429, [("Retry-After", value)], STATUS_429);
    let said = Said::of(&error, "Retry-After");
    let is_text = |text: &&str| text.len() <= 256 && !text.contains(|c| !matches!(c, '\t' | ' '..='~'));
    match std::str::from_utf8(value).ok().filter(is_text) {
        Some(text) => check_text(text.trim_matches([' ', '\t']), said),
        None => assert_eq!(said, Said { unreadable: true, ..Said::default() }),
    }
    check_decision(&error, said);
}

/// Of two fields the longer wait counts.
fn check_two_headers(value: &[u8]) {
    let alone = EdgesError::from_parts(429, [("Retry-After", value)], STATUS_429);
    let both = EdgesError::from_parts(429, [("Retry-After", value), ("retry-after", b"7")], STATUS_429);
    let said = Said::of(&alone, "Retry-After");
    let expected = Said { wait: said.wait.max(Some(Duration::from_secs(7))), ..said };
    assert_eq!(Said::of(&both, "Retry-After"), expected);
}

/// In a param: a JSON number, or a string of whatever a header may be.
fn check_param(text: &str) {
    let string = serde_json::json!(text).to_string();
    let is_number =
        serde_json::from_str::<&serde_json::value::RawValue>(text).is_ok() && fuzz::number::is_number(text);
    for json in [Some(string.as_str()), is_number.then_some(text)].into_iter().flatten() {
        for body in [
            format!(r#"{{"error_label":"STATUS_429","params":{{"retry_after":{json}}}}}"#),
            format!(r#"{{"error_label":"STATUS_429","retry_after":{json}}}"#),
        ] {
            let error = EdgesError::from_parts(429, (), body.as_bytes());
            let said = Said::of(&error, "retry_after");
            assert_eq!(error.param("retry_after").and_then(Param::to_seconds), said.wait, "{json}");
            check_text(text, said);
            check_decision(&error, said);
        }
    }
}

/// A number is seconds, beyond 64 bits the longest wait; a date is one of HTTP's. Anything else says something too, unless
/// it is blank or negative.
fn check_text(text: &str, said: Said) {
    if let Some(billionths) = fuzz::number::billionths(text) {
        let wait = match u64::try_from(billionths / 1_000_000_000) {
            Ok(seconds) => Duration::new(seconds, (billionths % 1_000_000_000) as u32),
            Err(_) => Duration::from_secs(u64::MAX),
        };
        assert_eq!(said, Said::waits(wait), "{text:?}");
    } else if let Some(date) = parse_http_date(text) {
        assert_eq!(said, Said { until: Some(date), ..Said::default() }, "{text:?}");
    } else if said == Said::default() {
        assert!(text.trim().is_empty() || text.contains('-'), "{text:?}");
    }
}

/// `httpdate` skips the byte in front of the time of day, whichever it is; RFC 9110 has a blank there, and so have we.
fn parse_http_date(text: &str) -> Option<SystemTime> {
    let before_time = text.rfind(':')?.checked_sub("_hh:mm".len())?;
    let has_blank = text.as_bytes().get(before_time) == Some(&b' ');
    httpdate::parse_http_date(text).ok().filter(|_| has_blank)
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

/// Where chance adds nothing, the longest hint is the wait: here, in a queue, or further off than anyone means. One that
/// cannot be read only makes it longer, and never a wait in place.
fn check_decision(error: &EdgesError, said: Said) {
    let now = Moment { wall: UNIX_EPOCH + NOW, monotonic: Instant::now() };
    let ahead = said.until.and_then(|time| time.duration_since(now.wall).ok());
    let wait = said.wait.max(ahead).unwrap_or_default();
    let plan = RetryPlan::for_request(&RequestContext::new("GET"));
    let decision = plan.start_at(now).on_failure_at(error, now, || 0);
    match decision.action() {
        Action::Retry { after } => {
            // A wait that has passed is a short one, by chance none at all.
            assert!(!said.unreadable && wait <= LONGEST_INLINE && after == wait, "{said:?}: {after:?}");
        }
        Action::Defer { not_before } => {
            let deferred = not_before.duration_since(now.wall).expect("ahead");
            assert!(wait <= FARTHEST && deferred >= LONGEST_INLINE, "{said:?}: {deferred:?}");
            assert!(deferred == wait || said.unreadable && deferred > wait, "{said:?}: {deferred:?}");
        }
        Action::Stop { .. } => assert!(wait > FARTHEST, "{said:?}"),
        other => panic!("{said:?}: {other:?}"),
    }
}
