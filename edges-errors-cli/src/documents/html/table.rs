//! The quick-reference table. On a narrow screen its rows become cards, so that the roles have to be said.

use maud::{Markup, html};

use super::chip_strategy;
use super::links::{link_label, link_status};
use edges_errors_catalogue::model::{Catalogue, Label};
use edges_errors_catalogue::phrases::summarise_retry;

/// A row for each label, in the order of the file.
pub(super) fn write_table(catalogue: &Catalogue, labels: &[&Label], caption: &str) -> Markup {
    html! {
        table role="table" {
            caption { (caption) }
            thead role="rowgroup" {
                tr role="row" {
                    @for title in ["Label", "Status", "Category", "Fault", "Retry", "What to do"] {
                        th scope="col" role="columnheader" { (title) }
                    }
                }
            }
            tbody role="rowgroup" {
                @for label in labels { (write_row(catalogue, label)) }
            }
        }
    }
}

fn write_row(catalogue: &Catalogue, label: &Label) -> Markup {
    let category = &catalogue.categories[label.category];
    let strategy = catalogue.policies[label.default_policy()].strategy;
    html! {
        tr role="row" id={ "row-" (label.name) } {
            th scope="row" role="rowheader" { (link_label(label)) }
            td role="cell" {
                @for (at, status) in label.statuses.iter().enumerate() {
                    @if at > 0 { " " }
                    (link_status(catalogue, *status))
                }
            }
            td role="cell" { (category.key.title) }
            td role="cell" { (category.fault.as_str()) }
            td role="cell" { (chip_strategy(strategy, &summarise_retry(catalogue, label))) }
            td role="cell" { (catalogue.remedies[label.remedy].key.doc) }
        }
    }
}
