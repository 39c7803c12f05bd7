//! `[override]`: what the file sees differently than its base, fact by fact.

use toml::de::{DeTable, DeValue};

use super::meaning::{Child, child, is_default, is_same, tables};
use super::state::{ABOUT, Merger, Name, OVERRIDE, Value};
use crate::diagnostic::{Diagnostic, Rule};
use crate::language::{CATALOGUE, Form, Key, Presence, in_order, wrong_value};
use crate::source::Span;

/// The effect of an override.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Effect {
    /// The base says so too, or there is nothing to change.
    None,
    /// The base says something else.
    Change,
}

impl Effect {
    fn and(self, other: Self) -> Self {
        if self == Self::Change { self } else { other }
    }
}

/// A key that is overridden.
struct Named<'t, 'a> {
    name: &'t Name<'a>,
    /// The keys that are overridden beside it.
    given: &'t [&'t str],
    /// The path of its table.
    path: &'t str,
}

impl Merger<'_> {
    /// Changes what the file overrides.
    pub(super) fn apply_overrides<'a>(&mut self, base: &mut DeTable<'a>, name: &Name<'a>, value: &Value<'a>) {
        self.overridden.section = Some(name.span());
        let DeValue::Table(own) = value.get_ref() else {
            let section = CATALOGUE.find_key(&[OVERRIDE]);
            self.diagnostics.extend(section.map(|section| wrong_value(value, section)));
            return;
        };
        let given: Vec<&str> = own.keys().map(|name| name.get_ref().as_ref()).collect();
        for (name, value) in in_order(own) {
            match CATALOGUE.find_key(&[name.get_ref()]) {
                Some(section) if section.name == ABOUT => self.report_about(name),
                Some(section) if section.name != OVERRIDE => {
                    self.override_section(base, section, name, value);
                }
                Some(_) | None => {
                    let sections = CATALOGUE.keys().map(|key| key.name);
                    let known: Vec<&str> =
                        sections.filter(|name| ![ABOUT, OVERRIDE].contains(name)).collect();
                    self.report_unknown(name, &known, &given);
                }
            }
        }
    }

    fn override_section<'a>(
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
        let Some((section_name, theirs)) = base.remove_entry(section.name) else {
            in_order(own).into_iter().for_each(|(entry, _)| {
                let nothing = self.report_nothing(&DeTable::new(), section.name, entry);
                self.diagnostics.push(nothing);
            });
            return;
        };
        let (place, mut theirs) = (theirs.span(), theirs.into_inner());
        match (&section.form, &mut theirs) {
            (Form::Entries { of, .. }, DeValue::Table(entries)) => {
                for (entry, value) in in_order(own) {
                    self.override_entry(entries, of, section.name, entry, value);
                }
            }
            (form, _) => {
                let mut whole = toml::Spanned::new(place.clone(), theirs);
                if self.change(form, &mut whole, value, name, section.name) == Effect::Change {
                    self.overridden.insert(&section_name.span(), name);
                }
                theirs = whole.into_inner();
            }
        }
        base.insert(section_name, toml::Spanned::new(place, theirs));
    }

    fn override_entry<'a>(
        &mut self,
        entries: &mut DeTable<'a>,
        form: &'static Form,
        section: &str,
        name: &Name<'a>,
        value: &Value<'a>,
    ) {
        let key: &str = name.get_ref();
        let their_name = entries.get_key_value(key).map(|(name, _)| name.span());
        let (Some(their_name), Some(theirs)) = (their_name, entries.get_mut(key)) else {
            let nothing = self.report_nothing(entries, section, name);
            self.diagnostics.push(nothing);
            return;
        };
        if self.change(form, theirs, value, name, &format!("{section}.{key}")) == Effect::Change {
            self.overridden.insert(&their_name, name);
        }
    }

    /// Changes a value that is at `path`: a table key by key, anything else as a whole.
    fn change<'a>(
        &mut self,
        form: &'static Form,
        theirs: &mut Value<'a>,
        ours: &Value<'a>,
        name: &Name<'a>,
        path: &str,
    ) -> Effect {
        let their_place = theirs.span();
        if let (DeValue::Table(table), DeValue::Table(own)) = (theirs.get_mut(), ours.get_ref())
            && is_changed_by_key(form, own)
        {
            let effects = in_order(own).into_iter();
            let given: Vec<&str> = own.keys().map(|name| name.get_ref().as_ref()).collect();
            let effects = effects.map(|(name, value)| {
                self.change_key(form, table, value, Named { name, given: &given, path })
            });
            return effects.fold(Effect::None, Effect::and);
        }
        if is_same(form, theirs.get_ref(), ours.get_ref()) {
            self.report_idle(path, name.span(), Some(their_place));
            return Effect::None;
        }
        *theirs = ours.clone();
        Effect::Change
    }

    /// Changes a key of a table, or adds it.
    fn change_key<'a>(
        &mut self,
        form: &'static Form,
        table: &mut DeTable<'a>,
        ours: &Value<'a>,
        Named { name, given, path }: Named<'_, 'a>,
    ) -> Effect {
        let key: &str = name.get_ref();
        let path_of_key = format!("{path}.{key}");
        match (child(form, key), table.get_mut(key)) {
            (Child::Key(Key { form, .. }) | Child::Entry(form), Some(theirs)) => {
                return self.change(form, theirs, ours, name, &path_of_key);
            }
            (Child::Entry(form), None) if lacks_required(form, ours) => {
                let nothing = self.report_nothing(table, path, name);
                self.diagnostics.push(nothing);
                return Effect::None;
            }
            (Child::Key(known), None) if is_default(known, ours.get_ref()) => {
                self.report_idle(&path_of_key, name.span(), None);
                return Effect::None;
            }
            (Child::Unknown, _) => {
                let mut known: Vec<&str> = Vec::new();
                for table in tables(form) {
                    known.extend(table.keys().map(|key| key.name));
                }
                known.sort_unstable();
                known.dedup();
                self.report_unknown(name, &known, given);
                return Effect::None;
            }
            (Child::Key(_) | Child::Entry(_), None) => {}
        }
        table.insert(name.clone(), ours.clone());
        Effect::Change
    }

    fn report_about(&mut self, name: &Name<'_>) {
        let message = format!("`[{ABOUT}]` is not overridden: it describes each file");
        self.diagnostics.push(
            Diagnostic::new(Rule::UnknownKey, name.span(), message)
                .note(format!("help: write these keys into the file's own `[{ABOUT}]`")),
        );
    }

    fn report_idle(&mut self, path: &str, name: Span, theirs: Option<Span>) {
        let message = format!("the override of `{}` changes nothing", path.escape_debug());
        let diagnostic = Diagnostic::new(Rule::IdleOverride, name, message).note("it can be removed");
        let base = &self.base_name;
        self.warnings.push(match theirs {
            Some(theirs) => diagnostic.related(theirs, format!("{base} says so too")),
            None => diagnostic,
        });
    }

    /// Reports an override of an entry that is not in the base, with the nearest that is.
    fn report_nothing(&mut self, entries: &DeTable<'_>, path: &str, name: &Name<'_>) -> Diagnostic {
        let key: &str = name.get_ref();
        let message = format!("{} has no `{path}.{}` to override", self.base_name, key.escape_debug());
        let diagnostic = Diagnostic::new(Rule::OverrideOfNothing, name.span(), message);
        let known = entries.keys().map(|name| name.get_ref().as_ref());
        let near = self.diagnostics.search.nearest(key, known);
        match near.and_then(|near| entries.get_key_value(near)) {
            Some((near, _)) => diagnostic
                .note(format!("help: an entry with a similar name exists: `{}`", near.get_ref()))
                .related(near.span(), "this one"),
            None => diagnostic.note(format!("an entry of your own is added outside `[{OVERRIDE}]`")),
        }
    }
}

/// Returns whether an override changes a table key by key. A word that decides which other keys there are replaces them all.
fn is_changed_by_key(form: &'static Form, own: &DeTable<'_>) -> bool {
    if matches!(form, Form::Entries { .. }) {
        return true;
    }
    match tables(form).as_slice() {
        [] => false,
        [_] => true,
        [first, others @ ..] => {
            let tag = first.keys().next().filter(|tag| matches!(tag.form, Form::Words(_)));
            let has_tag = |name: &str| {
                let mut firsts = others.iter().map(|table| table.keys().next());
                firsts.all(|key| key.is_some_and(|key| key.name == name))
            };
            tag.is_some_and(|tag| has_tag(tag.name) && !own.contains_key(tag.name))
        }
    }
}

/// Returns whether a value is a table without a key that each table of the form has to have.
fn lacks_required(form: &'static Form, value: &Value<'_>) -> bool {
    let Some(table) = value.get_ref().as_table() else { return false };
    let forms = tables(form);
    let is_whole = |known: &crate::language::Table| {
        let mut required = known.keys().filter(|key| key.presence == Presence::Required);
        required.all(|key| table.contains_key(key.name))
    };
    !forms.is_empty() && !forms.into_iter().any(is_whole)
}
