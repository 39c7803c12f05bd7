//! Named policies and those written in place, and the rules that choose one by the request's context.

use std::fmt::Display;

use super::entries::{Section, whole};
use super::names::check_key;
use super::places::Places;
use super::references::{Declared, References, Target, unknown_name};
use crate::diagnostic::{Diagnostic, Diagnostics, Rule};
use crate::language::tables::{PolicyEntry, PolicyRefEntry, RetryEntry, RuleEntry, StrategyEntry};
use crate::model::{
    Condition, Effect, Factor, Id, Key, Location, Policy, Retry, RetryRule, Strategy, StrategyKind, with_ids,
};
use crate::source::{Given, Named, Span, Spanned, Text};

/// The conditions of a rule, as they are written.
type WhenEntry = Spanned<Vec<Named<Spanned<Vec<Text>>>>>;

/// The policies in the order of the file, then those written in place.
pub(super) struct Policies {
    declared: Declared<Policy>,
    list: Vec<Policy>,
    /// The number of policies that could not be kept.
    lost: usize,
}

impl Policies {
    pub(super) fn check(
        section: &Section<'_, PolicyEntry>,
        places: &Places<'_>,
        diagnostics: &mut Diagnostics,
    ) -> Self {
        let check = |Named { key, entry }: &Named<Spanned<PolicyEntry>>| {
            let right = check_key(key, diagnostics);
            let entry = entry.as_ref()?;
            let policy = check_policy(entry, Some(key.value.clone()), places.locate(&key.span), diagnostics)?;
            check_built_in(key, &policy, diagnostics);
            right.then_some(policy)
        };
        let checked: Vec<Option<Policy>> = section.entries.iter().map(check).collect();
        let declared = Declared::new(Target::POLICY, section, &checked);
        let lost = checked.iter().filter(|policy| policy.is_none()).count();
        Self { declared, list: checked.into_iter().flatten().collect(), lost }
    }

    /// Returns the policies if none was left out.
    pub(super) fn into_list(self) -> Option<Vec<Policy>> {
        (self.lost == 0).then_some(self.list)
    }

    /// Returns the id of a named policy. `never` and `manual` exist in every catalogue.
    pub(super) fn resolve(
        &mut self,
        name: &Text,
        places: &Places<'_>,
        diagnostics: &mut Diagnostics,
    ) -> Option<Id<Policy>> {
        if let Some(strategy) = built_in(name).filter(|_| !self.declared.has(name)) {
            let location = places.locate(&name.span);
            let policy = Policy { name: Some(name.value.clone()), strategy, max_attempts: None, location };
            self.list.push(policy);
            let id = Id::new(self.list.len() - 1);
            self.declared.add(name, id);
            return Some(id);
        }
        if let Some(unknown) = self.name_strategy(name) {
            diagnostics.push(unknown);
            return None;
        }
        self.declared.resolve(name, diagnostics)
    }

    /// Reports the name of a strategy where one of a policy is asked for.
    fn name_strategy(&self, name: &Text) -> Option<Diagnostic> {
        let strategy: StrategyKind = name.parse().ok().filter(|_| !self.declared.may_have(name))?;
        let message = format!("`{strategy}` is a strategy, and no policy is named so");
        let unknown = Diagnostic::new(Rule::UnknownPolicy, name.span.clone(), message);
        let named = self.list.iter().filter(|policy| policy.strategy.kind() == strategy);
        let named: Vec<String> =
            named.filter_map(|policy| Some(format!("`{}`", policy.name.as_deref()?))).collect();
        if !named.is_empty() {
            return Some(unknown.note(format!("help: policies with this strategy: {}", named.join(", "))));
        }
        let header = format!("[retry.{strategy}]");
        let lines: Vec<String> = [header].into_iter().chain(PolicyEntry::example(strategy)).collect();
        Some(unknown.note("a strategy takes a table").help_lines("add a policy with this strategy:", &lines))
    }

    /// Returns whether a policy sends the same request again by itself.
    fn retries(&self, policy: Id<Policy>) -> bool {
        self.list.get(policy.index()).is_some_and(|policy| policy.strategy.retries())
    }

