//! The facts of a label, and their text.

use std::fmt::Write as _;

use serde::Serialize;

use super::parts::{describe_policy, write_list, write_words};
use crate::documents::entry::describe_places;
use crate::documents::format::EnvelopeFacts;
use crate::documents::policies::{LimitFacts, PolicyFacts, collect_limit, collect_policy};
use crate::documents::sets::serialize_word;
use crate::place::EntryPlace;
use edges_errors_catalogue::model::{Catalogue, Effect, Id, Key, Label, Param, Remedy, RetryRule, Template};
use edges_errors_catalogue::phrases::{describe_condition, describe_effect, join_statuses};

/// The facts of a label, with names in place of references.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LabelFacts<'a> {
    pub label: &'a str,
    /// The variant of `ErrorLabel`.
    pub rust_name: &'a str,
    pub doc: &'a str,
    /// The title, such as `Rate Limit`.
    pub category: &'a str,
    /// The name in the catalogue, such as `rate_limit`.
    pub category_key: &'a str,
    /// The party that has to act.
    pub fault: &'a str,
    pub statuses: &'a [u16],
    pub outcome: &'static str,
    #[serde(serialize_with = "serialize_word")]
    pub effect: Effect,
    /// Tried in order; the last one has no condition.
    pub retry: Vec<RetryFacts<'a>>,
    pub reference_retry: Option<&'a str>,
    pub remedy: RemedyFacts<'a>,
    pub after_attempts: Option<RemedyFacts<'a>>,
    pub causes: &'a [String],
    pub resolution: &'a [String],
    pub notes: &'a [String],
    pub messages: Vec<&'a str>,
    pub params: Vec<ParamFacts<'a>>,
    pub rate_limit: Option<LimitFacts<'a>>,
    pub deprecated: Option<&'a str>,
    pub removed: Option<&'a str>,
    pub docs_url: Option<&'a str>,
    #[serde(flatten)]
    pub place: EntryPlace,
}

/// A policy of a label, with its conditions.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RetryFacts<'a> {
    /// The contexts in which it holds, in words; `None` if it holds in all others.
    pub when: Option<String>,
    /// The same for programs: all of them have to hold.
    pub conditions: Vec<ConditionFacts<'a>>,
    #[serde(flatten)]
    pub policy: PolicyFacts<'a>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ConditionFacts<'a> {
    pub context: &'a str,
    pub values: Vec<&'a str>,
}

/// A remedy.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RemedyFacts<'a> {
    pub name: &'a str,
    pub doc: &'a str,
}

/// A param of a label.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ParamFacts<'a> {
    pub name: &'a str,
    #[serde(rename = "type")]
    pub kind: &'static str,
    pub doc: &'a str,
    /// The field of the label's details.
    pub rust_name: &'a str,
    pub values: Vec<&'a str>,
    /// The same with their words.
    pub choices: Vec<ChoiceFacts<'a>>,
    /// Never shown.
    pub sensitive: bool,
    pub delays_retry: bool,
}

/// A value of a param.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ChoiceFacts<'a> {
    pub name: &'a str,
    pub title: &'a str,
    pub doc: &'a str,
    /// The variant of the generated enum.
    pub rust_name: &'a str,
}

/// Collects the facts of a label.
pub fn collect_facts<'a>(catalogue: &'a Catalogue, label: &'a Label) -> LabelFacts<'a> {
    let category = &catalogue[label.category];
    let remedy = |id: Id<Remedy>| {
        let key = &catalogue[id].key;
        RemedyFacts { name: &key.name, doc: &key.doc }
    };
    LabelFacts {
        label: &label.name,
        rust_name: &label.variant,
        doc: &label.doc,
        category: &category.key.title,
        category_key: &category.key.name,
        fault: &catalogue.fault_of(label).key.name,
        statuses: &label.statuses,
        outcome: label.outcome.as_str(),
        effect: label.effect,
        retry: label.retry.rules().map(|rule| collect_retry(catalogue, rule)).collect(),
        reference_retry: label.reference_retry.as_deref(),
        remedy: remedy(label.remedy),
        after_attempts: label.after_attempts.map(remedy),
        causes: &label.causes,
        resolution: &label.resolution,
        notes: &label.notes,
        messages: label.templates.iter().map(Template::text).collect(),
        params: label.params.iter().map(collect_param).collect(),
        rate_limit: catalogue.limit_signalled_by(label).map(collect_limit),
        deprecated: label.deprecated.as_ref().map(|deprecated| deprecated.note.as_str()),
        removed: label.removed.as_deref(),
        docs_url: label.docs_url.as_deref(),
        place: EntryPlace::of(catalogue, label.location),
    }
}

