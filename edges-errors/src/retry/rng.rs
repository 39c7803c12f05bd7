//! Random numbers, passed in.

use std::hash::{BuildHasher, RandomState};
use std::time::Duration;

/// A small generator for jitter (SplitMix64): the same seed, the same waits. Not for secrets.
#[derive(Debug, Clone)]
pub struct JitterRng {
    state: u64,
}

impl JitterRng {
    /// Returns a generator whose numbers follow from the seed.
    #[must_use]
    pub fn seeded(seed: u64) -> Self {
        Self { state: seed }
    }

    /// Returns a generator seeded by the standard library's random hasher keys: different in each process and each call.
    #[must_use]
    pub fn from_entropy() -> Self {
        Self::seeded(RandomState::new().hash_one(0_u8))
    }

    /// Returns a uniformly distributed `u64`.
    pub fn next_u64(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.state ^ (self.state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }
}

/// Returns a part of a duration: none of it for 0, all of it for `u64::MAX`.
pub(super) fn scale(duration: Duration, random: u64) -> Duration {
    if random == u64::MAX {
        return duration;
    }
    // Halves of the product, since a duration has more than 64 bits of nanoseconds. Each is one of numbers of 64 bits.
    let nanoseconds = duration.as_nanos();
    let product = |half: u128| half.wrapping_mul(u128::from(random));
    let (high, low) = (product(nanoseconds >> 32) >> 32, product(nanoseconds & 0xffff_ffff) >> 64);
    from_nanoseconds(high.saturating_add(low))
}

/// Returns a duration of so many nanoseconds; the longest one where they are too many.
pub(super) fn from_nanoseconds(nanoseconds: u128) -> Duration {
    const SECOND: u128 = 1_000_000_000;
    // Divides numbers of 64 bits, which is what almost every duration has, much faster.
    if let Ok(nanoseconds) = u64::try_from(nanoseconds) {
        return Duration::from_nanos(nanoseconds);
    }
    let seconds = nanoseconds.checked_div(SECOND).unwrap_or(0);
    let rest = nanoseconds.checked_rem(SECOND).unwrap_or(0);
    match (u64::try_from(seconds), u32::try_from(rest)) {
        (Ok(seconds), Ok(rest)) => Duration::new(seconds, rest),
        _ => Duration::MAX,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_is_between_nothing_and_all() {
        for duration in [Duration::ZERO, Duration::from_nanos(1), Duration::from_secs(20), Duration::MAX] {
            assert_eq!(scale(duration, 0), Duration::ZERO);
            assert_eq!(scale(duration, u64::MAX), duration);
            assert!(scale(duration, u64::MAX / 2) <= duration);
        }
        assert_eq!(scale(Duration::from_secs(10), 1 << 63), Duration::from_secs(5));
    }

    #[test]
    fn the_numbers_are_those_of_splitmix64() {
        let mut rng = JitterRng::seeded(1_234_567);
        let published = [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423];
        assert_eq!(published.map(|_| rng.next_u64()), published);
    }

    #[test]
    fn the_same_seed_gives_the_same_numbers_spread_over_all() {
        let draw = |seed| {
            let mut rng = JitterRng::seeded(seed);
            (0..1_000).map(|_| rng.next_u64()).collect::<Vec<_>>()
        };
        assert_eq!(draw(7), draw(7));
        assert_ne!(draw(7), draw(8));
        let upper = draw(7).iter().filter(|number| **number > u64::MAX / 2).count();
        assert!((400..600).contains(&upper), "{upper}");
    }
}
