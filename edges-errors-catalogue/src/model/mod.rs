//! A catalogue that has been checked: owned, in the order of the file, without places but for one line each.
//!
//! References between parts are ids, which index the catalogue; `check` is the only one that makes them.

mod id;
mod queries;
mod wire;

use std::fmt;
use std::ops::Index;

use edges_errors_core::template;
pub use edges_errors_core::vocabulary::{
    Effect, EntrySource, Factor, HintKind, LabelFormat, Outcome, ParamKind, Strategy, StrategyKind,
};

pub use id::{Id, with_ids};
pub use wire::{Envelope, HintHeader, NoRetry, Part, Payload, Place, PlaceSource};

use crate::names::upper_camel;
use crate::source::FileName;

/// Everything that a catalogue says.
#[derive(Debug, Clone, PartialEq)]
pub struct Catalogue {
    /// The name of the API.
    pub name: String,
    /// The name of the catalogue that this one extends.
    pub extends: Option<String>,
    /// The files that the catalogue is read from: those that it extends, then its own.
    pub files: Vec<FileName>,
    /// The changes that its own file makes to entries of the others.
    pub overrides: Vec<Override>,
    /// The identifier of the error type.
    pub error: String,
    /// The edition of the reference.
    pub revision: Option<String>,
    /// The address of the published reference.
    pub reference: Option<String>,
    pub support: Option<String>,
    /// The way to find out whether a request was carried out.
    pub in_doubt: Option<String>,
    /// The header of a request that makes it idempotent.
    pub idempotency_key: Option<String>,
    pub envelope: Envelope,
    pub payloads: Vec<Payload>,
    /// Those of the file, or else the usual four.
    pub faults: Vec<Fault>,
    pub categories: Vec<Category>,
    pub scopes: Vec<Scope>,
    pub remedies: Vec<Remedy>,
    /// The named policies in the order of `[retry]`, then those written in place, each once.
    pub policies: Vec<Policy>,
    pub contexts: Vec<Context>,
    pub statuses: Vec<Status>,
    pub rate_limits: Vec<RateLimit>,
    pub labels: Vec<Label>,
}

macro_rules! index {
    ($($entry:ident in $list:ident;)+) => {$(
        impl Index<Id<$entry>> for Catalogue {
            type Output = $entry;

            fn index(&self, id: Id<$entry>) -> &$entry {
                &self.$list[id.index()]
            }
        }
    )+};
}

index! {
    Fault in faults;
    FileName in files;
    Category in categories;
    Remedy in remedies;
    Policy in policies;
    Context in contexts;
    RateLimit in rate_limits;
    Label in labels;
}

/// The line of an entry, and where it comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Location {
    pub file: Id<FileName>,
    /// From 1.
    pub line: u32,
    /// As seen from the last of the files.
    pub source: EntrySource,
}

/// An override of an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Override {
    /// The place of the entry.
    pub entry: Location,
    /// The place of its override.
    pub change: Location,
}

impl Location {
    /// The beginning of the first file: the location of what is written nowhere.
    pub const START: Self = Self { file: Id::new(0), line: 1, source: EntrySource::Own };
}

/// The fields that every entry of a closed set has.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key {
    /// The name in the file and on the wire, such as `rate_limit`.
    pub name: String,
    /// The Rust variant, such as `RateLimit`.
    pub variant: String,
    /// The words, such as `Rate limit`.
    pub title: String,
    pub doc: String,
    pub location: Location,
}

/// One entry of `[faults]`: a party that has to act.
#[derive(Debug, Clone, PartialEq)]
pub struct Fault {
    pub key: Key,
    /// It sends the requests.
    pub is_caller: bool,
}

/// One entry of `[categories]`.
#[derive(Debug, Clone, PartialEq)]
pub struct Category {
    pub key: Key,
    pub fault: Id<Fault>,
}

/// One entry of `[scopes]`.
#[derive(Debug, Clone, PartialEq)]
pub struct Scope {
    pub key: Key,
    pub action: Option<String>,
}

/// One entry of `[remedies]`.
#[derive(Debug, Clone, PartialEq)]
pub struct Remedy {
    pub key: Key,
    /// Whoever does it writes to support, and quotes the error's reference.
    pub support: bool,
    /// It consists in sending the same request again, unchanged.
    pub resend: bool,
}

/// One entry of `[contexts]`.
#[derive(Debug, Clone, PartialEq)]
pub struct Context {
    pub key: Key,
    pub values: Vec<Key>,
}

/// The id of a value belongs to its context.
impl Index<Id<Key>> for Context {
    type Output = Key;

    fn index(&self, id: Id<Key>) -> &Key {
        &self.values[id.index()]
    }
}

