//! The inputs of a handler, and the rules that take each.

use super::situations::Situations;

/// A rule that is tried, and what the decision has to say for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Step {
    pub(super) rule: usize,
    /// `None` where nothing has to be asked: whatever is left, the rule takes.
    pub(super) situations: Option<Situations>,
}

/// An input, as far as rules tell inputs apart.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Input {
    /// A label by its index.
    Label(usize),
    /// A label that a rule names as a text.
    Text(String),
    /// Any other label, or none.
    Unlisted,
}

/// The state of an input while the rules are read.
pub(super) struct Cell {
    pub(super) input: Input,
    /// The situations that no rule takes yet.
    pub(super) open: Situations,
    /// The rules that may take it, in order, and in which situations.
    pub(super) takers: Vec<Taker>,
}

#[derive(Debug, Clone, Copy)]
pub(super) struct Taker {
    pub(super) rule: usize,
    pub(super) situations: Situations,
    pub(super) is_guarded: bool,
}

impl Cell {
    pub(super) fn new(input: Input) -> Self {
        Self { input, open: Situations::all(), takers: Vec::new() }
    }

    pub(super) fn take(&mut self, rule: usize, situations: Situations, is_guarded: bool) {
        match self.takers.last_mut() {
            Some(last) if last.rule == rule => last.situations = last.situations.union(situations),
            _ => self.takers.push(Taker { rule, situations, is_guarded }),
        }
        if !is_guarded {
            self.open = self.open.without(situations);
        }
    }

    /// Returns the steps, none of which asks for what is certain by then.
    pub(super) fn steps(&self) -> Vec<Step> {
        let mut open = Situations::all();
        let step = |taker: &Taker| {
            let situations = (!taker.situations.holds(open)).then_some(taker.situations);
            if !taker.is_guarded {
                open = open.without(taker.situations);
            }
            Step { rule: taker.rule, situations }
        };
        self.takers.iter().map(step).collect()
    }
}
