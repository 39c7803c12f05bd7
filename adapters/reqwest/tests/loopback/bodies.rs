//! Bodies that are no JSON, too short, too slow or too long: the status is never lost.

use std::error::Error as _;
use std::io::Write as _;
use std::time::Duration;

use edges_errors::retry::Failure;
use edges_errors::{DecodeOptions, ErrorLabel, Kind};
use edges_errors_reqwest::ResponseExt as _;
use edges_errors_testkit::Api;
use flate2::{Compression, write::GzEncoder};
use futures_util::{StreamExt as _, stream};

use crate::raw::{answer_in_chunks, answer_once};
use crate::{client, fail, fail_whole, fetch, shop};

#[tokio::test]
async fn html_is_not_json() {
    let error = fail_whole("/html").await;
    assert_eq!((error.kind(), error.status()), (Kind::NotObject, Some(502)));
    assert!(error.snippet().contains("502 Bad Gateway"));
}

#[tokio::test]
async fn nothing_is_no_body() {
    let error = fail_whole("/empty").await;
    assert_eq!((error.kind(), error.status()), (Kind::NoBody, Some(503)));
}

#[tokio::test]
async fn a_body_that_breaks_off_keeps_status_and_label() {
    let failure = fail("/cut/LK_ERROR").await;
    assert_eq!((failure.status().unwrap().as_u16(), failure.label()), (424, Some(ErrorLabel::LkError)));
    assert_eq!(failure.api().unwrap().kind(), Kind::Malformed);
    let cut = failure.transport().unwrap();
    assert!(!cut.is_timeout());
    assert!(failure.source().unwrap().is::<reqwest::Error>());
    assert!(failure.to_string().ends_with("; cut off in transit"), "{failure}");
    assert!(matches!(Failure::try_from(&failure), Ok(Failure::Api(error)) if error.status() == Some(424)));
}

#[tokio::test]
async fn a_slow_body_is_read_to_its_end() {
    let error = fail_whole("/slow/LK_ERROR").await;
    assert_eq!((error.kind(), error.label()), (Kind::Known, Some(ErrorLabel::LkError)));
}

#[tokio::test]
async fn the_clients_timeout_ends_a_slow_body_and_keeps_the_status() {
    let api = Api::start().await.unwrap();
    let request = client().get(api.url("/slow/LK_ERROR")).timeout(Duration::from_millis(400));
    let failure = request.send().await.unwrap().error_for_label().await.unwrap_err();
    assert_eq!(failure.status().unwrap().as_u16(), 424);
    // That it is the timeout which ended it shows that the rest was not waited for.
    assert!(failure.transport().unwrap().is_timeout(), "{failure:?}");
    assert!(matches!(failure.api().unwrap().kind(), Kind::Malformed | Kind::NoBody));
    assert!(matches!(Failure::try_from(&failure), Ok(Failure::Api(_))));
}

#[tokio::test]
async fn an_endless_body_is_left_at_the_limit() {
    let error = tokio::time::timeout(Duration::from_secs(20), fail_whole("/endless")).await.unwrap();
    assert_eq!((error.kind(), error.status()), (Kind::TooLarge, Some(500)));
    assert_eq!(error.body().len(), DecodeOptions::new().get_max_body());
}

/// HTTP/2 allows frames without data, as many as a server likes to send.
#[tokio::test]
async fn empty_chunks_end_somewhere() {
    let endless = |status: u16, start: &'static str| {
        let empty = stream::repeat_with(|| Ok::<_, std::io::Error>(""));
        let body = reqwest::Body::wrap_stream(stream::iter([Ok(start)]).chain(empty));
        reqwest::Response::from(http::Response::builder().status(status).body(body).unwrap())
    };
    let error = endless(424, "{\"error_label\":\"LK_ERROR\"").error_for_label().await.unwrap_err();
    assert_eq!((error.label(), error.api().unwrap().kind()), (Some(ErrorLabel::LkError), Kind::Malformed));
    let mut passed =
        endless(200, "[1]").error_for_label_with::<shop::ErrorLabel>(DecodeOptions::new()).await.unwrap();
    assert_eq!(passed.chunk().await.unwrap().unwrap(), "[1]", "and the rest is there");
    assert_eq!(passed.chunk().await.unwrap().unwrap(), "");
}

#[tokio::test]
async fn what_lies_beyond_the_limit_is_not_fetched() {
    let (url, server) = answer_in_chunks(4_096);
    let error = fetch(url).await.unwrap_err().into_api().unwrap();
    assert_eq!(error.kind(), Kind::TooLarge);
    // 256 MiB were there. What the system buffers on both sides of the connection comes to a few.
    let taken = tokio::task::spawn_blocking(|| server.join()).await.unwrap().unwrap();
    assert!(taken < 1_024, "{taken} chunks");
}

#[tokio::test]
async fn the_limit_is_the_callers() {
    let api = Api::start().await.unwrap();
    let fetch = async |most| {
        let response = client().get(api.url("/errors/NO_RESULT")).send().await?;
        let failure = response.error_for_label_with(DecodeOptions::new().max_body(most)).await.unwrap_err();
        failure.into_api()
    };
    let length = ErrorLabel::NoResult.sample().body().len();
    assert_eq!(fetch(length).await.unwrap().kind(), Kind::Known);
    let cut: edges_errors::EdgesError = fetch(length - 1).await.unwrap();
    assert_eq!((cut.kind(), cut.label()), (Kind::TooLarge, Some(ErrorLabel::NoResult)));
}

#[tokio::test]
async fn the_limit_holds_after_decompression() {
    let mut bomb = GzEncoder::new(Vec::new(), Compression::best());
    bomb.write_all(br#"{"error_label":"LK_524","message":""#).unwrap();
    for _ in 0..1000 {
        bomb.write_all(&[b'a'; 16 * 1024]).unwrap();
    }
    let bomb = bomb.finish().unwrap();
    assert!(bomb.len() < DecodeOptions::new().get_max_body());
    let head = "HTTP/1.1 424 Failed Dependency\r\nContent-Encoding: gzip";
    let mut answer = format!("{head}\r\nContent-Length: {}\r\n\r\n", bomb.len()).into_bytes();
    answer.extend(bomb);
    let error = fetch(answer_once(answer)).await.unwrap_err().into_api().unwrap();
    assert_eq!((error.kind(), error.label()), (Kind::TooLarge, Some(ErrorLabel::Lk524)));
    assert_eq!(error.body().len(), DecodeOptions::new().get_max_body());
}
