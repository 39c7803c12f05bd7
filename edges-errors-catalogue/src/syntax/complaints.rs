//! The complaints of the TOML parser about a text that can be told: much of what it says behind a mistake follows from it.

use toml::de::{DeTable, Error};

use crate::source::Span;

/// A complaint of the parser.
pub(super) struct Complaint {
    pub(super) message: String,
    pub(super) span: Span,
}

/// The complaints of the parser about a text.
pub(super) struct Complaints {
    /// The keys that are given twice, as far as the first mistake of another kind.
    pub(super) duplicates: Vec<Span>,
    /// The first one that is not about a key that is given twice. What comes behind it may follow from it.
    pub(super) first: Option<Complaint>,
}

impl Complaints {
    /// Parses a text that begins at `offset` of the whole.
    pub(super) fn of(text: &str, offset: usize) -> Self {
        Self::select(DeTable::parse_recoverable(text).1, text, offset)
    }

    /// Selects those that do not follow from others.
    pub(super) fn select(errors: Vec<Error>, text: &str, offset: usize) -> Self {
        // What ends too early ends on the last line, not on the empty one behind it.
        let end = text.trim_end_matches(['\n', '\r']).len();
        let mut duplicates = Vec::new();
        let mut first: Option<Complaint> = None;
        for error in &errors {
            let span = error.span().filter(|span| span.start < text.len()).unwrap_or(end..end);
            let span = offset + span.start..offset + span.end;
            if error.message() == "duplicate key" {
                duplicates.push(span);
            } else if first.as_ref().is_none_or(|first| span.start < first.span.start) {
                first = Some(Complaint { message: error.message().to_owned(), span });
            }
        }
        if let Some(first) = &first {
            duplicates.retain(|span| span.start < first.span.start);
        }
        Self { duplicates, first }
    }
}
