//! The hints of a failure, as seen from now.

use std::time::{Duration, SystemTime};

use super::hint::Hint;
use crate::catalogue::Label;
use crate::error::{ApiError, FoundHint, HintSource, Reading};

/// The demands of the hints of one failure.
pub(super) struct Asked {
    /// The longest wait.
    longest: Option<Duration>,
    /// The longest wait that the payload names.
    of_payload: Option<Duration>,
    /// One stood there and could not be read.
    pub(super) unreadable: bool,
    /// A time was named that has passed.
    pub(super) passed: bool,
}

impl Asked {
    /// Reads the hints of an answer; a failure without one has none.
    pub(super) fn read<L: Label>(error: Option<&ApiError<L>>, wall: SystemTime) -> Self {
        let mut clock = ServerClock::new(wall, || error?.server_time());
        let mut asked = Self::nothing();
        if let Some(error) = error {
            error.visit_hints(|hint| asked.add(&hint, &mut clock));
        }
        asked
    }

    /// Reads hints. The server's time is asked for only where something is measured by it.
    pub(super) fn read_hints(
        hints: &[FoundHint],
        wall: SystemTime,
        server_time: impl Fn() -> Option<SystemTime>,
    ) -> Self {
        let mut clock = ServerClock::new(wall, server_time);
        let mut asked = Self::nothing();
        hints.iter().for_each(|hint| asked.add(hint, &mut clock));
        asked
    }

    fn nothing() -> Self {
        Self { longest: None, of_payload: None, unreadable: false, passed: false }
    }

    fn add(&mut self, hint: &FoundHint, clock: &mut ServerClock<impl Fn() -> Option<SystemTime>>) {
        let FoundHint { source, reading } = hint;
        self.unreadable |= reading.unreadable;
        self.passed |= reading.passed;
        for wait in clock.waits(reading) {
            if wait.is_zero() {
                self.passed = true;
                continue;
            }
            self.longest = self.longest.max(Some(wait));
            if let HintSource::Payload(_) = source {
                self.of_payload = self.of_payload.max(Some(wait));
            }
        }
    }

    /// Returns when the work goes on that the error is of.
    pub(super) fn of_payload(&self) -> Option<Duration> {
        self.of_payload
    }

    /// Returns the longest wait that was asked for.
    pub(super) fn longest(&self) -> Option<Duration> {
        self.longest
    }
}

/// Returns the hints of an error that lie ahead: of each place the longest, since a server may repeat one as often as it likes.
pub(super) fn find_hints<L: Label>(error: &ApiError<L>, wall: SystemTime) -> Vec<Hint> {
    let mut hints: Vec<Hint> = Vec::new();
    let mut clock = ServerClock::new(wall, || error.server_time());
    error.visit_hints(|FoundHint { source, reading }| {
        for wait in clock.waits(&reading).filter(|wait| !wait.is_zero()) {
            match hints.iter_mut().find(|known| known.source == source) {
                Some(known) => known.wait = known.wait.max(wait),
                None => hints.push(Hint { source, wait }),
            }
        }
    });
    hints
}

/// Returns the first hint of an error that is there and cannot be read.
pub(super) fn find_unreadable<L: Label>(error: &ApiError<L>) -> Option<HintSource> {
    let mut first = None;
    error.visit_hints(|FoundHint { source, reading }| first = first.or(reading.unreadable.then_some(source)));
    first
}

/// The clock that the server's own times are compared with.
struct ServerClock<F> {
    wall: SystemTime,
    /// Reads the date of the answer, which is done only where something is measured by it.
    read: F,
    now: Option<SystemTime>,
}

impl<F: Fn() -> Option<SystemTime>> ServerClock<F> {
    fn new(wall: SystemTime, read: F) -> Self {
        Self { wall, read, now: None }
    }

    /// Returns the waits that a hint asks for; nothing for one that is over.
    fn waits(&mut self, reading: &Reading) -> impl Iterator<Item = Duration> + use<F> {
        let until = reading.until.map(|time| time.duration_since(self.now()).unwrap_or_default());
        [reading.wait, until].into_iter().flatten()
    }

    fn now(&mut self) -> SystemTime {
        let Self { wall, read, now } = self;
        *now.get_or_insert_with(|| read().unwrap_or(*wall))
    }
}
