//! Limits that are closed: what closes them, whom for, and what a request does that finds one closed.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod support;

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use edges_errors::cooldowns::{Closing, CooldownStore, Cooldowns, LimitKey, StoreFuture, StoreUnavailable};
use edges_errors::retry::{
    Action, ClosedLimit, Execution, Moment, Progress, RequestContext, RetryBudget, RetryPlan,
};
use edges_errors::{EdgesError, ErrorLabel, RateLimit, Subject};
use proptest::prelude::*;
use support::*;

/// A limit that is everybody's, and one that never lets anybody send again.
mod open_shop {
    edges_errors::catalogue! { inline = r#"
        [catalogue]
        name = "Open shop"
        error = "ShopError"
        revision = "1"
        reference = "https://shop.example/errors"

        [categories.stock]
        fault = "caller"
        doc = "What was ordered is not there."

        [remedies.wait]
        doc = "Wait for the next delivery."
        resend = true

        [retry.daily]
        strategy = "fixed"
        delay = "24h"

        [retry.never]
        strategy = "never"

        [rate_limits.door]
        doc = "Too many people."
        signal = { header = "X-Door" }
        retry = "daily"

        [rate_limits.life]
        doc = "Nobody buys two."
        signal = { label = "ONE_IN_A_LIFE" }
        retry = "never"

        [errors.ONE_IN_A_LIFE]
        statuses = [409]
        category = "stock"
        retry = "never"
        remedy = "wait"
        doc = "You have one."
    "# }
}

fn visit(identity: &str) -> RequestContext {
    post().subject(Subject::Identity, identity).subject(Subject::Action, "visit")
}

fn reached(wait: u64) -> EdgesError {
    let wait = wait.to_string();
    EdgesError::from_parts(424, [("Retry-After", &*wait)], r#"{"error_label":"LIMIT_REACHED"}"#)
}

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
         is deferred until 2026-11-24T08:00:00Z (in 24h) (policy `daily`, line 16)."
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
         earlier request has learned) is deferred until 2026-11-23T10:00:00Z (in 2h) (policy `wait_a_day`, line 203)."
    );
    assert_eq!(long.error().label(), Some(ErrorLabel::LimitReached));
    let short = decide(RateLimit::EdgesApi, 30);
    assert_eq!(
        short.to_string(),
        "A request that the rate limit `edges_api` would refuse (closed for this workspace, as an earlier request has \
         learned) is sent after 30s (policy `backoff`, line 181)."
    );
    assert_eq!(short.advice().to_string(), "Wait 30s, then send the request.");
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
        assert_eq!(decision.action(), Action::Retry { after: seconds(20) });
        assert_eq!(decision.progress(), Progress { attempts: 7, deferrals: 2 });
    }
    let long = state.on_failure_at(&closed(RateLimit::LinkedInGuard, 61), now, || 0);
    assert_eq!(long.action(), Action::Defer { not_before: wall(NOW + 61) });
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
    assert_eq!(decision.action(), Action::Defer { not_before: wall(NOW + 60) });
}

/// A store in memory that counts its calls and can be taken down.
#[derive(Clone, Default)]
struct Shared {
    closed: Arc<Mutex<Vec<(Vec<u8>, Duration)>>>,
    asked: Arc<AtomicUsize>,
    told: Arc<AtomicUsize>,
    is_down: bool,
}

fn bytes(key: &LimitKey<'_>) -> Vec<u8> {
    let mut bytes = Vec::new();
    key.write_to(|part| bytes.extend_from_slice(part));
    bytes
}

impl CooldownStore for Shared {
    fn ask<'a>(&'a self, keys: &'a [LimitKey<'a>]) -> StoreFuture<'a, Vec<Duration>> {
        self.asked.fetch_add(1, Ordering::Relaxed);
        let closed = self.closed.lock().unwrap();
        let wait = |key| closed.iter().filter(|(known, _)| *known == bytes(key)).map(|(_, wait)| *wait).max();
        let waits = keys.iter().map(|key| wait(key).unwrap_or_default()).collect();
        let answer = if self.is_down { Err(StoreUnavailable) } else { Ok(waits) };
        Box::pin(std::future::ready(answer))
    }

    fn close<'a>(&'a self, closings: &'a [Closing<'a>]) -> StoreFuture<'a, ()> {
        self.told.fetch_add(1, Ordering::Relaxed);
        let closings = closings.iter().map(|closing| (bytes(&closing.key), closing.wait));
        self.closed.lock().unwrap().extend(closings);
        let answer = if self.is_down { Err(StoreUnavailable) } else { Ok(()) };
        Box::pin(std::future::ready(answer))
    }
}

