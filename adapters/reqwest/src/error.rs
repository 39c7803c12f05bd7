//! [`Error`]: what can go wrong between a request and a usable answer.

use std::fmt::{self, Debug, Display, Formatter};
use std::io;

use edges_errors::retry::Failure;
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
        /// It changes nothing about what to do: a label out of such a body is marked by its
        /// [`Kind`](edges_errors::Kind), and without one the status decides.
        cut: Option<reqwest::Error>,
    },
    /// There was no answer, or one that passed as no error could not be read.
    Transport(reqwest::Error),
}

impl<L: Label> Error<L> {
    pub(crate) fn from_answer(error: ApiError<L>, cut: Option<reqwest::Error>) -> Self {
        Self::Api { error, cut: cut.map(reqwest::Error::without_url) }
    }

    /// The API's error; `None` where there was no answer.
    #[must_use]
    pub fn api(&self) -> Option<&ApiError<L>> {
        match self {
            Self::Api { error, .. } => Some(error),
            Self::Transport(_) => None,
        }
    }

    /// The API's error itself, so that `?` hands on what is none.
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
    /// reqwest's own error, where there was no answer.
    pub fn into_api(self) -> Result<ApiError<L>, reqwest::Error> {
        match self {
            Self::Api { error, .. } => Ok(error),
            Self::Transport(error) => Err(error),
        }
    }

    /// reqwest's own error: why there was no answer, or why the rest of an error's body did not come.
    #[must_use]
    pub fn transport(&self) -> Option<&reqwest::Error> {
        match self {
            Self::Api { cut, .. } => cut.as_ref(),
            Self::Transport(error) => Some(error),
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
        match self {
            Self::Api { error, .. } => error.status_code(),
            Self::Transport(error) => error.status(),
        }
    }

    /// What the retry kernel takes ([`RetryState::next`](edges_errors::retry::RetryState::next)).
    ///
    /// `None` for what another attempt cannot mend or this crate cannot judge: a request that could not be built, a
    /// redirect that was refused, a whole body that is not what was expected, an `error_for_status` of your own.
    ///
    /// ```
    /// use edges_errors::retry::{Decision, JitterRng, Now, RequestContext, RetryPlan};
    /// use edges_errors_reqwest::Error;
    ///
    /// fn decide(error: &Error) -> Option<Decision> {
    ///     let mut state = RetryPlan::for_request(&RequestContext::new("GET")).start(Now::system());
    ///     Some(state.next(error.failure()?, Now::system(), &mut JitterRng::from_entropy()).decision())
    /// }
    /// ```
    #[must_use]
    pub fn failure(&self) -> Option<Failure<'_, L>> {
        match self {
            Self::Api { error, .. } => Some(Failure::Api(error)),
            // A connection that took too long to make was never made.
            Self::Transport(error) if error.is_connect() => Some(Failure::Connect),
            Self::Transport(error) if error.is_timeout() => Some(Failure::Timeout),
            Self::Transport(error) if error.is_request() || error.is_body() => Some(Failure::BodyCut),
            Self::Transport(error) => {
                (error.is_decode() && is_caused_by_io(error)).then_some(Failure::BodyCut)
            }
        }
    }
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
        Self::from_answer(error, None)
    }
}

impl<L: Label> Display for Error<L> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Api { error, cut: None } => Display::fmt(error, f),
            Self::Api { error, cut: Some(_) } => write!(f, "{error}; cut off in transit"),
            Self::Transport(error) => Display::fmt(error, f),
        }
    }
}

impl<L: Label> Debug for Error<L> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Api { error, cut } => {
                f.debug_struct("Api").field("error", error).field("cut", cut).finish()
            }
            Self::Transport(error) => f.debug_tuple("Transport").field(error).finish(),
        }
    }
}

impl<L: Label> std::error::Error for Error<L> {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Api { cut, .. } => cut.as_ref().map(|cut| cut as _),
            Self::Transport(error) => error.source(),
        }
    }
}
