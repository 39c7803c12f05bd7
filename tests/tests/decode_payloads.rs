//! Errors that come without a response (callbacks, runs, run inputs, stored errors), serde in and out, and errors made by
//! hand.

#[allow(dead_code, reason = "each test uses a part of it")]
#[path = "support/advise.rs"]
mod advise;

#[path = "support/entries.rs"]
mod entries;

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use edges_errors::{EdgesError, ErrorLabel, InvalidPayload, Kind, Origin, Payload, Remedy, Scope, details};
use entries::entries;
use serde::{Deserialize, Serialize};

use advise::{advise, decide};

type Read = fn(&[u8]) -> Result<Option<EdgesError>, InvalidPayload>;

/// The two payloads: how each is read, the key of its error, and where that error is said to come from.
const PAYLOADS: [(Read, &str, Payload); 2] = [
    (|payload| Ok(Payload::Callback.decode(payload)?.next()), "error", Payload::Callback),
    (|payload| Ok(Payload::Run.decode(payload)?.next()), "last_error", Payload::Run),
];

fn at(seconds: u64) -> Option<SystemTime> {
    Some(UNIX_EPOCH + Duration::from_secs(seconds))
}

#[test]
fn the_documented_payloads_decode() {
    let callback = br#"{"callback_ref_uid":"c","run":{"run_uid":"r","batch_uid":"b","status":"FAILED"},"input":{},
        "custom_data":null,"error":{"error_label":"NOT_CONNECTED","error_scope":"integ","error_ref":"R","message":"m",
        "status_code":424,"params":{"a":"1"}},"results_count":0,"results":null}"#;
    let run = br#"{"uid":"r","status":"FAILED","last_error":{"label":"NOT_CONNECTED","message":"m","params":{"a":"1"}},
        "postponed_until":null,"retry_count":0}"#;
    let input = br#"{"uid":"i","status":"FAILED","input_data":{},"last_error":{"has_failed":true,"message":"m",
        "scope":"integ","label":"NOT_CONNECTED","error_ref":"R","params":{"a":"1"},"validation_errors":{"x":1}}}"#;
    for (origin, payload) in [(Payload::Callback, &callback[..]), (Payload::Run, run), (Payload::Run, input)]
    {
        let error = origin.decode(payload).unwrap().next().unwrap();
        assert_eq!(
            (error.kind(), error.label()),
            (Kind::Known, Some(ErrorLabel::NotConnected)),
            "{origin:?}"
        );
        assert_eq!(
            (error.origin(), error.status(), error.message()),
            (Origin::Payload(origin), None, Some("m"))
        );
        assert_eq!(error.param("a").unwrap().to_text().as_deref(), Some("1"), "{origin:?}");
        assert_eq!(decide(&error).remedy(), Some(Remedy::ConnectFirst));
        assert_eq!(error.scope().is_some(), payload != run);
        assert_eq!(error.anomalies().count(), 0, "a missing status is not odd");
        assert!(error.to_string().starts_with("NOT_CONNECTED: m"));
    }
    let error = Payload::Callback.decode(callback).unwrap().next().unwrap();
    assert_eq!((error.body_status(), error.error_ref()), (Some(424), Some("R")));
    let error = Payload::Run.decode(input).unwrap().next().unwrap();
    assert_eq!(error.param("validation_errors").unwrap().raw(), r#"{"x":1}"#);
}

