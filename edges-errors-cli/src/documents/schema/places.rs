//! Values at a place: the schema of a body that has one, and the text of a value that is cut.

use serde_json::{Map, Number, Value, json};

use edges_errors_catalogue::model::{LabelFormat, Place};
use edges_errors_catalogue::path::{Filter, Move, Path, Test};

/// The value where a move starts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Start {
    /// At an object: the body, an item of a list, or what has passed a test.
    Object,
    /// At the value of a member, which may be a list.
    Member,
}

/// Returns the schema of a body in which a path leads to a value.
pub(super) fn require(path: &Path, value: Value) -> Value {
    require_from(Start::Object, &path.moves, value)
}

fn require_from(start: Start, moves: &[Move], value: Value) -> Value {
    let Some((first, rest)) = moves.split_first() else { return value };
    match first {
        Move::Key(key) => with_member(key, require_from(Start::Member, rest, value)),
        Move::Any => {
            let other = json!({ "not": require_from(Start::Member, rest, value) });
            json!({ "type": "object", "not": { "additionalProperties": other } })
        }
        Move::Items => json!({ "type": "array", "contains": require_from(Start::Object, rest, value) }),
        Move::Filter(filter) => {
            let object = both(write_test(filter), require_from(Start::Object, rest, value));
            match start {
                Start::Object => object,
                Start::Member => json!({ "anyOf": [{ "type": "array", "contains": object }, object] }),
            }
        }
    }
}

fn with_member(key: &str, value: Value) -> Value {
    let properties: Map<String, Value> = [(key.to_owned(), value)].into_iter().collect();
    json!({ "type": "object", "required": [key], "properties": properties })
}

/// Returns the schema of an object that passes a test.
pub(super) fn write_test(filter: &Filter) -> Value {
    match &filter.test {
        Test::Has => {
            let blank = json!({ "type": "string", "pattern": r"^\s*$" });
            with_member(&filter.key, json!({ "not": { "anyOf": [{ "type": "null" }, blank] } }))
        }
        Test::Is(values) => with_member(&filter.key, one_of(values)),
        Test::IsNot(values) => {
            let Value::Object(mut is) = with_member(&filter.key, one_of(values)) else { return Value::Null };
            is.shift_remove("type");
            json!({ "type": "object", "not": is })
        }
    }
}

/// Returns the schema of the values with one of some texts: a string, or a number or word of JSON that is written so.
fn one_of(texts: &[String]) -> Value {
    let mut values: Vec<Value> = Vec::new();
    for text in texts {
        values.push(json!(text));
        let scalar = serde_json::from_str::<Value>(text).ok();
        values.extend(scalar.filter(|value| value.is_number() || value.is_boolean() || value.is_null()));
    }
    constant(values)
}

/// Returns the schema of one of some values.
fn constant(mut values: Vec<Value>) -> Value {
    match values.len() {
        1 => json!({ "const": values.remove(0) }),
        _ => json!({ "enum": values }),
    }
}

/// Returns the schema of what fits both of two schemas, as one object where they speak of different members.
fn both(one: Value, other: Value) -> Value {
    match (one, other) {
        (Value::Object(one), Value::Object(other)) if can_merge(&one, &other) => {
            let mut merged = one;
            for (keyword, value) in other {
                match (merged.get_mut(&keyword), value) {
                    (Some(Value::Object(known)), Value::Object(more)) => known.extend(more),
                    (Some(Value::Array(known)), Value::Array(more)) => known.extend(more),
                    (Some(_), _) => {}
                    (None, value) => {
                        merged.insert(keyword, value);
                    }
                }
            }
            Value::Object(merged)
        }
        (one, other) => json!({ "allOf": [one, other] }),
    }
}

/// Returns whether two schemas of objects share no keyword but those of members, and no member.
fn can_merge(one: &Map<String, Value>, other: &Map<String, Value>) -> bool {
    let of_objects = ["type", "required", "properties"];
    let shared = one.keys().filter(|keyword| other.contains_key(*keyword));
    let members = |schema: &Map<String, Value>| -> Vec<String> {
        let properties = schema.get("properties").and_then(Value::as_object);
        properties.into_iter().flat_map(|properties| properties.keys().cloned()).collect()
    };
    let others = members(other);
    let is_object = |schema: &Map<String, Value>| schema.get("type").is_some_and(|kind| kind == "object");
    is_object(one)
        && is_object(other)
        && shared.into_iter().all(|keyword| of_objects.contains(&keyword.as_str()))
        && members(one).iter().all(|member| !others.contains(member))
}

/// Returns the schema of the values at a place that name one of some labels.
pub(super) fn write_labels(place: &Place, format: LabelFormat, labels: &[&str]) -> Value {
    if is_cut(place) {
        return json!({ "type": "string", "pattern": write_pattern(place, labels) });
    }
    let mut values: Vec<Value> = Vec::new();
    for label in labels {
        values.push(json!(label));
        values.extend(read_integer(label, format).map(Value::Number));
    }
    constant(values)
}

/// Returns a label as a number, where labels of the format can be some.
fn read_integer(label: &str, format: LabelFormat) -> Option<Number> {
    let is_integer = LabelFormat::Integer.is_label(label) && format.is_label(label);
    let number = label.parse::<i64>().map(Number::from).or_else(|_| label.parse::<u64>().map(Number::from));
    number.ok().filter(|_| is_integer)
}

/// Returns whether only a part of the text at a place counts.
pub(super) fn is_cut(place: &Place) -> bool {
    place.after.is_some() || place.until.is_some()
}

/// Returns the pattern of texts of which the part that counts is one of some words.
fn write_pattern(place: &Place, words: &[&str]) -> String {
    let words: Vec<String> = words.iter().map(|word| escape_pattern(word)).collect();
    let optional = |text: String| format!("(?:{text})?");
    let before = place.after.as_deref().map(|after| optional(format!(r"[\s\S]*{}", escape_pattern(after))));
    let behind = place.until.as_deref().map(|until| optional(format!(r"{}[\s\S]*", escape_pattern(until))));
    let (before, behind) = (before.unwrap_or_default(), behind.unwrap_or_default());
    format!(r"^{before}\s*(?:{})\s*{behind}$", words.join("|"))
}

/// Escapes what has a meaning in a pattern of ECMA-262, and nothing else, which there would be a mistake.
fn escape_pattern(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        if r"^$\.*+?()[]{}|/".contains(c) {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}
