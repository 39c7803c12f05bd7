//! Counting of errors by their labels.

use std::collections::{BTreeMap, BTreeSet};

use edges_errors::retry::{ActionKind, Moment};
use edges_errors::{Key as _, Label as _};
use edges_errors_catalogue::model::Catalogue;
use edges_errors_cli::documents::decoded::{CountFacts, SummaryFacts, write_summary};
use indexmap::IndexMap;

use super::lines::{Batch, Counts, Visitor};
use super::remark::{say_newer, say_no_label};
use super::request::{Caller, Next, Request, Sender, StopWord};
use crate::commands::format::Format;
use crate::commands::runtime::{RunError, RunFault, RunLabel};
use crate::ending::{Ending, Unusable};

/// The most labels that are told apart beside those of the catalogue: input may hold any number of them.
const MOST_UNLISTED: usize = 1_000;

/// The counts of errors by their labels.
pub(super) struct Errors {
    /// One for each label, by its index.
    listed: Vec<Actions>,
    /// In the order in which they were first seen.
    unlisted: IndexMap<Box<str>, Unlisted>,
    /// Of labels that are not told apart.
    others: Unlisted,
    without_label: Unlisted,
}

/// The number of errors that each action is for.
#[derive(Default, Clone)]
struct Actions {
    by_kind: [u64; ActionKind::ALL.len()],
    /// The number of those that are stopped, by their word.
    stops: BTreeMap<StopWord, u64>,
}

/// The errors of a label that the catalogue does not list.
#[derive(Default)]
struct Unlisted {
    actions: Actions,
    faults: BTreeSet<RunFault>,
}

impl Default for Errors {
    fn default() -> Self {
        Self {
            listed: vec![Actions::default(); RunLabel::all_including_removed().len()],
            unlisted: IndexMap::default(),
            others: Unlisted::default(),
            without_label: Unlisted::default(),
        }
    }
}

impl Errors {
    /// Counts an error. All labels are told apart, until the errors are [taken](Self::take) by others.
    fn count(&mut self, error: &RunError, next: Next) {
        if let Some(label) = error.label() {
            return self.count_label(label, next);
        }
        let unlisted = match error.label_str() {
            None => &mut self.without_label,
            Some(label) => match self.unlisted.get_index_of(label) {
                Some(index) => &mut self.unlisted[index],
                None => self.unlisted.entry(label.into()).or_default(),
            },
        };
        unlisted.actions.count(next);
        unlisted.faults.extend(error.fault());
    }

    fn count_label(&mut self, label: RunLabel, next: Next) {
        if let Some(actions) = self.listed.get_mut(label.index()) {
            actions.count(next);
        }
    }

    /// Takes the errors that were counted behind these.
    pub(super) fn take(&mut self, next: &mut Self) {
        self.listed.iter_mut().zip(&mut next.listed).for_each(|(actions, more)| actions.take(more));
        for (label, mut errors) in next.unlisted.drain(..) {
            let has_room = self.unlisted.len() < MOST_UNLISTED;
            match self.unlisted.get_mut(&label) {
                Some(known) => known.take(&mut errors),
                None if has_room => drop(self.unlisted.insert(label, errors)),
                None => self.others.take(&mut errors),
            }
        }
        self.others.take(&mut next.others);
        self.without_label.take(&mut next.without_label);
    }

    /// Returns whether it matters what was counted before.
    pub(super) fn has_order(&self) -> bool {
        !self.unlisted.is_empty()
    }

    fn has_label(&self) -> bool {
        !self.unlisted.is_empty() || self.listed.iter().any(|actions| actions.sum() > 0)
    }

    fn are_all_listed(&self) -> bool {
        self.unlisted.is_empty() && self.without_label.actions.sum() == 0
    }

