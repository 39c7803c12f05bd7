//! The fields that every error object has, in each of their spellings, without looking into `params`.

use core::ops::Range;
use std::borrow::Cow;

use super::body::Body;
use super::object::{read_string, visit_array, visit_object};
use super::{Delivery, Kind, Origin, RunState};
use crate::error::ApiError;
use crate::label::Label;

/// Some text of a body: where it stands, or the text itself where the body escapes it.
#[derive(Debug)]
pub(crate) enum Field {
    Slice(Range<usize>),
    Owned(Box<str>),
}

impl Field {
    pub(crate) fn text<'a>(&'a self, body: &'a Body) -> &'a str {
        match self {
            Self::Slice(range) => body.text().get(range.clone()).unwrap_or_default(),
            Self::Owned(text) => text,
        }
    }
}

/// What was odd about the envelope itself.
#[derive(Debug, Default, Clone, Copy)]
pub(crate) struct Oddities {
    pub(crate) wrong_types: [Option<&'static str>; FIELDS],
    pub(crate) duplicate: Option<&'static str>,
}

const FIELDS: usize = 8;

/// The keys of the envelope: the long spelling of HTTP bodies, the short one of runs.
const KEYS: [&str; FIELDS] =
    ["error_label", "label", "error_scope", "scope", "error_ref", "message", "status_code", "params"];

/// Whether a top-level key is the envelope's own and not extra data.
pub(crate) fn is_envelope_key(key: &str) -> bool {
    KEYS.contains(&key)
}

#[derive(Debug, Default)]
pub(crate) struct Envelope {
    pub(crate) label: Option<Field>,
    pub(crate) scope: Option<Field>,
    pub(crate) error_ref: Option<Field>,
    pub(crate) message: Option<Field>,
    pub(crate) status: Option<u16>,
    /// The text of `params`, where it is an object.
    pub(crate) params: Option<Range<usize>>,
    pub(crate) oddities: Oddities,
    /// Something stands beside the envelope's own keys.
    extras: bool,
    broken: bool,
    unread: bool,
}

impl Envelope {
    pub(crate) fn has_extras(&self) -> bool {
        self.extras
    }

    /// The envelope of a body that nobody asked to read.
    pub(crate) fn unread() -> Self {
        Self { unread: true, ..Self::default() }
    }

    pub(crate) fn read(body: &Body) -> Self {
        let text = body.text();
        let mut raw: [Option<&str>; FIELDS] = [None; FIELDS];
        let mut conflict = [false; FIELDS];
        let mut oddities = Oddities::default();
        let mut extras = false;
        let whole = visit_object(text, &mut |key, value| {
            let Some(at) = KEYS.iter().position(|known| *known == key) else {
                extras = true;
                return;
            };
            let (Some(slot), Some(conflict), Some(name)) =
                (raw.get_mut(at), conflict.get_mut(at), KEYS.get(at))
            else {
                return;
            };
            if slot.is_some() {
                oddities.duplicate = Some(name);
            }
            *conflict |= slot.is_some_and(|first| first != value);
            *slot = Some(value);
        });
        let contradicts = conflict.contains(&true);
        for (slot, _) in raw.iter_mut().zip(conflict).filter(|(_, conflict)| *conflict) {
            *slot = None;
        }
        let broken = whole.is_err();
        let mut envelope = Self { oddities, extras, broken: broken || contradicts, ..Self::default() };
        envelope.fill(text, raw, broken);
        envelope
    }

    fn fill(&mut self, text: &str, raw: [Option<&str>; FIELDS], broken: bool) {
        let [long_label, short_label, long_scope, short_scope, error_ref, message, status, params] = raw;
        let label = self.take_string(text, 0, long_label);
        self.label = label.or_else(|| self.take_string(text, 1, short_label));
        let scope = self.take_string(text, 2, long_scope);
        self.scope = scope.or_else(|| self.take_string(text, 3, short_scope));
        self.error_ref = self.take_text(text, 4, error_ref);
        self.message = self.take_text(text, 5, message);
        // A number that the break may have shortened is not taken.
        self.status = status.filter(|_| !broken).and_then(|raw| self.take_status(raw));
        self.params = params.and_then(|raw| self.take_params(text, raw));
    }

