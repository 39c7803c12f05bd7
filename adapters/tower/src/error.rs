//! [`Error`]: what can go wrong between a request and a usable answer.

use std::error::Error as StdError;
use std::fmt::{self, Debug, Display, Formatter};

use edges_errors::retry::{ClosedLimit, Decision, Deferred, Failure, RetryPlan};
use edges_errors::{ApiError, ErrorLabel, Label};
use http::StatusCode;
use tower::BoxError;

use crate::classify::classify_transport;

/// The API answered with an error, the request is put off, or there was no answer.
#[non_exhaustive]
pub enum Error<L = ErrorLabel> {
    /// The API, or a proxy in front of it, answered with an error.
    #[non_exhaustive]
    Api {
        /// The error, of as much of the body as was read.
        error: ApiError<L>,
        /// The error that kept the rest of the body from coming; `None` where nothing was missing.
        cut: Option<BoxError>,
        /// The last decision of [`EdgesRetry`](crate::EdgesRetry); `None` without it.
        decision: Option<Box<Decision<L>>>,
    },
    /// The request is put off: give the work back to its queue. It is always yours to send; what the API sends again by
    /// itself is [`Error::Api`], with the action [`Await`](edges_errors::retry::Action::Await).
    Deferred(Box<Deferred<L>>),
    /// A rate limit is closed, so that the request was not sent: the answer of [`CooldownLayer`](crate::CooldownLayer), of which
    /// [`EdgesRetry`](crate::EdgesRetry) makes a wait or a deferral.
    Closed(ClosedLimit<L>),
    /// There was no answer.
    #[non_exhaustive]
    Transport {
        /// The error of the inner service.
        error: BoxError,
        /// The last decision of [`EdgesRetry`](crate::EdgesRetry); `None` without it, and where the service was never ready.
        decision: Option<Box<Decision<L>>>,
    },
}

impl<L: Label> Error<L> {
    /// Makes an error of one that other layers have boxed, as tower's timeout does: an [`Error`] is taken out again, and any other is
    /// [`Error::Transport`].
    ///
    /// ```
    /// use edges_errors::ErrorLabel;
    /// use edges_errors_tower::{BoxError, Error};
    ///
    /// let error: Error = ErrorLabel::NoResult.sample().into();
    /// let boxed: BoxError = error.into();
    /// assert_eq!(Error::from_boxed(boxed).label(), Some(ErrorLabel::NoResult));
    /// ```
    // No `From`: rustc does not take `map_err(Error::from)` for `Send`, as the type of that function has the lifetime in the box.
    #[must_use]
    pub fn from_boxed(error: BoxError) -> Self {
        error.downcast().map_or_else(|error| Self::Transport { error, decision: None }, |error| *error)
    }

    /// Returns the API's error, also of a deferred request; `None` if there was no answer.
    #[must_use]
    pub fn api(&self) -> Option<&ApiError<L>> {
        match self {
            Self::Api { error, .. } => Some(error),
            Self::Deferred(deferred) => Some(deferred.error()).filter(|error| error.kind().is_answer()),
            Self::Closed(_) | Self::Transport { .. } => None,
        }
    }

    /// Returns the API's error itself, so that `?` passes any other failure on.
    ///
    /// # Errors
    ///
    /// The failure itself, if it is not an error of the API.
    pub fn into_api(self) -> Result<ApiError<L>, Self> {
        match self.api() {
            Some(error) => Ok(error.clone()),
            None => Err(self),
        }
    }

    /// Returns what to do: the decision of [`EdgesRetry`](crate::EdgesRetry), or else one for a request of which nothing is
    /// known.
    ///
    /// Such a request counts as not idempotent and as sent for the first time, under [`RetryPlan::default`]; for another one,
    /// ask a [`RetryPlan`] of your own (`TryFrom<&Error>` for [`Failure`]).
    #[must_use]
    pub fn decision(&self) -> Decision<L> {
        let failure = match self {
            Self::Api { decision: Some(decision), .. } | Self::Transport { decision: Some(decision), .. } => {
                return Decision::clone(decision);
            }
            Self::Deferred(deferred) => return deferred.decision().clone(),
            Self::Api { error, decision: None, .. } => Failure::Api(error),
            Self::Closed(closed) => Failure::Closed(closed),
            Self::Transport { error, decision: None } => classify_transport(&**error),
        };
        RetryPlan::default().start().on_failure(failure)
    }

    /// Returns the label of the API's error, if the catalogue lists it.
    #[must_use]
    pub fn label(&self) -> Option<L> {
        self.api()?.label()
    }

    /// Returns the HTTP status of the answer.
    #[must_use]
    pub fn status(&self) -> Option<StatusCode> {
        self.api()?.status_code()
    }
}

/// The failure for the retry kernel ([`RetryState::on_failure`](edges_errors::retry::RetryState::on_failure)). The error
/// itself comes back if the request has been put off.
///
/// An inner service's error is read from its chain of sources: a refused connection, an error of hyper-util (feature
/// `hyper`), a timeout of tower or of the system; any other may have been carried out.
impl<'a, L: Label> TryFrom<&'a Error<L>> for Failure<'a, L> {
    type Error = &'a Error<L>;

    fn try_from(error: &'a Error<L>) -> Result<Self, Self::Error> {
        match error {
            Error::Api { error, .. } => Ok(Failure::Api(error)),
            Error::Closed(closed) => Ok(Failure::Closed(closed)),
            Error::Transport { error, .. } => Ok(classify_transport(&**error)),
            Error::Deferred(_) => Err(error),
        }
    }
}

impl<L: Label> From<ApiError<L>> for Error<L> {
    fn from(error: ApiError<L>) -> Self {
        Self::Api { error, cut: None, decision: None }
    }
}

impl<L> From<Deferred<L>> for Error<L> {
    fn from(deferred: Deferred<L>) -> Self {
        Self::Deferred(Box::new(deferred))
    }
}

impl<L: Label> Display for Error<L> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Api { error, cut: None, .. } => Display::fmt(error, f),
            Self::Api { error, cut: Some(_), .. } => write!(f, "{error}; cut off in transit"),
            Self::Deferred(deferred) => Display::fmt(deferred, f),
            Self::Closed(closed) => Display::fmt(closed, f),
            Self::Transport { error, .. } => Display::fmt(error, f),
        }
    }
}

impl<L: Label> Debug for Error<L> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Api { error, cut, decision } => f
                .debug_struct("Api")
                .field("error", error)
                .field("cut", cut)
                .field("decision", decision)
                .finish(),
            Self::Deferred(deferred) => Debug::fmt(deferred, f),
            Self::Closed(closed) => f.debug_tuple("Closed").field(closed).finish(),
            Self::Transport { error, decision } => {
                f.debug_struct("Transport").field("error", error).field("decision", decision).finish()
            }
        }
    }
}

impl<L: Label> StdError for Error<L> {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match self {
            Self::Api { cut, .. } => cut.as_deref().map(|cut| cut as _),
            Self::Deferred(deferred) => deferred.source(),
            Self::Closed(_) => None,
            Self::Transport { error, .. } => error.source(),
        }
    }
}
