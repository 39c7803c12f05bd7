//! Typed errors of the Edges API, and what to do about each: decoded from any failure, documented label by label, and
//! generated from one catalogue, `errors.toml`.
//!
//! ```
//! use edges_errors::{EdgesError, ErrorLabel, Outcome};
//!
//! let body = br#"{"error_label":"LIMIT_REACHED","error_scope":"integ","error_ref":"ERR-1",
//!     "message":"Daily limit reached for connection requests on LinkedIn.","status_code":424,
//!     "params":{"postponed_until":"2026-11-24T08:00:00Z"}}"#;
//! let error = EdgesError::from_parts(424, &(), body);
//!
//! assert_eq!(error.label(), Some(ErrorLabel::LimitReached));
//! assert_eq!(error.outcome(), Outcome::Failure);
//! let details = error.details::<edges_errors::details::LimitReached>().unwrap();
//! assert!(details.postponed_until.is_some());
//! ```
//!
//! * [`EdgesError`] is any failure: [`EdgesError::from_parts`] takes a status, headers and the body as they came, and
//!   never fails. A label that the catalogue does not list, HTML from a proxy or half a body are data too.
//! * [`ErrorLabel`] is what the API can say, each variant with its causes, remedy and retry policy.
//! * [`catalogue!`] makes the same out of another `errors.toml`, in your own crate.
//!
//! # Features
//!
//! `default = ["std", "json"]`. Without default features the crate is `no_std` without `alloc`: labels, lookup and facts
//! remain. `json` decodes bodies (serde, serde_json, httpdate); `http` adds conversions from and to the `http` crate.

#![cfg_attr(not(feature = "std"), no_std)]
#![cfg_attr(docsrs, feature(doc_cfg))]
#![cfg_attr(not(test), deny(clippy::indexing_slicing, clippy::arithmetic_side_effects))]

#[macro_use]
mod macros;
mod catalogue;
mod facts;
mod label;
#[allow(missing_docs, reason = "written by generated code only")]
mod tables;

#[cfg(feature = "json")]
mod advice;
#[cfg(feature = "json")]
mod anomaly;
#[cfg(feature = "json")]
mod builder;
#[cfg(feature = "json")]
mod decode;
#[cfg(feature = "json")]
mod display;
#[cfg(feature = "json")]
mod error;
#[cfg(feature = "json")]
mod headers;
#[cfg(feature = "json")]
mod hints;
#[cfg(feature = "http")]
mod http;
#[cfg(feature = "json")]
mod message;
#[cfg(feature = "json")]
mod params;
#[cfg(feature = "json")]
pub mod retry;
#[cfg(feature = "json")]
mod serde;
#[cfg(feature = "json")]
mod time;

#[doc(hidden)]
pub mod __private;

pub use crate::catalogue::{Catalogue, Status};
pub use crate::facts::{
    Condition, Deprecation, Fault, Outcome, ParamInfo, ParamKind, Policy, RetryRule, SideEffect, Strategy,
};
pub use crate::label::{ContextValue, Key, Label, NotListed};

#[cfg(feature = "json")]
pub use crate::{
    advice::Advice,
    anomaly::Anomaly,
    builder::{ErrorBuilder, ParamValue},
    decode::{DecodeOptions, Kind, NotJson, Origin},
    error::ApiError,
    headers::Headers,
    message::MessageArgs,
    params::{Details, Param, Params},
};

catalogue!("../errors.toml");
