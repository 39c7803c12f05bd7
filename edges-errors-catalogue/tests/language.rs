//! What the declaration of the language says holds for what is read.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::collections::BTreeSet;
use std::fmt::Write as _;

use edges_errors_catalogue::diagnostic::{Look, Rule};
use edges_errors_catalogue::language::{CATALOGUE, Form, Key, Presence, Table};
use edges_errors_catalogue::read_catalogue;
use edges_errors_catalogue::source::Sources;

/// The tables that a value of a form can be.
fn tables_of(form: &Form) -> Vec<&'static Table> {
    match form {
        Form::Table(table) => vec![table],
        Form::Entries { of, .. } => tables_of(of),
        Form::Either(forms) => forms.iter().flat_map(tables_of).collect(),
        Form::Text(_)
        | Form::Reference { .. }
        | Form::Words(_)
        | Form::Boolean
        | Form::False
        | Form::Integer { .. }
        | Form::Number { .. }
        | Form::List { .. }
        | Form::Overrides => Vec::new(),
    }
}

/// Writes a section with every key at its example; one that has several forms has an entry for each of them.
fn write_section(section: &Key, text: &mut String) {
    let tables = tables_of(&section.form);
    assert!(!tables.is_empty(), "{}", section.name);
    for (index, table) in tables.into_iter().enumerate() {
        let suffix = if index == 0 { "]".to_owned() } else { format!("{index}]") };
        let line = section.line();
        // A section whose example is in one line has a header as well.
        let header = if line.starts_with('[') { line } else { format!("[{}]", section.name) };
        writeln!(text, "{}", header.replace(']', &suffix)).unwrap();
        let keys = table.keys().filter(|key| key.name != "extends");
        keys.for_each(|key| writeln!(text, "{}", key.line()).unwrap());
    }
}

#[test]
fn every_example_is_right_where_it_stands() {
    let mut text = String::new();
    // Where nothing is extended there is nothing to override.
    let sections = CATALOGUE.keys().filter(|section| !matches!(section.form, Form::Overrides));
    sections.for_each(|section| write_section(section, &mut text));
    let source = Sources::new("examples.toml", text);
    let checked = read_catalogue(&source);
    // The examples of one key need not name the entry that is the example of another.
    let elsewhere = [Rule::UnknownRemedy, Rule::UnknownFault];
    let other: Vec<_> = checked.diagnostics.iter().filter(|it| !elsewhere.contains(&it.rule)).collect();
    let drawn: Vec<_> = other.iter().map(|diagnostic| diagnostic.render(&source, Look::Plain)).collect();
    assert!(drawn.is_empty(), "{}", drawn.join("\n\n"));
}

#[test]
fn a_key_is_missed_exactly_where_it_is_required() {
    for section in CATALOGUE.keys() {
        let Form::Entries { of: Form::Table(table), .. } = section.form else { continue };
        let source = Sources::new("errors.toml", section.line());
        let checked = read_catalogue(&source);
        let at_entry = |place: usize| place > 0;
        let missing = checked
            .diagnostics
            .iter()
            .find(|diagnostic| diagnostic.rule == Rule::MissingKey && at_entry(diagnostic.place.span.start));
        let told: BTreeSet<&str> =
            missing.map(|it| it.message.split('`').skip(1).step_by(2).collect()).unwrap_or_default();
        let required: BTreeSet<&str> =
            table.keys().filter(|key| key.presence == Presence::Required).map(|key| key.name).collect();
        assert_eq!(told, required, "{}", section.name);
    }
}

#[test]
fn every_table_and_key_is_documented() {
    fn check(table: &Table) {
        assert!(table.doc.ends_with('.'), "{}", table.doc);
        for key in table.keys() {
            assert!(key.doc.ends_with('.') && !key.doc.contains("  "), "{}: {}", key.name, key.doc);
            check_form(&key.form);
        }
    }
    fn check_form(form: &Form) {
        match form {
            Form::Table(table) => check(table),
            Form::List { of, .. } | Form::Entries { of, .. } => check_form(of),
            Form::Either(forms) => forms.iter().for_each(check_form),
            Form::Words(words) => assert!(words().iter().all(|word| word.doc.ends_with('.'))),
            Form::Text(text) => assert!(text.doc.ends_with('.'), "{}", text.name),
            Form::Reference { section, .. } => {
                assert!(CATALOGUE.keys().any(|key| key.name == *section), "{section}");
            }
            Form::Boolean | Form::False | Form::Integer { .. } | Form::Number { .. } | Form::Overrides => {}
        }
    }
    check(CATALOGUE);
}
