//! What holds for every failure, plan, hint, clock and seed.

mod support;

use std::time::{Duration, Instant, UNIX_EPOCH};

use edges_errors::retry::{
    Action, JitterRng, Moment, Progress, RequestContext, RetryBudget, RetryPlan, StopReason,
};
use edges_errors::{EdgesError, Effect, ErrorLabel, Label};
use proptest::prelude::*;
use support::*;

/// A failure as it may come: any listed or unlisted label or none, any status, hints in header and body.
#[derive(Debug, Clone)]
struct Case {
    label: Option<String>,
    status: u16,
    header: Option<u64>,
    retry_after: Option<u64>,
    postponed_in: Option<i64>,
    unreadable: bool,
    method: &'static str,
    seed: u64,
}

impl Case {
    fn error(&self) -> EdgesError {
        self.error_at(NOW)
    }

    /// As it comes at that time, in seconds since 1970.
    fn error_at(&self, now: u64) -> EdgesError {
        let mut fields = Vec::new();
        fields.extend(self.label.as_ref().map(|label| format!(r#""error_label":"{label}""#)));
        let mut params = Vec::new();
        params.extend(self.retry_after.map(|wait| format!(r#""retry_after":{wait}"#)));
        params.extend(self.postponed_in.map(|wait| format!(r#""postponed_until":{}"#, now as i64 + wait)));
        fields.push(format!(r#""params":{{{}}}"#, params.join(",")));
        let body = format!("{{{}}}", fields.join(","));
        let header = self.header.map(|wait| ("Retry-After", wait.to_string()));
        let unreadable = self.unreadable.then(|| ("Retry-After", "soon".to_owned()));
        let headers: Vec<_> = header.into_iter().chain(unreadable).collect();
        EdgesError::from_parts(self.status, &headers, body.as_bytes())
    }

    /// The longest wait that was asked for, from now.
    fn longest_hint(&self) -> Duration {
        let ahead = self.postponed_in.and_then(|wait| u64::try_from(wait).ok());
        seconds([self.header, self.retry_after, ahead].into_iter().flatten().max().unwrap_or(0))
    }

    fn context(&self) -> RequestContext {
        RequestContext::new(self.method)
    }

    fn decide_with(&self, plan: &RetryPlan, attempts: u32) -> Action {
        let now = now();
        let mut rng = JitterRng::seeded(self.seed);
        plan.resume_at(attempted(attempts), now).on_failure_at(&self.error(), now, || rng.next_u64()).action()
    }

    fn decide(&self) -> Action {
        self.decide_with(&RetryPlan::for_request(&self.context()), 0)
    }
}

fn label() -> impl Strategy<Value = Option<String>> {
    let listed = proptest::sample::select(ErrorLabel::ALL).prop_map(|label| label.as_str().to_owned());
    prop_oneof![6 => listed.prop_map(Some), 2 => "[A-Z_]{1,12}".prop_map(Some), 1 => Just(None)]
}

fn hint() -> impl Strategy<Value = Option<u64>> {
    prop_oneof![3 => Just(None), 3 => (0..120_u64).prop_map(Some), 2 => (0..5_000_000_u64).prop_map(Some)]
}

fn case() -> impl Strategy<Value = Case> {
    let past = prop_oneof![2 => Just(None), 2 => (-5_000_i64..5_000_000).prop_map(Some)];
    let method = proptest::sample::select(vec!["GET", "POST", "PUT", "PATCH"]);
    let status =
        prop_oneof![4 => proptest::sample::select(vec![400_u16, 424, 429, 500, 503]), 1 => any::<u16>()];
    (label(), status, hint(), hint(), past, method, any::<u64>()).prop_map(
        |(label, status, header, retry_after, postponed_in, method, seed)| Case {
            label,
            status,
            header,
            retry_after,
            postponed_in,
            unreadable: false,
            method,
            seed,
        },
    )
}

/// How soon a decision sends the request again; never, for a stop.
fn wait_of(action: Action) -> Option<Duration> {
    match action {
        Action::Retry { after } => Some(after),
        Action::Defer { not_before } => not_before.duration_since(wall(NOW)).ok(),
        _ => None,
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(if cfg!(miri) { 10 } else { 3_000 }))]

    #[test]
    fn p1_no_wait_is_shorter_than_any_valid_hint(case in case()) {
        if let Some(wait) = wait_of(case.decide()) {
            prop_assert!(wait >= case.longest_hint(), "{wait:?}");
        }
    }

    #[test]
    fn p2_no_wait_in_place_is_longer_than_allowed(case in case(), most in 0..200_u64) {
        let plan = RetryPlan::for_request(&case.context()).max_inline_wait(seconds(most));
        if let Action::Retry { after } = case.decide_with(&plan, 0) {
            prop_assert!(after <= seconds(most));
        }
    }

    #[test]
    fn p3_neither_requests_nor_time_exceed_what_is_allowed(cases in prop::collection::vec(case(), 1..12), most in 0..6_u32) {
        let plan = RetryPlan::for_request(&get()).max_attempts(most).max_elapsed(seconds(90));
        let start = now();
        let mut state = plan.start_at(start);
        let (mut requests, mut elapsed) = (1, Duration::ZERO);
        for case in cases {
            let now = later(start, elapsed);
            match state.on_failure_at(&case.error(), now, seeded(case.seed)).action() {
                Action::Retry { after } => {
                    requests += 1;
                    elapsed += after;
                }
                _ => break,
            }
        }
        prop_assert!(requests <= most.max(1));
        prop_assert!(elapsed <= seconds(90));
    }

    #[test]
    fn p4_a_hint_never_turns_a_stop_into_a_retry(case in case()) {
        let bare = Case { header: None, retry_after: None, postponed_in: None, ..case.clone() };
        if let Action::Stop { reason } = bare.decide() {
            prop_assert_eq!(case.decide(), Action::Stop { reason });
        }
    }

    #[test]
    fn p4_an_unreadable_hint_makes_no_wait_shorter_and_no_retry_of_a_stop(case in case(), attempts in 0..4_u32) {
        let plan = RetryPlan::for_request(&case.context());
        let unread = Case { unreadable: true, ..case.clone() };
        let (with, without) = (unread.decide_with(&plan, attempts), case.decide_with(&plan, attempts));
        match (with, without) {
            (Action::Defer { .. }, Action::Retry { .. } | Action::Defer { .. }) => {
                prop_assert!(wait_of(with) >= wait_of(without).max(Some(seconds(60))), "{with:?} {without:?}");
            }
            (Action::Stop { reason: with }, Action::Stop { reason: without }) => prop_assert_eq!(with, without),
            _ => prop_assert!(false, "{with:?} {without:?}"),
        }
    }

    #[test]
    fn p5_what_may_have_happened_is_not_sent_twice(case in case()) {
        let effect = case.error().label().map_or(Effect::Unknown, ErrorLabel::effect);
        if matches!(case.method, "POST" | "PATCH") && effect != Effect::None {
            let sends = matches!(case.decide(), Action::Retry { .. } | Action::Defer { .. });
            prop_assert!(!sends);
        }
    }

    #[test]
    fn p6_an_unlisted_label_is_no_more_aggressive_than_its_status(case in case()) {
        if case.error().label().is_none() {
            let alone = match (Case { label: None, ..case.clone() }).decide() {
                Action::Stop { reason: StopReason::NotRetryable } if case.error().label_str().is_some() => {
                    Action::Stop { reason: StopReason::Unlisted }
                }
                other => other,
            };
            prop_assert_eq!(case.decide(), alone);
        }
    }

    #[test]
    fn p7_a_budget_stays_between_nothing_and_its_capacity(steps in prop::collection::vec((case(), any::<bool>()), 1..40), capacity in 0..60_u32) {
        let budget = RetryBudget::new(capacity);
        let plan = RetryPlan::for_request(&get()).max_attempts(u32::MAX).max_elapsed(Duration::MAX).budget(&budget);
        let mut state = plan.start_at(now());
        for (case, succeeds) in steps {
            let before = budget.tokens();
            if succeeds {
                state.on_success();
            } else {
                let action = state.on_failure_at(&case.error(), now(), &mut bounds()).action();
                let paid = matches!(action, Action::Retry { .. });
                prop_assert_eq!(paid, budget.tokens() < before);
            }
            prop_assert!(budget.tokens() <= capacity);
        }
    }

    #[test]
    fn p12_a_refusal_is_put_off_and_never_given_up(case in case(), attempts in any::<u32>(), deferrals in any::<u32>(), tokens in 0..20_u32, elapsed in 0..400_u64) {
        let error = case.error();
        let refused = error.label() == Some(ErrorLabel::LimitReached);
        let budget = RetryBudget::new(tokens);
        let plan = RetryPlan::for_request(&case.context()).budget(&budget);
        let (start, before) = (now(), Progress { attempts, deferrals });
        let mut state = plan.resume_at(before, start);
        let decision = state.on_failure_at(&error, later(start, seconds(elapsed)), seeded(case.seed));
        let counted = match decision.action() {
            Action::Defer { .. } if refused => Progress { deferrals: deferrals.saturating_add(1), ..before },
            _ => Progress { attempts: attempts.saturating_add(1), ..before },
        };
        prop_assert_eq!(state.progress(), counted);
        if let (true, Action::Stop { reason }) = (refused, decision.action()) {
            prop_assert_eq!(reason, StopReason::WaitTooLong);
        }
    }

    #[test]
    fn p8_the_same_seed_gives_the_same_decision(case in case(), attempts in 0..4_u32) {
        let plan = RetryPlan::for_request(&case.context());
        prop_assert_eq!(case.decide_with(&plan, attempts), case.decide_with(&plan, attempts));
    }

    #[test]
    fn a_verdict_follows_from_what_is_passed_in(case in case(), at in 1_000_000_000_u64..9_000_000_000, elapsed in 0..400_u64) {
        let judge = |at: u64| {
            let start = Moment { wall: wall(at), monotonic: Instant::now() + seconds(1_000_000) };
            let mut rng = JitterRng::seeded(case.seed);
            let mut state = RetryPlan::for_request(&case.context()).start_at(start);
            state.on_failure_at(&case.error_at(at), later(start, seconds(elapsed)), || rng.next_u64()).action()
        };
        let wait = |at: u64, action| match action {
            Action::Defer { not_before } => (not_before.duration_since(wall(at)).ok(), None),
            other => (None, Some(other)),
        };
        // At another time all is the same, and what is deferred is deferred from then.
        prop_assert_eq!(wait(at, judge(at)), wait(NOW, judge(NOW)));
        if let Action::Retry { after } = judge(at) {
            prop_assert!(seconds(elapsed) + after <= seconds(300), "the time that passes is the one that is passed in");
        }
    }

    #[test]
    fn p9_a_longer_hint_never_gives_a_shorter_wait(case in case(), more in 0..1_000_000_u64) {
        let longer = Case { header: case.header.map(|hint| hint + more), ..case.clone() };
        // A wait of nothing is no hint, so what a policy says instead may be longer.
        let hints = case.header.is_some_and(|hint| hint > 0);
        if hints && let (Some(short), Some(long)) = (wait_of(case.decide()), wait_of(longer.decide())) {
            prop_assert!(long >= short, "{short:?} {long:?}");
        }
    }

    #[test]
    fn a_hint_beyond_45_days_is_never_shortened_to_fit(case in case(), days in 46..100_000_u64) {
        let far = Case { header: Some(days * 86_400), ..case };
        let action = far.decide();
        prop_assert!(matches!(action, Action::Stop { .. }), "{action:?}");
    }

    #[test]
    fn p10_the_grounds_are_one_clean_line(case in case(), junk in any::<String>()) {
        let body = format!(r#"{{"error_label":{},"error_ref":{}}}"#, serde_json::json!(junk), serde_json::json!(junk));
        let errors = [case.error(), EdgesError::from_parts(case.status, (), body.as_bytes())];
        for error in errors {
            let line = first(&case.context(), &error).to_string();
            prop_assert!(line.chars().count() <= 512 && !line.chars().any(char::is_control), "{line}");
        }
    }

    #[test]
    fn p11_no_clock_panics(case in case(), at in any::<i64>(), back in any::<u32>(), attempts in any::<u32>()) {
        let span = Duration::from_secs(at.unsigned_abs());
        let clock = if at < 0 { UNIX_EPOCH.checked_sub(span) } else { UNIX_EPOCH.checked_add(span) };
        let base = Instant::now();
        let wall = clock.unwrap_or(UNIX_EPOCH);
        let start = Moment { wall, monotonic: base + Duration::from_secs(back.into()) };
        let mut state = RetryPlan::for_request(&case.context()).max_attempts(u32::MAX).resume_at(attempted(attempts), start);
        let decision = state.on_failure_at(&case.error(), Moment { wall, monotonic: base }, seeded(case.seed));
        prop_assert!(!decision.to_string().is_empty());
    }
}
