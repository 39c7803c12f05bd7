//! A checked catalogue as documents. Emitters hold no rules and cannot fail.

#[allow(missing_docs, reason = "fields have the names of what they hold")]
pub mod decoded;
#[allow(missing_docs, reason = "fields have the names of what they hold")]
pub mod explain;
pub mod html;
pub mod json;
pub mod list;
pub mod markdown;
#[allow(missing_docs, reason = "fields have the names of what they hold")]
pub mod mistakes;
pub mod schema;

/// JSON that people read too, in the order of the fields.
pub(crate) fn write_pretty(value: &impl serde::Serialize) -> String {
    let mut text = serde_json::to_string_pretty(value).unwrap_or_default();
    text.push('\n');
    text
}
