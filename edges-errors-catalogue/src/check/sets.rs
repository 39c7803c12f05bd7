//! The closed sets: categories, scopes, remedies, contexts, statuses and rate limits.

use crate::diagnostic::{Diagnostic, Diagnostics, Rule};
use crate::model::{
    Category, Context, Effect, Fault, Key, RateLimit, Remedy, Scope, Signal, Status, StatusRange,
};
use crate::source::LineIndex;
use crate::syntax::document::{
    CategoryEntry, ContextEntry, KeyEntry, Named, RateLimitEntry, RemedyEntry, ScopeEntry, SignalEntry,
    Spanned, StatusEntry, Text,
};

use super::names::{Namespace, check_key, humanise, upper_camel, value_variant};
use super::policies::Policies;
use super::values::{check_all_prose, check_all_wire, check_prose, check_wire, check_word, repeated};
use super::{Names, check_count};
use crate::words::LIMIT_EFFECTS;

/// Indices of closed sets are one byte, of which one value stands for "none".
const MOST_KEYS: usize = 254;

/// The key of one entry, or nothing where its name cannot be used.
fn check_set_key(
    name: &Text,
    entry: &KeyEntry,
    lines: &LineIndex,
    variants: &mut Namespace,
    errors: &mut Diagnostics,
) -> Option<Key> {
    let doc = check_prose(entry.doc.as_ref(), errors);
    let title = match &entry.title {
        Some(title) => check_prose(Some(title), errors),
        None => humanise(name),
    };
    let right = check_key(name, errors);
    let variant = variants.take(name, upper_camel(name), entry.rust_name.as_ref(), errors)?;
    right.then(|| Key { name: name.value.clone(), variant, title, doc, line: lines.line(&name.span) })
}

/// The entries of one set, each made by `make`; one whose name cannot be used is left out.
fn check_set<E, T>(
    what: &str,
    entries: &[Named<E>],
    errors: &mut Diagnostics,
    mut make: impl FnMut(&Text, &E, &mut Diagnostics) -> Option<T>,
) -> Vec<T> {
    let last = entries.last().map(|last| last.key.span.clone());
    check_count(what, entries.len(), MOST_KEYS, last, errors);
    entries.iter().filter_map(|Named { key, entry }| make(key, entry, errors)).collect()
}

pub(super) fn check_categories(
    entries: &[Named<CategoryEntry>],
    lines: &LineIndex,
    errors: &mut Diagnostics,
) -> Vec<Category> {
    let mut variants = Namespace::variants();
    check_set("categories", entries, errors, |name, entry, errors| {
        let fault = check_fault(entry.fault.as_ref(), errors).unwrap_or(Fault::Caller);
        let key = check_set_key(name, &entry.key, lines, &mut variants, errors)?;
        Some(Category { key, fault })
    })
}

pub(super) fn check_scopes(
    entries: &[Named<ScopeEntry>],
    lines: &LineIndex,
    errors: &mut Diagnostics,
) -> Vec<Scope> {
    let mut variants = Namespace::variants();
    check_set("scopes", entries, errors, |name, entry, errors| {
        let action = entry.action.as_ref().map(|action| check_prose(Some(action), errors));
        let key = check_set_key(name, &entry.key, lines, &mut variants, errors)?;
        Some(Scope { key, action })
    })
}

pub(super) fn check_remedies(
    entries: &[Named<RemedyEntry>],
    lines: &LineIndex,
    errors: &mut Diagnostics,
) -> Vec<Remedy> {
    let mut variants = Namespace::variants();
    check_set("remedies", entries, errors, |name, entry, errors| {
        let support = entry.support.as_ref().is_some_and(|flag| flag.value);
        let key = check_set_key(name, &entry.key, lines, &mut variants, errors)?;
        Some(Remedy { key, support })
    })
}

pub(super) fn check_contexts(
    entries: &[Named<ContextEntry>],
    lines: &LineIndex,
    types: &mut Namespace,
    errors: &mut Diagnostics,
) -> Vec<Context> {
    check_set("contexts", entries, errors, |name, entry, errors| {
        let texts = check_all_wire(entry.values.as_ref(), errors);
        let values = check_values(texts.into_iter().map(|text| (text, None)), lines, errors);
        if entry.values.as_ref().is_some_and(|values| values.value.is_empty()) {
            let message = format!("the context `{}` has no values", name.value);
            errors.push(
                Diagnostic::new(Rule::EnumValues, name.span.clone(), message).note("list at least one"),
            );
        }
        let key = check_set_key(name, &entry.key, lines, types, errors)?;
        Some(Context { key, values })
    })
}

/// Wire values that become the variants of one enum; words, where given, are their titles.
pub(super) fn check_values<'a>(
    values: impl Iterator<Item = (&'a Text, Option<&'a Text>)>,
    lines: &LineIndex,
    errors: &mut Diagnostics,
) -> Vec<Key> {
    let mut variants = Namespace::values();
    let mut checked = Vec::new();
    for (name, words) in values {
        let title = match words {
            Some(words) => check_prose(Some(words), errors),
            None => humanise(name),
        };
        let Some(variant) = variants.take(name, value_variant(name), None, errors) else { continue };
        checked.push(Key {
            name: name.value.clone(),
            variant,
            title,
            doc: String::new(),
            line: lines.line(&name.span),
        });
    }
    check_count("values", checked.len(), MOST_KEYS, None, errors);
    checked
}

fn check_fault(word: Option<&Text>, errors: &mut Diagnostics) -> Option<Fault> {
    check_word("a fault", word?, Fault::ALL, errors)
}

