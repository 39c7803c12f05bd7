use edges_errors::{EdgesError, EdgesErrorHandler};

#[derive(EdgesErrorHandler)]
#[edges(
    LIMIT_REACHD => note,
    LimitReached => note,
    AUTH_EXPIRED => note,
    category(inptu) => note,
    remedy(contact_suport) => note,
    strategy(exponentially) => note,
    outcome(emty) => note,
    unknown if scope(parm) => note,
    unknown if rate_limit(edges_ap) => note,
    _ => note,
)]
struct Worker;

impl Worker {
    fn note(&self, _: &EdgesError) {}
}

#[derive(EdgesErrorHandler)]
#[edges(outptu = (), _ => note)]
struct Option;

#[derive(EdgesErrorHandler)]
#[edges(categroy(input) => note, _ => note)]
struct Selector;

#[derive(EdgesErrorHandler)]
#[edges(unknown if scop(input) => note, _ => note)]
struct Guard;

#[derive(EdgesErrorHandler)]
#[edges(scope(input) => note, _ => note)]
struct NoSelector;

fn main() {}
