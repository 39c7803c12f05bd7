use edges_errors::{EdgesError, EdgesErrorHandler};

// Without `output`.
#[derive(EdgesErrorHandler)]
#[edges(BAD_INPUT => count, _ => nothing)]
struct NoOutput;

impl NoOutput {
    fn count(&self, _: &EdgesError) -> u32 {
        1
    }

    fn nothing(&self, _: &EdgesError) {}
}

// Without `async`, with and without an output.
#[derive(EdgesErrorHandler)]
#[edges(output = u32, _ => count)]
struct NoAsync;

impl NoAsync {
    async fn count(&self, _: &EdgesError) -> u32 {
        1
    }
}

#[derive(EdgesErrorHandler)]
#[edges(_ => nothing)]
struct NoAsyncNorOutput;

impl NoAsyncNorOutput {
    async fn nothing(&self, _: &EdgesError) {}
}

// With `async`, and without `output`.
#[derive(EdgesErrorHandler)]
#[edges(async, _ => count)]
struct AsyncWithoutOutput;

impl AsyncWithoutOutput {
    async fn count(&self, _: &EdgesError) -> u32 {
        1
    }
}

fn main() {}