    /// A string; `null` is no string and not odd either.
    fn take_string(&mut self, text: &str, at: usize, raw: Option<&str>) -> Option<Field> {
        let raw = raw.filter(|raw| *raw != "null")?;
        let field = read_string(raw).map(|string| place(text, string));
        self.note_type(at, field.is_some());
        field
    }

    /// A string, a number as it is written, or strings in a list.
    fn take_text(&mut self, text: &str, at: usize, raw: Option<&str>) -> Option<Field> {
        let raw = raw.filter(|raw| *raw != "null")?;
        let field = match raw.as_bytes().first() {
            Some(b'"') => read_string(raw).map(|string| place(text, string)),
            Some(b'-' | b'0'..=b'9') => Some(place(text, Cow::Borrowed(raw))),
            Some(b'[') => join_strings(raw).map(|joined| Field::Owned(joined.into())),
            _ => None,
        };
        self.note_type(at, field.is_some());
        field
    }

    fn take_status(&mut self, raw: &str) -> Option<u16> {
        if raw == "null" {
            return None;
        }
        let digits = read_string(raw).unwrap_or(Cow::Borrowed(raw));
        let number = digits.strip_suffix(".0").unwrap_or(&digits).parse().ok();
        self.note_type(6, number.is_some());
        number
    }

    fn take_params(&mut self, text: &str, raw: &str) -> Option<Range<usize>> {
        if raw == "null" {
            return None;
        }
        let object = raw.starts_with('{');
        self.note_type(7, object);
        object.then(|| range_of(text, raw))
    }

    fn note_type(&mut self, at: usize, right: bool) {
        if let (false, Some(slot)) = (right, self.oddities.wrong_types.get_mut(at)) {
            *slot = KEYS.get(at).copied();
        }
    }

    pub(crate) fn label_text<'a>(&'a self, body: &'a Body) -> Option<&'a str> {
        self.label.as_ref().map(|label| label.text(body))
    }

    pub(crate) fn kind(&self, body: &Body, known: bool) -> Kind {
        let text = body.text().trim_ascii_start();
        match text.as_bytes().first() {
            _ if body.is_too_large() => Kind::TooLarge,
            None => Kind::NoBody,
            _ if self.unread => Kind::NoLabel,
            Some(b'{') if self.broken => Kind::Malformed,
            Some(b'{') if known => Kind::Known,
            Some(b'{') if self.label.is_some() => Kind::UnknownLabel,
            Some(b'{') => Kind::NoLabel,
            _ if text.trim_ascii_end() == "null" => Kind::NoBody,
            _ => Kind::NotJson,
        }
    }
}

/// Where a borrowed text stands in the whole; an unescaped one is kept itself.
fn place(text: &str, part: Cow<'_, str>) -> Field {
    match part {
        Cow::Borrowed(part) => Field::Slice(range_of(text, part)),
        Cow::Owned(part) => Field::Owned(part.into()),
    }
}

/// The range of a slice of `text` within it.
fn range_of(text: &str, part: &str) -> Range<usize> {
    let start = part.as_ptr().addr().saturating_sub(text.as_ptr().addr());
    start..start.saturating_add(part.len())
}

fn join_strings(raw: &str) -> Option<String> {
    let mut strings = Vec::new();
    let mut right = true;
    visit_array(raw, &mut |item| match read_string(item) {
        Some(string) => strings.push(string),
        None => right = false,
    })
    .ok()?;
    (right && !strings.is_empty()).then(|| strings.join("; "))
}

/// A payload that should hold an error is not a JSON object.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct NotJson;

impl core::fmt::Display for NotJson {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("the payload is not a JSON object")
    }
}

impl std::error::Error for NotJson {}

