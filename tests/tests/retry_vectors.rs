//! Published numbers of other systems, each with its source. Where we differ on purpose, the row says so.

mod support;

use std::time::Duration;

use edges_errors::EdgesError;
use edges_errors::retry::{Action, Failure, RequestContext, RetryBudget, RetryPlan, RetryState, StopReason};
use support::*;

/// A catalogue with the bases and caps of the vectors.
mod aws {
    edges_errors::catalogue! { inline = r#"
        [catalogue]
        name = "AWS"
        error = "AwsError"
        revision = "1"
        reference = "https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html"
        [envelope]
        label = ["error_label", "label"]
        error_ref = "error_ref"
        message = "message"
        params = ["params", "."]
        [categories.any]
        fault = "caller"
        doc = "Any."
        [remedies.wait]
        doc = "Wait."
        [retry.standard]
        strategy = "exponential"
        base = "1s"
        cap = "20s"
        [retry.capped]
        strategy = "exponential"
        base = "1s"
        cap = "3s"
        [retry.transient]
        strategy = "exponential"
        base = "50ms"
        cap = "20s"
        [retry.transient_capped]
        strategy = "exponential"
        base = "50ms"
        cap = "200ms"
        [retry.never]
        strategy = "never"
        [rate_limits.throttling]
        doc = "Throttling."
        signal = { label = "THROTTLING" }
        applies_to = ["account"]
        retry = "standard"
        [errors.STANDARD]
        statuses = [500, 502]
        category = "any"
        retry = "standard"
        remedy = "wait"
        doc = "Base 1 s, cap 20 s."
        [errors.CAPPED]
        statuses = [500]
        category = "any"
        retry = "capped"
        remedy = "wait"
        doc = "Base 1 s, cap 3 s."
        [errors.TRANSIENT]
        statuses = [500]
        category = "any"
        retry = "transient"
        remedy = "wait"
        doc = "Base 50 ms."
        [errors.TRANSIENT_CAPPED]
        statuses = [500]
        category = "any"
        retry = "transient_capped"
        remedy = "wait"
        doc = "Base 50 ms, cap 200 ms."
        [errors.THROTTLING]
        statuses = [429]
        category = "any"
        retry = "standard"
        remedy = "wait"
        doc = "Base 1 s."
        [errors.MODELLED]
        statuses = [400]
        category = "any"
        retry = "never"
        remedy = "wait"
        doc = "Not retried."
    "# }
}

use aws::{AwsError, ErrorLabel as Aws};

/// One answer of a published sequence, and what has to come of it.
enum Step {
    Fail(Aws, Result<Duration, StopReason>),
    Succeed,
}

use Step::{Fail, Succeed};

/// Plays a sequence and compares waits and tokens.
fn play(source: &str, plan: &RetryPlan, budget: &RetryBudget, steps: &[(Step, u32)]) {
    let mut state: RetryState = plan.start_at(now());
    for (at, (step, tokens)) in steps.iter().enumerate() {
        match step {
            Fail(label, wanted) => {
                let error = AwsError::builder(*label).build();
                let action = state.on_failure_at(&error, now(), &mut bounds()).action();
                let wanted = match wanted {
                    Ok(after) => retry(*after),
                    Err(why) => stop(*why),
                };
                assert_eq!(action, wanted, "{source}, step {at}");
            }
            Succeed => {
                state.on_success();
                state = plan.start_at(now());
            }
        }
        assert_eq!(budget.tokens(), *tokens, "{source}, tokens after step {at}");
    }
}

fn aws(tokens: u32, transient: u32, attempts: u32) -> (RetryPlan, RetryBudget) {
    let budget = RetryBudget::new(500).transient_cost(transient);
    let budget = budget.initial_tokens(tokens);
    (RetryPlan::for_request(&get()).max_attempts(attempts).budget(&budget), budget)
}

/// "new-retries", version 2.0: a retry costs 5 tokens, base 1 s, cap 20 s, jitter 1.
#[test]
fn aws_standard_mode_2_0() {
    let (plan, budget) = aws(500, 5, 3);
    let steps = [
        (Fail(Aws::Standard, Ok(seconds(1))), 495),
        (Fail(Aws::Standard, Ok(seconds(2))), 490),
        (Succeed, 495),
    ];
    play("eventually succeeds", &plan, &budget, &steps);

    let (plan, budget) = aws(500, 5, 3);
    let steps = [
        (Fail(Aws::Standard, Ok(seconds(1))), 495),
        (Fail(Aws::Standard, Ok(seconds(2))), 490),
        (Fail(Aws::Standard, Err(StopReason::AttemptsExhausted)), 490),
    ];
    play("attempts exhausted", &plan, &budget, &steps);

    let (plan, budget) = aws(5, 5, 3);
    let steps = [
        (Fail(Aws::Standard, Ok(seconds(1))), 0),
        (Fail(Aws::Standard, Err(StopReason::BudgetExhausted)), 0),
    ];
    play("quota reached after one retry", &plan, &budget, &steps);

    let (plan, budget) = aws(0, 5, 3);
    play("no quota", &plan, &budget, &[(Fail(Aws::Standard, Err(StopReason::BudgetExhausted)), 0)]);

    let (plan, budget) = aws(500, 5, 5);
    let steps = [
        (Fail(Aws::Standard, Ok(seconds(1))), 495),
        (Fail(Aws::Standard, Ok(seconds(2))), 490),
        (Fail(Aws::Standard, Ok(seconds(4))), 485),
        (Fail(Aws::Standard, Ok(seconds(8))), 480),
        (Fail(Aws::Standard, Err(StopReason::AttemptsExhausted)), 480),
    ];
    play("exponential timing", &plan, &budget, &steps);

    let (plan, budget) = aws(500, 5, 5);
    let steps = [
        (Fail(Aws::Capped, Ok(seconds(1))), 495),
        (Fail(Aws::Capped, Ok(seconds(2))), 490),
        (Fail(Aws::Capped, Ok(seconds(3))), 485),
        (Fail(Aws::Capped, Ok(seconds(3))), 480),
        (Fail(Aws::Capped, Err(StopReason::AttemptsExhausted)), 480),
    ];
    play("cap of 3 s", &plan, &budget, &steps);
}

/// "Retry 2.1": 14 tokens after a transient failure, 5 after throttling, base 50 ms and 1 s, jitter 1.
#[test]
fn aws_standard_mode_2_1() {
    let (plan, budget) = aws(500, 14, 3);
    let steps = [
        (Fail(Aws::Transient, Ok(millis(50))), 486),
        (Fail(Aws::Transient, Ok(millis(100))), 472),
        (Succeed, 486),
    ];
    play("eventually succeeds", &plan, &budget, &steps);

    let (plan, budget) = aws(14, 14, 3);
    let steps = [
        (Fail(Aws::Transient, Ok(millis(50))), 0),
        (Fail(Aws::Transient, Err(StopReason::BudgetExhausted)), 0),
    ];
    play("14 tokens", &plan, &budget, &steps);

    let (plan, budget) = aws(20, 14, 3);
    let steps = [
        (Fail(Aws::Transient, Ok(millis(50))), 6),
        (Fail(Aws::Transient, Err(StopReason::BudgetExhausted)), 6),
    ];
    play("20 tokens", &plan, &budget, &steps);

    let (plan, budget) = aws(30, 14, 3);
    let steps = [
        (Fail(Aws::Transient, Ok(millis(50))), 16),
        (Fail(Aws::Transient, Ok(millis(100))), 2),
        (Succeed, 16),
        (Fail(Aws::Transient, Ok(millis(50))), 2),
        (Succeed, 16),
    ];
    play("recovers over two requests", &plan, &budget, &steps);

    let (plan, budget) = aws(500, 14, 3);
    let steps = [(Fail(Aws::Throttling, Ok(seconds(1))), 495), (Succeed, 500)];
    play("throttling", &plan, &budget, &steps);

    let (plan, budget) = aws(500, 14, 5);
    let steps = [
        (Fail(Aws::TransientCapped, Ok(millis(50))), 486),
        (Fail(Aws::TransientCapped, Ok(millis(100))), 472),
        (Fail(Aws::TransientCapped, Ok(millis(200))), 458),
        (Fail(Aws::TransientCapped, Ok(millis(200))), 444),
    ];
    play("cap of 200 ms", &plan, &budget, &steps);
}

/// Retry 2.1 clamps a hint to five seconds above the computed wait, and 2.0 to 20 s; a wait of ours is never shorter than
/// the hint, so 10 s stay 10 s, and 30 s stay 30 s.
#[test]
fn aws_hints() {
    let hinted = |label: Aws, hint: &str| {
        let error = AwsError::builder(label).header("Retry-After", hint).build();
        decide(&get(), &error)
    };
    assert_eq!(hinted(Aws::Transient, "3"), retry(seconds(3)));
    assert_eq!(hinted(Aws::Transient, "0"), retry(millis(50)));
    assert_eq!(hinted(Aws::Transient, "10"), retry(seconds(10)));
    assert_eq!(hinted(Aws::Standard, "30"), retry(seconds(30)));
    assert_eq!(hinted(Aws::Modelled, "3"), stop(StopReason::NotRetryable), "a hint on what is not retryable");
}

/// Attempt 33 shifted a 32-bit backoff out of its width (aws-smithy-runtime); 100,000 is the same class.
#[test]
fn aws_many_attempts() {
    for attempts in [32, 99_999, u32::MAX - 1] {
        let plan = RetryPlan::for_request(&get()).max_attempts(u32::MAX);
        let error = AwsError::builder(Aws::Standard).build();
        let action =
            plan.resume_at(attempted(attempts), now()).on_failure_at(&error, now(), &mut bounds()).action();
        let wanted =
            if attempts == u32::MAX - 1 { stop(StopReason::AttemptsExhausted) } else { retry(seconds(20)) };
        assert_eq!(action, wanted, "{attempts}");
    }
}

/// The clock of the OpenAI SDKs' table.
const CLOCK: u64 = 1_696_004_797;

fn at_clock(values: &[&str]) -> Action {
    let headers: Vec<(&str, &str)> = values.iter().map(|value| ("Retry-After", *value)).collect();
    let error = EdgesError::from_parts(424, &headers, br#"{"error_label":"LK_ERROR"}"#);
    let mut now = now();
    now.wall = wall(CLOCK);
    RetryPlan::for_request(&get()).start_at(now).on_failure_at(&error, now, &mut bounds()).action()
}

/// The tables of openai-python (`test_parse_retry_after_header`), go-retryablehttp (`TestParseRetryAfterHeader`) and
/// basecamp's conformance suite. Our computed wait is 500 ms; the peers disagree about most rows, and the floor makes
/// the disagreements vanish.
#[test]
fn retry_after_tables() {
    let computed = retry(millis(500));
    let defer = |wait| Action::Defer { not_before: wall(CLOCK + wait) };
    let rows: [(&[&str], Action); 26] = [
        (&["20"], retry(seconds(20))),
        (&["2"], retry(seconds(2))),
        (&["60"], retry(seconds(60))),
        (&["61"], defer(61)),
        (&["3600"], defer(3_600)),
        (&["86400"], defer(86_400)),
        (&["0"], computed),
        (&["-10"], computed),
        (&["-5"], computed),
        (&["-2"], computed),
        // What cannot be read makes no wait shorter: at least a minute, in the queue.
        (&["120junk"], defer(60)),
        (&["abc"], defer(60)),
        (&["7200.0"], defer(7_200)),
        (&[""], computed),
        (&["99999999999999999999999999999999999"], stop(StopReason::WaitTooLong)),
        (&["9223372036854775807"], stop(StopReason::WaitTooLong)),
        (&["Fri, 29 Sep 2023 16:26:57 GMT"], retry(seconds(20))),
        (&["Fri, 29 Sep 2023 16:26:37 GMT"], computed),
        (&["Fri, 29 Sep 2023 16:26:27 GMT"], computed),
        (&["Fri, 29 Sep 2023 16:27:37 GMT"], retry(seconds(60))),
        (&["Fri, 29 Sep 2023 16:27:38 GMT"], defer(61)),
        (&["Zun, 29 Sep 2023 16:26:27 GMT"], defer(60)),
        (&["Fri, 32 Dec 1999 23:59:59 GMT"], defer(60)),
        // Of two values the peers take the first; the field is a singleton, so we take the later one.
        (&["2", "3"], retry(seconds(3))),
        (&["3", "junk"], defer(60)),
        (&["300", "junk"], defer(300)),
    ];
    for (values, wanted) in rows {
        assert_eq!(at_clock(values), wanted, "{values:?}");
    }
}

/// RFC 9110, sections 5.6.7 and 10.2.3.
#[test]
fn rfc_9110_examples() {
    let mut now = now();
    now.wall = wall(784_111_777) - seconds(10);
    for date in
        ["Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994"]
    {
        let error = EdgesError::from_parts(503, [("Retry-After", date)], b"");
        let action =
            RetryPlan::for_request(&get()).start_at(now).on_failure_at(&error, now, &mut bounds()).action();
        assert_eq!(action, retry(seconds(10)), "{date}");
    }
    let past = EdgesError::from_parts(503, [("Retry-After", "Fri, 31 Dec 1999 23:59:59 GMT")], b"");
    assert_eq!(decide(&get(), &past), retry(millis(500)));
    let seconds_120 = EdgesError::from_parts(503, [("Retry-After", "120")], b"");
    assert_eq!(decide(&get(), &seconds_120), Action::Defer { not_before: wall(NOW + 120) });
}

/// Our own table for `postponed_until`: what it may be, and what is no hint.
#[test]
fn postponed_until_forms() {
    let until = |json: &str| {
        let body = format!(r#"{{"error_label":"LIMIT_REACHED","params":{{"postponed_until":{json}}}}}"#);
        EdgesError::from_parts(424, (), body.as_bytes())
    };
    let fallback = Action::Defer { not_before: wall(NOW + 86_400) };
    for json in [
        r#""2026-02-29T00:00:00Z""#,
        r#""2026-11-23""#,
        "20261119",
        r#""""#,
        "null",
        "{}",
        "true",
        r#""soon""#,
    ] {
        assert_eq!(decide(&post(), &until(json)), fallback, "{json}");
    }
    for json in
        [r#""2026-11-23T08:00:00""#, r#""1970-01-01T00:00:00Z""#, r#""0000-01-01T00:00:00Z""#, "1795420799"]
    {
        assert_eq!(decide(&post(), &until(json)), retry(seconds(1)), "{json} has passed");
    }
    for json in [r#""9999-12-31T23:59:59Z""#, r#""9999-12-31T23:59:59-23:59""#] {
        assert_eq!(decide(&post(), &until(json)), stop(StopReason::WaitTooLong), "{json}");
    }
    for json in ["1795424400", "1795424400000", r#""1795424400""#, r#""2026-11-23T10:00:00+01:00""#] {
        let hour = Action::Defer { not_before: wall(NOW + 3_600) };
        assert_eq!(decide(&post(), &until(json)), hour, "{json}");
    }
}

/// basecamp's conformance suite and Google's retry conformance: how many requests a sequence makes.
#[test]
fn request_counts() {
    let requests = |status, context: &RequestContext, attempts, failures: usize| {
        let plan = RetryPlan::for_request(context).max_attempts(attempts);
        let mut state = plan.start_at(now());
        let error = EdgesError::from_parts(status, [("Retry-After", "2")], b"");
        let mut requests = 1;
        for _ in 0..failures {
            match state.on_failure_at(&error, now(), &mut bounds()).action() {
                Action::Retry { .. } => requests += 1,
                _ => break,
            }
        }
        requests
    };
    let count = |context: &RequestContext, attempts, failures| requests(503, context, attempts, failures);
    assert_eq!(requests(429, &post(), 3, 2), 1, "POST 429, whatever `Retry-After` says");
    assert_eq!(requests(429, &get(), 3, 2), 3, "GET 429, 429, 200");
    assert_eq!(count(&get(), 3, 2), 3, "GET 503, 503, 200");
    assert_eq!(count(&post(), 3, 2), 1, "POST 503");
    assert_eq!(count(&post().idempotent(true), 3, 2), 3, "POST that is idempotent");
    assert_eq!(count(&get(), 0, 5), 1, "no retries allowed");
    assert_eq!(count(&get(), 1, 5), 1);
    let internal = EdgesError::from_parts(500, (), b"");
    assert_eq!(decide(&get(), &internal), stop(StopReason::NotRetryable), "GET 500 is one request");
    let network = RetryPlan::for_request(&post()).start_at(now()).on_failure_at(
        Failure::<Aws>::Timeout,
        now(),
        &mut bounds(),
    );
    assert_eq!(network.action(), stop(StopReason::NotIdempotent), "a network error on POST is one request");
}
