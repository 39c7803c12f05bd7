//! A refusal is not an attempt: what a rate limit puts off is the same request as before.

mod support;

use std::time::Duration;

use edges_errors::retry::{
    Action, Decision, Failure, Progress, RequestContext, RetryBudget, RetryPlan, StopReason,
};
use edges_errors::{EdgesError, ErrorLabel};
use support::*;

mod shop {
    //! A header that signals a limit with a backoff, and waits of a quarter.
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
        [retry.backoff]
        strategy = "exponential"
        base = "4s"
        cap = "30s"
        [retry.quarter]
        strategy = "fixed"
        delay = "90d"
        [retry.season]
        strategy = "until"
        fallback = "90d"
        [rate_limits.till]
        doc = "The till."
        signal = { header = "X-Till" }
        applies_to = ["shop"]
        retry = "backoff"
        effect = "none"
        [errors.CLOSED]
        statuses = [409]
        category = "stock"
        retry = "quarter"
        remedy = "wait"
        doc = "Closed."
        [errors.WINTER]
        statuses = [410]
        category = "stock"
        retry = "season"
        remedy = "wait"
        doc = "Winter."
        [errors.FULL]
        statuses = [429]
        category = "stock"
        retry = "backoff"
        remedy = "wait"
        effect = "none"
        doc = "Full."
        [errors.BUSY]
        statuses = [429]
        category = "stock"
        retry = "backoff"
        remedy = "wait"
        doc = "Busy."
    "# }
}

use shop::ShopError;

/// The plan's limit, which a header signals.
fn plan_limit(retry_after: Option<&str>) -> EdgesError {
    let hint = retry_after.map(|hint| ("Retry-After", hint));
    let headers: Vec<_> = [("X-RateLimit-Type", "/v1/runs")].into_iter().chain(hint).collect();
    EdgesError::from_parts(429, &headers, b"")
}

fn busy() -> EdgesError {
    EdgesError::from_parts(503, (), b"")
}

fn judge(plan: &RetryPlan, progress: Progress, error: &EdgesError) -> Decision<ErrorLabel> {
    plan.resume_at(progress, now()).on_failure_at(error, now(), &mut bounds())
}

fn defer(wait: u64) -> Action {
    Action::Defer { not_before: wall(NOW + wait) }
}

#[test]
fn a_job_that_meets_its_quota_on_thirty_days_is_deferred_thirty_times() {
    let plan = RetryPlan::for_request(&post());
    let mut progress = Progress::default();
    for day in 1..=30 {
        let decision = judge(&plan, progress, &labelled("LIMIT_REACHED"));
        assert_eq!(decision.action(), defer(86_400), "day {day}");
        progress = decision.deferred().unwrap().progress();
        assert_eq!(progress, Progress { attempts: 0, deferrals: day });
        assert_eq!(decision.fields().resends, day - 1, "it was sent all the same");
    }
    let failed = judge(&RetryPlan::for_request(&get()), progress, &labelled("LK_ERROR"));
    assert!(matches!(failed.action(), Action::Retry { .. }), "{failed:?}");
}

#[test]
fn where_attempts_are_spent_a_refusal_is_deferred_and_not_stopped() {
    let plan = RetryPlan::for_request(&get());
    let mut state = plan.start_at(now());
    let mut next = |error: &EdgesError| state.on_failure_at(error, now(), &mut bounds()).action();
    assert_eq!(next(&busy()), retry(millis(500)));
    assert_eq!(next(&busy()), retry(millis(1_000)));
    assert_eq!(next(&labelled("LIMIT_REACHED")), defer(86_400), "the third request meets the limit");

    let spent = attempted(2);
    let short = judge(&plan, spent, &plan_limit(Some("7")));
    assert_eq!(short.action(), defer(7), "short enough to be made in place");
    assert_eq!(short.deferred().unwrap().progress(), Progress { attempts: 2, deferrals: 1 });
    for (error, why) in [(busy(), "a status"), (labelled("LK_524"), "a label that is no limit's")] {
        assert_eq!(judge(&plan, spent, &error).action(), stop(StopReason::AttemptsExhausted), "{why}");
    }
    let unknown = EdgesError::from_parts(429, (), b"");
    assert_eq!(
        judge(&plan, spent, &unknown).action(),
        stop(StopReason::AttemptsExhausted),
        "whose limit, and what it did"
    );
    let careful = plan.max_attempts(1);
    assert_eq!(judge(&careful, Progress::default(), &labelled("LIMIT_REACHED")).action(), defer(86_400));
}

