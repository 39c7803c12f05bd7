//! Hints of a response on how long to wait, wherever they are.

use std::time::{Duration, SystemTime};

use edges_errors_core::vocabulary::HintKind;
use edges_errors_core::wire::HintHeader;

use super::params::{EntryValue, Param, visit_entries};
use super::received::{Body, Headers, Received, read_values};
use super::time::{Reading, read_duration, read_milliseconds, read_time, read_wait};
use super::used_up::is_about;
use crate::catalogue::{Label, ParamKind, RateLimitFacts};

/// The place of a hint.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum HintSource {
    /// A header.
    Header(&'static str),
    /// A param of this name.
    Param(&'static str),
    /// A path of the payload.
    Payload(&'static str),
}

/// The header that HTTP itself defines.
const RETRY_AFTER: HintSource = HintSource::Header("Retry-After");

impl HintSource {
    /// Returns the name of the header or the param, or the path.
    pub(crate) fn name(self) -> &'static str {
        let (Self::Header(name) | Self::Param(name) | Self::Payload(name)) = self;
        name
    }
}

/// The value of one hint.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum HintValue {
    /// From when the response was received.
    Wait(Duration),
    /// By the server's clock, and perhaps in the past.
    Until(SystemTime),
    /// Whatever there was to wait for has passed: a negative wait, or a time before all that [`SystemTime`] holds.
    Passed,
}

impl HintValue {
    /// Returns how much of it lies ahead at a time by the server's clock; `None` where it has passed.
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
    /// Those that can be read, also where they have passed.
    pub(crate) found: Vec<(HintSource, HintValue)>,
    /// Those that say neither how long to wait nor that they have passed: hints all the same.
    pub(crate) unreadable: Vec<HintSource>,
}

impl Hints {
    pub(crate) fn longest_wait(&self) -> Option<Duration> {
        let waits = self.found.iter().filter_map(|(_, hint)| match hint {
            HintValue::Wait(wait) => Some(*wait),
            HintValue::Until(_) | HintValue::Passed => None,
        });
        waits.max()
    }

    pub(crate) fn latest_time(&self) -> Option<SystemTime> {
        let times = self.found.iter().filter_map(|(_, hint)| match hint {
            HintValue::Until(time) => Some(*time),
            HintValue::Wait(_) | HintValue::Passed => None,
        });
        times.max()
    }

    /// Returns whether one of them is by the server's clock.
    pub(crate) fn name_times(&self) -> bool {
        self.found.iter().any(|(_, hint)| matches!(hint, HintValue::Until(_)))
    }

    pub(crate) fn read<L: Label>(received: &Received<L>) -> Self {
        let mut hints = Self::default();
        let Received { delivery, body, .. } = received;
        for value in body.headers().get("retry-after") {
            hints.add(RETRY_AFTER, read_wait(value));
        }
        for hint in L::__facts().wire.hints {
            hints.read_header(hint, body);
        }
        for limit in received.limits() {
            hints.read_reset(limit, body);
        }
        if let Some(name) = delivery.unreadable_hint {
            let declared = L::__facts().wire.hints.iter().find(|hint| hint.name == name);
            hints.unreadable.push(declared.map_or(RETRY_AFTER, |hint| HintSource::Header(hint.name)));
        }
        hints.read_params(received);
        let work = delivery.work.as_ref();
        if let Some((work, raw)) = work.and_then(|work| Some((work, work.until.as_deref()?))) {
            hints.add(HintSource::Payload(work.until_name), Param::new(raw).read_time());
        }
        hints
    }

    /// Reads a header of the catalogue that says how long to wait.
    fn read_header(&mut self, hint: &'static HintHeader, body: &Body) {
        for value in body.headers().get(hint.name) {
            self.add_header(hint, value);
        }
    }

    /// Reads when a limit resets that was hit.
    fn read_reset(&mut self, limit: &'static RateLimitFacts, body: &Body) {
        let Some(reset) = &limit.reset else { return };
        let values = || body.headers().get(reset.name);
        // A field may have a line for each limit, and the others' say nothing of this one.
        let has_own = values().any(|value| is_about(limit, value));
        for value in values().filter(|value| !has_own || is_about(limit, value)) {
            self.add_header(reset, value);
        }
    }

    /// Adds one value of a header of the catalogue.
    pub(super) fn add_header(&mut self, hint: &'static HintHeader, value: &str) {
        let text = hint.cut.apply(value);
        let reading = match hint.kind {
            HintKind::Seconds => read_wait(text),
            HintKind::Milliseconds => read_milliseconds(text),
            HintKind::Duration => read_duration(text),
            HintKind::Timestamp => read_time(text),
        };
        self.add(HintSource::Header(hint.name), reading);
    }

    /// Reads the params that the catalogue marks as delaying a retry: on every error, wherever its extra data is.
    fn read_params<L: Label>(&mut self, received: &Received<L>) {
        let known = L::__facts().hints;
        if known.is_empty() {
            return;
        }
        visit_entries::<L>(&received.envelope, &received.body, &mut |entry| {
            for info in known.iter().filter(|info| info.name() == entry.name) {
                let reading = match entry.value {
                    // Nobody knows how it would have gone on.
                    EntryValue::Cut => Reading::UNREADABLE,
                    EntryValue::Whole(param) => match info.kind() {
                        ParamKind::Timestamp => param.read_time(),
                        ParamKind::Seconds => param.read_wait(),
                        ParamKind::Milliseconds => param.read_milliseconds(),
                        ParamKind::Duration => param.read_duration(),
                        // The check refuses a delay of any other kind.
                        ParamKind::String
                        | ParamKind::Integer
                        | ParamKind::Number
                        | ParamKind::Boolean
                        | ParamKind::List
                        | ParamKind::Enum
                        | ParamKind::Json => continue,
                    },
                };
                self.add(HintSource::Param(info.name()), reading);
            }
        });
    }

    /// Adds a value of a header of the catalogue that is not even text.
    pub(super) fn add_unreadable(&mut self, hint: &'static HintHeader) {
        self.unreadable.push(HintSource::Header(hint.name));
    }

    fn add(&mut self, source: HintSource, reading: Reading) {
        let passed = reading.passed.then_some(HintValue::Passed);
        let said = [reading.wait.map(HintValue::Wait), reading.until.map(HintValue::Until), passed];
        self.found.extend(said.into_iter().flatten().map(|hint| (source, hint)));
        if reading.unreadable {
            self.unreadable.push(source);
        }
    }
}

/// Reads the server's time when it answered: its `Date`, unless the answer was kept in a cache since (RFC 9111, section 5.1).
pub(crate) fn read_server_time(headers: &impl Headers) -> Option<SystemTime> {
    let date = read_values(headers, "date").next().flatten()?;
    let is_fresh = headers.values("age").next().is_none();
    is_fresh.then(|| read_time(date).until).flatten()
}
