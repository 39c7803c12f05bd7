//! The language of `errors.toml`: from a text to a checked [`Catalogue`], with every mistake in one run.
//!
//! The stages are `text -> syntax -> check -> model`. [`language`] declares each table and key once; `syntax` reads them
//! with their places, after `merge` has put a file that extends a catalogue into it; `check` resolves what they refer to, and the model holds what is true.
//! This crate is used by the macros of `edges-errors` and by the `edges-errors` command; its API follows theirs.

mod check;
pub mod diagnostic;
mod draw;
pub mod language;
pub mod links;
pub mod locate;
pub mod markdown;
mod merge;
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

use check::Places;
use diagnostic::{Diagnostic, Diagnostics, sort_by_place};
use model::Catalogue;
use source::{Source, Sources};
use syntax::Read;

/// A catalogue that has been checked.
#[derive(Debug)]
pub struct Checked {
    /// The catalogue, or the substitute for one with mistakes.
    pub catalogue: Result<Catalogue, StandIn>,
    /// Every mistake, in the order of the file; none in a catalogue that is right.
    pub diagnostics: Vec<Diagnostic>,
    /// Entries of an extending catalogue that its base has as well: a base that comes round must not break what
    /// extends it. And what a catalogue is better not without. Neither is a mistake.
    pub warnings: Vec<Diagnostic>,
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

/// Returns the name of the catalogue that a text says it extends, for whoever has to find that catalogue.
///
/// ```
/// use edges_errors_catalogue::{read_extends, source::Source};
///
/// let source = Source::new("errors.toml", "catalogue = { name = \"Ours\", extends = \"Edges\" }");
/// assert_eq!(read_extends(&source).as_deref(), Some("Edges"));
/// ```
pub fn read_extends(source: &Source) -> Option<String> {
    syntax::read_extends(source)
}

/// Returns the name of the catalogue that a text is, for whoever looks for one by that name.
pub fn read_name(source: &Source) -> Option<String> {
    syntax::read_name(source)
}

/// Merges a catalogue with those that it extends, into the tables of one that extends no other. Of one with mistakes, of
/// which [`read_catalogue`] tells, only some may be here.
///
/// The keys of a table are in the order of their spans.
///
/// ```
/// use edges_errors_catalogue::{merge_sources, source::{Source, Sources}};
///
/// let base = Sources::new("base.toml", "[catalogue]\nname = \"Ours\"\nreference = \"https://example.com\"");
/// let own = Source::new("own.toml", "[catalogue]\nname = \"Mine\"\nextends = \"Ours\"");
/// let sources = base.extended_by(own);
/// let merged = merge_sources(&sources);
/// let about = merged["catalogue"].get_ref().as_table().unwrap();
/// assert_eq!(about.len(), 2);
/// assert_eq!(about["name"].get_ref().as_str(), Some("Mine"));
/// ```
pub fn merge_sources(sources: &Sources) -> toml::de::DeTable<'_> {
    syntax::merge_sources(sources)
}

/// Reads and checks a catalogue, with those that it extends.
///
/// ```
/// use edges_errors_catalogue::{read_catalogue, source::Sources};
///
/// let checked = read_catalogue(&Sources::new("errors.toml", "[catalogue]\nnme = \"Example\""));
/// assert!(checked.diagnostics.iter().any(|diagnostic| diagnostic.rule.as_str() == "unknown-key"));
/// ```
pub fn read_catalogue(sources: &Sources) -> Checked {
    let mut diagnostics = Diagnostics::default();
    let Read { document, is_whole, overridden, mut warnings, base } =
        syntax::read_sources(sources, &mut diagnostics);
    let places = Places::new(sources, &overridden);
    let mut catalogue = None;
    if is_whole {
        catalogue = check::check_document(&document, &places, &mut diagnostics);
        if let Some(catalogue) = catalogue.as_ref().filter(|_| diagnostics.is_empty()) {
            check::check_unused(&document, catalogue, &places, &mut diagnostics);
        }
    }
    let mut found = diagnostics.into_sorted();
    if let Some(base) = &base {
        found = merge::settle(found, sources, &overridden, base, |base| read_catalogue(base).diagnostics);
    }
    debug_assert!(catalogue.is_some() || !found.is_empty(), "nothing is left out in silence");
    let catalogue = catalogue
        .filter(|_| found.is_empty())
        .ok_or_else(|| StandIn { names: check::stand_in(&document, &places) });
    if let Ok(catalogue) = &catalogue {
        warnings.extend(check::miss_statuses(catalogue));
        warnings.extend(check::find_idle_remedies(&document, catalogue, &places));
    }
    sort_by_place(&mut warnings);
    Checked { catalogue, diagnostics: found, warnings }
}
