use edges_errors::{EdgesError, EdgesErrorHandler, ErrorLabel};

#[derive(EdgesErrorHandler)]
#[edges(
    mut,
    LIMIT_REACHED => |error| 1,
    BAD_INPUT => self.note,
    NO_RESULT => note(),
    LK_ERROR => Self::note,
    _ if error.status() == Some(424) => note,
    _ if !status(424) => note,
    _ if status(424) || scope(input) => note,
    _ if category(input) => note,
    _ if status(5xx) => note,
    retry(fixed) => note,
    NO_ACCESS, NO_CREDITS => note,
    _ => note,
)]
struct Worker;

impl Worker {
    fn note(&self, _: &EdgesError) {}
}

#[derive(EdgesErrorHandler)]
#[edges(strategy(backoff) => note, _ => note)]
struct Policy;

impl Policy {
    fn note(&self, _: &EdgesError) {}
}

#[derive(EdgesErrorHandler)]
#[edges(action(defer) => later, LIMIT_REACHED if stop(unlisted) => note, _ => note)]
struct Decisions;

#[derive(EdgesErrorHandler)]
#[edges(LIMIT_REACHED if in_doubt => note, in_doubt => note, _ => note)]
struct Doubt;

#[derive(EdgesErrorHandler)]
#[edges(on = decision, in_doubt() => note, LIMIT_REACHED if in_doubt(request) => note, _ => note)]
struct DoubtOfSomething;

fn main() {
    // The handlers exist all the same: this is no second error.
    Worker.handle(&ErrorLabel::BadInput.sample());
    Policy.handle(&ErrorLabel::BadInput.sample());
    Decisions.handle(&ErrorLabel::BadInput.sample());
    Doubt.handle(&ErrorLabel::BadInput.sample());
}
