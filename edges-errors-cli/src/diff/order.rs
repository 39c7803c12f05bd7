//! Lists of named things: pairs of old and new, and changes of their order.

use std::collections::{BTreeMap, BTreeSet};

use super::change::{Change, Kind};
use super::levels::Level;
use super::subject::Subject;

/// The number of names that are shown of a stretch.
const SHOWN: usize = 6;

/// A thing of the old list, of the new one, or of both.
pub(super) enum Pair<'a, T: ?Sized> {
    Added(&'a T),
    Removed(&'a T),
    Both(&'a T, &'a T),
}

/// Pairs things by name: those of the new list in its order, then those that are gone.
pub(super) fn pair<'a, T: ?Sized, K: Ord>(
    old: impl IntoIterator<Item = &'a T>,
    new: impl IntoIterator<Item = &'a T>,
    name: impl Fn(&'a T) -> K,
) -> Vec<Pair<'a, T>> {
    let old: Vec<&T> = old.into_iter().collect();
    let known: BTreeMap<K, &T> = old.iter().map(|item| (name(item), *item)).collect();
    let mut kept = BTreeSet::new();
    let mut pairs = Vec::new();
    for item in new {
        pairs.push(match known.get(&name(item)) {
            Some(before) => Pair::Both(*before, item),
            None => Pair::Added(item),
        });
        kept.insert(name(item));
    }
    pairs.extend(old.into_iter().filter(|item| !kept.contains(&name(item))).map(Pair::Removed));
    pairs
}

/// Compares the order of a list, which `Ord` and `ALL` of the generated enum follow.
pub(super) fn compare_order<'a, T>(
    rust_name: &str,
    old: &'a [T],
    new: &'a [T],
    name: impl Fn(&'a T) -> &'a str,
) -> Option<Change> {
    let reordered = find_reordered(old.iter().map(&name).collect(), new.iter().map(&name).collect())?;
    let subject = Subject::whole(Kind::Catalogue, rust_name);
    let means = format!("`Ord`, `ALL` and `as` casts of `{rust_name}` follow the order of the file.");
    let change = subject.change(Level::Behavioural, "order-changed");
    Some(change.between(reordered.old, reordered.new).means(means))
}

/// A stretch of names whose order changed.
#[derive(Debug, PartialEq, Eq)]
struct Reordered {
    old: String,
    new: String,
}

fn find_reordered(mut old: Vec<&str>, mut new: Vec<&str>) -> Option<Reordered> {
    let (known, kept): (BTreeSet<&str>, BTreeSet<&str>) =
        (old.iter().copied().collect(), new.iter().copied().collect());
    old.retain(|name| kept.contains(name));
    new.retain(|name| known.contains(name));
    let start = old.iter().zip(&new).position(|(before, after)| before != after)?;
    let end = old.iter().zip(&new).rposition(|(before, after)| before != after).map_or(start, |at| at + 1);
    let show = |names: &[&str]| {
        let stretch = names.get(start..end).unwrap_or_default();
        let shown = stretch.iter().take(SHOWN).copied().collect::<Vec<_>>().join(", ");
        if stretch.len() > SHOWN { format!("{shown}, …") } else { shown }
    };
    Some(Reordered { old: show(&old), new: show(&new) })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reorder(old: &'static str, new: &'static str) -> Option<Reordered> {
        let letters = |text: &'static str| text.split("").filter(|letter| !letter.is_empty()).collect();
        find_reordered(letters(old), letters(new))
    }

    fn reordered(old: &str, new: &str) -> Option<Reordered> {
        Some(Reordered { old: old.to_owned(), new: new.to_owned() })
    }

    #[test]
    fn what_is_new_or_gone_changes_no_places() {
        assert_eq!(reorder("abc", "xacd"), None);
    }

    #[test]
    fn only_the_stretch_that_changed_places_is_shown() {
        assert_eq!(reorder("abcd", "acbd"), reordered("b, c", "c, b"));
        let long = reordered("1, 2, 3, 4, 5, 6, …", "7, 1, 2, 3, 4, 5, …");
        assert_eq!(reorder("1234567", "7123456"), long);
    }
}
