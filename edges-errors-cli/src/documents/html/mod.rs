//! The reference as a self-contained HTML page, which can be read without network, other files and scripts.
//!
//! [`maud`] escapes all prose. The style and the script are files beside this one and are written into the page,
//! whose content security policy allows these two and nothing else.

mod entry;
mod find;
mod label;
mod parts;
mod search;
mod sets;
mod table;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use maud::{DOCTYPE, Markup, PreEscaped, html};
use sha2::{Digest as _, Sha256};

use crate::documents::json::write_catalogue;
use crate::text::{count, unify_lines};
use edges_errors_catalogue::model::{Catalogue, Category, Label, with_ids};
use edges_errors_core::text::is_steering;
use label::write_label;
use parts::link;
use search::write_search;
use sets::{Section, write_sets};
use table::write_table;

/// Writes the page.
pub fn write_page(catalogue: &Catalogue) -> String {
    // A browser hashes line feeds alone.
    let style = unify_lines(include_str!("page.css"));
    let script = unify_lines(concat!(include_str!("find.js"), "\n", include_str!("page.js")));
    let policy = format!(
        "default-src 'none'; style-src '{}'; script-src '{}'; base-uri 'none'; form-action 'none'",
        hash(&style),
        hash(&script)
    );
    let sections = write_sets(catalogue);
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(policy);
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="referrer" content="no-referrer";
                title { (catalogue.name) " errors" @if let Some(revision) = &catalogue.revision { ", revision " (revision) } }
                style { (PreEscaped(&style)) }
                script { (PreEscaped(&script)) }
            }
            body {
                a.skip href="#main" { "Skip to the errors" }
                header { (write_header(catalogue)) }
                nav aria-label="On this page" { (write_contents(catalogue, &sections)) }
                main #main tabindex="-1" {
                    (write_search(catalogue))
                    (write_labels(catalogue))
                    @for section in &sections {
                        section id=(section.id) { h2 { (section.title) } (section.body) }
                    }
                }
                footer {
                    p { "Written by " code { "edges-errors export html" } " from the catalogue." }
                }
            }
        }
    };
    spell_out(page.into_string()) + "\n"
}

/// Returns the name of a text in a content security policy.
fn hash(text: &str) -> String {
    format!("sha256-{}", BASE64_STANDARD.encode(Sha256::digest(text)))
}

/// Escapes characters that turn text around, steer a terminal or are not allowed in HTML.
fn spell_out(page: String) -> String {
    let mut clean = String::with_capacity(page.len());
    for c in page.chars() {
        let noncharacter = matches!(c, '\u{fdd0}'..='\u{fdef}') || u32::from(c) & 0xfffe == 0xfffe;
        if c != '\n' && (is_steering(c) || noncharacter) {
            clean.extend(c.escape_unicode());
        } else {
            clean.push(c);
        }
    }
    clean
}

fn write_header(catalogue: &Catalogue) -> Markup {
    let labels = catalogue.current_labels().count();
    html! {
        h1 { (catalogue.name) " errors" }
        p.lead {
            @if let Some(revision) = &catalogue.revision { "Revision " (revision) ", " }
            (count(labels, "label", "labels")) " in "
            (count(catalogue.categories.len(), "category", "categories")) ". "
            @if let Some(reference) = &catalogue.reference { (link(reference, "Published reference")) ", " }
            (link_json(catalogue))
        }
        @if let Some(support) = &catalogue.support { p { (support) } }
        @if let Some(in_doubt) = &catalogue.in_doubt { p { "In doubt: " (in_doubt) } }
        @if let Some(header) = &catalogue.idempotency_key {
            p { "Sent twice with one " code { (header) } ", a request has its effect once." }
        }
    }
}

/// Writes a link to the catalogue as JSON, which is in the link itself.
fn link_json(catalogue: &Catalogue) -> Markup {
    let facts = BASE64_STANDARD.encode(write_catalogue(catalogue));
    html! {
        a href={ "data:application/json;base64," (facts) } download="errors.json" { "Download as JSON" }
    }
}

fn write_contents(catalogue: &Catalogue, sections: &[Section]) -> Markup {
    html! {
        ul {
            li { a href="#quick-reference" { "Quick reference" } }
            @for (category, _) in group_labels(catalogue) {
                li.nested { a href={ "#category-" (category.key.name) } { (category.key.title) } }
            }
            @if catalogue.labels.iter().any(|label| label.removed.is_some()) {
                li { a href="#removed" { "Removed labels" } }
            }
            @for section in sections { li { a href={ "#" (section.id) } { (section.title) } } }
        }
    }
}

/// Writes the table, the labels by category, and the removed labels.
fn write_labels(catalogue: &Catalogue) -> Markup {
    let current: Vec<&Label> = catalogue.current_labels().collect();
    let removed: Vec<&Label> = catalogue.labels.iter().filter(|label| label.removed.is_some()).collect();
    html! {
        section #quick-reference aria-labelledby="quick-reference-title" {
            h2 #quick-reference-title { "Quick reference" }
            p #said aria-live="polite" {}
            (write_table(catalogue, &current, "Labels that the API sends"))
            p #none hidden { "No label matches. Remove a word, or clear the filters." }
        }
        @for (category, labels) in group_labels(catalogue) {
            section.group id={ "category-" (category.key.name) } {
                h2 { (category.key.title) }
                p { (category.key.doc) }
                @for label in labels { (write_label(catalogue, label)) }
            }
        }
        @if !removed.is_empty() {
            section.group #removed {
                h2 { "Removed labels" }
                p { "The API no longer sends them; old responses still decode." }
                (write_table(catalogue, &removed, "Labels that the API no longer sends"))
                @for label in removed { (write_label(catalogue, label)) }
            }
        }
    }
}

/// Returns the categories that have current labels, with these.
fn group_labels(catalogue: &Catalogue) -> impl Iterator<Item = (&Category, Vec<&Label>)> {
    with_ids(&catalogue.categories).filter_map(|(id, category)| {
        let labels: Vec<&Label> = catalogue.current_labels().filter(|label| label.category == id).collect();
        (!labels.is_empty()).then_some((category, labels))
    })
}
