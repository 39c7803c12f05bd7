//! Rust names out of wire names, and the check that no two of them meet.

use std::collections::BTreeMap;

use edges_errors_core::text::{is_key_name, is_label_name};

use crate::diagnostic::{Diagnostic, Diagnostics, Rule};
use crate::source::Span;
use crate::syntax::document::Text;

/// Names that stand for something in every generated enum, its lists among them, or would shadow what users rely on.
const RESERVED_VARIANTS: &[&str] =
    &["Self", "Unknown", "Other", "Ok", "Err", "Some", "None", "ALL", "ALL_INCLUDING_REMOVED"];

const VALUE: &str = "value";

/// Words that cannot be identifiers, not even raw ones.
const UNUSABLE: &[&str] = &["self", "Self", "super", "crate", "_"];

/// `LIMIT_REACHED`, `rate_limit` and `25-out` to `LimitReached`, `RateLimit` and `25Out`.
pub fn upper_camel(name: &str) -> String {
    let words = name.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    words
        .flat_map(|word| {
            let (first, rest) = word.split_at(1);
            [first.to_ascii_uppercase(), rest.to_ascii_lowercase()]
        })
        .collect()
}

/// The variant of a value: one that begins with a digit gets a `V` before it.
pub(crate) fn value_variant(name: &str) -> String {
    let variant = upper_camel(name);
    if variant.starts_with(|c: char| c.is_ascii_digit()) { format!("V{variant}") } else { variant }
}

/// `billingStartsAt` and `Billing-Starts` to `billing_starts_at` and `billing_starts`.
pub fn snake(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    let mut before = ' ';
    for c in name.chars() {
        if c.is_ascii_uppercase() && (before.is_ascii_lowercase() || before.is_ascii_digit()) {
            out.push('_');
        }
        out.push(if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '_' });
        before = c;
    }
    out
}

/// `rate_limit` to `Rate limit`.
pub(crate) fn humanise(name: &str) -> String {
    let words = name.replace('_', " ").to_ascii_lowercase();
    let mut chars = words.chars();
    chars.next().map_or_else(String::new, |first| first.to_ascii_uppercase().to_string() + chars.as_str())
}

/// Whether a variant would stand for something else, or shadow what users rely on.
pub fn is_reserved_variant(name: &str) -> bool {
    RESERVED_VARIANTS.contains(&name)
}

/// Whether a label is SCREAMING_SNAKE_CASE; says so where it is not.
pub(crate) fn check_label(label: &Text, errors: &mut Diagnostics) -> bool {
    let right = is_label_name(label);
    if !right {
        let fixed = snake(label).to_ascii_uppercase();
        let message = format!("`{}` is not a label", label.escape_debug());
        let mut diagnostic = Diagnostic::new(Rule::BadLabel, label.span.clone(), message)
            .note("SCREAMING_SNAKE_CASE in ASCII, at most 64 bytes");
        let fixed = fixed.trim_matches('_');
        if is_label_name(fixed) && label.is_ascii() {
            diagnostic = diagnostic.help(format!("write `{fixed}`, if that is what the API sends"));
        }
        errors.push(diagnostic);
    }
    right
}

/// Whether a key of a closed set is snake_case; says so where it is not.
pub(crate) fn check_key(key: &Text, errors: &mut Diagnostics) -> bool {
    let right = is_key_name(key);
    if !right {
        let message = format!("`{}` cannot be a key", key.escape_debug());
        errors.push(
            Diagnostic::new(Rule::BadName, key.span.clone(), message)
                .note("snake_case in ASCII, at most 64 bytes"),
        );
    }
    right
}

/// Whether a name can be an identifier, perhaps a raw one.
pub fn is_identifier(name: &str) -> bool {
    let mut bytes = name.bytes();
    bytes.next().is_some_and(|byte| byte.is_ascii_alphabetic() || byte == b'_')
        && bytes.all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
        && !UNUSABLE.contains(&name)
}

/// One namespace of generated identifiers, such as the variants of `ErrorLabel`.
pub(crate) struct Namespace {
    what: &'static str,
    reserved: &'static [&'static str],
    taken: BTreeMap<String, (String, Span)>,
}

impl Namespace {
    /// The variants of a generated enum.
    pub(crate) fn variants() -> Self {
        Self { what: "variant", reserved: RESERVED_VARIANTS, taken: BTreeMap::new() }
    }

    /// The variants made of the values of a context or param, which have no `rust_name`.
    pub(crate) fn values() -> Self {
        Self { what: VALUE, reserved: RESERVED_VARIANTS, taken: BTreeMap::new() }
    }

    /// The fields of a generated struct.
    pub(crate) fn fields() -> Self {
        Self { what: "field", reserved: &[], taken: BTreeMap::new() }
    }

    /// Types in the module that invokes `catalogue!`.
    pub(crate) fn types(reserved: &'static [&'static str]) -> Self {
        Self { what: "type", reserved, taken: BTreeMap::new() }
    }

    fn rename_help(&self) -> String {
        match self.what {
            VALUE => "values become variants: they have to have letters or digits, and to differ in them"
                .to_owned(),
            what => format!("give the {what} another name with `rust_name = \"…\"`"),
        }
    }

    /// Takes the identifier that a name becomes, or the `rust_name` given instead, if it is free and can be one.
    pub(crate) fn take(
        &mut self,
        name: &Text,
        made: String,
        rust_name: Option<&Text>,
        errors: &mut Diagnostics,
    ) -> Option<String> {
        let (identifier, span) = match rust_name {
            Some(given) => (given.value.clone(), given.span.clone()),
            None => (made, name.span.clone()),
        };
        if !is_identifier(&identifier) || self.reserved.contains(&identifier.as_str()) {
            let what = self.what;
            let message = format!("`{}` cannot be the name of a {what}", identifier.escape_debug());
            let diagnostic = Diagnostic::new(Rule::BadIdentifier, span, message);
            errors.push(diagnostic.note("not usable in Rust, or reserved").help(self.rename_help()));
            return None;
        }
        if let Some((other, first)) = self.taken.get(&identifier) {
            let message =
                format!("`{}` and `{other}` both become the {} `{identifier}`", name.value, self.what);
            errors.push(
                Diagnostic::new(Rule::IdentifierClash, span, message)
                    .note(format!("`{identifier}` again"))
                    .related(first.clone(), format!("`{identifier}` first"))
                    .help(self.rename_help()),
            );
            return None;
        }
        self.taken.insert(identifier.clone(), (name.value.clone(), span));
        Some(identifier)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_change_case_word_by_word() {
        assert_eq!(upper_camel("LIMIT_REACHED"), "LimitReached");
        assert_eq!(upper_camel("LK_524"), "Lk524");
        assert_eq!(upper_camel("rate_limit"), "RateLimit");
        assert_eq!(upper_camel("GROUP-members"), "GroupMembers");
        assert_eq!(snake("billingStartsAt"), "billing_starts_at");
        assert_eq!(snake("retry_after"), "retry_after");
        assert_eq!(snake("NO_RESULT"), "no_result");
        assert_eq!(humanise("not_found"), "Not found");
    }

    #[test]
    fn raw_identifiers_are_usable_and_the_four_words_are_not() {
        assert!(is_identifier("type") && is_identifier("gen"));
        assert!(
            !is_identifier("self") && !is_identifier("crate") && !is_identifier("_") && !is_identifier("4x")
        );
    }
}
