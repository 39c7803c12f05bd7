//! Cooldowns that processes share through a store.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod support;

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use edges_errors::cooldowns::{Closing, CooldownStore, Cooldowns, LimitKey, StoreFuture, StoreUnavailable};
use edges_errors::{RateLimit, Subject};
use support::*;

mod quotas {
    edges_errors::catalogue!("../catalogues/quotas.toml");
}

/// A store in memory that counts its calls and can be taken down.
#[derive(Clone, Default)]
struct Shared {
    closed: Arc<Mutex<Vec<Entry>>>,
    asked: Arc<AtomicUsize>,
    told: Arc<AtomicUsize>,
    is_down: bool,
}

#[derive(Clone)]
struct Entry {
    key: Vec<u8>,
    wait: Duration,
}

fn bytes(key: &LimitKey<'_>) -> Vec<u8> {
    let mut bytes = Vec::new();
    key.write_to(|part| bytes.extend_from_slice(part));
    bytes
}

impl CooldownStore for Shared {
    fn ask<'a>(&'a self, keys: &'a [LimitKey<'a>]) -> StoreFuture<'a, Vec<Duration>> {
        self.asked.fetch_add(1, Ordering::Relaxed);
        let closed = self.closed.lock().unwrap();
        let wait = |key| closed.iter().filter(|known| known.key == bytes(key)).map(|known| known.wait).max();
        let waits = keys.iter().map(|key| wait(key).unwrap_or_default()).collect();
        let answer = if self.is_down { Err(StoreUnavailable) } else { Ok(waits) };
        Box::pin(std::future::ready(answer))
    }

    fn close<'a>(&'a self, closings: &'a [Closing<'a>]) -> StoreFuture<'a, ()> {
        self.told.fetch_add(1, Ordering::Relaxed);
        let closings = closings.iter().map(|closing| Entry { key: bytes(&closing.key), wait: closing.wait });
        self.closed.lock().unwrap().extend(closings);
        let answer = if self.is_down { Err(StoreUnavailable) } else { Ok(()) };
        Box::pin(std::future::ready(answer))
    }
}

#[tokio::test]
async fn processes_that_share_a_store_learn_from_each_other_in_one_call_each() {
    let (store, now) = (Shared::default(), now());
    let calls = |store: &Shared| (store.asked.load(Ordering::Relaxed), store.told.load(Ordering::Relaxed));
    let processes = [0, 1].map(|_| Cooldowns::new().subject(Subject::Workspace, "acme").store(store.clone()));
    assert!(processes[0].ask(&visit("ada"), now).await.is_none());
    processes[0].learn(&visit("ada"), &reached(90), now).await;
    assert_eq!(calls(&store), (1, 1));
    for _ in 0..3 {
        let found = processes[1].ask(&visit("ada"), now).await.unwrap();
        assert_eq!((found.limit(), found.wait()), (RateLimit::LinkedInGuard, seconds(90)));
    }
    assert_eq!(calls(&store), (2, 1), "what is known to be closed is not asked for again");
    assert!(processes[1].ask_local(&visit("grace"), now).is_none());
    let nothing_named = Cooldowns::new().store(store.clone());
    assert!(nothing_named.ask(&post(), now).await.is_none());
    nothing_named.learn(&post(), &reached(90), now).await;
    nothing_named.learn(&visit("ada"), &labelled("LK_ERROR"), now).await;
    assert_eq!(calls(&store), (2, 1), "what nothing is to be said of is not asked");
}

#[tokio::test]
async fn an_answer_that_uses_limits_up_is_told_in_one_call_and_any_other_in_none() {
    use quotas::{ErrorLabel, Subject::Account};
    let (store, now) = (Shared::default(), now());
    let cooldowns = Cooldowns::<ErrorLabel>::default().store(store.clone());
    let context = post().subject(Account, "acme");
    let told = || store.told.load(Ordering::Relaxed);
    cooldowns.learn_success(&context, [("ratelimit", "\"daily\";r=1;t=90")], now).await;
    cooldowns.learn_success(&post(), [("ratelimit", "\"daily\";r=0;t=90")], now).await;
    assert_eq!(told(), 0);
    let both = [("ratelimit", "\"daily\";r=0;t=90"), ("upload-ratelimit", "r=0;t=30")];
    cooldowns.learn_success(&context, both, now).await;
    assert_eq!((told(), store.closed.lock().unwrap().len()), (1, 2));
    let refused = quotas::QuotasError::from_parts(429, both, r#"{"code":"quota-exceeded"}"#);
    cooldowns.learn(&context, &refused, now).await;
    assert_eq!((told(), store.closed.lock().unwrap().len()), (2, 4), "each limit once");
    let other = Cooldowns::<ErrorLabel>::default().store(store.clone());
    assert_eq!(other.ask(&context, now).await.unwrap().wait(), seconds(90));
}

#[tokio::test]
async fn a_store_that_is_down_stops_nothing_and_is_counted() {
    let (store, now) = (Shared { is_down: true, ..Shared::default() }, now());
    let cooldowns = Cooldowns::new().store(store);
    assert!(cooldowns.ask(&visit("ada"), now).await.is_none());
    cooldowns.learn(&visit("ada"), &reached(90), now).await;
    assert_eq!(cooldowns.store_failures(), 2);
    assert_eq!(
        cooldowns.ask(&visit("ada"), now).await.unwrap().wait(),
        seconds(90),
        "the process itself knows"
    );
}

#[tokio::test]
async fn a_program_may_close_a_limit_and_a_store_may_say_anything() {
    let (store, now) = (Shared::default(), now());
    let cooldowns = Cooldowns::new().store(store.clone());
    cooldowns.close(&visit("ada"), RateLimit::LinkedInGuard, Duration::MAX, now).await;
    let most = seconds(45 * 86_400);
    assert_eq!(store.closed.lock().unwrap().first().unwrap().wait, most);
    store.closed.lock().unwrap().first_mut().unwrap().wait = Duration::MAX;
    let other = Cooldowns::new().store(store);
    assert_eq!(other.ask(&visit("ada"), now).await.unwrap().wait(), most);
    assert_eq!(other.ask_local(&visit("ada"), now).unwrap().wait(), most);
}
