//! Tests that need several crates, and the examples of the READMEs as doc tests.

#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
struct Readme;

#[cfg(doctest)]
#[doc = include_str!("../../edges-errors/README.md")]
struct RuntimeReadme;
