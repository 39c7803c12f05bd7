//! The catalogue as JSON, for programs in any language.

use serde::Serialize;

use super::explain::{
    ConditionFacts, LabelFacts, LimitFacts, PolicyFacts, collect_facts, collect_limit, collect_policy,
};
use crate::model::{Catalogue, Effect, Key, RateLimit, Signal, Status};

/// Everything that a catalogue says, with names in place of references, in the order of the file.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CatalogueFacts<'a> {
    pub name: &'a str,
    /// Which edition of the reference it describes.
    pub revision: &'a str,
    pub reference: &'a str,
    pub support: Option<&'a str>,
    pub labels: Vec<LabelFacts<'a>>,
    pub categories: Vec<CategoryFacts<'a>>,
    pub scopes: Vec<ScopeFacts<'a>>,
    pub remedies: Vec<RemedyFacts<'a>>,
    pub policies: Vec<PolicyFacts<'a>>,
    pub contexts: Vec<ConditionFacts<'a>>,
    /// What a status means without a label, or with one that is not listed. An exact status comes before its class.
    pub statuses: Vec<StatusFacts<'a>>,
    pub rate_limits: Vec<RateLimitFacts<'a>>,
}

/// What every entry of a closed set has.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct KeyFacts<'a> {
    pub name: &'a str,
    pub title: &'a str,
    pub doc: &'a str,
    pub line: u32,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CategoryFacts<'a> {
    #[serde(flatten)]
    pub key: KeyFacts<'a>,
    pub fault: &'static str,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ScopeFacts<'a> {
    #[serde(flatten)]
    pub key: KeyFacts<'a>,
    pub action: Option<&'a str>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RemedyFacts<'a> {
    #[serde(flatten)]
    pub key: KeyFacts<'a>,
    /// Whoever does it quotes the error's reference.
    pub support: bool,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct StatusFacts<'a> {
    /// One status, such as `424`, or a class, such as `5xx`.
    pub status: String,
    pub title: &'a str,
    pub doc: &'a str,
    pub retry: PolicyFacts<'a>,
    pub remedy: Option<&'a str>,
    pub fault: Option<&'static str>,
    pub line: u32,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RateLimitFacts<'a> {
    #[serde(flatten)]
    pub limit: LimitFacts<'a>,
    pub doc: &'a str,
    pub signal: SignalFacts<'a>,
    pub retry: PolicyFacts<'a>,
    /// Whether what was refused may have been carried out; that of the label where a label is the signal.
    pub effect: &'static str,
    pub line: u32,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum SignalFacts<'a> {
    Header(&'a str),
    Label(&'a str),
}

/// A catalogue as JSON.
pub fn write_json(catalogue: &Catalogue) -> String {
    super::write_pretty(&collect_catalogue(catalogue))
}

/// Looks up everything that a catalogue refers to.
pub fn collect_catalogue(catalogue: &Catalogue) -> CatalogueFacts<'_> {
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
            .map(|one| CategoryFacts { key: collect_key(&one.key), fault: one.fault.name() })
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
        fault: status.fault.map(crate::model::Fault::name),
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
        effect: effect.name(),
        line: limit.key.line,
    }
}
