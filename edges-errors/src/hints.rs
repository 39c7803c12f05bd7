//! What a response says about waiting, wherever it says it.

use std::time::{Duration, SystemTime};

use crate::error::ApiError;
use crate::facts::ParamKind;
use crate::label::Label;
use crate::params::{Param, Params};
use crate::time::{Reading, read_time, read_wait};

/// Where a hint stood.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum HintSource {
    /// The header `Retry-After`.
    Header,
    /// A param of this name.
    Param(&'static str),
    /// The `postponed_until` of the run itself.
    Run,
}

/// One hint.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Hint {
    /// From when the response was received.
    Wait(Duration),
    /// By the server's clock, and perhaps in the past.
    Until(SystemTime),
    /// Whatever there was to wait for has passed: a negative wait, or a time before all that [`SystemTime`] holds.
    Passed,
}

impl Hint {
    /// How much of it lies ahead at a time by the server's clock; `None` where it has passed.
    pub(crate) fn ahead(self, server_now: SystemTime) -> Option<Duration> {
        let wait = match self {
            Self::Wait(wait) => Some(wait),
            Self::Until(time) => time.duration_since(server_now).ok(),
            Self::Passed => None,
        };
        wait.filter(|wait| !wait.is_zero())
    }
}

/// All hints of one error. What is absent is in neither list: a value that is missing, `null` or blank.
#[derive(Debug, Default)]
pub(crate) struct Hints {
    /// What could be read, also where it has passed.
    pub(crate) found: Vec<(HintSource, Hint)>,
    /// What is there, and says neither how long to wait nor that it has passed: a hint all the same.
    pub(crate) unreadable: Vec<HintSource>,
}

impl Hints {
    pub(crate) fn longest_wait(&self) -> Option<Duration> {
        let waits = self.found.iter().filter_map(|(_, hint)| match hint {
            Hint::Wait(wait) => Some(*wait),
            Hint::Until(_) | Hint::Passed => None,
        });
        waits.max()
    }

    pub(crate) fn latest_time(&self) -> Option<SystemTime> {
        let times = self.found.iter().filter_map(|(_, hint)| match hint {
            Hint::Until(time) => Some(*time),
            Hint::Wait(_) | Hint::Passed => None,
        });
        times.max()
    }

    /// Whether one of them is by the server's clock.
    pub(crate) fn name_times(&self) -> bool {
        self.found.iter().any(|(_, hint)| matches!(hint, Hint::Until(_)))
    }

    fn add(&mut self, source: HintSource, reading: Reading) {
        let passed = reading.passed.then_some(Hint::Passed);
        let said = [reading.wait.map(Hint::Wait), reading.until.map(Hint::Until), passed];
        self.found.extend(said.into_iter().flatten().map(|hint| (source, hint)));
        if reading.unreadable {
            self.unreadable.push(source);
        }
    }
}

impl<L: Label> ApiError<L> {
    pub(crate) fn hints(&self) -> Hints {
        let mut hints = Hints::default();
        let delivery = &self.inner().delivery;
        for value in self.inner().body.headers().get("retry-after") {
            hints.add(HintSource::Header, read_wait(value));
        }
        if delivery.unreadable_hint {
            hints.unreadable.push(HintSource::Header);
        }
        self.read_params(&mut hints);
        if let Some(raw) = delivery.run.as_ref().and_then(|run| run.postponed_until.as_deref()) {
            hints.add(HintSource::Run, Param::new(raw).read_time());
        }
        hints
    }

    /// The server's time when it answered: its `Date`, unless the answer was kept in a cache since (RFC 9111, section 5.1).
    pub(crate) fn server_time(&self) -> Option<SystemTime> {
        let headers = self.inner().body.headers();
        let date = headers.get("date").next().filter(|_| !headers.has("age"))?;
        read_time(date).until
    }

    /// Params of the catalogue's that delay a retry count on every error, in `params` and beside it.
    fn read_params(&self, hints: &mut Hints) {
        let known = L::__facts().hints;
        if known.is_empty() {
            return;
        }
        Params::visit(&self.inner().envelope, &self.inner().body, &mut |_, name, raw| {
            let param = Param::new(raw);
            for info in known.iter().filter(|info| info.name() == name) {
                let reading = match info.kind() {
                    ParamKind::Timestamp => param.read_time(),
                    ParamKind::Seconds => param.read_wait(),
                    // The check refuses a delay of any other kind.
                    ParamKind::String
                    | ParamKind::Integer
                    | ParamKind::Number
                    | ParamKind::Boolean
                    | ParamKind::List
                    | ParamKind::Enum
                    | ParamKind::Json => continue,
                };
                hints.add(HintSource::Param(info.name()), reading);
            }
        });
    }
}
