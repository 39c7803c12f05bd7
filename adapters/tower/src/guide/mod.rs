//! A client of tower layers, from its first request to its queue. Other clients, queues and dashboards: the
//! [guide](https://docs.rs/edges-errors/latest/edges_errors/guide/) of `edges-errors`.

#[doc = include_str!("client.md")]
pub mod client {}
