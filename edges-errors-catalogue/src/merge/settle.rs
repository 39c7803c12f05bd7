//! Mistakes of a merged document that are found in the text of the base.
//!
//! The base alone has none, or they are told of where it is read. Each follows from the own file, and is drawn there first.

use super::state::Overridden;
use crate::diagnostic::{Diagnostic, Place, Rule, sort_by_place};
use crate::source::{Sources, Span};

/// Facts of the base beside its tables.
pub(crate) struct BaseState {
    /// Its texts are not TOML, or do not go together.
    pub(crate) is_damaged: bool,
    /// The place where the own file names it.
    pub(crate) extends: Span,
}

/// Settles what is found in a merged document; `read` finds the mistakes of the base.
///
/// A base with mistakes is the only one: what else is found may follow from them.
pub(crate) fn settle(
    mut found: Vec<Diagnostic>,
    sources: &Sources,
    overridden: &Overridden,
    state: &BaseState,
    read: impl FnOnce(&Sources) -> Vec<Diagnostic>,
) -> Vec<Diagnostic> {
    let is_broken = || sources.base().is_some_and(|base| !read(&base).is_empty());
    if state.is_damaged || !found.is_empty() && is_broken() {
        let diagnostic = Diagnostic::new(Rule::BrokenBase, state.extends.clone(), "the base has mistakes");
        return vec![diagnostic.note("mend them first")];
    }
    let own_start = sources.own_start();
    for mistake in &mut found {
        if mistake.place.span.start < own_start {
            turn(mistake, own_start, overridden);
        }
    }
    sort_by_place(&mut found);
    found
}

/// Puts the place in the own file first.
fn turn(mistake: &mut Diagnostic, own_start: usize, overridden: &Overridden) {
    if let Some(change) = overridden.entries.get(&mistake.place.span.start) {
        let theirs = std::mem::replace(&mut mistake.place.span, change.place.clone());
        mistake.related.push(Place { span: theirs, note: String::new() });
    } else if let Some(ours) = mistake.related.iter_mut().find(|place| place.span.start >= own_start) {
        std::mem::swap(&mut mistake.place, ours);
    } else if let Some(cause) = overridden.cause_of(&mistake.message) {
        let ours = Place { span: cause, note: "what is overridden here leads to it".to_owned() };
        mistake.related.insert(0, std::mem::replace(&mut mistake.place, ours));
    }
}

impl Overridden {
    /// Returns the place that a mistake in the base follows from: that of the change that the message names, or the only
    /// one, or else the whole section.
    fn cause_of(&self, message: &str) -> Option<Span> {
        let named = self.entries.values().find(|change| message.contains(&format!("`{}`", change.name)));
        let only = self.entries.values().next().filter(|_| self.entries.len() == 1);
        named.or(only).map(|change| &change.place).or(self.section.as_ref()).cloned()
    }
}
