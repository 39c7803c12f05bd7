use edges_errors::{EdgesError, EdgesErrorHandler};

#[derive(EdgesErrorHandler)]
#[edges(
    output = u32,
    BAD_INPUT => missing,
    BAD_PARAMETERS => no_error,
    MISSING_PARAMETER => wrong_output,
    NO_ACCESS => changes,
    LIMIT_REACHED(details) => no_details,
    _ => fine,
)]
struct Worker;

impl Worker {
    fn no_error(&self) -> u32 {
        1
    }

    fn wrong_output(&self, _: &EdgesError) -> String {
        String::new()
    }

    fn changes(&mut self, _: &EdgesError) -> u32 {
        1
    }

    fn no_details(&self, _: &EdgesError) -> u32 {
        1
    }

    fn fine(&self, _: &EdgesError) -> u32 {
        1
    }
}

fn main() {}
