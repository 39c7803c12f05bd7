//! The decision on an error of which nothing else is known: the request is not idempotent, and failed for the first time.

use edges_errors::retry::{Decision, RetryPlan};
use edges_errors::{ApiError, Label};

pub(crate) fn decide<L: Label>(error: &ApiError<L>) -> Decision<L> {
    RetryPlan::default().start().on_failure(error)
}

pub(crate) fn advise<L: Label>(error: &ApiError<L>) -> String {
    decide(error).advice().to_string()
}
