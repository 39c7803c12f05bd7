//! Doc comments out of prose. Prose is data: whatever it holds stays text, and never becomes markup or a doctest.

use proc_macro2::TokenStream;
use quote::quote;

use edges_errors_catalogue::markdown;
use edges_errors_catalogue::model::{Catalogue, Label, Location, Param, ParamKind};
use edges_errors_catalogue::phrases::{describe_condition, describe_policy, join_statuses};
use edges_errors_catalogue::source::FileName;
use edges_errors_core::text::spell_out;

/// Returns text that rustdoc shows as it is: every ASCII punctuation character is escaped, so that no Markdown is left in
/// it, and what steers a terminal or turns text around is spelt out.
pub(super) fn escape(text: &str) -> String {
    let lines: Vec<String> =
        text.lines().map(|line| escape_line(&spell_out(line.trim()).to_string())).collect();
    lines.join("\n")
}

fn escape_line(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 8);
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    for (at, c) in text.char_indices() {
        // A dot behind a number that begins a line would open a list.
        let plain = matches!(c, ',' | '\'') || c == '.' && at != digits;
        if c.is_ascii_punctuation() && !plain {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

/// Returns wire text in a code span.
pub(super) fn code(text: &str) -> String {
    markdown::code(&spell_out(text).to_string())
}

/// One `#[doc]` attribute.
pub(super) fn doc_attribute(text: &str) -> TokenStream {
    quote!(#[doc = #text])
}

/// Returns the page of a label: its meaning, its causes, what to do, whether to retry, and what it carries.
pub(super) fn document_label(catalogue: &Catalogue, label: &Label) -> String {
    let category = &catalogue[label.category];
    let mut parts = vec![
        format!("{}: {}", code(&label.name), escape(&label.doc)),
        format!(
            "**{}**, status {}, fault: {}. Retry: {}.",
            escape(&category.key.title),
            join_statuses(&label.statuses),
            catalogue.fault_of(label).key.name,
            document_retry(catalogue, label),
        ),
    ];
    parts.extend(bullets("Causes", &label.causes));
    parts.extend(bullets("What to do", &what_to_do(catalogue, label)));
    parts.extend(bullets("Notes", &label.notes));
    parts.extend(raw_bullets("Params", label.params.iter().map(document_param)));
    let messages = label.written_templates().map(|template| template.text());
    parts
        .extend(raw_bullets("Messages", messages.chain(label.examples.iter().map(String::as_str)).map(code)));
    if let Some(removed) = &label.removed {
        parts.push(format!("Removed in revision {}; old bodies still decode.", escape(removed)));
    }
    let location = document_location(catalogue, catalogue.deciding(label.location));
    parts.push(match &label.docs_url {
        Some(link) => format!("[Reference](<{link}>), {location}"),
        None => location,
    });
    parts.join("\n\n")
}

fn document_location(catalogue: &Catalogue, location: Location) -> String {
    match catalogue[location.file] {
        FileName::Path(_) => format!("{}.", code(&catalogue.describe_location(location))),
        FileName::InPlace => format!("{} of the catalogue.", catalogue.describe_location(location)),
    }
}

fn document_retry(catalogue: &Catalogue, label: &Label) -> String {
    let rules = label.retry.rules().map(|rule| {
        let policy = describe_policy(&catalogue[rule.policy]);
        let when: Vec<String> =
            rule.when.iter().map(|condition| escape(&describe_condition(catalogue, condition))).collect();
        match (when.is_empty(), label.retry.is_conditional()) {
            (true, false) => policy,
            (true, true) => format!("otherwise {policy}"),
            (false, _) => format!("where {}, {policy}", when.join(" and ")),
        }
    });
    rules.collect::<Vec<_>>().join("; ")
}

fn what_to_do(catalogue: &Catalogue, label: &Label) -> Vec<String> {
    let mut steps = label.resolution.clone();
    if steps.is_empty() {
        steps.push(catalogue[label.remedy].key.doc.clone());
    }
    if let Some(after) = label.after_attempts {
        steps.push(format!("Once the attempts are spent: {}", catalogue[after].key.doc));
    }
    steps
}

fn document_param(param: &Param) -> String {
    let kind = if param.kind == ParamKind::Enum {
        let values: Vec<String> = param.values.iter().map(|value| code(&value.name)).collect();
        format!("one of {}", values.join(", "))
    } else {
        param.kind.to_string()
    };
    let sensitive = if param.sensitive { ", never shown" } else { "" };
    let delays = if param.delays_retry { ", delays a retry" } else { "" };
    format!("{} ({kind}{sensitive}{delays}): {}", code(&param.name), escape(&param.doc))
}

fn bullets(title: &str, items: &[String]) -> Option<String> {
    raw_bullets(title, items.iter().map(|item| escape(item)))
}

fn raw_bullets(title: &str, items: impl Iterator<Item = String>) -> Option<String> {
    let items: Vec<String> = items.map(|item| format!("* {item}")).collect();
    (!items.is_empty()).then(|| format!("{title}:\n\n{}", items.join("\n")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_in_prose_stays_text() {
        assert_eq!(escape("a <b> [c](d)"), "a \\<b\\> \\[c\\]\\(d\\)");
        assert_eq!(escape("```rust"), "\\`\\`\\`rust");
        assert_eq!(escape("1. one."), "1\\. one.");
    }
}
