//! The store.

use core::fmt::{self, Debug, Display, Formatter};
use std::error::Error;
use std::sync::Arc;
use std::time::{Duration, Instant};

use edges_errors::cooldowns::{Closing, CooldownStore, LimitKey, StoreFuture};
use redis::io::tcp::TcpSettings;
use redis::{Client, FromRedisValue, IntoConnectionInfo as _, Pipeline, RedisResult};

use crate::connection::Connection;
use crate::failure::Failure;
use crate::health::{Health, StoreCounts};
use crate::key::{KeyNames, SHORTEST_SECRET};

/// Closes limits, each unless it is closed for longer.
///
/// A script is one step for the server, whoever else closes the same limit. Commands alone are not: `PEXPIRE GT` lengthens what
/// there is and `SET NX` makes what there is not, and an entry may expire between the two. `EVAL` takes one round trip also where
/// the server does not know the script, after a restart; what `EVALSHA` would save is 300 bytes for each refusal.
///
/// An entry that never expires, or too late, is not this store's, and is replaced.
const CLOSE: &str = "\
local longest = tonumber(ARGV[1])
for i, key in ipairs(KEYS) do
  local left, wait = redis.call('PTTL', key), tonumber(ARGV[i + 1])
  if left < wait or left > longest then
    redis.call('SET', key, '', 'PX', wait)
  end
end";

/// The longest that an entry lasts, in milliseconds: 45 days, as [`Closing::wait`] says.
const LONGEST: i64 = 45 * 86_400_000;

const PREFIX: &str = "edges-errors:";

const TIME_LIMIT: Duration = Duration::from_millis(250);

/// Closed limits on a Redis or Valkey server. Clones share the connection and the counters.
///
/// It is opened without a word to the server, and works with a server that is not there: requests are then less careful, and no
/// request fails or waits longer than the [time limit](Self::time_limit). See the [crate](crate) for what happens when.
#[derive(Clone)]
pub struct RedisStore {
    names: KeyNames,
    time_limit: Duration,
    shared: Arc<Shared>,
}

struct Shared {
    connection: Connection,
    health: Health,
}

impl RedisStore {
    /// Returns a store on a server, such as `redis://user:password@host:6379/0`, `rediss://…` with the feature `tls`, or
    /// `unix:///run/redis.sock`. It connects with the first call.
    ///
    /// The secret is the key of the hashes that stand for limits and subjects on the server. It is the same in all processes that
    /// share limits, random, at least 16 bytes long, and known to nobody who can read the server. Another secret is a fresh start.
    ///
    /// # Errors
    ///
    /// If the URL is not one of such a server, or the secret too short.
    pub fn open(url: &str, secret: impl AsRef<[u8]>) -> Result<Self, OpenError> {
        let secret = secret.as_ref();
        let names = KeyNames::new(secret, PREFIX).ok_or(OpenError::ShortSecret { bytes: secret.len() })?;
        let client = connect_to(url).map_err(|error| OpenError::Url { reason: error.to_string() })?;
        #[cfg(feature = "tls")]
        check_provider(&client)?;
        let shared = Shared { connection: Connection::new(client), health: Health::default() };
        Ok(Self { names, time_limit: TIME_LIMIT, shared: Arc::new(shared) })
    }

    /// Sets what the names of the server's keys begin with, `edges-errors:` if it is not set, such as for a user who may write only
    /// these.
    #[must_use]
    pub fn prefix(mut self, prefix: &str) -> Self {
        self.names.prefix = prefix.into();
        self
    }

    /// Sets how long a call may take, 250 ms if it is not set. A request waits for one call before it is sent, and for one more
    /// after it was refused.
    #[must_use]
    pub fn time_limit(mut self, limit: Duration) -> Self {
        self.time_limit = limit;
        self
    }

    /// Returns what has become of the calls so far.
    #[must_use]
    pub fn counts(&self) -> StoreCounts {
        self.shared.health.counts()
    }

