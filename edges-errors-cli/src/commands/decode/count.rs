//! Counting of errors by their labels.

use std::collections::BTreeSet;

use edges_errors::retry::ActionKind;
use edges_errors::{Key as _, Label as _};
use edges_errors_catalogue::model::Catalogue;
use edges_errors_cli::documents::decoded::{CountFacts, SummaryFacts, write_summary};
use indexmap::IndexMap;

use super::lines::{Batch, Counts};
use super::remark::say_no_label;
use super::request::Request;
use crate::commands::format::Format;
use crate::commands::runtime::{RunError, RunFault, RunLabel};
use crate::ending::{Ending, Unusable};

/// The most labels that are told apart beside those of the catalogue: input may hold any number of them.
const MOST_UNLISTED: usize = 1_000;

/// The counts of errors by their labels.
#[derive(Default)]
pub(super) struct Errors {
    /// By the label's index.
    listed: Vec<Count>,
    /// In the order in which they were first seen.
    unlisted: IndexMap<Box<str>, Count>,
    /// Of labels that are not told apart.
    others: Count,
    without_label: Count,
}

/// The count of the errors of one name.
#[derive(Default, Clone)]
struct Count {
    errors: u64,
    faults: BTreeSet<RunFault>,
    actions: [u64; ActionKind::ALL.len()],
}

impl Errors {
    /// Counts an error. All its labels are told apart, until the errors are [taken](Self::take) by others.
    pub(super) fn count(&mut self, error: &RunError, action: ActionKind) {
        let count = match (error.label(), error.label_str()) {
            (Some(label), _) => count_at(&mut self.listed, label.index()),
            (None, None) => &mut self.without_label,
            (None, Some(label)) => match self.unlisted.get_index_of(label) {
                Some(index) => &mut self.unlisted[index],
                None => self.unlisted.entry(label.into()).or_default(),
            },
        };
        count.errors += 1;
        count.faults.extend(error.fault());
        count.actions[action as usize] += 1;
    }

    /// Takes the errors that were counted behind these.
    pub(super) fn take(&mut self, next: &mut Self) {
        for (index, count) in next.listed.iter_mut().enumerate().filter(|(_, count)| count.errors > 0) {
            count_at(&mut self.listed, index).take(count);
        }
        for (label, mut count) in next.unlisted.drain(..) {
            let room = self.unlisted.len() < MOST_UNLISTED;
            match self.unlisted.get_mut(&label) {
                Some(known) => known.take(&mut count),
                None if room => drop(self.unlisted.insert(label, count)),
                None => self.others.take(&mut count),
            }
        }
        self.others.take(&mut next.others);
        self.without_label.take(&mut next.without_label);
    }

    fn has_label(&self) -> bool {
        !self.unlisted.is_empty() || self.listed.iter().any(|count| count.errors > 0)
    }

    fn are_all_listed(&self) -> bool {
        self.unlisted.is_empty() && self.without_label.errors == 0
    }

    /// Returns the facts, the most frequent first.
    fn into_facts(self) -> Vec<CountFacts> {
        let labels = RunLabel::all_including_removed().iter().map(|label| label.as_str());
        let unlisted = self.unlisted.iter().map(|(label, count)| (&**label, count));
        let named = labels.zip(&self.listed).chain(unlisted);
        let unnamed = [("(other labels)", &self.others), ("(no label)", &self.without_label)];
        let counted = named.chain(unnamed).filter(|(_, count)| count.errors > 0);
        let mut facts: Vec<CountFacts> = counted.map(|(name, count)| count.collect_facts(name)).collect();
        facts.sort_by(|one, other| other.count.cmp(&one.count).then_with(|| one.error.cmp(&other.error)));
        facts
    }
}

fn count_at(counts: &mut Vec<Count>, index: usize) -> &mut Count {
    if counts.len() <= index {
        counts.resize(index + 1, Count::default());
    }
    &mut counts[index]
}

impl Count {
    /// Takes what another one counts, which then counts nothing.
    fn take(&mut self, other: &mut Self) {
        let Self { errors, faults, actions } = std::mem::take(other);
        self.errors += errors;
        self.faults.extend(faults);
        for (count, more) in self.actions.iter_mut().zip(actions) {
            *count += more;
        }
    }

    fn collect_facts(&self, name: &str) -> CountFacts {
        let actions = ActionKind::ALL.iter().map(|action| action.as_str()).zip(self.actions);
        CountFacts {
            error: name.to_owned(),
            count: self.errors,
            faults: self.faults.iter().map(|fault| fault.as_str()).collect(),
            decisions: actions.filter(|(_, count)| *count > 0).collect(),
        }
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
