//! A service on top of the Edges API: what fails there is handed on to its callers as a problem of the service's own.
//!
//! `cargo run -p examples --bin axum`

use std::error::Error;
use std::sync::Arc;

use axum::Router;
use axum::extract::{Path, State};
use axum::routing::get;
use edges_errors::retry::{Failure, RequestContext, RetryPlan};
use edges_errors_axum::Problem;
use edges_errors_reqwest::ResponseExt as _;
use edges_errors_testkit::Api;
use http::StatusCode;
use http::header::{CONTENT_TYPE, RETRY_AFTER};
use tokio::net::TcpListener;

/// What every request needs.
struct Upstream {
    api: Api,
    client: reqwest::Client,
}

/// The caller chose the profile, so a bad one is the caller's to mend.
async fn show_profile(
    State(upstream): State<Arc<Upstream>>,
    Path(failure): Path<String>,
) -> Result<String, Problem> {
    let url = upstream.api.url(&format!("/{failure}"));
    let answer = async { Ok(upstream.client.get(url).send().await?.error_for_label().await?.text().await?) };
    let result: Result<String, edges_errors_reqwest::Error> = answer.await;
    result.map_err(|error| explain(&error, &RequestContext::new("GET")).caller_fault())
}

/// Callers are asked to come again where the request of this service may be sent again.
pub(crate) fn explain(error: &edges_errors_reqwest::Error, request: &RequestContext) -> Problem {
    let plan = RetryPlan::for_request(request);
    match Failure::try_from(error) {
        Ok(failure) => plan.start().on_failure(failure).into(),
        Err(error) => error.decision().into(),
    }
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    // Loopback needs no proxy, whatever the environment says.
    let client = reqwest::Client::builder().no_proxy().build()?;
    let upstream = Arc::new(Upstream { api: Api::start().await?, client: client.clone() });
    let service = Router::new().route("/profiles/{*failure}", get(show_profile)).with_state(upstream);
    let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
    let address = listener.local_addr()?;
    tokio::spawn(axum::serve(listener, service).into_future());

    for failure in [
        "errors/LIMIT_REACHED",
        "errors/LK_ERROR",
        "errors/BAD_INPUT",
        "errors/NO_RESULT",
        "plan-limit",
        "html",
    ] {
        let seen = client.get(format!("http://{address}/profiles/{failure}")).send().await?;
        let header =
            |name| seen.headers().get(name).and_then(|value| value.to_str().ok()).unwrap_or("-").to_owned();
        println!("{failure}");
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
