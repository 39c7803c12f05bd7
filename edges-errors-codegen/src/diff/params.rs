//! Params: the fields of the details structs, what delays a retry, and what logs show.

use super::labels::compare_order;
use super::order::{Pair, pair};
use super::{Behaviour, Change, Kind, Level, Subject};
use crate::model::{Key, Label, Param, ParamKind};

pub(super) fn compare_params(old: &Label, new: &Label, label: &Subject, changes: &mut Vec<Change>) {
    for found in pair(&old.params, &new.params, |param| param.name.as_str()) {
        match found {
            Pair::Added(param) => changes.push(add_param(&label.part(Kind::Param, &param.name), new, param)),
            Pair::Removed(param) => {
                changes.push(remove_param(&label.part(Kind::Param, &param.name), old, param))
            }
            Pair::Both(before, after) => {
                compare_param(&label.part(Kind::Param, &after.name), (new, before, after), changes);
            }
        }
    }
}

fn add_param(subject: &Subject, label: &Label, param: &Param) -> Change {
    let field = format!("`details::{}` has a field `{}`.", label.variant, param.field);
    let mut change = if param.delays_retry {
        Change::new(Level::Behavioural, subject, "added")
            .behaving([Behaviour::HintObeyed])
            .means(format!("{field} Waits last at least as long as it says."))
    } else {
        Change::new(Level::Additive, subject, "added").means(field)
    };
    change.new = Some(param.kind.name().to_owned());
    change
}

fn remove_param(subject: &Subject, label: &Label, param: &Param) -> Change {
    let mut change = Change::new(Level::Breaking, subject, "removed");
    change.old = Some(param.kind.name().to_owned());
    if param.delays_retry {
        change = change.behaving([Behaviour::HintIgnored]);
    }
    change.means(format!("The field `{}` of `details::{}` is gone.", param.field, label.variant))
}

fn compare_param(subject: &Subject, (label, old, new): (&Label, &Param, &Param), changes: &mut Vec<Change>) {
    let details = format!("`details::{}`", label.variant);
    let kind = subject.compare(Level::Breaking, "type-changed", old.kind.name(), new.kind.name());
    changes.extend(
        kind.map(|change| change.means(format!("The field `{}` of {details} has another type.", new.field))),
    );
    let field = subject.compare(Level::Breaking, "renamed", &old.field, &new.field);
    changes.extend(field.map(|change| change.means(format!("The field of {details} has another name."))));
    if let (ParamKind::Enum(before), ParamKind::Enum(after)) = (&old.kind, &new.kind) {
        compare_values(subject, &format!("details::{}", new.enum_name(label)), (before, after), changes);
    }
    if old.sensitive != new.sensitive {
        let (behaviour, means) = if new.sensitive {
            (Behaviour::NowHidden, "`Debug` shows only whether it is there.")
        } else {
            (Behaviour::NowShown, "`Debug` shows its value, and so do logs that use it.")
        };
        let change = Change::new(Level::Behavioural, subject, "sensitivity-changed").means(means);
        let words = |sensitive: bool| if sensitive { "sensitive" } else { "not sensitive" };
        changes.push(change.from_to(words(old.sensitive), words(new.sensitive)).behaving([behaviour]));
    }
    if old.delays_retry != new.delays_retry {
        let (behaviour, means) = if new.delays_retry {
            (Behaviour::HintObeyed, "Waits last at least as long as it says.")
        } else {
            (Behaviour::HintIgnored, "Waits no longer depend on it.")
        };
        let change = Change::new(Level::Behavioural, subject, "hint-changed").means(means);
        let words = |delays: bool| if delays { "delays a retry" } else { "delays nothing" };
        changes.push(change.from_to(words(old.delays_retry), words(new.delays_retry)).behaving([behaviour]));
    }
    changes.extend(subject.compare(Level::Prose, "doc-changed", &old.doc, &new.doc));
}

/// The values of an enum, of a param or of a context.
pub(super) fn compare_values(
    subject: &Subject,
    rust_name: &str,
    (old, new): (&[Key], &[Key]),
    changes: &mut Vec<Change>,
) {
    for found in pair(old, new, |value| value.name.as_str()) {
        match found {
            Pair::Added(value) => {
                let mut change = Change::new(Level::Additive, subject, "value-added");
                change.new = Some(value.name.clone());
                changes.push(change.means(format!("`{rust_name}` has a new variant.")));
            }
            Pair::Removed(value) => {
                let mut change = Change::new(Level::Breaking, subject, "value-removed");
                change.old = Some(value.name.clone());
                changes.push(change.means(format!("`{rust_name}::{}` is gone.", value.variant)));
            }
            Pair::Both(before, after) => {
                let variant =
                    subject.compare(Level::Breaking, "value-renamed", &before.variant, &after.variant);
                changes.extend(variant.map(|change| change.means(format!("The variant of `{rust_name}`."))));
                let words = |value: &Key| format!("{}: {} {}", value.name, value.title, value.doc);
                let (old, new) = (words(before), words(after));
                changes.extend(subject.compare(Level::Prose, "value-doc-changed", old.trim(), new.trim()));
            }
        }
    }
    let names = |values: &[Key]| -> Vec<String> { values.iter().map(|value| value.name.clone()).collect() };
    changes.extend(compare_order(rust_name, &names(old), &names(new)));
}
