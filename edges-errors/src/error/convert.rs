//! Errors of one catalogue as errors of another.

use std::sync::Arc;

use super::ApiError;
use super::received::{Delivery, Kind, Origin, Received};
use crate::catalogue::{Key, Label};

impl<L: Label> ApiError<L> {
    /// Returns the error as one of another catalogue of the same API, by the text of its label.
    ///
    /// It never fails: a label that the other catalogue does not list is unlisted there. The answer stays as it was
    /// received, and is read again where the other catalogue says that the parts are; its headers are those that this
    /// catalogue keeps. A payload that the other one does not declare is one that was [stored](Origin::Stored) there.
    ///
    /// ```
    /// use edges_errors::EdgesError;
    ///
    /// mod ours {
    ///     edges_errors::catalogue! { extends = edges_errors, inline = r#"
    ///         [catalogue]
    ///         name    = "Edges as we see it"
    ///         extends = "Edges"
    ///
    ///         [override.errors]
    ///         LK_ERROR.retry = "short_delay"
    ///     "# }
    /// }
    ///
    /// let error = EdgesError::from_parts(424, (), r#"{"error_label":"LK_ERROR"}"#);
    /// let ours = error.convert::<ours::ErrorLabel>();
    /// assert_eq!(ours.label(), Some(ours::ErrorLabel::LkError));
    /// assert_eq!(ours.convert().label(), Some(edges_errors::ErrorLabel::LkError));
    /// ```
    #[must_use]
    pub fn convert<M: Label>(self) -> ApiError<M> {
        let received = Arc::try_unwrap(self.received).unwrap_or_else(|shared| Received::clone(&shared));
        let Received { delivery, body, kind, .. } = received;
        let origin = convert_origin::<L, M>(delivery.origin);
        let closed = delivery.closed.and_then(convert_place::<L::RateLimit, M::RateLimit>);
        let delivery = Delivery { origin, closed, ..delivery };
        if kind == Kind::NoResponse {
            return ApiError::without_answer(delivery);
        }
        ApiError::decode(body, delivery)
    }
}

/// Returns an origin with the index that its payload has in another catalogue.
fn convert_origin<L: Label, M: Label>(origin: Origin<usize>) -> Origin<usize> {
    let Origin::Payload(index) = origin else { return origin };
    convert_place::<L::Payload, M::Payload>(index).map_or(Origin::Stored, Origin::Payload)
}

/// Returns the place that a key has in another catalogue.
fn convert_place<K: Key, M: Key>(place: usize) -> Option<usize> {
    let name = K::all().get(place)?.as_str();
    M::all().iter().position(|key| key.as_str() == name)
}
