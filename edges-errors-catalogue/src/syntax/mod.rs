//! Text to [`Document`]: the keys of the language with their places, each of its type. What refers to what is `check`'s.

mod complaints;
mod duplicates;
mod explain;
mod lines;
mod parse;
mod scan;
mod sections;

use toml::de::DeTable;

use crate::diagnostic::{Diagnostic, Diagnostics, Rule};
use crate::language::tables::Document;
use crate::language::{Entry, Fields};
use crate::merge::{
    BaseState, Merged, Overridden, check_alone, merge, name_base, name_own, shift, stand_alone,
};
use crate::source::{Source, Sources, length};
use parse::parse_toml;

/// A document as it is read from its texts.
pub(crate) struct Read {
    pub(crate) document: Document,
    /// Every key of the language has been read, and those that are wrong have been reported. A document that is not whole is
    /// here for its names alone.
    pub(crate) is_whole: bool,
    pub(crate) overridden: Overridden,
    /// Entries that say only what the base says.
    pub(crate) warnings: Vec<Diagnostic>,
    /// `None` for a document that stands alone.
    pub(crate) base: Option<BaseState>,
}

/// Reads the texts of a catalogue. Of a text that is not TOML only that is reported: the parser fills the damaged places with
/// junk.
pub(crate) fn read_sources(sources: &Sources, diagnostics: &mut Diagnostics) -> Read {
    let mut parsed = parse_source(sources.own(), sources.own_start(), diagnostics);
    let base = merge_texts(sources.bases(), sources);
    if base.is_none() {
        parsed.is_damaged |= check_alone(&parsed.table, diagnostics);
    }
    let ignored = &mut Diagnostics::default();
    let is_whole = !parsed.is_damaged && base.as_ref().is_none_or(|base| !base.is_damaged);
    let found = if is_whole { diagnostics } else { ignored };
    let Some(base) = base else {
        let document = read_document(&parsed.table, found);
        return Read {
            document,
            is_whole,
            overridden: Overridden::default(),
            warnings: Vec::new(),
            base: None,
        };
    };
    let merged = merge(base.table, parsed.table, sources, sources.own_start(), found);
    let Merged { table, overridden, warnings, extends } = merged;
    let document = read_document(&table, found);
    Read {
        document,
        is_whole,
        overridden,
        warnings,
        base: Some(BaseState { is_damaged: base.is_damaged, extends }),
    }
}

/// Merges the texts of a catalogue into the table of one that stands alone, as far as they go together.
pub(crate) fn merge_sources(sources: &Sources) -> DeTable<'_> {
    let mut table = merge_texts(sources.all(), sources).map(|merged| merged.table).unwrap_or_default();
    stand_alone(&mut table);
    table
}

/// Returns the name of the catalogue that a text is, as far as the text can be read.
pub(crate) fn read_name(source: &Source) -> Option<String> {
    name_own(parse_toml(source.text()).0.get_ref())
}

/// Returns the name of the catalogue that a text says it extends, as far as the text can be read.
pub(crate) fn read_extends(source: &Source) -> Option<String> {
    name_base(parse_toml(source.text()).0.get_ref())
}

/// The table of a text.
struct Parsed<'a> {
    table: DeTable<'a>,
    /// The text is not TOML. What the parser could save is here for its names, junk among it.
    is_damaged: bool,
}

/// Merges the tables of some texts, each of which extends the one before it. Their mistakes are told of where they are read
/// themselves.
fn merge_texts<'s>(texts: impl IntoIterator<Item = &'s Source>, sources: &Sources) -> Option<Parsed<'s>> {
    let mut merged: Option<Parsed<'_>> = None;
    let mut start = 0;
    for source in texts {
        let ignored = &mut Diagnostics::default();
        let parsed = parse_source(source, start, ignored);
        let (table, is_damaged) = match merged {
            Some(base) => (merge(base.table, parsed.table, sources, start, ignored).table, base.is_damaged),
            None => {
                let extends_another = check_alone(&parsed.table, ignored);
                (parsed.table, extends_another)
            }
        };
        merged = Some(Parsed { table, is_damaged: is_damaged || !ignored.is_empty() });
        start += length(source);
    }
    merged
}

/// Parses a text that begins at `start`.
fn parse_source<'a>(source: &'a Source, start: usize, diagnostics: &mut Diagnostics) -> Parsed<'a> {
    let (table, mut mistakes) = parse_toml(source.text());
    if source.text().trim().is_empty() {
        mistakes.push(Diagnostic::new(Rule::MissingKey, 0..0, "the catalogue is empty").help(
            "begin with a table `[catalogue]`, and add one for each label, such as `[errors.LIMIT_REACHED]`",
        ));
    }
    let is_damaged = !mistakes.is_empty();
    for mut mistake in mistakes {
        mistake.places_mut().for_each(|place| place.span = place.span.start + start..place.span.end + start);
        diagnostics.push(mistake);
    }
    Parsed { table: shift(table.into_inner(), start), is_damaged }
}

fn read_document(table: &DeTable<'_>, diagnostics: &mut Diagnostics) -> Document {
    let mut fields = Fields::new(table, &(0..0), diagnostics);
    let document = Document::read_keys(&mut fields);
    fields.finish();
    document
}
