//! The catalogue as Markdown.

use std::fmt::Write as _;

use super::words::join_statuses;
use crate::model::{Catalogue, Label, Outcome, Strategy};

/// The quick-reference table: a line for each label, in the order of the file.
pub fn write_quick_table(catalogue: &Catalogue) -> String {
    let mut table = String::from(
        "| Label | Status | Category | Fault | Retry | What to do |\n| --- | --- | --- | --- | --- | --- |\n",
    );
    for label in catalogue.current_labels() {
        let _ = writeln!(table, "{}", write_row(catalogue, label));
    }
    table
}

fn write_row(catalogue: &Catalogue, label: &Label) -> String {
    let category = &catalogue.categories[label.category];
    format!(
        "| [`{}`]({}) | {} | {} | {} | {} | {} |",
        label.name,
        label.docs,
        join_statuses(&label.statuses),
        escape(&category.key.title),
        category.fault.name(),
        summarise_retry(catalogue, label),
        escape(&catalogue.remedies[label.remedy].key.doc),
    )
}

/// Retry in one or two words, for a cell.
pub fn summarise_retry(catalogue: &Catalogue, label: &Label) -> String {
    let words = match catalogue.policies[label.default_policy()].strategy {
        Strategy::Never => match label.outcome {
            Outcome::Failure => "no",
            Outcome::Empty => "no: empty result",
            Outcome::Done => "no: done already",
        },
        Strategy::Manual => "after the remedy",
        Strategy::Fixed { .. } => "yes, after a fixed wait",
        Strategy::Exponential { .. } => "yes, with backoff",
        Strategy::Until { .. } => "later, when the limit resets",
    };
    if label.retry.len() > 1 { format!("{words} (depends on the request)") } else { words.to_owned() }
}

/// Text that stays text in a Markdown table.
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        if "\\`*_[]<>|#~&".contains(c) {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}
