//! The closed sets: categories, scopes, remedies, contexts, statuses and rate limits.

use super::entries::{Entries, whole};
use super::names::{Identifiers, Namespace, check_key};
use super::places::Places;
use super::policies::Policies;
use super::references::{References, check_count};
use crate::diagnostic::{Diagnostic, Diagnostics, Rule};
use crate::language::repeated;
use crate::language::tables::{
    CategoryEntry, ContextEntry, NamingEntry, RateLimitEntry, RemedyEntry, ScopeEntry, SignalEntry,
    StatusEntry,
};
use crate::model::{Category, Context, Effect, Key, RateLimit, Remedy, Scope, Signal, Status, StatusRange};
use crate::names::{humanise, upper_camel, value_variant};
use crate::source::{Given, Named, Spanned, Text};

/// Indices of closed sets are one byte, of which one value means "none".
const MOST_KEYS: usize = 254;

/// Reads the key of one entry, as yet without its documentation, if its name can be used.
pub(super) fn check_set_key(
    name: &Text,
    naming: &NamingEntry,
    places: &Places<'_>,
    variants: &mut Namespace,
    diagnostics: &mut Diagnostics,
) -> Option<Key> {
    let right = check_key(name, diagnostics);
    let variant = variants.take(name, upper_camel(name), naming.rust_name.right(), diagnostics)?;
    let title = naming.title.right().map_or_else(|| humanise(name), |title| title.value.clone());
    let location = places.locate(&name.span);
    right.then(|| Key { name: name.value.clone(), variant, title, doc: String::new(), location })
}

/// Adds the documentation that an entry has to have.
fn document(key: Key, doc: Option<&Text>) -> Option<Key> {
    Some(Key { doc: doc?.value.clone(), ..key })
}

/// Reads the entries of one set, each by `make`.
fn check_set<E, T>(
    what: &str,
    entries: Entries<'_, E>,
    diagnostics: &mut Diagnostics,
    mut make: impl FnMut(&Text, &E, &mut Diagnostics) -> Option<T>,
) -> Vec<Option<T>> {
    let last = entries.last().map(|last| last.key.span.clone());
    check_count(what, entries.len(), MOST_KEYS, last, diagnostics);
    entries.iter().map(|Named { key, entry }| make(key, entry.as_ref()?, diagnostics)).collect()
}

pub(super) fn check_categories(
    entries: Entries<'_, CategoryEntry>,
    places: &Places<'_>,
    diagnostics: &mut Diagnostics,
) -> Vec<Option<Category>> {
    let mut variants = Namespace::of(Identifiers::Variant);
    check_set("categories", entries, diagnostics, |name, entry, diagnostics| {
        let key = check_set_key(name, &entry.naming, places, &mut variants, diagnostics)?;
        Some(Category { key: document(key, entry.doc.as_ref())?, fault: entry.fault.as_ref()?.value })
    })
}

pub(super) fn check_scopes(
    entries: Entries<'_, ScopeEntry>,
    places: &Places<'_>,
    diagnostics: &mut Diagnostics,
) -> Vec<Option<Scope>> {
    let mut variants = Namespace::of(Identifiers::Variant);
    check_set("scopes", entries, diagnostics, |name, entry, diagnostics| {
        let key = check_set_key(name, &entry.naming, places, &mut variants, diagnostics)?;
        let action = entry.action.right().map(|action| action.value.clone());
        Some(Scope { key: document(key, entry.doc.as_ref())?, action })
    })
}

pub(super) fn check_remedies(
    entries: Entries<'_, RemedyEntry>,
    places: &Places<'_>,
    diagnostics: &mut Diagnostics,
) -> Vec<Option<Remedy>> {
    let mut variants = Namespace::of(Identifiers::Variant);
    check_set("remedies", entries, diagnostics, |name, entry, diagnostics| {
        let key = check_set_key(name, &entry.naming, places, &mut variants, diagnostics)?;
        let support = entry.support.right().is_some_and(|flag| flag.value);
        let resend = entry.resend.right().is_some_and(|flag| flag.value);
        Some(Remedy { key: document(key, entry.doc.as_ref())?, support, resend })
    })
}

