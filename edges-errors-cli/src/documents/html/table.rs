//! The quick-reference table. Its rows become cards on a narrow screen, which drops the roles unless they are explicit.

use maud::{Markup, html};

use super::parts::{chip_retry, label_id, link_label, link_status, write_label_words};
use edges_errors_catalogue::model::{Catalogue, Label};
use edges_errors_catalogue::phrases::summarise_retry;

/// Writes a row for each label.
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
    let category = &catalogue[label.category];
    html! {
        tr role="row" id={ "row-" (label_id(&label.name)) } {
            th scope="row" role="rowheader" { (link_label(&label.name)) (write_label_words(label)) }
            td role="cell" {
                @for (at, status) in label.statuses.iter().enumerate() {
                    @if at > 0 { " " }
                    (link_status(catalogue, *status))
                }
            }
            td role="cell" { (category.key.title) }
            td role="cell" { (catalogue.fault_of(label).key.name) }
            td role="cell" { (chip_retry(catalogue, label, &summarise_retry(catalogue, label))) }
            td role="cell" { (catalogue[label.remedy].key.doc) }
        }
    }
}
