//! Mistakes of a merged document that are found in the text of the base.
//!
//! The base alone has none, or they are told of where it is read. What is left follows from the own file, and is drawn
//! there.

use super::Overridden;
use crate::diagnostic::{Diagnostic, Place, Rule};
use crate::read_catalogue;
use crate::source::{Sources, Span};

/// What is known of the base beside its tables.
pub(crate) struct BaseState {
    /// Its texts are not TOML, or do not go together.
    pub(crate) is_damaged: bool,
    /// Where the own file names it.
    pub(crate) extends: Span,
}

/// Leaves out the base's own mistakes, and draws those that follow from the own file in it.
pub(crate) fn settle(
    found: Vec<Diagnostic>,
    sources: &Sources,
    overridden: &Overridden,
    state: &BaseState,
) -> Vec<Diagnostic> {
    let own_start = sources.own_start();
    let (mut settled, theirs): (Vec<_>, Vec<_>) =
        found.into_iter().partition(|mistake| mistake.place.span.start >= own_start);
    if theirs.is_empty() && !state.is_damaged {
        return settled;
    }
    let known = sources.base().map(|base| read_catalogue(&base).diagnostics).unwrap_or_default();
    let is_known = |mistake: &Diagnostic| {
        let same = |known: &Diagnostic| known.rule == mistake.rule && known.place.span == mistake.place.span;
        known.iter().any(same)
    };
    let ours = theirs.into_iter().filter(|mistake| !is_known(mistake));
    settled.extend(ours.map(|mistake| turn(mistake, own_start, overridden)));
    if settled.is_empty() && (state.is_damaged || !known.is_empty()) {
        let diagnostic = Diagnostic::new(Rule::BrokenBase, state.extends.clone(), "the base has mistakes");
        settled.push(diagnostic.note("mend them first"));
    }
    settled
}

/// Puts the place in the own file first.
fn turn(mut mistake: Diagnostic, own_start: usize, overridden: &Overridden) -> Diagnostic {
    if let Some(change) = overridden.entries.get(&mistake.place.span.start) {
        let theirs = std::mem::replace(&mut mistake.place.span, change.place.clone());
        mistake.related.push(Place { span: theirs, note: String::new() });
    } else if let Some(ours) = mistake.related.iter_mut().find(|place| place.span.start >= own_start) {
        std::mem::swap(&mut mistake.place, ours);
    } else if let Some(cause) = overridden.cause_of(&mistake.message) {
        let ours = Place { span: cause, note: "what is overridden here leads to it".to_owned() };
        mistake.related.insert(0, std::mem::replace(&mut mistake.place, ours));
    }
    mistake
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
