//! [`Error`]: what can go wrong between a request and a usable answer.

use std::fmt::{self, Debug, Display, Formatter};
use std::io;

#[cfg(feature = "middleware")]
use edges_errors::retry::Deferred;
use edges_errors::retry::{Decision, Failure};
use edges_errors::{ApiError, ErrorLabel, Label};
use reqwest::StatusCode;

/// Either the API answered with an error, or there was no answer that can be used.
///
/// `?` makes it of a [`reqwest::Error`] and of an [`ApiError`], so that one function can send, check and read.
///
/// `Display` is that of the one or the other, and [`source`](std::error::Error::source) what lies behind it: write the
/// chain to see why a connection failed. The URL is taken out of every [`reqwest::Error`] that comes in through `From`.
#[non_exhaustive]
pub enum Error<L = ErrorLabel> {
    /// The API, or what stands before it, answered with an error.
    #[non_exhaustive]
    Api {
        /// The error, of as much of the body as was read.
        error: ApiError<L>,
        /// Why the rest of the body did not come: the connection broke, the client's timeout passed, compressed data
        /// were damaged. `None` where nothing was missing.
        ///
        /// An answer that broke off is as good as a lost connection, unless its label, or else its status, is stricter.
        cut: Option<reqwest::Error>,
        /// Why the middleware gave up; `None` without one.
        decision: Option<Box<Decision<L>>>,
    },
    /// The middleware puts the request off: give the work back to its queue.
    #[cfg(feature = "middleware")]
    Deferred(Box<Deferred<L>>),
    /// There was no answer, or one that passed as no error could not be read.
    Transport(reqwest::Error),
    /// Another middleware failed.
    #[cfg(feature = "middleware")]
    Middleware(anyhow::Error),
}

impl<L: Label> Error<L> {
    pub(crate) fn from_answer(
        error: ApiError<L>,
        cut: Option<reqwest::Error>,
        decision: Option<Decision<L>>,
    ) -> Self {
        Self::Api { error, cut: cut.map(reqwest::Error::without_url), decision: decision.map(Box::new) }
    }

    /// Returns the API's error, also of a deferred request; `None` if there was no answer.
    #[must_use]
    pub fn api(&self) -> Option<&ApiError<L>> {
        match self {
            Self::Api { error, .. } => Some(error),
            #[cfg(feature = "middleware")]
            Self::Deferred(deferred) => Some(deferred.error()).filter(|error| error.kind().is_answer()),
            _ => None,
        }
    }

    /// Returns the last decision of the retry middleware; `None` if it had nothing to decide. The decision knows the remedy,
    /// also the one for when all attempts are spent.
    #[must_use]
    pub fn decision(&self) -> Option<&Decision<L>> {
        match self {
            Self::Api { decision, .. } => decision.as_deref(),
            #[cfg(feature = "middleware")]
            Self::Deferred(deferred) => Some(deferred.decision()),
            _ => None,
        }
    }

    /// Returns the API's error itself, so that `?` passes any other failure on.
    ///
    /// ```
    /// use edges_errors::EdgesError;
    /// use edges_errors_reqwest::Error;
    ///
    /// fn put_aside(failure: Error) -> Result<(), Error> {
    ///     let error: EdgesError = failure.into_api()?;
    ///     println!("again at {:?}", error.postponed_until());
    ///     Ok(())
    /// }
    /// ```
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

    /// Returns reqwest's own error, which says why there was no answer, or why the rest of an error's body did not come.
    #[must_use]
    pub fn transport(&self) -> Option<&reqwest::Error> {
        match self {
            Self::Api { cut, .. } => cut.as_ref(),
            Self::Transport(error) => Some(error),
            #[cfg(feature = "middleware")]
            Self::Deferred(_) | Self::Middleware(_) => None,
        }
    }

    /// Returns the label of the API's error, if the catalogue lists it.
    #[must_use]
    pub fn label(&self) -> Option<L> {
        self.api()?.label()
    }

    /// Returns the HTTP status of the answer.
    #[must_use]
    pub fn status(&self) -> Option<StatusCode> {
        match self {
            Self::Transport(error) => error.status(),
            _ => self.api()?.status_code(),
        }
    }
}

