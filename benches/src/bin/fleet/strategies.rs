//! Four ways to retry: this project's kernel, with and without what it can share, and three that programs use today, each with its own defaults.

use std::collections::BinaryHeap;
use std::time::{Duration, Instant, SystemTime};

use backon::{BackoffBuilder as _, ExponentialBackoff, ExponentialBuilder};
use edges_errors::cooldowns::Cooldowns;
use edges_errors::retry::{
    Action, Failure, JitterRng, Moment, Progress, RequestContext, RetryBudget, RetryPlan, RetryState,
    StopReason,
};
use reqwest_retry::{RetryDecision, RetryPolicy as _, Retryable, default_on_request_success};

use crate::api::{ErrorLabel, FleetError, Subject};
use crate::knowledge::Place;
use crate::server::{MINUTE, SECOND, START, Told};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Strategy {
    /// The kernel; what it defers goes back to the worker's queue.
    Kernel,
    /// The same with a budget of 500 tokens that a hundred workers, one process, share.
    KernelWithBudget,
    /// The same, where the worker puts back for five minutes what was stopped for want of attempts, time or budget.
    KernelWithQueue,
    /// The kernel, and cooldowns that a process keeps to itself.
    KernelWithCooldowns,
    /// The same, where all processes share them, as through a store that answers at once.
    KernelWithSharedCooldowns,
    /// Cooldowns of a process, where the API's answers say what is left.
    ToldCooldowns,
    /// Shared ones, where they do.
    ToldSharedCooldowns,
    /// `RetryTransientMiddleware` with `ExponentialBackoff` of 3 retries: decides by status, for any method.
    ReqwestRetry,
    /// The recipe of backon's documentation: retry 429 and 5xx, and wait for as long as `Retry-After` says.
    Backon,
    /// A loop by hand: anything that is not 2xx, 1 s doubled, 5 attempts, no jitter.
    Plain,
}

pub(crate) enum Step {
    /// The worker stays with the task.
    Wait(u64),
    /// The worker goes on with others until then, by the clock of the simulation.
    PutBack {
        due: u64,
        prior: Progress,
    },
    GiveUp,
}

/// What a strategy remembers of one request.
pub(crate) enum Attempts {
    Kernel(Box<KernelAttempts>),
    ReqwestRetry(u32),
    Backon(ExponentialBackoff),
    Plain(u32),
}

pub(crate) struct KernelAttempts {
    state: RetryState,
    puts_back: bool,
    cooldowns: Option<Cooldowns<ErrorLabel>>,
}

/// What a strategy remembers of all requests.
pub(crate) struct Memory {
    plans: Vec<RetryPlan>,
    /// Of each process.
    cooldowns: Vec<Cooldowns<ErrorLabel>>,
    /// The answers that have not arrived, those to come first in front.
    lessons: BinaryHeap<Lesson>,
    started: Instant,
    rng: JitterRng,
}

/// An answer on its way to its process.
struct Lesson {
    arrives: u64,
    cooldowns: Cooldowns<ErrorLabel>,
    context: RequestContext,
    answer: Learned,
}

enum Learned {
    Success(Vec<(&'static str, String)>),
    Error(FleetError),
}

/// More than there are identities.
const MOST_LIMITS: usize = 100_000;
const PLAIN_ATTEMPTS: u32 = 5;
const PUT_BACK: u64 = 5 * MINUTE;

impl Strategy {
    pub(crate) const ALL: [Self; 10] = [
        Self::Kernel,
        Self::KernelWithCooldowns,
        Self::KernelWithSharedCooldowns,
        Self::ToldCooldowns,
        Self::ToldSharedCooldowns,
        Self::KernelWithBudget,
        Self::KernelWithQueue,
        Self::ReqwestRetry,
        Self::Backon,
        Self::Plain,
    ];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Kernel => "edges-errors",
            Self::KernelWithCooldowns => "  with cooldowns",
            Self::KernelWithSharedCooldowns => "  with shared ones",
            Self::ToldCooldowns => "  with, API tells",
            Self::ToldSharedCooldowns => "  shared, API tells",
            Self::KernelWithBudget => "  with a budget",
            Self::KernelWithQueue => "  and a queue",
            Self::ReqwestRetry => "reqwest-retry 0.9",
            Self::Backon => "backon 1.6, recipe",
            Self::Plain => "plain loop",
        }
    }

