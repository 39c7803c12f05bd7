//! The perfect hash by which a label is found: one place to look at, and one comparison, for any name.
//!
//! Every error that is decoded is looked up here. A hash map takes twice as long, phf five times, and a `match` on the names
//! three times; the compiler needs minutes for a `match` of ten thousand (`benches/README.md`).
//!
//! A name is four words of eight bytes, which overlap and cover the first and the last sixteen bytes; the middle of a
//! longer name is folded into the last word. Few labels are placed by one multiplication of two words. Many are thrown into
//! buckets first, and each bucket has a pilot: a number that sends its labels to places that are still free. The search
//! for keys and pilots is the generator's; everything else is here, for both sides.

/// The tables of the perfect hash of some names.
#[derive(Debug, Clone, Copy)]
pub struct Lookup<'t> {
    /// The numbers that are mixed into the words.
    pub keys: Keys,
    /// The shift of the product that gives a place.
    pub shift: u32,
    /// One for each bucket, of which there are a power of two; none where the product alone places a name.
    pub pilots: &'t [u8],
    /// The places, each an encoded [`Slot`].
    pub slots: &'t [u8],
    /// The length of the longest name.
    pub longest: usize,
}

/// The numbers that are mixed into a name's words.
pub type Keys = [u64; 4];

/// The content of a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Slot {
    /// The words of the name.
    pub words: [u64; 4],
    /// The start of the name among all names.
    pub start: u32,
    /// Its length in bytes; 0 at a place that is free, as no name is empty.
    pub length: u16,
    /// The label's index.
    pub index: u16,
}

impl Slot {
    /// The length of an encoded slot in bytes.
    pub const LEN: usize = 40;

    /// Returns the slot as bytes, numbers in little endian.
    #[must_use]
    pub fn encode(self) -> [u8; Self::LEN] {
        let [a, b, c, d] = self.words;
        let end = u64::from(self.start) | u64::from(self.length) << 32 | u64::from(self.index) << 48;
        let mut bytes = [0; Self::LEN];
        for (to, word) in bytes.as_chunks_mut::<8>().0.iter_mut().zip([a, b, c, d, end]) {
            *to = word.to_le_bytes();
        }
        bytes
    }

    /// Returns the slot that was encoded.
    #[inline]
    #[must_use]
    pub fn decode(bytes: &[u8; Self::LEN]) -> Self {
        let mut words = [0; 5];
        for (word, bytes) in words.iter_mut().zip(bytes.as_chunks::<8>().0) {
            *word = u64::from_le_bytes(*bytes);
        }
        let [a, b, c, d, end] = words;
        Self { words: [a, b, c, d], start: end as u32, length: (end >> 32) as u16, index: (end >> 48) as u16 }
    }
}

/// The words of a longer name do not cover every byte.
const COVERED: usize = 32;

impl Lookup<'_> {
    /// Returns the index of a name of `names`, in which all names follow one another.
    #[inline]
    #[must_use]
    pub fn find(&self, name: &[u8], names: &[u8]) -> Option<usize> {
        if name.len() > self.longest {
            return None;
        }
        let words = Words::read(name)?;
        let slots = self.slots.as_chunks::<{ Slot::LEN }>().0;
        let place = if self.pilots.is_empty() {
            usize::try_from(words.multiply(&self.keys) >> (self.shift & 63)).ok()?
        } else {
            let hash = words.hash(&self.keys);
            place_by(hash, *self.pilots.get(bucket_of(hash, self.pilots.len()))?, slots.len())
        };
        let slot = Slot::decode(slots.get(place)?);
        // Word by word, in registers: as arrays they would go through memory, which takes twice as long.
        let ([a, b, c, d], [e, f, g, h]) = (slot.words, words.words);
        let same = a == e && b == f && c == g && d == h;
        if !same || usize::from(slot.length) != name.len() {
            return None;
        }
        if name.len() > COVERED && names.get(slot.start as usize..)?.get(..name.len())? != name {
            return None;
        }
        Some(usize::from(slot.index))
    }

    /// Checks that the tables are whole and lead to none but so many labels.
    ///
    /// # Panics
    ///
    /// Panics if they are not. It is called while a catalogue's expansion is compiled.
    pub const fn check(&self, labels: usize) {
        let (mut places, cut) = self.slots.as_chunks::<{ Slot::LEN }>();
        assert!(cut.is_empty(), "the places of the labels are cut off");
        assert!(
            self.pilots.is_empty() || self.pilots.len().is_power_of_two(),
            "the number of buckets is no power of two"
        );
        assert!(self.shift < 64, "the product of two words has no more than 64 bits");
        let mut right = true;
        while let [[.., low, high], rest @ ..] = places {
            let index = *low as usize | (*high as usize) << 8;
            // A free place has the index 0, also where there are no labels.
            right &= (index < labels) | (index == 0);
            places = rest;
        }
        assert!(right, "a name leads to a label that is not there");
    }
}

/// A name as words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Words {
    /// The first eight bytes, the last eight, those behind the first and those before the last.
    pub words: [u64; 4],
    length: u64,
}

impl Words {
    /// Reads a name; `None` for the empty one.
    #[inline]
    #[must_use]
    pub fn read(name: &[u8]) -> Option<Self> {
        let length = name.len();
        let Some(last_start) = length.checked_sub(8) else {
            return Some(Self { words: [read_short(name)?; 4], length: length as u64 });
        };
        let last = read_word(name, length.max(16).wrapping_sub(16))?;
        let last = if length > COVERED { fold_middle(name, last) } else { last };
        let words =
            [read_word(name, 0)?, read_word(name, last_start)?, read_word(name, last_start.min(8))?, last];
        Some(Self { words, length: length as u64 })
    }

