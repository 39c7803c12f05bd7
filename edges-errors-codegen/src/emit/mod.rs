//! A checked catalogue in other forms. Emitters hold no rules and cannot fail.

#[cfg(feature = "tools")]
pub mod diff;
#[cfg(feature = "tools")]
pub mod drift;
pub mod markdown;
pub mod rust;
pub mod words;
