//! What the decoding layer makes of answers, over hyper and loopback and over bodies that break.

use std::future::Ready;
use std::task::{Context, Poll, Waker};

use bytes::Bytes;
use edges_errors::retry::Failure;
use edges_errors::{DecodeOptions, ErrorLabel, Kind, Label};
use edges_errors_testkit::Api;
use edges_errors_tower::{DecodeApiErrorLayer, DecodeErrorLayer, EdgesRetry, Error};
use futures_util::{StreamExt as _, stream};
use http::{Request, Response};
use http_body::Frame;
use http_body_util::{BodyExt as _, Full, StreamBody};
use hyper_util::client::legacy::{Client, connect::HttpConnector};
use hyper_util::rt::TokioExecutor;
use tower::{BoxError, Layer as _, Service, ServiceBuilder, ServiceExt as _};

use crate::{Body, Script, labelled, request, shop, status};

pub(crate) fn hyper() -> Client<HttpConnector, Body> {
    Client::builder(TokioExecutor::new()).build_http()
}

async fn fetch(url: &str) -> Result<Bytes, Error> {
    let service = ServiceBuilder::new().layer(DecodeErrorLayer::new()).service(hyper());
    let request = Request::get(url).body(Full::default()).unwrap();
    Ok(service.oneshot(request).await?.into_body().collect().await.unwrap().to_bytes())
}

#[tokio::test]
async fn every_failure_of_the_testkit_is_an_error_of_the_api() {
    let api = Api::start().await.unwrap();
    for failure in api.failures() {
        let error = fetch(&api.url(&failure.path)).await.unwrap_err();
        assert!(error.status().unwrap().as_u16() >= 400, "{}", failure.path);
        let label = failure.path.strip_prefix("/errors/");
        if let Some(label) = label {
            assert_eq!(error.api().unwrap().label_str(), Some(label));
        }
    }
}

#[tokio::test]
async fn a_success_passes() {
    let api = Api::start().await.unwrap();
    assert!(fetch(&api.url("/ok")).await.unwrap().starts_with(b"{"));
}

#[tokio::test]
async fn a_body_that_breaks_off_keeps_status_label_and_cause() {
    let api = Api::start().await.unwrap();
    let error = fetch(&api.url("/cut/LK_ERROR")).await.unwrap_err();
    assert_eq!((error.status().unwrap().as_u16(), error.label()), (424, Some(ErrorLabel::LkError)));
    assert_eq!(error.api().unwrap().kind(), Kind::Malformed);
    assert!(matches!(&error, Error::Api { cut: Some(_), .. }), "{error:?}");
    assert!(error.to_string().ends_with("; cut off in transit"));
}

#[tokio::test]
async fn an_endless_body_is_left_at_the_limit() {
    let api = Api::start().await.unwrap();
    let error = fetch(&api.url("/endless")).await.unwrap_err().into_api().unwrap();
    assert_eq!((error.kind(), error.body().len()), (Kind::TooLarge, DecodeOptions::new().get_max_body()));
}

/// A port that nobody listens on.
#[tokio::test(start_paused = true)]
async fn a_refused_connection_did_nothing() {
    let deserted = std::net::TcpListener::bind(("127.0.0.1", 0)).unwrap().local_addr().unwrap();
    let error = fetch(&format!("http://{deserted}/")).await.unwrap_err();
    assert!(matches!(Failure::try_from(&error), Ok(Failure::Connect)), "{error:?}");
    assert!(error.api().is_none() && error.status().is_none() && error.into_api().is_err());
}

/// Pieces of a body, of which an `Err` breaks it.
fn pieces(
    pieces: Vec<Result<&'static str, &'static str>>,
) -> Response<impl http_body::Body<Data = Bytes, Error = BoxError> + Send + Unpin + 'static> {
    let frames = pieces.into_iter().map(|piece| match piece {
        Ok(data) => Ok(Frame::data(Bytes::from(data))),
        Err(error) => Err(BoxError::from(error)),
    });
    Response::new(StreamBody::new(stream::iter(frames.collect::<Vec<_>>())))
}

async fn check<L: Label>(
    options: DecodeOptions,
    parts: Vec<Result<&'static str, &'static str>>,
) -> Result<Result<Bytes, String>, Error<L>> {
    let inner = tower::service_fn(move |_: Request<Body>| {
        std::future::ready(Ok::<_, BoxError>(pieces(parts.clone())))
    });
    let layer = DecodeApiErrorLayer::<L>::new().decode_options(options);
    let service = ServiceBuilder::new().layer(layer).service(inner);
    let body = service.oneshot(request("GET")).await?.into_body().collect().await;
    Ok(body.map(|body| body.to_bytes()).map_err(|error| error.to_string()))
}

#[tokio::test]
async fn an_error_in_a_2xx_is_found_where_it_may_be_and_the_rest_comes_back_whole() {
    type InSuccess = shop::ErrorLabel;
    let short = DecodeOptions::new().max_body(8);
    let good = vec![Ok("{\"results\""), Ok(":[1,"), Ok("2]}")];
    assert_eq!(check::<InSuccess>(short, good).await.unwrap().unwrap(), "{\"results\":[1,2]}");
    let broken = vec![Ok("{\"a\":"), Err("lost")];
    assert_eq!(check::<InSuccess>(short, broken).await.unwrap().unwrap_err(), "lost");
    let bad = || vec![Ok("{\"error_label\""), Ok(":\"OUT_OF_STOCK\"}")];
    let error = check::<InSuccess>(DecodeOptions::new(), bad()).await.unwrap_err();
    assert_eq!(error.label(), Some(shop::ErrorLabel::OutOfStock));
    assert!(check::<ErrorLabel>(DecodeOptions::new(), bad()).await.unwrap().is_ok(), "Edges sends none");
}

