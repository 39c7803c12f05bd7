//! Reading one TOML table: each key is asked for once, and what nobody asked for is a mistake.

use std::borrow::Cow;

use toml::de::{DeTable, DeValue};

use super::description::{Form, Key, Presence};
use super::value::{Type, Value};
use crate::diagnostic::{Diagnostic, Diagnostics, Rule};
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
        match self.find(key) {
            Given::Right(value) => match T::read(value, &value.span(), self.diagnostics) {
                Some(read) => Given::Right(read),
                None => Given::Wrong,
            },
            Given::Wrong => Given::Wrong,
            Given::Absent => Given::Absent,
        }
    }

    /// Finds the value of a key, and reports one that is not of the key's type.
    fn find(&mut self, key: &'static Key) -> Given<Value<'a>> {
        self.known.push(key);
        let Some((_, value)) = self.entries.iter().find(|(name, _)| name.get_ref() == key.name) else {
            return Given::Absent;
        };
        if !key.form.accepts(value.get_ref()) {
            self.diagnostics.push(wrong_value(value, key));
            return Given::Wrong;
        }
        Given::Right(value)
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
            let near = self.diagnostics.search.nearest(name.get_ref(), free.iter().copied());
            self.missing.retain(|missing| near != Some(missing.name));
            self.diagnostics.push(unknown_key(name, near, &known));
        }
        self.diagnostics.extend(missing_keys(self.place, &self.missing));
    }
}

/// Returns the keys of a table in the order of the file.
pub(crate) fn in_order<'t, 'a>(
    table: &'t DeTable<'a>,
) -> Vec<(&'t toml::Spanned<Cow<'a, str>>, &'t toml::Spanned<DeValue<'a>>)> {
    let mut entries: Vec<_> = table.iter().collect();
    entries.sort_unstable_by_key(|(key, _)| key.span().start);
    entries
}

/// Reports a value that is not of the type that its key asks for.
pub(crate) fn wrong_value(value: Value<'_>, key: &Key) -> Diagnostic {
    wrong_type(value, &key.form).note(describe_right(key, value))
}

/// Returns what the value of a key is to be, in place of one of another type.
fn describe_right(key: &Key, value: Value<'_>) -> String {
    if let Some(right) = key.form.adapt(value.get_ref()) {
        return format!("help: write `{} = {right}`", key.name);
    }
    match key.form {
        Form::Reference { section, .. } => {
            format!("name an entry of `[{section}]`, such as `{}`", key.line())
        }
        _ => format!("such as `{}`", key.line()),
    }
}

fn missing_keys(place: Span, missing: &[&'static Key]) -> Option<Diagnostic> {
    let lines: Vec<String> = missing.iter().map(|key| format!("`{}`", key.line())).collect();
    let names: Vec<String> = missing.iter().map(|key| format!("`{}`", key.name)).collect();
    let message = match (missing, names.as_slice()) {
        ([], _) => return None,
        ([table], _) if table.has_header() => format!("the table `[{}]` is missing", table.name),
        (_, [key]) => format!("the key {key} is missing"),
        (_, keys) => format!("the keys {} are missing", keys.join(", ")),
    };
    Some(Diagnostic::new(Rule::MissingKey, place, message).note(format!("add {}", lines.join(", "))))
}

/// Reports a key that nothing reads.
pub(crate) fn unknown_key(name: Name<'_>, near: Option<&str>, known: &[&str]) -> Diagnostic {
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
    let note = match wanted.adapt(value.get_ref()) {
        Some(right) => format!("help: write `{right}`"),
        None => format!("such as `{}`", wanted.example()),
    };
    Diagnostic::new(Rule::WrongType, value.span(), message).note(note)
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
    let mut named = Vec::new();
    for Named { key, entry: value } in name_entries(table, &T::FORM, diagnostics) {
        let entry = match value {
            Some(value) => T::read(value, &key.span, diagnostics),
            None => None,
        };
        named.push(Named { key, entry });
    }
    named
}

/// Returns the entries that are to be read as a form, in the order of the file; a misspelt name of another entry is reported,
/// and has none.
fn name_entries<'a>(
    table: &'a DeTable<'a>,
    form: &Form,
    diagnostics: &mut Diagnostics,
) -> Vec<Named<Value<'a>>> {
    let entries = in_order(table);
    let begun: Vec<&str> = entries
        .iter()
        .filter(|(_, value)| !lacks_all(value, form))
        .map(|(name, _)| name.get_ref().as_ref())
        .collect();
    let named = entries.into_iter().map(|(name, value)| {
        let key = Spanned { value: name.get_ref().to_string(), span: name.span() };
        if lacks_all(value, form)
            && let Some(near) = diagnostics.search.nearest(&key, begun.iter().copied())
        {
            diagnostics.push(misspelt_entry(&key, near));
            return Named { key, entry: None };
        }
        Named { key, entry: Some(value) }
    });
    named.collect()
}

/// Returns whether a table has keys and none of those that it needs, as one that only `[errors.X.params]` begins.
fn lacks_all(value: Value<'_>, form: &Form) -> bool {
    let (Form::Table(known), Some(table)) = (form, value.get_ref().as_table()) else { return false };
    let mut required = known.keys().filter(|key| key.presence == Presence::Required).peekable();
    required.peek().is_some()
        && !required.any(|key| table.contains_key(key.name))
        && table.iter().next().is_some_and(|(_, first)| first.get_ref().is_table())
}

fn misspelt_entry(key: &Spanned<String>, near: &str) -> Diagnostic {
    let message = format!("`{}` has none of the keys that it needs", key.escape_debug());
    Diagnostic::new(Rule::MissingKey, key.span.clone(), message)
        .note(format!("help: an entry with a similar name exists: `{near}`"))
}