/// Decoding of what comes without a response.
impl<L: Label> ApiError<L> {
    /// The `error` of a callback's payload; `None` where the run did not fail. A run that is FAILED, INVALID or STOPPED
    /// did, also where no error says why.
    ///
    /// ```
    /// use edges_errors::{EdgesError, ErrorLabel};
    ///
    /// let payload = br#"{"run":{"run_uid":"r1","status":"FAILED"},"error":{"error_label":"NOT_CONNECTED"}}"#;
    /// let error = EdgesError::from_callback(payload).unwrap().unwrap();
    /// assert_eq!((error.label(), error.status()), (Some(ErrorLabel::NotConnected), None));
    /// assert!(EdgesError::from_callback(br#"{"run":{},"error":null}"#).unwrap().is_none());
    /// ```
    ///
    /// # Errors
    ///
    /// [`NotJson`] where the payload is not one JSON object.
    pub fn from_callback(payload: &[u8]) -> Result<Option<Self>, NotJson> {
        Self::from_payload(payload, Origin::Callback, "error", Some("run"))
    }

    /// The `last_error` of a run; `None` where it did not fail. A run that is FAILED, INVALID or STOPPED did, also where no
    /// error says why.
    ///
    /// Where the run is BLOCKED and has a `postponed_until`, the API sends the work again by itself:
    /// [`is_postponed_by_api`](Self::is_postponed_by_api).
    ///
    /// # Errors
    ///
    /// [`NotJson`] where the payload is not one JSON object.
    pub fn from_run(payload: &[u8]) -> Result<Option<Self>, NotJson> {
        Self::from_payload(payload, Origin::Run, "last_error", None)
    }

    /// The `last_error` of a run's input; `None` where it did not fail, which `"has_failed": false` says too. An input that
    /// is FAILED, INVALID or STOPPED did, also where no error says why.
    ///
    /// # Errors
    ///
    /// [`NotJson`] where the payload is not one JSON object.
    pub fn from_run_input(payload: &[u8]) -> Result<Option<Self>, NotJson> {
        Self::from_payload(payload, Origin::RunInput, "last_error", None)
    }

    /// An error object that was stored, byte for byte; `serde_json::to_vec` of an error writes it.
    ///
    /// # Errors
    ///
    /// [`NotJson`] where the text is not one JSON object.
    pub fn from_json(object: &[u8]) -> Result<Self, NotJson> {
        let body = Body::keep(object, usize::MAX);
        visit_object(body.text(), &mut |_, _| ()).map_err(|_| NotJson)?;
        let delivery = Delivery {
            origin: Origin::Stored,
            status: None,
            interrupted: false,
            unreadable_hint: false,
            run: None,
        };
        Ok(Self::decode(body, true, delivery))
    }

    fn from_payload(
        payload: &[u8],
        origin: Origin,
        error_key: &str,
        run_key: Option<&str>,
    ) -> Result<Option<Self>, NotJson> {
        let payload = Body::keep(payload, usize::MAX);
        let (mut error, mut run) = (None, None);
        visit_object(payload.text(), &mut |key, value| {
            if key == error_key {
                // Of two the one that tells of a failure.
                let failed = value != "null" && !says_not_failed(value);
                error = error.filter(|_| !failed).or(Some(value));
            } else if Some(&*key) == run_key {
                run = Some(value);
            }
        })
        .map_err(|_| NotJson)?;
        let run = read_run(if run_key.is_some() { run.unwrap_or("{}") } else { payload.text() });
        let error = error.unwrap_or("null");
        let failed = run.has_failed() || error != "null" && !says_not_failed(error);
        let delivery =
            Delivery { origin, status: None, interrupted: false, unreadable_hint: false, run: Some(run) };
        Ok(failed.then(|| Self::decode(Body::keep(error.as_bytes(), super::MAX_BODY), true, delivery)))
    }
}

/// The state of the run that an object describes.
fn read_run(object: &str) -> RunState {
    let mut run = RunState::default();
    // What is read before a break is as good as what is there.
    let _ = visit_object(object, &mut |key, value| match &*key {
        "status" => run.status = read_string(value).map(Into::into),
        "postponed_until" => run.postponed_until = (value != "null").then(|| value.into()),
        _ => {}
    });
    run
}

fn says_not_failed(object: &str) -> bool {
    let (mut said, mut failed) = (false, false);
    // An object that breaks off is an error of its own kind.
    let _ = visit_object(object, &mut |key, value| {
        if key == "has_failed" {
            said = true;
            failed |= value != "false";
        }
    });
    said && !failed
}
