//! One label, or one rule of the check, explained to whoever asks.

use std::fmt::Write as _;

use serde::Serialize;

use super::words::{describe_policy, join_statuses};
use crate::diagnostic::Rule;
use crate::model::{Catalogue, Label, Param, ParamKind, RetryRule};

/// Everything that a catalogue says of a label, with names in place of references.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LabelFacts<'a> {
    pub label: &'a str,
    pub doc: &'a str,
    pub category: &'a str,
    /// Who has to act.
    pub fault: &'static str,
    pub statuses: &'a [u16],
    pub outcome: &'static str,
    pub effect: &'static str,
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
    pub docs: &'a str,
    /// In the catalogue, from 1.
    pub line: u32,
}

/// A policy of a label, in words and numbers.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RetryFacts<'a> {
    /// The contexts in which it holds; `None` in all others.
    pub when: Option<String>,
    pub policy: Option<&'a str>,
    pub strategy: &'static str,
    /// In words, with its numbers.
    pub words: String,
    pub line: u32,
}

/// What has to be done.
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
    pub values: Vec<&'a str>,
    /// Never shown.
    pub sensitive: bool,
    pub delays_retry: bool,
}

/// The rate limit that a label is the sign of.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LimitFacts<'a> {
    pub title: &'a str,
    /// What is exhausted.
    pub applies_to: &'a [String],
    pub advice: &'a [String],
    pub watch: Option<&'a str>,
}

/// Looks up everything that a label refers to.
pub fn collect_facts<'a>(catalogue: &'a Catalogue, label: &'a Label) -> LabelFacts<'a> {
    let category = &catalogue.categories[label.category];
    let remedy = |index: usize| {
        let key = &catalogue.remedies[index].key;
        RemedyFacts { name: &key.name, doc: &key.doc }
    };
    let index = catalogue.labels.iter().position(|known| known.name == label.name);
    let limit =
        index.and_then(|index| catalogue.rate_limit_of(index)).map(|limit| &catalogue.rate_limits[limit]);
    LabelFacts {
        label: &label.name,
        doc: &label.doc,
        category: &category.key.title,
        fault: category.fault.name(),
        statuses: &label.statuses,
        outcome: label.outcome.name(),
        effect: label.effect.name(),
        retry: label.retry.iter().map(|rule| collect_retry(catalogue, rule)).collect(),
        reference_retry: label.reference_retry.as_deref(),
        remedy: remedy(label.remedy),
        after_attempts: label.after_attempts.map(remedy),
        causes: &label.causes,
        resolution: &label.resolution,
        notes: &label.notes,
        messages: label.templates.iter().map(|template| template.text.as_str()).collect(),
        params: label.params.iter().map(collect_param).collect(),
        rate_limit: limit.map(|limit| LimitFacts {
            title: &limit.key.title,
            applies_to: &limit.applies_to,
            advice: &limit.advice,
            watch: limit.watch.as_deref(),
        }),
        deprecated: label.deprecated.as_ref().map(|deprecated| deprecated.note.as_str()),
        removed: label.removed.as_deref(),
        docs: &label.docs,
        line: label.line,
    }
}

fn collect_retry<'a>(catalogue: &'a Catalogue, rule: &RetryRule) -> RetryFacts<'a> {
    let policy = &catalogue.policies[rule.policy];
    let conditions: Vec<String> = rule
        .when
        .iter()
        .map(|condition| {
            let context = &catalogue.contexts[condition.context];
            let values: Vec<&str> =
                condition.values.iter().map(|value| context.values[*value].name.as_str()).collect();
            format!("{} is {}", context.key.name, values.join(" or "))
        })
        .collect();
    RetryFacts {
        when: (!conditions.is_empty()).then(|| conditions.join(" and ")),
        policy: policy.name.as_deref(),
        strategy: policy.strategy.name(),
        words: describe_policy(policy),
        line: policy.line,
    }
}

fn collect_param(param: &Param) -> ParamFacts<'_> {
    let values = match &param.kind {
        ParamKind::Enum(values) => values.iter().map(|value| value.name.as_str()).collect(),
        _ => Vec::new(),
    };
    ParamFacts {
        name: &param.name,
        kind: param.kind.name(),
        doc: &param.doc,
        values,
        sensitive: param.sensitive,
        delays_retry: param.delays_retry,
    }
}

/// A label for a terminal: facts first, then what to do, then the details.
pub fn explain_label(facts: &LabelFacts<'_>, file: &str) -> String {
    let mut text = format!("{}: {}\n\n", facts.label, facts.doc);
    let mut fact = |name: &str, value: &str| {
        let _ = writeln!(text, "  {name:<15} {value}");
    };
    fact("category", &format!("{}, the fault of: {}", facts.category, facts.fault));
    fact("status", &join_statuses(facts.statuses));
    fact("outcome", facts.outcome);
    fact("side effect", describe_effect(facts.effect));
    for retry in &facts.retry {
        let when = retry.when.as_ref().map(|when| format!("where {when}: ")).unwrap_or_default();
        let policy = retry.policy.map(|policy| format!(" (policy `{policy}`, line {})", retry.line));
        fact("retry", &format!("{when}{}{}", retry.words, policy.unwrap_or_default()));
    }
    if let Some(cell) = facts.reference_retry {
        fact("reference says", &format!("“{cell}”"));
    }
    fact("what to do", facts.remedy.doc);
    if let Some(after) = &facts.after_attempts {
        fact("and after that", after.doc);
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
        let _ = write!(text, "\nLimit: {}; exhausted: {}\n", limit.title, limit.applies_to.join(", "));
        for advice in limit.advice {
            let _ = writeln!(text, "  - {advice}");
        }
        if let Some(watch) = limit.watch {
            let _ = writeln!(text, "  watch {watch}");
        }
    }
    let _ = write!(text, "\n{}\n{file}:{}\n", facts.docs, facts.line);
    text
}

fn describe_effect(effect: &str) -> &'static str {
    match effect {
        "none" => "none: what was asked for has not happened, so it may be sent again",
        "applied" => "applied: what was asked for is so already",
        _ => "unknown: it may have happened, so only an idempotent request is sent again",
    }
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

fn write_list<'a>(text: &mut String, title: &str, items: impl Iterator<Item = &'a str>) {
    for (at, item) in items.enumerate() {
        let heading = if at == 0 { format!("\n{title}\n") } else { String::new() };
        let _ = writeln!(text, "{heading}  - {item}");
    }
}

/// A rule of the check.
pub fn explain_rule(rule: Rule) -> String {
    format!(
        "{}: a rule of `edges-errors check` and of `catalogue!`\n\n{}\n",
        rule.as_str(),
        rule.explanation()
    )
}
