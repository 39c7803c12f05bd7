//! Hints of a response on how long to wait, wherever they are.

use std::time::SystemTime;

use edges_errors_core::vocabulary::HintKind;
use edges_errors_core::wire::HintHeader;

use super::params::{EntryValue, Param, visit_entries};
use super::received::{Body, Headers, Received};
use super::time::{Reading, read_duration, read_milliseconds, read_time, read_wait};
use crate::catalogue::{Label, ParamKind};

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

/// Calls `add` with what each hint of an error says: of headers, then of params, then of the payload. Those that say nothing are
/// missing, `null` or blank.
pub(crate) fn visit_hints<L: Label>(received: &Received<L>, mut add: impl FnMut(HintSource, Reading)) {
    let Received { delivery, body, .. } = received;
    for value in body.headers().get("retry-after") {
        add(RETRY_AFTER, read_wait(value));
    }
    let declared = L::__facts().wire.hints.iter();
    let resets = || received.limits().filter_map(|limit| limit.reset.as_ref());
    for hint in declared.clone().chain(resets()) {
        for value in body.headers().get(hint.name) {
            add(HintSource::Header(hint.name), read_header(hint, value));
        }
    }
    for name in &delivery.unreadable_hints {
        let hint = || declared.clone().chain(resets()).find(|hint| hint.name == *name);
        let source = match *name {
            "retry-after" => Some(RETRY_AFTER),
            // The reset of a limit that was not hit says nothing.
            _ => hint().map(|hint| HintSource::Header(hint.name)),
        };
        source.into_iter().for_each(|source| add(source, Reading::UNREADABLE));
    }
    visit_params(received, &mut add);
    let work = delivery.work.as_ref();
    if let Some((work, raw)) = work.and_then(|work| Some((work, work.until.as_deref()?))) {
        add(HintSource::Payload(work.until_name), Param::new(raw).read_time());
    }
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

/// Reads how many requests a rate limit leaves, for generated code.
pub fn read_remaining<L: Label>(limit: usize, headers: &impl Headers) -> Option<u64> {
    let place = L::__facts().rate_limits.get(limit)?.remaining.as_ref()?;
    let value = headers.values(place.name).next()?;
    place.cut.apply(core::str::from_utf8(value).ok()?).trim_ascii().parse().ok()
}

/// Reads the server's time when it answered: its `Date`, unless the answer was kept in a cache since (RFC 9111, section 5.1).
pub(crate) fn read_server_time(body: &Body) -> Option<SystemTime> {
    let headers = body.headers();
    let date = headers.get("date").next().filter(|_| !headers.has("age"))?;
    read_time(date).until
}
