//! What READMEs, guides, documentation and examples show, run as it is shown over every label, for GET and for POST.
//!
//! Where the kernel says that a request is not to be sent, what is shown must not send it, nor keep it to be sent; where the
//! kernel sends or defers it, what is shown must not lose it.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on fails")]

mod cases;
mod complete;
mod handlers;
mod layers;
mod loops;
#[allow(dead_code, reason = "the guide's own example is among it")]
mod queue;
mod shared;
