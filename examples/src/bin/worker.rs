//! A worker drains a queue through the whole of the Edges API's failures, under a clock that jumps: days pass in a second.
//!
//! `cargo run -p examples --bin worker`

use std::error::Error;
use std::process::ExitCode;
use std::time::Duration;

use edges_errors::ErrorLabel;
use edges_errors_testkit::{Fault, Faults, VirtualClock, World, WorldOptions};
use examples::worker::{Task, Worker, print_report};

/// Each task with what goes wrong with its first requests.
fn tell_story() -> (Vec<Task>, Faults) {
    use ErrorLabel as L;
    let label = |label| Some(Fault::Label(label));
    let live = [
        ("well", "extract-people", vec![]),
        ("hiccup", "extract-people", vec![label(L::LkError), label(L::NoDataLoaded)]),
        ("timeout", "extract-people", vec![label(L::Lk524)]),
        ("proxy", "extract-people", vec![Some(Fault::Html), Some(Fault::Empty)]),
        ("cut", "extract-people", vec![Some(Fault::Cut)]),
        ("slow", "extract-people", vec![Some(Fault::Slow)]),
        ("silent", "extract-people", vec![Some(Fault::Silent)]),
        ("nobody", "extract-people", vec![label(L::NoResult)]),
        ("field", "extract-people", vec![label(L::UndefinedField)]),
        ("typo", "extract-people", vec![label(L::BadInput)]),
        ("unlisted", "extract-people", vec![Some(Fault::Unlisted)]),
        ("stubborn", "extract-people", vec![label(L::GenericError); 9]),
        ("message-1", "send-message", vec![]),
        ("message-2", "send-message", vec![]),
        ("message-3", "send-message", vec![]),
        ("message-4", "send-message", vec![]),
        ("message-5", "send-message", vec![]),
        ("doubt", "send-note", vec![label(L::LkError)]),
        ("hung-up", "send-note", vec![Some(Fault::Silent)]),
        ("too-many", "send-note", vec![label(L::Status429)]),
        ("conflict", "send-lead", vec![label(L::SnConflict)]),
        ("broke", "send-lead", vec![label(L::LkInmailNotEnoughCredit)]),
    ];
    let mut faults = Faults::by_chance(1, 0);
    let mut tasks = Vec::new();
    for (name, action, script) in live {
        faults = faults.script(name, script);
        tasks.push(Task::live(name, action));
    }
    for (name, script) in
        [("later-1", vec![]), ("later-2", vec![]), ("later-3", vec![label(L::NotConnected)])]
    {
        faults = faults.script(name, script);
        tasks.push(Task::asynchronous(name, "connect-profile"));
    }
    faults = faults.script("later-2", [label(L::LimitReached)]);
    (tasks, faults)
}

#[tokio::main]
async fn main() -> Result<ExitCode, Box<dyn Error>> {
    let clock = VirtualClock::new();
    let (tasks, faults) = tell_story();
    let mut options = WorldOptions::default();
    options.faults = faults;
    options.daily_limit_of.insert("send-message".to_owned(), 2);
    options.plan_limit = 20;
    let world = World::start(options, &clock).await?;
    let worker = Worker::new(&world, &clock, &["ada", "bob"], Duration::from_millis(500))?;
    let tasks = worker.run(tasks, 1).await?;
    let right = print_report(&tasks, &world.ledger());
    Ok(if right { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
