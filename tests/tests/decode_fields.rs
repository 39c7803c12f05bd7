//! The fields of an error object: spellings, types, duplicates, disagreement, and what stands where. Classes D4 to D6,
//! D10 to D13 and D16 of bad input.

#[allow(dead_code, reason = "each test uses a part of it")]
#[path = "support/advise.rs"]
mod advise;

use std::time::{Duration, SystemTime};

use edges_errors::{Anomaly, Category, EdgesError, ErrorLabel, Fault, Kind, Outcome, Remedy, Scope, details};

use advise::{advise, decide};

fn decode(body: impl AsRef<[u8]>) -> EdgesError {
    EdgesError::from_parts(424, (), body.as_ref())
}

fn anomalies(error: &EdgesError) -> Vec<Anomaly> {
    error.anomalies().collect()
}

#[test]
fn each_of_the_four_spellings_decodes() {
    for label in ["error_label", "label"] {
        for scope in ["error_scope", "scope"] {
            let body = format!(
                r#"{{"{scope}":"integ","{label}":"LK_524","error_ref":"R","message":"m","status_code":424}}"#
            );
            let error = decode(&body);
            assert_eq!((error.kind(), error.label()), (Kind::Known, Some(ErrorLabel::Lk524)), "{body}");
            assert_eq!((error.scope(), error.scope_str()), (Some(Scope::Integ), Some("integ")), "{body}");
            assert_eq!((error.error_ref(), error.message()), (Some("R"), Some("m")));
            assert_eq!((error.status(), error.body_status()), (Some(424), Some(424)));
            assert!(error.params().is_empty(), "no spelling of a field is extra data: {:?}", error.params());
            assert_eq!(anomalies(&error), []);
        }
    }
}

#[test]
fn the_published_samples_decode() {
    let invalid = EdgesError::from_parts(
        400,
        (),
        br#"{"error_label":"INVALID_INPUT","error_scope":"input","error_ref":"ERR-12345",
        "message":"The provided input is invalid. Please check your request and try again.","status_code":400,"params":{}}"#,
    );
    assert_eq!((invalid.kind(), invalid.label_str()), (Kind::UnknownLabel, Some("INVALID_INPUT")));
    assert_eq!((invalid.scope(), invalid.error_ref()), (Some(Scope::Input), Some("ERR-12345")));
    let private = decode(
        r#"{"error_label":"PROFILE_NOT_ACCESSIBLE","error_scope":"input","error_ref":"err-abc123-def456",
        "message":"The LinkedIn profile is not accessible","status_code":424}"#,
    );
    assert_eq!((private.kind(), private.label_str()), (Kind::UnknownLabel, Some("PROFILE_NOT_ACCESSIBLE")));
    assert_eq!(private.message(), Some("The LinkedIn profile is not accessible"));
}

