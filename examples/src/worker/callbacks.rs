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
use serde_json::Value;
use tokio::net::TcpListener;

use super::Worker;

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
    async fn hear(&self, run_uid: &str, body: &[u8]) {
        let task = self.shared.lock().running.remove(run_uid);
        let Some(mut task) = task else { return };
        let next = self.shared.agent.hear(&mut task, body).await;
        self.shared.settle(task, next, run_uid);
        self.shared.called_back.notify_one();
    }
}
