//! A catalogue written as one file reads to the same catalogue.

use std::collections::BTreeSet;
use std::fs;

use edges_errors_catalogue::source::{Source, Sources};
use edges_errors_catalogue::{merge_sources, read_extends};
use edges_errors_cli::documents::json::write_catalogue;
use edges_errors_cli::documents::schema::write_body_schema;
use edges_errors_cli::documents::whole::write_whole;
use expect_test::expect_file;
use proptest::prelude::*;
use serde_json::Value;

use super::{golden, locate, read_sources, read_text};

/// Writes a catalogue as one file.
fn write(sources: &Sources) -> String {
    write_whole(&read_sources(sources), &merge_sources(sources))
}

/// Puts a text behind errors.toml, if it extends that.
fn put_below(name: &str, text: impl Into<String>) -> Sources {
    let own = Source::new(name, text);
    match read_extends(&own) {
        Some(_) => Sources::new("errors.toml", read_text("errors.toml")).extended_by(own),
        None => own.into(),
    }
}

/// The facts of a catalogue, but for where they are written and for what nothing refers to.
fn collect(sources: &Sources) -> (Value, String) {
    let catalogue = read_sources(sources);
    let mut facts: Value = serde_json::from_str(&write_catalogue(&catalogue)).unwrap();
    forget_places(&mut facts);
    let remedies = catalogue.unused_remedies().into_iter().map(|id| catalogue[id].key.name.clone());
    forget(&mut facts["remedies"], "name", &remedies.collect());
    let policies = catalogue.unused_policies().into_iter().filter_map(|id| catalogue[id].name.clone());
    forget(&mut facts["policies"], "policy", &policies.collect());
    (facts, write_body_schema(&catalogue))
}

fn forget(list: &mut Value, key: &str, names: &BTreeSet<String>) {
    list.as_array_mut()
        .unwrap()
        .retain(|entry| !entry[key].as_str().is_some_and(|name| names.contains(name)));
}

fn forget_places(facts: &mut Value) {
    match facts {
        Value::Array(items) => items.iter_mut().for_each(forget_places),
        Value::Object(fields) => {
            ["file", "line", "overridden"].iter().for_each(|place| drop(fields.remove(*place)));
            fields.values_mut().for_each(forget_places);
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// The whole reads without a mistake, says the same, and is written the same again.
fn check(sources: &Sources) -> String {
    let text = write(sources);
    let whole = Sources::new("whole.toml", text.clone());
    assert_eq!(collect(&whole), collect(sources), "{text}");
    let comments = |line: &&str| !line.starts_with('#');
    let again = write(&whole);
    assert!(again.lines().filter(comments).eq(text.lines().filter(comments)), "{again}\n{text}");
    text
}

#[test]
fn each_catalogue_of_the_repository_is_written_whole() {
    let mut files = vec![locate("errors.toml"), locate("editions/latest.toml")];
    for folder in ["tests/catalogues", "tests/catalogues/apis", "tests/tests/catalogues"] {
        files.extend(fs::read_dir(locate(folder)).unwrap().map(|entry| entry.unwrap().path()));
    }
    files.retain(|file| file.extension().is_some_and(|extension| extension == "toml"));
    let texts = files.iter().map(|file| fs::read_to_string(file).unwrap());
    let mut count = 0;
    // One is a part of a catalogue.
    for text in texts.filter(|text| text.contains("\n[catalogue]\n")) {
        check(&put_below("errors.toml", text));
        count += 1;
    }
    assert!(count > 15, "{count}");
}

#[test]
fn the_newest_edition_reads_well_as_one_file() {
    let text = check(&put_below("latest.toml", read_text("editions/latest.toml")));
    expect_file![golden("whole/latest.toml")].assert_eq(&text);
}

#[test]
fn two_levels_are_one_file() {
    let acme = put_below("acme.toml", read_text("tests/tests/catalogues/acme.toml"));
    let own = "[catalogue]\nname = \"Ours\"\nextends = \"Acme on Edges\"\n\
               [override.errors.ACME_QUOTA.params]\nrefilled_at.doc = \"Then.\"\nleft = { type = \"number\", doc = \"L\" }\n\
               [override.errors]\nLK_ERROR.notes = [\"Ours.\"]\n";
    let text = check(&acme.extended_by(Source::new("ours.toml", own)));
    assert!(!text.contains("extends =") && !text.contains("[override"), "{text}");
    assert!(text.starts_with(
        "# Written by `edges-errors export toml`, which keeps no comments.\n# It is `Ours` with all of `Acme on Edges`"
    ));
}

/// A string of TOML.
fn quote(text: &str) -> String {
    serde_json::to_string(text).unwrap()
}

fn prose() -> impl Strategy<Value = String> {
    "[a-z\"\\\\é#\\[\\]{}=.'’]([ -~é\u{200b}]{0,40}| ){0,5}[a-z]"
}

/// The values of an enum param.
fn values() -> impl Strategy<Value = String> {
    prop::collection::vec(prose(), 1..6).prop_map(|titles| {
        let values = titles.iter().enumerate().map(|(at, title)| format!("v{at} = {}", quote(title)));
        values.collect::<Vec<_>>().join(", ")
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_extension_is_written_whole(
        number in 0..edges_errors::ErrorLabel::ALL.len(),
        doc in prose(),
        notes in prop::collection::vec(prose(), 0..4),
        params in prop::collection::vec((prose(), prop::option::of(values())), 0..5),
        retry in prop::sample::select(vec![
            "\"backoff\"",
            "{ strategy = \"fixed\", delay = \"3s\", max_attempts = 2 }",
            "[{ when = { identity_mode = [\"managed\"] }, policy = \"never\" }, { policy = \"manual\" }]",
        ]),
    ) {
        let base = read_sources(&Sources::new("errors.toml", read_text("errors.toml")));
        let params: Vec<String> = params.iter().enumerate().map(|(at, (doc, values))| match values {
            Some(values) => format!("p{at} = {{ type = \"enum\", doc = {}, values = {{ {values} }} }}", quote(doc)),
            None => format!("p{at} = {{ type = \"string\", doc = {} }}", quote(doc)),
        }).collect();
        let notes: Vec<String> = notes.iter().map(|note| quote(note)).collect();
        let (notes, params, doc) = (notes.join(", "), params.join(", "), quote(&doc));
        let name = &base.labels[number % base.labels.len()].name;
        let own = format!(
            "[catalogue]\nname = \"Ours\"\nextends = \"Edges\"\n\
             [override.errors.{name}]\ndoc = {doc}\nparams = {{ {params} }}\nnotes = [{notes}]\n\
             [errors.NEW_ONE]\nparams = {{ {params} }}\nstatuses = [424]\ncategory = \"input\"\nretry = {retry}\n\
             remedy = \"fix_input\"\ndoc = {doc}\n"
        );
        check(&put_below("ours.toml", own));
    }
}
