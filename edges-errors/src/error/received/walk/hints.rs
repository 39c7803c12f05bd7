//! The entries of extra data that say how long to wait, noted as a walk passes by.

use edges_errors_core::wire::Node;

use super::super::scan::{Broken, Form, Raw, Scanner};
use super::Walk;
use crate::catalogue::ParamInfo;

/// An entry of extra data that says how long to wait.
pub(crate) struct Hinted<'a> {
    /// The node of its object.
    pub(crate) node: u16,
    pub(crate) info: &'static ParamInfo,
    /// The value; all that is left of the text where it breaks off.
    pub(crate) raw: Raw<'a>,
    pub(crate) is_whole: bool,
}

/// The number of hints that need no heap.
pub(crate) const FEW_HINTS: usize = 2;

impl<'a> Walk<'a, '_> {
    /// Sets the params that say how long to wait, to be noted in objects of extra data.
    pub(crate) fn with_hints(self, hints: &'static [ParamInfo]) -> Self {
        Self { hints, ..self }
    }

    /// Takes the value of a member that no path enters, and notes it where it says how long to wait.
    #[inline]
    pub(super) fn take_other(
        &mut self,
        index: u16,
        node: &'static Node,
        key: &str,
        scanner: &mut Scanner<'a>,
    ) -> Result<Raw<'a>, Broken> {
        let place = scanner.place();
        let taken = scanner.value();
        if node.holds_params {
            for info in self.hints.iter().filter(|info| info.name() == key) {
                let cut = || Raw { text: scanner.from(place), form: Form::Other };
                let (raw, is_whole) = (taken.unwrap_or_else(|Broken| cut()), taken.is_ok());
                self.hinted.push(Hinted { node: index, info, raw, is_whole });
            }
        }
        taken
    }

    /// Returns whether something inside the object of a node is of interest.
    #[inline]
    pub(super) fn goes_into(&self, node: &Node) -> bool {
        !node.keys.is_empty() || node.any.is_some() || node.holds_params && !self.hints.is_empty()
    }
}
