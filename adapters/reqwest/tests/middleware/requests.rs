//! How many requests there are.

use std::net::TcpListener;
use std::time::Duration;

use edges_errors::retry::{Action, Decision, Progress, RetryBudget, RetryPlan, StopReason};
use edges_errors::{Effect, ErrorLabel, Label, Strategy};
use edges_errors_reqwest::Error;
use futures_util::stream;

use crate::script::{Script, answer, hang_up, labelled, ok, unavailable};
use crate::{client_with, default_client, idempotent};

#[tokio::test(start_paused = true)]
async fn get_503_503_200_is_three_requests() {
    let script = Script::play([unavailable(), unavailable(), ok()]);
    let response = default_client().get(&script.url).send().await.unwrap();
    assert_eq!((response.status().as_u16(), script.requests()), (200, 3));
    assert_eq!(response.text().await.unwrap(), r#"{"results":[]}"#);
}

#[tokio::test(start_paused = true)]
async fn post_503_is_one_request() {
    let script = Script::play([unavailable()]);
    let response = default_client().post(&script.url).body("hello").send().await.unwrap();
    assert_eq!((response.status().as_u16(), script.requests()), (503, 1));
}

#[tokio::test(start_paused = true)]
async fn post_429_with_a_hint_is_one_request() {
    let script = Script::play([answer(429, "Retry-After: 1\r\n", "")]);
    let response = default_client().post(&script.url).send().await.unwrap();
    assert_eq!((response.status().as_u16(), script.requests()), (429, 1));
}

#[tokio::test(start_paused = true)]
async fn a_post_marked_idempotent_is_sent_again_with_the_same_body() {
    let script = Script::play([unavailable(), ok()]);
    let request = idempotent(default_client().post(&script.url).body("hello"));
    assert_eq!(request.send().await.unwrap().status().as_u16(), 200);
    assert_eq!(script.bodies(), [b"hello", b"hello"]);
}

#[tokio::test(start_paused = true)]
async fn get_500_is_one_request() {
    let script = Script::play([answer(500, "", "")]);
    assert_eq!(default_client().get(&script.url).send().await.unwrap().status().as_u16(), 500);
    assert_eq!(script.requests(), 1);
}

#[tokio::test(start_paused = true)]
async fn no_or_one_attempt_is_one_request() {
    for attempts in [0, 1] {
        let script = Script::play([unavailable()]);
        let client = client_with(RetryPlan::default().max_attempts(attempts));
        assert_eq!(client.get(&script.url).send().await.unwrap().status().as_u16(), 503);
        assert_eq!(script.requests(), 1);
    }
}

#[tokio::test(start_paused = true)]
async fn a_lost_answer_to_a_post_is_one_request_and_to_a_get_three() {
    let script = Script::play([hang_up()]);
    assert!(default_client().post(&script.url).send().await.is_err());
    assert_eq!(script.requests(), 1);
    let script = Script::play([hang_up(), hang_up(), ok()]);
    assert!(default_client().get(&script.url).send().await.is_ok());
    assert_eq!(script.requests(), 3);
}

/// Nobody listens at first: what was never connected did nothing, so a POST is sent again too.
#[tokio::test(start_paused = true)]
async fn a_post_that_was_never_connected_is_sent_again() {
    let deserted = TcpListener::bind(("127.0.0.1", 0)).unwrap().local_addr().unwrap();
    let started = tokio::time::Instant::now();
    let sent = default_client().post(format!("http://{deserted}/")).send().await;
    assert!(Error::<ErrorLabel>::from(sent.unwrap_err()).transport().unwrap().is_connect());
    // Three attempts, so two waits of at most 0.5 and 1 s with full jitter; that both are zero is next to impossible.
    let waited = started.elapsed().as_millis();
    assert!(0 < waited && waited <= 1_500, "{waited} ms");
}

#[tokio::test(start_paused = true)]
async fn the_label_decides_and_not_the_status() {
    let wrapped = |label| move || Script::play([labelled(label, 424), ok()]);
    for (play, requests) in [(wrapped("LK_ERROR"), 2), (wrapped("BAD_INPUT"), 1), (wrapped("NEW_ONE"), 1)] {
        let script = play();
        default_client().get(&script.url).send().await.unwrap();
        assert_eq!(script.requests(), requests);
    }
    // 503 is retried, but not with a label that says no.
    let script = Script::play([labelled("BAD_INPUT", 503), ok()]);
    default_client().get(&script.url).send().await.unwrap();
    assert_eq!(script.requests(), 1);
}

#[tokio::test(start_paused = true)]
async fn an_unrepeatable_body_is_sent_once_and_whole() {
    let script = Script::play([unavailable(), ok()]);
    let request = idempotent(default_client().post(&script.url).body(stream_body()));
    let response = request.send().await.unwrap();
    assert_eq!((response.status().as_u16(), script.requests()), (503, 1));
    let decision = response.extensions().get::<Decision<ErrorLabel>>().unwrap();
    assert_eq!(decision.action(), Action::Stop { reason: StopReason::NotRepeatable });
    let chunked = String::from_utf8(script.bodies().remove(0)).unwrap();
    assert_eq!(chunked, "1\r\na\r\n1\r\nb\r\n0\r\n\r\n");
}

fn stream_body() -> reqwest::Body {
    reqwest::Body::wrap_stream(stream::iter(["a", "b"].map(Ok::<_, std::io::Error>)))
}

/// The caller can make the body anew.
#[tokio::test(start_paused = true)]
async fn an_unrepeatable_body_is_put_off_for_a_long_wait() {
    let script = Script::play([answer(503, "Retry-After: 3600\r\n", "")]);
    let sent = default_client().put(&script.url).body(stream_body()).send().await;
    let error: Error = sent.unwrap_err().into();
    let Error::Deferred(deferred) = &error else { unreachable!("{error:?}") };
    assert_eq!(deferred.progress(), Progress { attempts: 1, deferrals: 0 });
}

#[tokio::test(start_paused = true)]
async fn requests_before_a_queue_count() {
    let script = Script::play([unavailable()]);
    let request = default_client().get(&script.url).with_extension(Progress { attempts: 2, deferrals: 30 });
    request.send().await.unwrap();
    assert_eq!(script.requests(), 1, "the third of three");
}

#[tokio::test(start_paused = true)]
async fn a_shared_budget_ends_the_storm() {
    let script = Script::play([unavailable()]);
    let budget = RetryBudget::new(28);
    let client = client_with(RetryPlan::default().budget(&budget));
    for _ in 0..20 {
        client.get(&script.url).send().await.unwrap();
    }
    assert_eq!((script.requests(), budget.tokens()), (22, 0), "two retries of 14 tokens each");
}

#[tokio::test(start_paused = true)]
async fn a_success_gives_the_budget_back() {
    let budget = RetryBudget::new(500);
    let client = client_with(RetryPlan::default().budget(&budget));
    let script = Script::play([unavailable(), ok()]);
    client.get(&script.url).send().await.unwrap();
    assert_eq!(budget.tokens(), 500);
}

#[tokio::test(start_paused = true)]
async fn every_label_is_sent_as_often_as_its_policy_allows() {
    for label in ErrorLabel::ALL {
        for method in ["GET", "POST"] {
            let script = Script::play([labelled(label.as_str(), label.statuses()[0])]);
            let patient = RetryPlan::default()
                .max_inline_wait(Duration::from_secs(600))
                .max_elapsed(Duration::from_secs(6_000));
            let request = client_with(patient).request(method.parse().unwrap(), &script.url);
            let _ = request.send().await;
            let strategy = label.retry()[0].policy().strategy();
            let again = matches!(strategy, Strategy::Fixed { .. } | Strategy::Exponential { .. });
            let safe = method == "GET" || label.effect() == Effect::None;
            assert_eq!(script.requests(), if again && safe { 3 } else { 1 }, "{method} {label:?}");
        }
    }
}
