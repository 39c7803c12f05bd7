//! Comparison of `[statuses]` and `[rate_limits]`, which hold without a label.

use super::change::{Change, Editions, Kind, Subject};
use super::levels::{Behaviour, Level};
use super::order::{Pair, pair};
use super::rules::{Rules, compare_retry, compare_rules};
use super::sets::{Set, compare_keys};
use edges_errors_catalogue::model::{
    Catalogue, Effect, HintHeader, Id, Location, Place, Policy, RateLimit, Remedy, Signal, Status,
    StatusRange, Strategy,
};
use edges_errors_catalogue::phrases::{describe_hint_header, describe_place, join_statuses};

/// The policy of a status that the catalogue does not list.
const UNNAMED: Policy =
    Policy { name: None, strategy: Strategy::Never, max_attempts: None, location: Location::START };

pub(super) fn compare_statuses(old: &Catalogue, new: &Catalogue, changes: &mut Vec<Change>) {
    let editions = Editions { old, new };
    for found in pair(&old.statuses, &new.statuses, |status| status.range.to_string()) {
        match found {
            Pair::Added(status) => {
                let subject = editions.added(Kind::Status, status.range.to_string(), status.location);
                let (before, after) = (Unlisted::of_class(old, status), Unlisted::of_entry(new, status));
                changes.push(compare_single(&subject, Single::Added, &before.rules(), &after.rules()));
            }
            Pair::Removed(status) => {
                let subject = editions.removed(Kind::Status, status.range.to_string(), status.location);
                let (before, after) = (Unlisted::of_entry(old, status), Unlisted::of_class(new, status));
                changes.push(compare_single(&subject, Single::Removed, &before.rules(), &after.rules()));
            }
            Pair::Both(before, after) => compare_status((old, before), (new, after), changes),
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
            StatusRange::Exact(code) => Self::find(catalogue, &[StatusRange::Class(code / 100)]),
            StatusRange::Class(_) => Self::NONE,
        }
    }

    /// Returns the facts that hold for a response with this status.
    pub(super) fn of_response(catalogue: &'a Catalogue, status: u16) -> Self {
        Self::find(catalogue, &[StatusRange::Exact(status), StatusRange::Class(status / 100)])
    }

    /// Returns the facts of the first of these entries that there is.
    fn find(catalogue: &'a Catalogue, ranges: &[StatusRange]) -> Self {
        let find = |range: &StatusRange| catalogue.statuses.iter().find(|entry| entry.range == *range);
        let entry = ranges.iter().find_map(find);
        entry.map_or(Self::NONE, |entry| Self::of_entry(catalogue, entry))
    }

    pub(super) fn rules(&self) -> Rules<'a> {
        Rules::of_policy(self.policy, self.effect)
    }
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
        .behaving(outlook.retry.iter().chain(&outlook.twice).map(|seen| seen.behaviour));
    if outlook.differs { change.between(before.words(), after.words()) } else { change }
}

fn compare_status(
    (old, before): (&Catalogue, &Status),
    (new, after): (&Catalogue, &Status),
    changes: &mut Vec<Change>,
) {
    let subject =
        Editions { old, new }.both(Kind::Status, after.range.to_string(), before.location, after.location);
    let rules = |catalogue, status| Unlisted::of_entry(catalogue, status).rules();
    changes.extend(compare_retry(&subject, &rules(old, before), &rules(new, after)));
    let remedy = |catalogue: &Catalogue, remedy: Option<Id<Remedy>>| {
        remedy.map_or_else(|| "none".to_owned(), |remedy| catalogue[remedy].key.name.clone())
    };
    let fault = |catalogue: &Catalogue, status: &Status| {
        status.fault.map_or_else(|| "none".to_owned(), |fault| catalogue[fault].key.name.clone())
    };
    changes.extend(
        [
            subject.compare(
                Level::Behavioural,
                "remedy-changed",
                &remedy(old, before.remedy),
                &remedy(new, after.remedy),
            ),
            subject.compare(Level::Behavioural, "fault-changed", &fault(old, before), &fault(new, after)),
            subject.compare(Level::Prose, "title-changed", &before.title, &after.title),
            subject.compare(Level::Prose, "doc-changed", &before.doc, &after.doc),
        ]
        .into_iter()
        .flatten(),
    );
}

