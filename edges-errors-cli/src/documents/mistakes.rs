//! Mistakes and warnings for editors.

use serde::Serialize;

use edges_errors_catalogue::diagnostic::Diagnostic;
use edges_errors_catalogue::source::Sources;

/// The weight of a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The catalogue cannot be used.
    Error,
    /// The catalogue is used, and says something in vain.
    Warning,
}

/// A mistake or a warning with its place: lines and columns count from 1, columns in characters, and the end is exclusive.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Mistake<'a> {
    pub severity: Severity,
    pub file: &'a str,
    pub line: u32,
    pub column: u32,
    pub end_line: u32,
    pub end_column: u32,
    pub rule: &'static str,
    pub message: &'a str,
    /// The fix; the words beside the carets of `check`.
    pub help: Option<String>,
}

/// Locates a mistake in its file.
pub fn locate_mistake<'a>(mistake: &'a Diagnostic, source: &'a Sources) -> Mistake<'a> {
    let located = source.locate(mistake.place.span.start);
    let (line, column) = located.line_column();
    let (end_line, end_column) =
        source.locate(mistake.place.span.end.max(mistake.place.span.start)).line_column();
    let beside = (!mistake.place.note.is_empty()).then_some(mistake.place.note.as_str());
    let help: Vec<&str> = beside.into_iter().chain(mistake.help.as_deref()).collect();
    Mistake {
        severity: if mistake.rule.is_warning() { Severity::Warning } else { Severity::Error },
        file: located.source.name(),
        line,
        column,
        end_line,
        end_column,
        rule: mistake.rule.as_str(),
        message: &mistake.message,
        help: (!help.is_empty()).then(|| help.join("; ")),
    }
}
