//! Errors that come without a response: in payloads, and errors that were stored.

use core::fmt::{self, Formatter};
use core::iter::FusedIterator;

use edges_errors_core::wire::PayloadFormat;

use super::ApiError;
use super::decode::MAX_BODY;
use super::received::object::visit_object;
use super::received::walk::{OnConflict, Seen, Walk};
use super::received::{Body, Delivery, Envelope, Origin, Work};
use crate::catalogue::{Key, Label};

/// The error returned for a payload that is not a JSON object.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct InvalidPayload;

impl fmt::Display for InvalidPayload {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str("the payload is not a JSON object")
    }
}

impl std::error::Error for InvalidPayload {}

/// The errors that a payload holds, in their order.
///
/// Returned by the `decode` of the payloads that a catalogue declares, such as [`Payload::decode`](crate::Payload::decode).
#[derive(Debug)]
pub struct PayloadErrors<L: Label> {
    errors: std::vec::IntoIter<ApiError<L>>,
}

impl<L: Label> Iterator for PayloadErrors<L> {
    type Item = ApiError<L>;

    fn next(&mut self) -> Option<ApiError<L>> {
        self.errors.next()
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.errors.size_hint()
    }
}

impl<L: Label> ExactSizeIterator for PayloadErrors<L> {}

impl<L: Label> FusedIterator for PayloadErrors<L> {}

impl<L: Label> ApiError<L> {
    /// Decodes an error object that was stored, byte for byte, such as a line of a log; `serde_json::to_vec` of an error writes it.
    ///
    /// Of the answer there is nothing but the body, so [`any_status`](Self::any_status) is what the body says, if it does.
    ///
    /// ```
    /// use edges_errors::EdgesError;
    ///
    /// let error = EdgesError::from_json(r#"{"error_label":"LK_524","status_code":424}"#)?;
    /// assert_eq!((error.status(), error.any_status()), (None, Some(424)));
    /// # Ok::<(), edges_errors::InvalidPayload>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`InvalidPayload`] if the text is not one JSON object.
    pub fn from_json(object: impl AsRef<[u8]>) -> Result<Self, InvalidPayload> {
        let body = Body::keep(object.as_ref(), usize::MAX);
        visit_object(body.text(), |_, _| ()).map_err(|_| InvalidPayload)?;
        Ok(Self::decode(body, Delivery::without_response(Origin::Stored, None)))
    }
}

/// Decodes the errors of a payload, for generated code.
///
/// # Errors
///
/// [`InvalidPayload`] if the payload is not one JSON object.
pub fn decode_payload<L: Label>(
    payload: L::Payload,
    bytes: &[u8],
) -> Result<PayloadErrors<L>, InvalidPayload> {
    let index = L::Payload::all().iter().position(|known| *known == payload).unwrap_or_default();
    let format = L::__facts().wire.payloads.get(index).ok_or(InvalidPayload)?;
    let body = Body::keep(bytes, usize::MAX);
    let mut seen = vec![Seen::default(); format.tree.nodes.len()];
    let content = Content::read(format, body.text(), &mut seen).ok_or(InvalidPayload)?;
    let work = content.work();
    let decode = |error: &str| {
        let body = Body::keep(error.as_bytes(), MAX_BODY);
        ApiError::decode(body, Delivery::without_response(Origin::Payload(index), Some(work.clone())))
    };
    let errors: Vec<ApiError<L>> = content.errors().into_iter().map(decode).collect();
    Ok(PayloadErrors { errors: errors.into_iter() })
}

/// Returns the payload that an object has the structure of, for generated code; `None` for an error object and for what is not
/// one JSON object.
pub fn recognise_payload<L: Label>(bytes: &[u8]) -> Option<L::Payload> {
    let body = Body::keep(bytes, usize::MAX);
    let envelope = Envelope::read::<L>(&body).envelope;
    if envelope.is_surely_of_error() {
        return None;
    }
    let leads = |format: &'static PayloadFormat| {
        let mut seen = vec![Seen::default(); format.tree.nodes.len()];
        let content = Content::read(format, body.text(), &mut seen);
        content.is_some_and(|content| content.leads_somewhere() || content.holds_null() && envelope.is_bare())
    };
    let index = L::__facts().wire.payloads.iter().position(leads)?;
    L::Payload::all().get(index).copied()
}

/// The content of a payload.
struct Content<'a, 's> {
    format: &'static PayloadFormat,
    walk: Walk<'a, 's>,
}

impl<'a, 's> Content<'a, 's> {
    /// Reads a payload; `None` if it is not one JSON object.
    fn read(format: &'static PayloadFormat, text: &'a str, seen: &'s mut [Seen<'a>]) -> Option<Self> {
        // Of two errors that contradict each other each is one: who reads the payload otherwise sees the failure.
        let mut walk = Walk::new(&format.tree, OnConflict::KeepBoth, seen);
        (walk.read(text) && text.trim_ascii_start().starts_with('{')).then_some(Self { format, walk })
    }

    fn is_there(&self, node: Option<u16>) -> bool {
        node.is_some_and(|node| self.walk.is_there(node))
    }

    /// Returns the raw texts of all values of a node.
    fn texts(&self, node: u16) -> impl Iterator<Item = &'a str> {
        self.walk.values(node).map(|raw| raw.text)
    }

    /// Returns the error objects. Work that failed has one, even if nothing says why.
    fn errors(&self) -> Vec<&'a str> {
        let tested = self.texts(self.format.error);
        // Text where an object should be passes no test.
        let odd = self.texts(self.format.untested).filter(|raw| !raw.starts_with(['{', '[']));
        let odd = odd.filter(|_| self.format.untested != self.format.error);
        let mut errors: Vec<&str> = tested.chain(odd).collect();
        if errors.is_empty() && self.is_there(self.format.failed) {
            errors.push(self.walk.value(self.format.untested).map_or("null", |raw| raw.text));
        }
        errors
    }

    fn work(&self) -> Work {
        let has_failed = self.is_there(self.format.failed);
        Work {
            has_ended: has_failed || self.is_there(self.format.ended),
            is_resumed: !has_failed && self.is_there(self.format.resumed),
            is_asynchronous: self.format.asynchronous,
            until: self.format.until.and_then(|node| self.walk.value(node)).map(|raw| raw.text.into()),
            until_name: self.format.until_name,
        }
    }

    /// Returns whether there is an error object, or the state of the work.
    fn leads_somewhere(&self) -> bool {
        let states = [self.format.failed, self.format.ended, self.format.resumed];
        let mut objects = self.texts(self.format.untested);
        objects.any(|raw| raw.starts_with(['{', '['])) || states.into_iter().any(|node| self.is_there(node))
    }

    /// Returns whether there is `null` instead of an error.
    fn holds_null(&self) -> bool {
        self.walk.is_there(self.format.untested) && self.walk.value(self.format.untested).is_none()
    }
}
