//! Counts of the requests for each path.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::Response;
use percent_encoding::percent_decode_str;

#[derive(Debug, Clone, Default)]
pub(crate) struct Requests {
    /// By the bytes of the path, since one client encodes what another leaves as it is.
    by_path: Arc<Mutex<HashMap<Vec<u8>, u64>>>,
}

impl Requests {
    pub(crate) fn count(&self, path: &str) -> u64 {
        let by_path = self.by_path.lock().unwrap_or_else(PoisonError::into_inner);
        by_path.get(&decode(path)).copied().unwrap_or_default()
    }

    fn add(&self, path: &str) {
        let mut by_path = self.by_path.lock().unwrap_or_else(PoisonError::into_inner);
        *by_path.entry(decode(path)).or_default() += 1;
    }
}

fn decode(path: &str) -> Vec<u8> {
    percent_decode_str(path).collect()
}

pub(crate) async fn count_request(
    State(requests): State<Requests>,
    request: Request,
    next: Next,
) -> Response {
    requests.add(request.uri().path());
    next.run(request).await
}
