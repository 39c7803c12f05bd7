//! Words that order a resend.

use std::time::Duration;

use edges_errors::retry::{ActionKind, ClosedLimit, Decision, Moment, RequestContext, RetryPlan, RetryState};
use edges_errors::{CATALOGUE, EdgesError, ErrorLabel, RateLimit, Rfc3339};

/// The words that order a resend: the remedies that the catalogue declares as such, and what the kernel itself says where it
/// retries or defers. The latter is taken out of decisions, so that no copy of it can be out of date.
pub(crate) struct Orders(Vec<String>);

impl Orders {
    pub(crate) fn declared() -> Self {
        let resends = CATALOGUE.remedies().iter().filter(|remedy| remedy.is_resend());
        let mut orders: Vec<String> = resends.map(|remedy| remedy.doc().to_owned()).collect();
        let (retry, defer) = (decide("GET", "NO_DATA_LOADED"), decide("POST", "LIMIT_REACHED"));
        let kinds = [&retry, &defer].map(|decision| decision.action().kind());
        assert_eq!(kinds, [ActionKind::Retry, ActionKind::Defer]);
        let closed = ClosedLimit::new(RateLimit::EdgesApi, Duration::from_secs(20));
        let unsent: Decision<ErrorLabel> = start("POST").on_failure_at(&closed, Moment::now(), || 0);
        let until = Rfc3339(defer.decided_at() + defer.wait().unwrap()).to_string();
        for (decision, value) in [(&retry, "5s"), (&defer, until.as_str()), (&unsent, "21s")] {
            orders.push(longest_around(&decision.advice().to_string(), value));
            let text = decision.to_string();
            let (_, said) = text.split_once(") ").unwrap();
            orders.push(said.split(value).next().unwrap().to_owned());
        }
        assert!(orders.iter().all(|order| order.len() > 15), "{orders:?}");
        Self(orders)
    }

    /// Returns the order that a text gives, if it gives one.
    pub(crate) fn find<'a>(&'a self, text: &str) -> Option<&'a str> {
        self.0.iter().map(String::as_str).find(|order| text.contains(order))
    }
}

fn decide(method: &str, label: &str) -> Decision<ErrorLabel> {
    let error = EdgesError::from_parts(424, (), format!(r#"{{"error_label":"{label}"}}"#));
    start(method).on_failure_at(&error, Moment::now(), || 0)
}

fn start(method: &str) -> RetryState {
    RetryPlan::for_request(&RequestContext::new(method)).start()
}

/// Returns the longest piece of a text that is left without a value.
fn longest_around(text: &str, value: &str) -> String {
    text.split(value).max_by_key(|piece| piece.len()).unwrap().to_owned()
}
