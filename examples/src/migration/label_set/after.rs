//! Rules instead of sets: what the catalogue says of a label decides, of those too that are listed one day.

use edges_errors::retry::{Decision, Failure, JitterRng, Now, Progress, RequestContext, RetryPlan};
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
        let now = Now::system();
        let progress = Progress { attempts: self.request.sent.saturating_sub(1), deferrals: 0 };
        let mut state = plan.resume(progress, now);
        match state.next(Failure::Api(error), now, &mut JitterRng::from_entropy()).decision() {
            Decision::Retry { after } => Next::SendAgain { after },
            Decision::Defer { not_before } => Next::PutAside { until: not_before },
            _ => Next::GiveUp(format!("{error}. {}", error.advice())),
        }
    }
}
