//! The layer that makes errors of error answers.

use std::fmt::{self, Debug, Formatter};
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use edges_errors::{DecodeOptions, ErrorLabel, Label};
use futures_util::{StreamExt as _, stream};
use http::{Request, Response};
use http_body::{Body, Frame};
use http_body_util::combinators::UnsyncBoxBody;
use http_body_util::{BodyExt as _, BodyStream, Either, StreamBody};
use tower::{BoxError, Layer, Service};

use crate::error::Error;

/// Makes [`Error`]s of the answers of a service that are errors, and of its own errors; other answers pass unread.
///
/// An answer with a status of 400 or above is [`Error::Api`], whatever its body: at most 64 KiB of it are read
/// ([`decode_options`](Self::decode_options) sets another limit), and a body that breaks off counts as far as it came. Where
/// the catalogue has `errors_in_2xx`, the beginning of a 2xx body is read too; one that is not an error is put together again.
pub struct DecodeApiErrorLayer<L> {
    options: DecodeOptions,
    labels: PhantomData<fn() -> L>,
}

/// The decoding layer for the labels of Edges. [`for_labels!`](crate::for_labels) gives one for those of another catalogue.
pub type DecodeErrorLayer = DecodeApiErrorLayer<ErrorLabel>;

impl<L> DecodeApiErrorLayer<L> {
    /// Returns the layer with [`DecodeOptions::new`].
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets how bodies are decoded.
    #[must_use]
    pub fn decode_options(mut self, options: DecodeOptions) -> Self {
        self.options = options;
        self
    }
}

impl<L> Default for DecodeApiErrorLayer<L> {
    fn default() -> Self {
        Self { options: DecodeOptions::new(), labels: PhantomData }
    }
}

impl<L> Clone for DecodeApiErrorLayer<L> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<L> Copy for DecodeApiErrorLayer<L> {}

impl<L> Debug for DecodeApiErrorLayer<L> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.debug_struct("DecodeApiErrorLayer").field("options", &self.options).finish()
    }
}

impl<S, L> Layer<S> for DecodeApiErrorLayer<L> {
    type Service = DecodeApiError<S, L>;

    fn layer(&self, inner: S) -> Self::Service {
        DecodeApiError { inner, layer: *self }
    }
}

/// The service that [`DecodeApiErrorLayer`] makes.
pub struct DecodeApiError<S, L> {
    inner: S,
    layer: DecodeApiErrorLayer<L>,
}

/// The service that [`DecodeErrorLayer`] makes.
pub type DecodeError<S> = DecodeApiError<S, ErrorLabel>;

impl<S: Clone, L> Clone for DecodeApiError<S, L> {
    fn clone(&self) -> Self {
        Self { inner: self.inner.clone(), layer: self.layer }
    }
}

impl<S: Debug, L> Debug for DecodeApiError<S, L> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.debug_struct("DecodeApiError").field("inner", &self.inner).field("layer", &self.layer).finish()
    }
}

/// The body of an answer that is not an error: as it came, or put together again after its beginning was read.
pub type DecodedBody<B> = Either<B, UnsyncBoxBody<Bytes, <B as Body>::Error>>;

impl<S, L, ReqB, ResB> Service<Request<ReqB>> for DecodeApiError<S, L>
where
    L: Label,
    S: Service<Request<ReqB>, Response = Response<ResB>>,
    S::Error: Into<BoxError>,
    S::Future: Send + 'static,
    ResB: Body<Data = Bytes> + Send + Unpin + 'static,
    ResB::Error: Into<BoxError> + Send,
{
    type Response = Response<DecodedBody<ResB>>;
    type Error = Error<L>;
    type Future = Pin<Box<dyn Future<Output = Result<Self::Response, Self::Error>> + Send>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), Self::Error>> {
        self.inner.poll_ready(context).map_err(|error| Error::from_boxed(error.into()))
    }

    fn call(&mut self, request: Request<ReqB>) -> Self::Future {
        let options = self.layer.options;
        let answer = self.inner.call(request);
        Box::pin(async move {
            let response = answer.await.map_err(|error| Error::from_boxed(error.into()))?;
            check_response(options, response).await
        })
    }
}

