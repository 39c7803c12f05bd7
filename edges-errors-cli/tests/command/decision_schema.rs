//! What `decode --format json` prints fits the schema that `export decision-schema` writes, for other APIs and other inputs;
//! for each label of Edges, `one_answer.rs` sees to it.

use jsonschema::Validator;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{locate, read_text, run, run_with_input};

/// Reads the schema of what is decoded by a catalogue.
pub(crate) fn read_schema(catalogue: &str) -> Validator {
    let (code, schema, err) = run(&["export", "decision-schema", "--catalogue", catalogue]);
    assert_eq!((code, err.as_str()), (Some(0), ""));
    jsonschema::draft7::new(&serde_json::from_str(&schema).unwrap()).unwrap()
}

/// Returns what a schema says against a value.
pub(crate) fn complaints(schema: &Validator, value: &Value) -> Vec<String> {
    schema.iter_errors(value).map(|error| format!("{}: {error}", error.instance_path())).collect()
}

fn decode(arguments: &[&str], input: &str) -> Value {
    let arguments = [&["decode", "--format", "json"], arguments].concat();
    let (_, out, err) = run_with_input(&locate("."), &arguments, input);
    let json = serde_json::from_str(&out);
    assert!(json.is_ok(), "{arguments:?} {input}: {out}{err}");
    json.unwrap()
}

/// The columns of the tables of answers that say what an answer is.
#[derive(Deserialize)]
struct Table {
    case: Vec<Case>,
}

#[derive(Deserialize)]
struct Case {
    status: u16,
    #[serde(default)]
    headers: Vec<(String, String)>,
    body: String,
}

#[test]
fn answers_of_other_apis_are_decoded_as_their_schemas_say() {
    for api in ["aws", "google", "openai", "slack", "stripe", "twilio"] {
        let catalogue = format!("tests/catalogues/apis/{api}.toml");
        let schema = read_schema(&catalogue);
        let table: Table =
            toml::from_str(&read_text(&format!("tests/catalogues/apis/bodies/{api}.toml"))).unwrap();
        for Case { status, headers, body } in table.case {
            let status = status.to_string();
            let headers: Vec<String> =
                headers.into_iter().map(|(name, value)| format!("--header={name}: {value}")).collect();
            let headers: Vec<&str> = headers.iter().map(String::as_str).collect();
            let answer =
                [&["--catalogue", &catalogue, "--method", "GET", "--status", &status], headers.as_slice()];
            let json = decode(&answer.concat(), &body);
            assert_eq!(complaints(&schema, &json), [""; 0], "{api}: {json}");
        }
    }
}

#[test]
fn the_schema_has_many_inputs_and_what_is_no_error_too() {
    let schema = read_schema("errors.toml");
    let callback = r#"{"error":{"error_label":"LIMIT_REACHED"},"run":{"status":"BLOCKED","postponed_until":"2999-01-01T00:00:00Z"}}"#;
    let many = format!("{callback}\n{{\"error_label\":\"NEW_LABEL\"}}\nno JSON\n{{}}\n");
    for (arguments, input) in [
        (&[][..], callback),
        (&[], many.as_str()),
        (&[], "{\"error\":null,\"run\":{\"status\":\"SUCCEEDED\"}}"),
        (&["--status", "502"], "<html>"),
        (&["--status", "200"], "{}"),
        (&["--status", "424"], "{\"error_label\":\"LIMIT_REACHED\",\"mess"),
    ] {
        let json = decode(arguments, input);
        assert_eq!(complaints(&schema, &json), [""; 0], "{input}: {json}");
    }
}

#[test]
fn no_other_output_fits_the_schema() {
    let schema = read_schema("errors.toml");
    let stopped = decode(&["--status", "424"], r#"{"error_label":"NO_RESULT","params":{"x":1}}"#);
    let deferred = decode(&["--status", "429"], r#"{"error_label":"LIMIT_REACHED"}"#);
    let summary = decode(&[], "{\"error_label\":\"NO_RESULT\"}\n{\"error_label\":\"LK_ERROR\"}\n");
    for output in [stopped, deferred, summary] {
        assert!(schema.is_valid(&output), "{output}");
        let mut pointers = Vec::new();
        list_values(&output, &mut String::new(), &mut pointers);
        assert!(pointers.len() > 10);
        for pointer in pointers {
            let mut broken = output.clone();
            *broken.pointer_mut(&pointer).unwrap() = json!({ "of": "another type" });
            assert!(!schema.is_valid(&broken), "{pointer}: {broken}");
        }
        for key in output.as_object().unwrap().keys() {
            let mut without = output.clone();
            without.as_object_mut().unwrap().remove(key);
            assert!(!schema.is_valid(&without), "{without}");
        }
        let mut with_more = output.clone();
        with_more["more"] = json!(1);
        assert!(!schema.is_valid(&with_more), "{with_more}");
    }
}

/// Lists the pointers of all values.
fn list_values(value: &Value, at: &mut String, pointers: &mut Vec<String>) {
    let members: Vec<(String, &Value)> = match value {
        Value::Object(members) => members.iter().map(|(key, value)| (key.clone(), value)).collect(),
        Value::Array(items) => {
            items.iter().enumerate().map(|(index, item)| (index.to_string(), item)).collect()
        }
        _ => return pointers.push(at.clone()),
    };
    for (key, value) in members {
        let length = at.len();
        at.push('/');
        at.push_str(&key);
        list_values(value, at, pointers);
        at.truncate(length);
    }
}
