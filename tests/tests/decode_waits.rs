//! How long to wait, wherever an answer says it. Classes D5, D17 and D21 of bad input.

#[allow(dead_code, reason = "each test uses a part of it")]
#[path = "support/advise.rs"]
mod advise;

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use edges_errors::{Anomaly, EdgesError, ErrorLabel};
use proptest::prelude::*;

use advise::{advise, decide};

fn secs(seconds: u64) -> Option<Duration> {
    Some(Duration::from_secs(seconds))
}

fn at(seconds: u64) -> Option<SystemTime> {
    Some(UNIX_EPOCH + Duration::from_secs(seconds))
}

/// What a value says about waiting.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Says {
    /// Nothing, and nobody is told of it: it is absent, or it has passed and is neither a wait nor a time.
    Nothing,
    Wait(u64),
    Millis(u64),
    Until(u64),
    Unreadable,
}

impl Says {
    fn wait(self) -> Option<Duration> {
        match self {
            Self::Wait(seconds) => secs(seconds),
            Self::Millis(millis) => Some(Duration::from_millis(millis)),
            _ => None,
        }
    }

    fn time(self) -> Option<SystemTime> {
        if let Self::Until(seconds) = self { at(seconds) } else { None }
    }

    fn check(self, error: &EdgesError, hint: &'static str) {
        let found = (error.retry_after(), error.postponed_until(), cannot_read(error, hint));
        assert_eq!(found, (self.wait(), self.time(), self == Self::Unreadable), "{}", error.snippet());
    }
}

fn decode(body: &str) -> EdgesError {
    EdgesError::from_parts(429, (), body.as_bytes())
}

fn with_header(value: impl AsRef<[u8]>) -> EdgesError {
    EdgesError::from_parts(429, &[("Retry-After", value)], b"")
}

fn cannot_read(error: &EdgesError, hint: &'static str) -> bool {
    error.anomalies().any(|anomaly| anomaly == Anomaly::HintUnreadable { hint })
}

