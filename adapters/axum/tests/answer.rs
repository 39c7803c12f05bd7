//! Errors that a server sends in the format of its catalogue.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use edges_errors::{ApiError, EdgesError, ErrorBuilder, ErrorLabel, Kind, Label, Payload};
use edges_errors_axum::Answer;
use http::header::{CACHE_CONTROL, CONTENT_TYPE};
use http::{Request, StatusCode};
use tower::ServiceExt as _;

mod shop {
    edges_errors::catalogue!("shop.toml");
}

mod chat {
    edges_errors::catalogue! { inline = r#"
        [catalogue]
        name = "Chat"

        [envelope]
        label         = "error"
        label_format  = "snake_case"
        errors_in_2xx = true
        keep_headers  = ["Content-Length", "Transfer-Encoding", "Content-Type", "X-Left"]

        [categories.access]
        fault = "caller"

        [remedies.check_token]
        doc = "Check the token."

        [errors.not_authed]
        statuses = [200]
        category = "access"
        retry    = "never"
        remedy   = "check_token"
        doc      = "No token."
    "# }
}

async fn read<L: Label>(response: Response) -> ApiError<L> {
    let (head, body) = response.into_parts();
    let body = to_bytes(body, usize::MAX).await.unwrap();
    ApiError::from_response(&http::Response::from_parts(head, body))
}

#[tokio::test]
async fn a_route_fails_by_a_question_mark() {
    async fn order() -> Result<(), Answer<shop::ErrorLabel>> {
        let error = shop::ShopError::builder(shop::ErrorLabel::OutOfStock);
        Err(error.message("None left.").error_ref("req-7").param("article", 5))?
    }
    let app = Router::new().route("/", get(order));
    let response = app.oneshot(Request::get("/").body(Body::empty()).unwrap()).await.unwrap();
    assert_eq!(response.status(), StatusCode::CONFLICT);
    assert_eq!(response.headers()[CONTENT_TYPE], "application/json");
    assert!(response.extensions().get::<shop::ShopError>().is_some());
    let body = to_bytes(response.into_body(), usize::MAX).await.unwrap();
    let sent = r#"{"error_label":"OUT_OF_STOCK","error_ref":"req-7","message":"None left.","status_code":409,"params":{"article":5}}"#;
    assert_eq!(body, sent);
}

#[test]
fn a_status_at_which_nobody_reads_an_error_is_not_sent() {
    let stored = EdgesError::from_json(br#"{"error_label":"NO_RESULT"}"#).unwrap();
    let stating = EdgesError::from_json(br#"{"error_label":"NO_RESULT","status_code":500}"#).unwrap();
    let unlisted = EdgesError::from_json(br#"{"error_label":"BRAND_NEW"}"#).unwrap();
    let callback = br#"{"run":{"status":"FAILED"},"error":{"error_label":"BAD_INPUT"}}"#;
    let callback = Payload::Callback.decode(callback).unwrap().next().unwrap();
    let built = |status| EdgesError::builder(ErrorLabel::NoResult).status(status).build();
    for (error, status) in [
        (stored, 424),
        (stating, 500),
        (unlisted, 500),
        (callback, 400),
        (built(404), 404),
        (built(200), 500),
        (built(0), 424),
        (built(101), 424),
        (built(999), 424),
        (built(1_000), 424),
    ] {
        assert_eq!(Answer(error.clone()).into_response().status(), status, "{error:?}");
    }
}

#[tokio::test]
async fn an_error_of_a_2xx_answer_keeps_its_status() {
    let response = Answer::from(ErrorBuilder::sample(chat::ErrorLabel::NotAuthed)).into_response();
    assert_eq!(response.status(), 200);
    assert_eq!(read(response).await.label(), Some(chat::ErrorLabel::NotAuthed));
}

#[tokio::test]
async fn an_error_has_no_status_that_is_sent_without_a_body() {
    for status in [204, 205] {
        let error = ErrorBuilder::sample(chat::ErrorLabel::NotAuthed).status(status);
        assert_eq!(Answer::from(error).into_response().status(), 200, "{status}: the label's own");
    }
}

/// The length is that of the body that is sent, whatever it was in an answer that the error was read from.
#[tokio::test]
async fn headers_about_the_transfer_are_not_sent() {
    let headers = [
        ("Content-Length", "5"),
        ("Transfer-Encoding", "chunked"),
        ("Content-Type", "application/problem+json"),
        ("X-Left", "1"),
        ("X-Left", "2"),
    ];
    let error = chat::ChatError::from_parts(400, headers, r#"{"error":"not_authed"}"#);
    let response = Answer(error).into_response();
    let headers = response.headers();
    assert!(!headers.contains_key("content-length") && !headers.contains_key("transfer-encoding"));
    assert_eq!(headers[CONTENT_TYPE], "application/problem+json");
    assert_eq!(headers.get_all("x-left").iter().collect::<Vec<_>>(), ["1", "2"]);
}

#[tokio::test]
async fn other_headers_are_added_as_to_any_response() {
    let answer = Answer(ErrorLabel::NoResult.sample());
    let response = ([(CACHE_CONTROL, "no-store")], answer).into_response();
    assert_eq!(response.status(), StatusCode::FAILED_DEPENDENCY);
    assert_eq!(response.headers()[CACHE_CONTROL], "no-store");
}

#[tokio::test]
async fn what_is_no_json_is_not_called_so() {
    let page = EdgesError::from_parts(502, [("Retry-After", "30")], "<html>");
    let response = Answer(page).into_response();
    assert_eq!(response.headers()[CONTENT_TYPE], "application/octet-stream");
    let read: EdgesError = read(response).await;
    assert_eq!((read.kind(), read.status(), read.body()), (Kind::NotObject, Some(502), &b"<html>"[..]));
    assert_eq!(read.retry_after().unwrap().as_secs(), 30);
}

/// More than a client reads is still one JSON object.
#[tokio::test]
async fn a_long_answer_is_whole() {
    let message = "a".repeat(100_000);
    let answer = Answer::from(EdgesError::builder(ErrorLabel::NoResult).message(message.clone()));
    let body = to_bytes(answer.into_response().into_body(), usize::MAX).await.unwrap();
    let body: serde_json::Value = serde_json::from_slice(&body).unwrap();
    assert_eq!(body["message"], message);
}

#[tokio::test]
async fn no_text_breaks_out_of_its_place() {
    let hostile = "\"}\r\nSet-Cookie: a=b\r\n\r\n\u{0}\u{202e}";
    let builder = EdgesError::builder(ErrorLabel::NoResult).message(hostile).error_ref(hostile);
    let response = Answer::from(builder.header("Retry-After", hostile)).into_response();
    let names: Vec<_> = response.headers().keys().map(|name| name.as_str()).collect();
    assert_eq!(names, ["content-type"]);
    let read: EdgesError = read(response).await;
    assert_eq!((read.message(), read.error_ref()), (Some(hostile), Some(hostile)));
}
