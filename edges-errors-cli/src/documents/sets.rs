//! The facts of the entries beside the labels, with names in place of references.

use serde::Serialize;

use super::format::{HintFacts, PlaceFacts};
use super::keys::{KeyFacts, serialize_word};
use super::policies::{LimitFacts, PolicyFacts, collect_limit, collect_policy};
use crate::place::EntryPlace;
use edges_errors_catalogue::model::{
    Catalogue, Category, Context, Effect, Fault, RateLimit, Remedy, Scope, Signal, Status,
};

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ContextFacts<'a> {
    /// The name, as in the conditions of a label's `retry`.
    pub context: &'a str,
    pub title: &'a str,
    pub doc: &'a str,
    pub rust_name: &'a str,
    /// The names of the values, as in conditions.
    pub values: Vec<&'a str>,
    /// The same with their words.
    pub choices: Vec<KeyFacts<'a>>,
    #[serde(flatten)]
    pub place: EntryPlace,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FaultFacts<'a> {
    #[serde(flatten)]
    pub key: KeyFacts<'a>,
    /// It sends the requests.
    pub caller: bool,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CategoryFacts<'a> {
    #[serde(flatten)]
    pub key: KeyFacts<'a>,
    pub fault: &'a str,
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
    /// Applying it means to quote the error's reference to support.
    pub support: bool,
    /// Applying it means to send the same request again, unchanged.
    pub resend: bool,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct StatusFacts<'a> {
    /// One status, such as `424`, or a class, such as `5xx`.
    pub status: String,
    pub title: &'a str,
    pub doc: &'a str,
    pub retry: PolicyFacts<'a>,
    pub remedy: Option<&'a str>,
    #[serde(skip)]
    pub(super) what_to_do: Option<&'a str>,
    #[serde(serialize_with = "serialize_word")]
    pub effect: Effect,
    pub fault: Option<&'a str>,
    #[serde(flatten)]
    pub place: EntryPlace,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RateLimitFacts<'a> {
    #[serde(flatten)]
    pub limit: LimitFacts<'a>,
    pub rust_name: &'a str,
    pub doc: &'a str,
    /// `None` where no answer is an error of the limit.
    pub signal: Option<SignalFacts<'a>>,
    /// The statuses at which a header is the signal.
    pub statuses: &'a [u16],
    /// The header with the number of requests that are left.
    pub remaining: Option<PlaceFacts<'a>>,
    /// The header with the time of the next reset.
    pub reset: Option<HintFacts<'a>>,
    pub retry: PolicyFacts<'a>,
    /// The effect of a refused request; that of the label if a label is the signal.
    #[serde(serialize_with = "serialize_word")]
    pub effect: Effect,
    #[serde(flatten)]
    pub place: EntryPlace,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub enum SignalFacts<'a> {
    Header {
        header: &'a str,
        /// The value that the header has to have.
        #[serde(skip_serializing_if = "Option::is_none")]
        is: Option<&'a str>,
    },
    Label {
        label: &'a str,
    },
}

impl<'a> FaultFacts<'a> {
    pub(super) fn of(catalogue: &Catalogue, fault: &'a Fault) -> Self {
        Self { key: KeyFacts::of(catalogue, &fault.key), caller: fault.is_caller }
    }
}

impl<'a> CategoryFacts<'a> {
    pub(super) fn of(catalogue: &'a Catalogue, category: &'a Category) -> Self {
        Self { key: KeyFacts::of(catalogue, &category.key), fault: &catalogue[category.fault].key.name }
    }
}

impl<'a> ScopeFacts<'a> {
    pub(super) fn of(catalogue: &Catalogue, scope: &'a Scope) -> Self {
        Self { key: KeyFacts::of(catalogue, &scope.key), action: scope.action.as_deref() }
    }
}

impl<'a> RemedyFacts<'a> {
    pub(super) fn of(catalogue: &Catalogue, remedy: &'a Remedy) -> Self {
        Self { key: KeyFacts::of(catalogue, &remedy.key), support: remedy.support, resend: remedy.resend }
    }
}

impl<'a> ContextFacts<'a> {
    pub(super) fn of(catalogue: &Catalogue, context: &'a Context) -> Self {
        Self {
            context: &context.key.name,
            title: &context.key.title,
            doc: &context.key.doc,
            rust_name: &context.key.variant,
            values: context.values.iter().map(|value| value.name.as_str()).collect(),
            choices: context.values.iter().map(|value| KeyFacts::of(catalogue, value)).collect(),
            place: EntryPlace::of(catalogue, context.key.location),
        }
    }
}

impl<'a> StatusFacts<'a> {
    pub(super) fn of(catalogue: &'a Catalogue, status: &'a Status) -> Self {
        Self {
            status: status.range.to_string(),
            title: &status.title,
            doc: &status.doc,
            retry: collect_policy(catalogue, &catalogue[status.policy]),
            remedy: status.remedy.map(|remedy| catalogue[remedy].key.name.as_str()),
            what_to_do: status.remedy.map(|remedy| catalogue[remedy].key.doc.as_str()),
            effect: status.effect,
            fault: status.fault.map(|fault| catalogue[fault].key.name.as_str()),
            place: EntryPlace::of(catalogue, status.location),
        }
    }
}

impl<'a> RateLimitFacts<'a> {
    pub(super) fn of(catalogue: &'a Catalogue, limit: &'a RateLimit) -> Self {
        let (signal, effect) = match &limit.signal {
            Some(Signal::Header { name, is }) => {
                (Some(SignalFacts::Header { header: name, is: is.as_deref() }), limit.effect)
            }
            Some(Signal::Label(label)) => {
                let label = &catalogue[*label];
                (Some(SignalFacts::Label { label: &label.name }), label.effect)
            }
            None => (None, limit.effect),
        };
        Self {
            limit: collect_limit(limit),
            rust_name: &limit.key.variant,
            doc: &limit.key.doc,
            signal,
            statuses: &limit.statuses,
            remaining: limit.remaining.as_ref().map(PlaceFacts::of),
            reset: limit.reset.as_ref().map(HintFacts::of),
            retry: collect_policy(catalogue, &catalogue[limit.policy]),
            effect,
            place: EntryPlace::of(catalogue, limit.key.location),
        }
    }
}
