//! Decoded errors: the facts of one, or the counts of many, and their text for a terminal.

mod collect;
mod report;

pub use collect::collect_facts;
pub use report::{
    CountFacts, DecisionFacts, DecodedFacts, DetailFacts, IN_DOUBT, SummaryFacts, write_decoded,
    write_summary,
};
