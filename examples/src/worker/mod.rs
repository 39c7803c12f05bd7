//! A worker that drains a queue of tasks through the Edges API.
//!
//! The middleware decodes, waits and sends again. What leaves it is a result, an error to handle, or a deferral; this
//! program maps each to its own next step: `handler` says what to do about an error, `queue` keeps what is put off,
//! `callbacks` hears what the API finishes by itself.

mod callbacks;
mod handler;
mod queue;
mod report;
mod task;

use std::collections::HashMap;
use std::error::Error;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use edges_errors::cooldowns::Cooldowns;
use edges_errors::retry::{Clock as _, Decision, Deferred, RequestContext, RetryPlan};
use edges_errors::{EdgesErrorHandler as _, ErrorLabel, Subject};
use edges_errors_reqwest::{EdgesRetry, ResponseExt as _};
use edges_errors_testkit::{VirtualClock, World};
use reqwest_middleware::{ClientBuilder, ClientWithMiddleware};
use tokio::sync::Notify;

use callbacks::Inbox;
use handler::Handler;
use queue::{Queue, Taken};

pub use report::{count_lost, print_report};
pub use task::{Event, Mode, Outcome, Task};

type ClientError = edges_errors_reqwest::Error;

/// A program that works off tasks.
#[derive(Clone)]
pub struct Worker {
    shared: Arc<Shared>,
}

struct Shared {
    world: World,
    clock: VirtualClock,
    client: ClientWithMiddleware,
    plan: RetryPlan,
    cooldowns: Cooldowns,
    identities: Vec<String>,
    state: Mutex<State>,
    called_back: Notify,
    handler: Handler,
}

/// An identity, and how long its limits keep it from doing a task.
struct Choice {
    identity: String,
    opens_in: Duration,
}

#[derive(Default)]
struct State {
    queue: Queue,
    /// Runs that the API will call back about.
    running: HashMap<String, Task>,
    /// Decisions on requests that are under way, by task.
    decisions: HashMap<String, Vec<Event>>,
    finished: Vec<Task>,
}

impl State {
    fn has_ended(&self) -> bool {
        self.queue.is_empty() && self.running.is_empty()
    }
}

/// The task that a request is for and who sends it, among its extensions.
#[derive(Clone)]
struct Sent {
    task: String,
    identity: String,
}

impl Worker {
    /// A worker with an account of these identities, for whose requests an answer may take so long on the machine's own
    /// clock.
    ///
    /// # Errors
    ///
    /// Where reqwest cannot be set up.
    pub fn new(
        world: &World,
        clock: &VirtualClock,
        identities: &[&str],
        timeout: Duration,
    ) -> reqwest::Result<Self> {
        let plain = reqwest::Client::builder().no_proxy().timeout(timeout).build()?;
        let plan = RetryPlan::default().max_attempts(5);
        let shared = Arc::new_cyclic(|weak: &std::sync::Weak<Shared>| {
            let weak = weak.clone();
            let note = move |decision: &Decision<ErrorLabel>, extensions: &http::Extensions| {
                if let (Some(shared), Some(Sent { task, identity })) = (weak.upgrade(), extensions.get()) {
                    let event = Event::of(decision, identity);
                    shared.lock().decisions.entry(task.clone()).or_default().push(event);
                }
            };
            // The account is the same for every task.
            let cooldowns = Cooldowns::new().subject(Subject::Workspace, "acme");
            // The set-up, and a note of each decision for the report.
            let retry = EdgesRetry::new()
                .cooldowns(&cooldowns)
                .plan(plan.clone())
                .clock(clock.clone())
                .errors_as_err()
                .on_decision(note);
            Shared {
                world: world.clone(),
                clock: clock.clone(),
                client: ClientBuilder::new(plain).with(retry).build(),
                plan,
                cooldowns,
                identities: identities.iter().map(|&identity| identity.to_owned()).collect(),
                state: Mutex::default(),
                called_back: Notify::new(),
                handler: Handler,
            }
        });
        Ok(Self { shared })
    }

