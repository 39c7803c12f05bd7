//! The entries of a catalogue beside its labels, and what refers to them.

use serde::Serialize;

use crate::documents::sets::StatusFacts;
use edges_errors_catalogue::model::{
    Catalogue, Category, Context, Fault, Id, Label, Policy, Remedy, Status, StatusRange,
};

/// An entry, and what refers to it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Used<'a, F> {
    #[serde(flatten)]
    pub facts: F,
    pub used_by: Users<'a>,
}

/// The names of entries that refer to one.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Users<'a> {
    pub labels: Vec<&'a str>,
    /// Labels that have the remedy once the attempts are spent.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub after_attempts: Vec<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub categories: Vec<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub statuses: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub rate_limits: Vec<&'a str>,
}

/// A status: the labels that come with it, and its meaning without a listed one.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct StatusExplanation<'a> {
    /// Such as `424`, or a class, such as `5xx`.
    pub status: String,
    pub labels: Vec<&'a str>,
    /// The entry of the status, or that of its class.
    pub without_label: Option<StatusFacts<'a>>,
}

impl<'a> StatusExplanation<'a> {
    /// Collects what a catalogue says of a status, which may be nothing.
    pub(super) fn of(catalogue: &'a Catalogue, range: StatusRange) -> Self {
        let (first, last) = range.bounds();
        let labels = list_labels(catalogue, |label| {
            label.statuses.iter().any(|status| (first..=last).contains(status))
        });
        let find = |range| catalogue.statuses.iter().find(|entry| entry.range == range);
        let entry = find(range).or_else(|| find(StatusRange::Class(first / 100)));
        let without_label = entry.map(|entry| StatusFacts::of(catalogue, entry));
        Self { status: range.to_string(), labels, without_label }
    }

    pub(super) fn says_something(&self) -> bool {
        !self.labels.is_empty() || self.without_label.is_some()
    }
}

/// Lists the labels that the API sends and that refer to something.
fn list_labels(catalogue: &Catalogue, uses: impl Fn(&Label) -> bool) -> Vec<&str> {
    catalogue.current_labels().filter(|label| uses(label)).map(|label| label.name.as_str()).collect()
}

impl<'a> Users<'a> {
    pub(super) fn of_category(catalogue: &'a Catalogue, category: &Category) -> Self {
        let uses = |label: &Label| catalogue[label.category].key.name == category.key.name;
        Self { labels: list_labels(catalogue, uses), ..Self::default() }
    }

    pub(super) fn of_fault(catalogue: &'a Catalogue, fault: &Fault) -> Self {
        let categories = catalogue.categories.iter();
        let categories = categories.filter(|category| catalogue[category.fault].key.name == fault.key.name);
        Self {
            labels: list_labels(catalogue, |label| catalogue.fault_of(label).key.name == fault.key.name),
            categories: categories.map(|category| category.key.name.as_str()).collect(),
            statuses: list_statuses(catalogue, |status| {
                status.fault.is_some_and(|id| catalogue[id].key.name == fault.key.name)
            }),
            ..Self::default()
        }
    }

    pub(super) fn of_remedy(catalogue: &'a Catalogue, remedy: Id<Remedy>) -> Self {
        Self {
            labels: list_labels(catalogue, |label| label.remedy == remedy),
            after_attempts: list_labels(catalogue, |label| label.after_attempts == Some(remedy)),
            statuses: list_statuses(catalogue, |status| status.remedy == Some(remedy)),
            ..Self::default()
        }
    }

    pub(super) fn of_policy(catalogue: &'a Catalogue, policy: Id<Policy>) -> Self {
        let limits = catalogue.rate_limits.iter().filter(|limit| limit.policy == policy);
        Self {
            labels: list_labels(catalogue, |label| label.retry.rules().any(|rule| rule.policy == policy)),
            statuses: list_statuses(catalogue, |status| status.policy == policy),
            rate_limits: limits.map(|limit| limit.key.name.as_str()).collect(),
            ..Self::default()
        }
    }

    pub(super) fn of_context(catalogue: &'a Catalogue, context: &Context) -> Self {
        let asks = |label: &Label| {
            let mut conditions = label.retry.rules().flat_map(|rule| &rule.when);
            conditions.any(|condition| catalogue[condition.context].key.name == context.key.name)
        };
        Self { labels: list_labels(catalogue, asks), ..Self::default() }
    }

    /// Returns the names under what they are.
    pub(super) fn rows(&self) -> Vec<(&'static str, String)> {
        let rows = [
            ("labels", self.labels.join(", ")),
            ("afterwards of", self.after_attempts.join(", ")),
            ("categories", self.categories.join(", ")),
            ("statuses", self.statuses.join(", ")),
            ("limits", self.rate_limits.join(", ")),
        ];
        rows.into_iter().filter(|(_, names)| !names.is_empty()).collect()
    }
}

fn list_statuses(catalogue: &Catalogue, uses: impl Fn(&Status) -> bool) -> Vec<String> {
    catalogue.statuses.iter().filter(|status| uses(status)).map(|status| status.range.to_string()).collect()
}
