//! Limits that are closed: what closes them, whom for, and what a request does that finds one closed.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod support;

use std::time::Duration;

use edges_errors::cooldowns::Cooldowns;
use edges_errors::retry::{
    Action, ClosedLimit, Execution, Moment, Progress, RequestContext, RetryBudget, RetryPlan,
};
use edges_errors::{EdgesError, ErrorLabel, RateLimit, Subject};
use support::*;

/// A limit that is everybody's, and one that never lets anybody send again.
mod open_shop {
    edges_errors::catalogue! { inline = r#"
        [catalogue]
        name = "Open shop"
        error = "ShopError"
        revision = "1"
        reference = "https://shop.example/errors"

        [envelope]
        label = "label"

        [categories.stock]
        fault = "caller"
        doc = "What was ordered is not there."

        [remedies.wait]
        doc = "Wait for the next delivery."
        resend = true

        [retry.daily]
        strategy = "fixed"
        delay = "24h"

        [rate_limits.door]
        doc = "Too many people."
        signal = { header = "X-Door" }
        retry = "daily"

        [rate_limits.life]
        doc = "Nobody buys two."
        signal = { label = "ONE_IN_A_LIFE" }
        retry = "never"

        [rate_limits.own]
        doc = "Orders of a customer, which the program counts."
        applies_to = ["customer"]
        retry = "daily"

        [errors.ONE_IN_A_LIFE]
        statuses = [409]
        category = "stock"
        retry = "never"
        remedy = "wait"
        doc = "You have one."
    "# }
}

const DAY: Duration = Duration::from_secs(86_400);

fn plan_limit(wait: u64) -> EdgesError {
    EdgesError::from_parts(429, [("Retry-After", &*wait.to_string()), ("X-RateLimit-Type", "/v1")], "")
}

fn closed(limit: RateLimit, wait: u64) -> ClosedLimit<ErrorLabel> {
    ClosedLimit::new(limit, seconds(wait))
}

#[test]
fn a_refusal_closes_its_limit_for_its_subjects_alone() {
    let (cooldowns, now) = (Cooldowns::new(), now());
    cooldowns.learn_local(&visit("ada"), &reached(3_600), now);
    let ask = |context: &RequestContext, after| cooldowns.ask_local(context, later(now, seconds(after)));
    let found = ask(&visit("ada"), 600).unwrap();
    assert_eq!((found.limit(), found.wait()), (RateLimit::LinkedInGuard, seconds(3_000)));
    assert!(ask(&visit("ada"), 3_600).is_none());
    assert!(ask(&visit("grace"), 600).is_none());
    assert!(ask(&visit("ada").subject(Subject::Action, "search"), 600).is_none());
    assert!(ask(&post().subject(Subject::Identity, "ada"), 600).is_none());
}

#[test]
fn clones_share_what_they_know_and_a_subject_that_never_changes_is_named_once() {
    let (acme, now) = (Cooldowns::new().subject(Subject::Workspace, "acme"), now());
    let other = acme.clone().subject(Subject::Workspace, "other");
    acme.clone().learn_local(&visit("ada"), &plan_limit(30), now);
    assert_eq!(acme.ask_local(&post(), now).unwrap().limit(), RateLimit::EdgesApi);
    assert!(other.ask_local(&post(), now).is_none());
    assert!(acme.ask_local(&post().subject(Subject::Workspace, "other"), now).is_none());
    assert_eq!(acme.count_closed(now), 1);
}

#[test]
fn of_several_limits_the_one_that_opens_last_is_found() {
    let (cooldowns, now) = (Cooldowns::new().subject(Subject::Workspace, "acme"), now());
    for error in [plan_limit(30), reached(90), plan_limit(60)] {
        cooldowns.learn_local(&visit("ada"), &error, now);
    }
    let found = cooldowns.ask_local(&visit("ada"), now).unwrap();
    assert_eq!((found.limit(), found.wait()), (RateLimit::LinkedInGuard, seconds(90)));
    assert_eq!(cooldowns.ask_local(&visit("grace"), now).unwrap().wait(), seconds(60));
}

#[test]
fn a_limit_without_subjects_is_everybodys_and_one_that_never_retries_is_never_closed() {
    let (cooldowns, now) = (Cooldowns::<open_shop::ErrorLabel>::default(), now());
    let crowd = open_shop::ShopError::from_parts(429, [("X-Door", "1")], "");
    let second = open_shop::ShopError::from_parts(409, (), r#"{"error_label":"ONE_IN_A_LIFE"}"#);
    cooldowns.learn_local(&get(), &second, now);
    assert_eq!(cooldowns.count_closed(now), 0);
    cooldowns.learn_local(&get(), &crowd, now);
    let found = cooldowns.ask_local(&post(), now).unwrap();
    assert_eq!((found.limit(), found.wait()), (open_shop::RateLimit::Door, seconds(86_400)));
    let decision = RetryPlan::for_request(&post()).start_at(now).on_failure_at(&found, now, || 0);
    assert_eq!(
        decision.to_string(),
        "A request that the rate limit `door` would refuse (closed for everybody, as an earlier request has learned) \
         is deferred until 2026-11-24T08:00:15Z (in 24h 1m) (policy `daily`, line 19)."
    );
}

#[test]
fn the_explanation_names_limit_subjects_and_time() {
    let decide = |limit, wait| {
        let now = now();
        RetryPlan::for_request(&post()).start_at(now).on_failure_at(&closed(limit, wait), now, || 0)
    };
    let long = decide(RateLimit::LinkedInGuard, 7_200);
    assert_eq!(
        long.to_string(),
        "A request that the rate limit `linkedin_guard` would refuse (closed for this identity and action, as an \
         earlier request has learned) is deferred until 2026-11-23T10:00:15Z (in 2h 1m) (policy `wait_a_day`, errors.toml:251)."
    );
    assert_eq!(long.error().label(), Some(ErrorLabel::LimitReached));
    let short = decide(RateLimit::EdgesApi, 30);
    assert_eq!(
        short.to_string(),
        "A request that the rate limit `edges_api` would refuse (closed for this workspace, as an earlier request has \
         learned) is sent after a wait of 32s (policy `backoff`, errors.toml:229)."
    );
    assert_eq!(short.advice().to_string(), "Wait 32s, then send the request.");
    assert_eq!(short.error().rate_limit(), Some(RateLimit::EdgesApi));
    assert!(std::error::Error::source(&short).is_none(), "nobody has sent that error");
    let fields = short.fields();
    assert_eq!((fields.error_type, fields.rate_limit), ("closed", Some("edges_api")));
    assert_eq!((fields.status, fields.action), (None, "retry"));
}

#[test]
fn what_was_not_sent_uses_up_nothing() {
    let (budget, now) = (RetryBudget::new(0), now());
    let context = post().repeatable(false).execution(Execution::Async);
    let plan = RetryPlan::for_request(&context).budget(&budget).max_attempts(1);
    let mut state = plan.resume_at(Progress { attempts: 7, deferrals: 2 }, now);
    let short = closed(RateLimit::LinkedInGuard, 20);
    for _ in 0..3 {
        let decision = state.on_failure_at(&short, now, || 0);
        assert_eq!(decision.action(), Action::Retry { after: seconds(21) });
        assert_eq!(decision.progress(), Progress { attempts: 7, deferrals: 2 });
    }
    let long = state.on_failure_at(&closed(RateLimit::LinkedInGuard, 61), now, || 0);
    assert_eq!(long.action(), Action::Defer { not_before: wall(NOW + 61) + Duration::from_millis(3_050) });
    assert_eq!(long.progress(), Progress { attempts: 7, deferrals: 3 });
    assert_eq!(state.progress(), long.progress());
}

#[test]
fn a_stay_is_bounded_by_deferring() {
    let now = now();
    let mut state = RetryPlan::for_request(&post()).max_elapsed(seconds(50)).start_at(now);
    let short = closed(RateLimit::EdgesApi, 30);
    assert!(matches!(state.on_failure_at(&short, now, || 0).action(), Action::Retry { .. }));
    let after = later(now, seconds(30));
    let decision = state.on_failure_at(&short, after, || 0);
    assert_eq!(decision.action(), Action::Defer { not_before: wall(NOW + 61) + Duration::from_millis(500) });
}

#[test]
fn those_who_wait_for_one_limit_do_not_come_all_at_once() {
    let now = now();
    let wait = |limit, seconds, times: u32, rng: fn() -> u64| {
        let mut state = RetryPlan::for_request(&post()).max_inline_wait(DAY).max_elapsed(DAY).start_at(now);
        let mut decide = || state.on_failure_at(&closed(limit, seconds), now, rng).wait().unwrap();
        (1..times).for_each(|_| _ = decide());
        decide().as_millis()
    };
    let (least, most) = (|| 0, || u64::MAX);
    assert_eq!(wait(RateLimit::LinkedInGuard, 100, 1, least), 105_000);
    assert_eq!(wait(RateLimit::LinkedInGuard, 100, 9, most), 110_000);
    assert_eq!(wait(RateLimit::LinkedInGuard, 3_600, 1, most), 3_630_000);
    let by_backoff = [1, 2, 3, 9].map(|times| wait(RateLimit::EdgesApi, 1, times, most));
    assert_eq!(by_backoff, [1_500, 2_000, 3_000, 21_000], "a backoff grows with each time, up to its cap");
    assert_eq!(wait(RateLimit::EdgesApi, 1, 9, least), 1_050);
}

#[test]
fn no_id_is_shown() {
    let cooldowns = Cooldowns::new().subject(Subject::Workspace, "secret-workspace");
    let context = visit("secret-identity");
    cooldowns.learn_local(&context, &reached(90), Moment::now());
    let found = cooldowns.ask_local(&context, Moment::now()).unwrap();
    let decision = RetryPlan::for_request(&context).start().on_failure(&found);
    let shown = format!("{cooldowns:?} {context:?} {found:?} {found} {decision:?} {decision}");
    assert!(!shown.contains("secret"), "{shown}");
}

#[tokio::test]
async fn a_limit_that_a_program_counts_is_closed_by_the_program_alone() {
    use edges_errors::Kind;
    use open_shop::{ErrorLabel, RateLimit, ShopError, Subject};

    let (cooldowns, now) = (Cooldowns::<ErrorLabel>::default(), now());
    let of = |customer: &str| RequestContext::new("POST").subject(Subject::Customer, customer);
    for status in [400, 429, 503] {
        let error = ShopError::from_parts(status, [("X-Own", "1"), ("Retry-After", "60")], "");
        assert_eq!(error.rate_limit(), None, "{status}");
        cooldowns.learn(&of("ada"), &error, now).await;
    }
    assert!(cooldowns.ask(&of("ada"), now).await.is_none());
    cooldowns.close(&of("ada"), RateLimit::Own, DAY, now).await;
    assert!(cooldowns.ask(&of("bob"), now).await.is_none());
    let closed = cooldowns.ask(&of("ada"), now).await.unwrap();
    let decision = RetryPlan::for_request(&of("ada")).start_at(now).on_failure_at(&closed, now, || 0);
    assert!(matches!(decision.action(), Action::Defer { not_before } if not_before >= now.wall + DAY));
    assert_eq!(decision.progress(), Progress { attempts: 0, deferrals: 1 });

    // Nobody has answered, and nothing says that somebody has.
    let error = decision.error();
    assert_eq!(
        (error.kind(), error.status(), error.rate_limit()),
        (Kind::NoResponse, None, Some(RateLimit::Own))
    );
    assert_eq!(error.to_string(), "not sent: the rate limit `own` is closed");
    assert_eq!((decision.fields().error_type, decision.fields().rate_limit), ("closed", Some("own")));
    assert!(std::error::Error::source(&decision).is_none());
    let there = error.clone().convert::<edges_errors::ErrorLabel>();
    assert_eq!((there.kind(), there.rate_limit().map(|limit| limit.as_str())), (Kind::NoResponse, None));
    assert_eq!(there.to_string(), "no response");
}
