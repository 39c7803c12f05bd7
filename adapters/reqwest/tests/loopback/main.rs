//! The adapter over real connections, against the testkit's server and one that misbehaves below HTTP.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod bodies;
mod labels;
mod raw;
mod secrets;
mod success;
mod transport;

mod shop {
    //! A catalogue whose errors may come in 2xx answers.
    edges_errors::catalogue!("../shop.toml");
}

use edges_errors::EdgesError;
use edges_errors_reqwest::{Error, ResponseExt as _};
use edges_errors_testkit::Api;

/// A client that goes straight to loopback, whatever proxy the environment names.
fn client() -> reqwest::Client {
    reqwest::Client::builder().no_proxy().build().unwrap()
}

async fn fetch(url: impl reqwest::IntoUrl) -> Result<reqwest::Response, Error> {
    client().get(url).send().await?.error_for_label().await
}

/// The error of a path of the testkit's.
async fn fail(path: &str) -> Error {
    let api = Api::start().await.unwrap();
    fetch(api.url(path)).await.unwrap_err()
}

/// The same where nothing was missing of the body.
async fn fail_whole(path: &str) -> EdgesError {
    let failure = fail(path).await;
    assert!(failure.transport().is_none(), "{failure:?}");
    failure.into_api().unwrap()
}
