//! The kernel in backon's retry loop, which it fits without depending on it.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use backon::Retryable as _;
use edges_errors::retry::{RequestContext, RetryBudget, RetryPlan};
use edges_errors::{EdgesError, ErrorLabel};

/// Runs a request that always fails in backon's loop; gives the number of requests and the waits between them.
async fn run(plan: &RetryPlan, label: ErrorLabel) -> (u32, Vec<Duration>, EdgesError) {
    let requests = AtomicU32::new(0);
    let waits = Arc::new(Mutex::new(Vec::new()));
    let recorded = Arc::clone(&waits);
    let request = || async {
        requests.fetch_add(1, Ordering::Relaxed);
        Err::<(), EdgesError>(EdgesError::builder(label).build())
    };
    let record = move |wait| {
        recorded.lock().unwrap().push(wait);
        std::future::ready(())
    };
    let error =
        request.retry(plan.delays()).sleep(record).when(plan.when()).adjust(plan.adjust()).await.unwrap_err();
    let waits = waits.lock().unwrap().clone();
    (requests.into_inner(), waits, error)
}

fn plan(method: &str) -> RetryPlan {
    RetryPlan::for_request(&RequestContext::new(method))
}

#[tokio::test]
async fn a_timeout_of_linkedin_is_retried_on_get_until_the_attempts_are_spent() {
    let patient = plan("GET").max_inline_wait(Duration::from_secs(180)).max_elapsed(Duration::from_secs(600));
    let (requests, waits, error) = run(&patient, ErrorLabel::Lk524).await;
    assert_eq!(requests, 3);
    assert!(waits.iter().all(|wait| (120..=132).contains(&wait.as_secs())), "{waits:?}");
    assert_eq!(error.label(), Some(ErrorLabel::Lk524));
}

#[tokio::test]
async fn a_post_that_may_have_happened_is_one_request() {
    let (requests, waits, _) = run(&plan("POST"), ErrorLabel::Lk524).await;
    assert_eq!((requests, waits.len()), (1, 0));
}

#[tokio::test]
async fn a_reached_limit_is_one_request_and_back_at_once() {
    let started = Instant::now();
    let (requests, waits, error) = run(&plan("GET"), ErrorLabel::LimitReached).await;
    assert_eq!((requests, waits.len()), (1, 0));
    assert_eq!(error.label(), Some(ErrorLabel::LimitReached));
    assert!(started.elapsed() < Duration::from_secs(60), "nothing sleeps a day");
}

#[tokio::test]
async fn backoff_grows_and_ends_with_the_attempts() {
    let (requests, waits, _) = run(&plan("GET").max_attempts(50), ErrorLabel::LkError).await;
    assert_eq!(requests, 3, "the policy allows three, whatever the plan does");
    assert!(waits[0] <= Duration::from_millis(500) && waits[1] <= Duration::from_secs(1), "{waits:?}");
    let delays: Vec<_> = plan("GET").max_attempts(4).delays().take(9).collect();
    assert_eq!(delays, [500, 1_000, 2_000].map(Duration::from_millis), "one for each retry");
    assert_eq!(plan("GET").max_attempts(0).delays().next(), None);
    let (once, ..) = run(&plan("GET").max_attempts(0), ErrorLabel::LkError).await;
    assert_eq!(once, 1);
}

#[tokio::test]
async fn a_retry_is_paid_once() {
    let budget = RetryBudget::new(100).transient_cost(10);
    let (requests, ..) = run(&plan("GET").budget(&budget), ErrorLabel::LkError).await;
    assert_eq!((requests, budget.tokens()), (3, 80));
}
