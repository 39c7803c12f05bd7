//! Responses of reqwest 0.12 or of another client: this type takes their place.

mod plain {
    use edges_errors_reqwest::ResponseExt as _;

    async fn decode(response: crate::Response) {
        let _ = response.error_for_label().await;
    }

    async fn decode_result(result: Result<crate::Response, crate::Failure>) {
        let _ = result.error_for_label().await;
    }
}

mod switched {
    edges_errors::catalogue! { extends = edges_errors, "acme.toml" }
    edges_errors_reqwest::for_labels!(ErrorLabel);

    async fn decode(response: crate::Response) {
        let _ = response.error_for_label().await;
    }
}

pub struct Response;

pub struct Failure;

fn main() {}
