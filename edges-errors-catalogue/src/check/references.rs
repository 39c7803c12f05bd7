//! References by name, and the entries that they lead to.

use std::collections::{HashMap, HashSet};
use std::marker::PhantomData;

use super::entries::Section;
use super::format::Wire;
use super::places::Places;
use crate::diagnostic::{Diagnostic, Diagnostics, Rule};
use crate::language::tables::FaultEntry;
use crate::model::{Category, Context, Fault, Id, Key, Label, Remedy};
use crate::source::{Span, Text};

/// The entries, beside policies, that labels, statuses and rate limits refer to by name.
pub(super) struct References<'a> {
    pub(super) places: &'a Places<'a>,
    pub(super) wire: Wire,
    pub(super) faults: Declared<Fault>,
    pub(super) categories: Declared<Category>,
    pub(super) remedies: Declared<Remedy>,
    pub(super) contexts: Declared<Context>,
    /// The values of each context.
    pub(super) values: Vec<&'a [Key]>,
    pub(super) labels: Declared<Label>,
    pub(super) removed: HashSet<&'a str>,
}

impl References<'_> {
    /// Returns the id of a label that has not been removed.
    pub(super) fn resolve_label(&self, name: &Text, diagnostics: &mut Diagnostics) -> Option<Id<Label>> {
        let found = self.labels.resolve(name, diagnostics);
        if self.removed.contains(name.value.as_str()) {
            let message = format!("the label `{}` has been removed", name.value);
            diagnostics.push(
                Diagnostic::new(Rule::RemovedReference, name.span.clone(), message)
                    .note("name a label that is still sent"),
            );
        }
        found
    }
}

/// The kind of entries that names refer to.
#[derive(Debug, Clone, Copy)]
pub(super) struct Target {
    /// The rule that a name breaks if nothing has it.
    rule: Rule,
    /// An entry, in words.
    what: &'static str,
    /// The section that declares the entries.
    section: &'static str,
}

impl Target {
    pub(super) const CATEGORY: Self =
        Self { rule: Rule::UnknownCategory, what: "category", section: "categories" };
    pub(super) const FAULT: Self = Self { rule: Rule::UnknownFault, what: "fault", section: "faults" };
    pub(super) const REMEDY: Self = Self { rule: Rule::UnknownRemedy, what: "remedy", section: "remedies" };
    pub(super) const POLICY: Self =
        Self { rule: Rule::UnknownPolicy, what: "retry policy", section: "retry" };
    pub(super) const CONTEXT: Self =
        Self { rule: Rule::UnknownContext, what: "context", section: "contexts" };
    pub(super) const LABEL: Self = Self { rule: Rule::UnknownLabel, what: "label", section: "errors" };

    fn unknown(self, name: &Text, known: &[String], diagnostics: &mut Diagnostics) -> Diagnostic {
        if !known.is_empty() {
            let known = known.iter().map(String::as_str);
            return unknown_name(self.rule, self.what, name, known, diagnostics);
        }
        let message = format!("no {} is named `{}`", self.what, name.escape_debug());
        Diagnostic::new(self.rule, name.span.clone(), message).note(format!(
            "there is none: add `[{}.{}]`",
            self.section,
            name.escape_debug()
        ))
    }
}

/// The names that a section declares.
///
/// Of a section that is wrong as a whole nobody knows what it was to declare: no name is then reported.
pub(super) struct Declared<T> {
    names: DeclaredNames,
    of: PhantomData<fn() -> T>,
}

struct DeclaredNames {
    is_wrong: bool,
    target: Target,
    in_order: Vec<String>,
    /// Of an entry that is wrong, and therefore not kept, there is the name alone: what refers to it is not wrong as well.
    indices: HashMap<String, Option<usize>>,
}

impl Declared<Fault> {
    /// Collects the names of the faults; the usual ones, where they hold, come before those of the section.
    pub(super) fn of_faults(section: &Section<'_, FaultEntry>, checked: &[Option<Fault>]) -> Self {
        let usual = checked.len().saturating_sub(section.entries.len());
        let usual = checked.iter().take(usual).flatten().map(|fault| fault.key.name.clone());
        Self::collect(Target::FAULT, section, usual.collect(), checked)
    }
}

impl<T> Declared<T> {
    /// Collects the names of a section; `checked` has the entries that are kept, in the same order.
    pub(super) fn new<E, C>(target: Target, section: &Section<'_, E>, checked: &[Option<C>]) -> Self {
        Self::collect(target, section, Vec::new(), checked)
    }

