//! Computing a wait from the policy and the hints.

use std::time::Duration;

use super::asked::Asked;
use super::rng::{from_nanoseconds, scale};
use crate::catalogue::Strategy;

/// The longest wait that anyone means.
pub(crate) const MAX_WAIT: Duration = Duration::from_secs(45 * 86_400);

/// Upward jitter is a tenth of a wait, and at most this.
const MAX_UPWARD: Duration = Duration::from_secs(30);

/// The shortest wait for a hint that cannot be read.
const UNREADABLE: Duration = Duration::from_secs(60);

/// The wait for a time that has passed: clocks differ, and whoever waited for it does not come back at once.
const PASSED: Duration = Duration::from_secs(1);
const PASSED_SPREAD: Duration = Duration::from_secs(9);

/// Returns the upper bound of an exponential wait after so many failures: `min(cap, base * factor^(failures - 1))`.
pub(super) fn exponential_bound(
    base: Duration,
    cap: Duration,
    factor_thousandths: u32,
    failures: u32,
) -> Duration {
    let (mut bound, cap) = (base.as_nanos(), cap.as_nanos());
    let factor = u128::from(factor_thousandths.max(1_000));
    for _ in 1..failures {
        let grown = bound.saturating_mul(factor).checked_div(1_000).unwrap_or(bound);
        // A factor of 1, or a base of nothing, never gets to the cap.
        if bound >= cap || grown == bound {
            break;
        }
        bound = grown;
    }
    from_nanoseconds(bound.min(cap))
}

/// A wait, computed from a policy and hints.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Wait {
    /// At least this: no hint and no fixed wait is cut short by it.
    pub(super) floor: Duration,
    /// With upward jitter.
    pub(super) jittered: Duration,
}

impl Wait {
    pub(super) const NONE: Self = Self { floor: Duration::ZERO, jittered: Duration::ZERO };

    /// Returns the longer of two waits, part by part.
    pub(super) fn max(self, other: Self) -> Self {
        Self { floor: self.floor.max(other.floor), jittered: self.jittered.max(other.jittered) }
    }

    fn upwards(floor: Duration, chance: &Chance) -> Self {
        let tenth = floor.checked_div(10).unwrap_or_default().min(MAX_UPWARD);
        Self { floor, jittered: floor.saturating_add(scale(tenth, chance.upwards)) }
    }
}

/// The random numbers of one decision; always both are drawn, so that a hint does not change what follows.
pub(super) struct Chance {
    backoff: u64,
    upwards: u64,
}

impl Chance {
    pub(super) fn draw(mut rng: impl FnMut() -> u64) -> Self {
        Self { backoff: rng(), upwards: rng() }
    }
}

/// Computes the wait of a strategy that retries, after so many failures.
pub(super) fn compute_wait(strategy: Strategy, failures: u32, asked: &Asked, chance: &Chance) -> Wait {
    let hinted = asked.longest();
    let computed = match strategy {
        Strategy::Exponential { base, cap, factor } => {
            let wait = scale(exponential_bound(base, cap, factor.thousandths(), failures), chance.backoff);
            Wait { floor: wait, jittered: wait }
        }
        Strategy::Fixed { delay } => Wait::upwards(delay, chance),
        Strategy::Until { .. } if hinted.is_some() => Wait::NONE,
        // What has failed before has had its short wait.
        Strategy::Until { .. } if asked.passed && failures <= 1 => {
            let spread = scale(PASSED_SPREAD, chance.upwards);
            Wait { floor: PASSED, jittered: PASSED.saturating_add(spread) }
        }
        Strategy::Until { fallback } => Wait::upwards(fallback, chance),
        Strategy::Never | Strategy::Manual => Wait::NONE,
    };
    let asked =
        [hinted, unread_wait(strategy, asked)].into_iter().flatten().map(|wait| Wait::upwards(wait, chance));
    asked.fold(computed, Wait::max)
}

