//! The forms of names, in the language and in Rust.

use edges_errors_core::vocabulary::LabelFormat;

pub use edges_errors_core::text::{MAX_LABEL, MAX_NAME, is_key_name};

/// Names that have a meaning in every generated enum, its lists among them, or would shadow what users rely on.
const RESERVED_VARIANTS: &[&str] =
    &["Self", "Unknown", "Other", "Ok", "Err", "Some", "None", "ALL", "ALL_INCLUDING_REMOVED"];

/// Words that cannot be identifiers, not even raw ones.
const UNUSABLE: &[&str] = &["self", "Self", "super", "crate", "_"];

/// Returns a name in UpperCamelCase: `LIMIT_REACHED`, `rate_limit` and `25-out` become `LimitReached`, `RateLimit` and
/// `25Out`.
pub fn upper_camel(name: &str) -> String {
    let words = name.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    words
        .flat_map(|word| {
            let (first, rest) = word.split_at(1);
            [first.to_ascii_uppercase(), rest.to_ascii_lowercase()]
        })
        .collect()
}

/// Returns the variant of a label: `card_declined` and `over-quota` become `CardDeclined` and `OverQuota`, and words that
/// begin with capitals stay as they are.
pub fn label_variant(label: &str, format: LabelFormat) -> String {
    match format {
        LabelFormat::ScreamingSnake | LabelFormat::Snake | LabelFormat::Kebab | LabelFormat::Integer => {
            upper_camel(label)
        }
        LabelFormat::Camel | LabelFormat::Pascal => capitalise(label),
        LabelFormat::Any => {
            let words = label.split(|c: char| !c.is_ascii_alphanumeric());
            let is_mixed = |word: &str| word.bytes().any(|byte| byte.is_ascii_lowercase());
            words.map(|word| if is_mixed(word) { capitalise(word) } else { upper_camel(word) }).collect()
        }
    }
}

fn capitalise(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |first| first.to_ascii_uppercase().to_string() + chars.as_str())
}

/// Returns a name as a label of a format, where it can be one.
pub fn as_label(name: &str, format: LabelFormat) -> Option<String> {
    let words = snake(name);
    let words = words.trim_matches('_');
    let camel = upper_camel(words);
    let fixed = match format {
        LabelFormat::ScreamingSnake => words.to_ascii_uppercase(),
        LabelFormat::Snake => words.to_owned(),
        LabelFormat::Kebab => words.replace('_', "-"),
        LabelFormat::Pascal => camel,
        LabelFormat::Camel => {
            let mut chars = camel.chars();
            chars.next()?.to_ascii_lowercase().to_string() + chars.as_str()
        }
        LabelFormat::Integer | LabelFormat::Any => return None,
    };
    Some(fixed).filter(|fixed| name.is_ascii() && format.is_label(fixed))
}

/// Returns the variant of a value; one that begins with a digit gets a `V` before it.
pub(crate) fn value_variant(name: &str) -> String {
    let variant = upper_camel(name);
    if variant.starts_with(|c: char| c.is_ascii_digit()) { format!("V{variant}") } else { variant }
}

/// Returns a name in snake_case: `billingStartsAt` and `Billing-Starts` become `billing_starts_at` and `billing_starts`.
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

/// Returns a name in words: `rate_limit` becomes `Rate limit`.
pub fn humanise(name: &str) -> String {
    capitalise(&name.replace('_', " ").to_ascii_lowercase())
}

/// Returns whether a name can be an identifier, perhaps a raw one.
pub fn is_identifier(name: &str) -> bool {
    let mut bytes = name.bytes();
    bytes.next().is_some_and(|byte| byte.is_ascii_alphabetic() || byte == b'_')
        && bytes.all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
        && !UNUSABLE.contains(&name)
}

/// Returns whether a variant would mean something else, or shadow what users rely on.
pub fn is_reserved_variant(name: &str) -> bool {
    RESERVED_VARIANTS.contains(&name)
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
        assert_eq!(value_variant("25-out"), "V25Out");
    }

    #[test]
    fn labels_of_each_format_become_variants() {
        for (label, format, variant) in [
            ("LIMIT_REACHED", LabelFormat::ScreamingSnake, "LimitReached"),
            ("card_declined", LabelFormat::Snake, "CardDeclined"),
            ("over-quota", LabelFormat::Kebab, "OverQuota"),
            ("rateLimitExceeded", LabelFormat::Camel, "RateLimitExceeded"),
            ("ThrottlingException", LabelFormat::Pascal, "ThrottlingException"),
            ("provider/TOO_MANY requestsNow", LabelFormat::Any, "ProviderTooManyRequestsNow"),
            ("20404", LabelFormat::Integer, "20404"),
        ] {
            assert_eq!(label_variant(label, format), variant);
        }
        assert_eq!(as_label("aCode", LabelFormat::Snake).as_deref(), Some("a_code"));
        assert_eq!(as_label("a_code", LabelFormat::Camel).as_deref(), Some("aCode"));
        assert_eq!(as_label("404", LabelFormat::Pascal), None);
    }

    #[test]
    fn raw_identifiers_are_usable_and_the_four_words_are_not() {
        assert!(is_identifier("type") && is_identifier("gen"));
        assert!(
            !is_identifier("self") && !is_identifier("crate") && !is_identifier("_") && !is_identifier("4x")
        );
    }
}
