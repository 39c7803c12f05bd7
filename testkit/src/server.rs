//! The server: its routes, and its life from start to drop.

use std::io;
use std::net::{Ipv4Addr, SocketAddr};

use axum::Router;
use axum::middleware::from_fn_with_state;
use axum::routing::get;
use tokio::net::TcpListener;
use tokio::sync::oneshot;

use crate::answers;
use crate::failures::{Failure, list_failures};
use crate::requests::{Requests, count_request};

/// The API, served on a port of 127.0.0.1 until it is dropped: then it takes no more requests, and answers that are
/// under way end as the client lets them.
#[derive(Debug)]
pub struct Api {
    address: SocketAddr,
    requests: Requests,
    _running: oneshot::Sender<()>,
}

impl Api {
    /// Binds a free port and serves it in a task of the current tokio runtime, which needs I/O and time enabled.
    ///
    /// # Errors
    ///
    /// Fails if no port of 127.0.0.1 can be bound.
    pub async fn start() -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let address = listener.local_addr()?;
        let requests = Requests::default();
        let (running, dropped) = oneshot::channel();
        let router = route_requests().layer(from_fn_with_state(requests.clone(), count_request));
        let server = axum::serve(listener, router).with_graceful_shutdown(async {
            // The sender only ever goes away.
            let _ = dropped.await;
        });
        tokio::spawn(server.into_future());
        Ok(Self { address, requests, _running: running })
    }

    /// The URL of a path, such as `/errors/LIMIT_REACHED`; a query string may follow it.
    #[must_use]
    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// Returns the number of requests there have been for a path, whatever their method and query string.
    #[must_use]
    pub fn requests(&self, path: &str) -> u64 {
        self.requests.count(path)
    }

    /// Every failure that ends: the catalogue's labels in its order, then the rest.
    #[must_use]
    pub fn failures() -> Vec<Failure> {
        list_failures()
    }
}

fn route_requests() -> Router {
    Router::new()
        .route("/ok", get(answers::succeed))
        .route("/errors/{label}", get(answers::fail_with_label).post(answers::fail_with_label))
        .route("/plan-limit", get(answers::exceed_plan))
        .route("/html", get(answers::answer_html))
        .route("/empty", get(answers::answer_nothing))
        .route("/cut", get(answers::break_off))
        .route("/slow", get(answers::answer_slowly))
        .route("/endless", get(answers::answer_endlessly))
}
