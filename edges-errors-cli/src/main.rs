//! The `edges-errors` command: checks and compares catalogues, and explains labels and error bodies.

mod commands;
mod ending;
mod input;
mod output;
mod stderr;

use std::io::{self, Write as _};
use std::process::ExitCode;

use clap::{CommandFactory as _, Parser, Subcommand};

use commands::{catalogue, check, decode, diff, drift, explain, export, init, list};
use ending::{Ending, Unusable};

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
    /// Begin the catalogue of an API
    Init(init::Args),
    /// Show every mistake in a catalogue
    Check(check::Args),
    /// Explain a label, or whatever else has a name
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
    let result =
        Arguments::try_parse().map_or_else(|error| print_usage(&error), |arguments| run(arguments.command));
    let ending = result.unwrap_or_else(|unusable| {
        unusable.print();
        Ending::Unusable
    });
    ending.exit_code()
}

fn run(command: Command) -> Result<Ending, Unusable> {
    match command {
        Command::Init(args) => init::start_catalogue(&args),
        Command::Check(args) => check::check_files(&args),
        Command::Explain(args) => explain::explain(&args),
        Command::List(args) => list::list_labels(&args),
        Command::Decode(args) => decode::decode(&args),
        Command::Diff(args) => diff::diff_catalogues(&args),
        Command::Drift(args) => drift::compare_page(&args),
        Command::Export(args) => export::export(&args),
        Command::Completions { shell } => print_completions(shell),
    }
}

/// Prints what clap has to say: a mistake in the arguments, the help or the version.
fn print_usage(error: &clap::Error) -> Result<Ending, Unusable> {
    match error.print().and_then(|()| io::stdout().flush()) {
        _ if error.use_stderr() => Ok(Ending::Unusable),
        Ok(()) => Ok(Ending::Fine),
        Err(failure) => Err(output::explain_failure(&failure)),
    }
}

fn print_completions(shell: clap_complete::Shell) -> Result<Ending, Unusable> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "edges-errors", &mut script);
    output::print(&String::from_utf8_lossy(&script))?;
    Ok(Ending::Fine)
}

#[cfg(test)]
mod tests;
