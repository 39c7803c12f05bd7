//! The fields that every error object has, in each of their spellings, without looking into `params`.

use core::ops::Range;
use std::borrow::Cow;

use super::body::Body;
use super::kind::Kind;
use super::object::{read_string, visit_array, visit_object};

/// Text of a body: its place, or the text itself where the body escapes it.
#[derive(Debug, Clone)]
pub(crate) enum Field {
    Slice(Range<usize>),
    Owned(Box<str>),
}

impl Field {
    fn text<'a>(&'a self, body: &'a Body) -> &'a str {
        match self {
            Self::Slice(range) => body.text().get(range.clone()).unwrap_or_default(),
            Self::Owned(text) => text,
        }
    }
}

/// A key of the envelope: the long spelling of HTTP bodies, or the short one of runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Key {
    ErrorLabel,
    Label,
    ErrorScope,
    Scope,
    ErrorRef,
    Message,
    StatusCode,
    Params,
}

impl Key {
    const ALL: [Self; 8] = [
        Self::ErrorLabel,
        Self::Label,
        Self::ErrorScope,
        Self::Scope,
        Self::ErrorRef,
        Self::Message,
        Self::StatusCode,
        Self::Params,
    ];

    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::ErrorLabel => "error_label",
            Self::Label => "label",
            Self::ErrorScope => "error_scope",
            Self::Scope => "scope",
            Self::ErrorRef => "error_ref",
            Self::Message => "message",
            Self::StatusCode => "status_code",
            Self::Params => "params",
        }
    }

    /// Returns the key with this name; `None` for the name of extra data.
    pub(crate) fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|key| key.name() == name)
    }
}

/// The value of a key, as it was seen.
#[derive(Default, Clone, Copy)]
struct Seen<'a> {
    raw: Option<&'a str>,
    /// It came again with another value, so that neither holds.
    conflict: bool,
}

impl<'a> Seen<'a> {
    /// Returns the value that holds; `null` says nothing.
    fn value(self) -> Option<&'a str> {
        self.raw.filter(|raw| !self.conflict && *raw != "null")
    }
}

/// The values of the envelope's keys, raw.
#[derive(Default)]
struct RawEnvelope<'a> {
    error_label: Seen<'a>,
    label: Seen<'a>,
    error_scope: Seen<'a>,
    scope: Seen<'a>,
    error_ref: Seen<'a>,
    message: Seen<'a>,
    status_code: Seen<'a>,
    params: Seen<'a>,
    repeated: Option<Key>,
    has_conflict: bool,
    has_extras: bool,
}

impl<'a> RawEnvelope<'a> {
    fn add(&mut self, name: &str, value: &'a str) {
        let Some(key) = Key::from_name(name) else {
            self.has_extras = true;
            return;
        };
        let seen = self.seen(key);
        let earlier = seen.raw.replace(value);
        let conflict = earlier.is_some_and(|earlier| earlier != value);
        seen.conflict |= conflict;
        self.has_conflict |= conflict;
        if earlier.is_some() {
            self.repeated = Some(key);
        }
    }

    fn seen(&mut self, key: Key) -> &mut Seen<'a> {
        match key {
            Key::ErrorLabel => &mut self.error_label,
            Key::Label => &mut self.label,
            Key::ErrorScope => &mut self.error_scope,
            Key::Scope => &mut self.scope,
            Key::ErrorRef => &mut self.error_ref,
            Key::Message => &mut self.message,
            Key::StatusCode => &mut self.status_code,
            Key::Params => &mut self.params,
        }
    }
}

/// The fields that every error object has.
#[derive(Debug, Clone, Default)]
pub(crate) struct Envelope {
    label: Option<Field>,
    scope: Option<Field>,
    error_ref: Option<Field>,
    message: Option<Field>,
    pub(crate) status: Option<u16>,
    /// The text of `params`, where it is an object.
    params: Option<Range<usize>>,
    /// Keys whose values have a type that they should not have.
    pub(crate) wrong_types: Vec<Key>,
    /// A key that came more than once.
    pub(crate) repeated: Option<Key>,
    /// There is more than the envelope's own keys.
    pub(crate) has_extras: bool,
    state: State,
}

#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum State {
    #[default]
    Whole,
    /// It broke off, is not an object, or contradicts itself.
    Broken,
    /// Nobody asked to read it.
    Unread,
}

impl Envelope {
    /// Returns the envelope of a body that nobody asked to read.
    pub(crate) fn unread() -> Self {
        Self { state: State::Unread, ..Self::default() }
    }

