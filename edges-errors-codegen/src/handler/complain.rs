//! Complaints about the rules of a handler: each mistake once, at its place, with the way to mend it.

use proc_macro2::Span;
use quote::ToTokens as _;
use syn::{Error, Ident, LitInt};

use edges_errors_catalogue::diagnostic::nearest;
use edges_errors_core::vocabulary::{Outcome, StrategyKind};

use super::attribute::{CatalogueOption, Handler};
use super::cells::{Cell, Input};
use super::rules::{Rule, Selector, SelectorKind, unknown_selector};
use super::situations::Situations;
use crate::exchange::{Exchange, ExchangedKey, ExchangedLabel, MEANT_OTHERWISE};

pub(super) struct Complaints<'a> {
    handler: &'a Handler,
    catalogue: &'a Exchange,
    errors: Vec<Error>,
}

impl<'a> Complaints<'a> {
    pub(super) fn new(handler: &'a Handler, catalogue: &'a Exchange) -> Self {
        Self { handler, catalogue, errors: Vec::new() }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.errors.is_empty()
    }

    pub(super) fn push(&mut self, span: Span, message: impl std::fmt::Display) {
        self.errors.push(Error::new(span, message));
    }

    pub(super) fn finish(self) -> Result<(), Error> {
        let all = self.errors.into_iter().reduce(|mut all, error| {
            all.combine(error);
            all
        });
        all.map_or(Ok(()), Err)
    }

