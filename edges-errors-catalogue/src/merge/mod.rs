//! Merging a file with the catalogue that it extends: as raw tables, before anything in them is read, so that the stages
//! behind it see one document. Every value keeps its place, in whichever text that is.
//!
//! An entry that is added comes behind those of the base; one that is overridden keeps its place among them.

mod about;
mod additions;
mod meaning;
mod overrides;
mod settle;
mod state;

use toml::de::{DeTable, DeValue};

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::language::{CATALOGUE, in_order};
use crate::source::{Sources, Span};
use about::{About, EXTENDS, merge_about};
use state::{ABOUT, Merger, OVERRIDE, Value};

pub(crate) use about::{check_alone, name_base, name_own};
pub(crate) use settle::{BaseState, settle};
pub(crate) use state::Overridden;

/// A file, merged into the catalogue that it extends.
pub(crate) struct Merged<'a> {
    pub(crate) table: DeTable<'a>,
    pub(crate) overridden: Overridden,
    /// Entries that say only what the base says.
    pub(crate) warnings: Vec<Diagnostic>,
    /// The place where the file says what it extends.
    pub(crate) extends: Span,
}

/// Merges the table of a file, which begins at `own_start` of the texts, into that of the catalogue that it extends.
pub(crate) fn merge<'a>(
    mut base: DeTable<'a>,
    mut own: DeTable<'a>,
    sources: &Sources,
    own_start: usize,
    diagnostics: &mut Diagnostics,
) -> Merged<'a> {
    let about = own.remove_entry(ABOUT);
    let About { base_name, extends } = merge_about(&mut base, about, own_start, diagnostics);
    let overrides = own.remove_entry(OVERRIDE);
    let (overridden, warnings) = (Overridden::default(), Vec::new());
    let mut merger = Merger { sources, base_name, overridden, warnings, diagnostics };
    if let Some((name, value)) = &overrides {
        merger.apply_overrides(&mut base, name, value);
    }
    let given: Vec<&str> = own.keys().map(|name| name.get_ref().as_ref()).collect();
    for (name, value) in in_order(&own) {
        match CATALOGUE.find_key(&[name.get_ref()]) {
            Some(section) => merger.add_section(&mut base, section, name, value),
            None => {
                let known: Vec<&str> = CATALOGUE.keys().map(|key| key.name).collect();
                merger.report_unknown(name, &known, &given);
            }
        }
    }
    let Merger { overridden, warnings, .. } = merger;
    Merged { table: base, overridden, warnings, extends }
}

/// Makes a merged table that of a catalogue which extends no other.
pub(crate) fn stand_alone(table: &mut DeTable<'_>) {
    if let Some(DeValue::Table(about)) = table.get_mut(ABOUT).map(toml::Spanned::get_mut) {
        about.remove(EXTENDS);
    }
}

/// Moves a table to another place in the texts.
pub(crate) fn shift(table: DeTable<'_>, by: usize) -> DeTable<'_> {
    let mut shifted = DeTable::new();
    for (name, value) in table {
        let span = name.span();
        let name = toml::Spanned::new(span.start + by..span.end + by, name.into_inner());
        shifted.insert(name, shift_value(value, by));
    }
    shifted
}

fn shift_value(value: Value<'_>, by: usize) -> Value<'_> {
    let span = value.span();
    let value = match value.into_inner() {
        DeValue::Array(items) => {
            DeValue::Array(items.into_iter().map(|item| shift_value(item, by)).collect())
        }
        DeValue::Table(table) => DeValue::Table(shift(table, by)),
        scalar @ (DeValue::String(_)
        | DeValue::Integer(_)
        | DeValue::Float(_)
        | DeValue::Boolean(_)
        | DeValue::Datetime(_)) => scalar,
    };
    toml::Spanned::new(span.start + by..span.end + by, value)
}
