//! Comparison of the closed sets and of the header.

use super::change::{Change, Editions, Kind, Subject, keep_variant};
use super::levels::Level;
use super::order::{Pair, compare_order, pair};
use super::params::compare_values;
use edges_errors_catalogue::model::{Catalogue, Key};

/// A closed set and the enum that is generated of it.
pub(super) struct Set {
    pub(super) kind: Kind,
    pub(super) rust_name: &'static str,
}

/// Compares the keys of a set; returns the entries that are in both catalogues.
pub(super) fn compare_keys<'a, T>(
    set: &Set,
    editions: Editions<'_>,
    old: &'a [T],
    new: &'a [T],
    key: impl Fn(&'a T) -> &'a Key,
    changes: &mut Vec<Change>,
) -> Vec<(Subject, &'a T, &'a T)> {
    let mut both = Vec::new();
    for found in pair(old, new, |item| key(item).name.as_str()) {
        match found {
            Pair::Added(item) => {
                let subject = editions.added(set.kind, &key(item).name, key(item).location);
                let means = format!("`{}` has a new variant.", set.rust_name);
                changes.push(Change::new(Level::Additive, &subject, "added").means(means));
            }
            Pair::Removed(item) => {
                let subject = editions.removed(set.kind, &key(item).name, key(item).location);
                changes.push(match new.iter().map(&key).find(|heir| heir.variant == key(item).variant) {
                    Some(heir) => keep_variant(&subject, "removed", set.rust_name, heir),
                    None => Change::new(Level::Breaking, &subject, "removed").means(format!(
                        "`{}::{}` is removed: rules that name it stop compiling.",
                        set.rust_name,
                        key(item).variant
                    )),
                });
            }
            Pair::Both(before, after) => {
                let (was, is) = (key(before), key(after));
                let subject = editions.both(set.kind, &is.name, was.location, is.location);
                let renamed = subject.compare(Level::Breaking, "renamed", &was.variant, &is.variant);
                let means = format!("The variant of `{}` has a new name.", set.rust_name);
                changes.extend(renamed.map(|change| change.means(means)));
                changes.extend(subject.compare(Level::Prose, "title-changed", &was.title, &is.title));
                changes.extend(subject.compare(Level::Prose, "doc-changed", &was.doc, &is.doc));
                both.push((subject, before, after));
            }
        }
    }
    let name = |item| key(item).name.as_str();
    changes.extend(compare_order(set.rust_name, old.iter().map(name), new.iter().map(name)));
    both
}

pub(super) fn compare_sets(old: &Catalogue, new: &Catalogue, changes: &mut Vec<Change>) {
    let editions = Editions { old, new };
    let set = Set { kind: Kind::Fault, rust_name: "Fault" };
    for (subject, before, after) in
        compare_keys(&set, editions, &old.faults, &new.faults, |fault| &fault.key, changes)
    {
        let words =
            |is_caller: bool| if is_caller { "sends the requests" } else { "does not send the requests" };
        let (was, is) = (words(before.is_caller), words(after.is_caller));
        let caller = subject.compare(Level::Behavioural, "caller-changed", was, is);
        changes.extend(caller.map(|change| {
            change.means(
                "A server that passes such errors on blames its own client for those of the caller alone.",
            )
        }));
    }
    let set = Set { kind: Kind::Category, rust_name: "Category" };
    for (subject, before, after) in
        compare_keys(&set, editions, &old.categories, &new.categories, |category| &category.key, changes)
    {
        let (was, is) = (&old[before.fault].key.name, &new[after.fault].key.name);
        let fault = subject.compare(Level::Behavioural, "fault-changed", was, is);
        changes.extend(fault.map(|change| change.means("The fault of each label of the category changes.")));
    }
    let set = Set { kind: Kind::Scope, rust_name: "Scope" };
    for (subject, before, after) in
        compare_keys(&set, editions, &old.scopes, &new.scopes, |scope| &scope.key, changes)
    {
        let (was, is) = (before.action.as_deref(), after.action.as_deref());
        let (was, is) = (was.unwrap_or("none"), is.unwrap_or("none"));
        changes.extend(subject.compare(Level::Prose, "action-changed", was, is));
    }
    let set = Set { kind: Kind::Remedy, rust_name: "Remedy" };
    for (subject, before, after) in
        compare_keys(&set, editions, &old.remedies, &new.remedies, |remedy| &remedy.key, changes)
    {
        let words = |support: bool| if support { "writes to support" } else { "does not write to support" };
        let (was, is) = (words(before.support), words(after.support));
        let support = subject.compare(Level::Behavioural, "support-changed", was, is);
        changes.extend(support.map(|change| {
            change.means("Advice quotes the error's reference only if the remedy writes to support.")
        }));
        let words = |resend: bool| if resend { "sends the same request again" } else { "changes something" };
        let (was, is) = (words(before.resend), words(after.resend));
        let resend = subject.compare(Level::Behavioural, "resend-changed", was, is);
        changes.extend(resend.map(|change| {
            change.means(
                "A remedy that sends the same request again is not offered where a decision is to stop.",
            )
        }));
    }
    compare_contexts(old, new, changes);
}

