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

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use proptest::prelude::*;

    use super::*;
    use crate::retry::Subjects;
    use crate::{ErrorLabel, RateLimit};

    const SECOND: Duration = Duration::from_secs(1);

    fn with_key<T>(identity: &str, act: impl FnOnce(&LimitKey<'_>) -> T) -> T {
        let mut subjects = Subjects::default();
        subjects.set("identity", identity.into());
        subjects.set("action", "visit".into());
        let nobody = Subjects::default();
        let guard = |key: &LimitKey<'_>| key.limit() == RateLimit::LinkedInGuard.as_str();
        let mut keys = LimitKey::all::<ErrorLabel>([&subjects, &nobody]).map(|placed| placed.key);
        act(&keys.find(guard).unwrap())
    }

    fn ask(memory: &Memory, identity: &str, now: Instant) -> Option<Duration> {
        with_key(identity, |key| memory.ask(key, now))
    }

    fn close(memory: &Memory, identity: &str, until: Instant, now: Instant) {
        with_key(identity, |key| memory.close(key, until, now));
    }

    #[test]
    fn a_limit_is_closed_until_its_time_and_is_forgotten_then() {
        let (memory, now) = (Memory::new(10), Instant::now());
        assert!(memory.is_empty());
        close(&memory, "ada", now + SECOND, now);
        assert!(!memory.is_empty());
        assert_eq!(ask(&memory, "ada", now), Some(SECOND));
        assert_eq!(ask(&memory, "grace", now), None);
        assert_eq!(ask(&memory, "ada", now + SECOND), None);
        assert_eq!((memory.count(now), memory.count(now + SECOND)), (1, 0));
        assert!(memory.is_empty());
    }

    #[test]
    fn at_the_bound_the_one_that_opens_first_is_forgotten() {
        let (memory, now) = (Memory::new(2), Instant::now());
        for (identity, seconds) in [("ada", 20), ("grace", 10), ("joan", 30), ("mary", 5)] {
            close(&memory, identity, now + SECOND * seconds, now);
        }
        let closed = ["ada", "grace", "joan", "mary"].map(|identity| ask(&memory, identity, now).is_some());
        assert_eq!(closed, [true, false, true, false]);
        assert_eq!(memory.count(now), 2);
    }

    #[test]
    fn what_has_opened_makes_room_first() {
        let (memory, now) = (Memory::new(1), Instant::now());
        close(&memory, "ada", now + SECOND, now);
        close(&memory, "grace", now + SECOND * 2, now + SECOND);
        assert_eq!(ask(&memory, "grace", now + SECOND), Some(SECOND));
        close(&Memory::new(0), "ada", now + SECOND, now);
    }

    proptest! {
        /// Whatever is closed when, a limit is closed until the latest of the times, and memory has its bound.
        #[test]
        fn times_are_only_lengthened(closings in prop::collection::vec((0..8_u32, 1..100_u32), 0..40)) {
            let (memory, now) = (Memory::new(5), Instant::now());
            let all = Memory::new(8);
            for (identity, seconds) in &closings {
                let until = now + SECOND * *seconds;
                close(&memory, &identity.to_string(), until, now);
                close(&all, &identity.to_string(), until, now);
            }
            let identities: HashSet<u32> = closings.iter().map(|(identity, _)| *identity).collect();
            for identity in &identities {
                let of_it = closings.iter().filter(|(other, _)| other == identity);
                let latest = of_it.map(|(_, seconds)| SECOND * *seconds).max();
                prop_assert_eq!(ask(&all, &identity.to_string(), now), latest);
                let kept = ask(&memory, &identity.to_string(), now);
                prop_assert!(kept.is_none() || kept <= latest);
            }
            prop_assert!(memory.count(now) <= 5);
            let Entries { until, order } = &*memory.lock();
            prop_assert_eq!(until.len(), order.len());
        }
    }
}
