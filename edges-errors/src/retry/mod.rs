//! Retry decisions: send again, give the work back, or stop.
//!
//! [`RetryState`] is a kernel without I/O, clock or randomness of its own: it is told what failed, and answers with a
//! [`Decision`]. A loop by hand is this:
//!
//! <!-- shown: loop -->
//! ```
//! use edges_errors::retry::{Action, Decision, RetryPlan};
//! use edges_errors::{EdgesError, ErrorLabel};
//!
//! /// Sends until it succeeds, or until another attempt from here is of no use.
//! fn run<T>(
//!     plan: &RetryPlan,
//!     send: impl Fn() -> Result<T, EdgesError>,
//! ) -> Result<T, Box<Decision<ErrorLabel>>> {
//!     let mut state = plan.start();
//!     loop {
//!         let error = match send() {
//!             Ok(answer) => {
//!                 state.on_success();
//!                 return Ok(answer);
//!             }
//!             Err(error) => error,
//!         };
//!         let decision = state.on_failure(&error);
//!         match decision.action() {
//!             Action::Retry { after } => std::thread::sleep(after),
//!             // For the caller: of these only `Defer` is sent again, out of a queue and not before its time.
//!             _ => return Err(decision.into()),
//!         }
//!     }
//! }
//! # use edges_errors::retry::RequestContext;
//! # fn main() {
//! # let limit = || Err::<(), _>(EdgesError::from_parts(424, (), r#"{"error_label":"LIMIT_REACHED"}"#));
//! # let decision = run(&RetryPlan::for_request(&RequestContext::new("POST")), limit).unwrap_err();
//! # assert!(matches!(decision.action(), Action::Defer { .. }));
//! # }
//! ```
//!
//! [`start`](RetryPlan::start), [`resume`](RetryPlan::resume) and [`on_failure`](RetryState::on_failure) take the time from
//! the system's clocks and draw jitter; with [`start_at`](RetryPlan::start_at), [`resume_at`](RetryPlan::resume_at) and
//! [`on_failure_at`](RetryState::on_failure_at) the same input gives the same decision.
//!
//! # The rules
//!
//! 1. The label decides *whether*, both ways, over the status. Without a known label the catalogue's `[rate_limits]` and
//!    `[statuses]` do; a status that they do not name is never retried. A failure that the catalogue does not list, be it
//!    by its label or by its status, is not said to be hopeless: it is [`StopReason::Unlisted`].
//! 2. Hints (`Retry-After`, params with `delays_retry`, a run's `postponed_until`) lengthen a wait that there is anyway.
//!    They never create one, and nothing is shortened to fit: a wait beyond [`RetryPlan::max_inline_wait`] is
//!    [`Action::Defer`], one beyond 45 days is [`StopReason::WaitTooLong`].
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
//!    of the limit that a header signals or of its status is `none`, the connection was never made, or the caller says that it is
//!    idempotent. What could not even be made ([`Failure::NotSent`]) is never sent again.
//! 8. `max_attempts` counts requests, the first one included, whatever labels come back; the smaller of the plan's and the
//!    policy's holds. 0 means 1.
//! 9. A refusal is not an attempt. Where a rate limit refused the request and its side effect is `none`, a deferral uses
//!    up no attempt, and what can no longer wait here, for want of attempts, time or budget, is deferred instead of
//!    stopped. [`Progress`] counts both apart.
//! 10. A broken answer is a broken connection. A label that was read whole before the break, a limit that a header
//!     signals, and the status hold where they are stricter than a connection that was lost. A status says nothing if some
//!     of its labels are retried and others are not.
//! 11. What the API has postponed itself is [`Action::Await`], whether or not its time can be read, and so is a run that
//!     waits for a limit with the policy `until` to reset. A run that has ended is nobody's to resume.
//! 12. A body that cannot be sent again ([`RequestContext::repeatable`]) is deferred for a long wait as any other; a short
//!     wait is [`StopReason::NotRepeatable`].
//! 13. A request that finds a rate limit closed before it is sent ([`Failure::Closed`]) does what it would do if the limit had
//!     refused it without doing anything: it waits here or is put off, whatever its method, and uses up neither attempt nor
//!     budget. The rules of [`cooldowns`](crate::cooldowns) say when a limit is closed.

mod action;
mod advice;
mod asked;
mod backoff;
mod backon;
mod budget;
mod clock;
mod closed;
mod context;
mod decision;
mod deferred;
mod failure;
mod hint;
#[cfg(feature = "http")]
mod http;
mod judge;
mod observe;
mod plan;
mod progress;
mod rng;
mod state;
mod subjects;
mod used_up;

pub use action::{Action, ActionKind, StopReason};
pub use advice::Advice;
pub use budget::RetryBudget;
#[cfg(feature = "tokio")]
pub use clock::TokioClock;
pub use clock::{Clock, Moment, Sleep};
pub use closed::ClosedLimit;
pub use context::{Execution, RequestContext};
pub use decision::Decision;
pub use deferred::Deferred;
pub use failure::Failure;
pub use hint::Hint;
#[cfg(feature = "http")]
pub use http::RequestHead;
pub use observe::DecisionFields;
pub use plan::RetryPlan;
pub use progress::Progress;
pub use rng::JitterRng;
pub use state::RetryState;

pub(crate) use backoff::MAX_WAIT;
pub(crate) use subjects::Subjects;
