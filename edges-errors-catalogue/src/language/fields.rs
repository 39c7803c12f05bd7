//! Reading one TOML table: each key is asked for once, and what nobody asked for is a mistake.

use std::borrow::Cow;

use toml::de::{DeTable, DeValue};

use super::description::{Form, Key};
use super::value::{Type, Value};
use crate::diagnostic::{Diagnostic, Diagnostics, Rule, nearest};
use crate::source::{Given, Named, Span, Spanned};

type Name<'a> = &'a toml::Spanned<Cow<'a, str>>;

/// The keys of one table, read one by one.
pub(crate) struct Fields<'a, 'd> {
    entries: Vec<(Name<'a>, Value<'a>)>,
    place: Span,
    known: Vec<&'static Key>,
    missing: Vec<&'static Key>,
    diagnostics: &'d mut Diagnostics,
}

impl<'a, 'd> Fields<'a, 'd> {
    /// Starts to read a table; `place` is where it is named, and where a missing key is reported.
    pub(crate) fn new(table: &'a DeTable<'a>, place: &Span, diagnostics: &'d mut Diagnostics) -> Self {
        let entries = in_order(table);
        Self { entries, place: place.clone(), known: Vec::new(), missing: Vec::new(), diagnostics }
    }

    /// Reads the value of a key that has to be given, and notes that it is missing.
    pub(crate) fn required<T: Type>(&mut self, key: &'static Key) -> Option<T::Read> {
        if !self.has(key.name) {
            self.missing.push(key);
        }
        self.optional::<T>(key).into_right()
    }

    /// Reads the value of a key that may be left out.
    pub(crate) fn optional<T: Type>(&mut self, key: &'static Key) -> Given<T::Read> {
        self.known.push(key);
        let Some((_, value)) = self.entries.iter().find(|(name, _)| name.get_ref() == key.name) else {
            return Given::Absent;
        };
        T::read(value, &value.span(), self.diagnostics).map_or(Given::Wrong, Given::Right)
    }

    fn has(&self, key: &str) -> bool {
        self.entries.iter().any(|(name, _)| name.get_ref() == key)
    }

    /// Reports every key that was not asked for, and those that are missing; one that is only misspelt is not both.
    pub(crate) fn finish(mut self) {
        let known: Vec<&str> = self.known.iter().map(|key| key.name).collect();
        let free: Vec<&str> = known.iter().copied().filter(|known| !self.has(known)).collect();
        for (name, _) in &self.entries {
            if known.iter().any(|known| name.get_ref() == known) {
                continue;
            }
            let near = nearest(name.get_ref(), free.iter().copied());
            self.missing.retain(|missing| near != Some(missing.name));
            self.diagnostics.push(unknown_key(name, near, &known));
        }
        self.diagnostics.extend(missing_keys(self.place, &self.missing));
    }
}

fn in_order<'a>(table: &'a DeTable<'a>) -> Vec<(Name<'a>, Value<'a>)> {
    let mut entries: Vec<_> = table.iter().collect();
    entries.sort_by_key(|(key, _)| key.span().start);
    entries
}

fn missing_keys(place: Span, missing: &[&'static Key]) -> Option<Diagnostic> {
    let names: Vec<String> = missing.iter().map(|key| format!("`{}`", key.name)).collect();
    let message = match names.as_slice() {
        [] => return None,
        [key] => format!("the key {key} is missing"),
        keys => format!("the keys {} are missing", keys.join(", ")),
    };
    let lines: Vec<String> = missing.iter().map(|key| format!("`{}`", key.line())).collect();
    Some(Diagnostic::new(Rule::MissingKey, place, message).note(format!("add {}", lines.join(", "))))
}

fn unknown_key(name: Name<'_>, near: Option<&str>, known: &[&str]) -> Diagnostic {
    let message = format!("unknown key `{}`", name.get_ref().escape_debug());
    let diagnostic = Diagnostic::new(Rule::UnknownKey, name.span(), message);
    match near {
        Some(near) => diagnostic.note(format!("help: a key with a similar name exists: `{near}`")),
        None => diagnostic.note(format!("known here: {}", known.join(", "))),
    }
}

/// Reports a value that is not of the type of its form.
pub(crate) fn wrong_type(value: Value<'_>, wanted: &Form) -> Diagnostic {
    let found = match value.get_ref() {
        DeValue::String(_) => "a string",
        DeValue::Integer(_) => "an integer",
        DeValue::Float(_) => "a float",
        DeValue::Boolean(_) => "a boolean",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    };
    let message = format!("this has to be {}, not {found}", wanted.describe());
    Diagnostic::new(Rule::WrongType, value.span(), message).note(format!("such as `{}`", wanted.example()))
}

/// Returns the table of a value, or reports that it is none.
pub(crate) fn read_table<'a>(
    value: Value<'a>,
    wanted: &Form,
    diagnostics: &mut Diagnostics,
) -> Option<&'a DeTable<'a>> {
    let table = value.get_ref().as_table();
    if table.is_none() {
        diagnostics.push(wrong_type(value, wanted));
    }
    table
}

/// Reads a table whose keys are names of the catalogue's own, in the order of the file.
pub(crate) fn read_entries<T: Type>(
    table: &DeTable<'_>,
    diagnostics: &mut Diagnostics,
) -> Vec<Named<T::Read>> {
    let named = in_order(table).into_iter().map(|(name, value)| {
        let key = Spanned { value: name.get_ref().to_string(), span: name.span() };
        let entry = T::read(value, &key.span, diagnostics);
        Named { key, entry }
    });
    named.collect()
}
