//! Typed errors and retry decisions for the Edges API: decoded from any failure, documented label by label, and generated
//! from a single catalogue, `errors.toml`.
//!
//! ```
//! use edges_errors::{EdgesError, ErrorLabel, Outcome};
//!
//! let body = r#"{"error_label":"LIMIT_REACHED","error_scope":"integ","error_ref":"ERR-1",
//!     "message":"Daily limit reached for connection requests on LinkedIn.","status_code":424,
//!     "params":{"postponed_until":"2026-11-24T08:00:00Z"}}"#;
//! let error = EdgesError::from_parts(424, (), body);
//!
//! assert_eq!(error.label(), Some(ErrorLabel::LimitReached));
//! assert_eq!(error.outcome(), Outcome::Failure);
//! let details = error.details::<edges_errors::details::LimitReached>().unwrap();
//! assert!(details.postponed_until.is_some());
//! ```
//!
//! The same error asks for different steps, by what the request does:
//!
//! ```
//! use edges_errors::retry::{Action, RequestContext, RetryPlan, StopReason};
//! use edges_errors::{EdgesError, ErrorLabel};
//!
//! let error = EdgesError::builder(ErrorLabel::LkError).build();
//! let decide = |context: &RequestContext| RetryPlan::for_request(context).start().on_failure(&error);
//!
//! // An extraction only reads, so it may be sent twice.
//! let extraction = decide(&RequestContext::new("POST").idempotent(true));
//! assert!(matches!(extraction.action(), Action::Retry { .. }));
//!
//! // A message may have been sent, and is not sent again.
//! let message = decide(&RequestContext::new("POST"));
//! assert_eq!(message.action(), Action::Stop { reason: StopReason::NotIdempotent });
//! println!("{message} {}", message.advice());
//! ```
//!
//! # Where to start
//!
//! The [`guide`] is in the order of a first week: [`first_hour`](guide::first_hour), then [`post`](guide::post), since most actions of
//! this API are POSTs. Clients and servers have crates of their own:
//! [`edges-errors-reqwest`](https://docs.rs/edges-errors-reqwest), [`edges-errors-tower`](https://docs.rs/edges-errors-tower) and
//! [`edges-errors-axum`](https://docs.rs/edges-errors-axum).
//!
//! * [`EdgesError`] is any failure: [`EdgesError::from_parts`] takes a status, headers and the body as they came, and
//!   never fails. Unknown labels, HTML from a proxy and truncated bodies decode too; [`kind`](ApiError::kind) tells which.
//! * [`ErrorLabel`] lists the labels of the API, each variant with its causes, what to do, its retry policy and its line in
//!   `errors.toml`. The trait [`Label`] has the rest of a label's facts.
//! * [`retry`] decides whether and when a request is sent again.
//! * [`cooldowns`] keep requests from running into a limit that another one has met.
//! * [`EdgesErrorHandler`](macro@EdgesErrorHandler) derives a handler from rules that are checked like a `match`.
//! * [`catalogue!`] generates the same from another `errors.toml`, in your own crate, or adds your labels to these.
//!
//! # Features
//!
//! `default = ["std", "json"]`. Without default features the crate is `no_std` without `alloc`: labels, lookup and facts
//! remain. `json` decodes bodies (serde_core, serde_json); `http` adds conversions from and to the `http` crate; `tracing`
//! writes decisions as events; `tokio` is a clock for the retry layers of the adapters; `jiff` and `time` convert between
//! [`Rfc3339`] and the timestamps of those crates. `latest` is the newest published table of the API, as a module of this name
//! beside the default edition.

#![cfg_attr(not(feature = "std"), no_std)]
#![cfg_attr(docsrs, feature(doc_cfg))]
#![cfg_attr(not(test), deny(clippy::indexing_slicing, clippy::arithmetic_side_effects))]

mod catalogue;
#[cfg(feature = "json")]
pub mod cooldowns;
#[cfg(feature = "json")]
mod error;
#[cfg(feature = "json")]
pub mod guide;
#[cfg(feature = "json")]
mod handler;
#[cfg(feature = "latest")]
pub mod latest;
#[cfg(feature = "json")]
pub mod retry;

