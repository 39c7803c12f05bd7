//! Errors of the Edges API, handed on to the callers of an [axum](https://docs.rs/axum) service: as problem details
//! (RFC 9457), under a status of the service's own, with nothing of the API's text unless asked. A server that has a catalogue
//! of its own sends its errors as an [`Answer`].
//!
//! ```
//! use axum::{Router, routing::get};
//! use edges_errors::EdgesError;
//! use edges_errors_axum::Problem;
//!
//! async fn show_profile() -> Result<String, Problem> {
//!     Ok(fetch_profile()?) // `?` makes a problem of the error
//! }
//!
//! fn fetch_profile() -> Result<String, EdgesError> {
//!     Err(EdgesError::from_parts(424, (), r#"{"error_label":"LIMIT_REACHED","message":"of Ada's account"}"#))
//! }
//!
//! let app: Router = Router::new().route("/profile", get(show_profile));
//! # tokio::runtime::Builder::new_current_thread().build()?.block_on(async {
//! # use tower::ServiceExt as _;
//! # use http_body_util::BodyExt as _;
//! # let request = http::Request::get("/profile").body(axum::body::Body::empty())?;
//! # let response = app.oneshot(request).await?;
//!
//! // What the caller sees:
//! assert_eq!(response.status(), 503);
//! assert!(response.headers()["retry-after"].to_str()?.parse::<u64>()? >= 86_400);
//! let body = response.into_body().collect().await?.to_bytes();
//! assert_eq!(
//!     serde_json::from_slice::<serde_json::Value>(&body)?,
//!     serde_json::json!({
//!         "type": "https://docs.edges.run/v1/error-reference#limit_reached",
//!         "title": "Rate Limit",
//!         "status": 503,
//!     }),
//! );
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! # })?;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Reading, and sending a message
//!
//! An error alone is judged as that of a request that must not be sent twice. A [`Decision`](edges_errors::retry::Decision)
//! knows the request, and asks the caller of one that only reads to come again:
//!
//! ```
//! use axum::response::IntoResponse as _;
//! use edges_errors::ErrorLabel;
//! use edges_errors::retry::{RequestContext, RetryPlan};
//! use edges_errors_axum::Problem;
//!
//! let error = ErrorLabel::LkError.sample();
//! let reading = RetryPlan::for_request(&RequestContext::new("GET")).start().on_failure(&error);
//! assert_eq!(Problem::from(reading).into_response().status(), 503);
//!
//! // The message may have been sent: nobody is asked to come again.
//! let sending = RetryPlan::for_request(&RequestContext::new("POST")).start().on_failure(&error);
//! assert_eq!(Problem::from(sending).into_response().status(), 502);
//! ```
//!
//! # Your own labels
//!
//! A problem of another catalogue, such as one that [extends](edges_errors::catalogue#extending-a-catalogue) that of Edges, is an
//! alias, and a program is switched by its `use`:
//!
//! ```
//! mod acme {
//!     edges_errors::catalogue! { extends = edges_errors, inline = r#"
//!         [catalogue]
//!         name    = "Acme on Edges"
//!         extends = "Edges"
//!
//!         [errors.PROFILE_NOT_ACCESSIBLE]
//!         statuses = [404]
//!         category = "access"
//!         retry    = "never"
//!         remedy   = "nothing_to_do"
//!         outcome  = "empty"
//!         doc      = "The profile is hidden from the identity."
//!     "# }
//!     pub type Problem = edges_errors_axum::Problem<ErrorLabel>;
//! }
//! use acme::{EdgesError, Problem}; // not those of edges_errors and edges_errors_axum
//!
//! async fn show_profile() -> Result<String, Problem> {
//!     fetch_profile().map_err(|error| Problem::from(error).caller_fault())
//! }
//!
//! fn fetch_profile() -> Result<String, EdgesError> {
//!     Err(EdgesError::from_parts(404, (), r#"{"error_label":"PROFILE_NOT_ACCESSIBLE"}"#))
//! }
//! # use axum::response::IntoResponse as _;
//! # tokio::runtime::Builder::new_current_thread().build()?.block_on(async {
//! assert_eq!(show_profile().await.into_response().status(), 404);
//! # });
//! # std::io::Result::Ok(())
//! ```
//!
//! `?` makes no problem of an error of another catalogue: that does not compile. A layer that reads the error among the
//! extensions of a response asks for that of the problem's catalogue.
//!
//! # The status
//!
//! The API's own status says how the API got on with LinkedIn (424 for most), which does not concern your callers. What
//! they need to know is whether to come again, and whether it is up to them:
//!
//! | the error | status | `Retry-After` |
//! |---|---|---|
//! | passes: the decision is to send the request again, now or later | 503 | its wait, in whole seconds, rounded up |
//! | has the outcome `done` | 409 | none |
//! | has the outcome `empty`, and it is your [caller's fault](Problem::caller_fault) | 404 | none |
//! | is the `caller`'s fault, and it is your [caller's fault](Problem::caller_fault) | 422 | none |
//! | any other | 502 | none |
//!
//! Work that the API goes on with by itself ([`Await`](edges_errors::retry::Action::Await)) is nothing to come again for: it is
//! 502.
//!
//! Towards the API the caller is your service. Only you know whether what it sent came from *your* caller, so a bad input
//! is 502 until you say [`caller_fault`](Problem::caller_fault). [`status`](Problem::status) sets any other.
//!
//! # What is shown
//!
//! `type` is the page of the label, `title` the title of its category; without a known label they are `about:blank` and the
//! words of HTTP. The message of the API and its `error_ref` are shown if you ask for them
//! ([`with_detail`](Problem::with_detail), [`with_error_ref`](Problem::with_error_ref)); params and headers never are.
//!
//! The error itself is among the extensions of the response, so that your own layer can log and count it.
//!
//! # Servers with a catalogue of their own
//!
//! [`Answer`] is the other direction: the catalogue that clients decode errors by also writes them, each part in its place,
//! so that a server and its clients cannot disagree.
//!
//! The [`guide`] has a whole service for each direction.

mod answer;
pub mod guide;
mod problem;

pub use answer::Answer;
pub use problem::Problem;
