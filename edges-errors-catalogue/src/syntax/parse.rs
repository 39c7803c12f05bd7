//! The complaints of the TOML parser, one for each mistake: it goes on after an error, and much of what it then says
//! follows from the first.

use toml::de::DeTable;

use super::complaints::Complaints;
use super::duplicates::describe_duplicates;
use super::lines::Lines;
use super::sections::{Section, split};
use crate::diagnostic::Diagnostic;

/// The table of a text, damaged where the diagnostics say so.
pub(super) fn parse_toml(text: &str) -> (toml::Spanned<DeTable<'_>>, Vec<Diagnostic>) {
    let (table, errors) = DeTable::parse_recoverable(text);
    if errors.is_empty() {
        return (table, Vec::new());
    }
    let whole = Complaints::select(errors, text, 0);
    let lines = Lines::of(text);
    let mut duplicates = whole.duplicates;
    let mut found = Vec::new();
    if let Some(first) = whole.first {
        // Each section is parsed alone, so that the mistakes of one do not reach the next.
        for section in split(text, &lines) {
            duplicates.extend(section.complaints.duplicates.iter().cloned());
            found.extend(section.describe());
        }
        if found.is_empty() {
            found.push(Section::whole(text).describe_complaint(text, &first));
        }
    }
    duplicates.sort_unstable_by_key(|span| (span.start, span.end));
    duplicates.dedup();
    found.extend(describe_duplicates(&lines, &duplicates));
    (table, found)
}
