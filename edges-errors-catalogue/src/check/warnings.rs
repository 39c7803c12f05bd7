//! Gaps of a catalogue without mistakes.

use crate::diagnostic::{Diagnostic, Rule};
use crate::model::Catalogue;

/// The policy to paste where the catalogue has none that sends a request again.
const BACKOFF: [&str; 5] = [
    "[retry.backoff]",
    "strategy = \"exponential\"",
    "base = \"500ms\"",
    "cap = \"20s\"",
    "max_attempts = 3",
];

/// Tells of a catalogue that says nothing about answers without a label. What it extends is told of where that is checked.
pub(crate) fn miss_statuses(catalogue: &Catalogue) -> Option<Diagnostic> {
    if !catalogue.statuses.is_empty() || catalogue.extends.is_some() {
        return None;
    }
    let retried = catalogue.policies.iter().filter(|policy| policy.strategy.retries());
    let known = retried.filter_map(|policy| policy.name.as_deref()).next();
    let is_taken = catalogue.policies.iter().any(|policy| policy.name.as_deref() == Some("backoff"));
    let name = known.unwrap_or(if is_taken { "server_error" } else { "backoff" });
    let mut lines = vec![
        "[statuses.5xx]".to_owned(),
        "title = \"Server Error\"".to_owned(),
        "doc = \"The server, or a proxy before it, failed.\"".to_owned(),
        format!("retry = \"{name}\""),
    ];
    if known.is_none() {
        lines.extend(BACKOFF.map(|line| line.replace("backoff", name)));
    }
    let message = "there is no `[statuses]`: after an answer without a label, such as a bare 503, nothing is sent again";
    Some(
        Diagnostic::new(Rule::NoStatuses, 0..0, message)
            .help_lines("add what a failure of the server means:", &lines),
    )
}
