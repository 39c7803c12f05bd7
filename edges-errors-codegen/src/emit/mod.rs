//! A checked catalogue in other forms. Emitters hold no rules and cannot fail.

#[cfg(feature = "tools")]
#[allow(missing_docs, reason = "fields have the names of what they hold")]
pub mod decoded;
#[cfg(feature = "tools")]
pub mod diff;
#[cfg(feature = "tools")]
pub mod drift;
#[cfg(feature = "tools")]
#[allow(missing_docs, reason = "fields have the names of what they hold")]
pub mod explain;
#[cfg(feature = "tools")]
pub mod html;
#[cfg(feature = "tools")]
pub mod json;
#[cfg(feature = "tools")]
pub mod list;
pub mod markdown;
#[cfg(feature = "tools")]
#[allow(missing_docs, reason = "fields have the names of what they hold")]
pub mod mistakes;
pub mod rust;
#[cfg(feature = "tools")]
pub mod schema;
pub mod words;

/// JSON that people read too, in the order of the fields.
#[cfg(feature = "tools")]
fn write_pretty(value: &impl serde::Serialize) -> String {
    let mut text = serde_json::to_string_pretty(value).unwrap_or_default();
    text.push('\n');
    text
}
