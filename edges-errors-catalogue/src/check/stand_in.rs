//! The substitute for a catalogue with mistakes.

use super::entries::{Entries, Sections};
use super::format::Wire;
use super::labels::check_label_names;
use super::limits::Subjects;
use super::names::{Identifiers, Namespace};
use super::params::Fields;
use super::places::Places;
use super::sets::{check_context_values, check_set_key, usual_faults};
use crate::diagnostic::Diagnostics;
use crate::language::tables::{ContextEntry, Document, LabelEntry, NamingEntry, RateLimitEntry};
use crate::model::{
    Catalogue, Category, Context, Effect, Envelope, Fault, Id, Key, Label, LabelFormat, Location, Outcome,
    Payload, Policy, RateLimit, Remedy, Retry, RetryRule, Scope, Signal, Strategy,
};
use crate::names::{is_identifier, label_variant};
use crate::path::Path;
use crate::source::{Named, Spanned};

/// Returns a catalogue that declares the names of a document with mistakes, so that code that uses them compiles beside
/// the reports, and that says nothing true of them: it must not be used for anything else.
pub(crate) fn stand_in(document: &Document, places: &Places<'_>) -> Catalogue {
    let sections = Sections::of(document);
    let about = document.catalogue.as_ref();
    let name = about.and_then(|about| about.name.as_ref()).map(|name| name.value.clone());
    let error = about.and_then(|about| about.error.right()).map(|error| error.value.clone());
    let made = name.as_ref().map(|name| format!("{}Error", label_variant(name, LabelFormat::Any)));
    let wire = Wire::of(document.envelope.as_ref());
    let payloads = keys(sections.payloads.entries, places, |entry| &entry.naming);
    let categories = keys(sections.categories.entries, places, |entry| &entry.naming);
    let scopes = keys(sections.scopes.entries, places, |entry| &entry.naming);
    let remedies = keys(sections.remedies.entries, places, |entry| &entry.naming);
    Catalogue {
        name: name.unwrap_or_else(|| "this API".to_owned()),
        extends: None,
        files: places.files(),
        overrides: places.overrides(),
        error: error.or(made).filter(|name| is_identifier(name)).unwrap_or_else(|| "Error".to_owned()),
        revision: None,
        reference: None,
        support: None,
        in_doubt: None,
        idempotency_key: None,
        envelope: envelope(wire),
        payloads: payloads.into_iter().map(payload).collect(),
        faults: faults(&sections, places),
        categories: at_least_one(categories).map(|key| Category { key, fault: Id::new(0) }).collect(),
        scopes: scopes.into_iter().map(|key| Scope { key, action: None }).collect(),
        remedies: at_least_one(remedies).map(|key| Remedy { key, support: false, resend: false }).collect(),
        policies: vec![Policy {
            name: None,
            strategy: Strategy::Never,
            max_attempts: None,
            location: Location::START,
        }],
        contexts: contexts(sections.contexts.entries, places),
        statuses: Vec::new(),
        rate_limits: rate_limits(sections.rate_limits.entries, places),
        labels: labels(sections.errors.entries, wire.label_format, places),
    }
}

/// The keys of a set whose names can be used.
fn keys<E>(entries: Entries<'_, E>, places: &Places<'_>, naming: fn(&E) -> &NamingEntry) -> Vec<Key> {
    let mut variants = Namespace::of(Identifiers::Variant);
    let ignored = &mut Diagnostics::default();
    let mut keys = Vec::new();
    for Named { key, entry } in entries {
        if let Some(entry) = entry {
            keys.extend(check_set_key(key, naming(entry), places, &mut variants, ignored));
        }
    }
    keys
}

fn contexts(entries: Entries<'_, ContextEntry>, places: &Places<'_>) -> Vec<Context> {
    let mut types = Namespace::of(Identifiers::Type);
    let ignored = &mut Diagnostics::default();
    let context = |Named { key, entry }: &Named<Spanned<ContextEntry>>| {
        let entry = entry.as_ref()?;
        let values = entry.values.as_ref().map(|values| check_context_values(values, places, ignored));
        let key = check_set_key(key, &entry.naming, places, &mut types, ignored)?;
        Some(Context { key, values: values?.into_iter().flatten().collect() })
    };
    entries.iter().filter_map(context).collect()
}

