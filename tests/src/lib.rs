//! Tests that need several crates live in `tests/`.