    /// Returns whether the API says in each answer what is left of its limits.
    pub(crate) fn is_told(self) -> bool {
        matches!(self, Self::ToldCooldowns | Self::ToldSharedCooldowns)
    }

    pub(crate) fn remember(self, processes: usize, seed: u64) -> Memory {
        let make_plan = |_| match self {
            Self::KernelWithBudget | Self::KernelWithQueue => {
                RetryPlan::default().budget(&RetryBudget::default())
            }
            _ => RetryPlan::default(),
        };
        let acme = || Cooldowns::with_capacity(MOST_LIMITS).subject(Subject::Workspace, "acme");
        let cooldowns = match self {
            Self::KernelWithCooldowns | Self::ToldCooldowns => (0..processes).map(|_| acme()).collect(),
            Self::KernelWithSharedCooldowns | Self::ToldSharedCooldowns => vec![acme(); processes],
            _ => Vec::new(),
        };
        Memory {
            plans: (0..processes).map(make_plan).collect(),
            cooldowns,
            lessons: BinaryHeap::new(),
            started: Instant::now(),
            rng: JitterRng::seeded(seed),
        }
    }

    pub(crate) fn begin(self, memory: &Memory, request: &NewRequest, now: u64) -> Attempts {
        match self {
            Self::Kernel
            | Self::KernelWithCooldowns
            | Self::KernelWithSharedCooldowns
            | Self::ToldCooldowns
            | Self::ToldSharedCooldowns
            | Self::KernelWithBudget
            | Self::KernelWithQueue => {
                let context = RequestContext::new("POST")
                    .idempotent(request.is_read)
                    .subject(Subject::Identity, request.place.identity.to_string())
                    .subject(Subject::Action, "visit");
                let plan = memory.plans.get(request.place.process).cloned().unwrap_or_default();
                Attempts::Kernel(Box::new(KernelAttempts {
                    state: plan.context(&context).resume_at(request.prior, memory.clock(now)),
                    puts_back: self == Self::KernelWithQueue,
                    cooldowns: memory.cooldowns.get(request.place.process).cloned(),
                }))
            }
            Self::ReqwestRetry => Attempts::ReqwestRetry(0),
            Self::Backon => Attempts::Backon(ExponentialBuilder::default().with_jitter().build()),
            Self::Plain => Attempts::Plain(0),
        }
    }
}

/// A request of a worker, and the progress of its task before, where a queue is used.
pub(crate) struct NewRequest {
    pub(crate) place: Place,
    pub(crate) is_read: bool,
    pub(crate) prior: Progress,
}

impl Memory {
    fn clock(&self, now: u64) -> Moment {
        let wall = SystemTime::UNIX_EPOCH + Duration::from_millis(START * SECOND + now);
        Moment { wall, monotonic: self.started + Duration::from_millis(now) }
    }

    /// Lets the answers arrive that are there by now.
    fn learn(&mut self, now: u64) {
        while self.lessons.peek().is_some_and(|lesson| lesson.arrives <= now) {
            let Some(Lesson { arrives, cooldowns, context, answer }) = self.lessons.pop() else { return };
            let clock = self.clock(arrives);
            match answer {
                Learned::Success(headers) => cooldowns.learn_success_local(&context, headers, clock),
                Learned::Error(error) => cooldowns.learn_local(&context, &error, clock),
            }
        }
    }
}

impl Attempts {
    /// Takes note of a success that arrives now.
    pub(crate) fn on_success(&mut self, told: &Told, memory: &mut Memory, now: u64) {
        if let Self::Kernel(kernel) = self {
            kernel.learn(Learned::Success(told.headers.clone()), memory, now);
            kernel.state.on_success();
        }
    }

