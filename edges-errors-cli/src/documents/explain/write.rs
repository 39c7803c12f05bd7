//! Explanations as facts, and their text for a terminal.

use std::fmt::Write as _;

use edges_errors_core::text::spell_out;
use serde::Serialize;

use super::entries::{StatusExplanation, Used, Users};
use super::key::KeyFacts;
use super::label::{LabelFacts, collect_facts, write_label};
use super::names::Subject;
use super::parts::{code, describe_places, describe_policy, write_list};
use super::rule::{RuleFacts, write_rule};
use crate::documents::format::{EnvelopeFacts, PayloadFacts, doc_of};
use crate::documents::policies::{PolicyFacts, collect_policy};
use crate::documents::sets::{
    CategoryFacts, ContextFacts, FaultFacts, KeyFacts as EntryFacts, RateLimitFacts, RemedyFacts, ScopeFacts,
    SignalFacts, StatusFacts,
};
use crate::place::EntryPlace;
use edges_errors_catalogue::model::{Catalogue, StrategyKind};
use edges_errors_catalogue::phrases::join_statuses;

/// The facts of whatever has a name.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Explanation<'a> {
    Envelope(EnvelopeFacts<'a>),
    Label(Box<LabelFacts<'a>>),
    Status(StatusExplanation<'a>),
    Category(Used<'a, CategoryFacts<'a>>),
    Fault(Used<'a, FaultFacts<'a>>),
    Scope(ScopeFacts<'a>),
    Remedy(Used<'a, RemedyFacts<'a>>),
    Policy(Used<'a, PolicyFacts<'a>>),
    Context(Used<'a, ContextFacts<'a>>),
    RateLimit(Box<RateLimitFacts<'a>>),
    Payload(PayloadFacts<'a>),
    Key(KeyFacts),
    Rule(RuleFacts),
}

/// Collects the facts of something in a catalogue.
pub fn explain<'a>(catalogue: &'a Catalogue, subject: &Subject<'a>) -> Explanation<'a> {
    match subject {
        Subject::Envelope => Explanation::Envelope(EnvelopeFacts::of(catalogue)),
        Subject::Label(label) => Explanation::Label(Box::new(collect_facts(catalogue, label))),
        Subject::Status(range) => Explanation::Status(StatusExplanation::of(catalogue, *range)),
        Subject::Category(category) => Explanation::Category(Used {
            facts: CategoryFacts::of(catalogue, category),
            used_by: Users::of_category(catalogue, category),
        }),
        Subject::Fault(fault) => Explanation::Fault(Used {
            facts: FaultFacts::of(catalogue, fault),
            used_by: Users::of_fault(catalogue, fault),
        }),
        Subject::Scope(scope) => Explanation::Scope(ScopeFacts::of(catalogue, scope)),
        Subject::Remedy(id, remedy) => Explanation::Remedy(Used {
            facts: RemedyFacts::of(catalogue, remedy),
            used_by: Users::of_remedy(catalogue, *id),
        }),
        Subject::Policy(id, _) => Explanation::Policy(Used {
            facts: collect_policy(catalogue, &catalogue[*id]),
            used_by: Users::of_policy(catalogue, *id),
        }),
        Subject::Context(context) => Explanation::Context(Used {
            facts: ContextFacts::of(catalogue, context),
            used_by: Users::of_context(catalogue, context),
        }),
        Subject::RateLimit(limit) => Explanation::RateLimit(Box::new(RateLimitFacts::of(catalogue, limit))),
        Subject::Payload(payload) => Explanation::Payload(PayloadFacts::of(catalogue, payload)),
        Subject::Key(key) => Explanation::Key(key.clone()),
        Subject::Rule(rule) => Explanation::Rule(RuleFacts::of(*rule)),
    }
}

impl Explanation<'_> {
    /// Writes the facts for a terminal. `file` is the name of a catalogue that has one file.
    pub fn write(&self, catalogue: &Catalogue, file: &str) -> String {
        match self {
            Self::Envelope(facts) => write_envelope(facts, file),
            Self::Label(facts) => write_label(facts, &EnvelopeFacts::of(catalogue), file),
            Self::Status(facts) => write_status(facts, file),
            Self::Category(used) => {
                let mut text = Text::of_entry("categories", &used.facts.key);
                text.fact("fault", used.facts.fault);
                text.users(&used.used_by);
                text.end(&used.facts.key.place, file)
            }
            Self::Fault(used) => {
                let mut text = Text::of_entry("faults", &used.facts.key);
                if used.facts.caller {
                    text.fact("caller", "true");
                    text.fact("", doc_of(&["faults", "NAME", "caller"]));
                }
                text.users(&used.used_by);
                text.end(&used.facts.key.place, file)
            }
            Self::Scope(facts) => {
                let mut text = Text::of_entry("scopes", &facts.key);
                text.optional("action", facts.action);
                text.end(&facts.key.place, file)
            }
            Self::Remedy(used) => write_remedy(used, file),
            Self::Policy(used) => write_policy(used, file),
            Self::Context(used) => {
                let facts = &used.facts;
                let mut text = Text::new(&format!("contexts.{}", facts.context), facts.doc);
                text.fact("title", facts.title);
                text.fact("values", &facts.values.join(", "));
                text.users(&used.used_by);
                text.end(&facts.place, file)
            }
            Self::RateLimit(facts) => write_limit(facts, file),
            Self::Payload(facts) => write_payload(facts, file),
            Self::Key(facts) => write_key(facts),
            Self::Rule(facts) => write_rule(facts),
        }
    }
}

/// A text that begins with a name, and goes on with a fact a line.
struct Text(String);

impl Text {
    fn new(name: &str, doc: &str) -> Self {
        let doc = if doc.is_empty() { String::new() } else { format!(": {doc}") };
        Self(format!("{}{doc}\n\n", spell_out(name)))
    }

    fn of_entry(section: &str, key: &EntryFacts<'_>) -> Self {
        let mut text = Self::new(&format!("{section}.{}", key.name), key.doc);
        text.fact("title", key.title);
        text
    }

    fn fact(&mut self, name: &str, value: &str) {
        let _ = writeln!(self.0, "  {name:<15} {value}");
    }

    fn optional(&mut self, name: &str, value: Option<&str>) {
        value.into_iter().for_each(|value| self.fact(name, value));
    }

    fn users(&mut self, users: &Users<'_>) {
        users.rows().iter().for_each(|(name, users)| self.fact(name, users));
    }

    fn list<'a>(&mut self, title: &str, items: impl Iterator<Item = &'a str>) {
        write_list(&mut self.0, title, items);
    }

    fn end(mut self, place: &EntryPlace, file: &str) -> String {
        let _ = writeln!(self.0, "\n{}", place.describe(file));
        self.0
    }
}

fn write_envelope(facts: &EnvelopeFacts<'_>, file: &str) -> String {
    let mut text = Text::new("envelope", doc_of(&["envelope"]));
    for part in facts.parts() {
        text.fact(part.key, &describe_places(part.key, part.value));
        text.fact("", part.doc);
    }
    text.fact("label_format", &code(facts.label_format));
    text.fact("", doc_of(&["envelope", "label_format"]));
    if facts.errors_in_2xx {
        text.fact("errors_in_2xx", "true");
        text.fact("", doc_of(&["envelope", "errors_in_2xx"]));
    }
    if !facts.hint_headers.is_empty() {
        let hints = facts.hint_headers.iter();
        let hints: Vec<String> =
            hints.map(|hint| format!("{} in {}", hint.place.describe(code), hint.kind)).collect();
        text.fact("hint_headers", &hints.join(", "));
        text.fact("", doc_of(&["envelope", "hint_headers"]));
    }
    if let Some(no_retry) = &facts.no_retry {
        let value = code(no_retry.is);
        text.fact("no_retry", &format!("the header {} with the value {value}", code(no_retry.header)));
        text.fact("", doc_of(&["envelope", "no_retry"]));
    }
    if !facts.keep_headers.is_empty() {
        let names: Vec<String> = facts.keep_headers.iter().map(|name| code(name)).collect();
        text.fact("keep_headers", &names.join(", "));
        text.fact("", doc_of(&["envelope", "keep_headers"]));
    }
    text.end(&facts.place, file)
}

fn write_payload(facts: &PayloadFacts<'_>, file: &str) -> String {
    let mut text = Text::new(&format!("payloads.{}", facts.name), facts.doc);
    text.fact("title", facts.title);
    for part in facts.paths() {
        text.fact(part.key, &code(part.value));
        text.fact("", part.doc);
    }
    if facts.asynchronous {
        text.fact("asynchronous", "true");
        text.fact("", doc_of(&["payloads", "NAME", "asynchronous"]));
    }
    text.end(&facts.place, file)
}

fn write_status(facts: &StatusExplanation<'_>, file: &str) -> String {
    let entry = facts.without_label.as_ref();
    let doc = entry.map(|entry| format!("{}. {}", entry.title, entry.doc)).unwrap_or_default();
    let mut text = Text::new(&format!("statuses.{}", facts.status), &doc);
    if !facts.labels.is_empty() {
        text.fact("labels", &facts.labels.join(", "));
    }
    match entry {
        None => {
            text.fact("without a label", "the catalogue says nothing of it");
            text.0
        }
        Some(entry) => {
            write_entry_of_status(&mut text, &facts.status, entry, file);
            text.end(&entry.place, file)
        }
    }
}

fn write_entry_of_status(text: &mut Text, status: &str, entry: &StatusFacts<'_>, file: &str) {
    let whole_class =
        if entry.status == status { String::new() } else { format!(", as of all of {}", entry.status) };
    text.fact("without a label", &format!("the following{whole_class}"));
    text.fact("retry", &describe_policy(&entry.retry, file));
    text.optional("what to do", entry.what_to_do);
    text.fact("side effect", entry.effect);
    text.optional("fault", entry.fault);
}

fn write_remedy(used: &Used<'_, RemedyFacts<'_>>, file: &str) -> String {
    let mut text = Text::of_entry("remedies", &used.facts.key);
    if used.facts.support {
        text.fact("support", "true");
        text.fact("", doc_of(&["remedies", "NAME", "support"]));
    }
    if used.facts.resend {
        text.fact("resend", "true");
        text.fact("", doc_of(&["remedies", "NAME", "resend"]));
    }
    text.users(&used.used_by);
    text.end(&used.facts.key.place, file)
}

fn write_policy(used: &Used<'_, PolicyFacts<'_>>, file: &str) -> String {
    let facts = &used.facts;
    let mut text = Text::new(&format!("retry.{}", facts.name.unwrap_or_default()), &facts.words);
    let strategy = StrategyKind::ALL.iter().find(|kind| kind.as_str() == facts.strategy);
    let doc = strategy.map_or("", |strategy| strategy.doc());
    text.fact("strategy", &format!("{}: {doc}", facts.strategy));
    if let Some(attempts) = facts.max_attempts {
        text.fact("requests", &format!("{attempts}, the first one included"));
    }
    text.users(&used.used_by);
    text.end(&facts.place, file)
}

fn write_limit(facts: &RateLimitFacts<'_>, file: &str) -> String {
    let limit = &facts.limit;
    let mut text = Text::new(&format!("rate_limits.{}", limit.name), facts.doc);
    text.fact("title", limit.title);
    match facts.signal {
        SignalFacts::Header { header, is } => {
            let value = is.map(|is| format!(" with the value {}", code(is))).unwrap_or_default();
            let statuses = join_statuses(facts.statuses);
            text.fact("recognised by", &format!("the header {}{value}, at {statuses}", code(header)));
        }
        SignalFacts::Label { label } => {
            text.fact("recognised by", &format!("the label {label}, at any status"));
        }
    }
    text.fact("exhausted for", &limit.exhausted);
    text.fact("retry", &describe_policy(&facts.retry, file));
    text.fact("side effect", facts.effect);
    if let Some(remaining) = &facts.remaining {
        text.fact("what is left", &remaining.describe(code));
    }
    if let Some(reset) = &facts.reset {
        text.fact("reset", &format!("{} in {}", reset.place.describe(code), reset.kind));
    }
    text.optional("watch", limit.watch);
    text.list("Advice", limit.advice.iter().map(String::as_str));
    text.end(&facts.place, file)
}

fn write_key(facts: &KeyFacts) -> String {
    let mut text = Text::new(&facts.key, facts.doc);
    text.fact("value", &facts.value);
    text.optional("presence", facts.presence.as_deref());
    text.optional("example", facts.example.as_deref());
    if !facts.only_with.is_empty() {
        text.fact("only with", &facts.only_with.join(", or "));
    }
    if !facts.also_at.is_empty() {
        text.fact("also at", &facts.also_at.join(", "));
    }
    let words: Vec<String> =
        facts.words.iter().map(|word| format!("`{}`: {}", word.word, word.doc)).collect();
    text.list("Words", words.iter().map(String::as_str));
    let keys: Vec<String> = facts.keys.iter().map(|key| format!("`{}`: {}", key.key, key.doc)).collect();
    text.list("Keys", keys.iter().map(String::as_str));
    text.0
}
