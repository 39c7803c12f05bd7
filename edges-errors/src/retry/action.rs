//! Actions: the next step after a failure.

use core::fmt::{self, Display, Formatter};
use std::time::{Duration, SystemTime};

pub use edges_errors_core::vocabulary::{ActionKind, StopReason};

/// The next step after a failure.
///
/// A `match` that does not know `Await` ends in `_`, and sends nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Action {
    /// Wait in place, then send the same request again.
    Retry {
        /// From now.
        after: Duration,
    },
    /// Give the work back to your queue: the wait is too long to sleep through.
    Defer {
        /// By the clock that was passed in.
        not_before: SystemTime,
    },
    /// Do not send the request: the API sends the work again by itself. Look at the run again, or wait for its callback.
    Await {
        /// The time at which the API goes on, by the clock that was passed in; `None` where it does not say so.
        until: Option<SystemTime>,
    },
    /// Do not send the request again. [`Decision::remedy`](super::Decision::remedy) says what would help.
    Stop {
        /// The reason.
        reason: StopReason,
    },
}

impl Action {
    /// Returns the action without its times.
    #[must_use]
    pub const fn kind(self) -> ActionKind {
        match self {
            Self::Retry { .. } => ActionKind::Retry,
            Self::Defer { .. } => ActionKind::Defer,
            Self::Await { .. } => ActionKind::Await,
            Self::Stop { .. } => ActionKind::Stop,
        }
    }

    /// Returns `retry`, `defer`, `await` or `stop`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        self.kind().as_str()
    }
}

/// Writes the word, such as `retry`.
impl Display for Action {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        self.kind().fmt(f)
    }
}
