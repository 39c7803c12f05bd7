//! Every key of the language, and what a change of its value means to users.
//!
//! The keys come out of the declaration of the language, so that one which is added has to be added here.

use std::collections::BTreeSet;

use edges_errors_catalogue::language::{CATALOGUE, Form, Table};
use edges_errors_cli::diff::{Diff, Level, compare_catalogues};

use super::{parse_catalogue, read_text};

/// Keys that are not compared: what a file extends and overrides is compared as what comes out of it.
const MERGED: [&str; 2] = ["catalogue.extends", "override"];

/// A key, and an edit that changes it.
struct Case {
    key: String,
    edit: String,
    level: Level,
}

/// Reads the cases: under a heading with their level, `key | edit`, where `*` stands for the name of an entry.
fn read_cases() -> Vec<Case> {
    let mut cases = Vec::new();
    let mut level = None;
    for line in read_text("edges-errors-cli/tests/golden/diff/every-key.txt").lines() {
        if let Some(heading) = line.strip_prefix('[') {
            let heading = heading.trim_end_matches(']');
            level = heading.parse().ok();
        } else if let Some((key, edit)) = line.split_once(" | ") {
            let (key, edit) = (key.trim().to_owned(), edit.to_owned());
            cases.push(Case { key, edit, level: level.unwrap() });
        }
    }
    cases
}

/// Lists the keys of a table and of the tables in it, each table once.
fn list_keys(
    table: &'static Table,
    path: &str,
    known: &mut BTreeSet<&'static str>,
    keys: &mut BTreeSet<String>,
) {
    known.insert(table.doc);
    for key in table.keys() {
        let key_path = if path.is_empty() { key.name.to_owned() } else { format!("{path}.{}", key.name) };
        let before = keys.len();
        list_keys_of_form(&key.form, &key_path, known, keys);
        // A section is a name of what is in it.
        if keys.len() == before || !matches!(key.form, Form::Table(_) | Form::Entries { .. }) {
            keys.insert(key_path);
        }
    }
}

fn list_keys_of_form(
    form: &Form,
    path: &str,
    known: &mut BTreeSet<&'static str>,
    keys: &mut BTreeSet<String>,
) {
    match form {
        Form::Table(table) if known.contains(table.doc) => {}
        Form::Table(table) => list_keys(table, path, known, keys),
        Form::Entries { of, .. } => list_keys_of_form(of, &format!("{path}.*"), known, keys),
        Form::List { of, .. } => list_keys_of_form(of, path, known, keys),
        Form::Either(forms) => forms.iter().for_each(|form| list_keys_of_form(form, path, known, keys)),
        Form::Text(_)
        | Form::Reference { .. }
        | Form::Words(_)
        | Form::Boolean
        | Form::False
        | Form::Integer { .. }
        | Form::Number { .. }
        | Form::Overrides => {}
    }
}

/// Makes an edit such as `catalogue.name = "Corner"`; compares the catalogue with that from before.
fn compare_edited(edit: &str) -> Diff {
    let own: toml::Table = read_text("edges-errors-cli/tests/golden/diff/every-key.toml").parse().unwrap();
    let (path, value) = edit.split_once(" = ").unwrap();
    let value = format!("value = {value}").parse::<toml::Table>().unwrap().remove("value").unwrap();
    let mut edited = own.clone();
    let (tables, key) = path.rsplit_once('.').unwrap_or(("", path));
    let table = tables.split_terminator('.').fold(&mut edited, |table, name| {
        let entry = table.entry(name).or_insert_with(|| toml::Value::Table(toml::Table::new()));
        entry.as_table_mut().unwrap()
    });
    assert_ne!(table.insert(key.to_owned(), value.clone()), Some(value), "{edit} changes nothing");
    compare_catalogues(&parse_catalogue(&write_table(&own)), &parse_catalogue(&write_table(&edited)))
}

fn write_table(table: &toml::Table) -> String {
    let lines = table.iter().map(|(key, value)| format!("{key} = {}\n", write_value(value)));
    lines.collect()
}

fn write_value(value: &toml::Value) -> String {
    let join = |items: Vec<String>| items.join(", ");
    match value {
        toml::Value::Table(table) => {
            let members = table.iter().map(|(key, value)| format!("{key:?} = {}", write_value(value)));
            format!("{{ {} }}", join(members.collect()))
        }
        toml::Value::Array(items) => format!("[{}]", join(items.iter().map(write_value).collect())),
        toml::Value::String(text) => format!("{text:?}"),
        toml::Value::Integer(number) => number.to_string(),
        toml::Value::Float(number) => number.to_string(),
        toml::Value::Boolean(is) => is.to_string(),
        toml::Value::Datetime(time) => unreachable!("no key is a date: {time:?}"),
    }
}

#[test]
fn each_key_of_the_language_is_compared() {
    let mut keys = BTreeSet::new();
    list_keys(CATALOGUE, "", &mut BTreeSet::new(), &mut keys);
    let told = read_cases().into_iter().map(|case| case.key).chain(MERGED.map(str::to_owned));
    let told: BTreeSet<String> = told.collect();
    let (untold, gone): (Vec<_>, Vec<_>) =
        (keys.difference(&told).collect(), told.difference(&keys).collect());
    assert!(untold.is_empty() && gone.is_empty(), "without a case: {untold:#?}\nno keys: {gone:#?}");
}

#[test]
fn a_change_of_each_key_has_the_level_that_its_users_feel() {
    let wrong = read_cases().into_iter().filter_map(|Case { key, edit, level }| {
        let diff = compare_edited(&edit);
        (diff.level() != Some(level)).then(|| format!("{key}: {edit}: {:?}, not {level:?}", diff.level()))
    });
    let wrong: Vec<String> = wrong.collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
