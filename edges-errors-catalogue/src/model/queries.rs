//! What follows from several parts of a catalogue.

use std::collections::HashSet;

use super::{Catalogue, EntrySource, Id, Location, Policy, Remedy, with_ids};

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

    /// Returns the policies that nothing refers to.
    pub fn unused_policies(&self) -> Vec<Id<Policy>> {
        let rules = self.labels.iter().flat_map(|label| label.retry.rules().map(|rule| rule.policy));
        let used: HashSet<_> = rules
            .chain(self.statuses.iter().map(|status| status.policy))
            .chain(self.rate_limits.iter().map(|limit| limit.policy))
            .collect();
        with_ids(&self.policies).map(|(id, _)| id).filter(|id| !used.contains(id)).collect()
    }

    /// Returns the remedies that nothing refers to.
    pub fn unused_remedies(&self) -> Vec<Id<Remedy>> {
        let labels = self.labels.iter().flat_map(|label| [Some(label.remedy), label.after_attempts]);
        let statuses = self.statuses.iter().map(|status| status.remedy);
        let used: HashSet<_> = labels.chain(statuses).flatten().collect();
        with_ids(&self.remedies).map(|(id, _)| id).filter(|id| !used.contains(id)).collect()
    }
}
