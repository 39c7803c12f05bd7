//! The language of catalogues, for the completion of editors. What only `check` can see, such as a policy that does not
//! exist, is left to it.

use edges_errors_catalogue::language::{self, Form, Key, Presence, Repeats, Table, TextForm};
use serde_json::{Map, Value, json};

use super::DRAFT;
use crate::documents::json::write_json;

/// Writes the schema of every catalogue, to be named in its first line: `#:schema ./errors.schema.json`.
pub fn write_catalogue_schema() -> String {
    let mut schema = describe_table(language::CATALOGUE, Needs::Required);
    let alone = schema["required"].take();
    let about = schema["properties"][ABOUT]["required"].take();
    schema["required"] = json!([ABOUT]);
    schema["properties"][ABOUT]["required"] = json!(["name"]);
    // What a file that extends another leaves out, it inherits.
    schema["if"] = json!({ "properties": { ABOUT: { "required": ["extends"] } } });
    schema["else"] = json!({
        "required": alone,
        "properties": { ABOUT: { "required": about }, OVERRIDE: false },
    });
    schema["$schema"] = json!(DRAFT);
    schema["title"] = json!("Catalogue of API errors");
    write_json(&schema)
}

/// The section that describes the file itself.
const ABOUT: &str = "catalogue";

/// The section of what a file sees differently than the one it extends.
const OVERRIDE: &str = "override";

/// The keys that a table needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Needs {
    /// Those that the language requires.
    Required,
    /// None: the table changes another one.
    Nothing,
}

/// Describes a table, which has no other keys than those it knows.
fn describe_table(table: &Table, needs: Needs) -> Value {
    let properties: Map<String, Value> =
        table.keys().map(|key| (key.name.to_owned(), describe_key(key, needs))).collect();
    let mut object = json!({
        "description": table.doc,
        "type": "object",
        "properties": properties,
        "additionalProperties": false,
    });
    let required: Vec<&str> =
        table.keys().filter(|key| key.presence == Presence::Required).map(|key| key.name).collect();
    if needs == Needs::Required && !required.is_empty() {
        object["required"] = json!(required);
    }
    object
}

/// Describes the value of a key by the key's documentation.
fn describe_key(key: &Key, needs: Needs) -> Value {
    let mut value = describe_form(&key.form, needs);
    let default = match key.presence {
        Presence::Default(default) => format!(" `{default}` unless given."),
        Presence::Required | Presence::Optional => String::new(),
    };
    value["description"] = json!(format!("{}{default} Such as `{}`.", key.doc, key.line()));
    value
}

fn describe_form(form: &Form, needs: Needs) -> Value {
    match *form {
        Form::Text(text) => describe_text(text),
        Form::Reference { section, names } => {
            let mut name = describe_text(names);
            name["description"] = json!(format!("The name of an entry of `[{section}]`."));
            name
        }
        Form::Words(words) => match words().as_slice() {
            [only] => json!({ "const": only.name }),
            words => json!({ "enum": words.iter().map(|word| word.name).collect::<Vec<_>>() }),
        },
        Form::Boolean => json!({ "type": "boolean" }),
        Form::False => json!({ "const": false }),
        Form::Integer { least, most, .. } => json!({ "type": "integer", "minimum": least, "maximum": most }),
        Form::Number { least, most } => json!({ "type": "number", "minimum": least, "maximum": most }),
        Form::List { of, least, repeats } => {
            let mut list = json!({ "type": "array", "items": describe_form(of, Needs::Required) });
            if least > 0 {
                list["minItems"] = json!(least);
            }
            if repeats == Repeats::Never {
                list["uniqueItems"] = json!(true);
            }
            list
        }
        Form::Table(table) => describe_table(table, needs),
        Form::Overrides => describe_overrides(),
        Form::Entries { names, of, least } => {
            let mut object = json!({
                "type": "object",
                "propertyNames": describe_text(names),
                "additionalProperties": describe_form(of, needs),
            });
            if least > 0 {
                object["minProperties"] = json!(least);
            }
            object
        }
        Form::Either(forms) => {
            let forms: Vec<Value> = forms.iter().map(|form| describe_form(form, needs)).collect();
            // Without the keys that tell them apart, more than one may fit.
            match needs {
                Needs::Required => json!({ "oneOf": forms }),
                Needs::Nothing => json!({ "anyOf": forms }),
            }
        }
    }
}

/// Describes the sections as far as they change those of another catalogue.
fn describe_overrides() -> Value {
    let sections = language::CATALOGUE.keys().filter(|key| ![ABOUT, OVERRIDE].contains(&key.name));
    let properties: Map<String, Value> =
        sections.map(|key| (key.name.to_owned(), describe_key(key, Needs::Nothing))).collect();
    json!({ "type": "object", "properties": properties, "additionalProperties": false })
}

fn describe_text(text: &TextForm) -> Value {
    let mut string = json!({ "type": "string", "pattern": text.pattern });
    if let Some(longest) = text.longest {
        string["maxLength"] = json!(longest);
    }
    string
}
