//! Answers that are no errors, and errors in answers that look as if they were none.

use edges_errors::{DecodeOptions, Kind};
use edges_errors_reqwest::{Error, ResponseExt as _};
use edges_errors_testkit::Api;
use reqwest::{Response, ResponseBuilderExt as _};

use crate::raw::{answer_once, promise_more};
use crate::{client, fetch, shop};

fn respond(status: u16, body: &'static str) -> Response {
    http::Response::builder().status(status).body(body).unwrap().into()
}

async fn check(response: Response) -> Result<Response, Error<shop::ErrorLabel>> {
    response.error_for_label_with(DecodeOptions::new()).await
}

async fn check_url(url: String) -> Result<Response, Error<shop::ErrorLabel>> {
    check(client().get(url).send().await?).await
}

#[tokio::test]
async fn a_success_passes_with_its_body_unread() {
    let api = Api::start().await.unwrap();
    let mut response = fetch(api.url("/ok")).await.unwrap();
    let mut body = Vec::new();
    while let Some(chunk) = response.chunk().await.unwrap() {
        body.extend_from_slice(&chunk);
    }
    assert_eq!(body, br#"{"results":[],"status":"SUCCEEDED"}"#);
    // The catalogue does not say that there may be errors in a 2xx.
    let unread = respond(200, r#"{"error_label":"NO_RESULT"}"#).error_for_label().await.unwrap();
    assert_eq!(unread.text().await.unwrap(), r#"{"error_label":"NO_RESULT"}"#);
}

/// HTTP takes a status above 599, which it does not have, for a failure of the server; reqwest takes it for a success.
#[tokio::test]
async fn statuses_from_400_up_are_errors_also_those_that_http_does_not_have() {
    for status in 100..1000 {
        let ours = respond(status, "").error_for_label().await.is_err();
        assert_eq!(ours, respond(status, "").error_for_status().is_err() || status >= 600, "{status}");
        assert_eq!(check(respond(status, "")).await.is_err(), ours, "{status}");
    }
}

#[tokio::test]
async fn an_error_in_a_2xx_is_found_where_the_catalogue_says_that_it_may_be() {
    let failure = check(respond(200, r#"{"label":"OUT_OF_STOCK","message":"m"}"#)).await.unwrap_err();
    assert_eq!(
        (failure.label(), failure.status().unwrap().as_u16()),
        (Some(shop::ErrorLabel::OutOfStock), 200)
    );
    let failure = check(respond(201, r#"{"error_label":"AUTH_EXPIRED"}"#)).await.unwrap_err();
    assert_eq!(failure.api().unwrap().label_str(), Some("AUTH_EXPIRED"));
    // Redirects are not asked about.
    assert!(check(respond(302, r#"{"error_label":"NO_RESULT"}"#)).await.is_ok());
}

#[tokio::test]
async fn a_2xx_that_is_no_error_comes_back_as_it_was() {
    for body in ["", "null", "[1]", "<html>", r#"{"label":"My list"}"#, r#"{"error_label":null}"#, "{"] {
        let url: reqwest::Url = "http://api.example/runs?page=2".parse().unwrap();
        let answer = http::Response::builder().status(203).version(http::Version::HTTP_2);
        let answer = answer.header("x-pagination-next", "n").extension(7_u8).url(url.clone());
        let response = check(answer.body(body).unwrap().into()).await.unwrap();
        assert_eq!((response.status().as_u16(), response.version()), (203, http::Version::HTTP_2));
        assert_eq!((response.url(), &response.headers()["x-pagination-next"]), (&url, &"n".parse().unwrap()));
        assert_eq!(response.extensions().get::<u8>(), Some(&7));
        assert_eq!(response.content_length(), Some(body.len() as u64));
        assert_eq!(response.text().await.unwrap(), body);
    }
}

#[tokio::test]
async fn a_2xx_beyond_the_limit_comes_back_with_what_is_still_to_come() {
    let body = format!(r#"{{"results":"{}"}}"#, "x".repeat(1_000_000));
    let url = answer_once(promise_more(body.as_bytes(), 0));
    let response = check_url(url.clone()).await.unwrap();
    assert_eq!(response.url().as_str(), url);
    assert_eq!(response.content_length(), Some(body.len() as u64));
    assert!(response.remote_addr().is_some());
    assert!(response.text().await.unwrap() == body);
}

#[tokio::test]
async fn a_2xx_that_breaks_off_breaks_off_for_who_reads_it() {
    let mut response = check_url(answer_once(promise_more(br#"{"results":["#, 9))).await.unwrap();
    assert_eq!((response.content_length(), &response.headers()["x-kept"]), (None, &"yes".parse().unwrap()));
    assert_eq!(response.chunk().await.unwrap().unwrap(), &br#"{"results":["#[..]);
    assert!(response.chunk().await.is_err());
    assert!(response.chunk().await.unwrap().is_none(), "told once");

    let failure =
        check_url(answer_once(promise_more(br#"{"error_label":"TILL_JAMMED","#, 9))).await.unwrap_err();
    assert!(failure.transport().is_some());
    let error = failure.into_api().unwrap();
    assert_eq!((error.kind(), error.label()), (Kind::Malformed, Some(shop::ErrorLabel::TillJammed)));
}
