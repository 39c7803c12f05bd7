//! [`Error`]: what can go wrong between a request and a usable answer.

use std::fmt::{self, Debug, Display, Formatter};
use std::io;

#[cfg(feature = "middleware")]
use edges_errors::retry::Deferred;
use edges_errors::retry::{Decision, Failure, RetryPlan};
use edges_errors::{ApiError, ErrorLabel, Label};
use reqwest::{StatusCode, Url};

#[cfg(feature = "middleware")]
use crate::mismatch::{Carried, CatalogueMismatch, ForeignDeferral};

/// Either the API answered with an error, or there was no answer that can be used.
///
/// `?` makes it of a [`reqwest::Error`] and of an [`ApiError`], so that one function can send, check and read.
///
/// `Display` is that of the one or the other, and [`source`](std::error::Error::source) what lies behind it: write the
/// chain to see why a connection failed. The URL is taken out of every [`reqwest::Error`] that comes in through `From`.
#[non_exhaustive]
pub enum Error<L = ErrorLabel> {
    /// The API, or a proxy in front of it, answered with an error.
    #[non_exhaustive]
    Api {
        /// The error, of as much of the body as was read.
        error: ApiError<L>,
        /// The error that kept the rest of the body from coming: the connection broke, the client's timeout passed, compressed data
        /// were damaged. `None` where nothing was missing.
        ///
        /// An answer that broke off is as good as a lost connection, unless its label, or else its status, is stricter.
        cut: Option<reqwest::Error>,
        /// The last decision of the middleware; `None` without one.
        decision: Option<Box<Decision<L>>>,
    },
    /// The middleware puts the request off: give the work back to its queue. It is always yours to send; what the API sends
    /// again by itself is [`Error::Api`], with the action [`Await`](edges_errors::retry::Action::Await).
    #[cfg(feature = "middleware")]
    Deferred(Box<Deferred<L>>),
    /// There was no answer, or one that passed as no error could not be read.
    #[non_exhaustive]
    Transport {
        /// The error of the connection, without its URL.
        error: reqwest::Error,
        /// The last decision of the middleware, or that on a request that was never sent; `None` without a middleware, and for
        /// what no further attempt mends.
        decision: Option<Box<Decision<L>>>,
    },
    /// Another middleware failed.
    #[cfg(feature = "middleware")]
    Middleware(anyhow::Error),
    /// The middleware went by another catalogue than `L`.
    #[cfg(feature = "middleware")]
    Mismatch(Box<CatalogueMismatch>),
}

impl<L: Label> Error<L> {
    pub(crate) fn from_answer(
        error: ApiError<L>,
        cut: Option<reqwest::Error>,
        decision: Option<Decision<L>>,
    ) -> Self {
        Self::Api { error, cut: cut.map(reqwest::Error::without_url), decision: decision.map(Box::new) }
    }

    pub(crate) fn from_transport(error: reqwest::Error, decision: Option<Decision<L>>) -> Self {
        Self::Transport { error: error.without_url(), decision: decision.map(Box::new) }
    }

    /// Returns the error of a request that was never sent, on which there is one decision, whatever the request.
    fn from_not_sent(error: reqwest::Error) -> Self {
        Self::from_transport(error, Some(RetryPlan::default().start().on_failure(Failure::NotSent)))
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

    /// Returns what to do: the decision that the retry middleware made, or else one for a request of which nothing is known.
    ///
    /// Such a request counts as not idempotent and as sent for the first time, under [`RetryPlan::default`]; for another one,
    /// ask a [`RetryPlan`] of your own (`TryFrom<&Error>` for [`Failure`]). What is not a failure of the API or of a
    /// connection, such as an error of another middleware, is a
    /// [`Stop`](edges_errors::retry::Action::Stop) that may have been carried out.
    ///
    /// ```
    /// use edges_errors::{ErrorLabel, retry::{Action, StopReason}};
    /// use edges_errors_reqwest::Error;
    ///
    /// let error: Error = ErrorLabel::LkError.sample().into();
    /// let decision = error.decision();
    /// assert_eq!(decision.action(), Action::Stop { reason: StopReason::NotIdempotent });
    /// ```
    #[must_use]
    pub fn decision(&self) -> Decision<L> {
        match self {
            Self::Api { decision: Some(decision), .. } | Self::Transport { decision: Some(decision), .. } => {
                Decision::clone(decision)
            }
            #[cfg(feature = "middleware")]
            Self::Deferred(deferred) => deferred.decision().clone(),
            _ => {
                let failure = Failure::try_from(self).unwrap_or(Failure::Interrupted);
                RetryPlan::default().start().on_failure(failure)
            }
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
            Self::Transport { error, .. } => Some(error),
            #[cfg(feature = "middleware")]
            Self::Deferred(_) | Self::Middleware(_) | Self::Mismatch(_) => None,
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
            Self::Transport { error, .. } => error.status(),
            _ => self.api()?.status_code(),
        }
    }
}

/// The failure for the retry kernel ([`RetryState::on_failure`](edges_errors::retry::RetryState::on_failure)).
///
/// The error itself comes back if this crate cannot judge it: a redirect that was refused, a whole body that is not what was
/// expected, an `error_for_status` of your own; and if the middleware has put the request off.
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
            // A builder's error without a decision may be one of a redirect.
            Error::Transport { error: transport, decision: Some(_) } if transport.is_builder() => {
                Ok(Failure::NotSent)
            }
            Error::Transport { error: transport, .. } => classify_transport(transport).ok_or(error),
            #[cfg(feature = "middleware")]
            Error::Deferred(_) | Error::Middleware(_) | Error::Mismatch(_) => Err(error),
        }
    }
}

