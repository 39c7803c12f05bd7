//! One step of a task: a request, or a callback, and what it comes to. Where tasks are kept is not its concern.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

use edges_errors::cooldowns::Cooldowns;
use edges_errors::retry::{
    Action, Clock, Decision, Deferred, Failure, JitterRng, Progress, RetryPlan, RetryState,
};
use edges_errors::{EdgesErrorHandler as _, ErrorLabel, Payload};
use edges_errors_reqwest::{EdgesRetry, ResponseExt as _};
use reqwest_middleware::{ClientBuilder, ClientWithMiddleware, Middleware};

use super::handler::Handler;
use super::task::{self, Event, Mode, Outcome, Task};

type ClientError = edges_errors_reqwest::Error;

/// The pause of a task while the API is down.
const PAUSE: Duration = Duration::from_secs(300);

/// The tools of an agent.
pub struct AgentOptions {
    /// The address of the API, without a path.
    pub api: String,
    /// The identities of the account.
    pub identities: Vec<String>,
    /// The client that sends the requests.
    pub client: reqwest::Client,
    /// A middleware that sees each request right before it is sent, once the limits are known to be open.
    pub before_sending: Option<Arc<dyn Middleware>>,
    /// The limits that are closed.
    pub cooldowns: Cooldowns,
    /// The plan by which requests are sent again.
    pub plan: RetryPlan,
    /// The time.
    pub clock: Arc<dyn Clock>,
}

/// A client of the API that does one step of a task and says what becomes of the task.
pub struct Agent {
    api: String,
    identities: Vec<String>,
    client: ClientWithMiddleware,
    cooldowns: Cooldowns,
    plan: RetryPlan,
    clock: Arc<dyn Clock>,
    /// Decisions on requests that are under way, by task.
    decisions: Arc<Mutex<Decisions>>,
    handler: Handler,
}

type Decisions = HashMap<String, Vec<Event>>;

/// The next step of a task.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Next {
    /// It has come to an end.
    Finish(Outcome),
    /// It goes back to the queue, and is not to be taken before this time.
    PutBack(SystemTime),
    /// The API works on it and calls back. `run_uid` is the name of the run where a request has just made one.
    CalledBack {
        /// The name of the run; `None` for the one that is known already.
        run_uid: Option<String>,
    },
}

/// An identity, and how long its limits keep it from doing a task.
struct Choice {
    identity: String,
    opens_in: Duration,
}

/// The task that a request is for and who sends it, among its extensions.
#[derive(Debug, Clone)]
pub struct Sent {
    /// The name of the task.
    pub task: String,
    /// Its turn.
    pub turn: i32,
    /// The identity.
    pub identity: String,
}

impl Agent {
    /// An agent that works with these.
    #[must_use]
    pub fn new(options: AgentOptions) -> Self {
        let AgentOptions { api, identities, client, before_sending, cooldowns, plan, clock } = options;
        let decisions = Arc::<Mutex<Decisions>>::default();
        let noted = Arc::clone(&decisions);
        let note = move |decision: &Decision<ErrorLabel>, extensions: &http::Extensions| {
            if let Some(Sent { task, identity, .. }) = extensions.get() {
                let event = Event::of(decision, identity);
                lock(&noted).entry(task.clone()).or_default().push(event);
            }
        };
        // The set-up, and a note of each decision for the report.
        let retry = EdgesRetry::new()
            .cooldowns(&cooldowns)
            .plan(plan.clone())
            .clock(Arc::clone(&clock))
            .errors_as_err()
            .on_decision(note);
        let client = ClientBuilder::new(client).with(retry);
        let client = match before_sending {
            Some(middleware) => client.with_arc(middleware),
            None => client,
        };
        Self { api, identities, client: client.build(), cooldowns, plan, clock, decisions, handler: Handler }
    }

    /// Sends the request of a task, by an identity that may still do it.
    ///
    /// # Errors
    ///
    /// If the middleware that sees the requests has failed: nothing was sent.
    pub async fn work(&self, task: &mut Task, callback: &str) -> Result<Next, ClientError> {
        task.identity = self.choose_identity(task).await.identity;
        let result = self.send(task, callback).await;
        task.events.append(&mut lock(&self.decisions).remove(&task.name).unwrap_or_default());
        match (result, task.mode) {
            (Ok(_), Mode::Live) => Ok(Next::Finish(Outcome::Done)),
            (Ok(run_uid), Mode::Async) => Ok(Next::CalledBack { run_uid: Some(run_uid) }),
            (Err(ClientError::Deferred(deferred)), _) => {
                Ok(Next::PutBack(self.put_off(task, &deferred).await))
            }
            (Err(error @ ClientError::Middleware(_)), _) => Err(error),
            (Err(error), _) => Ok(self.give_up(task, &error.decision())),
        }
    }

