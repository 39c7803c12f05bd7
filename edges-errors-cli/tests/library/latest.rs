//! The newest edition beside the table that it is made of, the default edition, and the guide that explains how they differ.

use std::collections::BTreeMap;
use std::fs;

use edges_errors_catalogue::model::{Catalogue, StrategyKind};
use edges_errors_catalogue::source::{Source, Sources};
use edges_errors_cli::diff::{Change, Level, compare_catalogues};
use edges_errors_cli::drift::{Drift, Finding, compare_reference, read_reference, strategy_of_cell};

use super::{golden, parse_catalogue, read_sources, read_text};

fn default_edition() -> Catalogue {
    parse_catalogue(edges_errors::CATALOGUE_TOML)
}

fn sources() -> Sources {
    let own = Source::new("editions/latest.toml", edges_errors::LATEST_TOML);
    Sources::new("errors.toml", edges_errors::CATALOGUE_TOML).extended_by(own)
}

fn latest_edition() -> Catalogue {
    read_sources(&sources())
}

fn changes() -> Vec<Change> {
    compare_catalogues(&default_edition(), &latest_edition()).changes
}

/// Returns the findings but for those of labels without a cell of the reference, which nobody has published.
fn of_published<'a>(catalogue: &Catalogue, drift: &'a Drift) -> Vec<&'a Finding> {
    let own = |name: &str| {
        catalogue.labels.iter().any(|label| label.name == name && label.reference_retry.is_none())
    };
    drift.findings.iter().filter(|finding| !own(&finding.name)).collect()
}

#[test]
fn the_latest_edition_is_what_the_newest_table_publishes() {
    let page = fs::read_to_string(golden("drift/latest.md")).unwrap();
    let reference = read_reference(&page).unwrap();
    let drift = compare_reference(&latest_edition(), &reference, "latest.md");
    assert_eq!(of_published(&latest_edition(), &drift), Vec::<&Finding>::new());
    assert_eq!(drift.listed, reference.rows.len());
    let note = "the page does not describe the response structure, so `[envelope]` was not compared";
    assert_eq!(drift.notes, [note], "it is a table alone");
    let older = compare_reference(&default_edition(), &reference, "latest.md");
    let older = of_published(&default_edition(), &older).len();
    assert_eq!(older, 9 + 9 + 1, "new labels, rows, and a row that differs in two cells");
}

#[test]
fn its_policies_are_what_the_cells_mean() {
    let catalogue = latest_edition();
    let published = catalogue.current_labels().filter(|label| label.reference_retry.is_some());
    for label in published {
        let cell = label.reference_retry.as_deref().unwrap();
        let depends = cell.contains("managed/auto");
        assert_eq!(label.retry.conditional.is_empty(), !depends, "{}", label.name);
        let strategy = catalogue[label.default_policy()].strategy.kind();
        let meaning = if depends { StrategyKind::Never } else { strategy_of_cell(cell).unwrap() };
        assert_eq!(strategy, meaning, "{}", label.name);
    }
}

/// Overrides that the base has come round to, and entries that it has by now, are dropped.
#[test]
fn it_says_nothing_that_the_base_says_too() {
    assert_eq!(edges_errors_catalogue::read_catalogue(&sources()).warnings, []);
}

#[test]
fn no_program_of_the_default_edition_stops_compiling_but_for_its_handlers() {
    let breaking: Vec<Change> =
        changes().into_iter().filter(|change| change.level == Level::Breaking).collect();
    assert_eq!(breaking, []);
}

/// A row of the guide: what it says of a subject.
struct Row<'a> {
    differs_in: Vec<&'a str>,
    meaning: &'a str,
}

fn read_rows(guide: &str) -> BTreeMap<&str, Row<'_>> {
    let rows = guide.lines().filter_map(|line| {
        let mut cells = line.strip_prefix("| `")?.strip_suffix(" |")?.splitn(3, " | ");
        let subject = cells.next()?.strip_suffix('`')?;
        Some((subject, Row { differs_in: cells.next()?.split(", ").collect(), meaning: cells.next()? }))
    });
    rows.collect()
}

/// Returns the word of the guide for a change: `retry-changed` is a difference in `retry`.
fn name_difference(change: &Change) -> String {
    change.what.strip_suffix("-changed").unwrap_or(change.what).replace('-', " ")
}

#[test]
fn the_guide_explains_each_difference_and_no_other() {
    let guide = read_text("edges-errors/src/guide/latest.md");
    let rows = read_rows(&guide);
    let mut wanted: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for change in changes() {
        wanted.entry(change.name.clone()).or_default().push(name_difference(&change));
        let row = rows.get(change.name.as_str()).unwrap_or_else(|| panic!("no row explains {}", change.name));
        for behaviour in &change.behaviours {
            let words = behaviour.as_str();
            assert!(row.meaning.contains(words), "{}: `{words}` is not explained", change.name);
        }
    }
    let sorted = |mut words: Vec<String>| {
        words.sort();
        words
    };
    for (subject, row) in &rows {
        let differs_in = row.differs_in.iter().map(|word| (*word).to_owned()).collect();
        let differences = wanted.get(*subject).cloned().unwrap_or_default();
        assert_eq!(sorted(differs_in), sorted(differences), "{subject}");
    }
}
