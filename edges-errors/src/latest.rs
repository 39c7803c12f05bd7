//! The newest published table of the Edges API's errors: nine labels more than the default edition, nine rows that
//! differ.
//!
//! The reference is published as a page with a table and a section for each label. The default edition, in the root of
//! this crate, is of a page that is known as a whole. Of the newest page only the table is known: its nine new labels
//! are here, with the policy that the table gives them and without causes, messages or params. The file
//! `editions/latest.toml` extends `errors.toml` by them, so everything else is the same, and corrections reach both.
//!
//! A program switches by what it imports. [`guide::latest`](crate::guide::latest) lists what is different then:
//! `LK_ERROR`, for one, is never sent again.
//!
//! ```
//! use edges_errors::latest::{EdgesError, ErrorLabel};
//! use edges_errors::retry::{Action, RequestContext, RetryPlan, StopReason};
//! use edges_errors::EdgesErrorHandler;
//!
//! #[derive(EdgesErrorHandler)]
//! #[edges(
//!     catalogue = edges_errors::latest,
//!     output = &'static str,
//!     LK_BAD_COOKIE         => update, // a label that only this edition lists
//!     outcome(empty | done) => finish,
//!     unknown               => report,
//!     _                     => report,
//! )]
//! struct Worker;
//!
//! impl Worker {
//!     fn update(&self, _: &EdgesError) -> &'static str { "update the integration" }
//!     fn finish(&self, _: &EdgesError) -> &'static str { "done" }
//!     fn report(&self, _: &EdgesError) -> &'static str { "reported" }
//! }
//!
//! let error = EdgesError::from_parts(424, (), r#"{"error_label":"LK_BAD_COOKIE"}"#);
//! assert_eq!(error.label(), Some(ErrorLabel::LkBadCookie));
//! assert_eq!(Worker.handle(&error), "update the integration");
//!
//! // The policy depends on the identity mode: `direct` is never sent again.
//! let stop = RetryPlan::for_request(&RequestContext::new("GET")).start().on_failure(&error);
//! assert_eq!(stop.action(), Action::Stop { reason: StopReason::NotRetryable });
//! let managed = RequestContext::new("GET").with(edges_errors::latest::IdentityMode::Managed);
//! let retry = RetryPlan::for_request(&managed).start().on_failure(&error);
//! assert!(matches!(retry.action(), Action::Retry { .. }));
//! ```
//!
//! What a part of the program, or another crate, has decoded by the default edition converts without being read again,
//! and back:
//!
//! ```
//! use edges_errors::latest;
//!
//! let theirs = edges_errors::EdgesError::from_parts(424, (), r#"{"error_label":"LK_413"}"#);
//! assert_eq!(theirs.label(), None);
//! let ours = theirs.convert::<latest::ErrorLabel>();
//! assert_eq!(ours.label(), Some(latest::ErrorLabel::Lk413));
//!
//! assert_eq!(latest::ErrorLabel::from(edges_errors::ErrorLabel::LkError), latest::ErrorLabel::LkError);
//! assert!(edges_errors::ErrorLabel::try_from(latest::ErrorLabel::Lk413).is_err());
//! ```
//!
//! A catalogue of your own extends this edition as it would the default one: `extends = edges_errors::latest`, and
//! `extends = "Edges, newest table"` in its file ([`guide::own_labels`](crate::guide::own_labels)).

crate::catalogue! { extends = crate, "../editions/latest.toml" }