pub(super) fn compare_rate_limits(old: &Catalogue, new: &Catalogue, changes: &mut Vec<Change>) {
    let set = Set { kind: Kind::Subject, rust_name: "Subject" };
    compare_keys(&set, Editions { old, new }, &old.subjects(), &new.subjects(), |subject| *subject, changes);
    let set = Set { kind: Kind::RateLimit, rust_name: "RateLimit" };
    let both = compare_keys(
        &set,
        Editions { old, new },
        &old.rate_limits,
        &new.rate_limits,
        |limit| &limit.key,
        changes,
    );
    for (subject, before, after) in both {
        changes.extend(compare_limit_retry(&subject, (old, before), (new, after)));
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
                compare_signal_statuses(&subject, before, after),
                compare_remaining(&subject, before, after),
                compare_reset(&subject, before, after),
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

/// Compares the statuses at which a header is the signal; a label is one at any status.
fn compare_signal_statuses(subject: &Subject, before: &RateLimit, after: &RateLimit) -> Option<Change> {
    let statuses = subject.compare(
        Level::Behavioural,
        "statuses-changed",
        &join_statuses(&before.statuses),
        &join_statuses(&after.statuses),
    );
    statuses.map(|change| change.means("The header is the signal at other statuses."))
}

fn compare_remaining(subject: &Subject, before: &RateLimit, after: &RateLimit) -> Option<Change> {
    let (was, is) = (&before.remaining, &after.remaining);
    let describe = |place: &Option<Place>| place.as_ref().map_or_else(|| "none".to_owned(), describe_place);
    (was != is).then(|| {
        Change::new(Level::Behavioural, subject, "remaining-changed")
            .between(describe(was), describe(is))
            .means("The limit is known to be exhausted by another header, before a request is refused.")
    })
}

fn compare_reset(subject: &Subject, before: &RateLimit, after: &RateLimit) -> Option<Change> {
    let (was, is) = (&before.reset, &after.reset);
    let describe =
        |hint: &Option<HintHeader>| hint.as_ref().map_or_else(|| "none".to_owned(), describe_hint_header);
    let behaviour = match (was, is) {
        (None, Some(_)) => Some(Behaviour::HintObeyed),
        (Some(_), None) => Some(Behaviour::HintIgnored),
        (Some(was), Some(is)) if was != is => None,
        (None, None) | (Some(_), Some(_)) => return None,
    };
    Some(
        Change::new(Level::Behavioural, subject, "reset-changed")
            .between(describe(was), describe(is))
            .behaving(behaviour)
            .means("Where the limit was hit, another header says how long to wait."),
    )
}

fn compare_limit_retry(
    subject: &Subject,
    (old, before): (&Catalogue, &RateLimit),
    (new, after): (&Catalogue, &RateLimit),
) -> Vec<Change> {
    let is_by_header = |limit: &RateLimit| matches!(limit.signal, Signal::Header { .. });
    // A label has an effect of its own.
    let (was, is) = match is_by_header(before) && is_by_header(after) {
        true => (before.effect, after.effect),
        false => (Effect::Unknown, Effect::Unknown),
    };
    let (before, after) =
        (Rules::of_policy(&old[before.policy], was), Rules::of_policy(&new[after.policy], is));
    compare_retry(subject, &before, &after)
}

fn describe_signal(catalogue: &Catalogue, signal: &Signal) -> String {
    match signal {
        Signal::Header { name, is: None } => format!("header {name}"),
        Signal::Header { name, is: Some(is) } => format!("header {name}: {is}"),
        Signal::Label(label) => format!("label {}", catalogue[*label].name),
    }
}
