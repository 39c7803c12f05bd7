//! Received data: an answer as it came, with its envelope read once.

mod body;
mod delivery;
mod envelope;
mod form;
mod headers;
mod kind;
pub(crate) mod object;

pub(crate) use body::Body;
pub(crate) use delivery::{Delivery, RunState};
pub(crate) use envelope::{Envelope, Key};
pub use form::PayloadForm;
pub use headers::Headers;
pub(crate) use headers::{HEADER_ROOM, write_headers};
pub use kind::{Kind, Origin};

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
