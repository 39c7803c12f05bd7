//! [`Document`] to [`Catalogue`]: what the values mean. Every mistake is reported, and what is right is kept, so that
//! one mistake does not take the rest of the catalogue away from those who use it.

mod labels;
mod names;
mod policies;
mod sets;
mod templates;
mod values;

use crate::diagnostic::{Diagnostic, Diagnostics, Rule, nearest};
use crate::model::*;
use crate::source::{LineIndex, Span};
use crate::syntax::document::{self as doc, Document, Spanned, Text};

use labels::check_labels;
use names::Namespace;
pub use names::{is_identifier, is_reserved_variant, snake, upper_camel};
use policies::Policies;
use values::{check_link, check_prose};

/// Names of types that every catalogue generates.
const GENERATED_TYPES: &[&str] = &["ErrorLabel", "Category", "Scope", "Remedy", "RateLimit"];

/// What the checks of labels, statuses and rate limits look names up in.
struct Names<'a> {
    lines: &'a LineIndex,
    categories: Known,
    remedies: Known,
    contexts: &'a [Context],
    labels: Known,
    removed: Vec<String>,
}

/// The names of a list: as written, and those that could be kept. A name that is written and could not be kept has been
/// complained of, so that what refers to it is not wrong as well.
struct Known {
    written: Vec<String>,
    kept: Vec<String>,
}

impl Known {
    fn new<'a, T>(written: &[doc::Named<T>], kept: impl Iterator<Item = &'a String>) -> Self {
        let written = written.iter().map(|named| named.key.value.clone()).collect();
        Self { written, kept: kept.cloned().collect() }
    }

    /// The index of a name among those kept; the first one for a name that could not be kept.
    fn resolve(&self, rule: Rule, what: &str, name: &Text, errors: &mut Diagnostics) -> Option<usize> {
        resolve(rule, what, name, self.written.iter().map(String::as_str), errors)?;
        Some(self.kept.iter().position(|kept| *kept == name.value).unwrap_or(0))
    }
}

pub(crate) fn check_document(document: &Document, text: &str, errors: &mut Diagnostics) -> Catalogue {
    let lines = LineIndex::new(text);
    let mut types = Namespace::types(GENERATED_TYPES);
    let header = check_header(document.header.as_ref(), &mut types, errors);
    let categories = sets::check_categories(&document.categories, &lines, errors);
    let scopes = sets::check_scopes(&document.scopes, &lines, errors);
    let remedies = sets::check_remedies(&document.remedies, &lines, errors);
    let contexts = sets::check_contexts(&document.contexts, &lines, &mut types, errors);
    let mut policies = Policies::check(&document.retry, &lines, errors);
    let checked = labels::check_label_names(&document.errors, errors);
    let names = Names {
        lines: &lines,
        categories: Known::new(&document.categories, categories.iter().map(|category| &category.key.name)),
        remedies: Known::new(&document.remedies, remedies.iter().map(|remedy| &remedy.key.name)),
        contexts: &contexts,
        labels: Known::new(&document.errors, checked.iter().map(|(named, _)| &named.key.value)),
        removed: removed_labels(document),
    };
    let labels = check_labels(&checked, &header.reference, &names, &mut policies, errors);
    let statuses = sets::check_statuses(&document.statuses, &names, &mut policies, errors);
    let rate_limits = sets::check_rate_limits(&document.rate_limits, &names, &mut policies, errors);
    let policies = policies.into_list();
    let mut catalogue =
        Catalogue { header, categories, scopes, remedies, policies, contexts, statuses, rate_limits, labels };
    fill_gaps(&mut catalogue);
    catalogue
}

fn removed_labels(document: &Document) -> Vec<String> {
    let removed = document.errors.iter().filter(|named| named.entry.removed.is_some());
    removed.map(|named| named.key.value.clone()).collect()
}

fn check_header(
    header: Option<&Spanned<doc::Header>>,
    types: &mut Namespace,
    errors: &mut Diagnostics,
) -> Header {
    let mut checked = Header {
        name: "this API".to_owned(),
        error: "Error".to_owned(),
        revision: String::new(),
        reference: String::new(),
        support: None,
    };
    let Some(header) = header else { return checked };
    checked.name = check_prose(header.name.as_ref(), errors);
    checked.revision = check_prose(header.revision.as_ref(), errors);
    if let Some(error) = &header.error {
        let taken = types.take(error, error.value.clone(), None, errors);
        checked.error = taken.filter(|name| is_identifier(name)).unwrap_or(checked.error);
    }
    if let Some(reference) = &header.reference {
        checked.reference = check_link(reference, errors).unwrap_or_default();
    }
    checked.support = header.support.as_ref().map(|support| check_prose(Some(support), errors));
    checked
}

