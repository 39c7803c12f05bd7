//! All implementations in one program, each behind a call that is not inlined; rounds take turns.

use std::hint::black_box;
use std::time::Instant;

mod generated;

use generated::{COUNT, HITS, NAMES, OTHERS, Implementation};

const LOOKUPS: usize = 16_384;

/// Names back to back as if just parsed, where each is, and which label it is.
struct Stream {
    text: String,
    places: Vec<(u32, u32)>,
    expected: Vec<u16>,
}

const NONE: u16 = u16::MAX;

struct Numbers(u64);

impl Numbers {
    fn draw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let number = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let number = (number ^ (number >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        number ^ (number >> 31)
    }
}

/// `share` of a hundred names are labels; of the others, half are made like labels and half differ in one byte.
fn make_stream(seed: u64, share: u64) -> Stream {
    let mut numbers = Numbers(seed);
    let mut stream = Stream { text: String::new(), places: Vec::new(), expected: Vec::new() };
    while stream.places.len() < LOOKUPS {
        let label = (numbers.draw() % COUNT as u64) as usize;
        let (name, expected) = if numbers.draw() % 100 < share {
            (NAMES[label].to_owned(), label as u16)
        } else if numbers.draw() % 2 == 0 {
            (OTHERS[(numbers.draw() % OTHERS.len() as u64) as usize].to_owned(), NONE)
        } else {
            let mut name = NAMES[label].to_owned().into_bytes();
            let at = (numbers.draw() % name.len() as u64) as usize;
            name[at] = b'A' + (numbers.draw() % 26) as u8;
            (String::from_utf8(name).unwrap(), NONE)
        };
        if expected == NONE && HITS.contains(&&*name) {
            continue;
        }
        stream.places.push((stream.text.len() as u32, name.len() as u32));
        stream.text.push_str(&name);
        stream.expected.push(expected);
    }
    stream
}

fn make_repeated() -> Stream {
    let name = NAMES[COUNT / 2];
    Stream {
        text: name.to_owned(),
        places: vec![(0, name.len() as u32); LOOKUPS],
        expected: vec![(COUNT / 2) as u16; LOOKUPS],
    }
}

/// One pass; the sum shows that nothing was left out.
#[inline(never)]
fn pass(stream: &Stream, find: fn(&str, u16) -> u16) -> u64 {
    let mut sum = 0;
    for (&(at, length), &expected) in stream.places.iter().zip(&stream.expected) {
        let name = &stream.text[at as usize..(at + length) as usize];
        sum += u64::from(find(name, expected));
    }
    sum
}

/// The next name waits for the result of the last one.
#[inline(never)]
fn pass_dependent(stream: &Stream, find: fn(&str, u16) -> u16, zero: u64) -> u64 {
    let (mut sum, mut last) = (0, 0);
    for step in 0..stream.places.len() {
        let at = step + (last & zero) as usize;
        let (start, length) = stream.places[at];
        let name = &stream.text[start as usize..(start + length) as usize];
        last = u64::from(find(name, stream.expected[at]));
        sum += last;
    }
    sum
}

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let streams = [
        ("known", make_stream(1, 100)),
        ("unknown", make_stream(2, 0)),
        ("mixed", make_stream(3, 50)),
        ("one label", make_repeated()),
    ];
    if let [_, name, stream, passes] = &arguments[..] {
        let find = generated::ALL.iter().find(|one| one.name == name).unwrap().find;
        let stream = &streams.iter().find(|(known, _)| known == stream).unwrap().1;
        for _ in 0..passes.parse().unwrap() {
            black_box(pass(stream, find));
        }
        return;
    }
    let rounds = if COUNT > 5_000 { 40 } else { 80 };
    for (what, stream) in &streams {
        let wanted: u64 = stream.expected.iter().copied().map(u64::from).sum();
        measure(what, rounds, |one| assert_eq!(pass(stream, one.find), wanted, "{}", one.name));
    }
    let zero = black_box(0);
    measure("dependent", rounds, |one| {
        black_box(pass_dependent(&streams[0].1, one.find, zero));
    });
}

/// Prints a line for each: what, name, median and least nanoseconds for one lookup.
fn measure(what: &str, rounds: usize, work: impl Fn(&Implementation)) {
    let mut times = vec![Vec::new(); generated::ALL.len()];
    for round in 0..rounds {
        for step in 0..generated::ALL.len() {
            let at = (step + round) % generated::ALL.len();
            let started = Instant::now();
            work(&generated::ALL[at]);
            times[at].push(started.elapsed().as_nanos() as f64 / LOOKUPS as f64);
        }
    }
    for (one, times) in generated::ALL.iter().zip(&mut times) {
        times.sort_by(f64::total_cmp);
        println!("{what}\t{}\t{:.3}\t{:.3}", one.name, times[times.len() / 2], times[0]);
    }
}
