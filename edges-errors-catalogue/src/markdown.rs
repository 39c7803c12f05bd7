//! Markdown that both rustdoc and the documents hold: the quick-reference table, and text that stays text.

use std::fmt::Write as _;

use crate::model::{Catalogue, Label};
use crate::phrases::{join_statuses, summarise_retry};

/// The quick-reference table: a line for each label, in the order of the file, that links to the published reference.
pub fn write_quick_table(catalogue: &Catalogue) -> String {
    write_table(catalogue, |label| label.docs_url.clone())
}

/// The same table with links of your own.
pub fn write_table(catalogue: &Catalogue, link: impl Fn(&Label) -> Option<String>) -> String {
    let mut table = String::from(
        "| Label | Status | Category | Fault | Retry | What to do |\n| --- | --- | --- | --- | --- | --- |\n",
    );
    for label in catalogue.current_labels() {
        let category = &catalogue[label.category];
        let _ = writeln!(
            table,
            "| {} | {} | {} | {} | {} | {} |",
            link_to(&label.name, link(label).as_deref()),
            join_statuses(&label.statuses),
            escape(&category.key.title),
            catalogue.fault_of(label).key.name,
            summarise_retry(catalogue, label),
            escape(&catalogue[label.remedy].key.doc),
        );
    }
    table
}

/// Returns a name as code, as a link where there is something to link to.
fn link_to(name: &str, link: Option<&str>) -> String {
    let name = code(name);
    link.map_or_else(|| name.clone(), |link| format!("[{name}]({link})"))
}

/// Text that stays text in Markdown, wherever it is.
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    for (at, c) in text.char_indices() {
        // At the beginning these make a list or a heading.
        let begins = at == 0 && "+-=".contains(c) || at > 0 && at == digits && ".)".contains(c);
        if begins || "\\`*_[]<>|#~&".contains(c) {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

/// Text as code: its fence is longer than any run of backticks in it.
pub fn code(text: &str) -> String {
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or_default();
    let fence = "`".repeat(longest + 1);
    let padded = text.starts_with('`') || text.ends_with('`') || text.trim().is_empty();
    let pad = if padded { " " } else { "" };
    format!("{fence}{pad}{text}{pad}{fence}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_that_begins_like_a_block_stays_text() {
        assert_eq!(escape("- no list"), "\\- no list");
        assert_eq!(escape("1. no list"), "1\\. no list");
        assert_eq!(escape("424 is a status. 1. too"), "424 is a status. 1. too");
        assert_eq!(escape("<b>"), "\\<b\\>");
    }

    #[test]
    fn code_keeps_its_backticks() {
        assert_eq!(code("plain"), "`plain`");
        assert_eq!(code("a `b` c"), "``a `b` c``");
        assert_eq!(code("`b`"), "`` `b` ``");
        assert_eq!(code("`a``b"), "``` `a``b ```");
        assert_eq!(code(" "), "`   `");
    }
}
