//! What it costs to ask a store that processes share, beside the same commands of the redis crate alone.
//!
//! `tests/servers redis -- cargo run --release -p benches --bin redis` (or `just bench-redis`)

use std::error::Error;
use std::time::{Duration, Instant};

use edges_errors::cooldowns::Cooldowns;
use edges_errors::retry::{Moment, RequestContext};
use edges_errors::{RateLimit, Subject};
use edges_errors_redis::RedisStore;
use futures_util::future::try_join_all;
use redis::aio::ConnectionManager;

/// In each round each row has its turn, so that whatever else the machine does meets them all.
const ROUNDS: usize = 100;
const CALLS: usize = 100;

/// The calls that are made at the same time, over one connection.
const AT_ONCE: usize = 64;

const HOUR: Duration = Duration::from_secs(3600);

type Failed = Box<dyn Error + Send + Sync>;

#[derive(Clone, Copy)]
enum Row {
    NoStore,
    LocalCopy,
    AskStore,
    ThreePttl,
    CloseInStore,
    SetPx,
}

impl Row {
    const ALL: [Self; 6] =
        [Self::NoStore, Self::LocalCopy, Self::AskStore, Self::ThreePttl, Self::CloseInStore, Self::SetPx];

    fn name(self) -> &'static str {
        match self {
            Self::NoStore => "ask, nothing closed, no store",
            Self::LocalCopy => "ask, closed in the local copy",
            Self::AskStore => "ask, the store for three limits",
            Self::ThreePttl => "  redis alone: three PTTL",
            Self::CloseInStore => "close, in the store too",
            Self::SetPx => "  redis alone: SET PX",
        }
    }
}

#[derive(Default)]
struct Times {
    /// Of each call.
    single: Vec<Duration>,
    /// Of each round of calls at once, for each of its calls.
    at_once: Vec<Duration>,
}

struct Bench {
    empty: Cooldowns,
    alone: Cooldowns,
    shared: Cooldowns,
    manager: ConnectionManager,
    open: RequestContext,
    closed: RequestContext,
}

#[tokio::main]
async fn main() -> Result<(), Failed> {
    let url = std::env::var("REDIS_URL").map_err(|_| "REDIS_URL is not set; `just bench-redis` sets it")?;
    let store = RedisStore::open(&url, "a secret of thirty-two characters")?.time_limit(HOUR);
    let bench = Bench {
        empty: Cooldowns::new(),
        alone: Cooldowns::new(),
        shared: Cooldowns::new().store(store.clone()),
        manager: ConnectionManager::new(redis::Client::open(url)?).await?,
        open: request("ada"),
        closed: request("grace"),
    };
    bench.alone.close(&bench.closed, RateLimit::LinkedIn, HOUR, Moment::now()).await;
    let mut times = Row::ALL.map(|row| (row, Times::default()));
    for _ in 0..ROUNDS {
        for (row, times) in &mut times {
            bench.measure(*row, times).await?;
        }
    }
    if store.counts().failed() > 0 {
        return Err(format!("the store has failed: {:?}", store.counts()).into());
    }
    println!("{:<36}{:>10}{:>10}{:>14}", "microseconds", "median", "90 %", "64 at once");
    for (row, Times { mut single, mut at_once }) in times {
        let [median, most] = [5, 9].map(|tenths| quantile(&mut single, tenths));
        println!("{:<36}{median:>10.1}{most:>10.1}{:>14.1}", row.name(), quantile(&mut at_once, 5));
    }
    Ok(())
}

impl Bench {
    async fn measure(&self, row: Row, times: &mut Times) -> Result<(), Failed> {
        for _ in 0..CALLS {
            let begin = Instant::now();
            self.call(row).await?;
            times.single.push(begin.elapsed());
        }
        let begin = Instant::now();
        try_join_all((0..AT_ONCE).map(|_| self.call(row))).await?;
        times.at_once.push(begin.elapsed() / u32::try_from(AT_ONCE)?);
        Ok(())
    }

    async fn call(&self, row: Row) -> Result<(), Failed> {
        let now = Moment::now();
        let mut manager = self.manager.clone();
        match row {
            Row::NoStore => expect(self.empty.ask(&self.open, now).await.is_none()),
            Row::LocalCopy => expect(self.alone.ask(&self.closed, now).await.is_some()),
            Row::AskStore => expect(self.shared.ask(&self.open, now).await.is_none()),
            Row::ThreePttl => {
                let mut commands = redis::pipe();
                commands.cmd("PTTL").arg("first").cmd("PTTL").arg("second").cmd("PTTL").arg("third");
                expect(commands.query_async::<Vec<i64>>(&mut manager).await?.len() == 3)
            }
            Row::CloseInStore => {
                self.shared.close(&self.closed, RateLimit::LinkedIn, HOUR, now).await;
                Ok(())
            }
            Row::SetPx => {
                let mut command = redis::cmd("SET");
                command.arg("key").arg("").arg("PX").arg(HOUR.as_secs() * 1000);
                Ok(command.query_async(&mut manager).await?)
            }
        }
    }
}

fn expect(is_so: bool) -> Result<(), Failed> {
    if is_so { Ok(()) } else { Err("the answer is not the one that is measured".into()) }
}

fn request(identity: &str) -> RequestContext {
    RequestContext::new("POST")
        .subject(Subject::Workspace, "acme")
        .subject(Subject::Identity, identity)
        .subject(Subject::Action, "linkedin-visit-profile")
}

/// Returns the time, in microseconds, within which so many tenths of the calls were done.
fn quantile(times: &mut [Duration], tenths: usize) -> f64 {
    times.sort_unstable();
    times.get(times.len() * tenths / 10).map_or(f64::NAN, |time| time.as_secs_f64() * 1e6)
}
