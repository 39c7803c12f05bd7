//! A failure that is put off, as an error to hand up.

use core::fmt::{self, Debug, Display, Formatter};
use std::error::Error;
use std::sync::Arc;
use std::time::SystemTime;

use super::{Decision, Progress, Verdict};
use crate::catalogue::Label;
use crate::error::ApiError;

/// A request that is not to be sent again now, but later: [`Decision::Defer`] as an error, for the queue that the work
/// came from. Made by [`Verdict::deferred`]; the adapters' retry layers return it.
///
/// `Display` says until when and why, in one sentence; [`source`](Error::source) is the failure itself.
///
/// ```
/// use edges_errors::{EdgesError, retry::{Failure, Now, Progress, RequestContext, RetryPlan}};
///
/// let error = EdgesError::from_parts(424, (), r#"{"error_label":"LIMIT_REACHED"}"#);
/// let now = Now::system();
/// let mut state = RetryPlan::for_request(&RequestContext::new("POST")).start(now);
/// let deferred = state.next(Failure::Api(&error), now, &mut || 0).deferred().unwrap();
///
/// let wait = deferred.not_before().duration_since(now.wall).unwrap();
/// assert_eq!(wait.as_secs(), 24 * 60 * 60);
/// assert_eq!(deferred.progress(), Progress { attempts: 0, deferrals: 1 });
/// ```
#[derive(Clone)]
pub struct Deferred<L> {
    not_before: SystemTime,
    verdict: Verdict<L>,
    transport: Option<Arc<dyn Error + Send + Sync>>,
}

impl<L: Label> Verdict<L> {
    /// The decision to defer as an error; `None` where the decision is another.
    #[must_use]
    pub fn deferred(&self) -> Option<Deferred<L>> {
        match self.decision() {
            Decision::Defer { not_before } => {
                Some(Deferred { not_before, verdict: self.clone(), transport: None })
            }
            _ => None,
        }
    }
}

impl<L: Label> Deferred<L> {
    /// Keeps the error of the connection as the source, where there was no answer.
    #[must_use]
    pub fn with_source(mut self, transport: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        self.transport = Some(Arc::from(transport.into()));
        self
    }

    /// Not before this time, by the clock that the decision was made with.
    #[must_use]
    pub fn not_before(&self) -> SystemTime {
        self.not_before
    }

    /// How far the request has come: what [`RetryPlan::resume`](super::RetryPlan::resume) takes once it comes out of the
    /// queue.
    #[must_use]
    pub fn progress(&self) -> Progress {
        self.verdict.because().progress()
    }

    /// The API's error; `None` where there was no answer.
    #[must_use]
    pub fn error(&self) -> Option<&ApiError<L>> {
        self.verdict.error()
    }

    /// The whole verdict: its grounds, the remedy, the reference to quote.
    #[must_use]
    pub fn verdict(&self) -> &Verdict<L> {
        &self.verdict
    }
}

impl<L: Label> Display for Deferred<L> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        Display::fmt(self.verdict.because(), f)
    }
}

impl<L: Label> Debug for Deferred<L> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "Deferred({:?})", self.verdict)
    }
}

impl<L: Label> Error for Deferred<L> {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match (self.error(), &self.transport) {
            (Some(error), _) => Some(error),
            (None, Some(transport)) => Some(&**transport),
            (None, None) => None,
        }
    }
}
