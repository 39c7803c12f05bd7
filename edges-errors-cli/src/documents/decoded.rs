//! A decoded error for whoever asks what it means: facts in, text for a terminal or JSON out.

use std::fmt::Write as _;

use serde::Serialize;

use edges_errors_core::text::spell_out;

/// The longest value of a detail that is shown on a terminal, in characters.
const LONGEST_VALUE: usize = 200;

/// Everything that is known of one error.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DecodedFacts {
    /// One line: label, message, reference.
    pub error: String,
    /// What kind of answer it was, such as `unknown_label`.
    pub kind: &'static str,
    pub label: Option<String>,
    pub status: Option<u16>,
    pub scope: Option<String>,
    pub error_ref: Option<String>,
    pub message: Option<String>,
    pub meaning: Option<&'static str>,
    pub category: Option<&'static str>,
    /// Who has to act.
    pub fault: Option<&'static str>,
    pub outcome: &'static str,
    pub rate_limit: Option<&'static str>,
    pub details: Vec<DetailFacts>,
    pub what_to_do: String,
    pub remedy: Option<&'static str>,
    pub verdict: VerdictFacts,
    /// What the catalogue or the API's own schema says otherwise.
    pub odd: Vec<String>,
    pub docs: Option<&'static str>,
}

/// A piece of extra data.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DetailFacts {
    pub name: String,
    /// `None` for one that is sensitive, or that the catalogue does not declare and so may be.
    pub value: Option<String>,
    pub declared: bool,
}

/// What a caller would do next.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct VerdictFacts {
    /// `retry`, `defer`, `await` or `stop`.
    pub decision: &'static str,
    /// The reason in a word.
    pub why: &'static str,
    /// The reason in a sentence.
    pub because: String,
    /// When the next request may be sent, in RFC 3339; `None` where there is none.
    pub at: Option<String>,
    /// The same from now, in seconds.
    pub in_seconds: Option<u64>,
    /// The same in words, such as `2h 42m`.
    #[serde(skip)]
    pub in_words: Option<String>,
}

/// The facts for a terminal, a line each.
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
    fact("verdict", &format!("{}: {}", facts.verdict.decision, facts.verdict.because));
    if let (Some(at), Some(words)) = (&facts.verdict.at, &facts.verdict.in_words) {
        fact("when", &format!("{at}, in {words}"));
    }
    for odd in &facts.odd {
        fact("odd", odd);
    }
    facts.docs.into_iter().for_each(|docs| fact("reference", docs));
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
        None => format!("{name} (not in the catalogue, not shown)"),
    }
}

/// Errors of one name among many.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CountFacts {
    /// A label, or what stands for those that have none.
    pub error: String,
    pub count: u64,
    /// Who has to act.
    pub fault: Option<&'static str>,
    /// What a caller would do next: `retry`, `defer`, `await` or `stop`.
    pub decision: &'static str,
}

/// Many errors, counted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SummaryFacts {
    /// The most frequent first.
    pub errors: Vec<CountFacts>,
    pub lines: u64,
    /// Lines that tell of no failure.
    pub fine: u64,
    pub unreadable: u64,
}

/// The counts for a terminal.
pub fn write_summary(summary: &SummaryFacts) -> String {
    let mut text = format!("{:>8}  {:<28} {:<9} next\n", "count", "error", "fault");
    for CountFacts { error, count, fault, decision } in &summary.errors {
        let _ = writeln!(text, "{count:>8}  {:<28} {:<9} {decision}", spell_out(error), fault.unwrap_or("-"));
    }
    let SummaryFacts { lines, fine, unreadable, .. } = summary;
    let _ = writeln!(text, "{lines:>8}  lines: {fine} without an error, {unreadable} unreadable");
    text
}

/// Facts as JSON.
pub fn write_json(facts: &impl Serialize) -> String {
    super::write_pretty(facts)
}
