//! A hyper client under two tower layers: one decodes errors, one decides and waits. The clock jumps, so no wait takes time.
//!
//! `cargo run -p examples --bin tower`

use std::error::Error as _;
use std::io::Write as _;
use std::time::SystemTime;

use edges_errors::Rfc3339;
use edges_errors::retry::{Progress, RequestContext, RetryBudget, RetryPlan};
use edges_errors_testkit::{Api, VirtualClock};
use edges_errors_tower::{BoxError, DecodeErrorLayer, EdgesRetry, Error};
use http::{Method, Request, Response, StatusCode};
use hyper_util::client::legacy::Client;
use hyper_util::rt::TokioExecutor;
use tower::retry::RetryLayer;
use tower::{Service as _, ServiceBuilder, ServiceExt as _};

#[tokio::main]
async fn main() -> Result<(), BoxError> {
    let api = Api::start().await?;
    let clock = VirtualClock::new();
    let _working = clock.enter();
    let budget = RetryBudget::default();
    let retry = EdgesRetry::new()
        .plan(RetryPlan::default().budget(&budget))
        .clock(clock)
        .on_decision(|decision, _| println!("  {:<5} {}", decision.action().as_str(), decision));
    let mut service = ServiceBuilder::new()
        .layer(RetryLayer::new(retry))
        .layer(DecodeErrorLayer::new())
        .service(Client::builder(TokioExecutor::new()).build_http::<String>());

    for (method, path) in [
        (Method::GET, "/ok"),
        (Method::GET, "/errors/NO_DATA_LOADED"),
        (Method::POST, "/errors/LK_ERROR"),
        (Method::POST, "/errors/LIMIT_REACHED"),
        (Method::GET, "/limits/edges_api"),
        (Method::GET, "/cut/LK_ERROR"),
    ] {
        println!("{method} {path}");
        let context = RequestContext::new(&method);
        let mut request = Request::builder().method(method).uri(api.url(path)).body(String::new())?;
        request.extensions_mut().insert(context);
        match end(service.ready().await?.call(request).await) {
            End::Done(status) => println!("  {status}"),
            End::PutBack { not_before, progress } => {
                println!("  to the queue until {}, with {progress:?}", Rfc3339(not_before));
            }
            End::Over(error) => {
                println!("  {error}{}: {}", describe_cause(&error), error.decision().advice());
            }
        }
        println!("  {} requests, {} tokens left in the budget\n", api.requests(path), budget.tokens());
    }
    std::io::stdout().flush()?;
    Ok(())
}

/// The end of a request, once the layers have done what they can.
#[derive(Debug)]
pub(crate) enum End {
    Done(StatusCode),
    /// For the queue that the work came from.
    PutBack {
        not_before: SystemTime,
        progress: Progress,
    },
    /// It is not sent again.
    Over(Box<Error>),
}

pub(crate) fn end<B>(result: Result<Response<B>, Error>) -> End {
    match result {
        Ok(response) => End::Done(response.status()),
        Err(Error::Deferred(deferred)) => {
            End::PutBack { not_before: deferred.not_before(), progress: deferred.progress() }
        }
        Err(error) => End::Over(Box::new(error)),
    }
}

fn describe_cause(error: &Error) -> String {
    error.source().map(|cause| format!(" ({cause})")).unwrap_or_default()
}
