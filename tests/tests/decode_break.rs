//! Bodies that break off, or go on behind their end, and bodies that nobody asked to read: classes D9 and D14 of bad
//! input; the grammar of JSON is in `json_suite.rs`.

use std::time::Duration;

use edges_errors::retry::{Action, RequestContext, RetryPlan};
use edges_errors::{Anomaly, DecodeOptions, EdgesError, ErrorLabel, Kind};

fn decode(body: impl AsRef<[u8]>) -> EdgesError {
    EdgesError::from_parts(424, (), body.as_ref())
}

#[test]
fn d09_what_breaks_off_is_malformed_and_keeps_what_was_whole() {
    let cases = [
        (r#"{"error_label":"LK_524""#, Some(ErrorLabel::Lk524)),
        (r#"{"error_label":"LK_524","#, Some(ErrorLabel::Lk524)),
        (r#"{"error_label":"LK_524","message":"Linke"#, Some(ErrorLabel::Lk524)),
        (r#"{"error_label":"LK_524","params":{"a":1"#, Some(ErrorLabel::Lk524)),
        (r#"{"error_label":"LK_524"]"#, Some(ErrorLabel::Lk524)),
        (r#"{"error_label":"LK_524",}"#, Some(ErrorLabel::Lk524)),
        (r#"{"label":"LK_524""#, Some(ErrorLabel::Lk524)),
        (r#"{"error_label":"LK_52"#, None),
        (r#"{"error_label":"LK_524"#, None),
        (r#"{"error_label":"#, None),
        (r#"{"error_label"}"#, None),
        (r#"{error_label:"LK_524"}"#, None),
        (r#"{'error_label':'LK_524'}"#, None),
        (r#"{"message":oops,"error_label":"LK_524"}"#, None),
        ("{", None),
        ("{]", None),
        ("{<html>", None),
    ];
    for (body, label) in cases {
        let error = decode(body);
        assert_eq!((error.kind(), error.label()), (Kind::Malformed, label), "{body}");
        assert!(!error.kind().is_whole());
    }
}

#[test]
fn d09_a_raw_control_character_in_a_key_is_malformed() {
    for control in ['\n', '\t', '\0', '\u{1f}'] {
        for key in [format!("a{control}b"), format!("\\n{control}"), format!("{control}\\ud800")] {
            let error = decode(format!("{{\"error_label\":\"LK_524\",\"{key}\":1}}"));
            assert_eq!((error.kind(), error.label()), (Kind::Malformed, Some(ErrorLabel::Lk524)), "{key:?}");
            assert!(error.params().is_empty(), "{key:?}");
        }
    }
    for allowed in [' ', '\u{7f}', '\u{80}'] {
        let error = decode(format!("{{\"error_label\":\"LK_524\",\"a{allowed}b\":1}}"));
        assert_eq!(error.kind(), Kind::Known, "{allowed:?}");
    }
}

#[test]
fn d09_trailing_text_and_concatenated_objects_are_malformed() {
    for tail in ["x", ",", "}", "]", "{}", "null", "\0", r#"{"error_label":"LK_524"}"#, "\n<html>"] {
        let error = decode(format!(r#"{{"error_label":"LK_524"}}{tail}"#));
        assert_eq!(error.kind(), Kind::Malformed, "{tail}");
    }
    for white in ["", " ", "\r\n\t"] {
        let error = decode(format!(r#"{white}{{"error_label":"LK_524"}}{white}"#));
        assert_eq!(error.kind(), Kind::Known);
    }
}

#[test]
fn d09_a_second_object_never_replaces_the_label_of_the_first() {
    let error = decode(r#"{"error_label":"BAD_INPUT"}{"error_label":"LK_ERROR"}"#);
    assert_eq!(error.kind(), Kind::Malformed);
    assert_ne!(error.label(), Some(ErrorLabel::LkError));
}

/// Where a text breaks off behind a digit, nobody knows whether more digits followed.
#[test]
fn d09_a_number_at_the_break_is_not_taken_for_the_whole_number() {
    let cases = [
        r#"{"error_label":"STATUS_429","retry_after":36"#,
        r#"{"error_label":"STATUS_429","retry_after":3600.5e"#,
        r#"{"error_label":"STATUS_429","status_code":42"#,
        r#"{"error_label":"STATUS_429","error_ref":123"#,
        r#"{"error_label":"STATUS_429","message":42"#,
        r#"{"error_label":"STATUS_429","postponed_until":17954208"#,
    ];
    for body in cases {
        let error = decode(body);
        assert_eq!((error.kind(), error.label()), (Kind::Malformed, Some(ErrorLabel::Status429)));
        assert_eq!(error.retry_after(), None, "{body}");
        assert_eq!(error.postponed_until(), None, "{body}");
        assert_eq!((error.body_status(), error.error_ref(), error.message()), (None, None, None), "{body}");
        let cut = DecodeOptions::new().max_body(body.len());
        let cut_by_us: EdgesError = cut.decode(424, (), format!("{body}00}}"));
        assert_eq!((cut_by_us.retry_after(), cut_by_us.error_ref()), (None, None), "{body}");
    }
}

/// A hint that is cut off may have been a long one.
#[test]
fn d09_a_hint_at_the_break_cannot_be_read_and_makes_no_wait_shorter() {
    for (body, hint) in [
        (r#"{"error_label":"STATUS_429","retry_after":36"#, "retry_after"),
        (r#"{"error_label":"STATUS_429","retry_after":"#, "retry_after"),
        (r#"{"error_label":"STATUS_429","retry_after":"3"#, "retry_after"),
        (r#"{"error_label":"STATUS_429","retry_after":soon}"#, "retry_after"),
        (r#"{"error_label":"STATUS_429","params":{"retry_after":36"#, "retry_after"),
        (r#"{"error_label":"STATUS_429","params":{"postponed_until":"2030-01-"#, "postponed_until"),
        (r#"{"params":{"key":{},"postponed_until":17954208"#, "postponed_until"),
    ] {
        let error = EdgesError::from_parts(429, (), body);
        assert!(error.anomalies().any(|anomaly| anomaly == Anomaly::HintUnreadable { hint }), "{body}");
        let decision = RetryPlan::for_request(&RequestContext::new("GET")).start().on_failure(&error);
        assert!(matches!(decision.action(), Action::Defer { .. }), "{body}: {decision}");
        assert!(decision.wait().is_some_and(|wait| wait >= Duration::from_secs(60)), "{body}: {decision}");
    }
    // What is whole before a break is as good as ever.
    let error = EdgesError::from_parts(429, (), r#"{"error_label":"STATUS_429","retry_after":3,"message":"#);
    assert_eq!((error.retry_after(), error.anomalies().count()), (Some(Duration::from_secs(3)), 0));
}

#[test]
fn d14_an_error_in_a_success_is_read_only_where_the_catalogue_says_so() {
    let body = br#"{"error_label":"LK_524","message":"m","error_ref":"R"}"#;
    for status in [200, 201, 202, 204, 206, 299] {
        let unread = EdgesError::from_parts(status, (), body);
        assert_eq!((unread.kind(), unread.label(), unread.label_str()), (Kind::NoLabel, None, None));
        assert_eq!((unread.message(), unread.error_ref()), (None, None));
    }
    let text = EdgesError::from_parts(200, (), b"<html>");
    assert_eq!(text.kind(), Kind::NoLabel, "what was not read is not said to be anything");
    for status in [0, 199, 200, 299, 300, 399, 400, 599, 600, u16::MAX] {
        assert_eq!(DecodeOptions::new().reads::<ErrorLabel>(status), status >= 400, "{status}");
    }
}

#[test]
fn d14_data_of_a_success_that_nobody_asked_to_read_is_no_hint() {
    let body =
        br#"{"uid":"r1","postponed_until":"2030-01-01T00:00:00Z","retry_after":60,"params":{"key":1}}"#;
    let unread = EdgesError::from_parts(200, (), body);
    assert!(unread.params().is_empty(), "{:?}", unread.params());
    assert_eq!((unread.retry_after(), unread.postponed_until()), (None, None));
}
