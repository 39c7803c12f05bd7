//! One module for each subcommand, and what they share.

pub(crate) mod base;
pub(crate) mod catalogue;
pub(crate) mod check;
pub(crate) mod decode;
pub(crate) mod diff;
pub(crate) mod drift;
pub(crate) mod edition;
pub(crate) mod explain;
pub(crate) mod export;
mod format;
pub(crate) mod init;
mod leak;
pub(crate) mod list;
mod revision;
mod runtime;
mod wire;
