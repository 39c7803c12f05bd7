//! Policies and durations in words, the same in documentation, tables and the command.

use edges_errors_core::duration::words;

use crate::model::{
    Catalogue, Condition, Effect, HintHeader, Label, Outcome, Place, PlaceSource, Policy, Strategy,
};

/// Returns the effect of a policy, as a phrase that follows "Retry:".
pub fn describe_policy(policy: &Policy) -> String {
    let attempts = match policy.max_attempts {
        Some(1) => ", 1 request in all".to_owned(),
        Some(count) => format!(", {count} requests in all"),
        None => String::new(),
    };
    match policy.strategy {
        Strategy::Never => "never, it would not help".to_owned(),
        Strategy::Manual => "not by itself, the same request may succeed once the remedy is done".to_owned(),
        Strategy::Fixed { delay } => format!("after {}{attempts}", words(delay)),
        Strategy::Exponential { base, cap, factor } => {
            format!("with backoff from {} by {} up to {}{attempts}", words(base), factor, words(cap))
        }
        Strategy::Until { fallback } => {
            format!("when the limit resets; after {} where that is not said{attempts}", words(fallback))
        }
    }
}

/// Returns the condition of a policy as a phrase: `identity_mode is auto or managed`.
pub fn describe_condition(catalogue: &Catalogue, condition: &Condition) -> String {
    let context = &catalogue[condition.context];
    let values: Vec<&str> = condition.values.iter().map(|value| context[*value].name.as_str()).collect();
    format!("{} is {}", context.key.name, values.join(" or "))
}

/// An effect and what it means for sending the request again.
pub fn describe_effect(effect: Effect) -> String {
    format!("{effect}: {}", effect.doc())
}

/// An outcome and what it means for the work.
pub fn describe_outcome(outcome: Outcome) -> String {
    format!("{outcome}: {}", outcome.doc())
}

/// Retry in one or two words, for a cell.
pub fn summarise_retry(catalogue: &Catalogue, label: &Label) -> String {
    let words = match catalogue[label.default_policy()].strategy {
        Strategy::Never => match label.outcome {
            Outcome::Failure => "no",
            Outcome::Empty => "no: empty result",
            Outcome::Done => "no: done already",
        },
        Strategy::Manual => "after the remedy",
        Strategy::Fixed { .. } => "yes, after a fixed wait",
        Strategy::Exponential { .. } => "yes, with backoff",
        Strategy::Until { .. } => "later, when the limit resets",
    };
    if label.retry.is_conditional() { format!("{words} (depends on the request)") } else { words.to_owned() }
}

/// Statuses as the quick table shows them: `429/424`.
pub fn join_statuses(statuses: &[u16]) -> String {
    statuses.iter().map(u16::to_string).collect::<Vec<_>>().join("/")
}

/// Places in the order in which they are asked: `error.code, then the header X-Error-Code before ";"`; `nowhere` for none.
pub fn describe_places(places: &[Place]) -> String {
    let places: Vec<String> = places.iter().map(describe_place).collect();
    if places.is_empty() { "nowhere".to_owned() } else { places.join(", then ") }
}

/// A place, and how much of its text counts: `the header X-Error-Code behind "error=" before ";"`.
pub fn describe_place(place: &Place) -> String {
    let source = match &place.source {
        PlaceSource::Path(path) => path.text.clone(),
        PlaceSource::Header(name) => format!("the header {name}"),
    };
    source + &describe_cut(place.after.as_deref(), place.until.as_deref())
}

/// A header that says how long to wait: `X-RateLimit-Reset as timestamp`.
pub fn describe_hint_header(hint: &HintHeader) -> String {
    let cut = describe_cut(hint.after.as_deref(), hint.until.as_deref());
    format!("{}{cut} as {}", hint.header, hint.kind)
}

fn describe_cut(after: Option<&str>, until: Option<&str>) -> String {
    let after = after.map_or_else(String::new, |after| format!(" behind {after:?}"));
    let until = until.map_or_else(String::new, |until| format!(" before {until:?}"));
    after + &until
}
