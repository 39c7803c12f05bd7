//! Comparison of labels, the variants of `ErrorLabel`, with everything that belongs to one.

use std::collections::{BTreeMap, BTreeSet};

use super::change::{Change, Editions, Kind, Subject};
use super::levels::Level;
use super::order::{Pair, compare_order, pair};
use super::params::compare_params;
use super::rules::{Rules, Seen, compare_retry, compare_rules, describe_past};
use super::statuses::Unlisted;
use edges_errors_catalogue::model::{Catalogue, Id, Label, Remedy};
use edges_errors_catalogue::phrases::join_statuses;

const ASKS_HANDLERS: &str =
    "Handlers stop compiling where neither a set of a rule, such as `category(..)`, nor `_` takes it.";

pub(super) fn compare_labels<'a>(old: &'a Catalogue, new: &'a Catalogue, changes: &mut Vec<Change>) {
    for found in pair(&old.labels, &new.labels, |label| label.name.as_str()) {
        match found {
            Pair::Added(label) => changes.push(add_label(old, new, label)),
            Pair::Removed(label) => changes.push(remove_label(Editions { old, new }, label)),
            Pair::Both(before, after) => Sides { old, new, before, after }.compare(changes),
        }
    }
    let names = |catalogue: &'a Catalogue| catalogue.labels.iter().map(|label| label.name.as_str());
    changes.extend(compare_order("ErrorLabel", names(old), names(new)));
}

fn add_label(old: &Catalogue, new: &Catalogue, label: &Label) -> Change {
    let subject = Editions { old, new }.added(Kind::Label, &label.name, label.location);
    let rules = Rules::of_label(new, label);
    let change = match label.removed {
        Some(_) => Change::new(Level::Additive, &subject, "added")
            .means("It is added as a removed label, so that old responses with it decode."),
        None => describe_addition(old, label, &rules, &subject),
    };
    change.with_new(format!("{}, {}", new[label.category].key.name, rules.words()))
}

/// Describes a label that is added: answers with it may come already, and were decided on by their status alone.
fn describe_addition(old: &Catalogue, label: &Label, rules: &Rules<'_>, subject: &Subject) -> Change {
    let (mut behaviours, mut cases) = (BTreeSet::new(), BTreeMap::<String, Vec<u16>>::new());
    for status in &label.statuses {
        let before = Unlisted::of_response(old, *status);
        let outlook = compare_rules(&before.rules(), rules);
        let seen = outlook.retry.iter().chain(&outlook.twice);
        let found: Vec<&Seen> = seen.filter(|seen| seen.behaviour.changes_response()).collect();
        if !found.is_empty() {
            let clauses: Vec<String> =
                found.iter().map(|seen| seen.describe(seen.behaviour.clause())).collect();
            let case = format!("{} {}", describe_past(before.policy), clauses.join(", "));
            cases.entry(case).or_default().push(*status);
        }
        behaviours.extend(found.iter().map(|seen| seen.behaviour));
    }
    if cases.is_empty() {
        return Change::new(Level::Additive, subject, "added").means(ASKS_HANDLERS);
    }
    let cases: Vec<String> = cases
        .iter()
        .map(|(case, statuses)| format!("With status {}, it {case}.", join_statuses(statuses)))
        .collect();
    Change::new(Level::Behavioural, subject, "added").behaving(behaviours).means(format!(
        "Something else is done about an answer with it that comes already. {} {ASKS_HANDLERS}",
        cases.join(" ")
    ))
}

fn remove_label(editions: Editions<'_>, label: &Label) -> Change {
    let subject = editions.removed(Kind::Label, &label.name, label.location);
    if let Some(heir) = editions.new.labels.iter().find(|heir| heir.variant == label.variant) {
        return Change::new(Level::Behavioural, &subject, "removed").means(format!(
            "`ErrorLabel::{}` stays, as the variant of `{}`: code that names it compiles, and means that one. Answers with \
             the old label are now unlisted.",
            heir.variant, heir.name
        ));
    }
    let gone = format!("`ErrorLabel::{}` is removed: code that names it stops compiling.", label.variant);
    Change::new(Level::Breaking, &subject, "removed").means(match label.removed {
        Some(_) => format!("{gone} Old responses with it are now unlisted."),
        None => format!("{gone} To retire a label, keep its table and add `removed = \"<revision>\"`."),
    })
}

