//! The content of a catalogue: labels, keys and facts, and the tables behind them.

mod facts;
mod label;
mod macros;
#[allow(missing_docs, reason = "written by generated code only")]
mod tables;
mod view;
#[cfg(feature = "json")]
pub mod words;

pub use facts::{
    Condition, Deprecation, Effect, EntrySource, Factor, Fault, Location, Outcome, ParamChoice, ParamInfo,
    ParamKind, ParseNameError, Policy, RetryRule, Strategy, StrategyKind,
};
pub use label::{
    ContextValue, Key, Label, LimitSubject, extend_key, extend_label, limit_policy, reduce_key, reduce_label,
};
pub use tables::{
    Expansion, Facts, FileLabels, LabelFault, LabelTable, Prose, ProseTable, RateLimitFacts, StatusFacts,
    StatusProse,
};
pub use view::{Catalogue, Status};
