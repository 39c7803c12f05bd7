//! The schema of what `edges-errors decode --format json` prints.

use std::collections::BTreeSet;

use edges_errors::Kind;
use edges_errors_core::vocabulary::{ActionKind, Outcome, StopReason, Vocabulary};
use serde_json::{Value, json};

use super::DRAFT;
use crate::documents::decoded::IN_DOUBT;
use crate::documents::json::write_json;
use edges_errors_catalogue::model::Catalogue;

/// Writes the schema of decoded errors: of one with its decision, and of the counts of many. An input that is no error is
/// `null`.
pub fn write_decision_schema(catalogue: &Catalogue) -> String {
    write_json(&json!({
        "$schema": DRAFT,
        "title": format!("A decoded error of {}", catalogue.name),
        "description": "What `edges-errors decode --format json` prints.",
        "oneOf": [
            { "$ref": "#/definitions/error" },
            { "$ref": "#/definitions/summary" },
            { "description": "The input is no error.", "type": "null" },
        ],
        "definitions": {
            "error": describe_error(catalogue),
            "decision": describe_decision(),
            "detail": describe_detail(),
            "summary": describe_summary(catalogue),
            "count": describe_count(catalogue),
        },
    }))
}

fn describe_error(catalogue: &Catalogue) -> Value {
    let text = |doc: &str| json!({ "description": doc, "type": "string" });
    let optional = |doc: &str| json!({ "description": doc, "type": ["string", "null"] });
    let categories = catalogue.categories.iter().map(|category| category.key.title.as_str());
    let limits = catalogue.rate_limits.iter().map(|limit| limit.key.title.as_str());
    let remedies = catalogue.remedies.iter().map(|remedy| remedy.key.name.as_str());
    close(json!({
        "description": "One error, and the decision on it.",
        "type": "object",
        "properties": {
            "error": text("Label, message and reference in one line."),
            "kind": describe_words::<Kind>("The kind of answer."),
            "label": optional("The label as sent, also where the catalogue does not list it."),
            "status": {
                "description": "The HTTP status.", "type": ["integer", "null"], "minimum": 100, "maximum": 999,
            },
            "scope": optional("The part of the request that is to blame."),
            "error_ref": optional("The reference to quote to support."),
            "message": optional("The message of the API."),
            "meaning": optional("The meaning of the label, or else of the status."),
            "category": one_of("The title of the category.", categories),
            "fault": one_of("The party that has to act.", list_faults(catalogue)),
            "outcome": describe_words::<Outcome>("The meaning of the error for the work."),
            "rate_limit": one_of("The title of the limit that was hit.", limits),
            "details": { "description": "Extra data.", "type": "array", "items": { "$ref": "#/definitions/detail" } },
            "what_to_do": text("The advice that follows from the decision."),
            "remedy": one_of("The name of the remedy.", remedies),
            "decision": { "$ref": "#/definitions/decision" },
            "anomalies": {
                "description": "Deviations from the catalogue or from the API's schema.",
                "type": "array",
                "items": { "type": "string" },
            },
            "docs_url": optional("The address of the label's documentation."),
        },
    }))
}

fn describe_decision() -> Value {
    let reasons = StopReason::ALL.iter().map(|reason| reason.as_str()).chain(["wait", "caller", "api"]);
    let mut decision = close(json!({
        "description": "What to do next, for the request as it was described.",
        "type": "object",
        "properties": {
            "action": describe_words::<ActionKind>("What to do."),
            "reason": {
                "description": "Why the request is stopped; `wait` before it is sent again in place; who sends it later: \
                    `caller` or `api`.",
                "enum": reasons.collect::<Vec<_>>(),
            },
            "explanation": { "description": "The decision in a sentence.", "type": "string" },
            "at": {
                "description": "The time in RFC 3339 of the next request, or of the next look at what the API goes on with \
                    by itself.",
                "type": ["string", "null"],
                "pattern": r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$",
            },
            "in_seconds": { "description": "The same in seconds from now.", "type": ["integer", "null"], "minimum": 0 },
        },
    }));
    let (retry, defer) = (ActionKind::Retry.as_str(), ActionKind::Defer.as_str());
    let action = |action: Value| json!({ "properties": { "action": action } });
    decision["allOf"] = json!([
        {
            "if": action(json!({ "enum": [retry, defer] })),
            "then": { "properties": { "in_seconds": { "type": "integer" } } },
        },
        {
            "if": action(json!({ "const": ActionKind::Stop.as_str() })),
            "then": {
                "properties": {
                    "reason": describe_words::<StopReason>("Why."),
                    "at": { "type": "null" },
                    "in_seconds": { "type": "null" },
                },
            },
        },
    ]);
    decision
}

