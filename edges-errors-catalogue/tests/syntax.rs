//! One character that is missing is one mistake.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use edges_errors_catalogue::diagnostic::{Diagnostic, Place, Rule};
use edges_errors_catalogue::read_catalogue;
use edges_errors_catalogue::source::Sources;

const CATALOGUE: &str = include_str!("../../errors.toml");

fn mistakes(text: &str) -> (Sources, Vec<Diagnostic>) {
    let source = Sources::new("errors.toml", text);
    let diagnostics = read_catalogue(&source).diagnostics;
    (source, diagnostics)
}

/// The section that a place is in: the lines from one header to the next.
fn section(text: &str, at: usize) -> &str {
    let start = text[..at].rfind("\n[").map_or(0, |newline| newline + 1);
    let end = text[at..].find("\n[").map_or(text.len(), |newline| at + newline);
    &text[start..end]
}

#[test]
fn one_missing_bracket_or_quote_is_told_in_its_section_and_once() {
    let places = CATALOGUE.char_indices().filter(|(_, c)| "[]{}\"".contains(*c)).map(|(at, _)| at);
    let mut told = 0;
    for at in places {
        let mut text = CATALOGUE.to_owned();
        text.remove(at);
        let (source, found) = mistakes(&text);
        let line = source.locate(at).line_column().0;
        // A character of a comment, or of prose, may go.
        let Some(first) = found.first() else { continue };
        told += 1;
        assert!(found.len() <= 2, "line {line}: {found:#?}");
        let near = section(CATALOGUE, at).lines().count();
        let off = |place: &Place| source.locate(place.span.start).line_column().0.abs_diff(line);
        assert!(usize::try_from(off(&first.place)).unwrap() <= near, "line {line}: {first:#?}");
        if CATALOGUE[at..].starts_with(['}', ']']) && first.rule == Rule::Syntax {
            let mut places = std::iter::once(&first.place).chain(&first.related);
            assert!(places.any(|place| off(place) <= 1), "line {line}: {first:#?}");
        }
    }
    assert!(told > 1_300, "{told}");
}

#[test]
fn mistakes_in_several_sections_and_lines_are_each_told() {
    let text = "[catalogue]\nname = Shop\nerror = \"ShopError\"\nrevision = =\n\n[retry.never]\nstrategy = \"never\n\n[errors.X]\ncauses = [\n  \"a\"\n";
    let (source, found) = mistakes(text);
    let lines: Vec<u32> = found.iter().map(|it| source.locate(it.place.span.start).line_column().0).collect();
    assert_eq!(lines, [2, 4, 7, 10], "{found:#?}");
}

#[test]
fn lines_that_only_look_like_headers_are_no_mistakes() {
    let text = "[catalogue]\nname = \"\"\"\n[one]\n[two]\n\"\"\"\n[errors.X]\ndoc = =\n";
    let (source, found) = mistakes(text);
    let lines: Vec<u32> = found.iter().map(|it| source.locate(it.place.span.start).line_column().0).collect();
    assert_eq!(lines, [7], "{found:#?}");
}
