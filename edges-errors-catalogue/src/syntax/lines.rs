//! The lines of a text.

use crate::source::Span;

/// The lines of a text with their places, found once.
pub(super) struct Lines<'a> {
    pub(super) text: &'a str,
    starts: Vec<usize>,
}

impl<'a> Lines<'a> {
    pub(super) fn of(text: &'a str) -> Self {
        let starts = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        Self { text, starts }
    }

    /// Returns the number of the line, from 0, in which a place is.
    pub(super) fn number(&self, at: usize) -> usize {
        self.starts.partition_point(|start| *start <= at).saturating_sub(1)
    }

    /// Returns the line of a number, without its end, and its start; an empty one behind the last.
    pub(super) fn get(&self, number: usize) -> (usize, &'a str) {
        let start = self.starts.get(number).copied().unwrap_or(self.text.len());
        let next = self.starts.get(number + 1).copied();
        let end = next.map_or(self.text.len(), |next| next.saturating_sub(1));
        (start, self.text.get(start..end).unwrap_or_default())
    }

    /// Returns all lines with their starts.
    pub(super) fn all(&self) -> impl DoubleEndedIterator<Item = (usize, &'a str)> + '_ {
        (0..self.starts.len()).map(|number| self.get(number))
    }
}

/// Returns where the line of a place is.
pub(super) fn line_of(text: &str, at: usize) -> Span {
    let start = text.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |newline| newline + 1);
    let end = text.get(at..).and_then(|rest| rest.find('\n')).map_or(text.len(), |newline| at + newline);
    start..end
}
