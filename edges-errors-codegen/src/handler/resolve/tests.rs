//! Rules against a naive reading of them: for everything that can come in, in every situation, the first rule that matches.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use edges_errors_core::vocabulary::{ActionKind, Outcome, StopReason, StrategyKind};
use proptest::prelude::*;

use super::*;

const CATEGORIES: usize = 3;

/// A label in the fewest words.
#[derive(Debug, Clone)]
struct Listed {
    category: usize,
    strategy: StrategyKind,
    is_removed: bool,
}

/// A rule in the fewest words: what it selects, and whether a guard narrows it.
#[derive(Debug, Clone)]
struct Naive {
    selectors: Vec<Pick>,
    is_guarded: bool,
}

#[derive(Debug, Clone, PartialEq)]
enum Pick {
    Label(usize),
    Category(usize),
    Strategy(StrategyKind),
    Action(ActionKind),
    Stop(StopReason),
    InDoubt,
    Unknown,
    Text(usize),
    Rest,
}

/// An input: a label, a string that is not listed, or anything else.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Comes {
    Label(usize),
    Text(usize),
    Other,
}

/// The content of a decision: an action, or a stop for a reason and what is known of the request.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Says {
    Action(ActionKind),
    Stop(StopReason, Became),
}

/// The end of a request that is not sent again.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Became {
    Known,
    InDoubt,
}

/// The result of the guards of a response.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Guards {
    Hold,
    Fail,
}

fn catalogue(labels: &[Listed]) -> Exchange {
    let key = |index: usize| ExchangedKey { name: format!("c{index}"), variant: format!("C{index}") };
    let label = |(index, label): (usize, &Listed)| ExchangedLabel {
        name: format!("L{index}"),
        variant: format!("L{index}"),
        category: format!("c{}", label.category),
        remedy: "c0".to_owned(),
        strategies: vec![label.strategy],
        outcome: Outcome::Failure,
        has_params: false,
        is_removed: label.is_removed,
    };
    Exchange {
        name: "Naive".to_owned(),
        categories: (0..CATEGORIES).map(key).collect(),
        remedies: vec![key(0)],
        labels: labels.iter().enumerate().map(label).collect(),
        ..Exchange::default()
    }
}

fn write(rules: &[Naive]) -> String {
    let pick = |pick: &Pick| match pick {
        Pick::Label(index) => format!("L{index}"),
        Pick::Category(index) => format!("category(c{index})"),
        Pick::Strategy(strategy) => format!("strategy({strategy})"),
        Pick::Action(action) => format!("action({action})"),
        Pick::Stop(reason) => format!("stop({reason})"),
        Pick::InDoubt => "in_doubt".to_owned(),
        Pick::Unknown => "unknown".to_owned(),
        Pick::Text(index) => format!("\"T{index}\""),
        Pick::Rest => "_".to_owned(),
    };
    let rule = |(index, rule): (usize, &Naive)| {
        let selectors: Vec<String> = rule.selectors.iter().map(pick).collect();
        let guard = if rule.is_guarded { " if status(424)" } else { "" };
        format!("{}{guard} => m{index}", selectors.join(" | "))
    };
    rules.iter().enumerate().map(rule).collect::<Vec<_>>().join(", ")
}

fn matches_naively(pick: &Pick, comes: Comes, says: Says, labels: &[Listed]) -> bool {
    let current = match comes {
        Comes::Label(index) => labels.get(index).filter(|label| !label.is_removed),
        Comes::Text(_) | Comes::Other => None,
    };
    match pick {
        Pick::Rest => true,
        Pick::Label(wanted) => comes == Comes::Label(*wanted),
        Pick::Category(category) => current.is_some_and(|label| label.category == *category),
        Pick::Strategy(strategy) => current.is_some_and(|label| label.strategy == *strategy),
        Pick::Action(ActionKind::Stop) => matches!(says, Says::Stop(..)),
        Pick::Action(action) => says == Says::Action(*action),
        Pick::Stop(reason) => matches!(says, Says::Stop(said, _) if said == *reason),
        Pick::InDoubt => matches!(says, Says::Stop(_, Became::InDoubt)),
        Pick::Unknown => current.is_none(),
        Pick::Text(wanted) => comes == Comes::Text(*wanted),
    }
}

