//! What processes learn of each other.

use std::process::Command;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant, SystemTime};

use edges_errors::RateLimit;
use edges_errors::retry::Moment;
use edges_errors_redis::RedisStore;
use libtest_mimic::Trial;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use tokio::task::JoinSet;

use crate::server::Server;
use crate::{MINUTE, SECRET, ask, ask_anew, close, open, start, trial, visit};

/// The server counts in milliseconds, and each of us rounds up.
const ROUNDING: Duration = Duration::from_millis(3);

const SECOND: Duration = Duration::from_secs(1);

const OTHER_PROCESS: &str = "EDGES_ERRORS_REDIS_CLOSES";

pub(crate) fn trials() -> Vec<Trial> {
    vec![
        trial("two_processes_share_a_closing", two_processes_share_a_closing),
        trial("a_closing_only_lengthens_whoever_races", a_closing_only_lengthens_whoever_races),
        trial("an_entry_goes_by_itself_and_not_too_early", an_entry_goes_by_itself_and_not_too_early),
        trial("the_longest_wait_is_kept", the_longest_wait_is_kept),
        trial("all_limits_of_a_request_are_asked_for_at_once", all_limits_of_a_request_are_asked_for_at_once),
        trial("the_clocks_of_processes_play_no_part", the_clocks_of_processes_play_no_part),
        trial("keys_and_values_hold_no_subject", keys_and_values_hold_no_subject),
        trial(
            "who_has_another_secret_or_prefix_shares_nothing",
            who_has_another_secret_or_prefix_shares_nothing,
        ),
        trial("the_user_needs_three_commands", the_user_needs_three_commands),
    ]
}

/// Returns a prefix that no other test has.
fn own_prefix() -> String {
    static TESTS: AtomicU64 = AtomicU64::new(0);
    format!("test-{}-{}:", std::process::id(), TESTS.fetch_add(1, Ordering::Relaxed))
}

/// Returns a store on the server that all tests share, with a connection of its own.
fn shared(prefix: &str) -> RedisStore {
    open(&std::env::var("REDIS_URL").unwrap()).prefix(prefix)
}

pub(crate) fn is_other_process() -> bool {
    std::env::var_os(OTHER_PROCESS).is_some()
}

/// What the other process does: it learns of a limit, and ends.
#[tokio::main]
pub(crate) async fn run_other_process() {
    let store = shared(&std::env::var(OTHER_PROCESS).unwrap());
    close(&start(&store), "ada", MINUTE).await;
    assert_eq!(store.counts().failed(), 0, "{:?}", store.counts());
}

async fn two_processes_share_a_closing() {
    let prefix = own_prefix();
    let store = shared(&prefix);
    assert_eq!(ask_anew(&store, "ada").await, None);
    let closed = Instant::now();
    let other = Command::new(std::env::current_exe().unwrap()).env(OTHER_PROCESS, &prefix).status().unwrap();
    assert!(other.success());
    let wait = ask_anew(&store, "ada").await.unwrap();
    assert!(wait <= MINUTE + SECOND && wait >= MINUTE - closed.elapsed(), "{wait:?}");
    assert_eq!(ask_anew(&store, "grace").await, None);
    assert_eq!(store.counts().failed(), 0);
}

/// Whoever closes what for how long at the same time: no wait that somebody was told is cut short, and the longest is what is left.
async fn a_closing_only_lengthens_whoever_races() {
    let closings = prop::collection::vec((0..3_u32, 30_000..200_000_u64), 1..40);
    let handle = tokio::runtime::Handle::current();
    tokio::task::spawn_blocking(move || {
        let mut runner =
            TestRunner::new(Config { cases: 24, failure_persistence: None, ..Config::default() });
        runner.run(&closings, |closings| handle.block_on(race(closings))).unwrap();
    })
    .await
    .unwrap();
}

async fn race(closings: Vec<(u32, u64)>) -> Result<(), TestCaseError> {
    let prefix = own_prefix();
    let (store, other) = (shared(&prefix), shared(&prefix));
    let begin = Instant::now();
    let mut tasks = JoinSet::new();
    for (place, (identity, wait)) in closings.iter().copied().enumerate() {
        let (closing, asking) = if place % 2 == 0 { (&store, &other) } else { (&other, &store) };
        let (closing, asking) = (closing.clone(), asking.clone());
        tasks.spawn(async move {
            let (identity, wait, closed) =
                (identity.to_string(), Duration::from_millis(wait), Instant::now());
            close(&start(&closing), &identity, wait).await;
            let left = ask_anew(&asking, &identity).await.unwrap_or_default();
            (left >= wait.saturating_sub(closed.elapsed())).then_some(()).ok_or((wait, left))
        });
    }
    while let Some(task) = tasks.join_next().await {
        prop_assert_eq!(task.unwrap(), Ok(()));
    }
    for identity in 0..3 {
        let waits = closings.iter().filter(|(other, _)| *other == identity);
        let longest = waits.map(|(_, wait)| Duration::from_millis(*wait)).max();
        let asked = Instant::now();
        let left = ask_anew(&store, &identity.to_string()).await;
        let passed = asked.elapsed();
        prop_assert_eq!(left.is_some(), longest.is_some());
        if let (Some(left), Some(longest)) = (left, longest) {
            prop_assert!(
                left <= longest + passed + ROUNDING && left >= longest - begin.elapsed(),
                "{:?} of {:?}",
                left,
                longest
            );
        }
    }
    prop_assert_eq!(store.counts().failed(), 0);
    Ok(())
}

