use edges_errors::{EdgesError, EdgesErrorHandler};

#[derive(EdgesErrorHandler)]
#[edges(_ => note, LIMIT_REACHED => note)]
struct Worker;

impl Worker {
    fn note(&self, _: &EdgesError) {}
}

fn main() {}
