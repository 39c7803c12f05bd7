//! Comparison of retry policies by the behaviour of a program that follows them.

use std::iter;
use std::time::Duration;

use super::change::{Change, Kind};
use super::levels::{Behaviour, Level};
use super::order::{Pair, pair};
use super::subject::{Editions, Kept};
use edges_errors_catalogue::model::{Catalogue, Id, Policy, Strategy};
use edges_errors_catalogue::phrases::describe_policy;

/// The most requests that a plan sends: later waits are not compared.
const COMPARED_WAITS: usize = 1_000;

/// Returns true if a program sends the same request again by itself.
pub(super) fn sends_again(policy: &Policy) -> bool {
    policy.strategy.retries() && policy.max_attempts != Some(1)
}

/// Compares what programs do under two policies.
pub(super) fn compare_policies(old: &Policy, new: &Policy) -> Vec<Behaviour> {
    match (sends_again(old), sends_again(new)) {
        (false, true) => vec![Behaviour::NowRetried],
        (true, false) => vec![Behaviour::NoLongerRetried],
        (false, false) => compare_hopes(old, new).into_iter().collect(),
        (true, true) => compare_waits(old, new).into_iter().chain(compare_attempts(old, new)).collect(),
    }
}

fn compare_hopes(old: &Policy, new: &Policy) -> Option<Behaviour> {
    match (old.strategy, new.strategy) {
        (Strategy::Never, Strategy::Manual) => Some(Behaviour::NowWorthTrying),
        (Strategy::Manual, Strategy::Never) => Some(Behaviour::NoLongerWorthTrying),
        _ => None,
    }
}

fn compare_attempts(old: &Policy, new: &Policy) -> Option<Behaviour> {
    let most = |policy: &Policy| policy.max_attempts.unwrap_or(u32::MAX);
    match most(new).cmp(&most(old)) {
        std::cmp::Ordering::Greater => Some(Behaviour::SentMoreOften),
        std::cmp::Ordering::Less => Some(Behaviour::SentLessOften),
        std::cmp::Ordering::Equal => None,
    }
}

/// Compares the waits of both policies without jitter and hints: for `exponential` the longest that each can be.
fn compare_waits(old: &Policy, new: &Policy) -> Option<Behaviour> {
    let most = |policy: &Policy| {
        let attempts = policy.max_attempts.and_then(|attempts| usize::try_from(attempts).ok());
        attempts.unwrap_or(COMPARED_WAITS).min(COMPARED_WAITS)
    };
    let compared = most(old).min(most(new)).saturating_sub(1);
    let (mut longer, mut shorter) = (false, false);
    for (before, after) in list_waits(old.strategy).zip(list_waits(new.strategy)).take(compared) {
        longer |= after > before;
        shorter |= after < before;
    }
    match (longer, shorter) {
        (true, true) => Some(Behaviour::WaitsDifferently),
        (true, false) => Some(Behaviour::WaitsLonger),
        (false, true) => Some(Behaviour::WaitsShorter),
        (false, false) => None,
    }
}

/// Lists the waits of a strategy, without end.
fn list_waits(strategy: Strategy) -> impl Iterator<Item = Duration> {
    let first = match strategy {
        Strategy::Never | Strategy::Manual => Duration::ZERO,
        Strategy::Fixed { delay } => delay,
        Strategy::Exponential { base, cap, .. } => base.min(cap),
        Strategy::Until { fallback } => fallback,
    };
    iter::successors(Some(first), move |wait| match strategy {
        Strategy::Exponential { cap, factor, .. } => {
            Some((wait.saturating_mul(factor.thousandths()) / 1_000).min(cap))
        }
        Strategy::Never | Strategy::Manual | Strategy::Fixed { .. } | Strategy::Until { .. } => Some(*wait),
    })
}

/// Returns true if the policies differ in more than their name.
pub(super) fn differ(old: &Policy, new: &Policy) -> bool {
    (old.strategy, old.max_attempts) != (new.strategy, new.max_attempts)
}

/// Compares named policies: one change for all labels that refer to the policy.
pub(super) fn compare_named_policies<'a>(editions: Editions<'a>, changes: &mut Vec<Change>) {
    let Editions { old, new } = editions;
    let named = |catalogue: &'a Catalogue| catalogue.policies.iter().filter(|policy| policy.name.is_some());
    for found in pair(named(old), named(new), name_of) {
        match found {
            Pair::Added(policy) => {
                let subject = editions.added(Kind::Policy, name_of(policy), policy.location);
                let change = subject.change(Level::Prose, "added").with_new(describe_policy(policy));
                changes.push(change.affecting(list_users(new, policy)));
            }
            Pair::Removed(policy) => {
                let subject = editions.removed(Kind::Policy, name_of(policy), policy.location);
                let change = subject.change(Level::Prose, "removed");
                changes.push(change.with_old(describe_policy(policy)));
            }
            Pair::Both(before, after) if differ(before, after) => {
                let subject = editions.both(Kind::Policy, name_of(after), before.location, after.location);
                changes.push(compare_named(&editions.keep(subject, before, after)));
            }
            Pair::Both(..) => {}
        }
    }
}

fn name_of(policy: &Policy) -> &str {
    policy.name.as_deref().unwrap_or_default()
}

fn compare_named(policy: &Kept<'_, Policy>) -> Change {
    let Kept { before, after, .. } = policy;
    let is_alike = before.strategy.kind() == after.strategy.kind();
    let what = if is_alike { "numbers-changed" } else { "strategy-changed" };
    // Of those who refer to it: a new reference is a change of its own.
    let [referred, mut refer] = policy.each(list_users);
    refer.retain(|user| referred.contains(user));
    policy
        .subject
        .change(Level::Behavioural, what)
        .between(describe_policy(before), describe_policy(after))
        .behaving(compare_policies(before, after))
        .affecting(refer)
}

/// Lists the labels, statuses and rate limits that refer to a policy.
fn list_users(catalogue: &Catalogue, policy: &Policy) -> Vec<String> {
    let is = |id: Id<Policy>| catalogue[id].name == policy.name;
    let labels = catalogue.current_labels().filter(|label| label.retry.rules().any(|rule| is(rule.policy)));
    let statuses = catalogue.statuses.iter().filter(|status| is(status.policy));
    let limits = catalogue.rate_limits.iter().filter(|limit| is(limit.policy));
    labels
        .map(|label| label.name.clone())
        .chain(statuses.map(|status| format!("status {}", status.range)))
        .chain(limits.map(|limit| format!("rate limit {}", limit.key.name)))
        .collect()
}

#[cfg(test)]
mod tests;
