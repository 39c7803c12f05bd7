//! The body as a whole: size, nesting, encoding, what is no JSON, every status. Classes D1 to D3, D7, D8 and D22 of bad
//! input; what breaks off is in `decode_break.rs`.

#[allow(dead_code, reason = "each test uses a part of it")]
#[path = "support/advise.rs"]
mod advise;

use edges_errors::retry::Action;
use edges_errors::{Anomaly, DecodeOptions, EdgesError, ErrorLabel, Kind, details};

use advise::{advise, decide};

const LIMIT: usize = 64 * 1024;

fn decode(body: impl AsRef<[u8]>) -> EdgesError {
    EdgesError::from_parts(424, (), body.as_ref())
}

fn decode_up_to(bytes: usize, body: impl AsRef<[u8]>) -> EdgesError {
    DecodeOptions::new().max_body(bytes).decode(424, (), body)
}

fn anomalies(error: &EdgesError) -> Vec<Anomaly> {
    error.anomalies().collect()
}

/// A body of exactly so many bytes, the label first.
fn padded(bytes: usize) -> String {
    let (start, end) = (r#"{"error_label":"LK_524","pad":""#, r#""}"#);
    format!("{start}{}{end}", "x".repeat(bytes - start.len() - end.len()))
}

#[test]
fn d01_a_body_of_64_kib_is_read_and_one_more_byte_is_too_large() {
    let fits = decode(padded(LIMIT));
    assert_eq!((fits.kind(), fits.label()), (Kind::Known, Some(ErrorLabel::Lk524)));
    let over = decode(padded(LIMIT + 1));
    assert_eq!(over.kind(), Kind::TooLarge);
    assert_eq!(over.body().len(), LIMIT, "no more than the limit is kept");
    assert_eq!(DecodeOptions::new().get_max_body(), LIMIT);
    assert_eq!(DecodeOptions::new(), DecodeOptions::default());
}

#[test]
fn d01_the_limit_is_configurable() {
    for limit in [0, 1, 30, 31, 32, 1024] {
        let error = decode_up_to(limit, padded(limit.max(64) + 1));
        assert_eq!(error.kind(), Kind::TooLarge, "{limit}");
        assert_eq!(error.body().len(), limit);
    }
    assert_eq!(decode_up_to(1 << 20, padded(1 << 20)).kind(), Kind::Known);
    assert_eq!(decode_up_to(0, "").kind(), Kind::NoBody);
}

#[test]
fn d01_a_too_large_body_keeps_the_label_that_was_read_whole_before_the_cut() {
    let body = padded(200);
    let label_ends = body.find(r#"","pad"#).unwrap() + 1;
    for limit in 0..200 {
        let error = decode_up_to(limit, &body);
        assert_eq!(error.kind(), Kind::TooLarge, "{limit}");
        assert!(!error.kind().is_whole());
        let expected = (limit >= label_ends).then_some(ErrorLabel::Lk524);
        assert_eq!(error.label(), expected, "cut at {limit}");
        assert_eq!(error.label_str(), expected.map(ErrorLabel::as_str), "cut at {limit}");
    }
}

#[test]
fn d01_a_too_large_body_with_its_label_behind_the_cut_goes_by_its_status() {
    let body = format!(r#"{{"pad":"{}","error_label":"LK_524"}}"#, "x".repeat(LIMIT));
    let error = EdgesError::from_parts(503, (), body.as_bytes());
    assert_eq!((error.kind(), error.label()), (Kind::TooLarge, None));
    assert!(!advise(&error).is_empty());
}

#[test]
fn d01_a_cut_through_a_character_is_not_an_oddity_of_the_body() {
    let body = format!(r#"{{"error_label":"LK_524","message":"{}"}}"#, "é".repeat(100));
    for limit in [60, 61] {
        let error = decode_up_to(limit, &body);
        assert_eq!(error.label(), Some(ErrorLabel::Lk524));
        assert_eq!(anomalies(&error), [], "cut at {limit}");
    }
}

#[test]
fn d02_without_a_body_the_status_speaks() {
    for status in [400, 401, 402, 403, 404, 408, 422, 424, 429, 500, 502, 503, 504, 599] {
        let error = EdgesError::from_parts(status, (), b"");
        assert_eq!((error.kind(), error.status()), (Kind::NoBody, Some(status)));
        let stated = error.status_info().unwrap().remedy().filter(|remedy| !remedy.is_resend());
        let decision = decide(&error);
        if matches!(decision.action(), Action::Stop { .. }) {
            assert_eq!(decision.remedy(), stated, "{status}: {decision}");
        }
        assert_eq!(error.to_string(), format!("status {status}: no body"));
    }
}

#[test]
fn d03_deep_nesting_keeps_the_label_and_drops_the_param() {
    for depth in [200, 10_000] {
        for (open, close) in [("[", "]"), (r#"{"a":"#, "}")] {
            let deep = format!("{}1{}", open.repeat(depth), close.repeat(depth));
            let whole = [
                format!(r#"{{"error_label":"MANDATORY_DATA_MISSING","params":{{"key":{deep}}}}}"#),
                format!(r#"{{"params":{{"key":{deep}}},"error_label":"MANDATORY_DATA_MISSING"}}"#),
                format!(r#"{{"key":{deep},"error_label":"MANDATORY_DATA_MISSING"}}"#),
            ];
            for body in &whole {
                let error = decode_up_to(1 << 24, body);
                assert_eq!(error.kind(), Kind::Known, "{depth}");
                assert_eq!(error.label(), Some(ErrorLabel::MandatoryDataMissing));
                assert!(anomalies(&error).contains(&Anomaly::TooDeep), "{depth} {:?}", anomalies(&error));
                assert_eq!(error.details::<details::MandatoryDataMissing>().unwrap().key, None);
                assert!(error.param("key").unwrap().to_value().is_none());
                assert_eq!(error.param("key").unwrap().raw(), deep, "the text is kept");
            }
        }
    }
}

#[test]
fn d03_deep_nesting_that_never_closes_is_malformed_and_keeps_the_label() {
    for open in ["[", r#"{"a":"#] {
        let body = format!(r#"{{"error_label":"LK_524","params":{}"#, open.repeat(1_000_000));
        let error = decode_up_to(1 << 24, body);
        assert_eq!((error.kind(), error.label()), (Kind::Malformed, Some(ErrorLabel::Lk524)));
        assert!(error.params().is_empty());
    }
}

#[test]
fn d03_deep_nesting_in_the_envelope_costs_that_field_only() {
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    for field in ["error_label", "error_scope", "error_ref", "message", "status_code", "params", "scope"] {
        let body = format!(r#"{{"{field}":{deep},"label":"LK_524"}}"#);
        let error = decode_up_to(1 << 24, body);
        assert_eq!(error.label(), Some(ErrorLabel::Lk524), "{field}");
        assert!(anomalies(&error).contains(&Anomaly::WrongType { field }), "{field}");
        assert!(!format!("{error} {error:?} {}", advise(&error)).is_empty());
    }
}

#[test]
fn d03_what_is_too_deep_is_what_cannot_be_read_as_a_value() {
    for depth in 120..136 {
        let deep = format!("{}1{}", "[".repeat(depth), "]".repeat(depth));
        let error = decode(format!(r#"{{"error_label":"LK_524","params":{{"x":{deep}}}}}"#));
        let read = error.param("x").unwrap().to_value().is_some();
        assert_eq!(anomalies(&error).contains(&Anomaly::TooDeep), !read, "{depth} levels");
    }
}

#[test]
fn d07_a_byte_order_mark_is_no_part_of_the_body() {
    let error = decode("\u{feff}{\"error_label\":\"LK_524\",\"error_ref\":\"ERR-1\"}");
    assert_eq!((error.kind(), error.label()), (Kind::Known, Some(ErrorLabel::Lk524)));
    assert_eq!(error.error_ref(), Some("ERR-1"), "places in the text are right behind the mark too");
    assert_eq!(decode("\u{feff}").kind(), Kind::NoBody);
    assert_eq!(decode("\u{feff} null").kind(), Kind::NoBody);
}

#[test]
fn d07_bytes_that_are_no_utf8_cost_nothing_but_themselves() {
    let error = decode(b"{\"message\":\"caf\xe9\",\"error_label\":\"LK_524\",\"error_ref\":\"R\"}");
    assert_eq!((error.kind(), error.label()), (Kind::Known, Some(ErrorLabel::Lk524)));
    assert_eq!((error.message(), error.error_ref()), (Some("caf\u{fffd}"), Some("R")));
    assert_eq!(anomalies(&error), [Anomaly::InvalidUtf8]);
    assert!(error.body().contains(&0xe9), "the bytes are kept as they came");
    let ends_within = decode(b"{} \xc3");
    assert_eq!(anomalies(&ends_within), [Anomaly::InvalidUtf8], "no limit has cut it");
    assert_eq!(ends_within.snippet(), "{} \u{fffd}");
    let (cut, body) = (decode_up_to(40, b"\xff".repeat(41)), b"\xff".repeat(40));
    assert_eq!((anomalies(&cut), cut.body()), (vec![Anomaly::InvalidUtf8], &*body));
}

#[test]
fn d07_a_label_that_is_not_ascii_to_the_letter_is_not_listed() {
    let bodies: [&[u8]; 8] = [
        b"{\"error_label\":\"LK_524\xff\"}",
        b"{\"error_label\":\"LK\xff_524\"}",
        b"{\"error_label\":\"LK_524\\ud800\"}",
        b"{\"error_label\":\"\\udfffLK_524\"}",
        b"{\"error_label\":\"LK_524\\u0000\"}",
        b"{\"error_label\":\"\\ufeffLK_524\"}",
        "{\"error_label\":\"\u{feff}LK_524\"}".as_bytes(),
        "{\"error_label\":\"LK_５２４\"}".as_bytes(),
    ];
    for body in bodies {
        let error = decode(body);
        assert_eq!((error.kind(), error.label()), (Kind::UnknownLabel, None), "{}", body.escape_ascii());
        assert!(error.label_str().is_some_and(|label| label != "LK_524"));
    }
}

#[test]
fn d07_a_label_written_with_escapes_is_the_same_label() {
    for text in [r"LK\u005f524", r"\u004c\u004b\u005F\u0035\u0032\u0034"] {
        let error = decode(format!(r#"{{"error_label":"{text}"}}"#));
        assert_eq!((error.label(), error.label_str()), (Some(ErrorLabel::Lk524), Some("LK_524")));
        let error = decode(r#"{"error\u005flabel":"LK_524"}"#);
        assert_eq!(error.label(), Some(ErrorLabel::Lk524));
    }
}

#[test]
fn d07_a_lone_surrogate_costs_one_character() {
    let error = decode(r#"{"message":"a\ud800b","error_ref":"\udc00","error_label":"LK_524"}"#);
    assert_eq!(error.kind(), Kind::Known);
    assert_eq!((error.message(), error.error_ref()), (Some("a\u{fffd}b"), Some("\u{fffd}")));
}

#[test]
fn d07_a_lone_surrogate_in_a_key_does_not_take_the_label_with_it() {
    let error = decode(r#"{"\ud800":1,"error_label":"LK_524","error_ref":"R"}"#);
    assert_eq!((error.label(), error.error_ref()), (Some(ErrorLabel::Lk524), Some("R")));
    let body = r#"{"error_label":"MANDATORY_DATA_MISSING","params":{"\udfff":1,"key":"handle"}}"#;
    let error = decode(body);
    assert_eq!(error.params().iter().map(|(name, _)| name).collect::<Vec<_>>(), ["\u{fffd}", "key"]);
    let details = error.details::<details::MandatoryDataMissing>().unwrap();
    assert_eq!(details.key.as_deref(), Some("handle"));
}

#[test]
fn d08_what_is_not_a_json_object_is_told_as_such() {
    let bodies = [
        "<html><head><title>502 Bad Gateway</title></head></html>",
        "upstream connect error or disconnect/reset before headers. reset reason: connection timeout",
        "<?xml version=\"1.0\"?><Error><Code>BAD_INPUT</Code></Error>",
        "BAD_INPUT",
        "error_label=BAD_INPUT",
        r#""BAD_INPUT""#,
        r#"["BAD_INPUT"]"#,
        r#"["BAD_INPUT",null,null,null,424,{}]"#,
        r#"[{"error_label":"BAD_INPUT"}]"#,
        "424",
        "true",
        "nullx",
        "null null",
        ")]}',\n{\"error_label\":\"BAD_INPUT\"}",
        "data: {\"error_label\":\"BAD_INPUT\"}\n\n",
        "\0",
        "\u{1f600}",
    ];
    for body in bodies {
        let error = EdgesError::from_parts(502, (), body.as_bytes());
        assert_eq!((error.kind(), error.label(), error.label_str()), (Kind::NotObject, None, None), "{body}");
        assert_eq!((error.message(), error.error_ref(), error.scope_str()), (None, None, None));
        assert!(error.params().is_empty());
        assert_eq!(error.body(), body.as_bytes());
        assert_eq!(error.to_string(), "status 502: the body is not a JSON object");
    }
}

#[test]
fn d08_nothing_white_space_and_null_are_no_body() {
    for body in ["", " ", "\r\n\t ", "null", " null\n"] {
        assert_eq!(decode(body).kind(), Kind::NoBody, "{body:?}");
    }
}

#[test]
fn d08_the_content_type_decides_nothing() {
    let body = br#"{"error_label":"LK_524"}"#;
    for content_type in ["text/html", "application/json", "image/png", ""] {
        let error = EdgesError::from_parts(424, [("Content-Type", content_type)], body);
        assert_eq!(error.label(), Some(ErrorLabel::Lk524));
        let page = EdgesError::from_parts(424, [("Content-Type", content_type)], b"<html>");
        assert_eq!(page.kind(), Kind::NotObject);
    }
}

#[test]
fn d08_the_snippet_is_200_sanitised_characters() {
    let error = decode(format!("<html>\r\n\u{1b}[2J\u{202e}{}", "é".repeat(1000)));
    let snippet = error.snippet();
    assert!(snippet.starts_with("<html>\\u{d}\\u{a}\\u{1b}[2J\\u{202e}é"), "{snippet}");
    assert!((190..=200).contains(&snippet.chars().count()), "{}", snippet.chars().count());
    assert_eq!(decode("").snippet(), "");
}

#[test]
fn d22_every_status_is_mapped() {
    for status in 0..=999 {
        for body in ["", "{}", r#"{"error_label":"LK_524"}"#, r#"{"error_label":"NEW"}"#, "<html>"] {
            let error = EdgesError::from_parts(status, (), body.as_bytes());
            assert_eq!(error.status(), Some(status));
            let success = (200..300).contains(&status);
            let label = (body.contains("LK_524") && !success).then_some(ErrorLabel::Lk524);
            assert_eq!(error.label(), label, "{status} {body}");
            if label.is_none() && !(400..600).contains(&status) {
                assert!(error.status_info().is_none(), "{status}");
                assert_eq!((decide(&error).remedy(), error.fault()), (None, None), "{status}");
            }
            assert!(!error.to_string().is_empty() && !advise(&error).is_empty());
        }
    }
    assert_eq!(EdgesError::from_parts(u16::MAX, (), b"").status(), Some(u16::MAX));
    assert_eq!(EdgesError::from_parts(0, (), b"").status_code(), None, "`http` knows no status 0");
    assert_eq!(EdgesError::from_parts(424, (), b"").status_code().map(|status| status.as_u16()), Some(424));
}

#[test]
fn each_kind_of_answer_is_told_apart() {
    let cases: [(&str, Kind); 10] = [
        (r#"{"error_label":"LK_524"}"#, Kind::Known),
        (r#"{"label":"LK_524"}"#, Kind::Known),
        (r#"{"error_label":"NEW_LABEL"}"#, Kind::UnknownLabel),
        (r#"{"message":"body must NOT have additional properties (inputs)"}"#, Kind::NoLabel),
        ("{}", Kind::NoLabel),
        (r#"{"error_label":null}"#, Kind::NoLabel),
        ("", Kind::NoBody),
        ("<html>", Kind::NotObject),
        (r#"{"error_label":"#, Kind::Malformed),
        (r#"{"message":"a","message":"b"}"#, Kind::Malformed),
    ];
    for (body, kind) in cases {
        assert_eq!(decode(body).kind(), kind, "{body}");
        assert_eq!(kind.is_whole(), kind != Kind::Malformed);
        assert_eq!(decode_up_to(0, format!("{body} ")).kind(), Kind::TooLarge);
    }
}
