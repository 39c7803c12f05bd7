//! The answers on each path, written in the format of a catalogue.

use std::io;
use std::iter;
use std::time::{Duration, SystemTime};

use axum::body::Body;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::http::header::{CONTENT_LENGTH, CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue};
use axum::response::{IntoResponse, Response};
use edges_errors::retry::ClosedLimit;
use edges_errors::{ApiError, DecodeOptions, ErrorBuilder, Key as _, Label};
use edges_errors_axum::Answer;
use serde_json::{Value, json};

use crate::failures::list_labels;
use crate::pace::pace_body;

pub(crate) const JSON: [(HeaderName, &str); 1] = [(CONTENT_TYPE, "application/json")];

/// The time for which a limit is exhausted.
const LIMIT_WAIT: Duration = Duration::from_secs(30);

/// The name of a label in the path of a request.
type Name = Path<String>;

pub(crate) async fn succeed() -> Response {
    write_json(StatusCode::OK, &json!({ "results": [], "status": "SUCCEEDED" }))
}

/// A success whose body ends before its length.
pub(crate) async fn break_off_success() -> Response {
    let whole = br#"{"results":[],"status":"SUCCEEDED"}"#;
    let begun = whole.iter().take(whole.len() / 2).copied().collect();
    let pieces = [Ok(begun), Err(io::ErrorKind::ConnectionReset.into())];
    let body = pace_body(pieces, Duration::from_millis(20));
    with_body((StatusCode::OK, JSON).into_response(), whole.len(), body)
}

pub(crate) async fn fail_with_label<L: Label>(Path(name): Name) -> Answer<L> {
    Answer(sample_of(&name))
}

/// The sample of a label, or the error that has it where the catalogue does not list it.
fn sample_of<L: Label>(name: &str) -> ApiError<L> {
    match L::from_name(name) {
        Some(label) => ErrorBuilder::sample(label).build(),
        None => build_unlisted(name),
    }
}

/// An error with a label that is not listed, at the status that most labels come with first.
pub(crate) fn build_unlisted<L: Label>(name: &str) -> ApiError<L> {
    let statuses = || list_labels::<L>().filter_map(|label| label.statuses().first().copied());
    let most = statuses().max_by_key(|status| statuses().filter(|other| other == status).count());
    let error = ApiError::builder_unlisted(name).error_ref("err-abc123-def456").message("Something new.");
    most.map_or(error.clone(), |status| error.status(status)).build()
}

/// The refusal of a rate limit.
pub(crate) async fn refuse<L: Label>(Path(name): Name) -> Response {
    match find_limit::<L>(&name).map(|limit| limit.error()).filter(|error| error.kind().is_answer()) {
        Some(error) => Answer(error).into_response(),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

/// A success that leaves nothing of a rate limit.
pub(crate) async fn use_up<L: Label>(Path(name): Name) -> Response {
    let Some(limit) = find_limit::<L>(&name) else { return StatusCode::NOT_FOUND.into_response() };
    let mut headers = HeaderMap::new();
    for (name, value) in limit.headers(SystemTime::now()) {
        if let Ok(value) = HeaderValue::try_from(value) {
            headers.append(name, value);
        }
    }
    (headers, succeed().await).into_response()
}

fn find_limit<L: Label>(name: &str) -> Option<ClosedLimit<L>> {
    L::RateLimit::from_name(name).map(|limit| ClosedLimit::new(limit, LIMIT_WAIT))
}

pub(crate) async fn answer_html() -> Response {
    let page = "<html>\n<head><title>502 Bad Gateway</title></head>\n<body>nginx</body>\n</html>\n";
    (StatusCode::BAD_GATEWAY, [(CONTENT_TYPE, "text/html")], page).into_response()
}

pub(crate) async fn answer_nothing() -> Response {
    StatusCode::SERVICE_UNAVAILABLE.into_response()
}

pub(crate) async fn break_off<L: Label>(Path(name): Name) -> Response {
    // The pause lets the server send what there is before it finds the error.
    cut_short(sample_of::<L>(&name), Duration::from_millis(20))
}

/// An error whose body ends before its length, after the whole label.
pub(crate) fn cut_short<L: Label>(error: ApiError<L>, pause: Duration) -> Response {
    let pieces = [Ok(begin(&error)), Err(io::ErrorKind::ConnectionReset.into())];
    let (length, body) = (error.body().len(), pace_body(pieces, pause));
    with_body(Answer(error).into_response(), length, body)
}

/// The least of a body, but not less than half, that still has the whole label.
fn begin<L: Label>(error: &ApiError<L>) -> Vec<u8> {
    let (body, status) = (error.body(), error.status().unwrap_or_default());
    let options = DecodeOptions::new().interrupted(true);
    let headers: Vec<_> = error.headers().collect();
    let has_label = |end: &usize| {
        let start = body.get(..*end).unwrap_or_default();
        options.decode::<L>(status, &headers, start).label_str() == error.label_str()
    };
    let end = (body.len() / 2..body.len()).find(has_label).unwrap_or_default();
    body.get(..end).unwrap_or_default().to_vec()
}

pub(crate) async fn answer_slowly<L: Label>(Path(name): Name) -> Response {
    send_in_pieces(sample_of::<L>(&name), 8, Duration::from_millis(50))
}

/// An error whose body comes in pieces of so many bytes.
pub(crate) fn send_in_pieces<L: Label>(error: ApiError<L>, bytes: usize, pause: Duration) -> Response {
    let pieces: Vec<_> = error.body().chunks(bytes).map(|piece| Ok(piece.to_vec())).collect();
    let (length, body) = (error.body().len(), pace_body(pieces, pause));
    with_body(Answer(error).into_response(), length, body)
}

/// A response with another body, which is said to be of a length.
fn with_body(response: Response, length: usize, body: Body) -> Response {
    let (mut parts, _) = response.into_parts();
    parts.headers.insert(CONTENT_LENGTH, length.into());
    Response::from_parts(parts, body)
}

pub(crate) async fn answer_endlessly() -> Response {
    let begun = iter::once(Ok(br#"{"message":""#.to_vec()));
    let more = iter::repeat_with(|| Ok(vec![b'a'; 4096]));
    let body = pace_body(begun.chain(more), Duration::ZERO);
    (StatusCode::INTERNAL_SERVER_ERROR, JSON, body).into_response()
}

pub(crate) fn write_json(status: StatusCode, body: &Value) -> Response {
    (status, JSON, Body::from(body.to_string())).into_response()
}
