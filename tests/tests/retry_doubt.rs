//! What is there and cannot be read, what has passed, and what broke off.

mod support;

use std::time::Duration;

use edges_errors::retry::{Action, Progress, RequestContext, RetryPlan, StopReason};
use edges_errors::{EdgesError, Kind, Payload};
use support::*;

mod shop {
    //! A status whose labels agree, one whose labels differ, and a limit stricter than its status.
    edges_errors::catalogue! { inline = r#"
        [catalogue]
        name = "Shop"
        error = "ShopError"
        revision = "1"
        reference = "https://shop.example/errors"
        [envelope]
        label = ["error_label", "label"]
        error_ref = "error_ref"
        message = "message"
        params = ["params", "."]
        [categories.stock]
        fault = "caller"
        doc = "Stock."
        [remedies.wait]
        doc = "Wait."
        [retry.never]
        strategy = "never"
        [retry.hourly]
        strategy = "fixed"
        delay = "1h"
        [retry.backoff]
        strategy = "exponential"
        base = "2s"
        cap = "5m"
        [statuses.409]
        title = "Conflict"
        doc = "Conflict."
        retry = "never"
        [statuses.410]
        title = "Gone"
        doc = "Gone."
        retry = "never"
        [statuses.412]
        title = "Precondition Failed"
        doc = "Somebody was faster, and nothing was done."
        retry = "backoff"
        effect = "none"
        [statuses.413]
        title = "Content Too Large"
        doc = "The order was taken, and its receipt did not fit."
        retry = "never"
        effect = "applied"
        [statuses.429]
        title = "Too many"
        doc = "Too many."
        retry = "backoff"
        [rate_limits.till]
        doc = "The till."
        signal = { header = "X-Till" }
        applies_to = ["shop"]
        retry = "hourly"
        effect = "none"
        [errors.SOLD_OUT]
        statuses = [409, 410]
        category = "stock"
        retry = "never"
        remedy = "wait"
        doc = "Sold out."
        [errors.BUSY]
        statuses = [409]
        category = "stock"
        retry = "backoff"
        remedy = "wait"
        effect = "none"
        doc = "Busy."
    "# }
}

use shop::ShopError;

fn hinted(label: &str, values: &[&str]) -> EdgesError {
    let headers: Vec<_> = values.iter().map(|value| ("Retry-After", *value)).collect();
    EdgesError::from_parts(424, &headers, format!(r#"{{"error_label":"{label}"}}"#).as_bytes())
}

fn defer(wait: u64) -> Action {
    Action::Defer { not_before: wall(NOW + wait) }
}

#[test]
fn an_unreadable_hint_never_makes_a_wait_shorter() {
    let get = get();
    assert_eq!(
        decide(&get, &hinted("LK_ERROR", &["soon"])),
        defer(60),
        "a cap of 20 s, and at least a minute"
    );
    assert_eq!(decide(&get, &hinted("NO_DATA_LOADED", &["soon"])), defer(60), "a delay of 5 s");
    assert_eq!(decide(&get, &hinted("LK_524", &["soon"])), defer(120), "its delay is longer");
    assert_eq!(decide(&get, &hinted("LIMIT_REACHED", &["soon"])), defer(86_400), "the fallback");
    let error = ShopError::from_parts(409, [("Retry-After", "soon")], br#"{"label":"BUSY"}"#);
    assert_eq!(decide(&get, &error), defer(300), "the cap, not the first wait");
    let plain = EdgesError::from_parts(503, [("Retry-After", "soon")], b"");
    assert_eq!(decide(&get, &plain), defer(60));
    let patient = RetryPlan::for_request(&get).max_inline_wait(Duration::MAX);
    let decision = patient.start_at(now()).on_failure_at(&plain, now(), &mut bounds());
    assert_eq!(decision.action(), defer(60), "deferred, however long a wait in place may be");
    let because = first(&get, &plain).to_string();
    assert!(because.contains("`Retry-After` cannot be read"), "{because}");
}

#[test]
fn of_an_unreadable_hint_and_a_readable_one_the_longer_wait_holds() {
    assert_eq!(decide(&get(), &hinted("LK_ERROR", &["300", "soon"])), defer(300));
    assert_eq!(decide(&get(), &hinted("LK_ERROR", &["30", "soon"])), defer(60));
    assert_eq!(decide(&post(), &hinted("LIMIT_REACHED", &["3600", "soon"])), defer(86_400));
    let far = hinted("LK_ERROR", &["3888001", "soon"]);
    assert_eq!(decide(&get(), &far), stop(StopReason::WaitTooLong));
}

#[test]
fn an_unreadable_hint_never_makes_a_retry_out_of_a_stop() {
    for label in ["BAD_INPUT", "PROXY_ERROR", "SN_CONFLICT"] {
        assert_eq!(decide(&get(), &hinted(label, &["soon"])), decide(&get(), &labelled(label)), "{label}");
    }
    assert_eq!(decide(&post(), &hinted("LK_ERROR", &["soon"])), stop(StopReason::NotIdempotent));
    let plan = RetryPlan::for_request(&get());
    let decision = plan.resume_at(attempted(2), now()).on_failure_at(
        &hinted("LK_ERROR", &["soon"]),
        now(),
        &mut bounds(),
    );
    assert_eq!(decision.action(), stop(StopReason::AttemptsExhausted));
}

#[test]
fn what_is_absent_is_no_hint() {
    for value in ["null", r#""""#, r#"" ""#] {
        let body = format!(r#"{{"error_label":"STATUS_429","params":{{"retry_after":{value}}}}}"#);
        let error = EdgesError::from_parts(429, [("Retry-After", " ")], body.as_bytes());
        assert_eq!(decide(&get(), &error), retry(seconds(5)), "{value}");
    }
}

#[test]
fn a_time_that_has_passed_is_reached_the_first_time_and_not_the_second() {
    let reset = |until: &str| {
        let body = format!(r#"{{"error_label":"LIMIT_REACHED","params":{{"postponed_until":"{until}"}}}}"#);
        EdgesError::from_parts(424, (), body.as_bytes())
    };
    let plan = RetryPlan::for_request(&post());
    for error in [
        reset("2026-11-23T07:59:59Z"),
        reset("2026-11-23T08:00:00Z"),
        hinted("LIMIT_REACHED", &["0"]),
        hinted("LIMIT_REACHED", &["-1"]),
    ] {
        let mut state = plan.start_at(now());
        let mut next = |random| state.on_failure_at(&error, now(), || random).action();
        assert_eq!(next(0), retry(seconds(1)), "it ended a second ago");
        assert_eq!(next(0), defer(86_400), "and it is named again");
    }
    let latest = plan.start_at(now()).on_failure_at(&reset("2026-11-23T07:59:59Z"), now(), || u64::MAX);
    assert_eq!(latest.action(), retry(seconds(10)), "those that waited for it do not come at once");
    for progress in [attempted(1), Progress { attempts: 0, deferrals: 1 }] {
        let decision = plan.resume_at(progress, now()).on_failure_at(
            &reset("2026-11-23T07:59:59Z"),
            now(),
            &mut bounds(),
        );
        assert_eq!(decision.action(), defer(86_400), "{progress:?} has used it");
    }
    let both = r#"{"error_label":"LIMIT_REACHED","params":{"postponed_until":"2026-11-23T07:00:00Z"}}"#;
    let ahead = EdgesError::from_parts(424, [("Retry-After", "7200")], both.as_bytes());
    assert_eq!(decide(&post(), &ahead), defer(7_200), "another lies ahead");
    let once = plan.max_attempts(1);
    let mut progress = Progress::default();
    let mut waits = Vec::new();
    for _ in 0..3 {
        let error = reset("2026-11-23T07:59:59Z");
        let decision = once.resume_at(progress, now()).on_failure_at(&error, now(), || 0);
        waits.push(decision.wait().unwrap().as_secs());
        progress = decision.progress();
    }
    assert_eq!(waits, [1, 86_400, 86_400], "nothing is polled through a queue");
}

fn broken(status: u16, label: &str) -> EdgesError {
    EdgesError::from_parts(status, (), format!(r#"{{"error_label":"{label}","#).as_bytes())
}

#[test]
fn with_a_label_a_broken_answer_is_the_stricter_of_the_label_and_a_lost_connection() {
    for status in [424, 503, 404, 999] {
        assert_eq!(decide(&get(), &broken(status, "BAD_INPUT")), stop(StopReason::NotRetryable), "{status}");
        assert_eq!(decide(&get(), &broken(status, "PROXY_ERROR")), stop(StopReason::NeedsRemedy), "{status}");
    }
    assert_eq!(
        decide(&get(), &broken(424, "LK_ERROR")),
        retry(millis(500)),
        "an idempotent request is sent again"
    );
    assert_eq!(decide(&get(), &broken(424, "NO_DATA_LOADED")), retry(seconds(5)), "the longer wait");
    assert_eq!(decide(&get(), &broken(424, "LIMIT_REACHED")), defer(86_400));
    for label in ["LIMIT_REACHED", "LK_ERROR"] {
        assert_eq!(
            decide(&post(), &broken(424, label)),
            stop(StopReason::NotIdempotent),
            "{label}: its effect is not believed"
        );
    }
    let slow = RetryPlan::for_request(&get()).transport_backoff(seconds(7), seconds(9));
    let decision = slow.start_at(now()).on_failure_at(&broken(424, "LK_ERROR"), now(), &mut bounds());
    assert_eq!(decision.action(), retry(seconds(7)), "as the plan has it");
    let because = decision.to_string();
    assert!(because.contains("its answer broke off, so it counts as a lost connection too"), "{because}");
}

#[test]
fn without_a_label_it_is_the_stricter_of_the_status_and_a_lost_connection() {
    let cut = |status| EdgesError::from_parts(status, (), r#"{"error_lab"#);
    let unlisted = |status| broken(status, "MADE_UP");
    for error in [cut, unlisted] {
        assert_eq!(error(424).kind(), Kind::Malformed);
        let is_listed = error(424).label_str().is_none();
        for status in [400, 401, 404, 500] {
            let reason = if is_listed { StopReason::NotRetryable } else { StopReason::Unlisted };
            assert_eq!(decide(&get(), &error(status)), stop(reason), "{status}");
        }
        assert_eq!(decide(&get(), &error(418)), stop(StopReason::Unlisted));
        assert_eq!(decide(&get(), &error(503)), retry(millis(500)));
        assert_eq!(decide(&get(), &error(429)), retry(seconds(5)), "a lost connection is not slower");
        assert_eq!(decide(&post(), &error(503)), stop(StopReason::NotIdempotent));
    }
}

#[test]
fn a_status_whose_labels_differ_says_nothing_of_a_broken_answer() {
    let cut = EdgesError::from_parts(424, (), r#"{"error_lab"#);
    let decision = first(&get(), &cut);
    assert_eq!(decision.action(), retry(millis(500)));
    let because = decision.to_string();
    assert!(
        because.starts_with("Status 424, whose answer broke off before its label, is sent again"),
        "{because}"
    );
    assert_eq!((decision.location(), decision.fields().error_type), (None, "_OTHER"));
    assert_eq!(decide(&post(), &cut), stop(StopReason::NotIdempotent));
    let whole = EdgesError::from_parts(424, (), b"{}");
    assert_eq!(decide(&get(), &whole), stop(StopReason::NotRetryable), "a whole one is what it says");
    let shop = |status| decide(&get(), &ShopError::from_parts(status, (), b"{"));
    assert_eq!(shop(409), retry(millis(500)), "as the catalogue has it");
    assert_eq!(shop(410), stop(StopReason::NotRetryable));
}

#[test]
fn a_label_out_of_a_broken_body_does_not_forget_the_limits_header() {
    let headers = [("X-Till", "1")];
    let limited =
        |body: &[u8], context: &RequestContext| decide(context, &ShopError::from_parts(429, headers, body));
    assert_eq!(limited(br#"{"label":"BUSY","#, &get()), defer(3_600), "the limit's wait is the longer one");
    assert_eq!(limited(b"{", &get()), defer(3_600));
    assert_eq!(limited(b"{", &post()), stop(StopReason::NotIdempotent), "as a lost connection");
    assert_eq!(limited(b"", &post()), defer(3_600), "an answer that is whole is a refusal");
    assert_eq!(limited(br#"{"label":"BUSY"}"#, &get()), retry(seconds(2)), "a whole label is a surer sign");
}

/// A payload came whole, whatever its error object is: no connection was lost.
#[test]
fn an_error_of_a_run_that_contradicts_itself_is_no_lost_connection() {
    let callback = br#"{"error":{"label":"LK_524","label":"LK_ERROR"}}"#;
    let error = Payload::Callback.decode(callback).unwrap().next().unwrap();
    assert_eq!((error.kind(), decide(&get(), &error)), (Kind::Malformed, stop(StopReason::Unlisted)));
}

/// What the status alone says holds without a listed label.
#[test]
fn a_status_that_turns_requests_away_leaves_no_doubt() {
    for status in [400, 401, 402, 403, 404] {
        for body in ["", "<html>", "{}", r#"{"error_label":"NEW_LABEL"}"#] {
            let decision = first(&post(), &EdgesError::from_parts(status, (), body));
            assert!(!decision.is_in_doubt(), "{status} {body}: {decision} {}", decision.advice());
            assert!(matches!(decision.action(), Action::Stop { .. }), "{status} {body}: {decision}");
        }
        let cut = EdgesError::from_parts(status, (), r#"{"error_label":"NEW_"#);
        assert!(first(&post(), &cut).is_in_doubt(), "{status}: nobody knows what was to follow");
    }
    for status in [405, 408, 422, 424, 429, 500, 502, 503, 504, 599] {
        let decision = first(&post(), &EdgesError::from_parts(status, (), ""));
        assert!(decision.is_in_doubt(), "{status}: {decision}");
    }
}

#[test]
fn the_effect_of_a_status_decides_about_a_post() {
    let decide_on = |status: u16| first(&post(), &ShopError::from_parts(status, (), ""));
    assert_eq!(decide_on(412).action(), retry(seconds(2)), "nothing was done");
    let applied = decide_on(413);
    assert_eq!(applied.action(), stop(StopReason::NotRetryable));
    assert!(!applied.is_in_doubt(), "it is known that it was done");
    assert_eq!(decide_on(429).action(), stop(StopReason::NotIdempotent), "nothing is known");
    let cut = ShopError::from_parts(412, (), r#"{"label":"#);
    assert_eq!(first(&post(), &cut).action(), stop(StopReason::NotIdempotent));
}
