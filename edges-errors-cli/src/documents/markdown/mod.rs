//! The reference as Markdown.

mod entries;

use std::fmt::Write as _;

use edges_errors_catalogue::markdown::{escape, write_table};
use edges_errors_catalogue::model::{Catalogue, Category, Label, with_ids};
use edges_errors_catalogue::phrases::join_statuses;

use super::entry::{List, describe_label, list_of_label};
use super::explain::collect_facts;
use entries::{
    write_envelope, write_faults, write_list, write_payloads, write_rate_limits, write_rows, write_scopes,
    write_statuses, write_words,
};

/// Writes the quick-reference table, each label, the response format, and the statuses, limits and scopes that hold without a
/// label.
pub fn write_reference(catalogue: &Catalogue) -> String {
    let mut page = format!(
        "# Errors of {name}\n\n<!-- Written from the catalogue by `edges-errors export markdown`. -->\n\n\
         {source}: what each label means, whose fault it is, whether \
         the same request may be sent again, and what to do.\n\n\
         {table}",
        name = escape(&catalogue.name),
        source = describe_source(catalogue),
        table = write_table(catalogue, |label| Some(format!("#{}", label.name.to_lowercase()))),
    );
    for (id, category) in with_ids(&catalogue.categories) {
        let mut labels = catalogue.current_labels().filter(|label| label.category == id).peekable();
        if labels.peek().is_some() {
            write_category(catalogue, category, &mut page);
        }
        labels.for_each(|label| write_label(catalogue, label, &mut page));
    }
    write_removed(catalogue, &mut page);
    write_envelope(catalogue, &mut page);
    write_payloads(catalogue, &mut page);
    write_faults(catalogue, &mut page);
    write_statuses(catalogue, &mut page);
    write_rate_limits(catalogue, &mut page);
    write_scopes(catalogue, &mut page);
    page
}

/// Returns what the page is a page of.
fn describe_source(catalogue: &Catalogue) -> String {
    let reference = match &catalogue.reference {
        Some(reference) => format!("the [published reference]({reference})"),
        None => "the reference".to_owned(),
    };
    match &catalogue.revision {
        Some(revision) => format!("Revision {} of {reference}", escape(revision)),
        None => reference.replacen("the", "The", 1),
    }
}

fn write_category(catalogue: &Catalogue, category: &Category, page: &mut String) {
    let (title, doc) = (escape(&category.key.title), escape(&category.key.doc));
    let space = if doc.is_empty() { "" } else { " " };
    let _ =
        write!(page, "\n## {title}\n\n{doc}{space}Whose fault: {}.\n", catalogue[category.fault].key.name);
}

fn write_label(catalogue: &Catalogue, label: &Label, page: &mut String) {
    let _ = write!(page, "\n### `{}`\n\n", label.name);
    if let Some(deprecated) = &label.deprecated {
        let _ = write!(page, "**Deprecated:** {}\n\n", escape(&deprecated.note));
    }
    let _ = write!(page, "{}\n\n", escape(&label.doc));
    let _ = writeln!(page, "- **Status:** {}", join_statuses(&label.statuses));
    let facts = collect_facts(catalogue, label);
    write_rows(&describe_label(&facts), page);
    for List { title, items } in list_of_label(&facts) {
        write_list(title, items.iter().map(write_words), page);
    }
    if let Some(docs_url) = &label.docs_url {
        let _ = write!(page, "\n[In the published reference]({docs_url})\n");
    }
}

fn write_removed(catalogue: &Catalogue, page: &mut String) {
    let mut removed = catalogue.labels.iter().filter(|label| label.removed.is_some()).peekable();
    if removed.peek().is_some() {
        page.push_str("\n## No longer sent\n\nThese labels still decode.\n\n");
    }
    for label in removed {
        let revision = label.removed.as_deref().map(escape).unwrap_or_default();
        let _ = writeln!(page, "- `{}`, by revision {revision}: {}", label.name, escape(&label.doc));
    }
}
