//! Errors of the Edges API in [tower] services, under hyper or any other HTTP client that is one: a layer that decodes, and
//! a retry policy that does as the labels say.
//!
//! <!-- shown: tower -->
//! ```
//! use std::time::Duration;
//! use bytes::Bytes;
//! use edges_errors::retry::RequestContext;
//! use edges_errors_tower::{BoxError, DecodeErrorLayer, EdgesRetry, Error};
//! use http_body_util::{BodyExt as _, Full};
//! use hyper_util::{client::legacy::Client, rt::TokioExecutor};
//! use tower::{Service as _, ServiceBuilder, ServiceExt as _, retry::RetryLayer};
//!
//! async fn send(url: &str) -> Result<(), BoxError> {
//!     let client = Client::builder(TokioExecutor::new()).build_http();
//!     // An extraction only reads, so it may be sent twice; a message may not.
//!     let retry = EdgesRetry::new()
//!         .context(|request| RequestContext::of(request).idempotent(request.path().contains("-extract-")));
//!     let mut service = ServiceBuilder::new()
//!         .layer(RetryLayer::new(retry))    // decides and waits
//!         .map_err(Error::from_boxed)       // takes errors out of the timeout's boxes
//!         .timeout(Duration::from_secs(30)) // of each attempt
//!         .layer(DecodeErrorLayer::new())   // reads the bodies of errors
//!         .service(client);
//!
//!     let request = http::Request::post(url).body(Full::<Bytes>::default())?;
//!     match service.ready().await?.call(request).await {
//!         Ok(response) => println!("{:?}", response.into_body().collect().await?.to_bytes()),
//!         Err(Error::Deferred(deferred)) => println!("not before {:?}: {deferred}", deferred.not_before()),
//!         Err(error) => println!("{error}: {}", error.decision().advice()),
//!     }
//!     Ok(())
//! }
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), BoxError> {
//! # let api = edges_errors_testkit::Api::start().await?;
//! # send(&api.url("/errors/NO_RESULT")).await?;
//! # assert_eq!(api.requests("/errors/NO_RESULT"), 1);
//! # Ok(())
//! # }
//! ```
//!
//! # What comes out
//!
//! | decision | result |
//! |---|---|
//! | success | the response, its body unread |
//! | [`Retry`](edges_errors::retry::Action::Retry) | nothing yet: it waits and sends the request again |
//! | [`Defer`](edges_errors::retry::Action::Defer) | [`Error::Deferred`] with the time: give the work back to its queue |
//! | [`Stop`](edges_errors::retry::Action::Stop) | [`Error::Api`] or [`Error::Transport`], with the decision |
//! | [`Await`](edges_errors::retry::Action::Await) | [`Error::Api`], with the decision and its time: look at the run again then |
//!
//! `Await` is never decided on an answer that [`DecodeErrorLayer`] has decoded: the API goes on by itself with what it has taken
//! up, and tells of that in a callback or with the run. A service of your own below [`EdgesRetry`] that asks about a run makes
//! an [`Error`] of it by `From`.
//!
//! [`Error::decision`] is always there: without [`EdgesRetry`] it is made for a request of which nothing is known.
//!
//! [`EdgesRetry`] learns the facts of a request from its [hook](EdgesRetry::context), for all requests, or from the
//! request's extensions: a [`RequestContext`](edges_errors::retry::RequestContext), which goes before the hook, and its
//! [`Progress`](edges_errors::retry::Progress) where it comes out of a queue.
//!
//! [`CooldownLayer`] keeps requests from running into a limit that another one has met. The [`guide`] has the whole stack, with a
//! queue behind it.
//!
//! # Your own labels
//!
//! A catalogue of your own, such as one that [extends](edges_errors::catalogue#extending-a-catalogue) that of Edges, gets a
//! module with the names of this crate by one line, [`for_labels!`]. A program is switched by its `use`; one that takes one name
//! here and another there does not compile.
//!
//! # Pitfalls
//!
//! * A retry policy is asked when the response is there, and cannot wait for a body. So [`DecodeErrorLayer`] belongs *below*
//!   the retry layer, and above whatever changes bodies, such as decompression.
//! * The request has to be `Clone`, so a body that is a stream cannot pass: the compiler says so. Collect it into
//!   `Full<Bytes>`, or leave the retry layer out for that service.
//! * A timeout below the retry layer ends one attempt; above, it ends all of them and their waits. Below [`DecodeErrorLayer`]
//!   it would end with the head of an answer, and a server that stalls in the body of an error would hold the call.
//! * Layers that box errors, such as a timeout or a `Buffer`, have `.map_err(Error::from_boxed)` above them, which takes an [`Error`] out
//!   again. Below [`DecodeErrorLayer`] a `Buffer` or `BoxService` hides what failed. The errors of the inner service are looked
//!   through by their sources; [`EdgesRetry::classify`] takes a rule of your own where that is not enough. No error of hyper says that
//!   a request could not be made ([`Failure::NotSent`](edges_errors::retry::Failure::NotSent)), so only such a rule does.
//! * `poll_ready` errors come from the service itself, and [`EdgesRetry`] has no part in them.
//! * A layer that follows redirects belongs above the retry layer, where each request of a chain is one of its own. Below, what is
//!   met where a redirect leads to looks as if the first request had met it: if no connection can be made there, or a rate limit
//!   refuses, the first is sent again.
//! * A limit on concurrency above the retry layer is held during waits too; below, only while a request runs.
//!
//! # Features
//!
//! `hyper` knows from hyper-util's client whether a connection was made; without it only a refused connection is known to
//! have done nothing. `tracing` writes every decision as an event.

#![cfg_attr(docsrs, feature(doc_cfg))]

mod classify;
mod cooldown;
mod decode;
mod error;
pub mod guide;
mod labels;
mod retry;

pub use cooldown::{Cooldown, CooldownLayer};
pub use decode::{DecodeApiError, DecodeApiErrorLayer, DecodeError, DecodeErrorLayer, DecodedBody};
pub use error::Error;
pub use retry::{ApiRetry, EdgesRetry};
pub use tower::BoxError;
