//! The `edges-errors` command: checks and compares catalogues, explains labels, and says what an error body means.

mod commands;

use std::process::ExitCode;

use clap::{CommandFactory as _, Parser, Subcommand};

use commands::{catalogue, check, decode, diff, drift, explain, export, list};

/// Checks, compares and explains catalogues of API errors, and says what an error body means.
#[derive(Parser)]
#[command(
    name = "edges-errors",
    version = catalogue::version(),
    about,
    after_help = "Exit codes: 0 fine, 1 findings, 2 unusable input."
)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Show every mistake in a catalogue
    Check(check::Args),
    /// Explain a label, or a rule that a catalogue breaks
    Explain(explain::Args),
    /// List the labels, narrowed down by what they are
    List(list::Args),
    /// Say what an error body means, whose fault it is and what to do
    Decode(decode::Args),
    /// Say what a change of the catalogue means for its users
    Diff(diff::Args),
    /// Compare the published reference with the catalogue
    Drift(drift::Args),
    /// Write the catalogue as a page, as JSON or as a schema
    Export(export::Args),
    /// Print what a shell needs to complete this command
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
}

/// How a run ended, as its exit code says it.
enum Ending {
    Fine,
    Findings,
    Unusable,
}

fn main() -> ExitCode {
    let ending = match Arguments::parse().command {
        Command::Check(args) => check::check_files(&args),
        Command::Explain(args) => explain::explain(&args),
        Command::List(args) => list::list_labels(&args),
        Command::Decode(args) => decode::decode(&args),
        Command::Diff(args) => diff::diff_catalogues(&args),
        Command::Drift(args) => drift::compare_page(&args),
        Command::Export(args) => export::export(&args),
        Command::Completions { shell } => print_completions(shell),
    };
    ExitCode::from(match ending {
        Ending::Fine => 0,
        Ending::Findings => 1,
        Ending::Unusable => 2,
    })
}

fn print_completions(shell: clap_complete::Shell) -> Ending {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "edges-errors", &mut script);
    anstream::print!("{}", String::from_utf8_lossy(&script));
    Ending::Fine
}

/// Says on standard error why the command could not do its work.
fn complain(message: impl std::fmt::Display) -> Ending {
    anstream::eprintln!("edges-errors: {message}");
    Ending::Unusable
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    #[test]
    fn the_arguments_make_sense() {
        super::Arguments::command().debug_assert();
    }
}
