//! The meaning of the rules for each label of a catalogue: the first match wins, everything has to be matched, and every
//! rule has to match something.

use std::collections::BTreeMap;

use proc_macro2::Span;
use syn::{Error, Ident};

use super::attribute::Handler;
use super::cells::{Cell, Input, Step};
use super::complain::Complaints;
use super::rules::{Guard, Rule, Selector, SelectorKind, Set, is_like_selector};
use super::situations::Situations;
use crate::exchange::{Exchange, ExchangedKey, ExchangedLabel};

/// The steps that are tried, in order, for inputs that are treated alike; the last step has no condition.
pub(super) struct Dispatch {
    /// For each chain of steps what takes it. Labels that are treated as unlisted ones have no arm.
    pub(super) arms: BTreeMap<Vec<Step>, Arm>,
    /// For whatever else comes, and for no label at all.
    pub(super) unlisted: Vec<Step>,
}

/// The inputs that take the same steps.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Arm {
    /// Labels by their indices.
    pub(super) labels: Vec<usize>,
    /// Labels that the catalogue does not list.
    pub(super) texts: Vec<String>,
}

/// The place of a selector.
#[derive(Clone, Copy)]
struct Place {
    rule: usize,
    selector: usize,
}

struct Resolver<'a> {
    handler: &'a Handler,
    catalogue: &'a Exchange,
    cells: Vec<Cell>,
    complaints: Complaints<'a>,
}

pub(super) fn resolve_rules(handler: &Handler, catalogue: &Exchange) -> Result<Dispatch, Error> {
    let mut cells: Vec<Cell> = (0..catalogue.labels.len()).map(Input::Label).map(Cell::new).collect();
    for text in handler.rules.iter().flat_map(|rule| &rule.selectors).filter_map(text_of) {
        if !cells.iter().any(|cell| cell.input == Input::Text(text.clone())) {
            cells.push(Cell::new(Input::Text(text)));
        }
    }
    cells.push(Cell::new(Input::Unlisted));
    let complaints = Complaints::new(handler, catalogue);
    complaints.check_catalogue()?;
    let mut resolver = Resolver { handler, catalogue, cells, complaints };
    for (index, rule) in handler.rules.iter().enumerate() {
        resolver.read_rule(index, rule);
    }
    let Resolver { cells, mut complaints, .. } = resolver;
    // Rules that are wrong leave labels out; that is not a mistake of its own.
    if complaints.is_empty() {
        complaints.check_complete(&cells);
    }
    complaints.finish()?;
    Ok(dispatch(&cells))
}

fn text_of(selector: &Selector) -> Option<String> {
    match &selector.kind {
        SelectorKind::Text(text) => Some(text.value()),
        _ => None,
    }
}

fn dispatch(cells: &[Cell]) -> Dispatch {
    let of_unlisted = cells.iter().find(|cell| cell.input == Input::Unlisted);
    let unlisted = of_unlisted.map(Cell::steps).unwrap_or_default();
    let mut arms: BTreeMap<Vec<Step>, Arm> = BTreeMap::new();
    for cell in cells {
        let steps = cell.steps();
        match &cell.input {
            _ if steps == unlisted => {}
            Input::Label(index) => arms.entry(steps).or_default().labels.push(*index),
            Input::Text(text) => arms.entry(steps).or_default().texts.push(text.clone()),
            Input::Unlisted => {}
        }
    }
    Dispatch { arms, unlisted }
}