pub(super) fn check_statuses(
    entries: &[Named<StatusEntry>],
    names: &Names<'_>,
    policies: &mut Policies,
    errors: &mut Diagnostics,
) -> Vec<Status> {
    let mut checked = Vec::new();
    for Named { key, entry } in entries {
        let range = check_status_range(key, errors);
        let status = Status {
            range: range.unwrap_or(StatusRange::Class(0)),
            title: check_prose(entry.title.as_ref(), errors),
            doc: check_prose(entry.doc.as_ref(), errors),
            policy: policies.resolve(entry.retry.as_ref(), errors),
            remedy: entry.remedy.as_ref().and_then(|name| names.resolve_remedy(name, errors)),
            fault: check_fault(entry.fault.as_ref(), errors),
            line: names.lines.line(&key.span),
        };
        checked.extend(range.map(|_| status));
    }
    checked
}

fn check_status_range(key: &Text, errors: &mut Diagnostics) -> Option<StatusRange> {
    let range = match key.as_str() {
        "4xx" => Some(StatusRange::Class(4)),
        "5xx" => Some(StatusRange::Class(5)),
        exact => exact.parse().ok().filter(|status| (400..=599).contains(status)).map(StatusRange::Exact),
    };
    if range.is_none() {
        let message = format!("`{}` is no status of an error", key.escape_debug());
        errors.push(
            Diagnostic::new(Rule::BadStatus, key.span.clone(), message)
                .note("from 400 to 599, or `4xx` or `5xx`"),
        );
    }
    range
}

pub(super) fn check_rate_limits(
    entries: &[Named<RateLimitEntry>],
    names: &Names<'_>,
    policies: &mut Policies,
    errors: &mut Diagnostics,
) -> Vec<RateLimit> {
    let mut variants = Namespace::variants();
    let mut signals: Vec<Spanned<String>> = Vec::new();
    check_set("rate limits", entries, errors, |name, entry, errors| {
        let signal =
            entry.signal.as_ref().and_then(|signal| check_signal(signal, names, &mut signals, errors));
        let policy = policies.resolve(entry.retry.as_ref(), errors);
        let applies_to = check_all_wire(entry.applies_to.as_ref(), errors);
        let applies_to = applies_to.into_iter().map(|text| text.value.clone()).collect();
        let effect = check_limit_effect(entry, errors);
        let advice = check_all_prose(entry.advice.as_ref(), errors);
        let watch = entry.watch.as_ref().and_then(|watch| check_wire(watch, errors));
        let key = check_set_key(name, &entry.key, names.lines, &mut variants, errors)?;
        Some(RateLimit { key, signal: signal?, applies_to, policy, effect, advice, watch })
    })
}

/// A limit that refused a request has not carried it out, if it says so. Where a label is the signal, its own effect holds.
fn check_limit_effect(entry: &RateLimitEntry, errors: &mut Diagnostics) -> Effect {
    let Some(word) = &entry.effect else { return Effect::Unknown };
    if entry.signal.as_ref().is_some_and(|signal| signal.label.is_some()) {
        let message = "a limit that a label tells of has the effect of the label";
        errors.push(
            Diagnostic::new(Rule::BadSignal, word.span.clone(), message).note("help: remove this line"),
        );
    }
    check_word("the effect of a limit", word, LIMIT_EFFECTS, errors).unwrap_or(Effect::Unknown)
}

fn check_signal(
    signal: &Spanned<SignalEntry>,
    names: &Names<'_>,
    taken: &mut Vec<Spanned<String>>,
    errors: &mut Diagnostics,
) -> Option<Signal> {
    let text = match (&signal.header, &signal.label) {
        (Some(header), None) => header,
        (None, Some(label)) => label,
        _ => {
            let message = "a signal is either a header or a label";
            errors.push(
                Diagnostic::new(Rule::BadSignal, signal.span.clone(), message)
                    .note("`{ header = \"…\" }` or `{ label = \"…\" }`"),
            );
            return None;
        }
    };
    match taken.iter().find(|first| first.value == text.value) {
        Some(first) => errors.push(repeated(text, first)),
        None => taken.push(Spanned { value: text.value.clone(), span: text.span.clone() }),
    }
    if signal.label.is_some() {
        return names.resolve_label(text, errors).map(Signal::Label);
    }
    let token = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(c);
    if text.is_empty() || !text.chars().all(token) {
        let message = format!("`{}` is no name of a header", text.escape_debug());
        errors.push(
            Diagnostic::new(Rule::BadSignal, text.span.clone(), message).note("such as `X-RateLimit-Type`"),
        );
        return None;
    }
    Some(Signal::Header(text.value.clone()))
}

impl Names<'_> {
    pub(super) fn resolve_remedy(&self, name: &Text, errors: &mut Diagnostics) -> Option<usize> {
        self.remedies.resolve(Rule::UnknownRemedy, "remedy", name, errors)
    }

    pub(super) fn resolve_category(&self, name: &Text, errors: &mut Diagnostics) -> Option<usize> {
        self.categories.resolve(Rule::UnknownCategory, "category", name, errors)
    }

    /// The index of a label that has not been removed.
    pub(super) fn resolve_label(&self, name: &Text, errors: &mut Diagnostics) -> Option<usize> {
        let found = self.labels.resolve(Rule::UnknownLabel, "label", name, errors)?;
        if self.removed.contains(&name.value) {
            let message = format!("the label `{}` has been removed", name.value);
            errors.push(
                Diagnostic::new(Rule::RemovedReference, name.span.clone(), message)
                    .note("name a label that is still sent"),
            );
        }
        Some(found)
    }
}