pub(super) fn check_contexts(
    entries: Entries<'_, ContextEntry>,
    places: &Places<'_>,
    types: &mut Namespace,
    diagnostics: &mut Diagnostics,
) -> Vec<Option<Context>> {
    check_set("contexts", entries, diagnostics, |name, entry, diagnostics| {
        let values = entry.values.as_ref().map(|values| check_context_values(values, places, diagnostics));
        let key = check_set_key(name, &entry.naming, places, types, diagnostics)?;
        let doc = entry.doc.right().map(|doc| doc.value.clone()).unwrap_or_default();
        Some(Context { key: Key { doc, ..key }, values: whole(values?)? })
    })
}

/// A value of a context or param with its title.
pub(super) struct Titled<'a> {
    pub(super) name: &'a Text,
    pub(super) title: String,
}

/// Reads the values of a context.
pub(super) fn check_context_values(
    values: &[Text],
    places: &Places<'_>,
    diagnostics: &mut Diagnostics,
) -> Vec<Option<Key>> {
    let titled = values.iter().map(|name| Titled { name, title: humanise(name) });
    check_values(titled.collect(), places, diagnostics)
}

/// Reads the values that become the variants of one enum.
pub(super) fn check_values(
    values: Vec<Titled<'_>>,
    places: &Places<'_>,
    diagnostics: &mut Diagnostics,
) -> Vec<Option<Key>> {
    let last = values.last().map(|last| last.name.span.clone());
    check_count("values", values.len(), MOST_KEYS, last, diagnostics);
    let mut variants = Namespace::of(Identifiers::Value);
    let check = |Titled { name, title }: Titled<'_>| {
        let variant = variants.take(name, value_variant(name), None, diagnostics)?;
        let location = places.locate(&name.span);
        Some(Key { name: name.value.clone(), variant, title, doc: String::new(), location })
    };
    values.into_iter().map(check).collect()
}

pub(super) fn check_statuses(
    entries: Entries<'_, StatusEntry>,
    references: &References<'_>,
    policies: &Policies,
    diagnostics: &mut Diagnostics,
) -> Vec<Option<Status>> {
    let check = |Named { key, entry }: &Named<Spanned<StatusEntry>>| {
        let range = check_status_range(key, diagnostics);
        let entry = entry.as_ref()?;
        let policy = entry.retry.as_ref().and_then(|name| policies.resolve(name, diagnostics));
        let remedy = entry.remedy.right().map(|name| references.remedies.resolve(name, diagnostics));
        let subject = format_args!("status `{}`", key.escape_debug());
        let effect = policies.check_effect(subject, entry.effect.right(), policy.into_iter(), diagnostics);
        Some(Status {
            range: range?,
            title: entry.title.as_ref()?.value.clone(),
            doc: entry.doc.as_ref()?.value.clone(),
            policy: policy?,
            remedy: remedy.flatten(),
            effect,
            fault: entry.fault.right().map(|fault| fault.value),
            location: references.places.locate(&key.span),
        })
    };
    entries.iter().map(check).collect()
}

fn check_status_range(key: &Text, diagnostics: &mut Diagnostics) -> Option<StatusRange> {
    let range = match key.as_str() {
        "4xx" => Some(StatusRange::Class(4)),
        "5xx" => Some(StatusRange::Class(5)),
        exact => exact.parse().ok().filter(|status| (400..=599).contains(status)).map(StatusRange::Exact),
    };
    if range.is_none() {
        let message = format!("`{}` is not an error status", key.escape_debug());
        diagnostics.push(
            Diagnostic::new(Rule::BadStatus, key.span.clone(), message)
                .note("from 400 to 599, or `4xx` or `5xx`"),
        );
    }
    range
}