/// A policy of `[retry]`, or one that a label writes in place.
#[derive(Debug, Clone, PartialEq)]
pub struct Policy {
    /// `None` for one that a label writes in place.
    pub name: Option<String>,
    pub strategy: Strategy,
    /// Requests, the first one included; `None` leaves it to the caller's plan.
    pub max_attempts: Option<u32>,
    pub location: Location,
}

/// The statuses that an entry of `[statuses]` speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StatusRange {
    /// One status, such as `424`.
    Exact(u16),
    /// The first digit of a class, such as 5 for `5xx`.
    Class(u16),
}

impl StatusRange {
    /// The first and the last status.
    pub fn bounds(self) -> (u16, u16) {
        match self {
            Self::Exact(status) => (status, status),
            Self::Class(digit) => (digit * 100, digit * 100 + 99),
        }
    }
}

/// As in the file: `424`, `5xx`.
impl fmt::Display for StatusRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Exact(status) => write!(f, "{status}"),
            Self::Class(digit) => write!(f, "{digit}xx"),
        }
    }
}

/// One entry of `[statuses]`.
#[derive(Debug, Clone, PartialEq)]
pub struct Status {
    pub range: StatusRange,
    pub title: String,
    pub doc: String,
    pub policy: Id<Policy>,
    pub remedy: Option<Id<Remedy>>,
    pub effect: Effect,
    pub fault: Option<Id<Fault>>,
    pub location: Location,
}

/// The sign of a rate limit.
#[derive(Debug, Clone)]
pub enum Signal {
    /// A header, and the value that it has to have where not every value is the sign.
    Header {
        name: String,
        is: Option<String>,
    },
    Label(Id<Label>),
}

/// The names of headers are the same in any case.
impl PartialEq for Signal {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Header { name, is }, Self::Header { name: other, is: other_is }) => {
                name.eq_ignore_ascii_case(other) && is == other_is
            }
            (Self::Label(one), Self::Label(other)) => one == other,
            (Self::Header { .. }, Self::Label(_)) | (Self::Label(_), Self::Header { .. }) => false,
        }
    }
}

/// One entry of `[rate_limits]`.
#[derive(Debug, Clone, PartialEq)]
pub struct RateLimit {
    pub key: Key,
    /// The sign of its errors; none where no answer is one.
    pub signal: Option<Signal>,
    /// The statuses at which a header is the sign.
    pub statuses: Vec<u16>,
    /// The header with the number of requests that are left.
    pub remaining: Option<Place>,
    /// The header with the time of the next reset.
    pub reset: Option<HintHeader>,
    /// The subjects that are exhausted together; none where the limit is everybody's.
    pub applies_to: Vec<Key>,
    pub policy: Id<Policy>,
    /// The effect where a header is the signal; a label has its own.
    pub effect: Effect,
    pub advice: Vec<String>,
    pub watch: Option<String>,
}

impl RateLimit {
    /// The subjects in words: `identity, action`.
    pub fn describe_subjects(&self) -> String {
        let names: Vec<&str> = self.applies_to.iter().map(|subject| subject.name.as_str()).collect();
        if names.is_empty() { "everybody".to_owned() } else { names.join(", ") }
    }
}

/// One entry of `[errors]`.
#[derive(Debug, Clone, PartialEq)]
pub struct Label {
    /// As on the wire, such as `LIMIT_REACHED`.
    pub name: String,
    /// The Rust variant, such as `LimitReached`.
    pub variant: String,
    pub statuses: Vec<u16>,
    pub category: Id<Category>,
    /// The party that has to act, where it is another one than the category's.
    pub fault: Option<Id<Fault>>,
    pub retry: Retry,
    pub reference_retry: Option<String>,
    pub remedy: Id<Remedy>,
    pub after_attempts: Option<Id<Remedy>>,
    pub effect: Effect,
    pub outcome: Outcome,
    pub doc: String,
    pub causes: Vec<String>,
    pub resolution: Vec<String>,
    pub notes: Vec<String>,
    /// The file's templates, then each example that none of them matches as a template of its own.
    pub templates: Vec<Template>,
    pub examples: Vec<String>,
    /// The address of the label's documentation.
    pub docs_url: Option<String>,
    pub params: Vec<Param>,
    pub deprecated: Option<Deprecated>,
    /// The revision that removed the label.
    pub removed: Option<String>,
    pub location: Location,
}

impl Label {
    /// The policy where no context is set: that of the last rule.
    pub fn default_policy(&self) -> Id<Policy> {
        self.retry.otherwise.policy
    }

    /// The file's templates, without the examples that became templates of their own.
    pub fn written_templates(&self) -> impl Iterator<Item = &Template> {
        self.templates.iter().filter(|template| matches!(template, Template::Written(_)))
    }
}

