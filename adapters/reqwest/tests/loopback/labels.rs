//! Every label, and answers that have none.

use std::time::Duration;

use edges_errors::{DecodeOptions, EdgesError, ErrorLabel, Kind, Label, RateLimit};
use edges_errors_reqwest::ResponseExt as _;
use edges_errors_testkit::Api;

use crate::{client, fail_whole, fetch};

#[tokio::test]
async fn every_label_arrives_with_its_status_and_params() {
    let api = Api::start().await.unwrap();
    for &label in ErrorLabel::ALL {
        let path = format!("/errors/{label}");
        let error = fetch(api.url(&path)).await.unwrap_err().into_api().unwrap();
        let sent = label.sample();
        assert_eq!((error.kind(), error.label()), (Kind::Known, Some(label)));
        assert_eq!(error.status(), label.statuses().first().copied());
        let params = |error: &EdgesError| -> Vec<(String, String)> {
            // When a limit resets is the server's to say.
            let fixed =
                |name: &str| !label.params().iter().any(|info| info.name() == name && info.delays_retry());
            let params = error.params();
            let raw = |(name, param): (&str, edges_errors::Param<'_>)| {
                (name.to_owned(), if fixed(name) { param.raw().to_owned() } else { String::new() })
            };
            params.iter().map(raw).collect()
        };
        assert_eq!(params(&error), params(&sent), "{label}");
        assert_eq!(params(&error).len(), label.params().len(), "{label}");
        assert_eq!((error.message(), error.error_ref()), (sent.message(), sent.error_ref()));
        assert_eq!(error.anomalies().collect::<Vec<_>>(), [], "{label}");
        assert_eq!(api.requests(&path), 1, "decoding sends nothing");
    }
}

#[tokio::test]
async fn every_failure_of_the_testkit_is_an_error_of_the_api() {
    let api = Api::start().await.unwrap();
    for failure in api.failures() {
        let error = fetch(api.url(&failure.path)).await.unwrap_err();
        assert!(error.status().is_some_and(|status| status.as_u16() >= 400), "{}: {error:?}", failure.words);
    }
}

#[tokio::test]
async fn an_unlisted_label_is_kept() {
    let error = fail_whole("/errors/AUTH_EXPIRED").await;
    assert_eq!((error.kind(), error.label()), (Kind::UnknownLabel, None));
    assert_eq!((error.label_str(), error.status()), (Some("AUTH_EXPIRED"), Some(424)));
}

#[tokio::test]
async fn the_plans_own_limit_is_known_by_its_header() {
    let error = fail_whole("/limits/edges_api").await;
    assert_eq!((error.kind(), error.status()), (Kind::NoBody, Some(429)));
    assert_eq!(error.rate_limit(), Some(RateLimit::EdgesApi));
    assert_eq!(error.retry_after(), Some(Duration::from_secs(30)));
}

mod shop {
    edges_errors::catalogue! { inline = r#"
        [catalogue]
        name = "Shop"
        error = "ShopError"
        revision = "1"
        reference = "https://shop.example/errors"

        [envelope]
        label = ["error_label", "label"]
        error_ref = "error_ref"
        message = "message"
        params = ["params", "."]

        [categories.stock]
        title = "Stock"
        fault = "caller"
        doc = "What was ordered is not there."

        [remedies.wait]
        doc = "Wait for the next delivery."

        [retry.daily]
        strategy = "fixed"
        delay = "24h"

        [errors.SOLD_OUT]
        statuses = [409]
        category = "stock"
        retry = "daily"
        remedy = "wait"
        doc = "Nothing is left."
    "# }
}

#[tokio::test]
async fn another_catalogue_has_its_own_labels() {
    let api = Api::start().await.unwrap();
    let fetch = async |path| {
        let response = client().get(api.url(path)).send().await?;
        response.error_for_label_with::<shop::ErrorLabel>(DecodeOptions::new()).await
    };
    // The testkit sends an unlisted label as it is asked to.
    let error = fetch("/errors/SOLD_OUT").await.unwrap_err();
    assert_eq!(error.label(), Some(shop::ErrorLabel::SoldOut));
    let error: shop::ShopError = error.into_api().unwrap();
    assert_eq!(error.label().map(Label::remedy), Some(shop::Remedy::Wait));
    // And what Edges lists is not known here.
    let error = fetch("/errors/LIMIT_REACHED").await.unwrap_err().into_api().unwrap();
    assert_eq!((error.kind(), error.label_str()), (Kind::UnknownLabel, Some("LIMIT_REACHED")));
    assert!(fetch("/ok").await.is_ok());
}
