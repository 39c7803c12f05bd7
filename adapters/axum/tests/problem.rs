//! Problems as the callers of a real service see them.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::time::{Duration, SystemTime};

use axum::Router;
use axum::body::Body;
use axum::routing::get;
use edges_errors::retry::{Decision, Moment, RequestContext, RetryPlan};
use edges_errors::{EdgesError, ErrorLabel, Label, Outcome, Payload};
use edges_errors_axum::Problem;
use http::{Request, Response, StatusCode};
use serde_json::{Value, json};
use tower::ServiceExt as _;

/// The response of a route that fails with this problem.
async fn show<L: Label>(problem: Problem<L>) -> Response<Body> {
    let fail = move || std::future::ready(Err::<(), _>(problem.clone()));
    let app = Router::new().route("/", get(fail));
    app.oneshot(Request::get("/").body(Body::empty()).unwrap()).await.unwrap()
}

async fn read<L: Label>(problem: Problem<L>) -> (u16, Option<u64>, Value) {
    let response = show(problem).await;
    assert_eq!(response.headers()["content-type"], "application/problem+json");
    let wait = response.headers().get("retry-after").map(|wait| wait.to_str().unwrap().parse().unwrap());
    let status = response.status().as_u16();
    let body = axum::body::to_bytes(response.into_body(), usize::MAX).await.unwrap();
    let body: Value = serde_json::from_slice(&body).unwrap();
    assert_eq!(body["status"], status);
    (status, wait, body)
}

fn decide(method: &str, label: &str) -> Decision<ErrorLabel> {
    RetryPlan::for_request(&RequestContext::new(method)).start().on_failure(&labelled(label))
}

fn labelled(label: &str) -> EdgesError {
    let body = format!(
        r#"{{"error_label":"{label}","message":"about Ada","error_ref":"ERR-9","params":{{"x":"secret"}}}}"#
    );
    EdgesError::from_parts(424, [("Retry-After", "7")], body.as_bytes())
}

#[tokio::test]
async fn what_passes_is_503_with_our_own_wait() {
    let (status, wait, body) = read(Problem::from(decide("GET", "LK_ERROR"))).await;
    assert_eq!(status, 503);
    assert!((7..=8).contains(&wait.unwrap()), "the hint and a tenth at most: {wait:?}");
    let url = "https://docs.edges.run/v1/error-reference#lk_error";
    assert_eq!(body, json!({ "type": url, "title": "LinkedIn", "status": 503 }));
}

#[tokio::test]
async fn nobody_is_asked_to_come_again_where_the_request_is_not_sent_again() {
    let doubtful = [Problem::from(decide("POST", "LK_ERROR")), Problem::from(labelled("LK_ERROR"))];
    for problem in doubtful {
        let (status, wait, _) = read(problem).await;
        assert_eq!((status, wait), (502, None));
    }
}

