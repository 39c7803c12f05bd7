//! The state of a merge, and what its steps share.

use std::borrow::Cow;
use std::collections::BTreeMap;

use toml::de::DeValue;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::language::unknown_key;
use crate::source::{Sources, Span};

pub(super) type Name<'a> = toml::Spanned<Cow<'a, str>>;
pub(super) type Value<'a> = toml::Spanned<DeValue<'a>>;

/// The section that describes the file itself.
pub(super) const ABOUT: &str = "catalogue";

/// The section of what is seen differently.
pub(super) const OVERRIDE: &str = "override";

/// The changes that the own file makes to its base.
#[derive(Debug, Default)]
pub(crate) struct Overridden {
    /// The entries by where the base names them.
    pub(super) entries: BTreeMap<usize, Change>,
    /// The section in which they are.
    pub(super) section: Option<Span>,
}

/// An entry that the own file changes.
#[derive(Debug)]
pub(super) struct Change {
    pub(super) name: String,
    /// The place where the own file names it.
    pub(super) place: Span,
}

impl Overridden {
    pub(super) fn insert(&mut self, theirs: &Span, name: &Name<'_>) {
        self.entries.insert(theirs.start, Change { name: name.get_ref().to_string(), place: name.span() });
    }

    /// Returns where the entries are named, and where they are changed.
    pub(crate) fn changes(&self) -> impl Iterator<Item = (usize, &Span)> {
        self.entries.iter().map(|(entry, change)| (*entry, &change.place))
    }

    /// Returns whether the entry that is named at a place is changed.
    pub(crate) fn contains(&self, name: &Span) -> bool {
        self.entries.contains_key(&name.start)
    }
}

/// The state of a merge.
pub(super) struct Merger<'d> {
    pub(super) sources: &'d Sources,
    /// The name of the base, as messages write it.
    pub(super) base_name: String,
    pub(super) overridden: Overridden,
    pub(super) warnings: Vec<Diagnostic>,
    pub(super) diagnostics: &'d mut Diagnostics,
}

impl Merger<'_> {
    /// Reports a section that is not known; one that is `given` is not what it was meant to be.
    pub(super) fn report_unknown(&mut self, name: &Name<'_>, known: &[&str], given: &[&str]) {
        let free = known.iter().copied().filter(|known| !given.contains(known));
        let near = self.diagnostics.search.nearest(name.get_ref(), free);
        self.diagnostics.push(unknown_key(name, near, known));
    }

    /// Returns how a value is written, where that is short.
    pub(super) fn quote(&self, value: &Value<'_>) -> &str {
        let located = self.sources.locate(value.span().start);
        let length = value.span().end.saturating_sub(value.span().start);
        let text = located.source.text().get(located.offset..located.offset + length).unwrap_or_default();
        let is_section = value.get_ref().is_table() && !text.starts_with('{');
        if is_section || text.len() > LONGEST_QUOTE || text.contains('\n') { "…" } else { text }
    }
}

/// The longest value that a help repeats, in bytes.
const LONGEST_QUOTE: usize = 60;
