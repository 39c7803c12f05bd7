//! Headers that say how long to wait and cannot be read: hints all the same.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use edges_errors::{Anomaly, ApiError};

mod numbers {
    edges_errors::catalogue!("../catalogues/numbers.toml");
}

type Headers<'a> = &'a [(&'a str, &'a [u8])];

fn unreadable(status: u16, headers: Headers<'_>) -> Vec<&'static str> {
    let error = ApiError::<numbers::ErrorLabel>::from_parts(status, headers, r#"{"code":1}"#);
    let hints = error.anomalies().filter_map(|anomaly| match anomaly {
        Anomaly::HintUnreadable { hint } => Some(hint),
        _ => None,
    });
    hints.collect()
}

#[test]
fn a_reset_that_is_no_text_or_too_long_cannot_be_read() {
    let signal = ("X-Limit", &b"messages"[..]);
    for junk in [&b"\xff"[..], &[b'1'; 257]] {
        assert_eq!(unreadable(429, &[signal, ("X-Reset", junk)]), ["x-reset"], "{junk:?}");
    }
}

#[test]
fn the_reset_of_a_limit_that_was_not_hit_says_nothing() {
    assert_eq!(unreadable(429, &[("X-Limit", b"calls"), ("X-Reset", b"\xff")]), [""; 0]);
}

#[test]
fn each_header_that_cannot_be_read_is_told_once() {
    let headers: Headers<'_> =
        &[("Retry-After", b"\xff"), ("Retry-After", b"\xfe"), ("X-Limit", b"messages"), ("X-Reset", b"\xff")];
    assert_eq!(unreadable(429, headers), ["Retry-After", "x-reset"]);
}
