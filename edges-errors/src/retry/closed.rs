//! Limits that are closed: what a request is told before it is sent, and until when a refusal closes its limit.

use core::fmt::{self, Debug, Display, Formatter};
use core::marker::PhantomData;
use std::time::{Duration, SystemTime};

use edges_errors_core::duration::words;

use super::action::{Action, StopReason};
use super::asked::Asked;
use super::backoff::{Chance, MAX_WAIT, closing_wait, opening_wait, reset_wait};
use super::clock::Moment;
use super::plan::RetryPlan;
use super::progress::Progress;
use super::used_up::write_used_up;
use crate::catalogue::{Key as _, Label, RateLimitFacts};
use crate::error::{
    ApiError, Headers, RETRY_AFTER, UsedUp, read_server_time, read_used_up, write_retry_after,
};

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

    /// Returns the limits that an answer has used up, be it a success or an error: those with `remaining` and `reset` of which its
    /// headers say that nothing is left, each until it resets.
    ///
    /// A `remaining` that is not a number is none, and of several the least holds. A limit stays open whose `reset` is absent or has
    /// passed, is more than 45 days away, or whose policy never retries. A `reset` that cannot be read closes its limit as long as
    /// any unreadable hint makes a request wait: the longest wait of the policy, and at least a minute. An answer out of a cache,
    /// one with an `Age`, says nothing of now.
    ///
    /// ```
    /// use std::time::{Duration, SystemTime};
    /// use edges_errors::retry::ClosedLimit;
    ///
    /// mod shop {
    ///     edges_errors::catalogue! { inline = r#"
    ///         [catalogue]
    ///         name = "Shop"
    ///
    ///         [envelope]
    ///         label = "code"
    ///
    ///         [categories.stock]
    ///         fault = "caller"
    ///
    ///         [remedies.wait]
    ///         doc = "Wait for the next day."
    ///
    ///         [retry.daily]
    ///         strategy = "until"
    ///         fallback = "24h"
    ///
    ///         [rate_limits.orders]
    ///         doc       = "Orders of a day."
    ///         signal    = { header = "X-Too-Many" }
    ///         remaining = { header = "X-Left" }
    ///         reset     = { header = "X-Reset", type = "seconds" }
    ///         retry     = "daily"
    ///
    ///         [errors.SOLD_OUT]
    ///         statuses = [409]
    ///         category = "stock"
    ///         retry    = "daily"
    ///         remedy   = "wait"
    ///         doc      = "Nothing is left."
    ///     "# }
    /// }
    ///
    /// let used_up = |headers: [(&str, &str); 2]| {
    ///     ClosedLimit::<shop::ErrorLabel>::used_up(headers, SystemTime::now())
    /// };
    /// let closed = used_up([("X-Left", "0"), ("X-Reset", "90")]);
    /// assert_eq!(closed[0].limit(), shop::RateLimit::Orders);
    /// assert_eq!(closed[0].wait(), Duration::from_secs(90));
    /// assert!(used_up([("X-Left", "1"), ("X-Reset", "90")]).is_empty());
    /// ```
    #[must_use]
    pub fn used_up(headers: impl Headers, wall: SystemTime) -> Vec<Self> {
        let closed = read_used_up::<L>(&headers).filter_map(|UsedUp { limit, hints }| {
            let policy = L::__facts().rate_limits.get(limit)?.policy;
            let asked = Asked::read_hints(&hints, wall, || read_server_time(&headers));
            Self::unless_too_long(limit, reset_wait(policy.strategy(), &asked)?)
        });
        closed.collect()
    }

    /// Returns the limit that has refused a request, without jitter: a function of the error alone.
    ///
    /// There is none where the limit's policy never retries; where the answer broke off before it said for how long; and
    /// where it asks for more than 45 days, which nobody means.
    pub(crate) fn refused(error: &ApiError<L>, wall: SystemTime) -> Option<Self> {
        let index = place_of::<L>(error.rate_limit()?);
        let policy = L::__facts().rate_limits.get(index)?.policy;
        let asked = Asked::read(Some(error), wall);
        if error.is_broken() && asked.longest().is_none() {
            return None;
        }
        Self::unless_too_long(index, closing_wait(policy.strategy(), &asked)?)
    }

    /// Returns the limits that an error closes: the one that has refused the request, and those that the answer has used up. Each
    /// once.
    pub(crate) fn all_of(error: &ApiError<L>, wall: SystemTime) -> Vec<Self> {
        let mut closed = Self::used_up(error.kept_headers(), wall);
        if let Some(refused) = Self::refused(error, wall) {
            match closed.iter_mut().find(|other| other.index == refused.index) {
                Some(same) => same.wait = same.wait.max(refused.wait),
                None => closed.push(refused),
            }
        }
        closed
    }

    /// Returns the headers by which an answer of now says that it has used the limit up, such that [`used_up`](Self::used_up) reads
    /// it; none where the catalogue declares none.
    #[must_use]
    pub fn headers(&self, now: SystemTime) -> Vec<(&'static str, String)> {
        write_used_up(self.facts(), self.wait, now)
    }

    fn unless_too_long(index: usize, wait: Duration) -> Option<Self> {
        (wait <= MAX_WAIT).then(|| Self::at(index, wait))
    }

    pub(crate) fn place(&self) -> usize {
        self.index
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

    /// Returns an error by which the limit shows, as an API of the catalogue sends it: for tests, and for a server that stands in
    /// for the API. Of a limit without a signal no API sends one: it is of [`Kind::NoResponse`](crate::Kind::NoResponse), and has
    /// nothing but the limit.
    ///
    /// ```
    /// use std::time::Duration;
    /// use edges_errors::{ErrorLabel, RateLimit, retry::ClosedLimit};
    ///
    /// let error = ClosedLimit::<ErrorLabel>::new(RateLimit::EdgesApi, Duration::from_secs(30)).error();
    /// assert_eq!((error.status(), error.rate_limit()), (Some(429), Some(RateLimit::EdgesApi)));
    /// assert_eq!(error.retry_after(), Some(Duration::from_secs(30)));
    /// ```
    #[must_use]
    pub fn error(&self) -> ApiError<L> {
        let labels = L::all_including_removed();
        let signalled = labels.iter().find(|label| label.rate_limit() == Some(self.limit()));
        match (&self.facts().signal, signalled) {
            (None, Some(label)) => ApiError::builder(*label).retry_after(self.wait).build(),
            (None, None) => ApiError::kept_back(self.index),
            (Some(signal), _) => {
                let status = self.facts().statuses.first().copied().unwrap_or(429);
                let wait = write_retry_after(self.wait);
                let signal = (signal.name, signal.is.unwrap_or_default());
                ApiError::from_parts(status, [signal, (RETRY_AFTER, &*wait)], "")
            }
        }
    }
}

