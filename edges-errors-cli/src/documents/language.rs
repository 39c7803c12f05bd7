//! The page that documents the language of catalogues, as Markdown.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::text::unify_lines;
use edges_errors_catalogue::language::{CATALOGUE, Form, Key, Presence, Table, TextForm, Word};

const INTRODUCTION: &str = include_str!("language/introduction.md");
const EXTENDING: &str = include_str!("language/extending.md");
const LIMITS_OF_SUCCESSES: &str = include_str!("language/limits.md");

/// Writes the page.
pub fn write_language() -> String {
    let mut page = Page::default();
    page.text
        .push_str("<!-- Written by `edges-errors export language`. -->\n\n# The language of errors.toml\n\n");
    page.text.push_str(INTRODUCTION);
    page.text.push_str("\n| table | | what it holds |\n| --- | --- | --- |\n");
    for key in CATALOGUE.keys() {
        let _ = writeln!(
            page.text,
            "| [`{}`](#{}) | {} | {} |",
            header(key),
            anchor(&header(key)),
            describe_presence(key.presence),
            key.doc
        );
    }
    for key in CATALOGUE.keys() {
        page.write_section(key);
    }
    page.write_forms();
    unify_lines(&page.text)
}

/// The text so far, and the forms that are still to be explained at the end.
#[derive(Default)]
struct Page {
    text: String,
    /// The forms of strings that tables refer to, by their names.
    forms: BTreeMap<&'static str, &'static TextForm>,
    /// The subjects of the tables that have been written: each is written once, however often it is referred to.
    written: Vec<&'static str>,
}

impl Page {
    fn write_section(&mut self, key: &'static Key) {
        let header = header(key);
        let _ = write!(self.text, "\n## `{header}`\n\n{}", key.doc);
        if let Form::Entries { names, .. } = key.form {
            let form = self.refer_to_text(names);
            let _ = write!(self.text, " `{}` is a {form}.", placeholder(names));
        }
        self.text.push('\n');
        if matches!(key.form, Form::Overrides) {
            self.text.push_str(EXTENDING);
        }
        let tables = tables_of(&key.form);
        for table in &tables {
            self.written.push(table.doc);
            if tables.len() > 1 {
                let lines: Vec<String> = table.keys().take(1).map(Key::line).collect();
                let _ = write!(self.text, "\n### `{}`\n\n{}\n", lines.concat(), table.doc);
            }
            let _ = write!(self.text, "\n```toml\n{}```\n", write_example(&write_header(key), table));
            self.write_table(table);
        }
        for table in tables {
            self.explain_keys(table);
        }
        if key.name == "rate_limits" {
            self.text.push_str(LIMITS_OF_SUCCESSES);
        }
    }

    fn write_table(&mut self, table: &'static Table) {
        self.text.push_str("\n| key | value | | meaning | example |\n| --- | --- | --- | --- | --- |\n");
        for key in table.keys() {
            let value = self.describe(&key.form);
            let presence = describe_presence(key.presence);
            let Key { name, doc, .. } = key;
            let _ = writeln!(self.text, "| `{name}` | {value} | {presence} | {doc} | `{}` |", key.line());
        }
    }

    /// Writes what a table leaves open about its keys: the words and the tables that are their values.
    fn explain_keys(&mut self, table: &'static Table) {
        table.keys().for_each(|key| self.write_words(key));
        for key in table.keys() {
            let mut is_headed = false;
            for table in tables_of(&key.form) {
                if self.written.contains(&table.doc) {
                    continue;
                }
                if !is_headed {
                    let _ = write!(self.text, "\n### `{}`\n\n{}\n", key.name, key.doc);
                    is_headed = true;
                }
                self.written.push(table.doc);
                let _ = write!(self.text, "\n{}\n", table.doc);
                self.write_table(table);
                self.explain_keys(table);
            }
        }
    }

    /// Writes what the words of a vocabulary mean.
    fn write_words(&mut self, key: &Key) {
        let Form::Words(words) = key.form else { return };
        let words = words();
        if words.len() > 1 {
            let _ = write!(self.text, "\nThe words of `{}`:\n\n", key.name);
            for Word { name, doc } in words {
                let _ = writeln!(self.text, "* `\"{name}\"`: {doc}");
            }
        }
    }

    /// Describes a value in a few words, and notes the forms of strings in it.
    fn describe(&mut self, form: &'static Form) -> String {
        describe_form(form, self)
    }

    fn write_forms(&mut self) {
        self.text.push_str("\n## Forms of strings\n");
        for text in self.forms.values() {
            let _ = write!(self.text, "\n### {}\n\n{} Example: `{}`.\n", text.name, text.doc, text.example);
        }
    }
}

