//! Errors built by hand, for tests of handlers and for servers. They are built as an answer and decoded like any other.

use std::borrow::Cow;
use std::marker::PhantomData;
use std::time::{Duration, SystemTime};

use edges_errors_core::template::{Segment, Template};
use serde_json::{Map, Value};

use super::write::{Parts, Written};
use super::{ApiError, DecodeOptions, Rfc3339};
use crate::catalogue::{Key, Label, ParamChoice, ParamInfo, ParamKind};

/// Builds an error with a label, as the API would send it.
///
/// ```
/// use std::time::{Duration, SystemTime};
/// use edges_errors::{EdgesError, ErrorLabel, Scope};
///
/// let error = EdgesError::builder(ErrorLabel::LimitReached)
///     .scope(Scope::Integ)
///     .message("Daily limit reached for profile views.")
///     .param("postponed_until", SystemTime::now() + Duration::from_secs(3_600))
///     .build();
/// assert_eq!(error.status(), Some(429));
/// ```
#[derive(Debug, Clone)]
pub struct ErrorBuilder<L> {
    status: u16,
    parts: Parts,
    params: Vec<(String, ParamValue)>,
    headers: Vec<(String, String)>,
    labels: PhantomData<fn() -> L>,
}

/// The status of an error whose label the catalogue lists with none, or not at all.
const UNLISTED_STATUS: u16 = 400;

/// The distance of a sample's times from now: longer than a plan waits in place unless it is told to.
const SAMPLE_AHEAD: Duration = Duration::from_secs(3_600);

/// The length of a sample's waits.
const SAMPLE_WAIT: Duration = Duration::from_secs(60);

impl<L: Label> ApiError<L> {
    /// Returns a builder of an error with a label and the first status that the catalogue lists for it.
    #[must_use]
    pub fn builder(label: L) -> ErrorBuilder<L> {
        ErrorBuilder::new(label)
    }

    /// Returns a builder of an error with a label that the catalogue does not list, as an API sends it before anybody has
    /// written it down. Its status is 400 until another is set; a name that the catalogue does list gives an error with that
    /// label.
    ///
    /// ```
    /// use edges_errors::{EdgesError, Kind};
    ///
    /// let error = EdgesError::builder_unlisted("BRAND_NEW").status(424).build();
    /// assert_eq!((error.kind(), error.label()), (Kind::UnknownLabel, None));
    /// assert_eq!(error.label_str(), Some("BRAND_NEW"));
    /// ```
    #[must_use]
    pub fn builder_unlisted(label: impl Into<String>) -> ErrorBuilder<L> {
        ErrorBuilder::with_name(label.into().into(), UNLISTED_STATUS)
    }
}

impl<L: Label> ErrorBuilder<L> {
    fn new(label: L) -> Self {
        let status = label.statuses().first().copied().unwrap_or(UNLISTED_STATUS);
        Self::with_name(label.as_str().into(), status)
    }

    fn with_name(label: Cow<'static, str>, status: u16) -> Self {
        let parts = Parts { label: Some(label), ..Parts::default() };
        Self { status, parts, params: Vec::new(), headers: Vec::new(), labels: PhantomData }
    }

    /// Returns a builder of a typical error as of now: see [`sample_at`](Self::sample_at).
    #[must_use]
    pub fn sample(label: L) -> Self {
        Self::sample_at(label, SystemTime::now())
    }

    /// Returns a builder of a typical error that the API sends at a time: the first example or template as its message, a
    /// reference, and every declared param. Times lie an hour ahead, so that a limit is put off, and waits are a minute.
    #[must_use]
    pub fn sample_at(label: L, now: SystemTime) -> Self {
        let message = label
            .examples()
            .next()
            .map(Cow::Borrowed)
            .or_else(|| label.templates().next().map(fill_placeholders));
        let mut builder = Self::new(label).error_ref("ERR-12345");
        if let Some(message) = message {
            builder = builder.message(message);
        }
        for info in label.params() {
            builder = builder.param(info.name(), sample_value(info, now));
        }
        builder
    }

    /// Sets the HTTP status.
    #[must_use]
    pub fn status(mut self, status: u16) -> Self {
        self.status = status;
        self
    }

    /// Sets the part of the request that the error is about.
    #[must_use]
    pub fn scope(mut self, scope: L::Scope) -> Self {
        self.parts.scope = Some(scope.as_str());
        self
    }

    /// Sets the reference to quote to support.
    #[must_use]
    pub fn error_ref(mut self, error_ref: impl Into<String>) -> Self {
        self.parts.error_ref = Some(error_ref.into());
        self
    }

    /// Sets the message for people.
    #[must_use]
    pub fn message(mut self, message: impl Into<String>) -> Self {
        self.parts.message = Some(message.into());
        self
    }

    /// Sets a param, and replaces one of the same name. A [`SystemTime`] is written as RFC 3339, a [`Duration`] in the unit that
    /// the label declares for the param, or else in seconds.
    #[must_use]
    pub fn param(mut self, name: impl Into<String>, value: impl Into<ParamValue>) -> Self {
        let (name, value) = (name.into(), value.into());
        self.params.retain(|(known, _)| *known != name);
        self.params.push((name, value));
        self
    }

