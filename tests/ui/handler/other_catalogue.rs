use edges_errors::{EdgesError, EdgesErrorHandler};

// The rules are those of another catalogue, which no option names.
#[derive(EdgesErrorHandler)]
#[edges(SOLD_OUT => note, CARD_REFUSED => note, category(stock) => note, _ => note)]
struct Forgotten;

impl Forgotten {
    fn note(&self, _: &EdgesError) {}
}

#[derive(EdgesErrorHandler)]
#[edges(LIMIT_REACHED => note, category(stock) => note, _ => note)]
struct OneKey;

impl OneKey {
    fn note(&self, _: &EdgesError) {}
}

fn main() {}
