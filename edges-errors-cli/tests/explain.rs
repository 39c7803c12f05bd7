//! `edges-errors explain`, `list` and `check --format json`, as people and editors call them.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::fs;
use std::process::Command;

use serde_json::Value;

fn run(arguments: &[&str]) -> (Option<i32>, String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_edges-errors")).args(arguments).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code(), text(output.stdout), text(output.stderr))
}

#[test]
fn a_label_is_explained_with_everything_that_is_known() {
    let (code, out, err) = run(&["explain", "LIMIT_REACHED"]);
    assert_eq!((code, err.as_str()), (Some(0), ""));
    for known in [
        "LIMIT_REACHED: ",
        "category        Rate Limit, the fault of: account",
        "status          429/424",
        "when the limit resets; after 24h where that is not said (policy `wait_a_day`, line ",
        "reference says  “Wait 24h”",
        "side effect     none",
        "postponed_until (timestamp; delays a retry): ",
        "Daily limit reached for [service].",
        "watch /identities/{identity_uid}/actions/{action_slug}/limits",
        "exhausted: identity, action",
        "errors.toml:",
    ] {
        assert!(out.contains(known), "{known}\n{out}");
    }
    assert!(!out.contains('\u{1b}'), "no colour into a pipe");
}

#[test]
fn every_label_is_explained_in_both_forms() {
    let (_, list, _) = run(&["list", "--format", "json"]);
    let list: Value = serde_json::from_str(&list).unwrap();
    assert_eq!(list.as_array().unwrap().len(), 27);
    for facts in list.as_array().unwrap() {
        let label = facts["label"].as_str().unwrap();
        let (code, out, _) = run(&["explain", label]);
        assert!(code == Some(0) && out.starts_with(label), "{out}");
        let (_, json, _) = run(&["explain", label, "--format", "json"]);
        assert_eq!(&serde_json::from_str::<Value>(&json).unwrap(), facts);
    }
}

#[test]
fn a_rule_is_explained() {
    let (code, out, _) = run(&["explain", "unknown-policy"]);
    assert!(code == Some(0) && out.starts_with("unknown-policy: "), "{out}");
}

#[test]
fn a_misspelt_name_is_told_the_nearest() {
    for (name, near) in [
        ("LIMIT_REACHD", "LIMIT_REACHED"),
        ("limit_reachd", "LIMIT_REACHED"),
        ("unknown-polcy", "unknown-policy"),
    ] {
        let (code, out, err) = run(&["explain", name]);
        assert_eq!((code, out.as_str()), (Some(2), ""));
        assert!(err.contains(&format!("did you mean `{near}`?")), "{err}");
    }
    let (code, _, err) = run(&["explain", "\u{1b}[2J"]);
    assert!(code == Some(2) && !err.contains('\u{1b}'), "{err:?}");
}

#[test]
fn labels_are_listed_by_every_filter() {
    let count = |filter: &[&str]| {
        let (code, out, err) = run(&[&["list"], filter].concat());
        assert_eq!((code, err.as_str()), (Some(0), ""), "{filter:?}");
        out.lines().count() - 1
    };
    assert_eq!(count(&[]), 27);
    assert_eq!(count(&["--category", "rate_limit"]), 2);
    assert_eq!(count(&["--status", "400"]), 2);
    assert_eq!(count(&["--retry", "until"]), 1);
    assert_eq!(count(&["--outcome", "done"]), 1);
    assert_eq!(count(&["--fault", "edges", "--retry", "fixed"]), 1);
    assert_eq!(count(&["--remedy", "contact_support"]), 2);
}

#[test]
fn no_label_is_a_finding_and_no_such_filter_unusable() {
    let (code, out, _) = run(&["list", "--status", "418"]);
    assert_eq!((code, out.as_str()), (Some(1), ""));
    let (code, _, err) = run(&["list", "--category", "rate_limt"]);
    assert!(code == Some(2) && err.contains("did you mean `rate_limit`?"), "{err}");
}

#[test]
fn another_catalogue_answers_too() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("errors.toml");
    let label = "[errors.OF_OUR_OWN]\nstatuses = [424]\ncategory = \"input\"\nretry = \"never\"\nremedy = \"fix_input\"\ndoc = \"Ours.\"\n";
    fs::write(&file, fs::read_to_string("../errors.toml").unwrap() + label).unwrap();
    let file = file.to_str().unwrap();
    let (code, out, _) = run(&["explain", "OF_OUR_OWN", "--catalogue", file]);
    assert!(code == Some(0) && out.starts_with("OF_OUR_OWN: Ours.") && out.contains(file), "{out}");
    assert_eq!(run(&["explain", "OF_OUR_OWN"]).0, Some(2));
    assert_eq!(run(&["list", "--catalogue", "no such file"]).0, Some(2));
}

#[test]
fn editors_are_told_every_mistake_with_its_place() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("errors.toml");
    let right = fs::read_to_string("../errors.toml").unwrap();
    let (before, after) = right.split_once("[errors.BAD_INPUT]").unwrap();
    let broken = format!("{before}[errors.BAD_INPUT]{}", after.replacen("\"never\"", "\"nevr\"", 1));
    fs::write(&file, &broken).unwrap();
    let (code, out, err) = run(&["check", "--format", "json", file.to_str().unwrap(), "../errors.toml"]);
    assert_eq!((code, err.as_str()), (Some(1), ""));
    let mistakes: Value = serde_json::from_str(&out).unwrap();
    let [mistake] = &mistakes.as_array().unwrap()[..] else { unreachable!("{out}") };
    let (line, text) = broken.lines().enumerate().find(|(_, line)| line.contains("\"nevr\"")).unwrap();
    let (line, column) = (line as u64 + 1, text.find('"').unwrap() as u64 + 1);
    assert_eq!((mistake["line"].as_u64(), mistake["column"].as_u64()), (Some(line), Some(column)));
    assert_eq!(
        (mistake["end_line"].as_u64(), mistake["end_column"].as_u64()),
        (Some(line), Some(column + 6))
    );
    assert_eq!(mistake["rule"], "unknown-policy");
    assert!(mistake["message"].as_str().unwrap().contains("`nevr`"));
    assert!(mistake["help"].as_str().unwrap().contains("`never`"), "{out}");
    let (code, out, _) = run(&["check", "--format", "json", "../errors.toml"]);
    assert_eq!((code, out.trim()), (Some(0), "[]"));
}
