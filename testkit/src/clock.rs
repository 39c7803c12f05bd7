//! Clocks whose days are short: one jumps instead of waiting, one runs faster.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant, SystemTime};

use edges_errors::retry::{Clock, Moment, Sleep};
use tokio::sync::oneshot;

/// The beginning of every story: 2026-11-24T08:00:00Z.
pub(crate) const START: Duration = Duration::from_secs(1_795_507_200);

/// The longest sleep, as long as tokio's: no clock has times that are much later.
pub(crate) const LONGEST_SLEEP: Duration = Duration::from_secs(30 * 365 * 86_400);

/// A clock that days pass quickly by, and that knows who works.
pub trait WorldClock: Clock {
    /// Somebody begins to work, until what is returned is dropped.
    fn enter(&self) -> Participant;
}

/// A clock that stops while anybody works and jumps to the next waker when everybody sleeps, so that days of waits
/// pass in no time while sockets take the time they need.
///
/// A task that works says so by [`enter`](Self::enter); [`sleep`](Clock::sleep) is only for such tasks.
///
/// ```
/// use std::time::Duration;
/// use edges_errors::retry::Clock as _;
/// use edges_errors_testkit::VirtualClock;
/// # tokio::runtime::Builder::new_current_thread().build()?.block_on(async {
///
/// let clock = VirtualClock::new();
/// let _worker = clock.enter();
/// let began = clock.now().wall;
/// clock.sleep(Duration::from_secs(24 * 60 * 60)).await;
/// assert_eq!(clock.now().wall.duration_since(began).unwrap().as_secs(), 86_400);
/// # });
/// # std::io::Result::Ok(())
/// ```
#[derive(Debug, Clone)]
pub struct VirtualClock {
    state: Arc<Mutex<State>>,
    started: Instant,
}

#[derive(Debug, Default)]
struct State {
    passed: Duration,
    /// The number of tasks that work, sleepers not counted.
    working: usize,
    sleepers: BinaryHeap<Reverse<Sleeper>>,
    count: u64,
}

/// By deadline, then in the order in which they fell asleep.
#[derive(Debug)]
struct Sleeper {
    wakes: Duration,
    count: u64,
    waker: oneshot::Sender<()>,
}

/// Somebody who works. Dropped when the work is done.
#[derive(Debug, Default)]
pub struct Participant {
    /// The clock that stops for them; `None` where time does not stop for anybody.
    state: Option<Arc<Mutex<State>>>,
}

impl VirtualClock {
    /// A clock at 2026-11-24T08:00:00Z.
    #[must_use]
    pub fn new() -> Self {
        Self { state: Arc::default(), started: Instant::now() }
    }

    /// Somebody begins to work: time stops until they sleep or are done.
    #[must_use]
    pub fn enter(&self) -> Participant {
        lock(&self.state).working += 1;
        Participant { state: Some(Arc::clone(&self.state)) }
    }
}

impl WorldClock for VirtualClock {
    fn enter(&self) -> Participant {
        Self::enter(self)
    }
}

impl Default for VirtualClock {
    fn default() -> Self {
        Self::new()
    }
}

impl Clock for VirtualClock {
    fn now(&self) -> Moment {
        let passed = lock(&self.state).passed;
        Moment { wall: SystemTime::UNIX_EPOCH + START + passed, monotonic: self.started + passed }
    }

    fn sleep(&self, wait: Duration) -> Sleep {
        let state = Arc::clone(&self.state);
        Box::pin(async move {
            let (waker, woken) = oneshot::channel();
            let count = lock(&state).fall_asleep(wait, waker);
            let _bed = Bed { state, count };
            // The clock never forgets a sleeper.
            let _ = woken.await;
        })
    }
}

impl Drop for Participant {
    fn drop(&mut self) {
        if let Some(state) = &self.state {
            lock(state).rest();
        }
    }
}

/// The place of a sleeper, who works again if dropped before being woken.
struct Bed {
    state: Arc<Mutex<State>>,
    count: u64,
}

