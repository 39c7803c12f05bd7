//! The places of an error's extra data.

use core::ops::Range;

/// An object whose entries are extra data.
#[derive(Debug, Clone)]
pub(super) struct ParamsObject {
    /// The index of its place.
    pub(super) place: usize,
    pub(super) range: Range<usize>,
}

/// The objects inside the error object whose entries are extra data. The first is apart, since most errors have one at most.
#[derive(Debug, Clone, Default)]
pub(super) struct ParamsObjects {
    pub(super) first: Option<ParamsObject>,
    pub(super) more: Vec<ParamsObject>,
}
