//! The API on loopback, for tests and examples.
