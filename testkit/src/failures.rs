//! The failures that there are to be fetched.

use edges_errors::ErrorLabel;

/// A way to fail, and where to fetch it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Failure {
    /// The path, such as `/errors/LIMIT_REACHED`.
    pub path: String,
    /// The name of the failure: the label, or a word or two.
    pub words: String,
}

impl Failure {
    fn new(path: impl Into<String>, words: impl Into<String>) -> Self {
        Self { path: path.into(), words: words.into() }
    }
}

/// A label that the API's makers publish in a sample, and that its reference does not list.
const UNLISTED: &str = "PROFILE_NOT_ACCESSIBLE";

pub(crate) fn list_failures() -> Vec<Failure> {
    let labels = ErrorLabel::ALL.iter().map(|label| label.as_str()).chain([UNLISTED]);
    let labels = labels.map(|label| Failure::new(format!("/errors/{label}"), label));
    let others = [
        ("/plan-limit", "the plan's rate limit"),
        ("/html", "a proxy's HTML page"),
        ("/empty", "no body"),
        ("/cut", "a body cut short"),
        ("/slow", "a slow body"),
    ];
    labels.chain(others.map(|(path, words)| Failure::new(path, words))).collect()
}
