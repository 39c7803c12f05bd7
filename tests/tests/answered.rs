//! A server and its client that share a catalogue, over loopback.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::net::Ipv4Addr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, SystemTime};

use axum::Router;
use axum::routing::get;
use edges_errors::Kind;
use edges_errors::retry::{Action, StopReason};
use edges_errors_axum::Answer;
use reqwest_middleware::{ClientBuilder, ClientWithMiddleware};
use tokio::net::TcpListener;

/// What both sides have.
mod payments {
    edges_errors::catalogue!("../catalogues/nested.toml");
    edges_errors_reqwest::for_labels!(ErrorLabel);
}

use payments::{EdgesRetry, Error, ErrorLabel, PaymentsError, ResponseExt as _};

type Payment = Result<&'static str, Answer<ErrorLabel>>;

async fn decline() -> Payment {
    let error = PaymentsError::builder(ErrorLabel::CardDeclined).message("Declined.").error_ref("req_1");
    Err(error.param("decline_code", "lost_card"))?
}

async fn lock_for_an_hour() -> Payment {
    Err(PaymentsError::builder(ErrorLabel::LockTimeout).retry_after(Duration::from_secs(3_600)))?
}

async fn lock_for_good() -> Payment {
    Err(PaymentsError::builder(ErrorLabel::LockTimeout).header("X-Should-Retry", "false"))?
}

/// Locked at first, for some milliseconds.
async fn lock_briefly(requests: Arc<AtomicUsize>) -> Payment {
    if requests.fetch_add(1, Ordering::Relaxed) == 0 {
        Err(PaymentsError::builder(ErrorLabel::LockTimeout).param("frees_in", Duration::from_millis(20)))?;
    }
    Ok("paid")
}

/// Serves the payments on a free port until the test ends.
async fn serve() -> String {
    let requests = Arc::default();
    let service = Router::new()
        .route("/declined", get(decline))
        .route("/locked", get(lock_for_an_hour))
        .route("/locked-for-good", get(lock_for_good))
        .route("/locked-briefly", get(move || lock_briefly(Arc::clone(&requests))));
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(axum::serve(listener, service).into_future());
    format!("http://{address}")
}

fn connect() -> ClientWithMiddleware {
    let client = reqwest::Client::builder().no_proxy().build().unwrap();
    ClientBuilder::new(client).with(EdgesRetry::new()).build()
}

async fn pay(path: &str) -> Result<String, Error> {
    let url = serve().await + path;
    Ok(connect().get(url).send().await.error_for_label().await?.text().await?)
}

#[tokio::test]
async fn the_client_has_the_error_that_the_server_built() {
    let error = pay("/declined").await.unwrap_err();
    assert_eq!(error.decision().action(), Action::Stop { reason: StopReason::NeedsRemedy });
    let error: PaymentsError = error.into_api().unwrap();
    assert_eq!((error.kind(), error.label()), (Kind::Known, Some(ErrorLabel::CardDeclined)));
    assert_eq!((error.status(), error.message()), (Some(402), Some("Declined.")));
    assert_eq!(error.error_ref(), Some("req_1"));
    assert_eq!(
        error.details::<payments::details::CardDeclined>().unwrap().decline_code.unwrap(),
        "lost_card"
    );
}

#[tokio::test]
async fn the_client_defers_for_as_long_as_the_server_says() {
    let asked = SystemTime::now();
    let Error::Deferred(deferred) = pay("/locked").await.unwrap_err() else { unreachable!("it is locked") };
    assert_eq!(deferred.error().label(), Some(ErrorLabel::LockTimeout));
    let wait = deferred.not_before().duration_since(asked).unwrap().as_secs();
    assert!((3_600..4_000).contains(&wait), "{wait}");
}

#[tokio::test]
async fn the_client_sends_again_after_a_short_wait() {
    assert_eq!(pay("/locked-briefly").await.unwrap(), "paid");
}

#[tokio::test]
async fn the_client_gives_up_where_the_server_forbids_to_come_again() {
    let error = pay("/locked-for-good").await.unwrap_err();
    let action = error.decision().action();
    assert_eq!(action, Action::Stop { reason: StopReason::NotRetryable });
    assert_eq!(error.label(), Some(ErrorLabel::LockTimeout));
}