/// Everything that can come in, in every situation.
fn cases(labels: usize) -> Vec<(Comes, Says)> {
    let comes = (0..labels).map(Comes::Label).chain((0..2).map(Comes::Text)).chain([Comes::Other]);
    let actions =
        ActionKind::ALL.iter().copied().filter(|action| *action != ActionKind::Stop).map(Says::Action);
    let stops = |became| StopReason::ALL.iter().map(move |reason| Says::Stop(*reason, became));
    let says: Vec<Says> = actions.chain(stops(Became::Known)).chain(stops(Became::InDoubt)).collect();
    comes.flat_map(|comes| says.iter().map(move |says| (comes, *says)).collect::<Vec<_>>()).collect()
}

/// The rule that a reader would say is taken.
fn taken(rules: &[Naive], (comes, says): (Comes, Says), labels: &[Listed], guards: Guards) -> Option<usize> {
    rules.iter().position(|rule| {
        (guards == Guards::Hold || !rule.is_guarded)
            && rule.selectors.iter().any(|pick| matches_naively(pick, comes, says, labels))
    })
}

/// Returns whether some selector of some rule can never be the one that matches, or `_` comes too early.
fn has_unreachable(rules: &[Naive], labels: &[Listed]) -> bool {
    rules.iter().enumerate().any(|(at, rule)| {
        rule.selectors.iter().enumerate().any(|(place, pick)| {
            let is_free = |&(comes, says): &(Comes, Says)| {
                let covers = |rule: &Naive, pick: &Pick| {
                    !rule.is_guarded && matches_naively(pick, comes, says, labels)
                };
                let earlier =
                    rules[..at].iter().any(|rule| rule.selectors.iter().any(|pick| covers(rule, pick)));
                let beside = rule.selectors[..place].iter().any(|pick| covers(rule, pick));
                matches_naively(pick, comes, says, labels) && !earlier && !beside
            };
            let is_early = *pick == Pick::Rest && !rule.is_guarded && at + 1 != rules.len();
            is_early || !cases(labels.len()).iter().any(is_free)
        })
    })
}

fn resolve(rules: &[Naive], exchange: &Exchange) -> Result<Dispatch, Error> {
    let text = format!("#[edges(on = decision, {})] struct S;", write(rules));
    let handler = syn::parse_str::<Handler>(&text).unwrap();
    assert!(handler.mistakes.is_empty(), "{text}: {:?}", handler.mistakes);
    resolve_rules(&handler, exchange)
}

/// The rule that the dispatch takes.
fn dispatched(
    dispatch: &Dispatch,
    rules: &[Naive],
    (comes, says): (Comes, Says),
    guards: Guards,
) -> Option<usize> {
    let is_arm_of = |arm: &Arm| match comes {
        Comes::Label(index) => arm.labels.contains(&index),
        Comes::Text(index) => arm.texts.contains(&format!("T{index}")),
        Comes::Other => false,
    };
    let steps = dispatch.arms.iter().find(|(_, arm)| is_arm_of(arm)).map(|(steps, _)| steps);
    let situation = match says {
        Says::Action(action) => Situations::of_action(action),
        Says::Stop(reason, Became::Known) => Situations::of_known(reason),
        Says::Stop(reason, Became::InDoubt) => Situations::of_doubt(reason),
    };
    let passes = |step: &&Step| {
        step.situations.is_none_or(|situations| situations.holds(situation))
            && (guards == Guards::Hold || !rules[step.rule].is_guarded)
    };
    steps.unwrap_or(&dispatch.unlisted).iter().find(passes).map(|step| step.rule)
}

