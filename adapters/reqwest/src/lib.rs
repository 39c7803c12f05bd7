//! Errors of the Edges API out of [reqwest] responses: one method, the counterpart of
//! [`Response::error_for_status`].
//!
//! ```no_run
//! use edges_errors_reqwest::{Error, ResponseExt as _};
//!
//! # async fn run(client: reqwest::Client) -> Result<(), Error> {
//! let answer = client.post("https://api.edges.run/v1/actions/linkedin-extract-people/run/live").send().await?;
//! let people = answer.error_for_label().await?.text().await?;
//! # Ok(())
//! # }
//! ```
//!
//! Both `?` give an [`Error`]: either the API answered with an error, and then there is an
//! [`ApiError`](edges_errors::ApiError) that knows its label, its remedy and more, or there was no answer, and then there
//! is a [`reqwest::Error`].
//!
//! ```
//! use edges_errors::ErrorLabel;
//! use edges_errors_reqwest::ResponseExt as _;
//! # tokio::runtime::Builder::new_current_thread().build()?.block_on(async {
//! # let answer = http::Response::builder().status(424).body(r#"{"error_label":"NO_RESULT"}"#).unwrap();
//! # let response = reqwest::Response::from(answer);
//!
//! let people = match response.error_for_label().await {
//!     Ok(response) => response.text().await?,
//!     Err(error) if error.label() == Some(ErrorLabel::NoResult) => "[]".to_owned(),
//!     Err(error) => return Err(format!("{error}: {}", error.decision().advice()).into()),
//! };
//! # assert_eq!(people, "[]");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! # })?;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! [`Error::decision`] is that on a request of which nothing is known, so it never says to send a message again that may have
//! been sent. Say what a request does, and an extraction, which only reads, may be sent again:
//!
//! ```
//! use edges_errors::retry::{Action, Failure, RequestContext, RetryPlan};
//! use edges_errors_reqwest::Error;
//!
//! # let error: Error = edges_errors::ErrorLabel::LkError.sample().into();
//! # fn decide(error: &Error) -> Result<(), &Error> {
//! let decide = |context: &RequestContext, failure| RetryPlan::for_request(context).start().on_failure(failure);
//! let extraction = decide(&RequestContext::new("POST").idempotent(true), Failure::try_from(error)?);
//! assert!(matches!(extraction.action(), Action::Retry { .. }));
//! let message = decide(&RequestContext::new("POST"), Failure::try_from(error)?);
//! assert!(matches!(message.action(), Action::Stop { .. }));
//! # Ok(())
//! # }
//! # decide(&error).unwrap();
//! ```
//!
//! # Your own labels
//!
//! A catalogue of your own, such as one that [extends](edges_errors::catalogue#extending-a-catalogue) that of Edges, gets a
//! module with the names of this crate by one line, [`for_labels!`]. A program is switched by its `use`.
//!
//! A program that takes one name here and another there does not compile. Only reqwest-middleware erases the types: where a
//! retry middleware goes by other labels than its caller, every failure is an `Error::Mismatch` that names both catalogues.
//! What is put among the extensions of a response is found by its type alone, so a layer that reads them names the labels
//! of the middleware: `Decision<acme::ErrorLabel>`.
//!
//! # What is promised
//!
//! * The status is never lost: a body that breaks off, times out, is no JSON or never ends still makes an error with the
//!   status and all that could be read.
//! * At most 64 KiB of an error body are asked for, after decompression, whatever `Content-Length` says;
//!   [`error_for_label_with`](ResponseExt::error_for_label_with) sets another limit.
//! * Neither `Display` nor `Debug` of an [`Error`] shows the URL, whose query string may hold keys and personal data.
//! * There is no timeout besides the client's own: set one, or a server that never finishes holds the call.
//!
//! [`Response::error_for_status`]: reqwest::Response::error_for_status

#![cfg_attr(docsrs, feature(doc_cfg))]

#[doc(hidden)]
pub mod __private;
mod body;
mod error;
pub mod guide;
mod labels;
#[cfg(feature = "middleware")]
mod middleware;
#[cfg(feature = "middleware")]
mod mismatch;
mod response;

pub use error::Error;
#[cfg(feature = "middleware")]
pub use middleware::{ApiRetry, EdgesRetry};
#[cfg(feature = "middleware")]
pub use mismatch::{CatalogueMismatch, ForeignDeferral};
pub use response::ResponseExt;
