//! Comparison of params: fields of details structs, hints and sensitivity.

use super::change::{Change, Kind};
use super::levels::{Behaviour, Level};
use super::order::{Pair, compare_order, pair};
use super::subject::{Kept, Subject};
use edges_errors_catalogue::model::{Catalogue, Key, Label, Param, ParamKind};

const OBEYED: &str = "Waits are now at least as long as it says.";

pub(super) fn compare_params(label: &Kept<'_, Label>, changes: &mut Vec<Change>) {
    for found in pair(&label.before.params, &label.after.params, |param| &param.name) {
        match found {
            Pair::Added(param) => changes.push(add_param(label, param)),
            Pair::Removed(param) => changes.push(remove_param(label, param)),
            Pair::Both(was, is) => {
                let subject = label.subject.part(Kind::Param, &is.name);
                let param = label.editions.keep(subject, was, is);
                compare_param(&param, label.after, changes);
                changes.extend(compare_hint(&param));
            }
        }
    }
}

/// Returns true if any label declares the param as a hint, which counts on every error.
fn is_hint(catalogue: &Catalogue, param: &Param) -> bool {
    catalogue.hints().iter().any(|hint| hint.name == param.name && hint.kind == param.kind)
}

fn add_param(label: &Kept<'_, Label>, param: &Param) -> Change {
    let subject = label.subject.part(Kind::Param, &param.name);
    let field = if label.before.params.is_empty() {
        format!("There is a new struct `details::{}` with a field `{}`.", label.after.variant, param.field)
    } else {
        format!("`details::{}` has a new field `{}`.", label.after.variant, param.field)
    };
    let is_obeyed = param.delays_retry && !is_hint(label.editions.old, param);
    let change = if is_obeyed {
        subject
            .change(Level::Behavioural, "added")
            .behaving([Behaviour::HintObeyed])
            .means(format!("{field} {OBEYED}"))
    } else {
        subject.change(Level::Additive, "added").means(field)
    };
    change.with_new(param.kind.as_str())
}

fn remove_param(label: &Kept<'_, Label>, param: &Param) -> Change {
    let is_ignored = param.delays_retry && !is_hint(label.editions.new, param);
    let details = format!("`details::{}`", label.before.variant);
    label
        .subject
        .part(Kind::Param, &param.name)
        .change(Level::Breaking, "removed")
        .with_old(param.kind.as_str())
        .behaving(is_ignored.then_some(Behaviour::HintIgnored))
        .means(if label.after.params.is_empty() {
            format!("{details} is removed: rules that take it stop compiling.")
        } else {
            format!("The field `{}` of {details} is removed.", param.field)
        })
}

/// Compares `delays_retry`, which changes nothing if another label declares the same hint.
fn compare_hint(param: &Kept<'_, Param>) -> Option<Change> {
    let words = |_: &Catalogue, param: &Param| match param.delays_retry {
        true => "delays a retry",
        false => "delays nothing",
    };
    let (behaviour, means) = match param.each(is_hint) {
        [false, true] => (Some(Behaviour::HintObeyed), OBEYED),
        [true, false] => (Some(Behaviour::HintIgnored), "Waits no longer depend on it."),
        _ => (None, "Another label declares the same hint, which counts on every error."),
    };
    let level = if behaviour.is_some() { Level::Behavioural } else { Level::Additive };
    Some(param.compare(level, "hint-changed", words, means)?.behaving(behaviour))
}

fn compare_param(param: &Kept<'_, Param>, label: &Label, changes: &mut Vec<Change>) {
    let Kept { subject, before, after, .. } = param;
    let details = format!("`details::{}`", label.variant);
    let means = format!("The field `{}` of {details} has a new type.", after.field);
    changes.extend(param.compare(Level::Breaking, "type-changed", |_, param| param.kind.as_str(), &means));
    let means = format!("The field of {details} has a new name.");
    changes.extend(param.compare(Level::Breaking, "renamed", |_, param| &param.field, &means));
    if (before.kind, after.kind) == (ParamKind::Enum, ParamKind::Enum) {
        let rust_name = format!("details::{}", after.enum_name(label));
        compare_values(subject, &rust_name, [&before.values, &after.values], changes);
    }
    let (behaviour, means) = if after.sensitive {
        (Behaviour::NowHidden, "`Debug` now shows only that it is there.")
    } else {
        (Behaviour::NowShown, "`Debug` now shows its value, and so do logs that use it.")
    };
    let words = |_: &Catalogue, param: &Param| if param.sensitive { "sensitive" } else { "not sensitive" };
    let sensitive = param.behavioural("sensitivity-changed", words, means);
    changes.extend(sensitive.map(|change| change.behaving([behaviour])));
    changes.extend(param.prose("doc-changed", |_, param| &param.doc));
}

/// Compares the values of a param or of a context, those before with those after.
pub(super) fn compare_values(
    subject: &Subject,
    rust_name: &str,
    [old, new]: [&[Key]; 2],
    changes: &mut Vec<Change>,
) {
    for found in pair(old, new, |value| &value.name) {
        match found {
            Pair::Added(value) => {
                let change = subject.change(Level::Additive, "value-added").with_new(&value.name);
                changes.push(change.means(format!("`{rust_name}` has a new variant.")));
            }
            Pair::Removed(value) => {
                let change = match new.iter().find(|heir| heir.variant == value.variant) {
                    Some(heir) => subject.keep_variant("value-removed", rust_name, heir),
                    None => subject
                        .change(Level::Breaking, "value-removed")
                        .means(format!("`{rust_name}::{}` is removed.", value.variant)),
                };
                changes.push(change.with_old(&value.name));
            }
            Pair::Both(before, after) => {
                let words =
                    |value: &Key| format!("{}: {} {}", value.name, value.title, value.doc).trim().to_owned();
                let (old, new) = (words(before), words(after));
                if old != new {
                    let change = subject.change(Level::Prose, "value-doc-changed");
                    changes.push(change.between(old, new));
                }
            }
        }
    }
    changes.extend(compare_order(rust_name, old, new, |value| &value.name));
}
