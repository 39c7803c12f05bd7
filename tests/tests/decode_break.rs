//! Bodies that break off, or go on behind their end, and bodies that nobody asked to read: classes D9 and D14 of bad
//! input.

use edges_errors::{Anomaly, DecodeOptions, EdgesError, ErrorLabel, Kind};

fn decode(body: impl AsRef<[u8]>) -> EdgesError {
    EdgesError::from_parts(424, &(), body.as_ref())
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
        let error = decode(format!("{{\"error_label\":\"LK_524\",\"a{control}b\":1}}"));
        assert_eq!((error.kind(), error.label()), (Kind::Malformed, Some(ErrorLabel::Lk524)), "{control:?}");
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
        let cut_by_us = EdgesError::decode_with(&cut, 424, &(), format!("{body}00}}").as_bytes());
        assert_eq!((cut_by_us.retry_after(), cut_by_us.error_ref()), (None, None), "{body}");
    }
}

/// In the manner of JSONTestSuite: what every parser accepts, and below what every parser rejects.
const VALID_VALUES: &str = r#"
    [] ¦ [[]] ¦ {} ¦ {"a":{}} ¦ 0 ¦ -0 ¦ -0.0 ¦ 1e5 ¦ 1E+5 ¦ 1e-5 ¦ 0e1 ¦ 123.456e78 ¦ 1e400 ¦ -1e-400 ¦ ""
    ¦ 123456789012345678901234567890 ¦ "\"\\\/\b\f\n\r\t" ¦ "\u0000" ¦ "\uD834\uDD1E" ¦ "\ud800" ¦ true ¦ false
    ¦ null ¦ [1 , 2] ¦ {"a":1,"a":1} ¦ {"":0} ¦ {"a":"\u0061"} ¦ [null,1,"1",{}] ¦ {"a" : [ ] } ¦ "é☃𝄞"
"#;

const INVALID_VALUES: &str = r#"
    [1,] ¦ [,1] ¦ [1 2] ¦ [1,,2] ¦ [1} ¦ [ ¦ ] ¦ ["": 1] ¦ {"a":1,} ¦ {a:1} ¦ {1:1} ¦ {"a"} ¦ {"a":} ¦ {:1} ¦ {"a" 1}
    ¦ {"a":1 "b":2} ¦ {"a":1] ¦ {,} ¦ { ¦ 'x' ¦ tru ¦ TRUE ¦ True ¦ nul ¦ nan ¦ NaN ¦ Infinity ¦ -Infinity ¦ +1 ¦ ++1
    ¦ 01 ¦ -01 ¦ 1. ¦ .5 ¦ -.5 ¦ 1e ¦ 1e+ ¦ 1eE2 ¦ - ¦ --1 ¦ 0x1 ¦ 1_000 ¦ 1,000 ¦ ٣ ¦ 1 2 ¦ "\x" ¦ "\u12" ¦ "\u{41}"
    ¦ "\" ¦ "open ¦ // c ¦ /**/1 ¦ 1 # c ¦ undefined ¦ <a> ¦ \u0031 ¦ *
"#;

fn split(values: &str) -> impl Iterator<Item = &str> {
    values.split('¦').map(|value| value.trim_matches([' ', '\n']))
}

#[test]
fn d09_valid_json_of_any_form_in_params_is_accepted() {
    for value in split(VALID_VALUES).chain(["[1 ,\n\t2\r]", "\"\u{2028}\u{7f}\u{10ffff}\""]) {
        for body in [
            format!(r#"{{"error_label":"LK_524","params":{{"x":{value}}}}}"#),
            format!(r#"{{"params":{{"x":{value}}},"error_label":"LK_524"}}"#),
            format!(r#"{{"x":{value},"error_label":"LK_524"}}"#),
        ] {
            let error = decode(&body);
            assert_eq!((error.kind(), error.label()), (Kind::Known, Some(ErrorLabel::Lk524)), "{body}");
            assert_eq!(error.param("x").unwrap().raw(), value, "{body}");
        }
    }
}

#[test]
fn d09_invalid_json_in_params_is_malformed_and_the_label_before_it_is_kept() {
    let unprintable = ["", "\"\n\"", "\"\t\"", "\"\u{1}\"", "\"\0\"", "\u{feff}1", "\u{a0}1", "\u{c}1"];
    for value in split(INVALID_VALUES).chain(unprintable) {
        let error = decode(format!(r#"{{"error_label":"LK_524","params":{{"x":{value}}}}}"#));
        assert_eq!((error.kind(), error.label()), (Kind::Malformed, Some(ErrorLabel::Lk524)), "{value}");
        let bare = decode(value);
        assert!(matches!(bare.kind(), Kind::NotJson | Kind::Malformed | Kind::NoBody | Kind::NoLabel));
        assert_eq!(bare.label_str(), None, "{value}");
    }
}

#[test]
fn d14_an_error_in_a_success_is_read_only_if_asked_for() {
    let body = br#"{"error_label":"LK_524","message":"m","error_ref":"R"}"#;
    for status in [200, 201, 202, 204, 206, 299] {
        let unread = EdgesError::from_parts(status, &(), body);
        assert_eq!((unread.kind(), unread.label(), unread.label_str()), (Kind::NoLabel, None, None));
        assert_eq!((unread.message(), unread.error_ref()), (None, None));
        let options = DecodeOptions::new().check_success(true);
        let read = EdgesError::decode_with(&options, status, &(), body);
        assert_eq!((read.kind(), read.label()), (Kind::Known, Some(ErrorLabel::Lk524)));
        assert!(read.anomalies().eq([Anomaly::StatusNotListed]));
    }
    let text = EdgesError::from_parts(200, &(), b"<html>");
    assert_eq!(text.kind(), Kind::NoLabel, "what was not read is not said to be anything");
    assert!(!DecodeOptions::new().checks_success());
    assert!(DecodeOptions::new().check_success(true).checks_success());
    for status in [0, 199, 200, 299, 300, 399, 400, 599, 600, u16::MAX] {
        let (error, success) = ((400..600).contains(&status), (200..300).contains(&status));
        assert_eq!(DecodeOptions::new().reads(status), error, "{status}");
        assert_eq!(DecodeOptions::new().check_success(true).reads(status), error || success, "{status}");
    }
}

#[test]
fn d14_data_of_a_success_that_nobody_asked_to_read_is_no_hint() {
    let body =
        br#"{"uid":"r1","postponed_until":"2030-01-01T00:00:00Z","retry_after":60,"params":{"key":1}}"#;
    let unread = EdgesError::from_parts(200, &(), body);
    assert!(unread.params().is_empty(), "{:?}", unread.params());
    assert_eq!((unread.retry_after(), unread.postponed_until()), (None, None));
}
