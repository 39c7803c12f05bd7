//! A deferral as an error.

use core::fmt::{self, Debug, Display, Formatter};
use std::error::Error;
use std::sync::Arc;
use std::time::SystemTime;

use super::action::Action;
use super::decision::Decision;
use super::progress::Progress;
use crate::catalogue::Label;
use crate::error::ApiError;

/// A deferral: [`Action::Defer`] as an error, for the queue that the work came from. Made by [`Decision::deferred`]; the
/// adapters' retry layers return it.
///
/// `Display` says until when and why, in one sentence; [`source`](Error::source) is the error of the API or of the
/// connection.
///
/// ```
/// use edges_errors::{EdgesError, retry::{Moment, Progress, RequestContext, RetryPlan}};
///
/// let error = EdgesError::from_parts(424, (), r#"{"error_label":"LIMIT_REACHED"}"#);
/// let now = Moment::now();
/// let mut state = RetryPlan::for_request(&RequestContext::new("POST")).start_at(now);
/// let deferred = state.on_failure_at(&error, now, || 0).deferred().unwrap();
///
/// let wait = deferred.not_before().duration_since(now.wall).unwrap();
/// assert_eq!(wait.as_secs(), 24 * 60 * 60);
/// assert_eq!(deferred.progress(), Progress { attempts: 0, deferrals: 1 });
/// ```
#[derive(Clone)]
pub struct Deferred<L> {
    not_before: SystemTime,
    decision: Decision<L>,
    transport: Option<Arc<dyn Error + Send + Sync>>,
}

impl<L: Label> Decision<L> {
    /// Returns the deferral as an error; `None` where the action is another.
    #[must_use]
    pub fn deferred(&self) -> Option<Deferred<L>> {
        match self.action() {
            Action::Defer { not_before } => {
                Some(Deferred { not_before, decision: self.clone(), transport: None })
            }
            Action::Retry { .. } | Action::Await { .. } | Action::Stop { .. } => None,
        }
    }
}

impl<L: Label> Deferred<L> {
    /// Sets the error of the connection as the source, for a failure without an answer.
    #[must_use]
    pub fn with_source(mut self, transport: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        self.transport = Some(Arc::from(transport.into()));
        self
    }

    /// Returns the earliest time to send the request again, by the clock that the decision was made with.
    #[must_use]
    pub fn not_before(&self) -> SystemTime {
        self.not_before
    }

    /// Returns how far the request has come, which [`RetryPlan::resume`](super::RetryPlan::resume) takes once the work comes
    /// out of the queue.
    #[must_use]
    pub fn progress(&self) -> Progress {
        self.decision.progress()
    }

    /// Returns the error that was judged; one of [`Kind::NoResponse`](crate::Kind::NoResponse) where there was no answer.
    #[must_use]
    pub fn error(&self) -> &ApiError<L> {
        self.decision.error()
    }

    /// Returns the whole decision: its grounds, the remedy, the reference to quote.
    #[must_use]
    pub fn decision(&self) -> &Decision<L> {
        &self.decision
    }
}

impl<L: Label> Display for Deferred<L> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        Display::fmt(&self.decision, f)
    }
}

impl<L: Label> Debug for Deferred<L> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "Deferred({:?})", self.decision)
    }
}

impl<L: Label> Error for Deferred<L> {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match &self.transport {
            Some(transport) if !self.error().kind().is_answer() => Some(&**transport),
            _ => self.decision.source(),
        }
    }
}
