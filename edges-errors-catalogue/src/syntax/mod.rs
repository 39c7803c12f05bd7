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
use parse::parse_toml;

/// A document, as far as its text is TOML.
pub(crate) enum Parsed {
    /// Every key of the language has been read; those that are wrong have been reported.
    Whole(Document),
    /// The text is not TOML. What the parser could save is here for its names, junk among it.
    Damaged(Document),
}

/// Reads the whole text. Of one that is not TOML only that is reported: the parser fills the damaged places with junk.
pub(crate) fn parse_document(text: &str, diagnostics: &mut Diagnostics) -> Parsed {
    let (table, mistakes) = parse_toml(text);
    if text.trim().is_empty() {
        diagnostics.push(Diagnostic::new(Rule::MissingKey, 0..0, "the catalogue is empty").help(
            "begin with a table `[catalogue]`, and add one for each label, such as `[errors.LIMIT_REACHED]`",
        ));
    } else if mistakes.is_empty() {
        return Parsed::Whole(read_document(table.get_ref(), diagnostics));
    }
    diagnostics.extend(mistakes);
    Parsed::Damaged(read_document(table.get_ref(), &mut Diagnostics::default()))
}

fn read_document(table: &DeTable<'_>, diagnostics: &mut Diagnostics) -> Document {
    let mut fields = Fields::new(table, &(0..0), diagnostics);
    let document = Document::read_keys(&mut fields);
    fields.finish();
    document
}
