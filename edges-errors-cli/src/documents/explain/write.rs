//! Explanations as facts, and their text for a terminal.

use std::fmt::Write as _;

use edges_errors_core::text::spell_out;
use serde::Serialize;

use super::entries::EntryFacts;
use super::key::KeyFacts;
use super::label::{LabelFacts, collect_facts, write_label};
use super::names::Subject;
use super::parts::{write_list, write_words};
use super::rule::{RuleFacts, write_rule};
use crate::documents::entry::Entry;
use crate::documents::format::EnvelopeFacts;
use edges_errors_catalogue::model::Catalogue;

/// The facts of whatever has a name.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Explanation<'a> {
    Label(Box<LabelFacts<'a>>),
    Entry(EntryFacts<'a>),
    Key(KeyFacts),
    Rule(RuleFacts),
}

/// Collects the facts of something in a catalogue.
pub fn explain<'a>(catalogue: &'a Catalogue, subject: &Subject<'a>) -> Explanation<'a> {
    Explanation::Entry(match subject {
        Subject::Label(label) => return Explanation::Label(Box::new(collect_facts(catalogue, label))),
        Subject::Key(key) => return Explanation::Key(key.clone()),
        Subject::Rule(rule) => return Explanation::Rule(RuleFacts::of(*rule)),
        Subject::Envelope => EntryFacts::envelope(catalogue),
        Subject::Status(range) => EntryFacts::status(catalogue, *range),
        Subject::Category(category) => EntryFacts::category(catalogue, category),
        Subject::Fault(fault) => EntryFacts::fault(catalogue, fault),
        Subject::Scope(scope) => EntryFacts::scope(catalogue, scope),
        Subject::Remedy(id, _) => EntryFacts::remedy(catalogue, *id),
        Subject::Policy(id, _) => EntryFacts::policy(catalogue, *id),
        Subject::Context(context) => EntryFacts::context(catalogue, context),
        Subject::RateLimit(limit) => EntryFacts::rate_limit(catalogue, limit),
        Subject::Payload(payload) => EntryFacts::payload(catalogue, payload),
    })
}

impl Explanation<'_> {
    /// Writes the facts for a terminal. `file` is the name of a catalogue that has one file.
    pub fn write(&self, catalogue: &Catalogue, file: &str) -> String {
        match self {
            Self::Label(facts) => write_label(facts, &EnvelopeFacts::of(catalogue), file),
            Self::Entry(facts) => write_entry(&Entry::of(facts), file),
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

    fn fact(&mut self, name: &str, value: &str) {
        let _ = writeln!(self.0, "  {name:<15} {value}");
    }

    fn optional(&mut self, name: &str, value: Option<&str>) {
        value.into_iter().for_each(|value| self.fact(name, value));
    }
}

fn write_entry(entry: &Entry<'_>, file: &str) -> String {
    let Entry { section, name, title, doc, rows, advice, place } = entry;
    let name = name.map_or_else(|| (*section).to_owned(), |name| format!("{section}.{name}"));
    let mut text = Text::new(&name, doc);
    text.optional("title", *title);
    for row in rows {
        text.fact(row.name, &write_words(&row.words, file));
        text.optional("", (!row.doc.is_empty()).then_some(row.doc));
    }
    write_list(&mut text.0, "Advice", advice.iter().map(String::as_str));
    if let Some(place) = place {
        let _ = writeln!(text.0, "\n{}", place.describe(file));
    }
    text.0
}

fn write_key(facts: &KeyFacts) -> String {
    let mut text = Text::new(&facts.key, facts.doc);
    text.fact("value", &facts.value);
    text.optional("presence", facts.presence.as_deref());
    text.optional("example", facts.example.as_deref());
    if !facts.only_with.is_empty() {
        text.fact("only with", &facts.only_with.join(", or "));
    }
    let words: Vec<String> =
        facts.words.iter().map(|word| format!("`{}`: {}", word.word, word.doc)).collect();
    write_list(&mut text.0, "Words", words.iter().map(String::as_str));
    let keys: Vec<String> = facts.keys.iter().map(|key| format!("`{}`: {}", key.key, key.doc)).collect();
    write_list(&mut text.0, "Keys", keys.iter().map(String::as_str));
    text.0
}
