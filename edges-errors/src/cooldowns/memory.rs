//! Closed limits in memory, within bounds.

use std::collections::{BTreeSet, HashMap};
use std::hash::{BuildHasher as _, RandomState};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use super::key::LimitKey;

/// The limits that are known to be closed. It keeps hashes of keys, with a secret of this process's, and no subjects.
pub(super) struct Memory {
    secret: [RandomState; 2],
    capacity: usize,
    /// The number of entries, read without the lock: mostly there are none.
    count: AtomicUsize,
    entries: Mutex<Entries>,
}

/// Of 128 bits, so that no two of the entries meet.
type KeyHash = u128;

#[derive(Default)]
struct Entries {
    until: HashMap<KeyHash, Instant>,
    /// The same, those that open first in front.
    order: BTreeSet<(Instant, KeyHash)>,
}

impl Memory {
    pub(super) fn new(capacity: usize) -> Self {
        let secret = [RandomState::new(), RandomState::new()];
        Self { secret, capacity, count: AtomicUsize::new(0), entries: Mutex::default() }
    }

    /// Returns whether nothing can be closed.
    pub(super) fn is_empty(&self) -> bool {
        self.count.load(Ordering::Acquire) == 0
    }

    /// Returns the number of limits that are closed.
    pub(super) fn count(&self, now: Instant) -> usize {
        self.update(|entries| {
            entries.forget(now);
            entries.until.len()
        })
    }

    /// Returns for how long a limit is still closed.
    pub(super) fn ask(&self, key: &LimitKey<'_>, now: Instant) -> Option<Duration> {
        let until = self.lock().until.get(&self.hash(key)).copied()?;
        until.checked_duration_since(now).filter(|wait| !wait.is_zero())
    }

    /// Closes a limit, unless it is closed for longer.
    pub(super) fn close(&self, key: &LimitKey<'_>, until: Instant, now: Instant) {
        let hash = self.hash(key);
        self.update(|entries| {
            entries.forget(now);
            entries.close(hash, until);
            while entries.until.len() > self.capacity {
                entries.drop_first();
            }
        });
    }

    fn hash(&self, key: &LimitKey<'_>) -> KeyHash {
        let [high, low] = self.secret.each_ref().map(|secret| KeyHash::from(secret.hash_one(key)));
        high << u64::BITS | low
    }

    fn update<T>(&self, change: impl FnOnce(&mut Entries) -> T) -> T {
        let mut entries = self.lock();
        let result = change(&mut entries);
        self.count.store(entries.until.len(), Ordering::Release);
        result
    }

    fn lock(&self) -> MutexGuard<'_, Entries> {
        // What is behind the lock is whole after each statement.
        self.entries.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Entries {
    fn close(&mut self, hash: KeyHash, until: Instant) {
        let known = self.until.get(&hash).copied();
        if known.is_some_and(|known| known >= until) {
            return;
        }
        if let Some(known) = known {
            self.order.remove(&(known, hash));
        }
        self.until.insert(hash, until);
        self.order.insert((until, hash));
    }

    /// Drops what has opened.
    fn forget(&mut self, now: Instant) {
        while self.order.first().is_some_and(|(until, _)| *until <= now) {
            self.drop_first();
        }
    }

    /// Drops the entry that opens first, whose loss costs least.
    fn drop_first(&mut self) {
        if let Some((_, hash)) = self.order.pop_first() {
            self.until.remove(&hash);
        }
    }
}
