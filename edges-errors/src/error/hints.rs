//! Hints of a response on how long to wait, wherever they are.

use std::time::SystemTime;

use edges_errors_core::vocabulary::HintKind;
use edges_errors_core::wire::{HeaderPlace, HintHeader};

use super::params::Param;
use super::received::{Body, Headers, HintParam, Received, read_values};
use super::time::{Reading, read_hint, read_time, read_wait};
use crate::catalogue::{Label, RateLimitFacts};

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
        let read = |value| read_hint(hint.kind, hint.cut.apply(value));
        let reading = value.map_or(Reading::UNREADABLE, read);
        Self { source: HintSource::Header(hint.name), reading }
    }
}

/// Calls `visit` with each hint of an error: of headers, then of params, then of the payload. Those that say nothing are missing,
/// `null` or blank.
pub(crate) fn visit_hints<L: Label>(received: &Received<L>, mut visit: impl FnMut(FoundHint)) {
    let Received { delivery, body, envelope, .. } = received;
    let wire = &L::__facts().wire;
    for value in body.headers().get("retry-after") {
        visit(FoundHint { source: RETRY_AFTER, reading: read_wait(value) });
    }
    for hint in wire.hints {
        body.headers().get(hint.name).for_each(|value| visit(FoundHint::of_header(hint, Some(value))));
    }
    for limit in received.limits() {
        visit_reset(limit, body, &mut visit);
    }
    for name in &delivery.unreadable_hints {
        let found = match *name {
            "retry-after" => Some(FoundHint { source: RETRY_AFTER, reading: Reading::UNREADABLE }),
            _ => find_declared(received, name).map(|hint| FoundHint::of_header(hint, None)),
        };
        found.into_iter().for_each(&mut visit);
    }
    envelope.visit_hints(wire.params, body, |HintParam { info, raw }| {
        let reading = match (raw, info.kind().hint()) {
            (None, _) => Reading::UNREADABLE,
            (Some(raw), Some(kind)) => match raw.verbatim() {
                Some(text) => read_hint(kind, text),
                None => Param::new(raw.text).read_hint(kind),
            },
            // The check refuses a delay of a kind that is no hint.
            (Some(_), None) => return,
        };
        visit(FoundHint { source: HintSource::Param(info.name()), reading });
    });
    let work = delivery.work.as_ref();
    if let Some((work, raw)) = work.and_then(|work| Some((work, work.until.as_deref()?))) {
        let source = HintSource::Payload(work.until_name);
        visit(FoundHint { source, reading: Param::new(raw).read_hint(HintKind::Timestamp) });
    }
}

/// Reads when a limit resets that was hit.
fn visit_reset(limit: &'static RateLimitFacts, body: &Body, visit: &mut impl FnMut(FoundHint)) {
    let Some(reset) = &limit.reset else { return };
    let values = || body.headers().get(reset.name).flat_map(|value| split_members(limit, value));
    // A field may have a member for each limit. Those that say how much is left of another one say nothing of this one, and
    // where one is used up, it is the one that was hit.
    let is_used_up = values().any(|value| left_of(limit, value) == Some(0));
    let has_own = values().any(|value| left_of(limit, value).is_some());
    let is_own = |left: Option<u64>| if is_used_up { left == Some(0) } else { left.is_some() || !has_own };
    for value in values().filter(|value| is_own(left_of(limit, value))) {
        visit(FoundHint::of_header(reset, Some(value)));
    }
}

/// Returns the header of this name that says how long to wait. The reset of a limit that was not hit says nothing.
fn find_declared<L: Label>(received: &Received<L>, name: &str) -> Option<&'static HintHeader> {
    let declared = L::__facts().wire.hints.iter();
    let resets = received.limits().filter_map(|limit| limit.reset.as_ref());
    declared.chain(resets).find(|hint| hint.name == name)
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

/// Returns the members of a value where one header has both what is left of a limit and its reset, or else the value.
pub(super) fn split_members<'a>(
    limit: &RateLimitFacts,
    value: &'a str,
) -> impl Iterator<Item = &'a str> + use<'a> {
    let is_list = limit.shared_header().is_some();
    value.split(move |c| is_list && c == ',')
}

/// Reads how much is left of a limit, of a member that has its reset too.
pub(super) fn left_of(limit: &RateLimitFacts, member: &str) -> Option<u64> {
    limit.shared_header().and_then(|remaining| read_count(remaining, member))
}

/// Reads how many requests are left, of one value.
pub(super) fn read_count(place: &HeaderPlace, text: &str) -> Option<u64> {
    place.cut.apply(text).trim_ascii().parse().ok()
}
