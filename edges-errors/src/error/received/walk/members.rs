//! The members of the object that a walk is in.

use std::borrow::Cow;

use edges_errors_core::wire::Edge;

use super::super::scan::{Broken, Raw, Scanner};

/// A member of the object that is being visited, where nodes may have several values.
pub(super) struct Here<'a> {
    pub(super) node: u16,
    pub(super) raw: Raw<'a>,
}

/// The members of the object that is being visited.
#[derive(Default)]
pub(super) struct Members<'a> {
    /// The edge that is tried first: members mostly come in the order in which the catalogue names them.
    next: usize,
    /// Those that were seen, where nodes may have several values.
    pub(super) here: Vec<Here<'a>>,
}

/// The key of a member.
pub(super) enum Key<'a> {
    /// One that a path enters.
    Of(&'static Edge),
    Other(Cow<'a, str>),
}

impl Members<'_> {
    /// Takes a key.
    #[inline]
    pub(super) fn take_key<'a>(
        &mut self,
        edges: &'static [Edge],
        scanner: &mut Scanner<'a>,
    ) -> Result<Key<'a>, Broken> {
        if let Some(edge) = edges.get(self.next)
            && edge.is_verbatim
            && scanner.take_key(edge.key).is_some()
        {
            self.next = self.next.saturating_add(1);
            return Ok(Key::Of(edge));
        }
        let key = scanner.key()?;
        match edges.iter().zip(1..).find(|(edge, _)| edge.key == key) {
            Some((edge, next)) => {
                self.next = next;
                Ok(Key::Of(edge))
            }
            None => Ok(Key::Other(key)),
        }
    }
}
