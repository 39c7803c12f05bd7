//! A catalogue with all that it extends, as one file.

use std::borrow::Cow;
use std::collections::HashSet;
use std::fmt::Write as _;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::stanza::{quote, write_name};
use crate::text::one_line;
use edges_errors_catalogue::language::{CATALOGUE, Form};
use edges_errors_catalogue::links::Links;
use edges_errors_catalogue::model::{Catalogue, Label};

/// The section that comes first.
const ABOUT: &str = "catalogue";

/// The key of that section which comes first.
const NAME: &str = "name";

/// The key of a label, and of that section, which says where the documentation is.
const DOCS_URL: &str = "docs_url";

/// The longest line with several values.
const WIDEST: usize = 116;

/// Writes a merged catalogue as one file, which reads to the same catalogue and passes `check`. Comments are not kept, and
/// policies and remedies of a base are left out to which nothing refers any more.
///
/// `merged` is what [`merge_sources`](edges_errors_catalogue::merge_sources) makes of the catalogue's texts.
pub fn write_whole(catalogue: &Catalogue, merged: &DeTable<'_>) -> String {
    let mut text = write_head(catalogue);
    let merged = state_links(catalogue, merged);
    let mut sections = in_order(&merged);
    sections.sort_by_key(|child| child.name != ABOUT);
    for section in sections {
        let Some(form) = CATALOGUE.find_key(&[section.name]).map(|key| &key.form) else { continue };
        let DeValue::Table(table) = section.value else { continue };
        let left_out = list_unused(catalogue, section.name);
        let mut children: Vec<Child<'_>> =
            in_order(table).into_iter().filter(|child| !left_out.contains(child.name)).collect();
        if section.name == ABOUT {
            children.sort_by_key(|child| child.name != NAME);
        }
        write_table(&mut text, &write_name(section.name), children, Some(form), Depth::Section);
    }
    text
}

/// States the link of each label that would have another one in one file: a base's links do not hold for added labels.
fn state_links<'m>(catalogue: &Catalogue, merged: &DeTable<'m>) -> DeTable<'m> {
    let mut merged = merged.clone();
    let about = |key: &str| merged.get(ABOUT)?.get_ref().as_table()?.get(key).map(Spanned::get_ref);
    let links = match about(DOCS_URL) {
        Some(DeValue::String(pattern)) => Links::Pattern(pattern),
        Some(_) => Links::None,
        None => about("reference").and_then(DeValue::as_str).map_or(Links::None, Links::Reference),
    };
    let differs = |label: &&Label| links.link_to(&label.name) != label.docs_url;
    let stated: Vec<&Label> = catalogue.labels.iter().filter(differs).collect();
    for label in stated {
        let section = merged.get_mut("errors").and_then(|errors| as_table_mut(errors.get_mut()));
        let entry = section.and_then(|errors| as_table_mut(errors.get_mut(label.name.as_str())?.get_mut()));
        let Some(entry) = entry else { continue };
        let link = match &label.docs_url {
            Some(link) => DeValue::String(Cow::Owned(link.clone())),
            None => DeValue::Boolean(false),
        };
        let end = entry.keys().map(|key| key.span().end).max().unwrap_or_default();
        if let Some(given) = entry.get_mut(DOCS_URL) {
            *given.get_mut() = link;
        } else {
            entry.insert(Spanned::new(end..end, Cow::Borrowed(DOCS_URL)), Spanned::new(end..end, link));
        }
    }
    merged
}

fn as_table_mut<'v, 'm>(value: &'v mut DeValue<'m>) -> Option<&'v mut DeTable<'m>> {
    match value {
        DeValue::Table(table) => Some(table),
        _ => None,
    }
}

/// Writes what the file is.
fn write_head(catalogue: &Catalogue) -> String {
    let name = one_line(&catalogue.name);
    let mut text = String::from("# Written by `edges-errors export toml`, which keeps no comments.\n");
    if let Some(base) = &catalogue.extends {
        let base = one_line(base);
        let _ = writeln!(text, "# It is `{name}` with all of `{base}`, which that extends.");
    }
    let mut left_out: Vec<String> = Vec::new();
    for section in ["remedies", "retry"] {
        let mut unused: Vec<&str> = list_unused(catalogue, section).into_iter().collect();
        unused.sort_unstable();
        left_out.extend(unused.into_iter().map(|name| format!("[{section}.{}]", write_name(name))));
    }
    if !left_out.is_empty() {
        let _ = writeln!(text, "# Left out, since nothing refers to it: {}.", left_out.join(", "));
    }
    text
}

/// Lists the entries of a section which `check` would have removed. A base may have some.
fn list_unused<'a>(catalogue: &'a Catalogue, section: &str) -> HashSet<&'a str> {
    match section {
        "remedies" => {
            let unused = catalogue.unused_remedies().into_iter();
            unused.map(|id| catalogue[id].key.name.as_str()).collect()
        }
        "retry" => {
            let unused = catalogue.unused_policies().into_iter();
            unused.filter_map(|id| catalogue[id].name.as_deref()).collect()
        }
        _ => HashSet::new(),
    }
}

