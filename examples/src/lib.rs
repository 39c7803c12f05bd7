//! What the larger examples are made of.

pub mod migration;
pub mod worker;
