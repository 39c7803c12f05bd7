//! A checked catalogue in other forms. Emitters hold no rules and cannot fail.

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
pub mod list;
pub mod markdown;
#[cfg(feature = "tools")]
#[allow(missing_docs, reason = "fields have the names of what they hold")]
pub mod mistakes;
pub mod rust;
pub mod words;
