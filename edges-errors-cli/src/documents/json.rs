//! JSON for programs in any language: the writer of facts, and the facts of a whole catalogue.

use std::fmt::Write as _;

use edges_errors_core::text::is_steering;
use serde::Serialize;

use super::explain::{LabelFacts, LimitFacts, PolicyFacts, collect_facts, collect_limit, collect_policy};
use crate::place::EntryPlace;
use edges_errors_catalogue::model::{Catalogue, Context, Effect, Key, RateLimit, Signal, Status};

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

/// The facts that every entry of a closed set has.
#[derive(Debug, Clone, PartialEq, Serialize)]
struct KeyFacts<'a> {
    name: &'a str,
    title: &'a str,
    doc: &'a str,
    /// The variant of the generated enum, or the name of the enum itself.
    rust_name: &'a str,
    #[serde(flatten)]
    place: EntryPlace,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct ContextFacts<'a> {
    /// The name, as in the conditions of a label's `retry`.
    context: &'a str,
    title: &'a str,
    doc: &'a str,
    rust_name: &'a str,
    /// The names of the values, as in conditions.
    values: Vec<&'a str>,
    /// The same with their words.
    choices: Vec<KeyFacts<'a>>,
    #[serde(flatten)]
    place: EntryPlace,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct CategoryFacts<'a> {
    #[serde(flatten)]
    key: KeyFacts<'a>,
    fault: &'a str,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct ScopeFacts<'a> {
    #[serde(flatten)]
    key: KeyFacts<'a>,
    action: Option<&'a str>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct RemedyFacts<'a> {
    #[serde(flatten)]
    key: KeyFacts<'a>,
    /// Applying it means to quote the error's reference to support.
    support: bool,
    /// Applying it means to send the same request again, unchanged.
    resend: bool,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct StatusFacts<'a> {
    /// One status, such as `424`, or a class, such as `5xx`.
    status: String,
    title: &'a str,
    doc: &'a str,
    retry: PolicyFacts<'a>,
    remedy: Option<&'a str>,
    effect: &'static str,
    fault: Option<&'a str>,
    #[serde(flatten)]
    place: EntryPlace,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct RateLimitFacts<'a> {
    #[serde(flatten)]
    limit: LimitFacts<'a>,
    rust_name: &'a str,
    doc: &'a str,
    signal: SignalFacts<'a>,
    retry: PolicyFacts<'a>,
    /// The effect of a refused request; that of the label if a label is the signal.
    effect: &'static str,
    #[serde(flatten)]
    place: EntryPlace,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "lowercase")]
enum SignalFacts<'a> {
    Header(&'a str),
    Label(&'a str),
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
        labels: catalogue.labels.iter().map(|label| collect_facts(catalogue, label)).collect(),
        categories: catalogue
            .categories
            .iter()
            .map(|one| CategoryFacts {
                key: collect_key(catalogue, &one.key),
                fault: &catalogue[one.fault].key.name,
            })
            .collect(),
        scopes: catalogue
            .scopes
            .iter()
            .map(|one| ScopeFacts { key: collect_key(catalogue, &one.key), action: one.action.as_deref() })
            .collect(),
        remedies: catalogue
            .remedies
            .iter()
            .map(|one| RemedyFacts {
                key: collect_key(catalogue, &one.key),
                support: one.support,
                resend: one.resend,
            })
            .collect(),
        policies: catalogue.policies.iter().map(|policy| collect_policy(catalogue, policy)).collect(),
        contexts: catalogue.contexts.iter().map(|context| collect_context(catalogue, context)).collect(),
        statuses: catalogue.statuses.iter().map(|status| collect_status(catalogue, status)).collect(),
        rate_limits: catalogue.rate_limits.iter().map(|limit| collect_rate_limit(catalogue, limit)).collect(),
    }
}

fn collect_key<'a>(catalogue: &Catalogue, key: &'a Key) -> KeyFacts<'a> {
    KeyFacts {
        name: &key.name,
        title: &key.title,
        doc: &key.doc,
        rust_name: &key.variant,
        place: EntryPlace::of(catalogue, key.location),
    }
}

fn collect_context<'a>(catalogue: &Catalogue, context: &'a Context) -> ContextFacts<'a> {
    ContextFacts {
        context: &context.key.name,
        title: &context.key.title,
        doc: &context.key.doc,
        rust_name: &context.key.variant,
        values: context.values.iter().map(|value| value.name.as_str()).collect(),
        choices: context.values.iter().map(|value| collect_key(catalogue, value)).collect(),
        place: EntryPlace::of(catalogue, context.key.location),
    }
}

fn collect_status<'a>(catalogue: &'a Catalogue, status: &'a Status) -> StatusFacts<'a> {
    StatusFacts {
        status: status.range.to_string(),
        title: &status.title,
        doc: &status.doc,
        retry: collect_policy(catalogue, &catalogue[status.policy]),
        remedy: status.remedy.map(|remedy| catalogue[remedy].key.name.as_str()),
        effect: status.effect.as_str(),
        fault: status.fault.map(|fault| catalogue[fault].key.name.as_str()),
        place: EntryPlace::of(catalogue, status.location),
    }
}

fn collect_rate_limit<'a>(catalogue: &'a Catalogue, limit: &'a RateLimit) -> RateLimitFacts<'a> {
    let (signal, effect): (SignalFacts<'a>, Effect) = match &limit.signal {
        Signal::Header { name, .. } => (SignalFacts::Header(name), limit.effect),
        Signal::Label(label) => {
            let label = &catalogue[*label];
            (SignalFacts::Label(&label.name), label.effect)
        }
    };
    RateLimitFacts {
        limit: collect_limit(limit),
        rust_name: &limit.key.variant,
        doc: &limit.key.doc,
        signal,
        retry: collect_policy(catalogue, &catalogue[limit.policy]),
        effect: effect.as_str(),
        place: EntryPlace::of(catalogue, limit.key.location),
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
