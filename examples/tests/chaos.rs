//! The worker against 10,000 tasks and everything that can go wrong, judged by what the API counted.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::collections::BTreeSet;
use std::time::Duration;

use edges_errors_testkit::{Fault, Faults, Totals, VirtualClock, World, WorldOptions};
use examples::worker::{Outcome, Task, Worker, count_lost};

/// Every kind of task; each third one's result comes as a callback.
fn make_tasks(count: usize) -> Vec<Task> {
    let actions = ["extract-people", "send-message", "visit-profile", "connect-profile"];
    let make = |number: usize| {
        let (name, action) = (format!("t{number:05}"), actions[number % actions.len()]);
        if number.is_multiple_of(3) { Task::asynchronous(&name, action) } else { Task::live(&name, action) }
    };
    (0..count).map(make).collect()
}

async fn start_world(seed: u64, share: u64, clock: &VirtualClock) -> World {
    let mut options = WorldOptions::default();
    options.faults = Faults::by_chance(seed, share);
    options.daily_limit = 200;
    options.plan_limit = 1_000;
    World::start(options, clock).await.unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_is_lost_nothing_is_done_twice_and_no_wait_is_cut_short() {
    let seed = std::env::var("CHAOS_SEED").map_or(20_261_124, |seed| seed.parse().unwrap());
    println!("CHAOS_SEED={seed}");
    let clock = VirtualClock::new();
    let world = start_world(seed, 250, &clock).await;
    let worker =
        Worker::new(&world, &clock, &["ada", "bob", "cyd", "dan", "eve"], Duration::from_secs(2)).unwrap();
    let tasks = worker.run(make_tasks(10_000), 16).await.unwrap();
    let ledger = world.ledger();

    let Totals { tasks: begun, requests, repeated, early, .. } = ledger.totals();
    assert_eq!((tasks.len(), begun, count_lost(&tasks, &ledger)), (10_000, 10_000, 0));
    assert_eq!((repeated, early), (0, 0));
    assert!(requests > 10_300, "{requests}: what may be sent again is");

    let again = Some(Outcome::GivenUp("start it again later".to_owned()));
    // What the worker believes the API did.
    for task in &tasks {
        let record = ledger.task(&task.name).unwrap();
        if task.outcome == Some(Outcome::Done) {
            assert!(record.done > 0, "{task:?} {record:?}");
        }
        // What may have been done is nobody's to send again.
        assert!(task.is_repeatable() || task.outcome != again, "{task:?}");
    }

    // And it was a test: everything went wrong that can, and every decision was made.
    let met: BTreeSet<&str> = ledger.answers.keys().map(String::as_str).collect();
    let all = Fault::all().map(Fault::name).chain(["ok", "plan limit"]).collect::<BTreeSet<_>>();
    assert_eq!(met, all);
    let actions: BTreeSet<&str> =
        tasks.iter().flat_map(|task| &task.events).map(|event| event.action).collect();
    assert_eq!(actions, BTreeSet::from(["retry", "defer", "await", "stop"]));
}

/// What clients do that are written by hand: the same request again after whatever is not 2xx, at once.
#[tokio::test]
async fn the_api_sees_what_a_careless_client_does() {
    let clock = VirtualClock::new();
    let world = start_world(1, 600, &clock).await;
    let client = reqwest::Client::builder().no_proxy().timeout(Duration::from_millis(200)).build().unwrap();
    for number in 0..200 {
        for _ in 0..3 {
            let request = client
                .post(world.url("ada", "send-message", "run/live"))
                .header("content-type", "application/json")
                .body(format!(r#"{{"task":"t{number}"}}"#));
            if request.send().await.is_ok_and(|answer| answer.status().is_success()) {
                break;
            }
        }
    }
    let ledger = world.ledger();
    let totals = ledger.totals();
    assert!(totals.repeated > 0 && totals.early > 0, "{totals:?}");
    assert_eq!(count_lost(&[], &ledger), 200, "nobody said how they ended");
}
