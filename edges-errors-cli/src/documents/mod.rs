//! Documents that are written from a catalogue without mistakes, or from a decoded error.
//!
//! A document decides nothing, and writing it cannot fail. Facts are structs that serialise, for programs; texts are
//! written of facts or of the catalogue, for people.

#[allow(missing_docs, reason = "fields have the names of what they hold")]
pub mod decoded;
mod entry;
#[allow(missing_docs, reason = "fields have the names of what they hold")]
pub mod explain;
#[allow(missing_docs, reason = "fields have the names of what they hold")]
pub mod format;
pub mod html;
pub mod json;
#[allow(missing_docs, reason = "fields have the names of what they hold")]
pub mod keys;
pub mod language;
pub mod list;
pub mod markdown;
#[allow(missing_docs, reason = "fields have the names of what they hold")]
pub mod mistakes;
#[allow(missing_docs, reason = "fields have the names of what they hold")]
pub mod policies;
pub mod schema;
#[allow(missing_docs, reason = "fields have the names of what they hold")]
pub mod sets;
pub mod whole;
