//! The names of labels, keys and identifiers, and the check that no two of them meet.

use std::collections::HashMap;

use crate::diagnostic::{Diagnostic, Diagnostics, Rule};
use crate::model::LabelFormat;
use crate::names::{
    MAX_LABEL, MAX_NAME, as_label, is_identifier, is_key_name, is_reserved_variant, label_variant, snake,
    upper_camel,
};
use crate::source::{Span, Spanned, Text};

/// Returns whether a label is of the catalogue's format, and reports one that is not.
pub(super) fn check_label(label: &Text, format: LabelFormat, diagnostics: &mut Diagnostics) -> bool {
    let right = format.is_label(label);
    if !right {
        let message = format!("`{}` is not a label", label.escape_debug());
        let mut diagnostic =
            Diagnostic::new(Rule::BadLabel, label.span.clone(), message).note(fault_of_label(label, format));
        let fixed =
            as_label(label, format).map(|fixed| format!("write `{fixed}`, if that is what the API sends"));
        let other = find_format(label).map(|other| {
            format!("for labels like this one, set `label_format = \"{other}\"` in `[envelope]`")
        });
        let helps: Vec<String> = fixed.into_iter().chain(other).collect();
        if !helps.is_empty() {
            diagnostic = diagnostic.help(helps.join("; "));
        }
        diagnostics.push(diagnostic);
    }
    right
}

/// Returns whether a key of a closed set is snake_case, and reports one that is not.
pub(super) fn check_key(key: &Text, diagnostics: &mut Diagnostics) -> bool {
    let right = is_key_name(key);
    if !right {
        let message = format!("`{}` cannot be a key", key.escape_debug());
        let mut diagnostic =
            Diagnostic::new(Rule::BadName, key.span.clone(), message).note(fault_of_name(key, "snake_case"));
        let fixed = snake(key);
        let fixed = fixed.trim_matches('_');
        if is_key_name(fixed) && key.is_ascii() {
            diagnostic = diagnostic.help(format!("write `{fixed}`"));
        }
        diagnostics.push(diagnostic);
    }
    right
}

/// Returns the strictest format that a text is a label of.
fn find_format(label: &str) -> Option<LabelFormat> {
    let strict = LabelFormat::ALL.iter().copied().filter(|format| *format != LabelFormat::Any);
    strict.into_iter().find(|format| format.is_label(label))
}

/// Returns what is wrong with a label.
fn fault_of_label(label: &str, format: LabelFormat) -> String {
    match label.chars().find(|c| !c.is_ascii()) {
        Some(foreign) if format != LabelFormat::Any => not_in_ascii(foreign),
        Some(_) | None => format!("labels are `{format}` here, at most {MAX_LABEL} bytes"),
    }
}

fn not_in_ascii(foreign: char) -> String {
    format!("`{}` is U+{:04X}, and not in ASCII", foreign.escape_debug(), u32::from(foreign))
}

/// Returns what is wrong with a key.
fn fault_of_name(name: &str, case: &str) -> String {
    if let Some(foreign) = name.chars().find(|c| !c.is_ascii()) {
        return not_in_ascii(foreign);
    }
    if name.len() > MAX_NAME {
        return format!("{} bytes long; at most {MAX_NAME}", name.len());
    }
    if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return format!("names are {case}, and start with a letter");
    }
    format!("names are {case}")
}

/// The kind of items that the identifiers of a namespace name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Identifiers {
    /// The variants of a generated enum.
    Variant,
    /// The variants made of the values of a context or param, which have no `rust_name`.
    Value,
    /// The variants made of the subjects of rate limits, which have no `rust_name`.
    Subject,
    /// The fields of a generated struct.
    Field,
    /// The types in the module that invokes `catalogue!`.
    Type,
    /// The types in the module of the details.
    Detail,
}

impl Identifiers {
    fn as_str(self) -> &'static str {
        match self {
            Self::Variant | Self::Subject => "variant",
            Self::Value => "value",
            Self::Field => "field",
            Self::Type | Self::Detail => "type",
        }
    }

    fn help(self) -> String {
        match self {
            Self::Value => {
                "values become variants: they have to have letters or digits, and to differ in them"
                    .to_owned()
            }
            Self::Subject => "subjects become variants: choose another name".to_owned(),
            Self::Detail => {
                "give the param or the label another name with `rust_name = \"…\"`: the type is named after both"
                    .to_owned()
            }
            Self::Variant | Self::Field | Self::Type => {
                format!("give the {} another name with `rust_name = \"…\"`", self.as_str())
            }
        }
    }

    fn is_reserved(self, identifier: &str) -> bool {
        match self {
            Self::Variant | Self::Value | Self::Subject => is_reserved_variant(identifier),
            Self::Type => GENERATED_TYPES.contains(&identifier),
            Self::Field | Self::Detail => false,
        }
    }
}

