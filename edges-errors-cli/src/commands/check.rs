//! `edges-errors check`.

use std::path::PathBuf;

use edges_errors_catalogue::diagnostic::Look;
use edges_errors_catalogue::source::Source;
use edges_errors_catalogue::{Checked, read_catalogue};
use edges_errors_cli::documents::json::write_json;
use edges_errors_cli::documents::mistakes::{Mistake, locate_mistake};
use edges_errors_core::text::spell_out;

use super::catalogue::read_source;
use super::format::Format;
use crate::ending::Ending;

#[derive(clap::Args)]
pub(crate) struct Args {
    /// Catalogues to check
    #[arg(default_value = "errors.toml", value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Output format; `json` lists each mistake with its place, rule and help, for editors
    #[arg(long, default_value = "text")]
    format: Format,
}

/// A catalogue and what the check says of it.
struct Outcome {
    source: Source,
    checked: Checked,
}

/// Checks each file; the worst ending is that of the run.
pub(crate) fn check_files(args: &Args) -> Ending {
    let mut ending = Ending::Fine;
    let mut outcomes = Vec::new();
    for file in &args.files {
        match read_source(file) {
            Ok(source) => {
                let checked = read_catalogue(&source);
                if !checked.diagnostics.is_empty() {
                    ending = ending.max(Ending::Findings);
                }
                outcomes.push(Outcome { source, checked });
            }
            Err(unusable) => {
                unusable.print();
                ending = Ending::Unusable;
            }
        }
    }
    match args.format {
        Format::Text => outcomes.iter().for_each(print_outcome),
        Format::Json => anstream::print!("{}", write_json(&collect_mistakes(&outcomes))),
    }
    ending
}

fn collect_mistakes(outcomes: &[Outcome]) -> Vec<Mistake<'_>> {
    let mistakes = outcomes.iter().flat_map(|Outcome { source, checked }| {
        checked.diagnostics.iter().map(|mistake| locate_mistake(mistake, source))
    });
    mistakes.collect()
}

fn print_outcome(Outcome { source, checked }: &Outcome) {
    for mistake in checked.drawn() {
        anstream::eprintln!("{}\n", mistake.render(source, Look::Coloured));
    }
    if let Some(more) = checked.count_undrawn() {
        anstream::eprintln!("{more}\n");
    }
    let name = spell_out(source.name());
    match (&checked.catalogue, checked.diagnostics.len()) {
        (Ok(catalogue), _) => anstream::println!("{name}: {} labels, no mistakes", catalogue.labels.len()),
        (Err(_), 1) => anstream::eprintln!("{name}: 1 mistake"),
        (Err(_), count) => anstream::eprintln!("{name}: {count} mistakes"),
    }
}
