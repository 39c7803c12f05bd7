//! Limits that are closed: what a request is told before it is sent, and until when a refusal closes its limit.

use core::fmt::{self, Debug, Display, Formatter};
use core::marker::PhantomData;
use std::time::{Duration, SystemTime};

use edges_errors_core::duration::words;

use super::action::{Action, StopReason};
use super::asked::Asked;
use super::backoff::{Chance, MAX_WAIT, Wait, closing_wait};
use super::clock::Moment;
use super::plan::RetryPlan;
use super::progress::Progress;
use crate::catalogue::{Key as _, Label, RateLimitFacts};
use crate::error::ApiError;

/// A rate limit that is closed for what a request is for. Found by [`Cooldowns::ask`](crate::cooldowns::Cooldowns::ask)
/// before the request is sent, and judged as [`Failure::Closed`](super::Failure::Closed).
///
/// ```
/// use std::time::Duration;
/// use edges_errors::{ErrorLabel, RateLimit};
/// use edges_errors::retry::{Action, ClosedLimit, RequestContext, RetryPlan};
///
/// let closed = ClosedLimit::<ErrorLabel>::new(RateLimit::LinkedInGuard, Duration::from_secs(3_600));
/// let decision = RetryPlan::for_request(&RequestContext::new("POST")).start().on_failure(&closed);
/// assert!(matches!(decision.action(), Action::Defer { .. }));
/// assert_eq!((decision.progress().attempts, decision.progress().deferrals), (0, 1));
/// ```
pub struct ClosedLimit<L> {
    /// The place of the limit in the catalogue.
    index: usize,
    wait: Duration,
    labels: PhantomData<fn() -> L>,
}

impl<L: Label> ClosedLimit<L> {
    /// Returns a limit of the catalogue that opens after so long, at most 45 days.
    #[must_use]
    pub fn new(limit: L::RateLimit, wait: Duration) -> Self {
        Self::at(place_of::<L>(limit), wait)
    }

    pub(crate) fn at(index: usize, wait: Duration) -> Self {
        Self { index, wait: wait.min(MAX_WAIT), labels: PhantomData }
    }

    /// Returns the limit.
    #[must_use]
    #[expect(clippy::indexing_slicing, reason = "the index is the place of a limit in this list")]
    pub fn limit(&self) -> L::RateLimit {
        L::RateLimit::all()[self.index]
    }

    /// Returns how long it was until the limit opens, when it was found closed.
    #[must_use]
    pub fn wait(&self) -> Duration {
        self.wait
    }

    #[expect(clippy::indexing_slicing, reason = "the expansion was checked to have facts of each limit")]
    pub(super) fn facts(&self) -> &'static RateLimitFacts {
        &L::__facts().rate_limits[self.index]
    }

    /// Returns the error by which the limit shows, as of now.
    pub(super) fn error(&self) -> ApiError<L> {
        let seconds = self.wait.as_secs().saturating_add(u64::from(self.wait.subsec_nanos() > 0)).to_string();
        let labels = L::all_including_removed();
        match (self.facts().header, labels.iter().find(|label| label.rate_limit() == Some(self.limit()))) {
            (None, Some(label)) => ApiError::builder(*label).header("Retry-After", seconds).build(),
            (header, _) => {
                let signal = header.map(|name| (name, ""));
                let headers: Vec<_> = signal.into_iter().chain([("retry-after", &*seconds)]).collect();
                ApiError::from_parts(429, &headers, "")
            }
        }
    }
}

/// Returns the place of a limit in the catalogue.
pub(crate) fn place_of<L: Label>(limit: L::RateLimit) -> usize {
    // Keys are ordered as the list is.
    L::RateLimit::all().partition_point(|known| *known < limit)
}

/// A refusal by a rate limit, which closes it.
pub(crate) struct Refusal<L: Label> {
    pub(crate) limit: L::RateLimit,
    pub(crate) wait: Duration,
}

impl<L: Label> Refusal<L> {
    /// Reads which limit an error closes and for how long, without jitter: a function of the error alone.
    ///
    /// There is none where the limit's policy never retries; where the answer broke off before it said for how long; and
    /// where it asks for more than 45 days, which nobody means.
    pub(crate) fn read(error: &ApiError<L>, wall: SystemTime) -> Option<Self> {
        let limit = error.rate_limit()?;
        let policy = L::__facts().rate_limits.get(place_of::<L>(limit))?.policy;
        let asked = Asked::read(Some(error), wall);
        if error.is_broken() && asked.longest().is_none() {
            return None;
        }
        let wait = closing_wait(policy.strategy(), &asked)?;
        (wait <= MAX_WAIT).then_some(Self { limit, wait })
    }
}

/// The request has not been sent: whatever happens, it has used up nothing.
pub(super) struct Unsent<'a> {
    pub(super) plan: &'a RetryPlan,
    pub(super) started: Moment,
    pub(super) before: Progress,
    pub(super) now: Moment,
}

impl Unsent<'_> {
    /// Returns what a request does that finds a limit closed: what it would do if the limit had refused it.
    ///
    /// The wait has jitter as one for a hint has, so that those who wait for the same limit do not come all at once.
    pub(super) fn wait_for<L>(&self, closed: &ClosedLimit<L>, chance: &Chance) -> Action {
        let wait = Wait::upwards(closed.wait, chance);
        let after = wait.jittered.min(self.plan.max_inline_wait);
        let elapsed = self.now.monotonic.saturating_duration_since(self.started.monotonic);
        let is_short = wait.floor <= self.plan.max_inline_wait;
        if is_short && elapsed.saturating_add(after) <= self.plan.max_elapsed {
            return Action::Retry { after };
        }
        match self.now.wall.checked_add(wait.jittered) {
            Some(not_before) => Action::Defer { not_before },
            None => Action::Stop { reason: StopReason::WaitTooLong },
        }
    }

    /// Returns the progress of the request after that.
    pub(super) fn count(&self, action: Action) -> Progress {
        match action {
            Action::Defer { .. } => self.before.with_deferral(),
            Action::Retry { .. } | Action::Await { .. } | Action::Stop { .. } => self.before,
        }
    }
}

impl<L> Clone for ClosedLimit<L> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<L> Copy for ClosedLimit<L> {}

impl<L: Label> Debug for ClosedLimit<L> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClosedLimit").field("limit", &self.limit()).field("wait", &self.wait).finish()
    }
}

/// Says in a few words what is closed and for how long.
impl<L: Label> Display for ClosedLimit<L> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let wait = words(self.wait).rounded_up();
        write!(f, "the rate limit `{}` is closed for another {wait}", self.limit().as_str())
    }
}