/// The failure for the retry kernel ([`RetryState::on_failure`](edges_errors::retry::RetryState::on_failure)).
///
/// The error itself comes back if another attempt cannot help or this crate cannot judge it: a request that could not be
/// built, a redirect that was refused, a whole body that is not what was expected, an `error_for_status` of your own; and if
/// the middleware has put the request off.
///
/// ```
/// use edges_errors::retry::{Action, Failure, RequestContext, RetryPlan};
/// use edges_errors_reqwest::Error;
///
/// fn decide(error: &Error) -> Option<Action> {
///     let mut state = RetryPlan::for_request(&RequestContext::new("GET")).start();
///     Some(state.on_failure(Failure::try_from(error).ok()?).action())
/// }
/// ```
impl<'a, L: Label> TryFrom<&'a Error<L>> for Failure<'a, L> {
    type Error = &'a Error<L>;

    fn try_from(error: &'a Error<L>) -> Result<Self, Self::Error> {
        match error {
            Error::Api { error, .. } => Ok(Failure::Api(error)),
            Error::Transport(transport) => classify_transport(transport).ok_or(error),
            #[cfg(feature = "middleware")]
            Error::Deferred(_) | Error::Middleware(_) => Err(error),
        }
    }
}

/// Returns what a connection's error means for another attempt.
pub(crate) fn classify_transport<'a, L>(error: &reqwest::Error) -> Option<Failure<'a, L>> {
    // A connection that took too long to make was never made.
    if error.is_connect() {
        return Some(Failure::Connect);
    }
    if error.is_timeout() {
        return Some(Failure::Timeout);
    }
    let cut = error.is_request() || error.is_body() || error.is_decode() && is_caused_by_io(error);
    cut.then_some(Failure::Interrupted)
}

/// reqwest calls both a body that breaks off and one that is not the expected JSON a decoding error.
fn is_caused_by_io(error: &reqwest::Error) -> bool {
    let first = std::error::Error::source(error);
    std::iter::successors(first, |error| error.source()).any(|error| error.is::<io::Error>())
}

impl<L> From<reqwest::Error> for Error<L> {
    fn from(error: reqwest::Error) -> Self {
        Self::Transport(error.without_url())
    }
}

impl<L: Label> From<ApiError<L>> for Error<L> {
    fn from(error: ApiError<L>) -> Self {
        Self::from_answer(error, None, None)
    }
}

#[cfg(feature = "middleware")]
impl<L> From<Deferred<L>> for Error<L> {
    fn from(deferred: Deferred<L>) -> Self {
        Self::Deferred(Box::new(deferred))
    }
}

/// What [`EdgesRetry`](crate::EdgesRetry) put in comes out again, if it is of this catalogue.
#[cfg(feature = "middleware")]
impl<L: Label> From<reqwest_middleware::Error> for Error<L> {
    fn from(error: reqwest_middleware::Error) -> Self {
        match error {
            reqwest_middleware::Error::Reqwest(error) => error.into(),
            reqwest_middleware::Error::Middleware(error) => error.downcast().unwrap_or_else(Self::Middleware),
        }
    }
}

impl<L: Label> Display for Error<L> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Api { error, cut: None, .. } => Display::fmt(error, f),
            Self::Api { error, cut: Some(_), .. } => write!(f, "{error}; cut off in transit"),
            Self::Transport(error) => Display::fmt(error, f),
            #[cfg(feature = "middleware")]
            Self::Deferred(deferred) => Display::fmt(deferred, f),
            #[cfg(feature = "middleware")]
            Self::Middleware(error) => Display::fmt(error, f),
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
            Self::Transport(error) => f.debug_tuple("Transport").field(error).finish(),
            #[cfg(feature = "middleware")]
            Self::Deferred(deferred) => Debug::fmt(deferred, f),
            #[cfg(feature = "middleware")]
            Self::Middleware(error) => f.debug_tuple("Middleware").field(error).finish(),
        }
    }
}

impl<L: Label> std::error::Error for Error<L> {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Api { cut, .. } => cut.as_ref().map(|cut| cut as _),
            Self::Transport(error) => error.source(),
            #[cfg(feature = "middleware")]
            Self::Deferred(deferred) => deferred.source(),
            #[cfg(feature = "middleware")]
            Self::Middleware(error) => error.source(),
        }
    }
}