fn pick(labels: usize) -> impl Strategy<Value = Pick> {
    prop_oneof![
        6 => (0..labels).prop_map(Pick::Label),
        3 => (0..CATEGORIES).prop_map(Pick::Category),
        2 => strategy().prop_map(Pick::Strategy),
        2 => prop::sample::select(ActionKind::ALL).prop_map(Pick::Action),
        1 => prop::sample::select(StopReason::ALL).prop_map(Pick::Stop),
        1 => Just(Pick::InDoubt),
        2 => Just(Pick::Unknown),
        2 => (0..2_usize).prop_map(Pick::Text),
        1 => Just(Pick::Rest),
    ]
}

fn strategy() -> impl Strategy<Value = StrategyKind> {
    prop::sample::select(vec![StrategyKind::Never, StrategyKind::Fixed])
}

fn case() -> impl Strategy<Value = (Vec<Listed>, Vec<Naive>)> {
    let label = (0..CATEGORIES, strategy(), prop::bool::weighted(0.2))
        .prop_map(|(category, strategy, is_removed)| Listed { category, strategy, is_removed });
    prop::collection::vec(label, 1..6).prop_flat_map(|labels| {
        let selectors = prop::collection::vec(pick(labels.len()), 1..3);
        let rule = (selectors, prop::bool::weighted(0.3))
            .prop_map(|(selectors, is_guarded)| Naive { selectors, is_guarded });
        let rules = prop::collection::vec(rule, 1..6);
        let rules = (rules, any::<bool>()).prop_map(|(mut rules, rest)| {
            if rest {
                rules.push(Naive { selectors: vec![Pick::Rest], is_guarded: false });
            }
            rules
        });
        (Just(labels), rules)
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(5_000))]

    #[test]
    fn rules_mean_what_a_naive_reading_says((labels, rules) in case()) {
        let cases = cases(labels.len());
        let missing = cases.iter().any(|case| taken(&rules, *case, &labels, Guards::Fail).is_none());
        let wrong = missing || has_unreachable(&rules, &labels);
        match resolve(&rules, &catalogue(&labels)) {
            Err(error) => prop_assert!(wrong, "{}: {error}", write(&rules)),
            Ok(dispatch) => {
                prop_assert!(!wrong, "{}", write(&rules));
                for case in cases {
                    for guards in [Guards::Hold, Guards::Fail] {
                        let naive = taken(&rules, case, &labels, guards);
                        prop_assert_eq!(dispatched(&dispatch, &rules, case, guards), naive, "{:?} {}", case, write(&rules));
                    }
                }
            }
        }
    }
}

/// Resolves rules over labels of which the last one is removed.
fn read(rules: &str) -> Result<Dispatch, String> {
    let listed = |is_removed| Listed { category: 0, strategy: StrategyKind::Never, is_removed };
    let exchange = catalogue(&[listed(false), listed(false), listed(true)]);
    let handler = syn::parse_str::<Handler>(&format!("#[edges({rules})] struct S;")).unwrap();
    assert!(handler.mistakes.is_empty(), "{rules}: {:?}", handler.mistakes);
    resolve_rules(&handler, &exchange).map_err(|error| error.to_string())
}

#[test]
fn a_guarded_rest_comes_before_a_removed_label() {
    let dispatch = read("_ if status(424) => a, L2 => b, _ => c").unwrap();
    let step = |rule| Step { rule, situations: None };
    let arm = Arm { labels: vec![2], texts: Vec::new() };
    assert_eq!(dispatch.arms.get(&vec![step(0), step(1)]), Some(&arm));
    assert_eq!(dispatch.unlisted, [step(0), step(2)]);
}

#[test]
fn a_rest_behind_full_cover_is_unreachable_with_and_without_a_guard() {
    for rest in ["_ => c", "_ if status(424) => c"] {
        let error = read(&format!("L0 => a, L1 | unknown => b, {rest}")).err().unwrap();
        assert_eq!(error, "unreachable rule: `_` is already matched by `L0 => a` and `L1 | unknown => b`");
    }
    assert!(read("category(c0) => a, _ if status(424) => b, unknown => c").is_ok());
}
