//! The lines of entries, and the files that they are in.

use crate::merge::Overridden;
use crate::model::{EntrySource, Id, Location, Override};
use crate::source::{FileName, Sources, Span};

/// Finds where the entries of a catalogue are written.
pub(crate) struct Places<'a> {
    sources: &'a Sources,
    overridden: &'a Overridden,
}

impl<'a> Places<'a> {
    pub(crate) fn new(sources: &'a Sources, overridden: &'a Overridden) -> Self {
        Self { sources, overridden }
    }

    /// Returns the line of an entry that is named at a place.
    pub(super) fn locate(&self, name: &Span) -> Location {
        let located = self.sources.locate(name.start);
        let source = if self.is_own(name) {
            EntrySource::Own
        } else if self.overridden.contains(name) {
            EntrySource::Overridden
        } else {
            EntrySource::Base
        };
        let (line, _) = located.line_column();
        Location { file: Id::new(located.index), line, source }
    }

    /// Returns where entries of the base are overridden.
    pub(super) fn overrides(&self) -> Vec<Override> {
        let changes = self.overridden.changes();
        let located = changes.map(|(entry, change)| Override {
            entry: self.locate(&(entry..entry)),
            change: self.locate(change),
        });
        located.collect()
    }

    /// Returns whether a place is in the catalogue's own file.
    pub(super) fn is_own(&self, place: &Span) -> bool {
        place.start >= self.sources.own_start()
    }

    /// Returns whether a place is in a file that extends another.
    pub(super) fn is_in_extension(&self, place: &Span) -> bool {
        self.sources.locate(place.start).index > 0
    }

    /// Returns whether what is at a place is known where another place is written: there, or in a file that extends it.
    pub(super) fn is_known_to(&self, entry: &Span, place: &Span) -> bool {
        self.sources.locate(entry.start).index <= self.sources.locate(place.start).index
    }

    /// Returns the names of the files.
    pub(super) fn files(&self) -> Vec<FileName> {
        self.sources.all().map(|source| source.file_name().clone()).collect()
    }

    /// Returns whether the catalogue extends no other.
    pub(super) fn is_alone(&self) -> bool {
        !self.sources.has_base()
    }
}
