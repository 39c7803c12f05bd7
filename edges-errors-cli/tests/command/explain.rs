//! `edges-errors explain`, for people and programs.

use std::fs;

use serde_json::Value;

use super::{read_text, run, run_in};

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
        "`postponed_until` (timestamp; delays a retry): ",
        "Daily limit reached for [service].",
        "watch /identities/{identity_uid}/actions/{action_slug}/limits",
        "exhausted for: identity, action",
        "\nIn an answer\n  label           `error_label`, else `label`\n",
        "\n  params          `params`, then `.` (the object itself)\n",
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
fn a_rule_is_explained_beside_a_catalogue_with_mistakes() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("errors.toml"), "[catalogue]\nnme = \"x\"\n").unwrap();
    for name in ["unknown-key", "catalogue.name"] {
        let (code, out, err) = run_in(folder.path(), &["explain", name]);
        assert!(code == Some(0) && out.starts_with(name) && err.is_empty(), "{out}{err}");
        for named in [["--edition", "latest"], ["--catalogue", "errors.toml"]] {
            let (code, out, err) = run_in(folder.path(), &["explain", name, named[0], named[1]]);
            assert!(code == Some(0) && out.starts_with(name) && err.is_empty(), "{named:?}: {out}{err}");
        }
        let (code, _, err) = run_in(folder.path(), &["explain", name, "--catalogue", "no such file"]);
        assert!(code == Some(2) && err.contains("no such file"), "{err}");
    }
    assert_eq!(run_in(folder.path(), &["explain", "LIMIT_REACHED"]).0, Some(2));
}

#[test]
fn every_entry_is_explained_by_its_name_with_its_section() {
    for file in ["errors.toml", "tests/tests/catalogues/shop.toml", "tests/catalogues/apis/twilio.toml"] {
        let tables: toml::Table = read_text(file).parse().unwrap();
        let entries =
            tables.iter().filter(|(section, _)| !["catalogue", "envelope"].contains(&section.as_str()));
        let names = entries.flat_map(|(section, entries)| {
            entries.as_table().unwrap().keys().map(move |name| format!("{section}.{name}"))
        });
        let mut count = 0;
        for name in names {
            let (code, out, err) = run(&["explain", &name, "--catalogue", file]);
            let alone = name.strip_prefix("errors.").unwrap_or(&name);
            assert!(code == Some(0) && out.starts_with(alone), "{name}: {out}{err}");
            assert!(out.contains(&format!("{file}:")), "{name}: {out}");
            let (code, json, _) = run(&["explain", &name, "--catalogue", file, "--format", "json"]);
            let facts: Value = serde_json::from_str(&json).unwrap();
            assert!(code == Some(0) && facts.is_object(), "{name}: {json}");
            count += 1;
        }
        assert!(count > 20, "{file}: {count}");
    }
}

#[test]
fn an_entry_tells_what_refers_to_it() {
    for (name, known) in [
        ("424", "\n  labels          MISSING_PARAMETER, "),
        ("599", "\n  without a label the following, as of all of 5xx\n"),
        ("backoff", "\n  strategy        exponential: After a wait that grows with each request.\n"),
        ("backoff", "\n  limits          edges_api\n"),
        ("599", "\n  what to do      Wait, then send the same request again.\n"),
        ("remedies.wait_for_reset", "\n  labels          LIMIT_REACHED\n"),
        ("faults.account", "\n  categories      "),
        ("edges_api", "\n  recognised by   the header `X-RateLimit-Type`, at status 429\n"),
        ("callback", "\n  until           `run.postponed_until`\n"),
        (
            "envelope",
            "\n  label           `error_label`, else `label`\n                  The name of the error: ",
        ),
    ] {
        let (code, out, err) = run(&["explain", name]);
        assert!(code == Some(0) && out.contains(known), "{name}: {out}{err}");
    }
    assert_eq!(run(&["explain", "418"]).0, Some(2));
}

#[test]
fn keys_of_the_language_are_explained_by_their_paths() {
    for (name, known) in [
        ("envelope.label", "\n  presence        required\n"),
        ("retry.X.strategy", "retry.NAME.strategy: "),
        ("retry.backoff.strategy", "\n  - `until`: When the API says that the limit resets.\n"),
        ("retry.X.cap", "\n  only with       strategy = \"exponential\"\n"),
        ("[payloads.NAME]", "\n  - `resumed`: "),
        ("errors.LIMIT_REACHED.params.postponed_until.delays_retry", "\n  presence        default `false`\n"),
        ("idempotency_key", "catalogue.idempotency_key: "),
        ("strategy", "retry.NAME.strategy: "),
        ("fallback", "\n  also at         errors.LABEL.retry.fallback"),
        ("retry", "retry: Policies: "),
    ] {
        let (code, out, err) = run(&["explain", name]);
        assert!(code == Some(0) && out.contains(known), "{name}: {out}{err}");
    }
}

