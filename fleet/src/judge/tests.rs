//! Workers that break a rule each, and what the judge says of them.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::sync::Arc;
use std::time::Duration;

use edges_errors::ErrorLabel;
use edges_errors::cooldowns::Cooldowns;
use edges_errors::retry::RetryPlan;
use edges_errors_testkit::{Fault, Faults, VirtualClock, World, WorldOptions};
use examples::worker::{Agent, AgentOptions, Next, Outcome, Task};

use super::*;

/// A world in which the task `t` goes wrong in these ways, and processes that work on it one after the other.
struct Story {
    world: World,
    clock: VirtualClock,
    processes: u64,
}

impl Story {
    async fn begin(faults: impl IntoIterator<Item = Fault>) -> Self {
        let clock = VirtualClock::new();
        let mut options = WorldOptions::default();
        options.faults = Faults::none().script("t", faults.into_iter().map(Some));
        let world = World::start(options, &clock).await.unwrap();
        Self { world, clock, processes: 0 }
    }

    /// A process that knows nothing of what others have learned.
    fn start_process(&mut self) -> Agent {
        self.processes += 1;
        let client = reqwest::Client::builder().no_proxy().timeout(Duration::from_millis(200));
        Agent::new(AgentOptions {
            api: self.world.base_url(),
            identities: vec!["ada".to_owned()],
            client: client.user_agent(self.process()).build().unwrap(),
            before_sending: None,
            cooldowns: Cooldowns::new(),
            plan: RetryPlan::default().max_inline_wait(Duration::ZERO),
            clock: Arc::new(self.clock.clone()),
        })
    }

    fn process(&self) -> String {
        format!("process-{}", self.processes)
    }

    fn judge(&self, task: &Task, next: &Next, set_aside: bool) -> Verdict {
        let outcome = match next {
            Next::Finish(outcome) => Some(outcome.to_string()),
            Next::PutBack(_) | Next::CalledBack { .. } => None,
        };
        let end = End { name: task.name.clone(), action: task.action.clone(), outcome, set_aside };
        Verdict::of(&["t".to_owned()], &[end], &self.world.ledger())
    }
}

fn broken(verdict: &Verdict) -> Vec<&str> {
    let Verdict { lost, repeated, early, needlessly_set_aside } = verdict;
    let promises = [
        ("lost", lost),
        ("repeated", repeated),
        ("early", early),
        ("needlessly set aside", needlessly_set_aside),
    ];
    promises.into_iter().filter(|(_, tasks)| !tasks.is_empty()).map(|(promise, _)| promise).collect()
}

#[tokio::test]
async fn without_the_mark_a_message_is_sent_twice() {
    let mut story = Story::begin([]).await;
    let mut task = Task::live("t", "send-message");
    // The process dies before it can write down what came of it.
    story.start_process().work(&mut task, "").await.unwrap();
    let mut marked = Task::live("t", "send-message");
    let next = story.start_process().recover(&mut marked);
    assert_eq!(next, Next::Finish(Outcome::LookFirst));
    assert_eq!(broken(&story.judge(&marked, &next, true)), [""; 0]);
    // Its successor finds no mark.
    let next = story.start_process().work(&mut task, "").await.unwrap();
    assert_eq!(broken(&story.judge(&task, &next, false)), ["repeated"]);
}

#[tokio::test]
async fn what_is_in_doubt_and_sent_again_is_done_twice() {
    // Of these no answer comes, and some follow the work.
    let mut story = Story::begin([Fault::Silent; 3]).await;
    let process = story.start_process();
    let mut task = Task::live("t", "send-message");
    let mut next = process.work(&mut task, "").await.unwrap();
    assert_eq!(next, Next::Finish(Outcome::LookFirst));
    assert_eq!(broken(&story.judge(&task, &next, false)), [""; 0]);
    while next == Next::Finish(Outcome::LookFirst) {
        next = process.work(&mut task, "").await.unwrap();
    }
    assert_eq!(next, Next::Finish(Outcome::Done));
    assert_eq!(broken(&story.judge(&task, &next, false)), ["repeated"]);
}

#[tokio::test]
async fn what_is_sent_before_its_time_is_early() {
    let mut story = Story::begin([Fault::Label(ErrorLabel::LimitReached)]).await;
    let mut task = Task::live("t", "send-message");
    let next = story.start_process().work(&mut task, "").await.unwrap();
    assert!(matches!(next, Next::PutBack(_)), "{next:?}");
    // The queue hands it out at once, and what the first process learned is not shared.
    let next = story.start_process().work(&mut task, "").await.unwrap();
    assert_eq!(broken(&story.judge(&task, &next, false)), ["early"]);
}

#[tokio::test]
async fn a_wait_that_died_with_its_process_is_cut_short_by_nobody() {
    let mut story = Story::begin([Fault::Label(ErrorLabel::LimitReached)]).await;
    let mut task = Task::live("t", "extract-people");
    story.start_process().work(&mut task, "").await.unwrap();
    story.world.bury(&story.process(), &["t".to_owned()]);
    let next = story.start_process().work(&mut task, "").await.unwrap();
    assert_eq!(broken(&story.judge(&task, &next, false)), [""; 0]);
}

#[tokio::test]
async fn what_has_no_end_or_a_false_one_is_lost() {
    let mut story = Story::begin([]).await;
    let task = Task::live("t", "send-message");
    let done = Next::Finish(Outcome::Done);
    assert_eq!(broken(&story.judge(&task, &done, false)), ["lost"], "nobody asked for it");
    assert_eq!(broken(&Verdict::of(&["t".to_owned()], &[], &story.world.ledger())), ["lost"]);
    let next = story.start_process().work(&mut task.clone(), "").await.unwrap();
    assert_eq!(broken(&story.judge(&task, &next, false)), [""; 0]);
    let waits = Next::PutBack(std::time::SystemTime::now());
    assert_eq!(broken(&story.judge(&task, &waits, false)), ["lost"], "it waits for ever");
}

#[tokio::test]
async fn what_the_api_refused_is_not_done_whatever_the_worker_says() {
    let mut story = Story::begin([Fault::Label(ErrorLabel::NotConnected)]).await;
    let mut task = Task::live("t", "send-message");
    let next = story.start_process().work(&mut task, "").await.unwrap();
    assert_eq!(broken(&story.judge(&task, &next, false)), [""; 0]);
    assert_eq!(broken(&story.judge(&task, &Next::Finish(Outcome::Done), false)), ["lost"]);
}

#[tokio::test]
async fn what_may_be_repeated_is_not_set_aside() {
    let mut story = Story::begin([Fault::Html]).await;
    let mut task = Task::live("t", "extract-people");
    story.start_process().work(&mut task, "").await.unwrap();
    let next = Next::Finish(Outcome::LookFirst);
    assert_eq!(broken(&story.judge(&task, &next, true)), ["needlessly set aside"]);
}
