//! From a checked catalogue to Rust: the expansion of `catalogue!` and of the derive.
//!
//! Used by the macros of `edges-errors`; its API follows theirs.

#[allow(missing_docs, reason = "the fields are those of the model")]
pub mod exchange;
pub mod expand;
pub mod handler;
