//! Explanations as facts, and their text for a terminal.

use std::fmt::{Display, Write as _};

use edges_errors_core::text::spell_out;
use serde::Serialize;

use super::entries::EntryFacts;
use super::key::KeyFacts;
use super::label::{LabelFacts, collect_facts};
use super::names::Subject;
use crate::documents::entry::{
    Entry, List, Piece, Row, Words, describe_label, describe_places, list_of_label,
};
use crate::documents::format::EnvelopeFacts;
use crate::documents::policies::PolicyFacts;
use edges_errors_catalogue::diagnostic::Rule;
use edges_errors_catalogue::model::Catalogue;
use edges_errors_catalogue::phrases::join_statuses;

/// A rule of the check.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct RuleFacts {
    pub rule: &'static str,
    pub explanation: &'static str,
}

impl RuleFacts {
    /// Returns the facts of a rule.
    pub fn of(rule: Rule) -> Self {
        Self { rule: rule.as_str(), explanation: rule.explanation() }
    }
}

/// The facts of whatever has a name.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Explanation<'a> {
    Label(Box<LabelFacts<'a>>),
    Entry(Box<EntryFacts<'a>>),
    Key(KeyFacts),
    Rule(RuleFacts),
}

/// Collects the facts of something in a catalogue.
pub fn explain<'a>(catalogue: &'a Catalogue, subject: &Subject<'a>) -> Explanation<'a> {
    let facts = match subject {
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
    };
    Explanation::Entry(Box::new(facts))
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

    fn rows(&mut self, rows: &[Row<'_>], file: &str) {
        for Row { name, words, doc } in rows {
            self.fact(name, &write_words(words, file));
            self.optional("", (!doc.is_empty()).then_some(*doc));
        }
    }

    /// Writes a list under its title; nothing if it is empty.
    fn list(&mut self, title: &str, items: impl IntoIterator<Item = impl Display>) {
        for (at, item) in items.into_iter().enumerate() {
            let heading = if at == 0 { format!("\n{title}\n") } else { String::new() };
            let _ = writeln!(self.0, "{heading}  - {item}");
        }
    }
}

/// Writes a label, and where the parts of its error are.
fn write_label(facts: &LabelFacts<'_>, envelope: &EnvelopeFacts<'_>, file: &str) -> String {
    let mut text = Text::new(facts.label, facts.doc);
    text.fact("category", &format!("{}, the fault of: {}", facts.category, facts.fault));
    text.fact("status", &join_statuses(facts.statuses));
    text.rows(&describe_label(facts), file);
    text.optional("deprecated", facts.deprecated);
    let removed = facts.removed.map(|revision| format!("revision {revision} no longer sends it"));
    text.optional("removed", removed.as_deref());
    for List { title, items } in list_of_label(facts) {
        text.list(title, items.iter().map(|item| write_words(item, file)));
    }
    if let Some(limit) = &facts.rate_limit {
        let _ = writeln!(text.0, "\nLimit: {}; exhausted for: {}", limit.title, limit.exhausted);
        let advice = limit.advice.iter().map(|advice| format!("  - {advice}\n"));
        let watch = limit.watch.map(|watch| format!("  watch {watch}\n"));
        text.0.extend(advice.chain(watch));
    }
    text.0.push_str("\nIn an answer\n");
    for (key, places) in envelope.parts() {
        text.fact(key, &write_words(&describe_places(key, places), file));
    }
    let link = facts.docs_url.map(|link| format!("{link}\n")).unwrap_or_default();
    let _ = write!(text.0, "\n{link}{}\n", facts.place.describe(file));
    text.0
}

fn write_entry(entry: &Entry<'_>, file: &str) -> String {
    let Entry { section, name, title, doc, rows, advice, place } = entry;
    let name = name.map_or_else(|| (*section).to_owned(), |name| format!("{section}.{name}"));
    let mut text = Text::new(&name, doc);
    text.optional("title", *title);
    text.rows(rows, file);
    text.list("Advice", *advice);
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
    if !facts.also_at.is_empty() {
        text.fact("also at", &facts.also_at.join(", "));
    }
    text.list("Words", facts.words.iter().map(|word| format!("`{}`: {}", word.word, word.doc)));
    text.list("Keys", facts.keys.iter().map(|key| format!("`{}`: {}", key.key, key.doc)));
    text.0
}

/// Writes a rule for a terminal, in Markdown.
fn write_rule(facts: &RuleFacts) -> String {
    format!("{}: a rule of `edges-errors check` and of `catalogue!`\n\n{}\n", facts.rule, facts.explanation)
}

/// Writes a text with its references.
fn write_words(words: &Words<'_>, file: &str) -> String {
    let pieces = words.0.iter().map(|piece| match piece {
        Piece::Text(text) => text.to_string(),
        Piece::Code(text) => format!("`{}`", spell_out(text)),
        Piece::Label(name) | Piece::Strategy(name) => (*name).to_owned(),
        Piece::Policy(policy) => describe_policy(policy, file),
        Piece::Remedy { doc, .. } => (*doc).to_owned(),
    });
    pieces.collect()
}

/// Returns a policy in words, with its name and place.
fn describe_policy(policy: &PolicyFacts<'_>, file: &str) -> String {
    match policy.name {
        Some(name) => format!("{} (policy `{name}`, {})", policy.words, policy.place.describe(file)),
        None => policy.words.clone(),
    }
}
