//! `edges-errors check`.

use std::path::{Path, PathBuf};

use edges_errors_catalogue::diagnostic::Look;
use edges_errors_catalogue::source::Source;
use edges_errors_catalogue::{Checked, read_catalogue};
use edges_errors_cli::documents::mistakes::locate_mistake;

use crate::commands::diff::read_source;
use crate::commands::explain::Format;
use crate::{Ending, complain};

/// What to check, and how to show the mistakes.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// The catalogues to check
    #[arg(default_value = "errors.toml", value_name = "FILE")]
    files: Vec<PathBuf>,
    /// How to show the mistakes; `json` is for editors: one list with a place, a rule and a help for each
    #[arg(long, default_value = "text")]
    format: Format,
}

/// Checks each file; the worst ending is the run's.
pub(crate) fn check_files(args: &Args) -> Ending {
    let mut ending = Ending::Fine;
    let mut mistakes = Vec::new();
    for file in &args.files {
        let next = match (read_file(file), args.format) {
            (Err(unusable), _) => unusable,
            (Ok((source, outcome)), Format::Text) => print_outcome(&source, &outcome),
            (Ok((source, outcome)), Format::Json) => {
                let located = outcome.mistakes.iter().map(|mistake| locate_mistake(mistake, &source));
                mistakes.extend(located.map(|mistake| serde_json::json!(mistake)));
                if outcome.mistakes.is_empty() { Ending::Fine } else { Ending::Findings }
            }
        };
        ending = match (next, ending) {
            (Ending::Unusable, _) | (_, Ending::Unusable) => Ending::Unusable,
            (Ending::Findings, _) | (_, Ending::Findings) => Ending::Findings,
            (Ending::Fine, Ending::Fine) => Ending::Fine,
        };
    }
    if matches!(args.format, Format::Json) {
        anstream::println!("{:#}", serde_json::Value::Array(mistakes));
    }
    ending
}

fn read_file(file: &Path) -> Result<(Source, Checked), Ending> {
    let source = read_source(file).map_err(complain)?;
    let outcome = read_catalogue(&source);
    Ok((source, outcome))
}

fn print_outcome(source: &Source, outcome: &Checked) -> Ending {
    for mistake in &outcome.mistakes {
        anstream::eprintln!("{}\n", mistake.render(source, Look::Coloured));
    }
    let labels = outcome.catalogue.labels.len();
    match outcome.mistakes.len() {
        0 => {
            anstream::println!("{}: {labels} labels, no mistakes", source.name());
            Ending::Fine
        }
        1 => {
            anstream::eprintln!("{}: 1 mistake", source.name());
            Ending::Findings
        }
        count => {
            anstream::eprintln!("{}: {count} mistakes", source.name());
            Ending::Findings
        }
    }
}
