//! Comparison of `[statuses]` and `[rate_limits]`, which hold without a label.

use super::change::{Change, Kind};
use super::levels::{Behaviour, Level};
use super::order::{Pair, pair};
use super::rules::{Rules, compare_retry, compare_rules};
use super::sets::{Set, compare_keys};
use super::subject::{Editions, Kept, or_none};
use edges_errors_catalogue::model::{
    Catalogue, Effect, Location, Policy, RateLimit, Signal, Status, StatusRange, Strategy,
};
use edges_errors_catalogue::phrases::{describe_hint_header, describe_place, join_statuses};

/// The policy of a status that the catalogue does not list.
const UNNAMED: Policy =
    Policy { name: None, strategy: Strategy::Never, max_attempts: None, location: Location::START };

pub(super) fn compare_statuses(editions: Editions<'_>, changes: &mut Vec<Change>) {
    let Editions { old, new } = editions;
    for found in pair(&old.statuses, &new.statuses, |status| status.range.to_string()) {
        match found {
            Pair::Added(status) => {
                let subject = editions.added(Kind::Status, status.range.to_string(), status.location);
                let change = subject.change(Level::Additive, "added");
                let change = change.means("It holds for responses without a listed label.");
                let (before, after) = (Unlisted::of_class(old, status), Unlisted::of_entry(new, status));
                changes.push(compare_single(change, &before.rules(), &after.rules()));
            }
            Pair::Removed(status) => {
                let subject = editions.removed(Kind::Status, status.range.to_string(), status.location);
                let change = subject.change(Level::Behavioural, "removed").means(
                    "Responses without a listed label are treated as the class of their status says, or are not retried.",
                );
                let (before, after) = (Unlisted::of_entry(old, status), Unlisted::of_class(new, status));
                changes.push(compare_single(change, &before.rules(), &after.rules()));
            }
            Pair::Both(before, after) => {
                let name = after.range.to_string();
                let subject = editions.both(Kind::Status, name, before.location, after.location);
                changes.extend(compare_status(&editions.keep(subject, before, after)));
            }
        }
    }
}

/// The facts that decide on a response without a listed label.
pub(super) struct Unlisted<'a> {
    pub(super) policy: &'a Policy,
    effect: Effect,
}

impl<'a> Unlisted<'a> {
    /// The facts that hold where there is no entry.
    const NONE: Self = Self { policy: &UNNAMED, effect: Effect::Unknown };

    fn of_entry(catalogue: &'a Catalogue, status: &Status) -> Self {
        Self { policy: &catalogue[status.policy], effect: status.effect }
    }

    /// Returns the facts that hold for a status without its own entry: those of its class, or no retry.
    fn of_class(catalogue: &'a Catalogue, status: &Status) -> Self {
        match status.range {
            StatusRange::Exact(code) => Self::find(catalogue, StatusRange::Class(code / 100)),
            StatusRange::Class(_) => Self::NONE,
        }
    }

    /// Returns the facts that hold for a response with this status.
    pub(super) fn of_response(catalogue: &'a Catalogue, status: u16) -> Self {
        Self::find(catalogue, StatusRange::Exact(status))
    }

    fn find(catalogue: &'a Catalogue, range: StatusRange) -> Self {
        catalogue.find_status(range).map_or(Self::NONE, |entry| Self::of_entry(catalogue, entry))
    }

    pub(super) fn rules(&self) -> Rules<'a> {
        Rules::of_policy(self.policy, self.effect)
    }
}

/// Completes the change of an entry that only one catalogue has, out of the rules with it and those without it.
fn compare_single(mut change: Change, before: &Rules<'_>, after: &Rules<'_>) -> Change {
    let outlook = compare_rules(before, after);
    if outlook.differs || outlook.seen.iter().any(|seen| seen.behaviour.is_of_effect()) {
        change.level = Level::Behavioural;
    }
    let change = change.behaving(outlook.seen.iter().map(|seen| seen.behaviour));
    if outlook.differs { change.between(before.words(), after.words()) } else { change }
}

