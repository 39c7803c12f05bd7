//! The section of a label.

use maud::{Markup, html};

use super::entry::write_row;
use super::parts::{chip_retry, label_id, link, link_label, link_status, write_label_words};
use crate::documents::entry::describe_label;
use crate::documents::explain::{LabelFacts, collect_facts};
use edges_errors_catalogue::model::{Catalogue, Label, Param, ParamKind, RateLimit, Template};
use edges_errors_catalogue::phrases::summarise_retry;

pub(super) fn write_label(catalogue: &Catalogue, label: &Label) -> Markup {
    let facts = collect_facts(catalogue, label);
    let category = &catalogue[label.category].key;
    let id = label_id(&label.name);
    html! {
        article.label id=(id) aria-labelledby={ "title-" (id) }
            data-label=(label.name) data-category=(category.name) data-status=(list_statuses(label))
            data-retry=(list_strategies(&facts)) data-fault=(facts.fault) {
            h3 id={ "title-" (id) } { a href={ "#" (id) } { code { (label.name) } } (write_label_words(label)) }
            (write_chips(catalogue, label, &facts))
            (write_warnings(catalogue, label))
            p.doc { (label.doc) }
            dl.facts { @for row in &describe_label(&facts) { (write_row(row)) } }
            (write_list("Causes", &label.causes))
            (write_list("Steps and alternatives", &label.resolution))
            (write_list("Notes", &label.notes))
            (write_messages(label))
            (write_params(&label.params))
            @if let Some(limit) = catalogue.limit_signalled_by(label) { (write_limit(limit)) }
            p.source {
                @if let Some(docs_url) = &label.docs_url { (link(docs_url, "Documentation")) ", " }
                @if let Some(file) = &facts.place.file { (facts.place.describe(file)) }
                @else { "line " (facts.place.line) " of the catalogue" }
            }
        }
    }
}

fn list_statuses(label: &Label) -> String {
    label.statuses.iter().map(u16::to_string).collect::<Vec<_>>().join(" ")
}

fn list_strategies(facts: &LabelFacts<'_>) -> String {
    facts.retry.iter().map(|rule| rule.policy.strategy).collect::<Vec<_>>().join(" ")
}

fn write_chips(catalogue: &Catalogue, label: &Label, facts: &LabelFacts<'_>) -> Markup {
    html! {
        ul.chips {
            @for status in &label.statuses { li.chip { "Status " (link_status(catalogue, *status)) } }
            li.chip { (facts.category) }
            li.chip { "Fault: " a href={ "#fault-" (facts.fault) } { (facts.fault) } }
            li { (chip_retry(catalogue, label, &format!("Retry: {}", summarise_retry(catalogue, label)))) }
        }
    }
}

fn write_warnings(catalogue: &Catalogue, label: &Label) -> Markup {
    html! {
        @if let Some(revision) = &label.removed {
            p.warning { strong { "Removed" } " in revision " (revision) "." }
        }
        @if let Some(deprecated) = &label.deprecated {
            p.warning {
                strong { "Deprecated" } ": " (deprecated.note)
                @if let Some(replacement) = deprecated.replaced_by {
                    " — replaced by " (link_label(&catalogue[replacement].name))
                }
            }
        }
    }
}

fn write_list(title: &str, items: &[String]) -> Markup {
    html! {
        @if !items.is_empty() {
            h4 { (title) }
            ul { @for item in items { li { (item) } } }
        }
    }
}

/// Writes templates, which represent every message that fits, and examples.
fn write_messages(label: &Label) -> Markup {
    html! {
        (write_wire("Messages", "templates", label.written_templates().map(Template::text)))
        (write_wire("Examples of messages", "examples", label.examples.iter().map(String::as_str)))
    }
}

fn write_wire<'a>(title: &str, kind: &str, texts: impl Iterator<Item = &'a str>) -> Markup {
    let mut texts = texts.peekable();
    html! {
        @if texts.peek().is_some() {
            h4 { (title) }
            ul.wire.(kind) { @for text in texts { li { code { (text) } } } }
        }
    }
}

fn write_params(params: &[Param]) -> Markup {
    html! {
        @if !params.is_empty() {
            h4 { "Params" }
            dl.params { @for param in params { (write_param(param)) } }
        }
    }
}

fn write_param(param: &Param) -> Markup {
    html! {
        dt {
            code { (param.name) } " " span.type { (param.kind.as_str()) }
            @if param.delays_retry { " " span.chip { "delays a retry" } }
            @if param.sensitive { " " span.chip { "sensitive, never shown" } }
        }
        dd {
            (param.doc)
            @if param.kind == ParamKind::Enum {
                ul { @for value in &param.values { li { code { (value.name) } ": " (value.title) } } }
            }
        }
    }
}

fn write_limit(limit: &RateLimit) -> Markup {
    html! {
        h4 { "Rate limit" }
        p { a href={ "#limit-" (limit.key.name) } { (limit.key.title) } ": " (limit.key.doc) }
        dl.facts {
            dt { "Exhausted for" }
            dd { (limit.describe_subjects()) }
            @for (at, advice) in limit.advice.iter().enumerate() {
                @if at == 0 { dt { "Advice" } }
                dd { (advice) }
            }
            @if let Some(watch) = &limit.watch { dt { "Watch" } dd { code { (watch) } } }
        }
    }
}
