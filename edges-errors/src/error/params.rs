//! Extra data: params and the keys beside them, raw until asked for, and read leniently.

use std::borrow::Cow;
use std::time::{Duration, SystemTime};

use serde_json::Value;

use edges_errors_core::vocabulary::HintKind;

use super::received::object::{is_too_deep, visit_array, visit_object};
use super::received::string::read_string;
use super::received::{Body, Envelope};
use super::time::{self, Reading};
use crate::catalogue::{Key, Label};

/// The extra data of an error: the entries of the objects that its catalogue declares as such, the first object's first.
///
/// ```
/// use edges_errors::EdgesError;
///
/// let error = EdgesError::from_parts(429, (), r#"{"retry_after":"60","params":{"key":"handle"}}"#);
/// let params = error.params();
/// assert_eq!(params.iter().map(|(name, _)| name).collect::<Vec<_>>(), ["key", "retry_after"]);
/// ```
#[derive(Clone, Default)]
pub struct Params<'a> {
    entries: Vec<Entry<'a>>,
}

/// A name with its value.
#[derive(Clone)]
struct Entry<'a> {
    /// The number of its object.
    object: usize,
    name: Cow<'a, str>,
    param: Param<'a>,
}

impl<'a> Params<'a> {
    pub(crate) fn read<L: Label>(envelope: &'a Envelope, body: &'a Body) -> Self {
        let mut entries = Vec::new();
        for (object, (place, text)) in envelope.params(L::__facts().wire.params, body).enumerate() {
            // The entries before a break are data, whatever broke the text off.
            let _ = visit_object(text, |name, raw| {
                if !place.others.contains(&&*name) {
                    entries.push(Entry { object, name, param: Param::new(raw) });
                }
            });
        }
        Self { entries }
    }

    /// Returns the value of a name. An earlier object comes before a later one; of two with one name in one object the later
    /// one holds.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<Param<'a>> {
        let object = self.entries.iter().find(|entry| entry.name == name)?.object;
        let mut later_first = self.entries.iter().rev();
        later_first.find(|entry| entry.object == object && entry.name == name).map(|entry| entry.param)
    }

    #[doc(hidden)]
    #[must_use]
    pub fn __latest<T: Ord>(&self, name: &str, read: impl Fn(Param<'a>) -> Option<T>) -> Option<T> {
        let named = self.entries.iter().filter(|entry| entry.name == name);
        named.filter_map(|entry| read(entry.param)).max()
    }

    /// Returns every entry, object by object and in the order of the body; a name that is sent twice comes twice.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&str, Param<'a>)> {
        self.entries.iter().map(|entry| (&*entry.name, entry.param))
    }

    /// Returns the number of entries.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Returns whether there is no extra data.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }
}

/// The entries, object by object.
impl<'p, 'a> IntoIterator for &'p Params<'a> {
    type Item = (&'p str, Param<'a>);
    type IntoIter = std::vec::IntoIter<(&'p str, Param<'a>)>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter().collect::<Vec<_>>().into_iter()
    }
}

/// Writes names only: values may be sensitive.
impl core::fmt::Debug for Params<'_> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_set().entries(self.entries.iter().map(|entry| &entry.name)).finish()
    }
}

/// One value of the extra data, read as the type that is asked for.
///
/// The API's schema says that every param is a string, and its reference says otherwise, so each kind is read from its own
/// JSON type and from a string.
#[derive(Clone, Copy)]
pub struct Param<'a> {
    raw: &'a str,
}

impl<'a> Param<'a> {
    pub(crate) fn new(raw: &'a str) -> Self {
        Self { raw }
    }

