//! The common ground of the runtime of `edges-errors` and the generator of its catalogues: vocabularies, forms of text,
//! and tables that one writes and the other reads.
//!
//! No `std`, no `alloc`, no features and no dependencies. This crate is used by `edges-errors` and by the crates that
//! read catalogues; its API follows theirs.

#![no_std]
#![forbid(unsafe_code)]
#![cfg_attr(not(test), deny(clippy::indexing_slicing, clippy::arithmetic_side_effects))]

pub mod duration;
pub mod hash;
pub mod prose;
pub mod rows;
pub mod template;
pub mod text;
pub mod vocabulary;
pub mod wire;
