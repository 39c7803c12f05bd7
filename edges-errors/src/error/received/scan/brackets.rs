//! Brackets that are open.

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Bracket {
    List,
    Object,
}

/// The brackets that are open. Those of the innermost levels, at most 64, need no heap.
#[derive(Default)]
pub(super) struct Open {
    /// A bit for each level, the innermost last; 1 for an object.
    bits: u64,
    count: usize,
    /// The bits of 64 levels each.
    outer: Vec<u64>,
}

impl Open {
    #[inline]
    pub(super) fn push(&mut self, bracket: Bracket) {
        if self.count > 0 && self.count.is_multiple_of(64) {
            self.outer.push(self.bits);
        }
        self.bits = self.bits << 1 | u64::from(bracket == Bracket::Object);
        self.count = self.count.saturating_add(1);
    }

    #[inline]
    pub(super) fn pop(&mut self) {
        self.bits >>= 1;
        self.count = self.count.saturating_sub(1);
        if self.count.is_multiple_of(64)
            && let Some(bits) = self.outer.pop()
        {
            self.bits = bits;
        }
    }

    #[inline]
    pub(super) fn last(&self) -> Option<Bracket> {
        let bracket = if self.bits & 1 == 1 { Bracket::Object } else { Bracket::List };
        (self.count > 0).then_some(bracket)
    }
}
