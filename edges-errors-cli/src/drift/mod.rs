//! Comparison of a catalogue with the quick-reference table of the published page.

mod cells;
mod compare;
pub mod report;
mod stanzas;
mod table;

pub use cells::strategy_of_cell;
pub use compare::{Drift, Finding, FindingKind, Names, compare_reference};
pub use stanzas::{write_extension, write_stanzas};
pub use table::{Row, Table, read_table};
