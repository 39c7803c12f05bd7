use edges_errors::{EdgesError, EdgesErrorHandler};

#[derive(EdgesErrorHandler)]
#[edges(
    BAD_INPUT(details) => note,
    LIMIT_REACHED(details) | STATUS_429 => note,
    _ => note,
)]
struct Worker;

impl Worker {
    fn note(&self, _: &EdgesError) {}
}

fn main() {}
