//! Limits of which an answer says that nothing is left, a success as well.

use super::hints::{FoundHint, left_of, read_count, split_members};
use super::received::{Headers, read_values};
use crate::catalogue::{Label, RateLimitFacts};

/// A limit of which nothing is left.
pub(crate) struct UsedUp {
    /// The place of the limit in the catalogue.
    pub(crate) limit: usize,
    /// The values of its `reset`.
    pub(crate) hints: Vec<FoundHint>,
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
fn read_reset(facts: &'static RateLimitFacts, headers: &impl Headers) -> Option<Vec<FoundHint>> {
    let reset = facts.reset.as_ref()?;
    if left_by(facts, headers) != Some(0) {
        return None;
    }
    // A member of their common header that is about another limit has another limit's reset.
    let is_of_another = |value: Option<&str>| {
        facts.shared_header().is_some() && value.is_some_and(|member| left_of(facts, member) != Some(0))
    };
    let values = read_members(facts, headers, reset.name).filter(|value| !is_of_another(*value));
    Some(values.map(|value| FoundHint::of_header(reset, value)).collect())
}

/// Reads how many requests a rate limit leaves, for generated code.
pub fn read_remaining<L: Label>(limit: usize, headers: &impl Headers) -> Option<u64> {
    left_by(L::__facts().rate_limits.get(limit)?, headers)
}

/// Returns the least of several numbers.
fn left_by(limit: &RateLimitFacts, headers: &impl Headers) -> Option<u64> {
    let place = limit.remaining.as_ref()?;
    let texts = read_members(limit, headers, place.name).flatten();
    texts.filter_map(|text| read_count(place, text)).min()
}

/// Returns the values of a header, member by member; `None` for one that is not text.
fn read_members<'a>(
    limit: &RateLimitFacts,
    headers: &'a impl Headers,
    name: &'static str,
) -> impl Iterator<Item = Option<&'a str>> {
    read_values(headers, name).flat_map(move |value| {
        let unreadable = value.is_none().then_some(None);
        let members = value.into_iter().flat_map(|value| split_members(limit, value));
        unreadable.into_iter().chain(members.map(Some))
    })
}
