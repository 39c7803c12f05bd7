//! The exported schemas and the decoder agree on what an error looks like, for every catalogue of `tests/catalogues` and of the
//! folders below it, and for Edges.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

#[path = "support/answers.rs"]
mod answers;
#[path = "support/catalogues.rs"]
mod catalogues;

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::fs;
use std::path::{Path, PathBuf};

use answers::read_answers;
use catalogues::{Check, check_each};
use edges_errors::{Anomaly, DecodeOptions, ErrorBuilder, Label, ParamKind};
use edges_errors_catalogue::model::{self, PlaceSource};
use edges_errors_catalogue::path::Move;
use edges_errors_catalogue::read_catalogue;
use edges_errors_catalogue::source::Sources;
use edges_errors_cli::documents::schema::{write_body_schema, write_openapi};
use jsonschema::Validator;
use serde_json::{Value, json};

/// A catalogue, and the schemas that are written of it.
struct Exported {
    catalogue: model::Catalogue,
    body: Validator,
    openapi: Value,
}

impl Exported {
    fn of(file: &Path) -> Self {
        Self::parse(&fs::read_to_string(file).unwrap())
    }

    fn parse(text: &str) -> Self {
        let catalogue = read_catalogue(&Sources::new("errors.toml", text)).catalogue.unwrap();
        let body = serde_json::from_str(&write_body_schema(&catalogue)).unwrap();
        let body = jsonschema::draft7::new(&body).unwrap();
        let openapi = serde_json::from_str(&write_openapi(&catalogue)).unwrap();
        Self { catalogue, body, openapi }
    }

    /// Returns whether the label is surely in the body.
    fn has_label_in_body(&self) -> bool {
        self.catalogue.envelope.label.iter().all(|place| place.header().is_none())
    }

    /// Returns the labels that are not removed.
    fn current<L: Label>(&self) -> impl Iterator<Item = L> {
        self.catalogue.current_labels().map(|label| L::from_name(&label.name).unwrap())
    }

    /// Returns the complaints of the body schema.
    fn complain(&self, body: &Value) -> Vec<String> {
        self.body.iter_errors(body).map(|error| format!("{}: {error}", error.instance_path())).collect()
    }

    /// Returns the validator of a component: one of OpenAPI 3.1 is one of JSON Schema 2020-12.
    fn component(&self, pointer: &str) -> Validator {
        let mut schema = self.openapi.pointer(pointer).unwrap().clone();
        schema["components"] = self.openapi["components"].clone();
        jsonschema::draft202012::new(&schema).unwrap()
    }
}

fn locate(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(path)
}

/// Returns the body of a sample.
fn sample<L: Label>(label: L) -> Value {
    let error = ErrorBuilder::sample(label).message("m").error_ref("ERR-1").build();
    serde_json::from_slice(error.body()).unwrap()
}

/// Samples of all labels, whole and broken.
struct Samples;

impl Check for Samples {
    type Failure = Infallible;

    fn check<L: Label>(&mut self, file: &Path) -> Result<(), Infallible> {
        let exported = &Exported::of(file);
        for label in exported.current::<L>() {
            let body = sample(label);
            assert_eq!(exported.complain(&body), [""; 0], "{body}");
            if exported.has_label_in_body() {
                assert!(!exported.body.is_valid(&json!({})), "{label}: no members");
                let mut unlisted = body.clone();
                for renamed in ["NOT_LISTED", "not_listed", "notListed", "NotListed"] {
                    replace(&mut unlisted, &json!(label.as_str()), &json!(renamed));
                    if let Ok(number) = label.as_str().parse::<i64>() {
                        replace(&mut unlisted, &json!(number), &json!(renamed));
                    }
                    assert!(!exported.body.is_valid(&unlisted), "{unlisted}");
                }
            }
            for part in parts(&exported.catalogue) {
                let mut broken = body.clone();
                if let Some(value) = find(&mut broken, part) {
                    *value = wrong();
                    assert!(!exported.body.is_valid(&broken), "{broken}");
                }
            }
            for info in label.params().iter().filter(|info| !matches!(info.kind(), ParamKind::Json)) {
                let mut broken = body.clone();
                assert!(break_member(&mut broken, info.name()), "{body}");
                assert!(!exported.body.is_valid(&broken), "{broken}");
            }
        }
        Ok(())
    }
}