/// Returns the place of a limit in the catalogue.
pub(super) fn place_of<L: Label>(limit: L::RateLimit) -> usize {
    // Keys are ordered as the list is.
    L::RateLimit::all().partition_point(|known| *known < limit)
}

/// Returns the facts of a limit.
pub(super) fn find_limit<L: Label>(limit: L::RateLimit) -> Option<&'static RateLimitFacts> {
    L::__facts().rate_limits.get(place_of::<L>(limit))
}

/// The request has not been sent: whatever happens, it has used up nothing.
pub(super) struct Unsent<'a> {
    pub(super) plan: &'a RetryPlan,
    pub(super) started: Moment,
    pub(super) before: Progress,
    /// The number of times that it has waited for a limit in this stay.
    pub(super) waited: u32,
    pub(super) now: Moment,
}

impl Unsent<'_> {
    /// Returns what a request does that finds a limit closed: what it would do if the limit had refused it.
    pub(super) fn wait_for<L: Label>(&self, closed: &ClosedLimit<L>, chance: &Chance) -> Action {
        let wait = opening_wait(closed.facts().policy.strategy(), closed.wait, self.waited, chance);
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{EdgesError, ErrorLabel};

    const DAY: Duration = Duration::from_secs(86_400);

    /// The limit that an answer closes, and for how many milliseconds.
    fn read(status: u16, headers: &[(&str, &str)], body: &str) -> Option<(&'static str, u128)> {
        let error = EdgesError::from_parts(status, headers, body);
        let refused: ClosedLimit<ErrorLabel> = ClosedLimit::refused(&error, SystemTime::now())?;
        Some((refused.limit().as_str(), refused.wait().as_millis()))
    }

    fn at_a_limit(headers: &[(&str, &str)]) -> Option<(&'static str, u128)> {
        read(429, &[headers, &[("X-RateLimit-Type", "/v1/actions")]].concat(), "")
    }

    fn reached(param: &str) -> Option<(&'static str, u128)> {
        read(424, &[], &format!(r#"{{"error_label":"LIMIT_REACHED","params":{{{param}}}}}"#))
    }

    #[test]
    fn a_refusal_closes_its_limit_as_long_as_it_says_or_else_as_its_policy_does() {
        assert_eq!(at_a_limit(&[("Retry-After", "30")]), Some(("edges_api", 30_000)));
        assert_eq!(at_a_limit(&[]), Some(("edges_api", 500)), "the base");
        assert_eq!(at_a_limit(&[("Retry-After", "0")]), Some(("edges_api", 500)));
        assert_eq!(
            at_a_limit(&[("Retry-After", "soon")]),
            Some(("edges_api", 60_000)),
            "as long as the policy can"
        );
        assert_eq!(reached(""), Some(("linkedin_guard", 86_400_000)), "the fallback");
        assert_eq!(reached(r#""retry_after":90"#), Some(("linkedin_guard", 90_000)));
        assert_eq!(reached(r#""postponed_until":"2001-01-01T00:00:00Z""#), Some(("linkedin_guard", 1_000)));
        assert_eq!(reached(r#""postponed_until":"soon""#), Some(("linkedin_guard", 86_400_000)));
        assert_eq!(read(429, &[], r#"{"error_label":"STATUS_429"}"#), Some(("linkedin", 5_000)));
    }

    #[test]
    fn what_is_no_limit_closes_none_and_neither_does_what_nobody_means() {
        assert_eq!(read(429, &[("Retry-After", "30")], ""), None);
        assert_eq!(read(503, &[("Retry-After", "30")], ""), None);
        assert_eq!(read(424, &[], r#"{"error_label":"LK_524"}"#), None);
        assert_eq!(at_a_limit(&[("Retry-After", "3888000")]), Some(("edges_api", 45 * 86_400_000)));
        assert_eq!(at_a_limit(&[("Retry-After", "3888001")]), None);
        assert_eq!(reached(r#""postponed_until":"9999-12-31T23:59:59Z""#), None);
    }

    #[test]
    fn an_answer_that_broke_off_closes_a_limit_if_it_says_for_how_long() {
        let cut = r#"{"error_label":"LIMIT_REACHED","par"#;
        assert_eq!(read(424, &[], cut), None);
        assert_eq!(read(424, &[("Retry-After", "90")], cut), Some(("linkedin_guard", 90_000)));
    }

    #[test]
    fn the_error_of_a_closed_limit_has_its_signal_and_its_wait() {
        for limit in crate::RateLimit::ALL {
            let closed = ClosedLimit::<ErrorLabel>::new(*limit, DAY + Duration::from_nanos(1));
            let error = closed.error();
            assert_eq!(error.rate_limit(), Some(*limit));
            assert_eq!(error.retry_after(), Some(DAY + Duration::from_secs(1)));
            assert_eq!(closed.limit(), *limit);
        }
        let longest = ClosedLimit::<ErrorLabel>::new(crate::RateLimit::EdgesApi, Duration::MAX);
        assert_eq!(longest.wait(), MAX_WAIT);
    }
}
