//! The rows of facts that the labels of a catalogue have, as the generator writes and the compiler reads them.
//!
//! A generated table is one byte string: a compiler takes a literal of 200 kB at once and spends seconds on ten thousand
//! struct expressions. [`check_rows`] runs while the user's crate compiles, so that a table that does not fit the rest of
//! its expansion is a compile error; reading it afterwards cannot fail.

use crate::vocabulary::{Effect, Outcome};

/// The version of everything that the generator writes and the runtime reads. Both sides compare it: they may come from
/// different versions of these crates.
pub const LAYOUT: u32 = 2;

/// The facts of one label. What refers to another table is an index into it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Row {
    /// The start of the label's name in the text of all names.
    pub name_start: u32,
    /// The length of the name in bytes.
    pub name_len: u8,
    /// The category.
    pub category: u8,
    /// The remedy.
    pub remedy: u8,
    /// The remedy once the attempts are spent, where it differs; not [`NO_INDEX`].
    pub after_attempts: Option<u8>,
    /// The rate limit that the label is the signal of; not [`NO_INDEX`].
    pub rate_limit: Option<u8>,
    /// The meaning of the error for the work.
    pub outcome: Outcome,
    /// The effect that the request may have had.
    pub effect: Effect,
    /// The API no longer sends the label.
    pub is_removed: bool,
    /// The label should not be used any more.
    pub is_deprecated: bool,
    /// The list of statuses.
    pub statuses: u16,
    /// The list of retry rules.
    pub rules: u16,
    /// The list of params.
    pub params: u16,
    /// The line of the catalogue, from 1.
    pub line: u32,
}

/// The index of one byte that means none.
pub const NO_INDEX: u8 = 0xff;

const OUTCOME: u8 = 3;
const EFFECT: u8 = 3 << 2;
const REMOVED: u8 = 1 << 4;
const DEPRECATED: u8 = 1 << 5;

impl Row {
    /// The length of an encoded row in bytes.
    pub const LEN: usize = 20;

    /// Returns the row as bytes, numbers in little endian.
    #[must_use]
    pub const fn encode(self) -> [u8; Self::LEN] {
        let [a, b, c, d] = self.name_start.to_le_bytes();
        let [e, f] = self.statuses.to_le_bytes();
        let [g, h] = self.rules.to_le_bytes();
        let [i, j] = self.params.to_le_bytes();
        let [k, l, m, n] = self.line.to_le_bytes();
        let flags = outcome_bits(self.outcome)
            | effect_bits(self.effect)
            | if self.is_removed { REMOVED } else { 0 }
            | if self.is_deprecated { DEPRECATED } else { 0 };
        let (after_attempts, rate_limit) = (index_byte(self.after_attempts), index_byte(self.rate_limit));
        [
            a,
            b,
            c,
            d,
            self.name_len,
            self.category,
            self.remedy,
            after_attempts,
            flags,
            rate_limit,
            e,
            f,
            g,
            h,
            i,
            j,
            k,
            l,
            m,
            n,
        ]
    }

    /// Returns the row that was encoded, or `None` where the bytes are not those of a row.
    #[must_use]
    #[inline]
    pub const fn decode(bytes: &[u8; Self::LEN]) -> Option<Self> {
        let [
            a,
            b,
            c,
            d,
            name_len,
            category,
            remedy,
            after_attempts,
            flags,
            rate_limit,
            e,
            f,
            g,
            h,
            i,
            j,
            k,
            l,
            m,
            n,
        ] = *bytes;
        let (Some(outcome), Some(effect)) = (read_outcome(flags), read_effect(flags)) else { return None };
        Some(Self {
            name_start: u32::from_le_bytes([a, b, c, d]),
            name_len,
            category,
            remedy,
            after_attempts: read_index(after_attempts),
            rate_limit: read_index(rate_limit),
            outcome,
            effect,
            is_removed: flags & REMOVED != 0,
            is_deprecated: flags & DEPRECATED != 0,
            statuses: u16::from_le_bytes([e, f]),
            rules: u16::from_le_bytes([g, h]),
            params: u16::from_le_bytes([i, j]),
            line: u32::from_le_bytes([k, l, m, n]),
        })
    }
}

