//! Every label, method, kind of hint, number of attempts, state of the body and origin.

use edges_errors::retry::{Decision, RequestContext, RetryPlan};
use edges_errors::{EdgesError, Effect, ErrorLabel, Kind, Label as _};

use crate::support::{attempted, bounds, now};

pub(crate) const METHODS: [&str; 6] = ["GET", "HEAD", "PUT", "DELETE", "POST", "PATCH"];

/// Labels of the catalogue, one that it does not list, and none.
pub(crate) fn labels() -> Vec<Option<&'static str>> {
    let known = ErrorLabel::ALL_INCLUDING_REMOVED.iter().map(|label| Some(label.as_str()));
    known.chain([Some("NEW_LABEL"), None]).collect()
}

const HINTS: [&str; 6] = [
    "",
    r#","params":{"retry_after":5}"#,
    r#","params":{"retry_after":"86400"}"#,
    r#","params":{"postponed_until":"soon"}"#,
    r#","params":{"postponed_until":"2020-01-01T00:00:00Z"}"#,
    r#","params":{"postponed_until":"2026-11-25T08:00:00Z"}"#,
];

const RUN_STATES: [&str; 10] = [
    "BLOCKED",
    "CREATED",
    "FAILED",
    "INVALID",
    "PARTIAL_SUCCEEDED",
    "QUEUED",
    "RUNNING",
    "SCHEDULED",
    "STOPPED",
    "SUCCEEDED",
];

/// An error in one of the forms in which it can arrive.
pub(crate) struct Arrival {
    pub(crate) error: EdgesError,
    /// What the catalogue says that the request may have done; unknown where the answer broke off.
    pub(crate) effect: Effect,
}

fn arrive(error: EdgesError) -> Arrival {
    let by_status = || error.status_info().map_or(Effect::Unknown, |status| status.effect());
    let effect = error.label().map_or_else(by_status, |label| label.effect());
    Arrival { error, effect }
}

/// The error in every form in which it can arrive.
fn arrivals(label: Option<&str>, hint: &str) -> Vec<Arrival> {
    let label_entry = label.map_or_else(String::new, |label| format!(r#""error_label":"{label}","#));
    let object = format!(r#"{{{label_entry}"error_ref":"ERR-7"{hint}}}"#);
    let statuses: &[u16] = if label.is_some() { &[424] } else { &[400, 401, 404, 418, 424, 429, 500, 503] };
    let mut arrivals = Vec::new();
    for status in statuses {
        arrivals.push(arrive(EdgesError::from_parts(*status, (), &object)));
        let cut = EdgesError::from_parts(*status, (), &object[..object.len() - 1]);
        assert!(!cut.kind().is_whole());
        arrivals.push(Arrival { error: cut, effect: Effect::Unknown });
    }
    let limited = EdgesError::from_parts(429, [("X-RateLimit-Type", "/v1/runs")], &object);
    let effect = limited.label().map_or(Effect::None, |label| label.effect());
    arrivals.push(Arrival { error: limited, effect });
    let callback = EdgesError::from_callback(format!(r#"{{"error":{object}}}"#).as_bytes()).unwrap();
    arrivals.extend(callback.map(arrive));
    for state in RUN_STATES {
        let run = format!(r#"{{"status":"{state}","last_error":{object}}}"#);
        arrivals.extend(EdgesError::from_run(run.as_bytes()).unwrap().map(arrive));
        let run = format!(r#"{{"run":{{"status":"{state}"}},"error":{object}}}"#);
        arrivals.extend(EdgesError::from_callback(run.as_bytes()).unwrap().map(arrive));
    }
    arrivals
}

/// Each method as it is, and as its caller says that it may or may not be sent twice.
pub(crate) fn requests() -> Vec<RequestContext> {
    let each = METHODS.iter().map(|method| RequestContext::new(*method));
    each.flat_map(|plain| [plain.clone().idempotent(true), plain.clone().idempotent(false), plain]).collect()
}

/// Each method as it is, and both answers of a caller.
pub(crate) fn few_requests() -> Vec<RequestContext> {
    let plain = METHODS.iter().map(|method| RequestContext::new(*method));
    let stated = [RequestContext::new("POST").idempotent(true), RequestContext::new("GET").idempotent(false)];
    plain.chain(stated).collect()
}

pub(crate) struct Case<'a> {
    pub(crate) request: &'a RequestContext,
    pub(crate) arrival: &'a Arrival,
    /// The number of the form in which the error arrives.
    pub(crate) form: usize,
    pub(crate) attempts: u32,
    pub(crate) decision: Decision<ErrorLabel>,
}

/// Walks all cases of some labels, and returns how many there were.
pub(crate) fn each_case(
    labels: &[Option<&str>],
    requests: &[RequestContext],
    mut check: impl FnMut(&Case<'_>),
) -> usize {
    let mut cases = 0;
    for label in labels {
        for hint in HINTS {
            for (form, arrival) in arrivals(*label, hint).iter().enumerate() {
                for request in requests {
                    for attempts in [0, 2, 5] {
                        let now = now();
                        let mut state = RetryPlan::for_request(request).resume_at(attempted(attempts), now);
                        let decision = state.on_failure_at(&arrival.error, now, bounds());
                        check(&Case { request, arrival, form, attempts, decision });
                        cases += 1;
                    }
                }
            }
        }
    }
    cases
}

#[test]
fn the_forms_are_what_they_are_called() {
    let kinds: Vec<Kind> =
        labels().iter().flat_map(|label| arrivals(*label, "")).map(|it| it.error.kind()).collect();
    for kind in [Kind::Known, Kind::UnknownLabel, Kind::NoLabel] {
        assert!(kinds.contains(&kind), "{kind}");
    }
    assert!(requests().iter().filter(|request| request.is_idempotent()).count() == 10, "4 + 6 of 18");
}
