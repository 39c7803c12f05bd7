//! The retry layer goes by other labels than the one that decodes.

mod acme {
    edges_errors::catalogue! { extends = edges_errors, "acme.toml" }
    edges_errors_tower::for_labels!(ErrorLabel);
}

use acme::EdgesRetry;
use edges_errors_tower::{BoxError, DecodeErrorLayer};
use http::{Request, Response};
use tower::{Service, ServiceBuilder, retry::RetryLayer};

async fn answer(_: Request<()>) -> Result<Response<String>, BoxError> {
    Err("down".into())
}

fn main() {
    let service = ServiceBuilder::new()
        .layer(RetryLayer::new(EdgesRetry::new()))
        .layer(DecodeErrorLayer::new())
        .service(tower::service_fn(answer));
    serve(service);
}

fn serve(_: impl Service<Request<()>>) {}
