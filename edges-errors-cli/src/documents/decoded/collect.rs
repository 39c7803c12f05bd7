//! Collection of the facts of an error and of the decision on it.

use std::time::{Duration, SystemTime};

use edges_errors::retry::{Action, Decision};
use edges_errors::{ApiError, Key, Label};
use jiff::Timestamp;

use super::report::{DecisionFacts, DecodedFacts, DetailFacts};

/// Collects the facts of an error.
pub fn collect_facts<L: Label>(error: &ApiError<L>, decision: &Decision<L>) -> DecodedFacts {
    let label = error.label();
    let status = error.status_info();
    DecodedFacts {
        error: error.to_string(),
        kind: error.kind().as_str(),
        label: error.label_str().map(str::to_owned),
        status: error.status(),
        scope: error.scope_str().map(str::to_owned),
        error_ref: error.error_ref().map(str::to_owned),
        message: error.message().map(str::to_owned),
        meaning: label.map(L::doc).or_else(|| status.map(|status| status.doc())),
        category: error.category().map(|category| category.title()),
        fault: error.fault().map(Key::as_str),
        outcome: error.outcome().as_str(),
        rate_limit: error.rate_limit().map(|limit| limit.title()),
        details: collect_details(error),
        what_to_do: decision.advice().to_string(),
        remedy: decision.remedy().map(|remedy| remedy.as_str()),
        decision: collect_decision(decision),
        anomalies: error.anomalies().map(|anomaly| anomaly.to_string()).collect(),
        docs_url: label.and_then(L::docs_url),
    }
}

fn collect_details<L: Label>(error: &ApiError<L>) -> Vec<DetailFacts> {
    let declared = error.label().map(L::params).unwrap_or_default();
    let params = error.params();
    let details = params.iter().map(|(name, param)| {
        let info = declared.iter().find(|info| info.name() == name);
        let value = info.filter(|info| !info.is_sensitive());
        let value = value.map(|_| param.to_text().unwrap_or_else(|| param.raw().to_owned()));
        DetailFacts { name: name.to_owned(), value, declared: info.is_some() }
    });
    details.collect()
}

fn collect_decision<L: Label>(decision: &Decision<L>) -> DecisionFacts {
    let decided = decision.decided_at();
    let wait = match decision.action() {
        Action::Retry { after } => Some(after),
        Action::Defer { not_before } | Action::Await { until: Some(not_before) } => {
            not_before.duration_since(decided).ok()
        }
        _ => None,
    };
    DecisionFacts {
        action: decision.action().as_str(),
        reason: decision.fields().reason,
        explanation: decision.to_string(),
        at: wait.and_then(|wait| format_time(decided.checked_add(wait)?)),
        in_seconds: wait.map(round_up),
    }
}

/// Rounds up to whole seconds: a wait never ends too early.
fn round_up(wait: Duration) -> u64 {
    wait.as_secs().saturating_add(u64::from(wait.subsec_nanos() > 0))
}

fn format_time(time: SystemTime) -> Option<String> {
    Timestamp::try_from(time).ok().map(|time| format!("{time:.0}"))
}
