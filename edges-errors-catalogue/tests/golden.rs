//! Fixture in, golden file out: the diagnostics of each mistake.
//!
//! `just bless` rewrites the golden files; read the difference before you commit it.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on fails")]

use std::fs;
use std::path::{Path, PathBuf};

use edges_errors_catalogue::diagnostic::{Look, Rule};
use edges_errors_catalogue::source::{Source, Sources};
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

fn read(path: &Path) -> (Sources, Checked) {
    let name = path.file_name().unwrap().to_string_lossy().into_owned();
    let source = Sources::new(name, fs::read_to_string(path).unwrap());
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
fn each_warning_is_drawn_where_it_is_with_its_fix() {
    for path in fixtures("tests/golden/warnings", "toml") {
        let (source, checked) = read(&path);
        assert_eq!(checked.diagnostics, [], "{}", path.display());
        let drawn: Vec<String> =
            checked.warnings.iter().map(|warning| warning.render(&source, Look::Plain)).collect();
        expect_file![path.with_extension("txt")].assert_eq(&(drawn.join("\n\n") + "\n"));
    }
}

#[test]
fn the_lines_that_a_warning_has_to_add_silence_it() {
    for path in fixtures("tests/golden/warnings", "toml") {
        let (source, checked) = read(&path);
        let [warning] = checked.warnings.as_slice() else { continue };
        let (_, lines) = warning.help.as_deref().unwrap().split_once('\n').unwrap();
        let mended =
            read_catalogue(&Sources::new("errors.toml", format!("{}\n{lines}\n", source.own().text())));
        assert_eq!((mended.diagnostics, mended.warnings), (vec![], vec![]), "{lines}");
    }
}

/// Reads a catalogue that extends the one of the folder.
fn read_extending(path: &Path) -> (Sources, Checked) {
    let base = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/extending/base/shop.toml");
    let name = path.file_name().unwrap().to_string_lossy().into_owned();
    let sources = Sources::new("shop.toml", fs::read_to_string(base).unwrap());
    let sources = sources.extended_by(Source::new(name, fs::read_to_string(path).unwrap()));
    let checked = read_catalogue(&sources);
    (sources, checked)
}

#[test]
fn each_mistake_of_an_extension_is_drawn_in_both_files() {
    for path in fixtures("tests/golden/extending", "toml") {
        let (sources, checked) = read_extending(&path);
        let told: Vec<_> = checked.diagnostics.iter().chain(&checked.warnings).collect();
        assert!(!told.is_empty(), "{} has no mistake", path.display());
        assert_eq!(checked.catalogue.is_ok(), checked.diagnostics.is_empty(), "{}", path.display());
        let drawn: Vec<String> = told.iter().map(|mistake| mistake.render(&sources, Look::Plain)).collect();
        expect_file![path.with_extension("txt")].assert_eq(&(drawn.join("\n\n") + "\n"));
    }
}

#[test]
fn each_rule_has_a_case() {
    let alone = fixtures("tests/golden/mistakes", "toml").into_iter().map(|path| read(&path).1);
    let extending =
        fixtures("tests/golden/extending", "toml").into_iter().map(|path| read_extending(&path).1);
    let warned = fixtures("tests/golden/warnings", "toml").into_iter().map(|path| read(&path).1);
    let told =
        alone.chain(extending).chain(warned).flat_map(|checked| [checked.diagnostics, checked.warnings]);
    let found: Vec<Rule> = told.flatten().map(|mistake| mistake.rule).collect();
    // More labels or keys than a catalogue can hold, and a base with mistakes, have tests of their own.
    let elsewhere = [Rule::TooMany, Rule::BrokenBase];
    let missing: Vec<_> =
        Rule::ALL.iter().filter(|rule| !found.contains(rule) && !elsewhere.contains(rule)).collect();
    assert!(missing.is_empty(), "no case for {missing:?}");
}

#[test]
fn more_keys_than_an_index_can_count_are_a_mistake() {
    for (count, too_many) in [(254, false), (255, true)] {
        let remedies: String = (0..count).map(|n| format!("[remedies.r{n}]\ndoc = \"x\"\n")).collect();
        let checked = read_catalogue(&Sources::new("errors.toml", remedies));
        let told = checked.diagnostics.iter().any(|mistake| mistake.rule == Rule::TooMany);
        assert_eq!(told, too_many, "{count} remedies");
    }
}