    async fn ask_server(&self, keys: &[LimitKey<'_>]) -> Result<Vec<Duration>, Failure> {
        if keys.is_empty() {
            return Ok(Vec::new());
        }
        let mut commands = Pipeline::with_capacity(keys.len());
        for key in keys {
            commands.cmd("PTTL").arg(self.names.name(key));
        }
        let asked = Instant::now();
        let left: Vec<i64> = self.send(&commands).await?;
        if left.len() != keys.len() {
            return Err(Failure::TOO_FEW);
        }
        let passed = asked.elapsed();
        Ok(left.into_iter().map(|left| self.read_left(left, passed)).collect())
    }

    /// Returns for how long a limit is closed, counted from the call. The server has answered later than that, and leaves out
    /// parts of milliseconds: no wait is cut short.
    fn read_left(&self, left: i64, passed: Duration) -> Duration {
        match u64::try_from(left) {
            Ok(milliseconds) if left <= LONGEST => {
                Duration::from_millis(milliseconds).saturating_add(MILLISECOND).saturating_add(passed)
            }
            Err(_) if left == NO_ENTRY => Duration::ZERO,
            _ => {
                self.shared.health.count_foreign();
                Duration::ZERO
            }
        }
    }

    async fn close_on_server(&self, closings: &[Closing<'_>]) -> Result<(), Failure> {
        let closings: Vec<_> = closings.iter().filter(|closing| !closing.wait.is_zero()).collect();
        if closings.is_empty() {
            return Ok(());
        }
        let mut commands = Pipeline::with_capacity(1);
        let command = commands.cmd("EVAL").arg(CLOSE).arg(closings.len());
        for closing in &closings {
            command.arg(self.names.name(&closing.key));
        }
        command.arg(LONGEST);
        for closing in &closings {
            command.arg(milliseconds(closing.wait));
        }
        command.ignore();
        self.send(&commands).await
    }

    async fn send<T: FromRedisValue>(&self, commands: &Pipeline) -> Result<T, Failure> {
        if tokio::runtime::Handle::try_current().is_err() {
            return Err(Failure::NO_RUNTIME);
        }
        let connection = &self.shared.connection;
        let result = match tokio::time::timeout(self.time_limit, connection.send(commands)).await {
            Ok(result) => result.map_err(Failure::from),
            Err(_) => Err(Failure::TIMED_OUT),
        };
        result.inspect_err(|_| connection.renew())
    }
}

impl CooldownStore for RedisStore {
    fn ask<'a>(&'a self, keys: &'a [LimitKey<'a>]) -> StoreFuture<'a, Vec<Duration>> {
        Box::pin(async { self.shared.health.judge(self.ask_server(keys).await) })
    }

    fn close<'a>(&'a self, closings: &'a [Closing<'a>]) -> StoreFuture<'a, ()> {
        Box::pin(async { self.shared.health.judge(self.close_on_server(closings).await) })
    }
}

/// Leaves the server's address out, which may have a password.
impl Debug for RedisStore {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.debug_struct("RedisStore")
            .field("prefix", &self.names)
            .field("time_limit", &self.time_limit)
            .finish_non_exhaustive()
    }
}

const MILLISECOND: Duration = Duration::from_millis(1);

/// The answer of `PTTL` where there is no entry.
const NO_ENTRY: i64 = -2;

fn connect_to(url: &str) -> RedisResult<Client> {
    // A call is a few bytes, and waits for nothing but them.
    Client::open(url.into_connection_info()?.set_tcp_settings(TcpSettings::default().set_nodelay(true)))
}

/// Returns a wait in whole milliseconds, the next more of them.
fn milliseconds(wait: Duration) -> i64 {
    let milliseconds = wait.as_nanos().div_ceil(MILLISECOND.as_nanos());
    i64::try_from(milliseconds).unwrap_or(LONGEST).min(LONGEST)
}

/// Checks that a connection by TLS can be made: rustls panics later where there is no provider.
#[cfg(feature = "tls")]
fn check_provider(client: &Client) -> Result<(), OpenError> {
    let needs_one = matches!(client.get_connection_info().addr(), redis::ConnectionAddr::TcpTls { .. });
    if needs_one && rustls::crypto::CryptoProvider::get_default().is_none() {
        return Err(OpenError::NoCryptoProvider);
    }
    Ok(())
}

/// A [`RedisStore`] cannot be opened as it is asked for.
///
/// `Debug` writes the message too, since that is what a `main` that returns the error prints.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum OpenError {
    /// The URL is not one of a Redis server.
    Url {
        /// The reason why it is not.
        reason: String,
    },
    /// The secret is too short to be one.
    ShortSecret {
        /// Its length.
        bytes: usize,
    },
    /// The URL asks for TLS, and the program has not installed a provider of cryptography for rustls.
    #[cfg(feature = "tls")]
    NoCryptoProvider,
}

