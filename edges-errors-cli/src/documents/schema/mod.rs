//! JSON Schemas, of draft 7 and without references, as editors and older validators understand them.

mod body;
mod language;

pub use body::write_body_schema;
pub use language::write_catalogue_schema;

use serde_json::{Map, Value, json};

const DRAFT: &str = "http://json-schema.org/draft-07/schema#";

/// An object of these properties: its name, whether it has to be there, its schema.
type Properties = Vec<(&'static str, bool, Value)>;

/// An object that has no other properties.
fn closed_object(description: &str, properties: Properties) -> Value {
    let required: Vec<&str> =
        properties.iter().filter(|(_, required, _)| *required).map(|(name, _, _)| *name).collect();
    let properties: Map<String, Value> =
        properties.into_iter().map(|(name, _, schema)| (name.to_owned(), schema)).collect();
    let mut object = json!({
        "description": description,
        "type": "object",
        "properties": properties,
        "additionalProperties": false,
    });
    if !required.is_empty() {
        object["required"] = json!(required);
    }
    object
}

/// Text with at least one character that is not white space.
fn text(description: &str) -> Value {
    json!({ "description": description, "type": "string", "pattern": "\\S" })
}

/// A list without duplicates.
fn list(description: &str, items: &Value) -> Value {
    json!({ "description": description, "type": "array", "items": items })
}
