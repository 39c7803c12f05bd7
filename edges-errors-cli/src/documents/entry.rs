//! The entries of a catalogue for people: what is said of each, in the same words in every document.
//!
//! A document decides how an entry looks: it writes the [`Piece`]s of each [`Row`].

use std::borrow::Cow;

use edges_errors_catalogue::language::CATALOGUE;
use edges_errors_catalogue::phrases::{describe_effect, describe_outcome, join_statuses};
use edges_errors_core::vocabulary::StrategyKind;

use super::explain::{EntryFacts, LabelFacts, ParamFacts, RemedyFacts, StatusExplanation, Used, Users};
use super::format::{EnvelopeFacts, HintFacts, PayloadFacts, PlaceFacts};
use super::keys::KeyFacts;
use super::policies::PolicyFacts;
use super::sets::{ContextFacts, RateLimitFacts, SignalFacts, StatusFacts};
use crate::place::EntryPlace;

/// An entry, as rows of facts.
pub(super) struct Entry<'a> {
    /// The section of the file.
    pub(super) section: &'static str,
    /// The name in its section; none where the section is one entry.
    pub(super) name: Option<&'a str>,
    pub(super) title: Option<&'a str>,
    pub(super) doc: Cow<'a, str>,
    pub(super) rows: Vec<Row<'a>>,
    pub(super) advice: &'a [String],
    /// None for a status of which only labels say something.
    pub(super) place: Option<&'a EntryPlace>,
}

/// A fact.
pub(super) struct Row<'a> {
    pub(super) name: &'static str,
    pub(super) words: Words<'a>,
    /// The documentation of the key with that name, where the language says more.
    pub(super) doc: &'static str,
}

/// A text with references.
#[derive(Default)]
pub(super) struct Words<'a>(pub(super) Vec<Piece<'a>>);

