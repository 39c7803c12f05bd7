//! Lists that are short.

/// A list whose first items need no heap: as many as most answers have.
#[derive(Debug, Clone)]
pub(crate) struct Few<T, const COUNT: usize> {
    first: [Option<T>; COUNT],
    more: Vec<T>,
}

impl<T, const COUNT: usize> Default for Few<T, COUNT> {
    fn default() -> Self {
        Self { first: [const { None }; COUNT], more: Vec::new() }
    }
}

impl<T, const COUNT: usize> Few<T, COUNT> {
    pub(crate) fn push(&mut self, item: T) {
        match self.first.iter_mut().find(|slot| slot.is_none()) {
            Some(slot) => *slot = Some(item),
            None => self.more.push(item),
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.first.iter().all(Option::is_none)
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &T> {
        self.first.iter().flatten().chain(&self.more)
    }
}

#[cfg(test)]
mod tests {
    use super::Few;

    #[test]
    fn items_stay_in_their_order_wherever_they_are() {
        let mut few = Few::<u8, 2>::default();
        assert!(few.is_empty());
        for item in 1..=5 {
            few.push(item);
            assert_eq!(few.iter().copied().collect::<Vec<_>>(), (1..=item).collect::<Vec<_>>());
        }
        assert!(!few.is_empty());
    }
}
