//! What holds for every limit that is closed, whatever closes it and whoever asks.

mod support;

use std::time::Duration;

use edges_errors::cooldowns::Cooldowns;
use edges_errors::retry::{Action, ClosedLimit, Execution, Progress, RequestContext, RetryPlan};
use edges_errors::{EdgesError, ErrorLabel, RateLimit, Subject};
use proptest::prelude::*;
use support::*;

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
        let base = if limit == RateLimit::LinkedIn { 5 } else { 1 };
        let most = wait + (wait / 10).min(seconds(30)).max(seconds(base));
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
        let hinted = itself.hints().map(|hint| hint.wait()).max();
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
