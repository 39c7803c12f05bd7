//! What holds without a label: `[statuses]` and `[rate_limits]`.

use super::labels::compare_texts;
use super::order::{Pair, pair};
use super::policies::{compare_policies, differ};
use super::sets::{Set, compare_keys};
use super::{Behaviour, Change, Kind, Level, Subject};
use edges_errors_catalogue::model::{
    Catalogue, Effect, Policy, RateLimit, Signal, Status, StatusRange, Strategy,
};
use edges_errors_catalogue::phrases::describe_policy;

/// A status that the catalogue does not name.
const UNNAMED: Policy = Policy { name: None, strategy: Strategy::Never, max_attempts: None, line: 0 };

pub(super) fn compare_statuses(old: &Catalogue, new: &Catalogue, changes: &mut Vec<Change>) {
    for found in pair(&old.statuses, &new.statuses, |status| status.range.to_string()) {
        match found {
            Pair::Added(status) => {
                let subject = Subject::new(Kind::Status, status.range.to_string(), None, Some(status.line));
                let policies = (class_policy(old, status), policy_of(new, status.policy));
                changes.push(come_or_go(&subject, "added", Level::Additive, policies));
            }
            Pair::Removed(status) => {
                let subject = Subject::new(Kind::Status, status.range.to_string(), Some(status.line), None);
                let policies = (policy_of(old, status.policy), class_policy(new, status));
                changes.push(come_or_go(&subject, "removed", Level::Behavioural, policies));
            }
            Pair::Both(before, after) => compare_status((old, before), (new, after), changes),
        }
    }
}

fn policy_of(catalogue: &Catalogue, index: usize) -> &Policy {
    catalogue.policies.get(index).unwrap_or(&UNNAMED)
}

/// What holds for a status that has no entry of its own: its class, else nothing is retried.
fn class_policy<'a>(catalogue: &'a Catalogue, status: &Status) -> &'a Policy {
    let class = match status.range {
        StatusRange::Exact(code) => StatusRange::Class(code / 100),
        StatusRange::Class(_) => return &UNNAMED,
    };
    let entry = catalogue.statuses.iter().find(|entry| entry.range == class);
    entry.map_or(&UNNAMED, |entry| policy_of(catalogue, entry.policy))
}

/// An entry that is new or gone: what matters is what held before, or holds from now on.
fn come_or_go(
    subject: &Subject,
    what: &'static str,
    mildest: Level,
    (before, after): (&Policy, &Policy),
) -> Change {
    let differs = differ(before, after);
    let means = if what == "added" {
        "It holds for answers without a label that is listed."
    } else {
        "Answers without a label that is listed get what the class of their status says, else they are not retried."
    };
    let change = Change::new(if differs { Level::Behavioural } else { mildest }, subject, what).means(means);
    if !differs {
        return change;
    }
    change.between(describe_policy(before), describe_policy(after)).behaving(compare_policies(before, after))
}

fn compare_status(
    (old, before): (&Catalogue, &Status),
    (new, after): (&Catalogue, &Status),
    changes: &mut Vec<Change>,
) {
    let subject = Subject::new(Kind::Status, after.range.to_string(), Some(before.line), Some(after.line));
    changes.extend(compare_reference(&subject, (old, before.policy), (new, after.policy)));
    let remedy = |catalogue: &Catalogue, index: Option<usize>| {
        index.map_or_else(|| "none".to_owned(), |index| catalogue.remedies[index].key.name.clone())
    };
    let fault = |status: &Status| status.fault.map_or("none", |fault| fault.as_str());
    changes.extend(
        [
            subject.compare(
                Level::Behavioural,
                "remedy-changed",
                &remedy(old, before.remedy),
                &remedy(new, after.remedy),
            ),
            subject.compare(Level::Behavioural, "fault-changed", fault(before), fault(after)),
            subject.compare(Level::Prose, "title-changed", &before.title, &after.title),
            subject.compare(Level::Prose, "doc-changed", &before.doc, &after.doc),
        ]
        .into_iter()
        .flatten(),
    );
}

/// Another policy, unless only what the same name stands for changed: that is told of the policy.
fn compare_reference(
    subject: &Subject,
    old: (&Catalogue, usize),
    new: (&Catalogue, usize),
) -> Option<Change> {
    let (before, after) = (policy_of(old.0, old.1), policy_of(new.0, new.1));
    if before.name.is_some() && before.name == after.name || !differ(before, after) {
        return None;
    }
    let change = Change::new(Level::Behavioural, subject, "retry-changed")
        .between(describe_policy(before), describe_policy(after))
        .behaving(compare_policies(before, after));
    Some(change)
}

pub(super) fn compare_rate_limits(old: &Catalogue, new: &Catalogue, changes: &mut Vec<Change>) {
    let set = Set { kind: Kind::RateLimit, rust_name: "RateLimit" };
    let both = compare_keys(&set, &old.rate_limits, &new.rate_limits, |limit| &limit.key, changes);
    for (subject, before, after) in both {
        changes.extend(compare_reference(&subject, (old, before.policy), (new, after.policy)));
        let applies = |limit: &RateLimit| limit.applies_to.join(", ");
        let watch = |limit: &RateLimit| limit.watch.clone().unwrap_or_else(|| "none".to_owned());
        let signal = subject.compare(
            Level::Behavioural,
            "signal-changed",
            &describe_signal(old, &before.signal),
            &describe_signal(new, &after.signal),
        );
        changes.extend(
            [
                signal.map(|change| change.means("The limit is recognised by something else.")),
                compare_limit_effect(&subject, before, (new, after)),
                subject.compare(Level::Behavioural, "applies-to-changed", &applies(before), &applies(after)),
                subject.compare(Level::Behavioural, "watch-changed", &watch(before), &watch(after)),
                compare_texts(&subject, "advice-changed", &before.advice, &after.advice),
            ]
            .into_iter()
            .flatten(),
        );
    }
}

fn compare_limit_effect(
    subject: &Subject,
    before: &RateLimit,
    (new, after): (&Catalogue, &RateLimit),
) -> Option<Change> {
    let by_header = |limit: &RateLimit| matches!(limit.signal, Signal::Header(_));
    // A label has an effect of its own.
    if !by_header(before) || !by_header(after) {
        return None;
    }
    let (was, is) = (before.effect.as_str(), after.effect.as_str());
    let change = subject.compare(Level::Behavioural, "effect-changed", was, is)?;
    let retried = new.policies.get(after.policy).is_some_and(|policy| policy.strategy.retries());
    let behaviour = match after.effect {
        Effect::None => Behaviour::MaybeSentTwice,
        _ => Behaviour::NoLongerSentTwice,
    };
    Some(change.means(after.effect.doc()).behaving(retried.then_some(behaviour)))
}

fn describe_signal(catalogue: &Catalogue, signal: &Signal) -> String {
    match signal {
        Signal::Header(name) => format!("header {name}"),
        Signal::Label(index) => {
            format!("label {}", catalogue.labels.get(*index).map_or("", |label| label.name.as_str()))
        }
    }
}
