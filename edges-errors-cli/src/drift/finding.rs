//! A difference between the page and the catalogue.

use serde::Serialize;

use crate::place::Place;

/// The kind of a difference.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum FindingKind {
    /// The page lists a label that the catalogue does not have.
    Missing,
    /// The catalogue has a label that the page does not list.
    Extra,
    /// The statuses.
    Status,
    /// The category.
    Category,
    /// The "Retry?" cell.
    Retry,
    /// The place of a part of an error.
    Place,
}

impl FindingKind {
    /// Every kind.
    pub const ALL: [Self; 6] =
        [Self::Missing, Self::Extra, Self::Status, Self::Category, Self::Retry, Self::Place];

    /// Returns the name, such as `missing`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::Extra => "extra",
            Self::Status => "status",
            Self::Category => "category",
            Self::Retry => "retry",
            Self::Place => "place",
        }
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
