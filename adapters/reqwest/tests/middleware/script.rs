//! A server that gives the answers it was told, one to a connection, and counts the requests.

use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

use edges_errors::{EdgesError, Label};

/// The bytes of an answer; none hang up instead.
pub(crate) type Answer = Vec<u8>;

pub(crate) struct Script {
    pub(crate) url: String,
    /// The bodies of the requests so far.
    requests: Arc<Mutex<Vec<Vec<u8>>>>,
}

impl Script {
    /// The last answer is given again and again.
    pub(crate) fn play(answers: impl IntoIterator<Item = Answer>) -> Self {
        let answers: Vec<Answer> = answers.into_iter().collect();
        let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let url = format!("http://{}/", listener.local_addr().unwrap());
        let requests = Arc::new(Mutex::new(Vec::new()));
        let seen = Arc::clone(&requests);
        thread::spawn(move || {
            for (count, connection) in listener.incoming().enumerate() {
                let mut connection = connection.unwrap();
                seen.lock().unwrap().push(read_request(&mut connection));
                let answer = answers.get(count).or(answers.last()).unwrap();
                // The client may have left.
                let _ = connection.write_all(answer);
            }
        });
        Self { url, requests }
    }

    pub(crate) fn requests(&self) -> usize {
        self.requests.lock().unwrap().len()
    }

    pub(crate) fn bodies(&self) -> Vec<Vec<u8>> {
        self.requests.lock().unwrap().clone()
    }
}

/// The body of a request with a `Content-Length`, or in chunks.
fn read_request(connection: &mut TcpStream) -> Vec<u8> {
    let head = read_until(connection, b"\r\n\r\n");
    let head = String::from_utf8(head).unwrap().to_lowercase();
    let length = head.split("content-length: ").nth(1).and_then(|rest| rest.lines().next());
    if head.contains("transfer-encoding: chunked") {
        return read_until(connection, b"0\r\n\r\n");
    }
    let mut body = vec![0; length.map_or(0, |length| length.parse().unwrap())];
    connection.read_exact(&mut body).unwrap();
    body
}

fn read_until(connection: &mut TcpStream, end: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::new();
    while !bytes.ends_with(end) {
        let mut byte = [0];
        connection.read_exact(&mut byte).unwrap();
        bytes.extend(byte);
    }
    bytes
}

pub(crate) fn answer(status: u16, headers: &str, body: &str) -> Answer {
    let length = body.len();
    format!("HTTP/1.1 {status} X\r\nConnection: close\r\nContent-Length: {length}\r\n{headers}\r\n{body}")
        .into()
}

pub(crate) fn ok() -> Answer {
    answer(200, "", r#"{"results":[]}"#)
}

pub(crate) fn unavailable() -> Answer {
    answer(503, "", "")
}

pub(crate) fn hang_up() -> Answer {
    Vec::new()
}

/// An error with this label as a server sends it.
pub(crate) fn labelled(label: &str, status: u16) -> Answer {
    answer(status, "", &format!(r#"{{"error_label":"{label}","message":"m","error_ref":"ERR-1"}}"#))
}

/// The sample of a label of the catalogue.
pub(crate) fn sample(label: edges_errors::ErrorLabel) -> Answer {
    let error: EdgesError = label.sample();
    assert_eq!(error.label().map(Label::as_str), Some(label.as_str()));
    answer(error.status().unwrap(), "", std::str::from_utf8(error.body()).unwrap())
}