#[tokio::test]
async fn processes_that_share_a_store_learn_from_each_other_in_one_call_each() {
    let (store, now) = (Shared::default(), now());
    let calls = |store: &Shared| (store.asked.load(Ordering::Relaxed), store.told.load(Ordering::Relaxed));
    let processes = [0, 1].map(|_| Cooldowns::new().subject(Subject::Workspace, "acme").store(store.clone()));
    assert!(processes[0].ask(&visit("ada"), now).await.is_none());
    processes[0].learn(&visit("ada"), &reached(90), now).await;
    assert_eq!(calls(&store), (1, 1));
    for _ in 0..3 {
        let found = processes[1].ask(&visit("ada"), now).await.unwrap();
        assert_eq!((found.limit(), found.wait()), (RateLimit::LinkedInGuard, seconds(90)));
    }
    assert_eq!(calls(&store), (2, 1), "what is known to be closed is not asked for again");
    assert!(processes[1].ask_local(&visit("grace"), now).is_none());
    let nothing_named = Cooldowns::new().store(store.clone());
    assert!(nothing_named.ask(&post(), now).await.is_none());
    nothing_named.learn(&post(), &reached(90), now).await;
    nothing_named.learn(&visit("ada"), &labelled("LK_ERROR"), now).await;
    assert_eq!(calls(&store), (2, 1), "what nothing is to be said of is not asked");
}

#[tokio::test]
async fn a_store_that_is_down_stops_nothing_and_is_counted() {
    let (store, now) = (Shared { is_down: true, ..Shared::default() }, now());
    let cooldowns = Cooldowns::new().store(store);
    assert!(cooldowns.ask(&visit("ada"), now).await.is_none());
    cooldowns.learn(&visit("ada"), &reached(90), now).await;
    assert_eq!(cooldowns.store_failures(), 2);
    assert_eq!(
        cooldowns.ask(&visit("ada"), now).await.unwrap().wait(),
        seconds(90),
        "the process itself knows"
    );
}

