//! Named and inline policies, and the rules that choose one by the request's context.

use crate::diagnostic::{Diagnostic, Diagnostics, Rule};
use crate::model::{Condition, Factor, Policy, RetryRule, Strategy, StrategyKind};
use crate::source::LineIndex;
use crate::syntax::document::{
    Named, PolicyEntry, PolicyRefEntry, RetryEntry, RetryRuleEntry, Spanned, Text, Texts,
};

use super::values::{check_attempts, check_duration, check_factor, check_word, repeated};
use super::{Names, names, resolve};

/// The policies in the order of the file, then those written in place.
pub(super) struct Policies {
    list: Vec<Policy>,
    named: usize,
}

impl Policies {
    pub(super) fn check(entries: &[Named<PolicyEntry>], lines: &LineIndex, errors: &mut Diagnostics) -> Self {
        let mut list = Vec::new();
        for Named { key, entry } in entries {
            names::check_key(key, errors);
            list.push(Policy {
                name: Some(key.value.clone()),
                ..check_policy(entry, lines.line(&key.span), errors)
            });
        }
        Self { named: list.len(), list }
    }

    pub(super) fn into_list(self) -> Vec<Policy> {
        self.list
    }

    /// Whether a policy sends the same request again by itself.
    pub(super) fn retries(&self, policy: usize) -> bool {
        self.list.get(policy).is_some_and(|policy| policy.strategy.retries())
    }

    /// The index of a named policy; the first one after a complaint.
    pub(super) fn resolve(&self, name: Option<&Text>, errors: &mut Diagnostics) -> usize {
        let Some(name) = name else { return 0 };
        let known = self.list.iter().take(self.named).filter_map(|policy| policy.name.as_deref());
        resolve(Rule::UnknownPolicy, "retry policy", name, known, errors).unwrap_or(0)
    }

    fn add_inline(
        &mut self,
        entry: &Spanned<Box<PolicyEntry>>,
        lines: &LineIndex,
        errors: &mut Diagnostics,
    ) -> usize {
        let policy = check_policy(&entry.value, lines.line(&entry.span), errors);
        let same = |known: &Policy| {
            known.name.is_none()
                && known.strategy == policy.strategy
                && known.max_attempts == policy.max_attempts
        };
        if let Some(at) = self.list.iter().position(same) {
            return at;
        }
        self.list.push(policy);
        self.list.len() - 1
    }

    /// A label's `retry` as a list of rules whose last one has no conditions.
    pub(super) fn check_retry(
        &mut self,
        retry: Option<&RetryEntry>,
        names: &Names<'_>,
        errors: &mut Diagnostics,
    ) -> Vec<RetryRule> {
        let policy = match retry {
            None => 0,
            Some(RetryEntry::Name(name)) => self.resolve(Some(name), errors),
            Some(RetryEntry::Inline(policy)) => self.add_inline(policy, names.lines, errors),
            Some(RetryEntry::Conditional(rules)) => return self.check_rules(rules, names, errors),
        };
        vec![RetryRule { when: Vec::new(), policy }]
    }

    fn check_rules(
        &mut self,
        rules: &Spanned<Vec<Spanned<RetryRuleEntry>>>,
        names: &Names<'_>,
        errors: &mut Diagnostics,
    ) -> Vec<RetryRule> {
        check_reach(rules, errors);
        let mut checked: Vec<RetryRule> = Vec::new();
        for rule in &rules.value {
            let when =
                rule.when.as_ref().map(|when| check_when(&when.value, names, errors)).unwrap_or_default();
            let policy = match &rule.policy {
                None => 0,
                Some(PolicyRefEntry::Name(name)) => self.resolve(Some(name), errors),
                Some(PolicyRefEntry::Inline(policy)) => self.add_inline(policy, names.lines, errors),
            };
            checked.push(RetryRule { when, policy });
        }
        if checked.last().is_none_or(|last| !last.when.is_empty()) {
            checked.push(RetryRule { when: Vec::new(), policy: 0 });
        }
        checked
    }
}