/// A key of a table with its value.
#[derive(Clone, Copy)]
struct Child<'t> {
    name: &'t str,
    value: &'t DeValue<'t>,
}

/// Returns the keys of a table in the order of the texts.
fn in_order<'t>(table: &'t DeTable<'t>) -> Vec<Child<'t>> {
    let mut entries: Vec<_> = table.iter().collect();
    entries.sort_by_key(|(name, _)| name.span().start);
    entries.into_iter().map(|(name, value)| Child { name: name.get_ref(), value: value.get_ref() }).collect()
}

/// The depth of a table.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Depth {
    /// Of a section: each of its tables has a header.
    Section,
    /// Below: a short table is written in its line.
    Entry,
}

/// Writes a table, with its header where no other implies it: values in lines of their own, then the tables that need a header.
fn write_table(
    text: &mut String,
    path: &str,
    children: Vec<Child<'_>>,
    form: Option<&'static Form>,
    depth: Depth,
) {
    let Split { lines, tables } = split(children, form, depth);
    if !lines.is_empty() || tables.is_empty() {
        let _ = write!(text, "\n[{path}]\n");
    }
    let names: Vec<String> = lines.iter().map(|child| write_name(child.name)).collect();
    let width = names.iter().map(String::len).max().unwrap_or_default();
    for (name, child) in names.iter().zip(&lines) {
        let value = write_value(child.value);
        let value = match child.value {
            DeValue::Array(items) if width + " = ".len() + value.len() > WIDEST => {
                let items = items.iter().map(|item| format!("  {},\n", write_value(item.get_ref())));
                format!("[\n{}]", items.collect::<String>())
            }
            _ => value,
        };
        let _ = writeln!(text, "{name:<width$} = {value}");
    }
    for Child { name, value } in tables {
        let DeValue::Table(table) = value else { continue };
        let path = format!("{path}.{}", write_name(name));
        write_table(text, &path, in_order(table), form.and_then(|form| find_form(form, name)), Depth::Entry);
    }
}

/// The keys of a table by how they are written.
struct Split<'t> {
    lines: Vec<Child<'t>>,
    /// With a header.
    tables: Vec<Child<'t>>,
}

/// Splits the keys of a table. Lines come before tables, so the entries of a table, whose order has a meaning, are lines up
/// to the last one that has to be.
fn split<'t>(children: Vec<Child<'t>>, form: Option<&'static Form>, depth: Depth) -> Split<'t> {
    let is_line = |child: &Child<'_>| match child.value {
        DeValue::Table(table) => depth == Depth::Entry && is_short(child, table),
        _ => true,
    };
    let mut split = Split { lines: Vec::new(), tables: Vec::new() };
    if !has_entries(form) {
        (split.lines, split.tables) = children.into_iter().partition(is_line);
        return split;
    }
    let last_scalar = children.iter().rposition(|child| !child.value.is_table());
    let first_long = children.iter().position(|child| !is_line(child)).unwrap_or(children.len());
    let lines = last_scalar.map_or(first_long, |last| first_long.max(last + 1));
    split.lines = children;
    split.tables = split.lines.split_off(lines);
    split
}

/// Returns whether a table fits into its line and holds no other.
fn is_short(child: &Child<'_>, table: &DeTable<'_>) -> bool {
    let is_flat = !table.values().any(|value| value.get_ref().is_table());
    is_flat && child.name.len() + " = ".len() + write_value(child.value).len() <= WIDEST
}

/// Returns whether the keys of a table are names of the catalogue's own.
fn has_entries(form: Option<&'static Form>) -> bool {
    match form {
        Some(Form::Entries { .. }) => true,
        Some(Form::Either(forms)) => forms.iter().any(|form| has_entries(Some(form))),
        _ => false,
    }
}

/// Returns the form of a key's value.
fn find_form(form: &'static Form, name: &str) -> Option<&'static Form> {
    match form {
        Form::Entries { of, .. } => Some(of),
        Form::Either(forms) => forms.iter().find_map(|form| find_form(form, name)),
        _ => form.find_key(&[name]).map(|key| &key.form),
    }
}

/// Writes a value in one line.
fn write_value(value: &DeValue<'_>) -> String {
    match value {
        DeValue::String(text) => quote(text),
        DeValue::Integer(number) => number.to_string(),
        DeValue::Float(number) => number.to_string(),
        DeValue::Boolean(truth) => truth.to_string(),
        DeValue::Datetime(time) => time.to_string(),
        DeValue::Array(items) => {
            let items: Vec<String> = items.iter().map(|item| write_value(item.get_ref())).collect();
            format!("[{}]", items.join(", "))
        }
        DeValue::Table(table) => {
            let pairs = in_order(table).into_iter();
            let pairs: Vec<String> = pairs
                .map(|child| format!("{} = {}", write_name(child.name), write_value(child.value)))
                .collect();
            if pairs.is_empty() { "{}".to_owned() } else { format!("{{ {} }}", pairs.join(", ")) }
        }
    }
}
