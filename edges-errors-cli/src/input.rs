//! Bounded reading of files, pipes and standard input.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Cursor, Read};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use edges_errors_catalogue::locate::{decode_text, read_text};
use edges_errors_catalogue::source::Source;

use crate::ending::Unusable;

/// The most bytes that are read of an input as a whole, or of one of its lines.
pub(crate) const MOST_BYTES: usize = 16 * 1024 * 1024;

/// True once standard input has been opened.
static STDIN_IS_TAKEN: AtomicBool = AtomicBool::new(false);

/// Returns the name of an input for messages: `-` is standard input.
pub(crate) fn name_input(file: &Path) -> String {
    if is_stdin(file) { "<stdin>".to_owned() } else { file.display().to_string() }
}

/// Returns whether an input can only be read from its start to its end: standard input, a pipe or a device.
pub(crate) fn is_stream(file: &Path) -> bool {
    is_stdin(file) || file.metadata().is_ok_and(|facts| !facts.is_file() && !facts.is_dir())
}

/// Returns whether a name is that of standard input.
pub(crate) fn is_stdin(file: &Path) -> bool {
    file.as_os_str() == "-"
}

/// Opens a text. UTF-16, which PowerShell writes, is converted to UTF-8.
pub(crate) fn open_text(file: &Path) -> Result<Box<dyn BufRead + Send>, Unusable> {
    let name = name_input(file);
    let unreadable = |error| Unusable::reading(&name, &error);
    let mut input = open(file)?;
    let mut start = Vec::new();
    input.by_ref().take(2).read_to_end(&mut start).map_err(unreadable)?;
    let Some(order) = ByteOrder::of(&start) else {
        return Ok(Box::new(Cursor::new(start).chain(BufReader::new(input))));
    };
    let bytes = read_bounded(Cursor::new(start).chain(input), &name)?;
    Ok(Box::new(Cursor::new(order.decode(&bytes).into_bytes())))
}

/// Reads the whole of an input; more than [`MOST_BYTES`] are refused.
pub(crate) fn read_bytes(file: &Path) -> Result<Vec<u8>, Unusable> {
    read_bounded(open(file)?, &name_input(file))
}

/// Reads to the end; more than [`MOST_BYTES`] are refused.
pub(crate) fn read_bounded(input: impl Read, name: &str) -> Result<Vec<u8>, Unusable> {
    let mut bytes = Vec::new();
    let read = input.take(MOST_BYTES as u64 + 1).read_to_end(&mut bytes);
    let read = read.map_err(|error| Unusable::reading(name, &error))?;
    if read <= MOST_BYTES { Ok(bytes) } else { Err(too_large(name)) }
}

/// Returns the error of an input that has no end within the limit.
pub(crate) fn too_large(name: &str) -> Unusable {
    Unusable::new(format!("`{name}` is too large: at most {} MiB are read", MOST_BYTES / 1024 / 1024))
}

fn open(file: &Path) -> Result<Box<dyn Read + Send>, Unusable> {
    if !is_stdin(file) {
        let opened = File::open(file).map_err(|error| Unusable::reading(&name_input(file), &error))?;
        return Ok(Box::new(opened));
    }
    if STDIN_IS_TAKEN.swap(true, Ordering::Relaxed) {
        let error = Unusable::new("standard input is named twice, and can be read once");
        return Err(error.help("pass one of them as a file"));
    }
    Ok(Box::new(io::stdin()))
}

/// The order of the bytes of UTF-16.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum ByteOrder {
    Little,
    Big,
}

impl ByteOrder {
    /// Returns the order that the first two bytes tell: a mark, or a character of ASCII with a zero beside it.
    fn of(start: &[u8]) -> Option<Self> {
        match start {
            [0xff, 0xfe] | [1..=0x7f, 0] => Some(Self::Little),
            [0xfe, 0xff] | [0, 1..=0x7f] => Some(Self::Big),
            _ => None,
        }
    }

    fn decode(self, bytes: &[u8]) -> String {
        let units = bytes.chunks(2).map(|pair| match (pair, self) {
            ([low, high], Self::Little) | ([high, low], Self::Big) => u16::from_be_bytes([*high, *low]),
            // Half a unit at the end.
            _ => 0xfffd,
        });
        char::decode_utf16(units).map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
    }
}

/// Reads the text of a catalogue, which may come through a pipe.
pub(crate) fn read_source(file: &Path) -> Result<Source, Unusable> {
    let name = name_input(file);
    let text = if is_stream(file) { decode_text(read_bytes(file)?, &name) } else { read_text(file, &name) }
        .map_err(Unusable::from)?;
    Ok(Source::new(name, text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn utf_16_is_told_by_its_mark_or_by_zeros() {
        for (bytes, text) in [
            (&b"\xff\xfe{\0\xe9\0"[..], "\u{feff}{é"),
            (b"\xfe\xff\0{\0\xe9", "\u{feff}{é"),
            (b"{\0}\0", "{}"),
            (b"\0{\0}", "{}"),
            (b"{\0\0\xd8}", "{\u{fffd}\u{fffd}"),
        ] {
            let order = ByteOrder::of(&bytes[..2]).unwrap();
            assert_eq!(order.decode(bytes), text);
        }
        for start in [&b""[..], b"{", b"{}", b"\xef\xbb", b"\0\0"] {
            assert_eq!(ByteOrder::of(start), None, "{start:?}");
        }
    }
}
