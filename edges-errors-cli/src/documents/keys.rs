//! The facts that every entry has, and words as facts.

use edges_errors_catalogue::model::{Catalogue, Key};
use edges_errors_core::vocabulary::Vocabulary;
use serde::{Serialize, Serializer};

use crate::place::EntryPlace;

/// The facts that every entry of a closed set has.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct KeyFacts<'a> {
    pub name: &'a str,
    pub title: &'a str,
    pub doc: &'a str,
    /// The variant of the generated enum, or the name of the enum itself.
    pub rust_name: &'a str,
    #[serde(flatten)]
    pub place: EntryPlace,
}

/// Serialises a word of a vocabulary.
pub(super) fn serialize_word<V: Vocabulary, S: Serializer>(
    word: &V,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(word.as_str())
}

impl<'a> KeyFacts<'a> {
    pub(super) fn of(catalogue: &Catalogue, key: &'a Key) -> Self {
        Self {
            name: &key.name,
            title: &key.title,
            doc: &key.doc,
            rust_name: &key.variant,
            place: EntryPlace::of(catalogue, key.location),
        }
    }
}
