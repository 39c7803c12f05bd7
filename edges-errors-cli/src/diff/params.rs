//! Comparison of params: fields of details structs, hints and sensitivity.

use super::change::{Change, Kind, Subject, keep_variant};
use super::levels::{Behaviour, Level};
use super::order::{Pair, compare_order, pair};
use edges_errors_catalogue::model::{Catalogue, Key, Label, Param, ParamKind};

const OBEYED: &str = "Waits are now at least as long as it says.";

pub(super) fn compare_params(
    (old, before): (&Catalogue, &Label),
    (new, after): (&Catalogue, &Label),
    label: &Subject,
    changes: &mut Vec<Change>,
) {
    for found in pair(&before.params, &after.params, |param| param.name.as_str()) {
        match found {
            Pair::Added(param) => {
                let subject = label.part(Kind::Param, &param.name);
                let obeyed = param.delays_retry && !is_hint(old, param);
                changes.push(add_param(&subject, before, after, (param, obeyed)));
            }
            Pair::Removed(param) => {
                let subject = label.part(Kind::Param, &param.name);
                let ignored = param.delays_retry && !is_hint(new, param);
                changes.push(remove_param(&subject, before, after, (param, ignored)));
            }
            Pair::Both(was, is) => {
                let subject = label.part(Kind::Param, &is.name);
                compare_param(&subject, (after, was, is), changes);
                changes.extend(compare_hint(&subject, (old, was), (new, is)));
            }
        }
    }
}

/// Returns true if any label declares the param as a hint, which counts on every error.
fn is_hint(catalogue: &Catalogue, param: &Param) -> bool {
    catalogue.hints().iter().any(|hint| hint.name == param.name && hint.kind == param.kind)
}

fn add_param(subject: &Subject, before: &Label, after: &Label, (param, obeyed): (&Param, bool)) -> Change {
    let field = if before.params.is_empty() {
        format!("There is a new struct `details::{}` with a field `{}`.", after.variant, param.field)
    } else {
        format!("`details::{}` has a new field `{}`.", after.variant, param.field)
    };
    let change = if obeyed {
        Change::new(Level::Behavioural, subject, "added")
            .behaving([Behaviour::HintObeyed])
            .means(format!("{field} {OBEYED}"))
    } else {
        Change::new(Level::Additive, subject, "added").means(field)
    };
    change.with_new(param.kind.as_str())
}

fn remove_param(
    subject: &Subject,
    before: &Label,
    after: &Label,
    (param, ignored): (&Param, bool),
) -> Change {
    Change::new(Level::Breaking, subject, "removed")
        .with_old(param.kind.as_str())
        .behaving(ignored.then_some(Behaviour::HintIgnored))
        .means(if after.params.is_empty() {
            format!("`details::{}` is removed: rules that take it stop compiling.", before.variant)
        } else {
            format!("The field `{}` of `details::{}` is removed.", param.field, before.variant)
        })
}

/// Compares `delays_retry`, which changes nothing if another label declares the same hint.
fn compare_hint(
    subject: &Subject,
    (old, was): (&Catalogue, &Param),
    (new, is): (&Catalogue, &Param),
) -> Option<Change> {
    if was.delays_retry == is.delays_retry {
        return None;
    }
    let behaviour = match (is_hint(old, was), is_hint(new, is)) {
        (false, true) => Some((Behaviour::HintObeyed, OBEYED)),
        (true, false) => Some((Behaviour::HintIgnored, "Waits no longer depend on it.")),
        _ => None,
    };
    let words = |delays: bool| if delays { "delays a retry" } else { "delays nothing" };
    let level = if behaviour.is_some() { Level::Behavioural } else { Level::Additive };
    let means = behaviour
        .map_or("Another label declares the same hint, which counts on every error.", |found| found.1);
    let change =
        Change::new(level, subject, "hint-changed").between(words(was.delays_retry), words(is.delays_retry));
    Some(change.behaving(behaviour.map(|found| found.0)).means(means))
}

fn compare_param(subject: &Subject, (label, old, new): (&Label, &Param, &Param), changes: &mut Vec<Change>) {
    let details = format!("`details::{}`", label.variant);
    let kind = subject.compare(Level::Breaking, "type-changed", old.kind.as_str(), new.kind.as_str());
    changes.extend(
        kind.map(|change| change.means(format!("The field `{}` of {details} has a new type.", new.field))),
    );
    let field = subject.compare(Level::Breaking, "renamed", &old.field, &new.field);
    changes.extend(field.map(|change| change.means(format!("The field of {details} has a new name."))));
    if (old.kind, new.kind) == (ParamKind::Enum, ParamKind::Enum) {
        let rust_name = format!("details::{}", new.enum_name(label));
        compare_values(subject, &rust_name, (&old.values, &new.values), changes);
    }
    if old.sensitive != new.sensitive {
        let (behaviour, means) = if new.sensitive {
            (Behaviour::NowHidden, "`Debug` now shows only that it is there.")
        } else {
            (Behaviour::NowShown, "`Debug` now shows its value, and so do logs that use it.")
        };
        let change = Change::new(Level::Behavioural, subject, "sensitivity-changed").means(means);
        let words = |sensitive: bool| if sensitive { "sensitive" } else { "not sensitive" };
        changes.push(change.between(words(old.sensitive), words(new.sensitive)).behaving([behaviour]));
    }
    changes.extend(subject.compare(Level::Prose, "doc-changed", &old.doc, &new.doc));
}

/// Compares the values of a param or of a context.
pub(super) fn compare_values<'a>(
    subject: &Subject,
    rust_name: &str,
    (old, new): (&'a [Key], &'a [Key]),
    changes: &mut Vec<Change>,
) {
    for found in pair(old, new, |value| value.name.as_str()) {
        match found {
            Pair::Added(value) => {
                let change = Change::new(Level::Additive, subject, "value-added").with_new(&value.name);
                changes.push(change.means(format!("`{rust_name}` has a new variant.")));
            }
            Pair::Removed(value) => {
                let change = match new.iter().find(|heir| heir.variant == value.variant) {
                    Some(heir) => keep_variant(subject, "value-removed", rust_name, heir),
                    None => Change::new(Level::Breaking, subject, "value-removed")
                        .means(format!("`{rust_name}::{}` is removed.", value.variant)),
                };
                changes.push(change.with_old(&value.name));
            }
            Pair::Both(before, after) => {
                let words = |value: &Key| format!("{}: {} {}", value.name, value.title, value.doc);
                let (old, new) = (words(before), words(after));
                changes.extend(subject.compare(Level::Prose, "value-doc-changed", old.trim(), new.trim()));
            }
        }
    }
    let names = |values: &'a [Key]| values.iter().map(|value| value.name.as_str());
    changes.extend(compare_order(rust_name, names(old), names(new)));
}
