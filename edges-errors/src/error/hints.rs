//! Hints of a response on how long to wait, wherever they are.

use std::time::SystemTime;

use edges_errors_core::vocabulary::HintKind;
use edges_errors_core::wire::{HeaderPlace, HintHeader};

use super::params::{EntryValue, Param, visit_entries};
use super::received::{Body, Headers, Received, read_values};
use super::time::{Reading, read_duration, read_milliseconds, read_time, read_wait};
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

/// A hint, and what it says.
#[derive(Debug, Clone, Copy)]
pub(crate) struct FoundHint {
    pub(crate) source: HintSource,
    pub(crate) reading: Reading,
}

impl FoundHint {
    /// Reads a header of the catalogue that says how long to wait; `None` for one that is not even text.
    pub(crate) fn of_header(hint: &'static HintHeader, value: Option<&str>) -> Self {
        let reading = value.map_or(Reading::UNREADABLE, |value| read_header(hint, value));
        Self { source: HintSource::Header(hint.name), reading }
    }
}

/// Calls `visit` with each hint of an error: of headers, then of params, then of the payload. Those that say nothing are missing,
/// `null` or blank.
pub(crate) fn visit_hints<L: Label>(received: &Received<L>, mut visit: impl FnMut(FoundHint)) {
    let mut add = |source, reading| visit(FoundHint { source, reading });
    let Received { delivery, body, .. } = received;
    for value in body.headers().get("retry-after") {
        add(RETRY_AFTER, read_wait(value));
    }
    for hint in L::__facts().wire.hints {
        for value in body.headers().get(hint.name) {
            add(HintSource::Header(hint.name), read_header(hint, value));
        }
    }
    for limit in received.limits() {
        visit_reset(limit, body, &mut add);
    }
    for name in &delivery.unreadable_hints {
        let source = match *name {
            "retry-after" => Some(RETRY_AFTER),
            _ => find_declared(received, name).map(|hint| HintSource::Header(hint.name)),
        };
        source.into_iter().for_each(|source| add(source, Reading::UNREADABLE));
    }
    visit_params(received, &mut add);
    let work = delivery.work.as_ref();
    if let Some((work, raw)) = work.and_then(|work| Some((work, work.until.as_deref()?))) {
        add(HintSource::Payload(work.until_name), Param::new(raw).read_time());
    }
}

/// Reads when a limit resets that was hit.
fn visit_reset(limit: &'static RateLimitFacts, body: &Body, add: &mut impl FnMut(HintSource, Reading)) {
    let Some(reset) = &limit.reset else { return };
    let values = || body.headers().get(reset.name);
    // A field may have a line for each limit, and the others' say nothing of this one.
    let has_own = values().any(|value| is_about(limit, value));
    for value in values().filter(|value| !has_own || is_about(limit, value)) {
        add(HintSource::Header(reset.name), read_header(reset, value));
    }
}

/// Returns the header of this name that says how long to wait. The reset of a limit that was not hit says nothing.
fn find_declared<L: Label>(received: &Received<L>, name: &str) -> Option<&'static HintHeader> {
    let declared = L::__facts().wire.hints.iter();
    let resets = received.limits().filter_map(|limit| limit.reset.as_ref());
    declared.chain(resets).find(|hint| hint.name == name)
}

/// Reads a header of the catalogue that says how long to wait.
fn read_header(hint: &HintHeader, value: &str) -> Reading {
    let text = hint.cut.apply(value);
    match hint.kind {
        HintKind::Seconds => read_wait(text),
        HintKind::Milliseconds => read_milliseconds(text),
        HintKind::Duration => read_duration(text),
        HintKind::Timestamp => read_time(text),
    }
}

/// Reads the params that the catalogue marks as delaying a retry: on every error, wherever its extra data is.
fn visit_params<L: Label>(received: &Received<L>, add: &mut impl FnMut(HintSource, Reading)) {
    let known = L::__facts().hints;
    if known.is_empty() {
        return;
    }
    visit_entries::<L>(&received.envelope, &received.body, |entry| {
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
            add(HintSource::Param(info.name()), reading);
        }
    });
}

/// Reads the server's time when it answered, of headers as they came.
pub(crate) fn read_server_time(headers: &impl Headers) -> Option<SystemTime> {
    let date = read_values(headers, "date").next().flatten();
    read_date(date, headers.values("age").next().is_some())
}

/// Reads the server's time when it answered: its `Date`, unless the answer was kept in a cache since, for which it has an `Age`
/// (RFC 9111, section 5.1).
pub(super) fn read_date(date: Option<&str>, has_age: bool) -> Option<SystemTime> {
    date.filter(|_| !has_age).and_then(|date| read_time(date).until)
}

/// Returns whether a value of a limit's `reset` says how much is left of this limit, so that another value is about another one.
fn is_about(limit: &RateLimitFacts, text: &str) -> bool {
    let same_header = limit.remaining.as_ref().zip(limit.reset.as_ref());
    let count = same_header.filter(|(remaining, reset)| remaining.name == reset.name);
    count.is_some_and(|(remaining, _)| read_count(remaining, text).is_some())
}

/// Reads how many requests are left, of one value.
pub(super) fn read_count(place: &HeaderPlace, text: &str) -> Option<u64> {
    place.cut.apply(text).trim_ascii().parse().ok()
}
