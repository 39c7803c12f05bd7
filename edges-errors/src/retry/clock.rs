//! Time, and the clock of a retry loop that waits by itself.

use std::pin::Pin;
use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime};

/// A moment: a wall-clock and a monotonic reading, taken together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// For times that the API names, and for [`Action::Defer`](super::Action::Defer).
    pub wall: SystemTime,
    /// For the plan's `max_elapsed`.
    pub monotonic: Instant,
}

impl Moment {
    /// Returns the current time by the system's clocks.
    #[must_use]
    pub fn now() -> Self {
        Self { wall: SystemTime::now(), monotonic: Instant::now() }
    }
}

/// A clock that tells the time and waits. The kernel itself has no clock; the retry layers of the adapters take one, so
/// that a test goes through a day of waits in no time.
///
/// ```
/// use std::sync::Mutex;
/// use std::time::Duration;
/// use edges_errors::retry::{Clock, Moment, Sleep};
///
/// /// A clock that is set forward instead of waiting.
/// struct Skipping(Mutex<Moment>);
///
/// impl Clock for Skipping {
///     fn now(&self) -> Moment {
///         *self.0.lock().unwrap()
///     }
///
///     fn sleep(&self, wait: Duration) -> Sleep {
///         let mut now = self.0.lock().unwrap();
///         *now = Moment { wall: now.wall + wait, monotonic: now.monotonic + wait };
///         Box::pin(std::future::ready(()))
///     }
/// }
/// ```
pub trait Clock: Send + Sync + 'static {
    /// Returns the current time.
    fn now(&self) -> Moment;

    /// Waits until this long has passed by this clock, never less.
    fn sleep(&self, wait: Duration) -> Sleep;
}

/// The future of [`Clock::sleep`].
pub type Sleep = Pin<Box<dyn Future<Output = ()> + Send>>;

impl<C: Clock + ?Sized> Clock for Arc<C> {
    fn now(&self) -> Moment {
        (**self).now()
    }

    fn sleep(&self, wait: Duration) -> Sleep {
        (**self).sleep(wait)
    }
}

/// The system's clocks and tokio's timer, which the runtime has to have enabled. Where tokio's time is paused, waits and
/// the monotonic clock are paused with it; the wall clock is not.
#[cfg(feature = "tokio")]
#[derive(Debug, Clone, Copy, Default)]
pub struct TokioClock;

#[cfg(feature = "tokio")]
impl Clock for TokioClock {
    fn now(&self) -> Moment {
        Moment { wall: SystemTime::now(), monotonic: tokio::time::Instant::now().into_std() }
    }

    fn sleep(&self, wait: Duration) -> Sleep {
        Box::pin(tokio::time::sleep(wait))
    }
}
