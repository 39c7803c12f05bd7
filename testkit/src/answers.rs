//! The answers of the API on each path.

use std::io;
use std::iter;
use std::time::{Duration, SystemTime};

use axum::body::Body;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::http::header::{CONTENT_LENGTH, CONTENT_TYPE, RETRY_AFTER};
use axum::response::{IntoResponse, Response};
use edges_errors::{EdgesError, ErrorBuilder, ErrorLabel, Label, ParamInfo, ParamKind};
use serde_json::{Value, json};

use crate::pace::pace_body;

pub(crate) const JSON: [(axum::http::HeaderName, &str); 1] = [(CONTENT_TYPE, "application/json")];

pub(crate) async fn succeed() -> Response {
    write_json(StatusCode::OK, &json!({ "results": [], "status": "SUCCEEDED" }))
}

/// The label's own sample, else the label in a body like those that the API publishes.
pub(crate) async fn fail_with_label(Path(label): Path<String>) -> Response {
    let Some(label) = ErrorLabel::from_name(&label) else {
        return write_json(StatusCode::FAILED_DEPENDENCY, &describe_unlisted(&label));
    };
    let sample = sample_now(label);
    let status = sample.status_code().unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    (status, JSON, sample.body().to_vec()).into_response()
}

/// A typical error whose limits reset in two hours.
fn sample_now(label: ErrorLabel) -> EdgesError {
    let in_two_hours = SystemTime::now() + Duration::from_secs(7_200);
    let in_two_hours = in_two_hours.duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default().as_secs();
    let resets = |info: &&ParamInfo| info.delays_retry() && info.kind() == ParamKind::Timestamp;
    let sample = label
        .params()
        .iter()
        .filter(resets)
        .fold(ErrorBuilder::sample(label), |sample, info| sample.param(info.name(), in_two_hours));
    sample.build()
}

/// The gateway knows nothing of labels: the header alone says what it is.
pub(crate) async fn exceed_plan() -> Response {
    let body = json!({ "message": "Rate limit exceeded.", "status_code": 429 });
    let headers = [("x-ratelimit-type", "/v1/runs/outputs"), (RETRY_AFTER.as_str(), "30")];
    (headers, write_json(StatusCode::TOO_MANY_REQUESTS, &body)).into_response()
}

pub(crate) async fn answer_html() -> Response {
    let page = "<html>\n<head><title>502 Bad Gateway</title></head>\n<body>nginx</body>\n</html>\n";
    (StatusCode::BAD_GATEWAY, [(CONTENT_TYPE, "text/html")], page).into_response()
}

pub(crate) async fn answer_nothing() -> Response {
    StatusCode::SERVICE_UNAVAILABLE.into_response()
}

/// The pause lets the server send what there is before it finds the error.
pub(crate) async fn break_off() -> Response {
    let body = unlucky_body();
    let whole = body.len();
    let begun = body.into_iter().take(whole / 2).collect();
    let pieces = [Ok(begun), Err(io::ErrorKind::ConnectionReset.into())];
    let body = pace_body(pieces, Duration::from_millis(20));
    (StatusCode::FAILED_DEPENDENCY, JSON, [(CONTENT_LENGTH, whole)], body).into_response()
}

pub(crate) async fn answer_slowly() -> Response {
    let body = unlucky_body();
    let pause = Duration::from_millis(50);
    let pieces: Vec<_> = body.chunks(8).map(|piece| Ok(piece.to_vec())).collect();
    (StatusCode::FAILED_DEPENDENCY, JSON, pace_body(pieces, pause)).into_response()
}

pub(crate) async fn answer_endlessly() -> Response {
    let begun = iter::once(Ok(br#"{"message":""#.to_vec()));
    let more = iter::repeat_with(|| Ok(vec![b'a'; 4096]));
    let body = pace_body(begun.chain(more), Duration::ZERO);
    (StatusCode::INTERNAL_SERVER_ERROR, JSON, body).into_response()
}

/// Any error will do whose label is in the first half of its body.
fn unlucky_body() -> Vec<u8> {
    ErrorLabel::LkError.sample().body().to_vec()
}

pub(crate) fn describe_unlisted(label: &str) -> Value {
    json!({
        "error_label": label,
        "error_ref": "err-abc123-def456",
        "error_scope": "input",
        "message": "The LinkedIn profile is not accessible",
        "status_code": 424,
    })
}

pub(crate) fn write_json(status: StatusCode, body: &Value) -> Response {
    (status, JSON, Body::from(body.to_string())).into_response()
}
