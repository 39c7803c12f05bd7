//! The response format.

use edges_errors_core::vocabulary::{HintKind, LabelFormat};

use super::{Key, Location};
use crate::path::Path;

/// The places of the parts of an error, each list in the order in which it is asked.
#[derive(Debug, Clone, PartialEq)]
pub struct Envelope {
    pub label: Vec<Place>,
    pub scope: Vec<Place>,
    pub error_ref: Vec<Place>,
    pub message: Vec<Place>,
    pub status: Vec<Place>,
    /// Objects whose entries are extra data.
    pub params: Vec<Place>,
    pub label_format: LabelFormat,
    /// A 2xx answer with a label of the format is an error.
    pub errors_in_2xx: bool,
    /// Headers, beside `Retry-After`, that say how long to wait.
    pub hint_headers: Vec<HintHeader>,
    pub no_retry: Option<NoRetry>,
    /// Headers that are kept although nothing else names them.
    pub keep_headers: Vec<String>,
    pub location: Location,
}

/// The place of a part, and how much of its text counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    pub source: PlaceSource,
    /// The mark behind which the value begins, if it is there; of several before `until` the last. Behind an `until` it counts
    /// where it follows at once.
    pub after: Option<String>,
    /// The mark at which the value ends: the first one, behind `after` if that is there.
    pub until: Option<String>,
}

/// The part of an answer that has a value.
#[derive(Debug, Clone, Eq)]
pub enum PlaceSource {
    Path(Path),
    Header(String),
}

/// The names of headers are the same in any case.
impl PartialEq for PlaceSource {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Path(one), Self::Path(other)) => one == other,
            (Self::Header(one), Self::Header(other)) => one.eq_ignore_ascii_case(other),
            (Self::Path(_), Self::Header(_)) | (Self::Header(_), Self::Path(_)) => false,
        }
    }
}

impl Place {
    /// Returns the path, where the place is one.
    pub fn path(&self) -> Option<&Path> {
        match &self.source {
            PlaceSource::Path(path) => Some(path),
            PlaceSource::Header(_) => None,
        }
    }

    /// Returns the header, where the place is one.
    pub fn header(&self) -> Option<&str> {
        match &self.source {
            PlaceSource::Path(_) => None,
            PlaceSource::Header(name) => Some(name),
        }
    }

    /// Returns the path or the header as in the file.
    pub fn text(&self) -> &str {
        match &self.source {
            PlaceSource::Path(path) => &path.text,
            PlaceSource::Header(name) => name,
        }
    }
}

/// A header that says how long to wait.
#[derive(Debug, Clone, Eq)]
pub struct HintHeader {
    pub header: String,
    pub kind: HintKind,
    pub after: Option<String>,
    pub until: Option<String>,
}

/// The names of headers are the same in any case.
impl PartialEq for HintHeader {
    fn eq(&self, other: &Self) -> bool {
        let Self { header, kind, after, until } = self;
        header.eq_ignore_ascii_case(&other.header)
            && (kind, after, until) == (&other.kind, &other.after, &other.until)
    }
}

/// A header whose value forbids to send the request again.
#[derive(Debug, Clone, Eq)]
pub struct NoRetry {
    pub header: String,
    pub is: String,
}

/// The names of headers are the same in any case.
impl PartialEq for NoRetry {
    fn eq(&self, other: &Self) -> bool {
        self.header.eq_ignore_ascii_case(&other.header) && self.is == other.is
    }
}

/// One entry of `[payloads]`.
#[derive(Debug, Clone, PartialEq)]
pub struct Payload {
    pub key: Key,
    pub error: Path,
    pub failed: Option<Path>,
    pub ended: Option<Path>,
    pub resumed: Option<Path>,
    pub until: Option<Path>,
    pub asynchronous: bool,
}

/// A part of an error, and the places that it is looked for at.
#[derive(Debug, Clone, Copy)]
pub struct Part<'a> {
    /// The key of `[envelope]`.
    pub key: &'static str,
    pub places: &'a [Place],
}

impl Envelope {
    /// Returns the parts of an error in the order in which the language documents them.
    pub fn parts(&self) -> [Part<'_>; 6] {
        [
            Part { key: "label", places: &self.label },
            Part { key: "scope", places: &self.scope },
            Part { key: "error_ref", places: &self.error_ref },
            Part { key: "message", places: &self.message },
            Part { key: "status", places: &self.status },
            Part { key: "params", places: &self.params },
        ]
    }

    /// Returns the places of all parts.
    pub fn places(&self) -> impl Iterator<Item = &Place> {
        self.parts().into_iter().flat_map(|part| part.places)
    }
}
