//! What the rules mean for each label of a catalogue: first match wins, every label and `unknown` has to be matched, and
//! no rule may match nothing.

use std::collections::BTreeMap;

use proc_macro2::Span;
use quote::ToTokens as _;
use syn::{Error, Ident};

use super::rules::{Guard, Handler, Rule, Selector, SelectorKind, Set};
use crate::exchange::{Exchange, ExchangedKey, ExchangedLabel};
use edges_errors_catalogue::diagnostic::nearest;
use edges_errors_core::vocabulary::{Outcome, StrategyKind, Vocabulary};

/// A rule and the one of its selectors that matched.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Step {
    pub(super) rule: usize,
    pub(super) selector: usize,
}

/// What is tried, in order, for labels that are treated alike; the last step has no guard.
pub(super) struct Dispatch {
    /// For each chain of steps its labels, by their indices.
    pub(super) arms: BTreeMap<Vec<Step>, Vec<usize>>,
    /// For what the catalogue does not list, for no label at all, and for removed labels that no rule names.
    pub(super) unknown: Vec<Step>,
}

/// What is known of a label, or of `unknown`, while the rules are read.
#[derive(Default, Clone)]
struct Cell {
    steps: Vec<Step>,
    /// The last rule that may take it, so that two selectors of one rule make one step.
    last: Option<usize>,
    /// The rule that takes it in every case.
    covered: Option<usize>,
}

struct Resolver<'a> {
    handler: &'a Handler,
    catalogue: &'a Exchange,
    labels: Vec<Cell>,
    unknown: Cell,
    texts: Vec<(String, usize)>,
    errors: Vec<Error>,
}

pub(super) fn resolve_rules(handler: &Handler, catalogue: &Exchange) -> Result<Dispatch, Error> {
    let labels = vec![Cell::default(); catalogue.labels.len()];
    let (unknown, texts, errors) = (Cell::default(), Vec::new(), Vec::new());
    let mut resolver = Resolver { handler, catalogue, labels, unknown, texts, errors };
    for (index, rule) in handler.rules.iter().enumerate() {
        resolver.read_rule(index, rule);
    }
    // Rules that are wrong leave labels out; that is no mistake of its own.
    if resolver.errors.is_empty() {
        resolver.check_complete();
    }
    resolver.finish()
}

