//! What generated code names. Nothing here is for users; it changes without notice.
#![allow(missing_docs, unreachable_pub)]

pub use edges_errors_macros::{Unlinted, expand_catalogue, expand_handler};

pub use crate::facts::{Condition, RetryRule};
pub use crate::label::{not_listed, policy};
pub use crate::lookup::Lookup;
pub use crate::tables::{Facts, LabelTable, Prose, ProseTable, RateLimitFacts, StatusFacts};
pub use crate::{__if_json as if_json, __impl_key as impl_key, __impl_label as impl_label};

#[cfg(feature = "json")]
pub use self::json::*;

/// Keeps `Key` and `Label` to generated code.
pub trait Sealed {}

#[cfg(feature = "json")]
mod json {
    pub use crate::handler::{awaited_method, call_async_method, call_method};
    pub use std::string::String;
    pub use std::time::SystemTime;
    pub use std::vec::Vec;

    pub use serde;
    pub use serde_json::Value;

    /// Stands in a `Debug` output for a param that is never shown.
    pub struct Redacted(pub bool);

    impl core::fmt::Debug for Redacted {
        fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
            f.write_str(if self.0 { "Some(<redacted>)" } else { "None" })
        }
    }

    /// A label or key by its name.
    pub fn deserialize_name<'de, D, K>(deserializer: D, find: fn(&str) -> Option<K>) -> Result<K, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        struct Name<K>(fn(&str) -> Option<K>);

        impl<K> serde::de::Visitor<'_> for Name<K> {
            type Value = K;

            fn expecting(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                f.write_str("a name that the catalogue lists")
            }

            fn visit_str<E: serde::de::Error>(self, name: &str) -> Result<K, E> {
                (self.0)(name).ok_or_else(|| E::invalid_value(serde::de::Unexpected::Str(name), &self))
            }
        }

        deserializer.deserialize_str(Name(find))
    }
}
