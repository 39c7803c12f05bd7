//! The closed sets and the header: enums whose keys rules and programs name.

use super::labels::compare_order;
use super::order::{Pair, pair};
use super::params::compare_values;
use super::{Change, Kind, Level, Subject};
use edges_errors_catalogue::model::{Catalogue, Key};

/// Which enum a set becomes.
pub(super) struct Set {
    pub(super) kind: Kind,
    pub(super) rust_name: &'static str,
}

/// What all keyed sets have in common; those that stand in both are handed back with their subject.
pub(super) fn compare_keys<'a, T>(
    set: &Set,
    old: &'a [T],
    new: &'a [T],
    key: impl Fn(&'a T) -> &'a Key,
    changes: &mut Vec<Change>,
) -> Vec<(Subject, &'a T, &'a T)> {
    let mut both = Vec::new();
    for found in pair(old, new, |item| key(item).name.as_str()) {
        match found {
            Pair::Added(item) => {
                let subject = Subject::new(set.kind, &key(item).name, None, Some(key(item).line));
                let means = format!("`{}` has a new variant.", set.rust_name);
                changes.push(Change::new(Level::Additive, &subject, "added").means(means));
            }
            Pair::Removed(item) => {
                let subject = Subject::new(set.kind, &key(item).name, Some(key(item).line), None);
                let means = format!(
                    "`{}::{}` is gone, and rules that name it stop compiling.",
                    set.rust_name,
                    key(item).variant
                );
                changes.push(Change::new(Level::Breaking, &subject, "removed").means(means));
            }
            Pair::Both(before, after) => {
                let (was, is) = (key(before), key(after));
                let subject = Subject::new(set.kind, &is.name, Some(was.line), Some(is.line));
                let renamed = subject.compare(Level::Breaking, "renamed", &was.variant, &is.variant);
                let means = format!("The variant of `{}` has another name.", set.rust_name);
                changes.extend(renamed.map(|change| change.means(means)));
                changes.extend(subject.compare(Level::Prose, "title-changed", &was.title, &is.title));
                changes.extend(subject.compare(Level::Prose, "doc-changed", &was.doc, &is.doc));
                both.push((subject, before, after));
            }
        }
    }
    let names = |items: &'a [T]| -> Vec<String> { items.iter().map(|item| key(item).name.clone()).collect() };
    changes.extend(compare_order(set.rust_name, &names(old), &names(new)));
    both
}

pub(super) fn compare_sets(old: &Catalogue, new: &Catalogue, changes: &mut Vec<Change>) {
    let set = Set { kind: Kind::Category, rust_name: "Category" };
    for (subject, before, after) in
        compare_keys(&set, &old.categories, &new.categories, |category| &category.key, changes)
    {
        let (was, is) = (before.fault.as_str(), after.fault.as_str());
        let fault = subject.compare(Level::Behavioural, "fault-changed", was, is);
        changes.extend(fault.map(|change| change.means("Whose fault each label of the category is.")));
    }
    let set = Set { kind: Kind::Scope, rust_name: "Scope" };
    for (subject, before, after) in compare_keys(&set, &old.scopes, &new.scopes, |scope| &scope.key, changes)
    {
        let (was, is) = (before.action.as_deref(), after.action.as_deref());
        let (was, is) = (was.unwrap_or("none"), is.unwrap_or("none"));
        changes.extend(subject.compare(Level::Prose, "action-changed", was, is));
    }
    let set = Set { kind: Kind::Remedy, rust_name: "Remedy" };
    for (subject, before, after) in
        compare_keys(&set, &old.remedies, &new.remedies, |remedy| &remedy.key, changes)
    {
        let words = |support: bool| if support { "writes to support" } else { "does not write to support" };
        let (was, is) = (words(before.support), words(after.support));
        let support = subject.compare(Level::Behavioural, "support-changed", was, is);
        changes.extend(support.map(|change| change.means("Whether advice quotes the error's reference.")));
    }
    compare_contexts(old, new, changes);
}

/// A context is an enum of its own, and labels may depend on its values.
fn compare_contexts(old: &Catalogue, new: &Catalogue, changes: &mut Vec<Change>) {
    for found in pair(&old.contexts, &new.contexts, |context| context.key.name.as_str()) {
        match found {
            Pair::Added(context) => {
                let subject = Subject::new(Kind::Context, &context.key.name, None, Some(context.key.line));
                let means = format!("There is a new enum `{}`.", context.key.variant);
                changes.push(Change::new(Level::Additive, &subject, "added").means(means));
            }
            Pair::Removed(context) => {
                let subject = Subject::new(Kind::Context, &context.key.name, Some(context.key.line), None);
                let means = format!("The enum `{}` is gone.", context.key.variant);
                changes.push(Change::new(Level::Breaking, &subject, "removed").means(means));
            }
            Pair::Both(before, after) => {
                let (was, is) = (&before.key, &after.key);
                let subject = Subject::new(Kind::Context, &is.name, Some(was.line), Some(is.line));
                let renamed = subject.compare(Level::Breaking, "renamed", &was.variant, &is.variant);
                changes.extend(renamed.map(|change| change.means("The enum has another name.")));
                changes.extend(subject.compare(Level::Prose, "doc-changed", &was.doc, &is.doc));
                compare_values(&subject, &is.variant, (&before.values, &after.values), changes);
            }
        }
    }
}

pub(super) fn compare_headers(old: &Catalogue, new: &Catalogue, changes: &mut Vec<Change>) {
    let subject = Subject::new(Kind::Catalogue, &new.header.name, None, None);
    let (was, is) = (&old.header, &new.header);
    let error = subject.compare(Level::Breaking, "error-type-renamed", &was.error, &is.error);
    let support = |support: &Option<String>| support.clone().unwrap_or_else(|| "none".to_owned());
    changes.extend(
        [
            error.map(|change| change.means("The error type has another name.")),
            subject.compare(Level::Prose, "name-changed", &was.name, &is.name),
            subject.compare(Level::Prose, "revision-changed", &was.revision, &is.revision),
            subject.compare(Level::Prose, "reference-changed", &was.reference, &is.reference),
            subject.compare(Level::Prose, "support-changed", &support(&was.support), &support(&is.support)),
        ]
        .into_iter()
        .flatten(),
    );
}