    /// Returns an effect, and reports it where what was applied is sent again.
    pub(super) fn check_effect(
        &self,
        subject: impl Display,
        effect: Option<&Spanned<Effect>>,
        mut policies: impl Iterator<Item = Id<Policy>>,
        diagnostics: &mut Diagnostics,
    ) -> Effect {
        let Some(effect) = effect else { return Effect::Unknown };
        if effect.value == Effect::Applied && policies.any(|policy| self.retries(policy)) {
            let message = format!("{subject} is retried although its side effect was applied");
            diagnostics.push(
                Diagnostic::new(Rule::RetryApplied, effect.span.clone(), message)
                    .note("what was applied must not be sent again")
                    .help("give it a policy that is `never` or `manual`, or another effect"),
            );
        }
        effect.value
    }

    fn add_in_place(
        &mut self,
        entry: &Spanned<PolicyEntry>,
        places: &Places<'_>,
        diagnostics: &mut Diagnostics,
    ) -> Option<Id<Policy>> {
        let policy = check_policy(entry, None, places.locate(&entry.span), diagnostics)?;
        let same = |known: &Policy| {
            known.name.is_none()
                && known.strategy == policy.strategy
                && known.max_attempts == policy.max_attempts
        };
        let known = with_ids(&self.list).find(|(_, known)| same(known)).map(|(id, _)| id);
        Some(known.unwrap_or_else(|| {
            self.list.push(policy);
            Id::new(self.list.len() - 1)
        }))
    }

    /// Reads a label's `retry`.
    pub(super) fn check_retry(
        &mut self,
        retry: &RetryEntry,
        references: &References<'_>,
        diagnostics: &mut Diagnostics,
    ) -> Option<Retry> {
        let policy = match retry {
            RetryEntry::Name(name) => self.resolve(name, references.places, diagnostics)?,
            RetryEntry::InPlace(policy) => self.add_in_place(policy, references.places, diagnostics)?,
            RetryEntry::Conditional(rules) => return self.check_rules(&rules.value, references, diagnostics),
        };
        Some(Retry { conditional: Vec::new(), otherwise: RetryRule { when: Vec::new(), policy } })
    }

    fn check_rules(
        &mut self,
        rules: &[Spanned<RuleEntry>],
        references: &References<'_>,
        diagnostics: &mut Diagnostics,
    ) -> Option<Retry> {
        check_reach(rules, diagnostics);
        let check = |rule: &Spanned<RuleEntry>| {
            let when = match &rule.when {
                Given::Absent => Some(Vec::new()),
                Given::Wrong => None,
                Given::Right(when) => check_when(when, references, diagnostics),
            };
            let policy = match rule.policy.as_ref()? {
                PolicyRefEntry::Name(name) => self.resolve(name, references.places, diagnostics),
                PolicyRefEntry::InPlace(policy) => self.add_in_place(policy, references.places, diagnostics),
            };
            Some(RetryRule { when: when?, policy: policy? })
        };
        let checked: Vec<Option<RetryRule>> = rules.iter().map(check).collect();
        let places = rules.iter().map(|rule| &rule.span).zip(&checked);
        let readable: Vec<(&Span, &[Condition])> =
            places.filter_map(|(span, rule)| Some((span, rule.as_ref()?.when.as_slice()))).collect();
        check_taken(&readable, diagnostics);
        let mut conditional = whole(checked)?;
        let otherwise = conditional.pop().filter(|last| last.when.is_empty())?;
        Some(Retry { conditional, otherwise })
    }
}

/// The strategy of a policy that needs no entry.
fn built_in(name: &str) -> Option<Strategy> {
    [Strategy::Never, Strategy::Manual].into_iter().find(|strategy| strategy.as_str() == name)
}

/// Reports a policy that has the name of one that needs no entry, and means something else.
fn check_built_in(name: &Text, policy: &Policy, diagnostics: &mut Diagnostics) {
    if let Some(strategy) = built_in(name).filter(|strategy| *strategy != policy.strategy) {
        let message = format!("`{strategy}` is the policy that every catalogue has, with this strategy");
        diagnostics
            .push(Diagnostic::new(Rule::BadName, name.span.clone(), message).note("choose another name"));
    }
}

