//! `edges-errors explain`, for people and programs.

use std::fs;

use serde_json::Value;

use super::{read_text, run};

#[test]
fn a_label_is_explained_with_everything_that_is_known() {
    let (code, out, err) = run(&["explain", "LIMIT_REACHED"]);
    assert_eq!((code, err.as_str()), (Some(0), ""));
    for known in [
        "LIMIT_REACHED: ",
        "category        Rate Limit, the fault of: account",
        "status          429/424",
        "when the limit resets; after 24h where that is not said (policy `wait_a_day`, errors.toml:",
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
    assert_eq!(list.as_array().unwrap().len(), edges_errors::ErrorLabel::ALL.len());
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
    assert!(out.contains("\nretry = \"dayly\"\n") && out.contains("\nretry = \"daily\"\n"), "{out}");
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
        assert!(
            err.contains(&format!("help: a label or rule with a similar name exists: `{near}`\n")),
            "{err}"
        );
    }
    let (code, _, err) = run(&["explain", "\u{1b}[2J"]);
    assert!(code == Some(2) && !err.contains('\u{1b}'), "{err:?}");
}

#[test]
fn another_catalogue_answers_too() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("errors.toml");
    let label = "[errors.OF_OUR_OWN]\nstatuses = [424]\ncategory = \"input\"\nretry = \"never\"\nremedy = \"fix_input\"\ndoc = \"Ours.\"\n";
    fs::write(&file, read_text("errors.toml") + label).unwrap();
    let file = file.to_str().unwrap();
    let (code, out, _) = run(&["explain", "OF_OUR_OWN", "--catalogue", file]);
    assert!(code == Some(0) && out.starts_with("OF_OUR_OWN: Ours.") && out.contains(file), "{out}");
    assert_eq!(run(&["explain", "OF_OUR_OWN"]).0, Some(2));
    assert_eq!(run(&["list", "--catalogue", "no such file"]).0, Some(2));
}
