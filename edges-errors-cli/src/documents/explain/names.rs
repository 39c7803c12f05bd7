//! Names: what each one means.

use edges_errors_catalogue::diagnostic::{Rule, nearest};
use edges_errors_catalogue::model::{
    Catalogue, Category, Context, Fault, Id, Label, Payload, Policy, RateLimit, Remedy, Scope, StatusRange,
    with_ids,
};

use super::entries::StatusExplanation;
use super::key::KeyFacts;

/// A thing that has a name.
#[derive(Debug, Clone)]
pub enum Subject<'a> {
    /// The response format.
    Envelope,
    Label(&'a Label),
    Status(StatusRange),
    Category(&'a Category),
    Fault(&'a Fault),
    Scope(&'a Scope),
    Remedy(Id<Remedy>, &'a Remedy),
    /// A policy with a name.
    Policy(Id<Policy>, &'a str),
    Context(&'a Context),
    RateLimit(&'a RateLimit),
    Payload(&'a Payload),
    /// A key of the language.
    Key(KeyFacts),
    Rule(Rule),
}

impl Subject<'_> {
    /// Returns what it is, with an article.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Envelope => "the response format",
            Self::Label(_) => "a label",
            Self::Status(_) => "a status",
            Self::Category(_) => "a category",
            Self::Fault(_) => "a fault",
            Self::Scope(_) => "a scope",
            Self::Remedy(..) => "a remedy",
            Self::Policy(..) => "a policy",
            Self::Context(_) => "a context",
            Self::RateLimit(_) => "a rate limit",
            Self::Payload(_) => "a payload",
            Self::Key(_) => "a key of the language",
            Self::Rule(_) => "a rule of `check`",
        }
    }

    /// Returns the name that means nothing else.
    pub fn full_name(&self) -> String {
        let (section, name) = match self {
            Self::Status(range) => return format!("statuses.{range}"),
            Self::Envelope => return "envelope".to_owned(),
            Self::Key(key) => return key.key.clone(),
            Self::Label(label) => ("errors", label.name.as_str()),
            Self::Category(category) => ("categories", category.key.name.as_str()),
            Self::Fault(fault) => ("faults", fault.key.name.as_str()),
            Self::Scope(scope) => ("scopes", scope.key.name.as_str()),
            Self::Remedy(_, remedy) => ("remedies", remedy.key.name.as_str()),
            Self::Policy(_, name) => ("retry", *name),
            Self::Context(context) => ("contexts", context.key.name.as_str()),
            Self::RateLimit(limit) => ("rate_limits", limit.key.name.as_str()),
            Self::Payload(payload) => ("payloads", payload.key.name.as_str()),
            Self::Rule(rule) => ("rules", rule.as_str()),
        };
        format!("{section}.{name}")
    }

    /// Returns whether a name is that of this, alone or with its section.
    fn is_named(&self, name: &str) -> bool {
        let full = self.full_name();
        name == full || full.split_once('.').is_some_and(|(_, alone)| name == alone)
    }
}

/// Returns all that a name can mean, in the language and in a catalogue.
///
/// A name is written alone, or with its section: `backoff` or `retry.backoff`. Keys of the language are written with their
/// path, in which `NAME`, `X` or any name stands for the catalogue's own; alone where that leads to one of them.
pub fn resolve<'a>(name: &str, catalogue: Option<&'a Catalogue>) -> Vec<Subject<'a>> {
    let name = name.trim_start_matches('[').trim_end_matches(']');
    let entries = || catalogue.into_iter().flat_map(list_entries).chain(list_rules());
    let mut found: Vec<Subject<'a>> = entries().filter(|subject| subject.is_named(name)).collect();
    let status = catalogue.and_then(|catalogue| find_status(name, catalogue));
    found.extend(status.map(Subject::Status));
    let has_full_name = found.iter().any(|subject| subject.full_name() == name);
    if !has_full_name {
        let path: Vec<&str> = name.split('.').collect();
        found.extend(KeyFacts::find(&path).map(Subject::Key));
    }
    if found.is_empty() {
        // Labels are asked for in any case.
        found = entries()
            .filter(
                |subject| matches!(subject, Subject::Label(label) if label.name.eq_ignore_ascii_case(name)),
            )
            .collect();
    }
    if found.is_empty() {
        found = KeyFacts::find_ending(name).into_iter().map(Subject::Key).collect();
    }
    found
}

/// A name that may have been meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Similar {
    /// The name, with its section where it alone means several things.
    pub name: String,
    /// The kind of what has the name, with an article.
    pub kind: &'static str,
}

/// Returns the name nearest to one that means nothing.
pub fn find_similar(name: &str, catalogue: &Catalogue) -> Option<Similar> {
    let subjects = list_entries(catalogue).chain(list_rules());
    let mut known: Vec<String> =
        subjects.map(|subject| subject.full_name()).chain(KeyFacts::paths()).collect();
    let alone: Vec<String> = known.iter().map(|full| alone(full).to_owned()).collect();
    known.splice(..0, alone);
    let similar = nearest(name, known.iter().map(String::as_str))?;
    let subjects = resolve(similar, Some(catalogue));
    let name = match subjects.as_slice() {
        [_] => similar.to_owned(),
        several => several.first()?.full_name(),
    };
    Some(Similar { name, kind: subjects.first()?.kind() })
}

/// Returns an entry's name without its section, or a key's without its path.
fn alone(full: &str) -> &str {
    let is_key = KeyFacts::find(&full.split('.').collect::<Vec<_>>()).is_some();
    let parts = if is_key { full.rsplit_once('.') } else { full.split_once('.') };
    parts.map_or(full, |(_, alone)| alone)
}

/// Finds a status, or a class of statuses, that the catalogue says something of.
fn find_status(name: &str, catalogue: &Catalogue) -> Option<StatusRange> {
    let status = name.strip_prefix("statuses.").unwrap_or(name);
    let range = match status.strip_suffix("xx") {
        Some(digit) => StatusRange::Class(digit.parse().ok().filter(|digit| (1..=9).contains(digit))?),
        None => StatusRange::Exact(status.parse().ok()?),
    };
    StatusExplanation::of(catalogue, range).says_something().then_some(range)
}

fn list_rules<'a>() -> impl Iterator<Item = Subject<'a>> {
    Rule::ALL.iter().copied().map(Subject::Rule)
}

/// Lists everything in a catalogue that has a name, but for statuses.
fn list_entries(catalogue: &Catalogue) -> impl Iterator<Item = Subject<'_>> {
    let policies = with_ids(&catalogue.policies);
    let policies = policies.filter_map(|(id, policy)| Some(Subject::Policy(id, policy.name.as_deref()?)));
    let remedies = with_ids(&catalogue.remedies).map(|(id, remedy)| Subject::Remedy(id, remedy));
    [Subject::Envelope]
        .into_iter()
        .chain(catalogue.labels.iter().map(Subject::Label))
        .chain(catalogue.categories.iter().map(Subject::Category))
        .chain(catalogue.faults.iter().map(Subject::Fault))
        .chain(catalogue.scopes.iter().map(Subject::Scope))
        .chain(remedies)
        .chain(policies)
        .chain(catalogue.contexts.iter().map(Subject::Context))
        .chain(catalogue.rate_limits.iter().map(Subject::RateLimit))
        .chain(catalogue.payloads.iter().map(Subject::Payload))
}