pub(super) fn check_rate_limits(
    entries: Entries<'_, RateLimitEntry>,
    references: &References<'_>,
    policies: &Policies,
    diagnostics: &mut Diagnostics,
) -> Vec<Option<RateLimit>> {
    let mut variants = Namespace::of(Identifiers::Variant);
    let mut signals: Vec<Text> = Vec::new();
    let mut subjects = Subjects::default();
    check_set("rate limits", entries, diagnostics, |name, entry, diagnostics| {
        let signal = entry.signal.as_ref();
        let signal = signal.and_then(|signal| check_signal(signal, references, &mut signals, diagnostics));
        let policy = entry.retry.as_ref().and_then(|name| policies.resolve(name, diagnostics));
        check_limit_effect(entry, diagnostics);
        let applies_to = subjects.check(entry, references.places, diagnostics);
        let key = check_set_key(name, &entry.naming, references.places, &mut variants, diagnostics)?;
        Some(RateLimit {
            key: document(key, entry.doc.as_ref())?,
            signal: signal?,
            applies_to: applies_to?,
            policy: policy?,
            effect: entry.effect.right().map_or(Effect::Unknown, |effect| effect.value),
            advice: entry.advice.right().map(texts).unwrap_or_default(),
            watch: entry.watch.right().map(|watch| watch.value.clone()),
        })
    })
}

/// The subjects of all limits: the same name is the same subject.
pub(super) struct Subjects {
    variants: Namespace,
    known: Vec<Key>,
}

impl Default for Subjects {
    fn default() -> Self {
        Self { variants: Namespace::of(Identifiers::Subject), known: Vec::new() }
    }
}

impl Subjects {
    /// Reads the subjects of one limit.
    pub(super) fn check(
        &mut self,
        entry: &RateLimitEntry,
        places: &Places<'_>,
        diagnostics: &mut Diagnostics,
    ) -> Option<Vec<Key>> {
        let names = match &entry.applies_to {
            Given::Right(names) => names.value.as_slice(),
            Given::Absent => &[],
            Given::Wrong => return None,
        };
        whole(names.iter().map(|name| self.check_one(name, places, diagnostics)).collect())
    }

    fn check_one(&mut self, name: &Text, places: &Places<'_>, diagnostics: &mut Diagnostics) -> Option<Key> {
        if let Some(known) = self.known.iter().find(|known| known.name == name.value) {
            return Some(known.clone());
        }
        let right = check_key(name, diagnostics);
        let variant = self.variants.take(name, upper_camel(name), None, diagnostics)?;
        let (title, location) = (humanise(name), places.locate(&name.span));
        let key = Key { name: name.value.clone(), variant, title, doc: String::new(), location };
        self.known.push(key.clone());
        right.then_some(key)
    }
}

/// The strings of a list, without their places.
pub(super) fn texts(list: &Spanned<Vec<Text>>) -> Vec<String> {
    list.value.iter().map(|text| text.value.clone()).collect()
}

/// Reports an effect of a limit that has a label, whose own effect holds.
fn check_limit_effect(entry: &RateLimitEntry, diagnostics: &mut Diagnostics) {
    let signal = entry.signal.as_ref().map(|signal| &signal.value);
    if let (Some(word), Some(SignalEntry::Label(_))) = (entry.effect.right(), signal) {
        let message = "a limit whose signal is a label has the effect of the label";
        diagnostics.push(
            Diagnostic::new(Rule::BadSignal, word.span.clone(), message).note("help: remove this line"),
        );
    }
}

fn check_signal(
    signal: &SignalEntry,
    references: &References<'_>,
    taken: &mut Vec<Text>,
    diagnostics: &mut Diagnostics,
) -> Option<Signal> {
    let (SignalEntry::Header(text) | SignalEntry::Label(text)) = signal;
    match taken.iter().find(|first| first.value == text.value) {
        Some(first) => diagnostics.push(repeated(text, first)),
        None => taken.push(text.clone()),
    }
    match signal {
        SignalEntry::Header(name) => Some(Signal::Header(name.value.clone())),
        SignalEntry::Label(label) => references.resolve_label(label, diagnostics).map(Signal::Label),
    }
}
