//! Errors of one catalogue as errors of another.

use std::sync::Arc;

use super::ApiError;
use super::received::{Kind, Received};
use crate::catalogue::Label;

impl<L: Label> ApiError<L> {
    /// Returns the error as one of another catalogue of the same API, by the text of its label.
    ///
    /// It never fails: a label that the other catalogue does not list is unlisted there. The answer stays as it was
    /// received, and is not read again: its headers are those that this catalogue keeps.
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
    ///         LK_ERROR.retry = "never"
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
        let Received { delivery, body, envelope, kind, .. } = received;
        let label = envelope.label(&body).and_then(M::from_name);
        let kind = match kind {
            Kind::Known | Kind::UnknownLabel if label.is_some() => Kind::Known,
            Kind::Known | Kind::UnknownLabel => Kind::UnknownLabel,
            other => other,
        };
        ApiError::new(Arc::new(Received { delivery, body, envelope, label, kind }))
    }
}