/// LINKEDIN's own limit may have let something through, so it counts.
#[test]
fn what_may_have_been_done_counts_as_an_attempt() {
    let plan = RetryPlan::for_request(&get()).max_inline_wait(Duration::ZERO);
    for label in ["STATUS_429", "LK_524", "LK_ERROR"] {
        let decision = judge(&plan, Progress::default(), &labelled(label));
        let deferred = decision.deferred().unwrap();
        assert_eq!(deferred.progress(), Progress { attempts: 1, deferrals: 0 }, "{label}");
        assert_eq!(
            judge(&plan, attempted(2), &labelled(label)).action(),
            stop(StopReason::AttemptsExhausted)
        );
    }
}

/// The header says that a limit refused the request, and the label that nothing was done.
#[test]
fn a_limit_that_a_header_signals_refuses_beside_a_label_too() {
    let answer = |label: &str, headers: &[(&str, &str)]| {
        let error = ShopError::from_parts(429, headers, format!(r#"{{"error_label":"{label}"}}"#));
        let plan = RetryPlan::for_request(&get());
        plan.resume_at(attempted(2), now()).on_failure_at(&error, now(), bounds()).action()
    };
    let limited = [("X-Till", "1"), ("Retry-After", "20")];
    assert_eq!(answer("FULL", &limited), defer(20));
    let spent = stop(StopReason::AttemptsExhausted);
    assert_eq!(answer("FULL", &[("Retry-After", "20")]), spent, "no limit");
    assert_eq!(answer("BUSY", &limited), spent, "the label's effect holds, not the limit's");
}

#[test]
fn retries_in_place_count_whatever_refused_them() {
    let mut state = RetryPlan::for_request(&post()).start_at(now());
    let mut next = || state.on_failure_at(&plan_limit(Some("2")), now(), &mut bounds()).action();
    assert_eq!([next(), next(), next()], [retry(seconds(2)), retry(seconds(2)), defer(2)]);
    assert_eq!(state.progress(), Progress { attempts: 2, deferrals: 1 });
}

/// A stay that is over, or a budget that is spent, ends no job either that was only refused.
#[test]
fn where_time_or_tokens_are_spent_a_refusal_is_deferred_too() {
    let error = plan_limit(Some("10"));
    let start = now();
    let late = later(start, seconds(295));
    let mut state = RetryPlan::for_request(&post()).start_at(start);
    let action = state.on_failure_at(&error, late, &mut bounds()).action();
    assert_eq!(action, Action::Defer { not_before: late.wall + seconds(10) });
    let mut state = RetryPlan::for_request(&get()).start_at(start);
    let hinted = EdgesError::from_parts(503, [("Retry-After", "10")], b"");
    let action = state.on_failure_at(&hinted, late, &mut bounds()).action();
    assert_eq!(action, stop(StopReason::DeadlineExceeded), "what was not refused");

    let budget = RetryBudget::new(14).initial_tokens(4);
    let plan = RetryPlan::for_request(&get()).budget(&budget);
    assert_eq!(judge(&plan, Progress::default(), &error).action(), defer(10));
    assert_eq!(judge(&plan, Progress::default(), &busy()).action(), stop(StopReason::BudgetExhausted));
    assert_eq!(budget.tokens(), 4);
}

#[test]
fn a_deferral_without_a_hint_never_polls() {
    let plan = RetryPlan::for_request(&post()).max_attempts(1);
    let error = ShopError::from_parts(429, [("X-Till", "1")], b"");
    let mut progress = Progress::default();
    let mut waits = Vec::new();
    for _ in 0..6 {
        // Chance says nothing, which a wait in place may be.
        let decision = plan.resume_at(progress, now()).on_failure_at(&error, now(), || 0);
        let deferred = decision.deferred().unwrap();
        waits.push(deferred.not_before().duration_since(wall(NOW)).unwrap().as_secs());
        progress = deferred.progress();
    }
    assert_eq!(waits, [4, 8, 16, 30, 30, 30], "the exponent counts deferrals");
    let both = Progress { attempts: 1, deferrals: 1 };
    let decision = plan.resume_at(both, now()).on_failure_at(&error, now(), &mut bounds());
    assert_eq!(decision.action(), defer(16), "and attempts");
    let impatient = RetryPlan::for_request(&get()).max_inline_wait(millis(100));
    let decision = impatient.start_at(now()).on_failure_at(&busy(), now(), &mut bounds());
    assert_eq!(decision.action(), Action::Defer { not_before: wall(NOW) + millis(500) });
}

#[test]
fn a_body_that_cannot_be_sent_again_is_a_fact_about_the_loop() {
    let stream = get().repeatable(false);
    assert!(!stream.is_repeatable() && get().is_repeatable() && stream.is_idempotent());
    let error = |hint| EdgesError::from_parts(503, [("Retry-After", hint)], b"");
    assert_eq!(decide(&stream, &error("3600")), defer(3_600));
    assert_eq!(decide(&stream, &error("7")), stop(StopReason::NotRepeatable));
    assert_eq!(decide(&stream, &labelled("LIMIT_REACHED")), defer(86_400));
    assert_eq!(decide(&stream, &labelled("BAD_INPUT")), stop(StopReason::NotRetryable));
    assert_eq!(decide(&post().repeatable(false), &labelled("LK_ERROR")), stop(StopReason::NotIdempotent));
    let decision = first(&stream, &error("7"));
    assert!(decision.to_string().contains("its body cannot be sent again from here"));
    let failure = Failure::<ErrorLabel>::Connect;
    let decision =
        RetryPlan::for_request(&stream).start_at(now()).on_failure_at(failure, now(), &mut bounds());
    assert_eq!(
        (decision.action(), decision.fields().reason),
        (stop(StopReason::NotRepeatable), "not_repeatable")
    );
}

/// Nobody asked for those waits but the catalogue.
#[test]
fn a_wait_of_the_catalogues_own_beyond_45_days_is_not_said_to_be_a_hint() {
    for (status, label) in [(409, "CLOSED"), (410, "WINTER")] {
        let error = ShopError::from_parts(status, (), format!(r#"{{"label":"{label}"}}"#).as_bytes());
        let decision = first(&get(), &error);
        assert_eq!(
            (decision.action(), decision.fields().reason),
            (stop(StopReason::WaitTooLong), "wait_too_long")
        );
        let because = decision.to_string();
        assert!(because.contains("it would have to wait for more than 45 days"), "{because}");
    }
}

#[test]
fn progress_is_kept_as_json() {
    let progress = Progress { attempts: 2, deferrals: 30 };
    let text = serde_json::to_string(&progress).unwrap();
    assert_eq!(text, r#"{"attempts":2,"deferrals":30}"#);
    assert_eq!(serde_json::from_str::<Progress>(&text).unwrap(), progress);
    assert_eq!(serde_json::from_str::<Progress>("[2,30]").unwrap(), progress);
    assert_eq!(serde_json::from_str::<Progress>(r#"{"deferrals":3,"more":[]}"#).unwrap().deferrals, 3);
    for bad in ["1", "null", r#"{"attempts":-1}"#, r#"{"attempts":"1"}"#] {
        assert!(serde_json::from_str::<Progress>(bad).is_err(), "{bad}");
    }
}

#[test]
fn the_words_of_a_spent_request_are_true_after_deferrals() {
    let plan = RetryPlan::for_request(&get());
    let decision = judge(&plan, Progress { attempts: 2, deferrals: 30 }, &busy());
    let because = decision.to_string();
    assert!(because.contains("3 of its requests have failed, of 3 allowed"), "{because}");
    assert_eq!(decision.fields().resends, 32);
    let context = RequestContext::new("GET");
    assert_eq!(decide(&context, &busy()), retry(millis(500)));
}
