//! What a run of the worker came to.

use std::collections::HashMap;
use std::fmt;

use edges_errors_testkit::Ledger;

use super::task::{Outcome, Task};

/// The width of a line.
const WIDTH: usize = 110;

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Done => f.write_str("done"),
            Self::Empty => f.write_str("nothing found"),
            Self::AlreadyDone => f.write_str("had been done"),
            Self::GivenUp(why) => write!(f, "given up: {why}"),
            Self::LookFirst => f.write_str("set aside: look whether it was done"),
        }
    }
}

/// How many tasks were begun and came to no end, or to two.
#[must_use]
pub fn count_lost(tasks: &[Task], ledger: &Ledger) -> usize {
    let mut ended: HashMap<&str, usize> = HashMap::new();
    for task in tasks.iter().filter(|task| task.outcome.is_some()) {
        *ended.entry(&task.name).or_default() += 1;
    }
    ledger.tasks().filter(|(name, _)| ended.get(name) != Some(&1)).count()
}

/// Prints each task and the totals; gives back whether the totals are right.
pub fn print_report(tasks: &[Task], ledger: &Ledger) -> bool {
    println!("{:<10} {:<16} {:<8} {:>8}  outcome", "task", "action", "by", "requests");
    for task in tasks {
        print_task(task, ledger);
    }
    let totals = ledger.totals();
    let lost = count_lost(tasks, ledger);
    println!("\n{} tasks, {} requests; counted by the API:", totals.tasks, totals.requests);
    println!("  lost: {lost}   done twice: {}   sent before their time: {}", totals.repeated, totals.early);
    lost == 0 && totals.repeated == 0 && totals.early == 0
}

fn print_task(task: &Task, ledger: &Ledger) {
    let requests = ledger.task(&task.name).map_or(0, |record| record.requests);
    let outcome = task.outcome.as_ref().map(ToString::to_string).unwrap_or_default();
    println!("{:<10} {:<16} {:<8} {requests:>8}  {outcome}", task.name, task.action, task.identity);
    for event in &task.events {
        // The policy and its line in errors.toml follow; here the first half will do.
        let because = event.because.split(" (policy").next().unwrap_or_default();
        print_folded(&format!("{}: {}: {because}", event.identity, event.action));
    }
}

/// Prints a line, folded between words and indented below its task.
fn print_folded(text: &str) {
    let mut line = String::from("   ");
    for word in text.split(' ') {
        if line.chars().count() + 1 + word.chars().count() > WIDTH {
            println!("{line}");
            line = String::from("       ");
        }
        line = format!("{line} {word}");
    }
    println!("{line}");
}
