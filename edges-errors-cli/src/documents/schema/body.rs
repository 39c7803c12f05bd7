//! The bodies of errors, for mock servers and contract tests.

use serde_json::{Map, Value, json};

use super::DRAFT;
use super::envelope::{EnvelopeSchema, LabelPlace};
use crate::documents::json::write_json;
use edges_errors_catalogue::model::Catalogue;

/// Writes the schema of an error's body: the parts in the places that `[envelope]` names, with what the catalogue says of
/// them. The decoder accepts far more than this; a server to test against should not send it.
pub fn write_body_schema(catalogue: &Catalogue) -> String {
    let envelope = EnvelopeSchema::new(catalogue);
    let mut schema = json!({
        "$schema": DRAFT,
        "title": format!("An error body of {}", catalogue.name),
        "description": describe_source(catalogue, &envelope),
    });
    let places = envelope.label_places();
    let rules = require_label(&envelope, &places).into_iter().chain(apply_rules(&envelope, &places));
    let definitions: Map<String, Value> =
        envelope.labels().iter().map(|label| (label.variant.clone(), envelope.write_own(label))).collect();
    if let (Value::Object(schema), Value::Object(mut common)) = (&mut schema, envelope.write_common()) {
        let known = common.shift_remove("allOf").and_then(|known| known.as_array().cloned());
        let all: Vec<Value> = known.into_iter().flatten().chain(rules).collect();
        // A schema has none where the label is in headers alone.
        if !all.is_empty() {
            common.insert("allOf".to_owned(), Value::Array(all));
        }
        schema.extend(common);
        schema.insert("definitions".to_owned(), Value::Object(definitions));
    }
    write_json(&schema)
}

/// Returns where the description of the body is from, and what a schema of bodies cannot see.
fn describe_source(catalogue: &Catalogue, envelope: &EnvelopeSchema<'_>) -> String {
    let revision =
        catalogue.revision.as_ref().map(|revision| format!(", revision {revision}")).unwrap_or_default();
    let source = match &catalogue.reference {
        Some(reference) => format!("An error as the reference describes it: {reference}{revision}."),
        None => format!("An error as its catalogue describes it{revision}."),
    };
    match envelope.label_headers().as_slice() {
        [] => source,
        headers => format!(
            "{source} The label may be in the header {} instead, so a body without one is not refused.",
            headers.join(" or ")
        ),
    }
}

/// Returns the rule that a label is at one of the places, unless it may be in a header.
fn require_label(envelope: &EnvelopeSchema<'_>, places: &[LabelPlace<'_>]) -> Option<Value> {
    if !envelope.label_headers().is_empty() {
        return None;
    }
    let mut forms: Vec<Value> =
        places.iter().map(|place| envelope.name_one_of(*place, envelope.labels())).collect();
    Some(if forms.len() == 1 { forms.remove(0) } else { json!({ "anyOf": forms }) })
}

/// Returns the rules by which the label decides on the rest: that of the first place at which a listed one is.
fn apply_rules(envelope: &EnvelopeSchema<'_>, places: &[LabelPlace<'_>]) -> Vec<Value> {
    let Some((first, rest)) = places.split_first() else { return Vec::new() };
    let labels = envelope.labels().iter();
    let mut rules: Vec<Value> = labels
        .map(|label| {
            let definition = format!("#/definitions/{}", label.variant);
            json!({ "if": envelope.name_one_of(*first, &[label]), "then": { "$ref": definition } })
        })
        .collect();
    if !rest.is_empty() {
        let listed = envelope.name_one_of(*first, envelope.labels());
        let then = json!({ "allOf": apply_rules(envelope, rest) });
        rules.push(json!({ "if": { "not": listed }, "then": then }));
    }
    rules
}
