//! The judgement of the API's ledger on how the tasks ended.

use std::collections::HashMap;

use edges_errors_testkit::Ledger;
use examples::worker::Outcome;

use crate::store::End;

/// The tasks with which a promise was broken, by name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Verdict {
    /// Those that have no end, that ended without having been asked for, or as done although the API did not do them.
    pub(crate) lost: Vec<String>,
    /// Those that are not to be done twice and were.
    pub(crate) repeated: Vec<String>,
    /// Those that were asked for before a time that the API had named.
    pub(crate) early: Vec<String>,
    /// Those that were set aside although they may be done twice.
    pub(crate) needlessly_set_aside: Vec<String>,
}

impl Verdict {
    pub(crate) fn holds(&self) -> bool {
        *self == Self::default()
    }

    /// Compares what was planned with what the workers wrote down and what the API counted.
    pub(crate) fn of(planned: &[String], ends: &[End], ledger: &Ledger) -> Self {
        let ends: HashMap<&str, &End> = ends.iter().map(|end| (end.name.as_str(), end)).collect();
        let is_lost = |name: &&String| !ends.get(name.as_str()).is_some_and(|end| has_ended(end, ledger));
        let set_aside = ends.values().filter(|end| end.set_aside);
        let needlessly =
            set_aside.filter(|end| ledger.task(&end.name).is_some_and(|record| !record.has_side_effect()));
        let mut needlessly_set_aside: Vec<_> = needlessly.map(|end| end.name.clone()).collect();
        needlessly_set_aside.sort();
        let names = |broken: fn(&edges_errors_testkit::TaskRecord) -> bool| {
            let tasks = ledger.tasks().filter(|(_, record)| broken(record));
            tasks.map(|(name, _)| name.to_owned()).collect()
        };
        Self {
            lost: planned.iter().filter(is_lost).cloned().collect(),
            repeated: names(|record| record.repeated() > 0),
            early: names(|record| record.early > 0),
            needlessly_set_aside,
        }
    }
}

/// A task that is set aside may never have reached the API: its process died between the mark and the request.
fn has_ended(end: &End, ledger: &Ledger) -> bool {
    let Some(outcome) = &end.outcome else { return false };
    match ledger.task(&end.name) {
        Some(record) => record.done > 0 || *outcome != Outcome::Done.to_string(),
        None => end.set_aside,
    }
}

#[cfg(test)]
mod tests;
