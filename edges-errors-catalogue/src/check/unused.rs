//! Entries that nothing refers to: looked for only in a catalogue without mistakes, since a misspelt reference leaves its
//! target unused.

use std::collections::HashSet;

use super::entries::Sections;
use super::places::Places;
use crate::diagnostic::{Diagnostic, Diagnostics, Rule};
use crate::language::tables::Document;
use crate::model::{Catalogue, with_ids};
use crate::source::Text;

/// Reports policies and remedies of the catalogue's own file that nothing refers to: those of a base are not its to remove.
pub(crate) fn check_unused(
    document: &Document,
    catalogue: &Catalogue,
    places: &Places<'_>,
    diagnostics: &mut Diagnostics,
) {
    let sections = Sections::of(document);
    let rules = catalogue.labels.iter().flat_map(|label| label.retry.rules().map(|rule| rule.policy));
    let policies: HashSet<_> = rules
        .chain(catalogue.statuses.iter().map(|status| status.policy))
        .chain(catalogue.rate_limits.iter().map(|limit| limit.policy))
        .collect();
    // The policies written in place come last, and each is used where it is written.
    for ((id, _), named) in with_ids(&catalogue.policies).zip(sections.retry.entries) {
        if !policies.contains(&id) && places.is_own(&named.key.span) {
            diagnostics.push(unused(Rule::UnusedPolicy, "policy", &named.key));
        }
    }
    let labels = catalogue.labels.iter().flat_map(|label| [Some(label.remedy), label.after_attempts]);
    let statuses = catalogue.statuses.iter().map(|status| status.remedy);
    let remedies: HashSet<_> = labels.chain(statuses).flatten().collect();
    for ((id, _), named) in with_ids(&catalogue.remedies).zip(sections.remedies.entries) {
        if !remedies.contains(&id) && places.is_own(&named.key.span) {
            diagnostics.push(unused(Rule::UnusedRemedy, "remedy", &named.key));
        }
    }
}

fn unused(rule: Rule, what: &str, key: &Text) -> Diagnostic {
    let message = format!("nothing refers to the {what} `{}`", key.value);
    Diagnostic::new(rule, key.span.clone(), message)
        .note(format!("remove it, or refer to it where this {what} is meant"))
}
