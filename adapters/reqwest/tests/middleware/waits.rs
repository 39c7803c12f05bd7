//! How long it waits, by tokio's clock.

use std::time::Duration;

use edges_errors::retry::{Clock as _, RetryPlan};
use edges_errors_reqwest::{EdgesRetry, Error};
use edges_errors_testkit::VirtualClock;
use reqwest_middleware::ClientWithMiddleware;
use tokio::time::Instant;

use crate::script::{Answer, Script, answer, labelled, ok, unavailable};
use crate::{client, client_with, default_client};

async fn measure(client: ClientWithMiddleware, answers: [Answer; 2]) -> (f64, usize) {
    let script = Script::play(answers);
    let started = Instant::now();
    let _ = client.get(&script.url).send().await;
    (started.elapsed().as_secs_f64(), script.requests())
}

#[tokio::test(start_paused = true)]
async fn a_hint_is_the_shortest_wait_and_a_tenth_more_the_longest() {
    for hint in [1.0, 2.0, 20.0, 59.0] {
        let limited = answer(503, &format!("Retry-After: {hint}\r\n"), "");
        let (waited, requests) = measure(default_client(), [limited, ok()]).await;
        assert_eq!(requests, 2);
        // Never beyond what may be waited in place; a millisecond is how exact tokio's timer is.
        let most = f64::min(hint * 1.1, 60.0) + 0.002;
        assert!((hint..=most).contains(&waited), "{hint}: {waited}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_hint_in_the_body_counts_as_one_in_the_header() {
    let body = r#"{"error_label":"LK_ERROR","params":{"retry_after":"7"}}"#;
    let (waited, requests) = measure(default_client(), [answer(424, "Retry-After: 3\r\n", body), ok()]).await;
    assert_eq!(requests, 2);
    assert!((7.0..=7.702).contains(&waited), "{waited}");
}

#[tokio::test(start_paused = true)]
async fn without_a_hint_the_wait_is_the_labels() {
    let (waited, _) = measure(default_client(), [unavailable(), ok()]).await;
    assert!(waited <= 0.502, "full jitter up to half a second: {waited}");
    let (waited, _) = measure(default_client(), [labelled("NO_DATA_LOADED", 424), ok()]).await;
    assert!((5.0..=5.502).contains(&waited), "five seconds and a tenth: {waited}");
}

#[tokio::test(start_paused = true)]
async fn passed_hints_are_none() {
    for hint in ["0", "-5", "Wed, 21 Oct 2015 07:28:00 GMT"] {
        let limited = answer(503, &format!("Retry-After: {hint}\r\n"), "");
        let (waited, requests) = measure(default_client(), [limited, ok()]).await;
        assert_eq!(requests, 2, "{hint}");
        assert!(waited <= 0.502, "{hint}: {waited}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_hint_that_cannot_be_read_is_put_off() {
    for hint in ["soon", "120junk"] {
        let script = Script::play([answer(503, &format!("Retry-After: {hint}\r\n"), ""), ok()]);
        let error: Error = default_client().get(&script.url).send().await.unwrap_err().into();
        assert!(matches!(&error, Error::Deferred(_)), "{hint}: {error:?}");
        assert_eq!(script.requests(), 1, "{hint}");
    }
}

#[tokio::test(start_paused = true)]
async fn nothing_long_is_slept() {
    for hint in ["61", "3600", "86400", "99999999999999999999999"] {
        let limited = answer(429, &format!("X-RateLimit-Type: /v1/runs\r\nRetry-After: {hint}\r\n"), "");
        let (waited, requests) = measure(default_client(), [limited, ok()]).await;
        assert_eq!((waited, requests), (0.0, 1), "{hint}");
    }
}

#[tokio::test(start_paused = true)]
async fn no_wait_ends_after_the_time_allowed() {
    let plan = RetryPlan::default().max_elapsed(Duration::from_secs(4));
    let limited = answer(503, "Retry-After: 5\r\n", "");
    assert_eq!(measure(client_with(plan), [limited, ok()]).await, (0.0, 1));
}

#[tokio::test(start_paused = true)]
async fn another_clock_waits_in_place_of_tokios() {
    let clock = VirtualClock::new();
    let (_worker, began) = (clock.enter(), clock.now().monotonic);
    let retry = EdgesRetry::new().clock(clock.clone());
    let (waited, requests) = measure(client(retry), [labelled("NO_DATA_LOADED", 424), ok()]).await;
    assert_eq!((waited, requests), (0.0, 2));
    let waited = (clock.now().monotonic - began).as_secs_f64();
    assert!((5.0..=5.5).contains(&waited), "{waited}");
}
