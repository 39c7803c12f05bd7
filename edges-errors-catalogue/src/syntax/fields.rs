//! Reading one TOML table: each key is asked for once, and what nobody asked for is a mistake.

use toml::de::{DeTable, DeValue};

use super::document::{Named, Spanned, Text, Texts};
use crate::diagnostic::{Diagnostic, Diagnostics, Rule, nearest};
use crate::source::Span;

type Value<'a> = &'a toml::Spanned<DeValue<'a>>;

/// The keys of one table, read one by one.
pub(crate) struct Fields<'a> {
    entries: Vec<(&'a toml::Spanned<std::borrow::Cow<'a, str>>, Value<'a>)>,
    place: Span,
    known: Vec<&'static str>,
    missing: Vec<&'static str>,
}

impl<'a> Fields<'a> {
    /// `place` is where the table is named; a missing key is reported there.
    pub(crate) fn new(table: &'a DeTable<'a>, place: Span) -> Self {
        let mut entries: Vec<_> = table.iter().collect();
        entries.sort_by_key(|(key, _)| key.span().start);
        Self { entries, place, known: Vec::new(), missing: Vec::new() }
    }

    /// The value of a key that may be absent.
    pub(crate) fn optional<T>(
        &mut self,
        key: &'static str,
        read: impl FnOnce(Value<'a>, &mut Diagnostics) -> Option<T>,
        errors: &mut Diagnostics,
    ) -> Option<T> {
        self.known.push(key);
        let (_, value) = self.entries.iter().find(|(name, _)| name.get_ref() == key)?;
        read(value, errors)
    }

    /// The value of a key that must be there.
    pub(crate) fn required<T>(
        &mut self,
        key: &'static str,
        read: impl FnOnce(Value<'a>, &mut Diagnostics) -> Option<T>,
        errors: &mut Diagnostics,
    ) -> Option<T> {
        if !self.entries.iter().any(|(name, _)| name.get_ref() == key) {
            self.missing.push(key);
        }
        self.optional(key, read, errors)
    }

    /// Reports every key that was not asked for, and those that are missing; one that is only misspelt is not both.
    pub(crate) fn finish(mut self, errors: &mut Diagnostics) {
        let is_written = |known: &&'static str| self.entries.iter().any(|(name, _)| name.get_ref() == *known);
        let free: Vec<&'static str> = self.known.iter().copied().filter(|known| !is_written(known)).collect();
        for (key, _) in &self.entries {
            if self.known.iter().any(|known| key.get_ref() == known) {
                continue;
            }
            let near = nearest(key.get_ref(), free.iter().copied());
            self.missing.retain(|missing| near != Some(*missing));
            errors.push(unknown_key(key, near, &self.known));
        }
        errors.extend(missing_keys(self.place, &self.missing));
    }
}

fn missing_keys(place: Span, missing: &[&'static str]) -> Option<Diagnostic> {
    let quote = |keys: &[&str], tail: &str| {
        keys.iter().map(|key| format!("`{key}{tail}`")).collect::<Vec<_>>().join(", ")
    };
    let message = match missing {
        [] => return None,
        [key] => format!("the key `{key}` is missing"),
        keys => format!("the keys {} are missing", quote(keys, "")),
    };
    let note = format!("add {}", quote(missing, " = …"));
    Some(Diagnostic::new(Rule::MissingKey, place, message).note(note))
}

fn unknown_key(
    key: &toml::Spanned<std::borrow::Cow<'_, str>>,
    near: Option<&str>,
    known: &[&'static str],
) -> Diagnostic {
    let message = format!("unknown key `{}`", key.get_ref().escape_debug());
    let diagnostic = Diagnostic::new(Rule::UnknownKey, key.span(), message);
    match near {
        Some(near) => diagnostic.note(format!("help: a key with a similar name exists: `{near}`")),
        None => diagnostic.note(format!("known here: {}", known.join(", "))),
    }
}

fn wrong_type(value: Value<'_>, wanted: &str, example: &str) -> Diagnostic {
    let found = match value.get_ref() {
        DeValue::String(_) => "a string",
        DeValue::Integer(_) => "an integer",
        DeValue::Float(_) => "a float",
        DeValue::Boolean(_) => "a boolean",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    };
    let message = format!("this has to be {wanted}, not {found}");
    Diagnostic::new(Rule::WrongType, value.span(), message).note(format!("such as `{example}`"))
}

pub(crate) fn read_text(value: Value<'_>, errors: &mut Diagnostics) -> Option<Text> {
    match value.get_ref() {
        DeValue::String(text) => Some(Spanned { value: text.to_string(), span: value.span() }),
        _ => {
            errors.push(wrong_type(value, "a string", "\"…\""));
            None
        }
    }
}

/// A number in its own spelling, so that nothing is rounded before it is checked.
pub(crate) fn read_number(value: Value<'_>, errors: &mut Diagnostics) -> Option<Text> {
    let text = match value.get_ref() {
        DeValue::Integer(integer) if integer.radix() == 10 => integer.as_str(),
        DeValue::Float(float) => float.as_str(),
        _ => {
            errors.push(wrong_type(value, "a decimal number", "1.5"));
            return None;
        }
    };
    Some(Spanned { value: text.to_owned(), span: value.span() })
}

pub(crate) fn read_integer(value: Value<'_>, errors: &mut Diagnostics) -> Option<Spanned<i64>> {
    let DeValue::Integer(integer) = value.get_ref() else {
        errors.push(wrong_type(value, "an integer", "3"));
        return None;
    };
    // What does not fit is out of every range that is checked later.
    let number = i64::from_str_radix(integer.as_str(), integer.radix()).unwrap_or(i64::MAX);
    Some(Spanned { value: number, span: value.span() })
}

pub(crate) fn read_bool(value: Value<'_>, errors: &mut Diagnostics) -> Option<Spanned<bool>> {
    let read = value.get_ref().as_bool();
    if read.is_none() {
        errors.push(wrong_type(value, "a boolean", "true"));
    }
    read.map(|flag| Spanned { value: flag, span: value.span() })
}

pub(crate) fn read_list<'a, T>(
    value: Value<'a>,
    wanted: (&str, &str),
    read: impl Fn(Value<'a>, &mut Diagnostics) -> Option<T>,
    errors: &mut Diagnostics,
) -> Option<Spanned<Vec<T>>> {
    let Some(items) = value.get_ref().as_array() else {
        errors.push(wrong_type(value, wanted.0, wanted.1));
        return None;
    };
    let items = items.iter().filter_map(|item| read(item, errors)).collect();
    Some(Spanned { value: items, span: value.span() })
}

pub(crate) fn read_texts(value: Value<'_>, errors: &mut Diagnostics) -> Option<Texts> {
    read_list(value, ("a list of strings", "[\"…\"]"), read_text, errors)
}

pub(crate) fn read_integers(
    value: Value<'_>,
    errors: &mut Diagnostics,
) -> Option<Spanned<Vec<Spanned<i64>>>> {
    read_list(value, ("a list of integers", "[424]"), read_integer, errors)
}

/// The table of a value, or a complaint.
pub(crate) fn read_table<'a>(value: Value<'a>, errors: &mut Diagnostics) -> Option<&'a DeTable<'a>> {
    let table = value.get_ref().as_table();
    if table.is_none() {
        errors.push(wrong_type(value, "a table", "{ … }"));
    }
    table
}

/// A table whose keys are names of the catalogue's own, in the order of the file.
pub(crate) fn read_named<'a, T>(
    value: Value<'a>,
    mut read: impl FnMut(Value<'a>, Span, &mut Diagnostics) -> Option<T>,
    errors: &mut Diagnostics,
) -> Vec<Named<T>> {
    let Some(table) = read_table(value, errors) else { return Vec::new() };
    let mut entries: Vec<_> = table.iter().collect();
    entries.sort_by_key(|(key, _)| key.span().start);
    let named = entries.into_iter().filter_map(|(key, value)| {
        let key = Spanned { value: key.get_ref().to_string(), span: key.span() };
        let entry = read(value, key.span.clone(), errors)?;
        Some(Named { key, entry })
    });
    named.collect()
}
