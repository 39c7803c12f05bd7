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
    let mut last = read_answer(bytes).ok()?;
    while let Some(next) = find_answer(last.body) {
        last = next;
    }
    Some(last)
}

/// Returns whether a text begins as a response does.
pub(super) fn is_answer(bytes: &[u8]) -> bool {
    bytes.starts_with(MARK)
}

fn find_answer(mut bytes: &[u8]) -> Option<Answer<'_>> {
    loop {
        let start = bytes.windows(MARK.len()).position(|window| window == MARK)?;
        match read_answer(bytes.get(start..)?) {
            Ok(answer) => return Some(answer),
            Err(NoHead { rest }) => bytes = rest,
        }
    }
}

/// A text does not begin with a head.
struct NoHead<'a> {
    /// The text without what no head can begin in: each line is read once, however many heads seem to begin.
    rest: &'a [u8],
}

/// Reads a status line, headers and the empty line behind them, whichever way lines end.
fn read_answer(bytes: &[u8]) -> Result<Answer<'_>, NoHead<'_>> {
    let behind = |length: usize| bytes.get(length..).unwrap_or_default();
    let status = read_status(bytes).ok_or(NoHead { rest: behind(MARK.len()) })?;
    let mut lines = bytes.split_inclusive(|byte| *byte == b'\n');
    let mut length = lines.next().map_or(0, <[u8]>::len);
    let mut headers = Vec::new();
    for line in lines {
        if line.trim_ascii().is_empty() {
            return Ok(Answer { status, headers, body: behind(length + line.len()) });
        }
        headers.push(read_header(line).ok_or(NoHead { rest: behind(length) })?);
        length += line.len();
    }
    Err(NoHead { rest: behind(length) })
}

/// Reads the status of a line such as `HTTP/1.1 424 Failed Dependency`.
fn read_status(bytes: &[u8]) -> Option<u16> {
    let line = bytes.strip_prefix(MARK).filter(|line| line.first().is_some_and(u8::is_ascii_digit))?;
    let is_version = |byte: &u8| byte.is_ascii_digit() || *byte == b'.';
    let (_, behind) = line.split_at_checked(line.iter().position(|byte| !is_version(byte))?)?;
    let (status, reason) = behind.strip_prefix(b" ")?.split_at_checked(3)?;
    let ends = reason.first().is_none_or(u8::is_ascii_whitespace);
    let is_status = ends && status.iter().all(u8::is_ascii_digit);
    is_status.then(|| std::str::from_utf8(status).ok()?.parse().ok())?
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

    /// Bodies of which each line seems to begin a head that never ends.
    #[test]
    fn each_line_is_read_once() {
        for (line, end) in
            [("a: HTTP/1.1 200\n", ""), ("HTTP/1.1 200 ", "\n"), ("HTTP/", "\n"), ("HTTP/1.1 200\n", "")]
        {
            let text = format!("HTTP/1.1 500\n\n{}{end}no header\n", line.repeat(200_000));
            let answer = find_last_answer(text.as_bytes()).unwrap();
            assert_eq!((answer.status, answer.body.len()), (500, text.len() - 14), "{line}");
        }
    }

    #[test]
    fn what_is_no_head_belongs_to_the_body() {
        let body = "<p>HTTP/1.1 502 Bad Gateway\nHTTP/x 424\n\n HTTP/1.1 4240\na: b\n\n";
        let text = format!("HTTP/1.1 500\n\n{body}");
        let answer = find_last_answer(text.as_bytes()).unwrap();
        assert_eq!((answer.status, answer.body), (500, body.as_bytes()));
        for text in [
            "",
            "HTTP/",
            "HTTP/1.1 500",
            "HTTP/.1 500\n\n",
            "HTTP/1.1 500\na: b\n",
            "HTTP/1.1 500\nno header\n\n",
            "{}",
        ] {
            assert_eq!(find_last_answer(text.as_bytes()), None, "{text}");
        }
    }
}
