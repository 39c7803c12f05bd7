//! Catalogues with very many mistakes.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use edges_errors_catalogue::diagnostic::Look;
use edges_errors_catalogue::read_catalogue;
use edges_errors_catalogue::source::Sources;

const LABELS: usize = 8_000;

/// Writes a catalogue whose labels each hold these lines.
fn catalogue(lines: &str) -> Sources {
    let labels: String =
        (0..LABELS).map(|n| format!("[errors.LABEL_{n}]\nstatuses = [424]\n{lines}\n")).collect();
    Sources::new("errors.toml", format!("[remedies.wait]\ndoc = \"Wait.\"\n\n{labels}"))
}

#[test]
fn all_mistakes_are_listed_and_the_first_hundred_drawn() {
    for lines in [
        "category = \"nothing\"\nremedy = \"nobody\"\n",
        "categry = \"nothing\"\nremedi = \"nobody\"\n",
        "remedy = _\ndoc = \"x\n",
        "doc = \"x\"\ndoc = \"y\"\nnotes = []\nnotes = []\n",
        "deprecated = { note = \"Old.\", replaced_by = \"LABEL_X\" }\nstatus = 1\n",
    ] {
        let source = catalogue(lines);
        let checked = read_catalogue(&source);
        assert!(checked.diagnostics.len() >= 2 * LABELS, "{lines}: {}", checked.diagnostics.len());
        let drawn: Vec<_> =
            checked.drawn().iter().map(|mistake| mistake.render(&source, Look::Plain)).collect();
        assert_eq!(drawn.len(), 100);
        let rest = checked.diagnostics.len() - 100;
        assert_eq!(checked.count_undrawn().unwrap(), format!("… and {rest} more mistakes"));
        checked.diagnostics.iter().for_each(|mistake| {
            let _ = source.locate(mistake.place.span.start).line_column();
        });
    }
}

#[test]
fn few_mistakes_are_all_drawn() {
    let checked = read_catalogue(&Sources::new("errors.toml", "[catalogue]\n"));
    assert_eq!(checked.drawn().len(), checked.diagnostics.len());
    assert_eq!(checked.count_undrawn(), None);
}
