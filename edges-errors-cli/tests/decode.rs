//! `edges-errors decode`, as an operator pipes things into it.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::io::Write as _;
use std::process::{Command, Stdio};

fn decode(arguments: &[&str], input: &str) -> (Option<i32>, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_edges-errors"));
    command.arg("decode").args(arguments);
    let mut child =
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    // It may have seen enough before the end.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    let output = child.wait_with_output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code(), text(output.stdout), text(output.stderr))
}

const LIMIT: &str = r#"{"error_label":"LIMIT_REACHED","message":"Daily limit reached for searches."}"#;

#[test]
fn a_body_is_explained_with_a_verdict() {
    let (code, out, err) = decode(&["--status", "424", "--method", "POST"], LIMIT);
    assert_eq!((code, err.as_str()), (Some(0), ""));
    assert!(out.contains("LIMIT_REACHED") && out.contains("account") && out.contains("defer: "), "{out}");
}

#[test]
fn a_whole_answer_of_curl_has_its_own_status_and_headers() {
    for end in ["\n", "\r\n"] {
        let answer = [
            "HTTP/1.1 100 Continue",
            "",
            "HTTP/1.1 302 Found",
            "location: /v2",
            "",
            "HTTP/2 429",
            "x-ratelimit-type: /v1/runs",
            "retry-after: 7",
            "",
            r#"{"message":"Rate limit exceeded."}"#,
        ];
        let (code, out, err) = decode(&[], &answer.join(end));
        assert_eq!((code, err.as_str()), (Some(1), ""), "no label is a finding");
        assert!(out.contains("status 429") && out.contains("`edges_api`") && out.contains("7s"), "{out}");
    }
    let (code, out, _) = decode(&[], "HTTP/1.1 200 OK\r\n\r\n{\"results\":[]}");
    assert!(code == Some(0) && out.starts_with("no error"), "{out}");
}

#[test]
fn callbacks_runs_and_inputs_are_told_apart() {
    let callback = format!(r#"{{"run":{{"status":"BLOCKED"}},"error":{LIMIT}}}"#);
    let (_, out, _) = decode(&[], &callback);
    assert!(out.contains("is resumed by the API itself"), "{out}");
    let run = r#"{"status":"FAILED","last_error":{"label":"NOT_CONNECTED","message":"m"}}"#;
    assert!(decode(&[], run).1.contains("NOT_CONNECTED"));
    let input = r#"{"input_data":{},"last_error":{"has_failed":false,"label":"NOT_CONNECTED"}}"#;
    assert!(decode(&[], input).1.starts_with("no error"));
}

#[test]
fn lines_are_counted_by_label() {
    let lines = [LIMIT, r#"{"error_label":"NO_RESULT"}"#, "", LIMIT, r#"{"run":{},"error":null}"#].join("\n");
    let (code, out, err) = decode(&[], &lines);
    assert_eq!((code, err.as_str()), (Some(0), ""));
    let rows: Vec<Vec<&str>> = out.lines().map(|line| line.split_whitespace().collect()).collect();
    assert_eq!(rows[1], ["2", "LIMIT_REACHED", "account", "defer"]);
    assert_eq!(rows[2], ["1", "NO_RESULT", "caller", "stop"]);
    assert!(out.ends_with("4  lines: 1 without an error, 0 unreadable\n"), "{out}");
    let odd = format!("{LIMIT}\nno JSON\n{{\"error_label\":\"\\u001b[2J\"}}\n");
    let (code, out, _) = decode(&[], &odd);
    assert!(code == Some(1) && out.contains("1 unreadable") && !out.contains('\u{1b}'), "{out}");
}

#[test]
fn a_line_without_end_is_cut_and_the_next_one_counts() {
    let long = format!(r#"{{"error_label":"NO_RESULT","message":"{}"}}"#, "a".repeat(1 << 20));
    let (code, out, _) = decode(&[], &format!("{LIMIT}\n{long}\n{LIMIT}\n"));
    assert!(out.contains("3  lines:") && out.contains("2  LIMIT_REACHED"), "{code:?} {out}");
}

#[test]
fn hostile_messages_do_not_reach_the_terminal() {
    let body = r#"{"error_label":"BAD_INPUT","message":"\u001b[2J\u202e\r\n","params":{"x":"\u0007"}}"#;
    let (_, out, _) = decode(&["--status", "400"], body);
    assert!(!out.chars().any(|c| c.is_control() && c != '\n' || c == '\u{202e}'), "{out:?}");
}

#[test]
fn what_cannot_be_read_is_unusable() {
    let (code, out, err) = decode(&[], "<html>");
    assert_eq!((code, out.as_str()), (Some(2), ""));
    assert!(err.contains("--status"), "{err}");
    assert_eq!(decode(&["no such file"], "").0, Some(2));
    assert_eq!(decode(&["--status", "many"], "").0, Some(2));
}
