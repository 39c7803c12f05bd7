//! `[errors]`: the labels.

use std::collections::HashSet;

use super::entries::Entries;
use super::format::Wire;
use super::names::{Identifiers, Namespace, check_label};
use super::params::Fields;
use super::places::Places;
use super::policies::Policies;
use super::references::{References, check_count};
use super::sets::texts;
use super::templates::check_messages;
use crate::diagnostic::{Diagnostic, Diagnostics, Rule};
use crate::language::tables::{CatalogueEntry, DeprecatedEntry, LabelEntry, LinkEntry, LinksEntry};
use crate::links::Links;
use crate::model::{Deprecated, Label, LabelFormat, Outcome};
use crate::names::label_variant;
use crate::source::{Named, Span, Spanned, Text};

const MOST_LABELS: usize = 65_535;

/// Returns the variant of each label, in the order of the section, `None` where the name cannot be used.
pub(super) fn check_label_names(
    labels: Entries<'_, LabelEntry>,
    format: LabelFormat,
    diagnostics: &mut Diagnostics,
) -> Vec<Option<String>> {
    let last = labels.last().map(|last| last.key.span.clone());
    check_count("labels", labels.len(), MOST_LABELS, last, diagnostics);
    let mut variants = Namespace::of(Identifiers::Variant);
    let variant = |Named { key, entry }: &Named<Spanned<LabelEntry>>| {
        check_label(key, format, diagnostics)
            .then(|| {
                let rust_name = entry.as_ref().and_then(|entry| entry.rust_name.right());
                variants.take(key, label_variant(key, format), rust_name, diagnostics)
            })
            .flatten()
    };
    labels.iter().map(variant).collect()
}

/// Reports labels that cannot be written where the catalogue has its labels: in a header.
pub(super) fn check_labels_in_header(
    labels: Entries<'_, LabelEntry>,
    wire: Wire,
    diagnostics: &mut Diagnostics,
) {
    // Every other format is in ASCII.
    if !wire.label_is_in_header || wire.label_format != LabelFormat::Any {
        return;
    }
    for key in labels.iter().map(|named| &named.key).filter(|key| !key.is_ascii()) {
        let message = format!("`{}` cannot be in a header", key.escape_debug());
        diagnostics.push(
            Diagnostic::new(Rule::BadLabel, key.span.clone(), message)
                .note("the first place of labels is a header, which is in ASCII"),
        );
    }
}

/// Returns the names of the labels that the API no longer sends.
pub(super) fn removed_labels<'a>(labels: Entries<'a, LabelEntry>) -> HashSet<&'a str> {
    labels
        .iter()
        .filter(|named| named.entry.as_ref().is_some_and(|entry| !entry.removed.is_absent()))
        .map(|named| named.key.as_str())
        .collect()
}

/// Reads the labels whose names can be used.
pub(super) fn check_labels(
    labels: Entries<'_, LabelEntry>,
    variants: &[Option<String>],
    about: Option<&CatalogueEntry>,
    references: &References<'_>,
    policies: &mut Policies,
    diagnostics: &mut Diagnostics,
) -> Vec<Option<Label>> {
    let mut details = Namespace::of(Identifiers::Detail);
    for (named, variant) in labels.iter().zip(variants) {
        details.reserve(&named.key, variant.as_deref());
    }
    let mut checker = Checker { about, references, policies, details, diagnostics };
    let checked = labels.iter().zip(variants);
    checked.map(|(named, variant)| checker.check_label(named, variant.as_deref()?)).collect()
}

/// The state of the check of one label.
struct Checker<'a> {
    about: Option<&'a CatalogueEntry>,
    references: &'a References<'a>,
    policies: &'a mut Policies,
    /// The details structs and the enums of params, which are in one module.
    details: Namespace,
    diagnostics: &'a mut Diagnostics,
}

