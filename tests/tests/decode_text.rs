//! What an error shows of itself: `Display`, `Debug`, advice, the arguments of a message. Classes D18 to D20, D23 and D24
//! of bad input.

#[allow(dead_code, reason = "each test uses a part of it")]
#[path = "support/advise.rs"]
mod advise;

use std::collections::HashSet;

use edges_errors::{DecodeOptions, EdgesError, ErrorLabel, Kind, Label, details};
use edges_errors_core::text::is_steering;
use serde_json::json;

use advise::{advise, decide};

fn decode(body: impl AsRef<[u8]>) -> EdgesError {
    EdgesError::from_parts(424, (), body.as_ref())
}

/// Every form in which an error may come to a log.
fn shown(error: &EdgesError) -> Vec<String> {
    let decision = decide(error);
    vec![
        error.to_string(),
        format!("{error:#}"),
        format!("{error:?}"),
        decision.advice().to_string(),
        format!("{:?}", decision.advice()),
        decision.to_string(),
        format!("{decision:?}"),
        error.snippet(),
    ]
}

#[test]
fn display_is_label_message_and_reference() {
    let error = decode(
        r#"{"error_label":"LK_524","message":"LinkedIn API timeout","error_ref":"ERR-1","error_scope":"integ"}"#,
    );
    assert_eq!(error.to_string(), "LK_524: LinkedIn API timeout (ref ERR-1)");
    assert_eq!(format!("{error:#}"), error.to_string());
    assert_eq!(decode(r#"{"error_label":"NEW","message":"m"}"#).to_string(), "NEW: m");
    assert_eq!(decode(r#"{"error_label":"NEW"}"#).to_string(), "NEW");
    assert_eq!(decode(r#"{"message":"m","error_ref":"R"}"#).to_string(), "status 424: m (ref R)");
    assert_eq!(decode("{}").to_string(), "status 424");
    assert_eq!(decode("").to_string(), "status 424: no body");
    assert_eq!(decode(r#"{"error_ref":"R","#).to_string(), "status 424: the body is malformed (ref R)");
    assert_eq!(decode(" ".repeat(64 * 1024 + 1)).to_string(), "status 424: the body is too large");
    let stored = EdgesError::from_json(b"{}").unwrap();
    assert!(!stored.to_string().is_empty());
}

#[test]
fn display_always_says_something() {
    for body in [
        r#"{"error_label":""}"#,
        r#"{"error_label":"","message":""}"#,
        r#"{"error_label":" ","message":" "}"#,
        r#"{"message":"","error_ref":""}"#,
        "{}",
        "",
    ] {
        let line = decode(body).to_string();
        assert!(line.chars().any(char::is_alphanumeric), "{body} is shown as {line:?}");
    }
}

#[test]
fn d18_text_from_outside_is_data() {
    let texts = [
        "{}",
        "{0}",
        "{message}",
        "%s%n%x",
        "$(reboot)",
        "`reboot`",
        "${jndi:ldap://x/a}",
        "<script>alert(1)</script>",
        "&lt;",
        "=cmd|' /C calc'!A0",
        "'; DROP TABLE runs; --",
        "../../etc/passwd",
        "\\",
        "\"",
        "C:\\new\\table",
        "{{",
    ];
    for text in texts {
        let body = json!({"error_label": text, "message": text, "error_ref": text, "params": {"key": text}});
        let error = decode(body.to_string());
        assert_eq!(
            (error.label_str(), error.message(), error.error_ref()),
            (Some(text), Some(text), Some(text))
        );
        assert_eq!(error.param("key").unwrap().to_text().as_deref(), Some(text));
        assert_eq!(error.to_string(), format!("{text}: {text} (ref {text})"));
    }
}

#[test]
fn d19_what_steers_a_terminal_or_a_reader_is_spelt_out_everywhere() {
    let all: Vec<char> = ('\0'..='\u{ffff}').filter(|c| is_steering(*c)).collect();
    assert!(all.len() > 70);
    for c in all {
        let text = format!("a{c}b");
        let body = json!({
            "error_label": "MANDATORY_DATA_MISSING", "message": text, "error_ref": text, "error_scope": text,
            "params": {"key": text}
        });
        let unlisted = json!({"error_label": text, "error_scope": text, "message": text, "error_ref": text});
        for error in [decode(body.to_string()), decode(unlisted.to_string()), decode(&text)] {
            for line in shown(&error) {
                assert!(!line.contains(is_steering), "{:04x}: {}", u32::from(c), line.escape_unicode());
            }
        }
        let error = decode(body.to_string());
        assert_eq!(error.message(), Some(&*text), "the accessor gives it as it was sent");
        let escaped = format!("a{}b", c.escape_unicode());
        let line = format!("MANDATORY_DATA_MISSING: {escaped} (ref {escaped})");
        assert_eq!(error.to_string(), line);
        assert!(advise(&error).contains(&escaped));
    }
}

#[test]
fn d19_an_alternate_debug_breaks_lines_only_between_fields() {
    let body = json!({"error_label": "A\n\u{1b}B", "message": "a\r\nb\u{202e}", "error_ref": "\u{2028}"});
    let debug = format!("{:#?}", decode(body.to_string()));
    assert!(!debug.contains(|c| is_steering(c) && c != '\n'), "{debug}");
    assert!(debug.lines().all(|line| line.starts_with([' ', '}']) || line.ends_with('{')), "{debug}");
}

#[test]
fn d19_a_line_has_at_most_512_characters_and_keeps_the_reference() {
    for (label, message, reference) in
        [(0, 100_000, 5), (100_000, 0, 5), (9, 513, 127), (200, 600, 200), (50_000, 50_000, 50_000)]
    {
        for c in ["x", "é", "\u{7}", "\u{1f600}"] {
            let body = json!({
                "error_label": c.repeat(label), "message": c.repeat(message), "error_ref": c.repeat(reference)
            });
            let options = DecodeOptions::new().max_body(1 << 24);
            let error: EdgesError = options.decode(424, (), body.to_string());
            let line = error.to_string();
            assert!(line.chars().count() <= 512, "{label} {message} {reference} {}", line.chars().count());
            assert!(line.ends_with(')') && line.contains(" (ref "), "{line}");
            assert!(advise(&error).chars().count() <= 1024);
            assert!(format!("{error:?}").len() < 16_384);
        }
    }
}

#[test]
fn d23_a_reference_is_sanitised_and_cut_to_128_characters() {
    let body = json!({
        "error_label": "UNKNOWN_ERROR", "error_ref": format!("ERR-1\r\nSet-Cookie: a=b\r\n{}", "x".repeat(1 << 20))
    });
    let options = DecodeOptions::new().max_body(1 << 22);
    let error: EdgesError = options.decode(424, (), body.to_string());
    let line = error.to_string();
    let (_, reference) = line.split_once(" (ref ").unwrap();
    assert!(reference.starts_with("ERR-1\\u{d}\\u{a}Set-Cookie"), "{line}");
    assert!(reference.chars().count() <= 129, "{}", reference.chars().count());
    let advice = advise(&error);
    assert!(advice.contains("ERR-1\\u{d}\\u{a}") && advice.chars().count() < 400, "{advice}");
}

#[test]
fn d20_planted_secrets_are_in_no_output() {
    const CANARY: &str = "CANARY";
    let labels = ErrorLabel::ALL_INCLUDING_REMOVED.iter().map(|label| label.as_str()).chain(["NEW_LABEL"]);
    for label in labels {
        let mut params = json!({
            "token": CANARY, "profile_url": CANARY, "retry": {"key": CANARY}, "list": [CANARY], "CANARY": CANARY,
        });
        let declared = ErrorLabel::from_name(label).map(ErrorLabel::params).unwrap_or_default();
        for info in declared.iter().filter(|info| info.is_sensitive()) {
            params[info.name()] = CANARY.into();
        }
        for info in declared.iter().filter(|info| !info.is_sensitive()) {
            // Not what the catalogue says it is, so nobody has said that it may be shown.
            params[info.name()] = json!({"nested": CANARY});
        }
        let body = json!({
            "error_label": label, "message": "m", "params": params, "data": CANARY, "CANARY": 1, "billing_interval": CANARY
        });
        let headers = [
            ("Retry-After", CANARY),
            ("X-RateLimit-Type", CANARY),
            ("Date", CANARY),
            ("Authorization", CANARY),
        ];
        let error = EdgesError::from_parts(424, headers, body.to_string().as_bytes());
        let mut output = shown(&error);
        output.pop();
        output.push(format!("{error:#?} {:?}", error.param("token")));
        output.push(format!("{:?}", error.anomalies().collect::<Vec<_>>()));
        for text in output {
            assert!(!text.contains(CANARY), "{label}: {text}");
        }
    }
}

#[test]
fn d20_a_sensitive_value_of_the_right_type_is_in_no_output_either() {
    let error = EdgesError::builder(ErrorLabel::NoValidAccountConfigured)
        .param("workspace_uid", "CANARY-1")
        .param("identity_ids", vec!["CANARY-2"])
        .param("identity_mode", "auto")
        .build();
    let details = error.details::<details::NoValidAccountConfigured>().unwrap();
    assert_eq!(details.workspace_uid.as_deref(), Some("CANARY-1"), "whoever asks for it gets it");
    assert_eq!(details.identity_ids.as_deref(), Some(&["CANARY-2".to_owned()][..]));
    let mut output = shown(&error);
    output.pop();
    output.extend([format!("{details:?}"), format!("{details:#?}")]);
    for text in &output {
        assert!(!text.contains("CANARY"), "{text}");
    }
    assert!(output[2].contains("identity_mode") && output[2].contains("auto"), "{}", output[2]);
    let billing = EdgesError::builder(ErrorLabel::NoAccess)
        .param("billing_starts_at", "2026-01-02T03:04:05Z")
        .param("billing_ends_at", "2027-01-02T03:04:05Z")
        .param("billing_interval", "CANARY")
        .build();
    let details = format!("{:?}", billing.details::<details::NoAccess>().unwrap());
    for text in shown(&billing).into_iter().take(7).chain([details]) {
        assert!(!["CANARY", "2026", "2027", "1767"].iter().any(|secret| text.contains(secret)), "{text}");
    }
}

#[test]
fn d20_a_body_that_is_no_error_object_is_in_no_output_but_its_snippet() {
    for body in ["<html>CANARY</html>", r#""CANARY""#, r#"{"api_key":"CANARY""#, r#"{"api_key":"CANARY"}"#] {
        let error = decode(body);
        assert!(shown(&error).iter().take(7).all(|text| !text.contains("CANARY")), "{body}");
        assert!(error.snippet().contains("CANARY"));
    }
}

#[test]
fn debug_shows_declared_params_that_are_not_sensitive() {
    let error = EdgesError::builder(ErrorLabel::Status429)
        .param("retry_after", "60")
        .param("postponed_until", "2026-11-24T08:00:00Z")
        .param("other", "OTHER")
        .build();
    let debug = format!("{error:?}");
    for part in ["Known", "STATUS_429", "429", "retry_after", "postponed_until", "2026-11-24T08:00:00Z"] {
        assert!(debug.contains(part), "{part} in {debug}");
    }
    assert!(!debug.contains("OTHER"));
}

#[test]
fn d24_the_label_is_a_closed_set_for_metrics() {
    let metric = |text: &str| {
        let body = json!({"error_label": text}).to_string();
        decode(body).label().map_or("_OTHER", ErrorLabel::as_str)
    };
    let attack = (0..5_000).map(|n| format!("LABEL_{n}"));
    let listed = ErrorLabel::ALL_INCLUDING_REMOVED.iter().map(|label| label.as_str().to_owned());
    let seen: HashSet<&str> = attack.chain(listed).map(|text| metric(&text)).collect();
    assert_eq!(seen.len(), ErrorLabel::ALL_INCLUDING_REMOVED.len() + 1);
}

#[test]
fn message_args_are_what_stands_in_the_holes() {
    let args = |label: &str, message: &str| {
        let error = decode(json!({"error_label": label, "message": message}).to_string());
        error.message_args().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join(";")
    };
    let cases = [
        ("LIMIT_REACHED", "Daily limit reached for profile views.", "service=profile views"),
        ("LIMIT_REACHED", "Daily limit reached for a. b.", "service=a. b"),
        ("LIMIT_REACHED", "Daily limit reached for .", ""),
        ("LIMIT_REACHED", "daily limit reached for x.", ""),
        ("LIMIT_REACHED", "Daily limit reached for x.\n", ""),
        ("NO_RESULT", "No results for \"a\" [b]", "query=\"a\" [b]"),
        ("NOT_CONNECTED", "You are not connected with Zoë.", "profile=Zoë"),
        ("NO_ACCESS", "You don't have access to the resource: search", "resource_name=search"),
        ("UNDEFINED_FIELD", "One or multiple of the necessary values are undefined: a, b", "fields=a, b"),
        // Both templates match: the one with the most literal bytes holds, although it is the second in the file.
        ("GENERIC_ERROR", "Error while parsing page: an unexpected error occurred", "data=page"),
        (
            "GENERIC_ERROR",
            "Error while sending in-mail: an unexpected error occurred",
            "action=sending in-mail",
        ),
        // An example that no template matches is a template without placeholders.
        ("GENERIC_ERROR", "Error while parsing page: data extraction failed", ""),
        ("BAD_INPUT", "Daily limit reached for profile views.", ""),
        ("NEW", "Daily limit reached for profile views.", ""),
    ];
    for (label, message, expected) in cases {
        assert_eq!(args(label, message), expected, "{label}: {message}");
    }
    let event = "This event (https://x.example/(1)) is either ended or invalid. (You must also be participating to \
                 invite someone to an event).";
    assert_eq!(args("LK_EVENT", event), "url=https://x.example/(1)");
    assert_eq!(decode(r#"{"error_label":"LIMIT_REACHED"}"#).message_args().count(), 0);
}

#[test]
fn an_error_is_as_large_as_a_pointer_and_goes_anywhere() {
    fn goes_anywhere<
        T: Send + Sync + Clone + std::error::Error + Unpin + std::panic::UnwindSafe + 'static,
    >() {
    }
    goes_anywhere::<EdgesError>();
    assert_eq!(size_of::<EdgesError>(), size_of::<usize>());
    assert_eq!(size_of::<Option<EdgesError>>(), size_of::<usize>());
    let boxed: Box<dyn std::error::Error + Send + Sync> = Box::new(ErrorLabel::Lk524.sample());
    let error = boxed.downcast::<EdgesError>().unwrap();
    assert_eq!((error.kind(), error.clone().label()), (Kind::Known, Some(ErrorLabel::Lk524)));
    assert!(std::error::Error::source(&*error).is_none());
}
