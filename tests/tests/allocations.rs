//! What a decoded error costs the allocator, and what a request does before it is sent.

use edges_errors::cooldowns::Cooldowns;
use edges_errors::retry::{Moment, RequestContext};
use edges_errors::{EdgesError, ErrorLabel, Subject};

const HEADERS: [(&str, &str); 3] =
    [("date", "Mon, 23 Nov 2026 08:00:00 GMT"), ("retry-after", "60"), ("x-ratelimit-remaining", "0")];

#[test]
fn an_error_is_two_allocations() {
    for label in ErrorLabel::ALL {
        let body = label.sample().body().to_vec();
        let info = allocation_counter::measure(|| drop(EdgesError::from_parts(424, HEADERS, &body)));
        // serde_json keeps a stack of its own for what is nested in params.
        let nested = u64::from(body.contains(&b'['));
        assert_eq!((info.count_total, info.count_current), (2 + nested, 0), "{label:?}");
    }
    // And an error of its own for what is no JSON.
    let junk = b"<html>no JSON</html>";
    let info = allocation_counter::measure(|| drop(EdgesError::from_parts(502, (), junk)));
    assert_eq!((info.count_total, info.count_current), (3, 0));
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
