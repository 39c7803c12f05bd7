//! The language of `errors.toml`: from a text to a checked [`Catalogue`], with every mistake in one run.
//!
//! The stages are `text -> syntax -> check -> model`: `syntax` reads the keys of the language with their places, `check`
//! resolves their meaning and reports every mistake, and the model holds what is true.
//! This crate is used by the macros of `edges-errors` and by the `edges-errors` command; its API follows theirs.

mod check;
pub mod diagnostic;
pub mod locate;
pub mod markdown;
#[allow(missing_docs, reason = "the fields are named after the keys of the language")]
pub mod model;
pub mod phrases;
pub mod source;
mod syntax;
#[allow(missing_docs, reason = "each list is named after the keys that take its words")]
pub mod words;

/// The forms of names in the language and in Rust.
pub mod names {
    pub use crate::check::{is_identifier, is_reserved_variant, snake, upper_camel};
    pub use edges_errors_core::text::{is_key_name, is_label_name};
}

use diagnostic::{Diagnostic, Diagnostics};
use model::Catalogue;
use source::Source;

/// A catalogue as far as it is right, and every mistake in it.
#[derive(Debug)]
pub struct Checked {
    /// True as a whole only if there are no mistakes; otherwise it still holds every label whose name is right.
    pub catalogue: Catalogue,
    /// In the order of the file; empty for a catalogue that is right.
    pub mistakes: Vec<Diagnostic>,
}

/// Reads and checks a catalogue.
///
/// ```
/// use edges_errors_catalogue::{read_catalogue, source::Source};
///
/// let checked = read_catalogue(&Source::new("errors.toml", "[catalogue]\nnme = \"Example\""));
/// assert!(checked.mistakes.iter().any(|mistake| mistake.rule.as_str() == "unknown-key"));
/// ```
pub fn read_catalogue(source: &Source) -> Checked {
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
    Checked { catalogue, mistakes: found.into_sorted() }
}
