//! What a decoded error costs the allocator, and what a request does before it is sent.

use edges_errors::cooldowns::Cooldowns;
use edges_errors::retry::{Moment, RequestContext, RetryPlan};
use edges_errors::{EdgesError, ErrorLabel, Subject};

const HEADERS: [(&str, &str); 3] =
    [("date", "Mon, 23 Nov 2026 08:00:00 GMT"), ("retry-after", "60"), ("x-ratelimit-remaining", "0")];

#[test]
fn an_error_is_two_allocations() {
    for label in ErrorLabel::ALL {
        let body = label.sample().body().to_vec();
        let info = allocation_counter::measure(|| drop(EdgesError::from_parts(424, HEADERS, &body)));
        assert_eq!((info.count_total, info.count_current), (2, 0), "{label:?}");
    }
    let deep =
        format!(r#"{{"error_label":"LK_ERROR","params":{{"deep":{}{}}}}}"#, "[".repeat(64), "]".repeat(64));
    for (status, body) in [(502, "<html>no JSON</html>"), (424, r#"{"error_label":"LK_ER"#), (424, &deep)] {
        let info = allocation_counter::measure(|| drop(EdgesError::from_parts(status, (), body)));
        assert_eq!((info.count_total, info.count_current), (2, 0), "{body}");
    }
}

#[test]
fn a_decision_is_none() {
    for label in ErrorLabel::ALL {
        let body = label.sample().body().to_vec();
        let error = EdgesError::from_parts(424, HEADERS, &body);
        let (plan, now) = (RetryPlan::for_request(&RequestContext::new("GET")), Moment::now());
        let mut state = plan.start_at(now);
        let info = allocation_counter::measure(|| drop(state.on_failure_at(&error, now, || 7)));
        assert_eq!(info.count_total, 0, "{label:?}");
    }
}

#[test]
fn a_clone_is_none() {
    let error = ErrorLabel::LimitReached.sample();
    assert_eq!(allocation_counter::measure(|| drop(error.clone())).count_total, 0);
}

#[test]
fn to_ask_whether_a_limit_is_closed_is_none() {
    let (cooldowns, now) = (Cooldowns::new().subject(Subject::Workspace, "acme"), Moment::now());
    let visit = |identity| {
        RequestContext::new("POST").subject(Subject::Identity, identity).subject(Subject::Action, "visit")
    };
    let (ada, grace) = (visit("ada"), visit("grace"));
    let ask = |context| allocation_counter::measure(|| _ = cooldowns.ask_local(context, now)).count_total;
    assert_eq!(ask(&ada), 0);
    cooldowns.learn_local(&ada, &ErrorLabel::LimitReached.sample(), now);
    assert!(cooldowns.ask_local(&ada, now).is_some());
    assert_eq!((ask(&ada), ask(&grace)), (0, 0));
}
