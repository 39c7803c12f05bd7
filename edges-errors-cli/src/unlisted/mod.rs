//! Labels, params, statuses and scopes that an API sends and the catalogue does not list, as stanzas to append to it.

mod stanzas;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use edges_errors_catalogue::model::{Catalogue, Label, ParamKind, StatusRange};

/// Limits of what is remembered.
const MOST_LABELS: usize = 1_000;
const MOST_PARAMS: usize = 64;
const MOST_EXAMPLES: usize = 3;
const LONGEST_EXAMPLE: usize = 300;

/// A response of the API.
#[derive(Debug, Clone, Copy, Default)]
pub struct Answer<'a> {
    /// As it was sent.
    pub label: Option<&'a str>,
    /// The status of the response, if there was one.
    pub status: Option<u16>,
    /// As it was sent.
    pub scope: Option<&'a str>,
    /// As it was sent.
    pub message: Option<&'a str>,
    /// The params by name, with their values as JSON.
    pub params: &'a [(&'a str, &'a str)],
}

/// The sightings of a label.
#[derive(Debug, Default)]
struct Seen {
    count: u64,
    statuses: BTreeSet<u16>,
    messages: Vec<String>,
    params: BTreeMap<String, ParamKind>,
}

/// A collector of what responses hold and the catalogue does not list, in bounded memory.
#[derive(Debug)]
pub struct Unlisted<'a> {
    catalogue: &'a Catalogue,
    labels: BTreeMap<String, Seen>,
    statuses: BTreeSet<u16>,
    scopes: BTreeSet<String>,
    /// There were more labels than are remembered.
    more: bool,
}

impl<'a> Unlisted<'a> {
    /// Returns an empty collector.
    pub fn new(catalogue: &'a Catalogue) -> Self {
        let (labels, statuses, scopes) = (BTreeMap::new(), BTreeSet::new(), BTreeSet::new());
        Self { catalogue, labels, statuses, scopes, more: false }
    }

    /// Returns the labels that were collected and are not listed.
    pub fn labels(&self) -> impl Iterator<Item = &str> {
        self.labels.keys().map(String::as_str).filter(|name| self.find_label(name).is_none())
    }

    /// Collects what the catalogue does not list of a response.
    pub fn note(&mut self, answer: &Answer<'_>) {
        let listed = answer.label.and_then(|name| self.find_label(name));
        if let (None, Some(status)) = (listed, answer.status.filter(|status| self.is_error_status(*status)))
            && !self.lists_status(status)
        {
            self.statuses.insert(status);
        }
        if let Some(scope) =
            answer.scope.filter(|scope| self.scopes.len() < MOST_PARAMS && !self.lists_scope(scope))
        {
            self.scopes.insert(scope.to_owned());
        }
        let Some(name) = answer.label.filter(|name| !name.is_empty()) else { return };
        if self.labels.len() >= MOST_LABELS && !self.labels.contains_key(name) {
            self.more = true;
            return;
        }
        let status = answer.status.filter(|status| self.is_error_status(*status));
        self.labels.entry(name.to_owned()).or_default().note(&Answer { status, ..*answer }, listed);
    }

    /// Returns whether an error can have a status: those of success only where the catalogue has errors with them.
    fn is_error_status(&self, status: u16) -> bool {
        (400..=599).contains(&status)
            || self.catalogue.envelope.errors_in_2xx && (200..=299).contains(&status)
    }

    fn find_label(&self, name: &str) -> Option<&'a Label> {
        self.catalogue.labels.iter().find(|label| label.name == name)
    }

    fn lists_status(&self, status: u16) -> bool {
        let ranges = self.catalogue.statuses.iter().map(|entry| entry.range);
        ranges.map(StatusRange::bounds).any(|(first, last)| (first..=last).contains(&status))
    }

    fn lists_scope(&self, scope: &str) -> bool {
        self.catalogue.scopes.iter().any(|known| known.key.name == scope)
    }
}

impl Seen {
    fn note(&mut self, answer: &Answer<'_>, listed: Option<&Label>) {
        self.count = self.count.saturating_add(1);
        self.statuses.extend(answer.status);
        let fits = |message: &&str| !message.trim().is_empty() && message.len() <= LONGEST_EXAMPLE;
        let message = answer.message.filter(fits).filter(|message| !message.chars().any(char::is_control));
        if let Some(message) = message.filter(|_| listed.is_none() && self.messages.len() < MOST_EXAMPLES)
            && !self.messages.iter().any(|known| known == message)
        {
            self.messages.push(message.to_owned());
        }
        for (name, raw) in answer.params {
            let declared = listed.is_some_and(|label| label.params.iter().any(|param| param.name == *name));
            let known = self.params.get(*name).copied();
            if declared || name.starts_with('_') || (known.is_none() && self.params.len() >= MOST_PARAMS) {
                continue;
            }
            if let Some(kind) = guess_kind(raw) {
                self.params.insert((*name).to_owned(), join_kinds(known.unwrap_or(kind), kind));
            }
        }
    }
}

/// Returns the type of a value; `None` for `null`, which fits every type.
fn guess_kind(raw: &str) -> Option<ParamKind> {
    Some(match serde_json::from_str(raw) {
        Ok(Value::Null) => return None,
        Ok(Value::Bool(_)) => ParamKind::Boolean,
        Ok(Value::Number(number)) if number.is_i64() || number.is_u64() => ParamKind::Integer,
        Ok(Value::Number(_)) => ParamKind::Number,
        Ok(Value::String(text)) if is_timestamp(&text) => ParamKind::Timestamp,
        Ok(Value::String(_)) => ParamKind::String,
        Ok(Value::Array(items)) if items.iter().all(|item| !item.is_array() && !item.is_object()) => {
            ParamKind::List
        }
        Ok(_) | Err(_) => ParamKind::Json,
    })
}

/// Returns true if the text begins like a timestamp of RFC 3339.
fn is_timestamp(text: &str) -> bool {
    let form = "dddd-dd-ddTdd:dd:dd";
    text.len() > form.len()
        && form.bytes().zip(text.bytes()).all(|(form, byte)| match form {
            b'd' => byte.is_ascii_digit(),
            b'T' => matches!(byte, b'T' | b't' | b' '),
            _ => form == byte,
        })
}

/// Returns a type for the values of both.
fn join_kinds(one: ParamKind, other: ParamKind) -> ParamKind {
    match (one, other) {
        _ if one == other => one,
        (ParamKind::Integer, ParamKind::Number) | (ParamKind::Number, ParamKind::Integer) => {
            ParamKind::Number
        }
        (ParamKind::List | ParamKind::Json, _) | (_, ParamKind::List | ParamKind::Json) => ParamKind::Json,
        // Everything else can be sent as text.
        (_, _) => ParamKind::String,
    }
}
