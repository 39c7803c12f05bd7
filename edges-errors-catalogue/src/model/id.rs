//! References between the parts of a catalogue.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;

/// The place of a `T` in the list of its catalogue, such as `Id<Policy>` in `catalogue.policies`.
///
/// An id belongs to the catalogue that it comes from, and indexes it: `catalogue[label.category]`.
pub struct Id<T> {
    index: usize,
    of: PhantomData<fn() -> T>,
}

impl<T> Id<T> {
    /// Returns the id of the entry at a place of a list.
    pub(crate) const fn new(index: usize) -> Self {
        Self { index, of: PhantomData }
    }

    /// Returns the place in the list.
    pub const fn index(self) -> usize {
        self.index
    }
}

/// Returns the entries of a list with their ids.
pub fn with_ids<T>(entries: &[T]) -> impl Iterator<Item = (Id<T>, &T)> {
    entries.iter().enumerate().map(|(index, entry)| (Id::new(index), entry))
}

impl<T> Clone for Id<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Id<T> {}

impl<T> PartialEq for Id<T> {
    fn eq(&self, other: &Self) -> bool {
        self.index == other.index
    }
}

impl<T> Eq for Id<T> {}

impl<T> PartialOrd for Id<T> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<T> Ord for Id<T> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.index.cmp(&other.index)
    }
}

impl<T> Hash for Id<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.index.hash(state);
    }
}

impl<T> fmt::Debug for Id<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{}", self.index)
    }
}
