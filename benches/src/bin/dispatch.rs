//! A derived handler beside a `match` written by hand: `just bench-dispatch` counts the instructions of both.

use std::hint::black_box;

use edges_errors::{EdgesError, EdgesErrorHandler, ErrorLabel};

const ROUNDS: u32 = 10_000;

#[derive(EdgesErrorHandler)]
#[edges(
    output = u32,
    LIMIT_REACHED | STATUS_429 => pause,
    NO_RESULT | SN_CONFLICT => finish,
    LK_ERROR | LK_524 | GENERIC_ERROR | NO_DATA_LOADED => again,
    BAD_INPUT if status(400) => fix,
    unknown => report,
    _ => report,
)]
struct Worker(u32);

impl Worker {
    #[inline(never)]
    fn pause(&self, _: &EdgesError) -> u32 {
        self.0 + 1
    }

    #[inline(never)]
    fn finish(&self, _: &EdgesError) -> u32 {
        self.0 + 2
    }

    #[inline(never)]
    fn again(&self, _: &EdgesError) -> u32 {
        self.0 + 3
    }

    #[inline(never)]
    fn fix(&self, _: &EdgesError) -> u32 {
        self.0 + 4
    }

    #[inline(never)]
    fn report(&self, _: &EdgesError) -> u32 {
        self.0 + 5
    }
}

#[inline(never)]
fn derived(worker: &Worker, error: &EdgesError) -> u32 {
    worker.handle(error)
}

#[inline(never)]
fn by_hand(worker: &Worker, error: &EdgesError) -> u32 {
    match error.label() {
        Some(ErrorLabel::LimitReached | ErrorLabel::Status429) => worker.pause(error),
        Some(ErrorLabel::NoResult | ErrorLabel::SnConflict) => worker.finish(error),
        Some(
            ErrorLabel::LkError | ErrorLabel::Lk524 | ErrorLabel::GenericError | ErrorLabel::NoDataLoaded,
        ) => worker.again(error),
        Some(ErrorLabel::BadInput) if error.status() == Some(400) => worker.fix(error),
        _ => worker.report(error),
    }
}

fn run(dispatch: fn(&Worker, &EdgesError) -> u32) -> u32 {
    let errors: Vec<EdgesError> = ErrorLabel::ALL.iter().map(|label| label.sample()).collect();
    let worker = black_box(Worker(0));
    let mut sum = 0_u32;
    for _ in 0..ROUNDS {
        for error in &errors {
            sum = sum.wrapping_add(dispatch(&worker, black_box(error)));
        }
    }
    sum
}

fn main() {
    let sums = [run(derived), run(by_hand)];
    assert_eq!(sums[0], sums[1]);
    println!("{} dispatches each", ROUNDS as usize * ErrorLabel::ALL.len());
}
