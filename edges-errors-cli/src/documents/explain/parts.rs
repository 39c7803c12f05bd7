//! Parts of a text that several explanations have.

use std::fmt::Write as _;

use edges_errors_core::text::spell_out;

use crate::documents::format::{EnvelopeFacts, PlaceFacts, between};
use crate::documents::policies::PolicyFacts;

/// Writes a list under its title; nothing if it is empty.
pub(super) fn write_list<'a>(text: &mut String, title: &str, items: impl Iterator<Item = &'a str>) {
    for (at, item) in items.enumerate() {
        let heading = if at == 0 { format!("\n{title}\n") } else { String::new() };
        let _ = writeln!(text, "{heading}  - {item}");
    }
}

pub(super) fn code(text: &str) -> String {
    format!("`{}`", spell_out(text))
}

pub(super) fn describe_places(key: &str, places: &[PlaceFacts<'_>]) -> String {
    places.iter().map(|place| place.describe(code)).collect::<Vec<_>>().join(between(key))
}

/// Writes where the parts of an error are, a line each.
pub(super) fn write_facts_of_format(text: &mut String, envelope: &EnvelopeFacts<'_>) {
    for part in envelope.parts() {
        let _ = writeln!(text, "  {:<15} {}", part.key, describe_places(part.key, part.value));
    }
}

/// Returns a policy in words, with its name and place.
pub(super) fn describe_policy(policy: &PolicyFacts<'_>, file: &str) -> String {
    match policy.name {
        Some(name) => format!("{} (policy `{name}`, {})", policy.words, policy.place.describe(file)),
        None => policy.words.clone(),
    }
}
