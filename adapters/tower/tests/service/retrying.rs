//! How many requests there are, how long the waits are, and what comes out.

use std::error::Error as _;
use std::io;
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};

use edges_errors::retry::{
    Action, Clock as _, Failure, Progress, RequestContext, RetryBudget, RetryPlan, StopReason,
};
use edges_errors::{EdgesError, ErrorLabel, Remedy};
use edges_errors_testkit::VirtualClock;
use edges_errors_tower::{DecodeErrorLayer, EdgesRetry, Error};
use tokio::time::Instant;
use tower::timeout::error::Elapsed;
use tower::{BoxError, ServiceBuilder, ServiceExt as _};

use crate::{Script, broken, idempotent, labelled, plan, reply, request, status};

#[tokio::test(start_paused = true)]
async fn get_503_503_200_is_three_requests() {
    let script = Script::play([status(503), status(503), status(200)]);
    assert_eq!(script.send(EdgesRetry::new(), request("GET")).await.unwrap(), 200);
    assert_eq!(script.requests(), 3);
}

#[tokio::test(start_paused = true)]
async fn a_post_is_one_request_unless_it_is_idempotent() {
    for answers in [|| [status(503), status(200)], || [reply(429, ("retry-after", "1"), ""), status(200)]] {
        let script = Script::play(answers());
        assert!(script.send(EdgesRetry::new(), request("POST")).await.is_err());
        assert_eq!(script.requests(), 1);
        let script = Script::play(answers());
        assert_eq!(script.send(EdgesRetry::new(), idempotent("POST")).await.unwrap(), 200);
        assert_eq!(script.requests(), 2);
    }
}

#[tokio::test(start_paused = true)]
async fn no_or_one_attempt_is_one_request() {
    for attempts in [0, 1] {
        let script = Script::play([status(503)]);
        let error = script.send(plan(RetryPlan::default().max_attempts(attempts)), request("GET")).await;
        let error = error.unwrap_err();
        assert_eq!((error.status().unwrap().as_u16(), script.requests()), (503, 1));
        assert_eq!(error.decision().action(), Action::Stop { reason: StopReason::AttemptsExhausted });
    }
}

#[tokio::test(start_paused = true)]
async fn a_network_error_on_a_post_is_one_request_unless_nothing_was_connected() {
    let reset = || -> BoxError { io::Error::from(io::ErrorKind::ConnectionReset).into() };
    let elapsed = || -> BoxError { Elapsed::new().into() };
    let refused = || -> BoxError { io::Error::from(io::ErrorKind::ConnectionRefused).into() };
    for (method, make, requests) in [
        ("POST", reset as fn() -> BoxError, 1),
        ("POST", elapsed, 1),
        ("POST", refused, 2),
        ("GET", reset, 2),
        ("GET", elapsed, 2),
    ] {
        let script = Script::play([broken(make), status(200)]);
        let result = script.send(EdgesRetry::new(), request(method)).await;
        assert_eq!((script.requests(), result.is_ok()), (requests, requests == 2), "{method} {result:?}");
        if let Err(error) = result {
            assert!(matches!(&error, Error::Transport { decision: Some(_), .. }), "{error:?}");
            assert_eq!(error.decision().action(), Action::Stop { reason: StopReason::NotIdempotent });
        }
    }
}

#[tokio::test(start_paused = true)]
async fn what_the_chain_does_not_tell_a_rule_may() {
    let script = Script::play([broken(|| "no route".into()), status(200)]);
    let retry = EdgesRetry::new().classify(|_| Failure::Connect);
    assert_eq!(script.send(retry, request("POST")).await.unwrap(), 200);
}

#[tokio::test(start_paused = true)]
async fn a_request_that_could_not_be_made_is_not_sent_again() {
    let bad_uri = || -> BoxError { "no URL".parse::<http::Uri>().unwrap_err().into() };
    for method in ["GET", "POST"] {
        let script = Script::play([broken(bad_uri), status(200)]);
        let retry = EdgesRetry::new().classify(|error| match error.is::<http::uri::InvalidUri>() {
            true => Failure::NotSent,
            false => Failure::Interrupted,
        });
        let error = script.send(retry, request(method)).await.unwrap_err();
        assert_eq!(script.requests(), 1);
        let decision = error.decision();
        assert_eq!(decision.action(), Action::Stop { reason: StopReason::NotRetryable });
        assert!(!decision.is_in_doubt(), "{error:?}");
    }
}

