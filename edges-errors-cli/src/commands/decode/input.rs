//! What was piped in: an error's body, a whole answer as `curl -i` prints it, a callback, a run, or a run's input.

use crate::commands::runtime::RunError;
use serde::Deserialize;
use serde::de::IgnoredAny;

/// The last of the answers that `curl -i` printed: those before it are interim ones, of a proxy, or redirects.
struct Answer<'a> {
    status: u16,
    headers: Vec<(String, String)>,
    body: &'a [u8],
}

/// The keys by which the forms of the API differ.
#[derive(Deserialize)]
struct Keys {
    run: Option<IgnoredAny>,
    last_error: Option<IgnoredAny>,
    input_data: Option<IgnoredAny>,
}

/// The error in what was piped in; `None` where it tells of none.
pub(super) fn decode_input(
    bytes: &[u8],
    status: Option<u16>,
    headers: &[(String, String)],
) -> Result<Option<RunError>, String> {
    if let Some(answer) = read_answer(bytes) {
        let headers: Vec<(String, String)> =
            answer.headers.into_iter().chain(headers.iter().cloned()).collect();
        let status = status.unwrap_or(answer.status);
        return Ok((status >= 400).then(|| RunError::from_parts(status, &headers, answer.body)));
    }
    if let Some(status) = status {
        return Ok(Some(RunError::from_parts(status, headers, bytes)));
    }
    let decoded = match serde_json::from_slice::<Keys>(bytes) {
        Ok(Keys { run: Some(_), .. }) => RunError::from_callback(bytes),
        Ok(Keys { input_data: Some(_), last_error: Some(_), .. }) => RunError::from_run_input(bytes),
        Ok(Keys { last_error: Some(_), .. }) => RunError::from_run(bytes),
        _ => RunError::from_json(bytes).map(Some),
    };
    decoded.map_err(|error| format!("{error}; without `--status` nothing can be said of it"))
}

fn read_answer(bytes: &[u8]) -> Option<Answer<'_>> {
    let (mut head, mut body) = split_head(bytes)?;
    // What follows an answer without a body of its own is the next answer.
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

/// The head of an answer and what is behind the first empty line, whichever way lines end.
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
