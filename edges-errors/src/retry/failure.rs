//! Failures.

use core::fmt::{self, Debug, Formatter};

use super::closed::ClosedLimit;
use crate::catalogue::Label;
use crate::error::ApiError;

/// A failed request: an error of the API, no answer, or a limit that keeps it from being sent.
#[non_exhaustive]
pub enum Failure<'a, L> {
    /// The API answered with an error.
    Api(&'a ApiError<L>),
    /// A rate limit is closed, as an earlier request has learned: nothing was sent.
    Closed(&'a ClosedLimit<L>),
    /// The request could not be made, for example for want of a valid URL: nothing was sent, and another attempt would fail
    /// alike.
    NotSent,
    /// The connection was never made, so nothing was asked for.
    Connect,
    /// There was no answer in time; the request may have been carried out.
    Timeout,
    /// The connection broke before the answer was complete; the request may have been carried out.
    Interrupted,
}

impl<'a, L> From<&'a ApiError<L>> for Failure<'a, L> {
    fn from(error: &'a ApiError<L>) -> Self {
        Self::Api(error)
    }
}

impl<'a, L> From<&'a ClosedLimit<L>> for Failure<'a, L> {
    fn from(closed: &'a ClosedLimit<L>) -> Self {
        Self::Closed(closed)
    }
}

impl<L> Clone for Failure<'_, L> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<L> Copy for Failure<'_, L> {}

impl<L: Label> Debug for Failure<'_, L> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Api(error) => f.debug_tuple("Api").field(error).finish(),
            Self::Closed(closed) => f.debug_tuple("Closed").field(closed).finish(),
            Self::NotSent => f.write_str("NotSent"),
            Self::Connect => f.write_str("Connect"),
            Self::Timeout => f.write_str("Timeout"),
            Self::Interrupted => f.write_str("Interrupted"),
        }
    }
}