#[test]
fn null_absent_and_not_failed_are_no_error() {
    for (read, key, origin) in PAYLOADS {
        for payload in [
            "{}".to_owned(),
            format!(r#"{{"{key}":null}}"#),
            format!(r#"{{"run":{{"status":"SUCCEEDED"}},"{key}": null ,"status":"SUCCEEDED"}}"#),
            format!(r#"{{"{key}":{{"has_failed":false}}}}"#),
            format!(r#"{{"{key}":{{"has_failed": false ,"message":null,"label":null,"params":{{}}}}}}"#),
            r#"{"Error":{},"LAST_ERROR":{},"errors":{}}"#.to_owned(),
            format!(r#"{{"{key}":[]}}"#),
        ] {
            assert!(read(payload.as_bytes()).unwrap().is_none(), "{origin:?} {payload}");
        }
        for payload in [
            format!(r#"{{"{key}":{{"has_failed":true,"label":"LK_524"}}}}"#),
            format!(r#"{{"{key}":{{"has_failed":null,"label":"LK_524"}}}}"#),
            format!(r#"{{"{key}":{{"error_label":"LK_524"}}}}"#),
            format!(r#"{{"{key}":{{"label":"LK_524","params":{{"has_failed":false}}}}}}"#),
        ] {
            let error = read(payload.as_bytes()).unwrap().unwrap();
            assert_eq!((error.label(), error.status()), (Some(ErrorLabel::Lk524), None), "{payload}");
        }
    }
}

#[test]
fn an_odd_error_in_a_payload_is_an_error_of_its_kind() {
    for (read, key, origin) in PAYLOADS {
        for (value, kind) in [
            ("{}", Kind::NoLabel),
            (r#""it broke""#, Kind::NotObject),
            ("true", Kind::NotObject),
            (r#"{"label":"NEW"}"#, Kind::UnknownLabel),
            (r#"{"label":"A","label":"B"}"#, Kind::Malformed),
        ] {
            let error = read(format!(r#"{{"{key}":{value}}}"#).as_bytes()).unwrap().unwrap();
            assert_eq!((error.kind(), error.status()), (kind, None), "{origin:?} {value}");
            assert!(!format!("{error} {error:?} {}", advise(&error)).is_empty());
        }
    }
}

#[test]
fn a_run_that_failed_without_an_error_did_fail() {
    for (read, key, origin) in PAYLOADS {
        let payload = |status: &str, error: &str| match origin {
            Payload::Callback => format!(r#"{{"run":{{"status":"{status}"}}{error}}}"#),
            _ => format!(r#"{{"status":"{status}"{error}}}"#),
        };
        let null = format!(r#","{key}": null"#);
        for status in ["FAILED", "INVALID", "STOPPED"] {
            for error in [null.as_str(), ""] {
                let error = read(payload(status, error).as_bytes()).unwrap().unwrap();
                assert_eq!(
                    (error.kind(), error.label(), error.origin()),
                    (Kind::NoBody, None, Origin::Payload(origin)),
                    "{status}"
                );
            }
            let contradicts = payload(status, &format!(r#","{key}":{{"has_failed":false}}"#));
            assert_eq!(read(contradicts.as_bytes()).unwrap().unwrap().kind(), Kind::NoLabel, "{contradicts}");
        }
        for status in ["SUCCEEDED", "PARTIAL_SUCCEEDED", "RUNNING", "BLOCKED", "failed"] {
            for error in [null.as_str(), ""] {
                assert!(read(payload(status, error).as_bytes()).unwrap().is_none(), "{status}");
            }
        }
    }
}

#[test]
fn a_payload_that_is_no_json_object_is_refused() {
    let payloads =
        ["", " ", "null", "[]", "1", r#""x""#, "<html>", "{", r#"{"error":{}"#, "{}{}", "{},", "\0"];
    for payload in payloads {
        for (read, _, origin) in PAYLOADS {
            assert!(read(payload.as_bytes()).is_err(), "{origin:?} {payload}");
        }
        let refused = EdgesError::from_json(payload.as_bytes()).unwrap_err();
        assert_eq!(refused.to_string(), "the payload is not a JSON object");
    }
}

/// A payload that contradicts itself is not a success: who reads it otherwise sees the failure.
#[test]
fn a_payload_with_two_conflicting_errors_is_no_success() {
    for (read, key, origin) in PAYLOADS {
        for payload in [
            format!(r#"{{"{key}":{{"label":"LK_524"}},"{key}":null}}"#),
            format!(r#"{{"{key}":null,"{key}":{{"label":"LK_524"}}}}"#),
            format!(r#"{{"{key}":{{"label":"LK_524","has_failed":true,"has_failed":false}}}}"#),
        ] {
            assert!(!matches!(read(payload.as_bytes()), Ok(None)), "{origin:?} {payload}");
        }
    }
}

#[test]
fn a_payload_may_be_large_and_its_error_may_not() {
    let results = format!("[{}1]", "1,".repeat(200_000));
    let payload = format!(r#"{{"results":{results},"error":{{"error_label":"LK_524"}},"more":{results}}}"#);
    let error = Payload::Callback.decode(payload.as_bytes()).unwrap().next().unwrap();
    assert_eq!((error.kind(), error.label()), (Kind::Known, Some(ErrorLabel::Lk524)));
    assert_eq!(error.body(), br#"{"error_label":"LK_524"}"#, "only the error object is kept");
    let payload = format!(r#"{{"error":{{"error_label":"LK_524","data":{results}}}}}"#);
    let error = Payload::Callback.decode(payload.as_bytes()).unwrap().next().unwrap();
    assert_eq!((error.kind(), error.label()), (Kind::TooLarge, Some(ErrorLabel::Lk524)));
}

#[test]
fn the_body_status_stands_in_where_there_was_no_response() {
    let read = |body: &str| Payload::Callback.decode(body.as_bytes()).unwrap().next().unwrap();
    let error = read(r#"{"error":{"error_label":"NEW","status_code":500,"error_ref":"R"}}"#);
    assert_eq!((error.status(), error.body_status()), (None, Some(500)));
    assert_eq!(decide(&error).remedy(), Some(Remedy::ContactSupport));
    assert!(advise(&error).contains('R'));
}

#[test]
fn the_api_postpones_a_run_that_is_blocked_and_says_until_when() {
    let run = |status: &str, until: &str| {
        format!(r#"{{"status":{status},"postponed_until":{until},"last_error":{{"label":"LIMIT_REACHED"}}}}"#)
    };
    let time = r#""2026-11-23T08:00:00Z""#;
    let read = |text: String| Payload::Run.decode(text.as_bytes()).unwrap().next().unwrap();
    let blocked = read(run(r#""BLOCKED""#, time));
    assert_eq!(blocked.postponed_by_api(), at(1_795_420_800));
    assert_eq!(blocked.postponed_until(), at(1_795_420_800), "it is also a hint");
    assert_eq!(read(run(r#""FAILED""#, time)).postponed_by_api(), None);
    assert_eq!(read(run("null", time)).postponed_by_api(), None);
    assert_eq!(read(run(r#""BLOCKED""#, "null")).postponed_by_api(), None);
    let unreadable = read(run(r#""BLOCKED""#, r#""soon""#));
    assert_eq!((unreadable.postponed_by_api(), unreadable.is_postponed_by_api()), (None, true));
    let callback =
        format!(r#"{{"run":{{"status":"BLOCKED","postponed_until":{time}}},"error":{{"label":"LK_524"}}}}"#);
    let error = Payload::Callback.decode(callback.as_bytes()).unwrap().next().unwrap();
    assert_eq!(error.postponed_by_api(), at(1_795_420_800));
}

#[test]
fn the_later_of_the_runs_time_and_the_errors_counts() {
    for (run, error) in [(1_800_000_000, 1_900_000_000), (1_900_000_000, 1_800_000_000)] {
        let payload = format!(
            r#"{{"status":"BLOCKED","postponed_until":{run},
            "last_error":{{"label":"LIMIT_REACHED","params":{{"postponed_until":"{error}"}}}}}}"#
        );
        let error = Payload::Run.decode(payload.as_bytes()).unwrap().next().unwrap();
        assert_eq!(error.postponed_until(), at(1_900_000_000));
    }
}

/// Objects in every dress: white space, escapes, numbers that a float would change, order, duplicates, depth.
fn objects() -> Vec<String> {
    let mut objects: Vec<String> = [
        "{}",
        r#"{ "error_label" : "LK_524" ,	"params":{ } }"#,
        r#"{"z":1,"a":2,"error_label":"LK_524","m":[3, 2 ,1],"params":{"b":1,"a":{}}}"#,
        r#"{"error_label":"LK\u005f524","message":"\/\u00e9\ud83d\ude00\ud800","n":[1.0,1e5,1E400,-0,-0.0]}"#,
        r#"{"n":123456789012345678901234567890.10,"m":0.1000,"k":18446744073709551616}"#,
        r#"{"label":"A","label":"B","x":1,"x":1}"#,
        r#"{"error_label":null,"params":null,"":"","é":"é"}"#,
    ]
    .map(str::to_owned)
    .into();
    objects.push(format!(r#"{{"deep":{}{}}}"#, "[".repeat(5_000), "]".repeat(5_000)));
    objects
}

#[test]
fn a_decoded_object_encodes_back_to_its_entries_byte_for_byte() {
    for object in objects() {
        for error in [
            EdgesError::from_parts(424, (), object.as_bytes()),
            EdgesError::from_parts(200, (), object.as_bytes()),
            EdgesError::from_json(object.as_bytes()).unwrap(),
            Payload::Callback
                .decode(format!(r#"{{"error": {object} }}"#).as_bytes())
                .unwrap()
                .next()
                .unwrap(),
        ] {
            assert_eq!(error.body(), object.as_bytes());
            let encoded = serde_json::to_string(&error).unwrap();
            assert_eq!(entries(&encoded), entries(&object));
            let again = EdgesError::from_json(encoded.as_bytes()).unwrap();
            assert_eq!((again.origin(), again.status()), (Origin::Stored, None));
            assert_eq!(serde_json::to_string(&again).unwrap(), encoded);
        }
        let with_mark = EdgesError::from_parts(424, (), format!("\u{feff} {object}\n").as_bytes());
        assert_eq!(
            entries(&serde_json::to_string(&with_mark).unwrap()),
            entries(&object),
            "without what stands around it"
        );
    }
}

#[test]
fn what_was_no_object_encodes_as_an_object_that_decodes() {
    for body in ["", "<html>", "null", "[]", r#"{"error_label":"LK_524","#, "{}{}"] {
        let error = EdgesError::from_parts(502, (), body.as_bytes());
        let encoded = serde_json::to_vec(&error).unwrap();
        let again = EdgesError::from_json(&encoded).unwrap();
        assert_eq!((again.status(), again.body_status()), (None, Some(502)), "{body}");
    }
}

#[derive(Serialize, Deserialize)]
struct Job {
    id: u32,
    #[serde(flatten)]
    error: EdgesError,
}

#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum Answer {
    Fine { results: Vec<u32> },
    Failed(EdgesError),
}

#[derive(Serialize, Deserialize)]
struct Nested {
    errors: Vec<Option<EdgesError>>,
}

const ORDERED: &str = r#"{"zeta":1,"error_label":"LK_524","alpha":-2,"error_ref":"R","params":{"y":"é\n","b":[1.5,null,true,{"d":18446744073709551615}],"a":{}},"mid":"\"\\","CamelCase \"é\"":"X"}"#;

#[test]
fn deserialize_works_inside_flatten_and_untagged_and_keeps_the_order() {
    let plain: EdgesError = serde_json::from_str(ORDERED).unwrap();
    let job: Job = serde_json::from_str(&format!(r#"{{"id":7,{}"#, &ORDERED[1..])).unwrap();
    let Answer::Failed(untagged) = serde_json::from_str(ORDERED).unwrap() else { unreachable!() };
    let nested: Nested = serde_json::from_str(&format!(r#"{{"errors":[null,{ORDERED}]}}"#)).unwrap();
    let nested = nested.errors.into_iter().flatten().next().unwrap();
    let from_reader: EdgesError = serde_json::from_reader(ORDERED.as_bytes()).unwrap();
    assert_eq!(job.id, 7);
    for error in [plain, job.error, untagged, nested, from_reader] {
        assert_eq!((error.kind(), error.label()), (Kind::Known, Some(ErrorLabel::Lk524)));
        assert_eq!((error.origin(), error.status(), error.error_ref()), (Origin::Stored, None, Some("R")));
        assert_eq!(serde_json::to_string(&error).unwrap(), ORDERED);
    }
    let fine: Answer = serde_json::from_str(r#"{"results":[1]}"#).unwrap();
    assert!(matches!(fine, Answer::Fine { results } if results == [1]));
}

#[test]
fn an_error_is_written_inside_other_data() {
    let error = EdgesError::from_json(ORDERED.as_bytes()).unwrap();
    let nested = Nested { errors: vec![None, Some(error.clone())] };
    assert_eq!(serde_json::to_string(&nested).unwrap(), format!(r#"{{"errors":[null,{ORDERED}]}}"#));
    let value = serde_json::to_value(&error).unwrap();
    assert_eq!(value, serde_json::from_str::<serde_json::Value>(ORDERED).unwrap());
    let again: EdgesError = serde_json::from_value(value).unwrap();
    assert_eq!(again.label(), Some(ErrorLabel::Lk524));
}

/// What was read through `flatten` is written through it.
#[test]
fn an_error_is_written_inside_flatten() {
    let text = format!(r#"{{"id":7,{}"#, &ORDERED[1..]);
    let job: Job = serde_json::from_str(&text).unwrap();
    assert_eq!(serde_json::to_string(&job).unwrap(), text);
}

#[test]
fn deserialize_refuses_what_is_no_object() {
    for text in ["null", "[]", "1", r#""LK_524""#, "true", "{", ""] {
        assert!(serde_json::from_str::<EdgesError>(text).is_err(), "{text}");
    }
    assert!(serde_json::from_str::<Option<EdgesError>>("null").unwrap().is_none());
}

#[test]
fn numbers_survive_deserialize() {
    let text =
        r#"{"params":{"a":0,"b":-1,"c":1.5,"d":1e3,"e":18446744073709551615,"f":-9223372036854775808}}"#;
    let error: EdgesError = serde_json::from_str(text).unwrap();
    let number = |name| error.param(name).unwrap().to_number();
    let expected = [0.0, -1.0, 1.5, 1000.0, 18_446_744_073_709_551_615.0, -9_223_372_036_854_775_808.0];
    for (name, expected) in ["a", "b", "c", "d", "e", "f"].into_iter().zip(expected) {
        assert_eq!(number(name), Some(expected), "{name}");
    }
    assert_eq!(error.param("e").unwrap().raw(), "18446744073709551615");
}

#[test]
fn an_error_made_by_hand_is_one_that_the_api_could_have_sent() {
    let error = EdgesError::builder(ErrorLabel::LimitReached)
        .status(424)
        .scope(Scope::Integ)
        .error_ref("R\"\n")
        .message("Daily limit reached for \"profile views\".")
        .param("postponed_until", "first")
        .param("postponed_until", "2026-11-23T08:00:00Z")
        .param("a \"quoted\" name", vec![1, 2])
        .header("Retry-After", "7")
        .build();
    assert_eq!((error.kind(), error.label()), (Kind::Known, Some(ErrorLabel::LimitReached)));
    assert_eq!(
        (error.status(), error.body_status(), error.origin()),
        (Some(424), Some(424), Origin::Response)
    );
    assert_eq!((error.scope(), error.error_ref()), (Some(Scope::Integ), Some("R\"\n")));
    assert_eq!(error.details::<details::LimitReached>().unwrap().postponed_until, at(1_795_420_800));
    assert_eq!(error.retry_after(), Some(Duration::from_secs(7)));
    assert_eq!(error.param("a \"quoted\" name").unwrap().raw(), "[1,2]");
    assert_eq!(error.message_args().next(), Some(("service", "\"profile views\"")));
    assert_eq!(error.anomalies().count(), 0);
    let plain = EdgesError::builder(ErrorLabel::NoAccess).build();
    assert_eq!((plain.status(), plain.message(), plain.error_ref()), (Some(402), None, None));
    assert!(plain.params().is_empty());
}
