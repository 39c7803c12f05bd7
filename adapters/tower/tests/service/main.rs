//! The layers over a real hyper client and loopback, and over services made of functions. tokio's time is paused where
//! waits count: no answer is waited for with a timer, so it moves only where the policy waits.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod around;
mod context;
mod cooldowns;
mod decoding;
mod retrying;
mod shop {
    edges_errors::catalogue!("../shop.toml");
    edges_errors_tower::for_labels!(ErrorLabel);
}

use std::sync::{Arc, Mutex};

use bytes::Bytes;
use edges_errors::Label;
use edges_errors::retry::{RequestContext, RetryPlan};
use edges_errors_tower::{ApiRetry, DecodeApiErrorLayer, DecodeErrorLayer, EdgesRetry, Error};
use http::{Request, Response};
use http_body_util::Full;
use tower::retry::RetryLayer;
use tower::{BoxError, ServiceBuilder, ServiceExt as _};

type Body = Full<Bytes>;
type Answer = Result<Response<Body>, BoxError>;
type Give = Box<dyn FnMut() -> Answer + Send>;

/// A service that gives answers in order, the last one again and again, and remembers the requests.
#[derive(Clone)]
struct Script {
    answers: Arc<Mutex<Vec<Give>>>,
    requests: Arc<Mutex<Vec<Request<Body>>>>,
}

impl Script {
    fn play(answers: impl IntoIterator<Item = Give>) -> Self {
        let mut answers: Vec<_> = answers.into_iter().collect();
        answers.reverse();
        Self { answers: Arc::new(Mutex::new(answers)), requests: Arc::default() }
    }

    fn answer(&self, request: Request<Body>) -> Answer {
        self.requests.lock().unwrap().push(request);
        let mut answers = self.answers.lock().unwrap();
        if answers.len() == 1 { answers[0]() } else { answers.pop().unwrap()() }
    }

    fn requests(&self) -> usize {
        self.requests.lock().unwrap().len()
    }

    /// Sends one request through both layers.
    async fn send(&self, retry: EdgesRetry, request: Request<Body>) -> Result<u16, Error> {
        self.send_as(retry, DecodeErrorLayer::new(), request).await
    }

    async fn send_as<L: Label>(
        &self,
        retry: ApiRetry<L>,
        decode: DecodeApiErrorLayer<L>,
        request: Request<Body>,
    ) -> Result<u16, Error<L>> {
        let script = self.clone();
        let inner = tower::service_fn(move |request| std::future::ready(script.answer(request)));
        let service = ServiceBuilder::new().layer(RetryLayer::new(retry)).layer(decode).service(inner);
        service.oneshot(request).await.map(|response| response.status().as_u16())
    }
}

fn reply(status: u16, header: (&'static str, &str), body: &str) -> Give {
    let (name, value) = (header.0, header.1.to_owned());
    let body = Bytes::copy_from_slice(body.as_bytes());
    Box::new(move || {
        let head = Response::builder().status(status).header(name, &value);
        Ok(head.body(Full::new(body.clone())).unwrap())
    })
}

fn status(status: u16) -> Give {
    reply(status, ("x-plain", "1"), "")
}

fn labelled(status: u16, label: &str) -> Give {
    let body = format!(r#"{{"error_label":"{label}","message":"m","error_ref":"ERR-1"}}"#);
    reply(status, ("x-plain", "1"), &body)
}

fn broken(make: fn() -> BoxError) -> Give {
    Box::new(move || Err(make()))
}

fn request(method: &str) -> Request<Body> {
    Request::builder().method(method).uri("http://edges.example/").body(Full::from("hello")).unwrap()
}

fn idempotent(method: &str) -> Request<Body> {
    let mut request = request(method);
    request.extensions_mut().insert(RequestContext::new(method).idempotent(true));
    request
}

fn plan(plan: RetryPlan) -> EdgesRetry {
    EdgesRetry::new().plan(plan)
}