#[doc(hidden)]
pub mod __private;

pub use crate::catalogue::{
    Catalogue, Condition, ContextValue, Deprecation, Effect, EntrySource, Factor, Key, Label, LimitSubject,
    Location, Outcome, ParamChoice, ParamInfo, ParamKind, ParseNameError, Policy, RetryRule, Status,
    Strategy, StrategyKind,
};
#[cfg(feature = "json")]
pub use crate::{
    catalogue::words,
    error::{
        Anomaly, ApiError, DecodeOptions, Details, ErrorBuilder, Headers, InvalidPayload, Kind, Origin,
        Param, ParamValue, Params, PayloadErrors, Rfc3339,
    },
    handler::{AsyncEdgesErrorHandler, EdgesErrorHandler},
    retry::Advice,
};

/// Derives an error handler from rules that read and behave like a `match`: in order, exhaustive, none unreachable.
///
/// <!-- shown: derive -->
/// ```
/// use edges_errors::retry::Decision;
/// use edges_errors::{EdgesError, EdgesErrorHandler, ErrorLabel, details};
///
/// #[derive(Debug, PartialEq)]
/// enum Next { Done, Again, PutBack, Leave, Look, Ask(Vec<String>), Tell(&'static str) }
///
/// #[derive(EdgesErrorHandler)]
/// #[edges(
///     on = decision,
///     output = Next,
///     action(retry)                 => again,       // the decision has the wait
///     action(defer)                 => put_back,    // and until when
///     action(await)                 => leave,       // the API goes on with it by itself
///     outcome(empty | done)         => finish,
///     in_doubt                      => look,        // is not sent again, and may have been carried out
///     UNDEFINED_FIELD(missing)      => name_fields, // a label as on the wire, with its typed details
///     category(input)               => .people,     // a field that is itself a handler
///     _                             => tell,        // whatever is left, labels of the future too
/// )]
/// struct Worker { people: People }
///
/// impl Worker {
///     fn again(&self, _: &Decision<ErrorLabel>) -> Next { Next::Again }
///     fn put_back(&self, _: &Decision<ErrorLabel>) -> Next { Next::PutBack }
///     fn leave(&self, _: &Decision<ErrorLabel>) -> Next { Next::Leave }
///     fn finish(&self, _: &Decision<ErrorLabel>) -> Next { Next::Done }
///     fn look(&self, _: &Decision<ErrorLabel>) -> Next { Next::Look }
///     fn name_fields(&self, _: &Decision<ErrorLabel>, missing: details::UndefinedField) -> Next {
///         Next::Ask(missing.fields.unwrap_or_default())
///     }
///     fn tell(&self, decision: &Decision<ErrorLabel>) -> Next { self.people.handle(decision) }
/// }
///
/// /// Whom to tell depends on the error alone.
/// #[derive(EdgesErrorHandler)]
/// #[edges(
///     output = Next,
///     "AUTH_EXPIRED"                => owner,       // a label that the catalogue does not list, by its string
///     category(access | config)     => owner,
///     category(input) if scope(param) => caller,    // guards ask the response, and cover nothing
///     remedy(contact_support)       => support,
///     strategy(never)               => caller,      // every policy of the label has this strategy
///     unknown                       => support,     // a label that is not listed, or no label at all
///     _                             => support,
/// )]
/// struct People;
///
/// impl People {
///     fn owner(&self, _: &EdgesError) -> Next { Next::Tell("the account's owner") }
///     fn caller(&self, _: &EdgesError) -> Next { Next::Tell("the caller") }
///     fn support(&self, _: &EdgesError) -> Next { Next::Tell("support") }
/// }
/// ```
///
/// A handler is tested without HTTP: with `EdgesError::builder(label)`, with `label.sample()`, or with all labels. This is the
/// `Worker` above:
///
/// ```
/// # use edges_errors::retry::Decision;
/// # use edges_errors::EdgesErrorHandler;
/// # #[derive(Debug, PartialEq)]
/// # enum Next { Again, Look, Tell }
/// # struct People;
/// # #[derive(EdgesErrorHandler)]
/// # #[edges(on = decision, output = Next, action(retry) => again, in_doubt => look, _ => tell)]
/// # struct Worker { people: People }
/// # impl Worker {
/// #     fn again(&self, _: &Decision<ErrorLabel>) -> Next { Next::Again }
/// #     fn look(&self, _: &Decision<ErrorLabel>) -> Next { Next::Look }
/// #     fn tell(&self, _: &Decision<ErrorLabel>) -> Next { let People = self.people; Next::Tell }
/// # }
/// use edges_errors::ErrorLabel;
/// use edges_errors::retry::{RequestContext, RetryPlan};
///
/// let worker = Worker { people: People };
/// for (method, next) in [("GET", Next::Again), ("POST", Next::Look)] {
///     let plan = RetryPlan::for_request(&RequestContext::new(method));
///     let decision = plan.start().on_failure(&ErrorLabel::LkError.sample());
///     assert_eq!(worker.handle(&decision), next);
/// }
/// ```
///
/// A rule is selectors joined by `|`, perhaps guards joined by `&&`, and a method, or a `.field` that is itself a handler.
/// Guards are `scope(..)`, `status(..)` and `rate_limit(..)`. The options, before the rules, are `output = T` (`()` unless
/// given), `async` for methods that are `async fn`, and `catalogue = path` for another catalogue or a renamed dependency.
/// Methods take `&self`: what a handler counts or collects is in a `Cell`, an atomic or a `Mutex`.
///
/// With the option `on = decision` the methods take a [`Decision`](retry::Decision), and rules may ask what it says:
/// `action(retry | defer | await | stop)`, `stop(..)` with the words of [`StopReason`](retry::StopReason), and `in_doubt`, which
/// is [`Decision::is_in_doubt`](retry::Decision::is_in_doubt). As a selector each matches every label, and together they have to
/// cover all actions and reasons; as a guard they cover nothing. A rule for `in_doubt` leaves the stops whose outcome is known to
/// the rules behind it, so `in_doubt`, `action(retry | defer | await)` and `action(stop)` cover everything. A handler of errors serves as a `.field` of a handler of decisions. Without the option the methods take the error, which does
/// not know whether its request may be sent again.
///
/// Rules are read as the arms of a `match`. `_` without a guard is the last one; with a guard it may be anywhere. A label
/// that the API no longer sends is matched by its name, by `unknown` and by `_`.
///
/// Adding a label to the catalogue is a minor release. A rule takes it where one of its sets does, such as the label's
/// category, and otherwise `_` takes it. A handler without `_` asks to be told of the rest: it stops compiling, and the
/// error names the new labels.
///
/// In an editor, rust-analyzer completes labels, sets, keys, guards, options, methods and fields inside `#[edges(..)]`, also
/// while the rules are incomplete. "Go to definition" of a label leads to the [`catalogue!`] that lists it, and the label's
/// documentation names its line in the file. Completion relies on the default of rust-analyzer's setting `cargo.cfgs`, which
/// has `miri` in it.
#[cfg(feature = "json")]
pub use edges_errors_macros::EdgesErrorHandler;

catalogue!("../errors.toml");

/// The text of the catalogue, for tools that read or compare catalogues.
///
/// It is a constant: a program that does not name it does not carry it.
///
/// ```
/// assert!(edges_errors::CATALOGUE_TOML.contains("[errors.LIMIT_REACHED]"));
/// ```
pub const CATALOGUE_TOML: &str = include_str!("../errors.toml");

/// The text of the newest edition, which extends that of the catalogue; `latest` has it as labels.
///
/// ```
/// assert!(edges_errors::LATEST_TOML.contains("[errors.LK_BAD_COOKIE]"));
/// ```
pub const LATEST_TOML: &str = include_str!("../editions/latest.toml");
