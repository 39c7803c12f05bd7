//! [`Error`]: what can go wrong between a request and a usable answer.

use std::error::Error as StdError;
use std::fmt::{self, Debug, Display, Formatter};

use edges_errors::retry::{Deferred, Failure, Verdict};
use edges_errors::{ApiError, ErrorLabel, Label};
use http::StatusCode;
use tower::BoxError;

use crate::classify::classify_transport;

/// The API answered with an error, the request is put off, or there was no answer.
#[non_exhaustive]
pub enum Error<L = ErrorLabel> {
    /// The API, or what stands before it, answered with an error.
    #[non_exhaustive]
    Api {
        /// The error, of as much of the body as was read.
        error: ApiError<L>,
        /// Why the rest of the body did not come; `None` where nothing was missing.
        cut: Option<BoxError>,
        /// Why [`EdgesRetry`](crate::EdgesRetry) sent the request no more; `None` without it.
        verdict: Option<Box<Verdict<L>>>,
    },
    /// The request is put off: give the work back to its queue.
    Deferred(Box<Deferred<L>>),
    /// There was no answer: what the inner service said.
    Transport(BoxError),
}

impl<L: Label> Error<L> {
    /// The API's error, of a request that is put off too; `None` where there was no answer.
    #[must_use]
    pub fn api(&self) -> Option<&ApiError<L>> {
        match self {
            Self::Api { error, .. } => Some(error),
            Self::Deferred(deferred) => deferred.error(),
            Self::Transport(_) => None,
        }
    }

    /// The API's error itself, so that `?` hands on what is none.
    ///
    /// # Errors
    ///
    /// The failure itself, where it is none of the API's.
    pub fn into_api(self) -> Result<ApiError<L>, Self> {
        match self.api() {
            Some(error) => Ok(error.clone()),
            None => Err(self),
        }
    }

    /// What [`EdgesRetry`](crate::EdgesRetry) decided last, and why; `None` where it had nothing to decide.
    #[must_use]
    pub fn verdict(&self) -> Option<&Verdict<L>> {
        match self {
            Self::Api { verdict, .. } => verdict.as_deref(),
            Self::Deferred(deferred) => Some(deferred.verdict()),
            Self::Transport(_) => None,
        }
    }

    /// The label of the API's error, if the catalogue lists it.
    #[must_use]
    pub fn label(&self) -> Option<L> {
        self.api()?.label()
    }

    /// The HTTP status of the answer; `None` where there was none.
    #[must_use]
    pub fn status(&self) -> Option<StatusCode> {
        self.api()?.status_code()
    }

    /// What the retry kernel takes ([`RetryState::next`](edges_errors::retry::RetryState::next)); `None` for what has been
    /// put off. What an inner service's error means is read from its chain of sources: a refused connection, hyper-util's
    /// word (feature `hyper`), a timeout of tower's or of the system's; anything else may have been carried out.
    #[must_use]
    pub fn failure(&self) -> Option<Failure<'_, L>> {
        match self {
            Self::Api { error, .. } => Some(Failure::Api(error)),
            Self::Transport(error) => Some(classify_transport(&**error)),
            Self::Deferred(_) => None,
        }
    }
}

impl<L: Label> From<ApiError<L>> for Error<L> {
    fn from(error: ApiError<L>) -> Self {
        Self::Api { error, cut: None, verdict: None }
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
            Self::Transport(error) => Display::fmt(error, f),
        }
    }
}

impl<L: Label> Debug for Error<L> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Api { error, cut, verdict } => f
                .debug_struct("Api")
                .field("error", error)
                .field("cut", cut)
                .field("verdict", verdict)
                .finish(),
            Self::Deferred(deferred) => Debug::fmt(deferred, f),
            Self::Transport(error) => f.debug_tuple("Transport").field(error).finish(),
        }
    }
}

impl<L: Label> StdError for Error<L> {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match self {
            Self::Api { cut, .. } => cut.as_deref().map(|cut| cut as _),
            Self::Deferred(deferred) => deferred.source(),
            Self::Transport(error) => error.source(),
        }
    }
}
