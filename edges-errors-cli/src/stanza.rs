//! Pieces of the language for people to paste: keys with values, and beside each what had to be guessed.

use std::fmt::Write as _;

use edges_errors_core::text::spell_out;

/// A value and what has to be said beside it.
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

    /// The same with its value as a string of TOML.
    pub(crate) fn quoted(self) -> Self {
        Self { value: quote(&self.value), ..self }
    }
}

/// One `key = value`, the key padded so that a table's values stand below each other.
pub(crate) fn write_key(text: &mut String, width: usize, key: &str, chosen: &Chosen) {
    let _ = match &chosen.comment {
        Some(comment) => writeln!(text, "{key:<width$} = {} # {comment}", chosen.value),
        None => writeln!(text, "{key:<width$} = {}", chosen.value),
    };
}

/// A basic string of TOML.
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

/// A list of strings.
pub(crate) fn quote_all<'a>(texts: impl IntoIterator<Item = &'a str>) -> String {
    format!("[{}]", texts.into_iter().map(quote).collect::<Vec<_>>().join(", "))
}

/// A key as TOML takes it: bare where it can be.
pub(crate) fn write_name(name: &str) -> String {
    let bare = !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || "-_".contains(c));
    if bare { name.to_owned() } else { quote(name) }
}

/// Text from outside for a comment.
pub(crate) fn one_line(text: &str) -> String {
    spell_out(&text.split_whitespace().collect::<Vec<_>>().join(" ")).to_string()
}