const fn index_byte(index: Option<u8>) -> u8 {
    match index {
        Some(index) => index,
        None => NO_INDEX,
    }
}

#[inline]
const fn read_index(byte: u8) -> Option<u8> {
    if byte == NO_INDEX { None } else { Some(byte) }
}

const fn outcome_bits(outcome: Outcome) -> u8 {
    match outcome {
        Outcome::Failure => 0,
        Outcome::Empty => 1,
        Outcome::Done => 2,
    }
}

#[inline]
const fn read_outcome(flags: u8) -> Option<Outcome> {
    match flags & OUTCOME {
        0 => Some(Outcome::Failure),
        1 => Some(Outcome::Empty),
        2 => Some(Outcome::Done),
        _ => None,
    }
}

const fn effect_bits(effect: Effect) -> u8 {
    match effect {
        Effect::None => 0,
        Effect::Unknown => 1 << 2,
        Effect::Applied => 2 << 2,
    }
}

#[inline]
const fn read_effect(flags: u8) -> Option<Effect> {
    match (flags & EFFECT) >> 2 {
        0 => Some(Effect::None),
        1 => Some(Effect::Unknown),
        2 => Some(Effect::Applied),
        _ => None,
    }
}

/// The sizes of what rows refer to.
#[derive(Debug, Clone, Copy)]
pub struct Sizes {
    /// The bytes of all names.
    pub names: usize,
    /// The categories.
    pub categories: usize,
    /// The remedies.
    pub remedies: usize,
    /// The rate limits.
    pub rate_limits: usize,
    /// The lists of statuses.
    pub statuses: usize,
    /// The lists of retry rules.
    pub rules: usize,
    /// The lists of params.
    pub params: usize,
}

/// Checks that a table has a row for each label, and everything that its rows refer to is there.
///
/// # Panics
///
/// Panics if a row or something that it refers to is missing. It is called while a catalogue's expansion is compiled.
pub const fn check_rows(mut rows: &[u8], labels: usize, sizes: &Sizes) {
    let (mut count, mut names_end) = (0_usize, 0_usize);
    let (mut names, mut words, mut keys, mut lists) = (true, true, true, true);
    // The compiler interprets this for up to 65,535 labels, and a call costs it as much as ten operations: there are none.
    while let [
        a,
        b,
        c,
        d,
        name_len,
        category,
        remedy,
        after_attempts,
        flags,
        rate_limit,
        e,
        f,
        g,
        h,
        i,
        j,
        _,
        _,
        _,
        _,
        rest @ ..,
    ] = rows
    {
        let name_start = *a as usize | (*b as usize) << 8 | (*c as usize) << 16 | (*d as usize) << 24;
        names &= name_start == names_end;
        names_end = name_start.wrapping_add(*name_len as usize);
        words &= (*flags & OUTCOME != OUTCOME) & (*flags & EFFECT != EFFECT);
        keys &= ((*category as usize) < sizes.categories)
            & ((*remedy as usize) < sizes.remedies)
            & ((*after_attempts == NO_INDEX) | ((*after_attempts as usize) < sizes.remedies))
            & ((*rate_limit == NO_INDEX) | ((*rate_limit as usize) < sizes.rate_limits));
        lists &= ((*e as usize | (*f as usize) << 8) < sizes.statuses)
            & ((*g as usize | (*h as usize) << 8) < sizes.rules)
            & ((*i as usize | (*j as usize) << 8) < sizes.params);
        count = count.wrapping_add(1);
        rows = rest;
    }
    assert!(count == labels && rows.is_empty(), "there are more or fewer rows than labels");
    assert!(names && names_end == sizes.names, "the names of the labels are not where their rows say");
    assert!(words, "a label has an outcome or an effect that is not known");
    assert!(keys, "a label has a category, a remedy or a rate limit that is not there");
    assert!(lists, "a label has statuses, retry rules or params that are not there");
}

