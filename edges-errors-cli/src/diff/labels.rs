//! Comparison of labels, the variants of `ErrorLabel`, with everything that belongs to one.

use std::collections::{BTreeMap, BTreeSet};

use super::change::{Change, Kind};
use super::levels::Level;
use super::order::{Pair, compare_order, pair};
use super::params::compare_params;
use super::rules::{Rules, Seen, compare_retry, compare_rules, describe_past};
use super::statuses::Unlisted;
use super::subject::{Editions, Kept, Subject, or_none};
use edges_errors_catalogue::model::{Catalogue, Label, Template};
use edges_errors_catalogue::phrases::join_statuses;

const ASKS_HANDLERS: &str =
    "Handlers stop compiling where neither a set of a rule, such as `category(..)`, nor `_` takes it.";

pub(super) fn compare_labels(editions: Editions<'_>, changes: &mut Vec<Change>) {
    let Editions { old, new } = editions;
    for found in pair(&old.labels, &new.labels, |label| &label.name) {
        match found {
            Pair::Added(label) => changes.push(add_label(editions, label)),
            Pair::Removed(label) => changes.push(remove_label(editions, label)),
            Pair::Both(before, after) => {
                let subject = editions.both(Kind::Label, &after.name, before.location, after.location);
                compare_label(&editions.keep(subject, before, after), changes);
            }
        }
    }
    changes.extend(compare_order("ErrorLabel", &old.labels, &new.labels, |label| &label.name));
}

fn add_label(editions: Editions<'_>, label: &Label) -> Change {
    let subject = editions.added(Kind::Label, &label.name, label.location);
    let rules = Rules::of_label(editions.new, label);
    let change = match label.removed {
        Some(_) => subject
            .change(Level::Additive, "added")
            .means("It is added as a removed label, so that old responses with it decode."),
        None => describe_addition(editions.old, label, &rules, &subject),
    };
    change.with_new(format!("{}, {}", editions.new[label.category].key.name, rules.words()))
}

/// Describes a label that is added: answers with it may come already, and were decided on by their status alone.
fn describe_addition(old: &Catalogue, label: &Label, rules: &Rules<'_>, subject: &Subject) -> Change {
    let (mut behaviours, mut cases) = (BTreeSet::new(), BTreeMap::<String, Vec<u16>>::new());
    for status in &label.statuses {
        let before = Unlisted::of_response(old, *status);
        let outlook = compare_rules(&before.rules(), rules);
        let found: Vec<&Seen> =
            outlook.seen.iter().filter(|seen| seen.behaviour.changes_response()).collect();
        if !found.is_empty() {
            let clauses: Vec<String> =
                found.iter().map(|seen| seen.describe(seen.behaviour.clause())).collect();
            let case = format!("{} {}", describe_past(before.policy), clauses.join(", "));
            cases.entry(case).or_default().push(*status);
        }
        behaviours.extend(found.iter().map(|seen| seen.behaviour));
    }
    if cases.is_empty() {
        return subject.change(Level::Additive, "added").means(ASKS_HANDLERS);
    }
    let cases: Vec<String> = cases
        .iter()
        .map(|(case, statuses)| format!("With status {}, it {case}.", join_statuses(statuses)))
        .collect();
    subject.change(Level::Behavioural, "added").behaving(behaviours).means(format!(
        "Something else is done about an answer with it that comes already. {} {ASKS_HANDLERS}",
        cases.join(" ")
    ))
}

fn remove_label(editions: Editions<'_>, label: &Label) -> Change {
    let subject = editions.removed(Kind::Label, &label.name, label.location);
    if let Some(heir) = editions.new.labels.iter().find(|heir| heir.variant == label.variant) {
        return subject.change(Level::Behavioural, "removed").means(format!(
            "`ErrorLabel::{}` stays, as the variant of `{}`: code that names it compiles, and means that one. Answers with \
             the old label are now unlisted.",
            heir.variant, heir.name
        ));
    }
    let gone = format!("`ErrorLabel::{}` is removed: code that names it stops compiling.", label.variant);
    subject.change(Level::Breaking, "removed").means(match label.removed {
        Some(_) => format!("{gone} Old responses with it are now unlisted."),
        None => format!("{gone} To retire a label, keep its table and add `removed = \"<revision>\"`."),
    })
}

fn compare_label(label: &Kept<'_, Label>, changes: &mut Vec<Change>) {
    changes.extend(compare_removal(label));
    changes.extend(compare_deprecation(label));
    changes.extend(label.compare(
        Level::Breaking,
        "renamed",
        |_, label| &label.variant,
        "The variant of `ErrorLabel` and its details have a new name.",
    ));
    changes.extend(compare_statuses(label));
    changes.extend(compare_selector(label, "category-changed", "category", |catalogue, label| {
        &catalogue[label.category].key.name
    }));
    changes.extend(compare_fault(label));
    changes.extend(compare_retry(&label.subject, label.each(Rules::of_label)));
    changes.extend(compare_selector(label, "remedy-changed", "remedy", |catalogue, label| {
        &catalogue[label.remedy].key.name
    }));
    changes.extend(label.behavioural(
        "after-attempts-changed",
        |catalogue, label| or_none(label.after_attempts.map(|remedy| catalogue[remedy].key.name.as_str())),
        "The advice changes once all attempts are used.",
    ));
    changes.extend(compare_selector(label, "outcome-changed", "outcome", |_, label| label.outcome.as_str()));
    compare_params(label, changes);
    changes.extend(compare_templates(label));
    changes.extend(compare_prose(label));
}

