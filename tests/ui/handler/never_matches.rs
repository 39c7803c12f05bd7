use edges_errors::{EdgesError, EdgesErrorHandler};

#[derive(EdgesErrorHandler)]
#[edges(
    category(rate_limit) => pause,
    LIMIT_REACHED => note,
    BAD_INPUT | BAD_INPUT => note,
    "AUTH_EXPIRED" => note,
    "AUTH_EXPIRED" => pause,
    unknown => note,
    unknown => pause,
    "INVITATION_PENDING" => note,
    _ => note,
)]
struct Worker;

impl Worker {
    fn note(&self, _: &EdgesError) {}
    fn pause(&self, _: &EdgesError) {}
}

#[derive(EdgesErrorHandler)]
#[edges(category(input | access | not_found | rate_limit | linkedin | sales_navigator | processing | system | config) => note, unknown => note, _ => pause)]
struct Nothing;

#[derive(EdgesErrorHandler)]
#[edges(category(input | access | not_found | rate_limit | linkedin | sales_navigator | processing | system | config) => note, unknown => note, _ if status(424) => pause)]
struct NothingToGuard;

#[derive(EdgesErrorHandler)]
#[edges(on = decision, action(stop) => note, LIMIT_REACHED | in_doubt => note, _ => pause)]
struct Doubt;

fn main() {}
