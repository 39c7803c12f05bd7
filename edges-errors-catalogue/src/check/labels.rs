//! `[errors]`: the labels.

use crate::diagnostic::{Diagnostic, Diagnostics, Rule};
use crate::model::{Deprecated, Effect, Label, Outcome, Param, ParamKind, RetryRule};
use crate::syntax::document::{DeprecatedEntry, ErrorEntry, Named, ParamEntry, Spanned};

use super::names::{Namespace, check_label, snake, upper_camel};
use super::policies::Policies;
use super::sets::check_values;
use super::templates::check_messages;
use super::values::{check_all_prose, check_link, check_prose, check_wire, check_word, repeated};
use super::{Names, check_count};

const MOST_LABELS: usize = 65_535;

/// The labels whose names can be used, with their variants: what stays in the catalogue whatever else is wrong.
pub(super) fn check_label_names<'a>(
    entries: &'a [Named<ErrorEntry>],
    errors: &mut Diagnostics,
) -> Vec<(&'a Named<ErrorEntry>, String)> {
    check_count(
        "labels",
        entries.len(),
        MOST_LABELS,
        entries.last().map(|last| last.key.span.clone()),
        errors,
    );
    if entries.is_empty() {
        errors.push(
            Diagnostic::new(Rule::MissingKey, 0..0, "the catalogue has no labels")
                .help("add a table for each label, such as `[errors.LIMIT_REACHED]`"),
        );
    }
    let mut variants = Namespace::variants();
    let mut checked = Vec::new();
    for named in entries.iter().take(MOST_LABELS) {
        if !check_label(&named.key, errors) {
            continue;
        }
        let made = upper_camel(&named.key);
        checked.extend(
            variants
                .take(&named.key, made, named.entry.rust_name.as_ref(), errors)
                .map(|variant| (named, variant)),
        );
    }
    checked
}

pub(super) fn check_labels(
    entries: &[(&Named<ErrorEntry>, String)],
    reference: &str,
    names: &Names<'_>,
    policies: &mut Policies,
    errors: &mut Diagnostics,
) -> Vec<Label> {
    let mut details = Namespace::types(&[]);
    for (named, variant) in entries {
        details.take(&named.key, variant.clone(), None, &mut Diagnostics::default());
    }
    let labels = entries.iter().map(|(named, variant)| {
        let label = check_label_entry(named, variant, reference, names, policies, errors);
        check_detail_types(named, &label, &mut details, errors);
        label
    });
    labels.collect()
}

fn check_label_entry(
    named: &Named<ErrorEntry>,
    variant: &str,
    reference: &str,
    names: &Names<'_>,
    policies: &mut Policies,
    errors: &mut Diagnostics,
) -> Label {
    let Named { key, entry } = named;
    let retry = policies.check_retry(entry.retry.as_ref(), names, errors);
    let effect = entry.effect.as_ref().and_then(|word| check_word("an effect", word, Effect::ALL, errors));
    let effect = effect.unwrap_or(Effect::Unknown);
    check_applied(named, effect, &retry, policies, errors);
    let outcome =
        entry.outcome.as_ref().and_then(|word| check_word("an outcome", word, Outcome::ALL, errors));
    let (templates, examples) = check_messages(entry.templates.as_ref(), entry.examples.as_ref(), errors);
    let docs = entry.docs.as_ref().and_then(|link| check_link(link, errors));
    Label {
        name: key.value.clone(),
        variant: variant.to_owned(),
        statuses: check_statuses(entry.statuses.as_ref(), errors),
        category: entry.category.as_ref().and_then(|name| names.resolve_category(name, errors)).unwrap_or(0),
        retry,
        reference_retry: entry.reference_retry.as_ref().map(|text| check_prose(Some(text), errors)),
        remedy: entry.remedy.as_ref().and_then(|name| names.resolve_remedy(name, errors)).unwrap_or(0),
        after_attempts: entry.after_attempts.as_ref().and_then(|name| names.resolve_remedy(name, errors)),
        effect,
        outcome: outcome.unwrap_or(Outcome::Failure),
        doc: check_prose(entry.doc.as_ref(), errors),
        causes: check_all_prose(entry.causes.as_ref(), errors),
        resolution: check_all_prose(entry.resolution.as_ref(), errors),
        notes: check_all_prose(entry.notes.as_ref(), errors),
        templates,
        examples,
        docs: docs.unwrap_or_else(|| format!("{reference}#{}", key.to_ascii_lowercase())),
        params: check_params(&entry.params, names, errors),
        deprecated: entry.deprecated.as_ref().map(|entry| check_deprecated(entry, names, errors)),
        removed: entry.removed.as_ref().map(|revision| check_prose(Some(revision), errors)),
        line: names.lines.line(&key.span),
    }
}

