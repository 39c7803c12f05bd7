//! The language of `errors.toml`: from a text to a checked [`Catalogue`], with every mistake in one run.
//!
//! The stages are `text -> syntax -> check -> model`. [`language`] declares each table and key once; `syntax` reads them
//! with their places, `check` resolves what they refer to, and the model holds what is true.
//! This crate is used by the macros of `edges-errors` and by the `edges-errors` command; its API follows theirs.

mod check;
pub mod diagnostic;
mod draw;
pub mod language;
pub mod locate;
pub mod markdown;
#[allow(missing_docs, reason = "the fields are named after the keys of the language")]
pub mod model;
pub mod names;
mod nearest;
pub mod path;
pub mod phrases;
pub mod source;
mod syntax;
pub mod tables;
pub mod wire;

use diagnostic::{Diagnostic, Diagnostics};
use model::Catalogue;
use source::Source;
use syntax::Parsed;

/// A catalogue that has been checked.
#[derive(Debug)]
pub struct Checked {
    /// The catalogue, or the substitute for one with mistakes.
    pub catalogue: Result<Catalogue, StandIn>,
    /// Every mistake, in the order of the file; none in a catalogue that is right.
    pub diagnostics: Vec<Diagnostic>,
}

/// The most mistakes that are drawn. Later ones rarely help, and a reader has to find the first.
const MOST_DRAWN: usize = 100;

impl Checked {
    /// Returns the mistakes that are to be drawn: the first hundred.
    pub fn drawn(&self) -> &[Diagnostic] {
        self.diagnostics.get(..MOST_DRAWN).unwrap_or(&self.diagnostics)
    }

    /// Returns a line that counts the mistakes that are not drawn, if there are such.
    pub fn count_undrawn(&self) -> Option<String> {
        match self.diagnostics.len().saturating_sub(MOST_DRAWN) {
            0 => None,
            1 => Some("… and 1 more mistake".to_owned()),
            more => Some(format!("… and {more} more mistakes")),
        }
    }
}

/// Stands in for a catalogue with mistakes, where code that uses its names is to compile beside the reports.
#[derive(Debug)]
pub struct StandIn {
    /// Declares the names that can be used, each label among them, and says nothing true of them.
    pub names: Catalogue,
}

/// Reads and checks a catalogue.
///
/// ```
/// use edges_errors_catalogue::{read_catalogue, source::Source};
///
/// let checked = read_catalogue(&Source::new("errors.toml", "[catalogue]\nnme = \"Example\""));
/// assert!(checked.diagnostics.iter().any(|diagnostic| diagnostic.rule.as_str() == "unknown-key"));
/// ```
pub fn read_catalogue(source: &Source) -> Checked {
    let mut diagnostics = Diagnostics::default();
    let (document, catalogue) = match syntax::parse_document(source.text(), &mut diagnostics) {
        Parsed::Damaged(document) => (document, None),
        Parsed::Whole(document) => {
            let catalogue = check::check_document(&document, source.text(), &mut diagnostics);
            if let Some(catalogue) = catalogue.as_ref().filter(|_| diagnostics.is_empty()) {
                check::check_unused(&document, catalogue, &mut diagnostics);
            }
            (document, catalogue)
        }
    };
    debug_assert!(catalogue.is_some() || !diagnostics.is_empty(), "nothing is left out in silence");
    let catalogue = catalogue
        .filter(|_| diagnostics.is_empty())
        .ok_or_else(|| StandIn { names: check::stand_in(&document, source.text()) });
    Checked { catalogue, diagnostics: diagnostics.into_sorted() }
}
