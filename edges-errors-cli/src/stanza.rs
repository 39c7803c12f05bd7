//! Pieces of `errors.toml` for people to paste: keys with values, and a comment beside each guess.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use edges_errors_catalogue::model::Catalogue;
use edges_errors_catalogue::names::{is_reserved_variant, upper_camel};

/// A value with a comment.
pub(crate) struct Chosen {
    pub(crate) value: String,
    pub(crate) comment: Option<String>,
}

impl Chosen {
    pub(crate) fn sure(value: impl Into<String>) -> Self {
        Self { value: value.into(), comment: None }
    }

    pub(crate) fn guess(value: impl Into<String>, comment: impl Into<String>) -> Self {
        Self { value: value.into(), comment: Some(comment.into()) }
    }

    /// Returns the same value as a string of TOML.
    pub(crate) fn quoted(self) -> Self {
        Self { value: quote(&self.value), ..self }
    }
}

/// Writes `key = value`, with the key padded so that the values of a table are aligned.
pub(crate) fn write_key(text: &mut String, width: usize, key: &str, chosen: &Chosen) {
    let _ = match &chosen.comment {
        Some(comment) => writeln!(text, "{key:<width$} = {} # {comment}", chosen.value),
        None => writeln!(text, "{key:<width$} = {}", chosen.value),
    };
}

/// Returns text as a basic string of TOML.
pub(crate) fn quote(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            c if c.is_control() => {
                let _ = write!(quoted, "\\u{:04X}", u32::from(c));
            }
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

/// Returns texts as a list of TOML.
pub(crate) fn quote_all<'a>(texts: impl IntoIterator<Item = &'a str>) -> String {
    format!("[{}]", texts.into_iter().map(quote).collect::<Vec<_>>().join(", "))
}

/// Returns a key of TOML, bare if possible.
pub(crate) fn write_name(name: &str) -> String {
    let bare = !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || "-_".contains(c));
    if bare { name.to_owned() } else { quote(name) }
}

/// The names of the variants of `ErrorLabel`, no two of which are the same.
pub(crate) struct VariantNames(BTreeSet<String>);

impl VariantNames {
    pub(crate) fn of_labels(catalogue: &Catalogue) -> Self {
        Self(catalogue.labels.iter().map(|label| label.variant.clone()).collect())
    }

    /// Takes the name of a new label's variant; returns the `rust_name` that it needs if its own is taken or reserved.
    pub(crate) fn claim(&mut self, label: &str) -> Option<Chosen> {
        let own = upper_camel(label);
        if !is_reserved_variant(&own) && self.0.insert(own.clone()) {
            return None;
        }
        let numbered = (2..).map(|number| format!("{own}Error{number}"));
        let mut names = std::iter::once(format!("{own}Error")).chain(numbered).take(usize::from(u16::MAX));
        let free = names.find(|name| self.0.insert(name.clone()))?;
        Some(Chosen::guess(quote(&free), "the label's own name is taken or reserved"))
    }
}
