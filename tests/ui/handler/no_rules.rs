use edges_errors::EdgesErrorHandler;

#[derive(EdgesErrorHandler)]
struct Worker;

#[derive(EdgesErrorHandler)]
#[edges(_ => note)]
enum Choice {
    A,
}

#[derive(EdgesErrorHandler)]
#[edges(_ => note)]
union Bits {
    a: u32,
}

#[derive(EdgesErrorHandler)]
#[edges(LIMIT_REACHED -> note)]
struct Arrow;

fn main() {}
