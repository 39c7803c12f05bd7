//! One answer to the question of what to do next: whoever asks, and however, is told to send again only where the action
//! says so.
//!
//! Walks every label, method, kind of hint, number of attempts, state of the body and origin, and asks everything that says
//! what to do: remedy, advice, explanation, fields and events, handlers, problems, and what the command prints. What orders a
//! resend is declared; see `orders`.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod answers;
mod cases;
mod events;
mod orders;
mod planted;
#[path = "../support/mod.rs"]
mod support;

use std::collections::HashMap;
use std::thread;

use edges_errors::retry::{Action, ActionKind, ClosedLimit, Decision, RetryPlan, StopReason};
use edges_errors::{CATALOGUE, EdgesError, Effect, ErrorLabel, RateLimit};

use answers::Asker;
use cases::{Case, each_case, few_requests, labels, requests};
use support::*;

/// Walks all cases on two threads, and returns how many there were.
fn each_case_everywhere(check: impl Fn(&Case<'_>) + Sync) -> usize {
    let (labels, requests) = (labels(), requests());
    let halves: Vec<_> = labels.chunks(labels.len().div_ceil(2)).collect();
    thread::scope(|scope| {
        let walks: Vec<_> =
            halves.iter().map(|half| scope.spawn(|| each_case(half, &requests, &check))).collect();
        walks.into_iter().map(|walk| walk.join().unwrap()).sum()
    })
}

fn is_sent(action: Action) -> bool {
    matches!(action, Action::Retry { .. } | Action::Defer { .. })
}

#[test]
fn nothing_orders_a_resend_where_the_action_does_not() {
    let (labels, requests) = (labels(), few_requests());
    let halves: Vec<_> = labels.chunks(labels.len().div_ceil(2)).collect();
    let walk = |half: &[Option<&str>]| {
        let mut asker = Asker::new();
        let mut kinds: HashMap<ActionKind, usize> = HashMap::new();
        each_case(half, &requests, |Case { arrival, attempts, decision, .. }| {
            let answers = asker.ask(decision);
            *kinds.entry(answers.action).or_default() += 1;
            if let Err(wrong) = asker.judge(&answers) {
                panic!("{} after {attempts}: {wrong}\n{answers:#?}", arrival.error);
            }
        });
        kinds
    };
    let counts = thread::scope(|scope| {
        let walks: Vec<_> = halves.iter().map(|half| scope.spawn(|| walk(half))).collect();
        walks.into_iter().map(|walk| walk.join().unwrap()).collect::<Vec<_>>()
    });
    let count = |kind| counts.iter().filter_map(|kinds| kinds.get(&kind)).sum::<usize>();
    let each = [ActionKind::Retry, ActionKind::Defer, ActionKind::Await, ActionKind::Stop].map(count);
    println!("retry, defer, await, stop: {each:?}");
    assert!(each.iter().sum::<usize>() > 100_000 && each.iter().all(|count| *count > 1_000), "{each:?}");
}

/// A request that was not sent is sent some time, whatever it is and however far it has come.
#[test]
fn a_closed_limit_says_nothing_but_its_action() {
    let mut asker = Asker::new();
    for limit in RateLimit::ALL {
        for wait in [1, 20, 59, 61, 200_000] {
            for request in requests() {
                for attempts in [0, 2, 5] {
                    let (now, closed) = (now(), ClosedLimit::new(*limit, seconds(wait)));
                    let mut state = RetryPlan::for_request(&request).resume_at(attempted(attempts), now);
                    let decision: Decision<ErrorLabel> = state.on_failure_at(&closed, now, bounds());
                    let answers = asker.ask(&decision);
                    assert!(is_sent(decision.action()) && !decision.is_in_doubt(), "{decision}");
                    if let Err(wrong) = asker.judge(&answers) {
                        panic!("{closed} after {attempts}: {wrong}\n{answers:#?}");
                    }
                }
            }
        }
    }
}

/// The method counts only in so far as it is idempotent.
#[test]
fn requests_that_are_alike_have_one_answer() {
    let mut first = HashMap::new();
    each_case(&labels(), &requests(), |Case { request, arrival, form, attempts, decision }| {
        let key = (arrival.error.body().to_vec(), *form, *attempts, request.is_idempotent());
        let answer = format!("{:?} {:?} {}", decision.action(), decision.remedy(), decision.advice());
        assert_eq!(*first.entry(key).or_insert_with(|| answer.clone()), answer, "{}", arrival.error);
    });
}

#[test]
fn a_stop_of_what_may_have_been_carried_out_begins_with_finding_out() {
    let in_doubt = CATALOGUE.in_doubt().unwrap();
    each_case_everywhere(|Case { request, arrival, decision, .. }| {
        let stops = matches!(decision.action(), Action::Stop { .. });
        let doubt = stops && !request.is_idempotent() && arrival.effect == Effect::Unknown;
        assert_eq!(decision.is_in_doubt(), doubt, "{}: {decision}", arrival.error);
        let begins = decision.advice().to_string().starts_with(in_doubt);
        assert_eq!(begins, doubt, "{}: {decision}\n{}", arrival.error, decision.advice());
    });
}

#[test]
fn what_is_not_idempotent_is_sent_again_only_where_nothing_was_done() {
    each_case_everywhere(|Case { request, arrival, decision, .. }| {
        if is_sent(decision.action()) && !request.is_idempotent() {
            assert_eq!(arrival.effect, Effect::None, "{}: {decision}", arrival.error);
        }
    });
}

#[test]
fn what_the_catalogue_does_not_list_is_not_said_to_be_hopeless() {
    each_case_everywhere(|Case { arrival, decision, .. }| {
        if arrival.error.label().is_none() && arrival.error.label_str().is_some() {
            let reason = Action::Stop { reason: StopReason::NotRetryable };
            assert_ne!(decision.action(), reason, "{}: {decision}", arrival.error);
        }
    });
}

#[test]
fn advice_is_one_line_and_quotes_the_reference_where_support_is_the_remedy() {
    each_case_everywhere(|Case { arrival, decision, .. }| {
        let (advice, error) = (decision.advice().to_string(), &arrival.error);
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