/// A service that asks about a run which the API has put off.
#[tokio::test(start_paused = true)]
async fn what_the_api_goes_on_with_is_awaited_and_its_time_is_known() {
    let run = br#"{"status":"BLOCKED","postponed_until":"2999-01-01T00:00:00Z",
        "last_error":{"error_label":"LIMIT_REACHED"}}"#;
    for method in ["GET", "POST"] {
        let requests = Arc::new(Mutex::new(0));
        let count = Arc::clone(&requests);
        let ask = move |_: http::Request<crate::Body>| {
            *count.lock().unwrap() += 1;
            let error = EdgesError::from_run(run).unwrap().unwrap();
            std::future::ready(Err::<(), _>(Error::from(error)))
        };
        let service =
            ServiceBuilder::new().layer(tower::retry::RetryLayer::new(EdgesRetry::new())).service_fn(ask);
        let error = service.oneshot(request(method)).await.unwrap_err();
        let Error::Api { error: api, decision: Some(decision), .. } = &error else {
            unreachable!("{error:?}")
        };
        assert!(matches!(decision.action(), Action::Await { until: Some(_) }), "{decision}");
        assert!(api.postponed_by_api().is_some() && error.decision().wait().is_none());
        assert_eq!(*requests.lock().unwrap(), 1, "{method}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_hint_is_the_shortest_wait_and_a_tenth_more_the_longest() {
    for hint in [1.0, 2.0, 20.0, 59.0] {
        let script = Script::play([reply(503, ("retry-after", &hint.to_string()), ""), status(200)]);
        let started = Instant::now();
        assert_eq!(script.send(EdgesRetry::new(), request("GET")).await.unwrap(), 200);
        let waited = started.elapsed().as_secs_f64();
        assert!((hint..=f64::min(hint * 1.1, 60.0) + 0.002).contains(&waited), "{hint}: {waited}");
    }
}

#[tokio::test(start_paused = true)]
async fn another_clock_waits_in_place_of_tokios() {
    let clock = VirtualClock::new();
    let (_worker, began, started) = (clock.enter(), clock.now().monotonic, Instant::now());
    let script = Script::play([labelled(424, "NO_DATA_LOADED"), status(200)]);
    script.send(EdgesRetry::new().clock(clock.clone()), request("GET")).await.unwrap();
    assert_eq!((started.elapsed(), script.requests()), (Duration::ZERO, 2));
    let waited = clock.now().monotonic - began;
    assert!((5_000..=5_500).contains(&waited.as_millis()), "{waited:?}");
}

#[tokio::test(start_paused = true)]
async fn nothing_long_is_slept() {
    let body = r#"{"error_label":"LIMIT_REACHED"}"#;
    let script = Script::play([reply(424, ("retry-after", "86400"), body)]);
    let started = Instant::now();
    let error = script.send(EdgesRetry::new(), request("POST")).await.unwrap_err();
    assert_eq!((started.elapsed(), script.requests()), (Duration::ZERO, 1));
    let Error::Deferred(deferred) = &error else { unreachable!("{error:?}") };
    assert_eq!(format!("{error:?}"), format!("{deferred:?}"));
    let wait = deferred.not_before().duration_since(SystemTime::now()).unwrap();
    assert!(wait > Duration::from_secs(86_000) && wait < Duration::from_secs(86_500), "{wait:?}");
    assert_eq!(deferred.progress(), Progress { attempts: 0, deferrals: 1 });
    assert_eq!(error.label(), Some(ErrorLabel::LimitReached));
    assert!(error.source().unwrap().is::<EdgesError>());
}

#[tokio::test(start_paused = true)]
async fn a_lost_connection_that_is_put_off_keeps_its_cause() {
    let refused = || -> BoxError { io::Error::from(io::ErrorKind::ConnectionRefused).into() };
    let script = Script::play([broken(refused)]);
    let long = Duration::from_secs(3_600);
    let patient = RetryPlan::default().transport_backoff(long, long).max_inline_wait(Duration::ZERO);
    let error = script.send(plan(patient), request("GET")).await.unwrap_err();
    // That full jitter over an hour draws no wait at all is next to impossible.
    assert!(matches!(&error, Error::Deferred(deferred) if !deferred.error().kind().is_answer()), "{error:?}");
    assert!(error.source().unwrap().is::<io::Error>());
}

#[tokio::test(start_paused = true)]
async fn a_stop_has_its_verdict() {
    let script = Script::play([labelled(424, "LK_ERROR")]);
    let error = script.send(EdgesRetry::new(), request("GET")).await.unwrap_err();
    assert_eq!((error.label(), script.requests()), (Some(ErrorLabel::LkError), 3));
    let decision = error.decision();
    assert_eq!(decision.action(), Action::Stop { reason: StopReason::AttemptsExhausted });
    assert_eq!(decision.remedy(), Some(Remedy::ContactSupport));
    let debug = format!("{error:?}");
    assert!(
        debug.starts_with("Api {") && debug.contains("LK_ERROR") && debug.contains("Decision("),
        "{debug}"
    );
}

#[tokio::test(start_paused = true)]
async fn the_label_decides_and_not_the_status() {
    for (label, code, requests) in [("LK_ERROR", 424, 2), ("BAD_INPUT", 503, 1), ("NEW_ONE", 424, 1)] {
        let script = Script::play([labelled(code, label), status(200)]);
        let _ = script.send(EdgesRetry::new(), request("GET")).await;
        assert_eq!(script.requests(), requests, "{label}");
    }
}

#[tokio::test(start_paused = true)]
async fn requests_before_a_queue_count() {
    let script = Script::play([status(503)]);
    let mut third = request("GET");
    third.extensions_mut().insert(Progress { attempts: 2, deferrals: 30 });
    assert!(script.send(EdgesRetry::new(), third).await.is_err());
    assert_eq!(script.requests(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_request_says_that_its_body_cannot_be_sent_again() {
    let mut once = request("GET");
    once.extensions_mut().insert(RequestContext::new("GET").repeatable(false));
    let script = Script::play([status(503)]);
    let error = script.send(EdgesRetry::new(), once.clone()).await.unwrap_err();
    assert_eq!(error.decision().action(), Action::Stop { reason: StopReason::NotRepeatable });
    let script = Script::play([reply(503, ("retry-after", "3600"), "")]);
    let error = script.send(EdgesRetry::new(), once).await.unwrap_err();
    assert!(matches!(&error, Error::Deferred(_)), "{error:?}");
}

#[tokio::test(start_paused = true)]
async fn a_budget_shared_by_clones_ends_the_storm_and_successes_refill_it() {
    let budget = RetryBudget::new(28);
    let retry = plan(RetryPlan::default().budget(&budget));
    let script = Script::play([status(503)]);
    for _ in 0..20 {
        assert!(script.send(retry.clone(), request("GET")).await.is_err());
    }
    assert_eq!((script.requests(), budget.tokens()), (22, 0));
    let script = Script::play([status(200)]);
    for _ in 0..5 {
        script.send(retry.clone(), request("GET")).await.unwrap();
    }
    assert_eq!(budget.tokens(), 5);
}

/// One service for many requests, as a client has it: each begins anew.
#[tokio::test(start_paused = true)]
async fn requests_of_one_service_do_not_share_their_attempts() {
    let script = Script::play([status(503)]);
    let inner = script.clone();
    let mut service = ServiceBuilder::new()
        .layer(tower::retry::RetryLayer::new(EdgesRetry::new()))
        .layer(DecodeErrorLayer::new())
        .service(tower::service_fn(move |request| std::future::ready(inner.answer(request))));
    for sent in [3, 6, 9] {
        let answer = tower::Service::call(service.ready().await.unwrap(), request("GET")).await;
        assert!(answer.is_err());
        assert_eq!(script.requests(), sent);
    }
}

#[tokio::test(start_paused = true)]
async fn every_decision_is_told_with_the_requests_extensions() {
    #[derive(Clone)]
    struct Task(u32);
    let seen = Arc::new(Mutex::new(Vec::new()));
    let told = Arc::clone(&seen);
    let retry = EdgesRetry::new().on_decision(move |decision, extensions| {
        let Task(task) = extensions.get().unwrap();
        told.lock().unwrap().push((*task, decision.fields().action));
    });
    let script = Script::play([status(503), labelled(424, "BAD_INPUT")]);
    let mut request = request("GET");
    request.extensions_mut().insert(Task(7));
    assert!(script.send(retry, request).await.is_err());
    assert_eq!(*seen.lock().unwrap(), [(7, "retry"), (7, "stop")]);
}
