//! The perfect hash by which a label is found: one place to look at, and one comparison, for any name.
//!
//! `edges-errors/src/lookup.rs` reads what is written here; the two files change together.
//!
//! A name is four words of eight bytes, which overlap and cover the first and the last sixteen bytes; the middle of a
//! longer name is folded into the last word. Few labels are placed by one multiplication of two words. Many are thrown into
//! buckets first, and each bucket has a pilot: a number that sends its labels to places that are still free, tried bucket
//! after bucket, the fullest first.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

/// Up to so many labels are placed by one multiplication.
const FEW: usize = 64;
/// How many keys are tried for few labels, and for many.
const TRIES: (u64, u64) = (20_000, 64);

/// The tables, as plain data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lookup {
    /// What is mixed into the words.
    pub keys: [u64; 4],
    /// How far the product is shifted to give a place.
    pub shift: u32,
    /// One for each bucket; none where the product alone places a label.
    pub pilots: Vec<u8>,
    /// The places, little endian: the four words; where the name stands among all names (u32), its length and the label's
    /// index (u16 each). None where names have to be compared one after another.
    pub slots: Vec<u8>,
    /// The length of the longest name.
    pub longest: usize,
}

/// A name as words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Words {
    words: [u64; 4],
    length: u64,
}

/// Places each name, by its index. Names are not empty.
pub fn place_names(names: &[&str]) -> Lookup {
    let words: Vec<Words> = names.iter().map(|name| Words::read(name.as_bytes())).collect();
    let longest = names.iter().map(|name| name.len()).max().unwrap_or_default();
    let few = || (names.len() <= FEW).then(|| place_few(&words)).flatten();
    let placed = few().or_else(|| place_many(&words)).unwrap_or_else(Placed::nowhere);
    let Placed { keys, shift, pilots, slots } = placed;
    let slots = write_slots(names, &words, &slots);
    Lookup { keys, shift, pilots, slots, longest }
}

pub(super) fn expand_lookup(lookup: &Lookup, private: &TokenStream) -> TokenStream {
    let Lookup { keys, shift, pilots, slots, longest } = lookup;
    let keys = keys.map(Literal::u64_unsuffixed);
    let shift = Literal::u32_unsuffixed(*shift);
    let (pilots, slots) = (Literal::byte_string(pilots), Literal::byte_string(slots));
    let longest = Literal::usize_unsuffixed(*longest);
    quote! {
        #private::Lookup {
            keys: [#(#keys),*], shift: #shift, pilots: #pilots, slots: #slots, longest: #longest
        }
    }
}

/// Which label each place has.
struct Placed {
    keys: [u64; 4],
    shift: u32,
    pilots: Vec<u8>,
    slots: Vec<Option<usize>>,
}

impl Placed {
    /// Where no key tells the labels apart, they are compared one after another.
    fn nowhere() -> Self {
        Self { keys: [0; 4], shift: 0, pilots: Vec::new(), slots: Vec::new() }
    }
}

/// The smallest table for which a key is likely to be found soon.
fn place_few(words: &[Words]) -> Option<Placed> {
    let pairs = words.len() * words.len().saturating_sub(1) / 2;
    let bits = (4..14).find(|bits| pairs <= 7 << bits && words.len() <= 1 << bits)?;
    let shift = 64 - bits;
    (0..TRIES.0).find_map(|attempt| {
        let keys = make_keys(attempt);
        let mut slots = vec![None; 1 << bits];
        for (index, words) in words.iter().enumerate() {
            let slot = slots.get_mut((words.multiply(&keys) >> shift) as usize)?;
            if slot.replace(index).is_some() {
                return None;
            }
        }
        Some(Placed { keys, shift, pilots: Vec::new(), slots })
    })
}

fn place_many(words: &[Words]) -> Option<Placed> {
    (0..TRIES.1).find_map(|attempt| {
        let keys = make_keys(attempt);
        let hashes: Vec<u64> = words.iter().map(|words| words.hash(&keys)).collect();
        let buckets = (words.len() / 3).next_power_of_two();
        // A little more room at each further try.
        let places = words.len() + words.len() / 8 + words.len() * attempt as usize / 32 + 1;
        let (pilots, slots) = find_pilots(&hashes, buckets, places)?;
        Some(Placed { keys, shift: 0, pilots, slots })
    })
}

fn find_pilots(hashes: &[u64], buckets: usize, places: usize) -> Option<(Vec<u8>, Vec<Option<usize>>)> {
    let mut members: Vec<Vec<usize>> = vec![Vec::new(); buckets];
    for (index, hash) in hashes.iter().enumerate() {
        members.get_mut(*hash as usize & (buckets - 1))?.push(index);
    }
    let mut order: Vec<usize> = (0..buckets).collect();
    order.sort_by_key(|bucket| std::cmp::Reverse(members[*bucket].len()));
    let (mut pilots, mut slots) = (vec![0; buckets], vec![None; places]);
    let mut taken = Vec::new();
    for bucket in order {
        let found = (0..=u8::MAX).find(|pilot| {
            taken.clear();
            members[bucket].iter().all(|index| {
                let place = place_by(hashes[*index], *pilot, places);
                let free = slots[place].is_none() && !taken.contains(&place);
                taken.push(place);
                free
            })
        })?;
        pilots[bucket] = found;
        for (index, place) in members[bucket].iter().zip(&taken) {
            slots[*place] = Some(*index);
        }
    }
    Some((pilots, slots))
}

