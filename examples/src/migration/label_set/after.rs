//! Rules instead of sets: what the catalogue says of a label decides, of those too that are listed one day.

use edges_errors::retry::{Action, Progress, RequestContext, RetryPlan};
use edges_errors::{EdgesError, EdgesErrorHandler};

use crate::migration::{Answer, Next, Request};

/// What comes after a failed request.
#[must_use]
pub fn decide(request: &Request<'_>, answer: &Answer<'_>) -> Next {
    let error = EdgesError::from_parts(answer.status, answer.headers, answer.body);
    Client { request }.handle(&error)
}

#[derive(EdgesErrorHandler)]
#[edges(
    output = Next,
    outcome(empty | done) => finish,
    _                     => retry_or_tell,
)]
struct Client<'a> {
    request: &'a Request<'a>,
}

impl Client<'_> {
    fn finish(&self, _: &EdgesError) -> Next {
        Next::Finish
    }

    fn retry_or_tell(&self, error: &EdgesError) -> Next {
        let plan = RetryPlan::for_request(&RequestContext::new(self.request.method));
        let progress = Progress { attempts: self.request.sent.saturating_sub(1), deferrals: 0 };
        let mut state = plan.resume(progress);
        let decision = state.on_failure(error);
        match decision.action() {
            Action::Retry { after } => Next::SendAgain { after },
            Action::Defer { not_before } => Next::PutAside { until: not_before },
            _ => Next::GiveUp(format!("{error}. {}", decision.advice())),
        }
    }
}
