//! The retry middleware over real connections: how many requests it sends, how long it waits, what comes out. tokio's time
//! is paused: no answer is waited for with a timer, so it moves only where the middleware waits.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod catalogues;
mod context;
mod cooldowns;
mod outcomes;
mod requests;
mod script;
mod shop {
    edges_errors::catalogue!("../shop.toml");
    edges_errors_reqwest::for_labels!(ErrorLabel);
}
mod waits;

use edges_errors::Label;
use edges_errors::retry::{RequestContext, RetryPlan};
use edges_errors_reqwest::{ApiRetry, EdgesRetry};
use reqwest_middleware::{ClientBuilder, ClientWithMiddleware, RequestBuilder};

fn client<L: Label>(retry: ApiRetry<L>) -> ClientWithMiddleware {
    // Neither a proxy of the environment's nor an idle connection's timer.
    let plain = reqwest::Client::builder().no_proxy().pool_max_idle_per_host(0).build().unwrap();
    ClientBuilder::new(plain).with(retry).build()
}

fn default_client() -> ClientWithMiddleware {
    client(EdgesRetry::new())
}

fn client_with(plan: RetryPlan) -> ClientWithMiddleware {
    client(EdgesRetry::new().plan(plan))
}

fn idempotent(request: RequestBuilder) -> RequestBuilder {
    request.with_extension(RequestContext::new("POST").idempotent(true))
}
