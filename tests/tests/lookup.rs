//! Every label is found, and nothing that is nearly one: for the real catalogue and for made-up ones of every size and kind.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::collections::HashSet;

use edges_errors::__private::{LabelTable, Lookup};
use edges_errors::ErrorLabel;
use edges_errors_codegen::expand::lookup::place_names;
use proptest::prelude::*;

/// The tables of a catalogue with these labels, for as long as the test runs.
fn make_table(names: &[String]) -> LabelTable {
    let placed = place_names(&names.iter().map(String::as_str).collect::<Vec<_>>());
    let mut rows = Vec::new();
    let mut offset: u32 = 0;
    for name in names {
        // The beginning and the length of the name; the facts behind them are not asked for.
        rows.extend(offset.to_le_bytes());
        rows.push(u8::try_from(name.len()).unwrap());
        rows.extend([0; 15]);
        offset += u32::try_from(name.len()).unwrap();
    }
    LabelTable {
        names: names.concat().leak(),
        rows: rows.leak(),
        lookup: Lookup {
            keys: placed.keys,
            shift: placed.shift,
            pilots: placed.pilots.leak(),
            slots: placed.slots.leak(),
            longest: placed.longest,
        },
    }
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

fn check_every(names: &[String], find: impl Fn(&str) -> Option<usize>, stride: usize) {
    let all: HashSet<&str> = names.iter().map(String::as_str).collect();
    for (index, name) in names.iter().enumerate() {
        assert_eq!(find(name), Some(index), "{name}");
        if index % stride == 0 {
            let misses = near_misses(name);
            for miss in misses.iter().filter(|miss| !all.contains(miss.as_str())) {
                assert_eq!(find(miss), None, "{miss} is not {name}");
            }
        }
    }
    for miss in ["", "Ä", "LONGER_THAN_ANY_LABEL_CAN_BE_LONGER_THAN_ANY_LABEL_CAN_BE_LONGER_THAN_ANY"] {
        assert_eq!(find(miss), None);
    }
}

fn check_names(names: &[String]) {
    let table = make_table(names);
    check_every(names, |name| table.find(name), names.len().div_ceil(200).max(1));
}

#[test]
fn the_labels_of_edges() {
    let names: Vec<String> =
        ErrorLabel::ALL_INCLUDING_REMOVED.iter().map(|label| label.as_str().to_owned()).collect();
    let find = |name: &str| ErrorLabel::from_name(name).map(|label| label as usize);
    check_every(&names, find, 1);
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
        let names: Vec<String> = names.into_iter().collect();
        let table = make_table(&names);
        check_every(&names, |name| table.find(name), 7);
    }

    #[test]
    fn whatever_is_asked_for(name in any::<String>()) {
        let known = ErrorLabel::ALL_INCLUDING_REMOVED.iter().find(|label| label.as_str() == name).copied();
        prop_assert_eq!(ErrorLabel::from_name(&name), known);
    }
}

#[test]
fn names_that_no_key_tells_apart_are_compared_one_by_one() {
    let names = make_names(5);
    let LabelTable { names: text, rows, lookup } = make_table(&names);
    let table = LabelTable { names: text, rows, lookup: Lookup { slots: &[], ..lookup } };
    check_every(&names, |name| table.find(name), 1);
}

#[test]
fn broken_tables_find_nothing() {
    let names = make_names(100);
    let whole = make_table(&names);
    for slots in [&whole.lookup.slots[..39], &whole.lookup.slots[1..]] {
        let table = LabelTable {
            names: whole.names,
            rows: whole.rows,
            lookup: Lookup { slots, pilots: whole.lookup.pilots, ..whole.lookup },
        };
        assert!(names.iter().filter(|name| table.find(name).is_some()).count() <= 1);
    }
}
