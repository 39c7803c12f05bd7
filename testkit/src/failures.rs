//! The failures that there are to be fetched.

use std::fmt::Display;
use std::time::Duration;

use edges_errors::retry::ClosedLimit;
use edges_errors::{Key as _, Label};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// The characters that a segment of a path cannot have as they are, and some more.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// A way to fail, and where to fetch it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Failure {
    /// The path, such as `/errors/LIMIT_REACHED`, percent-encoded: `/errors/Bad%20credentials`.
    pub path: String,
    /// The name of the failure: the label, or a word or two.
    pub words: String,
}

impl Failure {
    fn new(path: impl Into<String>, words: impl Into<String>) -> Self {
        Self { path: path.into(), words: words.into() }
    }
}

fn encode(segment: &str) -> impl Display {
    utf8_percent_encode(segment, ENCODED)
}

/// Lists the labels that the API sends, in the order of the catalogue.
pub(crate) fn list_labels<L: Label>() -> impl Iterator<Item = L> {
    L::all_including_removed().iter().copied().filter(|label| label.removed().is_none())
}

/// Lists every failure that ends: the labels in the order of the catalogue, those beside them, and the rest.
pub(crate) fn list_failures<L: Label>(unlisted: Option<&'static str>) -> Vec<Failure> {
    let labels = list_labels::<L>().map(L::as_str).chain(unlisted);
    let labels = labels.map(|label| Failure::new(format!("/errors/{}", encode(label)), label));
    // Of a limit without a signal no answer is a refusal.
    let refuses =
        |limit: &&L::RateLimit| ClosedLimit::<L>::new(**limit, Duration::ZERO).error().kind().is_answer();
    let limits = L::RateLimit::all().iter().filter(refuses).map(|limit| {
        Failure::new(format!("/limits/{}", limit.as_str()), format!("the limit {}", limit.title()))
    });
    let others = [("/html", "a proxy's HTML page"), ("/empty", "no body")];
    let others = others.map(|(path, words)| Failure::new(path, words));
    let broken = list_labels::<L>().take(1).flat_map(|label| {
        [("cut", "a body cut short"), ("slow", "a slow body")]
            .map(|(how, words)| Failure::new(format!("/{how}/{}", encode(label.as_str())), words))
    });
    labels.chain(limits).chain(others).chain(broken).collect()
}
