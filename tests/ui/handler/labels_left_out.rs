use edges_errors::{EdgesError, EdgesErrorHandler};

#[derive(EdgesErrorHandler)]
#[edges(
    category(input | access | not_found | rate_limit | linkedin) => note,
    SN_CONFLICT => note,
    category(processing | system) => note,
)]
struct Worker;

impl Worker {
    fn note(&self, _: &EdgesError) {}
}

fn main() {
    // The handler exists all the same: this is no second error.
    Worker.handle(&edges_errors::ErrorLabel::BadInput.sample());
}
