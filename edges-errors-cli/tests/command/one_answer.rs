//! The command orders a resend only where its action is to send again: every label, method and number of attempts, as text
//! and as JSON, which fits its published schema.

#[path = "../../../tests/tests/one_answer/orders.rs"]
mod orders;

use std::thread;

use edges_errors::{ErrorLabel, Remedy};
use jsonschema::Validator;
use serde_json::Value;

use crate::decision_schema::{complaints, read_schema};
use crate::{locate, run_with_input};
use orders::Orders;

const METHODS: [&[&str]; 7] =
    [&["GET"], &["HEAD"], &["PUT"], &["DELETE"], &["POST"], &["PATCH"], &["POST", "--idempotent"]];

/// Decodes an answer with a label, and returns what is printed.
fn decode(label: &str, request: &[&str], attempt: &str, format: &str) -> String {
    let body = format!(r#"{{"error_label":"{label}","error_ref":"ERR-7"}}"#);
    let rest = ["--attempt", attempt, "--format", format];
    let arguments = [&["decode", "--status", "424", "--method"], request, &rest].concat();
    let (code, out, err) = run_with_input(&locate("."), &arguments, body);
    assert!(matches!(code, Some(0 | 1)) && err.is_empty(), "{arguments:?}: {code:?} {err}");
    out
}

fn check(orders: &Orders, schema: &Validator, label: &str, request: &[&str], attempt: &str) {
    let case = format!("{label} {request:?} {attempt}");
    let json: Value = serde_json::from_str(&decode(label, request, attempt, "json")).unwrap();
    assert_eq!(complaints(schema, &json), [""; 0], "{case}: {json}");
    let word = |pointer: &str| json.pointer(pointer).and_then(Value::as_str);
    let action = word("/decision/action").unwrap();
    let sends = ["retry", "defer"].contains(&action);
    let remedy = word("/remedy").map(|remedy| remedy.parse::<Remedy>().unwrap());
    assert!(remedy.is_none_or(|remedy| remedy.is_resend() == sends), "{case}: {remedy:?}");
    for pointer in ["/what_to_do", "/decision/explanation"] {
        assert_eq!(orders.find(word(pointer).unwrap()).is_some(), sends, "{case}: {pointer}");
    }
    assert_eq!(json["decision"]["in_seconds"].is_number(), sends, "{case}");
    let text = decode(label, request, attempt, "text");
    assert_eq!(orders.find(&text).is_some(), sends, "{case}:\n{text}");
    assert!(text.contains(&format!("\ndecision    {action}: ")), "{case}:\n{text}");
    assert_eq!(text.contains("\nwhen "), sends, "{case}:\n{text}");
}

#[test]
fn the_command_orders_a_resend_only_where_its_action_does() {
    let labels: Vec<&str> = ErrorLabel::ALL.iter().map(|label| label.as_str()).chain(["NEW_LABEL"]).collect();
    let orders = &Orders::declared();
    let schema = &read_schema("errors.toml");
    thread::scope(|scope| {
        for half in labels.chunks(labels.len().div_ceil(2)) {
            scope.spawn(move || {
                for label in half {
                    for request in METHODS {
                        ["1", "3"].iter().for_each(|attempt| check(orders, schema, label, request, attempt));
                    }
                }
            });
        }
    });
}
