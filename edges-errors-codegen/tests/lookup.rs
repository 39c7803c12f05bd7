//! Every name is found, and nothing that is nearly one: for made-up catalogues of every size and kind.

use std::collections::HashSet;

use edges_errors_codegen::expand::lookup::{Lookup, place_names};
use edges_errors_core::hash::Slot;
use proptest::prelude::*;

struct Placed {
    lookup: Lookup,
    names: String,
}

impl Placed {
    fn new(names: &[String]) -> Self {
        Self { lookup: place(names), names: names.concat() }
    }

    fn find(&self, name: &str) -> Option<usize> {
        self.lookup.as_tables().find(name.as_bytes(), self.names.as_bytes())
    }
}

fn place(names: &[String]) -> Lookup {
    let lookup = place_names(&names.iter().map(String::as_str).collect::<Vec<_>>());
    lookup.as_tables().check(names.len());
    lookup
}

/// What is one step away from a name: a byte changed, left out, doubled, before it or behind it, or in another case.
fn near_misses(name: &str) -> Vec<String> {
    let mut misses = vec![name.to_lowercase(), name.to_uppercase(), format!("{name}_"), format!(" {name}")];
    for at in 0..name.len() {
        misses.push(name[..at].to_owned());
        misses.push(name[at..].to_owned());
        misses.push(format!("{}{}", &name[..at], &name[at + 1..]));
        misses.push(format!("{}{}{}", &name[..at], &name[at..=at], &name[at..]));
        for byte in ["A", "Z", "0", "_", "a", "\0", "Ä"] {
            misses.push(format!("{}{byte}{}", &name[..at], &name[at + 1..]));
        }
    }
    misses
}

fn check_names(names: &[String]) {
    let placed = Placed::new(names);
    let all: HashSet<&str> = names.iter().map(String::as_str).collect();
    let stride = names.len().div_ceil(200).max(1);
    for (index, name) in names.iter().enumerate() {
        assert_eq!(placed.find(name), Some(index), "{name}");
        let misses = if index % stride == 0 { near_misses(name) } else { Vec::new() };
        for miss in misses.iter().filter(|miss| !all.contains(miss.as_str())) {
            assert_eq!(placed.find(miss), None, "{miss} is not {name}");
        }
    }
    for miss in ["", "Ä", "LONGER_THAN_ANY_LABEL_CAN_BE_LONGER_THAN_ANY_LABEL_CAN_BE_LONGER_THAN_ANY"] {
        assert_eq!(placed.find(miss), None);
    }
}

/// Words of different lengths, joined, and told apart by a number.
fn make_names(count: usize) -> Vec<String> {
    let words = ["LK", "LIMIT", "PROFILE", "NOT", "CONNECTED", "X", "SALES_NAVIGATOR", "TIMEOUT", "IN"];
    let word = |number: usize| words[number % words.len()];
    let name = |number: usize| format!("{}_{}_{}{number}", word(number), word(number / 9), word(number / 81));
    (0..count).map(name).collect()
}

#[test]
fn catalogues_of_every_size() {
    for count in [1, 2, 3, 27, 63, 64, 65, 1_000, 10_000] {
        check_names(&make_names(count));
    }
}

#[test]
fn labels_of_every_length() {
    let names: Vec<String> = (1..=64).map(|length| "ABCDEFGH".repeat(8)[..length].to_owned()).collect();
    check_names(&names);
    check_names(&(1..=64).map(|length| "A".repeat(length)).collect::<Vec<_>>());
}

#[test]
fn labels_that_agree_wherever_they_can() {
    let letters = || (b'A'..=b'Z').map(char::from);
    // The same first and last eight bytes; the same first and last sixteen; all but one byte in the middle.
    for (before, after) in [(8, 8), (16, 16), (20, 20), (31, 32), (0, 63), (63, 0), (3, 3), (1, 2)] {
        let (before, after) = ("B".repeat(before), "C".repeat(after));
        check_names(&letters().map(|letter| format!("{before}{letter}{after}")).collect::<Vec<_>>());
        let pairs = letters().flat_map(|one| letters().map(move |two| format!("{one}{two}")));
        let room = before.len() + after.len() <= 62;
        let names: Vec<String> =
            pairs.map(|pair| format!("{before}{pair}{after}")).filter(|_| room).collect();
        check_names(&names);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(if cfg!(miri) { 1 } else { 64 }))]

    #[test]
    fn whatever_the_labels_are(names in prop::collection::hash_set("[A-Z][A-Z0-9_]{0,62}", 1..120)) {
        check_names(&names.into_iter().collect::<Vec<_>>());
    }
}

#[test]
fn each_name_has_a_place_of_its_own_and_tables_stay_small() {
    for count in [1, 2, 27, 64, 65, 1_000, 10_000] {
        let lookup = place(&make_names(count));
        let slots = lookup.as_tables().slots;
        let places = slots.len() / Slot::LEN;
        let slots = slots.as_chunks().0.iter().map(Slot::decode);
        let mut seen: Vec<u16> = slots.filter(|slot| slot.length > 0).map(|slot| slot.index).collect();
        seen.sort_unstable();
        assert!(seen.into_iter().map(usize::from).eq(0..count), "{count}");
        assert!(places <= if count <= 64 { 512 } else { count * 3 / 2 }, "{count}: {places}");
    }
    assert!(place(&[]).as_tables().slots.len() <= 40 * 16);
}

#[test]
fn the_same_names_have_the_same_places() {
    assert_eq!(place(&make_names(300)), place(&make_names(300)));
}

#[test]
fn names_that_nothing_tells_apart_have_no_places() {
    let same = ["SAME".to_owned(), "SAME".to_owned()];
    assert!(place(&same).as_tables().slots.is_empty());
    assert!(place(&["".to_owned()]).as_tables().slots.is_empty());
}
