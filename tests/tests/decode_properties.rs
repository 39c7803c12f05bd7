//! What holds for every input: generated bodies, headers and statuses, and every small damage to a valid body.

#[allow(dead_code, reason = "each test uses a part of it")]
#[path = "support/advise.rs"]
mod advise;

#[path = "support/entries.rs"]
mod entries;

use std::ops::ControlFlow;

use edges_errors::__private::decode_unless;
use edges_errors::{DecodeOptions, EdgesError, ErrorLabel, Kind, Label, Origin, Payload};
use edges_errors_core::text::is_steering;
use entries::entries;
use proptest::prelude::*;
use serde_json::Value;

use advise::{advise, decide};

/// Everything that can be asked of an error is asked; what it shows is returned.
fn ask_everything(error: &EdgesError) -> String {
    let _ =
        (error.kind(), error.origin(), error.status(), error.body_status(), error.status_info().is_some());
    let _ = (error.scope(), error.category(), decide(error).remedy(), error.outcome(), error.fault());
    let _ = (error.rate_limit(), error.retry_after(), error.postponed_until(), error.postponed_by_api());
    let _ = (error.headers().count(), error.body().len(), error.message_args().count());
    let _ = (error.anomalies().count(), error.snippet(), format!("{error:?} {error:#?}"));
    let _ = (serde_json::to_string(error).is_ok(), advise(error));
    if let Some(label) = error.label() {
        let _ = label.params().iter().all(|info| error.param(info.name()).is_some());
    }
    for (_, param) in error.params().iter() {
        let _ = (param.to_text(), param.to_integer(), param.to_number(), param.to_bool(), param.to_list());
        let _ = (param.to_timestamp(), param.to_seconds(), param.to_value(), param.raw());
    }
    error.to_string()
}

/// Text with many characters that JSON, a terminal or a reader stumbles over.
fn nasty_text() -> impl Strategy<Value = String> {
    let nasty = prop::sample::select(vec![
        "\"",
        "\\",
        "\n",
        "\r",
        "\u{0}",
        "\u{1b}[31m",
        "\u{202e}",
        "\u{2028}",
        "\u{85}",
        "{",
        "}",
        "[",
        "é",
        "\u{1f600}",
        "\u{feff}",
        "\u{7f}",
        "LK_524",
        "_",
        "a",
        "\u{2066}",
        "\\ud800",
    ]);
    let some = prop::collection::vec(nasty, 0..12).prop_map(|parts| parts.concat());
    prop_oneof![some, any::<String>(), "[A-Z_0-9]{1,40}", "\\PC{0,700}"]
}

/// JSON text as a hand would write it: white space, escapes and numbers in every form.
fn json_text() -> impl Strategy<Value = String> {
    let string = nasty_text().prop_map(|text| Value::from(text).to_string());
    let number = "-?(0|[1-9][0-9]{0,25})(\\.[0-9]{1,9})?([eE][+-]?[0-9]{1,3})?";
    let leaf = prop_oneof![
        Just("null".to_owned()),
        any::<bool>().prop_map(|value| value.to_string()),
        number.prop_map(String::from),
        string,
        "\"(\\\\u[0-9a-fA-F]{4}|\\\\[nrt/\"\\\\]|[a-z ]){0,6}\"".prop_map(String::from),
    ];
    leaf.prop_recursive(4, 24, 5, |inner| {
        prop_oneof![
            (prop::collection::vec(inner.clone(), 0..5), white())
                .prop_map(|(items, white)| format!("[{white}{}{white}]", items.join(&format!("{white},")))),
            object_of(inner),
        ]
    })
}

fn white() -> impl Strategy<Value = String> {
    "[ \t\r\n]{0,2}"
}

fn object_of(value: impl Strategy<Value = String>) -> impl Strategy<Value = String> {
    let known = prop::sample::select(vec![
        "error_label",
        "label",
        "error_scope",
        "scope",
        "error_ref",
        "message",
        "status_code",
        "params",
        "retry_after",
        "postponed_until",
        "has_failed",
        "key",
    ]);
    let key = prop_oneof![known.prop_map(str::to_owned), nasty_text()];
    (prop::collection::vec((key, value), 0..6), white()).prop_map(|(entries, white)| {
        let entries: Vec<String> = entries
            .into_iter()
            .map(|(key, value)| format!("{white}{}{white}:{value}", Value::from(key)))
            .collect();
        format!("{{{}{white}}}", entries.join(","))
    })
}