impl Display for OpenError {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Url { reason } => write!(
                f,
                "invalid URL of a Redis server: {reason}\nhelp: write it as `redis://host:6379`, or `rediss://` with the feature `tls`"
            ),
            Self::ShortSecret { bytes } => write!(
                f,
                "the secret has {bytes} bytes, at least {SHORTEST_SECRET} are needed\nhelp: make one with `openssl rand -hex 32`"
            ),
            #[cfg(feature = "tls")]
            Self::NoCryptoProvider => f.write_str(
                "rustls has no provider of cryptography\nhelp: call `rustls::crypto::CryptoProvider::install_default` first",
            ),
        }
    }
}

impl Debug for OpenError {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        Display::fmt(self, f)
    }
}

impl Error for OpenError {}

#[cfg(test)]
mod tests {
    use std::pin::pin;
    use std::task::{Context, Poll, Waker};

    use super::*;

    const SECRET: &str = "a secret of thirty-two characters";

    fn open() -> RedisStore {
        RedisStore::open("redis://worker:password@127.0.0.1:1", SECRET).unwrap()
    }

    #[test]
    fn waits_are_rounded_up() {
        let rounded =
            [(0, 0), (1, 1), (999_999, 1), (1_000_000, 1), (1_000_001, 2), (60_000_000_000, 60_000)];
        for (nanoseconds, expected) in rounded {
            assert_eq!(milliseconds(Duration::from_nanos(nanoseconds)), expected, "{nanoseconds}");
        }
        assert_eq!(milliseconds(Duration::MAX), LONGEST);
    }

    #[test]
    fn what_is_left_is_counted_from_the_call() {
        let (store, passed) = (open(), Duration::from_micros(1500));
        assert_eq!(store.read_left(0, passed), Duration::from_micros(2500));
        assert_eq!(store.read_left(20, passed), Duration::from_micros(22_500));
        assert_eq!(store.read_left(LONGEST, Duration::ZERO), Duration::from_secs(45 * 86_400) + MILLISECOND);
        assert_eq!((store.read_left(NO_ENTRY, passed), store.counts().foreign), (Duration::ZERO, 0));
        for foreign in [-1, -3, i64::MIN, LONGEST + 1, i64::MAX] {
            assert_eq!(store.read_left(foreign, passed), Duration::ZERO, "{foreign}");
        }
        assert_eq!((store.counts().foreign, store.counts().failed()), (5, 0));
    }

    #[test]
    fn outside_of_a_runtime_nothing_panics() {
        let store = open();
        let mut commands = Pipeline::new();
        commands.cmd("PTTL").arg("key");
        let sent = pin!(store.send::<Vec<i64>>(&commands));
        let Poll::Ready(Err(failure)) = sent.poll(&mut Context::from_waker(Waker::noop())) else {
            panic!("sent")
        };
        assert!(failure.detail.contains("runtime"), "{failure:?}");
    }

    #[test]
    fn a_store_shows_neither_secret_nor_password() {
        let shown = format!("{:?}", open().prefix("acme:"));
        assert_eq!(shown, r#"RedisStore { prefix: "acme:", time_limit: 250ms, .. }"#);
    }

    #[test]
    fn what_cannot_be_opened_says_how_it_could() {
        let error = RedisStore::open("redis://127.0.0.1", "guessed").unwrap_err();
        assert_eq!(
            error.to_string(),
            "the secret has 7 bytes, at least 16 are needed\nhelp: make one with `openssl rand -hex 32`"
        );
        assert_eq!(format!("{error:?}"), error.to_string(), "what `main` prints");
        for url in ["", "localhost", "http://127.0.0.1", "redis://127.0.0.1/zero", "redis://"] {
            let error = RedisStore::open(url, SECRET).unwrap_err();
            assert!(error.to_string().starts_with("invalid URL of a Redis server: "), "{error}");
            assert!(error.to_string().contains("\nhelp: "), "{error}");
        }
    }

    #[cfg(feature = "tls")]
    #[test]
    fn tls_asks_for_a_provider_before_it_is_too_late() {
        assert_eq!(RedisStore::open("rediss://127.0.0.1", SECRET).unwrap_err(), OpenError::NoCryptoProvider);
    }

    #[cfg(not(feature = "tls"))]
    #[test]
    fn tls_asks_for_its_feature() {
        let error = RedisStore::open("rediss://127.0.0.1", SECRET).unwrap_err();
        assert!(error.to_string().contains("feature `tls`"), "{error}");
    }
}
