//! The page: its quick-reference table, found by the names of its columns, and its description of the response structure.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use edges_errors_catalogue::source::{LineIndex, Span};

use super::structure::{Member, read_members};

/// A row of the quick-reference table: the cells as they are read, without markup.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The label as on the wire, such as `LIMIT_REACHED`.
    pub label: String,
    /// The cell of the statuses, such as `429/424`.
    pub statuses: String,
    /// The cell of the category, such as `Rate Limit`; empty if neither the row nor one above it has any.
    pub category: String,
    /// The line of the row above that the category is taken from, if this one's cell is blank.
    pub category_line: Option<u32>,
    /// The cell of the retry, such as `Yes — with backoff`.
    pub retry: String,
    /// The line of the page, from 1.
    pub line: u32,
}

/// The facts of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    /// The rows of the quick-reference table in the order of the page.
    pub rows: Vec<Row>,
    /// The members of an error's body; none where the page does not describe the response structure.
    pub members: Vec<Member>,
}

/// The cells of a row of any table, and its place.
type Cells = (Vec<String>, Span);

/// The indices of the columns.
struct Columns {
    label: usize,
    statuses: usize,
    category: usize,
    retry: usize,
}

impl Columns {
    /// Finds all four columns by their names, in any order and in a few spellings.
    fn find(header: &[String]) -> Option<Self> {
        Some(Self {
            label: find_column(header, &["label", "labels"])?,
            // A column `Status` beside one of codes tells something else.
            statuses: find_column(header, &["http", "code", "codes", "statuses", "status"])?,
            category: find_column(header, &["category"])?,
            retry: find_column(header, &["retryable", "retry", "retries"])?,
        })
    }
}

/// Finds the column whose name has the first of the words that any has; of several the name with the fewest words.
fn find_column(header: &[String], wanted: &[&str]) -> Option<usize> {
    let split = |name: &String| -> Vec<String> {
        let name = remove_hidden(name).to_lowercase();
        let words = name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        words.map(str::to_owned).collect()
    };
    let names: Vec<Vec<String>> = header.iter().map(split).collect();
    wanted.iter().find_map(|word| {
        let fitting = names.iter().enumerate().filter(|(_, name)| name.iter().any(|part| part == word));
        // `Retry-After` is a header, and its column says how long to wait.
        let fitting = fitting.filter(|(_, name)| !name.iter().any(|part| part == "after"));
        fitting.min_by_key(|(_, name)| name.len()).map(|(column, _)| column)
    })
}

/// Removes characters that only say where a word may be broken.
fn remove_hidden(text: &str) -> String {
    text.chars().filter(|c| !matches!(c, '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}')).collect()
}

/// Reads the rows of every table of the page whose header has columns for label, status, category and retry, and the members
/// that it describes under a title such as `Error Response Structure`.
///
/// `None` if there is no such table with a row.
///
/// ```
/// use edges_errors_cli::drift::read_reference;
///
/// let page = "|`Error Label`|HTTP Code|Category|Retry?|\n|-|-|-|-|\n| `SOLD_OUT` | 409 / 424 | Stock | No – wait |\n\n\
///             ## Response structure\n\n- `error.code`: the label\n";
/// let reference = read_reference(page).unwrap();
/// assert_eq!((reference.rows[0].label.as_str(), reference.rows[0].line), ("SOLD_OUT", 3));
/// assert_eq!((reference.members[0].path.as_str(), reference.members[0].line), ("error.code", 7));
/// ```
pub fn read_reference(page: &str) -> Option<Reference> {
    // Behind a byte order mark a table in the first line is none.
    let page = page.strip_prefix('\u{feff}').unwrap_or(page);
    let lines = LineIndex::new(page);
    let mut rows = Vec::new();
    for table in read_tables(page) {
        let Some(((header, _), body)) = table.split_first() else { continue };
        let Some(columns) = Columns::find(header) else { continue };
        let mut category = (String::new(), None);
        for (cells, span) in body {
            let row = read_row(&columns, cells, lines.line(span), &category);
            // In Markdown, lines of text right below a table are rows of it, up to the next blank line.
            if !page.get(span.clone()).is_some_and(|source| source.contains('|')) {
                break;
            }
            // The heading of a group, which names the category of the rows below unless they do.
            if row.statuses.is_empty() && row.retry.is_empty() {
                let is_inherited = row.category_line.is_some() || row.category.is_empty();
                let heading = if is_inherited { &row.label } else { &row.category };
                if !heading.is_empty() {
                    category = (heading.clone(), Some(row.line));
                }
                continue;
            }
            // Without a retry cell a row has lost a column, and this cell may not be a category.
            if !row.retry.is_empty() {
                category = (row.category.clone(), row.category_line.or(Some(row.line)));
            }
            rows.push(row);
        }
    }
    (!rows.is_empty()).then(|| Reference { rows, members: read_members(page) })
}

fn read_row(columns: &Columns, cells: &[String], line: u32, above: &(String, Option<u32>)) -> Row {
    let cell = |column: usize| cells.get(column).cloned().unwrap_or_default();
    let own = cell(columns.category);
    let (category, category_line) = if own.is_empty() { above.clone() } else { (own, None) };
    Row {
        label: remove_hidden(&cell(columns.label)),
        statuses: cell(columns.statuses),
        category,
        category_line,
        retry: cell(columns.retry),
        line,
    }
}

