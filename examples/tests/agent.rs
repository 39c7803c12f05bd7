//! One step of a task at a time, with what becomes of the task.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::sync::Arc;
use std::time::Duration;

use edges_errors::ErrorLabel;
use edges_errors::cooldowns::Cooldowns;
use edges_errors::retry::{Clock as _, Progress, RetryPlan};
use edges_errors_testkit::{Fault, Faults, VirtualClock, World, WorldOptions};
use examples::worker::{Agent, AgentOptions, Next, Outcome, Task};

/// An agent of two identities that waits for nothing by itself, and a world where `t` goes wrong once.
async fn start(fault: Fault, clock: &VirtualClock) -> (Agent, World) {
    let mut options = WorldOptions::default();
    options.faults = Faults::none().script("t", [Some(fault)]);
    let world = World::start(options, clock).await.unwrap();
    let agent = Agent::new(AgentOptions {
        api: world.base_url(),
        identities: vec!["ada".to_owned(), "bob".to_owned()],
        client: reqwest::Client::builder().no_proxy().build().unwrap(),
        before_sending: None,
        cooldowns: Cooldowns::new(),
        plan: RetryPlan::default().max_inline_wait(Duration::ZERO),
        clock: Arc::new(clock.clone()),
    });
    (agent, world)
}

#[tokio::test]
async fn a_limit_is_one_identitys_and_another_takes_the_task_at_once() {
    let clock = VirtualClock::new();
    let (agent, world) = start(Fault::Label(ErrorLabel::LimitReached), &clock).await;
    let mut task = Task::live("t", "send-message");
    assert_eq!(agent.work(&mut task, "").await.unwrap(), Next::PutBack(clock.now().wall));
    assert_eq!(agent.work(&mut task, "").await.unwrap(), Next::Finish(Outcome::Done));
    assert_eq!(task.identity, "bob");
    assert_eq!(world.ledger().totals().early, 0);
}

#[tokio::test]
async fn what_is_no_limits_doing_waits_whoever_is_free() {
    let clock = VirtualClock::new();
    for fault in [Fault::Label(ErrorLabel::LkError), Fault::Html, Fault::Cut] {
        let (agent, _world) = start(fault, &clock).await;
        let mut task = Task::live("t", "extract-people");
        let next = agent.work(&mut task, "").await.unwrap();
        assert!(matches!(next, Next::PutBack(time) if time > clock.now().wall), "{fault:?}: {next:?}");
        assert_eq!(task.progress.attempts, 1);
    }
}

#[tokio::test]
async fn what_could_not_be_sent_waits_until_the_api_is_up_and_counts_anew() {
    let clock = VirtualClock::new();
    let nobody = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let agent = Agent::new(AgentOptions {
        api: format!("http://{nobody}"),
        identities: vec!["ada".to_owned()],
        client: reqwest::Client::builder().no_proxy().build().unwrap(),
        before_sending: None,
        cooldowns: Cooldowns::new(),
        plan: RetryPlan::default().max_attempts(1),
        clock: Arc::new(clock.clone()),
    });
    let mut message = Task::live("m", "send-message");
    let next = agent.work(&mut message, "").await.unwrap();
    assert!(matches!(next, Next::PutBack(time) if time > clock.now().wall), "{next:?}");
    assert_eq!((message.progress, message.events.len()), (Progress::default(), 1));
}

#[tokio::test]
async fn work_that_its_process_died_over_is_looked_at_if_it_may_not_be_repeated() {
    let clock = VirtualClock::new();
    let (agent, _world) = start(Fault::Html, &clock).await;
    let mut message = Task::live("m", "send-message");
    assert_eq!(agent.recover(&mut message), Next::Finish(Outcome::LookFirst));
    let mut search = Task::live("s", "extract-people");
    assert!(matches!(agent.recover(&mut search), Next::PutBack(time) if time > clock.now().wall));
    assert_eq!(search.progress.attempts, 1);
}
