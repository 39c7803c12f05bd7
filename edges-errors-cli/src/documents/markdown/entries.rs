//! The response format, and the entries beside the labels.

use std::fmt::Write as _;

use crate::documents::entry::{Entry, Piece, Row, Words};
use crate::documents::explain::EntryFacts;
use crate::text::capitalise;
use edges_errors_catalogue::markdown::{code, escape};
use edges_errors_catalogue::model::Catalogue;
use edges_errors_catalogue::phrases::describe_policy;

/// Writes where the parts of an error are.
pub(super) fn write_envelope(catalogue: &Catalogue, page: &mut String) {
    page.push_str("\n## Response format\n\n| Part | Where | Meaning |\n| --- | --- | --- |\n");
    for Row { name, words, doc } in Entry::of(&EntryFacts::envelope(catalogue)).rows {
        let _ = writeln!(page, "| `{name}` | {} | {} |", in_cell(&write_words(&words)), in_cell(doc));
    }
}

/// Returns Markdown for a cell, whose bars do not end it, even as code.
fn in_cell(markdown: &str) -> String {
    markdown.replace('|', "\\|")
}

pub(super) fn write_words(words: &Words<'_>) -> String {
    let pieces = words.0.iter().map(|piece| match piece {
        Piece::Text(text) => escape(text),
        Piece::Code(text) => code(text),
        Piece::Label(name) => format!("[`{name}`](#{})", name.to_lowercase()),
        Piece::Policy(policy) => escape(&policy.words),
        Piece::Remedy { doc, .. } => escape(doc),
        Piece::Strategy(strategy) => code(strategy),
    });
    pieces.collect()
}

/// Writes what else holds an error.
pub(super) fn write_payloads(catalogue: &Catalogue, page: &mut String) {
    if !catalogue.payloads.is_empty() {
        page.push_str(
            "\n## Payloads\n\nWhat holds an error, and is not the response to the request that failed.\n",
        );
    }
    for payload in &catalogue.payloads {
        write_entry(&Entry::of(&EntryFacts::payload(catalogue, payload)), page);
    }
}

/// Writes the systems that limit requests.
pub(super) fn write_rate_limits(catalogue: &Catalogue, page: &mut String) {
    if !catalogue.rate_limits.is_empty() {
        page.push_str("\n## Rate limits\n");
    }
    for limit in &catalogue.rate_limits {
        write_entry(&Entry::of(&EntryFacts::rate_limit(catalogue, limit)), page);
    }
}

fn write_entry(entry: &Entry<'_>, page: &mut String) {
    let _ = write!(page, "\n### {}\n\n", escape(entry.title.unwrap_or_default()));
    if !entry.doc.is_empty() {
        let _ = write!(page, "{}\n\n", escape(&entry.doc));
    }
    write_rows(&entry.rows, page);
    write_list("Advice", entry.advice.iter().map(|text| escape(text)), page);
}

/// Writes facts as a list.
pub(super) fn write_rows(rows: &[Row<'_>], page: &mut String) {
    for Row { name, words, doc } in rows {
        let words = write_words(words);
        let _ = match *doc {
            "" => writeln!(page, "- **{}:** {words}", capitalise(name)),
            doc => writeln!(page, "- `{name}`: {words}. {doc}"),
        };
    }
}

/// Writes a list under its title; nothing if it is empty.
pub(super) fn write_list(title: &str, items: impl Iterator<Item = String>, page: &mut String) {
    for (at, item) in items.enumerate() {
        if at == 0 {
            let _ = write!(page, "\n{title}:\n\n");
        }
        let _ = writeln!(page, "- {item}");
    }
}

/// Writes the parties that can be at fault.
pub(super) fn write_faults(catalogue: &Catalogue, page: &mut String) {
    page.push_str("\n## Faults\n\nThe parties that can be at fault, and then have to act.\n\n");
    page.push_str("| Fault | | Meaning |\n| --- | --- | --- |\n");
    for fault in &catalogue.faults {
        let caller = if fault.is_caller { " It sends the requests." } else { "" };
        let (title, doc) = (escape(&fault.key.title), escape(&fault.key.doc));
        let _ = writeln!(page, "| `{}` | {title} | {doc}{caller} |", fault.key.name);
    }
}

/// Writes what a status means without a label.
pub(super) fn write_statuses(catalogue: &Catalogue, page: &mut String) {
    if catalogue.statuses.is_empty() {
        return;
    }
    let _ = write!(
        page,
        "\n## Without a label\n\nThe meaning of a status if a response has no label, or one that is not listed here.\n\n\
         | Status | Meaning | Retry | What to do |\n| --- | --- | --- | --- |\n"
    );
    for status in &catalogue.statuses {
        let remedy = status.remedy.map(|remedy| escape(&catalogue[remedy].key.doc));
        let _ = writeln!(
            page,
            "| {} {} | {} | {} | {} |",
            status.range,
            escape(&status.title),
            escape(&status.doc),
            escape(&describe_policy(&catalogue[status.policy])),
            remedy.unwrap_or_default(),
        );
    }
}

/// Writes the parts of a request that can be blamed.
pub(super) fn write_scopes(catalogue: &Catalogue, page: &mut String) {
    if catalogue.scopes.is_empty() {
        return;
    }
    page.push_str("\n## Scopes\n\nThe part of a request that a response blames.\n\n| Scope | Meaning | What to do |\n| --- | --- | --- |\n");
    for scope in &catalogue.scopes {
        let action = scope.action.as_deref().map(escape).unwrap_or_default();
        let _ = writeln!(page, "| `{}` | {} | {action} |", scope.key.name, escape(&scope.key.doc));
    }
}
