//! A worker that drains a queue of tasks through the Edges API.
//!
//! The middleware decodes, waits and sends again. What leaves it is a result, an error to handle, or a deferral; `agent`
//! maps each to the next step of a task, and `handler` says what to do about an error. The rest keeps the tasks, in memory:
//! `queue` what is put off, `callbacks` hears what the API finishes by itself.

mod agent;
mod callbacks;
mod handler;
mod queue;
mod report;
mod task;

use std::collections::HashMap;
use std::error::Error;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use edges_errors::Subject;
use edges_errors::cooldowns::Cooldowns;
use edges_errors::retry::{Clock as _, RequestContext, RetryPlan};
use edges_errors_testkit::{VirtualClock, World};
use tokio::sync::Notify;

use callbacks::Inbox;
use queue::{Queue, Taken};

pub use agent::{Agent, AgentOptions, Next, Sent};
pub use report::{count_lost, print_report};
pub use task::{Event, Mode, Outcome, Task};

/// A program that works off tasks.
#[derive(Clone)]
pub struct Worker {
    shared: Arc<Shared>,
}

struct Shared {
    agent: Agent,
    clock: VirtualClock,
    state: Mutex<State>,
    called_back: Notify,
}

#[derive(Default)]
struct State {
    queue: Queue,
    /// Runs that the API will call back about.
    running: HashMap<String, Task>,
    finished: Vec<Task>,
}

impl State {
    fn has_ended(&self) -> bool {
        self.queue.is_empty() && self.running.is_empty()
    }
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
        let agent = Agent::new(AgentOptions {
            api: world.base_url(),
            identities: identities.iter().map(|&identity| identity.to_owned()).collect(),
            client: reqwest::Client::builder().no_proxy().timeout(timeout).build()?,
            before_sending: None,
            // The account is the same for every task.
            cooldowns: Cooldowns::new().subject(Subject::Workspace, "acme"),
            plan: RetryPlan::default().max_attempts(5),
            clock: Arc::new(clock.clone()),
        });
        let shared =
            Shared { agent, clock: clock.clone(), state: Mutex::default(), called_back: Notify::new() };
        Ok(Self { shared: Arc::new(shared) })
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

    async fn work(&self, mut task: Task, inbox: &str) {
        let next = match self.shared.agent.work(&mut task, inbox).await {
            Ok(next) => next,
            Err(error) => Next::Finish(Outcome::GivenUp(error.to_string())),
        };
        self.shared.settle(task, next, "");
    }
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Keeps a task where its next step finds it. `run_uid` is the run that it has had so far.
    fn settle(&self, mut task: Task, next: Next, run_uid: &str) {
        task.turn += 1;
        let mut state = self.lock();
        match next {
            Next::Finish(outcome) => {
                task.outcome = Some(outcome);
                state.finished.push(task);
            }
            Next::PutBack(not_before) => state.queue.put(not_before, task),
            Next::CalledBack { run_uid: made } => {
                state.running.insert(made.unwrap_or_else(|| run_uid.to_owned()), task);
            }
        }
    }
}

/// Whether an action may be done twice is the program's to know, not the API's: extraction only reads.
fn is_repeatable(action: &str) -> bool {
    !action.starts_with("send-") && !action.starts_with("connect-")
}

fn request_context(action: &str) -> RequestContext {
    RequestContext::new("POST").idempotent(is_repeatable(action))
}