#[tokio::test]
async fn a_limit_is_503_until_it_resets() {
    let (status, wait, _) = read(Problem::from(labelled("LIMIT_REACHED"))).await;
    assert_eq!(status, 503);
    assert!(wait.unwrap() >= 7, "{wait:?}");
    let tomorrow = EdgesError::from_parts(424, (), r#"{"error_label":"LIMIT_REACHED"}"#);
    let (status, wait, _) = read(Problem::from(tomorrow)).await;
    assert_eq!(status, 503);
    assert!((86_400..=86_431).contains(&wait.unwrap()), "a day and 30 seconds at most: {wait:?}");
}

#[tokio::test]
async fn the_plans_limit_is_503_and_needs_no_label() {
    let headers = [("X-RateLimit-Type", "/v1/runs"), ("Retry-After", "30")];
    let (status, wait, body) = read(Problem::from(EdgesError::from_parts(429, headers, b"{}"))).await;
    assert_eq!((status, body["type"].as_str()), (503, Some("about:blank")));
    assert_eq!(body["title"], "Service Unavailable");
    assert!(wait.unwrap() >= 30);
}

#[tokio::test]
async fn the_fault_is_the_services_until_it_blames_its_caller() {
    for (label, ours, theirs) in [
        ("BAD_INPUT", 502, 422),
        ("NO_RESULT", 502, 404),
        ("SN_CONFLICT", 409, 409),
        ("NO_ACCESS", 502, 502),
        ("UNKNOWN_ERROR", 502, 502),
        ("A_NEW_ONE", 502, 502),
    ] {
        let problem = Problem::from(labelled(label));
        let (status, wait, _) = read(problem.clone()).await;
        assert_eq!((status, wait), (ours, None), "{label}");
        assert_eq!(read(problem.caller_fault()).await.0, theirs, "{label}");
    }
}

#[tokio::test]
async fn nothing_of_the_apis_is_shown_unless_asked() {
    for label in ErrorLabel::ALL {
        let (_, _, body) = read(Problem::from(labelled(label.as_str()))).await;
        let text = body.to_string();
        assert!(!text.contains("Ada") && !text.contains("ERR-9") && !text.contains("secret"), "{text}");
    }
    let asked = Problem::from(labelled("BAD_INPUT")).with_detail().with_error_ref();
    let (_, _, body) = read(asked).await;
    assert_eq!((body["detail"].as_str(), body["error_ref"].as_str()), (Some("about Ada"), Some("ERR-9")));
    assert!(!body.to_string().contains("secret"));
}

#[tokio::test]
async fn the_upstream_status_never_gets_through() {
    for status in [400, 401, 402, 403, 404, 422, 424, 500, 599] {
        let error = EdgesError::from_parts(status, (), b"<html>");
        assert!(matches!(read(Problem::from(error)).await.0, 502 | 503), "{status}");
    }
}

#[tokio::test]
async fn a_status_of_your_own_keeps_the_wait() {
    let problem = Problem::from(decide("GET", "LK_ERROR")).status(StatusCode::TOO_MANY_REQUESTS);
    let (status, wait, _) = read(problem).await;
    assert!(status == 429 && wait.is_some());
}

#[tokio::test]
async fn what_is_put_off_says_until_when() {
    let now = Moment::now();
    let error = labelled("LIMIT_REACHED");
    let mut state =
        RetryPlan::for_request(&RequestContext::new("POST")).max_inline_wait(Duration::ZERO).start_at(now);
    let deferred = state.on_failure_at(&error, now, || 0).deferred().unwrap();
    let left = deferred.not_before().duration_since(SystemTime::now()).unwrap().as_secs();
    let (status, wait, _) = read(Problem::from(deferred)).await;
    assert_eq!(status, 503);
    assert!(wait.unwrap().abs_diff(left) <= 1);
}

#[tokio::test]
async fn what_the_api_resumes_by_itself_is_no_reason_to_come_again() {
    let run = br#"{"run":{"status":"BLOCKED"},"error":{"error_label":"LIMIT_REACHED"}}"#;
    let error = Payload::Callback.decode(run).unwrap().next().unwrap();
    let (status, wait, _) = read(Problem::from(error)).await;
    assert_eq!((status, wait), (502, None));
}

#[tokio::test]
async fn the_error_stands_among_the_extensions() {
    let response = show(Problem::from(labelled("NO_RESULT"))).await;
    assert_eq!(response.extensions().get::<EdgesError>().unwrap().outcome(), Outcome::Empty);
}

#[tokio::test]
async fn a_hostile_message_is_still_json() {
    let body = "{\"error_label\":\"BAD_INPUT\",\"message\":\"\\u0000\\u001b[2J\\u202e\\\"}</script>\"}";
    let error = EdgesError::from_parts(400, (), body.as_bytes());
    let (_, _, shown) = read(Problem::from(error).with_detail()).await;
    assert_eq!(shown["detail"], "\0\u{1b}[2J\u{202e}\"}</script>");
}

mod shop {
    edges_errors::catalogue!("shop.toml");
}

#[tokio::test]
async fn another_catalogue_has_its_own_words() {
    let error = shop::ShopError::from_parts(409, (), r#"{"error_label":"OUT_OF_STOCK"}"#);
    let (status, wait, body) = read(Problem::from(error)).await;
    assert_eq!((status, body["title"].as_str()), (503, Some("Stock")));
    assert!((3..=4).contains(&wait.unwrap()));
    let error = shop::ShopError::from_parts(409, (), r#"{"error_label":"NO_SUCH_THING"}"#);
    assert_eq!(read(Problem::from(error).caller_fault()).await.0, 422);
}

/// Through sockets, and from the API's own bytes.
#[tokio::test]
async fn end_to_end() {
    let upstream = edges_errors_testkit::Api::start().await.unwrap();
    let url = upstream.url("/errors/NO_RESULT");
    let fail = move || {
        let url = url.clone();
        async move {
            let client = reqwest::Client::builder().no_proxy().build().unwrap();
            let response = client.get(url).send().await.unwrap();
            let (status, headers) = (response.status().as_u16(), response.headers().clone());
            let body = response.bytes().await.unwrap();
            Err::<(), _>(Problem::from(EdgesError::from_parts(status, &headers, &body)).caller_fault())
        }
    };
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(axum::serve(listener, Router::new().route("/", get(fail))).into_future());
    let client = reqwest::Client::builder().no_proxy().build().unwrap();
    let seen = client.get(format!("http://{address}/")).send().await.unwrap();
    assert_eq!(seen.status().as_u16(), 404);
    assert_eq!(seen.json::<Value>().await.unwrap()["title"], "Not Found");
}
