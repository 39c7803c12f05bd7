//! Facts that follow from several parts of a catalogue.

use super::{Catalogue, EntrySource, Id, Location, Policy, Remedy, Status, StatusRange, with_ids};

impl Catalogue {
    /// Returns where the catalogue's own file overrides the entry at a location.
    pub fn find_override(&self, entry: Location) -> Option<Location> {
        self.overrides.iter().find(|found| found.entry == entry).map(|found| found.change)
    }

    /// Returns where it is written what an entry says: in the catalogue's own file, if that overrides it.
    pub fn deciding(&self, entry: Location) -> Location {
        let change = (entry.source == EntrySource::Overridden).then(|| self.find_override(entry)).flatten();
        change.unwrap_or(entry)
    }

    /// Returns the entry that holds for a status, or for a class of statuses, without a listed label: its own, or that of its class.
    pub fn find_status(&self, range: StatusRange) -> Option<&Status> {
        let find = |range| self.statuses.iter().find(|status| status.range == range);
        let (first, _) = range.bounds();
        find(range).or_else(|| find(StatusRange::Class(first / 100)))
    }

    /// Returns the policies that nothing refers to.
    pub fn unused_policies(&self) -> Vec<Id<Policy>> {
        let mut is_used = vec![false; self.policies.len()];
        let mut refer = |policy: Id<Policy>| is_used[policy.index()] = true;
        for label in &self.labels {
            label.retry.rules().for_each(|rule| refer(rule.policy));
        }
        self.statuses.iter().for_each(|status| refer(status.policy));
        self.rate_limits.iter().for_each(|limit| refer(limit.policy));
        with_ids(&self.policies).map(|(id, _)| id).filter(|id| !is_used[id.index()]).collect()
    }

    /// Returns the remedies that nothing refers to.
    pub fn unused_remedies(&self) -> Vec<Id<Remedy>> {
        let mut is_used = vec![false; self.remedies.len()];
        let mut refer = |remedy: Id<Remedy>| is_used[remedy.index()] = true;
        for label in &self.labels {
            refer(label.remedy);
            label.after_attempts.into_iter().for_each(&mut refer);
        }
        self.statuses.iter().filter_map(|status| status.remedy).for_each(&mut refer);
        with_ids(&self.remedies).map(|(id, _)| id).filter(|id| !is_used[id.index()]).collect()
    }
}
