//! `edges-errors decode`, as an operator pipes things into it.

use super::{Ending, locate, read_text, run_with_input};

/// The request that the answers are to; without it the command says what it assumes.
const ASKED: &[&str] = &["--method", "POST"];

/// Decodes as an answer to a POST.
fn decode(arguments: &[&str], input: &str) -> Ending {
    let own = arguments.iter().any(|argument| ["--method", "--stanzas"].contains(argument));
    let request = if own { &[] } else { ASKED };
    decode_plainly(&[request, arguments].concat(), input)
}

/// Decodes with these arguments alone.
pub(super) fn decode_plainly(arguments: &[&str], input: impl AsRef<[u8]>) -> Ending {
    run_with_input(&locate("."), &[&["decode"], arguments].concat(), input)
}

pub(super) const LIMIT: &str =
    r#"{"error_label":"LIMIT_REACHED","message":"Daily limit reached for searches."}"#;

#[test]
fn a_body_is_explained_with_a_decision() {
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
        assert_eq!(code, Some(1), "no label is a finding");
        assert!(err.contains("no label where the catalogue looks for one"), "{err}");
        assert!(out.contains("status 429") && out.contains("`edges_api`") && out.contains("7s"), "{out}");
    }
    let (code, out, _) = decode(&[], "HTTP/1.1 200 OK\r\n\r\n{\"results\":[]}");
    assert!(code == Some(0) && out.starts_with("not an error"), "{out}");
}

#[test]
fn callbacks_runs_and_inputs_are_told_apart() {
    let callback = format!(r#"{{"run":{{"status":"BLOCKED"}},"error":{LIMIT}}}"#);
    let (_, out, _) = decode(&[], &callback);
    assert!(out.contains("is resumed by the API itself"), "{out}");
    let run = r#"{"status":"FAILED","last_error":{"label":"NOT_CONNECTED","message":"m"}}"#;
    assert!(decode(&[], run).1.contains("NOT_CONNECTED"));
    let input = r#"{"input_data":{},"last_error":{"has_failed":false,"label":"NOT_CONNECTED"}}"#;
    assert!(decode(&[], input).1.starts_with("not an error"));
}

/// `decode --stanzas errors.jsonl > errors.toml` empties the catalogue before it is read.
#[test]
fn a_catalogue_that_a_redirection_has_emptied_is_told() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("errors.toml"), "").unwrap();
    let (code, out, err) = run_with_input(folder.path(), &["decode", "--stanzas"], LIMIT);
    assert_eq!((code, out.as_str()), (Some(2), ""));
    assert_eq!(
        err,
        "error: `errors.toml` is empty\n\
         help: `> errors.toml` empties a file before the command reads it: append to it with `>> errors.toml`\n"
    );
}

