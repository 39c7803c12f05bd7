//! What is to be done, and when.

use std::collections::BTreeMap;
use std::time::SystemTime;

use super::task::Task;

/// Tasks by the time before which they are not to be sent, then in the order in which they came.
#[derive(Debug, Default)]
pub(super) struct Queue {
    tasks: BTreeMap<(SystemTime, u64), Task>,
    count: u64,
    /// Nothing is sent before this time.
    held: Option<SystemTime>,
}

pub(super) enum Taken {
    Task(Box<Task>),
    NotBefore(SystemTime),
    Nothing,
}

impl Queue {
    pub(super) fn put(&mut self, not_before: SystemTime, task: Task) {
        self.count += 1;
        self.tasks.insert((not_before, self.count), task);
    }

    /// Nothing is to be sent before this time.
    pub(super) fn hold(&mut self, until: SystemTime) {
        self.held = self.held.max(Some(until));
    }

    pub(super) fn take(&mut self, now: SystemTime) -> Taken {
        let Some(first) = self.tasks.first_entry() else { return Taken::Nothing };
        let due = self.held.map_or(first.key().0, |held| held.max(first.key().0));
        if due > now { Taken::NotBefore(due) } else { Taken::Task(Box::new(first.remove())) }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.tasks.is_empty()
    }
}
