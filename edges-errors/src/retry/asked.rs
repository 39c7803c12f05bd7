//! The hints of a failure, as seen from now.

use std::time::{Duration, SystemTime};

use super::decision::Hint;
use crate::catalogue::Label;
use crate::error::{ApiError, HintSource, Hints};

/// The hints of one failure.
pub(super) struct Asked {
    /// Those that lie ahead.
    pub(super) hints: Vec<Hint>,
    /// One that stood there and could not be read.
    pub(super) unreadable: Option<HintSource>,
    /// A time was named that has passed.
    pub(super) passed: bool,
    /// The time that the server's own times are compared with.
    server_now: SystemTime,
}

impl Asked {
    pub(super) fn read<L: Label>(error: Option<&ApiError<L>>, wall: SystemTime) -> Self {
        let Some(error) = error else { return Self::read_hints(Hints::default(), wall, || None) };
        Self::read_hints(error.hints(), wall, || error.server_time())
    }

    /// Reads hints. The server's time is asked for only where something is measured by it.
    pub(super) fn read_hints(
        hints: Hints,
        wall: SystemTime,
        server_time: impl FnOnce() -> Option<SystemTime>,
    ) -> Self {
        let server_now = if hints.name_times() { server_time() } else { None };
        let mut asked = Self {
            hints: Vec::new(),
            unreadable: hints.unreadable.first().copied(),
            passed: false,
            server_now: server_now.unwrap_or(wall),
        };
        for (source, hint) in hints.found {
            match hint.ahead(asked.server_now) {
                Some(wait) => asked.hints.push(Hint { source, wait }),
                None => asked.passed = true,
            }
        }
        asked
    }

    /// Returns how long it is until a time by the server's clock; nothing where it has passed.
    pub(super) fn until(&self, time: SystemTime) -> Duration {
        time.duration_since(self.server_now).unwrap_or_default()
    }

    /// Returns when the work goes on that the error is of.
    pub(super) fn of_payload(&self) -> Option<Duration> {
        let hints = self.hints.iter().filter(|hint| matches!(hint.source, HintSource::Payload(_)));
        hints.map(|hint| hint.wait).max()
    }

    /// Returns the longest wait that was asked for.
    pub(super) fn longest(&self) -> Option<Duration> {
        self.hints.iter().map(|hint| hint.wait).max()
    }
}
