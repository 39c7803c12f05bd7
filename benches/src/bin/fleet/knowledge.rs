//! What each process could know of closed limits: kept by the simulation, so that no strategy judges itself.

use std::collections::HashMap;

use edges_errors::{EdgesError, RateLimit};

/// A limit as one process meets it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Limit {
    Plan,
    Daily { identity: usize },
}

/// The refusals that each process has received.
#[derive(Debug, Default)]
pub(crate) struct Knowledge {
    refusals: HashMap<(usize, Limit), Vec<Refusal>>,
}

#[derive(Debug, Clone, Copy)]
struct Refusal {
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
    /// Takes note of an answer that names a time, and arrives later.
    pub(crate) fn add(&mut self, place: Place, error: &EdgesError, arrives: u64, until: u64) {
        let limit = match error.rate_limit() {
            Some(RateLimit::EdgesApi) => Limit::Plan,
            Some(_) => Limit::Daily { identity: place.identity },
            None => return,
        };
        let refusals = self.refusals.entry((place.process, limit)).or_default();
        refusals.retain(|known| known.until > arrives);
        refusals.push(Refusal { arrives, until });
    }

    /// Returns whether a process could know that a request is refused.
    pub(crate) fn is_closed(&self, place: Place, now: u64) -> bool {
        [Limit::Plan, Limit::Daily { identity: place.identity }].iter().any(|limit| {
            let refusals = self.refusals.get(&(place.process, *limit)).map(Vec::as_slice).unwrap_or_default();
            refusals.iter().any(|refusal| (refusal.arrives..refusal.until).contains(&now))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_is_known_to_its_process_from_its_arrival_until_its_time() {
        let mut knowledge = Knowledge::default();
        let ada = Place { identity: 1, process: 1 };
        let error = EdgesError::from_parts(424, (), r#"{"error_label":"LIMIT_REACHED"}"#);
        knowledge.add(ada, &error, 10, 20);
        assert_eq!([9, 10, 19, 20].map(|now| knowledge.is_closed(ada, now)), [false, true, true, false]);
        assert!(!knowledge.is_closed(Place { identity: 2, ..ada }, 15));
        assert!(!knowledge.is_closed(Place { process: 2, ..ada }, 15));
    }
}
