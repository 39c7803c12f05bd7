//! The rules of the retry kernel, a test each.

mod support;

use std::time::{Duration, Instant, UNIX_EPOCH};

use edges_errors::retry::{
    Action, Failure, JitterRng, Moment, RequestContext, RetryBudget, RetryPlan, StopReason,
};
use edges_errors::{Anomaly, EdgesError, ErrorLabel, Kind, Label, Remedy};
use support::*;

mod shop {
    //! Policies that depend on the request, and waits under names of its own.
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
        [retry.backoff]
        strategy = "exponential"
        base = "1s"
        cap = "20s"
        factor = 3
        [contexts.mode]
        values = ["express", "normal"]
        [statuses.503]
        title = "Closed"
        doc = "Closed."
        retry = "backoff"
        [errors.SOLD_OUT]
        statuses = [409]
        category = "stock"
        retry = [{ when = { mode = ["express"] }, policy = "backoff" }, { policy = "never" }]
        remedy = "wait"
        effect = "none"
        doc = "Sold out."
        [errors.SOLD_OUT.params]
        more_in = { type = "seconds", doc = "When there is more.", delays_retry = true }
    "# }
}

fn with_header(label: &str, name: &str, value: &str) -> EdgesError {
    let body = format!(r#"{{"error_label":"{label}"}}"#);
    EdgesError::from_parts(424, [(name, value)], body.as_bytes())
}

#[test]
fn the_label_decides_over_the_status_both_ways() {
    let stops = EdgesError::from_parts(503, (), r#"{"error_label":"BAD_INPUT"}"#);
    assert_eq!(decide(&get(), &stops), stop(StopReason::NotRetryable));
    let retries = EdgesError::from_parts(400, (), r#"{"error_label":"LK_ERROR"}"#);
    assert_eq!(decide(&get(), &retries), retry(millis(500)));
}

#[test]
fn a_hint_lengthens_a_wait_and_never_shortens_it() {
    assert_eq!(decide(&get(), &with_header("LK_ERROR", "Retry-After", "7")), retry(seconds(7)));
    assert_eq!(decide(&get(), &with_header("NO_DATA_LOADED", "Retry-After", "1")), retry(seconds(5)));
}

#[test]
fn a_hint_never_creates_a_retry() {
    for label in ["BAD_INPUT", "PROXY_ERROR", "SN_CONFLICT"] {
        let without = decide(&get(), &labelled(label));
        assert_eq!(decide(&get(), &with_header(label, "Retry-After", "1")), without, "{label}");
        assert!(matches!(without, Action::Stop { .. }));
    }
    let plain = EdgesError::from_parts(404, [("Retry-After", "1")], b"");
    assert_eq!(decide(&get(), &plain), stop(StopReason::NotRetryable));
}

#[test]
fn the_longest_of_several_hints_counts() {
    let body = br#"{"error_label":"STATUS_429","retry_after":9,"params":{"retry_after":"20"}}"#;
    let error = EdgesError::from_parts(429, [("Retry-After", "2"), ("retry-after", "30")], body);
    let decision = first(&get(), &error);
    assert_eq!(decision.action(), retry(seconds(30)));
    let hints: Vec<_> = decision.hints().map(|hint| (hint.name(), hint.wait())).collect();
    assert_eq!(
        hints,
        [("Retry-After", seconds(30)), ("retry_after", seconds(20))],
        "the longest of each name"
    );
}

#[test]
fn hints_that_are_repeated_without_end_make_no_sentence_longer() {
    // More lines of a header than are kept cannot be read either.
    for (value, unreadable) in [("7", 1), ("\"soon\"", 2)] {
        let headers = vec![("Retry-After", value); 1_000];
        let params = vec![format!(r#""retry_after":{value}"#); 1_000].join(",");
        let body = format!(r#"{{"error_label":"LK_ERROR","params":{{{params}}}}}"#);
        let error = EdgesError::from_parts(424, &headers, body);
        let decision = first(&get(), &error);
        assert!(decision.to_string().len() <= 512, "{decision}");
        let found = error.anomalies().filter(|anomaly| matches!(anomaly, Anomaly::HintUnreadable { .. }));
        assert_eq!(found.count(), unreadable, "{value}");
    }
}

#[test]
fn until_waits_for_the_latest_usable_hint_and_else_for_its_fallback() {
    let until = |text: &str| {
        let body = format!(r#"{{"error_label":"LIMIT_REACHED","params":{{"postponed_until":"{text}"}}}}"#);
        decide(&post(), &EdgesError::from_parts(424, (), body.as_bytes()))
    };
    let defer = |at| Action::Defer { not_before: wall(at) };
    assert_eq!(until("2026-11-23T10:00:00Z"), defer(NOW + 7_200));
    assert_eq!(until("soon"), defer(NOW + 86_400));
    assert_eq!(until("2026-11-23T08:00:30Z"), retry(seconds(30)), "a short wait is waited for");
}

#[test]
fn computed_waits_have_full_jitter_and_hints_only_upward_jitter() {
    let plan = RetryPlan::for_request(&get());
    let draw = |error: &EdgesError, random: u64| {
        plan.start_at(now()).on_failure_at(error, now(), || random).action()
    };
    let computed = labelled("LK_ERROR");
    assert_eq!(draw(&computed, 0), retry(Duration::ZERO));
    assert_eq!(draw(&computed, u64::MAX), retry(millis(500)));
    let hinted = with_header("LK_ERROR", "Retry-After", "20");
    assert_eq!(draw(&hinted, 0), retry(seconds(20)));
    assert_eq!(draw(&hinted, u64::MAX), retry(seconds(22)));
    let long = with_header("LK_ERROR", "Retry-After", "36000");
    let Action::Defer { not_before } = draw(&long, u64::MAX) else { panic!() };
    assert_eq!(not_before.duration_since(wall(NOW)).unwrap(), seconds(36_030), "at most 30 s");
}

#[test]
fn a_wait_beyond_max_inline_wait_is_deferred_and_one_at_it_is_not() {
    assert_eq!(decide(&get(), &with_header("LK_ERROR", "Retry-After", "60")), retry(seconds(60)));
    let error = with_header("LK_ERROR", "Retry-After", "61");
    assert_eq!(decide(&get(), &error), Action::Defer { not_before: wall(NOW + 61) });
    let plan = RetryPlan::for_request(&get()).max_inline_wait(seconds(61));
    assert_eq!(plan.start_at(now()).on_failure_at(&error, now(), &mut bounds()).action(), retry(seconds(61)));
}

#[test]
fn the_elapsed_cap_is_checked_before_a_wait() {
    let plan = RetryPlan::for_request(&get()).max_attempts(9).max_elapsed(seconds(20));
    let start = now();
    let error = with_header("LK_ERROR", "Retry-After", "10");
    let at = |elapsed| {
        plan.start_at(start).on_failure_at(&error, later(start, seconds(elapsed)), &mut bounds()).action()
    };
    assert_eq!(at(10), retry(seconds(10)));
    assert_eq!(at(11), stop(StopReason::DeadlineExceeded));
}

#[test]
fn a_request_is_sent_twice_only_if_nothing_happened_or_it_is_idempotent() {
    let unknown = labelled("LK_ERROR");
    assert_eq!(decide(&post(), &unknown), stop(StopReason::NotIdempotent));
    assert_eq!(decide(&post().idempotent(true), &unknown), retry(millis(500)));
    assert_eq!(decide(&get().idempotent(false), &unknown), stop(StopReason::NotIdempotent));
    for (method, sent) in [("GET", true), ("PUT", true), ("DELETE", true), ("PATCH", false), ("get", false)] {
        let action = decide(&RequestContext::new(method), &unknown);
        assert_eq!(matches!(action, Action::Retry { .. }), sent, "{method}");
    }
    let refused = labelled("LIMIT_REACHED");
    assert!(matches!(decide(&post(), &refused), Action::Defer { .. }), "its side effect is none");
}

#[test]
fn the_date_header_is_the_clock_unless_the_answer_was_cached() {
    let body = br#"{"error_label":"LIMIT_REACHED","params":{"postponed_until":"2026-11-24T08:00:00Z"}}"#;
    let late = Moment { wall: wall(NOW + 600), monotonic: Instant::now() };
    let decide = |headers: &[(&str, &str)]| {
        let error = EdgesError::from_parts(424, headers, body);
        let plan = RetryPlan::for_request(&post());
        match plan.start_at(late).on_failure_at(&error, late, &mut bounds()).action() {
            Action::Defer { not_before } => not_before.duration_since(late.wall).unwrap().as_secs(),
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(decide(&[("Date", NOW_HTTP)]), 86_400);
    assert_eq!(decide(&[("Date", NOW_HTTP), ("Age", "30")]), 86_400 - 600);
    assert_eq!(decide(&[]), 86_400 - 600);
    assert_eq!(decide(&[("Date", "yesterday")]), 86_400 - 600);
}

#[test]
fn a_hint_beyond_45_days_stops_and_is_not_shortened() {
    for value in ["3888001", "9999999999", "99999999999999999999999999", "9223372036854775807"] {
        assert_eq!(
            decide(&get(), &with_header("LK_ERROR", "Retry-After", value)),
            stop(StopReason::WaitTooLong),
            "{value}"
        );
    }
    let error = with_header("LK_ERROR", "Retry-After", "3888000");
    assert!(matches!(decide(&get(), &error), Action::Defer { .. }));
    let patient = RetryPlan::for_request(&get()).max_inline_wait(Duration::MAX).max_elapsed(Duration::MAX);
    let far = with_header("LK_ERROR", "Retry-After", "3888001");
    let decision = patient.start_at(now()).on_failure_at(&far, now(), &mut bounds());
    assert_eq!(decision.action(), stop(StopReason::WaitTooLong));
}

#[test]
fn policies_can_depend_on_the_request() {
    let error = shop::ShopError::from_parts(409, (), r#"{"label":"SOLD_OUT"}"#);
    assert_eq!(
        decide(&get(), &error),
        stop(StopReason::NotRetryable),
        "a context that is not set meets nothing"
    );
    assert_eq!(decide(&get().with(shop::Mode::Normal), &error), stop(StopReason::NotRetryable));
    assert_eq!(decide(&get().with(shop::Mode::Express), &error), retry(seconds(1)));
    let hinted = shop::ShopError::from_parts(503, (), r#"{"label":"NEW","more_in":"12"}"#);
    assert_eq!(decide(&get(), &hinted), retry(seconds(12)), "a hint counts on every error of its catalogue");
}

#[test]
fn an_unknown_label_is_treated_as_its_status_alone_but_not_said_to_be_hopeless() {
    for status in 400..=599 {
        let unknown = EdgesError::from_parts(status, (), r#"{"error_label":"NEW_LABEL"}"#);
        let alone = EdgesError::from_parts(status, (), b"");
        for context in [get(), post(), post().idempotent(true)] {
            let expected = match decide(&context, &alone) {
                Action::Stop { reason: StopReason::NotRetryable } => stop(StopReason::Unlisted),
                other => other,
            };
            assert_eq!(decide(&context, &unknown), expected, "{status}");
        }
    }
}

#[test]
fn statuses_without_a_label_follow_the_catalogue() {
    let plain = |status| decide(&get(), &EdgesError::from_parts(status, (), b""));
    for status in [400, 401, 402, 403, 404, 422, 424, 500] {
        assert_eq!(plain(status), stop(StopReason::NotRetryable), "{status}");
    }
    for status in [405, 418, 200, 302, 100, 0, 999] {
        assert_eq!(plain(status), stop(StopReason::Unlisted), "{status}");
    }
    assert_eq!(plain(429), retry(seconds(5)), "LinkedIn's own pace");
    for status in [503, 408, 502, 504, 507, 599] {
        assert_eq!(plain(status), retry(millis(500)), "{status}");
    }
    let gateway = EdgesError::from_parts(429, [("X-RateLimit-Type", "/v1/runs")], b"");
    assert_eq!(decide(&get(), &gateway), retry(millis(500)), "the API's own limit");
}

#[test]
fn what_the_plans_limit_refused_was_not_carried_out() {
    let limited = |headers: &[(&str, &str)]| EdgesError::from_parts(429, headers, b"");
    let ours = limited(&[("X-RateLimit-Type", "/v1/runs"), ("Retry-After", "7")]);
    assert_eq!(decide(&post(), &ours), retry(seconds(7)));
    let anybodys = limited(&[("Retry-After", "7")]);
    assert_eq!(decide(&post(), &anybodys), stop(StopReason::NotIdempotent));
}

#[test]
fn transport_failures_go_through_the_same_gates() {
    let judge = |context: &RequestContext, failure: Failure<'_, ErrorLabel>| {
        RetryPlan::for_request(context).start_at(now()).on_failure_at(failure, now(), &mut bounds()).action()
    };
    assert_eq!(judge(&post(), Failure::Connect), retry(millis(500)), "nothing was asked for");
    for failure in [Failure::Timeout, Failure::Interrupted] {
        assert_eq!(judge(&post(), failure), stop(StopReason::NotIdempotent));
        assert_eq!(judge(&get(), failure), retry(millis(500)));
    }
    let error = labelled("LK_524");
    let lost = [Failure::NotSent, Failure::Connect, Failure::Timeout, Failure::Interrupted];
    let shown = lost.map(|failure: Failure<'_, ErrorLabel>| format!("{failure:?}"));
    assert_eq!(shown, ["NotSent", "Connect", "Timeout", "Interrupted"]);
    assert_eq!(format!("{:?}", Failure::Api(&error)), format!("Api({error:?})"));
    let plan = RetryPlan::for_request(&get()).transport_backoff(seconds(2), seconds(3));
    let wait = |attempts| {
        let mut state = plan.resume_at(attempted(attempts), now());
        state.on_failure_at(Failure::<ErrorLabel>::Timeout, now(), &mut bounds()).action()
    };
    assert_eq!([wait(0), wait(1)], [2, 3].map(|wait| retry(seconds(wait))));
}

#[test]
fn what_could_not_be_made_is_not_sent_whatever_the_request() {
    let patient = |context: &RequestContext| RetryPlan::for_request(context).max_attempts(9);
    for context in [get(), post(), post().idempotent(true), get().repeatable(false)] {
        let mut state = patient(&context).start_at(now());
        let decision = state.on_failure_at(Failure::<ErrorLabel>::NotSent, now(), &mut bounds());
        assert_eq!(decision.action(), stop(StopReason::NotRetryable));
        assert!(!decision.is_in_doubt(), "nothing was asked for");
        assert_eq!(decision.fields().error_type, "not_sent");
        assert_eq!(decision.advice().to_string(), "Correct the request, which could not be made.");
        assert_eq!(
            decision.to_string(),
            "A request that could not be made is not sent again: it would not help (policy `never`)."
        );
    }
}

#[test]
fn attempts_count_requests_whatever_labels_come_back() {
    let plan = RetryPlan::for_request(&get());
    let mut state = plan.start_at(now());
    let mut rng = bounds();
    let labels = ["LK_ERROR", "NO_DATA_LOADED", "LK_ERROR"];
    let decisions: Vec<_> =
        labels.iter().map(|label| state.on_failure_at(&labelled(label), now(), &mut rng).action()).collect();
    assert_eq!(decisions, [retry(millis(500)), retry(seconds(5)), stop(StopReason::AttemptsExhausted)]);
    for allowed in [0, 1] {
        let once = plan.clone().max_attempts(allowed);
        let decision = once.start_at(now()).on_failure_at(&labelled("LK_ERROR"), now(), &mut bounds());
        assert_eq!(decision.action(), stop(StopReason::AttemptsExhausted), "one request is always sent");
    }
}

#[test]
fn a_state_goes_on_after_a_queue() {
    let plan = RetryPlan::for_request(&get());
    let error = labelled("LK_ERROR");
    let at = |attempts| {
        plan.resume_at(attempted(attempts), now()).on_failure_at(&error, now(), &mut bounds()).action()
    };
    assert_eq!(at(1), retry(millis(1_000)), "the second wait");
    assert_eq!(at(2), stop(StopReason::AttemptsExhausted));
    assert_eq!(at(u32::MAX), stop(StopReason::AttemptsExhausted));
    let mut state = plan.resume_at(attempted(1), now());
    assert_eq!(state.progress().attempts, 1);
    assert_eq!(state.on_failure_at(&error, now(), &mut bounds()).attempts(), 2);
    assert_eq!(state.progress().attempts, 2);
}

#[test]
fn a_stop_has_the_remedy_and_the_reference_at_hand() {
    let body = br#"{"error_label":"LK_ERROR","error_ref":"ERR-9"}"#;
    let error = EdgesError::from_parts(424, (), body);
    let plan = RetryPlan::for_request(&get());
    let early = plan.start_at(now()).on_failure_at(&error, now(), &mut bounds());
    assert_eq!(early.remedy(), Some(Remedy::RetryLater));
    let spent = plan.resume_at(attempted(2), now()).on_failure_at(&error, now(), &mut bounds());
    assert_eq!((spent.remedy(), spent.error_ref()), (Some(Remedy::ContactSupport), Some("ERR-9")));
    assert_eq!(decide(&get(), &labelled("PROXY_ERROR")), stop(StopReason::NeedsRemedy));
}

#[test]
fn a_spent_budget_stops_and_a_success_fills_it() {
    let budget = RetryBudget::new(14);
    let plan = RetryPlan::for_request(&get()).budget(&budget);
    let error = labelled("LK_ERROR");
    let mut first = plan.start_at(now());
    assert_eq!(first.on_failure_at(&error, now(), &mut bounds()).action(), retry(millis(500)));
    let mut second = plan.start_at(now());
    assert_eq!(
        second.on_failure_at(&error, now(), &mut bounds()).action(),
        stop(StopReason::BudgetExhausted)
    );
    first.on_success();
    assert_eq!(budget.tokens(), 14);
    second.on_success();
    assert_eq!(budget.tokens(), 14, "never above its capacity");
}

#[test]
fn a_retry_after_a_rate_limit_has_a_cost_of_its_own() {
    let cost = |error: &EdgesError| {
        let budget = RetryBudget::new(100).transient_cost(30).throttling_cost(1);
        let day = seconds(86_400);
        let plan = RetryPlan::for_request(&get()).budget(&budget).max_inline_wait(day).max_elapsed(day * 2);
        let action = plan.start_at(now()).on_failure_at(error, now(), &mut bounds()).action();
        assert!(matches!(action, Action::Retry { .. }), "{action:?}");
        100 - budget.tokens()
    };
    assert_eq!(cost(&labelled("LK_ERROR")), 30);
    assert_eq!(cost(&labelled("LIMIT_REACHED")), 1, "the label says so, whatever the status is");
    assert_eq!(cost(&EdgesError::from_parts(429, (), b"")), 1, "the status says so");
    assert_eq!(cost(&EdgesError::from_parts(503, (), b"")), 30);
}

#[test]
fn no_clock_and_no_hint_panics() {
    let clocks =
        [UNIX_EPOCH, UNIX_EPOCH - seconds(1), wall(253_402_300_799), UNIX_EPOCH - seconds(62_135_596_800)];
    let hints = [
        "9999-12-31T23:59:59Z",
        "9999-12-31T23:59:59-23:59",
        "1970-01-01T00:00:00Z",
        "0000-01-01T00:00:00Z",
        "",
        "x",
        "-1",
        "1e400",
        "99999999999999999999",
    ];
    for clock in clocks {
        for hint in hints {
            let body = format!(
                r#"{{"error_label":"STATUS_429","params":{{"postponed_until":"{hint}","retry_after":"{hint}"}}}}"#
            );
            let error = EdgesError::from_parts(429, [("Retry-After", hint)], body.as_bytes());
            let base = Instant::now();
            let started = Moment { wall: clock, monotonic: base + seconds(60) };
            let back = Moment { wall: clock, monotonic: base };
            let decision =
                RetryPlan::for_request(&get()).start_at(started).on_failure_at(&error, back, &mut bounds());
            let _ = decision.to_string();
        }
    }
}

#[test]
fn a_day_long_hint_returns_at_once() {
    let error = with_header("LIMIT_REACHED", "Retry-After", "86400");
    let started = Instant::now();
    let action = decide(&post(), &error);
    assert!(matches!(action, Action::Defer { .. }));
    // Generous: what must not happen is that anything sleeps.
    assert!(started.elapsed() < seconds(60));
}

#[test]
fn the_grounds_are_one_sentence_with_rule_line_and_hints() {
    let decision = first(&get(), &with_header("LK_ERROR", "Retry-After", "7"));
    let label = ErrorLabel::LkError.location();
    let policy = ErrorLabel::LkError.retry()[0].policy().location().unwrap();
    assert_eq!(
        decision.to_string(),
        format!(
            "`LK_ERROR` ({label}) is sent again after 7s, as request 2 of 3 (policy `backoff`, {policy}; \
             `Retry-After` asks for 7s)."
        )
    );
    assert_eq!((decision.location(), decision.max_attempts()), (Some(label), 3));
    let hints: Vec<_> = decision.hints().map(|hint| (hint.name(), hint.wait())).collect();
    assert_eq!(hints, [("Retry-After", seconds(7))]);
    assert_eq!(format!("{decision:?}"), format!("Decision(Retry {{ after: 7s }}: {decision})"));
    let deferred = first(&get(), &labelled("LIMIT_REACHED")).deferred().unwrap();
    assert_eq!(format!("{deferred:?}"), format!("Deferred({:?})", deferred.decision()));
    for (context, error, words) in [
        (post(), labelled("LK_ERROR"), "is not sent again: it may have been carried out"),
        (get(), labelled("BAD_INPUT"), "is not sent again: it would not help"),
        (
            get(),
            EdgesError::from_parts(418, (), b""),
            "Status 418, which the catalogue does not name, is not sent",
        ),
        (get(), labelled("NEW_LABEL"), "is not sent again: only what the catalogue lists is sent again"),
        (post(), labelled("LIMIT_REACHED"), "is deferred until 2026-11-24T08:00:00Z (in 24h)"),
    ] {
        let because = first(&context, &error).to_string();
        assert!(because.contains(words) && because.ends_with('.') && !because.contains('\n'), "{because}");
    }
}

#[test]
fn a_decision_is_an_error_of_which_the_apis_is_the_source() {
    let decision = first(&get(), &labelled("BAD_INPUT"));
    let source = std::error::Error::source(&decision).unwrap();
    assert_eq!(source.to_string(), decision.error().to_string());
    let lost: Failure<'_, ErrorLabel> = Failure::Connect;
    let lost = RetryPlan::for_request(&get()).start_at(now()).on_failure_at(lost, now(), &mut bounds());
    assert_eq!((lost.error().kind(), lost.error().to_string().as_str()), (Kind::NoResponse, "no response"));
    assert!(std::error::Error::source(&lost).is_none());
}

/// Whoever hands the error of a decision on has not learned anything about its connection.
#[test]
fn a_failure_without_a_response_is_judged_as_one_whatever_it_is_handed_on_as() {
    let judge = |context: &RequestContext, failure: Failure<'_, ErrorLabel>| {
        RetryPlan::for_request(context).start_at(now()).on_failure_at(failure, now(), &mut bounds())
    };
    for context in [get(), post()] {
        let lost = judge(&context, Failure::Timeout);
        assert_eq!(judge(&context, lost.error().into()).action(), lost.action());
    }
}

#[test]
fn the_systems_clock_and_jitter_decide_within_the_bounds() {
    let plan = RetryPlan::for_request(&get());
    for _ in 0..100 {
        let Action::Retry { after } = plan.start().on_failure(&labelled("LK_ERROR")).action() else {
            panic!()
        };
        assert!(after <= millis(500));
        let spent = plan.resume(attempted(2)).on_failure(&labelled("LK_ERROR"));
        assert_eq!(spent.action(), stop(StopReason::AttemptsExhausted));
    }
}

#[test]
fn the_same_seed_gives_the_same_waits() {
    let run = |seed| {
        let mut rng = JitterRng::seeded(seed);
        let mut state = RetryPlan::for_request(&get()).max_attempts(9).start_at(now());
        (0..2)
            .map(|_| state.on_failure_at(&labelled("LK_ERROR"), now(), || rng.next_u64()).action())
            .collect::<Vec<_>>()
    };
    assert_eq!(run(1), run(1));
    assert_ne!(run(1), run(2));
}
