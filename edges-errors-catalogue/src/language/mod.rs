//! The language of `errors.toml`, declared once.
//!
//! `tables.rs` declares each table and key with its type, whether it is required, an example and documentation; `types.rs`
//! declares the types of values. The reader of this crate follows from these declarations, and so do
//! `errors.schema.json` and `LANGUAGE.md`, which walk [`CATALOGUE`].

#[macro_use]
mod declare;
mod description;
mod fields;
pub(crate) mod tables;
mod types;
mod value;
mod values;

pub(crate) use declare::Entry;
pub use description::{Form, Key, Presence, Repeats, Table, TextForm, Word};
pub(crate) use fields::{Fields, in_order, unknown_key, wrong_value};
pub(crate) use values::{check_exact, repeated};

/// The top level of a catalogue.
pub const CATALOGUE: &Table = &tables::Document::TABLE;