/// HTTP/2 allows frames without data, as many as a server likes to send.
#[tokio::test]
async fn frames_without_data_end_somewhere() {
    let empty = || Some((Ok::<_, BoxError>(Frame::data(Bytes::new())), ()));
    let endless = move |code: u16, start: &'static str| {
        let start = stream::iter([Ok(Frame::data(Bytes::from(start)))]);
        let frames = start.chain(stream::unfold((), move |()| std::future::ready(empty())));
        Response::builder().status(code).body(StreamBody::new(frames)).unwrap()
    };
    let send = async |code, start| {
        let inner = tower::service_fn(move |_: Request<Body>| {
            std::future::ready(Ok::<_, BoxError>(endless(code, start)))
        });
        let layer = DecodeApiErrorLayer::<shop::ErrorLabel>::new();
        ServiceBuilder::new().layer(layer).service(inner).oneshot(request("GET")).await
    };
    let error = send(424, "{\"error_label\":\"OUT_OF_STOCK\"").await.unwrap_err();
    assert_eq!(error.label(), Some(shop::ErrorLabel::OutOfStock));
    assert_eq!(error.api().unwrap().kind(), Kind::Malformed);
    let Error::Api { cut: Some(cut), .. } = &error else { unreachable!("{error:?}") };
    assert_eq!(cut.to_string(), "the body has 1024 frames without data");
    let mut body = send(200, "[1]").await.unwrap().into_body();
    assert_eq!(body.frame().await.unwrap().unwrap().into_data().unwrap(), "[1]", "and the rest is there");
    assert_eq!(body.frame().await.unwrap().unwrap().into_data().unwrap(), "");
}

#[tokio::test]
async fn trailers_come_back_after_the_data() {
    let trailers = http::HeaderMap::from_iter([(http::header::ETAG, "1".parse().unwrap())]);
    let sent = trailers.clone();
    let inner = tower::service_fn(move |_: Request<Body>| {
        let frames = ["[1", "", "]"].map(|piece| Ok::<_, BoxError>(Frame::data(Bytes::from(piece))));
        let frames = frames.into_iter().chain([Ok(Frame::trailers(sent.clone()))]);
        let body = StreamBody::new(stream::iter(frames.collect::<Vec<_>>()));
        std::future::ready(Ok::<_, BoxError>(Response::new(body)))
    });
    let layer = DecodeApiErrorLayer::<shop::ErrorLabel>::new();
    let service = ServiceBuilder::new().layer(layer).service(inner);
    let body = service.oneshot(request("GET")).await.unwrap().into_body().collect().await.unwrap();
    assert_eq!(body.trailers(), Some(&trailers));
    assert_eq!(body.to_bytes(), "[1]");
}

/// A service that is never ready, or too broken to say so.
struct Busy(Option<&'static str>);

impl Service<Request<Body>> for Busy {
    type Response = Response<Body>;
    type Error = BoxError;
    type Future = Ready<Result<Self::Response, BoxError>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        self.0.map_or(Poll::Pending, |error| Poll::Ready(Err(error.into())))
    }

    fn call(&mut self, _: Request<Body>) -> Self::Future {
        unreachable!("it was never ready")
    }
}

#[tokio::test]
async fn the_layer_is_ready_when_the_service_below_is() {
    let layer = DecodeErrorLayer::new();
    let error = layer.layer(Busy(Some("worn out"))).oneshot(request("GET")).await.unwrap_err();
    assert!(
        matches!(&error, Error::Transport { decision: None, .. }) && error.to_string() == "worn out",
        "{error:?}"
    );
    let mut busy = layer.layer(Busy(None));
    assert!(busy.poll_ready(&mut Context::from_waker(Waker::noop())).is_pending());
}

#[test]
fn clones_of_a_layer_have_its_options_and_show_them() {
    fn clone<T: Clone>(layer: &T) -> T {
        layer.clone()
    }
    let layer = DecodeErrorLayer::new().decode_options(DecodeOptions::new().max_body(8));
    let shown = format!("{layer:?}");
    assert!(shown.starts_with("DecodeApiErrorLayer {") && shown.contains("max_body: 8"), "{shown}");
    assert_eq!(format!("{:?}", clone(&layer)), shown);
    assert_eq!(
        format!("{:?}", layer.layer("inner")),
        format!("DecodeApiError {{ inner: \"inner\", layer: {shown} }}")
    );
    let retry = format!("{:?}", EdgesRetry::new());
    assert!(retry.starts_with("ApiRetry {") && retry.contains("max_attempts: 3"), "{retry}");
}

#[tokio::test(start_paused = true)]
async fn another_catalogue_goes_through_both_layers() {
    use shop::ErrorLabel::{NoSuchThing, OutOfStock};
    let send = async |script: &Script| {
        script.send_as(shop::EdgesRetry::new(), shop::DecodeErrorLayer::new(), request("POST")).await
    };
    let script = Script::play([labelled(409, "OUT_OF_STOCK"), status(200)]);
    assert_eq!((send(&script).await.unwrap(), script.requests()), (200, 2));
    for (label, known) in
        [("OUT_OF_STOCK", Some(OutOfStock)), ("NO_SUCH_THING", Some(NoSuchThing)), ("LK_ERROR", None)]
    {
        let script = Script::play([labelled(409, label)]);
        let error = send(&script).await.unwrap_err();
        assert_eq!((error.label(), error.api().unwrap().label_str()), (known, Some(label)));
        assert_eq!(script.requests(), if known == Some(OutOfStock) { 2 } else { 1 });
    }
}
