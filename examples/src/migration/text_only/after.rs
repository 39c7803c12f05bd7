//! The text is for people only. They are told why the request is not sent again as well.

use edges_errors::retry::{Decision, Failure, JitterRng, Now, Progress, RequestContext, RetryPlan};
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
    let now = Now::system();
    let progress = Progress { attempts: request.sent.saturating_sub(1), deferrals: 0 };
    let mut state = plan.resume(progress, now);
    let verdict = state.next(Failure::Api(&error), now, &mut JitterRng::from_entropy());
    match verdict.decision() {
        Decision::Retry { after } => Next::SendAgain { after },
        Decision::Defer { not_before } => Next::PutAside { until: not_before },
        _ => Next::GiveUp(format!("{error}. {} {}", verdict.because(), error.advice())),
    }
}
