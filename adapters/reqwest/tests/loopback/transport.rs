//! Where there is no answer, or none that can be read: what the retry kernel is told.

use std::net::TcpListener;
use std::time::Duration;

use edges_errors::retry::{Action, Failure, StopReason};
use edges_errors::{EdgesError, ErrorLabel};
use edges_errors_reqwest::Error;

use crate::raw::{answer_once, promise_more};
use crate::{client, fetch};

/// A port that nobody listens on.
fn deserted_url() -> String {
    let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    format!("http://{}/", listener.local_addr().unwrap())
}

#[tokio::test]
async fn a_refused_connection_did_nothing() {
    let error = fetch(deserted_url()).await.unwrap_err();
    assert!(matches!(Failure::try_from(&error), Ok(Failure::Connect)), "{error:?}");
    assert!(error.api().is_none() && error.label().is_none() && error.status().is_none());
    assert!(error.into_api().unwrap_err().transport().unwrap().is_connect());
}

#[tokio::test]
async fn no_answer_in_time_is_a_timeout() {
    let silent = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let url = format!("http://{}/", silent.local_addr().unwrap());
    let sent = client().get(url).timeout(Duration::from_millis(50)).send().await;
    let error: Error = sent.unwrap_err().into();
    assert!(matches!(Failure::try_from(&error), Ok(Failure::Timeout)), "{error:?}");
}

#[tokio::test]
async fn an_answer_that_breaks_off_may_have_been_carried_out() {
    // Before the head is complete, and within the body of a success.
    let error = fetch(answer_once("HTTP/1.1 200 OK\r\n")).await.unwrap_err();
    assert!(matches!(Failure::try_from(&error), Ok(Failure::Interrupted)), "{error:?}");
    let response = fetch(answer_once(promise_more(b"{", 9))).await.unwrap();
    let error: Error = response.bytes().await.unwrap_err().into();
    assert!(matches!(Failure::try_from(&error), Ok(Failure::Interrupted)), "{error:?}");
}

#[tokio::test]
async fn a_request_that_could_not_be_made_was_not_sent() {
    let url = deserted_url();
    let broken_header = client().get(&url).header("X-Key", "two\nlines").send().await;
    let broken_body = client().post(&url).json(&std::collections::HashMap::from([((), 1)])).send().await;
    for error in [
        fetch("no URL").await.unwrap_err(),
        broken_header.unwrap_err().into(),
        broken_body.unwrap_err().into(),
    ] {
        assert!(matches!(Failure::try_from(&error), Ok(Failure::NotSent)), "{error:?}");
        let decision = error.decision();
        assert_eq!(decision.action(), Action::Stop { reason: StopReason::NotRetryable });
        assert!(!decision.is_in_doubt() && decision.fields().error_type == "not_sent");
    }
}

#[tokio::test]
async fn what_another_attempt_cannot_mend_is_no_failure_to_the_kernel() {
    let whole = fetch(answer_once(promise_more(b"no JSON", 0))).await.unwrap();
    let error: Error = whole.json::<Vec<u8>>().await.unwrap_err().into();
    assert!(Failure::try_from(&error).is_err(), "{error:?}");
    let own: Error = http_error(500).into();
    assert!(
        Failure::try_from(&own).is_err() && own.status() == Some(reqwest::StatusCode::INTERNAL_SERVER_ERROR)
    );
}

#[test]
fn an_error_made_by_hand_is_one_of_the_api() {
    let error: Error = EdgesError::builder(ErrorLabel::NoAccess).build().into();
    assert_eq!((error.label(), error.status().unwrap().as_u16()), (Some(ErrorLabel::NoAccess), 402));
    assert!(matches!(&error, Error::Api { cut: None, .. }));
    fn assert_traits<T: std::error::Error + Send + Sync + 'static>(_: T) {}
    assert_traits(error);
}

fn http_error(status: u16) -> reqwest::Error {
    let response = http::Response::builder().status(status).body("").unwrap();
    reqwest::Response::from(response).error_for_status().unwrap_err()
}
