//! How the published reference differs from a catalogue, for a terminal, a pull request or a program.

use std::fmt::Write as _;

use anstyle::{AnsiColor, Style};
use serde::Serialize;

use crate::drift::{Drift, Finding, FindingKind};
use edges_errors_catalogue::diagnostic::Look;
use edges_errors_catalogue::markdown::escape;
use edges_errors_core::text::spell_out;

/// The names under which a reader finds the page and the catalogue.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct Names<'a> {
    /// The page.
    pub page: &'a str,
    /// The catalogue.
    pub catalogue: &'a str,
}

/// A paragraph for each label that differs: what the catalogue says, then what the page says.
pub fn write_text(drift: &Drift, names: Names<'_>, look: Look) -> String {
    let mut text = String::new();
    for group in drift.findings.chunk_by(|a, b| a.label == b.label) {
        let Some(first) = group.first() else { continue };
        let label = paint(look, Style::new().bold(), &spell_out(&first.label).to_string());
        let _ = writeln!(text, "{label}  [{}]", spell_out(&list_places(first, names)));
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

/// `errors.toml:12, page.md:30`: the old one first, as in the facts.
fn list_places(finding: &Finding, names: Names<'_>) -> String {
    let catalogue = finding.catalogue_line.map(|line| format!("{}:{line}", names.catalogue));
    let page = finding.page_line.map(|line| format!("{}:{line}", names.page));
    catalogue.into_iter().chain(page).collect::<Vec<_>>().join(", ")
}

fn summarise(drift: &Drift, names: Names<'_>) -> String {
    let labels = if drift.listed == 1 { "1 label".to_owned() } else { format!("{} labels", drift.listed) };
    let differences = match drift.findings.len() {
        0 => "no difference".to_owned(),
        1 => "1 difference".to_owned(),
        count => format!("{count} differences"),
    };
    format!(
        "{} lists {labels}: {differences} from {}{}",
        spell_out(names.page),
        spell_out(names.catalogue),
        count_kinds(drift)
    )
}

/// ` (1 missing, 2 retry)`.
fn count_kinds(drift: &Drift) -> String {
    use FindingKind::*;
    let counts: Vec<String> = [Missing, Extra, Status, Category, Retry]
        .into_iter()
        .map(|kind| (drift.findings.iter().filter(|finding| finding.kind == kind).count(), kind))
        .filter(|(count, _)| *count > 0)
        .map(|(count, kind)| format!("{count} {}", kind.as_str()))
        .collect();
    if counts.is_empty() { String::new() } else { format!(" ({})", counts.join(", ")) }
}

fn style_of(kind: FindingKind) -> Style {
    let colour = match kind {
        FindingKind::Missing => AnsiColor::Green,
        FindingKind::Extra => AnsiColor::Red,
        _ => AnsiColor::Yellow,
    };
    colour.on_default()
}

fn paint(look: Look, style: Style, text: &str) -> String {
    match look {
        Look::Plain => text.to_owned(),
        Look::Coloured => format!("{style}{text}{style:#}"),
    }
}

/// A table for an issue or a pull request.
pub fn write_markdown(drift: &Drift, names: Names<'_>) -> String {
    let mut text =
        format!("### The published reference and the catalogue\n\n{}\n", escape(&summarise(drift, names)));
    if !drift.findings.is_empty() {
        text.push_str(
            "\n| Label | What | Catalogue | Page | Where | |\n| --- | --- | --- | --- | --- | --- |\n",
        );
    }
    for finding in &drift.findings {
        let label = format!("`{}`", spell_out(&finding.label.replace(['`', '|'], "")));
        let side = |fact: &Option<String>| {
            fact.as_deref().map(|fact| escape(&spell_out(fact).to_string())).unwrap_or_default()
        };
        let cells = [
            label.as_str(),
            finding.kind.as_str(),
            &side(&finding.old),
            &side(&finding.new),
            &escape(&spell_out(&list_places(finding, names)).to_string()),
            &finding.note.replace('|', "\\|"),
        ];
        let _ = writeln!(text, "| {} |", cells.join(" | "));
    }
    for note in &drift.notes {
        let _ = write!(text, "\n- {}\n", escape(&spell_out(note).to_string()));
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

/// An object with `page`, `catalogue`, `findings`, `notes` and `listed`; each finding has the fields of [`Finding`].
pub fn write_json(drift: &Drift, names: Names<'_>) -> String {
    crate::documents::write_pretty(&Json { names, drift })
}
