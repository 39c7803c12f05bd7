use edges_errors::{EdgesError, EdgesErrorHandler};

#[derive(EdgesErrorHandler)]
#[edges(BAD_INPUT => changes, _ => changes)]
struct Worker;

impl Worker {
    fn changes(&mut self, _: &EdgesError) {}
}

fn main() {}
