//! Comparison of a catalogue with the published page: its quick-reference table, and its description of the response structure.

mod cells;
mod compare;
mod envelope;
mod finding;
mod page;
pub mod report;
mod stanzas;
mod structure;

pub use cells::strategy_of_cell;
pub use compare::{Drift, Names, compare_reference};
pub use finding::{Finding, FindingKind};
pub use page::{Reference, Row, read_reference};
pub use stanzas::{write_extension, write_stanzas};
pub use structure::Member;