/// A piece of a text.
pub(super) enum Piece<'a> {
    Text(Cow<'a, str>),
    /// A name or a text of the wire.
    Code(&'a str),
    Label(&'a str),
    Policy(&'a PolicyFacts<'a>),
    Remedy {
        name: &'a str,
        doc: &'a str,
    },
    Strategy(&'static str),
}

impl<'a> Words<'a> {
    fn text(text: impl Into<Cow<'a, str>>) -> Self {
        Self(vec![Piece::Text(text.into())])
    }

    fn code(text: &'a str) -> Self {
        Self(vec![Piece::Code(text)])
    }

    fn and(mut self, more: Self) -> Self {
        self.0.extend(more.0);
        self
    }

    fn join(items: impl IntoIterator<Item = Self>, between: &'static str) -> Self {
        let joined = items.into_iter().reduce(|before, item| before.and(Self::text(between)).and(item));
        joined.unwrap_or_default()
    }
}

/// Returns what the language says of a key.
fn doc_of(path: &[&str]) -> &'static str {
    CATALOGUE.find_key(path).map_or("", |key| key.doc)
}

impl<'a> Entry<'a> {
    /// Describes the facts of an entry.
    pub(super) fn of(facts: &'a EntryFacts<'a>) -> Self {
        match facts {
            EntryFacts::Envelope(facts) => describe_envelope(facts),
            EntryFacts::Status(facts) => describe_status(facts),
            EntryFacts::Category(Used { facts, used_by }) => {
                let entry = Self::of_key("categories", &facts.key);
                entry.row("fault", Words::text(facts.fault)).users(used_by)
            }
            EntryFacts::Fault(Used { facts, used_by }) => {
                let entry = Self::of_key("faults", &facts.key);
                entry.flag("caller", facts.caller, "sends the requests").users(used_by)
            }
            EntryFacts::Scope(facts) => {
                Self::of_key("scopes", &facts.key).optional("action", facts.action.map(Words::text))
            }
            EntryFacts::Remedy(Used { facts, used_by }) => {
                let entry = Self::of_key("remedies", &facts.key);
                let entry = entry.flag("support", facts.support, "writes to support");
                entry.flag("resend", facts.resend, "sends the same request again").users(used_by)
            }
            EntryFacts::Policy(Used { facts, used_by }) => describe_policy(facts).users(used_by),
            EntryFacts::Context(Used { facts, used_by }) => describe_context(facts).users(used_by),
            EntryFacts::RateLimit(facts) => describe_limit(facts),
            EntryFacts::Payload(facts) => describe_payload(facts),
        }
    }

    fn new(section: &'static str, name: &'a str, doc: &'a str, place: &'a EntryPlace) -> Self {
        let (name, doc, place) = (Some(name), Cow::Borrowed(doc), Some(place));
        Self { section, name, title: None, doc, rows: Vec::new(), advice: &[], place }
    }

    fn of_key(section: &'static str, key: &'a KeyFacts<'a>) -> Self {
        Self { title: Some(key.title), ..Self::new(section, key.name, key.doc, &key.place) }
    }

    fn row(mut self, name: &'static str, words: Words<'a>) -> Self {
        self.rows.push(Row { name, words, doc: "" });
        self
    }

    fn optional(self, name: &'static str, words: Option<Words<'a>>) -> Self {
        match words {
            Some(words) => self.row(name, words),
            None => self,
        }
    }

    /// Adds the value of a key, and what the language says of it.
    fn key(mut self, name: &'static str, words: Words<'a>) -> Self {
        let doc = match self.name {
            Some(_) => doc_of(&[self.section, "NAME", name]),
            None => doc_of(&[self.section, name]),
        };
        self.rows.push(Row { name, words, doc });
        self
    }

    fn flag(self, name: &'static str, is_set: bool, words: &'static str) -> Self {
        if is_set { self.key(name, Words::text(words)) } else { self }
    }

    /// Adds what refers to the entry.
    fn users(self, users: &'a Users<'a>) -> Self {
        let Users { labels, after_attempts, categories, statuses, rate_limits } = users;
        self.labels("labels", labels)
            .labels("after attempts", after_attempts)
            .names("categories", categories.join(", "))
            .names("statuses", statuses.join(", "))
            .names("limits", rate_limits.join(", "))
    }

    fn labels(self, name: &'static str, labels: &[&'a str]) -> Self {
        let links = labels.iter().map(|label| Words(vec![Piece::Label(label)]));
        self.optional(name, (!labels.is_empty()).then(|| Words::join(links, ", ")))
    }

    fn names(self, name: &'static str, names: String) -> Self {
        self.optional(name, (!names.is_empty()).then(|| Words::text(names)))
    }
}

/// Describes what is done about an error with a label, and what it means for the work.
pub(super) fn describe_label<'a>(facts: &'a LabelFacts<'a>) -> Vec<Row<'a>> {
    let retries = facts.retry.iter().map(|rule| {
        let when = match &rule.when {
            Some(when) => format!("where {when}: "),
            None if facts.retry.len() > 1 => "otherwise: ".to_owned(),
            None => String::new(),
        };
        ("retry", Words::text(when).and(Words(vec![Piece::Policy(&rule.policy)])))
    });
    let remedy =
        |remedy: &'a RemedyFacts<'a>| Words(vec![Piece::Remedy { name: remedy.name, doc: remedy.doc }]);
    let cell = facts.reference_retry.map(|cell| ("reference says", Words::text(format!("“{cell}”"))));
    let rows = retries.chain(cell).chain([("what to do", remedy(&facts.remedy))]);
    let rows = rows.chain(facts.after_attempts.as_ref().map(|after| ("after attempts", remedy(after))));
    let meaning = [
        ("outcome", Words::text(describe_outcome(facts.outcome))),
        ("side effect", Words::text(describe_effect(facts.effect))),
    ];
    rows.chain(meaning).map(|(name, words)| Row { name, words, doc: "" }).collect()
}

/// A list of what there is to say of a label.
pub(super) struct List<'a> {
    pub(super) title: &'static str,
    pub(super) items: Vec<Words<'a>>,
}

