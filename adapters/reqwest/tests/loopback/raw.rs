//! A server that sends what it is given, HTTP or not, to the first connection, and hangs up.

use std::io::{Read as _, Write as _};
use std::net::TcpListener;
use std::thread;

/// The URL of an answer that is sent once, to whatever is asked.
pub(crate) fn answer_once(answer: impl Into<Vec<u8>>) -> String {
    let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let address = listener.local_addr().unwrap();
    let answer = answer.into();
    thread::spawn(move || {
        let (mut connection, _) = listener.accept().unwrap();
        let mut request = Vec::new();
        while !request.ends_with(b"\r\n\r\n") {
            let mut byte = [0];
            connection.read_exact(&mut byte).unwrap();
            request.extend(byte);
        }
        // The client may have seen enough before the end.
        let _ = connection.write_all(&answer);
    });
    format!("http://{address}/raw")
}

/// A 200 with this body, under a `Content-Length` that promises so many bytes more.
pub(crate) fn promise_more(body: &[u8], missing: usize) -> Vec<u8> {
    let promised = body.len() + missing;
    let mut answer =
        format!("HTTP/1.1 200 OK\r\nContent-Length: {promised}\r\nX-Kept: yes\r\n\r\n").into_bytes();
    answer.extend(body);
    answer
}