    /// Sets the header `Retry-After`: whole seconds, rounded up.
    ///
    /// ```
    /// use std::time::Duration;
    /// use edges_errors::{EdgesError, ErrorLabel};
    ///
    /// let error = EdgesError::builder(ErrorLabel::LkError).retry_after(Duration::from_millis(1_500)).build();
    /// assert_eq!(error.retry_after(), Some(Duration::from_secs(2)));
    /// ```
    #[must_use]
    pub fn retry_after(mut self, wait: Duration) -> Self {
        self.headers.retain(|(name, _)| !name.eq_ignore_ascii_case(RETRY_AFTER));
        self.header(RETRY_AFTER, write_retry_after(wait))
    }

    /// Adds a header of the response. It is kept if it is `Retry-After`, `Date`, `Age` or one that the catalogue names.
    #[must_use]
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    /// Writes the error as the catalogue's format says, and decodes it, however long it is.
    #[must_use]
    pub fn build(mut self) -> ApiError<L> {
        let label = self.parts.label.as_deref().and_then(L::from_name);
        let declared = label.map(L::params).unwrap_or_default();
        let kind = |name: &str| declared.iter().find(|info| info.name() == name).map(ParamInfo::kind);
        self.parts.params = self
            .params
            .into_iter()
            .map(|(name, value)| {
                let value = value.write(kind(&name));
                (name, value)
            })
            .collect();
        self.parts.status = Some(self.status);
        let Written { body, headers } = self.parts.write(&L::__facts().wire);
        self.headers.extend(headers);
        // A server sends what is built, and half of it would be no JSON.
        DecodeOptions::new().max_body(usize::MAX).decode(self.status, &self.headers, body)
    }
}

/// The header that HTTP itself has for a wait.
pub(crate) const RETRY_AFTER: &str = "retry-after";

/// Writes a wait for `Retry-After`, which has whole seconds; rounded up, so that nobody comes too early.
pub(crate) fn write_retry_after(wait: Duration) -> String {
    wait.as_secs().saturating_add(u64::from(wait.subsec_nanos() > 0)).to_string()
}

/// Returns a template with each placeholder filled by its own name.
fn fill_placeholders(template: &'static str) -> Cow<'static, str> {
    Cow::Owned(Template::Pattern(template).segments().map(Segment::as_str).collect())
}

fn sample_value(info: &ParamInfo, now: SystemTime) -> ParamValue {
    let name = info.name();
    match info.kind() {
        ParamKind::Integer => 1.into(),
        ParamKind::Number => 1.5.into(),
        ParamKind::Boolean => true.into(),
        ParamKind::Timestamp => now.checked_add(SAMPLE_AHEAD).unwrap_or(now).into(),
        ParamKind::Seconds | ParamKind::Milliseconds | ParamKind::Duration => SAMPLE_WAIT.into(),
        ParamKind::List => vec![name].into(),
        ParamKind::Enum => info.values().first().map_or("", ParamChoice::name).into(),
        ParamKind::Json => Value::Object(Map::new()).into(),
        ParamKind::String => name.into(),
    }
}

/// The value of a param, for [`ErrorBuilder::param`]: anything that JSON has, a time, or a wait.
#[derive(Debug, Clone, PartialEq)]
pub struct ParamValue(Unwritten);

/// A value before the unit in which it is written is known.
#[derive(Debug, Clone, PartialEq)]
enum Unwritten {
    Json(Value),
    Wait(Duration),
}

impl ParamValue {
    /// Returns the value as it is sent for a param of a kind.
    fn write(self, kind: Option<ParamKind>) -> Value {
        let wait = match self.0 {
            Unwritten::Json(value) => return value,
            Unwritten::Wait(wait) => wait,
        };
        let seconds =
            if wait.subsec_nanos() == 0 { wait.as_secs().into() } else { wait.as_secs_f64().into() };
        match kind {
            Some(ParamKind::Milliseconds) if wait.subsec_nanos() % 1_000_000 == 0 => {
                u64::try_from(wait.as_millis()).map_or(Value::from(u64::MAX), Value::from)
            }
            Some(ParamKind::Milliseconds) => (wait.as_secs_f64() * 1_000.0).into(),
            Some(ParamKind::Duration) => format!("{seconds}s").into(),
            _ => seconds,
        }
    }
}

/// As RFC 3339 in UTC, rounded up to the next second: a hint is never earlier than it was meant.
impl From<SystemTime> for ParamValue {
    fn from(time: SystemTime) -> Self {
        let rounded = time.checked_add(Duration::from_nanos(999_999_999)).unwrap_or(time);
        Self(Unwritten::Json(Rfc3339(rounded).to_string().into()))
    }
}

/// In the unit that the label declares for the param, or else in seconds.
impl From<Duration> for ParamValue {
    fn from(wait: Duration) -> Self {
        Self(Unwritten::Wait(wait))
    }
}

impl<T: Into<Value>> From<Vec<T>> for ParamValue {
    fn from(values: Vec<T>) -> Self {
        Self(Unwritten::Json(values.into()))
    }
}

/// A blanket conversion of everything that becomes a [`Value`] would exclude those of times and waits.
macro_rules! impl_from_json {
    ($($type:ty),+ $(,)?) => {$(
        impl From<$type> for ParamValue {
            fn from(value: $type) -> Self {
                Self(Unwritten::Json(value.into()))
            }
        }
    )+};
}

impl_from_json!(Value, &str, String, Cow<'_, str>, bool, i32, i64, u8, u16, u32, u64, usize, f32, f64);
