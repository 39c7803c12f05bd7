//! The closed sets: categories, scopes, remedies, contexts and statuses.

use super::entries::{Entries, Section, whole};
use super::format::NO_SUCCESS;
use super::names::{Identifiers, Namespace, check_key};
use super::places::Places;
use super::policies::Policies;
use super::references::{Declared, References, check_count};
use crate::diagnostic::{Diagnostic, Diagnostics, Rule};
use crate::language::bad_status;
use crate::language::tables::{
    CategoryEntry, ContextEntry, FaultEntry, NamingEntry, RemedyEntry, ScopeEntry, StatusEntry,
};
use crate::model::{Category, Context, Fault, Key, Location, Remedy, Scope, Status, StatusRange};
use crate::names::{humanise, upper_camel, value_variant};
use crate::source::{Named, Spanned, Text};

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
pub(super) fn document(key: Key, doc: Option<&Text>) -> Option<Key> {
    Some(Key { doc: doc?.value.clone(), ..key })
}

/// Reads the entries of one set, each by `make`.
pub(super) fn check_set<E, T>(
    what: &str,
    entries: Entries<'_, E>,
    diagnostics: &mut Diagnostics,
    mut make: impl FnMut(&Text, &E, &mut Diagnostics) -> Option<T>,
) -> Vec<Option<T>> {
    let last = entries.last().map(|last| last.key.span.clone());
    check_count(what, entries.len(), MOST_KEYS, last, diagnostics);
    let mut made = Vec::new();
    for Named { key, entry } in entries {
        made.push(match entry {
            Some(entry) => make(key, entry, diagnostics),
            None => None,
        });
    }
    made
}

/// The faults of a catalogue that declares none.
const USUAL_FAULTS: [UsualFault; 4] = [
    UsualFault { name: "caller", title: "Caller", doc: "The request: whoever wrote the calling program." },
    UsualFault { name: "account", title: "Account", doc: "The account, or its subscription." },
    UsualFault { name: "provider", title: "Provider", doc: "A party that the API itself depends on." },
    UsualFault { name: "api", title: "API", doc: "The API itself." },
];

struct UsualFault {
    name: &'static str,
    title: &'static str,
    doc: &'static str,
}

/// Reads the faults. Where the catalogue declares none the usual ones hold, and those of its extensions come behind them.
pub(super) fn check_faults(
    section: &Section<'_, FaultEntry>,
    places: &Places<'_>,
    diagnostics: &mut Diagnostics,
) -> Vec<Option<Fault>> {
    let has_usual = section.entries.iter().all(|named| places.is_in_extension(&named.key.span));
    let usual: Vec<Fault> = usual_faults().filter(|_| has_usual).collect();
    check_callers(section.entries, has_usual, diagnostics);
    let mut variants = Namespace::of(Identifiers::Variant);
    let declared = check_set("faults", section.entries, diagnostics, |name, entry, diagnostics| {
        let key = check_set_key(name, &entry.naming, places, &mut variants, diagnostics)?;
        let is_again = |fault: &&Fault| fault.key.name == name.value || fault.key.variant == key.variant;
        if let Some(fault) = usual.iter().find(is_again) {
            diagnostics.push(usual_again(name, fault));
            return None;
        }
        let doc = entry.doc.right().map(|doc| doc.value.clone()).unwrap_or_default();
        let is_caller = entry.caller.right().is_some_and(|flag| flag.value);
        Some(Fault { key: Key { doc, ..key }, is_caller })
    });
    usual.iter().cloned().map(Some).chain(declared).collect()
}

fn usual_again(name: &Text, usual: &Fault) -> Diagnostic {
    let message =
        format!("`faults.{}` is `{}` of the usual faults, which the base has", name.value, usual.key.name);
    Diagnostic::new(Rule::Redefined, name.span.clone(), message).note("help: remove this table")
}

/// Returns the faults of a catalogue that declares none.
pub(super) fn usual_faults() -> impl Iterator<Item = Fault> {
    USUAL_FAULTS.into_iter().map(|UsualFault { name, title, doc }| Fault {
        key: Key {
            name: name.to_owned(),
            variant: upper_camel(name),
            title: title.to_owned(),
            doc: doc.to_owned(),
            location: Location::START,
        },
        is_caller: name == "caller",
    })
}

