//! Keys and tables that are given twice.

use std::collections::HashMap;

use super::lines::Lines;
use crate::diagnostic::{Diagnostic, Rule};
use crate::source::Span;

/// Describes keys and tables that are given again, in the order of the text. Where a table is, its keys are not told as well.
pub(super) fn describe_duplicates(lines: &Lines<'_>, again: &[Span]) -> Vec<Diagnostic> {
    let mut headers: HashMap<&str, usize> = HashMap::new();
    if !again.is_empty() {
        for (start, line) in lines.all().filter(|(_, line)| line.starts_with('[')) {
            headers.entry(line.trim()).or_insert(start);
        }
    }
    let mut quiet_until = 0;
    let mut found = Vec::new();
    for span in again {
        if span.start < quiet_until {
            continue;
        }
        let number = lines.number(span.start);
        let (start, line) = lines.get(number);
        let written = line.trim();
        if written.starts_with('[') {
            let first = headers.get(written).copied().filter(|first| *first < start);
            let first = first.map(|first| first..first + written.len());
            found.push(describe(written, span, first));
            quiet_until = next_header(lines, number + 1);
        } else {
            let name = lines.text.get(span.clone()).unwrap_or_default();
            found.push(describe(name, span, find_key(lines, name, number)));
            quiet_until = start + line.len() + 1;
        }
    }
    found
}

fn describe(written: &str, span: &Span, first: Option<Span>) -> Diagnostic {
    let message = format!("`{written}` is given twice");
    let diagnostic = Diagnostic::new(Rule::Duplicate, span.clone(), message).note("remove it, or merge both");
    match first {
        Some(first) => diagnostic.related(first, "first given here"),
        None => diagnostic,
    }
}

/// Returns where the next section begins; behind the end of the text where none does.
fn next_header(lines: &Lines<'_>, from: usize) -> usize {
    let mut rest = (from..).map(|number| lines.get(number));
    let header = rest.find(|(start, line)| line.starts_with('[') || *start >= lines.text.len());
    header.map_or(lines.text.len() + 1, |(start, _)| start)
}

/// Returns the first place of a key in the table that a line is in, above that line.
fn find_key(lines: &Lines<'_>, key: &str, before: usize) -> Option<Span> {
    let above = (0..before).rev().map(|number| lines.get(number));
    let mut section = above.take_while(|(_, line)| !line.starts_with('['));
    let (start, line) = section.find(|(_, line)| {
        line.trim_start().strip_prefix(key).is_some_and(|rest| rest.trim_start().starts_with('='))
    })?;
    let indent = line.len() - line.trim_start().len();
    Some(start + indent..start + indent + key.len())
}
