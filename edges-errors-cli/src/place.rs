//! Places in the files of a catalogue.

use std::fmt::{self, Display, Formatter};

use edges_errors_catalogue::model::{Catalogue, Location};
use edges_errors_core::text::spell_out;
use serde::Serialize;

/// A place in one of the files of a catalogue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Place {
    /// The name of the file.
    pub file: String,
    /// The line, from 1.
    pub line: u32,
}

impl Place {
    /// Returns the place at a location.
    pub(crate) fn at(catalogue: &Catalogue, location: Location) -> Self {
        Self { file: catalogue[location.file].as_str().to_owned(), line: location.line }
    }

    /// Returns the place that decides on an entry: that of its override, where the catalogue's own file has one.
    pub(crate) fn deciding(catalogue: &Catalogue, entry: Location) -> Self {
        Self::at(catalogue, catalogue.deciding(entry))
    }
}

/// As `errors.toml:12`, with nothing that steers a terminal.
impl Display for Place {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", spell_out(&self.file), self.line)
    }
}

/// The place of an entry, and where the catalogue's own file overrides it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct EntryPlace {
    /// The name of the file, where the catalogue has several.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// The line, from 1.
    pub line: u32,
    /// The place of the override.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub overridden: Option<Place>,
}

impl EntryPlace {
    /// Returns the place of an entry.
    pub(crate) fn of(catalogue: &Catalogue, entry: Location) -> Self {
        let Place { file, line } = Place::at(catalogue, entry);
        let overridden = catalogue.find_override(entry).map(|change| Place::at(catalogue, change));
        Self { file: catalogue.extends.is_some().then_some(file), line, overridden }
    }

    /// Describes the place in a catalogue that has one file, or several.
    pub(crate) fn describe(&self, only_file: &str) -> String {
        let file = self.file.as_deref().unwrap_or(only_file);
        let place = format!("{}:{}", spell_out(file), self.line);
        match &self.overridden {
            Some(overridden) => format!("{place}, overridden at {overridden}"),
            None => place,
        }
    }
}
