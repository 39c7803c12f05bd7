//! Tests that need several crates, and the examples of the READMEs as doc tests.

#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
struct Readme;

#[cfg(doctest)]
#[doc = include_str!("../../edges-errors/README.md")]
struct RuntimeReadme;

#[cfg(doctest)]
#[doc = include_str!("../../testkit/README.md")]
struct TestkitReadme;

/// Prose that tries to be markup, links, doc tests and terminal commands: documented and doc-tested with warnings denied.
pub mod hostile {
    edges_errors::catalogue!("../tests/catalogues/hostile.toml");
}
