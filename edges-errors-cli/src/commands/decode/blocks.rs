//! Blocks of lines: an input is cut at line ends, in constant memory.

use std::io::{self, ErrorKind, Read};

use memchr::{memchr, memchr_iter, memrchr};

/// The length of a block, in bytes, unless a line is longer.
const USUAL: usize = 256 * 1024;

/// An input of lines.
pub(super) struct Blocks {
    input: Box<dyn Read + Send>,
    /// The longest line that is read, in bytes with its end.
    most: usize,
    /// The bytes that were read behind the last block.
    rest: Vec<u8>,
}

/// A part of an input.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Block<'a> {
    /// Whole lines.
    Lines(&'a [u8]),
    /// One line that is longer than is read.
    TooLong,
}

impl Blocks {
    pub(super) fn new(input: Box<dyn Read + Send>, most: usize) -> Self {
        Self { input, most, rest: Vec::new() }
    }

    /// Reads the next block into a room, which may be that of an earlier one; `None` at the end of the input. A block is no
    /// longer in coming than its first line, however slow the input is.
    pub(super) fn read<'a>(&mut self, room: &'a mut Vec<u8>) -> io::Result<Option<Block<'a>>> {
        // A long line does not keep its room for ever.
        room.truncate(USUAL);
        room.shrink_to(USUAL);
        room.resize(USUAL.min(self.most).max(self.rest.len()), 0);
        let (mut filled, mut searched) = (self.rest.len(), 0);
        room.iter_mut().zip(self.rest.drain(..)).for_each(|(to, byte)| *to = byte);
        loop {
            if let Some(end) = find_end(room, searched..filled) {
                self.rest.extend_from_slice(room.get(end..filled).unwrap_or_default());
                return Ok(Some(Block::Lines(room.get(..end).unwrap_or_default())));
            }
            if filled >= self.most {
                return self.skip_line(room).map(|()| Some(Block::TooLong));
            }
            if filled == room.len() {
                room.resize(filled.saturating_mul(2).min(self.most), 0);
            }
            searched = filled;
            filled = filled.saturating_add(self.fill(room, filled)?);
            if filled == searched {
                let lines = room.get(..filled).filter(|lines| !lines.is_empty());
                return Ok(lines.map(Block::Lines));
            }
        }
    }

    /// Reads some bytes into a room from a place on, and returns how many.
    fn fill(&mut self, room: &mut [u8], from: usize) -> io::Result<usize> {
        let free = room.get_mut(from..).unwrap_or_default();
        let most = free.len().min(USUAL);
        let free = free.get_mut(..most).unwrap_or_default();
        loop {
            match self.input.read(free) {
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                read => return read,
            }
        }
    }

    /// Skips the rest of a line.
    fn skip_line(&mut self, room: &mut [u8]) -> io::Result<()> {
        loop {
            let read = self.fill(room, 0)?;
            let read = room.get(..read).unwrap_or_default();
            if let Some(end) = memchr(b'\n', read) {
                self.rest.extend_from_slice(read.get(end.saturating_add(1)..).unwrap_or_default());
                return Ok(());
            }
            if read.is_empty() {
                return Ok(());
            }
        }
    }
}

/// Returns the place behind the last line end in a part of a text.
fn find_end(text: &[u8], part: std::ops::Range<usize>) -> Option<usize> {
    let at = memrchr(b'\n', text.get(part.clone())?)?;
    Some(part.start.saturating_add(at).saturating_add(1))
}

/// Returns the lines of a block, without their ends.
pub(super) fn split_lines(block: &[u8]) -> impl Iterator<Item = &[u8]> {
    let block = block.strip_suffix(b"\n").unwrap_or(block);
    let mut start = 0;
    memchr_iter(b'\n', block).chain([block.len()]).filter_map(move |end| {
        let line = block.get(start..end);
        start = end.saturating_add(1);
        line
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An input that hands over a few bytes at a time.
    struct Slow {
        text: Vec<u8>,
        at: usize,
        step: usize,
    }

    impl Read for Slow {
        fn read(&mut self, room: &mut [u8]) -> io::Result<usize> {
            let length = self.step.min(room.len()).min(self.text.len() - self.at);
            room[..length].copy_from_slice(&self.text[self.at..self.at + length]);
            self.at += length;
            Ok(length)
        }
    }

    /// Reads all lines, of at most 16 bytes with their end; `None` for one that is too long.
    fn read_all(text: &str, step: usize) -> Vec<Option<String>> {
        let slow = Slow { text: text.into(), at: 0, step };
        let (mut blocks, mut room) = (Blocks::new(Box::new(slow), 16), Vec::new());
        let mut lines = Vec::new();
        while let Some(block) = blocks.read(&mut room).unwrap() {
            match block {
                Block::TooLong => lines.push(None),
                Block::Lines(block) => {
                    lines
                        .extend(split_lines(block).map(|line| Some(String::from_utf8(line.into()).unwrap())));
                }
            }
        }
        lines
    }

    #[test]
    fn lines_are_the_same_however_the_input_comes() {
        let long = "0123456789abcdef";
        let (most, less) = (&long[..15], &long[..14]);
        for text in [
            String::new(),
            "\n".to_owned(),
            "\n\n".to_owned(),
            "a".to_owned(),
            "a\nb\n".to_owned(),
            "a\r\n\r\nb".to_owned(),
            format!("{most}\n{most}\n{less}"),
            format!("{long}\na\n\nb\n"),
            format!("a\n{long}{long}{long}\n{long}{long}\nb\n{long}"),
        ] {
            let expected: Vec<_> = text
                .split_inclusive('\n')
                .map(|line| (line.len() < 16 || line == format!("{most}\n")).then_some(line))
                .map(|line| line.map(|line| line.strip_suffix('\n').unwrap_or(line).to_owned()))
                .collect();
            for step in 1..=70 {
                assert_eq!(read_all(&text, step), expected, "{text:?} {step}");
            }
        }
    }

    #[test]
    fn a_line_is_handed_over_as_soon_as_it_is_there() {
        let slow = Slow { text: b"a\nb\nc".into(), at: 0, step: 3 };
        let (mut blocks, mut room) = (Blocks::new(Box::new(slow), 16), Vec::new());
        for lines in [&b"a\n"[..], b"b\n", b"c"] {
            assert_eq!(blocks.read(&mut room).unwrap(), Some(Block::Lines(lines)));
        }
        assert_eq!(blocks.read(&mut room).unwrap(), None);
    }

    #[test]
    fn a_long_line_does_not_keep_its_room() {
        let text = format!("{}\n{{}}\n", "a".repeat(4 * USUAL - 1));
        let (mut blocks, mut room) = (Blocks::new(Box::new(io::Cursor::new(text)), 8 * USUAL), Vec::new());
        assert!(matches!(blocks.read(&mut room).unwrap(), Some(Block::Lines(_))));
        assert!(room.capacity() >= 4 * USUAL);
        assert_eq!(blocks.read(&mut room).unwrap(), Some(Block::Lines(b"{}\n")));
        assert!(room.capacity() <= 2 * USUAL, "{}", room.capacity());
        assert_eq!(blocks.read(&mut room).unwrap(), None);
    }
}
