//! The schemas judge catalogues and bodies as the check and the reference do.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use edges_errors_catalogue::diagnostic::Look;
use edges_errors_catalogue::model::{Catalogue, Label, ParamKind};
use edges_errors_catalogue::read_catalogue;
use edges_errors_catalogue::source::Source;
use edges_errors_cli::documents::schema::{write_body_schema, write_catalogue_schema};
use jsonschema::Validator;
use serde_json::{Value, json};

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

fn read_edges() -> (Catalogue, Value) {
    let text = fs::read_to_string(folder("../errors.toml")).unwrap();
    let outcome = read_catalogue(&Source::new("errors.toml", text.clone()));
    assert!(outcome.mistakes.is_empty());
    (outcome.catalogue, toml::from_str(&text).unwrap())
}

fn compile(schema: &str) -> Validator {
    jsonschema::validator_for(&serde_json::from_str(schema).unwrap()).unwrap()
}

fn complaints(schema: &Validator, value: &Value) -> Vec<String> {
    schema.iter_errors(value).map(|error| format!("{}: {error}", error.instance_path())).collect()
}

#[test]
fn every_right_catalogue_fits_the_schema() {
    let schema = compile(&write_catalogue_schema());
    let goldens = folder("../tests/catalogues/small.toml");
    let diffs = fs::read_dir(folder("tests/diff")).unwrap().map(|entry| entry.unwrap().path());
    let catalogues = diffs.filter(|path| path.extension().is_some_and(|kind| kind == "toml"));
    for path in [folder("../errors.toml"), goldens].into_iter().chain(catalogues) {
        let value: Value = toml::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
        assert_eq!(complaints(&schema, &value), [""; 0], "{}", path.display());
    }
}

/// Mistakes that need more than the shape: they stay with the check.
const LEFT_TO_THE_CHECK: &[&str] = &[
    "bad-hole",
    "base-above-cap",
    "control-character",
    "crlf", // a misspelt policy
    "delays-retry-type",
    "enum-values",
    "identifier-clash",
    "identifier-clash-everywhere",
    "removed-reference",
    "retry-applied",
    "unconditional-last",
    "unknown-category",
    "unknown-context",
    "unknown-context-value",
    "unknown-label",
    "unknown-policy",
    "unknown-remedy",
    "unreachable-retry",
    "unused",
];

#[test]
fn of_the_mistakes_that_the_check_knows_the_schema_sees_those_of_shape() {
    let schema = compile(&write_catalogue_schema());
    let mut accepted = BTreeSet::new();
    let mut seen = 0;
    for entry in fs::read_dir(folder("../edges-errors-catalogue/tests/golden/mistakes")).unwrap() {
        let path = entry.unwrap().path();
        let text = fs::read_to_string(&path).unwrap();
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        // What is not TOML is for the parser to say.
        let (true, Ok(value)) =
            (path.extension().is_some_and(|kind| kind == "toml"), toml::from_str::<Value>(&text))
        else {
            continue;
        };
        if schema.is_valid(&value) {
            accepted.insert(name);
        } else {
            seen += 1;
        }
    }
    assert_eq!(accepted.iter().map(String::as_str).collect::<Vec<_>>(), LEFT_TO_THE_CHECK);
    assert!(seen > 15, "{seen}");
}

/// A key that nobody knows, put into the table at a path; the check answers with the keys that it knows there.
fn keys_known_to_the_check(table: &str, rest: &str) -> BTreeSet<String> {
    let source = Source::new("errors.toml", format!("{table}\nqqqqqqqqqqqqqqqqqqqqqqqq = 1\n{rest}"));
    let mistakes = read_catalogue(&source).mistakes;
    let known = mistakes.iter().find(|mistake| mistake.rule.as_str() == "unknown-key").unwrap();
    let shown = known.render(&source, Look::Plain).to_string();
    let (_, names) = shown.split_once("known here: ").unwrap();
    names.lines().next().unwrap().split(", ").map(|name| name.trim().to_owned()).collect()
}

fn keys_of_the_schema(at: &str) -> BTreeSet<String> {
    let schema: Value = serde_json::from_str(&write_catalogue_schema()).unwrap();
    schema.pointer(at).unwrap()["properties"].as_object().unwrap().keys().cloned().collect()
}

