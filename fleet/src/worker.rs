//! A process that works: jobs out of the queue, and callbacks.

use std::fmt;
use std::os::fd::AsFd as _;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use anyhow::{Context as _, Result};
use async_trait::async_trait;
use axum::Router;
use axum::body::Bytes;
use axum::extract::State as AxumState;
use axum::http::StatusCode;
use axum::routing::post;
use edges_errors::Subject;
use edges_errors::cooldowns::Cooldowns;
use edges_errors::retry::{Clock as _, RetryPlan};
use edges_errors_redis::RedisStore;
use edges_errors_testkit::FastClock;
use examples::worker::{Agent, AgentOptions, Next, Outcome, Sent};
use graphile_worker::{
    IntoTaskHandlerResult, TaskHandler, WorkerContext, WorkerOptions, WorkerRecoveryConfig,
};
use http::Extensions;
use reqwest::{Request, Response};
use reqwest_middleware::{Middleware, Next as NextMiddleware};
use serde_json::Value;

use crate::args::{SECRET, WorkerArgs};
use crate::plant::Plant;
use crate::shared::FastStore;
use crate::store::{Found, QUEUE, Settled, State, Step, Store, Turn};

/// The identities of the account.
const IDENTITIES: [&str; 5] = ["ada", "bob", "cyd", "dan", "eve"];

/// The number of jobs that a process works on at a time.
const AT_A_TIME: usize = 4;

/// The time limit of a request, on the machine's clock.
const TIMEOUT: Duration = Duration::from_millis(500);

/// Nobody waits in place: a process may not live to see the end of a wait.
const LONGEST_WAIT_IN_PLACE: Duration = Duration::ZERO;

impl TaskHandler for Turn {
    const IDENTIFIER: &'static str = "turn";

    async fn run(self, context: WorkerContext) -> impl IntoTaskHandlerResult {
        let process = context.get_ext::<Process>().context("the worker has no process")?;
        process.work(&self).await
    }
}

#[derive(Clone)]
struct Process {
    shared: Arc<Shared>,
}

struct Shared {
    store: Store,
    agent: Agent,
    clock: FastClock,
    callbacks: String,
    plant: Option<Plant>,
}

/// Writes down that a request goes out, right before it does: whoever finds that after this process has died knows that it
/// may have been carried out.
struct Marker {
    store: Store,
    process: String,
    plant: Option<Plant>,
}

#[async_trait]
impl Middleware for Marker {
    async fn handle(
        &self,
        request: Request,
        extensions: &mut Extensions,
        next: NextMiddleware<'_>,
    ) -> reqwest_middleware::Result<Response> {
        if let Some(sent) = extensions.get::<Sent>().filter(|_| self.plant != Some(Plant::ForgetMarker)) {
            self.store.mark(sent, &self.process).await?;
        }
        next.run(request, extensions).await
    }
}

/// Works until it is killed.
pub(crate) async fn work(args: WorkerArgs) -> Result<()> {
    let clock = FastClock::new(SystemTime::UNIX_EPOCH + Duration::from_micros(args.began), args.speed);
    let store = Store::open(&args.queue, clock)?;
    let process = Process::new(&args, clock, &store)?;
    serve_callbacks(process.clone())?;
    let seconds = Duration::from_secs;
    let recovery = WorkerRecoveryConfig::default()
        .heartbeat_interval(Duration::from_millis(500))
        .sweep_interval(seconds(1))
        .sweep_threshold(seconds(5))
        .recovery_delay(Duration::ZERO);
    let worker = WorkerOptions::default()
        .database(store.database())
        .schema(QUEUE)
        .concurrency(AT_A_TIME)
        .poll_interval(Duration::from_millis(50))
        .worker_recovery(recovery)
        .add_extension(process)
        .define_job::<Turn>()
        .init()
        .await
        .context("starting the queue's worker")?;
    worker.run().await.context("working off the queue")
}

impl Process {
    fn new(args: &WorkerArgs, clock: FastClock, store: &Store) -> Result<Self> {
        let secret = std::env::var(SECRET).with_context(|| format!("{SECRET} is not set"))?;
        let redis = RedisStore::open(&args.redis, secret.as_bytes())?.prefix("fleet:");
        let cooldowns = Cooldowns::new().subject(Subject::Workspace, "acme");
        let cooldowns = match args.plant {
            // Nobody learns from a refusal.
            Some(Plant::IgnoreWaits) => Cooldowns::with_capacity(0),
            _ => cooldowns.store(FastStore { redis, clock }),
        };
        let marker = Marker { store: store.clone(), process: args.name.clone(), plant: args.plant };
        let agent = Agent::new(AgentOptions {
            api: args.api.clone(),
            identities: IDENTITIES.map(str::to_owned).to_vec(),
            client: reqwest::Client::builder().no_proxy().timeout(TIMEOUT).user_agent(&args.name).build()?,
            before_sending: Some(Arc::new(marker)),
            cooldowns,
            plan: RetryPlan::default().max_attempts(5).max_inline_wait(LONGEST_WAIT_IN_PLACE),
            clock: Arc::new(clock),
        });
        let callbacks = args.callbacks.clone();
        let shared = Shared { store: store.clone(), agent, clock, callbacks, plant: args.plant };
        Ok(Self { shared: Arc::new(shared) })
    }

