//! Random rules over random catalogues, judged by a naive reading of them as well.

use proptest::prelude::*;

use super::*;
use crate::exchange::ExchangedLabel;

const CATEGORIES: usize = 3;

/// A rule in the fewest words: what it selects, and whether a guard narrows it.
#[derive(Debug, Clone)]
struct Naive {
    selectors: Vec<Pick>,
    guarded: bool,
}

#[derive(Debug, Clone, PartialEq)]
enum Pick {
    Label(usize),
    Category(usize),
    Retry(&'static str),
    Unknown,
    Text(usize),
    Rest,
}

/// What can come in: a label, a string that is not listed, or anything else.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Input {
    Label(usize),
    Text(usize),
    Other,
}

fn catalogue(labels: &[(usize, &'static str)]) -> Exchange {
    let key = |index: usize| ExchangedKey { name: format!("c{index}"), variant: format!("C{index}") };
    let label = |(index, (category, strategy)): (usize, &(usize, &'static str))| ExchangedLabel {
        name: format!("L{index}"),
        variant: format!("L{index}"),
        category: *category,
        remedy: 0,
        strategies: vec![strategy.parse().unwrap()],
        outcome: Outcome::Failure,
        has_params: false,
        is_removed: false,
    };
    Exchange {
        error: "E".to_owned(),
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
        Pick::Retry(strategy) => format!("retry({strategy})"),
        Pick::Unknown => "unknown".to_owned(),
        Pick::Text(index) => format!("\"T{index}\""),
        Pick::Rest => "_".to_owned(),
    };
    let rule = |(index, rule): (usize, &Naive)| {
        let selectors: Vec<String> = rule.selectors.iter().map(pick).collect();
        let guard = if rule.guarded { " if status(424)" } else { "" };
        format!("{}{guard} => m{index}", selectors.join(" | "))
    };
    rules.iter().enumerate().map(rule).collect::<Vec<_>>().join(", ")
}

fn matches(pick: &Pick, input: Input, labels: &[(usize, &'static str)]) -> bool {
    match (pick, input) {
        (Pick::Rest, _) => true,
        (Pick::Label(wanted), Input::Label(index)) => *wanted == index,
        (Pick::Category(category), Input::Label(index)) => labels[index].0 == *category,
        (Pick::Retry(strategy), Input::Label(index)) => labels[index].1 == *strategy,
        (Pick::Unknown, Input::Text(_) | Input::Other) => true,
        (Pick::Text(wanted), Input::Text(index)) => *wanted == index,
        _ => false,
    }
}

fn inputs(labels: usize) -> Vec<Input> {
    (0..labels).map(Input::Label).chain((0..2).map(Input::Text)).chain([Input::Other]).collect()
}

/// The rule that a reader would say is taken, with every guard true or every guard false.
fn taken(rules: &[Naive], input: Input, labels: &[(usize, &'static str)], guards: bool) -> Option<usize> {
    rules.iter().position(|rule| {
        (guards || !rule.guarded) && rule.selectors.iter().any(|pick| matches(pick, input, labels))
    })
}

/// Whether some selector of some rule can never be the one that matches.
fn has_unreachable(rules: &[Naive], labels: &[(usize, &'static str)]) -> bool {
    rules.iter().enumerate().any(|(at, rule)| {
        rule.selectors.iter().enumerate().any(|(place, pick)| {
            if *pick == Pick::Rest {
                return !rule.guarded && at + 1 != rules.len();
            }
            let free = |input: &Input| {
                let covers = |rule: &Naive, pick: &Pick| !rule.guarded && matches(pick, *input, labels);
                let earlier =
                    rules[..at].iter().any(|rule| rule.selectors.iter().any(|pick| covers(rule, pick)));
                let beside = rule.selectors[..place].iter().any(|pick| covers(rule, pick));
                matches(pick, *input, labels) && !earlier && !beside
            };
            !inputs(labels.len()).iter().any(free)
        })
    })
}

fn resolve(rules: &[Naive], exchange: &Exchange) -> Result<Dispatch, Error> {
    let text = format!("#[edges({})] struct S;", write(rules));
    resolve_rules(&syn::parse_str::<Handler>(&text).unwrap(), exchange)
}

/// The rule that the dispatch takes.
fn dispatched(dispatch: &Dispatch, rules: &[Naive], input: Input, guards: bool) -> Option<usize> {
    let of_label =
        |index| dispatch.arms.iter().find(|(_, labels)| labels.contains(&index)).map(|(steps, _)| steps);
    let steps = match input {
        Input::Label(index) => of_label(index)?,
        Input::Text(_) | Input::Other => &dispatch.unknown,
    };
    let passes = |step: &&Step| {
        let rule = &rules[step.rule];
        let text = match rule.selectors[step.selector] {
            Pick::Text(wanted) => input == Input::Text(wanted),
            _ => true,
        };
        text && (guards || !rule.guarded)
    };
    steps.iter().find(passes).map(|step| step.rule)
}

fn pick(labels: usize) -> impl Strategy<Value = Pick> {
    prop_oneof![
        6 => (0..labels).prop_map(Pick::Label),
        3 => (0..CATEGORIES).prop_map(Pick::Category),
        2 => prop::sample::select(vec!["never", "fixed"]).prop_map(Pick::Retry),
        2 => Just(Pick::Unknown),
        2 => (0..2_usize).prop_map(Pick::Text),
        1 => Just(Pick::Rest),
    ]
}

fn case() -> impl Strategy<Value = (Vec<(usize, &'static str)>, Vec<Naive>)> {
    let label = (0..CATEGORIES, prop::sample::select(vec!["never", "fixed"]));
    prop::collection::vec(label, 1..6).prop_flat_map(|labels| {
        let selectors = prop::collection::vec(pick(labels.len()), 1..3);
        let rule = (selectors, prop::bool::weighted(0.3))
            .prop_map(|(selectors, guarded)| Naive { selectors, guarded });
        let rules = prop::collection::vec(rule, 1..6);
        let rules = (rules, any::<bool>()).prop_map(|(mut rules, rest)| {
            if rest {
                rules.push(Naive { selectors: vec![Pick::Rest], guarded: false });
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
        let missing = inputs(labels.len()).into_iter().any(|input| taken(&rules, input, &labels, false).is_none());
        let wrong = missing || has_unreachable(&rules, &labels);
        match resolve(&rules, &catalogue(&labels)) {
            Err(error) => prop_assert!(wrong, "{}: {error}", write(&rules)),
            Ok(dispatch) => {
                prop_assert!(!wrong, "{}", write(&rules));
                for input in inputs(labels.len()) {
                    for guards in [false, true] {
                        let naive = taken(&rules, input, &labels, guards);
                        prop_assert_eq!(dispatched(&dispatch, &rules, input, guards), naive, "{:?} {}", input, write(&rules));
                    }
                }
            }
        }
    }
}
