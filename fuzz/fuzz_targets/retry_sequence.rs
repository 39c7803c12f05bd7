//! Sequences of failures under any plan, context and clock: the properties P1 to P12 of the retry kernel.

#![no_main]

use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use arbitrary::Arbitrary;
use edges_errors::retry::{
    Action, Decision, Execution, Failure, JitterRng, Moment, Progress, RequestContext, RetryBudget,
    RetryPlan, RetryState, StopReason,
};
use edges_errors::{ApiError, Effect, IdentityMode, Key as _, Kind, Label, Origin, Strategy};
use edges_errors_core::text::is_steering;
use fuzz::{json, shop};
use libfuzzer_sys::fuzz_target;

#[derive(Debug, Arbitrary)]
struct Script<'a> {
    shop: bool,
    plan: Plan,
    prior_attempts: Option<u32>,
    prior_deferrals: Option<u32>,
    started: Clock,
    steps: Vec<Step<'a>>,
}

#[derive(Debug, Arbitrary)]
struct Plan {
    method: Method,
    idempotent: Option<bool>,
    is_async: bool,
    is_stream: bool,
    context: Option<u8>,
    max_attempts: Option<u32>,
    max_inline_wait: Option<Span>,
    max_elapsed: Option<Span>,
    budget: Option<Budget>,
    transport: Option<(Span, Span)>,
}

#[derive(Debug, Arbitrary)]
enum Method {
    Get,
    Post,
    Put,
    Patch,
    Other,
}

#[derive(Debug, Arbitrary)]
struct Budget {
    capacity: u16,
    tokens: u16,
    transient_cost: u8,
    throttling_cost: u8,
}

/// Lengths of time: near the limits that are usual, and any.
#[derive(Debug, Clone, Copy, Arbitrary)]
enum Span {
    Milliseconds(u16),
    Seconds(u16),
    Minutes(u16),
    Any(u64, u32),
}

impl Span {
    fn duration(self) -> Duration {
        match self {
            Self::Milliseconds(count) => Duration::from_millis(count.into()),
            Self::Seconds(count) => Duration::from_secs(count.into()),
            Self::Minutes(count) => Duration::from_secs(60 * u64::from(count)),
            Self::Any(seconds, nanoseconds) => Duration::new(seconds, nanoseconds % 1_000_000_000),
        }
    }
}

/// A clock on the wall that may stand anywhere, and one that may even step back.
#[derive(Debug, Clone, Copy, Arbitrary)]
struct Clock {
    wall: Option<i64>,
    nanoseconds: u32,
    monotonic: u32,
}

/// 2026-11-23T08:00:00Z.
const NOW: i64 = 1_795_420_800;

impl Clock {
    fn read(self, base: Instant) -> Moment {
        let seconds =
            Duration::new(self.wall.unwrap_or(NOW).unsigned_abs(), self.nanoseconds % 1_000_000_000);
        let wall = if self.wall.unwrap_or(NOW) < 0 {
            UNIX_EPOCH.checked_sub(seconds)
        } else {
            UNIX_EPOCH.checked_add(seconds)
        };
        let monotonic = base + Duration::from_millis(self.monotonic.into());
        Moment { wall: wall.unwrap_or(UNIX_EPOCH), monotonic }
    }
}

#[derive(Debug, Arbitrary)]
struct Step<'a> {
    at: Clock,
    seed: u64,
    cause: Cause<'a>,
    longer: u32,
    succeeds: bool,
}

#[derive(Debug, Arbitrary)]
enum Cause<'a> {
    Api(Answer<'a>),
    Connect,
    Timeout,
    Interrupted,
}

#[derive(Debug, Clone, Arbitrary)]
struct Answer<'a> {
    label: Option<AnyLabel<'a>>,
    status: AnyStatus,
    delivery: Delivery,
    header: Option<Wait>,
    date: Option<i32>,
    age: bool,
    limit_header: bool,
    wait: Option<Wait>,
    until: Option<i32>,
    run_until: Option<i32>,
    blocked: bool,
    cut: Option<u8>,
    message: &'a str,
}

#[derive(Debug, Clone, Arbitrary)]
enum AnyLabel<'a> {
    Listed(u8),
    Text(&'a str),
}

