//! JSON for programs in any language: the writer of facts, and the facts of a whole catalogue.

use std::fmt::Write as _;

use edges_errors_core::text::is_steering;
use serde::Serialize;
use serde_json::json;

use super::explain::collect_facts;
use super::format::{EnvelopeFacts, PayloadFacts};
use super::policies::collect_policy;
use super::sets::{
    CategoryFacts, ContextFacts, FaultFacts, RateLimitFacts, RemedyFacts, ScopeFacts, StatusFacts,
};
use edges_errors_catalogue::model::Catalogue;

/// Writes facts as JSON that people can read too, with the fields in their order. What steers a terminal is escaped.
pub fn write_json(facts: &impl Serialize) -> String {
    let mut text = String::new();
    for c in serde_json::to_string_pretty(facts).unwrap_or_default().chars() {
        if c != '\n' && is_steering(c) {
            // Outside of strings JSON has no such character.
            for unit in c.encode_utf16(&mut [0; 2]) {
                let _ = write!(text, "\\u{unit:04x}");
            }
        } else {
            text.push(c);
        }
    }
    text.push('\n');
    text
}

/// Writes every fact of a catalogue as JSON, with names in place of references, in the order of the file.
pub fn write_catalogue(catalogue: &Catalogue) -> String {
    write_json(&json!({
        "name": catalogue.name,
        "revision": catalogue.revision,
        "reference": catalogue.reference,
        "support": catalogue.support,
        "in_doubt": catalogue.in_doubt,
        "idempotency_key": catalogue.idempotency_key,
        "envelope": EnvelopeFacts::of(catalogue),
        "payloads": list(&catalogue.payloads, |one| PayloadFacts::of(catalogue, one)),
        "faults": list(&catalogue.faults, |one| FaultFacts::of(catalogue, one)),
        "labels": list(&catalogue.labels, |one| collect_facts(catalogue, one)),
        "categories": list(&catalogue.categories, |one| CategoryFacts::of(catalogue, one)),
        "scopes": list(&catalogue.scopes, |one| ScopeFacts::of(catalogue, one)),
        "remedies": list(&catalogue.remedies, |one| RemedyFacts::of(catalogue, one)),
        "policies": list(&catalogue.policies, |one| collect_policy(catalogue, one)),
        "contexts": list(&catalogue.contexts, |one| ContextFacts::of(catalogue, one)),
        // Statuses without a listed label. An exact status comes before its class.
        "statuses": list(&catalogue.statuses, |one| StatusFacts::of(catalogue, one)),
        "rate_limits": list(&catalogue.rate_limits, |one| RateLimitFacts::of(catalogue, one)),
    }))
}

fn list<'a, E, F>(entries: &'a [E], facts: impl Fn(&'a E) -> F) -> Vec<F> {
    entries.iter().map(facts).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_holds_nothing_that_steers_a_terminal_and_means_the_same() {
        let text: String = (char::MIN..=char::MAX).filter(|c| is_steering(*c)).collect();
        let json = write_json(&text);
        assert!(!json.trim_end().contains(is_steering), "{json:?}");
        assert_eq!(serde_json::from_str::<String>(&json).ok(), Some(text));
    }
}
