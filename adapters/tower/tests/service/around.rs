//! Other layers around those of this crate, and those of this crate in another order.

use std::io::{Read as _, Write as _};
use std::net::TcpListener;
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use edges_errors::cooldowns::Cooldowns;
use edges_errors::retry::{Failure, RequestContext, RequestHead};
use edges_errors::{ErrorLabel, Subject};
use edges_errors_tower::{CooldownLayer, DecodeErrorLayer, EdgesRetry, Error};
use http::Request;
use http_body_util::Full;
use tower::retry::RetryLayer;
use tower::timeout::TimeoutLayer;
use tower::{BoxError, ServiceBuilder, ServiceExt as _, service_fn};

use crate::decoding::hyper;
use crate::{Answer, Body, Script, labelled, request};

/// A server whose errors stop in the middle of their bodies, without an end. It tells of each request.
fn stall() -> (String, mpsc::Receiver<()>) {
    const BEGUN: &[u8] = b"HTTP/1.1 424 X\r\nContent-Length: 100\r\n\r\n{\"error_label\":\"LK_524\",";
    let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let url = format!("http://{}/", listener.local_addr().unwrap());
    let (tell, told) = mpsc::channel();
    thread::spawn(move || {
        let mut open = Vec::new();
        for connection in listener.incoming() {
            let mut connection = connection.unwrap();
            if connection.read(&mut [0; 1024]).is_ok_and(|bytes| bytes > 0) {
                connection.write_all(BEGUN).unwrap();
                tell.send(()).unwrap();
                open.push(connection);
            }
        }
    });
    (url, told)
}

#[tokio::test]
async fn a_timeout_above_the_decoding_layer_ends_a_body_that_stalls() {
    let (url, told) = stall();
    let mut service = ServiceBuilder::new()
        .layer(RetryLayer::new(EdgesRetry::new()))
        .map_err(Error::from_boxed)
        .layer(TimeoutLayer::new(Duration::from_millis(100)))
        .layer(DecodeErrorLayer::new())
        .service(hyper());
    let request = Request::post(url).body(Full::default()).unwrap();
    let answered = service.ready().await.unwrap().oneshot(request);
    let error = tokio::time::timeout(Duration::from_secs(20), answered).await.unwrap().unwrap_err();
    assert!(matches!(Failure::try_from(&error), Ok(Failure::Timeout)), "{error:?}");
    assert_eq!(told.try_iter().count(), 1, "a message that may have been sent");
}

fn play(script: &Script) -> impl Fn(Request<Body>) -> std::future::Ready<Answer> + Clone + use<> {
    let script = script.clone();
    move |request| std::future::ready(script.answer(request))
}

#[tokio::test]
async fn an_error_that_layers_have_boxed_is_taken_out_again() {
    let script = Script::play([labelled(424, "NO_RESULT")]);
    let twice = ServiceBuilder::new()
        .layer(RetryLayer::new(EdgesRetry::new()))
        .layer(DecodeErrorLayer::new())
        .layer(DecodeErrorLayer::new())
        .service_fn(play(&script));
    let error = twice.oneshot(request("GET")).await.unwrap_err();
    assert_eq!((error.label(), script.requests()), (Some(ErrorLabel::NoResult), 1), "{error:?}");

    let boxed: BoxError = error.into();
    assert_eq!(Error::from_boxed(boxed).label(), Some(ErrorLabel::NoResult));
    let other = Error::<ErrorLabel>::from_boxed("lost".into());
    assert!(matches!(other, Error::Transport { decision: None, .. }), "{other:?}");
}

fn context(request: &RequestHead<'_>) -> RequestContext {
    RequestContext::of(request).subject(Subject::Identity, "ada").subject(Subject::Action, "visit")
}

#[tokio::test(start_paused = true)]
async fn cooldowns_above_the_retry_layer_learn_of_what_it_puts_off() {
    let script = Script::play([labelled(424, "LIMIT_REACHED")]);
    let service = ServiceBuilder::new()
        .layer(CooldownLayer::new(&Cooldowns::new()).context(context))
        .layer(RetryLayer::new(EdgesRetry::new()))
        .layer(DecodeErrorLayer::new())
        .service(service_fn(play(&script)));
    let first = service.clone().oneshot(request("POST")).await.unwrap_err();
    assert!(matches!(first, Error::Deferred(_)), "{first:?}");
    let second = service.oneshot(request("POST")).await.unwrap_err();
    assert!(matches!(second, Error::Closed(_)), "{second:?}");
    assert_eq!(script.requests(), 1);
}

/// A body that comes from a server that refuses the connection.
#[cfg(feature = "hyper")]
#[derive(Clone)]
struct Refused;

#[cfg(feature = "hyper")]
impl http_body::Body for Refused {
    type Data = bytes::Bytes;
    type Error = std::io::Error;

    fn poll_frame(
        self: std::pin::Pin<&mut Self>,
        _: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<Result<http_body::Frame<bytes::Bytes>, std::io::Error>>> {
        std::task::Poll::Ready(Some(Err(std::io::ErrorKind::ConnectionRefused.into())))
    }
}

#[cfg(feature = "hyper")]
#[tokio::test(start_paused = true)]
async fn a_connection_that_was_made_was_not_refused() {
    use hyper_util::{client::legacy::Client, rt::TokioExecutor};

    let (url, _told) = stall();
    let service = ServiceBuilder::new()
        .layer(DecodeErrorLayer::new())
        .service(Client::builder(TokioExecutor::new()).build_http());
    let error = service.oneshot(Request::post(url).body(Refused).unwrap()).await.unwrap_err();
    let failure = Failure::<ErrorLabel>::try_from(&error);
    assert!(matches!(failure, Ok(Failure::Interrupted)), "{failure:?}: {error:?}");
}