    /// Returns the way to name another catalogue; only where none is named can it be forgotten.
    fn catalogue_help(&self) -> &'static str {
        match self.handler.options.catalogue {
            CatalogueOption::Default => {
                "\nhelp: for a catalogue of your own write the option `catalogue = crate::its_module`"
            }
            CatalogueOption::Named(_) | CatalogueOption::Unreadable => "",
        }
    }

    /// Fails where no label that the rules name is listed, nor one like it: then the rules are for another catalogue.
    pub(super) fn check_catalogue(&self) -> Result<(), Error> {
        let selectors = self.handler.rules.iter().flat_map(|rule| &rule.selectors);
        let names: Vec<&Ident> = selectors
            .filter_map(|selector| match &selector.kind {
                SelectorKind::Label { name, .. } => Some(name),
                _ => None,
            })
            .collect();
        let known = || self.catalogue.labels.iter().flat_map(|label| [label.word(), label.variant.as_str()]);
        let is_default = matches!(self.handler.options.catalogue, CatalogueOption::Default);
        let is_foreign = is_default
            && names.len() > 1
            && names.iter().all(|name| nearest(&name.to_string(), known()).is_none());
        let Some(first) = names.first().filter(|_| is_foreign) else { return Ok(()) };
        let api = &self.catalogue.name;
        let message = format!(
            "the catalogue of {api} lists none of the labels that these rules name{}\nhelp: for labels that it does \
             not list write `\"{first}\"`",
            self.catalogue_help()
        );
        Err(Error::new(first.span(), message))
    }

    pub(super) fn unknown_label(&mut self, name: &Ident) {
        let (word, labels) = (name.to_string(), &self.catalogue.labels);
        let help = if let Some(label) = labels.iter().find(|label| label.variant == word) {
            format!("help: write it as on the wire: `{}`", label.word())
        } else if let Some(near) = nearest(&word, labels.iter().map(ExchangedLabel::word)) {
            format!("help: a label with a similar name exists: `{near}`")
        } else if let Some(near) = nearest(&word, MEANT_OTHERWISE) {
            format!("help: write `{near}`")
        } else {
            let more = self.catalogue_help();
            format!("help: for a label that the catalogue does not list write `\"{word}\"`{more}")
        };
        let api = &self.catalogue.name;
        self.push(name.span(), format!("the catalogue of {api} lists no label `{word}`\n{help}"));
    }

    pub(super) fn listed_by_now(&mut self, span: Span, label: &ExchangedLabel) {
        let (api, text) = (&self.catalogue.name, &label.name);
        let help = if label.word() == text {
            "write it without the quotes".to_owned()
        } else {
            format!("it is no identifier, so that rules name its variant: write `{}`", label.word())
        };
        self.push(span, format!("the catalogue of {api} lists `{text}` by now\nhelp: {help}"));
    }

    /// Complains of a label that is written as a number.
    pub(super) fn number(&mut self, number: &LitInt) {
        let api = &self.catalogue.name;
        let (what, help) =
            match self.catalogue.labels.iter().find(|label| label.name == number.base10_digits()) {
                Some(label) => (
                    format!("the label `{number}` is no identifier, so that rules name its variant"),
                    format!("write `{}`", label.word()),
                ),
                None => (
                    format!("the catalogue of {api} lists no label `{number}`"),
                    format!("for a label that the catalogue does not list write `\"{number}\"`"),
                ),
            };
        self.push(number.span(), format!("{what}\nhelp: {help}"));
    }

    /// Complains of a word that is neither a selector nor a label.
    pub(super) fn unknown_selector(&mut self, name: &Ident) {
        self.errors.push(unknown_selector(name));
    }

    /// Returns whether every name is a key of the catalogue's set.
    pub(super) fn check_names(&mut self, what: &str, names: &[Ident], keys: &[ExchangedKey]) -> bool {
        let known: Vec<&str> = keys.iter().map(|key| key.name.as_str()).collect();
        self.check_words(names, &known, |complaints, word, help| {
            let more = if help.is_near { "" } else { complaints.catalogue_help() };
            format!(
                "the catalogue of {} has no {what} `{word}`\n{}{more}",
                complaints.catalogue.name, help.text
            )
        })
    }

    pub(super) fn check_outcomes(&mut self, names: &[Ident]) -> bool {
        let known: Vec<&str> = Outcome::ALL.iter().map(|outcome| outcome.as_str()).collect();
        self.check_words(names, &known, |_, word, help| {
            format!("there is no outcome `{word}`\n{}", help.text)
        })
    }

    pub(super) fn check_strategies(&mut self, names: &[Ident]) -> bool {
        let known: Vec<&str> = StrategyKind::ALL.iter().map(|strategy| strategy.as_str()).collect();
        self.check_words(names, &known, |complaints, word, help| {
            match complaints.catalogue.policies.iter().find(|policy| policy.name == word) {
                Some(policy) => {
                    let strategy = policy.strategy;
                    format!(
                        "`{word}` is a policy, whose strategy is `{strategy}`\nhelp: write `{strategy}`; it takes \
                         the labels of every policy with this strategy"
                    )
                }
                None => format!("there is no strategy `{word}`\n{}", help.text),
            }
        })
    }

    fn check_words(
        &mut self,
        names: &[Ident],
        known: &[&str],
        message: impl Fn(&Self, &str, &Help) -> String,
    ) -> bool {
        let before = self.errors.len();
        for name in names {
            let word = name.to_string();
            if known.contains(&word.as_str()) {
                continue;
            }
            let help = match nearest(&word, known.iter().copied()) {
                Some(near) => Help { text: format!("help: write `{near}`"), is_near: true },
                None => Help { text: format!("known: {}", known.join(", ")), is_near: false },
            };
            self.push(name.span(), message(self, &word, &help));
        }
        self.errors.len() == before
    }

    pub(super) fn partial(&mut self, span: Span, labels: &[&ExchangedLabel]) {
        let name = |label: &&ExchangedLabel| {
            let strategies: Vec<&str> = label.strategies.iter().map(|strategy| strategy.as_str()).collect();
            format!("`{}` ({})", label.name, strategies.join(" or "))
        };
        let names = labels.iter().map(name).collect::<Vec<_>>().join(", ");
        let message = format!(
            "the policy of {names} depends on the request\nhelp: list all its strategies, or give it a rule before \
             this one"
        );
        self.push(span, message);
    }

    pub(super) fn matches_nothing(&mut self, selector: &Selector) {
        let message = format!(
            "{} matches no label of the catalogue of {}",
            describe_selector(selector),
            self.catalogue.name
        );
        self.push(selector.span, message);
    }

    /// A selector that matches nothing that the rules before it leave.
    pub(super) fn unreachable(&mut self, selector: &Selector, by: &[usize]) {
        let what = describe_selector(selector);
        let rules: Vec<String> =
            by.iter().filter_map(|rule| self.handler.rules.get(*rule)).map(describe_rule).collect();
        let by = match rules.as_slice() {
            [rule] => rule.clone(),
            [first, second] => format!("{first} and {second}"),
            _ => "the rules before it".to_owned(),
        };
        let removed = match &selector.kind {
            SelectorKind::Label { name, .. } => {
                self.catalogue.labels.iter().any(|label| *name == label.word() && label.is_removed)
            }
            _ => false,
        };
        let help =
            if removed { "\nhelp: the API no longer sends it, so that `unknown` matches it too" } else { "" };
        self.push(selector.span, format!("unreachable rule: {what} is already matched by {by}{help}"));
    }

    /// Complains of whatever no rule takes in every case, with the rules to add.
    pub(super) fn check_complete(&mut self, cells: &[Cell]) {
        let left = Left::find(cells, self.catalogue);
        if !left.labels.is_empty() || left.unlisted != Situations::NONE {
            self.push(self.handler.input.ident.span(), left.describe(self.catalogue));
        }
    }
}

