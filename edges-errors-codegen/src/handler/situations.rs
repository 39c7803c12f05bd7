//! The situations that a decision may report, as a set: every action, and every reason of a stop.

use edges_errors_core::vocabulary::{ActionKind, StopReason};

/// A set of situations. Each action but `stop` is one, and so is each reason of a stop.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Situations(u32);

const _: () = assert!(ActionKind::ALL.len() + StopReason::ALL.len() <= 32);

impl Situations {
    pub(super) const NONE: Self = Self(0);

    /// Every situation; also the only one of an error, which is not a decision.
    pub(super) fn all() -> Self {
        ActionKind::ALL.iter().copied().map(Self::of_action).fold(Self::NONE, Self::union)
    }

    pub(super) fn of_action(action: ActionKind) -> Self {
        match action {
            ActionKind::Stop => {
                StopReason::ALL.iter().copied().map(Self::of_stop).fold(Self::NONE, Self::union)
            }
            ActionKind::Retry | ActionKind::Defer | ActionKind::Await => Self(1 << action as u32),
        }
    }

    pub(super) fn of_stop(reason: StopReason) -> Self {
        Self(1 << (ActionKind::ALL.len() + reason as usize))
    }

    pub(super) fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    pub(super) fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    pub(super) fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    pub(super) fn holds(self, other: Self) -> bool {
        other.without(self) == Self::NONE
    }

    /// The actions that the set holds in full.
    pub(super) fn actions(self) -> impl Iterator<Item = ActionKind> {
        ActionKind::ALL.iter().copied().filter(move |action| self.holds(Self::of_action(*action)))
    }

    /// The reasons that the set holds, unless it holds all of them: then the action `stop` says so.
    pub(super) fn reasons(self) -> impl Iterator<Item = StopReason> {
        let whole = self.holds(Self::of_action(ActionKind::Stop));
        StopReason::ALL.iter().copied().filter(move |reason| !whole && self.holds(Self::of_stop(*reason)))
    }

    /// Writes the set as selectors: `action(retry | defer) | stop(unlisted)`.
    pub(super) fn describe(self) -> String {
        let actions: Vec<&str> = self.actions().map(ActionKind::as_str).collect();
        let reasons: Vec<&str> = self.reasons().map(StopReason::as_str).collect();
        let sets =
            [("action", actions), ("stop", reasons)].into_iter().filter(|(_, words)| !words.is_empty());
        sets.map(|(name, words)| format!("{name}({})", words.join(" | "))).collect::<Vec<_>>().join(" | ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn situations_are_actions_and_reasons() {
        let retry = Situations::of_action(ActionKind::Retry);
        let stop = Situations::of_action(ActionKind::Stop);
        let unlisted = Situations::of_stop(StopReason::Unlisted);
        assert!(stop.holds(unlisted) && !unlisted.holds(stop) && !retry.meets(stop));
        assert_eq!(Situations::all().describe(), "action(retry | defer | await | stop)");
        assert_eq!(retry.union(unlisted).describe(), "action(retry) | stop(unlisted)");
        assert_eq!(Situations::all().without(stop).describe(), "action(retry | defer | await)");
    }
}
