//! Comparison of the rules of `retry`, and of what an effect makes of them for requests that are not idempotent.

use std::collections::BTreeMap;

use super::change::Change;
use super::levels::{Behaviour, Level};
use super::policies::{compare_policies, differ, sends_again};
use super::subject::Subject;
use crate::text::capitalise;
use edges_errors_catalogue::model::{Catalogue, Effect, Label, Policy, Strategy};
use edges_errors_catalogue::phrases::describe_policy;

/// The most situations that are told apart.
const MAX_SITUATIONS: usize = 512;

/// The rules of a label or of a status, with names instead of indices so that they can be compared across catalogues.
pub(super) struct Rules<'a> {
    rules: Vec<(Conditions<'a>, &'a Policy)>,
    effect: Effect,
}

type Conditions<'a> = Vec<(&'a str, Vec<&'a str>)>;

/// The contexts of a request: a value of each, or none.
type Situation<'a> = Vec<(&'a str, Option<&'a str>)>;

impl<'a> Rules<'a> {
    pub(super) fn of_label(catalogue: &'a Catalogue, label: &'a Label) -> Self {
        let rules = label.retry.rules().map(|rule| {
            let conditions = rule.when.iter().map(|condition| {
                let context = &catalogue[condition.context];
                let values = condition.values.iter().map(|&value| context[value].name.as_str());
                (context.key.name.as_str(), values.collect())
            });
            (conditions.collect(), &catalogue[rule.policy])
        });
        Self { rules: rules.collect(), effect: label.effect }
    }

    /// Returns the rule of a status or of a rate limit.
    pub(super) fn of_policy(policy: &'a Policy, effect: Effect) -> Self {
        Self { rules: vec![(Vec::new(), policy)], effect }
    }

    /// Returns true if both refer to the same named policies under the same conditions, so that a difference is one of
    /// these policies.
    fn refers_alike(&self, other: &Self) -> bool {
        let names = |rules: &Self| -> Option<Vec<_>> {
            rules.rules.iter().map(|(when, policy)| Some((when.clone(), policy.name.clone()?))).collect()
        };
        names(self).is_some_and(|mine| names(other) == Some(mine))
    }

    /// Returns the rules in words.
    pub(super) fn words(&self) -> String {
        let rule = |(when, policy): &(Conditions<'_>, &Policy)| {
            let policy = describe_policy(policy);
            let when: Vec<String> =
                when.iter().map(|(context, values)| format!("{context} {}", values.join("|"))).collect();
            if when.is_empty() { policy } else { format!("if {}: {policy}", when.join(" and ")) }
        };
        self.rules.iter().map(rule).collect::<Vec<_>>().join("; else ")
    }

    fn policy_names(&self) -> String {
        let names = self.rules.iter().filter_map(|(_, policy)| policy.name.as_deref());
        names.collect::<Vec<_>>().join(", ")
    }

    fn policy_in(&self, situation: &Situation<'_>) -> Option<&'a Policy> {
        let holds = |(context, values): &(&str, Vec<&str>)| {
            situation
                .iter()
                .any(|(name, value)| name == context && value.is_some_and(|v| values.contains(&v)))
        };
        self.rules.iter().find(|(when, _)| when.iter().all(holds)).map(|(_, policy)| *policy)
    }

    fn sends_twice(&self, policy: &Policy) -> bool {
        sends_again(policy) && self.effect == Effect::None
    }
}

/// The situations that rules tell apart.
struct Situations<'a> {
    listed: Vec<Situation<'a>>,
    /// All of them are listed: there were not too many.
    complete: bool,
}

/// Lists the situations that the rules of both tell apart.
fn list_situations<'a>(old: &Rules<'a>, new: &Rules<'a>) -> Situations<'a> {
    let mut contexts: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    let conditions = old.rules.iter().chain(&new.rules).flat_map(|(when, _)| when);
    for (context, values) in conditions {
        let known = contexts.entry(context).or_default();
        known.extend(values);
        known.sort_unstable();
        known.dedup();
    }
    let (mut listed, mut complete) = (vec![Vec::new()], true);
    for (context, values) in contexts {
        if listed.len().saturating_mul(values.len() + 1) > MAX_SITUATIONS {
            complete = false;
            continue;
        }
        let values: Vec<Option<&str>> = values.into_iter().map(Some).chain([None]).collect();
        listed = listed
            .into_iter()
            .flat_map(|known: Situation<'a>| {
                values
                    .iter()
                    .map(move |value| [known.clone(), vec![(context, *value)]].concat())
                    .collect::<Vec<_>>()
            })
            .collect();
    }
    Situations { listed, complete }
}