#[test]
fn lines_are_counted_by_label() {
    let lines = [LIMIT, r#"{"error_label":"NO_RESULT"}"#, LIMIT, r#"{"run":{},"error":null}"#].join("\n");
    let (code, out, err) = decode(&[], &lines);
    assert_eq!((code, err.as_str()), (Some(0), ""));
    let rows: Vec<Vec<&str>> = out.lines().map(|line| line.split_whitespace().collect()).collect();
    assert_eq!(rows[1], ["2", "LIMIT_REACHED", "account", "defer"]);
    assert_eq!(rows[2], ["1", "NO_RESULT", "caller", "stop:", "empty"]);
    assert!(out.contains("4  lines: 1 without an error, 0 unreadable\n"), "{out}");
    let odd = format!("{LIMIT}\nno JSON\n{{\"error_label\":\"\\u001b[2J\"}}\n");
    let (code, out, _) = decode(&[], &odd);
    assert!(code == Some(1) && out.contains("1 unreadable") && !out.contains('\u{1b}'), "{out}");
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

#[test]
fn details_are_shown_unless_they_may_be_sensitive_and_a_wait_ends_at_a_time() {
    let body = r#"{"error_label":"LIMIT_REACHED","params":{"postponed_until":"2999-01-01T00:00:00Z","seat":"hidden"}}"#;
    let (_, out, _) = decode(&["--status", "424"], body);
    assert!(out.contains("postponed_until: 2999-01-01T00:00:00Z") && !out.contains("hidden"), "{out}");
    assert!(out.contains("stop: "), "a hint of centuries: {out}");
    let (_, out, _) = decode(&["--status", "424"], LIMIT);
    let when = out.lines().find(|line| line.starts_with("when ")).unwrap();
    assert!(when.ends_with('Z'), "{when}");
    assert_eq!(out.matches("in 24h").count(), 1, "one wait is told once: {out}");
    let secret = r#"{"error_label":"NO_VALID_ACCOUNT_CONFIGURED","params":{"workspace_uid":"planted"}}"#;
    let (_, out, _) = decode(&["--status", "424"], secret);
    assert!(out.contains("workspace_uid (sensitive, not shown)") && !out.contains("planted"), "{out}");
}

#[test]
fn facts_are_there_for_programs() {
    let (code, out, err) = decode(&["--status", "424", "--method", "POST", "--format", "json"], LIMIT);
    assert_eq!((code, err.as_str()), (Some(0), ""));
    let json: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!((&json["label"], &json["kind"]), (&"LIMIT_REACHED".into(), &"known".into()));
    assert_eq!((&json["decision"]["action"], &json["fault"]), (&"defer".into(), &"account".into()));
    assert!(json["decision"]["in_seconds"].as_u64().unwrap() >= 86_400, "{json}");
    assert!(json["decision"]["at"].as_str().unwrap().ends_with('Z'), "{json}");
    let (code, out, _) = decode(&["--format", "json"], r#"{"run":{},"error":null}"#);
    assert_eq!((code, out.as_str()), (Some(0), "null\n"));
    let (code, out, _) =
        decode(&["--format", "json"], &format!("{LIMIT}\n{LIMIT}\n{{\"error_label\":\"NEW\"}}\n"));
    let json: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!((code, &json["lines"], &json["errors"][0]["count"]), (Some(1), &3.into(), &2.into()));
    assert_eq!(
        (&json["errors"][1]["error"], &json["errors"][1]["faults"]),
        (&"NEW".into(), &serde_json::json!([]))
    );
}

const SHOP: &str = "tests/tests/catalogues/shop.toml";

#[test]
fn any_catalogue_decodes_by_its_own_labels() {
    let body = r#"{"error_label":"SOLD_OUT","message":"Nothing left.","params":{"restock_at":"2999-01-01T00:00:00Z"}}"#;
    let (code, out, err) = decode(&["--catalogue", SHOP, "--status", "409", "--method", "POST"], body);
    assert_eq!((code, err.as_str()), (Some(0), ""), "{out}");
    assert!(
        out.starts_with("error       SOLD_OUT: Nothing left.\n") && out.contains("shop.example"),
        "{out}"
    );
    // The label of one catalogue is unlisted in the other.
    let (code, out, _) = decode(&["--catalogue", SHOP, "--status", "424"], LIMIT);
    assert!(code == Some(1) && !out.contains("linkedin"), "{out}");
    assert_eq!(decode(&["--status", "409"], body).0, Some(1));
    let lines = format!("{body}\n{LIMIT}\n");
    let (_, out, _) = decode(&["--catalogue", SHOP], &lines);
    assert!(out.contains("1  SOLD_OUT"), "{out}");
    let (code, _, err) = decode(&["--catalogue", "no such file"], body);
    assert!(code == Some(2) && err.contains("no such file"), "{err}");
}

#[test]
fn what_is_not_listed_becomes_stanzas_that_can_be_appended() {
    let unlisted = r#"{"error_label":"PROFILE_NOT_ACCESSIBLE","status_code":424,"message":"The LinkedIn profile is not accessible","params":{"profile":"p"}}"#;
    let (code, stanzas, err) =
        decode(&["--stanzas"], &format!("{LIMIT}\n{unlisted}\n{{\"status_code\":418}}\n"));
    assert_eq!((code, err.as_str()), (Some(1), ""));
    assert!(
        stanzas.contains("[errors.PROFILE_NOT_ACCESSIBLE]") && stanzas.contains("[statuses.418]"),
        "{stanzas}"
    );
    let catalogue = read_text("errors.toml");
    let folder = tempfile::tempdir().unwrap();
    let appended = folder.path().join("errors.toml");
    std::fs::write(&appended, format!("{catalogue}{stanzas}")).unwrap();
    let appended = appended.to_str().unwrap();
    // With them the same answers leave nothing to say.
    let again = decode(&["--stanzas", "--catalogue", appended], &format!("{unlisted}\n{LIMIT}\n"));
    assert_eq!(again, (Some(0), String::new(), String::new()));
    let (code, out, _) = decode(&["--catalogue", appended, "--status", "424"], unlisted);
    assert!(code == Some(0) && out.contains("stop: "), "{out}");
    // One answer alone, with the status and headers of curl.
    let (code, out, _) = decode(&["--stanzas"], &format!("HTTP/2 499\r\n\r\n{LIMIT}"));
    assert!(code == Some(1) && out.contains("# statuses = [429, 424, 499]"), "{out}");
    assert_eq!(decode(&["--stanzas", "--format", "json"], LIMIT).0, Some(2));
}

/// Outside this repository there is no file to append to.
#[test]
fn what_the_built_in_catalogue_does_not_list_becomes_a_file_that_extends_it() {
    let log = "{\"error_label\":\"PROFILE_NOT_ACCESSIBLE\",\"status_code\":424}\n\
               {\"error_label\":\"NO_RESULT\",\"params\":{\"query\":\"q\"}}\n";
    let folder = tempfile::tempdir().unwrap();
    let decode = |arguments: &[&str]| {
        run_with_input(folder.path(), &[&["decode", "--stanzas"], arguments].concat(), log)
    };
    let (code, extension, err) = decode(&[]);
    assert_eq!((code, err.lines().count()), (Some(1), 1), "{err}");
    std::fs::write(folder.path().join("ours.toml"), extension).unwrap();
    assert_eq!(decode(&["--catalogue", "ours.toml"]), (Some(0), String::new(), String::new()));
}
