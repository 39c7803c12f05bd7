//! What becomes of requests when the server is in trouble: they are less careful, and none is held up or lost.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use edges_errors_redis::RedisStore;
use libtest_mimic::Trial;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;
use tokio::task::JoinSet;

use crate::proxy::Proxy;
use crate::server::{Server, find_port};
use crate::{MINUTE, SECRET, ask, ask_anew, close, open, start, trial};

const LIMIT: Duration = Duration::from_millis(200);

/// How much later than at its limit a call returns, on a machine with much else to do.
const SLACK: Duration = Duration::from_secs(2);

/// How long it may take until a store is well again: longer than a connection is kept that is of no use.
const RECOVERY: Duration = Duration::from_secs(15);

pub(crate) fn trials() -> Vec<Trial> {
    vec![
        trial("killed_and_restarted_in_mid_flight", killed_and_restarted_in_mid_flight),
        trial("a_restart_between_two_calls_costs_neither", a_restart_between_two_calls_costs_neither),
        trial("nobody_there_at_the_start", nobody_there_at_the_start),
        trial("slower_than_the_time_limit", slower_than_the_time_limit),
        trial("cut_off_without_a_word", cut_off_without_a_word),
        trial("a_runtime_that_is_gone", a_runtime_that_is_gone),
        trial("flushed", flushed),
        trial("wrong_data_under_a_key", wrong_data_under_a_key),
        trial("a_replica_refuses_to_close", a_replica_refuses_to_close),
        trial("a_password_that_becomes_right", a_password_that_becomes_right),
        trial("another_kind_of_server", another_kind_of_server),
    ]
}

fn hurried(url: &str) -> RedisStore {
    RedisStore::open(url, SECRET).unwrap().time_limit(LIMIT)
}

/// Asks, and checks that it does not take long.
async fn ask_hurried(store: &RedisStore, identity: &str) -> Option<Duration> {
    let asked = Instant::now();
    let answer = ask_anew(store, identity).await;
    assert!(asked.elapsed() < LIMIT + SLACK, "{:?}", asked.elapsed());
    answer
}