    /// Returns the step to take before the request is sent; `None` if there is none.
    pub(crate) fn ask(&mut self, memory: &mut Memory, now: u64) -> Option<Step> {
        let Self::Kernel(kernel) = self else { return None };
        let cooldowns = kernel.cooldowns.as_ref()?;
        memory.learn(now);
        let closed = cooldowns.ask_local(kernel.state.context(), memory.clock(now))?;
        Some(kernel.fail(Failure::Closed(&closed), memory, now))
    }

    /// `None` is a connection that was refused.
    pub(crate) fn fail(&mut self, error: Option<&FleetError>, memory: &mut Memory, now: u64) -> Step {
        match self {
            Self::Kernel(kernel) => {
                if let Some(error) = error {
                    kernel.learn(Learned::Error(error.clone()), memory, now);
                }
                kernel.fail(error.map_or(Failure::Connect, Failure::Api), memory, now)
            }
            Self::ReqwestRetry(past) => {
                // Its own rule for answers; a refused connection is transient to it.
                let decision = error.map_or(Some(Retryable::Transient), |error| {
                    let answer = http::Response::builder().status(error.status().unwrap_or(500)).body("");
                    default_on_request_success(&answer.unwrap_or_default().into())
                });
                let policy = reqwest_retry::policies::ExponentialBackoff::builder().build_with_max_retries(3);
                let action = policy.should_retry(SystemTime::now(), *past);
                *past += 1;
                match (decision, action) {
                    (Some(Retryable::Transient), RetryDecision::Retry { execute_after }) => Step::Wait(
                        to_millis(execute_after.duration_since(SystemTime::now()).unwrap_or_default()),
                    ),
                    _ => Step::GiveUp,
                }
            }
            Self::Backon(backoff) => {
                let status = error.map_or(503, |error| error.status().unwrap_or(500));
                if status != 429 && status < 500 {
                    return Step::GiveUp;
                }
                let hint = error.and_then(FleetError::retry_after);
                match hint.or(backoff.next()) {
                    Some(wait) => Step::Wait(to_millis(wait)),
                    None => Step::GiveUp,
                }
            }
            Self::Plain(past) => {
                *past += 1;
                if *past >= PLAIN_ATTEMPTS { Step::GiveUp } else { Step::Wait(SECOND << (*past - 1)) }
            }
        }
    }
}

impl KernelAttempts {
    fn learn(&self, answer: Learned, memory: &mut Memory, arrives: u64) {
        if let Some(cooldowns) = self.cooldowns.clone() {
            memory.lessons.push(Lesson { arrives, cooldowns, context: self.state.context().clone(), answer });
        }
    }

    fn fail(&mut self, failure: Failure<'_, ErrorLabel>, memory: &mut Memory, now: u64) -> Step {
        let clock = memory.clock(now);
        match self.state.on_failure_at(failure, clock, || memory.rng.next_u64()).action() {
            Action::Retry { after } => Step::Wait(to_millis(after)),
            Action::Defer { not_before } => {
                let wait = not_before.duration_since(clock.wall).unwrap_or_default();
                Step::PutBack { due: now + to_millis(wait), prior: self.state.progress() }
            }
            Action::Stop {
                reason:
                    StopReason::AttemptsExhausted | StopReason::DeadlineExceeded | StopReason::BudgetExhausted,
            } if self.puts_back => Step::PutBack { due: now + PUT_BACK, prior: Progress::default() },
            _ => Step::GiveUp,
        }
    }
}

/// The next one to arrive is the greatest.
impl Ord for Lesson {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        other.arrives.cmp(&self.arrives)
    }
}

impl PartialOrd for Lesson {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Lesson {
    fn eq(&self, other: &Self) -> bool {
        self.arrives == other.arrives
    }
}

impl Eq for Lesson {}

/// Rounded up, so that a clock of milliseconds cuts no wait short.
fn to_millis(wait: Duration) -> u64 {
    u64::try_from(wait.as_nanos().div_ceil(1_000_000)).unwrap_or(u64::MAX)
}