    /// Returns the value as JSON text, as it was sent.
    #[must_use]
    pub fn raw(self) -> &'a str {
        self.raw
    }

    /// Returns whether the value is `null`.
    #[must_use]
    pub fn is_null(self) -> bool {
        self.raw == "null"
    }

    /// Returns a string, or a number or boolean as it is written.
    #[must_use]
    pub fn as_text(self) -> Option<Cow<'a, str>> {
        match self.raw.as_bytes().first()? {
            b'"' => read_string(self.raw),
            b'{' | b'[' | b'n' => None,
            _ => Some(Cow::Borrowed(self.raw)),
        }
    }

    /// Returns [`as_text`](Self::as_text), owned.
    #[must_use]
    pub fn to_text(self) -> Option<String> {
        self.as_text().map(Cow::into_owned)
    }

    /// Reads a whole number, also one that is written as `30.0` or `"30"`.
    #[must_use]
    pub fn to_integer(self) -> Option<i64> {
        let text = self.as_text()?;
        if let Ok(number) = text.parse() {
            return Some(number);
        }
        let (whole, fraction) = text.split_once('.')?;
        fraction.bytes().all(|digit| digit == b'0').then(|| whole.parse().ok()).flatten()
    }

    /// Reads any finite number.
    #[must_use]
    pub fn to_number(self) -> Option<f64> {
        let text = self.as_text()?;
        let number = text.bytes().all(|byte| byte.is_ascii_digit() || b"+-.eE".contains(&byte));
        text.parse::<f64>().ok().filter(|value| number && value.is_finite())
    }

    /// Reads `true` or `false`.
    #[must_use]
    pub fn to_bool(self) -> Option<bool> {
        self.as_text()?.parse().ok()
    }

    /// Reads a time: as RFC 3339 writes it or nearly so (blanks instead of `T`, no seconds, an offset without a colon, none for
    /// UTC), as HTTP does, or since 1970: a number of seconds from 10^9, milliseconds from 10^11, microseconds from 10^14
    /// or nanoseconds from 10^17. Of several in a list the latest. A date without a time of day and a smaller number are
    /// not times.
    #[must_use]
    pub fn to_timestamp(self) -> Option<SystemTime> {
        self.read_hint(HintKind::Timestamp).until
    }

    /// Reads a duration: a number of seconds, however large, or of the unit behind it (`1500ms`, `5 minutes`, `1h 30m`), and not
    /// negative. Of several in a list the longest. One that is too large for 64 bits is `u64::MAX` seconds.
    #[must_use]
    pub fn to_seconds(self) -> Option<Duration> {
        self.read_hint(HintKind::Seconds).wait
    }

    /// Reads a duration: a number of milliseconds, or of the unit behind it, and else as [`to_seconds`](Self::to_seconds) does.
    #[must_use]
    pub fn to_milliseconds(self) -> Option<Duration> {
        self.read_hint(HintKind::Milliseconds).wait
    }

    /// Reads a duration with its units, such as `57.2s` or `6m0s`.
    #[must_use]
    pub fn to_duration(self) -> Option<Duration> {
        self.read_hint(HintKind::Duration).wait
    }

    /// Reads a value of this kind as a hint.
    pub(crate) fn read_hint(self, kind: HintKind) -> Reading {
        let read = |text: &str| time::read_hint(kind, text);
        let scalar = |raw: &str| match raw.as_bytes().first() {
            Some(b'"') => read_string(raw).map_or(Reading::UNREADABLE, |text| read(&text)),
            Some(b'-' | b'0'..=b'9') => read(raw),
            Some(b'n') => Reading::ABSENT,
            _ => Reading::UNREADABLE,
        };
        if !self.raw.starts_with('[') {
            return scalar(self.raw);
        }
        let mut items = Vec::new();
        match visit_array(self.raw, |item| items.push(scalar(item))) {
            Ok(()) => Reading::of_list(items),
            Err(_) => Reading::UNREADABLE,
        }
    }

    /// Reads a list of texts; a string is split at its commas, and white space around its parts is dropped.
    #[must_use]
    pub fn to_list(self) -> Option<Vec<String>> {
        if !self.raw.starts_with('[') {
            let text = self.as_text()?;
            return Some(
                text.split(',').map(|part| part.trim().to_owned()).filter(|part| !part.is_empty()).collect(),
            );
        }
        let mut items = Vec::new();
        visit_array(self.raw, |item| items.extend(Param::new(item).to_text())).ok()?;
        Some(items)
    }

    /// Reads a key of a closed set, without trimming or change of case.
    #[must_use]
    pub fn to_key<K: Key>(self) -> Option<K> {
        K::from_name(&self.as_text()?)
    }

    /// Reads any JSON value; `None` where it nests deeper than 127 levels or holds a number that is out of range.
    #[must_use]
    pub fn to_value(self) -> Option<Value> {
        serde_json::from_str(self.raw).ok()
    }

    pub(crate) fn is_too_deep(self) -> bool {
        is_too_deep(self.raw)
    }
}

/// Writes no value: it may be sensitive.
impl core::fmt::Debug for Param<'_> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("Param(..)")
    }
}

/// The extra data of one label, typed.
///
/// Implemented by the structs of the generated module `details`.
pub trait Details: Sized {
    /// The labels of the catalogue.
    type Label: Label;

    /// The label whose data it is.
    const LABEL: Self::Label;

    /// Reads the fields; one that is absent or wrong is `None`.
    fn from_params(params: &Params<'_>) -> Self;
}
