//! What each process could know of closed limits: kept by the simulation, so that no strategy judges itself.

use std::collections::HashMap;

use crate::server::{Closed, Limit};

/// The closed limits that each process has been told of.
#[derive(Debug, Default)]
pub(crate) struct Knowledge {
    told: HashMap<(usize, Limit), Vec<Told>>,
}

#[derive(Debug, Clone, Copy)]
struct Told {
    arrives: u64,
    until: u64,
}

/// The identity that a worker acts for, and the process that it is part of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) identity: usize,
    pub(crate) process: usize,
}

impl Knowledge {
    /// Takes note of an answer that says a limit to be closed, and arrives later.
    pub(crate) fn add(&mut self, place: Place, closed: Closed, arrives: u64) {
        let told = self.told.entry((place.process, closed.limit)).or_default();
        told.retain(|known| known.until > arrives);
        told.push(Told { arrives, until: closed.until });
    }

    /// Returns whether a process could know that a request is refused.
    pub(crate) fn is_closed(&self, place: Place, now: u64) -> bool {
        [Limit::Plan, Limit::Daily { identity: place.identity }].iter().any(|limit| {
            let told = self.told.get(&(place.process, *limit)).map(Vec::as_slice).unwrap_or_default();
            told.iter().any(|told| (told.arrives..told.until).contains(&now))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_closed_limit_is_known_to_its_process_from_its_arrival_until_its_time() {
        let mut knowledge = Knowledge::default();
        let ada = Place { identity: 1, process: 1 };
        knowledge.add(ada, Closed { limit: Limit::Daily { identity: 1 }, until: 20 }, 10);
        assert_eq!([9, 10, 19, 20].map(|now| knowledge.is_closed(ada, now)), [false, true, true, false]);
        assert!(!knowledge.is_closed(Place { identity: 2, ..ada }, 15));
        assert!(!knowledge.is_closed(Place { process: 2, ..ada }, 15));
    }
}