/// Replaces each value that equals another.
fn replace(body: &mut Value, from: &Value, to: &Value) {
    match body {
        value if value == from => *value = to.clone(),
        Value::Object(members) => members.values_mut().for_each(|value| replace(value, from, to)),
        Value::Array(items) => items.iter_mut().for_each(|value| replace(value, from, to)),
        _ => {}
    }
}

/// Returns the moves to the first place of each part but params, where it is in the body.
fn parts(catalogue: &model::Catalogue) -> impl Iterator<Item = &[Move]> {
    let model::Envelope { label, scope, error_ref, message, status, .. } = &catalogue.envelope;
    [label, scope, error_ref, message, status].into_iter().filter_map(|places| {
        match &places.first()?.source {
            PlaceSource::Path(path) => Some(path.moves.as_slice()),
            PlaceSource::Header(_) => None,
        }
    })
}

/// Finds the value at a path; of a list, in the first item that has it.
fn find<'a>(value: &'a mut Value, moves: &[Move]) -> Option<&'a mut Value> {
    let Some((first, rest)) = moves.split_first() else { return Some(value) };
    match (first, value) {
        (Move::Key(key), Value::Object(members)) => find(members.get_mut(key)?, rest),
        (Move::Items | Move::Filter(_), Value::Array(items)) => {
            items.iter_mut().find_map(|item| find(item, rest))
        }
        (Move::Filter(_), value) => find(value, rest),
        _ => None,
    }
}

/// Breaks the first member of a name, however deep it is, and returns whether there is one.
fn break_member(value: &mut Value, name: &str) -> bool {
    match value {
        Value::Object(members) => match members.get_mut(name) {
            Some(member) => {
                *member = wrong();
                true
            }
            None => members.values_mut().any(|value| break_member(value, name)),
        },
        Value::Array(items) => items.iter_mut().any(|value| break_member(value, name)),
        _ => false,
    }
}

/// Returns a value that no part and no param but one of JSON can have.
fn wrong() -> Value {
    json!({ "of": "another type" })
}

#[test]
fn samples_fit_the_body_schema_and_broken_ones_do_not() {
    let Ok(()) = check_each(&mut Samples);
}

/// Answers in the formats of other APIs.
#[derive(Default)]
struct Answers {
    fitting: usize,
    refused: usize,
}

impl Check for Answers {
    type Failure = Infallible;

    fn check<L: Label>(&mut self, file: &Path) -> Result<(), Infallible> {
        let exported = &Exported::of(file);
        let name = exported.catalogue.name.to_lowercase();
        for case in read_answers(&name).into_iter().flatten() {
            let Ok(body) = serde_json::from_str::<Value>(&case.body) else { continue };
            let error = DecodeOptions::new().detect::<L>(case.status, &case.headers, &case.body);
            let Some(error) = error else { continue };
            let has_wrong_type =
                error.anomalies().any(|anomaly| matches!(anomaly, Anomaly::WrongType { .. }));
            let complaints = exported.complain(&body);
            if error.label().is_some() && !has_wrong_type {
                assert_eq!(complaints, [""; 0], "{name}, {}: {body}", case.name);
                self.fitting += 1;
            } else if has_wrong_type || exported.has_label_in_body() {
                assert!(!complaints.is_empty(), "{name}, {}: {body}", case.name);
                self.refused += 1;
            }
        }
        Ok(())
    }
}

#[test]
fn answers_that_decode_fit_the_body_schema() {
    let mut answers = Answers::default();
    let Ok(()) = check_each(&mut answers);
    assert!(answers.fitting > 40 && answers.refused > 5, "{} {}", answers.fitting, answers.refused);
}

/// The components of OpenAPI: documents that its schema accepts, whose own schemas tell labels apart.
struct Components {
    openapi: Validator,
    responses: usize,
}

impl Check for Components {
    type Failure = Infallible;

