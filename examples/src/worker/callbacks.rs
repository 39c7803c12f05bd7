//! What the API calls back about.

use std::collections::HashSet;
use std::io;
use std::net::Ipv4Addr;
use std::sync::{Arc, Mutex, PoisonError};

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::post;
use edges_errors::EdgesError;
use edges_errors::retry::{Action, Clock as _, JitterRng};
use serde_json::Value;
use tokio::net::TcpListener;

use super::Worker;
use super::task::{Event, Outcome, Task};

/// An address for callbacks.
pub(super) struct Inbox {
    url: String,
}

#[derive(Clone)]
struct Receiver {
    worker: Worker,
    /// A callback may come twice; its reference stays the same.
    seen: Arc<Mutex<HashSet<String>>>,
}

impl Inbox {
    pub(super) async fn open(worker: Worker) -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let url = format!("http://{}/callbacks", listener.local_addr()?);
        let receiver = Receiver { worker, seen: Arc::default() };
        let router = Router::new().route("/callbacks", post(receive)).with_state(receiver);
        tokio::spawn(axum::serve(listener, router).into_future());
        Ok(Self { url })
    }

    pub(super) fn url(&self) -> String {
        self.url.clone()
    }
}

async fn receive(State(receiver): State<Receiver>, body: Bytes) -> StatusCode {
    let text: Value = serde_json::from_slice(&body).unwrap_or_default();
    let read = |pointer: &str| text.pointer(pointer).and_then(Value::as_str).unwrap_or_default().to_owned();
    let is_new =
        receiver.seen.lock().unwrap_or_else(PoisonError::into_inner).insert(read("/callback_ref_uid"));
    if is_new {
        receiver.worker.hear(&read("/run/run_uid"), &body).await;
    }
    StatusCode::NO_CONTENT
}

impl Worker {
    /// A run has ended, or the API has put it off by itself.
    async fn hear(&self, run_uid: &str, body: &[u8]) {
        let task = self.shared.lock().running.remove(run_uid);
        let Some(task) = task else { return };
        match EdgesError::from_callback(body) {
            Ok(None) => self.shared.finish(task, Outcome::Done),
            Ok(Some(error)) => self.hear_error(task, run_uid, &error).await,
            Err(_) => self.shared.finish(task, Outcome::LookFirst),
        }
        self.shared.called_back.notify_one();
    }

    async fn hear_error(&self, mut task: Task, run_uid: &str, error: &EdgesError) {
        let now = self.shared.clock.now();
        self.shared.cooldowns.learn(&task.context(), error, now).await;
        let mut state = self.shared.plan.clone().context(&task.context()).resume_at(task.progress, now);
        let mut rng = JitterRng::from_entropy();
        let decision = state.on_failure_at(error, now, || rng.next_u64());
        let event = Event::of(&decision, &task.identity);
        task.events.push(event);
        task.progress = state.progress();
        match decision.action() {
            Action::Retry { after } => self.shared.lock().queue.put(now.wall + after, task),
            Action::Defer { not_before } => self.shared.lock().queue.put(not_before, task),
            // It goes on by itself and calls back again: to send it now would be to do it twice.
            Action::Await { .. } => {
                self.shared.lock().running.insert(run_uid.to_owned(), task);
            }
            _ => self.give_up(task, &decision),
        }
    }
}
