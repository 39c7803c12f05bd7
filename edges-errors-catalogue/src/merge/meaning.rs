//! The comparison of values by what they mean, as the language declares it.

use toml::de::{DeTable, DeValue};

use super::state::Value;
use crate::language::{Form, Key, Presence, Table};

/// Returns whether two values of a form mean the same.
pub(super) fn is_same(form: &Form, one: &DeValue<'_>, other: &DeValue<'_>) -> bool {
    match (one, other) {
        (DeValue::Table(one), DeValue::Table(other)) => is_same_table(form, one, other),
        (DeValue::Array(one), DeValue::Array(other)) => {
            let item = item_form(form);
            let pairs = || one.iter().zip(other.iter());
            one.len() == other.len()
                && pairs().all(|(one, other)| match item {
                    Some(item) => is_same(item, one.get_ref(), other.get_ref()),
                    None => is_equal(one.get_ref(), other.get_ref()),
                })
        }
        (DeValue::String(one), DeValue::String(other)) => match text_form(form) {
            Some(text) => (text.same)(one, other),
            None => one == other,
        },
        (_, _) => is_equal(one, other),
    }
}

fn is_same_table(form: &Form, one: &DeTable<'_>, other: &DeTable<'_>) -> bool {
    let agrees = |name: &str, value: &Value<'_>, with: Option<&Value<'_>>| match (child(form, name), with) {
        (Child::Key(key), Some(with)) => is_same(&key.form, value.get_ref(), with.get_ref()),
        (Child::Entry(form), Some(with)) => is_same(form, value.get_ref(), with.get_ref()),
        (Child::Unknown, Some(with)) => is_equal(value.get_ref(), with.get_ref()),
        (Child::Key(key), None) => is_default(key, value.get_ref()),
        (Child::Entry(_) | Child::Unknown, None) => false,
    };
    let all = |these: &DeTable<'_>, those: &DeTable<'_>| {
        these.iter().all(|(name, value)| {
            let name: &str = name.get_ref();
            agrees(name, value, those.get(name))
        })
    };
    all(one, other) && all(other, one)
}

/// Returns whether a value is the one that the key means where it is left out.
pub(super) fn is_default(key: &Key, value: &DeValue<'_>) -> bool {
    let Presence::Default(default) = key.presence else { return false };
    DeValue::parse(default).is_ok_and(|default| is_same(&key.form, default.get_ref(), value))
}

/// A key of a table, as the language declares it.
pub(super) enum Child {
    /// A key that the table knows.
    Key(&'static Key),
    /// A name of the catalogue's own, whose value is of this form.
    Entry(&'static Form),
    /// Nothing that the language has.
    Unknown,
}

/// Returns what a key is in a table of some form.
pub(super) fn child(form: &Form, name: &str) -> Child {
    match form {
        Form::Entries { of, .. } => Child::Entry(of),
        _ => form.find_key(&[name]).map_or(Child::Unknown, Child::Key),
    }
}

/// Returns the tables that a value of a form can be, apart from the items of lists.
pub(super) fn tables(form: &'static Form) -> Vec<&'static Table> {
    match form {
        Form::Table(table) => vec![table],
        Form::Either(forms) => forms.iter().flat_map(tables).collect(),
        _ => Vec::new(),
    }
}

fn item_form(form: &Form) -> Option<&'static Form> {
    match form {
        Form::List { of, .. } => Some(of),
        Form::Either(forms) => forms.iter().find_map(item_form),
        _ => None,
    }
}

fn text_form(form: &Form) -> Option<&'static crate::language::TextForm> {
    match form {
        Form::Text(text) => Some(text),
        Form::Either(forms) => forms.iter().find_map(text_form),
        _ => None,
    }
}

/// Returns whether two values are equal, however they are written.
fn is_equal(one: &DeValue<'_>, other: &DeValue<'_>) -> bool {
    match (one, other) {
        (DeValue::String(one), DeValue::String(other)) => one == other,
        (DeValue::Boolean(one), DeValue::Boolean(other)) => one == other,
        (DeValue::Datetime(one), DeValue::Datetime(other)) => one == other,
        (DeValue::Integer(one), DeValue::Integer(other)) => {
            let read = |digits, radix| i64::from_str_radix(digits, radix);
            match (read(one.as_str(), one.radix()), read(other.as_str(), other.radix())) {
                (Ok(one), Ok(other)) => one == other,
                (_, _) => one.as_str() == other.as_str() && one.radix() == other.radix(),
            }
        }
        (DeValue::Integer(whole), DeValue::Float(float))
        | (DeValue::Float(float), DeValue::Integer(whole)) => is_equal_number(whole.as_str(), float.as_str()),
        (DeValue::Float(one), DeValue::Float(other)) => is_equal_number(one.as_str(), other.as_str()),
        (DeValue::Array(one), DeValue::Array(other)) => {
            let mut pairs = one.iter().zip(other.iter());
            one.len() == other.len() && pairs.all(|(one, other)| is_equal(one.get_ref(), other.get_ref()))
        }
        (DeValue::Table(one), DeValue::Table(other)) => {
            let mut entries = one.iter();
            one.len() == other.len()
                && entries.all(|(name, value)| {
                    let with = other.get(name.get_ref().as_ref());
                    with.is_some_and(|with| is_equal(value.get_ref(), with.get_ref()))
                })
        }
        (_, _) => false,
    }
}

/// Compares numbers by their digits, so that nothing is rounded.
fn is_equal_number(one: &str, other: &str) -> bool {
    fn plain(digits: &str) -> &str {
        if digits.contains('.') { digits.trim_end_matches('0').trim_end_matches('.') } else { digits }
    }
    plain(one) == plain(other)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Compares two values of a key of a label.
    fn same(key: &str, one: &str, other: &str) -> bool {
        let key = crate::language::CATALOGUE.find_key(&["errors", "LABEL", key]).unwrap();
        let read = |text: &'static str| DeValue::parse(text).unwrap();
        let (one, other) = (read(one.to_owned().leak()), read(other.to_owned().leak()));
        let meant = is_same(&key.form, one.get_ref(), other.get_ref());
        assert_eq!(meant, is_same(&key.form, other.get_ref(), one.get_ref()), "{one:?} {other:?}");
        meant
    }

    #[test]
    fn values_are_compared_by_what_they_mean() {
        assert!(same("doc", "\"a  b\"", "'a b'"));
        assert!(!same("examples", "[\"a  b\"]", "['a b']"));
        assert!(same("statuses", "[424, 0x1AD]", "[424, 429]"));
        assert!(!same("statuses", "[424, 429]", "[429, 424]"));
        let policy =
            |factor: &str| format!("{{ strategy = 'exponential', base = '1s', cap = '60s'{factor} }}");
        assert!(same("retry", &policy(""), &policy(", factor = 2")));
        assert!(same("retry", &policy(", factor = 2.0").replace("60s", "1m"), &policy("")));
        assert!(!same("retry", &policy(""), &policy(", factor = 2.5")));
        assert!(!same("retry", &policy(""), "\"backoff\""));
        assert!(same(
            "params",
            "{ a = { type = 'list', doc = 'x', sensitive = false } }",
            "{ a = { doc = 'x', type = 'list' } }"
        ));
        assert!(!same(
            "params",
            "{ a = { type = 'list', doc = 'x' } }",
            "{ b = { doc = 'x', type = 'list' } }"
        ));
    }
}
