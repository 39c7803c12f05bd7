//! Every label in every form in which it can arrive, with the kernel's decision.

use edges_errors::retry::{Action, ActionKind, Decision, Progress, RequestContext, RetryPlan};
use edges_errors::{ApiError, EdgesError, ErrorLabel, IdentityMode, Label, Payload};

/// A failed request.
pub(crate) struct Case {
    pub(crate) method: &'static str,
    pub(crate) error: EdgesError,
    pub(crate) decision: Decision<ErrorLabel>,
}

/// What shown code does with a request that has failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Does {
    /// It sends the request again, or keeps it to be sent.
    Resend,
    /// Something else, or nothing.
    NotResend,
}

pub(crate) const METHODS: [&str; 2] = ["GET", "POST"];

pub(crate) fn plan(method: &str) -> RetryPlan {
    RetryPlan::for_request(&RequestContext::new(method))
}

/// Errors of responses with each label, with one that is not listed and with none.
pub(crate) fn responses() -> Vec<EdgesError> {
    let labels = ErrorLabel::ALL_INCLUDING_REMOVED.iter().map(|label| label.sample());
    let unlisted =
        [424, 429].map(|status| EdgesError::from_parts(status, (), r#"{"error_label":"NEW_LABEL"}"#));
    let bare = [400, 401, 404, 424, 429, 500, 503].map(|status| EdgesError::from_parts(status, (), ""));
    let limited = EdgesError::from_parts(429, [("X-RateLimit-Type", "/v1/runs"), ("Retry-After", "7")], "");
    labels.chain(unlisted).chain(bare).chain([limited]).collect()
}

/// Errors that are told of runs: one that the API goes on with, and one that has ended.
fn runs() -> impl Iterator<Item = EdgesError> {
    let run = |label: &ErrorLabel, status: &str| {
        let error = format!(r#""last_error":{{"error_label":"{}"}}"#, label.as_str());
        let text = format!(r#"{{"status":"{status}","postponed_until":"2999-01-01T00:00:00Z",{error}}}"#);
        Payload::Run.decode(text).unwrap().next().unwrap()
    };
    ErrorLabel::ALL.iter().flat_map(move |label| [run(label, "BLOCKED"), run(label, "FAILED")])
}

/// Every error by each method, for the first time and once the attempts are spent.
pub(crate) fn cases() -> Vec<Case> {
    let errors: Vec<EdgesError> = responses().into_iter().chain(runs()).collect();
    let mut cases = Vec::new();
    for method in METHODS {
        for attempts in [0, 2] {
            for error in &errors {
                let mut state = plan(method).resume(Progress { attempts, deferrals: 0 });
                let decision = state.on_failure(error);
                cases.push(Case { method, error: error.clone(), decision });
            }
        }
    }
    let kinds = |kind| cases.iter().filter(|case| case.decision.action().kind() == kind).count();
    for kind in [ActionKind::Retry, ActionKind::Defer, ActionKind::Await, ActionKind::Stop] {
        assert!(kinds(kind) > 5, "{kind} is hardly ever decided");
    }
    cases
}

/// Returns what the kernel says.
pub(crate) fn wanted<L: Label>(decision: &Decision<L>) -> Does {
    match decision.action() {
        Action::Retry { .. } | Action::Defer { .. } => Does::Resend,
        _ => Does::NotResend,
    }
}

/// Runs shown code over every case.
pub(crate) fn check(mut shown: impl FnMut(&Case) -> Does) {
    for case in cases() {
        let Case { method, error, decision } = &case;
        assert_eq!(shown(&case), wanted(decision), "{method}, {error}: {decision}");
    }
}

/// Runs shown code that speaks the labels of another catalogue over each of them, and over what comes of no label.
pub(crate) fn check_labels<L: Label>(shown: impl Fn(&Decision<L>) -> Does) {
    let own = L::all_including_removed().iter().map(|label| ApiError::builder(*label).build());
    let errors: Vec<ApiError<L>> = responses().into_iter().map(EdgesError::convert).chain(own).collect();
    for request in METHODS.map(RequestContext::new) {
        let requests = [request.clone().with(IdentityMode::Managed), request];
        for (request, attempts) in requests.iter().flat_map(|request| [(request, 0), (request, 2)]) {
            for error in &errors {
                let mut state = RetryPlan::for_request(request).resume(Progress { attempts, deferrals: 0 });
                let decision = state.on_failure(error);
                assert_eq!(shown(&decision), wanted(&decision), "{request:?}, {error}: {decision}");
            }
        }
    }
}

/// It asserts what it shows.
#[test]
fn what_the_readme_decodes() {
    include!(concat!(env!("OUT_DIR"), "/readme-parts.block.rs"));
}

/// What README showed once: a rule for each strategy, whatever the request.
#[test]
#[should_panic(expected = "POST, STATUS_429")]
fn a_handler_that_sends_a_message_twice_is_found_out() {
    check(|case| {
        let strategy = case.error.label().map(|label| label.retry()[0].policy().strategy());
        let retries = strategy.is_some_and(|strategy| strategy.retries());
        if case.method == "POST" && retries { Does::Resend } else { wanted(&case.decision) }
    });
}

#[test]
#[should_panic(expected = "GET, LIMIT_REACHED")]
fn a_handler_that_loses_a_deferral_is_found_out() {
    check(|case| match case.decision.action() {
        Action::Defer { .. } => Does::NotResend,
        _ => wanted(&case.decision),
    });
}
