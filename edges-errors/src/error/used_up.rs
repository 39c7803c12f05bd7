//! Limits of which an answer says that nothing is left, a success as well.

use edges_errors_core::wire::HeaderPlace;

use super::hints::Hints;
use super::received::{Headers, read_values};
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

fn read_count(place: &HeaderPlace, text: &str) -> Option<u64> {
    place.cut.apply(text).trim_ascii().parse().ok()
}
