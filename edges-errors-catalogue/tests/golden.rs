//! Fixture in, golden file out: the diagnostics of each mistake.
//!
//! `just bless` rewrites the golden files; read the difference before you commit it.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::fs;
use std::path::{Path, PathBuf};

use edges_errors_catalogue::diagnostic::{Look, Rule};
use edges_errors_catalogue::source::Source;
use edges_errors_catalogue::{Checked, read_catalogue};
use expect_test::expect_file;

fn fixtures(folder: &str, end: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut fixtures: Vec<_> =
        entries.filter(|path| path.extension().is_some_and(|found| found == end)).collect();
    fixtures.sort();
    assert!(!fixtures.is_empty());
    fixtures
}

fn read(path: &Path) -> (Source, Checked) {
    let name = path.file_name().unwrap().to_string_lossy().into_owned();
    let source = Source::new(name, fs::read_to_string(path).unwrap());
    let checked = read_catalogue(&source);
    (source, checked)
}

#[test]
fn each_mistake_is_drawn_where_it_is_with_its_fix() {
    for path in fixtures("tests/golden/mistakes", "toml") {
        let (source, checked) = read(&path);
        assert!(!checked.diagnostics.is_empty(), "{} has no mistake", path.display());
        let drawn: Vec<String> =
            checked.diagnostics.iter().map(|mistake| mistake.render(&source, Look::Plain)).collect();
        expect_file![path.with_extension("txt")].assert_eq(&(drawn.join("\n\n") + "\n"));
    }
}

#[test]
fn each_rule_has_a_case() {
    let found: Vec<Rule> = fixtures("tests/golden/mistakes", "toml")
        .iter()
        .flat_map(|path| read(path).1.diagnostics)
        .map(|mistake| mistake.rule)
        .collect();
    // More labels or keys than a catalogue can hold are counted in a test of their own.
    let missing: Vec<_> =
        Rule::ALL.iter().filter(|rule| !found.contains(rule) && **rule != Rule::TooMany).collect();
    assert!(missing.is_empty(), "no case for {missing:?}");
}

#[test]
fn more_keys_than_an_index_can_count_are_a_mistake() {
    for (count, too_many) in [(254, false), (255, true)] {
        let remedies: String = (0..count).map(|n| format!("[remedies.r{n}]\ndoc = \"x\"\n")).collect();
        let checked = read_catalogue(&Source::new("errors.toml", remedies));
        let told = checked.diagnostics.iter().any(|mistake| mistake.rule == Rule::TooMany);
        assert_eq!(told, too_many, "{count} remedies");
    }
}
