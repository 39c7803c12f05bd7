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
//! * [`EdgesError`] is any failure: [`EdgesError::from_parts`] takes a status, headers and the body as they came, and
//!   never fails. Unknown labels, HTML from a proxy and truncated bodies decode too; [`kind`](ApiError::kind) tells which.
//! * [`ErrorLabel`] lists the labels of the API, each variant with its causes, remedy and retry policy. The trait [`Label`]
//!   has the rest of a label's facts.
//! * [`retry`] decides whether and when a request is sent again.
//! * [`catalogue!`] generates the same from another `errors.toml`, in your own crate.
//!
//! # Features
//!
//! `default = ["std", "json"]`. Without default features the crate is `no_std` without `alloc`: labels, lookup and facts
//! remain. `json` decodes bodies (serde, serde_json); `http` adds conversions from and to the `http` crate; `tracing`
//! writes decisions as events; `tokio` is a clock for the retry layers of the adapters; `jiff` and `time` convert between
//! [`Rfc3339`] and the timestamps of those crates. `latest` is the newest published table of the API, as a module of this name
//! beside the default edition.

#![cfg_attr(not(feature = "std"), no_std)]
#![cfg_attr(docsrs, feature(doc_cfg))]
#![cfg_attr(not(test), deny(clippy::indexing_slicing, clippy::arithmetic_side_effects))]

mod catalogue;
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
    Catalogue, Condition, ContextValue, Deprecation, Effect, EntrySource, Factor, Fault, Key, Label,
    Location, Outcome, ParamChoice, ParamInfo, ParamKind, ParseNameError, Policy, RetryRule, Status,
    Strategy, StrategyKind,
};
#[cfg(feature = "json")]
pub use crate::{
    catalogue::words,
    error::{
        Anomaly, ApiError, DecodeOptions, Details, ErrorBuilder, Headers, InvalidPayload, Kind, Origin,
        Param, ParamValue, Params, PayloadForm, Rfc3339,
    },
    handler::{AsyncEdgesErrorHandler, EdgesErrorHandler},
    retry::Advice,
};

/// Derives an error handler from rules that read and behave like a `match`: in order, exhaustive, none unreachable.
///
/// ```
/// use edges_errors::{EdgesError, EdgesErrorHandler, ErrorLabel, details};
///
/// #[derive(Debug, PartialEq)]
/// enum Next { Done, Again, Later, Ask(Vec<String>), Page }
///
/// #[derive(EdgesErrorHandler)]
/// #[edges(
///     output = Next,
///     LIMIT_REACHED | STATUS_429    => pause,       // labels as on the wire
///     UNDEFINED_FIELD(missing)      => name_fields, // with the label's typed details
///     "AUTH_EXPIRED"                => page,        // a label that the catalogue does not list, by its string
///     outcome(empty | done)         => done,
///     category(input) if scope(param) => page,      // guards ask the response, and cover nothing
///     category(input)               => page,
///     strategy(exponential | fixed) => again,       // every policy of the label has one of these strategies
///     remedy(contact_support)       => page,
///     unknown                       => page,        // a label that is not listed, or no label at all
///     _                             => page,        // whatever is left, labels of the future too
/// )]
/// struct Worker;
///
/// impl Worker {
///     fn pause(&self, _: &EdgesError) -> Next { Next::Later }
///     fn name_fields(&self, _: &EdgesError, missing: details::UndefinedField) -> Next {
///         Next::Ask(missing.fields.unwrap_or_default())
///     }
///     fn done(&self, _: &EdgesError) -> Next { Next::Done }
///     fn again(&self, _: &EdgesError) -> Next { Next::Again }
///     fn page(&self, _: &EdgesError) -> Next { Next::Page }
/// }
///
/// // A handler is tested without HTTP: with `EdgesError::builder(label)`, with `label.sample()`, or with all labels.
/// assert!(ErrorLabel::ALL.iter().all(|label| Worker.handle(&label.sample()) != Next::Ask(vec![])));
/// assert_eq!(Worker.handle(&ErrorLabel::LkError.sample()), Next::Again);
/// assert_eq!(Worker.handle(&ErrorLabel::UndefinedField.sample()), Next::Ask(vec!["fields".to_owned()]));
/// let unlisted = EdgesError::from_parts(424, (), r#"{"error_label":"AUTH_EXPIRED"}"#);
/// assert_eq!(Worker.handle(&unlisted), Next::Page);
/// ```
///
/// A rule is selectors joined by `|`, perhaps guards joined by `&&`, and a method, or a `.field` that is itself a handler.
/// Guards are `scope(..)`, `status(..)` and `rate_limit(..)`. The options, before the rules, are `output = T` (`()` unless
/// given), `async` for methods that are `async fn`, and `catalogue = path` for another catalogue or a renamed dependency.
/// Methods take `&self`: what a handler counts or collects is in a `Cell`, an atomic or a `Mutex`.
///
/// With the option `on = decision` the methods take a [`Decision`](retry::Decision), and rules may ask what it says:
/// `action(retry | defer | await | stop)`, and `stop(..)` with the words of [`StopReason`](retry::StopReason). As a selector
/// each matches every label, and together they have to cover all actions and reasons; as a guard they cover nothing. A
/// handler of errors serves as a `.field` of a handler of decisions.
///
/// ```
/// use edges_errors::retry::{Decision, RequestContext, RetryPlan};
/// use edges_errors::{EdgesErrorHandler, ErrorLabel};
///
/// #[derive(EdgesErrorHandler)]
/// #[edges(
///     on = decision,
///     output = &'static str,
///     outcome(empty | done)        => finish,
///     action(retry)                => again,
///     action(defer)                => put_back,
///     action(await)                => leave,
///     stop(not_idempotent)         => look,   // it may have been carried out
///     _                            => report,
/// )]
/// struct Worker;
///
/// impl Worker {
///     fn finish(&self, _: &Decision<ErrorLabel>) -> &'static str { "done" }
///     fn again(&self, _: &Decision<ErrorLabel>) -> &'static str { "again" }
///     fn put_back(&self, _: &Decision<ErrorLabel>) -> &'static str { "later" }
///     fn leave(&self, _: &Decision<ErrorLabel>) -> &'static str { "not ours to send" }
///     fn look(&self, _: &Decision<ErrorLabel>) -> &'static str { "find out whether it was carried out" }
///     fn report(&self, _: &Decision<ErrorLabel>) -> &'static str { "reported" }
/// }
///
/// let of = |method| {
///     let plan = RetryPlan::for_request(&RequestContext::new(method));
///     Worker.handle(&plan.start().on_failure(&ErrorLabel::LkError.sample()))
/// };
/// assert_eq!(of("GET"), "again");
/// assert_eq!(of("POST"), "find out whether it was carried out");
/// ```
///
/// Rules are read as the arms of a `match`. `_` without a guard is the last one; with a guard it may be anywhere. A label
/// that the API no longer sends is matched by its name, by `unknown` and by `_`.
///
/// Adding a label to the catalogue is a minor release. A rule takes it where one of its sets does, such as the label's
/// category, and otherwise `_` takes it. A handler without `_` asks to be told of the rest: it stops compiling, and the
/// error names the new labels.
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