impl Resolver<'_> {
    fn read_rule(&mut self, index: usize, rule: &Rule) {
        self.check_guards(&rule.guards);
        for (at, selector) in rule.selectors.iter().enumerate() {
            let step = Step { rule: index, selector: at };
            match &selector.kind {
                SelectorKind::Rest => self.take_rest(step, rule),
                SelectorKind::Unknown => self.take_unknown(step, rule, selector.span),
                SelectorKind::Text(text) => self.take_text(step, rule, &text.value(), selector.span),
                SelectorKind::Set(set, keys) => self.take_set(step, rule, *set, keys, selector),
                SelectorKind::Label { name, details } => self.take_label(step, rule, name, details.as_ref()),
            }
        }
    }

    fn complain(&mut self, span: Span, message: impl std::fmt::Display) {
        self.errors.push(Error::new(span, message));
    }

    fn take_rest(&mut self, step: Step, rule: &Rule) {
        let last = step.rule + 1 == self.handler.rules.len();
        if rule.guards.is_empty() && !last {
            let span = rule.selectors[step.selector].span;
            return self.complain(span, "`_` takes whatever is left, so it has to be the last rule");
        }
        for (cell, label) in self.labels.iter_mut().zip(&self.catalogue.labels) {
            if !label.is_removed {
                cell.take(step, rule);
            }
        }
        self.unknown.take(step, rule);
    }

    fn take_unknown(&mut self, step: Step, rule: &Rule, span: Span) {
        match self.unknown.covered {
            Some(by) => self.complain_unreachable(span, "`unknown`", by),
            None => self.unknown.take(step, rule),
        }
    }

    fn take_text(&mut self, step: Step, rule: &Rule, text: &str, span: Span) {
        if self.catalogue.labels.iter().any(|label| label.name == text) {
            return self.complain(
                span,
                format!("the catalogue lists `{text}` by now\nhelp: write it without the quotes"),
            );
        }
        let earlier = self.texts.iter().find(|(known, _)| known == text).map(|(_, by)| *by);
        if let Some(by) = self.unknown.covered.or(earlier) {
            return self.complain_unreachable(span, &format!("\"{text}\""), by);
        }
        self.unknown.steps.push(step);
        if rule.guards.is_empty() {
            self.texts.push((text.to_owned(), step.rule));
        }
    }

    fn take_set(&mut self, step: Step, rule: &Rule, set: Set, keys: &[Ident], selector: &Selector) {
        let Some(wanted) = self.read_keys(set, keys) else { return };
        let matching = |label: &ExchangedLabel| match set {
            Set::Category => wanted.contains(&self.catalogue.categories[label.category].name),
            Set::Remedy => wanted.contains(&self.catalogue.remedies[label.remedy].name),
            Set::Outcome => has_word(&wanted, label.outcome),
            Set::Retry => label.strategies.iter().all(|strategy| has_word(&wanted, *strategy)),
        };
        let labels = self.catalogue.labels.iter().enumerate().filter(|(_, label)| !label.is_removed);
        let indices: Vec<usize> =
            labels.filter(|(_, label)| matching(label)).map(|(index, _)| index).collect();
        if set == Set::Retry && self.complain_partial(&wanted, selector.span) {
            return;
        }
        let free =
            indices.iter().copied().filter(|&index| self.labels[index].covered.is_none()).collect::<Vec<_>>();
        if free.is_empty() {
            let words = keys.iter().map(Ident::to_string).collect::<Vec<_>>().join(" | ");
            let what = format!("`{}({words})`", set_name(set));
            return match indices.first().and_then(|&index| self.labels[index].covered) {
                Some(by) => self.complain_unreachable(selector.span, &what, by),
                None => self.complain(selector.span, format!("{what} matches no label of the catalogue")),
            };
        }
        for index in free {
            self.labels[index].take(step, rule);
        }
    }

    /// Labels whose policies depend on the request, of which only some are asked for: whether there are any.
    fn complain_partial(&mut self, wanted: &[String], span: Span) -> bool {
        let partial = |(index, label): &(usize, &ExchangedLabel)| {
            let has = |strategy: &StrategyKind| has_word(wanted, *strategy);
            let (some, all) = (label.strategies.iter().any(has), label.strategies.iter().all(has));
            some && !all && !label.is_removed && self.labels[*index].covered.is_none()
        };
        let labels = self.catalogue.labels.iter().enumerate().filter(partial);
        let names: Vec<String> = labels
            .map(|(_, label)| format!("`{}` ({})", label.name, words(&label.strategies).join(" or ")))
            .collect();
        let any = !names.is_empty();
        if any {
            let message = format!(
                "the policy of {} depends on the request\nhelp: list all its strategies, or give it a rule before this one",
                names.join(", ")
            );
            self.complain(span, message);
        }
        any
    }

    fn take_label(&mut self, step: Step, rule: &Rule, name: &Ident, details: Option<&Ident>) {
        let word = name.to_string();
        let Some(index) = self.catalogue.labels.iter().position(|label| label.name == word) else {
            return self.complain_unknown_label(name, &word);
        };
        if let Some(details) = details {
            self.check_details(rule, index, details);
        }
        match self.labels[index].covered {
            Some(by) => self.complain_unreachable(name.span(), &format!("`{word}`"), by),
            None => self.labels[index].take(step, rule),
        }
    }

    fn complain_unknown_label(&mut self, name: &Ident, word: &str) {
        let labels = &self.catalogue.labels;
        let help = match labels.iter().find(|label| label.variant == word) {
            Some(label) => format!("help: write it as on the wire: `{}`", label.name),
            None => match nearest(word, labels.iter().map(|label| label.name.as_str())) {
                Some(near) => format!("help: a label with a similar name exists: `{near}`"),
                None => format!("help: for a label that no catalogue lists write `\"{word}\"`"),
            },
        };
        self.complain(name.span(), format!("the catalogue lists no label `{word}`\n{help}"));
    }

    fn check_details(&mut self, rule: &Rule, index: usize, details: &Ident) {
        let label = &self.catalogue.labels[index];
        if !label.has_params {
            let message = format!("`{}` has no params, so it has no details", label.name);
            self.complain(details.span(), message);
        } else if rule.selectors.len() > 1 {
            self.complain(details.span(), "details are of one label: give it a rule of its own");
        }
    }

    fn complain_unreachable(&mut self, span: Span, what: &str, by: usize) {
        let rule = &self.handler.rules[by];
        let names: Vec<String> = rule.selectors.iter().map(describe_selector).collect();
        let shadow = format!(
            "{} => {}",
            names.join(" | "),
            rule.target.to_token_stream().to_string().replace(' ', "")
        );
        self.complain(span, format!("{what} never gets here: `{shadow}` takes it"));
    }

    /// The keys of a selector as words, or nothing after a complaint.
    fn read_keys(&mut self, set: Set, keys: &[Ident]) -> Option<Vec<String>> {
        let names = |keys: &[ExchangedKey]| keys.iter().map(|key| key.name.clone()).collect();
        let known: Vec<String> = match set {
            Set::Category => names(&self.catalogue.categories),
            Set::Remedy => names(&self.catalogue.remedies),
            Set::Retry => words(StrategyKind::ALL),
            Set::Outcome => words(Outcome::ALL),
        };
        let what = if set == Set::Retry { "strategy" } else { set_name(set) };
        self.check_names(what, keys, &known).then(|| keys.iter().map(Ident::to_string).collect())
    }

    fn check_names(&mut self, what: &str, names: &[Ident], known: &[String]) -> bool {
        let before = self.errors.len();
        for name in names {
            let word = name.to_string();
            if !known.contains(&word) {
                let help = match nearest(&word, known.iter().map(String::as_str)) {
                    Some(near) => format!("help: write `{near}`"),
                    None => format!("known: {}", known.join(", ")),
                };
                self.complain(name.span(), format!("there is no {what} `{word}`\n{help}"));
            }
        }
        self.errors.len() == before
    }

    fn check_guards(&mut self, guards: &[Guard]) {
        let names = |keys: &[ExchangedKey]| keys.iter().map(|key| key.name.clone()).collect::<Vec<_>>();
        for guard in guards {
            match guard {
                Guard::Scope(scopes) => {
                    let known = names(&self.catalogue.scopes);
                    self.check_names("scope", scopes, &known);
                }
                Guard::RateLimit(limits) => {
                    let known = names(&self.catalogue.rate_limits);
                    self.check_names("rate limit", limits, &known);
                }
                Guard::Status(statuses) => {
                    for status in statuses.iter().filter(|status| status.base10_parse::<u16>().is_err()) {
                        self.complain(status.span(), "a status is a number such as 424");
                    }
                }
            }
        }
    }

    /// Every label that no rule takes in every case, by category, and the rules to add.
    fn check_complete(&mut self) {
        let free = |(_, (cell, label)): &(usize, (&Cell, &ExchangedLabel))| {
            cell.covered.is_none() && !label.is_removed
        };
        let missing: Vec<&ExchangedLabel> = self
            .labels
            .iter()
            .zip(&self.catalogue.labels)
            .enumerate()
            .filter(free)
            .map(|(_, (_, label))| label)
            .collect();
        let unknown = self.unknown.covered.is_none();
        if missing.is_empty() && !unknown {
            return;
        }
        let mut lines = vec![match (missing.len(), unknown) {
            (0, _) => "labels that the catalogue does not list, or none at all, are not handled".to_owned(),
            (1, false) => format!("the label `{}` is not handled", missing[0].name),
            (1, true) => format!(
                "neither the label `{}` nor what the catalogue does not list is handled",
                missing[0].name
            ),
            (count, false) => format!("{count} labels are not handled"),
            (count, true) => {
                format!("neither {count} labels nor what the catalogue does not list are handled")
            }
        }];
        let mut paste = Vec::new();
        for (index, category) in self.catalogue.categories.iter().enumerate() {
            let names: Vec<&str> = missing
                .iter()
                .filter(|label| label.category == index)
                .map(|label| label.name.as_str())
                .collect();
            if !names.is_empty() {
                lines.push(format!("{}: {}", category.name, names.join(", ")));
                paste.push(format!("    {} => method,", names.join(" | ")));
            }
        }
        if unknown {
            paste.push("    unknown => method,".to_owned());
        }
        lines.push("help: add rules, or `_ => method` for whatever is left:".to_owned());
        lines.extend(paste);
        self.complain(self.handler.input.ident.span(), lines.join("\n"));
    }

    fn finish(self) -> Result<Dispatch, Error> {
        if let Some(error) = self.errors.into_iter().reduce(|mut all, error| {
            all.combine(error);
            all
        }) {
            return Err(error);
        }
        let mut arms: BTreeMap<Vec<Step>, Vec<usize>> = BTreeMap::new();
        for (index, cell) in self.labels.into_iter().enumerate().filter(|(_, cell)| !cell.steps.is_empty()) {
            // A removed label that is named under a guard goes on to what unlisted labels get.
            let falls = cell.covered.is_none();
            let rest = self.unknown.steps.iter().filter(|_| falls);
            let steps = cell.steps.iter().chain(rest).copied().collect();
            arms.entry(steps).or_default().push(index);
        }
        Ok(Dispatch { arms, unknown: self.unknown.steps })
    }
}