fn compare_status(status: &Kept<'_, Status>) -> impl Iterator<Item = Change> {
    let rules = status.each(|catalogue, status| Unlisted::of_entry(catalogue, status).rules());
    let remedy = |catalogue: &Catalogue, status: &Status| {
        or_none(status.remedy.map(|remedy| catalogue[remedy].key.name.as_str())).to_owned()
    };
    let fault = |catalogue: &Catalogue, status: &Status| {
        or_none(status.fault.map(|fault| catalogue[fault].key.name.as_str())).to_owned()
    };
    let facts = [
        status.behavioural("remedy-changed", remedy, ""),
        status.behavioural("fault-changed", fault, ""),
        status.prose("title-changed", |_, status| &status.title),
        status.prose("doc-changed", |_, status| &status.doc),
    ];
    compare_retry(&status.subject, rules).into_iter().chain(facts.into_iter().flatten())
}

pub(super) fn compare_rate_limits(editions: Editions<'_>, changes: &mut Vec<Change>) {
    let Editions { old, new } = editions;
    let set = Set { kind: Kind::Subject, rust_name: "Subject" };
    compare_keys(set, editions, &old.subjects(), &new.subjects(), |subject| *subject, changes);
    let set = Set { kind: Kind::RateLimit, rust_name: "RateLimit" };
    for limit in compare_keys(set, editions, &old.rate_limits, &new.rate_limits, |limit| &limit.key, changes)
    {
        changes.extend(compare_limit_retry(&limit));
        changes.extend(compare_limit(&limit));
    }
}

fn compare_limit(limit: &Kept<'_, RateLimit>) -> impl Iterator<Item = Change> {
    let changes = [
        limit.behavioural("signal-changed", describe_signal, "The limit is recognised by a new signal."),
        // A label is the signal at any status.
        limit.behavioural(
            "statuses-changed",
            |_, limit| join_statuses(&limit.statuses),
            "The header is the signal at other statuses.",
        ),
        compare_remaining(limit),
        compare_reset(limit),
        limit.behavioural("applies-to-changed", |_, limit| limit.describe_subjects(), ""),
        limit.behavioural("watch-changed", |_, limit| or_none(limit.watch.as_deref()), ""),
        limit.texts("advice-changed", |limit| &limit.advice),
    ];
    changes.into_iter().flatten()
}

fn compare_remaining(limit: &Kept<'_, RateLimit>) -> Option<Change> {
    if limit.before.remaining == limit.after.remaining {
        return None;
    }
    limit.behavioural(
        "remaining-changed",
        |_, limit| limit.remaining.as_ref().map_or_else(|| "none".to_owned(), describe_place),
        "The limit is known to be exhausted by another header, before a request is refused.",
    )
}

fn compare_reset(limit: &Kept<'_, RateLimit>) -> Option<Change> {
    let behaviour = match (&limit.before.reset, &limit.after.reset) {
        (None, Some(_)) => Some(Behaviour::HintObeyed),
        (Some(_), None) => Some(Behaviour::HintIgnored),
        (was, is) if was == is => return None,
        (Some(_), Some(_)) | (None, None) => None,
    };
    let change = limit.behavioural(
        "reset-changed",
        |_, limit| limit.reset.as_ref().map_or_else(|| "none".to_owned(), describe_hint_header),
        "Where the limit was hit, another header says how long to wait.",
    );
    Some(change?.behaving(behaviour))
}

fn compare_limit_retry(limit: &Kept<'_, RateLimit>) -> Vec<Change> {
    let is_by_header = |_: &Catalogue, limit: &RateLimit| matches!(limit.signal, Some(Signal::Header { .. }));
    // A label has an effect of its own.
    let has_effect = limit.each(is_by_header) == [true, true];
    let rules = limit.each(|catalogue, limit| {
        let effect = if has_effect { limit.effect } else { Effect::Unknown };
        Rules::of_policy(&catalogue[limit.policy], effect)
    });
    compare_retry(&limit.subject, rules)
}

fn describe_signal(catalogue: &Catalogue, limit: &RateLimit) -> String {
    match &limit.signal {
        Some(Signal::Header { name, is: None }) => format!("header {name}"),
        Some(Signal::Header { name, is: Some(is) }) => format!("header {name}: {is}"),
        Some(Signal::Label(label)) => format!("label {}", catalogue[*label].name),
        None => "none".to_owned(),
    }
}