/// Returns whether the request, if it is known, was never sent: it could not be made.
///
/// A redirect to a URL that is not one of HTTP is a builder's error too, and has that URL.
pub(crate) fn is_never_sent(error: &reqwest::Error, request: Option<&Url>) -> bool {
    let is_refused = |url: &Url| !matches!(url.scheme(), "http" | "https");
    error.is_builder() && (error.url().is_none() || request.is_some_and(is_refused))
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

/// Tells a body that breaks off from one that is not the expected JSON: reqwest calls both a decoding error.
fn is_caused_by_io(error: &reqwest::Error) -> bool {
    let first = std::error::Error::source(error);
    std::iter::successors(first, |error| error.source()).any(|error| error.is::<io::Error>())
}

impl<L: Label> From<reqwest::Error> for Error<L> {
    fn from(error: reqwest::Error) -> Self {
        if is_never_sent(&error, None) {
            Self::from_not_sent(error)
        } else {
            Self::from_transport(error, None)
        }
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

/// An error for the layers above, which `From` makes an [`Error`] of again.
#[cfg(feature = "middleware")]
impl<L: Label> From<Error<L>> for reqwest_middleware::Error {
    fn from(error: Error<L>) -> Self {
        let deferral = match &error {
            Error::Deferred(deferred) => Some(ForeignDeferral::from(&**deferred)),
            Error::Mismatch(mismatch) => mismatch.deferral(),
            Error::Api { .. } | Error::Transport { .. } | Error::Middleware(_) => None,
        };
        Self::middleware(Carried::new::<L>(error, deferral))
    }
}

/// Takes the error of [`EdgesRetry`](crate::EdgesRetry) out again, also of the contexts that other middleware has put around it; one
/// of another catalogue is an [`Error::Mismatch`].
#[cfg(feature = "middleware")]
impl<L: Label> From<reqwest_middleware::Error> for Error<L> {
    fn from(error: reqwest_middleware::Error) -> Self {
        let error = match error {
            reqwest_middleware::Error::Reqwest(error) => return error.into(),
            reqwest_middleware::Error::Middleware(error) => error,
        };
        if !holds_carried(&error) {
            return Self::Middleware(error);
        }
        match error.downcast::<Carried>() {
            Ok(carried) => carried.open::<L, Self>().map_or_else(Self::Mismatch, |error| *error),
            Err(explained) => {
                explained.downcast::<reqwest_middleware::Error>().map_or_else(Self::Middleware, Self::from)
            }
        }
    }
}

/// Returns whether this is an error of this crate, or one that other middleware has put contexts around.
#[cfg(feature = "middleware")]
fn holds_carried(error: &anyhow::Error) -> bool {
    match error.downcast_ref() {
        Some(reqwest_middleware::Error::Middleware(explained)) => holds_carried(explained),
        Some(reqwest_middleware::Error::Reqwest(_)) => false,
        None => error.is::<Carried>(),
    }
}

impl<L: Label> Display for Error<L> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Api { error, cut: None, .. } => Display::fmt(error, f),
            Self::Api { error, cut: Some(_), .. } => write!(f, "{error}; cut off in transit"),
            Self::Transport { error, .. } => Display::fmt(error, f),
            #[cfg(feature = "middleware")]
            Self::Deferred(deferred) => Display::fmt(deferred, f),
            #[cfg(feature = "middleware")]
            Self::Middleware(error) => Display::fmt(error, f),
            #[cfg(feature = "middleware")]
            Self::Mismatch(mismatch) => Display::fmt(mismatch, f),
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
            Self::Transport { error, decision } => {
                f.debug_struct("Transport").field("error", error).field("decision", decision).finish()
            }
            #[cfg(feature = "middleware")]
            Self::Deferred(deferred) => Debug::fmt(deferred, f),
            #[cfg(feature = "middleware")]
            Self::Middleware(error) => f.debug_tuple("Middleware").field(error).finish(),
            #[cfg(feature = "middleware")]
            Self::Mismatch(mismatch) => f.debug_tuple("Mismatch").field(mismatch).finish(),
        }
    }
}

impl<L: Label> std::error::Error for Error<L> {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Api { cut, .. } => cut.as_ref().map(|cut| cut as _),
            Self::Transport { error, .. } => error.source(),
            #[cfg(feature = "middleware")]
            Self::Deferred(deferred) => deferred.source(),
            #[cfg(feature = "middleware")]
            Self::Middleware(error) => error.source(),
            #[cfg(feature = "middleware")]
            Self::Mismatch(mismatch) => mismatch.source(),
        }
    }
}
