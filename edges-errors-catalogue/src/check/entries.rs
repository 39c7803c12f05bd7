//! Lists of entries, before and after they are checked.

use crate::language::tables::{
    CategoryEntry, ContextEntry, Document, FaultEntry, LabelEntry, PayloadEntry, PolicyEntry, RateLimitEntry,
    RemedyEntry, ScopeEntry, StatusEntry,
};
use crate::source::{Given, Named, Spanned};

/// The entries of a section as they are read.
pub(super) type Entries<'a, T> = &'a [Named<Spanned<T>>];

/// A section as it is read.
pub(super) struct Section<'a, T> {
    /// None where the section is absent or wrong.
    pub(super) entries: Entries<'a, T>,
    /// The section is not a table of entries, or has to be there and is not; this has been reported.
    pub(super) is_wrong: bool,
}

impl<'a, T> Section<'a, T> {
    fn optional(section: &'a Given<Spanned<Vec<Named<Spanned<T>>>>>) -> Self {
        match section {
            Given::Absent => Self { entries: &[], is_wrong: false },
            Given::Wrong => Self { entries: &[], is_wrong: true },
            Given::Right(entries) => Self { entries: &entries.value, is_wrong: false },
        }
    }

    fn required(section: Option<&'a Spanned<Vec<Named<Spanned<T>>>>>) -> Self {
        match section {
            None => Self { entries: &[], is_wrong: true },
            Some(entries) => Self { entries: &entries.value, is_wrong: false },
        }
    }
}

/// The sections of a document.
pub(super) struct Sections<'a> {
    pub(super) payloads: Section<'a, PayloadEntry>,
    pub(super) faults: Section<'a, FaultEntry>,
    pub(super) categories: Section<'a, CategoryEntry>,
    pub(super) scopes: Section<'a, ScopeEntry>,
    pub(super) remedies: Section<'a, RemedyEntry>,
    pub(super) retry: Section<'a, PolicyEntry>,
    pub(super) contexts: Section<'a, ContextEntry>,
    pub(super) statuses: Section<'a, StatusEntry>,
    pub(super) rate_limits: Section<'a, RateLimitEntry>,
    pub(super) errors: Section<'a, LabelEntry>,
}

impl<'a> Sections<'a> {
    /// Returns the sections of a document.
    pub(super) fn of(document: &'a Document) -> Self {
        Self {
            payloads: Section::optional(&document.payloads),
            faults: Section::optional(&document.faults),
            categories: Section::optional(&document.categories),
            scopes: Section::optional(&document.scopes),
            remedies: Section::optional(&document.remedies),
            retry: Section::optional(&document.retry),
            contexts: Section::optional(&document.contexts),
            statuses: Section::optional(&document.statuses),
            rate_limits: Section::optional(&document.rate_limits),
            errors: Section::required(document.errors.as_ref()),
        }
    }
}

/// Returns a list if nothing in it was left out.
///
/// Many types of entries come through here, and `collect` would be some forty functions to compile for each.
pub(super) fn whole<T>(checked: Vec<Option<T>>) -> Option<Vec<T>> {
    let mut entries = Vec::with_capacity(checked.len());
    for entry in checked {
        entries.push(entry?);
    }
    Some(entries)
}