/// The policies of a label.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Retry {
    /// Those that depend on the request, tried in order.
    pub conditional: Vec<RetryRule>,
    /// The one for every other request; it has no conditions.
    pub otherwise: RetryRule,
}

impl Retry {
    /// Returns whether the policy depends on the request.
    pub fn is_conditional(&self) -> bool {
        !self.conditional.is_empty()
    }

    /// Returns the rules in the order in which they are tried.
    pub fn rules(&self) -> impl Iterator<Item = &RetryRule> {
        self.conditional.iter().chain([&self.otherwise])
    }
}

/// The policy of a label under some conditions; without any it holds for what is left.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct RetryRule {
    pub when: Vec<Condition>,
    pub policy: Id<Policy>,
}

/// The context has one of these values; one that the caller did not set has none of them.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Condition {
    pub context: Id<Context>,
    pub values: Vec<Id<Key>>,
}

/// The advice to those who name a label that is no longer sent, or soon will not be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deprecated {
    pub note: String,
    pub replaced_by: Option<Id<Label>>,
}

/// One entry of a label's `params`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Param {
    /// As on the wire.
    pub name: String,
    /// The field of the details struct; may need to be written as a raw identifier.
    pub field: String,
    pub kind: ParamKind,
    /// The values of an `enum`; those of any other kind are none.
    pub values: Vec<Key>,
    pub doc: String,
    pub sensitive: bool,
    pub delays_retry: bool,
}

impl Param {
    /// The name of the enum of an `enum` param's values, such as `Status404Appendix`.
    pub fn enum_name(&self, label: &Label) -> String {
        param_enum_name(&label.variant, &self.field)
    }
}

/// The name of the enum of a param's values, out of the label's variant and the param's field.
pub(crate) fn param_enum_name(variant: &str, field: &str) -> String {
    format!("{variant}{}", upper_camel(field))
}

/// A message as the API words it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Template {
    /// One of the file's templates, whose placeholders are in brackets.
    Written(String),
    /// An example that none of the templates matches; its brackets are brackets.
    Example(String),
}

impl Template {
    /// Returns the text as in the file.
    pub fn text(&self) -> &str {
        match self {
            Self::Written(text) | Self::Example(text) => text,
        }
    }

    /// Returns the form in which a message is matched.
    pub fn form(&self) -> template::Template<'_> {
        match self {
            Self::Written(text) => template::Template::Pattern(text),
            Self::Example(text) => template::Template::Literal(text),
        }
    }
}

impl Catalogue {
    /// Returns where an entry is written, such as `errors.toml:515`; `line 5` of a text that is written in a macro.
    pub fn describe_location(&self, location: Location) -> String {
        match &self[location.file] {
            FileName::Path(path) => format!("{path}:{}", location.line),
            FileName::InPlace => format!("line {}", location.line),
        }
    }

    /// Returns who has to act about a label: its own fault, or else that of its category.
    pub fn fault_of(&self, label: &Label) -> &Fault {
        &self[label.fault.unwrap_or(self[label.category].fault)]
    }

    /// The labels that the API still sends.
    pub fn current_labels(&self) -> impl Iterator<Item = &Label> {
        self.labels.iter().filter(|label| label.removed.is_none())
    }

    /// The params that delay a retry, each name and kind once: on any error they say how long to wait.
    pub fn hints(&self) -> Vec<&Param> {
        let mut hints: Vec<&Param> = Vec::new();
        for param in self.labels.iter().flat_map(|label| &label.params).filter(|param| param.delays_retry) {
            if !hints.iter().any(|known| known.name == param.name && known.kind == param.kind) {
                hints.push(param);
            }
        }
        hints
    }

    /// The subjects of all limits, each once, in the order in which they are first named.
    pub fn subjects(&self) -> Vec<&Key> {
        let mut subjects: Vec<&Key> = Vec::new();
        for subject in self.rate_limits.iter().flat_map(|limit| &limit.applies_to) {
            if !subjects.iter().any(|known| known.name == subject.name) {
                subjects.push(subject);
            }
        }
        subjects
    }

    /// The rate limit that a label is the signal of.
    pub fn rate_limit_of(&self, label: Id<Label>) -> Option<Id<RateLimit>> {
        with_ids(&self.rate_limits)
            .find(|(_, limit)| limit.signal == Some(Signal::Label(label)))
            .map(|(id, _)| id)
    }

    /// The rate limit that this label is the signal of.
    pub fn limit_signalled_by(&self, label: &Label) -> Option<&RateLimit> {
        self.rate_limits
            .iter()
            .find(|limit| matches!(limit.signal, Some(Signal::Label(id)) if self[id].name == label.name))
    }
}
