//! Lists of named things: which belong together, and whether those that stayed changed places.

use std::collections::{BTreeMap, BTreeSet};

/// More names than this are not shown of a stretch that changed places.
const SHOWN: usize = 6;

/// A thing in the old list, in the new one, or in both.
pub(super) enum Pair<'a, T> {
    Added(&'a T),
    Removed(&'a T),
    Both(&'a T, &'a T),
}

/// Pairs by name: those of the new list in its order, then those that are gone.
pub(super) fn pair<'a, T, K: Ord>(old: &'a [T], new: &'a [T], name: impl Fn(&'a T) -> K) -> Vec<Pair<'a, T>> {
    let known: BTreeMap<K, &T> = old.iter().map(|item| (name(item), item)).collect();
    let kept: BTreeSet<K> = new.iter().map(&name).collect();
    let present = new.iter().map(|item| match known.get(&name(item)) {
        Some(before) => Pair::Both(*before, item),
        None => Pair::Added(item),
    });
    let gone = old.iter().filter(|item| !kept.contains(&name(item))).map(Pair::Removed);
    present.chain(gone).collect()
}

/// The stretch of those in both lists that stands in another order, before and after.
pub(super) fn find_reordered(old: &[String], new: &[String]) -> Option<(String, String)> {
    let (known, kept): (BTreeSet<_>, BTreeSet<_>) = (old.iter().collect(), new.iter().collect());
    let old: Vec<&str> = old.iter().filter(|name| kept.contains(name)).map(String::as_str).collect();
    let new: Vec<&str> = new.iter().filter(|name| known.contains(name)).map(String::as_str).collect();
    let start = old.iter().zip(&new).position(|(before, after)| before != after)?;
    let end = old.iter().zip(&new).rposition(|(before, after)| before != after).map_or(start, |at| at + 1);
    let show = |names: &[&str]| {
        let stretch = names.get(start..end).unwrap_or_default();
        let shown = stretch.iter().take(SHOWN).copied().collect::<Vec<_>>().join(", ");
        if stretch.len() > SHOWN { format!("{shown}, …") } else { shown }
    };
    Some((show(&old), show(&new)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(letters: &str) -> Vec<String> {
        letters.chars().map(String::from).collect()
    }

    #[test]
    fn what_is_new_or_gone_changes_no_places() {
        assert_eq!(find_reordered(&names("abc"), &names("xacd")), None);
    }

    #[test]
    fn only_the_stretch_that_changed_places_is_shown() {
        let (old, new) = find_reordered(&names("abcd"), &names("acbd")).unwrap();
        assert_eq!((old.as_str(), new.as_str()), ("b, c", "c, b"));
        let (old, _) = find_reordered(&names("1234567"), &names("7123456")).unwrap();
        assert_eq!(old, "1, 2, 3, 4, 5, 6, …");
    }
}
