//! Serialisation by a word, for `#[serde(with = "edges_errors::words")]`.
//!
//! For every type that is written by `Display` and read by `FromStr`, such as [`Outcome`](crate::Outcome),
//! [`ParamKind`](crate::ParamKind) and [`StopReason`](crate::retry::StopReason):
//!
//! ```
//! use edges_errors::Outcome;
//!
//! #[derive(serde::Serialize, serde::Deserialize)]
//! struct Alert {
//!     #[serde(with = "edges_errors::words")]
//!     outcome: Outcome,
//! }
//!
//! let stored = serde_json::to_string(&Alert { outcome: Outcome::Empty }).unwrap();
//! assert_eq!(stored, r#"{"outcome":"empty"}"#);
//! assert_eq!(serde_json::from_str::<Alert>(&stored).unwrap().outcome, Outcome::Empty);
//! ```

use core::fmt::Display;
use core::str::FromStr;
use std::borrow::Cow;

use serde_core::de::{Deserialize as _, Deserializer, Error, Unexpected};
use serde_core::ser::Serializer;

use super::facts::ParseNameError;

/// Serialises a value as its word.
///
/// # Errors
///
/// Those of the serializer.
pub fn serialize<T: Display, S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(value)
}

/// Deserialises a value from its word.
///
/// # Errors
///
/// A word that there is not, and those of the deserializer.
pub fn deserialize<'de, T, D>(deserializer: D) -> Result<T, D::Error>
where
    T: FromStr<Err = ParseNameError>,
    D: Deserializer<'de>,
{
    let word = Cow::<'de, str>::deserialize(deserializer)?;
    word.parse().map_err(|_| D::Error::invalid_value(Unexpected::Str(&word), &"a known word"))
}

/// Implements serde's traits by words.
macro_rules! impl_serde_by_words {
    ($($name:ident),+) => {$(
        impl serde_core::Serialize for $name {
            fn serialize<S: serde_core::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                $crate::words::serialize(self, serializer)
            }
        }

        impl<'de> serde_core::Deserialize<'de> for $name {
            fn deserialize<D: serde_core::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::words::deserialize(deserializer)
            }
        }
    )+};
}
pub(crate) use impl_serde_by_words;
