//! Limits of which an answer says that nothing is left, a success as well.

use std::time::{Duration, SystemTime};

use edges_errors_core::vocabulary::HintKind;
use edges_errors_core::wire::HeaderPlace;

use super::hints::Hints;
use super::received::{Headers, read_values};
use super::{Rfc3339, write_retry_after};
use crate::catalogue::{Label, RateLimitFacts};

/// A limit of which nothing is left.
pub(crate) struct UsedUp {
    /// The place of the limit in the catalogue.
    pub(crate) limit: usize,
    /// What its `reset` says.
    pub(crate) hints: Hints,
}

/// Reads which limits the headers of an answer say to be used up. Those of an answer out of a cache say nothing of now.
pub(crate) fn read_used_up<L: Label>(headers: &impl Headers) -> impl Iterator<Item = UsedUp> {
    let limits = L::__facts().rate_limits.iter().enumerate();
    let used_up = limits.filter_map(move |(limit, facts)| {
        let hints = read_reset(facts, headers)?;
        Some(UsedUp { limit, hints })
    });
    used_up.filter(|_| !read_values(headers, "age").any(|age| age != Some("0")))
}

/// Reads when a limit resets, if nothing of it is left.
fn read_reset(facts: &'static RateLimitFacts, headers: &impl Headers) -> Option<Hints> {
    let (remaining, reset) = (facts.remaining.as_ref()?, facts.reset.as_ref()?);
    if left_by(remaining, headers) != Some(0) {
        return None;
    }
    let mut hints = Hints::default();
    for value in read_values(headers, reset.name) {
        match value {
            // A value of their common header that is about another limit has another limit's reset.
            Some(text) if remaining.name == reset.name && read_count(remaining, text) != Some(0) => {}
            Some(text) => hints.add_header(reset, text),
            None => hints.add_unreadable(reset),
        }
    }
    Some(hints)
}

/// Returns whether a value of a limit's `reset` says how much is left of this limit, so that another value is about another one.
pub(super) fn is_about(limit: &RateLimitFacts, text: &str) -> bool {
    let same_header = limit.remaining.as_ref().zip(limit.reset.as_ref());
    let count = same_header.filter(|(remaining, reset)| remaining.name == reset.name);
    count.is_some_and(|(remaining, _)| read_count(remaining, text).is_some())
}

/// Reads how many requests a rate limit leaves, for generated code.
pub fn read_remaining<L: Label>(limit: usize, headers: &impl Headers) -> Option<u64> {
    left_by(L::__facts().rate_limits.get(limit)?.remaining.as_ref()?, headers)
}

/// Returns the least of several numbers.
fn left_by(place: &HeaderPlace, headers: &impl Headers) -> Option<u64> {
    let texts = read_values(headers, place.name).flatten();
    texts.filter_map(|text| read_count(place, text)).min()
}

/// Writes the headers of an answer that has used a limit up for so long; none where the catalogue declares none.
pub(crate) fn write_used_up(
    limit: &RateLimitFacts,
    wait: Duration,
    wall: SystemTime,
) -> Vec<(&'static str, String)> {
    let Some((remaining, reset)) = limit.remaining.as_ref().zip(limit.reset.as_ref()) else {
        return Vec::new();
    };
    let left = format!("{}0", remaining.cut.after.unwrap_or_default());
    let behind = reset.cut.after.unwrap_or_default();
    let time = format!("{behind}{}", write_reset(reset.kind, wait, wall));
    if remaining.name != reset.name {
        vec![(remaining.name, left), (reset.name, time)]
    } else if behind.starts_with(&left) {
        vec![(reset.name, time)]
    } else {
        vec![(reset.name, format!("{left}{}{time}", remaining.cut.until.unwrap_or_default()))]
    }
}

/// Writes a reset, rounded up: a limit never seems open too early.
fn write_reset(kind: HintKind, wait: Duration, wall: SystemTime) -> String {
    match kind {
        HintKind::Seconds => write_retry_after(wait),
        HintKind::Milliseconds => wait.as_nanos().div_ceil(1_000_000).to_string(),
        HintKind::Duration => format!("{}s", write_retry_after(wait)),
        HintKind::Timestamp => {
            let opens = wall.checked_add(wait).unwrap_or(wall);
            let rounded = opens.checked_add(Duration::from_nanos(999_999_999)).unwrap_or(opens);
            Rfc3339(rounded).to_string()
        }
    }
}

fn read_count(place: &HeaderPlace, text: &str) -> Option<u64> {
    place.cut.apply(text).trim_ascii().parse().ok()
}