/// Lists what else there is to say of a label.
pub(super) fn list_of_label<'a>(facts: &'a LabelFacts<'a>) -> [List<'a>; 5] {
    let texts = |texts: &'a [String]| texts.iter().map(|text| Words::text(text.as_str())).collect();
    [
        List { title: "Causes", items: texts(facts.causes) },
        List { title: "Steps and alternatives", items: texts(facts.resolution) },
        List { title: "Notes", items: texts(facts.notes) },
        List { title: "Messages", items: facts.messages.iter().copied().map(Words::code).collect() },
        List { title: "Params", items: facts.params.iter().map(describe_param).collect() },
    ]
}

fn describe_param<'a>(param: &'a ParamFacts<'a>) -> Words<'a> {
    let values = param
        .choices
        .iter()
        .map(|value| Words::code(value.name).and(Words::text(format!(" ({})", value.title))));
    let kind = match param.choices.as_slice() {
        [] => Words::text(param.kind),
        _ => Words::text("one of ").and(Words::join(values, ", ")),
    };
    let delays = param.delays_retry.then(|| Words::text("delays a retry"));
    let hidden = param.sensitive.then(|| Words::text("never shown"));
    let traits = Words::join([Some(kind), delays, hidden].into_iter().flatten(), "; ");
    let name = Words::code(param.name).and(Words::text(" ("));
    name.and(traits).and(Words::text(format!("): {}", param.doc)))
}

fn describe_envelope<'a>(facts: &'a EnvelopeFacts<'a>) -> Entry<'a> {
    let mut entry = Entry { name: None, ..Entry::new("envelope", "", doc_of(&["envelope"]), &facts.place) };
    for (key, places) in facts.parts() {
        entry = entry.key(key, describe_places(key, places));
    }
    entry = entry.key("label_format", Words::code(facts.label_format));
    entry = entry.flag("errors_in_2xx", facts.errors_in_2xx, "an answer with status 2xx may be an error");
    if !facts.hint_headers.is_empty() {
        entry = entry.key("hint_headers", Words::join(facts.hint_headers.iter().map(describe_hint), ", "));
    }
    if let Some(no_retry) = &facts.no_retry {
        entry = entry.key("no_retry", describe_header(no_retry.header, Some(no_retry.is)));
    }
    if !facts.keep_headers.is_empty() {
        let names = facts.keep_headers.iter().map(|name| Words::code(name));
        entry = entry.key("keep_headers", Words::join(names, ", "));
    }
    entry
}