impl Checker<'_> {
    fn check_label(
        &mut self,
        Named { key, entry }: &Named<Spanned<LabelEntry>>,
        variant: &str,
    ) -> Option<Label> {
        let entry = entry.as_ref()?;
        let Self { references, policies, details, diagnostics, .. } = self;
        let retry =
            entry.retry.as_ref().and_then(|retry| policies.check_retry(retry, references, diagnostics));
        if let Some(statuses) = &entry.statuses {
            references.wire.check_statuses(&statuses.value, diagnostics);
        }
        let fault = entry.fault.right().map(|name| references.faults.resolve(name, diagnostics));
        let category =
            entry.category.as_ref().and_then(|name| references.categories.resolve(name, diagnostics));
        let remedy = entry.remedy.as_ref().and_then(|name| references.remedies.resolve(name, diagnostics));
        let after = entry.after_attempts.right().map(|name| references.remedies.resolve(name, diagnostics));
        let messages = check_messages(entry.templates.right(), entry.examples.right(), diagnostics);
        let mut fields = Fields::new(variant, details, references.places, diagnostics);
        let params = entry.params.right().map(|params| params.value.as_slice());
        let params = fields.check_params(params.unwrap_or_default());
        let deprecated = entry.deprecated.right().map(|entry| self.check_deprecated(entry));
        let retry = retry?;
        let effect = self.policies.check_effect(
            format_args!("`{}`", key.value),
            entry.effect.right(),
            retry.rules().map(|rule| rule.policy),
            self.diagnostics,
        );
        Some(Label {
            name: key.value.clone(),
            variant: variant.to_owned(),
            statuses: entry.statuses.as_ref()?.value.iter().map(|status| status.value).collect(),
            category: category?,
            fault: fault.flatten(),
            retry,
            reference_retry: entry.reference_retry.right().map(|text| text.value.clone()),
            remedy: remedy?,
            after_attempts: after.flatten(),
            effect,
            outcome: entry.outcome.right().map_or(Outcome::Failure, |outcome| outcome.value),
            doc: entry.doc.as_ref()?.value.clone(),
            causes: entry.causes.right().map(texts).unwrap_or_default(),
            resolution: entry.resolution.right().map(texts).unwrap_or_default(),
            notes: entry.notes.right().map(texts).unwrap_or_default(),
            templates: messages.templates,
            examples: messages.examples,
            docs_url: self.docs_url(key, entry),
            params: params?,
            deprecated: deprecated.flatten(),
            removed: entry.removed.right().map(|revision| revision.value.clone()),
            location: self.references.places.locate(&key.span),
        })
    }

    fn docs_url(&self, key: &Text, entry: &LabelEntry) -> Option<String> {
        match entry.docs_url.right() {
            Some(LinkEntry::Link(link)) => Some(link.value.clone()),
            Some(LinkEntry::None(())) => None,
            None => find_links(self.about?, &key.span, self.references.places).link_to(key),
        }
    }

    fn check_deprecated(&mut self, entry: &DeprecatedEntry) -> Option<Deprecated> {
        let replacement = entry.replaced_by.right();
        let replaced_by =
            replacement.map(|label| self.references.resolve_label(label, self.diagnostics)).and_then(|id| id);
        Some(Deprecated { note: entry.note.as_ref()?.value.clone(), replaced_by })
    }
}

/// Returns the links that hold for an entry. The documentation of a base does not know what an extension adds.
fn find_links<'a>(about: &'a CatalogueEntry, entry: &Span, places: &Places<'_>) -> Links<'a> {
    let knows = |link: &Span| places.is_known_to(entry, link);
    match about.docs_url.right() {
        Some(LinksEntry::None(())) => Links::None,
        Some(LinksEntry::Link(pattern)) if knows(&pattern.span) => Links::Pattern(&pattern.value),
        Some(_) | None => {
            let reference = about.reference.right().filter(|reference| knows(&reference.span));
            reference.map_or(Links::None, |reference| Links::Reference(&reference.value))
        }
    }
}
