//! Rolling limits: a use frees up a day, or a minute, after it was made.

use std::collections::{HashMap, VecDeque};
use std::time::{Duration, SystemTime};

const DAY: Duration = Duration::from_secs(24 * 60 * 60);
const MINUTE: Duration = Duration::from_secs(60);

#[derive(Debug)]
pub(super) struct Limits {
    daily: usize,
    daily_of: HashMap<String, usize>,
    plan: usize,
    uses: HashMap<(String, String), VecDeque<SystemTime>>,
    calls: VecDeque<SystemTime>,
}

impl Limits {
    pub(super) fn new(daily: usize, daily_of: HashMap<String, usize>, plan: usize) -> Self {
        Self { daily, daily_of, plan, uses: HashMap::new(), calls: VecDeque::new() }
    }

    /// Counts a call against the plan; where there is none left, how long until there is.
    pub(super) fn take_call(&mut self, now: SystemTime) -> Result<(), Duration> {
        take(&mut self.calls, self.plan, MINUTE, now)
            .map_err(|frees| frees.duration_since(now).unwrap_or_default())
    }

    /// Counts a use of an action by an identity; where there is none left, when there is.
    pub(super) fn take_use(
        &mut self,
        identity: &str,
        action: &str,
        now: SystemTime,
    ) -> Result<(), SystemTime> {
        let uses = self.uses.entry((identity.to_owned(), action.to_owned())).or_default();
        take(uses, self.daily_of.get(action).copied().unwrap_or(self.daily), DAY, now)
    }

    /// Returns how often an identity used an action in the last 24 hours, and how often it may.
    pub(super) fn count_uses(&mut self, identity: &str, action: &str, now: SystemTime) -> (usize, usize) {
        let uses = self.uses.entry((identity.to_owned(), action.to_owned())).or_default();
        forget(uses, DAY, now);
        (uses.len(), self.daily_of.get(action).copied().unwrap_or(self.daily))
    }
}

/// Takes a place in the window; where there is none, fails with the time at which the oldest one leaves it.
fn take(
    times: &mut VecDeque<SystemTime>,
    most: usize,
    window: Duration,
    now: SystemTime,
) -> Result<(), SystemTime> {
    forget(times, window, now);
    match times.front() {
        Some(oldest) if times.len() >= most => Err(*oldest + window),
        _ => {
            times.push_back(now);
            Ok(())
        }
    }
}

fn forget(times: &mut VecDeque<SystemTime>, window: Duration, now: SystemTime) {
    while times.front().is_some_and(|time| *time + window <= now) {
        times.pop_front();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_use_frees_up_a_day_after_it_and_not_at_midnight() {
        let mut limits = Limits::new(2, HashMap::from([("rare".to_owned(), 1)]), 9);
        let at = |hours: u64| SystemTime::UNIX_EPOCH + Duration::from_secs(hours * 3_600);
        assert_eq!(limits.take_use("ada", "visit", at(1)), Ok(()));
        assert_eq!(limits.take_use("ada", "visit", at(20)), Ok(()));
        assert_eq!(limits.take_use("ada", "visit", at(24)), Err(at(25)));
        assert_eq!(limits.take_use("bob", "visit", at(24)), Ok(()), "another identity");
        assert_eq!(limits.take_use("ada", "search", at(24)), Ok(()), "another action");
        assert_eq!(limits.take_use("ada", "visit", at(25)), Ok(()));
        assert_eq!(limits.count_uses("ada", "visit", at(25)), (2, 2));
        assert_eq!(limits.take_use("ada", "rare", at(1)), Ok(()));
        assert_eq!(limits.take_use("ada", "rare", at(2)), Err(at(25)));
    }
}
