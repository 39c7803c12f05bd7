//! The forms of input: an error body, a response as printed by `curl -i`, a callback, a run, or a run's input.

use edges_errors::InvalidPayload;
use serde::Deserialize;
use serde::de::IgnoredAny;

use crate::commands::runtime::RunError;

/// The last response that `curl -i` printed: those before it are interim ones, of a proxy, or redirects.
struct Answer<'a> {
    status: u16,
    headers: Vec<(String, String)>,
    body: &'a [u8],
}

/// The keys that tell the payloads of the API apart.
#[derive(Deserialize)]
struct Keys {
    run: Option<IgnoredAny>,
    last_error: Option<IgnoredAny>,
    input_data: Option<IgnoredAny>,
}

/// Decodes the error of an input; `None` if it is not one.
pub(super) fn decode_input(
    bytes: &[u8],
    status: Option<u16>,
    headers: &[(String, String)],
) -> Result<Option<RunError>, InvalidPayload> {
    if let Some(answer) = read_answer(bytes) {
        let headers: Vec<(String, String)> =
            answer.headers.into_iter().chain(headers.iter().cloned()).collect();
        let status = status.unwrap_or(answer.status);
        return Ok((status >= 400).then(|| RunError::from_parts(status, &headers, answer.body)));
    }
    if let Some(status) = status {
        return Ok(Some(RunError::from_parts(status, headers, bytes)));
    }
    match serde_json::from_slice::<Keys>(bytes) {
        Ok(Keys { run: Some(_), .. }) => RunError::from_callback(bytes),
        Ok(Keys { input_data: Some(_), last_error: Some(_), .. }) => RunError::from_run_input(bytes),
        Ok(Keys { last_error: Some(_), .. }) => RunError::from_run(bytes),
        _ => RunError::from_json(bytes).map(Some),
    }
}

fn read_answer(bytes: &[u8]) -> Option<Answer<'_>> {
    let (mut head, mut body) = split_head(bytes)?;
    // A response without a body is followed by the next one.
    while let Some((next, rest)) = split_head(body) {
        (head, body) = (next, rest);
    }
    let head = String::from_utf8_lossy(head);
    let mut lines = head.lines();
    let status = lines.next()?.split_whitespace().nth(1)?.parse().ok()?;
    let headers = lines.filter_map(|line| line.split_once(':'));
    let headers = headers.map(|(name, value)| (name.trim().to_owned(), value.trim().to_owned())).collect();
    Some(Answer { status, headers, body })
}

/// Splits a response at the first empty line, whichever way lines end.
fn split_head(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    if !bytes.starts_with(b"HTTP/") {
        return None;
    }
    let mut start = 0;
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        let end = start + line.len();
        if line.trim_ascii().is_empty() {
            return Some((bytes.get(..start)?, bytes.get(end..)?));
        }
        start = end;
    }
    None
}
