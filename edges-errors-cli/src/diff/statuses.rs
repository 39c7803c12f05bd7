//! Comparison of `[statuses]` and `[rate_limits]`, which hold without a label.

use super::change::{Change, Kind, Subject};
use super::levels::{Behaviour, Level};
use super::order::{Pair, pair};
use super::policies::{compare_policies, differ};
use super::rules::{Rules, compare_retry, compare_rules};
use super::sets::{Set, compare_keys};
use edges_errors_catalogue::model::{
    Catalogue, Effect, Id, Policy, RateLimit, Remedy, Signal, Status, StatusRange, Strategy,
};
use edges_errors_catalogue::phrases::describe_policy;

/// The policy of a status that the catalogue does not list.
const UNNAMED: Policy = Policy { name: None, strategy: Strategy::Never, max_attempts: None, line: 0 };

pub(super) fn compare_statuses(old: &Catalogue, new: &Catalogue, changes: &mut Vec<Change>) {
    for found in pair(&old.statuses, &new.statuses, |status| status.range.to_string()) {
        match found {
            Pair::Added(status) => {
                let subject = Subject::new(Kind::Status, status.range.to_string(), None, Some(status.line));
                let (before, after) = (rules_of_class(old, status), rules_of(new, status));
                changes.push(compare_single(&subject, Single::Added, &before, &after));
            }
            Pair::Removed(status) => {
                let subject = Subject::new(Kind::Status, status.range.to_string(), Some(status.line), None);
                let (before, after) = (rules_of(old, status), rules_of_class(new, status));
                changes.push(compare_single(&subject, Single::Removed, &before, &after));
            }
            Pair::Both(before, after) => compare_status((old, before), (new, after), changes),
        }
    }
}

fn rules_of<'a>(catalogue: &'a Catalogue, status: &Status) -> Rules<'a> {
    Rules::of_status(&catalogue[status.policy], status.effect)
}

/// Returns the rules of a status without an entry of its own: those of its class, or no retry.
fn rules_of_class<'a>(catalogue: &'a Catalogue, status: &Status) -> Rules<'a> {
    match status.range {
        StatusRange::Exact(code) => rules_in(catalogue, &[StatusRange::Class(code / 100)]),
        StatusRange::Class(_) => rules_in(catalogue, &[]),
    }
}

/// Returns the rules of an answer with this status whose label the catalogue does not list.
pub(super) fn rules_of_unlisted(catalogue: &Catalogue, status: u16) -> Rules<'_> {
    rules_in(catalogue, &[StatusRange::Exact(status), StatusRange::Class(status / 100)])
}

/// Returns the rules of the first of these entries that there is.
fn rules_in<'a>(catalogue: &'a Catalogue, ranges: &[StatusRange]) -> Rules<'a> {
    let find = |range: &StatusRange| catalogue.statuses.iter().find(|entry| entry.range == *range);
    let entry = ranges.iter().find_map(find);
    entry.map_or_else(|| Rules::of_status(&UNNAMED, Effect::Unknown), |entry| rules_of(catalogue, entry))
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

/// Compares an added or removed entry with the rules that hold without it.
fn compare_single(subject: &Subject, single: Single, before: &Rules<'_>, after: &Rules<'_>) -> Change {
    let outlook = compare_rules(before, after);
    let behaves = outlook.differs || !outlook.twice.is_empty();
    let level = if behaves { Level::Behavioural } else { single.level() };
    let change = Change::new(level, subject, single.what())
        .means(single.means())
        .behaving(outlook.retry)
        .behaving(outlook.twice);
    if outlook.differs { change.between(before.words(), after.words()) } else { change }
}

fn compare_status(
    (old, before): (&Catalogue, &Status),
    (new, after): (&Catalogue, &Status),
    changes: &mut Vec<Change>,
) {
    let subject = Subject::new(Kind::Status, after.range.to_string(), Some(before.line), Some(after.line));
    changes.extend(compare_retry(&subject, &rules_of(old, before), &rules_of(new, after)));
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
    let set = Set { kind: Kind::Subject, rust_name: "Subject" };
    compare_keys(&set, &old.subjects(), &new.subjects(), |subject| *subject, changes);
    let set = Set { kind: Kind::RateLimit, rust_name: "RateLimit" };
    let both = compare_keys(&set, &old.rate_limits, &new.rate_limits, |limit| &limit.key, changes);
    for (subject, before, after) in both {
        changes.extend(compare_reference(&subject, &old[before.policy], &new[after.policy]));
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
                subject.compare(
                    Level::Behavioural,
                    "applies-to-changed",
                    &before.describe_subjects(),
                    &after.describe_subjects(),
                ),
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