/// Returns the wait of a request that finds a limit closed, and has so many times before: until it opens, and then as long as
/// spreads those who wait for the same. That is some of the upward jitter, and at least its half, for whoever comes in the
/// moment in which a limit opens is likely to be refused; with a backoff it is the wait of the backoff, if that is longer.
pub(super) fn opening_wait(strategy: Strategy, opens: Duration, before: u32, chance: &Chance) -> Wait {
    let tenth = opens.checked_div(10).unwrap_or_default().min(MAX_UPWARD);
    let half = tenth.checked_div(2).unwrap_or_default();
    let spread = half.saturating_add(scale(half, chance.upwards));
    let spread = match strategy {
        Strategy::Exponential { base, cap, factor } => {
            let bound = exponential_bound(base, cap, factor.thousandths(), before.saturating_add(1));
            spread.max(scale(bound, chance.backoff))
        }
        Strategy::Fixed { .. } | Strategy::Until { .. } | Strategy::Never | Strategy::Manual => spread,
    };
    Wait { floor: opens, jittered: opens.saturating_add(spread) }
}

/// Returns how long a refusal closes its limit, without jitter; `None` for a strategy that never retries.
///
/// That is as long as the refusal says, and else as long as the policy does after a first failure.
pub(super) fn closing_wait(strategy: Strategy, asked: &Asked) -> Option<Duration> {
    let stated = match strategy {
        Strategy::Never | Strategy::Manual => return None,
        Strategy::Until { .. } if asked.passed => PASSED,
        Strategy::Until { fallback } => fallback,
        Strategy::Fixed { delay } => delay,
        Strategy::Exponential { base, .. } => base,
    };
    Some(stated_wait(strategy, asked).unwrap_or(stated))
}

/// Returns how long a limit is closed of which nothing is left: as long as its reset says, if anything does; `None` for a strategy
/// that never retries.
pub(super) fn reset_wait(strategy: Strategy, asked: &Asked) -> Option<Duration> {
    match strategy {
        Strategy::Never | Strategy::Manual => None,
        Strategy::Until { .. } | Strategy::Fixed { .. } | Strategy::Exponential { .. } => {
            stated_wait(strategy, asked)
        }
    }
}

/// Returns the longest wait that hints state, readable or not.
fn stated_wait(strategy: Strategy, asked: &Asked) -> Option<Duration> {
    asked.longest().max(unread_wait(strategy, asked))
}

/// Returns the wait for a hint that is there and cannot be read.
fn unread_wait(strategy: Strategy, asked: &Asked) -> Option<Duration> {
    asked.unreadable.then(|| longest_wait(strategy).max(UNREADABLE))
}

/// Lengthens the wait of a deferral for which nobody gave a time: never shorter than the bound of a backoff, however chance has it,
/// so that a queue does not poll.
pub(super) fn lengthen(wait: Wait, strategy: Strategy, failures: u32, chance: &Chance) -> Wait {
    match strategy {
        Strategy::Exponential { base, cap, factor } => {
            let bound = exponential_bound(base, cap, factor.thousandths(), failures);
            wait.max(Wait::upwards(bound, chance))
        }
        Strategy::Fixed { .. } | Strategy::Until { .. } | Strategy::Never | Strategy::Manual => wait,
    }
}

/// Returns the longest wait that a strategy knows.
fn longest_wait(strategy: Strategy) -> Duration {
    match strategy {
        Strategy::Fixed { delay } => delay,
        Strategy::Exponential { cap, .. } => cap,
        Strategy::Until { fallback } => fallback,
        Strategy::Never | Strategy::Manual => Duration::ZERO,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bound(base: u64, cap: u64, failures: u32) -> u128 {
        exponential_bound(Duration::from_millis(base), Duration::from_millis(cap), 2_000, failures)
            .as_millis()
    }

    #[test]
    fn exponential_waits_double_up_to_the_cap_and_never_overflow() {
        assert_eq!([1, 2, 3, 4, 5].map(|n| bound(1_000, 20_000, n)), [1_000, 2_000, 4_000, 8_000, 16_000]);
        assert_eq!([1, 2, 3, 4].map(|n| bound(1_000, 3_000, n)), [1_000, 2_000, 3_000, 3_000]);
        assert_eq!(bound(1_000, 20_000, u32::MAX), 20_000);
        assert_eq!(bound(0, 20_000, u32::MAX), 0);
        let longest = exponential_bound(Duration::MAX, Duration::MAX, u32::MAX, u32::MAX);
        assert_eq!(longest, Duration::MAX);
    }

    #[test]
    fn a_factor_of_one_and_fractional_factors_grow_as_they_say() {
        let second = Duration::from_secs(1);
        assert_eq!(exponential_bound(second, Duration::from_secs(60), 1_000, u32::MAX), second);
        assert_eq!(
            exponential_bound(second, Duration::from_secs(60), 1_500, 3),
            Duration::from_millis(2_250)
        );
    }
}