/// After mistakes, a list that something refers to may be empty; the references then have something to point at.
fn fill_gaps(catalogue: &mut Catalogue) {
    let key = |name: &str| Key {
        name: name.to_owned(),
        variant: upper_camel(name),
        title: name.to_owned(),
        doc: String::new(),
        line: 1,
    };
    if catalogue.categories.is_empty() {
        catalogue.categories.push(Category { key: key("unclassified"), fault: Fault::Caller });
    }
    if catalogue.remedies.is_empty() {
        catalogue.remedies.push(Remedy { key: key("unclassified"), support: false });
    }
    if catalogue.policies.is_empty() {
        let name = Some("never".to_owned());
        catalogue.policies.push(Policy { name, strategy: Strategy::Never, max_attempts: None, line: 1 });
    }
}

/// The index of a name in a list, or a complaint with the nearest name.
fn resolve<'a>(
    rule: Rule,
    what: &str,
    name: &Text,
    known: impl IntoIterator<Item = &'a str> + Clone,
    errors: &mut Diagnostics,
) -> Option<usize> {
    let found = known.clone().into_iter().position(|candidate| candidate == name.value);
    if found.is_none() {
        let message = format!("no {what} is named `{}`", name.escape_debug());
        let diagnostic = Diagnostic::new(rule, name.span.clone(), message);
        errors.push(match nearest(name, known.clone()) {
            Some(near) => diagnostic.note(format!("help: a {what} with a similar name exists: `{near}`")),
            None => diagnostic.note(format!("known: {}", list(known))),
        });
    }
    found
}

/// A few names for a message; a long list says how many more there are.
fn list<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    const SHOWN: usize = 12;
    let names: Vec<&str> = names.into_iter().collect();
    let shown = names.iter().take(SHOWN).copied().collect::<Vec<_>>().join(", ");
    match names.len() {
        0 => "none".to_owned(),
        count if count > SHOWN => format!("{shown} and {} more", count - SHOWN),
        _ => shown,
    }
}

/// Complains where a list has more entries than its index can count.
fn check_count(what: &str, count: usize, most: usize, place: Option<Span>, errors: &mut Diagnostics) {
    if count > most {
        let message = format!("{count} {what} are more than the {most} that a catalogue can hold");
        errors.push(Diagnostic::new(Rule::TooMany, place.unwrap_or(0..0), message));
    }
}

/// Policies and remedies that nothing refers to; asked only of a catalogue without other mistakes, since a misspelt
/// reference leaves its target unused.
pub(crate) fn check_unused(document: &Document, catalogue: &Catalogue, errors: &mut Diagnostics) {
    let rules = catalogue.labels.iter().flat_map(|label| label.retry.iter().map(|rule| rule.policy));
    let policies: Vec<usize> = rules
        .chain(catalogue.statuses.iter().map(|status| status.policy))
        .chain(catalogue.rate_limits.iter().map(|limit| limit.policy))
        .collect();
    for (index, named) in document.retry.iter().enumerate().filter(|(index, _)| !policies.contains(index)) {
        debug_assert!(index < catalogue.policies.len());
        errors.push(unused(Rule::UnusedPolicy, "policy", &named.key));
    }
    let remedies: Vec<usize> = catalogue
        .labels
        .iter()
        .flat_map(|label| [Some(label.remedy), label.after_attempts])
        .chain(catalogue.statuses.iter().map(|status| status.remedy))
        .flatten()
        .collect();
    for (_, named) in document.remedies.iter().enumerate().filter(|(index, _)| !remedies.contains(index)) {
        errors.push(unused(Rule::UnusedRemedy, "remedy", &named.key));
    }
}

fn unused(rule: Rule, what: &str, key: &Text) -> Diagnostic {
    let message = format!("nothing refers to the {what} `{}`", key.value);
    Diagnostic::new(rule, key.span.clone(), message)
        .note(format!("remove it, or refer to it where this {what} is meant"))
}

#[cfg(test)]
mod tests {
    use super::list;

    #[test]
    fn a_long_list_of_names_says_how_many_more_there_are() {
        let names: Vec<String> = (1..=13).map(|n| format!("n{n}")).collect();
        let listed = |count: usize| list(names.iter().take(count).map(String::as_str));
        assert_eq!(listed(0), "none");
        assert_eq!(listed(2), "n1, n2");
        assert_eq!(listed(12), "n1, n2, n3, n4, n5, n6, n7, n8, n9, n10, n11, n12");
        assert_eq!(listed(13), "n1, n2, n3, n4, n5, n6, n7, n8, n9, n10, n11, n12 and 1 more");
    }
}
