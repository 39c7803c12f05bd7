//! Entries that nothing refers to: looked for only in a catalogue without mistakes, since a misspelt reference leaves its
//! target unused.

use super::entries::Sections;
use super::places::Places;
use crate::diagnostic::{Diagnostic, Diagnostics, Rule};
use crate::language::tables::Document;
use crate::model::Catalogue;
use crate::source::{Named, Text};

/// Reports policies and remedies of the catalogue's own file that nothing refers to: those of a base are not its to remove.
pub(crate) fn check_unused(
    document: &Document,
    catalogue: &Catalogue,
    places: &Places<'_>,
    diagnostics: &mut Diagnostics,
) {
    let sections = Sections::of(document);
    // The policies written in place come last, and each is used where it is written.
    for id in catalogue.unused_policies() {
        report(Rule::UnusedPolicy, "policy", sections.retry.entries.get(id.index()), places, diagnostics);
    }
    for id in catalogue.unused_remedies() {
        report(Rule::UnusedRemedy, "remedy", sections.remedies.entries.get(id.index()), places, diagnostics);
    }
}

fn report<T>(
    rule: Rule,
    what: &str,
    entry: Option<&Named<T>>,
    places: &Places<'_>,
    diagnostics: &mut Diagnostics,
) {
    let Some(Named { key, .. }) = entry.filter(|entry| places.is_own(&entry.key.span)) else { return };
    diagnostics.push(unused(rule, what, key));
}

fn unused(rule: Rule, what: &str, key: &Text) -> Diagnostic {
    let message = format!("nothing refers to the {what} `{}`", key.value);
    Diagnostic::new(rule, key.span.clone(), message)
        .note(format!("remove it, or refer to it where this {what} is meant"))
}