/// Compares contexts, each of which is an enum of its own.
fn compare_contexts(old: &Catalogue, new: &Catalogue, changes: &mut Vec<Change>) {
    let editions = Editions { old, new };
    for found in pair(&old.contexts, &new.contexts, |context| context.key.name.as_str()) {
        match found {
            Pair::Added(context) => {
                let subject = editions.added(Kind::Context, &context.key.name, context.key.location);
                let means = format!("There is a new enum `{}`.", context.key.variant);
                changes.push(Change::new(Level::Additive, &subject, "added").means(means));
            }
            Pair::Removed(context) => {
                let subject = editions.removed(Kind::Context, &context.key.name, context.key.location);
                let means = format!("The enum `{}` is removed.", context.key.variant);
                changes.push(Change::new(Level::Breaking, &subject, "removed").means(means));
            }
            Pair::Both(before, after) => {
                let (was, is) = (&before.key, &after.key);
                let subject = editions.both(Kind::Context, &is.name, was.location, is.location);
                let renamed = subject.compare(Level::Breaking, "renamed", &was.variant, &is.variant);
                changes.extend(renamed.map(|change| change.means("The enum has a new name.")));
                changes.extend(subject.compare(Level::Prose, "title-changed", &was.title, &is.title));
                changes.extend(subject.compare(Level::Prose, "doc-changed", &was.doc, &is.doc));
                compare_values(&subject, &is.variant, (&before.values, &after.values), changes);
            }
        }
    }
}

pub(super) fn compare_about(old: &Catalogue, new: &Catalogue, changes: &mut Vec<Change>) {
    let subject = Subject::whole(Kind::Catalogue, &new.name);
    let error = subject.compare(Level::Breaking, "error-type-renamed", &old.error, &new.error);
    let text = |text: &Option<String>| text.clone().unwrap_or_else(|| "none".to_owned());
    let key = subject.compare(
        Level::Behavioural,
        "idempotency-key-changed",
        &text(&old.idempotency_key),
        &text(&new.idempotency_key),
    );
    changes.extend(
        [
            error.map(|change| change.means("The error type has a new name.")),
            subject.compare(Level::Prose, "name-changed", &old.name, &new.name),
            subject.compare(Level::Prose, "revision-changed", &text(&old.revision), &text(&new.revision)),
            subject.compare(Level::Prose, "reference-changed", &text(&old.reference), &text(&new.reference)),
            subject.compare(Level::Prose, "support-changed", &text(&old.support), &text(&new.support)),
            subject.compare(Level::Prose, "in-doubt-changed", &text(&old.in_doubt), &text(&new.in_doubt)),
            key.map(|change| change.means("Another header of a request says that it may be sent twice.")),
        ]
        .into_iter()
        .flatten(),
    );
}
