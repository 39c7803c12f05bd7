//! The entries of the sections beside the labels.

use maud::{Markup, html};

use super::parts::{chip_strategy, link_entry, link_label};
use crate::documents::entry::{Entry, Piece, Row, Words};
use crate::text::capitalise;

/// Writes an entry, whose id begins with `prefix`.
pub(super) fn write_entry(prefix: &str, entry: &Entry<'_>) -> Markup {
    html! {
        div id={ (prefix) "-" (entry.name.unwrap_or_default()) } {
            dt { code { (entry.name.unwrap_or_default()) } @if let Some(title) = entry.title { " " (title) } }
            dd {
                @if !entry.doc.is_empty() { p { (entry.doc) } }
                dl.facts {
                    @for row in &entry.rows { (write_row(row)) }
                    @for (at, advice) in entry.advice.iter().enumerate() {
                        @if at == 0 { dt { "Advice" } }
                        dd { (advice) }
                    }
                }
            }
        }
    }
}

/// Writes a fact: under the key of the language, where that is what has a meaning.
pub(super) fn write_row(row: &Row<'_>) -> Markup {
    html! {
        dt { @if row.doc.is_empty() { (capitalise(row.name)) } @else { code { (row.name) } } }
        dd {
            (write_words(&row.words))
            @if !row.doc.is_empty() { p.quiet { (write_doc(row.doc)) } }
        }
    }
}

/// Writes a key of the response format as an entry.
pub(super) fn write_key(row: &Row<'_>) -> Markup {
    html! {
        div id={ "envelope-" (row.name) } {
            dt { code { (row.name) } }
            dd { p { (write_words(&row.words)) } p.quiet { (write_doc(row.doc)) } }
        }
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

fn write_words(words: &Words<'_>) -> Markup {
    html! { @for piece in &words.0 { (write_piece(piece)) } }
}

fn write_piece(piece: &Piece<'_>) -> Markup {
    match piece {
        Piece::Text(text) => html! { (text) },
        Piece::Code(text) => html! { code { (text) } },
        Piece::Label(name) => link_label(name),
        // Policies in place have no entry.
        Piece::Policy(policy) => html! {
            (policy.words) @if let Some(name) = policy.name { " " (link_entry("policy", name)) }
        },
        Piece::Remedy { name, doc } => html! { (doc) " " (link_entry("remedy", name)) },
        Piece::Strategy(strategy) => chip_strategy(strategy, strategy),
    }
}