    fn check<L: Label>(&mut self, file: &Path) -> Result<(), Infallible> {
        let exported = &Exported::of(file);
        let Exported { openapi, catalogue, .. } = exported;
        let complaints: Vec<String> = self
            .openapi
            .iter_errors(openapi)
            .map(|error| format!("{}: {error}", error.instance_path()))
            .collect();
        assert_eq!(complaints, [""; 0], "{}", catalogue.name);
        let schemas = openapi["components"]["schemas"].as_object().unwrap();
        for (name, schema) in schemas {
            assert!(jsonschema::draft202012::meta::is_valid(schema), "{name}: {schema}");
        }
        let forms: Vec<(&str, Validator)> = catalogue
            .current_labels()
            .map(|label| {
                let schema = exported.component(&format!("/components/schemas/{}", label.variant));
                (label.name.as_str(), schema)
            })
            .collect();
        let responses = openapi["components"]["responses"].as_object().unwrap();
        let responses: BTreeMap<&str, Validator> = responses
            .iter()
            .filter(|(_, response)| response.get("content").is_some())
            .map(|(name, _)| {
                let content = "content/application~1json/schema";
                (name.as_str(), exported.component(&format!("/components/responses/{name}/{content}")))
            })
            .collect();
        for label in catalogue.current_labels() {
            let body = sample(L::from_name(&label.name).unwrap());
            let fitting: Vec<&str> =
                forms.iter().filter(|(_, form)| form.is_valid(&body)).map(|(name, _)| *name).collect();
            let is_in_body = catalogue.envelope.label[0].header().is_none();
            assert_eq!(fitting, if is_in_body { vec![label.name.as_str()] } else { vec![] }, "{body}");
            for status in &label.statuses {
                let schema = &responses[format!("Status{status}").as_str()];
                assert!(schema.is_valid(&body), "{status}: {body}");
                assert!(!schema.is_valid(&json!([])), "{status}");
                self.responses += 1;
            }
        }
        Ok(())
    }
}

#[test]
fn components_of_openapi_tell_labels_apart() {
    let schema = fs::read_to_string(locate("openapi/schema-2022-10-07.json")).unwrap();
    let openapi = jsonschema::draft202012::new(&serde_json::from_str(&schema).unwrap()).unwrap();
    assert!(!openapi.is_valid(&json!({ "openapi": "3.1.0", "info": {}, "components": {} })));
    let mut components = Components { openapi, responses: 0 };
    let Ok(()) = check_each(&mut components);
    assert!(components.responses > 200, "{}", components.responses);
}

#[test]
fn the_headers_of_a_format_are_those_of_its_responses() {
    let stripe = Exported::of(&locate("../catalogues/apis/stripe.toml")).openapi;
    let headers = stripe["components"]["responses"]["Status402"]["headers"].as_object().unwrap();
    assert_eq!(headers.keys().collect::<Vec<_>>(), ["Request-Id", "Stripe-Should-Retry"]);
    let edges = Exported::of(&locate("../../errors.toml")).openapi;
    let limited = edges["components"]["responses"]["Status429"]["headers"].as_object().unwrap();
    assert!(limited.contains_key("X-RateLimit-Type"), "{limited:?}");
    for status in ["Status429", "Status503"] {
        let bare = &edges["components"]["responses"][status]["headers"]["Retry-After"];
        assert!(bare["description"].is_string(), "{status}: HTTP defines it, whatever the catalogue names");
    }
    let openai = Exported::of(&locate("../catalogues/apis/openai.toml")).openapi;
    let class = openai["components"]["responses"]["Status5xx"]["headers"].as_object().unwrap();
    assert!(class.contains_key("Retry-After") && class.contains_key("retry-after-ms"), "{class:?}");
    assert!(edges["components"]["responses"]["Status424"].get("headers").is_none());
    let quotas = Exported::of(&locate("../catalogues/quotas.toml")).openapi;
    let refused = &quotas["components"]["responses"]["Status429"]["headers"];
    let description = refused["RateLimit"]["description"].as_str().unwrap();
    for said in ["What is left of a limit: Burst.", "When a limit resets: Daily."] {
        assert!(description.contains(said), "{description}");
    }
}

#[test]
fn labels_that_are_in_headers_alone_are_told_apart_by_no_body() {
    let text = fs::read_to_string(locate("../catalogues/smallest.toml")).unwrap();
    let exported = Exported::parse(&text.replace("\"error.code\"", "{ header = \"X-Code\" }"));
    let response = &exported.openapi["components"]["responses"]["Status409"];
    assert_eq!(response["headers"]["X-Code"]["description"], "What happened.");
    assert_eq!(exported.complain(&json!({ "any": "thing" })), [""; 0]);
    let schema = exported.component("/components/responses/Status409/content/application~1json/schema");
    assert!(schema.is_valid(&json!({})) && !schema.is_valid(&json!("text")));
}
