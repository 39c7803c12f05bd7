//! The facts of a policy and of a rate limit, wherever they are told.

use std::time::Duration;

use edges_errors_catalogue::model::{Catalogue, Policy, RateLimit, Strategy};
use edges_errors_catalogue::phrases::describe_policy;
use serde::Serialize;

use crate::place::EntryPlace;

/// A policy. Durations are in milliseconds; numbers that its strategy does not have are absent.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PolicyFacts<'a> {
    /// `None` for one that a label writes in place.
    #[serde(rename = "policy")]
    pub name: Option<&'a str>,
    pub strategy: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub delay_ms: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub base_ms: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cap_ms: Option<u64>,
    /// In thousandths: 2000 doubles the wait each time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub factor_thousandths: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fallback_ms: Option<u64>,
    /// The number of requests, the first one included; `None` leaves it to the caller.
    pub max_attempts: Option<u32>,
    /// The policy in words, with its numbers.
    pub words: String,
    #[serde(flatten)]
    pub place: EntryPlace,
}

/// The rate limit that a label signals.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LimitFacts<'a> {
    pub name: &'a str,
    pub title: &'a str,
    /// The resources that share the limit.
    pub applies_to: Vec<&'a str>,
    #[serde(skip)]
    pub(super) exhausted: String,
    pub advice: &'a [String],
    pub watch: Option<&'a str>,
}

pub(super) fn collect_policy<'a>(catalogue: &Catalogue, policy: &'a Policy) -> PolicyFacts<'a> {
    let milliseconds = |duration: Duration| u64::try_from(duration.as_millis()).unwrap_or(u64::MAX);
    let mut facts = PolicyFacts {
        name: policy.name.as_deref(),
        strategy: policy.strategy.as_str(),
        delay_ms: None,
        base_ms: None,
        cap_ms: None,
        factor_thousandths: None,
        fallback_ms: None,
        max_attempts: policy.max_attempts,
        words: describe_policy(policy),
        place: EntryPlace::of(catalogue, policy.location),
    };
    match policy.strategy {
        Strategy::Never | Strategy::Manual => {}
        Strategy::Fixed { delay } => facts.delay_ms = Some(milliseconds(delay)),
        Strategy::Exponential { base, cap, factor } => {
            facts.base_ms = Some(milliseconds(base));
            facts.cap_ms = Some(milliseconds(cap));
            facts.factor_thousandths = Some(factor.thousandths());
        }
        Strategy::Until { fallback } => facts.fallback_ms = Some(milliseconds(fallback)),
    }
    facts
}

pub(super) fn collect_limit(limit: &RateLimit) -> LimitFacts<'_> {
    LimitFacts {
        name: &limit.key.name,
        title: &limit.key.title,
        applies_to: limit.applies_to.iter().map(|subject| subject.name.as_str()).collect(),
        exhausted: limit.describe_subjects(),
        advice: &limit.advice,
        watch: limit.watch.as_deref(),
    }
}
