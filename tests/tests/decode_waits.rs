//! How long to wait, wherever an answer says it, and which limit was hit. Classes D5, D15, D17 and D21 of bad input.

use std::cell::Cell;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use edges_errors::{Anomaly, EdgesError, ErrorLabel, Headers, Kind, RateLimit};

fn secs(seconds: u64) -> Option<Duration> {
    Some(Duration::from_secs(seconds))
}

fn at(seconds: u64) -> Option<SystemTime> {
    Some(UNIX_EPOCH + Duration::from_secs(seconds))
}

fn decode(body: &str) -> EdgesError {
    EdgesError::from_parts(429, &(), body.as_bytes())
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
        ("30", secs(30)),
        (r#""30""#, secs(30)),
        ("30.0", secs(30)),
        ("3e1", secs(30)),
        ("3E+1", secs(30)),
        ("0", secs(0)),
        (r#""0""#, secs(0)),
        (r#""007""#, secs(7)),
        ("86400", secs(86_400)),
        ("18446744073709551615", secs(u64::MAX)),
        ("-1", None),
        ("-0.5", None),
        (r#""-1""#, None),
        ("1e400", None),
        ("-1e400", None),
        ("true", None),
        ("{}", None),
        (r#"["30"]"#, None),
        (r#""""#, None),
        (r#"" ""#, None),
        (r#""30s""#, None),
        (r#""soon""#, None),
        (r#""NaN""#, None),
        (r#""inf""#, None),
        (r#""0x1e""#, None),
        (r#""1_000""#, None),
        (r#""٣""#, None),
        (r#""PT30S""#, None),
    ];
    for (value, expected) in cases {
        for body in [
            format!(r#"{{"error_label":"STATUS_429","params":{{"retry_after":{value}}}}}"#),
            format!(r#"{{"retry_after":{value},"error_label":"STATUS_429"}}"#),
        ] {
            let error = decode(&body);
            assert_eq!(error.retry_after(), expected, "{body}");
            assert_eq!(error.label(), Some(ErrorLabel::Status429), "{body}");
            let details = error.details::<edges_errors::details::Status429>().unwrap();
            assert_eq!(details.retry_after, expected, "{body}");
            assert_eq!(cannot_read(&error, "retry_after"), expected.is_none(), "{body}");
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
fn d17_a_time_is_rfc_3339_or_seconds_or_milliseconds_and_anything_else_is_ignored() {
    let cases = [
        (r#""2026-11-23T08:00:00Z""#, at(1_795_420_800)),
        (r#""2026-11-23t09:00:00.000+01:00""#, at(1_795_420_800)),
        ("1795420800", at(1_795_420_800)),
        ("1795420800000", at(1_795_420_800)),
        (r#""1795420800""#, at(1_795_420_800)),
        (r#""1970-01-01T00:00:00Z""#, at(0)),
        (r#""9999-12-31T23:59:59Z""#, at(253_402_300_799)),
        (r#""9999-12-31T23:59:59-23:59""#, at(253_402_300_799 + 86_340)),
        (r#""2026-02-29T08:00:00Z""#, None),
        (r#""2026-11-23""#, None),
        (r#""2026-11-23T08:00:00""#, None),
        (r#""2026-11-23 08:00:00Z""#, None),
        (r#"" 2026-11-23T08:00:00Z""#, None),
        (r#""10000-01-01T00:00:00Z""#, None),
        (r#""""#, None),
        (r#""soon""#, None),
        ("{}", None),
        ("[]", None),
        ("true", None),
        ("-1", None),
        ("1e400", None),
        ("99999999999999999999999999999999999999999", None),
    ];
    for (value, expected) in cases {
        let body = format!(r#"{{"error_label":"LIMIT_REACHED","params":{{"postponed_until":{value}}}}}"#);
        let error = decode(&body);
        assert_eq!(error.postponed_until(), expected, "{value}");
        let details = error.details::<edges_errors::details::LimitReached>().unwrap();
        assert_eq!(details.postponed_until, expected, "{value}");
        assert_eq!(cannot_read(&error, "postponed_until"), expected.is_none(), "{value}");
        let shown = format!("{error} {error:?} {} {}", error.advice(), error.advice_at(UNIX_EPOCH));
        assert!(!shown.contains('\n'));
    }
}

#[test]
fn d17_times_before_1970_are_past_and_do_no_harm() {
    for value in ["0000-01-01T00:00:00Z", "1969-12-31T23:59:59Z", "0001-01-01T00:00:00+23:59"] {
        let error = decode(&format!(r#"{{"error_label":"LIMIT_REACHED","postponed_until":"{value}"}}"#));
        assert!(error.postponed_until().is_none_or(|time| time < UNIX_EPOCH), "{value}");
        assert!(!format!("{error:?} {}", error.advice()).is_empty());
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
        assert_eq!(EdgesError::from_parts(503, &(), body.as_bytes()).retry_after(), secs(7), "{body}");
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

/// The forms of HTTP's cache-tests that caches disagree about. What is nearly a date is no hint: the computed wait holds.
#[test]
fn d21_what_is_nearly_a_date_is_ignored_and_told() {
    assert_eq!(with_header("Thu, 18 Aug 2050 02:01:18 GMT").postponed_until(), at(2_544_400_878));
    let dates = [
        "THU, 18 Aug 2050 02:01:18 GMT",
        "Thu, 18 AUG 2050 02:01:18 GMT",
        "Thu, 18 Aug 2050 02:01:18 gMT",
        "Thu, 18 Aug 2050 02:01:18 UTC",
        "Thu, 18 Aug 2050 02:01:18 +0000",
        "Thu, 18 Aug 2050 02:01:18",
        "Thu, 18 Aug 50 02:01:18 GMT",
        "Thu 18 Aug 2050 02:01:18 GMT",
        "18 Aug 2050 02:01:18 GMT",
        "Thu, 18  Aug  2050 02:01:18 GMT",
        "Thu, 18-Aug-2050 02:01:18 GMT",
        "Thu, 18 Aug 2050 02.01.18 GMT",
        "Thu, 18 Aug 2050 2:01:18 GMT",
        "Thu, 18 Aug 2050 24:01:18 GMT",
        "Thu Aug  8 02:01:18 2050",
    ];
    for value in dates {
        let error = with_header(value);
        assert_eq!((error.postponed_until(), error.retry_after()), (None, None), "{value}");
        assert!(cannot_read(&error, "Retry-After"), "{value}");
    }
}

#[test]
fn d17_a_header_too_long_to_count_is_very_long_and_not_none() {
    for value in ["99999999999999999999999999999999999", "9223372036854775807", "18446744073709551616"] {
        assert!(with_header(value).retry_after() >= secs(i64::MAX.unsigned_abs()), "{value}");
    }
}

#[test]
fn d21_a_header_that_is_neither_is_ignored_and_told() {
    let values: [&[u8]; 21] = [
        b"",
        b"-10",
        b"+10",
        b"120junk",
        b"abc",
        b"7200.0",
        b"1e3",
        b"2, 3",
        b"0,7200",
        b"7200,0",
        b"0, 0",
        b"7200;a=b",
        b"0x10",
        b"Zun, 29 Sep 2023 16:26:37 GMT",
        b"Fri, 32 Dec 1999 23:59:59 GMT",
        b"Fri, 29 Sep 2023 16:26:37",
        b"2026-11-23T08:00:00Z",
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
    assert!(!cannot_read(&EdgesError::from_parts(429, &(), b""), "Retry-After"), "no header, no complaint");
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
        let error = EdgesError::from_parts(429, &[("RETRY-AFTER", header)], body.as_bytes());
        assert_eq!(error.retry_after(), secs(wait));
    }
}

/// A response whose headers have far too many values.
struct Endless<'a>(&'a Cell<usize>);

impl Headers for Endless<'_> {
    fn values(&self, _: &'static str) -> impl Iterator<Item = &[u8]> {
        std::iter::repeat_n(&b"1"[..], 1_000_000).inspect(|_| self.0.set(self.0.get() + 1))
    }
}

#[test]
fn d21_work_on_headers_is_bounded() {
    let pulled = Cell::new(0);
    let error = EdgesError::from_parts(429, &Endless(&pulled), b"");
    assert_eq!(error.retry_after(), secs(1));
    assert!(pulled.get() < 100, "{} values were looked at", pulled.get());
    assert!(error.headers().count() < 100);
    let many: Vec<(String, String)> = (0..10_000).map(|n| (format!("X-{n}"), "junk".repeat(100))).collect();
    assert_eq!(EdgesError::from_parts(429, &many, b"").headers().count(), 0);
}

#[test]
fn hints_date_age_and_rate_limits_are_kept_of_the_headers_and_nothing_else() {
    let headers = [
        ("Retry-After", "5"),
        ("Date", "Fri, 29 Sep 2023 16:26:57 GMT"),
        ("AGE", "3"),
        ("X-RateLimit-Type", "/v1/runs"),
        ("x-ratelimit-limit", "100"),
        ("X-RateLimit-Remaining", "0"),
        ("X-RateLimit-Reset", "1795420800"),
        ("Authorization", "Bearer secret"),
        ("Set-Cookie", "session=secret"),
        ("X-Api-Key", "secret"),
        ("Content-Type", "application/json"),
        ("X-Pagination-Next", "https://api.example/?key=secret"),
    ];
    let error = EdgesError::from_parts(429, &headers, b"");
    let mut names: Vec<&str> = error.headers().map(|(name, _)| name).collect();
    names.sort_unstable();
    let expected = [
        "age",
        "date",
        "retry-after",
        "x-ratelimit-limit",
        "x-ratelimit-remaining",
        "x-ratelimit-reset",
        "x-ratelimit-type",
    ];
    assert_eq!(names, expected);
    assert!(error.headers().all(|(_, value)| !value.contains("secret")));
    assert!(error.headers().any(|header| header == ("x-ratelimit-type", "/v1/runs")));
}

#[test]
fn d15_a_429_without_a_label_is_the_plans_own_limit_where_a_header_says_so() {
    for body in ["", "<html>", "{}", r#"{"message":"Rate limit exceeded"}"#, r#"{"error_label":"NEW"}"#] {
        let headers = [("x-ratelimit-TYPE", "/v1/runs/outputs"), ("Retry-After", "30")];
        let error = EdgesError::from_parts(429, &headers, body.as_bytes());
        assert_eq!(error.rate_limit(), Some(RateLimit::EdgesApi), "{body}");
        assert_eq!(error.rate_limit().unwrap().retry().name(), Some("backoff"));
        assert_eq!(error.retry_after(), secs(30));
        let bare = EdgesError::from_parts(429, &(), body.as_bytes());
        assert_eq!(bare.rate_limit(), None, "{body}");
        assert_eq!(bare.status_info().unwrap().policy().name(), Some("throttle"));
    }
}

#[test]
fn d15_the_presence_of_the_header_is_the_sign_whatever_it_says() {
    let long = "x".repeat(10_000);
    let values: [&[u8]; 5] = [b"/v1/runs", b"", b"  ", b"/v1/r\xfcns", long.as_bytes()];
    for value in values {
        let error = EdgesError::from_parts(429, &[("X-RateLimit-Type", value)], b"");
        assert_eq!(error.rate_limit(), Some(RateLimit::EdgesApi), "{} bytes", value.len());
    }
}

#[test]
fn d15_a_label_is_a_surer_sign_than_the_header_and_counts_at_any_status() {
    let headers = [("X-RateLimit-Type", "/v1/runs")];
    for status in [424, 429, 200, 503] {
        for (label, limit) in
            [("LIMIT_REACHED", RateLimit::LinkedInGuard), ("STATUS_429", RateLimit::LinkedIn)]
        {
            let body = format!(r#"{{"error_label":"{label}"}}"#);
            let options = edges_errors::DecodeOptions::new().check_success(true);
            let error = EdgesError::decode_with(&options, status, &headers, body.as_bytes());
            assert_eq!(error.rate_limit(), Some(limit), "{label} at {status}");
        }
    }
    for status in [200, 400, 424, 500, 503] {
        let error = EdgesError::from_parts(status, &headers, b"{}");
        assert_eq!(error.rate_limit(), None, "the header of a {status} tells of no limit that was hit");
    }
    let other = EdgesError::from_parts(424, &headers, br#"{"error_label":"BAD_INPUT"}"#);
    assert_eq!(other.rate_limit(), None);
}

#[test]
fn headers_come_from_slices_arrays_vectors_and_http() {
    let pairs = [("Retry-After", "5"), ("X-RateLimit-Type", "a")];
    let owned: Vec<(String, Vec<u8>)> =
        pairs.iter().map(|(name, value)| ((*name).to_owned(), value.as_bytes().to_vec())).collect();
    let map: http::HeaderMap =
        pairs.iter().map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap())).collect();
    let errors = [
        EdgesError::from_parts(429, &pairs, b""),
        EdgesError::from_parts(429, &pairs[..], b""),
        EdgesError::from_parts(429, &owned, b""),
        EdgesError::from_parts(429, &map, b""),
    ];
    for error in errors {
        assert_eq!((error.retry_after(), error.rate_limit()), (secs(5), Some(RateLimit::EdgesApi)));
    }
    let response = http::Response::builder().status(429).header("retry-after", "5").body(b"{}".to_vec());
    let error = EdgesError::from_response(&response.unwrap());
    assert_eq!((error.kind(), error.retry_after(), error.status()), (Kind::NoLabel, secs(5), Some(429)));
    let mut junk = http::HeaderMap::new();
    junk.append("retry-after", http::HeaderValue::from_bytes(b"5\xff").unwrap());
    junk.append("retry-after", http::HeaderValue::from_static("7"));
    assert_eq!(EdgesError::from_parts(429, &junk, b"").retry_after(), secs(7));
}
