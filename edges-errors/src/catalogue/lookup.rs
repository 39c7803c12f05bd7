//! Finding a label by its name. `edges-errors-codegen/src/expand/lookup.rs` says how, and writes what is read here; the
//! two files change together. Reading is total: tables that are not as they should be find nothing.

/// The tables of the perfect hash.
#[derive(Debug)]
pub struct Lookup {
    pub keys: [u64; 4],
    pub shift: u32,
    pub pilots: &'static [u8],
    pub slots: &'static [u8],
    pub longest: usize,
}

/// The four words; where the name stands among all names (u32), its length and the index (u16 each).
const SLOT: usize = 40;
/// Of a longer name the words do not cover every byte.
const COVERED: usize = 32;

impl Lookup {
    /// The index of the label with this name, of the names that stand one after another.
    #[inline]
    pub(crate) fn find(&self, name: &[u8], names: &[u8]) -> Option<usize> {
        let words = read_words(name, self.longest)?;
        let slots = self.slots.as_chunks::<SLOT>().0;
        let [a, b, c, d, end] = read_slot(slots.get(self.place(&words, name.len(), slots.len())?)?);
        let same = a == words[0] && b == words[1] && c == words[2] && d == words[3];
        if !same || (end >> 32 & 0xffff) as usize != name.len() {
            return None;
        }
        if name.len() > COVERED && names.get(end as u32 as usize..)?.get(..name.len())? != name {
            return None;
        }
        Some((end >> 48) as usize)
    }

    #[inline]
    fn place(&self, [a, b, c, d]: &[u64; 4], length: usize, places: usize) -> Option<usize> {
        let [k0, k1, k2, k3] = self.keys;
        let (first, last) = (a ^ k0, b ^ (length as u64).wrapping_mul(k1));
        if self.pilots.is_empty() {
            return usize::try_from(first.wrapping_mul(last) >> (self.shift & 63)).ok();
        }
        let hash = fold(first ^ c.wrapping_mul(k2), last ^ d.wrapping_mul(k3));
        let bucket = (hash as usize) & self.pilots.len().wrapping_sub(1);
        let pilot = u64::from(self.pilots.get(bucket).copied()?);
        let spread = hash.wrapping_mul(pilot.wrapping_mul(2).wrapping_add(1));
        usize::try_from(u128::from(spread).wrapping_mul(places as u128) >> 64).ok()
    }
}

#[inline]
fn read_slot(slot: &[u8; SLOT]) -> [u64; 5] {
    let mut words = [0; 5];
    for (word, bytes) in words.iter_mut().zip(slot.as_chunks::<8>().0) {
        *word = u64::from_le_bytes(*bytes);
    }
    words
}

#[inline]
fn read_words(name: &[u8], longest: usize) -> Option<[u64; 4]> {
    let length = name.len();
    if length > longest {
        return None;
    }
    let Some(third) = length.checked_sub(8) else { return Some([read_short(name)?; 4]) };
    let last = read_word(name, length.max(16).wrapping_sub(16))?;
    let last = if length > COVERED { fold_middle(name, last) } else { last };
    Some([read_word(name, 0)?, read_word(name, third)?, read_word(name, third.min(8))?, last])
}

#[inline]
fn read_word(name: &[u8], at: usize) -> Option<u64> {
    name.get(at..)?.first_chunk().map(|bytes| u64::from_le_bytes(*bytes))
}

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

fn fold_middle(name: &[u8], last: u64) -> u64 {
    let middle = name.get(16..name.len().saturating_sub(16)).unwrap_or_default();
    let (chunks, rest) = middle.as_chunks::<8>();
    let mut tail = [0; 8];
    tail.iter_mut().zip(rest).for_each(|(to, from)| *to = *from);
    chunks.iter().chain([&tail]).fold(last, |folded, chunk| {
        (folded ^ u64::from_le_bytes(*chunk)).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(29)
    })
}

#[inline]
fn fold(one: u64, other: u64) -> u64 {
    let product = u128::from(one).wrapping_mul(u128::from(other));
    (product >> 64) as u64 ^ product as u64
}
