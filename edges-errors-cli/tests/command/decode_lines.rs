//! JSON lines for `edges-errors decode`: odd ones, long ones, many, slow ones, and their order.

use std::io::{BufRead as _, BufReader, Write as _};
use std::process::Stdio;

use super::decode::{LIMIT, decode_plainly};
use super::{Ending, command, locate};

fn decode(input: &str) -> Ending {
    decode_plainly(&["--method", "POST"], input)
}

#[test]
fn an_odd_line_is_told_by_its_number_wherever_it_stands() {
    for odd in ["{…}", "2026-11-26 INFO started", "[]"] {
        for at in 0..3 {
            let mut lines = vec![LIMIT, LIMIT];
            lines.insert(at, odd);
            let (code, out, err) = decode(&lines.join("\n"));
            assert_eq!(code, Some(1), "{odd} {at}: {err}");
            assert!(out.contains("2  LIMIT_REACHED") && out.contains("1 unreadable"), "{out}");
            assert_eq!(err, format!("note: <stdin>:{}: not a JSON object\n", at + 1));
        }
    }
}

#[test]
fn an_empty_line_is_told_and_is_no_finding() {
    for at in 0..3 {
        let mut lines = vec![LIMIT, LIMIT];
        lines.insert(at, "");
        let (code, out, err) = decode(&format!("{}\n", lines.join("\n")));
        assert_eq!((code, err), (Some(0), format!("note: <stdin>:{}: empty\n", at + 1)));
        assert!(out.contains("2  lines: 0 without an error, 0 unreadable"), "{out}");
    }
}

#[test]
fn remarks_are_bounded() {
    let (code, _, err) = decode(&format!("{LIMIT}\n{}", "odd\n".repeat(25)));
    assert_eq!((code, err.lines().count()), (Some(1), 11));
    assert!(err.ends_with("note: 15 more such places in <stdin>\n"), "{err}");
}

