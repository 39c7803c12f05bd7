//! JSON lines for `edges-errors decode`: odd ones, long ones, and their order.

use super::Ending;
use super::decode::{LIMIT, decode_plainly};

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