/// The way out of a word that is not known.
struct Help {
    text: String,
    /// There is a word like it.
    is_near: bool,
}

/// The inputs that no rule takes.
struct Left<'a> {
    labels: Vec<(&'a ExchangedLabel, Situations)>,
    unlisted: Situations,
    /// The number of labels that the API sends.
    current: usize,
}

impl<'a> Left<'a> {
    fn find(cells: &[Cell], catalogue: &'a Exchange) -> Self {
        let mut left = Self { labels: Vec::new(), unlisted: Situations::NONE, current: 0 };
        for cell in cells {
            match cell.input {
                Input::Label(index) => {
                    let Some(label) = catalogue.labels.get(index).filter(|label| !label.is_removed) else {
                        continue;
                    };
                    left.current += 1;
                    if cell.open != Situations::NONE {
                        left.labels.push((label, cell.open));
                    }
                }
                Input::Unlisted => left.unlisted = cell.open,
                // Whatever takes unlisted labels takes these.
                Input::Text(_) => {}
            }
        }
        left
    }

    /// The situations that are left, if they are the same for everything that can come in.
    fn everywhere(&self) -> Option<Situations> {
        let alike =
            self.labels.len() == self.current && self.labels.iter().all(|(_, open)| *open == self.unlisted);
        (alike && self.unlisted != Situations::all()).then_some(self.unlisted)
    }

    fn describe(&self, catalogue: &Exchange) -> String {
        let mut lines = Vec::new();
        let mut paste = Vec::new();
        if let Some(situations) = self.everywhere() {
            let selectors = situations.describe();
            lines.push("not every decision is handled".to_owned());
            paste.push(format!("    {selectors} => method,"));
        } else {
            lines.push(self.headline());
            for category in &catalogue.categories {
                let of_category = self.labels.iter().filter(|(label, _)| label.category == category.name);
                let names: Vec<&str> = of_category.map(|(label, _)| label.word()).collect();
                if !names.is_empty() {
                    lines.push(format!("{}: {}", category.name, names.join(", ")));
                    paste.push(format!("    {} => method,", names.join(" | ")));
                }
            }
            if self.unlisted != Situations::NONE {
                paste.push("    unknown => method,".to_owned());
            }
        }
        lines.push("help: add rules, or `_ => method` for whatever is left:".to_owned());
        lines.extend(paste);
        lines.join("\n")
    }

    fn headline(&self) -> String {
        let mut all = self.labels.iter().map(|(_, open)| *open).collect::<Vec<_>>();
        if self.unlisted != Situations::NONE {
            all.push(self.unlisted);
        }
        let whole = all.iter().all(|open| *open == Situations::all());
        let end = if whole { "" } else { " for every decision" };
        let unlisted = self.unlisted != Situations::NONE;
        match (self.labels.as_slice(), unlisted) {
            ([], _) => format!("unlisted labels, and errors without a label, are not handled{end}"),
            ([(label, _)], false) => format!("the label `{}` is not handled{end}", label.name),
            ([(label, _)], true) => {
                format!("the label `{}` and unlisted labels are not handled{end}", label.name)
            }
            (labels, false) => format!("{} labels are not handled{end}", labels.len()),
            (labels, true) => format!("{} labels and unlisted labels are not handled{end}", labels.len()),
        }
    }
}

fn describe_rule(rule: &Rule) -> String {
    let selectors: Vec<String> = rule.selectors.iter().map(write_selector).collect();
    let target = rule.target.to_token_stream().to_string().replace(' ', "");
    format!("`{} => {target}`", selectors.join(" | "))
}

fn describe_selector(selector: &Selector) -> String {
    format!("`{}`", write_selector(selector))
}

fn write_selector(selector: &Selector) -> String {
    let join = |keys: &[Ident]| keys.iter().map(Ident::to_string).collect::<Vec<_>>().join(" | ");
    match &selector.kind {
        SelectorKind::Rest => "_".to_owned(),
        SelectorKind::Unknown => "unknown".to_owned(),
        SelectorKind::Text(text) => format!("\"{}\"", text.value()),
        SelectorKind::Number(number) => number.to_string(),
        SelectorKind::Label { name, .. } => name.to_string(),
        SelectorKind::Set(set, keys) => format!("{}({})", set.as_str(), join(keys)),
        SelectorKind::Action(_, situations) => situations.describe(),
    }
}