/// Reads every table of the page as rows of cells, the header first.
fn read_tables(page: &str) -> Vec<Vec<Cells>> {
    let mut tables: Vec<Vec<Cells>> = Vec::new();
    let mut cell: Option<String> = None;
    for (event, span) in Parser::new_ext(page, Options::ENABLE_TABLES).into_offset_iter() {
        match event {
            Event::Start(Tag::Table(_)) => tables.push(Vec::new()),
            Event::Start(Tag::TableHead | Tag::TableRow) => {
                if let Some(table) = tables.last_mut() {
                    table.push((Vec::new(), span));
                }
            }
            Event::Start(Tag::TableCell) => cell = Some(String::new()),
            Event::End(TagEnd::TableCell) => {
                let text = cell.take().unwrap_or_default();
                if let Some((cells, _)) = tables.last_mut().and_then(|table| table.last_mut()) {
                    cells.push(text.split_whitespace().collect::<Vec<_>>().join(" "));
                }
            }
            Event::Text(text) | Event::Code(text) => {
                if let Some(cell) = &mut cell {
                    cell.push_str(&text);
                }
            }
            Event::InlineHtml(tag) if tag.to_ascii_lowercase().starts_with("<wbr") => {}
            Event::InlineHtml(_) | Event::SoftBreak | Event::HardBreak => {
                if let Some(cell) = &mut cell {
                    cell.push(' ');
                }
            }
            _ => {}
        }
    }
    tables
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(page: &str) -> Vec<(String, String, String, String)> {
        let rows = read_reference(page).map(|reference| reference.rows).unwrap_or_default();
        rows.into_iter().map(|row| (row.label, row.statuses, row.category, row.retry)).collect()
    }

    fn row(label: &str, statuses: &str, category: &str, retry: &str) -> (String, String, String, String) {
        (label.to_owned(), statuses.to_owned(), category.to_owned(), retry.to_owned())
    }

    #[test]
    fn columns_are_found_by_their_names_in_any_order() {
        let page = "| Retry? | Since | Category | Error Label | HTTP Code |\n|---|---|---|:-:|--:|\n\
                    | No \\| never | v1 | Input | [`BAD`](#bad) | 400 |\n";
        assert_eq!(rows(page), [row("BAD", "400", "Input", "No | never")]);
    }

    #[test]
    fn other_tables_and_tables_in_code_are_not_it() {
        let page = "| Scope | Description |\n|---|---|\n| input | x |\n\n```\n\
                    | Label | Code | Category | Retry |\n|---|---|---|---|\n| A | 400 | B | No |\n```\n\n\
                    | Source | Identifier | Retry Strategy |\n|---|---|---|\n| a | b | c |\n";
        assert_eq!(read_reference(page), None);
    }

    #[test]
    fn a_table_without_outer_pipes_between_lines_of_text_is_read() {
        let page = "Quick Reference Table\r\n| Error Label | HTTP Code | Category | Retry? |\r\n|---|---|---|---|\r\n\
                    BAD | 400 | Input | No — fix |\r\n*LOST* | 424 | | Yes &mdash; retry\r\nError Response Structure\r\n| Scope | Description |\r\n\
                    |---|---|\r\n| input | Not valid |\r\n";
        assert_eq!(
            rows(page),
            [row("BAD", "400", "Input", "No — fix"), row("LOST", "424", "Input", "Yes — retry")]
        );
        let reference = read_reference(page).unwrap();
        assert_eq!((reference.rows[1].line, reference.rows[1].category_line), (5, Some(4)));
    }

    #[test]
    fn marks_of_where_to_break_are_no_part_of_a_label() {
        let header = "\u{feff}| Error&shy; Label | Code | Category | Retry? |\n|---|---|---|---|\n";
        for label in
            ["LIMIT_<wbr>REACHED", "LIMIT_<WBR/>REACHED", "LIMIT\u{200b}_REACHED", "LIMIT_&shy;REACHED"]
        {
            let page = format!("{header}| {label} | 424 | Limit | No |\n");
            assert_eq!(rows(&page), [row("LIMIT_REACHED", "424", "Limit", "No")], "{label}");
        }
    }

    #[test]
    fn of_columns_with_similar_names_the_right_one_is_read() {
        let page = "| Status | Label | HTTP code | Retry-After | Category | Retry? |\n|---|---|---|---|---|---|\n\
                    | live | BAD | 400 | 60 s | Input | No |\n";
        assert_eq!(rows(page), [row("BAD", "400", "Input", "No")]);
    }

    #[test]
    fn the_heading_of_a_group_is_the_category_of_its_rows() {
        let page = "| Label | Code | Category | Retry? |\n|---|---|---|---|\n| **Input** | | | |\n| BAD | 400 | | No |\n\
                    | **Limits** | | | |\n| MANY | 429 | | Yes |\n| LATE | 424 | Other | No |\n";
        assert_eq!(
            rows(page),
            [
                row("BAD", "400", "Input", "No"),
                row("MANY", "429", "Limits", "Yes"),
                row("LATE", "424", "Other", "No")
            ]
        );
    }
}
