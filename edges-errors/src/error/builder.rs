//! Errors built by hand, for tests of handlers. They are built as a body and decoded like any other.

use std::borrow::Cow;

use edges_errors_core::template::{Segment, Template};
use serde_json::{Map, Value};

use super::ApiError;
use crate::catalogue::{Key, Label, ParamChoice, ParamInfo, ParamKind};

/// Builds an error with a label, as the API would send it.
///
/// ```
/// use edges_errors::{EdgesError, ErrorLabel, Scope};
///
/// let error = EdgesError::builder(ErrorLabel::LimitReached)
///     .scope(Scope::Integ)
///     .message("Daily limit reached for profile views.")
///     .param("postponed_until", "2026-11-24T08:00:00Z")
///     .build();
/// assert_eq!(error.status(), Some(429));
/// ```
#[derive(Debug, Clone)]
pub struct ErrorBuilder<L> {
    label: L,
    status: u16,
    body: Map<String, Value>,
    params: Vec<(String, Value)>,
    headers: Vec<(String, String)>,
}

impl<L: Label> ApiError<L> {
    /// Returns a builder of an error with a label and the first status that the catalogue lists for it.
    #[must_use]
    pub fn builder(label: L) -> ErrorBuilder<L> {
        ErrorBuilder::new(label)
    }
}

impl<L: Label> ErrorBuilder<L> {
    pub(crate) fn new(label: L) -> Self {
        let status = label.statuses().first().copied().unwrap_or_default();
        Self { label, status, body: Map::new(), params: Vec::new(), headers: Vec::new() }
    }

    /// Returns a builder of a typical error: the first example or template as its message, a reference, and every declared
    /// param.
    #[must_use]
    pub fn sample(label: L) -> Self {
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
            builder = builder.param(info.name(), sample_value(info));
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
    pub fn scope(self, scope: L::Scope) -> Self {
        self.set("error_scope", scope.as_str())
    }

    /// Sets the reference to quote to support.
    #[must_use]
    pub fn error_ref(self, error_ref: impl Into<String>) -> Self {
        self.set("error_ref", error_ref.into())
    }

    /// Sets the message for people.
    #[must_use]
    pub fn message(self, message: impl Into<String>) -> Self {
        self.set("message", message.into())
    }

    /// Sets a param, and replaces one of the same name.
    #[must_use]
    pub fn param(mut self, name: impl Into<String>, value: impl Into<Value>) -> Self {
        let (name, value) = (name.into(), value.into());
        self.params.retain(|(known, _)| *known != name);
        self.params.push((name, value));
        self
    }

    /// Adds a header of the response, such as `Retry-After`.
    #[must_use]
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    /// Writes the body and decodes it.
    #[must_use]
    pub fn build(self) -> ApiError<L> {
        ApiError::from_parts(self.status, &self.headers, self.write_body())
    }

    fn set(mut self, key: &str, value: impl Into<Value>) -> Self {
        self.body.insert(key.to_owned(), value.into());
        self
    }

    /// The keys in the order in which the API sends them.
    fn write_body(&self) -> String {
        let text = |value: &Value| value.to_string();
        let mut entries = vec![("error_label", Value::from(self.label.as_str()).to_string())];
        for key in ["error_scope", "error_ref", "message"] {
            entries.extend(self.body.get(key).map(|value| (key, text(value))));
        }
        entries.push(("status_code", self.status.to_string()));
        let params: Vec<(&str, String)> =
            self.params.iter().map(|(name, value)| (&**name, text(value))).collect();
        entries.push(("params", write_object(&params)));
        write_object(&entries)
    }
}

fn write_object(entries: &[(&str, String)]) -> String {
    let entries: Vec<String> =
        entries.iter().map(|(key, value)| format!("{}:{value}", Value::from(*key))).collect();
    format!("{{{}}}", entries.join(","))
}

/// A template with each placeholder filled by its own name.
fn fill_placeholders(template: &'static str) -> Cow<'static, str> {
    Cow::Owned(Template::Pattern(template).segments().map(Segment::as_str).collect())
}

fn sample_value(info: &ParamInfo) -> Value {
    let name = info.name();
    match info.kind() {
        ParamKind::Integer => 1.into(),
        ParamKind::Number => 1.5.into(),
        ParamKind::Boolean => true.into(),
        ParamKind::Timestamp => "2030-01-01T00:00:00Z".into(),
        ParamKind::Seconds => 60.into(),
        ParamKind::List => vec![name].into(),
        ParamKind::Enum => info.values().first().map_or("", ParamChoice::name).into(),
        ParamKind::Json => Value::Object(Map::new()),
        ParamKind::String => name.into(),
    }
}
