//! Comparison of the rows of the page with the labels of the catalogue, and of its response structure with `[envelope]`.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::cells::{fold_name, normalise, read_statuses, strategy_of_cell};
use super::envelope::compare_members;
use super::finding::{Finding, FindingKind};
use super::page::{Reference, Row};
use crate::place::Place;
use crate::text::place;
use edges_errors_catalogue::model::{Catalogue, Label, LabelFormat};
use edges_errors_catalogue::phrases::join_statuses;

/// The names of the page and of the catalogue.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct Names<'a> {
    /// The page.
    pub page: &'a str,
    /// The catalogue.
    pub catalogue: &'a str,
}

/// All differences between the page and the catalogue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Drift {
    /// Labels in the order of the page, then those that only the catalogue has, then places of `[envelope]`.
    pub findings: Vec<Finding>,
    /// Remarks that are not differences.
    pub notes: Vec<String>,
    /// The number of labels that the page lists.
    pub listed: usize,
}

/// Compares the page with a catalogue without mistakes.
///
/// Labels that the catalogue has removed are neither missing nor extra. A page that does not describe the response structure
/// says nothing about `[envelope]`.
pub fn compare_reference(catalogue: &Catalogue, reference: &Reference, page: &str) -> Drift {
    let labels: BTreeMap<&str, &Label> =
        catalogue.labels.iter().map(|label| (label.name.as_str(), label)).collect();
    let listed: BTreeSet<&str> = reference.rows.iter().map(|row| row.label.as_str()).collect();
    let mut drift = Drift { findings: Vec::new(), notes: Vec::new(), listed: listed.len() };
    let mut missing = BTreeSet::new();
    for row in &reference.rows {
        match labels.get(row.label.as_str()) {
            Some(label) if label.removed.is_some() => drift.notes.push(format!(
                "{} is on the page ({}), and the catalogue lists it as removed ({})",
                row.label,
                place(page, row.line),
                Place::deciding(catalogue, label.location)
            )),
            Some(label) => compare_row(&Sides { catalogue, row, label, page }, &mut drift),
            None if missing.insert(&row.label) => {
                drift.findings.push(describe_missing(row, catalogue.envelope.label_format));
            }
            None => {}
        }
    }
    drift.notes.extend(note_lost_categories(catalogue, reference, page));
    let extra = catalogue.current_labels().filter(|label| !listed.contains(label.name.as_str()));
    drift.findings.extend(extra.map(|label| describe_extra(catalogue, label)));
    if reference.members.is_empty() {
        drift.notes.push(
            "the page does not describe the response structure, so `[envelope]` was not compared".to_owned(),
        );
    } else {
        drift.findings.extend(compare_members(catalogue, &reference.members));
    }
    drift
}

fn note_lost_categories(catalogue: &Catalogue, reference: &Reference, page: &str) -> Option<String> {
    let lost = reference.rows.iter().filter(|row| lost_its_category(catalogue, row));
    let lost: Vec<String> = lost.map(|row| format!("{} ({})", row.label, place(page, row.line))).collect();
    let note = "the page has lost the category of these labels, so it was not compared";
    (!lost.is_empty()).then(|| format!("{note}: {}", lost.join(", ")))
}

fn describe_missing(row: &Row, format: LabelFormat) -> Finding {
    let form = format!("It is not in the form of a label: labels are `{format}` here.");
    Finding {
        new: Some([&row.statuses, &row.category, &row.retry].map(String::as_str).join(", ")),
        note: if format.is_label(&row.label) { String::new() } else { form },
        page_line: Some(row.line),
        ..Finding::new(FindingKind::Missing, &row.label)
    }
}

fn describe_extra(catalogue: &Catalogue, label: &Label) -> Finding {
    let category = &catalogue[label.category].key.title;
    let retry = label.reference_retry.as_deref().unwrap_or("no retry cell");
    let note = "The page does not list it. If the API no longer sends it, add `removed = \"<revision>\"`.";
    Finding {
        old: Some(format!("{}, {category}, {retry}", join_statuses(&label.statuses))),
        note: note.to_owned(),
        catalogue_place: Some(Place::deciding(catalogue, label.location)),
        ..Finding::new(FindingKind::Extra, &label.name)
    }
}

