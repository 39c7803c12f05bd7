//! The subjects that a request is for.

use core::fmt::{self, Debug, Formatter};
use std::sync::Arc;

/// The subjects of a request or of a program, each with its id. `Debug` leaves the ids out: they may be somebody's name.
#[derive(Clone, PartialEq, Eq, Default)]
pub(crate) struct Subjects(Vec<Subject>);

#[derive(Clone, PartialEq, Eq)]
struct Subject {
    kind: &'static str,
    id: Arc<str>,
}

impl Subjects {
    /// Names a subject, and replaces one of the same kind. An empty id names nothing.
    pub(crate) fn set(&mut self, kind: &'static str, id: Arc<str>) {
        self.0.retain(|known| known.kind != kind);
        if !id.is_empty() {
            self.0.push(Subject { kind, id });
        }
    }

    /// Returns the id of the subject of a kind.
    pub(crate) fn get(&self, kind: &str) -> Option<&str> {
        self.0.iter().find(|known| known.kind == kind).map(|known| &*known.id)
    }

    /// Takes over everything that others name.
    #[cfg(feature = "http")]
    pub(super) fn overlay(&mut self, others: &Self) {
        for other in &others.0 {
            self.set(other.kind, Arc::clone(&other.id));
        }
    }
}

impl Debug for Subjects {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.0.iter().map(|subject| subject.kind)).finish()
    }
}
