//! A difference between the page and the catalogue.

use edges_errors_core::vocabulary;
use serde::Serialize;

use crate::place::Place;

vocabulary! {
    /// The kind of a difference.
    #[derive(Serialize)]
    #[serde(rename_all = "snake_case")]
    #[non_exhaustive]
    FindingKind {
        /// The page lists a label that the catalogue does not have.
        Missing = "missing",
        /// The catalogue has a label that the page does not list.
        Extra = "extra",
        /// The statuses.
        Status = "status",
        /// The category.
        Category = "category",
        /// The "Retry?" cell.
        Retry = "retry",
        /// The place of a part of an error.
        Place = "place",
    }
}

/// A difference.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// The kind of a difference.
    pub kind: FindingKind,
    /// The label, as on the wire, or the key of `[envelope]`, such as `envelope.scope`.
    pub name: String,
    /// The fact in the catalogue; `None` if the catalogue has no such label or says nothing.
    pub old: Option<String>,
    /// The fact on the page; `None` if the page does not list the label.
    pub new: Option<String>,
    /// An explanation in a sentence; may be empty.
    pub note: String,
    /// The line of the page, from 1.
    pub page_line: Option<u32>,
    /// The place in the catalogue; that of the override, if the label is overridden.
    pub catalogue_place: Option<Place>,
}

impl Finding {
    /// Returns a difference with no more than its kind and the name of what differs.
    pub(super) fn new(kind: FindingKind, name: impl Into<String>) -> Self {
        let (old, new, note) = (None, None, String::new());
        Self { kind, name: name.into(), old, new, note, page_line: None, catalogue_place: None }
    }
}
