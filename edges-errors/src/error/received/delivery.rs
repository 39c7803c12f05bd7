//! The delivery of an error object: the way it arrived.

use super::kind::Origin;

/// The circumstances of an error object.
#[derive(Debug, Clone)]
pub(crate) struct Delivery {
    /// A payload is told by its index.
    pub(crate) origin: Origin<usize>,
    pub(crate) status: Option<u16>,
    /// Reading the body failed before its end.
    pub(crate) interrupted: bool,
    /// The names of headers that may say how long to wait, and were not text, too long, or too many.
    pub(crate) unreadable_hints: Vec<&'static str>,
    /// The place in the catalogue of the limit that kept the request from being sent, where no answer would say so.
    pub(crate) closed: Option<usize>,
    /// The work that the error ended, where it came in a payload.
    pub(crate) work: Option<Work>,
}

impl Delivery {
    /// Returns the delivery of an error object that came without a response.
    pub(crate) const fn without_response(origin: Origin<usize>, work: Option<Work>) -> Self {
        Self { origin, status: None, interrupted: false, unreadable_hints: Vec::new(), closed: None, work }
    }
}

/// The state of work that an API does later.
#[derive(Debug, Clone)]
pub(crate) struct Work {
    /// Nobody resumes it.
    pub(crate) has_ended: bool,
    /// The API sends it again by itself.
    pub(crate) is_resumed: bool,
    /// The API does it later, and waits for limits itself.
    pub(crate) is_asynchronous: bool,
    /// The time of either, as JSON text.
    pub(crate) until: Option<Box<str>>,
    /// The path of that time.
    pub(crate) until_name: &'static str,
}
