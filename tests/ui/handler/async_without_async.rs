use edges_errors::{EdgesError, EdgesErrorHandler};

#[derive(EdgesErrorHandler)]
#[edges(async, _ => note)]
struct Worker;

impl Worker {
    fn note(&self, _: &EdgesError) {}
}

#[derive(EdgesErrorHandler)]
#[edges(async, _ => hold)]
struct Holds;

impl Holds {
    async fn hold(&self, _: &EdgesError) {
        let here = std::rc::Rc::new(1);
        std::future::ready(()).await;
        drop(here);
    }
}

fn main() {}