#[test]
fn a_name_with_several_meanings_says_so() {
    for (name, meanings) in [
        (
            "linkedin",
            "`categories.linkedin` (a category), `faults.linkedin` (a fault), `rate_limits.linkedin` (a rate limit)",
        ),
        ("input", "`categories.input` (a category), `scopes.input` (a scope)"),
        (
            "effect",
            "`statuses.STATUS.effect` (a key of the language), `rate_limits.NAME.effect` (a key of the language), `errors.LABEL.effect` (a key of the language)",
        ),
    ] {
        let (code, out, err) = run(&["explain", name]);
        assert_eq!((code, out.as_str()), (Some(2), ""));
        assert!(
            err.contains(&format!("error: `{name}` is ambiguous\nhelp: say which is meant: {meanings}")),
            "{err}"
        );
    }
}

#[test]
fn a_misspelt_name_is_told_the_nearest() {
    for (name, near) in [
        ("LIMIT_REACHD", "a label has a similar name: `LIMIT_REACHED`"),
        ("limit_reachd", "a label has a similar name: `LIMIT_REACHED`"),
        ("unknown-polcy", "a rule of `check` has a similar name: `unknown-policy`"),
        ("linkdin", "a category has a similar name: `categories.linkedin`"),
        ("remedies.wait_for_rest", "a remedy has a similar name: `remedies.wait_for_reset`"),
        ("retry.X.stratgy", "a key of the language has a similar name: `retry.NAME.strategy`"),
        ("nothing at all", "`edges-errors list` shows the labels, and LANGUAGE.md the keys of the language"),
    ] {
        let (code, out, err) = run(&["explain", name]);
        assert_eq!((code, out.as_str()), (Some(2), ""));
        assert!(err.contains(&format!("error: nothing is named `{name}`\nhelp: {near}\n")), "{err}");
    }
    let (code, _, err) = run(&["explain", "\u{1b}[2J"]);
    assert!(code == Some(2) && !err.contains('\u{1b}'), "{err:?}");
}

#[test]
fn labels_are_found_in_any_format_and_any_case() {
    let explain = |name, file| run(&["explain", name, "--catalogue", file]);
    for (name, file, label) in [
        ("card_declined", "tests/catalogues/apis/stripe.toml", "card_declined: "),
        ("CARD_DECLINED", "tests/catalogues/apis/stripe.toml", "card_declined: "),
        ("20404", "tests/catalogues/apis/twilio.toml", "20404: "),
        ("limit_reached", "errors.toml", "LIMIT_REACHED: "),
    ] {
        let (code, out, err) = explain(name, file);
        assert!(code == Some(0) && out.starts_with(label), "{out}{err}");
    }
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

#[test]
fn a_label_of_the_newest_edition_is_told_of() {
    let (code, _, err) = run(&["explain", "LK_BAD_COOKIE", "--edition", "default"]);
    assert_eq!(code, Some(2));
    assert!(err.contains("help: `--edition latest` lists it"), "{err}");
    assert_eq!(run(&["explain", "LK_BAD_COOKIE", "--edition", "latest"]).0, Some(0));
}

/// A limit of one's own, which no answer shows.
#[test]
fn a_limit_without_a_signal_is_recognised_by_no_answer() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, signal: &str| {
        let limit =
            "[rate_limits.own]\ndoc = \"Our own rule.\"\napplies_to = [\"identity\"]\nretry = \"never\"\n";
        let text = format!("[catalogue]\nname = \"Ours\"\nextends = \"Edges\"\n\n{limit}{signal}");
        fs::write(folder.path().join(name), text).unwrap();
    };
    write("errors.toml", "");
    write("other.toml", "signal = { header = \"X-Own\" }\n");
    let (code, out, err) = run_in(folder.path(), &["explain", "rate_limits.own"]);
    assert_eq!(code, Some(0), "{err}");
    let rows: Vec<Vec<&str>> = out.lines().map(|line| line.split_whitespace().collect()).collect();
    assert!(rows.contains(&vec!["recognised", "by", "no", "answer"]), "{out}");
    let (_, out, err) = run_in(folder.path(), &["diff", "other.toml", "errors.toml"]);
    assert!(out.contains("header X-Own") && out.contains("none"), "{out} {err}");
}