    /// Reads a callback: a run has ended, or the API has put it off by itself.
    pub async fn hear(&self, task: &mut Task, body: &[u8]) -> Next {
        match Payload::Callback.decode(body).map(|mut errors| errors.next()) {
            Ok(None) => Next::Finish(Outcome::Done),
            Ok(Some(error)) => {
                self.cooldowns.learn(&task.context(), &error, self.clock.now()).await;
                self.judge(task, Failure::Api(&error))
            }
            Err(_) => Next::Finish(Outcome::LookFirst),
        }
    }

    /// Decides about a task whose request was under way when its process ended: it may have been carried out.
    pub fn recover(&self, task: &mut Task) -> Next {
        self.judge(task, Failure::Interrupted)
    }

    fn judge(&self, task: &mut Task, failure: Failure<'_, ErrorLabel>) -> Next {
        let now = self.clock.now();
        let mut state: RetryState = self.plan.clone().context(&task.context()).resume_at(task.progress, now);
        let mut rng = JitterRng::from_entropy();
        let decision = state.on_failure_at(failure, now, || rng.next_u64());
        task.events.push(Event::of(&decision, &task.identity));
        task.progress = state.progress();
        match decision.action() {
            Action::Retry { after } => Next::PutBack(now.wall + after),
            Action::Defer { not_before } => Next::PutBack(not_before),
            // It goes on by itself and calls back again: to send it now would be to do it twice.
            Action::Await { .. } => Next::CalledBack { run_uid: None },
            _ => self.give_up(task, &decision),
        }
    }

    /// Sends the request and gives back the run that it made, if any.
    async fn send(&self, task: &Task, callback: &str) -> Result<String, ClientError> {
        let what = if task.mode == Mode::Live { "run/live" } else { "run/async" };
        let url = format!("{}/v1/identities/{}/actions/{}/{what}", self.api, task.identity, task.action);
        let body = format!(r#"{{"task":"{}","callback":"{callback}"}}"#, task.name);
        let answer = self
            .client
            .post(url)
            .header("content-type", "application/json")
            .body(body)
            .with_extension(task.context())
            .with_extension(task.progress)
            .with_extension(Sent {
                task: task.name.clone(),
                turn: task.turn,
                identity: task.identity.clone(),
            })
            .send()
            .await?;
        let text = answer.error_for_label().await?.text().await?;
        Ok(task::read_run_uid(&text))
    }

    /// Hands a task that a limit puts off to another identity, if it still may do it; the rest waits.
    async fn put_off(&self, task: &mut Task, deferred: &Deferred<ErrorLabel>) -> SystemTime {
        task.progress = deferred.progress();
        if deferred.error().rate_limit().is_none() {
            return deferred.not_before();
        }
        let other = self.choose_identity(task).await;
        if other.opens_in.is_zero() { self.clock.now().wall } else { deferred.not_before() }
    }

    /// The request is not sent again: what else is to be done?
    fn give_up(&self, task: &mut Task, decision: &Decision<ErrorLabel>) -> Next {
        if decision.is_unreachable() {
            task.progress = Progress::default();
            return Next::PutBack(self.clock.now().wall + PAUSE);
        }
        Next::Finish(self.handler.handle(decision))
    }

    /// Chooses the first identity for which no limit is closed, or else the one for which the limits open first.
    async fn choose_identity(&self, task: &Task) -> Choice {
        let now = self.clock.now();
        let mut best = Choice { identity: String::new(), opens_in: Duration::MAX };
        for identity in &self.identities {
            let closed = self.cooldowns.ask(&task.context_of(identity), now).await;
            let opens_in = closed.map_or(Duration::ZERO, |closed| closed.wait());
            if opens_in < best.opens_in {
                best = Choice { identity: identity.clone(), opens_in };
            }
            if opens_in.is_zero() {
                break;
            }
        }
        best
    }
}

fn lock(decisions: &Mutex<Decisions>) -> MutexGuard<'_, Decisions> {
    decisions.lock().unwrap_or_else(PoisonError::into_inner)
}
