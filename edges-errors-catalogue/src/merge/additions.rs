//! Entries that the file adds. One that the base has too is a mistake, unless it means the same.

use toml::de::{DeTable, DeValue};

use super::meaning::{Child, child, is_default, is_same, tables};
use super::state::{Merger, Name, OVERRIDE, Value};
use crate::diagnostic::{Diagnostic, Rule};
use crate::language::{Form, Key, Presence, in_order, wrong_value};
use crate::source::Span;

/// The most differences that a help lists.
const MOST_DIFFERENCES: usize = 3;

impl Merger<'_> {
    /// Adds the entries of a section.
    pub(super) fn add_section<'a>(
        &mut self,
        base: &mut DeTable<'a>,
        section: &'static Key,
        name: &Name<'a>,
        value: &Value<'a>,
    ) {
        let DeValue::Table(own) = value.get_ref() else {
            self.diagnostics.push(wrong_value(value, section));
            return;
        };
        let Some(entries) = base.get_mut(section.name) else {
            base.insert(name.clone(), value.clone());
            return;
        };
        let DeValue::Table(entries) = entries.get_mut() else { return };
        for (name, ours) in in_order(own) {
            match entries.get_key_value(name.get_ref().as_ref()) {
                None => {
                    entries.insert(name.clone(), ours.clone());
                }
                Some((their_name, theirs)) => {
                    let form = match child(&section.form, name.get_ref()) {
                        Child::Key(key) => Some(&key.form),
                        Child::Entry(form) => Some(form),
                        Child::Unknown => None,
                    };
                    let again = Again { section: section.name, name, ours, theirs, form };
                    self.report_again(&again, their_name.span());
                }
            }
        }
    }

    /// Reports an entry that the base has too: as a mistake where it means something else.
    fn report_again(&mut self, again: &Again<'_, '_>, their_place: Span) {
        let Again { section, name, .. } = again;
        let entry = format!("`{section}.{}`", name.get_ref().escape_debug());
        let base = &self.base_name;
        if again.means_the_same() {
            let message = format!("{entry} says what {base} says");
            self.warnings.push(
                Diagnostic::new(Rule::SaidTwice, name.span(), message)
                    .note("it can be removed")
                    .related(their_place, "said here"),
            );
            return;
        }
        let message = format!("{entry} is in {base} too, and means something else there");
        let differences = self.describe_differences(again);
        self.diagnostics.push(
            Diagnostic::new(Rule::Redefined, name.span(), message)
                .note("given again")
                .related(their_place, "given here first")
                .help_lines("write what you see differently as an override:", &differences),
        );
    }

    /// Writes the override that says what an entry says.
    fn describe_differences(&self, again: &Again<'_, '_>) -> Vec<String> {
        let Again { section, name, ours, .. } = again;
        let name = name.get_ref();
        let mut lines = vec![format!("[{OVERRIDE}.{section}]")];
        let differences = again.differences();
        let shown = differences.iter().take(MOST_DIFFERENCES);
        lines.extend(shown.map(|(key, value)| format!("{name}.{} = {}", key.get_ref(), self.quote(value))));
        if differences.len() > MOST_DIFFERENCES {
            lines.push("…".to_owned());
        }
        if differences.is_empty() {
            lines.push(format!("{name} = {}", self.quote(ours)));
        }
        lines
    }
}

/// An entry that the base has too.
struct Again<'t, 'a> {
    section: &'static str,
    name: &'t Name<'a>,
    ours: &'t Value<'a>,
    theirs: &'t Value<'a>,
    /// The form of its value, where the language has one.
    form: Option<&'static Form>,
}

impl<'t, 'a> Again<'t, 'a> {
    /// Returns whether the base says all that the entry says. It may say more: only what has a default is not left open.
    fn means_the_same(&self) -> bool {
        let Some(form) = self.form else { return false };
        let (DeValue::Table(ours), DeValue::Table(theirs)) = (self.ours.get_ref(), self.theirs.get_ref())
        else {
            return is_same(form, self.ours.get_ref(), self.theirs.get_ref());
        };
        if tables(form).len() != 1 {
            return is_same(form, self.ours.get_ref(), self.theirs.get_ref());
        }
        let left_out = theirs.iter().filter(|(name, _)| !ours.contains_key(name.get_ref().as_ref()));
        let mut left_out = left_out.map(|(name, value)| (child(form, name.get_ref()), value));
        self.differences().is_empty()
            && left_out.all(|(child, value)| match child {
                Child::Key(key) if matches!(key.presence, Presence::Default(_)) => {
                    is_default(key, value.get_ref())
                }
                Child::Key(key) => key.presence == Presence::Optional,
                Child::Entry(_) | Child::Unknown => false,
            })
    }

    /// Returns what the entry says and the base does not.
    fn differences(&self) -> Vec<(&'t Name<'a>, &'t Value<'a>)> {
        let (DeValue::Table(ours), DeValue::Table(theirs)) = (self.ours.get_ref(), self.theirs.get_ref())
        else {
            return Vec::new();
        };
        let differs = |name: &Name<'_>, value: &Value<'_>| {
            let name: &str = name.get_ref();
            match (self.form.map(|form| child(form, name)), theirs.get(name)) {
                (Some(Child::Key(key)), Some(theirs)) => {
                    !is_same(&key.form, value.get_ref(), theirs.get_ref())
                }
                (Some(Child::Key(key)), None) => !is_default(key, value.get_ref()),
                (Some(Child::Entry(form)), Some(theirs)) => !is_same(form, value.get_ref(), theirs.get_ref()),
                (Some(Child::Entry(_) | Child::Unknown) | None, _) => true,
            }
        };
        let mut entries = in_order(ours);
        entries.retain(|(name, value)| differs(name, value));
        entries
    }
}
