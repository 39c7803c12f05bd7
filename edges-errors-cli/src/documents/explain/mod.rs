//! Explanations of whatever has a name: labels and other entries of a catalogue, statuses, keys of the language, and rules of
//! the check.

mod entries;
mod key;
mod label;
mod names;
mod rule;
mod write;

pub use entries::{StatusExplanation, Used, Users};
pub use key::KeyFacts as LanguageFacts;
pub use label::{
    ChoiceFacts, ConditionFacts, LabelFacts, LimitFacts, ParamFacts, PolicyFacts, RemedyFacts, RetryFacts,
    collect_facts,
};
pub(super) use label::{collect_limit, collect_policy};
pub use names::{Similar, Subject, find_similar, resolve};
pub use rule::RuleFacts;
pub use write::{Explanation, explain};
