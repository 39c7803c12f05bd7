//! Errors that come without a response: in payloads, and errors that were stored.

use core::convert::Infallible;
use core::fmt::{self, Formatter};
use core::iter::FusedIterator;
use core::ops::ControlFlow;

use edges_errors_core::wire::PayloadFormat;

use super::ApiError;
use super::decode::MAX_BODY;
use super::received::walk::{OnConflict, Seen, Walk};
use super::received::{Body, Delivery, Envelope, Origin, Work, is_object};
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
/// Returned by [`ApiError::from_any_json`], and by the `decode` of the payloads that a catalogue declares, such as
/// [`Payload::decode`](crate::Payload::decode).
#[derive(Debug)]
pub struct PayloadErrors<L: Label> {
    /// Apart, since most payloads have one error at most.
    first: Option<ApiError<L>>,
    more: std::vec::IntoIter<ApiError<L>>,
}

impl<L: Label> PayloadErrors<L> {
    fn new(mut errors: impl Iterator<Item = ApiError<L>>) -> Self {
        let first = errors.next();
        Self { first, more: errors.collect::<Vec<_>>().into_iter() }
    }
}

impl<L: Label> Iterator for PayloadErrors<L> {
    type Item = ApiError<L>;

    fn next(&mut self) -> Option<ApiError<L>> {
        self.first.take().or_else(|| self.more.next())
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let left = self.more.len().saturating_add(usize::from(self.first.is_some()));
        (left, Some(left))
    }
}

impl<L: Label> ExactSizeIterator for PayloadErrors<L> {}

impl<L: Label> FusedIterator for PayloadErrors<L> {}

impl<L: Label> ApiError<L> {
    /// Decodes an error object that was stored, byte for byte, such as a line of a log; `serde_json::to_vec` of an error writes it.
    ///
    /// Of the answer there is nothing but the body: [`status`](Self::status) is `None`, and [`body_status`](Self::body_status) what the
    /// body says, if it does.
    ///
    /// ```
    /// use edges_errors::EdgesError;
    ///
    /// let error = EdgesError::from_json(r#"{"error_label":"LK_524","status_code":424}"#)?;
    /// assert_eq!((error.status(), error.body_status()), (None, Some(424)));
    /// # Ok::<(), edges_errors::InvalidPayload>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`InvalidPayload`] if the text is not one JSON object.
    pub fn from_json(object: impl AsRef<[u8]>) -> Result<Self, InvalidPayload> {
        let body = Body::keep(object.as_ref(), usize::MAX);
        let error = Self::decode(body, Delivery::without_response(Origin::Stored, None));
        if error.received.is_object() { Ok(error) } else { Err(InvalidPayload) }
    }

    /// Decodes the errors of a JSON object whose form is not known: an error object that was stored, which is the only one,
    /// or a payload of the catalogue. Its structure tells.
    ///
    /// ```
    /// use edges_errors::{EdgesError, Origin, Payload};
    ///
    /// let lines = r#"{"error_label":"NO_RESULT"}
    /// {"run":{"status":"FAILED"},"error":{"error_label":"LK_ERROR"}}
    /// {"run":{"status":"SUCCEEDED"},"error":null}"#;
    /// let mut origins = Vec::new();
    /// for line in lines.lines() {
    ///     origins.extend(EdgesError::from_any_json(line)?.map(|error| error.origin()));
    /// }
    /// assert_eq!(origins, [Origin::Stored, Origin::Payload(Payload::Callback)]);
    /// # Ok::<_, edges_errors::InvalidPayload>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`InvalidPayload`] if the text is not one JSON object.
    pub fn from_any_json(object: impl AsRef<[u8]>) -> Result<PayloadErrors<L>, InvalidPayload> {
        let ControlFlow::Continue(errors) = decode_unless(object.as_ref(), |_| None::<Infallible>)?;
        Ok(errors)
    }
}

