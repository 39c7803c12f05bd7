//! Explanations of whatever has a name: labels and other entries of a catalogue, statuses, keys of the language, and rules of
//! the check.

mod entries;
mod key;
mod label;
mod names;
mod write;

pub use entries::{EntryFacts, StatusExplanation, Used, Users};
pub use key::KeyFacts as LanguageFacts;
pub use label::{ConditionFacts, LabelFacts, ParamFacts, RemedyFacts, RetryFacts, collect_facts};
pub use names::{Similar, Subject, find_similar, resolve};
pub use write::{Explanation, RuleFacts, explain};