fn check_statuses(statuses: Option<&Spanned<Vec<Spanned<i64>>>>, errors: &mut Diagnostics) -> Vec<u16> {
    let Some(statuses) = statuses else { return Vec::new() };
    if statuses.value.is_empty() {
        let message = "a label has at least one status";
        errors.push(Diagnostic::new(Rule::BadStatus, statuses.span.clone(), message).note("such as `[424]`"));
    }
    let mut checked = Vec::new();
    for (at, status) in statuses.value.iter().enumerate() {
        let right = u16::try_from(status.value).ok().filter(|status| (400..=599).contains(status));
        if let Some(first) = statuses.value.iter().take(at).find(|first| first.value == status.value) {
            errors.push(repeated(status, first));
        } else if right.is_none() {
            let message = format!("`{}` is no status of an error", status.value);
            errors
                .push(Diagnostic::new(Rule::BadStatus, status.span.clone(), message).note("from 400 to 599"));
        }
        checked.extend(right.filter(|status| !checked.contains(status)));
    }
    checked
}

fn check_applied(
    named: &Named<ErrorEntry>,
    effect: Effect,
    retry: &[RetryRule],
    policies: &Policies,
    errors: &mut Diagnostics,
) {
    let Some(word) = named.entry.effect.as_ref().filter(|_| effect == Effect::Applied) else { return };
    if retry.iter().any(|rule| policies.retries(rule.policy)) {
        let message = format!("`{}` is retried although its side effect was applied", named.key.value);
        errors.push(
            Diagnostic::new(Rule::RetryApplied, word.span.clone(), message)
                .note("what was applied must not be sent again")
                .help("give it a policy that is `never` or `manual`, or another effect"),
        );
    }
}

fn check_deprecated(
    entry: &Spanned<DeprecatedEntry>,
    names: &Names<'_>,
    errors: &mut Diagnostics,
) -> Deprecated {
    Deprecated {
        note: check_prose(entry.note.as_ref(), errors),
        replaced_by: entry.replaced_by.as_ref().and_then(|label| names.resolve_label(label, errors)),
    }
}

fn check_params(entries: &[Named<ParamEntry>], names: &Names<'_>, errors: &mut Diagnostics) -> Vec<Param> {
    let mut fields = Namespace::fields();
    let mut checked = Vec::new();
    for Named { key, entry } in entries {
        let doc = check_prose(entry.doc.as_ref(), errors);
        let kind = check_kind(entry, errors);
        let values = match kind {
            Some(ParamKind::Enum) => check_enum(entry, names, errors),
            Some(_) | None => Vec::new(),
        };
        let delays_retry = entry.delays_retry.as_ref().is_some_and(|flag| flag.value);
        if let (true, Some(kind)) = (delays_retry, kind) {
            check_delay(entry, kind, errors);
        }
        let wire = check_wire(key, errors);
        let Some(field) = fields.take(key, snake(key), entry.rust_name.as_ref(), errors) else { continue };
        checked.extend(wire.map(|name| Param {
            name,
            field,
            kind: kind.unwrap_or(ParamKind::String),
            values,
            doc,
            sensitive: entry.sensitive.as_ref().is_some_and(|flag| flag.value),
            delays_retry,
        }));
    }
    checked
}

fn check_kind(entry: &ParamEntry, errors: &mut Diagnostics) -> Option<ParamKind> {
    let word = entry.kind.as_ref()?;
    let kind = check_word("a type of param", word, ParamKind::ALL, errors)?;
    if let (false, Some(values)) = (kind == ParamKind::Enum, &entry.values) {
        errors.push(
            Diagnostic::new(Rule::EnumValues, values.span.clone(), "only an `enum` lists values")
                .note("remove this")
                .related(word.span.clone(), "or write `enum` here"),
        );
    }
    Some(kind)
}

fn check_enum(entry: &ParamEntry, names: &Names<'_>, errors: &mut Diagnostics) -> Vec<crate::model::Key> {
    let values: Vec<_> = entry.values.iter().flat_map(|values| &values.value).collect();
    if let (true, Some(word)) = (values.is_empty(), &entry.kind) {
        errors.push(
            Diagnostic::new(Rule::EnumValues, word.span.clone(), "an `enum` lists its values")
                .note("add `values = { NAME = \"words\" }`"),
        );
    }
    let texts = values.iter().filter(|value| check_wire(&value.key, errors).is_some()).collect::<Vec<_>>();
    check_values(texts.iter().map(|value| (&value.key, Some(&value.entry))), names.lines, errors)
}

fn check_delay(entry: &ParamEntry, kind: ParamKind, errors: &mut Diagnostics) {
    if matches!(kind, ParamKind::Timestamp | ParamKind::Seconds) {
        return;
    }
    let place = entry.delays_retry.as_ref().map_or(0..0, |flag| flag.span.clone());
    let message = format!("a `{}` cannot delay a retry", kind);
    let mut diagnostic = Diagnostic::new(Rule::DelaysRetryType, place, message).note("remove this");
    if let Some(word) = &entry.kind {
        diagnostic = diagnostic.related(word.span.clone(), "or write `timestamp` or `seconds` here");
    }
    errors.push(diagnostic);
}

/// The enums of a label's params stand in one module with all details structs.
fn check_detail_types(
    named: &Named<ErrorEntry>,
    label: &Label,
    details: &mut Namespace,
    errors: &mut Diagnostics,
) {
    for param in label.params.iter().filter(|param| param.kind == ParamKind::Enum) {
        let key = named.entry.params.iter().find(|entry| entry.key.value == param.name);
        let name = param.enum_name(label);
        if let Some(entry) = key {
            details.take(&entry.key, name, None, errors);
        }
    }
}
