//! The complaints of the TOML parser about a text, sorted.

use toml::de::{DeTable, Error};

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

/// The complaints of the parser about a text, in the order of the text.
pub(super) struct Complaints {
    pub(super) duplicates: Vec<Span>,
    /// The first one that is not about a key that is given twice. What comes behind it may follow from it.
    pub(super) first: Option<Complaint>,
}

impl Complaints {
    /// Parses a text that begins at `offset` of the whole.
    pub(super) fn of(text: &str, offset: usize) -> Self {
        Self::sort(DeTable::parse_recoverable(text).1, text, offset)
    }

    pub(super) fn sort(errors: Vec<Error>, text: &str, offset: usize) -> Self {
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
