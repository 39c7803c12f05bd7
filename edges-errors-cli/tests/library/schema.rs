//! The schemas judge catalogues and bodies as the check and the reference do.

use std::collections::BTreeSet;
use std::fs;

use edges_errors::EdgesError;
use edges_errors_catalogue::model::{self, Catalogue, Label, ParamKind};
use edges_errors_cli::documents::schema::{write_body_schema, write_catalogue_schema, write_openapi};
use edges_errors_cli::starter::{Starter, write_starter};
use jsonschema::Validator;
use proptest::prelude::*;
use proptest::string::string_regex;
use serde_json::{Value, json};

use super::{golden, locate, parse_catalogue, read_text};

fn read_edges() -> (Catalogue, Value) {
    let text = read_text("errors.toml");
    (parse_catalogue(&text), toml::from_str(&text).unwrap())
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
    let goldens = locate("tests/catalogues/small.toml");
    let diffs = fs::read_dir(golden("diff")).unwrap().map(|entry| entry.unwrap().path());
    let catalogues = diffs.filter(|path| path.extension().is_some_and(|kind| kind == "toml"));
    let smallest = locate("tests/catalogues/smallest.toml");
    for path in [locate("errors.toml"), locate("editions/latest.toml"), goldens, smallest]
        .into_iter()
        .chain(catalogues)
    {
        let value: Value = toml::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
        assert_eq!(complaints(&schema, &value), [""; 0], "{}", path.display());
    }
}

#[test]
fn a_file_that_extends_another_needs_only_what_it_says() {
    let schema = compile(&write_catalogue_schema());
    let fits = |text: &str| schema.is_valid(&toml::from_str(text).unwrap());
    let about = "catalogue = { name = 'Ours', extends = 'Shop' }\n";
    let changes = "[override.retry.slowly]\nmax_attempts = 2\n[override]\nerrors.SOLD_OUT.retry = 'never'\n";
    assert!(fits(about) && fits(&format!("{about}{changes}")));
    assert!(!fits(changes) && !fits(&format!("catalogue = {{ name = 'Ours' }}\n{changes}")));
    assert!(!fits("catalogue = { extends = 'Shop' }"));
    for wrong in
        ["errors.SOLD_OUT.retyr = 'never'", "retry.slowly.max_attempts = 0", "catalogue.revision = '2'"]
    {
        assert!(!fits(&format!("{about}[override]\n{wrong}")), "{wrong}");
    }
}

/// Mistakes that need more than the shape: they stay with the check.
const LEFT_TO_THE_CHECK: &[&str] = &[
    "ambiguous-payload",
    "bad-2xx",
    "bad-label-in-header",
    "bad-label-of-another-format",
    "bad-label-of-format",
    "bad-placeholder",
    "bad-remaining",
    "base-above-cap",
    "built-in-policy",
    "crlf", // a misspelt policy
    "delays-retry-type",
    "duplicate-place",
    "enum-values",
    "identifier-clash",
    "identifier-clash-everywhere",
    "label-needs-rust-name",
    "no-caller",
    "path-to-object",
    "removed-reference",
    "repeated-when",
    "retry-applied",
    "strategy-as-policy",
    "two-callers",
    "unconditional-last",
    "unknown-category",
    "unknown-context",
    "unknown-context-value",
    "unknown-fault",
    "unknown-label",
    "unknown-policy",
    "unknown-remedy",
    "unreachable-limit",
    "unreachable-retry",
    "unusable-error-name",
    "unused",
];

