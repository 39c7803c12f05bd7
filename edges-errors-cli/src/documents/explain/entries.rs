//! The entries of a catalogue beside its labels, and what refers to them.

use serde::Serialize;

use crate::documents::format::{EnvelopeFacts, PayloadFacts};
use crate::documents::policies::{PolicyFacts, collect_policy};
use crate::documents::sets::{
    CategoryFacts, ContextFacts, FaultFacts, RateLimitFacts, RemedyFacts, ScopeFacts, StatusFacts,
};
use edges_errors_catalogue::model::{
    Catalogue, Category, Context, Fault, Id, Label, Payload, Policy, RateLimit, Remedy, Scope, Status,
    StatusRange,
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
        let without_label = catalogue.find_status(range).map(|entry| StatusFacts::of(catalogue, entry));
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

/// The facts of an entry of a catalogue, and what refers to it.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub enum EntryFacts<'a> {
    Envelope(EnvelopeFacts<'a>),
    Status(StatusExplanation<'a>),
    Category(Used<'a, CategoryFacts<'a>>),
    Fault(Used<'a, FaultFacts<'a>>),
    Scope(ScopeFacts<'a>),
    Remedy(Used<'a, RemedyFacts<'a>>),
    Policy(Used<'a, PolicyFacts<'a>>),
    Context(Used<'a, ContextFacts<'a>>),
    RateLimit(Box<RateLimitFacts<'a>>),
    Payload(PayloadFacts<'a>),
}

impl<'a> EntryFacts<'a> {
    /// Collects the facts of the response format.
    pub fn envelope(catalogue: &'a Catalogue) -> Self {
        Self::Envelope(EnvelopeFacts::of(catalogue))
    }

    /// Collects the facts of a status.
    pub fn status(catalogue: &'a Catalogue, range: StatusRange) -> Self {
        Self::Status(StatusExplanation::of(catalogue, range))
    }

    /// Collects the facts of a category.
    pub fn category(catalogue: &'a Catalogue, category: &'a Category) -> Self {
        let uses = |label: &Label| catalogue[label.category].key.name == category.key.name;
        let used_by = Users { labels: list_labels(catalogue, uses), ..Users::default() };
        Self::Category(Used { facts: CategoryFacts::of(catalogue, category), used_by })
    }

    /// Collects the facts of a party that can be at fault.
    pub fn fault(catalogue: &'a Catalogue, fault: &'a Fault) -> Self {
        let is_this = |other: &Fault| other.key.name == fault.key.name;
        let categories = catalogue.categories.iter().filter(|category| is_this(&catalogue[category.fault]));
        let used_by = Users {
            labels: list_labels(catalogue, |label| is_this(catalogue.fault_of(label))),
            categories: categories.map(|category| category.key.name.as_str()).collect(),
            statuses: list_statuses(catalogue, |status| {
                status.fault.is_some_and(|id| is_this(&catalogue[id]))
            }),
            ..Users::default()
        };
        Self::Fault(Used { facts: FaultFacts::of(catalogue, fault), used_by })
    }

    /// Collects the facts of a scope.
    pub fn scope(catalogue: &'a Catalogue, scope: &'a Scope) -> Self {
        Self::Scope(ScopeFacts::of(catalogue, scope))
    }

    /// Collects the facts of a remedy.
    pub fn remedy(catalogue: &'a Catalogue, id: Id<Remedy>) -> Self {
        let used_by = Users {
            labels: list_labels(catalogue, |label| label.remedy == id),
            after_attempts: list_labels(catalogue, |label| label.after_attempts == Some(id)),
            statuses: list_statuses(catalogue, |status| status.remedy == Some(id)),
            ..Users::default()
        };
        Self::Remedy(Used { facts: RemedyFacts::of(catalogue, &catalogue[id]), used_by })
    }

    /// Collects the facts of a policy.
    pub fn policy(catalogue: &'a Catalogue, id: Id<Policy>) -> Self {
        let limits = catalogue.rate_limits.iter().filter(|limit| limit.policy == id);
        let used_by = Users {
            labels: list_labels(catalogue, |label| label.retry.rules().any(|rule| rule.policy == id)),
            statuses: list_statuses(catalogue, |status| status.policy == id),
            rate_limits: limits.map(|limit| limit.key.name.as_str()).collect(),
            ..Users::default()
        };
        Self::Policy(Used { facts: collect_policy(catalogue, &catalogue[id]), used_by })
    }

    /// Collects the facts of a context.
    pub fn context(catalogue: &'a Catalogue, context: &'a Context) -> Self {
        let asks = |label: &Label| {
            let mut conditions = label.retry.rules().flat_map(|rule| &rule.when);
            conditions.any(|condition| catalogue[condition.context].key.name == context.key.name)
        };
        let used_by = Users { labels: list_labels(catalogue, asks), ..Users::default() };
        Self::Context(Used { facts: ContextFacts::of(catalogue, context), used_by })
    }

    /// Collects the facts of a rate limit.
    pub fn rate_limit(catalogue: &'a Catalogue, limit: &'a RateLimit) -> Self {
        Self::RateLimit(Box::new(RateLimitFacts::of(catalogue, limit)))
    }

    /// Collects the facts of a payload.
    pub fn payload(catalogue: &'a Catalogue, payload: &'a Payload) -> Self {
        Self::Payload(PayloadFacts::of(catalogue, payload))
    }
}

fn list_statuses(catalogue: &Catalogue, uses: impl Fn(&Status) -> bool) -> Vec<String> {
    catalogue.statuses.iter().filter(|status| uses(status)).map(|status| status.range.to_string()).collect()
}
