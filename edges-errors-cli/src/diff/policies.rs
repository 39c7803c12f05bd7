//! Comparison of retry policies by the behaviour of a program that follows them.

use std::collections::BTreeMap;
use std::time::Duration;

use super::change::{Change, Kind, Subject};
use super::levels::{Behaviour, Level};
use super::order::{Pair, pair};
use edges_errors_catalogue::model::{Catalogue, Effect, Id, Label, Policy, Strategy};
use edges_errors_catalogue::phrases::describe_policy;

/// The most requests that a plan sends: later waits are not compared.
const COMPARED_WAITS: u32 = 1_000;

/// The most situations that are told apart.
const MAX_SITUATIONS: usize = 512;

/// Returns true if a program sends the same request again by itself.
fn sends_again(policy: &Policy) -> bool {
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
    let most = |policy: &Policy| policy.max_attempts.unwrap_or(COMPARED_WAITS).min(COMPARED_WAITS);
    let (mut longer, mut shorter) = (false, false);
    let (mut before, mut after) = (Waits::new(old.strategy), Waits::new(new.strategy));
    for _ in 1..most(old).min(most(new)) {
        let (before, after) = (before.next_wait(), after.next_wait());
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

struct Waits {
    strategy: Strategy,
    next: Duration,
}

impl Waits {
    fn new(strategy: Strategy) -> Self {
        let next = match strategy {
            Strategy::Never | Strategy::Manual => Duration::ZERO,
            Strategy::Fixed { delay } => delay,
            Strategy::Exponential { base, cap, .. } => base.min(cap),
            Strategy::Until { fallback } => fallback,
        };
        Self { strategy, next }
    }

    fn next_wait(&mut self) -> Duration {
        let wait = self.next;
        if let Strategy::Exponential { cap, factor, .. } = self.strategy {
            self.next = (wait.saturating_mul(factor.thousandths()) / 1_000).min(cap);
        }
        wait
    }
}

/// Returns true if the policies differ in more than their name.
pub(super) fn differ(old: &Policy, new: &Policy) -> bool {
    (old.strategy, old.max_attempts) != (new.strategy, new.max_attempts)
}

/// A label's rules, with names instead of indices so that they can be compared across catalogues.
pub(super) struct Rules<'a> {
    rules: Vec<(Conditions<'a>, &'a Policy)>,
    effect: Effect,
}

type Conditions<'a> = Vec<(&'a str, Vec<&'a str>)>;

/// The contexts of a request: a value of each, or none.
type Situation<'a> = Vec<(&'a str, Option<&'a str>)>;

impl<'a> Rules<'a> {
    pub(super) fn of_label(catalogue: &'a Catalogue, label: &'a Label) -> Self {
        let rules = label.retry.rules().map(|rule| {
            let conditions = rule.when.iter().map(|condition| {
                let context = &catalogue[condition.context];
                let values = condition.values.iter().map(|&value| context[value].name.as_str());
                (context.key.name.as_str(), values.collect())
            });
            (conditions.collect(), &catalogue[rule.policy])
        });
        Self { rules: rules.collect(), effect: label.effect }
    }

    /// Returns the rule of a label that is not listed: a policy, and nothing is known of its effect.
    pub(super) fn of_unlisted(policy: &'a Policy) -> Self {
        Self { rules: vec![(Vec::new(), policy)], effect: Effect::Unknown }
    }

    /// Returns true if both refer to the same named policies under the same conditions, so that a difference is one of
    /// these policies.
    pub(super) fn refers_alike(&self, other: &Self) -> bool {
        let names = |rules: &Self| -> Option<Vec<_>> {
            rules.rules.iter().map(|(when, policy)| Some((when.clone(), policy.name.clone()?))).collect()
        };
        names(self).is_some_and(|mine| names(other) == Some(mine))
    }

    /// Returns the rules in words.
    pub(super) fn words(&self) -> String {
        let rule = |(when, policy): &(Conditions<'_>, &Policy)| {
            let policy = describe_policy(policy);
            let when: Vec<String> =
                when.iter().map(|(context, values)| format!("{context} {}", values.join("|"))).collect();
            if when.is_empty() { policy } else { format!("if {}: {policy}", when.join(" and ")) }
        };
        self.rules.iter().map(rule).collect::<Vec<_>>().join("; else ")
    }

    fn policy_in(&self, situation: &Situation<'_>) -> Option<&'a Policy> {
        let holds = |(context, values): &(&str, Vec<&str>)| {
            situation
                .iter()
                .any(|(name, value)| name == context && value.is_some_and(|v| values.contains(&v)))
        };
        self.rules.iter().find(|(when, _)| when.iter().all(holds)).map(|(_, policy)| *policy)
    }

    fn sends_twice(&self, policy: &Policy) -> bool {
        sends_again(policy) && self.effect == Effect::None
    }
}

/// The situations that rules tell apart.
struct Situations<'a> {
    listed: Vec<Situation<'a>>,
    /// All of them are listed: there were not too many.
    complete: bool,
}

/// Lists the situations that the rules of both tell apart.
fn list_situations<'a>(old: &Rules<'a>, new: &Rules<'a>) -> Situations<'a> {
    let mut contexts: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    let conditions = old.rules.iter().chain(&new.rules).flat_map(|(when, _)| when);
    for (context, values) in conditions {
        let known = contexts.entry(context).or_default();
        known.extend(values);
        known.sort_unstable();
        known.dedup();
    }
    let (mut listed, mut complete) = (vec![Vec::new()], true);
    for (context, values) in contexts {
        if listed.len().saturating_mul(values.len() + 1) > MAX_SITUATIONS {
            complete = false;
            continue;
        }
        let values: Vec<Option<&str>> = values.into_iter().map(Some).chain([None]).collect();
        listed = listed
            .into_iter()
            .flat_map(|known: Situation<'a>| {
                values
                    .iter()
                    .map(move |value| [known.clone(), vec![(context, *value)]].concat())
                    .collect::<Vec<_>>()
            })
            .collect();
    }
    Situations { listed, complete }
}

