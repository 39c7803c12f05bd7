//! Crates that are written, built and run to measure this project beside its peers. They stand under `target`, outside the
//! workspace: what the peers depend on weighs on nobody else.

pub mod by_hand;
pub mod catalogue;
pub mod workshop;