fn write_slots(names: &[&str], words: &[Words], slots: &[Option<usize>]) -> Vec<u8> {
    let mut offsets = vec![0];
    for name in names {
        offsets.push(offsets.last().copied().unwrap_or_default() + name.len());
    }
    let mut bytes = Vec::new();
    for slot in slots {
        let found = slot.and_then(|index| words.get(index)).copied();
        let Words { words, length } = found.unwrap_or(Words { words: [0; 4], length: 0 });
        bytes.extend(words.iter().flat_map(|word| word.to_le_bytes()));
        let index = slot.unwrap_or_default();
        bytes.extend((offsets[index] as u32).to_le_bytes());
        bytes.extend((length as u16).to_le_bytes());
        bytes.extend((index as u16).to_le_bytes());
    }
    bytes
}

/// Four odd numbers for each attempt.
fn make_keys(attempt: u64) -> [u64; 4] {
    [0, 1, 2, 3].map(|word| mix(attempt.wrapping_mul(4).wrapping_add(word)) | 1)
}

/// The finalizer of splitmix64.
fn mix(number: u64) -> u64 {
    let number = number.wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let number = (number ^ (number >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let number = (number ^ (number >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    number ^ (number >> 31)
}

/// The two halves of the product of two words.
fn fold(one: u64, other: u64) -> u64 {
    let product = u128::from(one).wrapping_mul(u128::from(other));
    (product >> 64) as u64 ^ product as u64
}

fn place_by(hash: u64, pilot: u8, places: usize) -> usize {
    let spread = hash.wrapping_mul(2 * u64::from(pilot) + 1);
    (u128::from(spread).wrapping_mul(places as u128) >> 64) as usize
}

impl Words {
    fn read(name: &[u8]) -> Self {
        let length = name.len();
        let word = |at: usize| {
            let bytes = name.get(at..).and_then(|rest| rest.first_chunk()).copied();
            u64::from_le_bytes(bytes.unwrap_or_default())
        };
        let words = if length >= 8 {
            let last = word(length.max(16) - 16);
            let last = if length > 32 { fold_middle(name, last) } else { last };
            [word(0), word(length - 8), word((length - 8).min(8)), last]
        } else {
            [read_short(name); 4]
        };
        Self { words, length: length as u64 }
    }

    fn multiply(&self, keys: &[u64; 4]) -> u64 {
        let [first, last, ..] = self.words;
        (first ^ keys[0]).wrapping_mul(last ^ self.length.wrapping_mul(keys[1]))
    }

    fn hash(&self, keys: &[u64; 4]) -> u64 {
        let [a, b, c, d] = self.words;
        let (first, last) = (a ^ keys[0], b ^ self.length.wrapping_mul(keys[1]));
        fold(first ^ c.wrapping_mul(keys[2]), last ^ d.wrapping_mul(keys[3]))
    }
}

/// Up to seven bytes in a word: four and four, or three of three.
fn read_short(name: &[u8]) -> u64 {
    let four = |bytes: &[u8; 4]| u64::from(u32::from_le_bytes(*bytes));
    match (name.first_chunk(), name.last_chunk(), name) {
        (Some(first), Some(last), _) => four(first) | four(last) << 32,
        (_, _, [one]) => u64::from(*one),
        (_, _, [one, two]) => u64::from(*one) | u64::from(*two) << 8,
        (_, _, [one, two, three, ..]) => u64::from(*one) | u64::from(*two) << 8 | u64::from(*three) << 16,
        _ => 0,
    }
}

/// What lies between the first and the last sixteen bytes, folded into the last word.
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
    use super::*;

    fn make_names(count: usize) -> Vec<String> {
        (0..count).map(|number| format!("LABEL_{}_{number}", mix(number as u64) % 97)).collect()
    }

    fn place(names: &[String]) -> Lookup {
        place_names(&names.iter().map(String::as_str).collect::<Vec<_>>())
    }

    #[test]
    fn each_name_has_a_place_of_its_own() {
        for count in [1, 2, 27, 64, 65, 1_000, 10_000] {
            let lookup = place(&make_names(count));
            let slots: Vec<&[u8]> = lookup.slots.chunks(40).collect();
            let ends = slots.iter().map(|slot| u64::from_le_bytes(*slot.last_chunk().unwrap()));
            // An empty place is for a name of no bytes.
            let mut seen: Vec<u64> = ends.filter(|end| end >> 32 & 0xffff > 0).map(|end| end >> 48).collect();
            seen.sort_unstable();
            assert!(seen.into_iter().eq(0..count as u64), "{count}");
            assert!(
                slots.len() <= if count <= FEW { 512 } else { count * 3 / 2 },
                "{count}: {}",
                slots.len()
            );
        }
        assert!(place(&[]).slots.len() <= 40 * 16);
    }

    #[test]
    fn the_same_names_have_the_same_places() {
        let names = make_names(300);
        assert_eq!(place(&names), place(&names));
    }
}
