//! The `edges-errors` command: checks and compares catalogues, and explains labels and error bodies.

mod commands;
mod ending;

use std::process::ExitCode;

use clap::{CommandFactory as _, Parser, Subcommand};

use commands::{catalogue, check, decode, diff, drift, explain, export, list};
use ending::Ending;

#[derive(Parser)]
#[command(
    name = "edges-errors",
    version = catalogue::version(),
    about,
    after_help = "Exit codes: 0 success, 1 findings, 2 unusable input."
)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Show every mistake in a catalogue
    Check(check::Args),
    /// Explain a label, or a rule of `check`
    Explain(explain::Args),
    /// List labels, with filters
    List(list::Args),
    /// Explain an error body: what it means, whose fault it is and what to do
    Decode(decode::Args),
    /// Compare two catalogues, and show what changes for their users
    Diff(diff::Args),
    /// Compare a catalogue with the published reference
    Drift(drift::Args),
    /// Write a catalogue as a page, as JSON or as a schema
    Export(export::Args),
    /// Generate shell completions
    Completions {
        /// Shell to complete for
        shell: clap_complete::Shell,
    },
}

fn main() -> ExitCode {
    let result = match Arguments::parse().command {
        Command::Check(args) => Ok(check::check_files(&args)),
        Command::Explain(args) => explain::explain(&args),
        Command::List(args) => list::list_labels(&args),
        Command::Decode(args) => decode::decode(&args),
        Command::Diff(args) => diff::diff_catalogues(&args),
        Command::Drift(args) => drift::compare_page(&args),
        Command::Export(args) => export::export(&args),
        Command::Completions { shell } => Ok(print_completions(shell)),
    };
    let ending = result.unwrap_or_else(|unusable| {
        unusable.print();
        Ending::Unusable
    });
    ending.exit_code()
}

fn print_completions(shell: clap_complete::Shell) -> Ending {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "edges-errors", &mut script);
    anstream::print!("{}", String::from_utf8_lossy(&script));
    Ending::Fine
}

#[cfg(test)]
mod tests;