/// Asks until the store is well.
async fn recover(store: &RedisStore) {
    let begin = Instant::now();
    let answered = store.counts().answered;
    while store.counts().answered == answered {
        assert!(begin.elapsed() < RECOVERY, "{:?}", store.counts());
        ask_hurried(store, "nobody").await;
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

async fn killed_and_restarted_in_mid_flight() {
    let mut server = Server::start();
    let store = hurried(&server.url());
    let own = start(&store);
    close(&own, "ada", MINUTE).await;
    let asked = Arc::new(AtomicU64::new(0));
    let mut workers = JoinSet::new();
    for _ in 0..16 {
        let (store, asked) = (store.clone(), Arc::clone(&asked));
        workers.spawn(async move {
            loop {
                ask_hurried(&store, "grace").await;
                asked.fetch_add(1, Ordering::Relaxed);
                tokio::time::sleep(Duration::from_millis(1)).await;
            }
        });
    }
    for _ in 0..3 {
        tokio::time::sleep(Duration::from_millis(200)).await;
        server.kill();
        let (before, failed) = (asked.load(Ordering::Relaxed), store.counts().failed());
        tokio::time::sleep(Duration::from_millis(300)).await;
        assert!(asked.load(Ordering::Relaxed) > before + 16, "requests go on while the server is down");
        assert!(store.counts().failed() > failed, "and are counted");
        assert!(ask(&own, "ada").await.is_some(), "what a process has learned itself it knows");
        server.restart();
        recover(&store).await;
        close(&own, "joan", MINUTE).await;
        assert!(ask_hurried(&store, "joan").await.is_some(), "and processes share again");
    }
    assert!(workers.try_join_next().is_none(), "no worker has ended");
}

async fn a_restart_between_two_calls_costs_neither() {
    let mut server = Server::start();
    let store = open(&server.url());
    close(&start(&store), "ada", MINUTE).await;
    server.restart();
    close(&start(&store), "ada", MINUTE).await;
    server.restart();
    assert_eq!(ask_anew(&store, "ada").await, None);
    assert_eq!((store.counts().answered, store.counts().failed()), (3, 0));
}

/// As the tests of a program, each of which has its own, or a command after another.
async fn a_runtime_that_is_gone() {
    let server = Server::start();
    let store = open(&server.url());
    for _ in 0..3 {
        let store = store.clone();
        let run = move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
            runtime.block_on(async {
                close(&start(&store), "ada", MINUTE).await;
                assert!(ask_anew(&store, "ada").await.is_some(), "{:?}", store.counts());
            });
        };
        std::thread::spawn(run).join().unwrap();
    }
    assert_eq!((store.counts().answered, store.counts().failed()), (6, 0), "{:?}", store.counts());
}

async fn nobody_there_at_the_start() {
    let port = find_port();
    let store = hurried(&format!("redis://127.0.0.1:{port}"));
    let cooldowns = start(&store);
    close(&cooldowns, "ada", MINUTE).await;
    assert!(ask(&cooldowns, "ada").await.is_some());
    assert_eq!(ask_hurried(&store, "ada").await, None);
    assert_eq!((store.counts().unreachable, store.counts().failed()), (2, 2));
    assert_eq!(cooldowns.store_failures(), 1);
    let _server = Server::start_on(port);
    recover(&store).await;
    close(&cooldowns, "ada", MINUTE).await;
    assert!(ask_hurried(&store, "ada").await.is_some());
}

async fn slower_than_the_time_limit() {
    let server = Server::start();
    let proxy = Proxy::before(server.port()).await;
    let store = hurried(&proxy.url());
    close(&start(&store), "ada", MINUTE).await;
    recover(&store).await;
    assert!(ask_hurried(&store, "ada").await.is_some());

    proxy.delay(LIMIT);
    for _ in 0..4 {
        assert_eq!(ask_hurried(&store, "ada").await, None);
    }
    assert_eq!((store.counts().timed_out, store.counts().failed()), (4, 4));

    // The answers that come late are nobody's.
    proxy.delay(Duration::ZERO);
    recover(&store).await;
    assert_eq!(ask_hurried(&store, "grace").await, None);
    assert!(ask_hurried(&store, "ada").await.is_some());
}

async fn cut_off_without_a_word() {
    let server = Server::start();
    let proxy = Proxy::before(server.port()).await;
    let store = hurried(&proxy.url());
    recover(&store).await;
    proxy.cut_off();
    assert_eq!(ask_hurried(&store, "ada").await, None);
    assert_eq!(store.counts().timed_out, 1);
    recover(&store).await;
    assert_eq!(store.counts().timed_out, store.counts().failed());
}

async fn flushed() {
    let server = Server::start();
    let store = open(&server.url());
    let (one, other) = (start(&store), start(&store));
    close(&one, "ada", MINUTE).await;
    let () = server.send("FLUSHALL").await;
    let () = server.send("SCRIPT FLUSH").await;
    assert!(ask(&one, "ada").await.is_some(), "what a process has learned itself it knows");
    assert_eq!(ask(&other, "ada").await, None);
    close(&other, "ada", MINUTE).await;
    assert!(ask_anew(&store, "ada").await.is_some());
    assert_eq!(store.counts().failed(), 0);
}

async fn wrong_data_under_a_key() {
    let server = Server::start();
    let store = open(&server.url());
    close(&start(&store), "ada", MINUTE).await;
    let [key] = &server.keys().await[..] else { panic!("one key") };
    let spoil = [
        format!("SET {key} forever"),
        format!("SET {key} long PX {}", 46 * 86_400_000_u64),
        format!("SET {key} longest PX {}", i64::MAX / 2),
        format!("HSET {key} a hash"),
    ];
    for (foreign, command) in (1..).zip(&spoil) {
        let () = server.send(&format!("DEL {key}")).await;
        let () = server.send(command).await;
        assert_eq!(ask_anew(&store, "ada").await, None, "{command}");
        assert_eq!(store.counts().foreign, foreign, "{command}");
        close(&start(&store), "ada", MINUTE).await;
        assert!(ask_anew(&store, "ada").await.unwrap() <= MINUTE * 2, "{command}");
    }
    assert_eq!(store.counts().failed(), 0);
}

/// After a failover, or where the URL names a replica.
async fn a_replica_refuses_to_close() {
    let server = Server::start();
    let store = hurried(&server.url());
    close(&start(&store), "ada", MINUTE).await;
    let () = server.send("REPLICAOF 127.0.0.1 1").await;
    let cooldowns = start(&store);
    close(&cooldowns, "grace", MINUTE).await;
    assert_eq!((store.counts().refused, store.counts().failed()), (1, 1));
    assert!(ask(&cooldowns, "grace").await.is_some());
    assert!(ask_hurried(&store, "ada").await.is_some(), "it still answers");
    let () = server.send("REPLICAOF NO ONE").await;
    close(&cooldowns, "grace", MINUTE).await;
    assert!(ask_hurried(&store, "grace").await.is_some());
}

/// The connection manager would keep for ever that it was not let in.
async fn a_password_that_becomes_right() {
    let server = Server::start();
    let () = server.send("ACL SETUSER worker on >old ~* +@all").await;
    let store = hurried(&server.url().replace("//", "//worker:new@"));
    assert_eq!(ask_hurried(&store, "ada").await, None);
    assert_eq!((store.counts().refused, store.counts().failed()), (1, 1));
    let () = server.send("ACL SETUSER worker >new").await;
    recover(&store).await;
}

async fn another_kind_of_server() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("redis://{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        while let Ok((mut client, _)) = listener.accept().await {
            tokio::spawn(async move {
                let _ = client.read(&mut [0; 1024]).await;
                let _ = client.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n").await;
            });
        }
    });
    let store = hurried(&url);
    for _ in 0..5 {
        assert_eq!(ask_hurried(&store, "ada").await, None);
    }
    assert_eq!((store.counts().answered, store.counts().failed()), (0, 5));
}
