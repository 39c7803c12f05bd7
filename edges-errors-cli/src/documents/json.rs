//! JSON for programs in any language: the writer of facts, and the facts of a whole catalogue.

use std::fmt::Write as _;

use edges_errors_core::text::is_steering;
use serde::Serialize;

use super::explain::{LabelFacts, collect_facts};
use super::format::{EnvelopeFacts, PayloadFacts};
use super::policies::{PolicyFacts, collect_policy};
use super::sets::{
    CategoryFacts, ContextFacts, FaultFacts, RateLimitFacts, RemedyFacts, ScopeFacts, StatusFacts,
};
use edges_errors_catalogue::model::Catalogue;

/// The facts of a catalogue, with names in place of references, in the order of the file.
#[derive(Debug, Clone, PartialEq, Serialize)]
struct CatalogueFacts<'a> {
    name: &'a str,
    /// The edition of the reference that it describes.
    revision: Option<&'a str>,
    reference: Option<&'a str>,
    support: Option<&'a str>,
    /// The way to find out whether a request was carried out.
    in_doubt: Option<&'a str>,
    /// The header that makes a request idempotent.
    idempotency_key: Option<&'a str>,
    /// The places of the parts of an error.
    envelope: EnvelopeFacts<'a>,
    payloads: Vec<PayloadFacts<'a>>,
    faults: Vec<FaultFacts<'a>>,
    labels: Vec<LabelFacts<'a>>,
    categories: Vec<CategoryFacts<'a>>,
    scopes: Vec<ScopeFacts<'a>>,
    remedies: Vec<RemedyFacts<'a>>,
    policies: Vec<PolicyFacts<'a>>,
    contexts: Vec<ContextFacts<'a>>,
    /// Statuses without a listed label. An exact status comes before its class.
    statuses: Vec<StatusFacts<'a>>,
    rate_limits: Vec<RateLimitFacts<'a>>,
}

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

/// Writes every fact of a catalogue as JSON.
pub fn write_catalogue(catalogue: &Catalogue) -> String {
    write_json(&collect_catalogue(catalogue))
}

/// Collects the facts of a catalogue.
fn collect_catalogue(catalogue: &Catalogue) -> CatalogueFacts<'_> {
    CatalogueFacts {
        name: &catalogue.name,
        revision: catalogue.revision.as_deref(),
        reference: catalogue.reference.as_deref(),
        support: catalogue.support.as_deref(),
        in_doubt: catalogue.in_doubt.as_deref(),
        idempotency_key: catalogue.idempotency_key.as_deref(),
        envelope: EnvelopeFacts::of(catalogue),
        payloads: catalogue.payloads.iter().map(|one| PayloadFacts::of(catalogue, one)).collect(),
        faults: catalogue.faults.iter().map(|one| FaultFacts::of(catalogue, one)).collect(),
        labels: catalogue.labels.iter().map(|label| collect_facts(catalogue, label)).collect(),
        categories: catalogue.categories.iter().map(|one| CategoryFacts::of(catalogue, one)).collect(),
        scopes: catalogue.scopes.iter().map(|one| ScopeFacts::of(catalogue, one)).collect(),
        remedies: catalogue.remedies.iter().map(|one| RemedyFacts::of(catalogue, one)).collect(),
        policies: catalogue.policies.iter().map(|policy| collect_policy(catalogue, policy)).collect(),
        contexts: catalogue.contexts.iter().map(|one| ContextFacts::of(catalogue, one)).collect(),
        statuses: catalogue.statuses.iter().map(|one| StatusFacts::of(catalogue, one)).collect(),
        rate_limits: catalogue.rate_limits.iter().map(|one| RateLimitFacts::of(catalogue, one)).collect(),
    }
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
