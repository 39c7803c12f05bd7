//! The Edges API on loopback, for tests and examples: it fails on purpose, in every way that a client meets.
//!
//! ```
//! use edges_errors_testkit::Api;
//! # tokio::runtime::Builder::new_current_thread().enable_all().build()?.block_on(async {
//!
//! let api = Api::start().await?;
//! assert!(api.url("/errors/LIMIT_REACHED").starts_with("http://127.0.0.1:"));
//! assert_eq!(api.requests("/errors/LIMIT_REACHED"), 0);
//! # std::io::Result::Ok(())
//! # })?;
//! # std::io::Result::Ok(())
//! ```
//!
//! | path | answer |
//! |---|---|
//! | `/ok` | 200 with JSON |
//! | `/errors/{LABEL}` | the label's typical error; 424 with that label where the catalogue does not list it |
//! | `/plan-limit` | 429 by the plan's own limit: `X-RateLimit-Type`, `Retry-After: 30`, no label |
//! | `/html` | 502 with a page of a proxy's |
//! | `/empty` | 503 without a body |
//! | `/cut` | 424 whose body ends before its `Content-Length`, after a whole label |
//! | `/slow` | 424 whose body comes in small pieces, in about a second |
//! | `/endless` | 500 whose body never ends |
//!
//! [`World`] is more: identities, limits, runs and callbacks, under a [`VirtualClock`], with a [`Ledger`] of what was done.
//! Several processes share one under a [`FastClock`].

mod answers;
mod clock;
mod failures;
mod fast_clock;
mod pace;
mod requests;
mod server;
mod world;

pub use clock::{Participant, VirtualClock, WorldClock};
pub use failures::Failure;
pub use fast_clock::FastClock;
pub use server::Api;
pub use world::{Fault, Faults, Ledger, TaskRecord, Totals, World, WorldOptions};
