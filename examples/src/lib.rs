//! What the larger examples are made of.

pub mod worker;