impl Cell {
    fn take(&mut self, step: Step, rule: &Rule) {
        if self.covered.is_some() || self.last == Some(step.rule) {
            return;
        }
        self.last = Some(step.rule);
        self.steps.push(step);
        if rule.guards.is_empty() {
            self.covered = Some(step.rule);
        }
    }
}

/// The words of a vocabulary, or some of them.
fn words<V: Vocabulary>(words: &[V]) -> Vec<String> {
    words.iter().map(V::to_string).collect()
}

fn has_word<V: Vocabulary>(words: &[String], word: V) -> bool {
    words.iter().any(|known| known == word.as_str())
}

fn set_name(set: Set) -> &'static str {
    super::rules::SETS.iter().find(|(_, known)| *known == set).map_or("", |(name, _)| name)
}

fn describe_selector(selector: &Selector) -> String {
    match &selector.kind {
        SelectorKind::Rest => "_".to_owned(),
        SelectorKind::Unknown => "unknown".to_owned(),
        SelectorKind::Text(text) => format!("\"{}\"", text.value()),
        SelectorKind::Label { name, .. } => name.to_string(),
        SelectorKind::Set(set, keys) => {
            let keys: Vec<String> = keys.iter().map(Ident::to_string).collect();
            format!("{}({})", set_name(*set), keys.join(" | "))
        }
    }
}

#[cfg(test)]
mod tests;
