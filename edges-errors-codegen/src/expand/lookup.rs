//! The search for the perfect hash of a catalogue's labels; `edges_errors_core::hash` says what it is.
//!
//! Few labels get the smallest table for which a key is likely to be found soon. Of many, each bucket's pilot is tried
//! bucket after bucket, the fullest first.

use edges_errors_core::hash::{self, Keys, Slot, Words, bucket_of, place_by};
use proc_macro2::{Literal, TokenStream};
use quote::quote;

/// Up to so many labels are placed by one multiplication.
const FEW: usize = 64;
/// The numbers of keys that are tried for few labels, and for many.
const TRIES: (u64, u64) = (20_000, 64);

/// The tables of [`hash::Lookup`], owned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lookup {
    keys: Keys,
    shift: u32,
    pilots: Vec<u8>,
    /// None where names have to be compared one after another.
    slots: Vec<u8>,
    longest: usize,
}

impl Lookup {
    /// Returns the tables as they are read.
    pub fn as_tables(&self) -> hash::Lookup<'_> {
        let Self { keys, shift, pilots, slots, longest } = self;
        hash::Lookup { keys: *keys, shift: *shift, pilots, slots, longest: *longest }
    }
}

/// Places each name, by its index. Names are not empty.
pub fn place_names(names: &[&str]) -> Lookup {
    let longest = names.iter().map(|name| name.len()).max().unwrap_or_default();
    let words: Option<Vec<Words>> = names.iter().map(|name| Words::read(name.as_bytes())).collect();
    let place = |words: Vec<Words>| {
        let few = || (words.len() <= FEW).then(|| place_few(&words)).flatten();
        let Placed { keys, shift, pilots, slots } = few().or_else(|| place_many(&words))?;
        Some(Lookup { keys, shift, pilots, slots: write_slots(names, &words, &slots), longest })
    };
    // Where no key tells the names apart, they are compared one after another.
    let nowhere = || Lookup { keys: [0; 4], shift: 0, pilots: Vec::new(), slots: Vec::new(), longest };
    words.and_then(place).unwrap_or_else(nowhere)
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

/// The label of each place.
struct Placed {
    keys: Keys,
    shift: u32,
    pilots: Vec<u8>,
    slots: Vec<Option<usize>>,
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
        members.get_mut(bucket_of(*hash, buckets))?.push(index);
    }
    let mut order: Vec<usize> = (0..buckets).collect();
    order.sort_unstable_by_key(|bucket| (std::cmp::Reverse(members[*bucket].len()), *bucket));
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
    let mut named = Vec::new();
    let mut start = 0;
    for (index, (name, words)) in names.iter().zip(words).enumerate() {
        let (length, index) = (name.len() as u16, index as u16);
        named.push(Slot { words: words.words, start: start as u32, length, index });
        start += name.len();
    }
    let found = |slot: &Option<usize>| slot.and_then(|index| named.get(index)).copied().unwrap_or_default();
    slots.iter().flat_map(|slot| found(slot).encode()).collect()
}

/// Four odd numbers for each attempt.
fn make_keys(attempt: u64) -> Keys {
    [0, 1, 2, 3].map(|word| mix(attempt.wrapping_mul(4).wrapping_add(word)) | 1)
}

/// The finalizer of splitmix64.
fn mix(number: u64) -> u64 {
    let number = number.wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let number = (number ^ (number >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let number = (number ^ (number >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    number ^ (number >> 31)
}