#[cfg(test)]
mod tests {
    extern crate std;

    use proptest::prelude::*;
    use proptest::sample::select;

    use super::*;

    prop_compose! {
        fn any_row()(
            (name_start, name_len, category, remedy) in any::<(u32, u8, u8, u8)>(),
            (after_attempts, rate_limit) in (prop::option::of(..NO_INDEX), prop::option::of(..NO_INDEX)),
            (outcome, effect) in (select(Outcome::ALL), select(Effect::ALL)),
            (is_removed, is_deprecated) in any::<(bool, bool)>(),
            (statuses, rules, params, line) in any::<(u16, u16, u16, u32)>(),
        ) -> Row {
            Row {
                name_start, name_len, category, remedy, after_attempts, rate_limit, outcome, effect, is_removed,
                is_deprecated, statuses, rules, params, line,
            }
        }
    }

    proptest! {
        #[test]
        fn a_row_is_read_back(row in any_row()) {
            prop_assert_eq!(Row::decode(&row.encode()), Some(row));
        }

        #[test]
        fn bytes_are_a_row_or_none(bytes: [u8; Row::LEN]) {
            // The two flags beside those that mean something are not written.
            if let Some(row) = Row::decode(&bytes) {
                let written = row.encode();
                prop_assert_eq!(written[8], bytes[8] & 0x3f);
                prop_assert_eq!((&written[..8], &written[9..]), (&bytes[..8], &bytes[9..]));
            }
        }
    }

    const SIZES: Sizes =
        Sizes { names: 5, categories: 1, remedies: 2, rate_limits: 0, statuses: 1, rules: 1, params: 1 };

    const ROW: Row = Row {
        name_start: 0,
        name_len: 2,
        category: 0,
        remedy: 1,
        after_attempts: Some(1),
        rate_limit: None,
        outcome: Outcome::Done,
        effect: Effect::Applied,
        is_removed: true,
        is_deprecated: true,
        statuses: 0,
        rules: 0,
        params: 0,
        line: 7,
    };
    const NEXT: Row = Row { name_start: 2, name_len: 3, ..ROW };

    fn is_refused(rows: &[u8], labels: usize) -> bool {
        std::panic::catch_unwind(|| check_rows(rows, labels, &SIZES)).is_err()
    }

    #[test]
    fn rows_that_refer_to_what_is_there_are_right() {
        check_rows(&[ROW.encode(), NEXT.encode()].concat(), 2, &SIZES);
        check_rows(&[], 0, &Sizes { names: 0, ..SIZES });
    }

    #[test]
    fn rows_that_do_not_fit_are_refused() {
        for broken in [
            Row { name_start: 3, ..NEXT },
            Row { name_len: 9, ..NEXT },
            Row { category: 1, ..NEXT },
            Row { remedy: 2, ..NEXT },
            Row { after_attempts: Some(2), ..NEXT },
            Row { rate_limit: Some(0), ..NEXT },
            Row { statuses: 1, ..NEXT },
            Row { rules: 1, ..NEXT },
            Row { params: 1, ..NEXT },
        ] {
            assert!(is_refused(&[ROW.encode(), broken.encode()].concat(), 2), "{broken:?}");
        }
        let bytes = [ROW.encode(), NEXT.encode()].concat();
        for (broken, labels) in
            [(&bytes[..20], 2), (&bytes[..39], 2), (&bytes[1..], 2), (&bytes, 1), (&bytes, 3)]
        {
            assert!(is_refused(broken, labels), "{labels} {broken:?}");
        }
        for flags in [OUTCOME, EFFECT] {
            let mut bytes = bytes.clone();
            bytes[8] = flags;
            assert!(is_refused(&bytes, 2) && Row::decode(bytes.first_chunk().unwrap()).is_none());
        }
    }
}