async fn an_entry_goes_by_itself_and_not_too_early() {
    let server = Server::start();
    let store = open(&server.url());
    for wait in [Duration::from_micros(1), Duration::from_micros(40_500), Duration::from_millis(300)] {
        let closed = Instant::now();
        close(&start(&store), "ada", wait).await;
        while let Some(left) = ask_anew(&store, "ada").await {
            tokio::time::sleep(left.min(Duration::from_millis(50))).await;
        }
        assert!(closed.elapsed() >= wait, "{:?} of {wait:?}", closed.elapsed());
        assert!(closed.elapsed() < wait + Duration::from_secs(2), "{:?} of {wait:?}", closed.elapsed());
        assert!(server.keys().await.is_empty());
    }
    assert_eq!((store.counts().failed(), store.counts().foreign), (0, 0));
}

async fn the_longest_wait_is_kept() {
    let store = shared(&own_prefix());
    let longest = 45 * 24 * 60 * MINUTE;
    close(&start(&store), "ada", Duration::MAX).await;
    let left = ask_anew(&store, "ada").await.unwrap();
    assert!(left <= longest && left > longest - MINUTE, "{left:?}");
    assert_eq!((store.counts().failed(), store.counts().foreign), (0, 0));
}

async fn all_limits_of_a_request_are_asked_for_at_once() {
    let store = shared(&own_prefix());
    let context = visit("ada");
    for (limit, wait) in [(RateLimit::LinkedInGuard, MINUTE), (RateLimit::LinkedIn, MINUTE * 2)] {
        start(&store).close(&context, limit, wait, Moment::now()).await;
        let closed = start(&store).ask(&context, Moment::now()).await.unwrap();
        assert_eq!(closed.limit(), limit);
    }
    assert_eq!(store.counts().answered, 4);
}

async fn the_clocks_of_processes_play_no_part() {
    let store = shared(&own_prefix());
    let day = Duration::from_secs(86_400);
    let at = |wall: SystemTime| Moment { wall, monotonic: Instant::now() };
    let (early, late) = (at(SystemTime::now() - 3 * day), at(SystemTime::now() + 3 * day));
    start(&store).close(&visit("ada"), RateLimit::LinkedIn, MINUTE, early).await;
    start(&store).close(&visit("grace"), RateLimit::LinkedIn, MINUTE, late).await;
    for identity in ["ada", "grace"] {
        for now in [early, late] {
            let wait = start(&store).ask(&visit(identity), now).await.unwrap().wait();
            assert!(wait <= MINUTE + SECOND && wait > MINUTE / 2, "{wait:?}");
        }
    }
}

async fn keys_and_values_hold_no_subject() {
    let server = Server::start();
    let store = open(&server.url());
    for identity in ["ada@example.org", "grace", "\r\nDEL x\r\n"] {
        close(&start(&store), identity, MINUTE).await;
        assert!(ask_anew(&store, identity).await.is_some());
    }
    let keys = server.keys().await;
    assert_eq!(keys.len(), 3);
    for key in keys {
        let hash = key.strip_prefix("edges-errors:").unwrap();
        assert!(hash.len() == 32 && hash.bytes().all(|byte| byte.is_ascii_hexdigit()), "{key}");
        assert_eq!(server.send::<String>(&format!("GET {key}")).await, "");
    }
}

async fn who_has_another_secret_or_prefix_shares_nothing() {
    let prefix = own_prefix();
    let store = shared(&prefix);
    close(&start(&store), "ada", MINUTE).await;
    let url = std::env::var("REDIS_URL").unwrap();
    let other = |secret: &str, prefix: &str| RedisStore::open(&url, secret).unwrap().prefix(prefix);
    assert_eq!(ask_anew(&other(&SECRET.replace("two", "six"), &prefix), "ada").await, None);
    assert_eq!(ask_anew(&other(SECRET, "test-other:"), "ada").await, None);
    assert!(ask_anew(&other(SECRET, &prefix), "ada").await.is_some());
}

async fn the_user_needs_three_commands() {
    let server = Server::start();
    let () = server
        .send("ACL SETUSER worker on >password resetkeys ~edges-errors:* nocommands +pttl +eval +set")
        .await;
    let store = open(&server.url().replace("//", "//worker:password@"));
    close(&start(&store), "ada", MINUTE).await;
    assert!(ask_anew(&store, "ada").await.is_some());
    assert_eq!(store.counts().failed(), 0);
    // A prefix that this user may not write.
    let store = store.prefix("other:");
    let cooldowns = start(&store);
    close(&cooldowns, "ada", MINUTE).await;
    assert_eq!((store.counts().failed(), store.counts().refused), (1, 1));
    assert!(ask(&cooldowns, "ada").await.is_some(), "what a process has learned itself it knows");
}
