//! Bodies that come piece by piece.

use std::io;
use std::time::Duration;

use axum::body::Body;
use futures_util::{StreamExt, stream};

/// A body of these pieces with a pause before each. The server breaks the connection at the first that is an error.
pub(crate) fn pace_body<I>(pieces: I, pause: Duration) -> Body
where
    I: IntoIterator<Item = io::Result<Vec<u8>>>,
    I::IntoIter: Send + 'static,
{
    Body::from_stream(stream::iter(pieces).then(move |piece| async move {
        tokio::time::sleep(pause).await;
        piece
    }))
}
