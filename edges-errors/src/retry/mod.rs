//! What to do after a failure: send again, give the work back, or stop.
//!
//! A kernel without I/O, clock or randomness of its own: it is told what failed, what time it is and what chance says,
//! and answers with a [`Verdict`]. A loop by hand is this:
//!
//! ```
//! use edges_errors::{EdgesError, retry::{Decision, Failure, JitterRng, Now, RequestContext, RetryPlan}};
//! # fn send() -> Result<(), EdgesError> {
//! #     Err(EdgesError::from_parts(424, (), r#"{"error_label":"LIMIT_REACHED"}"#))
//! # }
//!
//! let plan = RetryPlan::for_request(&RequestContext::new("POST"));
//! let mut state = plan.start(Now::system());
//! let mut rng = JitterRng::from_entropy();
//! loop {
//!     let error = match send() {
//!         Ok(()) => break state.succeed(),
//!         Err(error) => error,
//!     };
//!     let verdict = state.next(Failure::Api(&error), Now::system(), &mut rng);
//!     match verdict.decision() {
//!         Decision::Retry { after } => std::thread::sleep(after),
//!         Decision::Defer { not_before } => break println!("again at {not_before:?}: {}", verdict.because()),
//!         _ => break eprintln!("{error}: {}", verdict.because()),
//!     }
//! }
//! ```
//!
//! # The rules
//!
//! 1. The label decides *whether*, both ways, over the status. Without a known label the catalogue's `[rate_limits]` and
//!    `[statuses]` do; a status that they do not name is never retried.
//! 2. Hints (`Retry-After`, params with `delays_retry`, a run's `postponed_until`) lengthen a wait that there is anyway.
//!    They never create one, and nothing is shortened to fit: a wait beyond [`RetryPlan::max_inline_wait`] is
//!    [`Decision::Defer`], one beyond 45 days is [`StopReason::WaitTooLong`].
//! 3. A hint that is there and cannot be read never makes a wait shorter: the wait is the longest that the policy knows
//!    (`delay`, `cap` or `fallback`), at least 60 s, and is deferred.
//! 4. `exponential` waits have full jitter: uniformly from nothing to `min(cap, base * factor^n)`, where `n` counts the
//!    earlier failures. `fixed` and `until` waits, and hints, have jitter upwards only: up to a tenth, at most 30 s. A
//!    deferral without a hint is never shorter than the bound of a backoff, so that a queue does not poll.
//! 5. `until` waits for the latest hint that lies ahead, else for its fallback. A time that has passed is reached: after
//!    the first failure of a request the wait is 1 to 10 s, later it is the fallback.
//! 6. Absolute times are compared with the response's `Date`, unless it has an `Age` (RFC 9111, section 4.2.3) or none;
//!    then with the clock that is passed in.
//! 7. A request that is not idempotent (RFC 9110, section 9.2.2) is sent again only if the side effect of its label,
//!    or of the limit that a header signals, is `none`, the connection was never made, or the caller says that it is idempotent.
//! 8. `max_attempts` counts requests, the first one included, whatever labels come back; the smaller of the plan's and the
//!    policy's holds. 0 means 1.
//! 9. A refusal is not an attempt. Where a rate limit refused the request and its side effect is `none`, a deferral uses
//!    up no attempt, and what can no longer wait here, for want of attempts, time or budget, is deferred instead of
//!    stopped. [`Progress`] counts both apart.
//! 10. A broken answer is a broken connection. A label that was read whole before the break, a limit that a header
//!     signals, and the status hold where they are stricter than a connection that was lost. A status says nothing if some
//!     of its labels are retried and others are not.
//! 11. What the API has postponed itself is [`Decision::Await`], whether or not its time can be read. A run that has
//!     ended is nobody's to resume.
//! 12. A body that cannot be sent again ([`RequestContext::repeatable`]) is deferred for a long wait as any other; a short
//!     wait is [`StopReason::NotRepeatable`].

mod advice;
mod asked;
mod backoff;
mod budget;
mod clock;
mod context;
mod deferred;
mod delays;
#[cfg(feature = "http")]
mod http;
mod judge;
mod observe;
mod plan;
mod progress;
mod rng;
mod state;
mod verdict;

use std::time::{Duration, Instant, SystemTime};

use crate::catalogue::Label;
use crate::error::ApiError;

pub use advice::Advice;
pub use budget::RetryBudget;
#[cfg(feature = "tokio")]
pub use clock::TokioClock;
pub use clock::{Clock, Sleep};
pub use context::{Execution, RequestContext};
pub use deferred::Deferred;
pub use delays::Delays;
pub use observe::VerdictFields;
pub use plan::RetryPlan;
pub use progress::Progress;
pub use rng::{JitterRng, Rng};
pub use state::RetryState;
pub use verdict::{Because, UsedHint, Verdict};

/// What to do next.
///
/// A `match` that does not know `Await` ends in `_`, and sends nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Decision {
    /// Short: wait here, then send the same request again.
    Retry {
        /// From now.
        after: Duration,
    },
    /// Long: give the work back to your queue.
    Defer {
        /// By the clock that was passed in.
        not_before: SystemTime,
    },
    /// The API sends the work again by itself. Do not send it; look at the run again, or wait for its callback.
    Await {
        /// When the API goes on, by the clock that was passed in; `None` where it does not say so.
        until: Option<SystemTime>,
    },
    /// Do not send the request again. [`Verdict::remedy`] says what would help.
    Stop {
        /// Why not.
        why: StopReason,
    },
}

/// Why a request is not sent again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum StopReason {
    /// The same request cannot succeed.
    NotRetryable,
    /// The same request may succeed once a person has done the remedy.
    NeedsRemedy,
    /// It could do its work a second time.
    NotIdempotent,
    /// This loop cannot send its body a second time ([`RequestContext::repeatable`]).
    NotRepeatable,
    /// It was sent as often as plan and policy allow.
    Attempts,
    /// The wait would end after the plan's `max_elapsed`.
    Elapsed,
    /// The shared budget is spent.
    Budget,
    /// It would have to wait for more than 45 days.
    WaitTooLong,
}

/// What failed.
#[non_exhaustive]
pub enum Failure<'a, L> {
    /// The API answered with an error.
    Api(&'a ApiError<L>),
    /// The connection was never made, so nothing was asked for.
    Connect,
    /// There was no answer in time; the request may have been carried out.
    Timeout,
    /// The answer broke off; the request may have been carried out.
    BodyCut,
}

impl<L> Clone for Failure<'_, L> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<L> Copy for Failure<'_, L> {}

impl<L: Label> core::fmt::Debug for Failure<'_, L> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        match self {
            Self::Api(error) => f.debug_tuple("Api").field(error).finish(),
            Self::Connect => f.write_str("Connect"),
            Self::Timeout => f.write_str("Timeout"),
            Self::BodyCut => f.write_str("BodyCut"),
        }
    }
}

/// What time it is, by a clock that can be compared with the API's and by one that only goes forward.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Now {
    /// For times that the API names, and for [`Decision::Defer`].
    pub wall: SystemTime,
    /// For the plan's `max_elapsed`.
    pub monotonic: Instant,
}

impl Now {
    /// The system's clocks.
    #[must_use]
    pub fn system() -> Self {
        Self { wall: SystemTime::now(), monotonic: Instant::now() }
    }
}
