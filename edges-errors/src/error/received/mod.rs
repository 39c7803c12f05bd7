//! Received data: an answer as it came, with its envelope read once.

mod body;
mod delivery;
mod envelope;
mod few;
mod headers;
mod kind;
pub(crate) mod object;
pub(crate) mod scan;
pub(crate) mod string;
pub(crate) mod walk;

pub(crate) use body::Body;
pub(crate) use delivery::{Delivery, Work};
pub(crate) use envelope::{Envelope, HintParam, is_object};
pub use headers::Headers;
pub(crate) use headers::{HEADER_ROOM, WholeHeaders, read_values, write_headers};
pub use kind::{Kind, Origin};

use crate::catalogue::{Key, Label, RateLimitFacts};

/// An answer with what was read of it.
#[derive(Clone)]
pub(crate) struct Received<L> {
    pub(crate) delivery: Delivery,
    pub(crate) body: Body,
    pub(crate) envelope: Envelope,
    /// The label, where the catalogue lists it.
    pub(crate) label: Option<L>,
    pub(crate) kind: Kind,
}

/// The state without an answer.
impl<L> Default for Received<L> {
    fn default() -> Self {
        Self {
            delivery: Delivery::without_response(Origin::Response, None),
            body: Body::default(),
            envelope: Envelope::default(),
            label: None,
            kind: Kind::NoResponse,
        }
    }
}

impl<L: Label> Received<L> {
    /// Returns whether the body is one JSON object.
    pub(crate) fn is_object(&self) -> bool {
        self.envelope.is_of_object(&self.body)
    }

    /// Returns the rate limit that was hit: the one that the label signals, or else the one that a header does; or the one that was
    /// found closed.
    pub(crate) fn rate_limit(&self) -> Option<L::RateLimit> {
        let closed = || L::RateLimit::all().get(self.delivery.closed?).copied();
        self.label.and_then(L::rate_limit).or_else(|| self.signalled_limit()).or_else(closed)
    }

    /// Returns the rate limit that a header signals, whatever the label is.
    pub(crate) fn signalled_limit(&self) -> Option<L::RateLimit> {
        let index = L::__facts().rate_limits.iter().position(|limit| self.has_signal_of(limit))?;
        L::RateLimit::all().get(index).copied()
    }

    /// Returns the facts of all rate limits that were hit, of which headers may signal several.
    pub(crate) fn limits(&self) -> impl Iterator<Item = &'static RateLimitFacts> {
        let by_label = self.label.and_then(L::rate_limit);
        let limits = L::RateLimit::all().iter().zip(L::__facts().rate_limits);
        let hit = limits.filter(move |(limit, facts)| by_label == Some(**limit) || self.has_signal_of(facts));
        hit.map(|(_, facts)| facts)
    }

    /// Returns whether a header signals a limit.
    fn has_signal_of(&self, limit: &RateLimitFacts) -> bool {
        let Some(signal) = &limit.signal else { return false };
        let headers = self.body.headers();
        // Looked for last: most answers have another status.
        self.delivery.status.is_some_and(|status| limit.statuses.contains(&status))
            && match signal.is {
                None => headers.has(signal.name),
                Some(is) => headers.get(signal.name).any(|value| value == is),
            }
    }
}
