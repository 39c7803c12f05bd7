//! Shared by the tests of the retry kernel: fixed clocks, chance without chance, and requests.
#![allow(dead_code, reason = "each test file uses its part")]

use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use edges_errors::retry::{
    Action, Decision, JitterRng, Moment, Progress, RequestContext, RetryPlan, StopReason,
};
use edges_errors::{ApiError, EdgesError, Label, Subject};

/// 2026-11-23T08:00:00Z.
pub(crate) const NOW: u64 = 1_795_420_800;
pub(crate) const NOW_HTTP: &str = "Mon, 23 Nov 2026 08:00:00 GMT";

pub(crate) fn wall(seconds: u64) -> SystemTime {
    UNIX_EPOCH + Duration::from_secs(seconds)
}

pub(crate) fn now() -> Moment {
    Moment { wall: wall(NOW), monotonic: Instant::now() }
}

pub(crate) fn later(now: Moment, wait: Duration) -> Moment {
    Moment { wall: now.wall + wait, monotonic: now.monotonic + wait }
}

/// Every computed backoff at its upper bound, and no upward jitter: the published vectors' "jitter 1".
pub(crate) fn bounds() -> impl FnMut() -> u64 {
    let mut draws = 0_u32;
    move || {
        draws += 1;
        if draws % 2 == 1 { u64::MAX } else { 0 }
    }
}

/// The numbers that follow from a seed.
pub(crate) fn seeded(seed: u64) -> impl FnMut() -> u64 {
    let mut rng = JitterRng::seeded(seed);
    move || rng.next_u64()
}

pub(crate) fn get() -> RequestContext {
    RequestContext::new("GET")
}

pub(crate) fn post() -> RequestContext {
    RequestContext::new("POST")
}

/// A message in the name of an identity.
pub(crate) fn visit(identity: &str) -> RequestContext {
    post().subject(Subject::Identity, identity).subject(Subject::Action, "visit")
}

/// The refusal of an identity's action for so many seconds.
pub(crate) fn reached(wait: u64) -> EdgesError {
    let wait = wait.to_string();
    EdgesError::from_parts(424, [("Retry-After", &*wait)], r#"{"error_label":"LIMIT_REACHED"}"#)
}

/// The progress of a request that has failed so often.
pub(crate) fn attempted(attempts: u32) -> Progress {
    Progress { attempts, deferrals: 0 }
}

pub(crate) fn labelled(label: &str) -> EdgesError {
    EdgesError::from_parts(424, (), format!(r#"{{"error_label":"{label}"}}"#).as_bytes())
}

/// The decision on the first failure of a request.
pub(crate) fn first<L: Label>(context: &RequestContext, error: &ApiError<L>) -> Decision<L> {
    let now = now();
    RetryPlan::for_request(context).start_at(now).on_failure_at(error, now, &mut bounds())
}

pub(crate) fn decide<L: Label>(context: &RequestContext, error: &ApiError<L>) -> Action {
    first(context, error).action()
}

pub(crate) fn retry(after: Duration) -> Action {
    Action::Retry { after }
}

pub(crate) fn stop(reason: StopReason) -> Action {
    Action::Stop { reason }
}

pub(crate) fn seconds(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

pub(crate) fn millis(millis: u64) -> Duration {
    Duration::from_millis(millis)
}
