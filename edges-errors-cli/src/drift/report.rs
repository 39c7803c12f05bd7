//! Reports of differences for a terminal, a pull request or a program.

use std::fmt::Write as _;

use anstyle::{AnsiColor, Style};
use serde::Serialize;

use super::compare::{Drift, Names};
use super::finding::{Finding, FindingKind};
use crate::documents::json::write_json as write_facts;
use crate::text::{cell, code_cell, count, list_counts, paint, place};
use edges_errors_catalogue::diagnostic::Look;
use edges_errors_catalogue::markdown::escape;
use edges_errors_core::text::spell_out;

/// Writes a paragraph for each label or key of `[envelope]` that differs: the fact of the catalogue, then that of the page.
pub fn write_text(drift: &Drift, names: Names<'_>, look: Look) -> String {
    let mut text = String::new();
    for group in drift.findings.chunk_by(|a, b| a.name == b.name) {
        let Some(first) = group.first() else { continue };
        let label = paint(look, Style::new().bold(), &spell_out(&first.name).to_string());
        let _ = writeln!(text, "{label}  [{}]", list_places(first, names));
        for finding in group {
            write_finding(&mut text, finding, look);
        }
        text.push('\n');
    }
    for note in &drift.notes {
        let _ = writeln!(text, "note: {}", spell_out(note));
    }
    let _ = writeln!(text, "{}", paint(look, Style::new().bold(), &summarise(drift, names)));
    if drift.findings.iter().any(|finding| finding.kind == FindingKind::Missing) {
        text.push_str("help: `--stanzas` prints what to append to the catalogue for the missing labels\n");
    } else if drift.findings.iter().any(|finding| finding.kind == FindingKind::Place && finding.new.is_some())
    {
        text.push_str("help: `--stanzas` prints the lines of `[envelope]`\n");
    }
    text
}

fn write_finding(text: &mut String, finding: &Finding, look: Look) {
    let kind = format!("{:<8}", finding.kind.as_str());
    let kind = paint(look, style_of(finding.kind), &kind);
    let _ = writeln!(text, "  {kind}  {}", spell_out(&old_and_new(finding)));
    if !finding.note.is_empty() {
        let _ = writeln!(text, "            {}", spell_out(&finding.note));
    }
}

fn old_and_new(finding: &Finding) -> String {
    match (&finding.old, &finding.new) {
        (Some(old), Some(new)) => format!("{old} -> {}", or_nothing(new)),
        (None, Some(new)) if finding.kind == FindingKind::Missing => format!("+ {new}"),
        (None, Some(new)) => format!("nothing -> {}", or_nothing(new)),
        (Some(old), None) => format!("- {old}"),
        (None, None) => String::new(),
    }
}

fn or_nothing(fact: &str) -> &str {
    if fact.is_empty() { "nothing" } else { fact }
}

/// Lists the places in both files: `errors.toml:12, page.md:30`.
fn list_places(finding: &Finding, names: Names<'_>) -> String {
    let catalogue = finding.catalogue_place.as_ref().map(ToString::to_string);
    let page = finding.page_line.map(|line| place(names.page, line));
    catalogue.into_iter().chain(page).collect::<Vec<_>>().join(", ")
}

fn summarise(drift: &Drift, names: Names<'_>) -> String {
    let differences = match drift.findings.len() {
        0 => "no difference".to_owned(),
        number => count(number, "difference", "differences"),
    };
    let number = |kind| drift.findings.iter().filter(|finding| finding.kind == kind).count();
    let kinds = list_counts(FindingKind::ALL.iter().map(|kind| (number(*kind), kind.as_str())));
    format!(
        "{} lists {}: {differences} from {}{}",
        spell_out(names.page),
        count(drift.listed, "label", "labels"),
        spell_out(names.catalogue),
        if kinds.is_empty() { kinds } else { format!(" ({kinds})") }
    )
}

fn style_of(kind: FindingKind) -> Style {
    let colour = match kind {
        FindingKind::Missing => AnsiColor::Green,
        FindingKind::Extra => AnsiColor::Red,
        _ => AnsiColor::Yellow,
    };
    colour.on_default()
}

/// Writes a table for an issue or a pull request.
pub fn write_markdown(drift: &Drift, names: Names<'_>) -> String {
    let mut text = format!(
        "### Differences between the published reference and the catalogue\n\n{}\n",
        escape(&summarise(drift, names))
    );
    if !drift.findings.is_empty() {
        text.push_str(
            "\n| Name | What | Catalogue | Page | Where | |\n| --- | --- | --- | --- | --- | --- |\n",
        );
    }
    for finding in &drift.findings {
        let name = code_cell(&finding.name);
        let side = |fact: &Option<String>| fact.as_deref().map(cell).unwrap_or_default();
        let cells = [
            name.as_str(),
            finding.kind.as_str(),
            &side(&finding.old),
            &side(&finding.new),
            &cell(&list_places(finding, names)),
            &finding.note.replace('|', "\\|"),
        ];
        let _ = writeln!(text, "| {} |", cells.join(" | "));
    }
    for note in &drift.notes {
        let _ = write!(text, "\n- {}\n", cell(note));
    }
    text
}

#[derive(Serialize)]
struct Json<'a> {
    #[serde(flatten)]
    names: Names<'a>,
    #[serde(flatten)]
    drift: &'a Drift,
}

/// Writes an object with `page`, `catalogue`, `findings`, `notes` and `listed`; findings have the fields of [`Finding`].
pub fn write_json(drift: &Drift, names: Names<'_>) -> String {
    write_facts(&Json { names, drift })
}
