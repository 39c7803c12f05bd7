//! The clock of a retry loop, for the layers that wait by themselves.

use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use super::Now;

/// Tells the time and waits. The kernel itself has no clock; the retry layers of the adapters take one, so that a test
/// goes through a day of waits in no time.
///
/// ```
/// use std::sync::Mutex;
/// use std::time::Duration;
/// use edges_errors::retry::{Clock, Now, Sleep};
///
/// /// A clock that is set forward instead of waiting.
/// struct Skipping(Mutex<Now>);
///
/// impl Clock for Skipping {
///     fn now(&self) -> Now {
///         *self.0.lock().unwrap()
///     }
///
///     fn sleep(&self, wait: Duration) -> Sleep {
///         let mut now = self.0.lock().unwrap();
///         *now = Now { wall: now.wall + wait, monotonic: now.monotonic + wait };
///         Box::pin(std::future::ready(()))
///     }
/// }
/// ```
pub trait Clock: Send + Sync + 'static {
    /// What time it is.
    fn now(&self) -> Now;

    /// Ends once this long has passed by this clock, never earlier.
    fn sleep(&self, wait: Duration) -> Sleep;
}

/// What [`Clock::sleep`] returns.
pub type Sleep = Pin<Box<dyn Future<Output = ()> + Send>>;

impl<C: Clock + ?Sized> Clock for Arc<C> {
    fn now(&self) -> Now {
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
    fn now(&self) -> Now {
        Now { wall: std::time::SystemTime::now(), monotonic: tokio::time::Instant::now().into_std() }
    }

    fn sleep(&self, wait: Duration) -> Sleep {
        Box::pin(tokio::time::sleep(wait))
    }
}
