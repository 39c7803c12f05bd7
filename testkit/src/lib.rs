//! APIs on loopback to test clients against: they fail on purpose, in every way that a client meets.
//!
//! [`Api`] plays the API of any catalogue, Edges or your own: each of its errors, refusals of its rate limits, proxies' pages,
//! bodies that break off, that take their time or never end. It writes statuses, bodies and headers as the catalogue declares
//! them.
//!
//! ```
//! use edges_errors_testkit::Api;
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let api = Api::start().await?;
//! # let client = reqwest::Client::builder().no_proxy().build()?;
//! for failure in api.failures() {
//!     // Your client here: whatever comes, it is a failure and no panic.
//!     let response = client.get(api.url(&failure.path)).send().await?;
//!     assert!(!response.status().is_success(), "{}", failure.words);
//! }
//! assert_eq!(api.requests("/errors/LIMIT_REACHED"), 1);
//! # Ok(())
//! # }
//! ```
//!
//! [`World`] is a small Edges API with identities, limits, runs and callbacks, whose [`Ledger`] says what was done how often, and
//! which waits were cut short. Under a [`VirtualClock`] days of waits pass in no time, in a program that takes its time from a
//! [`Clock`](edges_errors::retry::Clock). Several processes share a world under a
//! [`FastClock`].

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