/// A set that labels refer to cannot be empty.
fn at_least_one(mut keys: Vec<Key>) -> impl Iterator<Item = Key> {
    if keys.is_empty() {
        keys.push(Key {
            name: "unclassified".to_owned(),
            variant: "Unclassified".to_owned(),
            title: "Unclassified".to_owned(),
            doc: String::new(),
            location: Location::START,
        });
    }
    keys.into_iter()
}

/// A catalogue has at least one fault, to which its categories refer.
fn faults(sections: &Sections<'_>, places: &Places<'_>) -> Vec<Fault> {
    let keys = keys(sections.faults.entries, places, |entry| &entry.naming);
    let own: Vec<Fault> = keys.into_iter().map(|key| Fault { key, is_caller: false }).collect();
    if own.is_empty() { usual_faults().collect() } else { own }
}

fn envelope(wire: Wire) -> Envelope {
    Envelope {
        label: Vec::new(),
        scope: Vec::new(),
        error_ref: Vec::new(),
        message: Vec::new(),
        status: Vec::new(),
        params: Vec::new(),
        label_format: wire.label_format,
        errors_in_2xx: wire.errors_in_2xx,
        hint_headers: Vec::new(),
        no_retry: None,
        keep_headers: Vec::new(),
        location: Location::START,
    }
}

fn payload(key: Key) -> Payload {
    let error = Path { text: ".".to_owned(), moves: Vec::new() };
    Payload { key, error, failed: None, ended: None, resumed: None, until: None, asynchronous: false }
}

fn rate_limits(entries: Entries<'_, RateLimitEntry>, places: &Places<'_>) -> Vec<RateLimit> {
    let mut variants = Namespace::of(Identifiers::Variant);
    let mut subjects = Subjects::default();
    let ignored = &mut Diagnostics::default();
    let limit = |Named { key, entry }: &Named<Spanned<RateLimitEntry>>| {
        let entry = entry.as_ref()?;
        let applies_to = subjects.check(entry, places, ignored).unwrap_or_default();
        let key = check_set_key(key, &entry.naming, places, &mut variants, ignored)?;
        Some(RateLimit {
            signal: Some(Signal::Header { name: key.name.clone(), is: None }),
            statuses: Vec::new(),
            remaining: None,
            reset: None,
            key,
            applies_to,
            policy: Id::new(0),
            effect: Effect::Unknown,
            advice: Vec::new(),
            watch: None,
        })
    };
    entries.iter().filter_map(limit).collect()
}

fn labels(entries: Entries<'_, LabelEntry>, format: LabelFormat, places: &Places<'_>) -> Vec<Label> {
    let ignored = &mut Diagnostics::default();
    let variants = check_label_names(entries, format, ignored);
    let mut details = Namespace::of(Identifiers::Detail);
    for (named, variant) in entries.iter().zip(&variants) {
        details.reserve(&named.key, variant.as_deref());
    }
    let label = |(Named { key, entry }, variant): (&Named<Spanned<LabelEntry>>, Option<String>)| {
        let variant = variant?;
        let params = entry.as_ref().and_then(|entry| entry.params.right());
        let params = params.map(|params| params.value.as_slice()).unwrap_or_default();
        let mut fields = Fields::new(&variant, &mut details, places, ignored);
        Some(Label {
            name: key.value.clone(),
            params: params.iter().filter_map(|named| fields.check_param(named)).collect(),
            variant,
            statuses: Vec::new(),
            category: Id::new(0),
            fault: None,
            retry: Retry {
                conditional: Vec::new(),
                otherwise: RetryRule { when: Vec::new(), policy: Id::new(0) },
            },
            reference_retry: None,
            remedy: Id::new(0),
            after_attempts: None,
            effect: Effect::Unknown,
            outcome: Outcome::Failure,
            doc: String::new(),
            causes: Vec::new(),
            resolution: Vec::new(),
            notes: Vec::new(),
            templates: Vec::new(),
            examples: Vec::new(),
            docs_url: None,
            deprecated: None,
            removed: None,
            location: places.locate(&key.span),
        })
    };
    entries.iter().zip(variants).filter_map(label).collect()
}
