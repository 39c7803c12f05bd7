//! Guides, in the order of a first week.
//!
//! | | you get |
//! |---|---|
//! | [`first_hour`] | from the body of one error to a program that knows its next step |
//! | [`post`] | what may be sent twice, what must not, and what to do where nobody knows |
//! | [`own_labels`] | labels that the reference does not list, and policies that you see differently |
//! | [`cooldowns`] | many workers that share the limits they meet |
//! | [Redis or Valkey][redis] | the same in several processes |
//! | [`queue`] | jobs that go back to their queue and come again at the right time |
//! | [reqwest] | plain, and with a retry middleware |
//! | [tower] | a client of layers, under hyper or any other service |
//! | [axum, calling the API][calling] | a service that passes errors on to its own callers |
//! | [axum, with errors of its own][serving] | a server and its clients by one catalogue |
//! | [`blocking`] | ureq, or any other client: status, headers, body |
//! | [`backon`] | the loop of the crate backon, with this crate's decisions |
//! | [`observability`] | metrics, events, and when to wake somebody |
//! | [`another_api`] | the errors of another API out of a file of your own |
//! | [`testing`] | handlers under every label, without HTTP |
//! | `latest` | the newest published table, with the feature of that name |
//!
//! The derive macro [`EdgesErrorHandler`](macro@crate::EdgesErrorHandler) documents handlers, and [`retry`](crate::retry) how a wait
//! is computed.
//!
//! [reqwest]: https://docs.rs/edges-errors-reqwest/latest/edges_errors_reqwest/guide/
//! [tower]: https://docs.rs/edges-errors-tower/latest/edges_errors_tower/guide/client/
//! [redis]: https://docs.rs/edges-errors-redis/latest/edges_errors_redis/
//! [calling]: https://docs.rs/edges-errors-axum/latest/edges_errors_axum/guide/calling/
//! [serving]: https://docs.rs/edges-errors-axum/latest/edges_errors_axum/guide/serving/

#[doc = include_str!("first_hour.md")]
pub mod first_hour {}

#[doc = include_str!("post.md")]
pub mod post {}

#[doc = include_str!("own_labels.md")]
pub mod own_labels {}

#[doc = include_str!("cooldowns.md")]
pub mod cooldowns {}

#[doc = include_str!("queue.md")]
pub mod queue {}

#[doc = include_str!("blocking.md")]
pub mod blocking {}

#[doc = include_str!("backon.md")]
pub mod backon {}

#[doc = include_str!("observability.md")]
pub mod observability {}

#[doc = include_str!("another_api.md")]
pub mod another_api {}

#[doc = include_str!("testing.md")]
pub mod testing {}

#[cfg(feature = "latest")]
#[doc = include_str!("latest.md")]
pub mod latest {}
