//! The facts of a label.

use serde::Serialize;

use crate::documents::keys::{KeyFacts, serialize_word};
use crate::documents::policies::{LimitFacts, PolicyFacts, collect_limit, collect_policy};
use crate::place::EntryPlace;
use edges_errors_catalogue::model::{
    Catalogue, Effect, Id, Label, Outcome, Param, Remedy, RetryRule, Template,
};
use edges_errors_catalogue::phrases::describe_condition;

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
    #[serde(serialize_with = "serialize_word")]
    pub outcome: Outcome,
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
    pub choices: Vec<KeyFacts<'a>>,
    /// Never shown.
    pub sensitive: bool,
    pub delays_retry: bool,
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
        outcome: label.outcome,
        effect: label.effect,
        retry: label.retry.rules().map(|rule| collect_retry(catalogue, rule)).collect(),
        reference_retry: label.reference_retry.as_deref(),
        remedy: remedy(label.remedy),
        after_attempts: label.after_attempts.map(remedy),
        causes: &label.causes,
        resolution: &label.resolution,
        notes: &label.notes,
        messages: label.templates.iter().map(Template::text).collect(),
        params: label.params.iter().map(|param| collect_param(catalogue, param)).collect(),
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

fn collect_param<'a>(catalogue: &Catalogue, param: &'a Param) -> ParamFacts<'a> {
    ParamFacts {
        name: &param.name,
        kind: param.kind.as_str(),
        doc: &param.doc,
        rust_name: &param.field,
        values: param.values.iter().map(|value| value.name.as_str()).collect(),
        choices: param.values.iter().map(|value| KeyFacts::of(catalogue, value)).collect(),
        sensitive: param.sensitive,
        delays_retry: param.delays_retry,
    }
}