/// Error objects and payloads as somebody stores them, some of them cut.
fn stored_text() -> impl Strategy<Value = String> {
    let status = prop::sample::select(vec!["FAILED", "SUCCEEDED", "BLOCKED", "RUNNING"]);
    let value = || {
        prop_oneof![
            json_text(),
            prop::sample::select(vec![r#""NO_RESULT""#, r#""LK_ERROR""#]).prop_map(str::to_owned)
        ]
    };
    let error = || prop_oneof![object_of(value()), json_text()];
    let callback = (status.clone(), error())
        .prop_map(|(status, error)| format!(r#"{{"run":{{"status":"{status}"}},"error":{error}}}"#));
    let run = (status, error(), error()).prop_map(|(status, error, more)| {
        format!(r#"{{"status":"{status}","last_error":{error},"last_error":{more}}}"#)
    });
    let whole = prop_oneof![2 => object_of(value()), 1 => value(), 1 => callback, 1 => run];
    (whole, prop::option::of(any::<prop::sample::Index>())).prop_map(|(text, cut)| match cut {
        Some(cut) => text.chars().take(cut.index(text.len().max(1))).collect(),
        None => text,
    })
}

fn headers() -> impl Strategy<Value = Vec<(String, Vec<u8>)>> {
    let name = prop::sample::select(vec!["Retry-After", "Date", "Age", "X-RateLimit-Type", "x-other", ""]);
    let value = prop_oneof![any::<Vec<u8>>(), "[0-9]{0,30}".prop_map(String::into_bytes)];
    prop::collection::vec((name.prop_map(str::to_owned), value), 0..6)
}

fn config() -> ProptestConfig {
    ProptestConfig {
        cases: if cfg!(miri) { 3 } else { 400 },
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn any_bytes_become_an_error_that_shows_one_short_line(
        status: u16,
        headers in headers(),
        body in prop_oneof![any::<Vec<u8>>(), object_of(json_text()).prop_map(String::into_bytes)],
        limit in prop_oneof![0..200_usize, Just(65_536)],
    ) {
        let options = DecodeOptions::new().max_body(limit);
        let error: EdgesError = options.decode(status, &headers, &body);
        let line = ask_everything(&error);
        prop_assert!(line.chars().count() <= 512, "{}", line.chars().count());
        prop_assert!(!line.contains(is_steering), "{:?}", line);
        prop_assert_eq!(error.status(), Some(status));
        prop_assert_eq!(error.kind() == Kind::TooLarge, body.len() > limit);
        prop_assert!(error.body().len() <= limit && body.starts_with(error.body()));
        for payload in Payload::ALL {
            payload.decode(&body).into_iter().flatten().for_each(|error| drop(ask_everything(&error)));
        }
    }

    #[test]
    fn any_text_in_any_field_shows_one_short_line(
        label in nasty_text(), message in nasty_text(), reference in nasty_text(), scope in nasty_text(),
        listed in prop::option::of(prop::sample::select(ErrorLabel::ALL)), value in json_text(),
    ) {
        let label = listed.map_or(label, |label| label.as_str().to_owned());
        let params: Vec<String> = listed.map(ErrorLabel::params).unwrap_or_default().iter()
            .map(|info| format!("{}:{value}", Value::from(info.name()))).collect();
        let [label_text, message_text, reference_text, scope_text] =
            [&label, &message, &reference, &scope].map(|text| Value::from(text.as_str()).to_string());
        let body = format!(
            r#"{{"error_label":{label_text},"message":{message_text},"error_ref":{reference_text},
            "error_scope":{scope_text},"params":{{{}}}}}"#,
            params.join(",")
        );
        let error = EdgesError::from_parts(424, (), body.as_bytes());
        let line = ask_everything(&error);
        prop_assert!(line.chars().count() <= 512 && !line.contains(is_steering), "{:?}", line);
        prop_assert_eq!(error.label_str(), Some(&*label));
        prop_assert_eq!(error.message(), Some(&*message));
        prop_assert_eq!(error.error_ref(), Some(&*reference));
        prop_assert_eq!(error.scope_str(), Some(&*scope));
        let shown = format!("{:?}{}{:?}{}", error, decide(&error).advice(), decide(&error), error.snippet());
        prop_assert!(!shown.contains(is_steering), "{:?}", shown);
    }

    #[test]
    fn any_object_encodes_back_to_its_entries(object in object_of(json_text())) {
        prop_assert!(serde_json::from_str::<serde::de::IgnoredAny>(&object).is_ok(), "the test's own {}", object);
        let error = EdgesError::from_json(object.as_bytes()).unwrap();
        prop_assert_eq!(entries(&serde_json::to_string(&error).unwrap()), entries(&object));
        let error = EdgesError::from_parts(424, (), object.as_bytes());
        prop_assert_eq!(entries(&serde_json::to_string(&error).unwrap()), entries(&object));
        prop_assert_eq!(error.body(), object.as_bytes());
    }

    #[test]
    fn an_object_of_any_form_is_read_as_its_form_is(text in stored_text()) {
        let is_object = text.trim_start().starts_with('{') && serde_json::from_str::<serde::de::IgnoredAny>(&text).is_ok();
        prop_assert_eq!(EdgesError::from_json(&text).is_ok(), is_object, "{}", text);
        let form = Payload::recognise(&text);
        let named = match form {
            Some(payload) => payload.decode(&text).map(Iterator::collect),
            None => EdgesError::from_json(&text).map(|error| vec![error]),
        };
        let read = EdgesError::from_any_json(&text).map(|errors| {
            assert_eq!(errors.size_hint(), (errors.len(), Some(errors.len())));
            errors.collect::<Vec<_>>()
        });
        let origin = form.map_or(Origin::Stored, Origin::Payload);
        let same = |errors: Vec<EdgesError>| {
            errors.iter().map(|error| (error.body().to_vec(), error.kind(), error.origin())).collect::<Vec<_>>()
        };
        prop_assert!(read.iter().flatten().all(|error| error.origin() == origin));
        if let Ok(ControlFlow::Break(label)) = decode_unless(text.as_bytes(), Some::<ErrorLabel>) {
            let stored: Vec<_> = read.iter().flatten().map(|error| (error.kind(), error.origin(), error.label())).collect();
            prop_assert_eq!(stored, [(Kind::Known, Origin::Stored, Some(label))], "{}", text);
        }
        prop_assert_eq!(read.map(same), named.map(same), "{}", text);
    }

    #[test]
    fn an_unlisted_label_is_kept_to_the_letter(label in nasty_text(), long: bool) {
        prop_assume!(ErrorLabel::from_name(&label).is_none());
        let key = if long { "error_label" } else { "label" };
        let body = format!("{{\"{key}\":{}}}", Value::from(label.as_str()));
        let error = EdgesError::from_parts(503, (), body.as_bytes());
        prop_assert_eq!((error.kind(), error.label(), error.label_str()), (Kind::UnknownLabel, None, Some(&*label)));
        let bare = EdgesError::from_parts(503, (), b"");
        prop_assert_eq!(decide(&error).remedy(), decide(&bare).remedy());
    }

    #[test]
    fn two_damages_to_a_body_never_make_a_label(
        first in 0..VALID.len(), second in 0..VALID.len(), one: u8, other: u8, cut in 0..=VALID.len(),
    ) {
        let mut body = VALID.as_bytes().to_vec();
        body[first] = one;
        body[second] = other;
        body.truncate(cut);
        check_damaged(&body);
    }
}

const VALID: &str = r#"{"error_scope":"integ","error_label":"STATUS_429","error_ref":"ERR-12345","message":"Too Many","status_code":429,"retry_after":3600,"params":{"retry_after":7200,"postponed_until":"2026-11-24T08:00:00Z"},"x":12345}"#;

/// A damaged body has its own label or none that is listed, and does not shorten what it still says.
fn check_damaged(body: &[u8]) -> EdgesError {
    let error = EdgesError::from_parts(429, (), body);
    assert!(matches!(error.label(), None | Some(ErrorLabel::Status429)), "{}", body.escape_ascii());
    ask_everything(&error);
    error
}

#[test]
fn a_body_cut_at_any_byte_says_nothing_but_what_it_said_before_the_cut() {
    let whole = EdgesError::from_parts(429, (), VALID.as_bytes());
    assert_eq!(whole.kind(), Kind::Known);
    let waits = [3_600, 7_200].map(|seconds| Some(std::time::Duration::from_secs(seconds)));
    assert_eq!(whole.retry_after(), waits[1]);
    let label_ends = VALID.find(r#","error_ref"#).unwrap();
    for cut in 0..VALID.len() {
        let options = DecodeOptions::new().max_body(cut);
        let cut_by_us: EdgesError = options.decode(429, (), VALID);
        assert_eq!(cut_by_us.kind(), Kind::TooLarge);
        for error in [check_damaged(&VALID.as_bytes()[..cut]), cut_by_us] {
            assert!(cut == 0 || !error.kind().is_whole(), "{cut}: {:?}", error.kind());
            assert_eq!(error.label().is_some(), cut >= label_ends, "{cut}");
            assert_eq!(error.label_str().is_some(), cut >= label_ends, "{cut}: never a part of a label");
            assert!(error.scope_str().is_none_or(|scope| scope == "integ"), "{cut}");
            assert!(error.error_ref().is_none_or(|error_ref| error_ref == "ERR-12345"), "{cut}");
            assert!(error.message().is_none_or(|message| message == "Too Many"), "{cut}");
            assert!(error.body_status().is_none_or(|status| status == 429), "{cut}");
            let wait = error.retry_after();
            assert!(wait.is_none() || waits.contains(&wait), "{cut}: {wait:?} was never sent");
            assert!(
                error.postponed_until().is_none_or(|time| Some(time) == whole.postponed_until()),
                "{cut}"
            );
            let x = error.param("x").and_then(edges_errors::Param::to_integer);
            assert!(x.is_none_or(|x| x == 12_345), "{cut}: {x:?} was never sent");
        }
    }
}

#[test]
fn a_body_with_any_one_byte_changed_never_makes_a_label() {
    let interesting = b"\"\\{}[]:, \n\0\x1b_AZaz019.-+eEnu/\x7f\x80\xc3\xff";
    for place in 0..VALID.len() {
        for &byte in interesting {
            let mut body = VALID.as_bytes().to_vec();
            body[place] = byte;
            check_damaged(&body);
        }
        let mut body = VALID.as_bytes().to_vec();
        body[place] ^= 0x20;
        check_damaged(&body);
        body.remove(place);
        check_damaged(&body);
    }
}
