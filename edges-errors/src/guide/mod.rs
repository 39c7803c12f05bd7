//! One page for each way of use.
//!
//! | you have | read |
//! |---|---|
//! | reqwest | [`edges_errors_reqwest::guide::plain`](https://docs.rs/edges-errors-reqwest/latest/edges_errors_reqwest/guide/plain/) |
//! | reqwest-middleware | [`edges_errors_reqwest::guide::middleware`](https://docs.rs/edges-errors-reqwest/latest/edges_errors_reqwest/guide/middleware/) |
//! | hyper or another tower service | [`edges_errors_tower`](https://docs.rs/edges-errors-tower/latest/edges_errors_tower/) |
//! | a blocking client, or one of your own | [`blocking`] |
//! | backon | [`backon`] |
//! | a job queue | [`queue`] |
//! | many workers, one identity | [`cooldowns`] |
//! | the same in several processes | [`edges_errors_redis`](https://docs.rs/edges-errors-redis/latest/edges_errors_redis/) |
//! | axum, and errors to pass on to your own callers | [`edges_errors_axum`](https://docs.rs/edges-errors-axum/latest/edges_errors_axum/) |
//! | a server in axum that speaks a catalogue of its own | [`edges_errors_axum::Answer`](https://docs.rs/edges-errors-axum/latest/edges_errors_axum/struct.Answer.html) |
//! | dashboards and on-call | [`observability`] |
//! | labels that the reference does not list, or other policies | [`own_labels`] |
//! | the newest published table | `latest`, with the feature of that name |
//!
//! The derive macro [`EdgesErrorHandler`](macro@crate::EdgesErrorHandler) documents handling an error, and
//! [`retry`](crate::retry) how a wait is computed.

#[doc = include_str!("blocking.md")]
pub mod blocking {}

#[doc = include_str!("backon.md")]
pub mod backon {}

#[doc = include_str!("queue.md")]
pub mod queue {}

#[doc = include_str!("cooldowns.md")]
pub mod cooldowns {}

#[doc = include_str!("observability.md")]
pub mod observability {}

#[doc = include_str!("own_labels.md")]
pub mod own_labels {}

#[cfg(feature = "latest")]
#[doc = include_str!("latest.md")]
pub mod latest {}