    /// Makes one step of a task. The queue may hand out a job twice, but a task's turn comes once.
    async fn work(&self, turn: &Turn) -> Result<()> {
        let Shared { store, agent, callbacks, .. } = &*self.shared;
        let Some(found) = store.find_turn(turn).await? else { return Ok(()) };
        let mut task = found.task;
        let (next, step) = match found.state {
            State::Waiting => {
                let next = agent.work(&mut task, callbacks).await?;
                let handed_over =
                    task.identity != IDENTITIES[0] && task.events.iter().all(|event| event.sent);
                (next, Step::Work { handed_over })
            }
            State::Sending => (agent.recover(&mut task), Step::Recovery),
            State::CalledBack | State::Finished => return Ok(()),
        };
        let next = self.break_rules(next, step);
        store.settle(&task, &next, step).await?;
        Ok(())
    }

    /// Applies the planted fault to a step.
    fn break_rules(&self, next: Next, step: Step<'_>) -> Next {
        let now = self.shared.clock.now().wall;
        match (self.shared.plant, next) {
            (Some(Plant::IgnoreWaits), Next::PutBack(_)) => Next::PutBack(now),
            (Some(Plant::SendAgain), Next::Finish(Outcome::LookFirst)) if step == Step::Recovery => {
                Next::PutBack(now)
            }
            (_, next) => next,
        }
    }

    /// Reads a callback, which may come twice, late, or for a run that a process made just before it died. One that is not
    /// accepted comes again.
    async fn hear(&self, body: &[u8]) -> Result<StatusCode> {
        let Shared { store, agent, .. } = &*self.shared;
        let Callback { reference, task } = Callback::read(body);
        let Some(Found { mut task, state }) = store.find(&task).await? else {
            return Ok(StatusCode::NOT_FOUND);
        };
        match state {
            // The answer that names the run has not been written down yet, or died with its process.
            State::Sending => return Ok(StatusCode::SERVICE_UNAVAILABLE),
            State::Finished => {
                if agent.hear(&mut task, body).await == Next::Finish(Outcome::Done) {
                    store.resolve(&task.name).await?;
                }
                return Ok(StatusCode::NO_CONTENT);
            }
            State::Waiting | State::CalledBack => {}
        }
        let next = agent.hear(&mut task, body).await;
        let next = self.break_rules(next, Step::Callback(&reference));
        Ok(match store.settle(&task, &next, Step::Callback(&reference)).await? {
            Settled::Written | Settled::HeardBefore => StatusCode::NO_CONTENT,
            Settled::Outrun => StatusCode::SERVICE_UNAVAILABLE,
        })
    }
}

impl fmt::Debug for Process {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Process").finish_non_exhaustive()
    }
}

/// The parts of a callback that are read.
struct Callback {
    reference: String,
    task: String,
}

impl Callback {
    fn read(body: &[u8]) -> Self {
        let body: Value = serde_json::from_slice(body).unwrap_or_default();
        let read = |pointer| body.pointer(pointer).and_then(Value::as_str).unwrap_or_default().to_owned();
        Self { reference: read("/callback_ref_uid"), task: read("/custom_data/task") }
    }
}

/// Serves callbacks at the listener that all processes share, and that outlives them.
fn serve_callbacks(process: Process) -> Result<()> {
    let listener = std::io::stdin().as_fd().try_clone_to_owned().context("taking over the listener")?;
    let listener = std::net::TcpListener::from(listener);
    listener.set_nonblocking(true).context("the standard input is no listener")?;
    let listener =
        tokio::net::TcpListener::from_std(listener).context("the standard input is no listener")?;
    let router = Router::new().route("/callbacks", post(receive)).with_state(process);
    tokio::spawn(axum::serve(listener, router).into_future());
    Ok(())
}

async fn receive(AxumState(process): AxumState<Process>, body: Bytes) -> StatusCode {
    process.hear(&body).await.unwrap_or_else(|error| {
        eprintln!("a callback: {error:#}");
        StatusCode::INTERNAL_SERVER_ERROR
    })
}