/// The last rule, and only it, has no `when`.
fn check_reach(rules: &Spanned<Vec<Spanned<RetryRuleEntry>>>, errors: &mut Diagnostics) {
    let Some((last, before)) = rules.value.split_last() else {
        let message = "a conditional `retry` needs at least its last, unconditional entry";
        errors.push(
            Diagnostic::new(Rule::UnconditionalLast, rules.span.clone(), message)
                .note("add `{ policy = \"…\" }`"),
        );
        return;
    };
    if last.when.is_some() {
        let message = "the last entry of a conditional `retry` has a `when`";
        errors.push(
            Diagnostic::new(Rule::UnconditionalLast, last.span.clone(), message)
                .note("add `{ policy = \"…\" }` behind it, for every other request"),
        );
    }
    for (at, rule) in before.iter().enumerate().filter(|(_, rule)| rule.when.is_none()) {
        for unreachable in rules.value.iter().skip(at + 1).take(1) {
            let message = "this entry is never reached";
            errors.push(
                Diagnostic::new(Rule::UnreachableRetry, unreachable.span.clone(), message)
                    .note("never reached")
                    .related(rule.span.clone(), "this one has no `when`, so it takes every request"),
            );
        }
    }
}

fn check_when(conditions: &[Named<Texts>], names: &Names<'_>, errors: &mut Diagnostics) -> Vec<Condition> {
    let mut checked = Vec::new();
    for Named { key, entry } in conditions {
        let known = names.contexts.iter().map(|context| context.key.name.as_str());
        let Some(context) = resolve(Rule::UnknownContext, "context", key, known, errors) else { continue };
        let mut values: Vec<usize> = Vec::new();
        for (at, value) in entry.value.iter().enumerate() {
            if let Some(first) = entry.value.iter().take(at).find(|first| first.value == value.value) {
                errors.push(repeated(value, first));
                continue;
            }
            let known = names.contexts.get(context).into_iter().flat_map(|context| &context.values);
            let known: Vec<&str> = known.map(|value| value.name.as_str()).collect();
            let what = format!("value of `{}`", key.value);
            values.extend(resolve(Rule::UnknownContextValue, &what, value, known, errors));
        }
        checked.push(Condition { context, values });
    }
    checked
}

fn check_policy(entry: &PolicyEntry, line: u32, errors: &mut Diagnostics) -> Policy {
    let max_attempts = entry.max_attempts.as_ref().and_then(|number| check_attempts(number, errors));
    let strategy = check_strategy(entry, errors).unwrap_or(Strategy::Never);
    Policy { name: None, strategy, max_attempts, line }
}

fn check_strategy(entry: &PolicyEntry, errors: &mut Diagnostics) -> Option<Strategy> {
    let strategy = check_word("a strategy", entry.strategy.as_ref()?, StrategyKind::ALL, errors)?;
    let mut duration = |text: &Option<Text>| check_duration(text.as_ref()?, errors);
    Some(match strategy {
        StrategyKind::Never => Strategy::Never,
        StrategyKind::Manual => Strategy::Manual,
        StrategyKind::Fixed => Strategy::Fixed { delay: duration(&entry.delay)? },
        StrategyKind::Until => Strategy::Until { fallback: duration(&entry.fallback)? },
        StrategyKind::Exponential => {
            let (base, cap) = (duration(&entry.base), duration(&entry.cap));
            let factor = match &entry.factor {
                Some(factor) => check_factor(factor, errors)?,
                None => Factor::DOUBLE,
            };
            let (base, cap) = (base?, cap?);
            if base > cap {
                errors.push(base_above_cap(entry));
            }
            Strategy::Exponential { base, cap, factor }
        }
    })
}

fn base_above_cap(entry: &PolicyEntry) -> Diagnostic {
    let place = |text: &Option<Text>| text.as_ref().map_or(0..0, |text| text.span.clone());
    Diagnostic::new(Rule::BaseAboveCap, place(&entry.base), "`base` is longer than `cap`")
        .note("the first wait")
        .related(place(&entry.cap), "the longest wait")
}
