//! The responses that `curl -i` prints.

/// A response.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Answer<'a> {
    pub(super) status: u16,
    pub(super) headers: Vec<(String, String)>,
    pub(super) body: &'a [u8],
}

const MARK: &[u8] = b"HTTP/";

/// Returns the last response: those before it are interim ones, of a proxy, redirects, or retried.
///
/// `None` if the text does not begin with a response. A body that does not end its last line is followed at once by the
/// next response, so a response begins wherever a whole head is; in JSON none can be.
pub(super) fn find_last_answer(bytes: &[u8]) -> Option<Answer<'_>> {
    let mut last = read_answer(bytes)?;
    while let Some(next) = find_answer(last.body) {
        last = next;
    }
    Some(last)
}

/// Returns whether a text begins as a response does.
pub(super) fn is_answer(bytes: &[u8]) -> bool {
    bytes.starts_with(MARK)
}

fn find_answer(bytes: &[u8]) -> Option<Answer<'_>> {
    let starts = bytes.windows(MARK.len()).enumerate().filter(|(_, window)| *window == MARK);
    starts.filter_map(|(start, _)| read_answer(bytes.get(start..)?)).next()
}

/// Reads a status line, headers and the empty line behind them, whichever way lines end.
fn read_answer(bytes: &[u8]) -> Option<Answer<'_>> {
    // Most lines of a large input begin as nothing of the kind, and are not searched for their ends.
    if !is_answer(bytes) {
        return None;
    }
    let mut lines = bytes.split_inclusive(|byte| *byte == b'\n');
    let first = lines.next()?;
    let status = read_status(first)?;
    let mut length = first.len();
    let mut headers = Vec::new();
    for line in lines {
        length += line.len();
        if line.trim_ascii().is_empty() {
            return Some(Answer { status, headers, body: bytes.get(length..)? });
        }
        headers.push(read_header(line)?);
    }
    None
}

/// Reads the status of a line such as `HTTP/1.1 424 Failed Dependency`.
fn read_status(line: &[u8]) -> Option<u16> {
    let line = std::str::from_utf8(line.strip_prefix(MARK)?.trim_ascii_end()).ok()?;
    let mut words = line.split(' ');
    let version = words.next()?;
    let is_version = version.starts_with(|c: char| c.is_ascii_digit())
        && version.chars().all(|c| c.is_ascii_digit() || c == '.');
    let status = words.next()?;
    (is_version && status.len() == 3).then(|| status.parse().ok()).flatten()
}

fn read_header(line: &[u8]) -> Option<(String, String)> {
    let line = String::from_utf8_lossy(line);
    let (name, value) = line.split_once(':')?;
    let is_token = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(c);
    let is_name = !name.is_empty() && name.chars().all(is_token);
    is_name.then(|| (name.to_owned(), value.trim().to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_answer_counts_wherever_it_begins() {
        for between in ["", "\n", "\r\n"] {
            let text = format!(
                "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 1\r\n\r\n{{\"message\":\"HTTP/1.1 418\"}}{between}\
                 HTTP/2 424\r\nx-a: b: c\r\n\r\n{{}}"
            );
            let answer = find_last_answer(text.as_bytes()).unwrap();
            assert_eq!((answer.status, answer.body), (424, &b"{}"[..]), "{text}");
            assert_eq!(answer.headers, [("x-a".to_owned(), "b: c".to_owned())]);
        }
    }

    #[test]
    fn what_is_no_head_belongs_to_the_body() {
        let body = "<p>HTTP/1.1 502 Bad Gateway\nHTTP/x 424\n\n HTTP/1.1 4240\na: b\n\n";
        let text = format!("HTTP/1.1 500\n\n{body}");
        let answer = find_last_answer(text.as_bytes()).unwrap();
        assert_eq!((answer.status, answer.body), (500, body.as_bytes()));
        for text in ["", "HTTP/", "HTTP/1.1 500", "HTTP/1.1 500\na: b\n", "HTTP/1.1 500\nno header\n\n", "{}"]
        {
            assert_eq!(find_last_answer(text.as_bytes()), None, "{text}");
        }
    }
}