#[derive(Debug, Clone, Copy, Arbitrary)]
enum AnyStatus {
    Usual(u8),
    Any(u16),
}

#[derive(Debug, Clone, Copy, Arbitrary)]
enum Delivery {
    Response,
    Callback,
    Run,
    Stored,
}

#[derive(Debug, Clone, Copy, Arbitrary)]
enum Wait {
    Seconds(u8),
    Minutes(u16),
    Any(u64),
}

impl Wait {
    fn seconds(self) -> u64 {
        match self {
            Self::Seconds(count) => count.into(),
            Self::Minutes(count) => 60 * u64::from(count),
            Self::Any(count) => count,
        }
    }
}

/// What a catalogue calls the things that the script speaks of.
trait Catalogue: Label {
    const WAIT: &'static str;
    const UNTIL: &'static str;
    const LIMIT_HEADER: &'static str;
    /// Whether what that limit refuses was not begun.
    const LIMIT_REFUSES: bool;

    fn set_context(context: RequestContext, choice: u8) -> RequestContext;
}

impl Catalogue for edges_errors::ErrorLabel {
    const WAIT: &'static str = "retry_after";
    const UNTIL: &'static str = "postponed_until";
    const LIMIT_HEADER: &'static str = "X-RateLimit-Type";
    const LIMIT_REFUSES: bool = true;

    fn set_context(context: RequestContext, choice: u8) -> RequestContext {
        match choice % 3 {
            0 => context.with(IdentityMode::Direct),
            1 => context.with(IdentityMode::Auto),
            _ => context.with(IdentityMode::Managed),
        }
    }
}

impl Catalogue for shop::ErrorLabel {
    const WAIT: &'static str = "cool_down";
    const UNTIL: &'static str = "ship_after";
    const LIMIT_HEADER: &'static str = "X-Queue-Length";
    const LIMIT_REFUSES: bool = false;

    fn set_context(context: RequestContext, choice: u8) -> RequestContext {
        let context = if choice & 1 == 0 { context } else { context.with(shop::Mode::Later) };
        match choice >> 1 & 3 {
            0 => context,
            1 => context.with(shop::Customer::Guest),
            2 => context.with(shop::Customer::Member),
            _ => context.with(shop::Customer::GoldMember),
        }
    }
}

