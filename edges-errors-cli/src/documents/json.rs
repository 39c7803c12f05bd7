//! The catalogue as JSON, for programs in any language.

use serde::Serialize;

use super::explain::{
    ConditionFacts, LabelFacts, LimitFacts, PolicyFacts, collect_facts, collect_limit, collect_policy,
};
use edges_errors_catalogue::model::{Catalogue, Effect, Key, RateLimit, Signal, Status};

/// Everything that a catalogue says, with names in place of references, in the order of the file.
#[derive(Debug, Clone, PartialEq, Serialize)]
struct CatalogueFacts<'a> {
    name: &'a str,
    /// Which edition of the reference it describes.
    revision: &'a str,
    reference: &'a str,
    support: Option<&'a str>,
    labels: Vec<LabelFacts<'a>>,
    categories: Vec<CategoryFacts<'a>>,
    scopes: Vec<ScopeFacts<'a>>,
    remedies: Vec<RemedyFacts<'a>>,
    policies: Vec<PolicyFacts<'a>>,
    contexts: Vec<ConditionFacts<'a>>,
    /// What a status means without a label, or with one that is not listed. An exact status comes before its class.
    statuses: Vec<StatusFacts<'a>>,
    rate_limits: Vec<RateLimitFacts<'a>>,
}

/// What every entry of a closed set has.
#[derive(Debug, Clone, PartialEq, Serialize)]
struct KeyFacts<'a> {
    name: &'a str,
    title: &'a str,
    doc: &'a str,
    line: u32,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct CategoryFacts<'a> {
    #[serde(flatten)]
    key: KeyFacts<'a>,
    fault: &'static str,
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
    /// Whoever does it quotes the error's reference.
    support: bool,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct StatusFacts<'a> {
    /// One status, such as `424`, or a class, such as `5xx`.
    status: String,
    title: &'a str,
    doc: &'a str,
    retry: PolicyFacts<'a>,
    remedy: Option<&'a str>,
    fault: Option<&'static str>,
    line: u32,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct RateLimitFacts<'a> {
    #[serde(flatten)]
    limit: LimitFacts<'a>,
    doc: &'a str,
    signal: SignalFacts<'a>,
    retry: PolicyFacts<'a>,
    /// Whether what was refused may have been carried out; that of the label where a label is the signal.
    effect: &'static str,
    line: u32,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "lowercase")]
enum SignalFacts<'a> {
    Header(&'a str),
    Label(&'a str),
}

/// A catalogue as JSON.
pub fn write_json(catalogue: &Catalogue) -> String {
    super::write_pretty(&collect_catalogue(catalogue))
}

/// Looks up everything that a catalogue refers to.
fn collect_catalogue(catalogue: &Catalogue) -> CatalogueFacts<'_> {
    let header = &catalogue.header;
    CatalogueFacts {
        name: &header.name,
        revision: &header.revision,
        reference: &header.reference,
        support: header.support.as_deref(),
        labels: catalogue.labels.iter().map(|label| collect_facts(catalogue, label)).collect(),
        categories: catalogue
            .categories
            .iter()
            .map(|one| CategoryFacts { key: collect_key(&one.key), fault: one.fault.as_str() })
            .collect(),
        scopes: catalogue
            .scopes
            .iter()
            .map(|one| ScopeFacts { key: collect_key(&one.key), action: one.action.as_deref() })
            .collect(),
        remedies: catalogue
            .remedies
            .iter()
            .map(|one| RemedyFacts { key: collect_key(&one.key), support: one.support })
            .collect(),
        policies: catalogue.policies.iter().map(collect_policy).collect(),
        contexts: catalogue
            .contexts
            .iter()
            .map(|one| ConditionFacts {
                context: &one.key.name,
                values: one.values.iter().map(|value| value.name.as_str()).collect(),
            })
            .collect(),
        statuses: catalogue.statuses.iter().map(|status| collect_status(catalogue, status)).collect(),
        rate_limits: catalogue.rate_limits.iter().map(|limit| collect_rate_limit(catalogue, limit)).collect(),
    }
}

fn collect_key(key: &Key) -> KeyFacts<'_> {
    KeyFacts { name: &key.name, title: &key.title, doc: &key.doc, line: key.line }
}

fn collect_status<'a>(catalogue: &'a Catalogue, status: &'a Status) -> StatusFacts<'a> {
    StatusFacts {
        status: status.range.to_string(),
        title: &status.title,
        doc: &status.doc,
        retry: collect_policy(&catalogue.policies[status.policy]),
        remedy: status.remedy.map(|remedy| catalogue.remedies[remedy].key.name.as_str()),
        fault: status.fault.map(edges_errors_catalogue::model::Fault::as_str),
        line: status.line,
    }
}

fn collect_rate_limit<'a>(catalogue: &'a Catalogue, limit: &'a RateLimit) -> RateLimitFacts<'a> {
    let (signal, effect): (SignalFacts<'a>, Effect) = match &limit.signal {
        Signal::Header(header) => (SignalFacts::Header(header), limit.effect),
        Signal::Label(label) => {
            let label = &catalogue.labels[*label];
            (SignalFacts::Label(&label.name), label.effect)
        }
    };
    RateLimitFacts {
        limit: collect_limit(limit),
        doc: &limit.key.doc,
        signal,
        retry: collect_policy(&catalogue.policies[limit.policy]),
        effect: effect.as_str(),
        line: limit.key.line,
    }
}