    /// Returns the product whose upper bits place one of few names.
    #[inline]
    #[must_use]
    pub const fn multiply(&self, keys: &Keys) -> u64 {
        let (first, last) = self.mix(keys);
        first.wrapping_mul(last)
    }

    /// Returns the hash that places one of many names, together with its bucket's pilot.
    #[inline]
    #[must_use]
    pub const fn hash(&self, keys: &Keys) -> u64 {
        let ([_, _, c, d], [_, _, k2, k3], (first, last)) = (self.words, *keys, self.mix(keys));
        fold(first ^ c.wrapping_mul(k2), last ^ d.wrapping_mul(k3))
    }

    #[inline]
    const fn mix(&self, keys: &Keys) -> (u64, u64) {
        let ([a, b, ..], [k0, k1, ..]) = (self.words, *keys);
        (a ^ k0, b ^ self.length.wrapping_mul(k1))
    }
}

/// Returns the bucket of a hash; there are a power of two of them.
#[inline]
#[must_use]
pub const fn bucket_of(hash: u64, buckets: usize) -> usize {
    hash as usize & buckets.wrapping_sub(1)
}

/// Returns the place to which a pilot sends a hash.
#[inline]
#[must_use]
pub const fn place_by(hash: u64, pilot: u8, places: usize) -> usize {
    let spread = hash.wrapping_mul((pilot as u64).wrapping_mul(2).wrapping_add(1));
    ((spread as u128).wrapping_mul(places as u128) >> 64) as usize
}

/// Returns both halves of the product of two words in one.
#[inline]
const fn fold(one: u64, other: u64) -> u64 {
    let product = (one as u128).wrapping_mul(other as u128);
    (product >> 64) as u64 ^ product as u64
}

#[inline]
fn read_word(name: &[u8], at: usize) -> Option<u64> {
    name.get(at..)?.first_chunk().map(|bytes| u64::from_le_bytes(*bytes))
}

/// Reads up to seven bytes into a word: four and four, or three of three.
#[inline]
fn read_short(name: &[u8]) -> Option<u64> {
    let four = |bytes: &[u8; 4]| u64::from(u32::from_le_bytes(*bytes));
    match (name.first_chunk(), name.last_chunk(), name) {
        (Some(first), Some(last), _) => Some(four(first) | four(last) << 32),
        (_, _, [one]) => Some(u64::from(*one)),
        (_, _, [one, two]) => Some(u64::from(*one) | u64::from(*two) << 8),
        (_, _, [one, two, three, ..]) => {
            Some(u64::from(*one) | u64::from(*two) << 8 | u64::from(*three) << 16)
        }
        _ => None,
    }
}

/// Folds what lies between the first and the last sixteen bytes into the last word.
fn fold_middle(name: &[u8], last: u64) -> u64 {
    let middle = name.get(16..name.len().saturating_sub(16)).unwrap_or_default();
    let (chunks, rest) = middle.as_chunks::<8>();
    let mut tail = [0; 8];
    tail.iter_mut().zip(rest).for_each(|(to, from)| *to = *from);
    chunks.iter().chain([&tail]).fold(last, |folded, chunk| {
        (folded ^ u64::from_le_bytes(*chunk)).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(29)
    })
}

#[cfg(test)]
mod tests {
    extern crate std;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_slot_is_read_back(words: [u64; 4], start: u32, length: u16, index: u16) {
            let slot = Slot { words, start, length, index };
            prop_assert_eq!(Slot::decode(&slot.encode()), slot);
        }

        #[test]
        fn whatever_the_tables_are_finding_ends(
            name: std::vec::Vec<u8>, keys: Keys, shift: u32,
            pilots: std::vec::Vec<u8>, slots: std::vec::Vec<u8>, longest: usize,
        ) {
            let lookup = Lookup { keys, shift, pilots: &pilots, slots: &slots, longest };
            let _ = lookup.find(&name, b"");
        }

        #[test]
        fn names_up_to_32_bytes_differ_in_their_words(one in "[A-Z_]{1,32}", other in "[A-Z_]{1,32}") {
            let [read, again] = [&one, &other].map(|name| Words::read(name.as_bytes()));
            prop_assert_eq!(one == other, read == again);
        }
    }

    #[test]
    fn broken_tables_are_refused() {
        let slot = |index| Slot { index, ..Slot::default() }.encode();
        let whole = [slot(0), slot(1)].concat();
        let lookup = |pilots, slots| Lookup { keys: [1; 4], shift: 60, pilots, slots, longest: 9 };
        lookup(&[], &whole).check(2);
        lookup(&[0, 0], &whole).check(2);
        lookup(&[], &[]).check(0);
        for (broken, labels) in [
            (lookup(&[], &whole), 1),
            (lookup(&[], &whole[1..]), 2),
            (lookup(&[0, 0, 0], &whole), 2),
            (Lookup { shift: 64, ..lookup(&[], &whole) }, 2),
        ] {
            assert!(std::panic::catch_unwind(|| broken.check(labels)).is_err(), "{broken:?}");
        }
    }

    #[test]
    fn the_empty_name_has_no_words() {
        assert_eq!(Words::read(b""), None);
    }
}
