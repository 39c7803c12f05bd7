//! One answer to the question of what to do next: whoever asks, and however, is told to send again only where the action
//! says so.
//!
//! Walks every label, method, kind of hint, number of attempts, state of the body and origin. What orders a resend is
//! declared in the catalogue (`resend = true`), and the advice of a retry is the only other text that does.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod support;

use edges_errors::retry::{Action, ClosedLimit, Decision, RequestContext, RetryPlan, StopReason};
use edges_errors::{CATALOGUE, EdgesError, Effect, ErrorLabel, Label as _, RateLimit};
use support::*;

/// Labels of the catalogue, one that it does not list, and none.
fn labels() -> impl Iterator<Item = Option<&'static str>> {
    let known = ErrorLabel::ALL_INCLUDING_REMOVED.iter().map(|label| Some(label.as_str()));
    known.chain([Some("NEW_LABEL"), None])
}

const HINTS: [&str; 6] = [
    "",
    r#","params":{"retry_after":5}"#,
    r#","params":{"retry_after":"86400"}"#,
    r#","params":{"postponed_until":"soon"}"#,
    r#","params":{"postponed_until":"2020-01-01T00:00:00Z"}"#,
    r#","params":{"postponed_until":"2026-11-25T08:00:00Z"}"#,
];

fn requests() -> [RequestContext; 4] {
    [get(), post(), post().idempotent(true), get().idempotent(false)]
}

