//! A clock that runs faster than the machine's, the same in every process.

use std::time::{Duration, Instant, SystemTime};

use edges_errors::retry::{Clock, Moment, Sleep};

use crate::clock::{LONGEST_SLEEP, Participant, START, WorldClock};

/// A clock that is at 2026-11-24T08:00:00Z at a given time of the machine's, and so many times as fast from then on.
///
/// Processes that are told the same time and speed have the same clock, so that they can share a
/// [`World`](crate::World).
///
/// ```
/// use std::time::{Duration, SystemTime};
/// use edges_errors::retry::Clock as _;
/// use edges_errors_testkit::FastClock;
/// # tokio::runtime::Builder::new_current_thread().enable_time().build()?.block_on(async {
///
/// let clock = FastClock::new(SystemTime::now(), 3_600);
/// let began = clock.now();
/// clock.sleep(Duration::from_secs(60)).await;
/// assert!(clock.now().wall >= began.wall + Duration::from_secs(60));
/// assert!(clock.machine_time(began.wall + Duration::from_secs(3_600)) > SystemTime::now());
/// # });
/// # std::io::Result::Ok(())
/// ```
#[derive(Debug, Clone, Copy)]
pub struct FastClock {
    began: SystemTime,
    speed: u32,
    /// A reading of the monotonic clock that is as good as any: only differences count.
    base: Instant,
}

impl FastClock {
    /// A clock that began then, and is so many times as fast; 0 means 1.
    #[must_use]
    pub fn new(began: SystemTime, speed: u32) -> Self {
        Self { began, speed: speed.max(1), base: Instant::now() }
    }

    /// Returns when it is this time on the machine's own clock, to the microsecond and never too early.
    #[must_use]
    pub fn machine_time(&self, time: SystemTime) -> SystemTime {
        let story = time.duration_since(SystemTime::UNIX_EPOCH + START).unwrap_or_default();
        let micros = (story / self.speed).as_micros() + 1;
        self.began + Duration::from_micros(u64::try_from(micros).unwrap_or(u64::MAX))
    }

    /// Returns how long this takes on the machine's own clock, to the microsecond and never too short.
    #[must_use]
    pub fn machine_wait(&self, wait: Duration) -> Duration {
        let micros = wait.as_micros().div_ceil(u128::from(self.speed));
        Duration::from_micros(u64::try_from(micros).unwrap_or(u64::MAX))
    }

    /// Returns how much of the story passes in this time on the machine's own clock.
    #[must_use]
    pub fn story_wait(&self, wait: Duration) -> Duration {
        wait.saturating_mul(self.speed)
    }
}

impl Clock for FastClock {
    /// By the machine's wall clock, which is the same in every process.
    fn now(&self) -> Moment {
        let passed = SystemTime::now().duration_since(self.began).unwrap_or_default() * self.speed;
        Moment { wall: SystemTime::UNIX_EPOCH + START + passed, monotonic: self.base + passed }
    }

    fn sleep(&self, wait: Duration) -> Sleep {
        let (clock, until) = (*self, self.now().wall + wait.min(LONGEST_SLEEP));
        Box::pin(async move {
            while let Ok(rest) = until.duration_since(clock.now().wall)
                && !rest.is_zero()
            {
                tokio::time::sleep(clock.machine_wait(rest)).await;
            }
        })
    }
}

impl WorldClock for FastClock {
    /// Time stops for nobody.
    fn enter(&self) -> Participant {
        Participant::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn processes_that_were_started_apart_agree() {
        let began = SystemTime::now() - Duration::from_secs(2);
        let one = FastClock::new(began, 1_000);
        let other = FastClock { base: Instant::now(), ..one };
        let (one, other) = (one.now().wall, other.now().wall);
        assert!(one >= SystemTime::UNIX_EPOCH + START + Duration::from_secs(2_000));
        assert!(other >= one && other < one + Duration::from_secs(1_000));
    }

    #[tokio::test(flavor = "current_thread")]
    async fn who_sleeps_for_ever_does_not_wake() {
        let clock = FastClock::new(SystemTime::now(), 1);
        let sleep = clock.sleep(Duration::MAX);
        assert!(tokio::time::timeout(Duration::from_millis(1), sleep).await.is_err());
    }

    #[test]
    fn the_machine_is_never_too_early() {
        for speed in [1, 7, 2_000, 86_400] {
            let clock = FastClock::new(SystemTime::now(), speed);
            for micros in [0, 1, 999, 1_000_001, 86_400_000_000] {
                let wait = Duration::from_micros(micros);
                assert!(clock.story_wait(clock.machine_wait(wait)) >= wait, "{speed} {wait:?}");
                let time = SystemTime::UNIX_EPOCH + START + wait;
                let machine = clock.machine_time(time).duration_since(clock.began).unwrap();
                assert!(machine * speed >= wait, "{speed} {wait:?}");
            }
        }
    }
}
