//! The situations that a decision may report, as a set: every action, and every reason of a stop, in doubt or not.

use edges_errors_core::vocabulary::{ActionKind, StopReason};

/// The word for a request that may have been carried out; it stands alone.
pub(super) const IN_DOUBT: &str = "in_doubt";

/// A set of situations. Each action but `stop` is one. Each reason of a stop is two: where the request may have been carried
/// out, and where that is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Situations(u32);

const _: () = assert!(ActionKind::ALL.len() + 2 * StopReason::ALL.len() <= 32);

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
        Self::of_known(reason).union(Self::of_doubt(reason))
    }

    /// A stop after which it is known what became of the request.
    pub(super) fn of_known(reason: StopReason) -> Self {
        Self(1 << (ActionKind::ALL.len() + reason as usize))
    }

    /// A stop of a request that may have been carried out.
    pub(super) fn of_doubt(reason: StopReason) -> Self {
        Self(1 << (ActionKind::ALL.len() + StopReason::ALL.len() + reason as usize))
    }

    /// Every stop of a request that may have been carried out.
    pub(super) fn in_doubt() -> Self {
        StopReason::ALL.iter().copied().map(Self::of_doubt).fold(Self::NONE, Self::union)
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

    /// The actions that select the set, or a part of it. What is in doubt has a selector of its own, so that what is known
    /// tells whether `stop` is one.
    pub(super) fn actions(self) -> impl Iterator<Item = ActionKind> {
        let known = |action: ActionKind| Self::of_action(action).without(Self::in_doubt());
        ActionKind::ALL.iter().copied().filter(move |action| self.holds(known(*action)))
    }

    /// The reasons that do, unless all of them do: then the action `stop` says so.
    pub(super) fn reasons(self) -> impl Iterator<Item = StopReason> {
        let whole = self.actions().any(|action| action == ActionKind::Stop);
        StopReason::ALL.iter().copied().filter(move |reason| !whole && self.holds(Self::of_known(*reason)))
    }

    /// Returns whether `in_doubt` does, beside what the actions and reasons select.
    pub(super) fn asks_doubt(self) -> bool {
        self.holds(Self::in_doubt()) && !self.actions().any(|action| action == ActionKind::Stop)
    }

    /// Writes the set as selectors: `action(retry | defer) | stop(unlisted) | in_doubt`.
    pub(super) fn describe(self) -> String {
        let actions: Vec<&str> = self.actions().map(ActionKind::as_str).collect();
        let reasons: Vec<&str> = self.reasons().map(StopReason::as_str).collect();
        let sets =
            [("action", actions), ("stop", reasons)].into_iter().filter(|(_, words)| !words.is_empty());
        let sets = sets.map(|(name, words)| format!("{name}({})", words.join(" | ")));
        sets.chain(self.asks_doubt().then(|| IN_DOUBT.to_owned())).collect::<Vec<_>>().join(" | ")
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

    #[test]
    fn doubt_is_a_part_of_every_stop() {
        let (stop, doubt) = (Situations::of_action(ActionKind::Stop), Situations::in_doubt());
        let unlisted = Situations::of_stop(StopReason::Unlisted);
        assert!(stop.holds(doubt) && unlisted.meets(doubt) && !doubt.holds(unlisted));
        assert_eq!(doubt.describe(), "in_doubt");
        assert_eq!(doubt.union(unlisted).describe(), "stop(unlisted) | in_doubt");
        assert_eq!(doubt.union(stop).describe(), "action(stop)");
        // What a rule for doubt leaves is selected by what the next rules may be.
        assert_eq!(stop.without(doubt).describe(), "action(stop)");
        assert_eq!(unlisted.without(doubt).describe(), "stop(unlisted)");
    }
}