/// The error in every form in which it can arrive, and whether its body is whole.
fn arrivals(label: Option<&str>, hint: &str) -> Vec<EdgesError> {
    let label = label.map_or_else(String::new, |label| format!(r#""error_label":"{label}","#));
    let object = format!(r#"{{{label}"error_ref":"ERR-7"{hint}}}"#);
    let status = if label.is_empty() { 503 } else { 424 };
    let mut errors = vec![
        EdgesError::from_parts(status, (), &object),
        EdgesError::from_parts(status, (), &object[..object.len() - 1]),
        EdgesError::from_parts(429, [("X-RateLimit-Type", "/v1/runs")], &object),
    ];
    errors.extend(EdgesError::from_callback(format!(r#"{{"error":{object}}}"#).as_bytes()).unwrap());
    for state in ["BLOCKED", "FAILED", "STOPPED", "INVALID", "RUNNING"] {
        let run = format!(r#"{{"status":"{state}","last_error":{object}}}"#);
        errors.extend(EdgesError::from_run(run.as_bytes()).unwrap());
    }
    errors
}

struct Case<'a> {
    request: &'a RequestContext,
    error: &'a EdgesError,
    decision: &'a Decision<ErrorLabel>,
}

fn each_case(check: impl Fn(&Case<'_>)) -> usize {
    let mut cases = 0;
    for label in labels() {
        for hint in HINTS {
            for error in arrivals(label, hint) {
                for request in &requests() {
                    for attempts in 0..4 {
                        let now = now();
                        let mut state = RetryPlan::for_request(request).resume_at(attempted(attempts), now);
                        let decision = state.on_failure_at(&error, now, bounds());
                        check(&Case { request, error: &error, decision: &decision });
                        cases += 1;
                    }
                }
            }
        }
    }
    cases
}

fn is_sent(action: Action) -> bool {
    matches!(action, Action::Retry { .. } | Action::Defer { .. })
}

#[test]
fn nothing_orders_a_resend_where_the_action_does_not() {
    let cases = each_case(|Case { error, decision, .. }| {
        let (action, advice) = (decision.action(), decision.advice().to_string());
        let resends = decision.remedy().is_some_and(|remedy| remedy.is_resend());
        assert!(is_sent(action) || !resends, "{error}: {decision} {:?}", decision.remedy());
        assert!(
            !is_sent(action) || decision.remedy().is_none_or(|remedy| remedy.is_resend()),
            "{error}: {decision}"
        );
        let orders =
            ["send the same request again", "back into the queue"].iter().any(|words| advice.contains(words));
        assert_eq!(orders, is_sent(action), "{error}: {decision}\n{advice}");
        for remedy in CATALOGUE.remedies().iter().filter(|remedy| remedy.is_resend()) {
            assert!(!advice.contains(remedy.doc()), "{error}: {advice}");
        }
    });
    assert!(cases > 20_000, "{cases}");
}

#[test]
fn nothing_a_closed_limit_says_orders_a_resend_but_its_action() {
    for limit in RateLimit::ALL {
        for wait in [1, 59, 61, 200_000] {
            for request in &requests() {
                let (now, closed) = (now(), ClosedLimit::new(*limit, seconds(wait)));
                let mut state = RetryPlan::for_request(request).resume_at(attempted(3), now);
                let decision: Decision<ErrorLabel> = state.on_failure_at(&closed, now, bounds());
                let advice = decision.advice().to_string();
                let words = match decision.action() {
                    Action::Retry { .. } => "then send the request.",
                    Action::Defer { .. } => "Put the work back into the queue until",
                    other => panic!("{other:?}: {decision}"),
                };
                assert!(advice.contains(words) && !advice.contains("again"), "{decision}: {advice}");
                assert!(decision.remedy().is_none_or(|remedy| remedy.is_resend()), "{decision}");
                assert!(!decision.is_in_doubt(), "{decision}");
            }
        }
    }
}

#[test]
fn a_stop_of_what_may_have_been_carried_out_begins_with_finding_out() {
    let in_doubt = CATALOGUE.in_doubt().unwrap();
    each_case(|Case { request, error, decision }| {
        let stops = matches!(decision.action(), Action::Stop { .. });
        let whole = error.kind().is_whole();
        let effect = error.label().map_or(Effect::Unknown, |label| label.effect());
        let begins = decision.advice().to_string().starts_with(in_doubt);
        assert_eq!(begins, decision.is_in_doubt(), "{error}: {decision}");
        if request.is_idempotent() || !stops {
            assert!(!begins, "{error}: {decision}");
        } else if whole && effect == Effect::Unknown && error.rate_limit().is_none() {
            assert!(begins, "{error}: {decision}\n{}", decision.advice());
        }
    });
}

#[test]
fn what_is_not_idempotent_is_sent_again_only_where_nothing_was_done() {
    each_case(|Case { request, error, decision }| {
        if is_sent(decision.action()) && !request.is_idempotent() {
            let by_label = error.label().is_some_and(|label| label.effect() == Effect::None);
            assert!(by_label || error.rate_limit().is_some(), "{error}: {decision}");
        }
    });
}

#[test]
fn what_the_catalogue_does_not_list_is_not_said_to_be_hopeless() {
    each_case(|Case { error, decision, .. }| {
        if error.label().is_none() && error.label_str().is_some() {
            let reason = Action::Stop { reason: StopReason::NotRetryable };
            assert_ne!(decision.action(), reason, "{error}: {decision}");
        }
    });
}

#[test]
fn advice_is_one_line_and_quotes_the_reference_where_support_is_the_remedy() {
    each_case(|Case { error, decision, .. }| {
        let advice = decision.advice().to_string();
        assert!(!advice.is_empty() && advice.len() < 512 && !advice.contains('\n'), "{error}: {advice}");
        let support = decision.remedy().is_some_and(|remedy| remedy.is_support());
        assert_eq!(advice.contains("ERR-7"), support, "{error}: {advice}");
    });
}

#[test]
fn advice_names_what_the_params_name() {
    let advise = |label: &str, param: &str, value: &str| {
        let body = format!(r#"{{"error_label":"{label}","params":{{"{param}":{value}}}}}"#);
        first(&post(), &EdgesError::from_parts(424, (), body)).advice().to_string()
    };
    assert!(advise("MANDATORY_DATA_MISSING", "key", r#""handle""#).contains("(key: handle)"));
    assert!(advise("UNDEFINED_FIELD", "fields", r#"["urn","handle"]"#).contains("(fields: urn, handle)"));
    assert!(advise("STATUS_404", "appendix", r#""GROUP_MEMBERS""#).contains("Group membership data"));
}
