use edges_errors::{EdgesError, EdgesErrorHandler};

#[derive(EdgesErrorHandler)]
#[edges(
    outcome(failure | empty | done) => note,
    "AUTH_EXPIRED" => note,
)]
struct Worker;

impl Worker {
    fn note(&self, _: &EdgesError) {}
}

fn main() {}
