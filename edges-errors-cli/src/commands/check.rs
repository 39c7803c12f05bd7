//! `edges-errors check`.

use std::path::PathBuf;

use edges_errors_catalogue::Checked;
use edges_errors_catalogue::diagnostic::Look;
use edges_errors_catalogue::source::Sources;
use edges_errors_cli::documents::json::write_json;
use edges_errors_cli::documents::mistakes::{Mistake, locate_mistake};
use edges_errors_core::text::spell_out;

use super::base::BaseOption;
use super::catalogue::{Place, find_default, report_mistakes};
use super::format::Format;
use crate::ending::{Ending, Unusable};
use crate::output::print;
use crate::stderr::report;

#[derive(clap::Args)]
pub(crate) struct Args {
    /// Catalogues to check; `-` reads standard input. Without any, the nearest errors.toml here or in a folder above is
    /// checked, or else the built-in catalogue
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,
    #[command(flatten)]
    base: BaseOption,
    /// Output format; `json` lists each mistake and warning with its place, rule and help, for editors
    #[arg(long, default_value = "text")]
    format: Format,
}

/// A catalogue and what the check says of it.
struct Outcome {
    source: Sources,
    checked: Checked,
}

/// Checks each file; the worst ending is that of the run.
pub(crate) fn check_files(args: &Args) -> Result<Ending, Unusable> {
    let bases = args.base.read()?;
    let mut ending = Ending::Fine;
    let mut outcomes = Vec::new();
    let named = args.files.iter().cloned().map(Place::File);
    let places: Vec<Place> = if args.files.is_empty() { vec![find_default()] } else { named.collect() };
    for place in places {
        match place.read(&bases) {
            Ok(source) => {
                let checked = bases.check(&source);
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
    bases.note_unused();
    match args.format {
        Format::Text => outcomes.iter().try_for_each(print_outcome)?,
        Format::Json => print(&write_json(&collect_mistakes(&outcomes)))?,
    }
    Ok(ending)
}

fn collect_mistakes(outcomes: &[Outcome]) -> Vec<Mistake<'_>> {
    let mistakes = outcomes.iter().flat_map(|Outcome { source, checked }| {
        let told = checked.diagnostics.iter().chain(&checked.warnings);
        told.map(|mistake| locate_mistake(mistake, source))
    });
    mistakes.collect()
}

fn print_outcome(Outcome { source, checked }: &Outcome) -> Result<(), Unusable> {
    report_mistakes(checked, source);
    for warning in &checked.warnings {
        report(format_args!("{}\n\n", warning.render(source, Look::Coloured)));
    }
    let name = spell_out(source.own().name());
    let warnings = match checked.warnings.len() {
        0 => String::new(),
        1 => ", 1 warning".to_owned(),
        count => format!(", {count} warnings"),
    };
    match (&checked.catalogue, checked.diagnostics.len()) {
        (Ok(catalogue), _) => {
            print(&format!("{name}: {} labels, no mistakes{warnings}\n", catalogue.labels.len()))?;
        }
        (Err(_), 1) => report(format_args!("{name}: 1 mistake{warnings}\n")),
        (Err(_), count) => report(format_args!("{name}: {count} mistakes{warnings}\n")),
    }
    Ok(())
}