impl Resolver<'_> {
    fn read_rule(&mut self, index: usize, rule: &Rule) {
        self.check_guards(&rule.guards);
        for (at, selector) in rule.selectors.iter().enumerate() {
            if self.check_selector(index, rule, selector) {
                self.take(Place { rule: index, selector: at }, rule, selector);
            }
        }
    }

    /// Hands a rule everything that one of its selectors matches, or complains where that is nothing.
    fn take(&mut self, place: Place, rule: &Rule, selector: &Selector) {
        let (catalogue, situations) = (self.catalogue, situations_of(selector));
        let matching: Vec<usize> = self
            .cells
            .iter()
            .enumerate()
            .filter(|(_, cell)| matches(catalogue, &selector.kind, &cell.input))
            .map(|(at, _)| at)
            .collect();
        let is_free = |at: &usize| self.cells[*at].open.meets(situations);
        let free: Vec<usize> = matching.iter().copied().filter(is_free).collect();
        if matching.is_empty() {
            self.complaints.matches_nothing(selector);
        } else if free.is_empty() {
            let by = self.find_takers(place, &matching, situations);
            self.complaints.unreachable(selector, &by);
        }
        for at in free {
            self.cells[at].take(place.rule, situations, !rule.guards.is_empty());
        }
    }

    /// The rules that take what a selector matches: one that takes all of it, or else all that take a part.
    fn find_takers(&self, place: Place, matching: &[usize], situations: Situations) -> Vec<usize> {
        let takes_all = |index: &usize| {
            let Some(rule) = self.handler.rules.get(*index).filter(|rule| rule.guards.is_empty()) else {
                return false;
            };
            let end = if *index == place.rule { place.selector } else { rule.selectors.len() };
            matching.iter().all(|at| {
                let matched = rule.selectors.iter().take(end);
                let matched =
                    matched.filter(|other| matches(self.catalogue, &other.kind, &self.cells[*at].input));
                matched.map(situations_of).fold(Situations::NONE, Situations::union).holds(situations)
            })
        };
        if let Some(rule) = (0..=place.rule).find(takes_all) {
            return vec![rule];
        }
        let takers = matching.iter().flat_map(|at| &self.cells[*at].takers);
        let takers = takers.filter(|taker| !taker.is_guarded && taker.situations.meets(situations));
        let mut rules: Vec<usize> = takers.map(|taker| taker.rule).collect();
        rules.sort_unstable();
        rules.dedup();
        rules
    }

    /// Returns whether a selector names what there is, after a complaint where it does not.
    fn check_selector(&mut self, index: usize, rule: &Rule, selector: &Selector) -> bool {
        let labels = &self.catalogue.labels;
        match &selector.kind {
            SelectorKind::Rest => {
                let is_last = index + 1 == self.handler.rules.len();
                let is_right = is_last || !rule.guards.is_empty();
                if !is_right {
                    let message = "`_` takes whatever is left, so it has to be the last rule";
                    self.complaints.push(selector.span, message);
                }
                is_right
            }
            SelectorKind::Unknown | SelectorKind::Action(..) => true,
            SelectorKind::Text(text) => {
                let listed = labels.iter().find(|label| label.name == text.value());
                if let Some(label) = listed {
                    self.complaints.listed_by_now(selector.span, label);
                }
                listed.is_none()
            }
            SelectorKind::Number(number) => {
                self.complaints.number(number);
                false
            }
            SelectorKind::Set(set, keys) => {
                self.check_keys(*set, keys) && self.check_whole(*set, keys, selector.span)
            }
            SelectorKind::Label { name, details } => {
                let label = labels.iter().find(|label| *name == label.word());
                match (label, details) {
                    (Some(label), Some(details)) => self.check_details(rule, label, details),
                    (Some(_), None) => {}
                    (None, Some(_)) if is_like_selector(name) => self.complaints.unknown_selector(name),
                    (None, _) => self.complaints.unknown_label(name),
                }
                label.is_some()
            }
        }
    }

    fn check_details(&mut self, rule: &Rule, label: &ExchangedLabel, details: &Ident) {
        if !label.has_params {
            let message = format!("`{}` has no params, so it has no details", label.name);
            self.complaints.push(details.span(), message);
        } else if rule.selectors.len() > 1 {
            self.complaints.push(details.span(), "details are of one label: give it a rule of its own");
        }
    }

    fn check_keys(&mut self, set: Set, keys: &[Ident]) -> bool {
        match set {
            Set::Category => self.complaints.check_names("category", keys, &self.catalogue.categories),
            Set::Remedy => self.complaints.check_names("remedy", keys, &self.catalogue.remedies),
            Set::Strategy => self.complaints.check_strategies(keys),
            Set::Outcome => self.complaints.check_outcomes(keys),
        }
    }

    /// Labels whose policies depend on the request have to be asked for with all their strategies.
    fn check_whole(&mut self, set: Set, keys: &[Ident], span: Span) -> bool {
        if set != Set::Strategy {
            return true;
        }
        let partial = |cell: &Cell| {
            let Input::Label(index) = cell.input else { return None };
            let label = self.catalogue.labels.get(index).filter(|label| !label.is_removed)?;
            let is_asked = |strategy| keys.iter().any(|key| key == strategy);
            let mut asked = label.strategies.iter().map(|strategy| is_asked(strategy.as_str()));
            let is_partial = asked.clone().any(|asked| asked) && !asked.all(|asked| asked);
            (is_partial && cell.open != Situations::NONE).then_some(label)
        };
        let labels: Vec<&ExchangedLabel> = self.cells.iter().filter_map(partial).collect();
        if !labels.is_empty() {
            self.complaints.partial(span, &labels);
        }
        labels.is_empty()
    }

    fn check_guards(&mut self, guards: &[Guard]) {
        for guard in guards {
            match guard {
                Guard::Scope(names) => {
                    self.complaints.check_names("scope", names, &self.catalogue.scopes);
                }
                Guard::RateLimit(names) => {
                    self.complaints.check_names("rate limit", names, &self.catalogue.rate_limits);
                }
                // Their words were read with the rule.
                Guard::Status(_) | Guard::Action(..) => {}
            }
        }
    }
}

fn situations_of(selector: &Selector) -> Situations {
    match selector.kind {
        SelectorKind::Action(_, situations) => situations,
        _ => Situations::all(),
    }
}

fn matches(catalogue: &Exchange, selector: &SelectorKind, input: &Input) -> bool {
    let label = match input {
        Input::Label(index) => catalogue.labels.get(*index),
        Input::Text(_) | Input::Unlisted => None,
    };
    // The API sends a removed label no more than one that was never listed, so sets leave it out.
    let current = label.filter(|label| !label.is_removed);
    match selector {
        SelectorKind::Rest | SelectorKind::Action(..) => true,
        SelectorKind::Unknown => current.is_none(),
        SelectorKind::Text(text) => *input == Input::Text(text.value()),
        SelectorKind::Number(_) => false,
        SelectorKind::Label { name, .. } => label.is_some_and(|label| *name == label.word()),
        SelectorKind::Set(set, keys) => current.is_some_and(|label| is_in_set(label, *set, keys)),
    }
}

fn is_in_set(label: &ExchangedLabel, set: Set, keys: &[Ident]) -> bool {
    let has = |word: &str| keys.iter().any(|key| key == word);
    match set {
        Set::Category => has(&label.category),
        Set::Remedy => has(&label.remedy),
        Set::Strategy => label.strategies.iter().all(|strategy| has(strategy.as_str())),
        Set::Outcome => has(label.outcome.as_str()),
    }
}

/// Returns the key of a set that a name denotes.
pub(super) fn find_key<'a>(keys: &'a [ExchangedKey], name: &Ident) -> Option<&'a ExchangedKey> {
    keys.iter().find(|key| *name == key.name)
}

#[cfg(test)]
mod tests;
