//! Both traits in scope: the call does not say whose labels it asks for.

mod acme {
    edges_errors::catalogue! { extends = edges_errors, "acme.toml" }
    edges_errors_reqwest::for_labels!(ErrorLabel);
}

use acme::ResponseExt as _;
use edges_errors_reqwest::ResponseExt as _;

async fn send(response: reqwest::Response) {
    let _ = response.error_for_label().await;
}

fn main() {}
