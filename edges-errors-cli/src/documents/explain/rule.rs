//! Rules of the check.

use serde::Serialize;

use edges_errors_catalogue::diagnostic::Rule;

/// A rule of the check.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct RuleFacts {
    pub rule: &'static str,
    pub explanation: &'static str,
}

impl RuleFacts {
    /// Returns the facts of a rule.
    pub fn of(rule: Rule) -> Self {
        Self { rule: rule.as_str(), explanation: rule.explanation() }
    }
}

/// Writes a rule for a terminal, in Markdown.
pub(super) fn write_rule(facts: &RuleFacts) -> String {
    format!("{}: a rule of `edges-errors check` and of `catalogue!`\n\n{}\n", facts.rule, facts.explanation)
}
