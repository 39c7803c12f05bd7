//! Two catalogues on one way: reqwest-middleware erases types, so that only the program that runs can tell.

use std::any::type_name;
use std::error::Error as StdError;
use std::fmt::{self, Display, Formatter};
use std::sync::Arc;
use std::time::SystemTime;

use edges_errors::retry::{Decision, Deferred, Progress};
use edges_errors::{Catalogue, Label};
use http::Extensions;

/// The retry middleware and the caller go by different catalogues: the one has decided by labels that the other does not
/// have.
///
/// [`source`](StdError::source) is what the middleware gave back. If that is a deferral, [`deferral`](Self::deferral) has
/// all that a queue needs.
#[derive(Debug)]
pub struct CatalogueMismatch {
    asked: Labels,
    decided_by: Labels,
    deferral: Option<ForeignDeferral>,
    source: BoxError,
}

type BoxError = Box<dyn StdError + Send + Sync>;

/// A deferral by another catalogue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct ForeignDeferral {
    /// The earliest time to send the request again.
    pub not_before: SystemTime,
    /// The progress of the request so far.
    pub progress: Progress,
}

impl<L: Label> From<&Deferred<L>> for ForeignDeferral {
    fn from(deferred: &Deferred<L>) -> Self {
        Self { not_before: deferred.not_before(), progress: deferred.progress() }
    }
}

/// The labels of a catalogue.
#[derive(Debug, Clone, Copy)]
struct Labels {
    catalogue: &'static str,
    type_name: &'static str,
}

impl Labels {
    fn of<L: Label>() -> Self {
        Self { catalogue: Catalogue::<L>::new().name(), type_name: type_name::<L>() }
    }
}

impl CatalogueMismatch {
    /// Returns the name of the catalogue that the caller asked for.
    #[must_use]
    pub fn asked(&self) -> &'static str {
        self.asked.catalogue
    }

    /// Returns the name of the catalogue that the middleware decided by.
    #[must_use]
    pub fn decided_by(&self) -> &'static str {
        self.decided_by.catalogue
    }

    /// Returns when to send the request again, and how far it has come; `None` if the middleware has not deferred it.
    #[must_use]
    pub fn deferral(&self) -> Option<ForeignDeferral> {
        self.deferral
    }
}

impl Display for CatalogueMismatch {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let (asked, judged) = (self.asked, self.decided_by);
        write!(
            f,
            "the retry middleware decided by the catalogue `{}` (`{}`), and the caller asked for labels of `{}` (`{}`); \
             help: use `EdgesRetry` and `Error` of the same module, or `ApiRetry::<{}>::new()`",
            judged.catalogue, judged.type_name, asked.catalogue, asked.type_name, asked.type_name
        )
    }
}

impl StdError for CatalogueMismatch {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        Some(&*self.source)
    }
}

/// An error of the retry middleware on its way through other middleware.
#[derive(Debug)]
pub(crate) struct Carried {
    labels: Labels,
    deferral: Option<ForeignDeferral>,
    error: BoxError,
}

impl Display for Carried {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        Display::fmt(&self.error, f)
    }
}

impl StdError for Carried {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.error.source()
    }
}

impl Carried {
    /// Returns an error of a catalogue as one that passes through other middleware.
    pub(crate) fn new<L: Label>(
        error: impl StdError + Send + Sync + 'static,
        deferral: Option<ForeignDeferral>,
    ) -> Self {
        Self { labels: Labels::of::<L>(), deferral, error: Box::new(error) }
    }

    /// Returns the error that was put in.
    ///
    /// # Errors
    ///
    /// An error of another catalogue than `L`.
    pub(crate) fn open<L: Label, E: StdError + 'static>(self) -> Result<Box<E>, Box<CatalogueMismatch>> {
        let Self { labels: decided_by, deferral, error } = self;
        let asked = Labels::of::<L>();
        error.downcast().map_err(|source| Box::new(CatalogueMismatch { asked, decided_by, deferral, source }))
    }
}

/// The labels that a response was judged by, among its extensions beside the typed [`Decision`].
#[derive(Clone)]
struct JudgedBy {
    labels: Labels,
    decision: Arc<dyn StdError + Send + Sync>,
}

/// Puts a decision among the extensions of its response.
pub(crate) fn insert_decision<L: Label>(decision: Decision<L>, extensions: &mut Extensions) {
    extensions.insert(JudgedBy { labels: Labels::of::<L>(), decision: Arc::new(decision.clone()) });
    extensions.insert(decision);
}

/// Takes the decision of the middleware out of the extensions of a response; `None` where it did not come through one.
///
/// # Errors
///
/// A decision that was made by another catalogue.
pub(crate) fn take_decision<L: Label>(
    extensions: &mut Extensions,
) -> Result<Option<Decision<L>>, Box<CatalogueMismatch>> {
    match (extensions.remove(), extensions.remove()) {
        (Some(decision), _) => Ok(Some(decision)),
        (None, None) => Ok(None),
        (None, Some(JudgedBy { labels: decided_by, decision })) => Err(Box::new(CatalogueMismatch {
            asked: Labels::of::<L>(),
            decided_by,
            deferral: None,
            source: Box::new(decision),
        })),
    }
}
