//! What is to be done, and when.

use std::collections::BTreeMap;
use std::time::SystemTime;

use super::task::Task;

/// Tasks by the time before which they are not to be sent, then in the order in which they came.
#[derive(Debug, Default)]
pub(super) struct Queue {
    tasks: BTreeMap<(SystemTime, u64), Task>,
    count: u64,
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

    pub(super) fn take(&mut self, now: SystemTime) -> Taken {
        let Some(first) = self.tasks.first_entry() else { return Taken::Nothing };
        let (due, _) = *first.key();
        if due > now { Taken::NotBefore(due) } else { Taken::Task(Box::new(first.remove())) }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.tasks.is_empty()
    }
}