/// Describes the places of a part, of which the later one is asked after the earlier one.
pub(super) fn describe_places<'a>(key: &str, places: &'a [PlaceFacts<'a>]) -> Words<'a> {
    // Extra data is joined; of every other part one place has it.
    let between = if key == "params" { ", then " } else { ", else " };
    Words::join(places.iter().map(describe_place), between)
}

fn describe_place<'a>(place: &'a PlaceFacts<'a>) -> Words<'a> {
    let source = match (place.path, place.header) {
        (Some("."), _) => Words::code(".").and(Words::text(" (the object itself)")),
        (Some(path), _) => Words::code(path),
        (None, header) => describe_header(header.unwrap_or_default(), None),
    };
    let after = place.after.map(|after| Words::text(" behind ").and(Words::code(after)));
    let until = place.until.map(|until| Words::text(" up to ").and(Words::code(until)));
    [after, until].into_iter().flatten().fold(source, Words::and)
}

fn describe_header<'a>(name: &'a str, value: Option<&'a str>) -> Words<'a> {
    let header = Words::text("the header ").and(Words::code(name));
    match value {
        Some(value) => header.and(Words::text(" with the value ")).and(Words::code(value)),
        None => header,
    }
}

fn describe_hint<'a>(hint: &'a HintFacts<'a>) -> Words<'a> {
    describe_place(&hint.place).and(Words::text(format!(" ({})", hint.kind)))
}

fn describe_payload<'a>(facts: &'a PayloadFacts<'a>) -> Entry<'a> {
    let entry = Entry::of_key("payloads", &facts.key);
    let entry = facts.paths().fold(entry, |entry, (key, path)| entry.key(key, Words::code(path)));
    entry.flag("asynchronous", facts.asynchronous, "of work that the API does later")
}

fn describe_status<'a>(facts: &'a StatusExplanation<'a>) -> Entry<'a> {
    let unlisted = facts.without_label.as_ref();
    let entry = Entry {
        section: "statuses",
        name: Some(&facts.status),
        title: None,
        doc: unlisted.map(|entry| format!("{}. {}", entry.title, entry.doc)).unwrap_or_default().into(),
        rows: Vec::new(),
        advice: &[],
        place: unlisted.map(|entry| &entry.place),
    };
    let entry = entry.labels("labels", &facts.labels);
    match unlisted {
        Some(unlisted) => add_unlisted(entry, &facts.status, unlisted),
        None => entry.row("without a label", Words::text("the catalogue says nothing of it")),
    }
}

fn add_unlisted<'a>(entry: Entry<'a>, status: &str, facts: &'a StatusFacts<'a>) -> Entry<'a> {
    let is_whole = facts.status == status;
    let class = if is_whole { String::new() } else { format!(", as of all of {}", facts.status) };
    let remedy = facts.remedy.zip(facts.what_to_do);
    entry
        .row("without a label", Words::text(format!("the following{class}")))
        .row("retry", Words(vec![Piece::Policy(&facts.retry)]))
        .optional("what to do", remedy.map(|(name, doc)| Words(vec![Piece::Remedy { name, doc }])))
        .row("side effect", Words::text(describe_effect(facts.effect)))
        .optional("fault", facts.fault.map(Words::text))
}

fn describe_policy<'a>(facts: &'a PolicyFacts<'a>) -> Entry<'a> {
    let strategy = StrategyKind::ALL.iter().find(|kind| kind.as_str() == facts.strategy);
    let doc = strategy.map_or("", |strategy| strategy.doc());
    let words = Words(vec![Piece::Strategy(facts.strategy)]).and(Words::text(format!(": {doc}")));
    let requests = facts.max_attempts.map(|most| Words::text(format!("{most}, the first one included")));
    let entry = Entry::new("retry", facts.name.unwrap_or_default(), &facts.words, &facts.place);
    entry.row("strategy", words).optional("requests", requests)
}

fn describe_context<'a>(facts: &'a ContextFacts<'a>) -> Entry<'a> {
    let entry = Entry::new("contexts", facts.context, facts.doc, &facts.place);
    Entry { title: Some(facts.title), ..entry }.row("values", Words::text(facts.values.join(", ")))
}

fn describe_limit<'a>(facts: &'a RateLimitFacts<'a>) -> Entry<'a> {
    let limit = &facts.limit;
    let signal = match facts.signal {
        Some(SignalFacts::Header { header, is }) => {
            let statuses = join_statuses(facts.statuses);
            describe_header(header, is).and(Words::text(format!(", at status {statuses}")))
        }
        Some(SignalFacts::Label { label }) => {
            let label = Words(vec![Piece::Label(label)]);
            Words::text("the label ").and(label).and(Words::text(", at any status"))
        }
        None => Words::text("no answer"),
    };
    let entry = Entry::new("rate_limits", limit.name, facts.doc, &facts.place);
    Entry { title: Some(limit.title), advice: limit.advice, ..entry }
        .row("recognised by", signal)
        .row("exhausted for", Words::text(limit.exhausted.as_str()))
        .row("retry", Words(vec![Piece::Policy(&facts.retry)]))
        .row("side effect", Words::text(describe_effect(facts.effect)))
        .optional("what is left", facts.remaining.as_ref().map(describe_place))
        .optional("reset", facts.reset.as_ref().map(describe_hint))
        .optional("watch", limit.watch.map(Words::code))
}
