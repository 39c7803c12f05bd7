//! The health of the server: counters and log.

use std::sync::atomic::{AtomicU64, Ordering};

use edges_errors::cooldowns::StoreUnavailable;

use crate::failure::{Failure, FailureKind};

/// Counters of the calls of a [`RedisStore`](crate::RedisStore) and its clones, for a dashboard.
///
/// A call that was not answered has stopped no request. Its request knew only what its own process had learned.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct StoreCounts {
    /// Calls that the server has answered.
    pub answered: u64,
    /// Calls that the server has not answered within the [time limit](crate::RedisStore::time_limit).
    pub timed_out: u64,
    /// Calls for which there was no connection.
    pub unreachable: u64,
    /// Calls that the server has refused: it is a replica, it is loading, it has no memory left, or this user may not.
    pub refused: u64,
    /// Calls whose answer was none of such a server.
    pub unreadable: u64,
    /// Entries that cannot be this store's, since they never expire or only after more than 45 days. They close nothing, and the
    /// next closing replaces them.
    pub foreign: u64,
}

impl StoreCounts {
    /// Returns how many calls were not answered, or not with anything of use.
    #[must_use]
    pub fn failed(&self) -> u64 {
        self.timed_out + self.unreachable + self.refused + self.unreadable
    }
}

#[derive(Debug, Default)]
pub(crate) struct Health {
    answered: AtomicU64,
    timed_out: AtomicU64,
    unreachable: AtomicU64,
    refused: AtomicU64,
    unreadable: AtomicU64,
    foreign: AtomicU64,
    /// The calls that have failed since one was answered.
    failed_in_row: AtomicU64,
}

impl Health {
    pub(crate) fn counts(&self) -> StoreCounts {
        let load = |counter: &AtomicU64| counter.load(Ordering::Relaxed);
        StoreCounts {
            answered: load(&self.answered),
            timed_out: load(&self.timed_out),
            unreachable: load(&self.unreachable),
            refused: load(&self.refused),
            unreadable: load(&self.unreadable),
            foreign: load(&self.foreign),
        }
    }

    pub(crate) fn count_foreign(&self) {
        self.foreign.fetch_add(1, Ordering::Relaxed);
    }

    /// Counts a call. Logged is each change, and not each call: a server that is down would fill the log.
    pub(crate) fn judge<T>(&self, result: Result<T, Failure>) -> Result<T, StoreUnavailable> {
        match result {
            Ok(value) => {
                self.answered.fetch_add(1, Ordering::Relaxed);
                self.log_recovery();
                Ok(value)
            }
            Err(failure) => {
                self.counter(failure.kind).fetch_add(1, Ordering::Relaxed);
                self.log_loss(&failure);
                Err(StoreUnavailable)
            }
        }
    }

    fn counter(&self, kind: FailureKind) -> &AtomicU64 {
        match kind {
            FailureKind::TimedOut => &self.timed_out,
            FailureKind::Unreachable => &self.unreachable,
            FailureKind::Refused => &self.refused,
            FailureKind::Unreadable => &self.unreadable,
        }
    }

    fn log_loss(&self, failure: &Failure) {
        if self.failed_in_row.fetch_add(1, Ordering::Relaxed) == 0 {
            tracing::warn!(
                { "error.type" } = failure.kind.as_str(),
                { "error.detail" } = &*failure.detail,
                "the store of closed limits is not available: processes know what they have learned themselves"
            );
        }
    }

    fn log_recovery(&self) {
        let failed = self.failed_in_row.swap(0, Ordering::Relaxed);
        if failed > 0 {
            tracing::info!(failed, "the store of closed limits is available again");
        }
    }
}
