//! The response format, and the payloads: a key of the language, its meaning, and what the catalogue has there.

use maud::{Markup, html};

use crate::documents::format::{EnvelopeFacts, PayloadFacts, PlaceFacts, between, doc_of};
use edges_errors_catalogue::model::{Catalogue, Payload};

/// Writes a place, with names and marks as code.
pub(super) fn write_place(place: &PlaceFacts<'_>) -> Markup {
    html! {
        @match (place.path, place.header) {
            (Some("."), _) => { code { "." } " (the object itself)" },
            (Some(path), _) => code { (path) },
            (None, header) => { "the header " code { (header.unwrap_or_default()) } },
        }
        @if let Some(after) = place.after { " behind " code { (after) } }
        @if let Some(until) = place.until { " up to " code { (until) } }
    }
}

/// Writes what the language says of a key, with what stands between backticks as code.
fn write_doc(doc: &str) -> Markup {
    html! {
        @for (at, piece) in doc.split('`').enumerate() {
            @if at % 2 == 1 { code { (piece) } } @else { (piece) }
        }
    }
}

/// Writes an entry for each key of the format that says something.
pub(super) fn write_envelope(catalogue: &Catalogue) -> Vec<Markup> {
    let facts = EnvelopeFacts::of(catalogue);
    let parts = facts.parts().map(|part| write_key(part.key, &write_places(part.key, part.value)));
    let mut entries: Vec<Markup> = parts.collect();
    entries.push(write_key("label_format", &html! { code { (facts.label_format) } }));
    if facts.errors_in_2xx {
        entries.push(write_key("errors_in_2xx", &html! { "an answer with status 2xx may be an error" }));
    }
    if !facts.hint_headers.is_empty() {
        let hints = html! {
            @for (at, hint) in facts.hint_headers.iter().enumerate() {
                @if at > 0 { ", " }
                (write_place(&hint.place)) " (" (hint.kind) ")"
            }
        };
        entries.push(write_key("hint_headers", &hints));
    }
    if let Some(no_retry) = &facts.no_retry {
        let value =
            html! { "the header " code { (no_retry.header) } " with the value " code { (no_retry.is) } };
        entries.push(write_key("no_retry", &value));
    }
    if !facts.keep_headers.is_empty() {
        let names = html! {
            @for (at, name) in facts.keep_headers.iter().enumerate() { @if at > 0 { ", " } code { (name) } }
        };
        entries.push(write_key("keep_headers", &names));
    }
    entries
}

fn write_places(key: &str, places: &[PlaceFacts<'_>]) -> Markup {
    html! {
        @for (at, place) in places.iter().enumerate() {
            @if at > 0 { (between(key)) }
            (write_place(place))
        }
    }
}

/// Writes a key of `[envelope]`.
fn write_key(key: &str, value: &Markup) -> Markup {
    html! {
        div id={ "envelope-" (key) } {
            dt { code { (key) } }
            dd {
                p { (value) }
                p.quiet { (write_doc(doc_of(&["envelope", key]))) }
            }
        }
    }
}

/// Writes an entry of `[payloads]`.
pub(super) fn write_payload(catalogue: &Catalogue, payload: &Payload) -> Markup {
    let facts = PayloadFacts::of(catalogue, payload);
    html! {
        div id={ "payload-" (facts.name) } {
            dt {
                code { (facts.name) } " " (facts.title)
                @if facts.asynchronous { " " span.chip { "of work that the API does later" } }
            }
            dd {
                @if !facts.doc.is_empty() { p { (facts.doc) } }
                dl.facts {
                    @for part in facts.paths() {
                        dt { code { (part.key) } }
                        dd { code { (part.value) } p.quiet { (write_doc(part.doc)) } }
                    }
                }
            }
        }
    }
}