/// A row of the page and the label that it lists.
struct Sides<'a> {
    catalogue: &'a Catalogue,
    row: &'a Row,
    label: &'a Label,
    page: &'a str,
}

impl Sides<'_> {
    fn finding(&self, kind: FindingKind, old: Option<String>, new: &str, note: String) -> Finding {
        Finding {
            old,
            new: Some(new.to_owned()),
            note,
            page_line: Some(self.row.line),
            catalogue_place: Some(Place::deciding(self.catalogue, self.label.location)),
            ..Finding::new(kind, &self.label.name)
        }
    }

    fn compare_statuses(&self) -> Option<Finding> {
        let statuses = read_statuses(&self.row.statuses);
        let set = |statuses: &[u16]| -> BTreeSet<u16> { statuses.iter().copied().collect() };
        if statuses.as_deref().map(set) == Some(set(&self.label.statuses)) {
            return None;
        }
        let note = if statuses.is_none() { "The page's cell is not a list of statuses." } else { "" };
        let old = join_statuses(&self.label.statuses);
        Some(self.finding(FindingKind::Status, Some(old), &self.row.statuses, note.to_owned()))
    }

    fn compare_category(&self, cell: &str) -> Option<Finding> {
        let key = &self.catalogue[self.label.category].key;
        let page = fold_name(cell);
        if page == fold_name(&key.title) || page == fold_name(&key.name) {
            return None;
        }
        let note = match self.row.category_line {
            Some(line) => {
                format!("The cell is blank; this is the category of {}.", place(self.page, line))
            }
            None if !is_category(self.catalogue, cell) => {
                "The catalogue has no category with this title.".to_owned()
            }
            None => String::new(),
        };
        Some(self.finding(FindingKind::Category, Some(key.title.clone()), cell, note))
    }

    fn compare_retry(&self, cell: &str) -> Option<Finding> {
        let old = self.label.reference_retry.clone();
        if old.as_deref().map(normalise) == Some(normalise(cell)) {
            return None;
        }
        let strategy = self.catalogue[self.label.default_policy()].strategy.kind();
        let note = match strategy_of_cell(cell) {
            Some(meaning) if meaning == strategy => {
                format!("It still means `{strategy}`: only `reference_retry` has to follow.")
            }
            Some(meaning) => format!("It means `{meaning}`, and the label's policy is `{strategy}`."),
            None => format!("It names no strategy; the label's policy is `{strategy}`."),
        };
        Some(self.finding(FindingKind::Retry, old, cell, note))
    }
}

/// Returns the kinds of the differences between a row and the label that it lists.
pub(super) fn list_differences(catalogue: &Catalogue, row: &Row, label: &Label) -> Vec<FindingKind> {
    let mut drift = Drift { findings: Vec::new(), notes: Vec::new(), listed: 0 };
    compare_row(&Sides { catalogue, row, label, page: "" }, &mut drift);
    drift.findings.into_iter().map(|finding| finding.kind).collect()
}

pub(super) fn is_category(catalogue: &Catalogue, cell: &str) -> bool {
    let page = fold_name(cell);
    catalogue.categories.iter().any(|c| page == fold_name(&c.key.title) || page == fold_name(&c.key.name))
}

/// Returns true if the page lost the row's category, so that its retry cell is one column further left.
pub(super) fn lost_its_category(catalogue: &Catalogue, row: &Row) -> bool {
    row.retry.is_empty()
        && row.category_line.is_none()
        && !is_category(catalogue, &row.category)
        && strategy_of_cell(&row.category).is_some()
}

fn compare_row(sides: &Sides<'_>, drift: &mut Drift) {
    let row = sides.row;
    drift.findings.extend(sides.compare_statuses());
    if lost_its_category(sides.catalogue, row) {
        drift.findings.extend(sides.compare_retry(&row.category));
    } else {
        drift.findings.extend(sides.compare_category(&row.category));
        drift.findings.extend(sides.compare_retry(&row.retry));
    }
}
