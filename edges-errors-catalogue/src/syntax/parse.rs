//! What the TOML parser complains of, one mistake each: it goes on after an error, and much of what it then says follows
//! from the first.

use toml::de::{DeTable, Error};

use super::duplicates::describe_duplicates;
use super::lines::Lines;
use super::sections::{Section, split};
use crate::diagnostic::Diagnostic;
use crate::source::Span;

/// A complaint of the parser.
pub(super) struct Complaint {
    pub(super) message: String,
    pub(super) span: Span,
}

impl Complaint {
    fn is_duplicate(&self) -> bool {
        self.message == "duplicate key"
    }
}

/// What the parser complains of in a text, in the order of the text.
pub(super) struct Complaints {
    duplicates: Vec<Span>,
    /// The first one that is not about a key that is given twice. What comes behind it may follow from it.
    pub(super) first: Option<Complaint>,
}

impl Complaints {
    /// Parses a text that begins at `offset` of the whole.
    pub(super) fn of(text: &str, offset: usize) -> Self {
        Self::sort(DeTable::parse_recoverable(text).1, text, offset)
    }

    fn sort(errors: Vec<Error>, text: &str, offset: usize) -> Self {
        // What ends too early ends on the last line, not on the empty one behind it.
        let end = text.trim_end_matches(['\n', '\r']).len();
        let mut found: Vec<Complaint> = errors
            .into_iter()
            .map(|error| {
                let span = error.span().filter(|span| span.start < text.len()).unwrap_or(end..end);
                Complaint {
                    message: error.message().to_owned(),
                    span: offset + span.start..offset + span.end,
                }
            })
            .collect();
        found.sort_by_key(|complaint| complaint.span.start);
        let sane = found.iter().position(|complaint| !complaint.is_duplicate()).unwrap_or(found.len());
        let first = found.drain(sane..).next();
        Self { duplicates: found.into_iter().map(|complaint| complaint.span).collect(), first }
    }
}

/// The table of a text, damaged where the diagnostics say so.
pub(super) fn parse_toml(text: &str) -> (toml::Spanned<DeTable<'_>>, Vec<Diagnostic>) {
    let (table, errors) = DeTable::parse_recoverable(text);
    if errors.is_empty() {
        return (table, Vec::new());
    }
    let whole = Complaints::sort(errors, text, 0);
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
    duplicates.sort_by_key(|span| (span.start, span.end));
    duplicates.dedup();
    found.extend(describe_duplicates(&lines, &duplicates));
    (table, found)
}
