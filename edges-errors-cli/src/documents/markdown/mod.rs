//! The reference as Markdown.

mod entries;

use std::fmt::Write as _;

use edges_errors_catalogue::markdown::{code, escape, write_table};
use edges_errors_catalogue::model::{Catalogue, Category, Label, Param, ParamKind, with_ids};
use edges_errors_catalogue::phrases::{describe_condition, describe_effect, describe_policy, join_statuses};

use entries::{
    write_envelope, write_faults, write_payloads, write_rate_limits, write_scopes, write_statuses,
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
    let mut fact = |name: &str, text: &str| {
        let _ = writeln!(page, "- **{name}:** {text}");
    };
    fact("Status", &join_statuses(&label.statuses));
    for rule in label.retry.rules() {
        let conditions = rule.when.iter().map(|condition| describe_condition(catalogue, condition));
        let when: Vec<String> = conditions.map(|words| escape(&words)).collect();
        let when = if when.is_empty() { String::new() } else { format!("where {}: ", when.join(" and ")) };
        fact("Retry", &format!("{when}{}", escape(&describe_policy(&catalogue[rule.policy]))));
    }
    if let Some(cell) = &label.reference_retry {
        fact("The reference says", &format!("“{}”", escape(cell)));
    }
    fact("What to do", &escape(&catalogue[label.remedy].key.doc));
    if let Some(after) = label.after_attempts {
        fact("And after that", &escape(&catalogue[after].key.doc));
    }
    fact("Outcome", label.outcome.as_str());
    fact("Side effect", &describe_effect(label.effect));
    write_list("Causes", label.causes.iter().map(|text| escape(text)), page);
    write_list("Steps and alternatives", label.resolution.iter().map(|text| escape(text)), page);
    write_list("Notes", label.notes.iter().map(|text| escape(text)), page);
    write_list("Messages", label.templates.iter().map(|template| code(template.text())), page);
    write_list("Extra data", label.params.iter().map(describe_param), page);
    if let Some(docs_url) = &label.docs_url {
        let _ = write!(page, "\n[In the published reference]({docs_url})\n");
    }
}

fn write_list(title: &str, items: impl Iterator<Item = String>, page: &mut String) {
    for (at, item) in items.enumerate() {
        if at == 0 {
            let _ = write!(page, "\n{title}:\n\n");
        }
        let _ = writeln!(page, "- {item}");
    }
}

fn describe_param(param: &Param) -> String {
    let mut traits = vec![if param.kind == ParamKind::Enum {
        let values =
            param.values.iter().map(|value| format!("{} ({})", code(&value.name), escape(&value.title)));
        format!("one of {}", values.collect::<Vec<_>>().join(", "))
    } else {
        param.kind.to_string()
    }];
    traits.extend(param.delays_retry.then(|| "delays a retry".to_owned()));
    traits.extend(param.sensitive.then(|| "never shown".to_owned()));
    format!("{}, {}: {}", code(&param.name), traits.join(", "), escape(&param.doc))
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
