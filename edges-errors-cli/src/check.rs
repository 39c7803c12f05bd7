//! `edges-errors check`.

use std::path::{Path, PathBuf};

use edges_errors_codegen::diagnostic::Look;
use edges_errors_codegen::locate::read_text;
use edges_errors_codegen::read_catalogue;
use edges_errors_codegen::source::Source;

use crate::{Ending, complain};

/// Checks each file; the worst ending is the run's.
pub(crate) fn check_files(files: &[PathBuf]) -> Ending {
    let mut ending = Ending::Fine;
    for file in files {
        ending = match (check_file(file), ending) {
            (Ending::Unusable, _) | (_, Ending::Unusable) => Ending::Unusable,
            (Ending::Findings, _) | (_, Ending::Findings) => Ending::Findings,
            (Ending::Fine, Ending::Fine) => Ending::Fine,
        };
    }
    ending
}

fn check_file(file: &Path) -> Ending {
    let name = file.display().to_string();
    let source = match read_text(file, &name) {
        Ok(text) => Source::new(name, text),
        Err(message) => return complain(message),
    };
    let outcome = read_catalogue(&source);
    for mistake in &outcome.mistakes {
        anstream::eprintln!("{}\n", mistake.render(&source, Look::Coloured));
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
