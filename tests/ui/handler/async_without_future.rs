use edges_errors::{EdgesError, EdgesErrorHandler};

#[derive(EdgesErrorHandler)]
#[edges(async, _ => note)]
struct Worker;

impl Worker {
    fn note(&self, _: &EdgesError) {}
}

fn main() {}
