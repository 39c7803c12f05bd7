//! The members of the object that a walk is in.

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

impl Members<'_> {
    /// Takes a key, and returns its edge.
    #[inline]
    pub(super) fn take_key(
        &mut self,
        edges: &'static [Edge],
        scanner: &mut Scanner<'_>,
    ) -> Result<Option<&'static Edge>, Broken> {
        if let Some(edge) = edges.get(self.next)
            && edge.is_verbatim
            && scanner.take_key(edge.key).is_some()
        {
            self.next = self.next.saturating_add(1);
            return Ok(Some(edge));
        }
        let key = scanner.key()?;
        let Some(at) = edges.iter().position(|edge| edge.key == key) else { return Ok(None) };
        self.next = at.saturating_add(1);
        Ok(edges.get(at))
    }
}
