//! The delivery of an error object: the way it arrived.

use super::kind::Origin;

/// The circumstances of an error object.
#[derive(Debug, Clone)]
pub(crate) struct Delivery {
    pub(crate) origin: Origin,
    pub(crate) status: Option<u16>,
    /// Reading the body failed before its end.
    pub(crate) interrupted: bool,
    /// A `Retry-After` was not text, too long, or one too many.
    pub(crate) unreadable_hint: bool,
    pub(crate) run: Option<RunState>,
}

impl Delivery {
    /// Returns the delivery of an error object that came without a response.
    pub(crate) const fn without_response(origin: Origin, run: Option<RunState>) -> Self {
        Self { origin, status: None, interrupted: false, unreadable_hint: false, run }
    }
}

/// The state of the run that failed.
#[derive(Debug, Clone, Default)]
pub(crate) struct RunState {
    pub(crate) status: Option<Box<str>>,
    pub(crate) postponed_until: Option<Box<str>>,
}

impl RunState {
    fn is(&self, statuses: &[&str]) -> bool {
        self.status.as_deref().is_some_and(|status| statuses.contains(&status))
    }

    /// Returns whether the API has put the run off.
    pub(crate) fn is_blocked(&self) -> bool {
        self.is(&["BLOCKED"])
    }

    /// Returns whether the run failed, whatever its error says.
    pub(crate) fn has_failed(&self) -> bool {
        self.is(&["FAILED", "INVALID", "STOPPED"])
    }

    /// Returns whether nobody continues the run.
    pub(crate) fn has_ended(&self) -> bool {
        self.has_failed() || self.is(&["SUCCEEDED", "PARTIAL_SUCCEEDED"])
    }
}
