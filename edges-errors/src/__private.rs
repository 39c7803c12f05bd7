//! Items that generated code names. Nothing here is for users; it changes without notice.
#![allow(missing_docs, unreachable_pub)]

pub use edges_errors_core::hash::Lookup;
pub use edges_errors_core::rows::Row;
pub use edges_errors_core::vocabulary::{self, HintKind, LabelFormat};
pub use edges_errors_core::wire;
pub use edges_errors_macros::{Unlinted, expand_catalogue, expand_handler};

pub use crate::catalogue::{
    Condition, Expansion, Facts, FileLabels, HeaderSignal, LabelFault, LabelTable, Prose, ProseTable,
    RateLimitFacts, RetryRule, StatusFacts, StatusProse, extend_key, extend_label, limit_policy, reduce_key,
    reduce_label,
};
pub use crate::{
    __if_editor as if_editor, __if_json as if_json, __impl_base as impl_base, __impl_key as impl_key,
    __impl_label as impl_label, __impl_payload as impl_payload,
};

#[cfg(feature = "json")]
pub use self::json::*;

/// Compares two texts in a constant, in steps of 16 bytes: the compiler counts and times each step.
pub const fn is_same(left: &str, right: &str) -> bool {
    let (mut left, mut left_end) = left.as_bytes().as_chunks();
    let (mut right, mut right_end) = right.as_bytes().as_chunks();
    while let ([left_first, left_rest @ ..], [right_first, right_rest @ ..]) = (left, right) {
        if u128::from_ne_bytes(*left_first) != u128::from_ne_bytes(*right_first) {
            return false;
        }
        (left, right) = (left_rest, right_rest);
    }
    while let ([left_first, left_rest @ ..], [right_first, right_rest @ ..]) = (left_end, right_end) {
        if *left_first != *right_first {
            return false;
        }
        (left_end, right_end) = (left_rest, right_rest);
    }
    left.is_empty() && right.is_empty() && left_end.is_empty() && right_end.is_empty()
}

/// Keeps `Key` and `Label` to generated code.
pub trait Sealed {}

#[cfg(feature = "json")]
mod json {
    pub use crate::error::{decode_payload, decode_unless, read_remaining, recognise_payload};
    pub use crate::handler::{awaited_method, call_async_method, call_method};
    pub use std::string::String;
    pub use std::time::SystemTime;
    pub use std::vec::Vec;

    pub use serde_core;
    pub use serde_json::Value;

    /// Stands in a `Debug` output for a param that is never shown.
    pub struct Redacted(pub bool);

    impl core::fmt::Debug for Redacted {
        fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
            f.write_str(if self.0 { "Some(<redacted>)" } else { "None" })
        }
    }

    /// Deserialises a label or key by its name.
    pub fn deserialize_name<'de, D, K>(deserializer: D, find: fn(&str) -> Option<K>) -> Result<K, D::Error>
    where
        D: serde_core::Deserializer<'de>,
    {
        struct Name<K>(fn(&str) -> Option<K>);

        impl<K> serde_core::de::Visitor<'_> for Name<K> {
            type Value = K;

            fn expecting(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                f.write_str("a name that the catalogue lists")
            }

            fn visit_str<E: serde_core::de::Error>(self, name: &str) -> Result<K, E> {
                (self.0)(name).ok_or_else(|| E::invalid_value(serde_core::de::Unexpected::Str(name), &self))
            }
        }

        deserializer.deserialize_str(Name(find))
    }
}

#[cfg(test)]
mod tests {
    use super::is_same;

    #[test]
    fn texts_of_any_length_are_compared_to_the_last_byte() {
        let text = "\u{feff}a = 'é'\r\n".repeat(5);
        let ends = text.char_indices().map(|(at, _)| at).chain([text.len()]);
        for end in ends {
            let start = &text[..end];
            assert!(is_same(start, start));
            assert_eq!(is_same(start, &text), end == text.len());
            assert!(!is_same(&format!("{start}a"), &format!("{start}b")));
            assert!(!is_same(&format!("a{start}"), &format!("b{start}")));
        }
    }
}