/// Differences in the behaviour of a label's rules.
pub(super) struct Outlook {
    /// In some situation the policies differ in more than their name.
    pub(super) differs: bool,
    pub(super) retry: Vec<Behaviour>,
    pub(super) twice: Vec<Behaviour>,
    /// A sentence for each behaviour that only some situations have.
    pub(super) means: String,
}

pub(super) fn compare_rules(old: &Rules<'_>, new: &Rules<'_>) -> Outlook {
    let situations = list_situations(old, new);
    let (mut retry, mut twice) = (Found::default(), Found::default());
    let mut differs = !situations.complete && old.words() != new.words();
    for situation in &situations.listed {
        let (Some(before), Some(after)) = (old.policy_in(situation), new.policy_in(situation)) else {
            continue;
        };
        differs |= differ(before, after);
        for behaviour in compare_policies(before, after) {
            retry.entry(behaviour).or_default().push(describe_situation(situation));
        }
        let behaviour = match (old.sends_twice(before), new.sends_twice(after)) {
            (false, true) => Behaviour::MaybeSentTwice,
            (true, false) => Behaviour::NoLongerSentTwice,
            (true, true) | (false, false) => continue,
        };
        twice.entry(behaviour).or_default().push(describe_situation(situation));
    }
    let partly = retry.iter().chain(&twice).filter(|(_, where_)| where_.len() < situations.listed.len());
    let means: Vec<String> = partly
        .map(|(behaviour, where_)| format!("{} with {}.", behaviour.as_str(), where_.join("; with ")))
        .collect();
    let (retry, twice) = (retry.into_keys().collect(), twice.into_keys().collect());
    Outlook { differs, retry, twice, means: means.join(" ") }
}

/// The situations of each behaviour.
type Found = BTreeMap<Behaviour, Vec<String>>;

fn describe_situation(situation: &Situation<'_>) -> String {
    let each = situation.iter().map(|(context, value)| match value {
        Some(value) => format!("{context} {value}"),
        None => format!("{context} not set or another value"),
    });
    each.collect::<Vec<_>>().join(", ")
}