/// A label before and after, with the catalogues that it belongs to.
struct Sides<'a> {
    old: &'a Catalogue,
    new: &'a Catalogue,
    before: &'a Label,
    after: &'a Label,
}

impl Sides<'_> {
    fn compare(&self, changes: &mut Vec<Change>) {
        let (before, after) = (self.before, self.after);
        let label = Editions { old: self.old, new: self.new }.both(
            Kind::Label,
            &after.name,
            before.location,
            after.location,
        );
        changes.extend(self.compare_life(&label));
        changes.extend(
            label
                .compare(Level::Breaking, "renamed", &before.variant, &after.variant)
                .map(|change| change.means("The variant of `ErrorLabel` and its details have a new name.")),
        );
        changes.extend(self.compare_statuses(&label));
        changes.extend(self.compare_category(&label));
        changes.extend(self.compare_fault(&label));
        let (old, new) = (Rules::of_label(self.old, before), Rules::of_label(self.new, after));
        changes.extend(compare_retry(&label, &old, &new));
        changes.extend(self.compare_meaning(&label));
        compare_params((self.old, before), (self.new, after), &label, changes);
        changes.extend(self.compare_templates(&label));
        changes.extend(self.compare_prose(&label));
    }

    /// Compares deprecation and removal.
    fn compare_life(&self, label: &Subject) -> Vec<Change> {
        let (before, after) = (self.before, self.after);
        let mut changes = Vec::new();
        match (&before.removed, &after.removed) {
            (None, Some(revision)) => changes.push(tombstone(label, after, revision)),
            (Some(_), None) => {
                changes.push(Change::new(Level::Additive, label, "listed-again").means(ASKS_HANDLERS));
            }
            (Some(old), Some(new)) => {
                changes.extend(label.compare(Level::Prose, "removal-changed", old, new));
            }
            (None, None) => {}
        }
        match (&before.deprecated, &after.deprecated) {
            (None, Some(deprecated)) => {
                let means =
                    format!("Code that names `ErrorLabel::{}` compiles with a warning.", after.variant);
                let change = Change::new(Level::Additive, label, "deprecated").with_new(&deprecated.note);
                changes.push(change.means(means));
            }
            (Some(_), None) => {
                let change = Change::new(Level::Additive, label, "undeprecated");
                changes.push(change.means("Code that names it no longer compiles with a warning."));
            }
            (Some(_), Some(_)) => {
                let (old, new) =
                    (describe_deprecation(self.old, before), describe_deprecation(self.new, after));
                changes.extend(label.compare(Level::Prose, "deprecation-changed", &old, &new));
            }
            (None, None) => {}
        }
        changes
    }

    fn compare_statuses(&self, label: &Subject) -> Option<Change> {
        let (old, new) = (&self.before.statuses, &self.after.statuses);
        let gone = old.iter().any(|status| !new.contains(status));
        let means = if gone {
            "The label decides as before. A response with a status that is no longer listed decodes, and is reported as an \
             anomaly (`StatusNotListed`)."
        } else if old.len() == new.len() {
            "`statuses()` lists them in a new order, and `sample()` has the first one."
        } else {
            "The label decides as before. A response with the new status is no longer an anomaly (`StatusNotListed`)."
        };
        let change =
            label.compare(Level::Behavioural, "status-changed", &join_statuses(old), &join_statuses(new));
        change.map(|change| change.means(means))
    }

    fn compare_category(&self, label: &Subject) -> Option<Change> {
        let (old, new) = (&self.old[self.before.category], &self.new[self.after.category]);
        let change = label.compare(Level::Behavioural, "category-changed", &old.key.name, &new.key.name)?;
        Some(change.means(other_rules("category", &old.key.name, &new.key.name)))
    }

    fn compare_fault(&self, label: &Subject) -> Option<Change> {
        let (was, is) = (&self.old[self.before.category], &self.new[self.after.category]);
        let inherits = self.before.fault.is_none() && self.after.fault.is_none();
        if inherits && was.key.name == is.key.name {
            // A new fault of the category is a change of the category.
            return None;
        }
        let (old, new) = (self.old.fault_of(self.before), self.new.fault_of(self.after));
        let change = label.compare(Level::Behavioural, "fault-changed", &old.key.name, &new.key.name)?;
        Some(change.means("Somebody else has to act."))
    }

    fn compare_meaning(&self, label: &Subject) -> Vec<Change> {
        let (before, after) = (self.before, self.after);
        let remedy = |catalogue: &Catalogue, remedy: Id<Remedy>| catalogue[remedy].key.name.clone();
        let (old, new) = (remedy(self.old, before.remedy), remedy(self.new, after.remedy));
        let remedies = label.compare(Level::Behavioural, "remedy-changed", &old, &new);
        let later = |catalogue: &Catalogue, after: Option<Id<Remedy>>| {
            after.map_or_else(|| "none".to_owned(), |after| remedy(catalogue, after))
        };
        let spent = label.compare(
            Level::Behavioural,
            "after-attempts-changed",
            &later(self.old, before.after_attempts),
            &later(self.new, after.after_attempts),
        );
        let (was, is) = (before.outcome.as_str(), after.outcome.as_str());
        let outcome = label.compare(Level::Behavioural, "outcome-changed", was, is);
        [
            remedies.map(|change| change.means(other_rules("remedy", &old, &new))),
            spent.map(|change| change.means("The advice changes once all attempts are used.")),
            outcome.map(|change| change.means(other_rules("outcome", was, is))),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    /// Compares the templates that the files declare; those made of examples are wording.
    fn compare_templates(&self, label: &Subject) -> Vec<Change> {
        let held = |label: &Label| -> Vec<String> {
            label.written_templates().map(|template| template.text().to_owned()).collect()
        };
        let (old, new) = (held(self.before), held(self.after));
        let mut changes = Vec::new();
        for found in pair(&old, &new, |text| text.as_str()) {
            changes.extend(match found {
                Pair::Added(text) => {
                    let change = Change::new(Level::Additive, label, "template-added").with_new(text);
                    Some(change.means("`message_args()` reads such messages."))
                }
                Pair::Removed(text) => {
                    let change = Change::new(Level::Behavioural, label, "template-removed").with_old(text);
                    Some(change.means("`message_args()` no longer reads such messages."))
                }
                Pair::Both(..) => None,
            });
        }
        changes
    }

    fn compare_prose(&self, label: &Subject) -> Vec<Change> {
        let (before, after) = (self.before, self.after);
        let mut changes: Vec<Change> = [
            label.compare(Level::Prose, "doc-changed", &before.doc, &after.doc),
            label.compare_texts("causes-changed", &before.causes, &after.causes),
            label.compare_texts("resolution-changed", &before.resolution, &after.resolution),
            label.compare_texts("notes-changed", &before.notes, &after.notes),
            label.compare_texts("examples-changed", &before.examples, &after.examples),
            label.compare(
                Level::Prose,
                "reference-retry-changed",
                before.reference_retry.as_deref().unwrap_or("none"),
                after.reference_retry.as_deref().unwrap_or("none"),
            ),
        ]
        .into_iter()
        .flatten()
        .collect();
        // A link that follows from the reference's moves with it, and is told once, of the catalogue.
        let moved = self.old.reference != self.new.reference
            && behind_reference(self.old, before) == behind_reference(self.new, after);
        if !moved {
            let link = |label: &'_ Label| label.docs_url.clone().unwrap_or_else(|| "none".to_owned());
            changes.extend(label.compare(Level::Prose, "docs-changed", &link(before), &link(after)));
        }
        changes
    }
}

/// Returns how a label's link goes on from that of the reference.
fn behind_reference<'a>(catalogue: &Catalogue, label: &'a Label) -> Option<&'a str> {
    label.docs_url.as_deref()?.strip_prefix(catalogue.reference.as_deref()?)
}

fn tombstone(label: &Subject, after: &Label, revision: &str) -> Change {
    Change::new(Level::Behavioural, label, "tombstoned").with_new(format!("removed in {revision}")).means(format!(
        "`ErrorLabel::{}` stays and decodes, with a deprecation warning. It leaves `ALL`, and handlers that do not name \
         it treat an old response as `unknown`.",
        after.variant
    ))
}

fn describe_deprecation(catalogue: &Catalogue, label: &Label) -> String {
    let Some(deprecated) = &label.deprecated else { return String::new() };
    let other = deprecated.replaced_by.map(|label| &catalogue[label]);
    let other = other.map(|other| format!("; use {}", other.name)).unwrap_or_default();
    format!("{}{other}", deprecated.note)
}

/// Describes what a changed fact means for rules that select by it.
fn other_rules(selector: &str, old: &str, new: &str) -> String {
    format!(
        "Rules for `{selector}({new})` take it instead of rules for `{selector}({old})`; handlers with neither these \
         nor `_` stop compiling."
    )
}

#[cfg(test)]
mod tests;
