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
    /// One that stood there and could not be read.
    pub(super) unreadable: Option<HintSource>,
    /// A time was named that has passed.
    pub(super) passed: bool,
    /// The time that the server's own times were compared with.
    server_now: SystemTime,
}

impl Asked {
    pub(super) fn read<L: Label>(error: Option<&ApiError<L>>, wall: SystemTime) -> Self {
        let visit = |visit: &mut dyn FnMut(FoundHint)| {
            error.into_iter().for_each(|error| error.visit_hints(&mut *visit));
        };
        Self::collect(visit, ServerClock::new(wall, || error?.server_time()))
    }

    /// Reads hints. The server's time is asked for only where something is measured by it.
    pub(super) fn read_hints(
        hints: Vec<FoundHint>,
        wall: SystemTime,
        server_time: impl Fn() -> Option<SystemTime>,
    ) -> Self {
        Self::collect(|visit| hints.into_iter().for_each(visit), ServerClock::new(wall, server_time))
    }

    fn collect(
        visit_each: impl FnOnce(&mut dyn FnMut(FoundHint)),
        mut clock: ServerClock<impl Fn() -> Option<SystemTime>>,
    ) -> Self {
        let mut asked =
            Self { longest: None, of_payload: None, unreadable: None, passed: false, server_now: clock.wall };
        visit_each(&mut |FoundHint { source, reading }| {
            if reading.unreadable {
                asked.unreadable = asked.unreadable.or(Some(source));
            }
            for wait in clock.waits(reading) {
                asked.passed |= wait.is_none();
                asked.longest = asked.longest.max(wait);
                if let HintSource::Payload(_) = source {
                    asked.of_payload = asked.of_payload.max(wait);
                }
            }
        });
        asked.server_now = clock.now.unwrap_or(clock.wall);
        asked
    }

    /// Returns how long it is until a time by the server's clock; nothing where it has passed.
    pub(super) fn until(&self, time: SystemTime) -> Duration {
        time.duration_since(self.server_now).unwrap_or_default()
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
        for wait in clock.waits(reading).flatten() {
            match hints.iter_mut().find(|known| known.source == source) {
                Some(known) => known.wait = known.wait.max(wait),
                None => hints.push(Hint { source, wait }),
            }
        }
    });
    hints
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

    /// Returns the waits that a hint asks for; `None` for one that is over.
    fn waits(&mut self, reading: Reading) -> impl Iterator<Item = Option<Duration>> + use<F> {
        let until = reading.until.map(|time| time.duration_since(self.now()).ok());
        let said = [reading.wait.map(Some), until, reading.passed.then_some(None)];
        said.into_iter().flatten().map(|wait| wait.filter(|wait| !wait.is_zero()))
    }

    fn now(&mut self) -> SystemTime {
        let Self { wall, read, now } = self;
        *now.get_or_insert_with(|| read().unwrap_or(*wall))
    }
}
