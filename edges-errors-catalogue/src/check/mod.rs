//! [`Document`] to [`Catalogue`]: what refers to what, and what does not go together. Every mistake is reported.
//!
//! An entry with a mistake is left out, so that nothing has to be made up for it. Its name stays known, so that what
//! refers to it is not wrong as well.

mod entries;
mod envelope;
mod format;
mod labels;
mod limits;
mod names;
mod params;
mod places;
mod policies;
mod references;
mod sets;
mod stand_in;
mod templates;
mod unused;
mod warnings;

use crate::diagnostic::{Diagnostic, Diagnostics, Rule};
use crate::language::tables::{CatalogueEntry, Document};
use crate::model::Catalogue;
use crate::source::{Given, Span, Text};

use entries::{Sections, whole};
use envelope::{check_envelope, check_payloads};
use format::Wire;
use labels::{check_label_names, check_labels, check_labels_in_header, removed_labels};
use limits::check_rate_limits;
use names::{Identifiers, Namespace};
pub(crate) use places::Places;
use policies::Policies;
use references::{Declared, References, Target};

pub(crate) use stand_in::stand_in;
pub(crate) use unused::check_unused;
pub(crate) use warnings::{find_idle_remedies, miss_statuses};

/// Checks a document, and gives its catalogue if nothing in it is wrong.
pub(crate) fn check_document(
    document: &Document,
    places: &Places<'_>,
    diagnostics: &mut Diagnostics,
) -> Option<Catalogue> {
    let mut types = Namespace::of(Identifiers::Type);
    let about = document.catalogue.as_ref().and_then(|entry| check_about(entry, &mut types, diagnostics));
    if let Some(overrides) = document.r#override.right().filter(|_| places.is_alone()) {
        diagnostics.push(nothing_to_override(&overrides.span));
    }
    let sections = Sections::of(document);
    let wire = Wire::of(document.envelope.as_ref());
    let envelope = document.envelope.as_ref().and_then(|entry| check_envelope(entry, places, diagnostics));
    let payloads = check_payloads(sections.payloads.entries, places, diagnostics);
    let faults = sets::check_faults(&sections.faults, places, diagnostics);
    let declared_faults = Declared::of_faults(&sections.faults, &faults);
    let categories =
        sets::check_categories(sections.categories.entries, &declared_faults, places, diagnostics);
    let scopes = sets::check_scopes(sections.scopes.entries, places, diagnostics);
    let remedies = sets::check_remedies(sections.remedies.entries, places, diagnostics);
    let contexts = sets::check_contexts(sections.contexts.entries, places, &mut types, diagnostics);
    let mut policies = Policies::check(&sections.retry, places, diagnostics);
    if document.errors.as_ref().is_some_and(|labels| labels.value.is_empty()) {
        diagnostics.push(no_labels());
    }
    let variants = check_label_names(sections.errors.entries, wire.label_format, diagnostics);
    check_labels_in_header(sections.errors.entries, wire, diagnostics);
    let references = References {
        places,
        wire,
        faults: declared_faults,
        categories: Declared::new(Target::CATEGORY, &sections.categories, &categories),
        remedies: Declared::new(Target::REMEDY, &sections.remedies, &remedies),
        contexts: Declared::new(Target::CONTEXT, &sections.contexts, &contexts),
        values: contexts.iter().flatten().map(|context| context.values.as_slice()).collect(),
        labels: Declared::new(Target::LABEL, &sections.errors, &variants),
        removed: removed_labels(sections.errors.entries),
    };
    let entry = document.catalogue.as_ref().map(|entry| &entry.value);
    let labels =
        check_labels(sections.errors.entries, &variants, entry, &references, &mut policies, diagnostics);
    let statuses = sets::check_statuses(sections.statuses.entries, &references, &mut policies, diagnostics);
    let rate_limits =
        check_rate_limits(sections.rate_limits.entries, &references, &mut policies, diagnostics);
    let about = about?;
    Some(Catalogue {
        name: about.name,
        extends: about.extends,
        files: places.files(),
        overrides: places.overrides(),
        error: about.error,
        revision: about.revision,
        reference: about.reference,
        support: about.support,
        in_doubt: about.in_doubt,
        idempotency_key: about.idempotency_key,
        envelope: envelope?,
        payloads: whole(payloads)?,
        faults: whole(faults)?,
        categories: whole(categories)?,
        scopes: whole(scopes)?,
        remedies: whole(remedies)?,
        policies: policies.into_list()?,
        contexts: whole(contexts)?,
        statuses: whole(statuses)?,
        rate_limits: whole(rate_limits)?,
        labels: whole(labels)?,
    })
}

/// The content of `[catalogue]`.
struct About {
    name: String,
    extends: Option<String>,
    error: String,
    revision: Option<String>,
    reference: Option<String>,
    support: Option<String>,
    in_doubt: Option<String>,
    idempotency_key: Option<String>,
}

fn check_about(
    entry: &CatalogueEntry,
    types: &mut Namespace,
    diagnostics: &mut Diagnostics,
) -> Option<About> {
    let error = match (&entry.error, entry.name.as_ref()) {
        (Given::Right(error), _) => types.take_given(error, diagnostics),
        (Given::Absent, Some(name)) => types.take_error(name, diagnostics),
        (Given::Absent, None) | (Given::Wrong, _) => None,
    };
    let text = |text: &Given<Text>| text.right().map(|text| text.value.clone());
    Some(About {
        name: entry.name.as_ref()?.value.clone(),
        extends: entry.extends.right().map(|extends| extends.value.clone()),
        error: error?,
        revision: text(&entry.revision),
        reference: text(&entry.reference),
        support: text(&entry.support),
        in_doubt: text(&entry.in_doubt),
        idempotency_key: entry.idempotency_key.right().map(|header| header.value.to_ascii_lowercase()),
    })
}

fn nothing_to_override(place: &Span) -> Diagnostic {
    let message = "there is nothing to override: the file extends no catalogue";
    Diagnostic::new(Rule::WrongBase, place.clone(), message)
        .note("help: name the one that it extends, with `extends = \"…\"` in `[catalogue]`")
}

fn no_labels() -> Diagnostic {
    Diagnostic::new(Rule::MissingKey, 0..0, "the catalogue has no labels")
        .help("add a table for each label, such as `[errors.LIMIT_REACHED]`")
}
