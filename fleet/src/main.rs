//! The example's worker in many processes that die: a job queue in PostgreSQL, cooldowns in Redis, and an API whose ledger
//! says at the end whether anything was lost, done twice or sent too early. README.md says how it works.

mod args;
mod driver;
mod judge;
mod plant;
mod report;
mod shared;
mod store;
mod worker;

use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand};

use args::{RoundArgs, WorkerArgs};

/// Runs tasks through worker processes that are killed at random, against an API in which everything goes wrong
#[derive(Debug, Parser)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
struct Cli {
    #[command(flatten)]
    round: Option<RoundArgs>,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Run one of the worker processes
    #[command(hide = true)]
    Work(WorkerArgs),
}

fn main() -> Result<ExitCode> {
    let cli = Cli::parse();
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    match (cli.command, cli.round) {
        (Some(Command::Work(args)), _) => runtime.block_on(worker::work(args)).map(|()| ExitCode::SUCCESS),
        (None, Some(args)) => runtime.block_on(driver::run(args)),
        (None, None) => anyhow::bail!("--queue and --redis say where PostgreSQL and Redis are"),
    }
}