fn describe_detail() -> Value {
    close(json!({
        "description": "A param.",
        "type": "object",
        "properties": {
            "name": { "type": "string" },
            "value": {
                "description": "Absent if it is sensitive or, since the catalogue does not declare it, may be.",
                "type": ["string", "null"],
            },
            "declared": { "description": "The catalogue declares it for the label.", "type": "boolean" },
        },
    }))
}

fn describe_summary(catalogue: &Catalogue) -> Value {
    let count = |doc: &str| json!({ "description": doc, "type": "integer", "minimum": 0 });
    close(json!({
        "description": format!("The counts of many inputs, each decoded as an error of {}.", catalogue.name),
        "type": "object",
        "properties": {
            "errors": {
                "description": "The most frequent first.",
                "type": "array",
                "items": { "$ref": "#/definitions/count" },
            },
            "lines": count("The inputs."),
            "fine": count("Those that are not errors."),
            "unreadable": count("Those that cannot be decoded."),
        },
    }))
}

fn describe_count(catalogue: &Catalogue) -> Value {
    let actions: Vec<&str> = ActionKind::ALL.iter().map(|action| action.as_str()).collect();
    close(json!({
        "description": "The errors of one name.",
        "type": "object",
        "properties": {
            "error": { "description": "A label, or a name for errors without one.", "type": "string" },
            "count": { "type": "integer", "minimum": 1 },
            "faults": {
                "description": "The parties that have to act.",
                "type": "array",
                "items": { "enum": list_faults(catalogue).collect::<Vec<_>>() },
            },
            "decisions": {
                "description": "How many are decided on by each action.",
                "type": "object",
                "propertyNames": { "enum": actions },
                "additionalProperties": { "type": "integer", "minimum": 1 },
            },
            "stops": {
                "description": "How many of those that are stopped leave what to be done.",
                "type": "object",
                "propertyNames": { "enum": list_stop_words(catalogue) },
                "additionalProperties": { "type": "integer", "minimum": 1 },
            },
        },
    }))
}

/// Returns the outcomes that are no failures, the word for doubt, the remedies and the reasons; each once.
fn list_stop_words(catalogue: &Catalogue) -> BTreeSet<&str> {
    let outcomes = Outcome::ALL.iter().filter(|outcome| **outcome != Outcome::Failure);
    let remedies = catalogue.remedies.iter().map(|remedy| remedy.key.name.as_str());
    let reasons = StopReason::ALL.iter().map(|reason| reason.as_str());
    outcomes.map(|outcome| outcome.as_str()).chain([IN_DOUBT]).chain(remedies).chain(reasons).collect()
}

fn list_faults(catalogue: &Catalogue) -> impl Iterator<Item = &str> {
    catalogue.faults.iter().map(|fault| fault.key.name.as_str())
}

/// Returns the schema of an object in which each property is there, and no other.
fn close(mut object: Value) -> Value {
    let properties = object["properties"].as_object();
    let required: Vec<String> = properties.into_iter().flat_map(|all| all.keys().cloned()).collect();
    object["required"] = json!(required);
    object["additionalProperties"] = json!(false);
    object
}

/// Returns the schema of the words of a vocabulary.
fn describe_words<V: Vocabulary>(doc: &str) -> Value {
    json!({ "description": doc, "enum": V::ALL.iter().map(|word| word.as_str()).collect::<Vec<_>>() })
}

/// Returns the schema of a name of the catalogue, or of none.
fn one_of<'a>(doc: &str, names: impl Iterator<Item = &'a str>) -> Value {
    json!({ "description": doc, "enum": names.map(Value::from).chain([Value::Null]).collect::<Vec<_>>() })
}