    /// Collects the names of a section behind others.
    fn collect<E, C>(
        target: Target,
        section: &Section<'_, E>,
        mut names: Vec<String>,
        checked: &[Option<C>],
    ) -> Self {
        for named in section.entries {
            names.push(named.key.value.clone());
        }
        let mut kept = Vec::new();
        for entry in checked {
            kept.push(entry.is_some());
        }
        let names = DeclaredNames::new(target, section.is_wrong, names, &kept);
        Self { names, of: PhantomData }
    }

    /// Returns whether the section declares a name.
    pub(super) fn has(&self, name: &str) -> bool {
        self.names.indices.contains_key(name)
    }

    /// Returns whether the section declares a name, or may: of one that is wrong as a whole nobody knows.
    pub(super) fn may_have(&self, name: &str) -> bool {
        self.names.is_wrong || self.has(name)
    }

    /// Adds a name that needs no entry.
    pub(super) fn add(&mut self, name: &str, id: Id<T>) {
        self.names.indices.insert(name.to_owned(), Some(id.index()));
    }

    /// Returns the id of a name, or reports that nothing has it, with the nearest name.
    pub(super) fn resolve(&self, name: &Text, diagnostics: &mut Diagnostics) -> Option<Id<T>> {
        self.names.resolve(name, diagnostics).map(Id::new)
    }
}

impl DeclaredNames {
    /// `kept` says of each name whether its entry is kept.
    fn new(target: Target, is_wrong: bool, in_order: Vec<String>, kept: &[bool]) -> Self {
        let mut next = 0;
        let indices = kept.iter().map(|is_kept| {
            let index = is_kept.then_some(next);
            next += usize::from(*is_kept);
            index
        });
        let indices = in_order.iter().cloned().zip(indices).collect();
        Self { is_wrong, target, in_order, indices }
    }

    fn resolve(&self, name: &Text, diagnostics: &mut Diagnostics) -> Option<usize> {
        let Some(index) = self.indices.get(&name.value) else {
            if !self.is_wrong {
                let unknown = self.target.unknown(name, &self.in_order, diagnostics);
                diagnostics.push(unknown);
            }
            return None;
        };
        *index
    }
}

/// The report of a name that nothing has.
pub(super) fn unknown_name<'a>(
    rule: Rule,
    what: &str,
    name: &Text,
    known: impl IntoIterator<Item = &'a str> + Clone,
    diagnostics: &mut Diagnostics,
) -> Diagnostic {
    let message = format!("no {what} is named `{}`", name.escape_debug());
    let diagnostic = Diagnostic::new(rule, name.span.clone(), message);
    match diagnostics.search.nearest(name, known.clone()) {
        Some(near) => diagnostic.note(format!("help: a {what} with a similar name exists: `{near}`")),
        None => diagnostic.note(format!("known: {}", list(known))),
    }
}

/// Lists a few names for a message; a long list says how many more there are.
fn list<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    const SHOWN: usize = 12;
    let names: Vec<&str> = names.into_iter().collect();
    let shown = names.iter().take(SHOWN).copied().collect::<Vec<_>>().join(", ");
    match names.len() {
        count if count > SHOWN => format!("{shown} and {} more", count - SHOWN),
        _ => shown,
    }
}

/// Reports a list that has more entries than its index can count.
pub(super) fn check_count(
    what: &str,
    count: usize,
    most: usize,
    place: Option<Span>,
    diagnostics: &mut Diagnostics,
) {
    if count > most {
        let message = format!("{count} {what} are more than the {most} that a catalogue can hold");
        diagnostics.push(Diagnostic::new(Rule::TooMany, place.unwrap_or(0..0), message));
    }
}

#[cfg(test)]
mod tests {
    use super::list;

    #[test]
    fn a_long_list_of_names_says_how_many_more_there_are() {
        let names: Vec<String> = (1..=13).map(|n| format!("n{n}")).collect();
        let listed = |count: usize| list(names.iter().take(count).map(String::as_str));
        assert_eq!(listed(2), "n1, n2");
        assert_eq!(listed(12), "n1, n2, n3, n4, n5, n6, n7, n8, n9, n10, n11, n12");
        assert_eq!(listed(13), "n1, n2, n3, n4, n5, n6, n7, n8, n9, n10, n11, n12 and 1 more");
    }
}