#[test]
fn d04_a_field_of_the_wrong_type_is_absent_and_told_and_costs_no_other() {
    let cases = [
        ("error_label", vec!["5", "true", "[]", r#"["LK_524"]"#, "{}", r#"{"a":"LK_524"}"#]),
        ("label", vec!["5", "false", "[]", "{}"]),
        ("error_scope", vec!["5", "true", "[]", "{}"]),
        ("scope", vec!["5", "true", "[]", "{}"]),
        ("error_ref", vec!["true", "{}", "[]", "[1]"]),
        ("message", vec!["false", "{}", "[]"]),
        ("status_code", vec!["70000", "-1", "1e400", "true", "{}", "[424]", r#""""#, r#""abc""#, "424.5"]),
        ("params", vec!["5", r#""text""#, "[]", r#"[{"key":"x"}]"#, "true"]),
    ];
    for (field, values) in cases {
        for value in values {
            let others = [
                ("error_ref", r#""R""#),
                ("message", r#""m""#),
                ("error_scope", r#""integ""#),
                ("extra", r#""e""#),
            ];
            let others = others.iter().filter(|(name, _)| *name != field && !field.ends_with("scope"));
            let others: String = others.map(|(name, text)| format!(r#","{name}":{text}"#)).collect();
            let error = decode(format!(r#"{{"{field}":{value}{others}}}"#));
            assert_eq!(error.kind(), Kind::NoLabel, "{field}: {value}");
            assert_eq!(anomalies(&error), [Anomaly::WrongType { field }], "{field}: {value}");
            let own = match field {
                "error_label" | "label" => error.label_str().is_none(),
                "error_scope" | "scope" => error.scope_str().is_none(),
                "error_ref" => error.error_ref().is_none(),
                "message" => error.message().is_none(),
                "status_code" => error.body_status().is_none(),
                _ => error.param("key").is_none(),
            };
            assert!(own, "{field}: {value} counts as absent");
            assert_eq!(error.error_ref().is_some(), others.contains("error_ref"), "{field}");
            assert_eq!(error.param("extra").is_some(), others.contains("extra"), "{field}");
        }
    }
}

#[test]
fn d04_null_is_absent_and_not_odd() {
    let error = decode(
        r#"{"error_label":null,"label":null,"error_scope":null,"scope":null,"error_ref":null,"message":null,
        "status_code":null,"params":null,"retry_after":null,"postponed_until":null}"#,
    );
    assert_eq!((error.kind(), error.label_str(), error.scope_str()), (Kind::NoLabel, None, None));
    assert_eq!((error.error_ref(), error.message(), error.body_status()), (None, None, None));
    assert_eq!((error.retry_after(), error.postponed_until()), (None, None));
    assert_eq!(anomalies(&error), []);
    for label in ["STATUS_429", "MANDATORY_DATA_MISSING"] {
        let params = r#"{"retry_after":null,"postponed_until":null,"key":null}"#;
        let error =
            EdgesError::from_parts(424, (), format!(r#"{{"label":"{label}","params":{params}}}"#).as_bytes());
        assert!(anomalies(&error).iter().all(|anomaly| *anomaly == Anomaly::StatusNotListed), "{label}");
        assert_eq!(error.retry_after(), None);
    }
    assert_eq!(decide(&error).remedy(), None, "424 without a label says nothing about what to do");
}

#[test]
fn d04_the_other_spelling_stands_in_for_one_that_is_null_or_wrong() {
    for first in ["null", "5", "[]"] {
        let error = decode(format!(
            r#"{{"error_label":{first},"label":"LK_524","error_scope":{first},"scope":"integ"}}"#
        ));
        assert_eq!((error.label(), error.scope()), (Some(ErrorLabel::Lk524), Some(Scope::Integ)), "{first}");
    }
}

#[test]
fn d04_text_is_also_read_from_numbers_and_lists_and_a_status_from_text() {
    for (value, text) in [
        ("12345", "12345"),
        ("-1.50", "-1.50"),
        (r#"["a"]"#, "a"),
        (r#"["a","b \u0063"]"#, "a; b c"),
        (r#""""#, ""),
    ] {
        let error = decode(format!(r#"{{"error_ref":{value},"message":{value}}}"#));
        assert_eq!((error.error_ref(), error.message()), (Some(text), Some(text)), "{value}");
        assert_eq!(anomalies(&error), []);
    }
    for value in ["424", r#""424""#, "424.0", r#""424.0""#] {
        let error = decode(format!(r#"{{"status_code":{value}}}"#));
        assert_eq!((error.body_status(), anomalies(&error)), (Some(424), vec![]), "{value}");
    }
}

#[test]
fn d04_a_declared_param_of_the_wrong_type_is_absent_and_told() {
    let cases = [
        ("MANDATORY_DATA_MISSING", "key", vec!["{}", "[]"]),
        ("UNDEFINED_FIELD", "fields", vec!["{}"]),
        ("STATUS_404", "appendix", vec!["{}", r#""profile""#, r#""PLANET""#, "5"]),
        ("NO_ACCESS", "billing_starts_at", vec!["{}", "true", r#""tomorrow""#, r#""2026-02-30T00:00:00Z""#]),
        ("NO_VALID_ACCOUNT_CONFIGURED", "identity_mode", vec![r#""DIRECT""#, "[]"]),
    ];
    for (label, param, values) in cases {
        for value in values {
            let error =
                decode(format!(r#"{{"error_label":"{label}","params":{{"{param}":{value},"other":1}}}}"#));
            assert_eq!(error.kind(), Kind::Known);
            assert!(anomalies(&error).contains(&Anomaly::WrongType { field: param }), "{param}: {value}");
            assert!(error.param("other").is_some());
        }
    }
    let odd = decode(r#"{"error_label":"STATUS_404","params":{"appendix":"PLANET"}}"#);
    assert_eq!(odd.details::<details::Status404>().unwrap().appendix, None);
    assert_eq!(odd.param("appendix").unwrap().to_text().as_deref(), Some("PLANET"), "it is still data");
}

#[test]
fn d06_conflicting_duplicates_are_malformed_and_identical_ones_are_accepted() {
    let cases = [
        ("error_label", r#""LK_524""#, r#""LIMIT_REACHED""#),
        ("label", r#""LK_524""#, "null"),
        ("error_scope", r#""input""#, r#""integ""#),
        ("scope", r#""input""#, "5"),
        ("error_ref", r#""A""#, r#""B""#),
        ("message", r#""A""#, r#""a""#),
        ("status_code", "424", "500"),
        ("params", r#"{"key":"a"}"#, r#"{"key":"b"}"#),
    ];
    for (field, one, other) in cases {
        for (first, second) in [(one, other), (other, one)] {
            let error = decode(format!(r#"{{"{field}":{first},"error_re":1,"{field}":{second}}}"#));
            assert_eq!(error.kind(), Kind::Malformed, "{field}");
            assert!(anomalies(&error).contains(&Anomaly::DuplicateKey { field }), "{field}");
            assert_eq!((error.label_str(), error.scope_str(), error.error_ref()), (None, None, None));
            assert_eq!((error.message(), error.body_status()), (None, None));
            assert!(error.param("key").is_none(), "{field}");
        }
        let error = decode(format!(r#"{{"{field}":{one},"{field}":{one}}}"#));
        assert!(matches!(error.kind(), Kind::Known | Kind::NoLabel), "{field}: {:?}", error.kind());
        assert_eq!(anomalies(&error), [Anomaly::DuplicateKey { field }], "{field}");
    }
}

#[test]
fn d06_a_conflict_costs_the_field_and_not_the_others() {
    let error = decode(r#"{"message":"a","error_label":"LK_524","message":"b","error_ref":"R"}"#);
    assert_eq!((error.kind(), error.label()), (Kind::Malformed, Some(ErrorLabel::Lk524)));
    assert_eq!((error.message(), error.error_ref()), (None, Some("R")));
}

#[test]
fn d06_a_duplicate_hidden_behind_an_escape_is_a_duplicate() {
    let error = decode(r#"{"error_label":"LK_524","error_labe\u006c":"LIMIT_REACHED"}"#);
    assert_eq!((error.kind(), error.label()), (Kind::Malformed, None));
}

#[test]
fn d06_a_third_identical_value_does_not_heal_a_conflict() {
    let error = decode(r#"{"label":"LK_524","label":"LK_ERROR","label":"LK_ERROR"}"#);
    assert_eq!((error.kind(), error.label()), (Kind::Malformed, None));
}

#[test]
fn d06_a_declared_param_that_comes_twice_is_told() {
    let body = r#"{"error_label":"UNDEFINED_FIELD","params":{"fields":"a","fields":"b"}}"#;
    let error = decode(body);
    assert_eq!(error.label(), Some(ErrorLabel::UndefinedField));
    assert_eq!(anomalies(&error), [Anomaly::DuplicateKey { field: "fields" }]);
    assert_eq!(
        error.details::<details::UndefinedField>().unwrap().fields.unwrap(),
        ["b"],
        "the later one holds"
    );
}

#[test]
fn d10_an_unknown_label_or_scope_is_data() {
    let error =
        decode(r#"{"error_label":"NEW_LABEL","error_scope":"billing","error_ref":"R","params":{"a":1}}"#);
    assert_eq!(
        (error.kind(), error.label(), error.label_str()),
        (Kind::UnknownLabel, None, Some("NEW_LABEL"))
    );
    assert_eq!((error.scope(), error.scope_str()), (None, Some("billing")));
    assert_eq!(anomalies(&error), [Anomaly::UnknownScope]);
    assert_eq!((error.category(), error.outcome()), (None, Outcome::Failure));
    assert!(error.details::<details::LimitReached>().is_none());
    assert_eq!(error.param("a").unwrap().to_integer(), Some(1));
    assert_eq!(error.message_args().count(), 0);
}

#[test]
fn d10_the_scopes_that_only_the_prose_names_are_known() {
    for (name, scope) in [
        ("input", Scope::Input),
        ("param", Scope::Param),
        ("config", Scope::Config),
        ("integ", Scope::Integ),
        ("auth", Scope::Auth),
        ("server", Scope::Server),
    ] {
        let error = decode(format!(r#"{{"error_scope":"{name}"}}"#));
        assert_eq!((error.scope(), anomalies(&error)), (Some(scope), vec![]), "{name}");
    }
    for near in ["Input", " input", "inputs", ""] {
        assert_eq!(decode(format!(r#"{{"error_scope":"{near}"}}"#)).scope(), None, "{near}");
    }
}

#[test]
fn d10_an_unknown_label_means_what_its_status_means() {
    let statuses = (400..600).chain([0, 101, 304]);
    for status in statuses {
        let unlisted = EdgesError::from_parts(status, (), r#"{"error_label":"LK_ERROR_2"}"#);
        let bare = EdgesError::from_parts(status, (), b"");
        assert_eq!(decide(&unlisted).remedy(), decide(&bare).remedy(), "{status}");
        assert_eq!(unlisted.fault(), bare.fault(), "{status}");
        assert_eq!(unlisted.rate_limit(), bare.rate_limit(), "{status}");
        let policies = [&unlisted, &bare].map(|error| error.status_info().map(|info| *info.policy()));
        assert_eq!(policies[0], policies[1], "{status}");
    }
}

#[test]
fn d10_advice_on_an_unknown_label_tells_what_the_scope_says() {
    let error = decode(r#"{"error_label":"NEW_LABEL","error_scope":"config"}"#);
    assert!(advise(&error).contains(Scope::Config.doc()), "{}", advise(&error));
}

#[test]
fn d11_near_misses_are_unknown_and_kept_to_the_letter() {
    const NEAR: &str = "bad_input¦Bad_Input¦BAD_INPUt¦ BAD_INPUT¦BAD_INPUT ¦ BAD_INPUT ¦BAD_INPUT\\n¦BAD-INPUT¦BAD INPUT\
        ¦BADINPUT¦BAD__INPUT¦_BAD_INPUT¦BAD_INPUT_¦BAD_INPU¦AD_INPUT¦BAD_INPUTS¦BAD_INPUT:http://x.example/\
        ¦ns#BAD_INPUT¦com.example#BAD_INPUT¦BAD_INPUT,LK_524¦BadInput¦\u{412}AD_INPUT¦BAD_INPU\u{422}\
        ¦BAD_INPUT\u{200b}¦ＢＡＤ_ＩＮＰＵＴ¦LK524¦LK_5240¦¦*¦BAD_INPUT\\u0000¦null¦Unknown";
    for label in NEAR.split('¦') {
        let error = decode(format!(r#"{{"error_label":"{label}"}}"#));
        assert_eq!((error.kind(), error.label()), (Kind::UnknownLabel, None), "{label}");
        let sent = label.replace("\\n", "\n").replace("\\u0000", "\0");
        assert_eq!(error.label_str(), Some(&*sent));
    }
}

#[test]
fn d12_the_label_wins_over_the_status_and_the_mismatch_is_told() {
    let cases = [
        (500, "BAD_INPUT", ErrorLabel::BadInput, true),
        (400, "BAD_INPUT", ErrorLabel::BadInput, false),
        (429, "LIMIT_REACHED", ErrorLabel::LimitReached, false),
        (424, "LIMIT_REACHED", ErrorLabel::LimitReached, false),
        (503, "LIMIT_REACHED", ErrorLabel::LimitReached, true),
        (404, "STATUS_404", ErrorLabel::Status404, true),
        (424, "STATUS_404", ErrorLabel::Status404, false),
        (0, "SN_CONFLICT", ErrorLabel::SnConflict, true),
    ];
    for (status, text, label, odd) in cases {
        let body = format!(r#"{{"error_label":"{text}"}}"#);
        let error = EdgesError::from_parts(status, (), body.as_bytes());
        assert_eq!((error.label(), error.status()), (Some(label), Some(status)));
        assert_eq!(anomalies(&error).contains(&Anomaly::StatusNotListed), odd, "{status} {text}");
        assert_eq!(error.category(), Some(label.category()));
        assert_eq!((error.outcome(), error.fault()), (label.outcome(), Some(label.fault())));
    }
}

#[test]
fn d12_our_own_404_and_linkedins_404_are_told_apart() {
    let ours = EdgesError::from_parts(404, (), r#"{"message":"Route GET:/v1/nope not found"}"#);
    let theirs = decode(r#"{"error_label":"STATUS_404"}"#);
    assert_eq!((decide(&ours).remedy(), ours.fault()), (Some(Remedy::CheckUrl), Some(Fault::Caller)));
    assert_eq!(
        (decide(&theirs).remedy(), theirs.category()),
        (Some(Remedy::VerifyResource), Some(Category::NotFound))
    );
    assert_ne!(advise(&ours), advise(&theirs));
}

#[test]
fn d13_the_http_status_is_what_happened_and_the_bodys_is_kept() {
    let error = EdgesError::from_parts(500, (), r#"{"error_label":"NEW","status_code":424}"#);
    assert_eq!((error.status(), error.body_status()), (Some(500), Some(424)));
    assert_eq!(anomalies(&error), [Anomaly::BodyStatusDiffers]);
    assert_eq!(decide(&error).remedy(), Some(Remedy::ContactSupport), "500 decides");
    let error = EdgesError::from_parts(424, (), r#"{"error_label":"NEW","status_code":503}"#);
    assert_eq!(decide(&error).remedy(), None, "a body cannot talk itself into a retry");
    assert!(!error.status_info().unwrap().policy().strategy().retries());
}

#[test]
fn d16_extra_data_is_read_in_params_and_beside_it_and_params_win() {
    let read = |body: &str| {
        let details = decode(body).details::<details::MandatoryDataMissing>().unwrap();
        details.key
    };
    let label = r#""error_label":"MANDATORY_DATA_MISSING""#;
    for (rest, expected) in [
        (r#""params":{"key":"in"}"#, Some("in")),
        (r#""key":"beside""#, Some("beside")),
        (r#""key":"beside","params":{}"#, Some("beside")),
        (r#""key":"beside","params":null"#, Some("beside")),
        (r#""key":"beside","params":"text""#, Some("beside")),
        (r#""key":"beside","params":{"key":"in"}"#, Some("in")),
        (r#""params":{"key":"in"},"key":"beside""#, Some("in")),
        (r#""params":{"KEY":"in"}"#, None),
    ] {
        assert_eq!(read(&format!("{{{label},{rest}}}")).as_deref(), expected, "{rest}");
        assert_eq!(read(&format!("{{{rest},{label}}}")).as_deref(), expected, "{rest}");
    }
}

#[test]
fn d16_of_two_waits_the_later_one_counts() {
    let at = |seconds| Some(SystemTime::UNIX_EPOCH + Duration::from_secs(seconds));
    for (inside, beside) in [(10, 60), (60, 10)] {
        let error = decode(format!(
            r#"{{"error_label":"STATUS_429","retry_after":{beside},"postponed_until":{beside}00000000,
            "params":{{"retry_after":"{inside}","postponed_until":"{inside}00000000"}}}}"#
        ));
        assert_eq!(error.retry_after(), Some(Duration::from_secs(60)));
        assert_eq!(error.postponed_until(), at(6_000_000_000));
        let details = error.details::<details::Status429>().unwrap();
        assert_eq!(details.retry_after, Some(Duration::from_secs(60)), "in {inside}, beside {beside}");
        assert_eq!(details.postponed_until, at(6_000_000_000), "in {inside}, beside {beside}");
    }
}

#[test]
fn d16_a_bad_wait_does_not_hide_a_good_one() {
    for body in [
        r#"{"error_label":"STATUS_429","retry_after":60,"params":{"retry_after":"soon"}}"#,
        r#"{"error_label":"STATUS_429","retry_after":"soon","params":{"retry_after":60}}"#,
    ] {
        let error = EdgesError::from_parts(429, (), body.as_bytes());
        assert_eq!(error.retry_after(), Some(Duration::from_secs(60)), "{body}");
        assert!(anomalies(&error).contains(&Anomaly::HintUnreadable { hint: "retry_after" }), "{body}");
    }
}

#[test]
fn extra_fields_are_kept_in_their_order_whatever_they_are_called() {
    let error = decode(
        r#"{"zeta":1,"error_label":"LK_524","data":{"a":[1]},"params":{"label":"x","message":"y","b":null},
        "validation_errors":{},"":"empty"}"#,
    );
    let names: Vec<String> = error.params().iter().map(|(name, _)| name.to_owned()).collect();
    assert_eq!(names, ["label", "message", "b", "zeta", "data", "validation_errors", ""]);
    assert_eq!(format!("{:?}", error.params()), format!("{{{names:?}}}").replace(['[', ']'], ""));
    assert!(!error.params().is_empty() && decode(r#"{"error_label":"LK_524"}"#).params().is_empty());
    assert_eq!(error.param("label").unwrap().to_text().as_deref(), Some("x"));
    assert_eq!(error.param("data").unwrap().raw(), r#"{"a":[1]}"#);
    assert_eq!(error.message(), None, "a param is no message");
    assert!(error.param("b").unwrap().is_null());
    assert_eq!(format!("{:?}", error.param("label").unwrap()), "Param(..)", "it may be sensitive");
    assert!(error.param("error_label").is_none() && error.param("params").is_none());
}
