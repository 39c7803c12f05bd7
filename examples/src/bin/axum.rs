//! A service on top of the Edges API: what fails there is handed on to its callers as a problem of the service's own.
//!
//! `cargo run -p examples --bin axum`

use std::error::Error;
use std::sync::Arc;

use axum::Router;
use axum::extract::{Path, State};
use axum::routing::{get, post};
use edges_errors::retry::{Failure, RequestContext, RetryPlan};
use edges_errors_axum::Problem;
use edges_errors_reqwest::ResponseExt as _;
use edges_errors_testkit::Api;
use http::StatusCode;
use http::header::{CONTENT_TYPE, RETRY_AFTER};
use reqwest::{Method, RequestBuilder};
use tokio::net::TcpListener;

/// What every request needs.
struct Upstream {
    api: Api,
    client: reqwest::Client,
}

/// Reads a profile. The caller chose it, so a bad one is the caller's to mend, and may ask for it again.
async fn show_profile(
    State(upstream): State<Arc<Upstream>>,
    Path(failure): Path<String>,
) -> Result<String, Problem> {
    let reading = RequestContext::new("GET");
    let url = upstream.api.url(&format!("/{failure}"));
    upstream.fetch(upstream.client.get(url), &reading).await.map_err(Problem::caller_fault)
}

/// Sends a message. The caller is not told to come again where it may have been sent.
async fn send_message(
    State(upstream): State<Arc<Upstream>>,
    Path(failure): Path<String>,
) -> Result<String, Problem> {
    let sending = RequestContext::new("POST");
    let url = upstream.api.url(&format!("/{failure}"));
    upstream.fetch(upstream.client.post(url), &sending).await
}

impl Upstream {
    async fn fetch(&self, request: RequestBuilder, context: &RequestContext) -> Result<String, Problem> {
        let answer = async { Ok(request.send().await?.error_for_label().await?.text().await?) };
        let result: Result<String, edges_errors_reqwest::Error> = answer.await;
        result.map_err(|error| explain(&error, context))
    }
}

/// Callers are asked to come again where the request of this service may be sent again.
pub(crate) fn explain(error: &edges_errors_reqwest::Error, request: &RequestContext) -> Problem {
    let plan = RetryPlan::for_request(request);
    match Failure::try_from(error) {
        Ok(failure) => plan.start().on_failure(failure).into(),
        // Nothing failed that the API or the network has to do with.
        Err(error) => error.decision().into(),
    }
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    // Loopback needs no proxy, whatever the environment says.
    let client = reqwest::Client::builder().no_proxy().build()?;
    let upstream = Arc::new(Upstream { api: Api::start().await?, client: client.clone() });
    let service = Router::new()
        .route("/profiles/{*failure}", get(show_profile))
        .route("/messages/{*failure}", post(send_message))
        .with_state(upstream);
    let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
    let address = listener.local_addr()?;
    tokio::spawn(axum::serve(listener, service).into_future());

    let profiles = ["LIMIT_REACHED", "LK_ERROR", "BAD_INPUT", "NO_RESULT"].map(|label| (Method::GET, label));
    let messages = ["LIMIT_REACHED", "LK_ERROR", "BAD_INPUT"].map(|label| (Method::POST, label));
    for (method, label) in profiles.into_iter().chain(messages) {
        let what = if method == Method::GET { "profiles" } else { "messages" };
        println!("{method} /{what}, answered with {label}");
        let url = format!("http://{address}/{what}/errors/{label}");
        let seen = client.request(method, url).send().await?;
        let header =
            |name| seen.headers().get(name).and_then(|value| value.to_str().ok()).unwrap_or("-").to_owned();
        println!(
            "  {}, Retry-After: {}, {}",
            describe(seen.status()),
            header(RETRY_AFTER),
            header(CONTENT_TYPE)
        );
        println!("  {}\n", seen.text().await?);
    }
    Ok(())
}

fn describe(status: StatusCode) -> String {
    format!("{} {}", status.as_u16(), status.canonical_reason().unwrap_or_default())
}
