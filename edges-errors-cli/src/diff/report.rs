//! Reports of changes for a terminal, a pull request or a program. The verdict comes last.

use std::fmt::Write as _;

use anstyle::{AnsiColor, Style};
use serde::Serialize;

use super::change::{Change, Diff};
use super::levels::{Behaviour, Level, Verdict};
use crate::documents::json::write_json as write_facts;
use crate::text::{capitalise, cell, code_cell, list_counts, paint};
use edges_errors_catalogue::diagnostic::Look;
use edges_errors_catalogue::markdown::escape;
use edges_errors_core::text::spell_out;

/// The names of the two files.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct Names<'a> {
    /// The old catalogue, such as `main:errors.toml`.
    pub old: &'a str,
    /// The new catalogue.
    pub new: &'a str,
}

/// Writes a paragraph for each change, under a heading for each level.
pub fn write_text(diff: &Diff, names: Names<'_>, look: Look) -> String {
    let mut text =
        format!("{} -> {}: {}\n\n", spell_out(names.old), spell_out(names.new), count_levels(diff));
    for level in list_levels(diff) {
        let heading = paint(look, style_of(level).bold(), level.as_str());
        let _ = writeln!(text, "{heading}");
        for change in diff.changes.iter().filter(|change| change.level == level) {
            write_change(&mut text, change, look);
        }
        text.push('\n');
    }
    let _ = writeln!(text, "{}", paint(look, Style::new().bold(), &diff.verdict().words()));
    text
}

fn write_change(text: &mut String, change: &Change, look: Look) {
    let subject = paint(look, Style::new().bold(), &name_subject(change));
    // That in the new catalogue, or in the old one if the thing was removed.
    let place = match change.new_place.as_ref().or(change.old_place.as_ref()) {
        Some(place) => format!("  [{place}]"),
        None => String::new(),
    };
    let _ = writeln!(text, "  {subject}: {}{}", headline(change), place);
    let detail = match (&change.old, &change.new) {
        (Some(old), Some(new)) => Some(format!("{old} -> {new}")),
        (Some(old), None) => Some(format!("- {old}")),
        (None, Some(new)) => Some(format!("+ {new}")),
        (None, None) => None,
    };
    let reaches = (!change.affects.is_empty()).then(|| format!("reaches {}", change.affects.join(", ")));
    let means = (!change.means.is_empty()).then(|| change.means.clone());
    for line in [detail, means, reaches].into_iter().flatten() {
        let _ = writeln!(text, "    {}", spell_out(&line));
    }
}

/// Returns the subject with its kind: `STATUS_429`, `policy backoff`.
fn name_subject(change: &Change) -> String {
    [change.kind.words(), &spell_out(&change.name).to_string()].join(" ").trim_start().to_owned()
}

/// Returns the change with its behaviours: `retry changed: now retried, may now be sent twice`.
fn headline(change: &Change) -> String {
    let what = change.what.replace('-', " ");
    let behaviours = join_behaviours(&change.behaviours);
    if behaviours.is_empty() { what } else { format!("{what}: {behaviours}") }
}

fn join_behaviours(behaviours: &[Behaviour]) -> String {
    behaviours.iter().map(|behaviour| behaviour.as_str()).collect::<Vec<_>>().join(", ")
}

/// Lists the levels of changes, the highest first.
fn list_levels(diff: &Diff) -> impl Iterator<Item = Level> {
    Level::ALL.iter().copied().rev().filter(|level| diff.count(*level) > 0)
}

fn count_levels(diff: &Diff) -> String {
    match list_counts(list_levels(diff).map(|level| (diff.count(level), level.as_str()))) {
        counts if counts.is_empty() => "no change".to_owned(),
        counts => counts,
    }
}

fn style_of(level: Level) -> Style {
    let colour = match level {
        Level::Breaking => AnsiColor::Red,
        Level::Behavioural => AnsiColor::Yellow,
        Level::Additive => AnsiColor::Green,
        Level::Prose => AnsiColor::Cyan,
    };
    colour.on_default()
}

/// Writes a comment for a pull request: a table for each level, with changes of wording folded away.
pub fn write_markdown(diff: &Diff, names: Names<'_>) -> String {
    let mut text = format!(
        "### Changes for users of the catalogue\n\n{} → {}: {}\n\n",
        cell(names.old),
        cell(names.new),
        count_levels(diff)
    );
    for level in list_levels(diff) {
        let heading = capitalise(level.as_str());
        let folded = level == Level::Prose;
        if folded {
            let _ = writeln!(text, "<details><summary>{heading} ({})</summary>\n", diff.count(level));
        } else {
            let _ = writeln!(text, "#### {heading}\n");
        }
        text.push_str("| What | Change | Before | After | For users |\n| --- | --- | --- | --- | --- |\n");
        for change in diff.changes.iter().filter(|change| change.level == level) {
            write_row(&mut text, change);
        }
        text.push_str(if folded { "\n</details>\n\n" } else { "\n" });
    }
    let _ = writeln!(text, "**{}**", escape(&diff.verdict().words()));
    text
}

fn write_row(text: &mut String, change: &Change) {
    let subject = [change.kind.words(), &code_cell(&change.name)].join(" ");
    let what = change.what.replace('-', " ");
    let what = match join_behaviours(&change.behaviours) {
        behaviours if behaviours.is_empty() => what,
        behaviours => format!("{what}: **{behaviours}**"),
    };
    let mut means = markdown_words(&change.means);
    if !change.affects.is_empty() {
        means = format!(
            "{means} Reaches {}.",
            change.affects.iter().map(|name| cell(name)).collect::<Vec<_>>().join(", ")
        );
    }
    let side = |fact: &Option<String>| fact.as_deref().map(cell).unwrap_or_default();
    let cells = [subject.trim_start(), &what, &side(&change.old), &side(&change.new), means.trim_start()];
    let _ = writeln!(text, "| {} |", cells.join(" | "));
}

/// Escapes a sentence of this crate: it keeps its code spans and has no other markup.
fn markdown_words(text: &str) -> String {
    let parts = text.split('`').enumerate();
    let parts =
        parts.map(
            |(at, part)| {
                if at % 2 == 1 { format!("`{}`", part.replace('|', "\\|")) } else { cell_words(part) }
            },
        );
    parts.collect()
}

fn cell_words(text: &str) -> String {
    escape(&spell_out(&text.replace('\n', " ")).to_string())
}

#[derive(Serialize)]
struct Json<'a> {
    #[serde(flatten)]
    names: Names<'a>,
    changes: &'a [Change],
    verdict: Verdict,
}

/// Writes an object with `old`, `new`, `changes` and `verdict`; each change has the fields of [`Change`].
pub fn write_json(diff: &Diff, names: Names<'_>) -> String {
    write_facts(&Json { names, changes: &diff.changes, verdict: diff.verdict() })
}
