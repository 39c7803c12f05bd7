//! What the API sends again by itself, and what it does not.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod support;

use edges_errors::retry::{Action, Execution, Progress, RetryPlan, StopReason};
use edges_errors::{EdgesError, Payload};
use support::*;

fn run(status: &str, until: &str, label: &str) -> EdgesError {
    let text =
        format!(r#"{{"status":"{status}","postponed_until":{until},"last_error":{{"label":"{label}"}}}}"#);
    Payload::Run.decode(text.as_bytes()).unwrap().next().unwrap()
}

fn callback(status: &str, until: &str, label: &str) -> EdgesError {
    let run = format!(r#""status":"{status}","postponed_until":{until}"#);
    let text = format!(r#"{{"run":{{{run}}},"error":{{"error_label":"{label}"}}}}"#);
    Payload::Callback.decode(text.as_bytes()).unwrap().next().unwrap()
}

const LABELS: [&str; 5] = ["LIMIT_REACHED", "STATUS_429", "LK_524", "LK_ERROR", "BAD_INPUT"];

#[test]
fn what_the_api_has_postponed_is_never_sent() {
    let in_an_hour = r#""2026-11-23T09:00:00Z""#;
    for label in LABELS {
        for error in [run("BLOCKED", in_an_hour, label), callback("BLOCKED", in_an_hour, label)] {
            for context in [get(), post(), post().execution(Execution::Async)] {
                let until = Some(wall(NOW + 3_600));
                assert_eq!(decide(&context, &error), Action::Await { until }, "{label}");
            }
        }
    }
}

#[test]
fn what_the_api_has_postponed_is_never_sent_though_its_time_cannot_be_read() {
    for label in LABELS {
        for time in [r#""soon""#, "{}", "[]", "true", "20261119"] {
            for error in [run("BLOCKED", time, label), callback("BLOCKED", time, label)] {
                assert!(error.is_postponed_by_api() && error.postponed_by_api().is_none(), "{label} {time}");
                assert_eq!(decide(&get(), &error), Action::Await { until: None }, "{label} {time}");
            }
        }
    }
    let decision = first(&get(), &run("BLOCKED", r#""soon""#, "LK_524"));
    let because = decision.to_string();
    assert!(
        because.contains("is resumed by the API itself at an unknown time: do not send it."),
        "{because}"
    );
}

/// Nobody waits for it here, so it may be as far or as long ago as it will.
#[test]
fn any_time_of_the_apis_own_is_awaited() {
    let until = |time: &str| decide(&get(), &run("BLOCKED", time, "LK_524"));
    assert_eq!(until(r#""2026-11-23T07:00:00Z""#), Action::Await { until: Some(wall(NOW)) });
    let far = Action::Await { until: Some(wall(253_402_300_799)) };
    assert_eq!(until(r#""9999-12-31T23:59:59Z""#), far);
}

#[test]
fn a_run_that_waits_for_a_limit_is_resumed_unless_it_has_ended() {
    let waits = br#"{"error":{"error_label":"LIMIT_REACHED"}}"#;
    let error = Payload::Callback.decode(waits).unwrap().next().unwrap();
    assert_eq!(decide(&get(), &error), Action::Await { until: None });
    for status in ["BLOCKED", "QUEUED", "SCHEDULED", "RUNNING", "CREATED"] {
        for error in [run(status, "null", "LIMIT_REACHED"), callback(status, r#""""#, "LIMIT_REACHED")] {
            assert_eq!(decide(&post(), &error), Action::Await { until: None }, "{status}");
        }
    }
    let named =
        br#"{"error":{"error_label":"LIMIT_REACHED","params":{"postponed_until":"2026-11-23T10:00:00Z"}}}"#;
    let error = Payload::Callback.decode(named).unwrap().next().unwrap();
    assert_eq!(decide(&get(), &error), Action::Await { until: Some(wall(NOW + 7_200)) });
    for status in ["FAILED", "STOPPED", "INVALID", "PARTIAL_SUCCEEDED"] {
        for error in [run(status, "null", "LIMIT_REACHED"), callback(status, "null", "LIMIT_REACHED")] {
            let yours = Action::Defer { not_before: wall(NOW + 86_400) };
            assert_eq!(decide(&post(), &error), yours, "{status}: it is nobody's to resume");
        }
    }
    let stored = EdgesError::from_json(br#"{"error_label":"LIMIT_REACHED"}"#).unwrap();
    let asynchronous = get().execution(Execution::Async);
    assert_eq!(decide(&asynchronous, &stored), Action::Await { until: None });
    assert!(matches!(decide(&get(), &stored), Action::Defer { .. }));
    assert!(
        matches!(decide(&asynchronous, &labelled("LIMIT_REACHED")), Action::Defer { .. }),
        "it was not begun"
    );
}

/// A run that has failed with another error is judged by it.
#[test]
fn a_blocked_run_without_a_time_is_judged_by_its_label() {
    for until in ["null", r#""""#, r#""  ""#] {
        let error = run("BLOCKED", until, "LK_ERROR");
        assert!(!error.is_postponed_by_api(), "{until}");
        assert_eq!(decide(&get(), &error), retry(millis(500)), "{until}");
    }
}

#[test]
fn an_awaited_request_is_not_put_back_and_uses_up_nothing() {
    let error = run("BLOCKED", r#""2026-11-23T09:00:00Z""#, "LK_524");
    let before = Progress { attempts: 2, deferrals: 3 };
    let mut state = RetryPlan::for_request(&get()).resume_at(before, now());
    let decision = state.on_failure_at(&error, now(), &mut bounds());
    assert_eq!(decision.action(), Action::Await { until: Some(wall(NOW + 3_600)) }, "spent or not");
    assert!(decision.deferred().is_none(), "no error that a queue would take");
    assert_eq!((state.progress(), decision.progress()), (before, before));
    assert_eq!(decision.wait(), None);
    let fields = decision.fields();
    assert_eq!((fields.action, fields.reason, fields.wait), ("await", "api", None));
    let because = decision.to_string();
    let words =
        "is resumed by the API itself: look again at 2026-11-23T09:00:00Z (in 1h), and do not send it.";
    assert!(because.ends_with(words), "{because}");
}

#[test]
fn a_run_that_failed_without_an_error_stops() {
    let error = Payload::Run.decode(br#"{"status":"FAILED","last_error":null}"#).unwrap().next().unwrap();
    assert_eq!(decide(&get(), &error), stop(StopReason::Unlisted));
}