#[test]
fn d05_a_wait_is_a_number_in_any_dress() {
    let cases = [
        ("30", Says::Wait(30)),
        (r#""30""#, Says::Wait(30)),
        ("30.0", Says::Wait(30)),
        ("3e1", Says::Wait(30)),
        ("3E+1", Says::Wait(30)),
        ("299.997", Says::Millis(299_997)),
        ("0", Says::Wait(0)),
        (r#""0""#, Says::Wait(0)),
        (r#""007""#, Says::Wait(7)),
        ("86400", Says::Wait(86_400)),
        ("18446744073709551615", Says::Wait(u64::MAX)),
        ("1e400", Says::Wait(u64::MAX)),
        (r#"" 90 ""#, Says::Wait(90)),
        (r#""\"90\"""#, Says::Wait(90)),
        (r#""90;""#, Says::Wait(90)),
        (r#""30s""#, Says::Wait(30)),
        (r#""1500ms""#, Says::Millis(1_500)),
        (r#""5 minutes""#, Says::Wait(300)),
        (r#""1, 299""#, Says::Wait(299)),
        ("[1, 299, 7]", Says::Wait(299)),
        (r#"["30", null]"#, Says::Wait(30)),
        (r#""2026-11-23T08:00:00Z""#, Says::Until(1_795_420_800)),
        ("null", Says::Nothing),
        (r#""""#, Says::Nothing),
        (r#"" ""#, Says::Nothing),
        ("-1", Says::Nothing),
        ("-0.5", Says::Nothing),
        (r#""-1""#, Says::Nothing),
        ("-1e400", Says::Nothing),
        ("true", Says::Unreadable),
        ("{}", Says::Unreadable),
        (r#"{"seconds":30}"#, Says::Unreadable),
        ("[]", Says::Unreadable),
        ("[null]", Says::Unreadable),
        ("[[30]]", Says::Unreadable),
        ("[false]", Says::Unreadable),
        (r#""soon""#, Says::Unreadable),
        (r#""NaN""#, Says::Unreadable),
        (r#""inf""#, Says::Unreadable),
        (r#""0x1e""#, Says::Unreadable),
        (r#""1_000""#, Says::Unreadable),
        (r#""٣""#, Says::Unreadable),
        (r#""PT30S""#, Says::Unreadable),
        (r#""5M""#, Says::Unreadable),
        (r#""2026-11-23""#, Says::Unreadable),
    ];
    for (value, says) in cases {
        for body in [
            format!(r#"{{"error_label":"STATUS_429","params":{{"retry_after":{value}}}}}"#),
            format!(r#"{{"retry_after":{value},"error_label":"STATUS_429"}}"#),
        ] {
            let error = decode(&body);
            says.check(&error, "retry_after");
            assert_eq!(error.label(), Some(ErrorLabel::Status429), "{body}");
            let details = error.details::<edges_errors::details::Status429>().unwrap();
            assert_eq!(details.retry_after, says.wait(), "{body}");
        }
    }
}

#[test]
fn d05_a_wait_too_long_to_count_is_very_long_and_not_none() {
    for value in ["18446744073709551616", "99999999999999999999999999999999999999999", "1e300"] {
        let error = decode(&format!(r#"{{"retry_after":{value}}}"#));
        assert!(error.retry_after() >= secs(u64::MAX), "{value}: {:?}", error.retry_after());
    }
}

#[test]
fn d05_params_are_read_as_what_they_are_asked_for() {
    let error = decode(
        r#"{"params":{"n":"30","f":30.0,"x":30.5,"b":"true","l":"a, b,,c ","m":["a",1],"t":"text","z":-7}}"#,
    );
    let param = |name| error.param(name).unwrap();
    assert_eq!(
        (param("n").to_integer(), param("f").to_integer(), param("x").to_integer()),
        (Some(30), Some(30), None)
    );
    assert_eq!(
        (param("z").to_integer(), param("z").to_number(), param("t").to_number()),
        (Some(-7), Some(-7.0), None)
    );
    assert_eq!((param("b").to_bool(), param("t").to_bool()), (Some(true), None));
    assert_eq!(param("l").to_list().unwrap(), ["a", "b", "c"]);
    assert_eq!(param("m").to_list().unwrap(), ["a", "1"]);
    assert_eq!(param("f").to_text().as_deref(), Some("30.0"), "as it is written");
    for huge in ["1e400", "99999999999999999999", r#""1e999""#, r#""nan""#, r#""inf""#] {
        let error = decode(&format!(r#"{{"n":{huge}}}"#));
        let param = error.param("n").unwrap();
        assert_eq!(param.to_integer(), None, "{huge}");
        assert!(param.to_number().is_none_or(f64::is_finite), "{huge}");
    }
}

#[test]
fn d17_a_time_is_rfc_3339_or_nearly_or_since_1970_and_anything_else_is_unreadable() {
    let cases = [
        (r#""2026-11-23T08:00:00Z""#, Says::Until(1_795_420_800)),
        (r#""2026-11-23t09:00:00.000+01:00""#, Says::Until(1_795_420_800)),
        (r#""2026-11-23T08:00:00""#, Says::Until(1_795_420_800)),
        (r#""2026-11-23T08:00Z""#, Says::Until(1_795_420_800)),
        (r#""2026-11-23 08:00:00Z""#, Says::Until(1_795_420_800)),
        (r#""2026-11-23 09:00:00+0100""#, Says::Until(1_795_420_800)),
        (r#"" 2026-11-23T08:00:00Z ""#, Says::Until(1_795_420_800)),
        (r#""Mon, 23 Nov 2026 08:00:00 GMT""#, Says::Until(1_795_420_800)),
        ("1795420800", Says::Until(1_795_420_800)),
        ("1795420800000", Says::Until(1_795_420_800)),
        ("1795420800000000", Says::Until(1_795_420_800)),
        ("1795420800000000000", Says::Until(1_795_420_800)),
        (r#""1795420800""#, Says::Until(1_795_420_800)),
        ("[1795420800, 1795420801]", Says::Until(1_795_420_801)),
        (r#""1970-01-01T00:00:00Z""#, Says::Until(0)),
        (r#""9999-12-31T23:59:59Z""#, Says::Until(253_402_300_799)),
        (r#""9999-12-31T23:59:59-23:59""#, Says::Until(253_402_300_799 + 86_340)),
        (r#""5 minutes""#, Says::Wait(300)),
        ("null", Says::Nothing),
        (r#""""#, Says::Nothing),
        (r#""\t""#, Says::Nothing),
        ("0", Says::Nothing),
        ("-1", Says::Nothing),
        (r#""2026-02-29T08:00:00Z""#, Says::Unreadable),
        (r#""2026-11-23""#, Says::Unreadable),
        ("20261119", Says::Unreadable),
        (r#""20261119""#, Says::Unreadable),
        ("300", Says::Unreadable),
        ("999999999", Says::Unreadable),
        (r#""10000-01-01T00:00:00Z""#, Says::Unreadable),
        (r#""soon""#, Says::Unreadable),
        ("{}", Says::Unreadable),
        ("[]", Says::Unreadable),
        ("true", Says::Unreadable),
        ("1e400", Says::Unreadable),
        ("99999999999999999999999999999999999999999", Says::Unreadable),
    ];
    for (value, says) in cases {
        let body = format!(r#"{{"error_label":"LIMIT_REACHED","params":{{"postponed_until":{value}}}}}"#);
        let error = decode(&body);
        says.check(&error, "postponed_until");
        let details = error.details::<edges_errors::details::LimitReached>().unwrap();
        assert_eq!(details.postponed_until, says.time(), "{value}");
        let shown = format!("{error} {error:?} {} {}", advise(&error), decide(&error));
        assert!(!shown.contains('\n'));
        let run = format!(r#"{{"status":"FAILED","postponed_until":{value},"last_error":{{}}}}"#);
        says.check(&EdgesError::from_run(run).unwrap().unwrap(), "run.postponed_until");
    }
}

#[test]
fn d17_times_before_1970_are_past_and_do_no_harm() {
    for value in ["0000-01-01T00:00:00Z", "1969-12-31T23:59:59Z", "0001-01-01T00:00:00+23:59"] {
        let error = decode(&format!(r#"{{"error_label":"LIMIT_REACHED","postponed_until":"{value}"}}"#));
        assert!(error.postponed_until().is_none_or(|time| time < UNIX_EPOCH), "{value}");
        assert!(!format!("{error:?} {}", advise(&error)).is_empty());
    }
}

#[test]
fn waits_count_on_every_error_and_in_both_places() {
    for body in [
        r#"{"retry_after":7}"#,
        r#"{"error_label":"NEW_LABEL","params":{"retry_after":"7"}}"#,
        r#"{"error_label":"LK_ERROR","retry_after":7.0}"#,
        r#"{"label":"LK_524","params":{"retry_after":7},"retry_after":3}"#,
    ] {
        assert_eq!(EdgesError::from_parts(503, (), body.as_bytes()).retry_after(), secs(7), "{body}");
    }
}

#[test]
fn the_header_is_seconds_or_a_date_in_any_of_its_three_forms() {
    for (value, wait) in [("20", 20), ("0", 0), ("60", 60), ("86400", 86_400), (" 120 ", 120)] {
        assert_eq!(with_header(value).retry_after(), secs(wait), "{value}");
    }
    let dates = [
        ("Fri, 29 Sep 2023 16:26:57 GMT", 1_696_004_817),
        ("Sun, 06 Nov 1994 08:49:37 GMT", 784_111_777),
        ("Sunday, 06-Nov-94 08:49:37 GMT", 784_111_777),
        ("Sun Nov  6 08:49:37 1994", 784_111_777),
        ("Fri, 31 Dec 1999 23:59:59 GMT", 946_684_799),
    ];
    for (value, time) in dates {
        let error = with_header(value);
        assert_eq!((error.postponed_until(), error.retry_after()), (at(time), None), "{value}");
        assert!(!cannot_read(&error, "Retry-After"));
    }
}

/// The forms of HTTP's cache-tests that caches disagree about.
#[test]
fn d21_what_is_nearly_a_date_is_read_where_it_can_mean_but_one() {
    let dates = [
        "Thu, 18 Aug 2050 02:01:18 GMT",
        "THU, 18 Aug 2050 02:01:18 GMT",
        "Thu, 18 AUG 2050 02:01:18 GMT",
        "Thu, 18 Aug 2050 02:01:18 gMT",
        "Thu, 18 Aug 2050 02:01:18 UTC",
        "Thu, 18 Aug 2050 02:01:18 +0000",
        "Thu, 18 Aug 2050 02:01:18",
        "Thu, 18 Aug 50 02:01:18 GMT",
        "Thu 18 Aug 2050 02:01:18 GMT",
        "Thu, 18  Aug  2050 02:01:18 GMT",
        "Thu, 18-Aug-2050 02:01:18 GMT",
        "Thu, 18 Aug 2050 2:01:18 GMT",
        "Thu Aug 18 02:01:18 2050",
        "Mon, 18 Aug 2050 02:01:18 GMT",
        "2050-08-18T02:01:18Z",
    ];
    for value in dates {
        Says::Until(2_544_400_878).check(&with_header(value), "Retry-After");
    }
    Says::Until(784_111_777).check(&with_header("Sun, 6 Nov 1994 08:49:37 GMT"), "Retry-After");
    let others = [
        "18 Aug 2050 02:01:18 GMT",
        "Thu, 18 Aug 2050 02.01.18 GMT",
        "Thu, 18 Aug 2050 24:01:18 GMT",
        "Thu, 18 Aug 2050 02:01:18 EST",
    ];
    for value in others {
        Says::Unreadable.check(&with_header(value), "Retry-After");
    }
}

#[test]
fn d17_a_header_too_long_to_count_is_very_long_and_not_none() {
    for value in ["99999999999999999999999999999999999", "9223372036854775807", "18446744073709551616"] {
        assert!(with_header(value).retry_after() >= secs(i64::MAX.unsigned_abs()), "{value}");
    }
}

#[test]
fn d21_a_header_in_another_dress_is_read() {
    let cases = [
        ("", Says::Nothing),
        ("-10", Says::Nothing),
        ("+10", Says::Wait(10)),
        ("7200.0", Says::Wait(7_200)),
        ("0.9", Says::Millis(900)),
        ("299.997", Says::Millis(299_997)),
        ("1e3", Says::Wait(1_000)),
        ("\"120\"", Says::Wait(120)),
        ("120;", Says::Wait(120)),
        ("120s", Says::Wait(120)),
        ("1, 299", Says::Wait(299)),
        ("0,7200", Says::Wait(7_200)),
        ("7200,0", Says::Wait(7_200)),
        ("0, 0", Says::Wait(0)),
        ("2026-11-23T08:00:00Z", Says::Until(1_795_420_800)),
        // A number is a wait, however much it looks like a time.
        ("1795420800", Says::Wait(1_795_420_800)),
    ];
    for (value, says) in cases {
        says.check(&with_header(value), "Retry-After");
    }
}

#[test]
fn d21_a_header_that_cannot_be_read_is_told() {
    let values: [&[u8]; 12] = [
        b"120junk",
        b"abc",
        b"null",
        b"7200;a=b",
        b"0x10",
        b"Zun, 29 Sep 2023 16:26:37 GMT",
        b"Fri, 32 Dec 1999 23:59:59 GMT",
        b"2026-11-23",
        b"\xff",
        b"12\xff",
        "٣".as_bytes(),
        &[b'9'; 10_000],
    ];
    for value in values {
        let error = with_header(value);
        assert_eq!((error.retry_after(), error.postponed_until()), (None, None), "{}", value.escape_ascii());
        assert!(cannot_read(&error, "Retry-After"), "{}", value.escape_ascii());
    }
    assert!(!cannot_read(&EdgesError::from_parts(429, (), b""), "Retry-After"), "no header, no complaint");
    let five = [("Retry-After", "1"); 5];
    assert!(cannot_read(&EdgesError::from_parts(429, five, b""), "Retry-After"), "one too many");
}

#[test]
fn what_is_readable_in_a_value_counts_and_what_is_not_is_told() {
    for (value, wait) in [("junk, 3", 3), ("7200, soon", 7_200)] {
        let error = with_header(value);
        assert_eq!((error.retry_after(), cannot_read(&error, "Retry-After")), (secs(wait), true), "{value}");
    }
}

/// Values of any text, many of them nearly waits or times. None has passed by being negative or the time 0.
fn values() -> impl Strategy<Value = String> {
    let near = "[\"' ]{0,2}[0-9]{0,20}[-.eE,;:T ]{0,2}[0-9]{0,12}[+:;, ]{0,3}[a-zA-Z]{0,7}[\"' ;,]{0,2}";
    let texts =
        prop_oneof![".{0,40}", near, "(Sun|Mon), [0-9]{1,2} (Nov|xyz) [0-9]{2,4} [0-9:]{4,8} ?[A-Z]{0,3}"];
    let begins_positive = |item: &str| {
        !item.trim_start_matches(|c: char| c.is_whitespace() || "\"'".contains(c)).starts_with('-')
    };
    texts.prop_filter("nothing negative, no time 0", move |text: &String| {
        // `0E1` is 0, too.
        let digits = text.split(['e', 'E']).next().unwrap_or_default();
        text.split(',').all(begins_positive)
            && (!digits.contains('0') || digits.contains(|c| matches!(c, '1'..='9')))
    })
}

fn says_something(error: &EdgesError, hint: &'static str) -> bool {
    error.retry_after().is_some() || error.postponed_until().is_some() || cannot_read(error, hint)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4_000))]

    #[test]
    fn a_header_that_is_not_blank_is_read_or_unreadable(value in values(), bytes: Vec<u8>) {
        // Other white space is not of a header's, and so it cannot be read.
        let expected = !value.trim_matches([' ', '\t']).is_empty();
        prop_assert_eq!(says_something(&with_header(&value), "Retry-After"), expected, "{:?}", value);
        let junk = bytes.iter().any(|byte| !byte.is_ascii());
        prop_assert!(!junk || says_something(&with_header(&bytes), "Retry-After"), "{:?}", bytes);
    }

    #[test]
    fn a_param_or_a_time_of_a_run_that_is_not_blank_is_read_or_unreadable(value in values()) {
        let expected = !value.trim().is_empty();
        let json = serde_json::json!(value).to_string();
        for name in ["retry_after", "postponed_until"] {
            for body in [format!(r#"{{"{name}":{json}}}"#), format!(r#"{{"params":{{"{name}":{json}}}}}"#)] {
                prop_assert_eq!(says_something(&decode(&body), name), expected, "{}", body);
            }
        }
        let run = format!(r#"{{"status":"FAILED","postponed_until":{json},"last_error":{{}}}}"#);
        let error = EdgesError::from_run(run.as_bytes()).unwrap().unwrap();
        prop_assert_eq!(says_something(&error, "run.postponed_until"), expected, "{}", run);
    }

    #[test]
    fn a_number_as_a_hint_is_read_or_unreadable(number in prop_oneof![
        any::<u64>().prop_map(|number| number.to_string()),
        "(0|[1-9][0-9]{0,30})(\\.[0-9]{1,12})?([eE][+-]?[0-9]{1,3})?",
    ]) {
        let is_zero = !number.split(['e', 'E']).next().unwrap().contains(|c| matches!(c, '1'..='9'));
        for name in ["retry_after", "postponed_until"] {
            let error = decode(&format!(r#"{{"{name}":{number}}}"#));
            let expected = name == "retry_after" || !is_zero;
            prop_assert_eq!(says_something(&error, name), expected, "{}: {}", name, number);
        }
    }
}

#[test]
fn d21_of_two_headers_the_longer_wait_counts_and_junk_hides_nothing() {
    let wait = |values: &[&str]| {
        let headers: Vec<(&str, &str)> = values.iter().map(|value| ("retry-after", *value)).collect();
        EdgesError::from_parts(429, &headers, b"").retry_after()
    };
    assert_eq!(wait(&["2", "3"]), secs(3));
    assert_eq!(wait(&["3", "2"]), secs(3));
    assert_eq!(wait(&["0", "7200"]), secs(7_200));
    assert_eq!(wait(&["7200", "7200"]), secs(7_200));
    assert_eq!(wait(&["junk", "3"]), secs(3));
    assert_eq!(wait(&["3", "-1"]), secs(3));
}

#[test]
fn the_longest_of_header_and_body_counts() {
    for (header, body, wait) in [("10", 60, 60), ("60", 10, 60)] {
        let body = format!(r#"{{"error_label":"STATUS_429","params":{{"retry_after":{body}}}}}"#);
        let error = EdgesError::from_parts(429, [("RETRY-AFTER", header)], body.as_bytes());
        assert_eq!(error.retry_after(), secs(wait));
    }
}