#[tokio::test]
async fn a_program_may_close_a_limit_and_a_store_may_say_anything() {
    let (store, now) = (Shared::default(), now());
    let cooldowns = Cooldowns::new().store(store.clone());
    cooldowns.close(&visit("ada"), RateLimit::LinkedInGuard, Duration::MAX, now).await;
    let most = seconds(45 * 86_400);
    assert_eq!(store.closed.lock().unwrap().first().unwrap().1, most);
    store.closed.lock().unwrap().first_mut().unwrap().1 = Duration::MAX;
    let other = Cooldowns::new().store(store);
    assert_eq!(other.ask(&visit("ada"), now).await.unwrap().wait(), most);
    assert_eq!(other.ask_local(&visit("ada"), now).unwrap().wait(), most);
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

/// A refusal as it may come, or another failure.
fn failures() -> impl Strategy<Value = EdgesError> {
    let labels = prop::option::of(prop::sample::select(vec!["LIMIT_REACHED", "STATUS_429", "LK_524", "NEW"]));
    let hints = prop::option::of(prop::sample::select(vec![0_u64, 1, 30, 90, 86_400, 4_000_000, u64::MAX]));
    let statuses = prop::sample::select(vec![424_u16, 429, 503]);
    (labels, hints, statuses, any::<bool>(), 0..3_usize).prop_map(|(label, hint, status, signalled, cut)| {
        let hint = hint.map(|wait| ("retry-after", wait.to_string()));
        let signal = signalled.then(|| ("x-ratelimit-type", "/v1".to_owned()));
        let body = label.map_or_else(String::new, |label| format!(r#"{{"error_label":"{label}"}}"#));
        let headers: Vec<_> = hint.into_iter().chain(signal).collect();
        EdgesError::from_parts(status, &headers, &body[..body.len().saturating_sub(cut)])
    })
}

fn subsets() -> impl Strategy<Value = Vec<Subject>> {
    prop::sample::subsequence(Subject::ALL.to_vec(), 0..=Subject::ALL.len())
}

fn context_of(subjects: &[Subject]) -> RequestContext {
    subjects.iter().fold(post(), |context, subject| context.subject(*subject, "x"))
}

proptest! {
    /// A subject that is missing is neither asked nor closed.
    #[test]
    fn a_limit_is_found_closed_only_by_those_who_name_all_its_subjects(
        error in failures(), refused in subsets(), asking in subsets()
    ) {
        let (cooldowns, now) = (Cooldowns::new(), now());
        cooldowns.learn_local(&context_of(&refused), &error, now);
        let found = cooldowns.ask_local(&context_of(&asking), now);
        if let Some(found) = found {
            prop_assert_eq!(Some(found.limit()), error.rate_limit());
            for subject in found.limit().applies_to() {
                prop_assert!(refused.contains(subject) && asking.contains(subject));
            }
        }
        let named = error.rate_limit().is_some_and(|limit| {
            limit.applies_to().iter().all(|subject| refused.contains(subject))
        });
        prop_assert!(named || cooldowns.count_closed(now) == 0);
    }

    /// Whoever met the refusal, and however far it had come.
    #[test]
    fn closing_is_a_function_of_the_error_alone(error in failures(), idempotent: bool, live: bool) {
        let now = now();
        let all = context_of(Subject::ALL);
        let execution = if live { Execution::Live } else { Execution::Async };
        let other = all.clone().idempotent(idempotent).repeatable(live).execution(execution);
        let closed_by = |context: &RequestContext| {
            let cooldowns = Cooldowns::new();
            cooldowns.learn_local(context, &error, now);
            cooldowns.ask_local(&all, now).map(|found| (found.limit(), found.wait()))
        };
        prop_assert_eq!(closed_by(&all), closed_by(&other));
    }

    /// No request is sent before the limit opens, each is sent some time, and none has used anything up.
    #[test]
    fn a_closed_limit_is_a_wait_of_its_own_length(
        limit in prop::sample::select(RateLimit::ALL.to_vec()),
        milliseconds in 1..4_000_000_000_u64,
        inline in 0..200_u64,
        attempts in 0..9_u32,
        idempotent: bool,
        seed: u64,
    ) {
        let (now, wait) = (now(), Duration::from_millis(milliseconds).min(seconds(45 * 86_400)));
        let plan = RetryPlan::for_request(&post().idempotent(idempotent)).max_inline_wait(seconds(inline));
        let mut state = plan.resume_at(attempted(attempts), now);
        let decision = state.on_failure_at(&ClosedLimit::<ErrorLabel>::new(limit, wait), now, seeded(seed));
        let most = wait + (wait / 10).min(seconds(30));
        match decision.action() {
            Action::Retry { after } => {
                prop_assert!(wait <= after && after <= most && after <= seconds(inline));
                prop_assert_eq!(decision.progress(), attempted(attempts));
            }
            Action::Defer { not_before } => {
                let after = not_before.duration_since(now.wall).unwrap();
                prop_assert!(wait <= after && after <= most);
                prop_assert!(wait > seconds(inline));
                prop_assert_eq!(decision.progress(), Progress { attempts, deferrals: 1 });
            }
            other => prop_assert!(false, "{:?}", other),
        }
        prop_assert_eq!(decision.error().rate_limit(), Some(limit));
        prop_assert!(decision.remedy().is_none_or(|remedy| remedy.is_resend()));
        prop_assert!(!decision.is_in_doubt());
    }

    /// Who asks first never sends earlier than who does not: what is closed is closed at least as long as a refusal says.
    #[test]
    fn a_limit_is_closed_for_as_long_as_the_refused_request_itself_has_to_wait(error in failures(), seed: u64) {
        let (cooldowns, now) = (Cooldowns::new(), now());
        let context = context_of(Subject::ALL);
        cooldowns.learn_local(&context, &error, now);
        let itself = RetryPlan::for_request(&context).start_at(now).on_failure_at(&error, now, seeded(seed));
        let hinted = itself.hints().iter().map(|hint| hint.wait()).max();
        match (cooldowns.ask_local(&context, now), hinted) {
            (Some(found), Some(hinted)) => prop_assert_eq!(found.wait(), hinted),
            (Some(found), None) => prop_assert!(found.wait() > Duration::ZERO),
            (None, Some(hinted)) => {
                prop_assert!(error.rate_limit().is_none() || hinted > seconds(45 * 86_400));
            }
            (None, None) => {}
        }
    }
}
