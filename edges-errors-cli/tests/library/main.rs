//! The library: comparisons and documents, as the command and other programs use them.
//!
//! `just bless` rewrites the golden files; read the difference as the maintainer who gets it in a pull request.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod diff;
mod diff_keys;
mod drift;
mod guide;
mod html;
mod latest;
mod markdown;
mod schema;
mod starter;
mod strategies;
mod unlisted;
mod whole;

use std::fs;
use std::path::{Path, PathBuf};

use edges_errors_catalogue::diagnostic::Look;
use edges_errors_catalogue::model::Catalogue;
use edges_errors_catalogue::source::Sources;

/// Returns the path of a file of the repository.
fn locate(file: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(file)
}

/// Returns the path of a golden file.
fn golden(file: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(file)
}

/// Reads a file of the repository.
fn read_text(file: &str) -> String {
    fs::read_to_string(locate(file)).unwrap()
}

/// Reads a catalogue of the repository.
fn read_catalogue(file: &str) -> Catalogue {
    parse_catalogue(&read_text(file))
}

/// Reads a catalogue without mistakes.
fn parse_catalogue(text: &str) -> Catalogue {
    read_sources(&Sources::new("errors.toml", text))
}

/// Reads a catalogue without mistakes, and those that it extends.
fn read_sources(source: &Sources) -> Catalogue {
    let checked = edges_errors_catalogue::read_catalogue(source);
    let drawn: Vec<_> =
        checked.diagnostics.iter().map(|mistake| mistake.render(source, Look::Plain)).collect();
    assert!(drawn.is_empty(), "{}\n{}", drawn.join("\n"), source.own().text());
    checked.catalogue.unwrap()
}
