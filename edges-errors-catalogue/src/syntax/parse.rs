//! The TOML parser's own complaints, one for each mistake: it goes on after an error, and much of what it then says
//! follows from the first.

use toml::de::DeTable;

use crate::diagnostic::{Diagnostic, Rule};
use crate::source::Span;

/// The table of a text, damaged where the diagnostics say so.
pub(super) fn parse_toml(text: &str) -> (toml::Spanned<DeTable<'_>>, Vec<Diagnostic>) {
    let (table, mut errors) = DeTable::parse_recoverable(text);
    errors.sort_by_key(|error| error.span().map_or(text.len(), |span| span.start));
    let mut found: Vec<Diagnostic> = Vec::new();
    let mut quiet_until = 0;
    for error in errors {
        // What ends too early ends on the last line, not on the empty one behind it.
        let end = text.trim_end_matches(['\n', '\r']).len();
        let span = error.span().filter(|span| span.start < text.len()).unwrap_or(end..end);
        if span.start < quiet_until {
            continue;
        }
        let (diagnostic, whole_section) = match error.message() {
            "duplicate key" => describe_duplicate(text, span.clone()),
            message => describe_error(message, span.clone()),
        };
        let next_line = line_of(text, span.start).end + 1;
        quiet_until = if whole_section { next_header(text, next_line) } else { next_line };
        found.push(diagnostic);
    }
    (table, found)
}

/// A diagnostic, and whether the rest of the section suffers from the same mistake.
fn describe_error(message: &str, span: Span) -> (Diagnostic, bool) {
    let diagnostic = Diagnostic::new(Rule::Syntax, span, message);
    if message.contains("array") {
        return (diagnostic.note("perhaps a list above is not closed by `]`"), true);
    }
    (diagnostic, false)
}

/// A key or table that stands a second time, with the place of the first.
fn describe_duplicate(text: &str, span: Span) -> (Diagnostic, bool) {
    let line = line_of(text, span.start);
    let written = text.get(line.clone()).unwrap_or_default().trim();
    let is_table = written.starts_with('[');
    let name = text.get(span.clone()).unwrap_or_default();
    let message = format!("`{}` stands here a second time", if is_table { written } else { name });
    let mut diagnostic = Diagnostic::new(Rule::Duplicate, span.clone(), message).note("a second time");
    let first =
        if is_table { find_header(text, written, line.start) } else { find_key(text, name, line.start) };
    if let Some(first) = first {
        diagnostic = diagnostic.related(first, "first here");
    }
    (diagnostic, is_table)
}

fn line_of(text: &str, at: usize) -> Span {
    let start = text.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |newline| newline + 1);
    let end = text.get(at..).and_then(|rest| rest.find('\n')).map_or(text.len(), |newline| at + newline);
    start..end
}

/// The lines of a text with their places.
fn lines(text: &str) -> impl DoubleEndedIterator<Item = (usize, &str)> {
    let starts = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect::<Vec<_>>();
    starts.into_iter().map(|start| (start, text.get(line_of(text, start)).unwrap_or_default()))
}

/// Where the next section begins; behind the end of the text where none does.
fn next_header(text: &str, from: usize) -> usize {
    let header = lines(text).find(|(start, line)| *start >= from && line.starts_with('['));
    header.map_or(text.len() + 1, |(start, _)| start)
}

fn find_header(text: &str, header: &str, before: usize) -> Option<Span> {
    let same = lines(text).find(|(start, line)| *start < before && line.trim() == header);
    same.map(|(start, line)| start..start + line.trim_end().len())
}

/// The first place of a key in the table that ends before a place.
fn find_key(text: &str, key: &str, before: usize) -> Option<Span> {
    let above = lines(text).rev().skip_while(|(start, _)| *start >= before);
    let mut section = above.take_while(|(_, line)| !line.starts_with('['));
    let (start, line) = section.find(|(_, line)| {
        line.trim_start().strip_prefix(key).is_some_and(|rest| rest.trim_start().starts_with('='))
    })?;
    let indent = line.len() - line.trim_start().len();
    Some(start + indent..start + indent + key.len())
}
