//! The status has a say only where there is no label.

use edges_errors::retry::{Action, Progress, RequestContext, RetryPlan};
use edges_errors::{EdgesError, Outcome};

use crate::migration::{Answer, Next, Request};

/// What comes after a failed request.
#[must_use]
pub fn decide(request: &Request<'_>, answer: &Answer<'_>) -> Next {
    let error = EdgesError::from_parts(answer.status, answer.headers, answer.body);
    if error.outcome() != Outcome::Failure {
        return Next::Finish;
    }
    let plan = RetryPlan::for_request(&RequestContext::new(request.method));
    let progress = Progress { attempts: request.sent.saturating_sub(1), deferrals: 0 };
    let mut state = plan.resume(progress);
    let decision = state.on_failure(&error);
    match decision.action() {
        Action::Retry { after } => Next::SendAgain { after },
        Action::Defer { not_before } => Next::PutAside { until: not_before },
        _ => Next::GiveUp(format!("{error}. {}", decision.advice())),
    }
}
