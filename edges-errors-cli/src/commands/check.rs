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
            (Ok((source, checked)), Format::Text) => print_outcome(&source, &checked),
            (Ok((source, checked)), Format::Json) => {
                let located = checked.diagnostics.iter().map(|mistake| locate_mistake(mistake, &source));
                mistakes.extend(located.map(|mistake| serde_json::json!(mistake)));
                if checked.diagnostics.is_empty() { Ending::Fine } else { Ending::Findings }
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
    let checked = read_catalogue(&source);
    Ok((source, checked))
}

fn print_outcome(source: &Source, checked: &Checked) -> Ending {
    for mistake in &checked.diagnostics {
        anstream::eprintln!("{}\n", mistake.render(source, Look::Coloured));
    }
    match (&checked.catalogue, checked.diagnostics.len()) {
        (Ok(catalogue), _) => {
            anstream::println!("{}: {} labels, no mistakes", source.name(), catalogue.labels.len());
            Ending::Fine
        }
        (Err(_), 1) => {
            anstream::eprintln!("{}: 1 mistake", source.name());
            Ending::Findings
        }
        (Err(_), count) => {
            anstream::eprintln!("{}: {count} mistakes", source.name());
            Ending::Findings
        }
    }
}
