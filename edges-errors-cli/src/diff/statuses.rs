//! Comparison of `[statuses]` and `[rate_limits]`, which hold without a label.

use super::change::{Change, Kind, Subject};
use super::levels::{Behaviour, Level};
use super::order::{Pair, pair};
use super::policies::{compare_policies, differ};
use super::sets::{Set, compare_keys};
use edges_errors_catalogue::model::{
    Catalogue, Effect, Id, Location, Policy, RateLimit, Remedy, Signal, Status, StatusRange, Strategy,
};
use edges_errors_catalogue::phrases::describe_policy;

/// The policy of a status that the catalogue does not list.
const UNNAMED: Policy =
    Policy { name: None, strategy: Strategy::Never, max_attempts: None, location: Location::START };

pub(super) fn compare_statuses(old: &Catalogue, new: &Catalogue, changes: &mut Vec<Change>) {
    for found in pair(&old.statuses, &new.statuses, |status| status.range.to_string()) {
        match found {
            Pair::Added(status) => {
                let subject =
                    Subject::new(Kind::Status, status.range.to_string(), None, Some(status.location.line));
                let (before, after) = (class_policy(old, status), &new[status.policy]);
                changes.push(compare_single(&subject, Single::Added, before, after));
            }
            Pair::Removed(status) => {
                let subject =
                    Subject::new(Kind::Status, status.range.to_string(), Some(status.location.line), None);
                let (before, after) = (&old[status.policy], class_policy(new, status));
                changes.push(compare_single(&subject, Single::Removed, before, after));
            }
            Pair::Both(before, after) => compare_status((old, before), (new, after), changes),
        }
    }
}

/// Returns the policy of a status without an entry of its own: that of its class, or no retry.
fn class_policy<'a>(catalogue: &'a Catalogue, status: &Status) -> &'a Policy {
    let class = match status.range {
        StatusRange::Exact(code) => StatusRange::Class(code / 100),
        StatusRange::Class(_) => return &UNNAMED,
    };
    let entry = catalogue.statuses.iter().find(|entry| entry.range == class);
    entry.map_or(&UNNAMED, |entry| &catalogue[entry.policy])
}

/// Returns the policy of an answer with this status whose label the catalogue does not list.
pub(super) fn unlisted_policy(catalogue: &Catalogue, status: u16) -> &Policy {
    let ranges = [StatusRange::Exact(status), StatusRange::Class(status / 100)];
    let entries =
        ranges.iter().find_map(|range| catalogue.statuses.iter().find(|entry| entry.range == *range));
    entries.map_or(&UNNAMED, |entry| &catalogue[entry.policy])
}

/// An entry that only one catalogue has.
#[derive(Clone, Copy)]
enum Single {
    Added,
    Removed,
}

impl Single {
    fn what(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Removed => "removed",
        }
    }

    /// Returns the level of an entry that changes no behaviour.
    fn level(self) -> Level {
        match self {
            Self::Added => Level::Additive,
            Self::Removed => Level::Behavioural,
        }
    }

    fn means(self) -> &'static str {
        match self {
            Self::Added => "It holds for responses without a listed label.",
            Self::Removed => {
                "Responses without a listed label are treated as the class of their status says, or are not retried."
            }
        }
    }
}

/// Compares an added or removed entry with the policy that holds without it.
fn compare_single(subject: &Subject, single: Single, before: &Policy, after: &Policy) -> Change {
    let differs = differ(before, after);
    let level = if differs { Level::Behavioural } else { single.level() };
    let change = Change::new(level, subject, single.what()).means(single.means());
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
    let subject = Subject::new(
        Kind::Status,
        after.range.to_string(),
        Some(before.location.line),
        Some(after.location.line),
    );
    changes.extend(compare_reference(&subject, &old[before.policy], &new[after.policy]));
    let remedy = |catalogue: &Catalogue, remedy: Option<Id<Remedy>>| {
        remedy.map_or_else(|| "none".to_owned(), |remedy| catalogue[remedy].key.name.clone())
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

/// Compares references to policies; a change behind the same name is one of the policy.
fn compare_reference(subject: &Subject, before: &Policy, after: &Policy) -> Option<Change> {
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
        changes.extend(compare_reference(&subject, &old[before.policy], &new[after.policy]));
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
                signal.map(|change| change.means("The limit is recognised by a new signal.")),
                compare_limit_effect(&subject, before, (new, after)),
                subject.compare(Level::Behavioural, "applies-to-changed", &applies(before), &applies(after)),
                subject.compare(Level::Behavioural, "watch-changed", &watch(before), &watch(after)),
                subject.compare_texts("advice-changed", &before.advice, &after.advice),
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
    let retried = new[after.policy].strategy.retries();
    let behaviour = match after.effect {
        Effect::None => Behaviour::MaybeSentTwice,
        Effect::Unknown | Effect::Applied => Behaviour::NoLongerSentTwice,
    };
    Some(change.means(after.effect.doc()).behaving(retried.then_some(behaviour)))
}

fn describe_signal(catalogue: &Catalogue, signal: &Signal) -> String {
    match signal {
        Signal::Header(name) => format!("header {name}"),
        Signal::Label(label) => format!("label {}", catalogue[*label].name),
    }
}
