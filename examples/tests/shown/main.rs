//! What READMEs, guides, documentation and examples show, run as it is shown.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on fails")]

#[allow(dead_code, reason = "the guide's own example is among it")]
mod queue;