impl Answer<'_> {
    fn status(&self) -> u16 {
        const USUAL: [u16; 10] = [400, 402, 404, 408, 409, 424, 429, 500, 503, 599];
        match self.status {
            AnyStatus::Usual(index) => USUAL[usize::from(index) % USUAL.len()],
            AnyStatus::Any(status) => status,
        }
    }

    fn object<L: Catalogue>(&self) -> String {
        let text = |text: &str| serde_json::json!(text).to_string();
        let label = self.label.as_ref().map(|label| match label {
            AnyLabel::Listed(index) => text(
                L::all_including_removed()[usize::from(*index) % L::all_including_removed().len()].as_str(),
            ),
            AnyLabel::Text(unlisted) => text(unlisted),
        });
        let wait = self.wait.map(|wait| wait.seconds().to_string());
        let until = self.until.map(|ahead| (NOW + i64::from(ahead)).to_string());
        let params = [(L::WAIT, &wait), (L::UNTIL, &until)];
        let params =
            json::object(params.into_iter().filter_map(|(name, value)| Some((name, value.as_deref()?))));
        let status = self.status().to_string();
        let message = text(self.message);
        let entries = [
            ("error_label", label.as_deref()),
            ("params", Some(params.as_str())),
            ("status_code", Some(status.as_str())),
            ("message", Some(message.as_str())),
            ("error_ref", Some(message.as_str())),
        ];
        let mut object = json::object(entries.into_iter().filter_map(|(name, value)| Some((name, value?))));
        if let Some(cut) = self.cut {
            let at = usize::from(cut) % object.len();
            object.truncate((0..=at).rev().find(|at| object.is_char_boundary(*at)).unwrap_or(0));
        }
        object
    }

    fn decode<L: Catalogue>(&self) -> Option<ApiError<L>> {
        let object = self.object::<L>();
        let run_until =
            self.run_until.map_or("null".to_owned(), |ahead| (NOW + i64::from(ahead)).to_string());
        let status = if self.blocked { "BLOCKED" } else { "FAILED" };
        let run = format!(r#""status":"{status}","postponed_until":{run_until}"#);
        match self.delivery {
            Delivery::Response => {
                let date = self.date.and_then(|ahead| {
                    let seconds = u64::try_from(NOW + i64::from(ahead)).ok()?;
                    Some(("Date", httpdate::fmt_http_date(UNIX_EPOCH + Duration::from_secs(seconds))))
                });
                let age = self.age.then(|| ("Age", "1".to_owned()));
                let limit = self.limit_header.then(|| (L::LIMIT_HEADER, "1".to_owned()));
                let hint = self.header.map(|wait| ("Retry-After", wait.seconds().to_string()));
                let headers: Vec<_> = [date, age, limit, hint].into_iter().flatten().collect();
                Some(ApiError::from_parts(self.status(), &headers, object.as_bytes()))
            }
            Delivery::Callback => {
                let payload = format!(r#"{{"run":{{{run}}},"error":{object}}}"#);
                decode_payload::<L>("callback", &payload)
            }
            Delivery::Run => decode_payload::<L>("run", &format!(r#"{{{run},"last_error":{object}}}"#)),
            Delivery::Stored => ApiError::from_json(object.as_bytes()).ok(),
        }
    }
}

/// Decodes a payload by its name, which both catalogues declare.
fn decode_payload<L: Label>(name: &str, payload: &str) -> Option<ApiError<L>> {
    let named = L::Payload::from_name(name)?;
    edges_errors::__private::decode_payload::<L>(named, payload.as_bytes()).ok()?.next()
}

impl Plan {
    fn context<L: Catalogue>(&self) -> RequestContext {
        let method = match self.method {
            Method::Get => "GET",
            Method::Post => "POST",
            Method::Put => "PUT",
            Method::Patch => "PATCH",
            Method::Other => "",
        };
        let mut context = RequestContext::new(method);
        if let Some(idempotent) = self.idempotent {
            context = context.idempotent(idempotent);
        }
        if self.is_async {
            context = context.execution(Execution::Async);
        }
        if self.is_stream {
            context = context.repeatable(false);
        }
        self.context.map_or(context.clone(), |choice| L::set_context(context, choice))
    }

    fn budget(&self) -> Option<RetryBudget> {
        self.budget.as_ref().map(|budget| {
            RetryBudget::new(budget.capacity.into())
                .initial_tokens(budget.tokens.into())
                .transient_cost(budget.transient_cost.into())
                .throttling_cost(budget.throttling_cost.into())
        })
    }

    fn plan<L: Catalogue>(&self, budget: Option<&RetryBudget>) -> RetryPlan {
        let mut plan = RetryPlan::for_request(&self.context::<L>())
            .max_attempts(self.max_attempts())
            .max_inline_wait(self.max_inline_wait())
            .max_elapsed(self.max_elapsed());
        if let Some(budget) = budget {
            plan = plan.budget(budget);
        }
        match self.transport {
            Some((base, cap)) => plan.transport_backoff(base.duration(), cap.duration()),
            None => plan,
        }
    }

    fn max_attempts(&self) -> u32 {
        self.max_attempts.unwrap_or(3)
    }

    fn max_inline_wait(&self) -> Duration {
        self.max_inline_wait.map_or(Duration::from_secs(60), Span::duration)
    }

    fn max_elapsed(&self) -> Duration {
        self.max_elapsed.map_or(Duration::from_secs(300), Span::duration)
    }
}

fuzz_target!(|script: Script<'_>| {
    if script.shop {
        Run::<shop::ErrorLabel>::start(&script).check();
    } else {
        Run::<edges_errors::ErrorLabel>::start(&script).check();
    }
});

/// One request on its way.
struct Run<'a, L> {
    script: &'a Script<'a>,
    base: Instant,
    started: Moment,
    budget: Option<RetryBudget>,
    state: RetryState,
    /// The progress before the last decision.
    before: Progress,
    catalogue: std::marker::PhantomData<L>,
}

impl<'a, L: Catalogue> Run<'a, L> {
    fn start(script: &'a Script<'a>) -> Self {
        let base = Instant::now();
        let started = script.started.read(base);
        let budget = script.plan.budget();
        let plan = script.plan.plan::<L>(budget.as_ref());
        let before = Progress {
            attempts: script.prior_attempts.unwrap_or(0),
            deferrals: script.prior_deferrals.unwrap_or(0),
        };
        let state = plan.resume_at(before, started);
        Self { script, base, started, budget, state, before, catalogue: std::marker::PhantomData }
    }

    fn check(mut self) {
        for step in self.script.steps.iter().take(16) {
            let error = match &step.cause {
                Cause::Api(answer) => match answer.decode::<L>() {
                    Some(error) => Some(error),
                    None => continue,
                },
                _ => None,
            };
            self.check_step(step, error.as_ref());
        }
    }

    fn check_step(&mut self, step: &Step<'_>, error: Option<&ApiError<L>>) {
        let now = step.at.read(self.base);
        let tokens = self.tokens();
        let failure = match (&step.cause, error) {
            (_, Some(error)) => Failure::Api(error),
            (Cause::Connect, _) => Failure::Connect,
            (Cause::Timeout, _) => Failure::Timeout,
            _ => Failure::Interrupted,
        };
        self.before = self.state.progress();
        let again = self.decide_after(self.tokens(), failure, now, step.seed);
        let decision = self.state.on_failure_at(failure, now, seeded(step.seed));
        assert_eq!(decision.action(), again, "P8: the same seed, the same decision");
        self.check_waits(&decision, error, now);
        self.check_limits(&decision, now);
        self.check_effect(&decision, failure);
        self.check_budget(&decision, tokens);
        self.check_progress(&decision, error);
        check_words(&decision);
        if let (Cause::Api(answer), Some(error)) = (&step.cause, error) {
            self.check_hints(step, answer, now, tokens);
            self.check_unlisted(step, answer, error, now, tokens);
            self.check_broken(step, answer, error, now, tokens);
        }
        if step.succeeds {
            self.state.on_success();
            assert!(self.tokens() <= self.capacity(), "P7");
        }
    }

    fn tokens(&self) -> u32 {
        self.budget.as_ref().map_or(0, RetryBudget::tokens)
    }

    fn capacity(&self) -> u32 {
        self.script.plan.budget.as_ref().map_or(0, |budget| budget.capacity.into())
    }

    /// The decision on a failure in the place of the last one, without any consequence for the request.
    fn decide_after(&self, tokens: u32, failure: Failure<'_, L>, now: Moment, seed: u64) -> Action {
        let budget = self.script.plan.budget().map(|budget| budget.initial_tokens(tokens));
        let mut state = self.script.plan.plan::<L>(budget.as_ref()).resume_at(self.before, self.started);
        state.on_failure_at(failure, now, seeded(seed)).action()
    }

    /// What would have been decided on another answer in the place of the last one.
    fn decide_instead(&self, answer: &Answer<'_>, now: Moment, tokens: u32, seed: u64) -> Option<Action> {
        let error = answer.decode::<L>()?;
        Some(self.decide_after(tokens, Failure::Api(&error), now, seed))
    }

    /// P1 and P2: no wait is shorter than a hint, none in place longer than allowed.
    fn check_waits(&self, decision: &Decision<L>, error: Option<&ApiError<L>>, now: Moment) {
        if let Action::Retry { after } = decision.action() {
            assert!(after <= self.script.plan.max_inline_wait(), "P2: {after:?}");
        }
        let (Some(error), Some(wait)) = (error, wait_of(decision.action(), now)) else { return };
        let until = error
            .postponed_until()
            .and_then(|time| time.duration_since(server_time(error).unwrap_or(now.wall)).ok());
        let longest = error.retry_after().max(until).unwrap_or_default();
        assert!(wait >= longest, "P1: {wait:?} although {longest:?} was asked for");
    }

    /// P3: neither requests nor time exceed what is allowed.
    fn check_limits(&self, decision: &Decision<L>, now: Moment) {
        let Action::Retry { after } = decision.action() else { return };
        let of_policy = decision.policy().max_attempts().unwrap_or(u32::MAX);
        let most = self.script.plan.max_attempts().min(of_policy).max(1);
        let attempts = self.state.progress().attempts;
        assert!(attempts < most, "P3: {attempts} of {most}");
        assert!(!self.script.plan.is_stream, "P3: a stream is sent once");
        let elapsed = now.monotonic.saturating_duration_since(self.started.monotonic);
        assert!(elapsed.saturating_add(after) <= self.script.plan.max_elapsed(), "P3: {elapsed:?}");
    }

    /// P5: what may have happened is not sent twice.
    fn check_effect(&self, decision: &Decision<L>, failure: Failure<'_, L>) {
        let effect = match failure {
            Failure::Connect => Effect::None,
            Failure::Api(error) => match error.label() {
                Some(label) if error.kind().is_whole() => label.effect(),
                // A limit that a header tells of may say that it refuses before anything is done.
                None if error.rate_limit().is_some() => Effect::None,
                None if error.kind().is_whole() => {
                    error.status_info().map_or(Effect::Unknown, |status| status.effect())
                }
                _ => Effect::Unknown,
            },
            _ => Effect::Unknown,
        };
        let sends = matches!(decision.action(), Action::Retry { .. } | Action::Defer { .. });
        let idempotent = self.script.plan.context::<L>().is_idempotent();
        assert!(!sends || idempotent || effect == Effect::None, "P5: {decision:?}");
    }

    /// P7: a budget stays between nothing and its capacity, and only a retry takes from it.
    fn check_budget(&self, decision: &Decision<L>, before: u32) {
        let Some(budget) = &self.script.plan.budget else { return };
        assert!(self.tokens() <= self.capacity(), "P7");
        let paid = before - self.tokens();
        let costs = [budget.transient_cost, budget.throttling_cost].map(u32::from);
        match decision.action() {
            Action::Retry { .. } => assert!(costs.contains(&paid), "P7: {paid}"),
            _ => assert_eq!(paid, 0, "P7"),
        }
    }

    /// P12: every failure counts once, and a refusal neither as an attempt where it is put off nor as a reason to give up.
    fn check_progress(&self, decision: &Decision<L>, error: Option<&ApiError<L>>) {
        let refused = error.is_some_and(is_refusal);
        let Progress { attempts, deferrals } = self.before;
        let counted = match decision.action() {
            Action::Await { .. } => self.before,
            Action::Defer { .. } if refused => Progress { attempts, deferrals: deferrals.saturating_add(1) },
            _ => Progress { attempts: attempts.saturating_add(1), deferrals },
        };
        assert_eq!((self.state.progress(), decision.progress()), (counted, counted), "P12");
        let spent = Action::Stop { reason: StopReason::AttemptsExhausted };
        assert!(!refused || decision.action() != spent, "P12: {decision:?}");
    }

    /// P4 and P9: a hint never turns a stop into a retry, and a longer one never gives a shorter wait.
    fn check_hints(&self, step: &Step<'_>, answer: &Answer<'_>, now: Moment, tokens: u32) {
        let whole = Answer { cut: None, ..answer.clone() };
        let bare = Answer { header: None, wait: None, until: None, ..whole.clone() };
        let decide = |answer: &Answer<'_>| self.decide_instead(answer, now, tokens, step.seed);
        let (Some(without), Some(with)) = (decide(&bare), decide(&whole)) else { return };
        if let Action::Stop { reason } = without {
            match reason {
                // Before any wait is looked at.
                StopReason::NotRetryable
                | StopReason::Unlisted
                | StopReason::NeedsRemedy
                | StopReason::NotIdempotent
                | StopReason::AttemptsExhausted => assert_eq!(with, without, "P4"),
                // `until` waits for the hint instead of its fallback, which was too long.
                _ if whole.decode::<L>().is_some_and(|error| waits_for_hints(&error)) => {}
                _ => assert!(!matches!(with, Action::Retry { .. }), "P4: {without:?} {with:?}"),
            }
        }
        // A wait of nothing is no hint.
        let Some(header) = answer.header.map(Wait::seconds).filter(|header| *header > 0) else { return };
        let longer = Wait::Any(header.saturating_add(step.longer.into()));
        let longer = decide(&Answer { header: Some(longer), ..whole });
        let waits = (wait_of(with, now), longer.and_then(|longer| wait_of(longer, now)));
        if let (Some(short), Some(long)) = waits {
            assert!(long >= short, "P9: {short:?} {long:?}");
        }
    }

    /// P6: an unlisted label is no more aggressive than the status alone.
    fn check_unlisted(
        &self,
        step: &Step<'_>,
        answer: &Answer<'_>,
        error: &ApiError<L>,
        now: Moment,
        tokens: u32,
    ) {
        if error.label().is_some() || answer.cut.is_some() {
            return;
        }
        let alone = Answer { label: None, ..answer.clone() };
        let decide = |answer: &Answer<'_>| self.decide_instead(answer, now, tokens, step.seed);
        let alone = match decide(&alone) {
            Some(Action::Stop { reason: StopReason::NotRetryable }) if error.label_str().is_some() => {
                Some(Action::Stop { reason: StopReason::Unlisted })
            }
            other => other,
        };
        assert_eq!(decide(answer), alone, "P6");
    }

    /// A body that broke off is no better than a lost connection, and no better than the label that was read before.
    fn check_broken(
        &self,
        step: &Step<'_>,
        answer: &Answer<'_>,
        error: &ApiError<L>,
        now: Moment,
        tokens: u32,
    ) {
        if error.kind() != Kind::Malformed || error.origin() != Origin::Response {
            return;
        }
        let broken = self.decide_instead(answer, now, tokens, step.seed);
        let stops = matches!(broken, Some(Action::Stop { .. }));
        let lost = self.decide_after(tokens, Failure::Interrupted, now, step.seed);
        let whole = Answer { cut: None, ..answer.clone() };
        let whole = self.decide_instead(&whole, now, tokens, step.seed).filter(|_| error.label().is_some());
        for other in [Some(lost), whole].into_iter().flatten() {
            if let Action::Stop {
                reason:
                    StopReason::NotRetryable
                    | StopReason::Unlisted
                    | StopReason::NeedsRemedy
                    | StopReason::NotIdempotent,
            } = other
            {
                assert!(stops, "{other:?} lost or whole, {broken:?} broken");
            }
        }
    }
}

/// The numbers that follow from a seed.
fn seeded(seed: u64) -> impl FnMut() -> u64 {
    let mut rng = JitterRng::seeded(seed);
    move || rng.next_u64()
}

/// Returns whether a rate limit refused the request before anything was done. The limit is the label's, or else the one that a header
/// signals; with a label its effect is the label's.
fn is_refusal<L: Catalogue>(error: &ApiError<L>) -> bool {
    match error.label() {
        _ if !error.kind().is_whole() => false,
        Some(label) => error.rate_limit().is_some() && label.effect() == Effect::None,
        None => L::LIMIT_REFUSES && error.rate_limit().is_some(),
    }
}

/// How soon a decision sends the request again; never, for a stop, and where the API does.
fn wait_of(action: Action, now: Moment) -> Option<Duration> {
    match action {
        Action::Retry { after } => Some(after),
        Action::Defer { not_before } => not_before.duration_since(now.wall).ok(),
        _ => None,
    }
}

/// The server's own time when it answered, where the answer says it and was not kept since.
fn server_time<L: Label>(error: &ApiError<L>) -> Option<SystemTime> {
    let header = |name| error.headers().find(|(header, _)| *header == name).map(|(_, value)| value);
    header("date").filter(|_| header("age").is_none()).and_then(|date| httpdate::parse_http_date(date).ok())
}

/// Returns whether the policy may be one that waits for the latest hint, with a fallback where there is none.
fn waits_for_hints<L: Label>(error: &ApiError<L>) -> bool {
    let is_until = |strategy| matches!(strategy, Strategy::Until { .. });
    let by_status = error.status_info().is_some_and(|status| is_until(status.policy().strategy()));
    let by_label = error
        .label()
        .is_some_and(|label| label.retry().iter().any(|rule| is_until(rule.policy().strategy())));
    by_label || by_status || error.rate_limit().is_some()
}

/// P10: the words are one clean line each; P11: and no clock keeps them from being written.
fn check_words<L: Label>(decision: &Decision<L>) {
    let _ = (
        decision.wait(),
        decision.location(),
        decision.hints().len(),
        decision.remedy(),
        decision.error_ref(),
    );
    let shown = [decision.to_string(), decision.error().to_string()];
    let debug = format!("{decision:?} {:?}", decision.deferred());
    assert!(shown.iter().all(|line| line.chars().count() <= 512), "P10: {shown:?}");
    assert!(!shown.iter().chain([&debug]).any(|line| line.contains(is_steering)), "P10: {shown:?} {debug}");
}