/// The way to refer to what is explained elsewhere.
pub(super) trait Refer {
    /// Refers to a form of strings.
    fn refer_to_text(&mut self, text: &'static TextForm) -> String;

    /// Refers to a section, by the header of one of its tables.
    fn refer_to_section(&mut self, section: &str, header: &str) -> String;
}

/// By links, to forms that the end of the page explains.
impl Refer for Page {
    fn refer_to_text(&mut self, text: &'static TextForm) -> String {
        self.forms.insert(text.name, text);
        format!("[{}](#{})", text.name, anchor(text.name))
    }

    fn refer_to_section(&mut self, section: &str, header: &str) -> String {
        format!("[`[{section}]`](#{})", anchor(header))
    }
}

/// By name alone.
pub(super) struct Plain;

impl Refer for Plain {
    fn refer_to_text(&mut self, text: &'static TextForm) -> String {
        text.name.to_owned()
    }

    fn refer_to_section(&mut self, section: &str, _: &str) -> String {
        format!("`[{section}]`")
    }
}

/// Describes a value in a few words.
pub(super) fn describe_form(form: &'static Form, refer: &mut impl Refer) -> String {
    match form {
        Form::Text(text) => refer.refer_to_text(text),
        Form::Reference { section, names } => {
            let header = format!("[{section}.{}]", placeholder(names));
            format!("name in {}", refer.refer_to_section(section, &header))
        }
        Form::Words(words) => {
            let words: Vec<String> = words().iter().map(|word| format!("`\"{}\"`", word.name)).collect();
            words.join(", ")
        }
        Form::Boolean => "`true` or `false`".to_owned(),
        Form::False => "`false`".to_owned(),
        Form::Integer { least, most, .. } => format!("whole number, {least} to {most}"),
        Form::Number { least, most } => format!("number, {least} to {most}"),
        Form::List { of, .. } => format!("list of: {}", describe_form(of, refer)),
        Form::Table(_) | Form::Overrides => "table".to_owned(),
        Form::Entries { names, of, .. } => {
            format!("table of: {} = {}", refer.refer_to_text(names), describe_form(of, refer))
        }
        Form::Either(forms) => {
            let mut forms: Vec<String> = forms.iter().map(|form| describe_form(form, refer)).collect();
            forms.dedup();
            forms.join(", or ")
        }
    }
}

/// The line that begins a section.
fn write_header(key: &Key) -> String {
    let line = key.line();
    if line.starts_with('[') { line } else { format!("[{}]", key.name) }
}

/// The tables that a value of a form can be.
pub(super) fn tables_of(form: &'static Form) -> Vec<&'static Table> {
    match form {
        Form::Table(table) => vec![table],
        Form::List { of, .. } | Form::Entries { of, .. } => tables_of(of),
        Form::Either(forms) => forms.iter().flat_map(tables_of).collect(),
        Form::Text(_)
        | Form::Reference { .. }
        | Form::Words(_)
        | Form::Boolean
        | Form::False
        | Form::Integer { .. }
        | Form::Number { .. }
        | Form::Overrides => Vec::new(),
    }
}

/// The header of a section, such as `[errors.LABEL]`.
fn header(key: &Key) -> String {
    match key.form {
        Form::Entries { names, .. } => format!("[{}.{}]", key.name, placeholder(names)),
        _ => format!("[{}]", key.name),
    }
}

/// Returns the placeholder for a name of the author's own.
pub(super) fn placeholder(names: &TextForm) -> String {
    names.name.split(' ').take(1).map(str::to_uppercase).collect()
}

/// Returns the fragment that GitHub gives a heading.
fn anchor(heading: &str) -> String {
    let kept = heading.chars().filter(|c| c.is_alphanumeric() || " _-".contains(*c));
    kept.map(|c| if c == ' ' { '-' } else { c.to_ascii_lowercase() }).collect()
}

pub(super) fn describe_presence(presence: Presence) -> String {
    match presence {
        Presence::Required => "required".to_owned(),
        Presence::Optional => "optional".to_owned(),
        Presence::Default(value) => format!("default `{value}`"),
    }
}

/// A table with the keys that it has to have, below its header.
fn write_example(header: &str, table: &'static Table) -> String {
    let mut example = String::new();
    let _ = writeln!(example, "{}", name_by_word(header, table));
    for key in table.keys().filter(|key| key.presence == Presence::Required) {
        let _ = writeln!(example, "{}", key.line());
    }
    example
}

/// The header of an example. A table that begins with a fixed word, as a policy with its strategy, is named by it.
fn name_by_word(header: &str, table: &'static Table) -> String {
    let word = table.keys().next().and_then(|key| only_word(&key.form));
    match (word, header.split_once('.')) {
        (Some(word), Some((section, _))) => format!("{section}.{word}]"),
        _ => header.to_owned(),
    }
}

/// Returns the word of a form that has no other, such as the strategy of a policy.
pub(super) fn only_word(form: &Form) -> Option<&'static str> {
    let Form::Words(words) = form else { return None };
    match words().as_slice() {
        [only] => Some(only.name),
        _ => None,
    }
}
