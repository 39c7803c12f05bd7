//! Reading the beginning of a body, and putting a body together again of which the beginning has been read.

use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use http_body::{Frame, SizeHint};
use reqwest::{Body, Response, ResponseBuilderExt as _};

/// The beginning of a body.
pub(crate) struct Start {
    pub(crate) bytes: Vec<u8>,
    ending: Ending,
}

enum Ending {
    /// That was all.
    Whole,
    /// Empty chunks came without end.
    Stalled,
    /// More was wanted by nobody.
    More,
    /// No more came.
    Cut(reqwest::Error),
}

impl Start {
    /// Returns whether the body broke off, or stalled.
    pub(crate) fn is_cut(&self) -> bool {
        matches!(self.ending, Ending::Cut(_) | Ending::Stalled)
    }

    /// Returns the error that broke the body off; `None` also for a body of empty chunks, for which reqwest has no error.
    pub(crate) fn into_cut(self) -> Option<reqwest::Error> {
        match self.ending {
            Ending::Cut(error) => Some(error),
            Ending::Whole | Ending::More | Ending::Stalled => None,
        }
    }
}

/// The most empty chunks that are read: HTTP/2 allows them without end.
const MAX_EMPTY_CHUNKS: u32 = 1024;

/// Reads until there is more than `most` bytes, which is by one chunk at the most. What `Content-Length` says is not
/// asked: it can be wrong, and a compressed body is longer than it.
pub(crate) async fn read_start(response: &mut Response, most: usize) -> Start {
    let mut bytes = Vec::new();
    let mut empty: u32 = 0;
    let ending = loop {
        match response.chunk().await {
            Ok(Some(chunk)) if chunk.is_empty() && empty == MAX_EMPTY_CHUNKS => break Ending::Stalled,
            Ok(Some(chunk)) => {
                empty = empty.saturating_add(u32::from(chunk.is_empty()));
                bytes.extend_from_slice(&chunk);
            }
            Ok(None) => break Ending::Whole,
            Err(error) => break Ending::Cut(error),
        }
        if bytes.len() > most {
            break Ending::More;
        }
    };
    Start { bytes, ending }
}

/// Returns the response as if its body had not been read.
pub(crate) fn restore_body(response: Response, start: Start) -> Response {
    // The URL is not a part of an `http::Response`; reqwest takes it out of an extension that only this builder can make.
    let url = http::response::Builder::new().url(response.url().clone());
    let (mut parts, rest) = http::Response::<Body>::from(response).into_parts();
    parts.extensions.extend(url.extensions_ref().cloned().unwrap_or_default());
    let next = match start.ending {
        Ending::Whole => Next::End,
        Ending::More | Ending::Stalled => Next::Rest(rest),
        Ending::Cut(error) => Next::Break(error),
    };
    let body = RestoredBody { start: start.bytes.into(), next };
    http::Response::from_parts(parts, Body::wrap(body)).into()
}

/// A body of which the beginning has been read.
struct RestoredBody {
    start: Bytes,
    next: Next,
}

/// The rest of the body.
enum Next {
    End,
    Rest(Body),
    Break(reqwest::Error),
}

impl http_body::Body for RestoredBody {
    type Data = Bytes;
    type Error = reqwest::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, reqwest::Error>>> {
        let start = std::mem::take(&mut self.start);
        if !start.is_empty() {
            return Poll::Ready(Some(Ok(Frame::data(start))));
        }
        if let Next::Rest(rest) = &mut self.next {
            return Pin::new(rest).poll_frame(context);
        }
        Poll::Ready(match std::mem::replace(&mut self.next, Next::End) {
            Next::Break(error) => Some(Err(error)),
            Next::End | Next::Rest(_) => None,
        })
    }

    fn size_hint(&self) -> SizeHint {
        let start = u64::try_from(self.start.len()).unwrap_or(u64::MAX);
        let mut hint = match &self.next {
            Next::End => SizeHint::with_exact(0),
            Next::Rest(rest) => rest.size_hint(),
            Next::Break(_) => SizeHint::new(),
        };
        // The upper bound first: it may not be below the lower one.
        if let Some(upper) = hint.upper() {
            hint.set_upper(upper.saturating_add(start));
        }
        hint.set_lower(hint.lower().saturating_add(start));
        hint
    }
}
