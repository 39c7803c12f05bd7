//! The library of the `edges-errors` command: comparisons of catalogues, and documents that are written from them.
//!
//! * [`diff`] compares two editions of a catalogue and says what a release means for users.
//! * [`drift`] compares a catalogue with the quick-reference table of the published page.
//! * [`unlisted`] collects what an API answers and the catalogue does not list.
//! * [`starter`] writes the beginning of a catalogue.
//! * [`documents`] writes catalogues, labels and decoded errors as Markdown, HTML, JSON, JSON Schema and text.
//!
//! All of them take a catalogue that [`read_catalogue`](edges_errors_catalogue::read_catalogue) found no mistakes in:
//!
//! ```
//! use edges_errors_catalogue::read_catalogue;
//! use edges_errors_catalogue::source::Sources;
//! use edges_errors_cli::documents::markdown::write_reference;
//! use edges_errors_cli::unlisted::{Answer, Unlisted};
//!
//! let checked = read_catalogue(&Sources::new("errors.toml", edges_errors::CATALOGUE_TOML));
//! let catalogue = checked.catalogue.expect("the built-in catalogue is right");
//! assert!(write_reference(&catalogue).contains("### `LIMIT_REACHED`"));
//!
//! let mut unlisted = Unlisted::new(&catalogue);
//! unlisted.note(&Answer { label: Some("NEW_LABEL"), status: Some(424), ..Answer::default() });
//! assert!(unlisted.write_stanzas(edges_errors::CATALOGUE_TOML).contains("[errors.NEW_LABEL]"));
//! ```

pub mod diff;
pub mod documents;
pub mod drift;
mod place;
mod stanza;
pub mod starter;
mod text;
pub mod unlisted;

pub use place::{EntryPlace, Place};
