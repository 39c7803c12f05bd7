//! The response format, payloads and faults.

use std::fmt::Write as _;

use crate::documents::format::{EnvelopeFacts, PayloadFacts, PlaceFacts, between, doc_of};
use edges_errors_catalogue::markdown::{code, escape};
use edges_errors_catalogue::model::Catalogue;

/// Writes where the parts of an error are.
pub(super) fn write_envelope(catalogue: &Catalogue, page: &mut String) {
    let facts = EnvelopeFacts::of(catalogue);
    page.push_str("\n## Response format\n\n| Part | Where | Meaning |\n| --- | --- | --- |\n");
    let mut row = |key: &str, value: &str| {
        let doc = doc_of(&["envelope", key]);
        let _ = writeln!(page, "| `{key}` | {} | {} |", in_cell(value), in_cell(doc));
    };
    for part in facts.parts() {
        row(part.key, &describe_places(part.key, part.value));
    }
    row("label_format", &code(facts.label_format));
    if facts.errors_in_2xx {
        row("errors_in_2xx", "an answer with status 2xx may be an error");
    }
    if !facts.hint_headers.is_empty() {
        let hints = facts.hint_headers.iter();
        let hints: Vec<String> =
            hints.map(|hint| format!("{}, in {}", hint.place.describe(code), hint.kind)).collect();
        row("hint_headers", &hints.join("; "));
    }
    if let Some(no_retry) = &facts.no_retry {
        let value = code(no_retry.is);
        row("no_retry", &format!("the header {} with the value {value}", code(no_retry.header)));
    }
    if !facts.keep_headers.is_empty() {
        row("keep_headers", &facts.keep_headers.iter().map(|name| code(name)).collect::<Vec<_>>().join(", "));
    }
}

fn describe_places(key: &str, places: &[PlaceFacts<'_>]) -> String {
    places.iter().map(|place| place.describe(code)).collect::<Vec<_>>().join(between(key))
}

/// Returns Markdown for a cell, whose bars do not end it, even as code.
fn in_cell(markdown: &str) -> String {
    markdown.replace('|', "\\|")
}

/// Writes what else holds an error.
pub(super) fn write_payloads(catalogue: &Catalogue, page: &mut String) {
    if !catalogue.payloads.is_empty() {
        page.push_str(
            "\n## Payloads\n\nWhat holds an error, and is not the response to the request that failed.\n",
        );
    }
    for facts in catalogue.payloads.iter().map(|payload| PayloadFacts::of(catalogue, payload)) {
        let _ = write!(page, "\n### {}\n\n", escape(facts.title));
        if !facts.doc.is_empty() {
            let _ = write!(page, "{}\n\n", escape(facts.doc));
        }
        for part in facts.paths() {
            let _ = writeln!(page, "- `{}` at {}: {}", part.key, code(part.value), part.doc);
        }
        if facts.asynchronous {
            let _ = writeln!(page, "- `asynchronous`: {}", doc_of(&["payloads", "NAME", "asynchronous"]));
        }
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