/// Reports rules that leave a request undecided, or are never reached: the last one, and only it, has no `when`.
fn check_reach(rules: &[Spanned<RuleEntry>], diagnostics: &mut Diagnostics) {
    if let Some(last) = rules.last().filter(|last| !last.when.is_absent()) {
        let message = "the last entry of a conditional `retry` has a `when`";
        diagnostics.push(
            Diagnostic::new(Rule::UnconditionalLast, last.span.clone(), message)
                .note("add `{ policy = \"…\" }` behind it, for every other request"),
        );
    }
    for pair in rules.windows(2) {
        if let [rule, unreachable] = pair
            && rule.when.is_absent()
        {
            let message = "this entry is never reached";
            let fix = if unreachable.when.is_absent() {
                "help: remove it, or give the entry before it a `when`"
            } else {
                "help: remove it, or move it before the entry that has no `when`"
            };
            diagnostics.push(
                Diagnostic::new(Rule::UnreachableRetry, unreachable.span.clone(), message)
                    .note(fix)
                    .related(rule.span.clone(), "this one has no `when`, so it takes every request"),
            );
        }
    }
}

/// Reports rules whose requests an earlier rule with a `when` takes, each with the first that does.
fn check_taken(rules: &[(&Span, &[Condition])], diagnostics: &mut Diagnostics) {
    for (index, (span, when)) in rules.iter().enumerate().filter(|(_, (_, when))| !when.is_empty()) {
        let earlier = rules.iter().take(index);
        let mut taking = earlier.filter(|(_, earlier)| !earlier.is_empty() && takes_all(earlier, when));
        if let Some((first, _)) = taking.next() {
            diagnostics.push(
                Diagnostic::new(Rule::UnreachableRetry, (*span).clone(), "this entry is never reached")
                    .note("help: remove it, or give it another `when`")
                    .related((*first).clone(), "this one takes all of its requests"),
            );
        }
    }
}

/// Returns whether each request that meets the later conditions meets the earlier ones.
fn takes_all(earlier: &[Condition], later: &[Condition]) -> bool {
    earlier.iter().all(|wide| {
        let narrow = later.iter().find(|narrow| narrow.context == wide.context);
        narrow.is_some_and(|narrow| narrow.values.iter().all(|value| wide.values.contains(value)))
    })
}

fn check_when(
    when: &WhenEntry,
    references: &References<'_>,
    diagnostics: &mut Diagnostics,
) -> Option<Vec<Condition>> {
    let check = |Named { key, entry }: &Named<Spanned<Vec<Text>>>| {
        let context = references.contexts.resolve(key, diagnostics)?;
        let known = references.values.get(context.index())?;
        let values: Vec<Option<Id<Key>>> =
            entry.as_ref()?.value.iter().map(|value| resolve_value(key, known, value, diagnostics)).collect();
        Some(Condition { context, values: whole(values)? })
    };
    whole(when.value.iter().map(check).collect())
}

fn resolve_value(
    context: &Text,
    known: &[Key],
    value: &Text,
    diagnostics: &mut Diagnostics,
) -> Option<Id<Key>> {
    let found = with_ids(known).find(|(_, key)| key.name == value.value);
    if found.is_none() {
        let what = format!("value of `{}`", context.value);
        let known = known.iter().map(|key| key.name.as_str());
        let unknown = unknown_name(Rule::UnknownContextValue, &what, value, known, diagnostics);
        diagnostics.push(unknown);
    }
    found.map(|(id, _)| id)
}

fn check_policy(
    entry: &PolicyEntry,
    name: Option<String>,
    location: Location,
    diagnostics: &mut Diagnostics,
) -> Option<Policy> {
    let strategy = check_strategy(entry.strategy.as_ref()?, diagnostics)?;
    let max_attempts = entry.max_attempts.right().map(|attempts| attempts.value);
    Some(Policy { name, strategy, max_attempts, location })
}

fn check_strategy(entry: &StrategyEntry, diagnostics: &mut Diagnostics) -> Option<Strategy> {
    Some(match entry {
        StrategyEntry::Never {} => Strategy::Never,
        StrategyEntry::Manual {} => Strategy::Manual,
        StrategyEntry::Fixed { delay } => Strategy::Fixed { delay: delay.as_ref()?.value },
        StrategyEntry::Exponential { base, cap, factor } => {
            let (base, cap) = (base.as_ref()?, cap.as_ref()?);
            if base.value > cap.value {
                let diagnostic =
                    Diagnostic::new(Rule::BaseAboveCap, base.span.clone(), "`base` is longer than `cap`");
                diagnostics
                    .push(diagnostic.note("the first wait").related(cap.span.clone(), "the longest wait"));
            }
            let factor = factor.right().map_or(Factor::DOUBLE, |factor| factor.value);
            Strategy::Exponential { base: base.value, cap: cap.value, factor }
        }
        StrategyEntry::Until { fallback } => Strategy::Until { fallback: fallback.as_ref()?.value },
    })
}
