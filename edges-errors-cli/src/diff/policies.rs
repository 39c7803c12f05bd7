//! Retry policies: what a caller's program does differently under the new ones.

use std::collections::BTreeMap;
use std::time::Duration;

use super::order::{Pair, pair};
use super::{Behaviour, Change, Kind, Level, Subject};
use edges_errors_catalogue::model::{Catalogue, Effect, Label, Policy, Strategy};
use edges_errors_catalogue::phrases::describe_policy;

/// A plan never sends more requests than this, so later waits are not compared.
const COMPARED_WAITS: u32 = 1_000;

/// More situations than this are not told apart.
const MAX_SITUATIONS: usize = 512;

/// Whether the same request is sent again without a person having done anything.
fn sends_again(policy: &Policy) -> bool {
    policy.strategy.retries() && policy.max_attempts != Some(1)
}

/// What is done differently under another policy.
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

/// The waits that both policies come to, without jitter and hints: for `exponential` the most that a wait can be.
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

/// Whether the policies differ in more than their name.
pub(super) fn differ(old: &Policy, new: &Policy) -> bool {
    (old.strategy, old.max_attempts) != (new.strategy, new.max_attempts)
}

/// A label's rules, with names in place of indices so that they can be compared across catalogues.
pub(super) struct Rules<'a> {
    rules: Vec<(Conditions<'a>, &'a Policy)>,
    effect: Effect,
}

type Conditions<'a> = Vec<(&'a str, Vec<&'a str>)>;

/// What a caller may have told about a request: a value of each context, or none.
type Situation<'a> = Vec<(&'a str, Option<&'a str>)>;

impl<'a> Rules<'a> {
    pub(super) fn of_label(catalogue: &'a Catalogue, label: &'a Label) -> Self {
        let rules = label.retry.iter().map(|rule| {
            let conditions = rule.when.iter().map(|condition| {
                let context = &catalogue.contexts[condition.context];
                let values = condition.values.iter().map(|&value| context.values[value].name.as_str());
                (context.key.name.as_str(), values.collect())
            });
            (conditions.collect(), &catalogue.policies[rule.policy])
        });
        Self { rules: rules.collect(), effect: label.effect }
    }

    /// Whether both refer to the same named policies under the same conditions: what differs is then told of the policies.
    pub(super) fn refers_alike(&self, other: &Self) -> bool {
        let names = |rules: &Self| -> Option<Vec<_>> {
            rules.rules.iter().map(|(when, policy)| Some((when.clone(), policy.name.clone()?))).collect()
        };
        names(self).is_some_and(|mine| names(other) == Some(mine))
    }

    /// The rules in words.
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

/// Every situation that the rules of both tell apart, and whether there were not too many to list them all.
fn list_situations<'a>(old: &Rules<'a>, new: &Rules<'a>) -> (Vec<Situation<'a>>, bool) {
    let mut contexts: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    let conditions = old.rules.iter().chain(&new.rules).flat_map(|(when, _)| when);
    for (context, values) in conditions {
        let known = contexts.entry(context).or_default();
        known.extend(values);
        known.sort_unstable();
        known.dedup();
    }
    let (mut situations, mut complete) = (vec![Vec::new()], true);
    for (context, values) in contexts {
        if situations.len().saturating_mul(values.len() + 1) > MAX_SITUATIONS {
            complete = false;
            continue;
        }
        let values: Vec<Option<&str>> = values.into_iter().map(Some).chain([None]).collect();
        situations = situations
            .into_iter()
            .flat_map(|known: Situation<'a>| {
                values
                    .iter()
                    .map(move |value| [known.clone(), vec![(context, *value)]].concat())
                    .collect::<Vec<_>>()
            })
            .collect();
    }
    (situations, complete)
}

/// What a label's rules do differently, and in which situations if not in all.
pub(super) struct Outlook {
    /// Any policy differs in any situation in more than its name.
    pub(super) differs: bool,
    pub(super) retry: Vec<Behaviour>,
    pub(super) twice: Vec<Behaviour>,
    /// A sentence for each behaviour that depends on the request.
    pub(super) means: String,
}

pub(super) fn compare_rules(old: &Rules<'_>, new: &Rules<'_>) -> Outlook {
    let (situations, complete) = list_situations(old, new);
    let mut found: BTreeMap<(bool, Behaviour), Vec<String>> = BTreeMap::new();
    let mut differs = !complete && old.words() != new.words();
    for situation in &situations {
        let (Some(before), Some(after)) = (old.policy_in(situation), new.policy_in(situation)) else {
            continue;
        };
        differs |= differ(before, after);
        for behaviour in compare_policies(before, after) {
            found.entry((false, behaviour)).or_default().push(describe_situation(situation));
        }
        let twice = match (old.sends_twice(before), new.sends_twice(after)) {
            (false, true) => Behaviour::MaybeSentTwice,
            (true, false) => Behaviour::NoLongerSentTwice,
            _ => continue,
        };
        found.entry((true, twice)).or_default().push(describe_situation(situation));
    }
    let pick = |twice: bool| found.keys().filter(|key| key.0 == twice).map(|key| key.1).collect();
    let (retry, twice) = (pick(false), pick(true));
    let partly = found.iter().filter(|(_, where_)| where_.len() < situations.len());
    let means: Vec<String> = partly
        .map(|((_, what), where_)| format!("{} with {}.", what.as_str(), where_.join("; with ")))
        .collect();
    Outlook { differs, retry, twice, means: means.join(" ") }
}

fn describe_situation(situation: &Situation<'_>) -> String {
    let each = situation.iter().map(|(context, value)| match value {
        Some(value) => format!("{context} {value}"),
        None => format!("{context} not set or another one"),
    });
    each.collect::<Vec<_>>().join(", ")
}

/// Named policies: one change for all that refer to it.
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
                let change = Change::new(Level::Prose, &subject(policy, None, Some(policy.line)), "added");
                let mut change = change.affecting(list_users(new, policy));
                change.new = Some(describe_policy(policy));
                Some(change)
            }
            Pair::Removed(policy) => {
                let mut change =
                    Change::new(Level::Prose, &subject(policy, Some(policy.line), None), "removed");
                change.old = Some(describe_policy(policy));
                Some(change)
            }
            Pair::Both(before, after) => differ(before, after).then(|| {
                Change::new(
                    Level::Behavioural,
                    &subject(after, Some(before.line), Some(after.line)),
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

/// Who referred to a policy and still does: for others, that they now do is a change of their own.
fn list_users_of_both(old: (&Catalogue, &Policy), new: (&Catalogue, &Policy)) -> Vec<String> {
    let before = list_users(old.0, old.1);
    list_users(new.0, new.1).into_iter().filter(|user| before.contains(user)).collect()
}

/// Who refers to a policy: labels, statuses and rate limits.
fn list_users(catalogue: &Catalogue, policy: &Policy) -> Vec<String> {
    let is = |index: usize| catalogue.policies.get(index).is_some_and(|known| known.name == policy.name);
    let labels = catalogue.current_labels().filter(|label| label.retry.iter().any(|rule| is(rule.policy)));
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
    use edges_errors_catalogue::model::Factor;

    fn policy(strategy: Strategy, max_attempts: Option<u32>) -> Policy {
        Policy { name: None, strategy, max_attempts, line: 1 }
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
