//! The search field and the filters, which select the `data-…` attributes of a label's section.

use std::collections::BTreeSet;

use maud::{Markup, Render, html};

use super::find::write_format;
use crate::text::count;
use edges_errors_catalogue::model::{Catalogue, Category, Fault, Id, Policy, StrategyKind, with_ids};

/// Writes the controls, which are hidden until the script runs.
pub(super) fn write_search(catalogue: &Catalogue) -> Markup {
    let statuses: BTreeSet<u16> =
        catalogue.labels.iter().flat_map(|label| label.statuses.iter().copied()).collect();
    let statuses = statuses.into_iter().map(|status| (status, status));
    let faults =
        list_faults(catalogue).into_iter().map(|fault| (fault.key.name.as_str(), fault.key.name.as_str()));
    let strategies = list_strategies(catalogue).into_iter();
    let strategies = strategies.map(|strategy| (strategy.as_str(), describe_strategy(strategy)));
    html! {
        search aria-label="Labels" {
            label for="search" { "Search" }
            input #search type="search" autocomplete="off" autocapitalize="off" spellcheck="false"
                placeholder="Words, message, body" data-format=(write_format(catalogue));
            button #more type="button" aria-expanded="false" aria-controls="filters" { "Filters" }
            div #filters {
                (write_filter("category", "Category", list_categories(catalogue)))
                (write_filter("status", "Status", statuses))
                (write_filter("retry", "Retry", strategies))
                (write_filter("fault", "Fault", faults))
            }
            p #count role="status" { (count(catalogue.labels.len(), "label", "labels")) }
            button #clear type="button" { "Clear" }
        }
    }
}

/// Writes a filter; options are pairs of an attribute and its words.
fn write_filter<V: Render, W: Render>(
    id: &str,
    title: &str,
    options: impl IntoIterator<Item = (V, W)>,
) -> Markup {
    html! {
        div {
            label for=(id) { (title) }
            select #(id) {
                option value="" { "Any" }
                @for (value, words) in options { option value=(value) { (words) } }
            }
        }
    }
}

fn list_categories(catalogue: &Catalogue) -> impl Iterator<Item = (&str, &str)> {
    let used = |id: Id<Category>| catalogue.labels.iter().any(|label| label.category == id);
    let categories = with_ids(&catalogue.categories).filter(move |(id, _)| used(*id));
    categories.map(|(_, category)| (category.key.name.as_str(), category.key.title.as_str()))
}

/// Lists the strategies that labels have, in the order of the file.
fn list_strategies(catalogue: &Catalogue) -> Vec<StrategyKind> {
    let rules = catalogue.labels.iter().flat_map(|label| label.retry.rules());
    let mut policies: Vec<Id<Policy>> = rules.map(|rule| rule.policy).collect();
    policies.sort_unstable();
    let mut strategies: Vec<StrategyKind> = Vec::new();
    for strategy in policies.into_iter().map(|policy| catalogue[policy].strategy.kind()) {
        if !strategies.contains(&strategy) {
            strategies.push(strategy);
        }
    }
    strategies
}

fn describe_strategy(strategy: StrategyKind) -> &'static str {
    match strategy {
        StrategyKind::Never => "Never",
        StrategyKind::Manual => "After the remedy",
        StrategyKind::Fixed => "After a fixed wait",
        StrategyKind::Exponential => "With backoff",
        StrategyKind::Until => "When the limit resets",
    }
}

fn list_faults(catalogue: &Catalogue) -> Vec<&Fault> {
    let used: Vec<&Fault> = catalogue.labels.iter().map(|label| catalogue.fault_of(label)).collect();
    catalogue.faults.iter().filter(|fault| used.contains(fault)).collect()
}
