//! The response format: where the parts of an error are, in the words of the language.

use edges_errors_catalogue::model::{Catalogue, Envelope, HintHeader, Payload, Place, PlaceSource};
use serde::Serialize;

use super::keys::KeyFacts;
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
    #[serde(flatten)]
    pub key: KeyFacts<'a>,
    pub error: &'a str,
    pub failed: Option<&'a str>,
    pub ended: Option<&'a str>,
    pub resumed: Option<&'a str>,
    pub until: Option<&'a str>,
    pub asynchronous: bool,
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

    /// Returns the parts that have a place, by their keys.
    pub(super) fn parts(&self) -> impl Iterator<Item = (&'static str, &[PlaceFacts<'a>])> {
        let parts: [(_, &[_]); 6] = [
            ("label", &self.label),
            ("scope", &self.scope),
            ("error_ref", &self.error_ref),
            ("message", &self.message),
            ("status", &self.status),
            ("params", &self.params),
        ];
        parts.into_iter().filter(|(_, places)| !places.is_empty())
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
            key: KeyFacts::of(catalogue, key),
            error: &error.text,
            failed: failed.as_ref().map(|path| path.text.as_str()),
            ended: ended.as_ref().map(|path| path.text.as_str()),
            resumed: resumed.as_ref().map(|path| path.text.as_str()),
            until: until.as_ref().map(|path| path.text.as_str()),
            asynchronous: *asynchronous,
        }
    }

    /// Returns the paths that the payload has, by their keys.
    pub(super) fn paths(&self) -> impl Iterator<Item = (&'static str, &'a str)> {
        let paths = [
            ("error", Some(self.error)),
            ("failed", self.failed),
            ("ended", self.ended),
            ("resumed", self.resumed),
            ("until", self.until),
        ];
        paths.into_iter().filter_map(|(key, path)| Some((key, path?)))
    }
}