/// The types that every catalogue generates.
const GENERATED_TYPES: &[&str] =
    &["ErrorLabel", "Category", "Scope", "Remedy", "RateLimit", "Subject", "Fault", "Payload"];

/// One namespace of generated identifiers, such as the variants of `ErrorLabel`.
pub(super) struct Namespace {
    what: Identifiers,
    /// The names that took an identifier.
    taken: HashMap<String, Text>,
}

impl Namespace {
    /// Starts a namespace in which nothing is taken.
    pub(super) fn of(what: Identifiers) -> Self {
        Self { what, taken: HashMap::new() }
    }

    /// Takes the identifier that a name becomes, or the `rust_name` given instead, if it is free and can be one.
    pub(super) fn take(
        &mut self,
        name: &Text,
        made: String,
        rust_name: Option<&Text>,
        diagnostics: &mut Diagnostics,
    ) -> Option<String> {
        match rust_name {
            Some(given) => {
                let help = self.help_with(given);
                self.take_as(name, given.value.clone(), given.span.clone(), help, diagnostics)
            }
            None => self.take_as(name, made, name.span.clone(), self.what.help(), diagnostics),
        }
    }

    /// Suggests the nearest name that can be used, in place of a `rust_name` that cannot.
    fn help_with(&self, given: &str) -> String {
        let suggested = match self.what {
            Identifiers::Field => snake(given),
            Identifiers::Variant
            | Identifiers::Value
            | Identifiers::Type
            | Identifiers::Subject
            | Identifiers::Detail => upper_camel(given),
        };
        let is_usable = is_identifier(&suggested) && !self.what.is_reserved(&suggested);
        if is_usable && suggested != given && !self.taken.contains_key(&suggested) {
            format!("write `{suggested}`")
        } else {
            format!("write another name for the {}", self.what.as_str())
        }
    }

    /// Takes an identifier that a key gives, and that no `rust_name` can replace.
    pub(super) fn take_given(&mut self, name: &Text, diagnostics: &mut Diagnostics) -> Option<String> {
        let suggested = upper_camel(name);
        let is_better = suggested != name.value && is_identifier(&suggested);
        let help = if is_better {
            format!("write a name in UpperCamelCase, such as `{suggested}`")
        } else {
            format!("choose another name for the {}", self.what.as_str())
        };
        self.take_as(name, name.value.clone(), name.span.clone(), help, diagnostics)
    }

    /// Takes the name of the error type that is made of the API's name.
    pub(super) fn take_error(&mut self, name: &Text, diagnostics: &mut Diagnostics) -> Option<String> {
        let made = format!("{}Error", label_variant(name, LabelFormat::Any));
        let help = "name the error type with `error = \"…\"`".to_owned();
        self.take_as(name, made, name.span.clone(), help, diagnostics)
    }

    fn take_as(
        &mut self,
        name: &Text,
        identifier: String,
        span: Span,
        help: String,
        diagnostics: &mut Diagnostics,
    ) -> Option<String> {
        if !is_identifier(&identifier) || self.what.is_reserved(&identifier) {
            diagnostics.push(self.unusable(&identifier, span).help(help));
            return None;
        }
        if let Some(first) = self.taken.get(&identifier) {
            diagnostics.push(self.clash(&identifier, first, name, span).help(help));
            return None;
        }
        self.taken.insert(identifier.clone(), Spanned { value: name.value.clone(), span });
        Some(identifier)
    }

    /// Takes the identifier that a name has in another namespace, where it was taken.
    pub(super) fn reserve(&mut self, name: &Text, identifier: Option<&str>) {
        if let Some(identifier) = identifier {
            self.taken.insert(identifier.to_owned(), name.clone());
        }
    }

    fn unusable(&self, identifier: &str, span: Span) -> Diagnostic {
        let note = if is_identifier(identifier) {
            "reserved: it would hide a name of Rust or of the generated code"
        } else {
            "not an identifier of Rust"
        };
        let message =
            format!("`{}` cannot be the name of a {}", identifier.escape_debug(), self.what.as_str());
        Diagnostic::new(Rule::BadIdentifier, span, message).note(note)
    }

    fn clash(&self, identifier: &str, first: &Text, second: &Text, span: Span) -> Diagnostic {
        let what = self.what.as_str();
        let message =
            format!("`{}` and `{}` both become the {what} `{identifier}`", second.value, first.value);
        Diagnostic::new(Rule::IdentifierClash, span, message)
            .note(format!("`{identifier}` again"))
            .related(first.span.clone(), format!("`{identifier}` first"))
    }
}
