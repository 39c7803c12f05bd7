//! The store beside a real server: `tests/servers redis -- cargo test -p edges-errors-redis`. Without `REDIS_URL` each test is
//! ignored, and says so.

#![allow(clippy::panic, clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod log;
mod proxy;
mod server;
mod sharing;
mod trouble;

use std::future::Future;
use std::time::Duration;

use edges_errors::cooldowns::Cooldowns;
use edges_errors::retry::{Moment, RequestContext};
use edges_errors::{RateLimit, Subject};
use edges_errors_redis::RedisStore;
use libtest_mimic::{Arguments, Completion, Trial};

const SECRET: &str = "a secret of thirty-two characters";

/// Longer than any test takes, and shorter than any wait that it asks for.
const MINUTE: Duration = Duration::from_secs(60);

fn main() {
    if sharing::is_other_process() {
        return sharing::run_other_process();
    }
    let trials = sharing::trials().into_iter().chain(trouble::trials()).chain(log::trials()).collect();
    libtest_mimic::run(&Arguments::from_args(), trials).exit();
}

/// Returns a test that runs where there is a server.
fn trial<T: Future<Output = ()>>(name: &str, test: impl FnOnce() -> T + Send + 'static) -> Trial {
    Trial::ignorable_test(name, move || {
        if std::env::var_os("REDIS_URL").is_none() {
            return Ok(Completion::ignored_with(
                "REDIS_URL is not set, `tests/servers redis -- COMMAND` sets it",
            ));
        }
        if server::find_program().is_none() {
            return Ok(Completion::ignored_with("neither redis-server nor valkey-server is on the PATH"));
        }
        tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?.block_on(test());
        Ok(Completion::Completed)
    })
}

/// Returns a store that waits for a server on a machine with much else to do.
fn open(url: &str) -> RedisStore {
    RedisStore::open(url, SECRET).unwrap().time_limit(Duration::from_secs(5))
}

/// Returns cooldowns that know nothing yet, as those of a process that has just started.
fn start(store: &RedisStore) -> Cooldowns {
    Cooldowns::new().store(store.clone())
}

fn visit(identity: &str) -> RequestContext {
    RequestContext::new("POST")
        .subject(Subject::Identity, identity)
        .subject(Subject::Action, "linkedin-visit")
}

async fn close(cooldowns: &Cooldowns, identity: &str, wait: Duration) {
    cooldowns.close(&visit(identity), RateLimit::LinkedInGuard, wait, Moment::now()).await;
}

/// Returns for how long a limit is closed.
async fn ask(cooldowns: &Cooldowns, identity: &str) -> Option<Duration> {
    cooldowns.ask(&visit(identity), Moment::now()).await.map(|closed| closed.wait())
}

/// Returns for how long a limit is closed, to a process that has just started.
async fn ask_anew(store: &RedisStore, identity: &str) -> Option<Duration> {
    ask(&start(store), identity).await
}