/// Compares named policies: one change for all labels that refer to the policy.
pub(super) fn compare_named_policies(old: &Catalogue, new: &Catalogue, changes: &mut Vec<Change>) {
    let named = |catalogue: &Catalogue| -> Vec<Policy> {
        catalogue.policies.iter().filter(|policy| policy.name.is_some()).cloned().collect()
    };
    let (before, after) = (named(old), named(new));
    for found in pair(&before, &after, |policy| policy.name.as_deref().unwrap_or_default()) {
        let subject = |policy: &Policy, old_line, new_line| {
            Subject::new(Kind::Policy, policy.name.as_deref().unwrap_or_default(), old_line, new_line)
        };
        changes.extend(match found {
            Pair::Added(policy) => {
                let change =
                    Change::new(Level::Prose, &subject(policy, None, Some(policy.location.line)), "added");
                let mut change = change.affecting(list_users(new, policy));
                change.new = Some(describe_policy(policy));
                Some(change)
            }
            Pair::Removed(policy) => {
                let mut change =
                    Change::new(Level::Prose, &subject(policy, Some(policy.location.line), None), "removed");
                change.old = Some(describe_policy(policy));
                Some(change)
            }
            Pair::Both(before, after) => differ(before, after).then(|| {
                Change::new(
                    Level::Behavioural,
                    &subject(after, Some(before.location.line), Some(after.location.line)),
                    name_difference(before, after),
                )
                .between(describe_policy(before), describe_policy(after))
                .behaving(compare_policies(before, after))
                .affecting(list_users_of_both((old, before), (new, after)))
            }),
        });
    }
}

fn name_difference(old: &Policy, new: &Policy) -> &'static str {
    if old.strategy.kind() == new.strategy.kind() { "numbers-changed" } else { "strategy-changed" }
}

/// Lists who referred to a policy before and still does: a new reference is a change of its own.
fn list_users_of_both(old: (&Catalogue, &Policy), new: (&Catalogue, &Policy)) -> Vec<String> {
    let before = list_users(old.0, old.1);
    list_users(new.0, new.1).into_iter().filter(|user| before.contains(user)).collect()
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
mod tests {
    use super::*;
    use edges_errors_catalogue::model::{Factor, Location};

    fn policy(strategy: Strategy, max_attempts: Option<u32>) -> Policy {
        Policy { name: None, strategy, max_attempts, location: Location::START }
    }

    fn fixed(seconds: u64) -> Strategy {
        Strategy::Fixed { delay: Duration::from_secs(seconds) }
    }

    fn exponential(base: u64, cap: u64) -> Strategy {
        let (base, cap) = (Duration::from_secs(base), Duration::from_secs(cap));
        Strategy::Exponential { base, cap, factor: Factor::DOUBLE }
    }

    #[test]
    fn a_single_request_is_no_retry() {
        let (once, thrice) = (policy(fixed(1), Some(1)), policy(fixed(1), Some(3)));
        assert_eq!(compare_policies(&once, &thrice), [Behaviour::NowRetried]);
        assert_eq!(compare_policies(&thrice, &once), [Behaviour::NoLongerRetried]);
    }

    #[test]
    fn waits_are_compared_over_the_attempts_that_both_make() {
        use Behaviour::*;
        let compare = |old, new| compare_policies(&policy(old, Some(4)), &policy(new, Some(4)));
        assert_eq!(compare(fixed(1), fixed(2)), [WaitsLonger]);
        assert_eq!(compare(exponential(2, 60), exponential(1, 60)), [WaitsShorter]);
        assert_eq!(compare(fixed(3), exponential(1, 60)), [WaitsDifferently]);
        // 1 s, 2 s, 4 s: the cap is never reached.
        assert_eq!(compare(exponential(1, 60), exponential(1, 90)), []);
        assert_eq!(
            compare_policies(&policy(fixed(1), Some(2)), &policy(fixed(2), None)),
            [WaitsLonger, SentMoreOften]
        );
    }

    #[test]
    fn huge_numbers_do_not_overflow() {
        let year = 315_360_000;
        let huge = Strategy::Exponential {
            base: Duration::from_secs(year),
            cap: Duration::from_secs(year),
            factor: Factor::from_thousandths(100_000),
        };
        assert_eq!(compare_policies(&policy(huge, None), &policy(huge, None)), []);
    }
}
