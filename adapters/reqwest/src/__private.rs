//! Items that generated code names. Nothing here is for users; it changes without notice.
#![allow(missing_docs, unreachable_pub)]

pub use edges_errors::{DecodeOptions, Label};

pub use crate::__if_middleware as if_middleware;
pub use crate::response::sealed::Received;

/// The outcome of `error_for_label`.
pub type Answer<L> = Result<reqwest::Response, crate::Error<L>>;