/// Differences in the behaviour of rules.
pub(super) struct Outlook {
    /// In some situation the policies differ in more than their name.
    pub(super) differs: bool,
    pub(super) seen: Vec<Seen>,
}

/// A behaviour that changed.
pub(super) struct Seen {
    pub(super) behaviour: Behaviour,
    /// The situations in which it changed, in words, unless it did in all.
    partly: Option<String>,
}

impl Seen {
    /// Returns the behaviour with its situations.
    pub(super) fn describe(&self, behaviour: &str) -> String {
        match &self.partly {
            Some(situations) => format!("{behaviour} with {situations}"),
            None => behaviour.to_owned(),
        }
    }
}

pub(super) fn compare_rules(old: &Rules<'_>, new: &Rules<'_>) -> Outlook {
    let situations = list_situations(old, new);
    let mut found: BTreeMap<Behaviour, Vec<String>> = BTreeMap::new();
    let mut differs = !situations.complete && old.words() != new.words();
    for situation in &situations.listed {
        let (Some(before), Some(after)) = (old.policy_in(situation), new.policy_in(situation)) else {
            continue;
        };
        differs |= differ(before, after);
        let twice = match (old.sends_twice(before), new.sends_twice(after)) {
            (false, true) => Some(Behaviour::MaybeSentTwice),
            (true, false) => Some(Behaviour::NoLongerSentTwice),
            (true, true) | (false, false) => None,
        };
        for behaviour in compare_policies(before, after).into_iter().chain(twice) {
            found.entry(behaviour).or_default().push(describe_situation(situation));
        }
    }
    let seen = found.into_iter().map(|(behaviour, where_)| Seen {
        behaviour,
        partly: (where_.len() < situations.listed.len()).then(|| where_.join("; with ")),
    });
    Outlook { differs, seen: seen.collect() }
}

/// Compares the rules of a subject, and what its effect makes of them for requests that are not idempotent.
pub(super) fn compare_retry(subject: &Subject, [old, new]: [Rules<'_>; 2]) -> Vec<Change> {
    let Outlook { differs, seen } = compare_rules(&old, &new);
    let partly = seen.iter().filter(|seen| seen.partly.is_some());
    let partly = partly.map(|seen| format!("{}.", capitalise(&seen.describe(seen.behaviour.as_str()))));
    let means = partly.collect::<Vec<_>>().join(" ");
    let behaviours = seen.into_iter().map(|seen| seen.behaviour);
    let (twice, retry): (Vec<_>, Vec<_>) = behaviours.partition(|behaviour| behaviour.is_of_effect());
    let mut changes = Vec::new();
    let changed = || subject.change(Level::Behavioural, "retry-changed").between(old.words(), new.words());
    // What a new effect means is told of the effect.
    let (by_policy, by_effect) =
        if old.effect == new.effect { (twice, Vec::new()) } else { (Vec::new(), twice) };
    if !old.refers_alike(&new) && differs {
        changes.push(changed().behaving(retry).behaving(by_policy).means(means));
    } else if !by_policy.is_empty() {
        changes.push(changed().behaving(by_policy).means("Its policy changed."));
    } else if !old.refers_alike(&new) {
        let (was, is) = (old.policy_names(), new.policy_names());
        if was != is {
            let change = subject.change(Level::Prose, "policy-name-changed").between(was, is);
            changes.push(change.means("The policy is the same under a new name."));
        }
    }
    if old.effect != new.effect {
        let change = subject.change(Level::Behavioural, "effect-changed");
        let change = change.between(old.effect.as_str(), new.effect.as_str()).behaving(by_effect);
        changes.push(change.means(new.effect.doc()));
    }
    changes
}

/// Returns what was done about an answer under a policy, as the beginning of what is done now.
pub(super) fn describe_past(policy: &Policy) -> String {
    match policy.strategy {
        Strategy::Never => "was never sent again,".to_owned(),
        Strategy::Manual => "was not sent again before the remedy,".to_owned(),
        Strategy::Fixed { .. } | Strategy::Exponential { .. } | Strategy::Until { .. } => {
            format!("was sent again {}; it", describe_policy(policy))
        }
    }
}

fn describe_situation(situation: &Situation<'_>) -> String {
    let each = situation.iter().map(|(context, value)| match value {
        Some(value) => format!("{context} {value}"),
        None => format!("{context} not set or another value"),
    });
    each.collect::<Vec<_>>().join(", ")
}
