//! What the `edges-errors` command is made of: comparisons of catalogues with each other, with the published reference
//! and with what an API answers, and the documents that are written from a catalogue.

pub mod diff;
pub mod documents;
pub mod drift;
mod stanza;
pub mod unlisted;