    /// Returns the facts, the most frequent first.
    fn into_facts(self) -> Vec<CountFacts> {
        let labels = RunLabel::all_including_removed().iter().zip(&self.listed);
        let listed =
            labels.map(|(label, actions)| actions.collect_facts(label.as_str(), [label.fault()].iter()));
        let unlisted = self.unlisted.iter().map(|(label, errors)| errors.collect_facts(label));
        let others = self.others.collect_facts("(other labels)");
        let unnamed = [others, self.without_label.collect_facts("(no label)")];
        let all = listed.chain(unlisted).chain(unnamed);
        let mut facts: Vec<CountFacts> = all.filter(|facts| facts.count > 0).collect();
        facts.sort_by(|one, other| other.count.cmp(&one.count).then_with(|| one.error.cmp(&other.error)));
        facts
    }
}

impl Actions {
    fn count(&mut self, next: Next) {
        let kind = match next {
            Next::Send(kind) => kind,
            Next::Stop(word) => {
                *self.stops.entry(word).or_default() += 1;
                ActionKind::Stop
            }
        };
        self.by_kind[kind as usize] += 1;
    }

    fn sum(&self) -> u64 {
        self.by_kind.iter().sum()
    }

    /// Takes what others count, which then count nothing.
    fn take(&mut self, others: &mut Self) {
        for (count, more) in self.by_kind.iter_mut().zip(&mut others.by_kind) {
            *count += std::mem::take(more);
        }
        for (word, more) in &mut others.stops {
            *self.stops.entry(*word).or_default() += std::mem::take(more);
        }
    }

    fn collect_facts<'a>(&self, name: &str, faults: impl Iterator<Item = &'a RunFault>) -> CountFacts {
        let actions = ActionKind::ALL.iter().map(|action| action.as_str()).zip(self.by_kind);
        let stops = self.stops.iter().map(|(word, count)| (*word, *count));
        CountFacts {
            error: name.to_owned(),
            count: self.sum(),
            faults: faults.map(|fault| fault.as_str()).collect(),
            decisions: actions.filter(|(_, count)| *count > 0).collect(),
            stops: stops.filter(|(_, count)| *count > 0).collect(),
        }
    }
}

impl Unlisted {
    /// Takes what others count, which then count nothing.
    fn take(&mut self, others: &mut Self) {
        self.actions.take(&mut others.actions);
        self.faults.append(&mut others.faults);
    }

    fn collect_facts(&self, name: &str) -> CountFacts {
        self.actions.collect_facts(name, self.faults.iter())
    }
}

/// Counts errors, and what is done about them.
pub(super) struct Counter<'a> {
    pub(super) errors: Errors,
    sender: Sender<'a>,
    now: Moment,
}

impl<'a> Counter<'a> {
    pub(super) fn new(caller: &'a Caller) -> Self {
        Self { errors: Errors::default(), sender: Sender::new(caller), now: Moment::now() }
    }

    /// Takes note that time has passed: further errors come now.
    pub(super) fn look_at_the_clock(&mut self) {
        self.now = Moment::now();
    }
}

impl Visitor for Counter<'_> {
    fn take_label(&mut self, label: RunLabel) -> bool {
        let stop = self.sender.find_stop(label);
        if let Some(word) = stop {
            self.errors.count_label(label, Next::Stop(word));
        }
        stop.is_some()
    }

    fn take(&mut self, error: RunError) {
        let next = self.sender.act(&error, self.now);
        self.errors.count(&error, next);
    }
}

/// Counts the errors, then prints them, the most frequent first.
pub(super) fn count_errors(
    batch: Batch<'_>,
    request: &Request,
    format: Format,
    catalogue: &Catalogue,
) -> Result<Ending, Unusable> {
    let name = batch.name;
    let (errors, Counts { read, fine, unreadable }) = batch.count(&request.caller())?;
    say_newer(catalogue, errors.unlisted.keys().map(|label| &**label));
    let (has_label, are_all_listed) = (errors.has_label(), errors.are_all_listed());
    let errors = errors.into_facts();
    if !errors.is_empty() {
        request.say_assumption();
        if !has_label {
            say_no_label(name, catalogue);
        }
    }
    format.print(&SummaryFacts { errors, lines: read, fine, unreadable }, write_summary)?;
    Ok(if unreadable == 0 && are_all_listed { Ending::Fine } else { Ending::Findings })
}
