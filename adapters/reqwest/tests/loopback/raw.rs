//! A server that sends what it is given, HTTP or not, to the first connection, and hangs up.

use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::thread::{self, JoinHandle};

/// The URL of an answer that is sent once, to whatever is asked.
pub(crate) fn answer_once(answer: impl Into<Vec<u8>>) -> String {
    let (listener, url) = listen();
    let answer = answer.into();
    thread::spawn(move || {
        // The client may have seen enough before the end.
        let _ = accept_request(&listener).write_all(&answer);
    });
    url
}

/// The URL of a 500 with a body of so many chunks of 64 KiB, and how many of them the client let come.
pub(crate) fn answer_in_chunks(chunks: usize) -> (String, JoinHandle<usize>) {
    let (listener, url) = listen();
    let server = thread::spawn(move || {
        let mut connection = accept_request(&listener);
        let chunk = vec![b'a'; 64 * 1024];
        let length = chunks * chunk.len();
        let head = format!("HTTP/1.1 500 Internal Server Error\r\nContent-Length: {length}\r\n\r\n");
        connection.write_all(head.as_bytes()).unwrap();
        (0..chunks).take_while(|_| connection.write_all(&chunk).is_ok()).count()
    });
    (url, server)
}

fn listen() -> (TcpListener, String) {
    let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let url = format!("http://{}/raw", listener.local_addr().unwrap());
    (listener, url)
}

fn accept_request(listener: &TcpListener) -> TcpStream {
    let (mut connection, _) = listener.accept().unwrap();
    let mut request = Vec::new();
    while !request.ends_with(b"\r\n\r\n") {
        let mut byte = [0];
        connection.read_exact(&mut byte).unwrap();
        request.extend(byte);
    }
    connection
}

/// A 200 with this body, under a `Content-Length` that promises so many bytes more.
pub(crate) fn promise_more(body: &[u8], missing: usize) -> Vec<u8> {
    let promised = body.len() + missing;
    let mut answer =
        format!("HTTP/1.1 200 OK\r\nContent-Length: {promised}\r\nX-Kept: yes\r\n\r\n").into_bytes();
    answer.extend(body);
    answer
}
