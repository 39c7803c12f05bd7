//! The places of an error's extra data.

use core::ops::Range;

use super::super::body::Body;
use super::super::object::range_of;
use super::super::scan::{Form, Raw};
use super::super::walk::Hinted;
use crate::catalogue::ParamInfo;

/// An object whose entries are extra data.
#[derive(Debug, Clone)]
pub(super) struct ParamsObject {
    /// The index of its place.
    pub(super) place: usize,
    pub(super) range: Range<usize>,
}

/// An entry of extra data that says how long to wait.
#[derive(Debug, Clone)]
pub(super) struct HintPlace {
    /// The node of its object.
    pub(super) node: u16,
    is_whole: bool,
    form: Form,
    pub(super) info: &'static ParamInfo,
    range: Range<usize>,
}

impl HintPlace {
    pub(super) fn new(body: &Body, hinted: &Hinted<'_>) -> Self {
        let Hinted { node, info, raw: Raw { text, form }, is_whole } = *hinted;
        Self { node, is_whole, form, info, range: range_of(body.storage(), text) }
    }

    /// Returns whether it is inside an object.
    pub(super) fn is_in(&self, object: &Range<usize>) -> bool {
        object.start <= self.range.start && self.range.end <= object.end
    }

    /// Returns the value; `None` for one that breaks off.
    pub(super) fn raw<'a>(&self, body: &'a Body) -> Option<Raw<'a>> {
        let text = body.storage().get(self.range.clone()).filter(|_| self.is_whole)?;
        Some(Raw { text, form: self.form })
    }
}

/// A param that says how long to wait, as it was sent.
pub(crate) struct HintParam<'a> {
    pub(crate) info: &'static ParamInfo,
    /// `None` for a value that breaks off: nobody knows how it would have gone on.
    pub(crate) raw: Option<Raw<'a>>,
}
