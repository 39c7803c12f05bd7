//! Comparison of the closed sets and of the header.

use super::change::{Change, Kind};
use super::levels::Level;
use super::order::{Pair, compare_order, pair};
use super::params::compare_values;
use super::subject::{Editions, Kept, Subject, or_none};
use edges_errors_catalogue::model::{Catalogue, Context, Fault, Key, Remedy};

/// A closed set, and the enum that is generated of it: one with a variant for each entry.
pub(super) struct Set {
    pub(super) kind: Kind,
    pub(super) rust_name: &'static str,
}

/// Compares the keys of a set; returns the entries that are in both catalogues.
pub(super) fn compare_keys<'a, T>(
    Set { kind, rust_name }: Set,
    editions: Editions<'a>,
    old: &'a [T],
    new: &'a [T],
    key: impl Fn(&'a T) -> &'a Key,
    changes: &mut Vec<Change>,
) -> Vec<Kept<'a, T>> {
    let mut both = Vec::new();
    for found in pair(old, new, |item| key(item).name.as_str()) {
        match found {
            Pair::Added(item) => {
                let subject = editions.added(kind, &key(item).name, key(item).location);
                let means = format!("`{rust_name}` has a new variant.");
                changes.push(subject.change(Level::Additive, "added").means(means));
            }
            Pair::Removed(item) => {
                let gone = key(item);
                let subject = editions.removed(kind, &gone.name, gone.location);
                changes.push(match new.iter().map(&key).find(|heir| heir.variant == gone.variant) {
                    Some(heir) => subject.keep_variant("removed", rust_name, heir),
                    None => subject.change(Level::Breaking, "removed").means(format!(
                        "`{rust_name}::{}` is removed: rules that name it stop compiling.",
                        gone.variant
                    )),
                });
            }
            Pair::Both(before, after) => {
                let means = format!("The variant of `{rust_name}` has a new name.");
                let kept = keep_key(kind, editions, key(before), key(after));
                changes.extend(compare_key(&kept, &means));
                both.push(editions.keep(kept.subject, before, after));
            }
        }
    }
    changes.extend(compare_order(rust_name, old, new, |item| &key(item).name));
    both
}

fn keep_key<'a>(kind: Kind, editions: Editions<'a>, was: &'a Key, is: &'a Key) -> Kept<'a, Key> {
    editions.keep(editions.both(kind, &is.name, was.location, is.location), was, is)
}

/// Compares the name in Rust of an entry, whose change means something, and its words.
fn compare_key(key: &Kept<'_, Key>, renaming: &str) -> impl Iterator<Item = Change> {
    let changes = [
        key.compare(Level::Breaking, "renamed", |_, key| &key.variant, renaming),
        key.prose("title-changed", |_, key| &key.title),
        key.prose("doc-changed", |_, key| &key.doc),
    ];
    changes.into_iter().flatten()
}

pub(super) fn compare_sets(editions: Editions<'_>, changes: &mut Vec<Change>) {
    let Editions { old, new } = editions;
    let set = Set { kind: Kind::Fault, rust_name: "Fault" };
    for fault in compare_keys(set, editions, &old.faults, &new.faults, |fault| &fault.key, changes) {
        let caller = |_: &Catalogue, fault: &Fault| match fault.is_caller {
            true => "sends the requests",
            false => "does not send the requests",
        };
        let means =
            "A server that passes such errors on blames its own client for those of the caller alone.";
        changes.extend(fault.behavioural("caller-changed", caller, means));
    }
    let set = Set { kind: Kind::Category, rust_name: "Category" };
    for category in compare_keys(set, editions, &old.categories, &new.categories, |one| &one.key, changes) {
        changes.extend(category.behavioural(
            "fault-changed",
            |catalogue, category| &catalogue[category.fault].key.name,
            "The fault of each label of the category changes.",
        ));
    }
    let set = Set { kind: Kind::Scope, rust_name: "Scope" };
    for scope in compare_keys(set, editions, &old.scopes, &new.scopes, |scope| &scope.key, changes) {
        changes.extend(scope.prose("action-changed", |_, scope| or_none(scope.action.as_deref())));
    }
    let set = Set { kind: Kind::Remedy, rust_name: "Remedy" };
    for remedy in compare_keys(set, editions, &old.remedies, &new.remedies, |remedy| &remedy.key, changes) {
        changes.extend(compare_remedy(&remedy));
    }
    compare_contexts(editions, changes);
}

fn compare_remedy(remedy: &Kept<'_, Remedy>) -> impl Iterator<Item = Change> {
    let support = |_: &Catalogue, remedy: &Remedy| match remedy.support {
        true => "writes to support",
        false => "does not write to support",
    };
    let resend = |_: &Catalogue, remedy: &Remedy| match remedy.resend {
        true => "sends the same request again",
        false => "changes something",
    };
    let quotes = "Advice quotes the error's reference only if the remedy writes to support.";
    let is_offered = "A remedy that sends the same request again is not offered where a decision is to stop.";
    let changes = [
        remedy.behavioural("support-changed", support, quotes),
        remedy.behavioural("resend-changed", resend, is_offered),
    ];
    changes.into_iter().flatten()
}

/// Compares contexts, each of which is an enum of its own.
fn compare_contexts(editions: Editions<'_>, changes: &mut Vec<Change>) {
    let Editions { old, new } = editions;
    for found in pair(&old.contexts, &new.contexts, |context| &context.key.name) {
        match found {
            Pair::Added(Context { key, .. }) => {
                let subject = editions.added(Kind::Context, &key.name, key.location);
                let means = format!("There is a new enum `{}`.", key.variant);
                changes.push(subject.change(Level::Additive, "added").means(means));
            }
            Pair::Removed(Context { key, .. }) => {
                let subject = editions.removed(Kind::Context, &key.name, key.location);
                let means = format!("The enum `{}` is removed.", key.variant);
                changes.push(subject.change(Level::Breaking, "removed").means(means));
            }
            Pair::Both(before, after) => {
                let key = keep_key(Kind::Context, editions, &before.key, &after.key);
                changes.extend(compare_key(&key, "The enum has a new name."));
                compare_values(&key.subject, &after.key.variant, [&before.values, &after.values], changes);
            }
        }
    }
}

pub(super) fn compare_about(editions: Editions<'_>) -> impl Iterator<Item = Change> {
    let Editions { old, new } = editions;
    let about = editions.keep(Subject::whole(Kind::Catalogue, &new.name), old, new);
    let sent_twice = "Another header of a request says that it may be sent twice.";
    let changes = [
        about.compare(
            Level::Breaking,
            "error-type-renamed",
            |_, new| &new.error,
            "The error type has a new name.",
        ),
        about.prose("name-changed", |_, about| &about.name),
        about.prose("revision-changed", |_, about| or_none(about.revision.as_deref())),
        about.prose("reference-changed", |_, about| or_none(about.reference.as_deref())),
        about.prose("support-changed", |_, about| or_none(about.support.as_deref())),
        about.prose("in-doubt-changed", |_, about| or_none(about.in_doubt.as_deref())),
        about.behavioural(
            "idempotency-key-changed",
            |_, about| or_none(about.idempotency_key.as_deref()),
            sent_twice,
        ),
    ];
    changes.into_iter().flatten()
}