    /// Reads as much as there is, also where the text breaks off.
    pub(crate) fn read(body: &Body) -> Self {
        let text = body.text();
        let mut raw = RawEnvelope::default();
        let is_whole = visit_object(text, &mut |key, value| raw.add(&key, value)).is_ok();
        let state = if is_whole && !raw.has_conflict { State::Whole } else { State::Broken };
        let mut envelope =
            Self { repeated: raw.repeated, has_extras: raw.has_extras, state, ..Self::default() };
        let mut reader = Reader { text, wrong_types: &mut envelope.wrong_types };
        envelope.label =
            reader.string(Key::ErrorLabel, raw.error_label).or_else(|| reader.string(Key::Label, raw.label));
        envelope.scope =
            reader.string(Key::ErrorScope, raw.error_scope).or_else(|| reader.string(Key::Scope, raw.scope));
        envelope.error_ref = reader.text(Key::ErrorRef, raw.error_ref);
        envelope.message = reader.text(Key::Message, raw.message);
        // The break may have shortened a number.
        envelope.status = if is_whole { reader.status(raw.status_code) } else { None };
        envelope.params = reader.params(raw.params);
        envelope
    }

    pub(crate) fn label<'a>(&'a self, body: &'a Body) -> Option<&'a str> {
        self.label.as_ref().map(|label| label.text(body))
    }

    pub(crate) fn scope<'a>(&'a self, body: &'a Body) -> Option<&'a str> {
        self.scope.as_ref().map(|scope| scope.text(body))
    }

    pub(crate) fn error_ref<'a>(&'a self, body: &'a Body) -> Option<&'a str> {
        self.error_ref.as_ref().map(|error_ref| error_ref.text(body))
    }

    pub(crate) fn message<'a>(&'a self, body: &'a Body) -> Option<&'a str> {
        self.message.as_ref().map(|message| message.text(body))
    }

    pub(crate) fn params<'a>(&self, body: &'a Body) -> Option<&'a str> {
        body.text().get(self.params.clone()?)
    }

    /// Returns the kind of the answer with this envelope.
    pub(crate) fn kind(&self, body: &Body, is_listed: bool) -> Kind {
        let text = body.text().trim_ascii_start();
        match (text.as_bytes().first(), self.state) {
            _ if body.is_too_large() => Kind::TooLarge,
            (None, _) => Kind::NoBody,
            (_, State::Unread) => Kind::NoLabel,
            (Some(b'{'), State::Broken) => Kind::Malformed,
            (Some(b'{'), State::Whole) if is_listed => Kind::Known,
            (Some(b'{'), State::Whole) if self.label.is_some() => Kind::UnknownLabel,
            (Some(b'{'), State::Whole) => Kind::NoLabel,
            _ if text.trim_ascii_end() == "null" => Kind::NoBody,
            _ => Kind::NotObject,
        }
    }
}

/// Reads the values of one object, and notes those of a wrong type.
struct Reader<'t> {
    text: &'t str,
    wrong_types: &'t mut Vec<Key>,
}

impl Reader<'_> {
    /// Reads a string.
    fn string(&mut self, key: Key, seen: Seen<'_>) -> Option<Field> {
        let field = read_string(seen.value()?).map(|string| place(self.text, string));
        self.checked(key, field)
    }

    /// Reads a string, a number as it is written, or strings in a list.
    fn text(&mut self, key: Key, seen: Seen<'_>) -> Option<Field> {
        let raw = seen.value()?;
        let field = match raw.as_bytes().first() {
            Some(b'"') => read_string(raw).map(|string| place(self.text, string)),
            Some(b'-' | b'0'..=b'9') => Some(place(self.text, Cow::Borrowed(raw))),
            Some(b'[') => join_strings(raw).map(|joined| Field::Owned(joined.into())),
            _ => None,
        };
        self.checked(key, field)
    }

    fn status(&mut self, seen: Seen<'_>) -> Option<u16> {
        let raw = seen.value()?;
        let digits = read_string(raw).unwrap_or(Cow::Borrowed(raw));
        let number = digits.strip_suffix(".0").unwrap_or(&digits).parse().ok();
        self.checked(Key::StatusCode, number)
    }

    fn params(&mut self, seen: Seen<'_>) -> Option<Range<usize>> {
        let raw = seen.value()?;
        let object = raw.starts_with('{').then(|| range_of(self.text, raw));
        self.checked(Key::Params, object)
    }

    fn checked<T>(&mut self, key: Key, read: Option<T>) -> Option<T> {
        if read.is_none() {
            self.wrong_types.push(key);
        }
        read
    }
}

/// Returns the place of a borrowed text in the whole; text that had to be unescaped is kept itself.
fn place(text: &str, part: Cow<'_, str>) -> Field {
    match part {
        Cow::Borrowed(part) => Field::Slice(range_of(text, part)),
        Cow::Owned(part) => Field::Owned(part.into()),
    }
}

/// Returns the range of a slice of `text` within it.
fn range_of(text: &str, part: &str) -> Range<usize> {
    let start = part.as_ptr().addr().saturating_sub(text.as_ptr().addr());
    start..start.saturating_add(part.len())
}

/// Joins a list of strings by `; `; `None` where it is empty or holds anything else.
fn join_strings(raw: &str) -> Option<String> {
    let mut strings = Vec::new();
    visit_array(raw, &mut |item| strings.push(read_string(item))).ok()?;
    let strings = strings.into_iter().collect::<Option<Vec<_>>>()?;
    (!strings.is_empty()).then(|| strings.join("; "))
}