/// Reports faults of which not exactly one is the caller, which one of the usual faults is.
fn check_callers(entries: Entries<'_, FaultEntry>, has_usual: bool, diagnostics: &mut Diagnostics) {
    let is_caller = |named: &&Named<Spanned<FaultEntry>>| {
        let flag = named.entry.as_ref().and_then(|entry| entry.caller.right());
        flag.is_some_and(|flag| flag.value)
    };
    let callers: Vec<&Text> = entries.iter().filter(is_caller).map(|named| &named.key).collect();
    match (callers.as_slice(), entries.first().filter(|_| !has_usual)) {
        ([second, ..], None) => diagnostics.push(
            Diagnostic::new(Rule::BadFault, second.span.clone(), "more than one fault has `caller = true`")
                .note("help: remove it: the usual fault `caller` is the one"),
        ),
        ([], Some(first)) => diagnostics.push(
            Diagnostic::new(Rule::BadFault, first.key.span.clone(), "no fault has `caller = true`")
                .note("add it to the party that sends the requests"),
        ),
        ([first, second, ..], Some(_)) => diagnostics.push(
            Diagnostic::new(Rule::BadFault, second.span.clone(), "more than one fault has `caller = true`")
                .note("remove it here, or there")
                .related(first.span.clone(), "the first one"),
        ),
        ([_], Some(_)) | ([], None) => {}
    }
}

pub(super) fn check_categories(
    entries: Entries<'_, CategoryEntry>,
    faults: &Declared<Fault>,
    places: &Places<'_>,
    diagnostics: &mut Diagnostics,
) -> Vec<Option<Category>> {
    let mut variants = Namespace::of(Identifiers::Variant);
    check_set("categories", entries, diagnostics, |name, entry, diagnostics| {
        let fault = entry.fault.as_ref().and_then(|name| faults.resolve(name, diagnostics));
        let key = check_set_key(name, &entry.naming, places, &mut variants, diagnostics)?;
        let doc = entry.doc.right().map(|doc| doc.value.clone()).unwrap_or_default();
        Some(Category { key: Key { doc, ..key }, fault: fault? })
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
    policies: &mut Policies,
    diagnostics: &mut Diagnostics,
) -> Vec<Option<Status>> {
    let check = |Named { key, entry }: &Named<Spanned<StatusEntry>>| {
        let range = check_status_range(key, references.wire.errors_in_2xx, diagnostics);
        let entry = entry.as_ref()?;
        let policy =
            entry.retry.as_ref().and_then(|name| policies.resolve(name, references.places, diagnostics));
        let remedy = entry.remedy.right().map(|name| references.remedies.resolve(name, diagnostics));
        let fault = entry.fault.right().map(|name| references.faults.resolve(name, diagnostics));
        let effect = policies.check_effect(
            format_args!("status `{}`", key.escape_debug()),
            entry.effect.right(),
            policy.into_iter(),
            diagnostics,
        );
        Some(Status {
            range: range?,
            title: entry.title.as_ref()?.value.clone(),
            doc: entry.doc.as_ref()?.value.clone(),
            policy: policy?,
            remedy: remedy.flatten(),
            effect,
            fault: fault.flatten(),
            location: references.places.locate(&key.span),
        })
    };
    entries.iter().map(check).collect()
}

fn check_status_range(key: &Text, errors_in_2xx: bool, diagnostics: &mut Diagnostics) -> Option<StatusRange> {
    let range = match key.as_str() {
        "2xx" => Some(StatusRange::Class(2)),
        "4xx" => Some(StatusRange::Class(4)),
        "5xx" => Some(StatusRange::Class(5)),
        exact => {
            let status = exact.parse().ok().filter(|status| matches!(status, 200..=299 | 400..=599));
            status.map(StatusRange::Exact)
        }
    };
    match range {
        None => {
            let note = "from 400 to 599, or `4xx` or `5xx`";
            diagnostics.push(bad_status(&key.escape_debug(), key.span.clone(), note));
        }
        Some(range) if range.bounds().0 < 300 && !errors_in_2xx => {
            diagnostics.push(bad_status(&range, key.span.clone(), NO_SUCCESS));
        }
        Some(_) => {}
    }
    range
}

/// The strings of a list, without their places.
pub(super) fn texts(list: &Spanned<Vec<Text>>) -> Vec<String> {
    list.value.iter().map(|text| text.value.clone()).collect()
}