#[test]
fn of_the_mistakes_that_the_check_knows_the_schema_sees_those_of_shape() {
    let schema = compile(&write_catalogue_schema());
    let mut accepted = BTreeSet::new();
    let mut seen = 0;
    for entry in fs::read_dir(locate("edges-errors-catalogue/tests/golden/mistakes")).unwrap() {
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

fn sample_param(param: &model::Param) -> Value {
    match param.kind {
        ParamKind::Integer | ParamKind::Seconds | ParamKind::Milliseconds => json!("60"),
        ParamKind::Duration => json!("1m 30s"),
        ParamKind::Number => json!(1.5),
        ParamKind::Boolean => json!(true),
        ParamKind::Timestamp => json!("2026-11-24T08:00:00Z"),
        ParamKind::List => json!(["a", "b"]),
        ParamKind::Enum => json!(param.values[0].name),
        ParamKind::String | ParamKind::Json => json!("text"),
    }
}

/// A body for each message and status that the catalogue tells of.
fn sample_bodies(label: &Label) -> Vec<Value> {
    let params: serde_json::Map<String, Value> =
        label.params.iter().map(|param| (param.name.clone(), sample_param(param))).collect();
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

fn limit_reached(postponed_until: &Value) -> Value {
    json!({ "error_label": "LIMIT_REACHED", "params": { "postponed_until": postponed_until } })
}

#[test]
fn a_body_has_times_that_exist_and_numbers_that_are_times() {
    let schema = compile(&write_body_schema(&read_edges().0));
    for time in [
        json!("2026-11-23T08:00:00Z"),
        json!("2026-11-23 08:00:00.25+0100"),
        json!("2026-11-23T08:00"),
        json!("2024-02-29T23:59:59-23:59"),
        json!("2000-02-29T00:00:00Z"),
        json!(1_795_420_800),
        json!(1_795_420_800_000_000_000_u64),
        json!(1_795_420_800.5),
        json!(null),
    ] {
        assert_eq!(complaints(&schema, &limit_reached(&time)), [""; 0], "{time}");
    }
    for other in [
        json!("2026-11-23"),
        json!("2026-02-29T08:00:00Z"),
        json!("1900-02-29T08:00:00Z"),
        json!("2026-11-31T08:00:00Z"),
        json!("2026-13-01T08:00:00Z"),
        json!("2026-11-23T24:00:00Z"),
        json!("2026-11-23T08:00:00 EST"),
        json!("2026-11-23T08:00:00Z and more"),
        json!("soon"),
        json!(20_261_119),
        json!(0),
        json!(-1_795_420_800),
        json!(1e21),
    ] {
        assert!(!schema.is_valid(&limit_reached(&other)), "{other}");
    }
}

/// The forms of a param of `LIMIT_REACHED` or `STATUS_429` in the schema.
fn forms_of(label: &str, param: &str) -> Vec<Value> {
    let schema: Value = serde_json::from_str(&write_body_schema(&read_edges().0)).unwrap();
    let rules = schema["definitions"].as_object().unwrap();
    let rule = rules.values().find(|rule| rule["title"] == label).unwrap();
    rule["properties"]["params"]["properties"][param]["anyOf"].as_array().unwrap().clone()
}

/// Texts that a form allows.
fn texts_of(forms: &[Value]) -> impl Strategy<Value = String> + use<> {
    let pattern = forms.iter().find_map(|form| form["pattern"].as_str()).unwrap();
    string_regex(pattern.trim_start_matches('^').trim_end_matches('$')).unwrap()
}

fn param_of(body: &Value, name: &str) -> EdgesError {
    let error = EdgesError::from_json(body.to_string().as_bytes()).unwrap();
    assert!(error.param(name).is_some(), "{body}");
    error
}

#[test]
fn whatever_the_schema_allows_as_a_time_or_a_wait_is_read_as_one() {
    let (times, waits) =
        (forms_of("LIMIT_REACHED", "postponed_until"), forms_of("STATUS_429", "retry_after"));
    let numbers = (times[1]["minimum"].as_f64().unwrap(), times[1]["exclusiveMaximum"].as_f64().unwrap());
    let values = (texts_of(&times), numbers.0..numbers.1, texts_of(&waits), 0.0..f64::MAX);
    proptest!(ProptestConfig::with_cases(4_000), |((time, since_epoch, wait, seconds) in values)| {
        for time in [json!(time), json!(since_epoch)] {
            let error = param_of(&limit_reached(&time), "postponed_until");
            prop_assert!(error.param("postponed_until").and_then(edges_errors::Param::to_timestamp).is_some(), "{}", time);
        }
        for wait in [json!(wait), json!(seconds)] {
            let error = param_of(&json!({ "error_label": "STATUS_429", "retry_after": wait }), "retry_after");
            prop_assert!(error.param("retry_after").and_then(edges_errors::Param::to_seconds).is_some(), "{}", wait);
        }
    });
}

#[test]
fn broken_copies_of_the_catalogue_do_not_fit() {
    let (_, catalogue) = read_edges();
    let schema = compile(&write_catalogue_schema());
    let breaks: &[(&str, &str, Value)] = &[
        ("/errors/LIMIT_REACHED", "statuses", json!([])),
        ("/errors/LIMIT_REACHED", "statuses", json!([199])),
        ("/errors/LIMIT_REACHED", "statuses", json!(424)),
        ("/errors/LIMIT_REACHED", "effect", json!("maybe")),
        ("/errors/LIMIT_REACHED", "retry", json!({ "strategy": "fixed" })),
        ("/errors/LIMIT_REACHED", "retry", json!([])),
        ("/errors/LIMIT_REACHED", "docs_url", json!("http://plain.example")),
        ("/errors/LIMIT_REACHED/params/postponed_until", "type", json!("date")),
        ("/errors", "", json!({})),
        ("/retry/backoff", "delay", json!("5s")),
        ("/retry/backoff", "base", json!(5)),
        ("/retry/backoff", "max_attempts", json!(0)),
        ("/categories/input", "fault", json!("Some body")),
        ("/statuses", "300", json!({ "title": "t", "doc": "d", "retry": "never" })),
        ("/envelope", "label", json!("error..code")),
        ("/envelope", "label", json!({ "path": "a", "header": "B" })),
        ("/envelope", "label", json!([])),
        ("/envelope", "label_format", json!("snake")),
        ("/rate_limits/edges_api", "signal", json!({ "header": "A", "label": "B" })),
        ("", "extras", json!({})),
    ];
    for (at, key, value) in breaks {
        let mut copy = catalogue.clone();
        copy.pointer_mut(at).unwrap()[*key] = value.clone();
        assert!(!schema.is_valid(&copy), "{at}/{key} = {value}");
    }
}

#[test]
fn a_body_with_a_list_of_errors_may_fit_several_labels() {
    for (path, choice) in [("errors[].code", "anyOf"), ("error.code", "oneOf")] {
        let catalogue = parse_catalogue(&write_starter(Starter {
            name: "Shop",
            label: path,
            label_format: model::LabelFormat::Snake,
        }));
        let openapi: Value = serde_json::from_str(&write_openapi(&catalogue)).unwrap();
        let schema =
            &openapi["components"]["responses"]["Status400"]["content"]["application/json"]["schema"];
        assert!(schema[choice].is_array(), "{path}: {schema}");
    }
}
