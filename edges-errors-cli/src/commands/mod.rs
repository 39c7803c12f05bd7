//! One module for each subcommand.

pub(crate) mod catalogue;
pub(crate) mod check;
pub(crate) mod decode;
pub(crate) mod diff;
pub(crate) mod drift;
pub(crate) mod explain;
pub(crate) mod export;
pub(crate) mod list;
pub(crate) mod revision;
pub(crate) mod runtime;