/// Decodes as [`ApiError::from_any_json`] does, for the command, unless the label of a stored error says enough. It is asked
/// where the error would be of [`Kind::Known`](super::Kind::Known).
///
/// # Errors
///
/// [`InvalidPayload`] if the text is not one JSON object.
pub fn decode_unless<L: Label, T>(
    object: &[u8],
    says_enough: impl FnOnce(L) -> Option<T>,
) -> Result<ControlFlow<T, PayloadErrors<L>>, InvalidPayload> {
    let body = Body::keep(object, usize::MAX);
    let mut envelope = Envelope::default();
    let label = match envelope.read_unless(&body, says_enough) {
        ControlFlow::Break(enough) => return Ok(ControlFlow::Break(enough)),
        ControlFlow::Continue(label) => label,
    };
    if !envelope.is_of_object(&body) {
        return Err(InvalidPayload);
    }
    if let Some((index, content)) = find_content::<L>(&body, &envelope) {
        return Ok(ControlFlow::Continue(content.decode(index)));
    }
    let delivery = Delivery::without_response(Origin::Stored, None);
    let error = ApiError::from_envelope(body, envelope, label, delivery);
    Ok(ControlFlow::Continue(PayloadErrors::new(core::iter::once(error))))
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
    let content = Content::read(format, body.text()).ok_or(InvalidPayload)?;
    Ok(content.decode(index))
}

/// Returns the payload that an object has the structure of, for generated code; `None` for an error object and for what is not
/// one JSON object.
pub fn recognise_payload<L: Label>(bytes: &[u8]) -> Option<L::Payload> {
    let body = Body::keep(bytes, usize::MAX);
    let mut envelope = Envelope::default();
    envelope.read::<L>(&body);
    let (index, _) = find_content::<L>(&body, &envelope)?;
    L::Payload::all().get(index).copied()
}

/// Returns the index and the content of the payload that an object has the structure of, unless it is surely an error.
fn find_content<'a, L: Label>(body: &'a Body, envelope: &Envelope) -> Option<(usize, Content<'a>)> {
    if envelope.is_surely_of_error() {
        return None;
    }
    L::__facts().wire.payloads.iter().enumerate().find_map(|(index, format)| {
        let content = Content::read(format, body.text())?;
        let leads = content.leads_somewhere || content.holds_null && envelope.is_bare();
        leads.then_some((index, content))
    })
}

/// The content of a payload.
struct Content<'a> {
    /// The error objects. Work that failed has one, even if nothing says why.
    errors: Vec<&'a str>,
    work: Work,
    /// There is an error object, or the state of the work.
    leads_somewhere: bool,
    /// There is `null` instead of an error.
    holds_null: bool,
}

impl<'a> Content<'a> {
    /// Reads a payload; `None` if it is not one JSON object.
    fn read(format: &'static PayloadFormat, text: &'a str) -> Option<Self> {
        let mut seen = vec![Seen::default(); format.tree.nodes.len()];
        // Of two errors that contradict each other each is one: who reads the payload otherwise sees the failure.
        let mut walk = Walk::new(&format.tree, OnConflict::KeepBoth, &mut seen);
        if !walk.read(text) || !is_object(text) {
            return None;
        }
        let parts = Parts { format, walk };
        Some(Self {
            errors: parts.errors(),
            work: parts.work(),
            leads_somewhere: parts.leads_somewhere(),
            holds_null: parts.holds_null(),
        })
    }

    /// Decodes the errors of the payload with an index.
    fn decode<L: Label>(self, index: usize) -> PayloadErrors<L> {
        let Self { errors, work, .. } = self;
        PayloadErrors::new(errors.into_iter().map(|error| {
            let body = Body::keep(error.as_bytes(), MAX_BODY);
            let delivery = Delivery::without_response(Origin::Payload(index), Some(work.clone()));
            ApiError::decode(body, delivery)
        }))
    }
}

/// The values at the places of a payload.
struct Parts<'a, 's> {
    format: &'static PayloadFormat,
    walk: Walk<'a, 's>,
}

impl<'a> Parts<'a, '_> {
    fn is_there(&self, node: Option<u16>) -> bool {
        node.is_some_and(|node| self.walk.is_there(node))
    }

    /// Returns the raw texts of all values of a node.
    fn texts(&self, node: u16) -> impl Iterator<Item = &'a str> {
        self.walk.values(node).map(|raw| raw.text)
    }

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

    fn leads_somewhere(&self) -> bool {
        let states = [self.format.failed, self.format.ended, self.format.resumed];
        let mut objects = self.texts(self.format.untested);
        objects.any(|raw| raw.starts_with(['{', '['])) || states.into_iter().any(|node| self.is_there(node))
    }

    fn holds_null(&self) -> bool {
        self.walk.is_there(self.format.untested) && self.walk.value(self.format.untested).is_none()
    }
}
