//! What is kept of a response's headers, and which limit was hit. Classes D15 and D21 of bad input.

use std::cell::Cell;
use std::time::Duration;

use edges_errors::{EdgesError, Headers, Kind, RateLimit};

fn secs(seconds: u64) -> Option<Duration> {
    Some(Duration::from_secs(seconds))
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
    let error = EdgesError::from_parts(429, Endless(&pulled), b"");
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
    let error = EdgesError::from_parts(429, headers, b"");
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
        let error = EdgesError::from_parts(429, headers, body.as_bytes());
        assert_eq!(error.rate_limit(), Some(RateLimit::EdgesApi), "{body}");
        assert_eq!(error.rate_limit().unwrap().retry().name(), Some("backoff"));
        assert_eq!(error.retry_after(), secs(30));
        let bare = EdgesError::from_parts(429, (), body.as_bytes());
        assert_eq!(bare.rate_limit(), None, "{body}");
        assert_eq!(bare.status_info().unwrap().policy().name(), Some("throttle"));
    }
}

#[test]
fn d15_the_presence_of_the_header_is_the_sign_whatever_it_says() {
    let long = "x".repeat(10_000);
    let values: [&[u8]; 5] = [b"/v1/runs", b"", b"  ", b"/v1/r\xfcns", long.as_bytes()];
    for value in values {
        let error = EdgesError::from_parts(429, [("X-RateLimit-Type", value)], b"");
        assert_eq!(error.rate_limit(), Some(RateLimit::EdgesApi), "{} bytes", value.len());
    }
}

#[test]
fn d15_a_label_is_a_surer_sign_than_the_header_and_counts_at_any_status() {
    let headers = [("X-RateLimit-Type", "/v1/runs")];
    for status in [424, 429, 503] {
        for (label, limit) in
            [("LIMIT_REACHED", RateLimit::LinkedInGuard), ("STATUS_429", RateLimit::LinkedIn)]
        {
            let body = format!(r#"{{"error_label":"{label}"}}"#);
            let error = EdgesError::from_parts(status, headers, body);
            assert_eq!(error.rate_limit(), Some(limit), "{label} at {status}");
        }
    }
    for status in [200, 400, 424, 500, 503] {
        let error = EdgesError::from_parts(status, headers, b"{}");
        assert_eq!(error.rate_limit(), None, "the header of a {status} tells of no limit that was hit");
    }
    let other = EdgesError::from_parts(424, headers, br#"{"error_label":"BAD_INPUT"}"#);
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
        EdgesError::from_parts(429, pairs, b""),
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
