//! Pieces of text that several documents write.

use anstyle::Style;
use edges_errors_catalogue::diagnostic::Look;
use edges_errors_catalogue::markdown::escape;
use edges_errors_core::text::spell_out;

/// Returns text in a style, where the look has colours.
pub(crate) fn paint(look: Look, style: Style, text: &str) -> String {
    match look {
        Look::Plain => text.to_owned(),
        Look::Coloured => format!("{style}{text}{style:#}"),
    }
}

/// Returns text from outside in one line that is safe to show.
pub(crate) fn one_line(text: &str) -> String {
    spell_out(&text.split_whitespace().collect::<Vec<_>>().join(" ")).to_string()
}

/// Returns text from outside for a cell of a Markdown table: in one line, without markup.
pub(crate) fn cell(text: &str) -> String {
    escape(&one_line(text))
}

/// Returns a name from outside for a cell of a Markdown table, as code.
pub(crate) fn code_cell(name: &str) -> String {
    format!("`{}`", spell_out(&name.replace(['`', '|'], "")))
}

/// Returns a number with its noun: `1 label`, `2 labels`.
pub(crate) fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

/// Lists how many there are of each kind, without kinds of which there are none: `2 breaking, 1 prose`.
pub(crate) fn list_counts<'a>(counts: impl IntoIterator<Item = (usize, &'a str)>) -> String {
    let counts = counts.into_iter().filter(|(count, _)| *count > 0);
    counts.map(|(count, kind)| format!("{count} {kind}")).collect::<Vec<_>>().join(", ")
}

/// Returns a place in a file: `errors.toml:12`.
pub(crate) fn place(file: &str, line: u32) -> String {
    format!("{}:{line}", spell_out(file))
}

/// Returns words with the first letter in upper case.
pub(crate) fn capitalise(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Returns the text of a file of this crate with line feeds alone, however it was checked out.
pub(crate) fn unify_lines(text: &str) -> String {
    text.replace('\r', "")
}
