//! Parts of a text that several explanations have.

use std::fmt::Write as _;

use edges_errors_core::text::spell_out;

use crate::documents::entry::{Piece, Words};
use crate::documents::policies::PolicyFacts;

/// Writes a list under its title; nothing if it is empty.
pub(super) fn write_list<'a>(text: &mut String, title: &str, items: impl Iterator<Item = &'a str>) {
    for (at, item) in items.enumerate() {
        let heading = if at == 0 { format!("\n{title}\n") } else { String::new() };
        let _ = writeln!(text, "{heading}  - {item}");
    }
}

/// Writes a text with its references.
pub(super) fn write_words(words: &Words<'_>, file: &str) -> String {
    let pieces = words.0.iter().map(|piece| match piece {
        Piece::Text(text) => text.to_string(),
        Piece::Code(text) => format!("`{}`", spell_out(text)),
        Piece::Label(name) | Piece::Strategy(name) => (*name).to_owned(),
        Piece::Policy(policy) => describe_policy(policy, file),
        Piece::Remedy { doc, .. } => (*doc).to_owned(),
    });
    pieces.collect()
}

/// Returns a policy in words, with its name and place.
pub(super) fn describe_policy(policy: &PolicyFacts<'_>, file: &str) -> String {
    match policy.name {
        Some(name) => format!("{} (policy `{name}`, {})", policy.words, policy.place.describe(file)),
        None => policy.words.clone(),
    }
}
