//! What stands in a URL or a param never stands in a message.

use std::error::Error as _;
use std::time::Duration;

use edges_errors_reqwest::{Error, ResponseExt as _};
use edges_errors_testkit::Api;

use crate::client;
use crate::raw::{answer_once, promise_more};

const CANARY: &str = "CANARY-7f3a";

/// Everything that a log could show of an error and of what lies behind it.
fn show(error: &Error) -> String {
    let chain = std::iter::successors(error.source(), |&error| error.source());
    let chain: String = chain.map(|error| format!("{error} {error:?} {error:#?}\n")).collect();
    format!("{error} {error:?} {error:#?}\n{chain}")
}

async fn fetch(url: String) -> Result<String, Error> {
    let separator = if url.contains('?') { '&' } else { '?' };
    let url = format!("{url}{separator}api_key={CANARY}");
    let request = client().get(url).timeout(Duration::from_millis(400)).header("x-api-key", CANARY);
    Ok(request.send().await?.error_for_label().await?.text().await?)
}

#[tokio::test]
async fn no_url_is_shown() {
    let api = Api::start().await.unwrap();
    let mut urls: Vec<String> = api.failures().iter().map(|failure| api.url(&failure.path)).collect();
    urls.extend([api.url("/endless"), answer_once(promise_more(b"{", 9)), answer_once("no HTTP at all")]);
    urls.extend([answer_once(
        "HTTP/1.1 302 Found\r\nLocation: ftp://host/?key=CANARY-7f3a\r\nContent-Length: 0\r\n\r\n",
    )]);
    urls.extend(["http://127.0.0.1:1/".to_owned(), "ftp://host/".to_owned(), "no URL".to_owned()]);
    for url in urls {
        let error = fetch(url.clone()).await.unwrap_err();
        assert!(!show(&error).contains(CANARY), "{url}: {}", show(&error));
        assert!(error.transport().is_none_or(|error| error.url().is_none()), "{url}");
    }
}

#[tokio::test]
async fn the_status_errors_of_reqwest_lose_their_url_too() {
    let api = Api::start().await.unwrap();
    let response = client().get(api.url(&format!("/html?key={CANARY}"))).send().await.unwrap();
    let theirs = response.error_for_status().unwrap_err();
    assert!(theirs.to_string().contains(CANARY), "the canary is there to be found");
    assert!(!show(&theirs.into()).contains(CANARY));
}

#[tokio::test]
async fn sensitive_params_are_not_shown() {
    let body = format!(
        r#"{{"error_label":"LIMIT_REACHED","params":{{"workspace_uid":"{CANARY}","x":"{CANARY}"}}}}"#
    );
    let response =
        http::Response::builder().status(429).header("x-ratelimit-type", CANARY).body(body).unwrap();
    let error = reqwest::Response::from(response).error_for_label().await.unwrap_err();
    assert!(!show(&error).contains(CANARY), "{}", show(&error));
}
