//! Comparison of the rules of `retry`, and of what an effect makes of them for requests that are not idempotent.

use std::collections::BTreeMap;

use super::change::{Change, Subject};
use super::levels::{Behaviour, Level};
use super::policies::{compare_policies, differ, sends_again};
use edges_errors_catalogue::model::{Catalogue, Effect, Label, Policy};
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

    /// Returns the rule of an answer without a listed label.
    pub(super) fn of_status(policy: &'a Policy, effect: Effect) -> Self {
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

/// Differences in the behaviour of a label's rules.
pub(super) struct Outlook {
    /// In some situation the policies differ in more than their name.
    pub(super) differs: bool,
    pub(super) retry: Vec<Behaviour>,
    pub(super) twice: Vec<Behaviour>,
    /// A sentence for each behaviour that only some situations have.
    pub(super) means: String,
}

pub(super) fn compare_rules(old: &Rules<'_>, new: &Rules<'_>) -> Outlook {
    let situations = list_situations(old, new);
    let (mut retry, mut twice) = (Found::default(), Found::default());
    let mut differs = !situations.complete && old.words() != new.words();
    for situation in &situations.listed {
        let (Some(before), Some(after)) = (old.policy_in(situation), new.policy_in(situation)) else {
            continue;
        };
        differs |= differ(before, after);
        for behaviour in compare_policies(before, after) {
            retry.entry(behaviour).or_default().push(describe_situation(situation));
        }
        let behaviour = match (old.sends_twice(before), new.sends_twice(after)) {
            (false, true) => Behaviour::MaybeSentTwice,
            (true, false) => Behaviour::NoLongerSentTwice,
            (true, true) | (false, false) => continue,
        };
        twice.entry(behaviour).or_default().push(describe_situation(situation));
    }
    let partly = retry.iter().chain(&twice).filter(|(_, where_)| where_.len() < situations.listed.len());
    let means: Vec<String> = partly
        .map(|(behaviour, where_)| format!("{} with {}.", behaviour.as_str(), where_.join("; with ")))
        .collect();
    let (retry, twice) = (retry.into_keys().collect(), twice.into_keys().collect());
    Outlook { differs, retry, twice, means: means.join(" ") }
}

/// The situations of each behaviour.
type Found = BTreeMap<Behaviour, Vec<String>>;

fn describe_situation(situation: &Situation<'_>) -> String {
    let each = situation.iter().map(|(context, value)| match value {
        Some(value) => format!("{context} {value}"),
        None => format!("{context} not set or another value"),
    });
    each.collect::<Vec<_>>().join(", ")
}

/// Compares rules, and what effects make of them for requests that are not idempotent.
pub(super) fn compare_retry(subject: &Subject, old: &Rules<'_>, new: &Rules<'_>) -> Vec<Change> {
    let outlook = compare_rules(old, new);
    let (refers_alike, same_effect) = (old.refers_alike(new), old.effect == new.effect);
    // What an effect changes is told of the effect.
    let (by_policy, by_effect) =
        if same_effect { (outlook.twice, Vec::new()) } else { (Vec::new(), outlook.twice) };
    let mut changes = Vec::new();
    if !refers_alike && outlook.differs || !by_policy.is_empty() {
        let change =
            Change::new(Level::Behavioural, subject, "retry-changed").between(old.words(), new.words());
        changes.push(if refers_alike {
            change.behaving(by_policy).means("Its policy changed.")
        } else {
            change.behaving(outlook.retry).behaving(by_policy).means(outlook.means)
        });
    } else if !refers_alike {
        let change =
            subject.compare(Level::Prose, "policy-name-changed", &old.policy_names(), &new.policy_names());
        changes.extend(change.map(|change| change.means("The policy is the same under a new name.")));
    }
    let (was, is) = (old.effect.as_str(), new.effect.as_str());
    let effect = subject.compare(Level::Behavioural, "effect-changed", was, is);
    changes.extend(effect.map(|change| change.means(new.effect.doc()).behaving(by_effect)));
    changes
}
