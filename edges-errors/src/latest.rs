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
//! use edges_errors::latest::{EdgesError, ErrorLabel, IdentityMode};
//! use edges_errors::retry::{Action, RequestContext, RetryPlan, StopReason};
//!
//! let error = EdgesError::from_parts(424, (), r#"{"error_label":"LK_BAD_COOKIE"}"#);
//! assert_eq!(error.label(), Some(ErrorLabel::LkBadCookie));
//!
//! // The policy depends on the identity mode, and nobody said anything of it: `direct` is never sent again.
//! let decision = RetryPlan::for_request(&RequestContext::new("GET")).start().on_failure(&error);
//! assert_eq!(decision.action(), Action::Stop { reason: StopReason::NotRetryable });
//!
//! let managed = RequestContext::new("GET").with(IdentityMode::Managed);
//! let decision = RetryPlan::for_request(&managed).start().on_failure(&error);
//! assert!(matches!(decision.action(), Action::Retry { .. }));
//! ```
//!
//! A handler names the catalogue of its labels:
//!
//! <!-- shown: latest -->
//! ```
//! use edges_errors::EdgesErrorHandler;
//! use edges_errors::latest::ErrorLabel;
//! use edges_errors::retry::Decision;
//!
//! #[derive(EdgesErrorHandler)]
//! #[edges(
//!     catalogue = edges_errors::latest,
//!     on = decision,
//!     output = &'static str,
//!     outcome(empty | done) => finish,
//!     action(retry | defer) => put_back,
//!     action(await)         => leave,
//!     LK_BAD_COOKIE         => update, // a label that only this edition lists
//!     _                     => report,
//! )]
//! struct Worker;
//!
//! impl Worker {
//!     fn finish(&self, _: &Decision<ErrorLabel>) -> &'static str { "done" }
//!     fn put_back(&self, _: &Decision<ErrorLabel>) -> &'static str { "later" }
//!     fn leave(&self, _: &Decision<ErrorLabel>) -> &'static str { "not ours to send" }
//!     fn update(&self, _: &Decision<ErrorLabel>) -> &'static str { "update the integration" }
//!     fn report(&self, decision: &Decision<ErrorLabel>) -> &'static str {
//!         eprintln!("{}", decision.advice()); // begins with finding out where it is in doubt
//!         "reported"
//!     }
//! }
//! # let decision = edges_errors::retry::RetryPlan::default().start().on_failure(&ErrorLabel::LkBadCookie.sample());
//! # assert_eq!(Worker.handle(&decision), "update the integration");
//! ```
//!
//! An error that a part of the program, or another crate, has decoded by the default edition converts without being read again,
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