    /// Works off the tasks, some at a time, until each has come to an end; gives them back in their order.
    ///
    /// # Errors
    ///
    /// Where no port can be bound for the callbacks.
    pub async fn run(&self, tasks: Vec<Task>, at_a_time: usize) -> Result<Vec<Task>, Box<dyn Error>> {
        let inbox = Inbox::open(self.clone()).await?;
        let now = self.shared.clock.now().wall;
        let order: HashMap<String, usize> =
            tasks.iter().enumerate().map(|(at, task)| (task.name.clone(), at)).collect();
        for task in tasks {
            self.shared.lock().queue.put(now, task);
        }
        loop {
            let workers: Vec<_> =
                (0..at_a_time).map(|_| tokio::spawn(self.clone().drain(inbox.url()))).collect();
            for worker in workers {
                worker.await?;
            }
            if self.shared.lock().has_ended() {
                break;
            }
            self.shared.called_back.notified().await;
        }
        let mut finished = std::mem::take(&mut self.shared.lock().finished);
        finished.sort_by_key(|task| order.get(&task.name).copied());
        Ok(finished)
    }

    /// Takes tasks until there are none, and waits where none is due yet.
    async fn drain(self, inbox: String) {
        let _working = self.shared.clock.enter();
        loop {
            let now = self.shared.clock.now().wall;
            let taken = self.shared.lock().queue.take(now);
            match taken {
                Taken::Task(task) => self.work(*task, &inbox).await,
                Taken::NotBefore(time) => {
                    self.shared.clock.sleep(time.duration_since(now).unwrap_or_default()).await;
                }
                Taken::Nothing => return,
            }
        }
    }

    /// One task, by an identity that may still do it.
    async fn work(&self, mut task: Task, inbox: &str) {
        task.identity = self.shared.choose_identity(&task).await.identity;
        let result = self.send(&task, inbox).await;
        task.events.append(&mut self.shared.lock().decisions.remove(&task.name).unwrap_or_default());
        match (result, task.mode) {
            (Ok(_), Mode::Live) => self.shared.finish(task, Outcome::Done),
            (Ok(run_uid), Mode::Async) => {
                self.shared.lock().running.insert(run_uid, task);
            }
            (Err(ClientError::Deferred(deferred)), _) => self.put_off(task, &deferred).await,
            (Err(error), _) => self.give_up(task, &error.decision()),
        }
    }

    /// Sends the request and gives back the run that it made, if any.
    async fn send(&self, task: &Task, inbox: &str) -> Result<String, ClientError> {
        let what = if task.mode == Mode::Live { "run/live" } else { "run/async" };
        let body = format!(r#"{{"task":"{}","callback":"{inbox}"}}"#, task.name);
        let request = self.shared.client.post(self.shared.world.url(&task.identity, &task.action, what));
        let answer = request
            .header("content-type", "application/json")
            .body(body)
            .with_extension(task.context())
            .with_extension(task.progress)
            .with_extension(Sent { task: task.name.clone(), identity: task.identity.clone() })
            .send()
            .await?;
        let text = answer.error_for_label().await?.text().await?;
        Ok(task::read_run_uid(&text))
    }

    /// Another identity that may still do it takes the task at once; else it goes back to the queue.
    async fn put_off(&self, mut task: Task, deferred: &Deferred<ErrorLabel>) {
        let other = self.shared.choose_identity(&task).await;
        let until =
            if other.opens_in.is_zero() { self.shared.clock.now().wall } else { deferred.not_before() };
        task.progress = deferred.progress();
        self.shared.lock().queue.put(until, task);
    }

    /// The request is not sent again: what else is to be done?
    fn give_up(&self, task: Task, decision: &Decision<ErrorLabel>) {
        let outcome = self.shared.handler.handle(decision);
        self.shared.finish(task, outcome);
    }
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
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

    fn finish(&self, mut task: Task, outcome: Outcome) {
        task.outcome = Some(outcome);
        self.lock().finished.push(task);
    }
}

/// Whether an action may be done twice is the program's to know, not the API's: extraction only reads.
fn is_repeatable(action: &str) -> bool {
    !action.starts_with("send-") && !action.starts_with("connect-")
}

fn request_context(action: &str) -> RequestContext {
    RequestContext::new("POST").idempotent(is_repeatable(action))
}