#[test]
fn a_long_line_is_read_and_one_without_end_is_cut() {
    let long = |length| format!(r#"{{"error_label":"NO_RESULT","message":"{}"}}"#, "a".repeat(length));
    let (code, out, err) = decode(&format!("{}\n{LIMIT}\n{}\n", long(140_000), long(140_000)));
    assert_eq!((code, err.as_str()), (Some(0), ""));
    assert!(out.contains("2  NO_RESULT") && out.contains("0 unreadable"), "{out}");
    let (code, out, err) = decode(&format!("{LIMIT}\n{}\n{LIMIT}\n", long(17 << 20)));
    assert_eq!((code, err.as_str()), (Some(1), "note: <stdin>:2: longer than 16 MiB\n"));
    assert!(out.contains("2  LIMIT_REACHED"), "{out}");
}

#[test]
fn the_order_of_lines_does_not_matter() {
    let blocked = format!(r#"{{"run":{{"status":"BLOCKED"}},"error":{LIMIT}}}"#);
    let server = r#"{"message":"m","status_code":503}"#;
    let mut lines = [LIMIT, &blocked, server, r#"{"message":"m"}"#, LIMIT];
    let (_, forward, _) = decode(&lines.join("\n"));
    lines.reverse();
    assert_eq!(decode(&lines.join("\n")).1, forward);
    assert!(forward.contains("await 1, defer 2"), "{forward}");
}

#[test]
fn text_before_the_objects_of_a_log_is_told() {
    let log = format!("2026-11-26T06:00:00Z ERROR {LIMIT}\n");
    for input in [log.clone(), log.repeat(2)] {
        for stanzas in [&[][..], &["--stanzas"]] {
            let (code, out, err) = decode_plainly(stanzas, &input);
            assert_eq!((code, out.as_str()), (Some(2), ""));
            assert_eq!(
                err,
                "error: `<stdin>` has text before its JSON objects\n\
                 help: pass the objects alone, as `sed 's/^[^{]*//'` leaves them\n"
            );
        }
    }
    let (code, _, err) = decode_plainly(&[], "{no JSON}");
    assert!(code == Some(2) && err.contains("--status"), "{err}");
}

#[test]
fn lines_without_a_label_where_the_catalogue_looks_are_told() {
    let input = "{\"code\":\"LK_ERROR\"}\n{\"code\":\"NO_RESULT\"}\n";
    let (code, _, err) = decode(input);
    let note = "note: <stdin> has no label where the catalogue looks for one: error_label, then label\n";
    assert_eq!((code, err.as_str()), (Some(1), note));
    assert_eq!(decode(&format!("{input}{LIMIT}\n")).2, "");
}

#[test]
fn many_lines_are_counted_as_few_are() {
    let long = format!(r#"{{"error_label":"NO_RESULT","message":"{}"}}"#, "a".repeat(300));
    let passage = [
        LIMIT,
        r#"{"error_label":"NO_RESULT","message":"m"}"#,
        r#"{"error_label":"NEW","params":{"a":[1,{"b":null}]}}"#,
        r#"{"run":{"status":"SUCCEEDED"},"error":null}"#,
        r#"{"message":"no label"}"#,
        &long,
    ];
    let mut lines = passage.repeat(2_500);
    lines.insert(1, "odd");
    lines.insert(9_000, "");
    lines.push("[]");
    let (code, out, err) = decode(&format!("\u{feff}{}", lines.join("\r\n")));
    let remarks = [(2, "not a JSON object"), (9_001, "empty"), (15_003, "not a JSON object")];
    let remarks = remarks.map(|(line, what)| format!("note: <stdin>:{line}: {what}\n"));
    assert_eq!((code, err), (Some(1), remarks.concat()));
    let rows: Vec<Vec<&str>> = out.lines().skip(1).map(|row| row.split_whitespace().collect()).collect();
    assert_eq!(rows[0], ["5000", "NO_RESULT", "caller", "stop:", "empty"]);
    assert_eq!(rows[1], ["2500", "(no", "label)", "-", "stop:", "in_doubt"]);
    assert_eq!(rows[2], ["2500", "LIMIT_REACHED", "account", "defer"]);
    assert_eq!(rows[3], ["2500", "NEW", "-", "stop:", "in_doubt"]);
    assert!(out.contains("15002  lines: 2500 without an error, 2 unreadable\n"), "{out}");
}

/// Labels of which there is no end, as where each has an id in it.
#[test]
fn the_first_thousand_labels_are_told_apart() {
    let line = |label: &str| format!("{{\"error_label\":\"{label}\",\"message\":\"{}\"}}\n", "m".repeat(100));
    let ids: String = (0..9_000).map(|id| line(&format!("ID_{id}"))).collect();
    let input = format!("{LIMIT}\n{ids}{LIMIT}\n{ids}{}{ids}", line("LATE"));
    let (code, out, _) = decode(&input);
    assert_eq!(code, Some(1));
    let rows: Vec<&str> = out.lines().skip(1).map(str::trim_start).collect();
    assert_eq!(rows.len(), 1 + 1_000 + 1 + 2, "and what the table leaves to be asked");
    assert!(rows[0].starts_with("24001  (other labels)"), "{}", rows[0]);
    for id in [0, 1, 999] {
        assert!(rows.iter().any(|row| row.starts_with(&format!("3  ID_{id} "))), "{id}");
    }
    assert!(!out.contains("ID_1000 ") && !out.contains("LATE") && out.contains("2  LIMIT_REACHED"), "{out}");
}

#[test]
fn a_label_that_is_stopped_is_awaited_where_the_api_goes_on() {
    let stopped = r#"{"error_label":"NO_RESULT"}"#;
    let awaited = format!(
        r#"{{"run":{{"status":"BLOCKED","postponed_until":"2999-01-01T00:00:00Z"}},"error":{stopped}}}"#
    );
    let mut lines = [stopped, stopped, &awaited, stopped];
    for _ in 0..2 {
        let (_, out, _) = decode(&lines.join("\n"));
        assert!(out.contains("await 1, stop 3"), "{out}");
        lines.reverse();
    }
}

/// As with `tail -f errors.jsonl | edges-errors decode`.
#[test]
fn an_odd_line_is_told_before_the_next_one_comes() {
    let mut decode = command(&locate("."));
    decode.args(["decode", "--method", "POST"]);
    let mut decode =
        decode.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
    let mut input = decode.stdin.take().unwrap();
    let mut remarks = BufReader::new(decode.stderr.take().unwrap()).lines();
    writeln!(input, "{LIMIT}\n{LIMIT}").unwrap();
    for number in 3..=6 {
        writeln!(input, "odd").unwrap();
        let remark = remarks.next().unwrap().unwrap();
        assert_eq!(remark, format!("note: <stdin>:{number}: not a JSON object"));
    }
    drop(input);
    assert_eq!(decode.wait().unwrap().code(), Some(1));
}

/// Each line is the body of a response with the status, and none is dropped in silence.
#[test]
fn a_status_is_that_of_every_line() {
    let other = r#"{"error_label":"MADE_UP"}"#;
    let lines = format!("{LIMIT}\n{LIMIT}\n{other}\n\nodd\n");
    let (code, out, err) = decode_plainly(&["--method", "POST", "--status", "424"], &lines);
    assert_eq!((code, err.as_str()), (Some(1), "note: <stdin>:4: empty\n"), "{out}");
    for row in
        ["2  LIMIT_REACHED", "1  MADE_UP", "1  (no label)", "4  lines: 0 without an error, 0 unreadable"]
    {
        assert!(out.contains(row), "{row}: {out}");
    }
    let (code, out, _) = decode_plainly(&["--stanzas", "--status", "418"], &lines);
    assert_eq!(code, Some(1));
    assert!(out.contains("[errors.MADE_UP]") && out.contains("418"), "{out}");
    let (code, out, _) = decode_plainly(&["--method", "POST", "--status", "200"], &lines);
    assert!(code == Some(0) && out.contains("4  lines: 4 without an error"), "{out}");
    // One body may have lines of its own.
    let pretty = "{\n  \"error_label\":\n{}\n}";
    let (_, out, _) = decode_plainly(&["--method", "POST", "--status", "424"], pretty);
    assert!(out.starts_with("error "), "{out}");
}

#[test]
fn the_table_says_what_a_stop_leaves_to_be_done() {
    let labels = ["LK_ERROR", "NO_RESULT", "SN_CONFLICT", "BAD_INPUT", "MADE_UP"];
    let lines: String = labels.map(|label| format!("{{\"error_label\":\"{label}\"}}\n")).concat();
    let (_, out, _) = decode(&lines.repeat(2));
    let rows: Vec<Vec<&str>> = out.lines().map(|line| line.split_whitespace().collect()).collect();
    for (label, word) in labels.into_iter().zip(["in_doubt", "empty", "done", "fix_input", "in_doubt"]) {
        let row = rows.iter().find(|row| row.get(1) == Some(&label)).unwrap();
        assert_eq!(row[row.len() - 2..], ["stop:", word], "{out}");
    }
    assert!(out.ends_with("decode its line alone.\n"), "{out}");
    let (_, out, _) = decode_plainly(&["--method", "GET"], &lines);
    assert!(out.contains("-         stop: unlisted\n"), "{out}");
    let (_, out, _) = decode_plainly(&["--method", "POST", "--format", "json"], &lines);
    let facts: serde_json::Value = serde_json::from_str(&out).unwrap();
    let errors = facts["errors"].as_array().unwrap();
    let doubt = errors.iter().find(|error| error["error"] == "LK_ERROR").unwrap();
    assert_eq!((&doubt["decisions"]["stop"], &doubt["stops"]["in_doubt"]), (&1.into(), &1.into()));
}

#[test]
fn a_label_of_the_newest_edition_is_told_of() {
    let new = r#"{"error_label":"LK_BAD_COOKIE"}"#;
    let lines = format!("{new}\n{LIMIT}\n{new}\n");
    for (arguments, input) in [
        (&["--method", "POST", "--status", "424"][..], new),
        (&["--method", "POST"], &lines),
        (&["--stanzas"], &lines),
        (&["--stanzas"], new),
    ] {
        let arguments = [arguments, &["--edition", "default"]].concat();
        let (code, _, err) = decode_plainly(&arguments, input);
        assert_eq!(code, Some(1), "{err}");
        assert_eq!(err, "note: `--edition latest` lists LK_BAD_COOKIE\n", "{arguments:?}");
    }
    let (code, _, err) = decode_plainly(&["--method", "POST", "--edition", "latest"], &lines);
    assert_eq!((code, err.as_str()), (Some(0), ""));
}
