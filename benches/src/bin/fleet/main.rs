//! A fleet of workers in virtual time, against limits and an outage, under several ways to retry.
//!
//! `cargo run --release -p benches --bin fleet` (or `just bench-fleet`)

mod api {
    edges_errors::catalogue! { extends = edges_errors, "api.toml" }
}
mod knowledge;
mod report;
mod server;
mod simulation;
mod strategies;

use simulation::{Fleet, Scenario, simulate};
use strategies::Strategy;

/// The fates of requests are drawn from it. backon and reqwest-retry draw their own jitter, so their rows differ a little
/// from run to run.
const SEED: u64 = 20_261_124;

fn main() {
    report::print_parameters(SEED);
    for scenario in Scenario::ALL {
        for workers in [1_000, 10_000] {
            report::print_heading(scenario, workers);
            for strategy in Strategy::ALL {
                let outcome = simulate(&Fleet { scenario, workers, strategy, seed: SEED });
                report::print_row(strategy, &outcome);
            }
        }
    }
    report::print_notes();
}
