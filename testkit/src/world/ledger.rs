//! The ledger of requests, of work done and of what the API had asked for: kept by the server, so that no client judges
//! itself.

use std::collections::{BTreeMap, BTreeSet};
use std::time::SystemTime;

use super::has_side_effect;

/// The record of each task.
#[derive(Debug, Clone, Default)]
pub struct Ledger {
    tasks: BTreeMap<String, TaskRecord>,
    /// The clients that have died.
    buried: BTreeSet<String>,
    /// The number of times a client was told to wait and died before it can have told anybody.
    pub unheard: u64,
    /// The number of times each answer was given, by its name: a label, `html`, `ok`.
    pub answers: BTreeMap<String, u64>,
}

/// The record of one task.
#[derive(Debug, Clone, Default)]
pub struct TaskRecord {
    /// The action, such as `send-message`.
    pub action: String,
    /// The number of times it was asked for.
    pub requests: u64,
    /// The number of times it was done.
    pub done: u64,
    /// The number of times it was asked for before a time that the API had named.
    pub early: u64,
    /// The answers of the API, in order.
    pub answers: Vec<String>,
    /// The time of the last request for it.
    asked: Option<SystemTime>,
    hints: Vec<Hint>,
}

/// Not before this time, for this identity or for all.
#[derive(Debug, Clone)]
pub(super) struct Hint {
    pub(super) identity: Option<String>,
    pub(super) until: SystemTime,
    pub(super) given: SystemTime,
    /// The client that was told.
    pub(super) client: String,
}

/// The sums that are to be right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Totals {
    /// The number of tasks that were asked for.
    pub tasks: u64,
    /// The number of requests.
    pub requests: u64,
    /// The number of tasks that were done at least once.
    pub done: u64,
    /// The number of times something with a side effect was done once more than it should.
    pub repeated: u64,
    /// The number of times a task was asked for before a time that the API had named.
    pub early: u64,
}

impl TaskRecord {
    /// Returns whether doing it twice is not the same as doing it once.
    #[must_use]
    pub fn has_side_effect(&self) -> bool {
        has_side_effect(&self.action)
    }

    /// Returns how often something with a side effect was done once more than it should.
    #[must_use]
    pub fn repeated(&self) -> u64 {
        if self.has_side_effect() { self.done.saturating_sub(1) } else { 0 }
    }
}

impl Ledger {
    pub(super) fn add_request(&mut self, task: &str, identity: &str, action: &str, now: SystemTime) {
        let record = self.record(task);
        action.clone_into(&mut record.action);
        record.requests += 1;
        record.asked = Some(now);
        let concerns = |hint: &&Hint| hint.identity.as_ref().is_none_or(|hinted| hinted == identity);
        if record.hints.iter().filter(concerns).any(|hint| now < hint.until) {
            record.early += 1;
        }
    }

    pub(super) fn add_answer(&mut self, task: &str, answer: &str) {
        *self.answers.entry(answer.to_owned()).or_default() += 1;
        self.record(task).answers.push(answer.to_owned());
    }

    pub(super) fn add_done(&mut self, task: &str) {
        self.record(task).done += 1;
    }

    pub(super) fn add_hint(&mut self, task: &str, hint: Hint) {
        if self.buried.contains(&hint.client) {
            self.unheard += 1;
        } else {
            self.record(task).hints.push(hint);
        }
    }

    /// Forgets what a client was told by the last answers about these tasks, and is told from now on.
    pub(super) fn bury(&mut self, client: &str, under_way: &[String]) {
        self.buried.insert(client.to_owned());
        for task in under_way {
            let Some(record) = self.tasks.get_mut(task) else { continue };
            let (known, asked) = (record.hints.len(), record.asked);
            record
                .hints
                .retain(|hint| hint.client != client || asked.is_some_and(|asked| hint.given < asked));
            self.unheard += (known - record.hints.len()) as u64;
        }
    }

    fn record(&mut self, task: &str) -> &mut TaskRecord {
        self.tasks.entry(task.to_owned()).or_default()
    }

    /// The tasks by name.
    pub fn tasks(&self) -> impl Iterator<Item = (&str, &TaskRecord)> {
        self.tasks.iter().map(|(name, record)| (name.as_str(), record))
    }

    /// One task; `None` if it was never asked for.
    #[must_use]
    pub fn task(&self, name: &str) -> Option<&TaskRecord> {
        self.tasks.get(name)
    }

    /// The sums.
    #[must_use]
    pub fn totals(&self) -> Totals {
        self.tasks.values().fold(Totals::default(), |sum, record| Totals {
            tasks: sum.tasks + 1,
            requests: sum.requests + record.requests,
            done: sum.done + u64::from(record.done > 0),
            repeated: sum.repeated + record.repeated(),
            early: sum.early + record.early,
        })
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    fn at(seconds: u64) -> SystemTime {
        SystemTime::UNIX_EPOCH + Duration::from_secs(seconds)
    }

    /// A client asks for `t` as `ada`, and is told to wait until then.
    fn ask(ledger: &mut Ledger, client: &str, now: u64, until: u64) {
        ledger.add_request("t", "ada", "send-message", at(now));
        let hint = Hint {
            identity: Some("ada".to_owned()),
            until: at(until),
            given: at(now),
            client: client.to_owned(),
        };
        ledger.add_hint("t", hint);
    }

    fn early(ledger: &Ledger) -> u64 {
        ledger.totals().early
    }

    #[test]
    fn what_a_client_died_over_binds_nobody() {
        let mut ledger = Ledger::default();
        ask(&mut ledger, "one", 1, 100);
        ledger.bury("one", &["t".to_owned()]);
        ask(&mut ledger, "two", 2, 3);
        assert_eq!((early(&ledger), ledger.unheard), (0, 1));
    }

    #[test]
    fn what_a_client_was_told_before_its_last_request_binds_its_successor() {
        let mut ledger = Ledger::default();
        ask(&mut ledger, "one", 1, 10);
        ask(&mut ledger, "one", 20, 100);
        ledger.bury("one", &["t".to_owned()]);
        ask(&mut ledger, "two", 21, 22);
        assert_eq!(early(&ledger), 0, "the first wait is over");
        let mut ledger = Ledger::default();
        ask(&mut ledger, "one", 1, 100);
        ledger.bury("one", &[]);
        ask(&mut ledger, "two", 2, 3);
        assert_eq!((early(&ledger), ledger.unheard), (1, 0), "nothing was under way");
    }

    #[test]
    fn what_a_client_is_told_after_its_death_binds_nobody() {
        let mut ledger = Ledger::default();
        ledger.bury("one", &[]);
        ask(&mut ledger, "one", 1, 100);
        ask(&mut ledger, "two", 2, 3);
        assert_eq!((early(&ledger), ledger.unheard), (0, 1));
    }
}
