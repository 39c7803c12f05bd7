//! From `errors.toml` to Rust, Markdown and tables.
//!
//! The road is `text -> syntax -> check -> Catalogue -> emit`: `syntax` reads the keys of the language with their
//! places, `check` finds out what they mean and reports every mistake, and the emitters write what is true.
//! This crate is used by the macros of `edges-errors` and by the `edges-errors` command; its API follows theirs.

mod check;
pub mod diagnostic;
#[cfg(feature = "tools")]
pub mod diff;
#[cfg(feature = "tools")]
pub mod drift;
pub mod emit;
#[allow(missing_docs, reason = "the fields are those of the model")]
pub mod exchange;
pub mod handler;
pub mod locate;
#[allow(missing_docs, reason = "the fields say what the language's keys say")]
pub mod model;
pub mod source;
#[cfg(feature = "tools")]
mod stanza;
mod syntax;
#[cfg(feature = "tools")]
pub mod unlisted;

use diagnostic::{Diagnostic, Diagnostics};
use model::Catalogue;
use source::Source;

/// What reading a catalogue gives: all that is right in it, and every mistake in the order of the file.
#[derive(Debug)]
pub struct Outcome {
    /// True as a whole only if there are no mistakes; otherwise it still holds every label whose name is right.
    pub catalogue: Catalogue,
    /// Empty for a catalogue that is right.
    pub mistakes: Vec<Diagnostic>,
}

/// Reads and checks a catalogue.
///
/// ```
/// use edges_errors_codegen::{read_catalogue, source::Source};
///
/// let outcome = read_catalogue(&Source::new("errors.toml", "[catalogue]\nnme = \"Example\""));
/// assert!(outcome.mistakes.iter().any(|mistake| mistake.rule.as_str() == "unknown-key"));
/// ```
pub fn read_catalogue(source: &Source) -> Outcome {
    let mut found = Diagnostics::default();
    let document = syntax::parse_document(source.text(), &mut found);
    let mut meant = Diagnostics::default();
    let catalogue = check::check_document(&document, source.text(), &mut meant);
    if found.is_empty() && meant.is_empty() {
        check::check_unused(&document, &catalogue, &mut meant);
    }
    if !document.damaged {
        found.append(meant);
    }
    Outcome { catalogue, mistakes: found.into_sorted() }
}
