//! The response format: where the parts of an error are, in the words of the language.

use edges_errors_catalogue::language::CATALOGUE;
use edges_errors_catalogue::model::{Catalogue, Envelope, HintHeader, Payload, Place, PlaceSource};
use serde::Serialize;

use crate::place::EntryPlace;

/// The places of the parts of an error, each list in the order in which it is asked.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct EnvelopeFacts<'a> {
    pub label: Vec<PlaceFacts<'a>>,
    pub scope: Vec<PlaceFacts<'a>>,
    pub error_ref: Vec<PlaceFacts<'a>>,
    pub message: Vec<PlaceFacts<'a>>,
    pub status: Vec<PlaceFacts<'a>>,
    pub params: Vec<PlaceFacts<'a>>,
    pub label_format: &'static str,
    /// A 2xx answer with a label of the format is an error.
    pub errors_in_2xx: bool,
    pub hint_headers: Vec<HintFacts<'a>>,
    pub no_retry: Option<NoRetryFacts<'a>>,
    pub keep_headers: &'a [String],
    #[serde(flatten)]
    pub place: EntryPlace,
}

/// A place: a path in the body, or a header, and how much of its text counts.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PlaceFacts<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub path: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub header: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<&'a str>,
}

/// A header that says how long to wait.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct HintFacts<'a> {
    #[serde(flatten)]
    pub place: PlaceFacts<'a>,
    #[serde(rename = "type")]
    pub kind: &'static str,
}

/// A header whose value forbids to send the request again.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct NoRetryFacts<'a> {
    pub header: &'a str,
    pub is: &'a str,
}

/// A payload: it holds an error, and is not the response to the request that failed.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PayloadFacts<'a> {
    pub name: &'a str,
    pub title: &'a str,
    pub doc: &'a str,
    pub rust_name: &'a str,
    pub error: &'a str,
    pub failed: Option<&'a str>,
    pub ended: Option<&'a str>,
    pub resumed: Option<&'a str>,
    pub until: Option<&'a str>,
    pub asynchronous: bool,
    #[serde(flatten)]
    pub place: EntryPlace,
}

/// A key of the format, what the language says of it, and what the catalogue has there.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Part<'f, V> {
    /// The key.
    pub(super) key: &'static str,
    /// Its meaning.
    pub(super) doc: &'static str,
    pub(super) value: &'f V,
}

/// The words between two places of a part, of which the later one is asked after the earlier one.
pub(super) fn between(key: &str) -> &'static str {
    // Extra data is joined; of every other part one place has it.
    if key == "params" { ", then " } else { ", else " }
}

/// Returns what the language says of a key.
pub(super) fn doc_of(path: &[&str]) -> &'static str {
    CATALOGUE.find_key(path).map_or("", |key| key.doc)
}

impl<'a> EnvelopeFacts<'a> {
    /// Returns the facts of a catalogue's format.
    pub fn of(catalogue: &'a Catalogue) -> Self {
        let Envelope { label, scope, error_ref, message, status, params, .. } = &catalogue.envelope;
        let envelope = &catalogue.envelope;
        let places = |places: &'a [Place]| places.iter().map(PlaceFacts::of).collect();
        Self {
            label: places(label),
            scope: places(scope),
            error_ref: places(error_ref),
            message: places(message),
            status: places(status),
            params: places(params),
            label_format: envelope.label_format.as_str(),
            errors_in_2xx: envelope.errors_in_2xx,
            hint_headers: envelope.hint_headers.iter().map(HintFacts::of).collect(),
            no_retry: envelope
                .no_retry
                .as_ref()
                .map(|no_retry| NoRetryFacts { header: &no_retry.header, is: &no_retry.is }),
            keep_headers: &envelope.keep_headers,
            place: EntryPlace::of(catalogue, envelope.location),
        }
    }

    /// Returns the parts that have a place.
    pub(super) fn parts(&self) -> impl Iterator<Item = Part<'_, Vec<PlaceFacts<'a>>>> {
        let parts = [
            ("label", &self.label),
            ("scope", &self.scope),
            ("error_ref", &self.error_ref),
            ("message", &self.message),
            ("status", &self.status),
            ("params", &self.params),
        ];
        let parts = parts.into_iter().filter(|(_, places)| !places.is_empty());
        parts.map(|(key, value)| Part { key, doc: doc_of(&["envelope", key]), value })
    }
}

impl<'a> PlaceFacts<'a> {
    pub(super) fn of(place: &'a Place) -> Self {
        let (path, header) = match &place.source {
            PlaceSource::Path(path) => (Some(path.text.as_str()), None),
            PlaceSource::Header(name) => (None, Some(name.as_str())),
        };
        Self { path, header, after: place.after.as_deref(), until: place.until.as_deref() }
    }

    /// Describes the place in words, with names and marks as code.
    pub(super) fn describe(&self, code: impl Fn(&str) -> String) -> String {
        let mut words = match (self.path, self.header) {
            (Some("."), _) => format!("{} (the object itself)", code(".")),
            (Some(path), _) => code(path),
            (None, header) => format!("the header {}", code(header.unwrap_or_default())),
        };
        if let Some(after) = self.after {
            words.push_str(&format!(" behind {}", code(after)));
        }
        if let Some(until) = self.until {
            words.push_str(&format!(" up to {}", code(until)));
        }
        words
    }
}

impl<'a> HintFacts<'a> {
    pub(super) fn of(hint: &'a HintHeader) -> Self {
        let place = PlaceFacts {
            path: None,
            header: Some(&hint.header),
            after: hint.after.as_deref(),
            until: hint.until.as_deref(),
        };
        Self { place, kind: hint.kind.as_str() }
    }
}

impl<'a> PayloadFacts<'a> {
    /// Returns the facts of a payload.
    pub fn of(catalogue: &Catalogue, payload: &'a Payload) -> Self {
        let Payload { key, error, failed, ended, resumed, until, asynchronous } = payload;
        Self {
            name: &key.name,
            title: &key.title,
            doc: &key.doc,
            rust_name: &key.variant,
            error: &error.text,
            failed: failed.as_ref().map(|path| path.text.as_str()),
            ended: ended.as_ref().map(|path| path.text.as_str()),
            resumed: resumed.as_ref().map(|path| path.text.as_str()),
            until: until.as_ref().map(|path| path.text.as_str()),
            asynchronous: *asynchronous,
            place: EntryPlace::of(catalogue, key.location),
        }
    }

    /// Returns the paths that the payload has.
    pub(super) fn paths(&self) -> Vec<Part<'_, &'a str>> {
        let optional = [
            ("error", Some(&self.error)),
            ("failed", self.failed.as_ref()),
            ("ended", self.ended.as_ref()),
            ("resumed", self.resumed.as_ref()),
            ("until", self.until.as_ref()),
        ];
        let given = optional.into_iter().filter_map(|(key, path)| Some((key, path?)));
        given.map(|(key, value)| Part { key, doc: doc_of(&["payloads", "NAME", key]), value }).collect()
    }
}
