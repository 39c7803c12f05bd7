//! The sections of a text that is not TOML, each with what is wrong in it alone.

use super::complaints::{Complaint, Complaints};
use super::explain::explain;
use super::lines::{Lines, line_of};
use super::scan::scan;
use crate::diagnostic::Diagnostic;
use crate::source::Span;

/// The most mistakes of one section that are reported.
const MOST_IN_A_SECTION: usize = 20;

/// The most lines in strings and lists that may look like headers, and still not divide a section that is right.
const MOST_LOOKALIKES: usize = 3;

/// A header with the lines below it.
pub(super) struct Section<'a> {
    text: &'a str,
    start: usize,
    pub(super) complaints: Complaints,
}

/// Divides a text at its headers, and parses each section alone.
pub(super) fn split<'a>(text: &'a str, lines: &Lines<'a>) -> Vec<Section<'a>> {
    let headers = lines.all().filter(|(start, line)| *start > 0 && is_header(line)).map(|(start, _)| start);
    let bounds: Vec<usize> = std::iter::once(0).chain(headers).chain([text.len()]).collect();
    let mut sections = Vec::new();
    let mut rest = bounds.as_slice();
    while let [start, ends @ ..] = rest
        && !ends.is_empty()
    {
        let alone = ends.iter().take(1 + MOST_LOOKALIKES).map(|end| Section::parse(text, *start..*end));
        let whole = alone.enumerate().find(|(_, section)| section.complaints.first.is_none());
        let (more, section) = whole.unwrap_or_else(|| {
            (0, Section::parse(text, *start..ends.first().copied().unwrap_or(text.len())))
        });
        sections.push(section);
        rest = ends.get(more..).unwrap_or_default();
    }
    sections
}

/// Returns whether a line looks like a header, also like one that lacks a bracket.
fn is_header(line: &str) -> bool {
    let written = line.split('#').next().unwrap_or_default().trim();
    let is_name = |c: char| c.is_ascii_alphanumeric() || "_-.\"' ".contains(c);
    let name = written.trim_matches(['[', ']']);
    name.len() < written.len() && name.chars().all(is_name)
        // Items of a list that are alone on a line have quotes.
        && (written.starts_with('[') || !name.contains(['"', '\'', ' ']))
        && !name.is_empty()
}

impl<'a> Section<'a> {
    /// Returns the whole text as one section.
    pub(super) fn whole(text: &'a str) -> Self {
        Self::parse(text, 0..text.len())
    }

    fn parse(text: &'a str, span: Span) -> Self {
        let start = span.start;
        let text = text.get(span).unwrap_or_default();
        Self { text, start, complaints: Complaints::of(text, start) }
    }

    /// Describes what is wrong: after a mistake that cannot reach beyond its line, also in the lines below it.
    pub(super) fn describe(&self) -> Vec<Diagnostic> {
        let mut found = Vec::new();
        let Some(first) = &self.complaints.first else { return found };
        found.push(self.describe_complaint(self.text, first));
        let mut text = self.text.to_owned();
        let mut at = first.span.start - self.start;
        while found.len() < MOST_IN_A_SECTION {
            let line = line_of(&text, at);
            if !stands_alone(&text, &line) {
                break;
            }
            let blank = " ".repeat(line.len());
            text.replace_range(line, &blank);
            let Some(next) = Complaints::of(&text, self.start).first else { break };
            at = next.span.start - self.start;
            if !begins_statement(&text, at) {
                break;
            }
            found.push(self.describe_complaint(&text, &next));
        }
        found
    }

    /// Describes a complaint; `text` is that of the section, perhaps without lines that have been told of.
    pub(super) fn describe_complaint(&self, text: &str, complaint: &Complaint) -> Diagnostic {
        let span = complaint.span.start - self.start..complaint.span.end - self.start;
        let mut diagnostic = explain(text, &complaint.message, span);
        let places = std::iter::once(&mut diagnostic.place).chain(&mut diagnostic.related);
        places.for_each(|place| place.span = place.span.start + self.start..place.span.end + self.start);
        diagnostic
    }
}

/// Returns whether the line of a place is a key with its value, or a header, rather than the rest of what is above it.
fn begins_statement(text: &str, at: usize) -> bool {
    let line = text.get(line_of(text, at)).unwrap_or_default().trim_start();
    let is_name = |c: char| c.is_ascii_alphanumeric() || "_-. ".contains(c);
    line.starts_with('[') || line.split_once('=').is_some_and(|(key, _)| key.chars().all(is_name))
}

/// Returns whether a line begins a statement and whatever it opens ends with it.
fn stands_alone(text: &str, line: &Span) -> bool {
    let above = text.get(..line.start).unwrap_or_default();
    let written = text.get(line.clone()).unwrap_or_default();
    scan(written).ends_with_its_line(written) && Complaints::of(above, 0).first.is_none()
}
