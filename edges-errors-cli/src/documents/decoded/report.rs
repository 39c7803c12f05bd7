//! Facts of one decoded error or of many, and their text for a terminal.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use serde::Serialize;

use edges_errors_core::text::spell_out;

/// Length from which the value of a detail is cut, in characters.
const LONGEST_VALUE: usize = 200;

/// The facts of one error.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DecodedFacts {
    /// Label, message and reference in one line.
    pub error: String,
    /// The kind of answer, such as `unknown_label`.
    pub kind: &'static str,
    pub label: Option<String>,
    pub status: Option<u16>,
    pub scope: Option<String>,
    pub error_ref: Option<String>,
    pub message: Option<String>,
    pub meaning: Option<&'static str>,
    pub category: Option<&'static str>,
    /// The party that has to act.
    pub fault: Option<&'static str>,
    pub outcome: &'static str,
    pub rate_limit: Option<&'static str>,
    pub details: Vec<DetailFacts>,
    pub what_to_do: String,
    pub remedy: Option<&'static str>,
    pub decision: DecisionFacts,
    /// Deviations from the catalogue or from the API's schema.
    pub anomalies: Vec<String>,
    pub docs_url: Option<&'static str>,
}

/// A param of an error.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DetailFacts {
    pub name: String,
    /// `None` if it is sensitive or, since the catalogue does not declare it, may be.
    pub value: Option<String>,
    pub declared: bool,
}

/// The decision on an error.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DecisionFacts {
    /// `retry`, `defer`, `await` or `stop`.
    pub action: &'static str,
    /// The reason in a word.
    pub reason: &'static str,
    /// The decision in a sentence.
    pub explanation: String,
    /// The time in RFC 3339 of the next request, or of the next look at what the API goes on with by itself, if there is one.
    pub at: Option<String>,
    /// The same in seconds from now.
    pub in_seconds: Option<u64>,
}

/// Writes the facts of an error for a terminal, a line each.
pub fn write_decoded(facts: &DecodedFacts) -> String {
    let mut text = String::new();
    let mut fact = |name: &str, value: &str| {
        let _ = writeln!(text, "{name:<11} {value}");
    };
    fact("error", &facts.error);
    let known = [("meaning", facts.meaning), ("category", facts.category), ("fault", facts.fault)];
    for (name, value) in known {
        value.into_iter().for_each(|value| fact(name, value));
    }
    fact("outcome", facts.outcome);
    facts.rate_limit.into_iter().for_each(|limit| fact("limit", limit));
    for detail in &facts.details {
        fact("detail", &describe_detail(detail));
    }
    fact("what to do", &facts.what_to_do);
    fact("decision", &format!("{}: {}", facts.decision.action, facts.decision.explanation));
    // The decision says how long that is, and a wait in two forms would look like two waits.
    facts.decision.at.iter().for_each(|at| fact("when", at));
    for anomaly in &facts.anomalies {
        fact("anomaly", anomaly);
    }
    facts.docs_url.into_iter().for_each(|link| fact("reference", link));
    text
}

fn describe_detail(detail: &DetailFacts) -> String {
    let name = spell_out(&detail.name);
    match &detail.value {
        Some(value) if value.chars().count() > LONGEST_VALUE => {
            let shown: String = value.chars().take(LONGEST_VALUE).collect();
            format!("{name}: {}…", spell_out(&shown))
        }
        Some(value) => format!("{name}: {}", spell_out(value)),
        None if detail.declared => format!("{name} (sensitive, not shown)"),
        None => format!("{name} (not listed, not shown)"),
    }
}

/// The count of the errors of one name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CountFacts {
    /// A label, or a name for errors without one.
    pub error: String,
    pub count: u64,
    /// The parties that have to act.
    pub faults: BTreeSet<&'static str>,
    /// The number of them that are decided on by `retry`, `defer`, `await` or `stop`.
    pub decisions: BTreeMap<&'static str, u64>,
    /// The number of those that are stopped by what is left to be done: `empty` or `done` where nothing is, `in_doubt`, the name
    /// of a remedy, or else the reason of the stop.
    pub stops: BTreeMap<&'static str, u64>,
}

/// The word for a request that is not sent again, and may have been carried out.
pub const IN_DOUBT: &str = "in_doubt";

/// The counts of many errors.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SummaryFacts {
    /// The most frequent first.
    pub errors: Vec<CountFacts>,
    pub lines: u64,
    /// Lines that are not errors.
    pub fine: u64,
    pub unreadable: u64,
}

/// Writes the counts for a terminal.
pub fn write_summary(summary: &SummaryFacts) -> String {
    let mut text = format!("{:>8}  {:<28} {:<9} next\n", "count", "error", "fault");
    for counted in &summary.errors {
        let faults: Vec<&str> = counted.faults.iter().copied().collect();
        let faults = if faults.is_empty() { "-".to_owned() } else { faults.join(", ") };
        let error = spell_out(&counted.error).to_string();
        let _ =
            writeln!(text, "{:>8}  {error:<28} {faults:<9} {}", counted.count, describe_decisions(counted));
    }
    let SummaryFacts { lines, fine, unreadable, .. } = summary;
    let _ = writeln!(text, "{lines:>8}  lines: {fine} without an error, {unreadable} unreadable");
    if summary.errors.iter().any(|counted| !counted.stops.is_empty()) {
        text.push_str("What to do in each case is the advice on one error: decode its line alone.\n");
    }
    text
}

/// Lists the decisions, with their counts if there are several, and what the stops leave to be done:
/// `defer 3, stop 1: fix_input`.
fn describe_decisions(counted: &CountFacts) -> String {
    let decisions = list_counts(&counted.decisions);
    if counted.stops.is_empty() { decisions } else { format!("{decisions}: {}", list_counts(&counted.stops)) }
}

fn list_counts(counts: &BTreeMap<&'static str, u64>) -> String {
    let several = counts.len() > 1;
    let words = counts
        .iter()
        .map(|(word, count)| if several { format!("{word} {count}") } else { (*word).to_owned() });
    words.collect::<Vec<_>>().join(", ")
}