fn collect_retry<'a>(catalogue: &'a Catalogue, rule: &RetryRule) -> RetryFacts<'a> {
    let conditions: Vec<ConditionFacts<'a>> = rule
        .when
        .iter()
        .map(|condition| {
            let context = &catalogue[condition.context];
            let values = condition.values.iter().map(|value| context[*value].name.as_str()).collect();
            ConditionFacts { context: &context.key.name, values }
        })
        .collect();
    let words: Vec<String> =
        rule.when.iter().map(|condition| describe_condition(catalogue, condition)).collect();
    RetryFacts {
        when: (!words.is_empty()).then(|| words.join(" and ")),
        conditions,
        policy: collect_policy(catalogue, &catalogue[rule.policy]),
    }
}

fn collect_param(param: &Param) -> ParamFacts<'_> {
    ParamFacts {
        name: &param.name,
        kind: param.kind.as_str(),
        doc: &param.doc,
        rust_name: &param.field,
        values: param.values.iter().map(|value| value.name.as_str()).collect(),
        choices: param.values.iter().map(collect_choice).collect(),
        sensitive: param.sensitive,
        delays_retry: param.delays_retry,
    }
}

fn collect_choice(value: &Key) -> ChoiceFacts<'_> {
    ChoiceFacts { name: &value.name, title: &value.title, doc: &value.doc, rust_name: &value.variant }
}

/// Writes a label for a terminal, and where the parts of its error are. `file` is the name of a catalogue that has one file.
pub(super) fn write_label(facts: &LabelFacts<'_>, envelope: &EnvelopeFacts<'_>, file: &str) -> String {
    let mut text = format!("{}: {}\n\n", facts.label, facts.doc);
    let mut fact = |name: &str, value: &str| {
        let _ = writeln!(text, "  {name:<15} {value}");
    };
    fact("category", &format!("{}, the fault of: {}", facts.category, facts.fault));
    fact("status", &join_statuses(facts.statuses));
    fact("outcome", facts.outcome);
    fact("side effect", &describe_effect(facts.effect));
    for retry in &facts.retry {
        let when = retry.when.as_ref().map(|when| format!("where {when}: ")).unwrap_or_default();
        fact("retry", &format!("{when}{}", describe_policy(&retry.policy, file)));
    }
    if let Some(cell) = facts.reference_retry {
        fact("reference says", &format!("“{cell}”"));
    }
    fact("what to do", facts.remedy.doc);
    if let Some(after) = &facts.after_attempts {
        fact("afterwards", after.doc);
    }
    if let Some(note) = facts.deprecated {
        fact("deprecated", note);
    }
    if let Some(revision) = facts.removed {
        fact("removed", &format!("revision {revision} no longer sends it"));
    }
    write_list(&mut text, "Causes", facts.causes.iter().map(String::as_str));
    write_list(&mut text, "Steps and alternatives", facts.resolution.iter().map(String::as_str));
    write_list(&mut text, "Notes", facts.notes.iter().map(String::as_str));
    write_list(&mut text, "Messages", facts.messages.iter().copied());
    let params: Vec<String> = facts.params.iter().map(describe_param).collect();
    write_list(&mut text, "Params", params.iter().map(String::as_str));
    if let Some(limit) = &facts.rate_limit {
        let _ = write!(text, "\nLimit: {}; exhausted for: {}\n", limit.title, limit.exhausted);
        for advice in limit.advice {
            let _ = writeln!(text, "  - {advice}");
        }
        if let Some(watch) = limit.watch {
            let _ = writeln!(text, "  watch {watch}");
        }
    }
    text.push_str("\nIn an answer\n");
    for (key, places) in envelope.parts() {
        let _ = writeln!(text, "  {key:<15} {}", write_words(&describe_places(key, places), file));
    }
    let link = facts.docs_url.map(|link| format!("{link}\n")).unwrap_or_default();
    let _ = write!(text, "\n{link}{}\n", facts.place.describe(file));
    text
}

fn describe_param(param: &ParamFacts<'_>) -> String {
    let mut traits = vec![param.kind.to_owned()];
    if !param.values.is_empty() {
        traits = vec![format!("one of {}", param.values.join(", "))];
    }
    traits.extend(param.delays_retry.then(|| "delays a retry".to_owned()));
    traits.extend(param.sensitive.then(|| "never shown".to_owned()));
    format!("{} ({}): {}", param.name, traits.join("; "), param.doc)
}
