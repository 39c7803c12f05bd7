//! A catalogue of a user's own, that of Edges with two more labels: through every adapter and a derived handler.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::fs;
use std::path::Path;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::Body;
use axum::extract::State;
use axum::response::{IntoResponse as _, Response};
use axum::routing::any;
use edges_errors::{DecodeOptions, EdgesErrorHandler};
use edges_errors_axum::Problem;
use edges_errors_reqwest::ResponseExt as _;
use expect_test::expect_file;
use tower::{ServiceBuilder, ServiceExt as _};

mod ours {
    edges_errors::catalogue!("catalogues/extended.toml");
}

use ours::{EdgesError as OurError, ErrorLabel};

#[test]
fn the_catalogue_is_that_of_edges_and_two_more_labels() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let read = |path: &str| fs::read_to_string(folder.join(path)).unwrap();
    let wanted = read("../errors.toml").replacen("./errors.schema.json", "../../../errors.schema.json", 1)
        + &read("tests/catalogues/two-more.toml");
    expect_file!["catalogues/extended.toml"].assert_eq(&wanted);
    for more in ["ALREADY_CONNECTED", "QUOTA_REFILLING"] {
        assert!(ErrorLabel::from_name(more).is_some() && edges_errors::ErrorLabel::from_name(more).is_none());
    }
}

#[derive(Debug, PartialEq)]
enum Next {
    Finish,
    Wait(Option<i64>),
    Report,
}

#[derive(EdgesErrorHandler)]
#[edges(
    output = Next,
    catalogue = crate::ours,
    outcome(done)         => finish,
    QUOTA_REFILLING(left) => wait,
    unknown               => report,
    _                     => report,
)]
struct Worker;

impl Worker {
    fn finish(&self, _: &OurError) -> Next {
        Next::Finish
    }

    fn wait(&self, _: &OurError, left: ours::details::QuotaRefilling) -> Next {
        Next::Wait(left.tokens)
    }

    fn report(&self, _: &OurError) -> Next {
        Next::Report
    }
}

/// Answers with the bodies in order, at 424, and with 200 after them; counts the requests.
#[derive(Clone, Default)]
struct Api {
    bodies: Arc<Mutex<Vec<&'static str>>>,
    requests: Arc<Mutex<usize>>,
}

async fn answer(State(api): State<Api>) -> Response {
    *api.requests.lock().unwrap() += 1;
    match api.bodies.lock().unwrap().pop() {
        Some(body) => (http::StatusCode::FAILED_DEPENDENCY, body).into_response(),
        None => "fine".into_response(),
    }
}

impl Api {
    fn play(bodies: &[&'static str]) -> Self {
        let api = Self::default();
        api.bodies.lock().unwrap().extend(bodies.iter().rev());
        api
    }

    async fn serve(&self) -> String {
        let listener = tokio::net::TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let url = format!("http://{}/", listener.local_addr().unwrap());
        tokio::spawn(axum::serve(listener, self.router()).into_future());
        url
    }

    fn router(&self) -> Router {
        Router::new().route("/", any(answer)).with_state(self.clone())
    }

    fn requests(&self) -> usize {
        *self.requests.lock().unwrap()
    }
}

const REFILLING: &str = r#"{"error_label":"QUOTA_REFILLING","params":{"tokens":3}}"#;
const CONNECTED: &str = r#"{"error_label":"ALREADY_CONNECTED"}"#;

fn plain_client() -> reqwest::Client {
    reqwest::Client::builder().no_proxy().pool_max_idle_per_host(0).build().unwrap()
}

#[tokio::test]
async fn plain_reqwest() {
    let url = Api::play(&[CONNECTED]).serve().await;
    let response = plain_client().post(url).send().await.unwrap();
    let error = response.error_for_label_with::<ErrorLabel>(DecodeOptions::new()).await.unwrap_err();
    assert_eq!(error.label(), Some(ErrorLabel::AlreadyConnected));
    assert_eq!(Worker.handle(error.api().unwrap()), Next::Finish);
}

#[tokio::test(start_paused = true)]
async fn the_reqwest_middleware() {
    let retry = edges_errors_reqwest::ApiRetry::<ErrorLabel>::new().errors_as_err();
    let client = reqwest_middleware::ClientBuilder::new(plain_client()).with(retry).build();
    let api = Api::play(&[REFILLING]);
    assert_eq!(client.post(api.serve().await).send().await.unwrap().text().await.unwrap(), "fine");
    assert_eq!(api.requests(), 2, "it is retried, and a POST too: nothing has happened");
    let api = Api::play(&[REFILLING, REFILLING, REFILLING]);
    let sent = client.post(api.serve().await).send().await;
    let error: edges_errors_reqwest::Error<ErrorLabel> = sent.unwrap_err().into();
    assert_eq!((api.requests(), Worker.handle(error.api().unwrap())), (2, Next::Wait(Some(3))));
}

#[tokio::test(start_paused = true)]
async fn the_tower_layers() {
    let api = Api::play(&[REFILLING, CONNECTED]);
    let service = ServiceBuilder::new()
        .layer(tower::retry::RetryLayer::new(edges_errors_tower::ApiRetry::<ErrorLabel>::new()))
        .layer(edges_errors_tower::DecodeApiErrorLayer::<ErrorLabel>::new())
        .map_request(|request: http::Request<String>| request.map(Body::from))
        .service(api.router());
    let request = http::Request::post("/").body(String::new()).unwrap();
    let error = service.oneshot(request).await.unwrap_err();
    assert_eq!((api.requests(), error.label()), (2, Some(ErrorLabel::AlreadyConnected)));
    assert_eq!(Worker.handle(error.api().unwrap()), Next::Finish);
}

#[test]
fn the_axum_problem() {
    let show = |body: &str| Problem::from(OurError::from_parts(424, (), body.as_bytes())).into_response();
    let refilling = show(REFILLING);
    let wait: u64 = refilling.headers()["retry-after"].to_str().unwrap().parse().unwrap();
    assert!(refilling.status() == 503 && (4..=5).contains(&wait), "{wait}");
    assert_eq!(show(CONNECTED).status(), 409);
}