impl Drop for Bed {
    fn drop(&mut self) {
        let mut state = lock(&self.state);
        let sleeping = state.sleepers.len();
        state.sleepers.retain(|Reverse(sleeper)| sleeper.count != self.count);
        state.working += sleeping - state.sleepers.len();
    }
}

impl State {
    fn fall_asleep(&mut self, wait: Duration, waker: oneshot::Sender<()>) -> u64 {
        self.count += 1;
        let wakes = self.passed.saturating_add(wait.min(LONGEST_SLEEP));
        let sleeper = Sleeper { wakes, count: self.count, waker };
        self.sleepers.push(Reverse(sleeper));
        let count = self.count;
        self.rest();
        count
    }

    /// One works no more. If that was the last one, the next sleeper wakes, and works from then on.
    fn rest(&mut self) {
        self.working = self.working.saturating_sub(1);
        while self.working == 0 {
            let Some(Reverse(sleeper)) = self.sleepers.pop() else { return };
            self.passed = self.passed.max(sleeper.wakes);
            self.working = usize::from(sleeper.waker.send(()).is_ok());
        }
    }
}

fn lock(state: &Mutex<State>) -> MutexGuard<'_, State> {
    state.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Ord for Sleeper {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        (self.wakes, self.count).cmp(&(other.wakes, other.count))
    }
}

impl PartialOrd for Sleeper {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Sleeper {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Sleeper {}

#[cfg(test)]
mod tests {
    use super::*;

    fn seconds(clock: &VirtualClock) -> u64 {
        clock.now().monotonic.duration_since(clock.started).as_secs()
    }

    #[tokio::test]
    async fn sleepers_wake_in_the_order_of_their_times() {
        let clock = VirtualClock::new();
        let woken = Arc::new(Mutex::new(Vec::new()));
        let sleepers: Vec<_> = [30, 10, 20]
            .into_iter()
            .map(|wait| {
                let (clock, woken, worker) = (clock.clone(), Arc::clone(&woken), clock.enter());
                tokio::spawn(async move {
                    clock.sleep(Duration::from_secs(wait)).await;
                    woken.lock().unwrap().push((wait, seconds(&clock)));
                    drop(worker);
                })
            })
            .collect();
        for sleeper in sleepers {
            sleeper.await.unwrap();
        }
        assert_eq!(*woken.lock().unwrap(), [(10, 10), (20, 20), (30, 30)]);
    }

    #[tokio::test]
    async fn who_sleeps_for_ever_sleeps_for_thirty_years() {
        let clock = VirtualClock::new();
        let _sleeper = clock.enter();
        clock.sleep(Duration::MAX).await;
        assert_eq!(clock.now().monotonic.duration_since(clock.started), LONGEST_SLEEP);
    }

    #[tokio::test]
    async fn time_stands_still_while_somebody_works() {
        let clock = VirtualClock::new();
        let (sleeping, working) = (clock.enter(), clock.enter());
        let sleeper = {
            let clock = clock.clone();
            tokio::spawn(async move {
                clock.sleep(Duration::from_secs(5)).await;
                drop(sleeping);
            })
        };
        tokio::time::sleep(Duration::from_millis(20)).await;
        assert_eq!(seconds(&clock), 0);
        drop(working);
        sleeper.await.unwrap();
        assert_eq!(seconds(&clock), 5);
    }

    #[tokio::test]
    async fn who_gives_up_sleeping_stops_nobody() {
        let clock = VirtualClock::new();
        let (one, other) = (clock.enter(), clock.enter());
        let nap = clock.sleep(Duration::from_secs(1));
        assert!(tokio::time::timeout(Duration::from_millis(1), nap).await.is_err());
        // Both work again; once the other is done, the one sleeps alone.
        drop(other);
        clock.sleep(Duration::from_secs(9)).await;
        assert_eq!(seconds(&clock), 9);
        drop(one);
    }
}