fn compare_removal(label: &Kept<'_, Label>) -> Option<Change> {
    match (&label.before.removed, &label.after.removed) {
        (None, Some(revision)) => {
            let change = label.subject.change(Level::Behavioural, "tombstoned");
            Some(change.with_new(format!("removed in {revision}")).means(format!(
                "`ErrorLabel::{}` stays and decodes, with a deprecation warning. It leaves `ALL`, and handlers that do not \
                 name it treat an old response as `unknown`.",
                label.after.variant
            )))
        }
        (Some(_), None) => Some(label.subject.change(Level::Additive, "listed-again").means(ASKS_HANDLERS)),
        (Some(_), Some(_)) | (None, None) => {
            label.prose("removal-changed", |_, label| label.removed.as_deref().unwrap_or_default())
        }
    }
}

fn compare_deprecation(label: &Kept<'_, Label>) -> Option<Change> {
    match (&label.before.deprecated, &label.after.deprecated) {
        (None, Some(deprecated)) => {
            let change = label.subject.change(Level::Additive, "deprecated").with_new(&deprecated.note);
            let variant = &label.after.variant;
            Some(change.means(format!("Code that names `ErrorLabel::{variant}` compiles with a warning.")))
        }
        (Some(_), None) => {
            let change = label.subject.change(Level::Additive, "undeprecated");
            Some(change.means("Code that names it no longer compiles with a warning."))
        }
        (Some(_), Some(_)) | (None, None) => label.prose("deprecation-changed", describe_deprecation),
    }
}

fn describe_deprecation(catalogue: &Catalogue, label: &Label) -> String {
    let Some(deprecated) = &label.deprecated else { return String::new() };
    let other = deprecated.replaced_by.map(|label| &catalogue[label]);
    let other = other.map(|other| format!("; use {}", other.name)).unwrap_or_default();
    format!("{}{other}", deprecated.note)
}

fn compare_statuses(label: &Kept<'_, Label>) -> Option<Change> {
    let [old, new] = label.each(|_, label| &label.statuses);
    let gone = old.iter().any(|status| !new.contains(status));
    let means = if gone {
        "The label decides as before. A response with a status that is no longer listed decodes, and is reported as an \
         anomaly (`StatusNotListed`)."
    } else if old.len() == new.len() {
        "`statuses()` lists them in a new order, and `sample()` has the first one."
    } else {
        "The label decides as before. A response with the new status is no longer an anomaly (`StatusNotListed`)."
    };
    label.behavioural("status-changed", |_, label| join_statuses(&label.statuses), means)
}

/// Compares a fact that rules of handlers select by.
fn compare_selector<'a>(
    label: &Kept<'a, Label>,
    what: &'static str,
    selector: &str,
    name: impl Fn(&'a Catalogue, &'a Label) -> &'a str,
) -> Option<Change> {
    let [old, new] = label.each(&name);
    let means = format!(
        "Rules for `{selector}({new})` take it instead of rules for `{selector}({old})`; handlers with neither these \
         nor `_` stop compiling."
    );
    label.behavioural(what, name, &means)
}

fn compare_fault(label: &Kept<'_, Label>) -> Option<Change> {
    let [was, is] = label.each(|catalogue, label| &catalogue[label.category].key.name);
    let inherits = label.before.fault.is_none() && label.after.fault.is_none();
    if inherits && was == is {
        // A new fault of the category is a change of the category.
        return None;
    }
    let fault = |catalogue: &Catalogue, label: &Label| catalogue.fault_of(label).key.name.clone();
    label.behavioural("fault-changed", fault, "Somebody else has to act.")
}

/// Compares the templates that the files declare; those made of examples are wording.
fn compare_templates(label: &Kept<'_, Label>) -> Vec<Change> {
    let [old, new] = label.each(|_, label| label.written_templates());
    let compare = |found| match found {
        Pair::Added(text) => {
            let change = label.subject.change(Level::Additive, "template-added").with_new(text);
            Some(change.means("`message_args()` reads such messages."))
        }
        Pair::Removed(text) => {
            let change = label.subject.change(Level::Behavioural, "template-removed").with_old(text);
            Some(change.means("`message_args()` no longer reads such messages."))
        }
        Pair::Both(..) => None,
    };
    pair(old.map(Template::text), new.map(Template::text), |text| text)
        .into_iter()
        .filter_map(compare)
        .collect()
}

fn compare_prose(label: &Kept<'_, Label>) -> impl Iterator<Item = Change> {
    // A link that follows from the reference's moves with it, and is told once, of the catalogue.
    let [was, is] = label.each(behind_reference);
    let moved = label.editions.old.reference != label.editions.new.reference && was == is;
    let link = || label.prose("docs-changed", |_, label| or_none(label.docs_url.as_deref()));
    let changes = [
        label.prose("doc-changed", |_, label| &label.doc),
        label.texts("causes-changed", |label| &label.causes),
        label.texts("resolution-changed", |label| &label.resolution),
        label.texts("notes-changed", |label| &label.notes),
        label.texts("examples-changed", |label| &label.examples),
        label.prose("reference-retry-changed", |_, label| or_none(label.reference_retry.as_deref())),
        if moved { None } else { link() },
    ];
    changes.into_iter().flatten()
}

/// Returns how a label's link goes on from that of the reference.
fn behind_reference<'a>(catalogue: &Catalogue, label: &'a Label) -> Option<&'a str> {
    label.docs_url.as_deref()?.strip_prefix(catalogue.reference.as_deref()?)
}

#[cfg(test)]
mod tests;
