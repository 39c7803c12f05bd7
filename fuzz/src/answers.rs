//! Everything that can be asked of an error.

use std::fmt::Write as _;
use std::time::{Duration, Instant, UNIX_EPOCH};

use edges_errors::retry::{Decision, Moment, RetryPlan};
use edges_errors::{ApiError, Details, Label};

/// The answers to every question, as text that can be compared. What follows from the delivery and from the spelling of
/// the body (its status, its headers, its first characters) is asked and left out.
pub fn ask_everything<L: Label>(error: &ApiError<L>) -> String {
    let decision = decide(error);
    let mut answers = format!("{error}\n{error:?}\n{error:#?}\n");
    let scope = (error.scope_str(), error.scope(), error.error_ref(), error.message(), error.body_status());
    let meaning = (error.category(), error.outcome(), error.fault(), error.label());
    let _ = write!(answers, "{:?}{scope:?}{meaning:?}", error.label_str());
    let args: Vec<_> = error.message_args().collect();
    let _ = write!(answers, "{args:?}{:?}", error.params());
    for (name, param) in error.params().iter() {
        let texts = (name, param.raw(), param.as_text(), param.to_text(), param.to_list(), param.to_value());
        let numbers = (param.to_integer(), param.to_number(), param.to_bool(), param.is_null());
        let times = (param.to_timestamp(), param.to_seconds(), param.to_key::<L::Scope>());
        let _ = write!(answers, "{texts:?}{numbers:?}{times:?}{param:?}");
    }
    if let Some(label) = error.label() {
        for info in label.params() {
            let _ = write!(answers, "{:?}", error.param(info.name()).map(|param| param.raw()));
        }
    }
    let _ = write!(answers, "{:?}{:?}", error.retry_after(), error.postponed_until());
    let of_the_response = (error.origin(), error.status(), error.postponed_by_api(), error.rate_limit());
    let info = error.status_info().map(|status| (status.doc(), status.remedy(), status.fault()));
    let _ = (of_the_response, info, error.anomalies().count(), error.headers().count(), error.kind());
    let _ = (decision.to_string(), decision.advice().to_string(), decision.remedy(), error.snippet());
    answers
}

/// The decision on the error as the answer to a request that is not idempotent.
pub fn decide<L: Label>(error: &ApiError<L>) -> Decision<L> {
    let now = Moment { wall: UNIX_EPOCH + Duration::from_secs(1_795_420_800), monotonic: Instant::now() };
    RetryPlan::default().start_at(now).on_failure_at(error, now, || 7)
}

/// The typed details of a label, where the error has it: what they show has to be safe as well.
pub fn ask_details<D: Details + std::fmt::Debug>(error: &ApiError<D::Label>) -> Option<String> {
    error.details::<D>().map(|details| format!("{details:?}"))
}
