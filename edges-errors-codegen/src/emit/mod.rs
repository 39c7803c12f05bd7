//! A checked catalogue in other forms. Emitters hold no rules and cannot fail.

pub mod markdown;
pub mod rust;
pub mod words;
