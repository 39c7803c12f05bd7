//! Stores that several processes share.

use core::fmt::{self, Debug, Display, Formatter};
use std::error::Error;
use std::pin::Pin;
use std::time::Duration;

use super::key::LimitKey;

/// A store of closed limits that several processes share, such as a Redis server.
///
/// [`Cooldowns`](super::Cooldowns) keep a copy in memory in front of it: a limit that the copy knows to be closed is not asked
/// for again, and what the store says is copied. What the store has to do:
///
/// * It answers within a time limit of its own. A request waits for it, twice.
/// * It counts on one clock, its server's: it is told and tells how long, never until when, so that the clocks of processes may
///   differ.
/// * [`close`](Self::close) only lengthens, whoever else closes the same limit at the same time.
/// * An entry goes by itself once its time has passed.
/// * It keeps a keyed hash of the key ([`LimitKey::write_to`]), and shows neither subjects nor hashes in a log.
///
/// A store that is down makes requests less careful and stops none: it says [`StoreUnavailable`], and its own log says why.
///
/// ```
/// use std::time::Duration;
/// use edges_errors::cooldowns::{Closing, CooldownStore, LimitKey, StoreFuture};
///
/// /// A server that knows of nothing.
/// struct Empty;
///
/// impl CooldownStore for Empty {
///     fn ask<'a>(&'a self, keys: &'a [LimitKey<'a>]) -> StoreFuture<'a, Vec<Duration>> {
///         Box::pin(async { Ok(vec![Duration::ZERO; keys.len()]) })
///     }
///
///     fn close<'a>(&'a self, _: &'a [Closing<'a>]) -> StoreFuture<'a, ()> {
///         Box::pin(async { Ok(()) })
///     }
/// }
/// ```
pub trait CooldownStore: Send + Sync + 'static {
    /// Returns for how long each of these is closed, counted from the call and in the order of the keys; nothing for what is
    /// open. In one round trip.
    fn ask<'a>(&'a self, keys: &'a [LimitKey<'a>]) -> StoreFuture<'a, Vec<Duration>>;

    /// Closes each of these, unless it is closed for longer. In one round trip.
    fn close<'a>(&'a self, closings: &'a [Closing<'a>]) -> StoreFuture<'a, ()>;
}

/// The future of a [`CooldownStore`].
pub type StoreFuture<'a, T> = Pin<Box<dyn Future<Output = Result<T, StoreUnavailable>> + Send + 'a>>;

/// A limit to close.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct Closing<'a> {
    /// The limit and whom it is closed for.
    pub key: LimitKey<'a>,
    /// For how long, at most 45 days.
    pub wait: Duration,
}

/// A store did not answer, or not in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StoreUnavailable;

impl Display for StoreUnavailable {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str("the store of closed limits is not available")
    }
}

impl Error for StoreUnavailable {}
