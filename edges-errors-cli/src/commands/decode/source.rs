//! Inputs: one payload or response, a list, or JSON lines.

use std::io::{BufRead, Cursor, Read};

use serde_json::value::RawValue;

use super::answer::is_answer;
use crate::commands::runtime::RunError;
use crate::ending::Unusable;
use crate::input::{MOST_BYTES, read_bounded};

/// An input.
pub(super) enum Input {
    /// One payload or response.
    One(Vec<u8>),
    /// The payloads of a JSON list.
    List(Vec<String>),
    /// JSON objects, one per line.
    Lines(Box<dyn Read + Send>),
}

/// An input whose first lines were looked at.
enum Begun {
    Lines(Box<dyn Read + Send>),
    /// Input that is not JSON lines, from its start.
    Other(Box<dyn Read + Send>),
}

/// Reads an input: as JSON lines if its first line that is not empty is an object and not the only one; else the whole
/// of it tells.
pub(super) fn read_input(input: Box<dyn BufRead + Send>, name: &str) -> Result<Input, Unusable> {
    Ok(match begin(input, name)? {
        Begun::Lines(lines) => Input::Lines(lines),
        Begun::Other(all) => tell_apart(read_bounded(all, name)?),
    })
}

/// Reads the body of a response, of which anything may be the whole, or one on each of several lines.
pub(super) fn read_bodies(input: Box<dyn BufRead + Send>, name: &str) -> Result<Input, Unusable> {
    Ok(match begin(input, name)? {
        Begun::Lines(lines) => Input::Lines(lines),
        Begun::Other(all) => Input::One(read_bounded(all, name)?),
    })
}

fn begin(mut input: Box<dyn BufRead + Send>, name: &str) -> Result<Begun, Unusable> {
    let mut start = Vec::new();
    let (mut filled, mut first_is_object) = (0, false);
    while filled < 2 {
        let before = start.len();
        let room = MOST_BYTES.saturating_sub(before);
        let read = input.by_ref().take(room as u64).read_until(b'\n', &mut start);
        if read.map_err(|error| Unusable::reading(name, &error))? == 0 {
            break;
        }
        let line = start.get(before..).unwrap_or_default();
        if !line.trim_ascii().is_empty() {
            first_is_object |= filled == 0 && is_object(line);
            filled += 1;
        }
    }
    let all = Box::new(Cursor::new(start).chain(input));
    Ok(if filled == 2 && first_is_object { Begun::Lines(all) } else { Begun::Other(all) })
}

fn tell_apart(whole: Vec<u8>) -> Input {
    if is_answer(&whole) || is_object(&whole) {
        return Input::One(whole);
    }
    if let Some(items) = read_list(&whole) {
        return Input::List(items);
    }
    if whole.split(|byte| *byte == b'\n').any(is_object) {
        return Input::Lines(Box::new(Cursor::new(whole)));
    }
    Input::One(whole)
}

/// Returns whether a text is one JSON object.
fn is_object(bytes: &[u8]) -> bool {
    RunError::from_json(bytes).is_ok()
}

/// Reads the items of a JSON list.
fn read_list(bytes: &[u8]) -> Option<Vec<String>> {
    let text = String::from_utf8_lossy(bytes);
    let items: Vec<&RawValue> = serde_json::from_str(text.trim_start_matches('\u{feff}')).ok()?;
    Some(items.into_iter().map(|item| item.get().to_owned()).collect())
}
