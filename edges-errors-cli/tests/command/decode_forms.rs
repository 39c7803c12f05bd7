//! The forms that `edges-errors decode` takes apart, and options that do not go with them.

use super::decode::{LIMIT, decode_plainly as decode};

#[test]
fn structure_tells_the_form() {
    let not_an_error = (Some(0), "not an error\n".to_owned(), String::new());
    assert_eq!(decode(&[], r#"{"status":"SUCCEEDED","last_error":null}"#), not_an_error);
    assert_eq!(decode(&[], r#"{"input_data":{},"status":"SUCCEEDED"}"#), not_an_error);
    for labelled in [
        r#"{"error_label":"LK_ERROR","run":{"run_uid":"r"}}"#,
        r#"{"event":"run.failed","error":{"error_label":"LK_ERROR"}}"#,
        r#"{"status":"FAILED","last_error":{"label":"LK_ERROR"}}"#,
    ] {
        let (code, out, _) = decode(&[], labelled);
        assert!(code == Some(0) && out.starts_with("error       LK_ERROR"), "{labelled}: {out}");
    }
}

#[test]
fn the_command_forgives_what_the_library_forgives() {
    let callback = r#"{"run":{},"error":null,"error":{"error_label":"LK_ERROR","message":"\ud800"}}"#;
    for payload in [callback.to_owned(), format!("\u{feff}{callback}")] {
        let (code, out, err) = decode(&[], &payload);
        assert!(code == Some(0) && out.contains("LK_ERROR"), "{payload}: {out}{err}");
    }
}

#[test]
fn a_form_can_be_named() {
    let both = r#"{"run":{},"error":{"error_label":"LK_ERROR"},"last_error":{"label":"NO_RESULT"}}"#;
    assert!(decode(&["--as", "callback"], both).1.contains("LK_ERROR"));
    assert!(decode(&["--as", "run"], both).1.contains("NO_RESULT"));
    let (code, _, err) = decode(&["--as", "run_input"], both);
    assert!(code == Some(2) && err.contains("one of: body, callback, run"), "{err}");
    let (code, out, _) = decode(&["--as", "body"], both);
    assert!(code == Some(1) && !out.contains("LK_ERROR"), "{out}");
    // What a GET of the run answers, headers and all.
    let answer = format!("HTTP/2 200\r\n\r\n{both}");
    assert!(decode(&["--as", "run"], &answer).1.contains("NO_RESULT"));
    let (code, _, err) = decode(&["--as", "run", "--status", "424"], LIMIT);
    assert!(code == Some(2) && err.contains("--as"), "{err}");
}

#[test]
fn a_list_holds_many() {
    let run = r#"{"status":"FAILED","last_error":{"label":"NO_RESULT"}}"#;
    for list in
        [format!("[{run},{LIMIT}]"), format!("[\n  {run},\n  {LIMIT}\n]\n"), format!("\u{feff}[{run}, 1]")]
    {
        let (_, out, err) = decode(&["--idempotent"], &list);
        assert!(out.contains("1  NO_RESULT"), "{list}: {out}{err}");
        assert!(!list.ends_with("1]") || err.contains("<stdin>:2: not a JSON object"), "{err}");
    }
    assert_eq!(decode(&[], "[]").0, Some(0));
}

#[test]
fn utf_16_is_read() {
    let text = format!("\u{feff}{LIMIT}\r\n{{\"error_label\":\"NO_RESULT\"}}\r\n");
    let bytes: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let (code, out, err) = decode(&["--method", "GET"], bytes);
    assert_eq!((code, err.as_str()), (Some(0), ""));
    assert!(out.contains("1  LIMIT_REACHED") && out.contains("1  NO_RESULT"), "{out}");
}

#[test]
fn the_last_answer_of_curl_counts() {
    let answers = format!(
        "HTTP/1.1 503 Busy\r\nRetry-After: 7\r\n\r\n{{\"message\":\"m\"}}HTTP/1.1 424 F\r\n\r\n{LIMIT}"
    );
    let (code, out, _) = decode(&[], &answers);
    assert!(code == Some(0) && out.contains("LIMIT_REACHED") && !out.contains("503"), "{out}");
    let done = format!("HTTP/1.1 503 Busy\r\n\r\n{LIMIT}\nHTTP/1.1 200 OK\r\n\r\n{{}}");
    assert_eq!(decode(&[], &done), (Some(0), "not an error\n".to_owned(), String::new()));
}

#[test]
fn no_option_is_dropped_without_a_word() {
    let lines = format!("{LIMIT}\n{LIMIT}\n");
    for (arguments, input) in [
        (&["-H", "Retry-After: 7"][..], LIMIT),
        (&["-H", "Retry-After: 7"], &lines),
        (&["-H", "Retry-After: 7", "--stanzas"], LIMIT),
        (&["-H", "Retry-After: 7"], "[]"),
    ] {
        let (code, out, err) = decode(arguments, input);
        assert_eq!((code, out.as_str()), (Some(2), ""), "{arguments:?}");
        assert!(err.contains("--header"), "{err}");
    }
    for more in [&["--method", "GET"][..], &["--idempotent"], &["--attempt", "2"]] {
        let (code, _, err) = decode(&[&["--stanzas"], more].concat(), LIMIT);
        assert!(code == Some(2) && err.contains("cannot be used with"), "{err}");
    }
    for status in ["0", "99", "1000"] {
        assert_eq!(decode(&["--status", status], LIMIT).0, Some(2));
    }
    assert!(decode(&["--status", "200"], LIMIT).1.starts_with("not an error"));
}

#[test]
fn a_request_that_is_not_described_may_have_been_carried_out() {
    let body = r#"{"error_label":"LK_ERROR"}"#;
    let (_, out, err) = decode(&["--status", "424"], body);
    assert!(err.contains("not idempotent") && out.contains("decision    stop: "), "{out}{err}");
    for described in [&["--method", "get"][..], &["--idempotent"]] {
        let (_, out, err) = decode(&[&["--status", "424"], described].concat(), body);
        assert!(err.is_empty() && out.contains("decision    retry: "), "{out}{err}");
    }
}

#[test]
fn an_input_without_labels_does_not_show_that_all_are_listed() {
    for input in [r#"{"message":"m"}"#, "{\"message\":\"m\"}\n{\"message\":\"n\"}\n", "[]"] {
        let (code, out, err) = decode(&["--stanzas"], input);
        assert_eq!((code, out.as_str()), (Some(1), ""));
        let note = "note: <stdin> has no label where the catalogue looks for one: error_label, then label\n";
        assert_eq!(err, note);
    }
}
