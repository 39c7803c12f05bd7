//! One page for each way of use. Other clients, queues and dashboards: the
//! [guide](https://docs.rs/edges-errors/latest/edges_errors/guide/) of `edges-errors`.

#[doc = include_str!("plain.md")]
pub mod plain {}

#[cfg(feature = "middleware")]
#[doc = include_str!("cooldowns.md")]
pub mod cooldowns {}

#[cfg(feature = "middleware")]
#[doc = include_str!("middleware.md")]
pub mod middleware {}