#[test]
fn each_table_has_the_keys_that_the_check_knows() {
    let entry = |section: &str| format!("/properties/{section}/additionalProperties");
    let label = entry("errors");
    let tables = [
        ("[catalogue]", "/properties/catalogue".to_owned()),
        ("[categories.a]", entry("categories")),
        ("[scopes.a]", entry("scopes")),
        ("[remedies.a]", entry("remedies")),
        ("[context.a]", entry("context")),
        ("[statuses.400]", entry("statuses")),
        ("[rate_limits.a]", entry("rate_limits")),
        ("[errors.A]", label.clone()),
        ("[errors.A.params.a]", format!("{label}/properties/params/additionalProperties")),
        ("[errors.A.deprecated]", format!("{label}/properties/deprecated")),
    ];
    for (table, at) in tables {
        assert_eq!(keys_known_to_the_check(table, ""), keys_of_the_schema(&at), "{table}");
    }
    let strategies = ["never", "manual", "fixed", "exponential", "until"];
    for (index, strategy) in strategies.iter().enumerate() {
        let known = keys_known_to_the_check("[retry.a]", &format!("strategy = \"{strategy}\""));
        let at = format!("/properties/retry/additionalProperties/oneOf/{index}");
        assert_eq!(known, keys_of_the_schema(&at), "{strategy}");
    }
    let top: BTreeSet<String> = keys_of_the_schema("");
    assert_eq!(keys_known_to_the_check("", ""), top);
}

fn sample_param(kind: &ParamKind) -> Value {
    match kind {
        ParamKind::Integer | ParamKind::Seconds => json!("60"),
        ParamKind::Number => json!(1.5),
        ParamKind::Boolean => json!(true),
        ParamKind::Timestamp => json!("2026-11-24T08:00:00Z"),
        ParamKind::List => json!(["a", "b"]),
        ParamKind::Enum(values) => json!(values[0].name),
        ParamKind::String | ParamKind::Json => json!("text"),
    }
}

/// A body for each message and status that the catalogue tells of.
fn sample_bodies(label: &Label) -> Vec<Value> {
    let params: serde_json::Map<String, Value> =
        label.params.iter().map(|param| (param.name.clone(), sample_param(&param.kind))).collect();
    let messages = label.examples.iter().map(String::as_str).chain(["m"]);
    messages
        .flat_map(|message| label.statuses.iter().map(move |status| (message, status)))
        .map(|(message, status)| {
            json!({
                "error_label": label.name, "error_scope": null, "error_ref": "ERR-1", "message": message,
                "status_code": status, "params": params,
            })
        })
        .collect()
}

#[test]
fn every_body_that_the_catalogue_tells_of_fits_its_schema_and_broken_copies_do_not() {
    let (catalogue, _) = read_edges();
    let schema = compile(&write_body_schema(&catalogue));
    for label in catalogue.current_labels() {
        for body in sample_bodies(label) {
            assert_eq!(complaints(&schema, &body), [""; 0], "{body}");
            let broken = |key: &str, value: Value| {
                let mut copy = body.clone();
                copy[key] = value;
                copy
            };
            for (key, value) in [
                ("error_label", json!("NOT_LISTED")),
                ("error_scope", json!("nowhere")),
                ("message", json!(5)),
                ("status_code", json!(418)),
                ("params", json!("text")),
            ] {
                assert!(!schema.is_valid(&broken(key, value)), "{key} of {}", label.name);
            }
        }
        for param in &label.params {
            let wrong = match &param.kind {
                ParamKind::List => json!({}),
                ParamKind::Json => continue,
                _ => json!(["a", "list"]),
            };
            let mut body = sample_bodies(label).remove(0);
            body["params"][&param.name] = wrong.clone();
            assert!(!schema.is_valid(&body), "{} of {}", param.name, label.name);
            body["params"] = json!({});
            body[&param.name] = wrong;
            assert!(!schema.is_valid(&body), "{} beside the envelope of {}", param.name, label.name);
        }
    }
}

#[test]
fn broken_copies_of_the_catalogue_do_not_fit() {
    let (_, catalogue) = read_edges();
    let schema = compile(&write_catalogue_schema());
    let breaks: &[(&str, &str, Value)] = &[
        ("/errors/LIMIT_REACHED", "statuses", json!([])),
        ("/errors/LIMIT_REACHED", "statuses", json!([200])),
        ("/errors/LIMIT_REACHED", "statuses", json!(424)),
        ("/errors/LIMIT_REACHED", "effect", json!("maybe")),
        ("/errors/LIMIT_REACHED", "retry", json!({ "strategy": "fixed" })),
        ("/errors/LIMIT_REACHED", "retry", json!([])),
        ("/errors/LIMIT_REACHED", "docs", json!("http://plain.example")),
        ("/errors/LIMIT_REACHED/params/postponed_until", "type", json!("date")),
        ("/errors", "lower_case", json!({})),
        ("/retry/backoff", "delay", json!("5s")),
        ("/retry/backoff", "base", json!(5)),
        ("/retry/backoff", "max_attempts", json!(0)),
        ("/categories/input", "fault", json!("somebody")),
        ("/statuses", "200", json!({ "title": "t", "doc": "d", "retry": "never" })),
        ("/rate_limits/edges_api", "signal", json!({ "header": "A", "label": "B" })),
        ("", "extras", json!({})),
    ];
    for (at, key, value) in breaks {
        let mut copy = catalogue.clone();
        copy.pointer_mut(at).unwrap()[*key] = value.clone();
        assert!(!schema.is_valid(&copy), "{at}/{key} = {value}");
    }
}
