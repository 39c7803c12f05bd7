//! The name that a misspelt one was meant to be.

/// The most names that are compared for the suggestions of one check.
const MOST_COMPARISONS: usize = 400_000;

/// The known name nearest to a misspelt one, where one is near enough to be meant.
pub fn nearest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    Search::default().nearest(name, known)
}

/// Finds names that are meant, until so many have been compared that a check would become slow.
#[derive(Debug)]
pub(crate) struct Search {
    left: usize,
}

impl Default for Search {
    fn default() -> Self {
        Self { left: MOST_COMPARISONS }
    }
}

impl Search {
    /// Returns the known name nearest to a misspelt one; none once the comparisons are spent.
    pub(crate) fn nearest<'a>(
        &mut self,
        name: &str,
        known: impl IntoIterator<Item = &'a str>,
    ) -> Option<&'a str> {
        self.nearest_of(name, &mut known.into_iter())
    }

    fn nearest_of<'a>(&mut self, name: &str, known: &mut dyn Iterator<Item = &'a str>) -> Option<&'a str> {
        let lower = name.to_lowercase();
        let length = lower.chars().count();
        let mut best: Option<(usize, &str)> = None;
        for candidate in known {
            self.left = self.left.checked_sub(1)?;
            let candidate_length = candidate.chars().count();
            let most = candidate_length.max(3) / 3;
            // A distance is at least the difference in length.
            if length.abs_diff(candidate_length) > most {
                continue;
            }
            let distance = strsim::damerau_levenshtein(&lower, &candidate.to_lowercase());
            if distance <= most && best.is_none_or(|(least, _)| distance < least) {
                best = Some((distance, candidate));
            }
        }
        best.map(|(_, candidate)| candidate)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_name_is_near_enough_or_none() {
        assert_eq!(nearest("backof", ["never", "backoff"]), Some("backoff"));
        assert_eq!(nearest("Input", ["input"]), Some("input"));
        assert_eq!(nearest("zebra", ["never", "backoff"]), None);
    }

    #[test]
    fn a_search_ends() {
        let mut search = Search { left: 3 };
        assert_eq!(search.nearest("backof", ["never", "backoff"]), Some("backoff"));
        assert_eq!(search.nearest("backof", ["never", "backoff"]), None);
        assert_eq!(search.left, 0);
    }
}