async fn check_response<L: Label, B>(
    options: DecodeOptions,
    response: Response<B>,
) -> Result<Response<DecodedBody<B>>, Error<L>>
where
    B: Body<Data = Bytes> + Send + Unpin + 'static,
    B::Error: Into<BoxError> + Send,
{
    let status = response.status().as_u16();
    if !options.reads::<L>(status) {
        return Ok(response.map(Either::Left));
    }
    let (parts, mut body) = response.into_parts();
    let start = read_start(&mut body, options.get_max_body()).await;
    let options = options.interrupted(start.is_cut());
    match options.detect(status, &parts.headers, &start.bytes) {
        Some(error) => Err(Error::Api { error, cut: start.into_cut(), decision: None }),
        None => Ok(Response::from_parts(parts, Either::Right(restore_body(start, body)))),
    }
}

/// The beginning of a body.
struct Start<E> {
    bytes: Vec<u8>,
    trailers: Vec<Frame<Bytes>>,
    ending: Ending<E>,
}

enum Ending<E> {
    /// That was all.
    Whole,
    /// More was wanted by nobody.
    More,
    /// Frames without data came without end.
    Stalled,
    /// No more came.
    Cut(E),
}

impl<E: Into<BoxError>> Start<E> {
    /// Returns whether the body broke off, or stalled.
    fn is_cut(&self) -> bool {
        matches!(self.ending, Ending::Cut(_) | Ending::Stalled)
    }

    /// Returns the error that broke the body off, or what it stalled at.
    fn into_cut(self) -> Option<BoxError> {
        match self.ending {
            Ending::Cut(error) => Some(error.into()),
            Ending::Stalled => Some(format!("the body has {MAX_EMPTY_FRAMES} frames without data").into()),
            Ending::Whole | Ending::More => None,
        }
    }
}

/// The most frames without data that are read: HTTP/2 allows them without end.
const MAX_EMPTY_FRAMES: u32 = 1024;

/// Reads until there is more than `most` bytes, which is by one frame at the most.
async fn read_start<B: Body<Data = Bytes> + Unpin>(body: &mut B, most: usize) -> Start<B::Error> {
    let (mut bytes, mut trailers) = (Vec::new(), Vec::new());
    let mut empty: u32 = 0;
    let ending = loop {
        if bytes.len() > most {
            break Ending::More;
        }
        if empty == MAX_EMPTY_FRAMES {
            break Ending::Stalled;
        }
        let frame = match body.frame().await {
            Some(Ok(frame)) => frame,
            Some(Err(error)) => break Ending::Cut(error),
            None => break Ending::Whole,
        };
        empty = empty.saturating_add(u32::from(frame.data_ref().is_none_or(Bytes::is_empty)));
        match frame.into_data() {
            Ok(data) => bytes.extend_from_slice(&data),
            Err(other) => trailers.push(other),
        }
    };
    Start { bytes, trailers, ending }
}

/// Returns the body as if nobody had read it: what came, the break if there was one, and what is still to come.
fn restore_body<B>(start: Start<B::Error>, rest: B) -> UnsyncBoxBody<Bytes, B::Error>
where
    B: Body<Data = Bytes> + Send + Unpin + 'static,
    B::Error: Send,
{
    let data = Some(start.bytes).filter(|bytes| !bytes.is_empty()).map(|bytes| Frame::data(bytes.into()));
    let cut = match start.ending {
        Ending::Cut(error) => Some(Err(error)),
        Ending::Whole | Ending::More | Ending::Stalled => None,
    };
    let read = data.into_iter().chain(start.trailers).map(Ok).chain(cut);
    StreamBody::new(stream::iter(read.collect::<Vec<_>>()).chain(BodyStream::new(rest))).boxed_unsync()
}
