//! One page for each side of a service. Clients, queues and dashboards: the
//! [guide](https://docs.rs/edges-errors/latest/edges_errors/guide/) of `edges-errors`.

#[doc = include_str!("calling.md")]
pub mod calling {}

#[doc = include_str!("serving.md")]
pub mod serving {}
