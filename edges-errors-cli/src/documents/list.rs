//! Labels as a table for a terminal.

use std::fmt::Write as _;

use edges_errors_catalogue::model::{Catalogue, Label};
use edges_errors_catalogue::phrases::{join_statuses, summarise_retry};

/// Writes a line for each label, under a heading.
pub fn write_list(catalogue: &Catalogue, labels: &[&Label]) -> String {
    let width = labels.iter().map(|label| label.name.len()).max().unwrap_or_default().max(5);
    let mut text = format!(
        "{:<width$}  {:<8} {:<16} {:<9} {:<8} retry\n",
        "label", "status", "category", "fault", "outcome"
    );
    for label in labels {
        let category = &catalogue[label.category];
        let _ = writeln!(
            text,
            "{:<width$}  {:<8} {:<16} {:<9} {:<8} {}",
            label.name,
            join_statuses(&label.statuses),
            category.key.title,
            catalogue.fault_of(label).key.name,
            label.outcome.as_str(),
            summarise_retry(catalogue, label),
        );
    }
    text
}
