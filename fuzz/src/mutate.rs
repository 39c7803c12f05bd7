//! Mutations of text that keep most of it whole: pieces are moved, left out, doubled and renamed, and words of a
//! vocabulary take the place of others.

use libfuzzer_sys::fuzzer_mutate;

/// Mutates the text in `data[..size]` in place, by pieces that end at `separator`; gives the new size. One time in two
/// it leaves the work to libFuzzer itself, with its dictionary.
pub fn mutate_text(
    data: &mut [u8],
    size: usize,
    max_size: usize,
    seed: u32,
    separator: char,
    vocabulary: &[&str],
) -> usize {
    let mut chance = Chance(u64::from(seed) << 1 | 1);
    let Some(text) = std::str::from_utf8(&data[..size]).ok().filter(|_| chance.below(2) == 0) else {
        return fuzzer_mutate(data, size, max_size);
    };
    let mut pieces: Vec<String> = text.split_inclusive(separator).map(str::to_owned).collect();
    for _ in 0..=chance.below(3) {
        mutate_pieces(&mut pieces, &mut chance, vocabulary);
    }
    let mutated = pieces.concat();
    let end = (0..=mutated.len().min(max_size)).rev().find(|end| mutated.is_char_boundary(*end)).unwrap_or(0);
    data[..end].copy_from_slice(&mutated.as_bytes()[..end]);
    end
}

fn mutate_pieces(pieces: &mut Vec<String>, chance: &mut Chance, vocabulary: &[&str]) {
    if pieces.is_empty() {
        pieces.push(chance.pick(vocabulary).to_string());
        return;
    }
    let (at, other) = (chance.below(pieces.len()), chance.below(pieces.len()));
    match chance.below(8) {
        0 => drop(pieces.remove(at)),
        1 => pieces.insert(other, pieces[at].clone()),
        2 => pieces.swap(at, other),
        3 => {
            let piece = pieces.remove(at);
            pieces.insert(other.min(pieces.len()), piece);
        }
        4 => {
            let word = *chance.pick(&words(&pieces[other]));
            pieces[at] = replace_word(&pieces[at], word, chance);
        }
        _ => {
            let word = *chance.pick(vocabulary);
            pieces[at] = replace_word(&pieces[at], word, chance);
        }
    }
}

/// The piece with one of its words replaced.
fn replace_word(piece: &str, word: &str, chance: &mut Chance) -> String {
    let words = words(piece);
    let chosen = *chance.pick(&words);
    let start = chosen.as_ptr().addr() - piece.as_ptr().addr();
    [&piece[..start], word, &piece[start + chosen.len()..]].concat()
}

/// The words of a text; all of it where it has none.
fn words(text: &str) -> Vec<&str> {
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let words: Vec<&str> = text.split(|c| !is_word(c)).filter(|word| !word.is_empty()).collect();
    if words.is_empty() { vec![text] } else { words }
}

/// SplitMix64.
struct Chance(u64);

impl Chance {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed >> 32) as usize % bound.max(1)
    }

    fn pick<'a, T>(&mut self, items: &'a [T]) -> &'a T {
        &items[self.below(items.len())]
    }
}
