//! `edges-errors check`, for editors.

use std::fs;

use serde_json::Value;

use super::{read_text, run, run_in};

#[test]
fn editors_are_told_every_mistake_with_its_place() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("errors.toml");
    let right = read_text("errors.toml");
    let (before, after) = right.split_once("[errors.BAD_INPUT]").unwrap();
    let broken = format!("{before}[errors.BAD_INPUT]{}", after.replacen("\"never\"", "\"nevr\"", 1));
    fs::write(&file, &broken).unwrap();
    let (code, out, err) = run(&["check", "--format", "json", file.to_str().unwrap(), "errors.toml"]);
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
    let (code, out, _) = run(&["check", "--format", "json", "errors.toml"]);
    assert_eq!((code, out.trim()), (Some(0), "[]"));
}

/// A catalogue with so many labels that name a policy which does not exist.
fn misspell(count: usize) -> String {
    let label = |number: usize| {
        format!(
            "[errors.LABEL_{number}]\nstatuses = [409]\ncategory = \"stock\"\nretry = \"nevr\"\nremedy = \"wait\"\ndoc = \"x\"\n"
        )
    };
    read_text("tests/catalogues/smallest.toml") + &(0..count).map(label).collect::<String>()
}

#[test]
fn a_hundred_mistakes_are_drawn_and_the_rest_counted() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("errors.toml");
    for (count, drawn, rest) in [
        (100, 100, None),
        (101, 100, Some("… and 1 more mistake\n")),
        (120, 100, Some("… and 20 more mistakes\n")),
    ] {
        fs::write(&file, misspell(count)).unwrap();
        for arguments in [&["check"][..], &["list"]] {
            let (_, out, err) = run_in(folder.path(), arguments);
            assert_eq!(
                (out.as_str(), err.matches("error[unknown-policy]").count()),
                ("", drawn),
                "{arguments:?}"
            );
            assert_eq!(err.contains("more mistake"), rest.is_some(), "{err}");
            assert!(rest.is_none_or(|rest| err.contains(rest)), "{err}");
            assert!(err.contains(&format!("{count} mistakes")), "{err}");
        }
        // Editors have room for all of them.
        let (code, out, err) = run_in(folder.path(), &["check", "--format", "json"]);
        assert_eq!((code, err.as_str()), (Some(1), ""));
        assert_eq!(serde_json::from_str::<Value>(&out).unwrap().as_array().unwrap().len(), count);
    }
}

#[test]
fn a_file_that_extends_the_built_in_catalogue_is_read_with_it() {
    let (code, out, _) = run(&["check", "tests/tests/catalogues/acme.toml"]);
    let count = edges_errors::ErrorLabel::ALL_INCLUDING_REMOVED.len() + 3;
    assert_eq!(code, Some(0));
    assert_eq!(out, format!("tests/tests/catalogues/acme.toml: {count} labels, no mistakes\n"));
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("ours.toml");
    let text = read_text("tests/tests/catalogues/acme.toml");
    fs::write(&file, text.replace("LK_ERROR", "LK_EROR")).unwrap();
    let (code, _, err) = run(&["check", file.to_str().unwrap()]);
    assert_eq!(code, Some(1));
    assert!(
        err.contains("ours.toml:38:1")
            && err.contains("::: edges-errors/errors.toml:")
            && err.contains("`LK_ERROR`"),
        "{err}"
    );
    // Of any other base nothing is known.
    fs::write(&file, text.replace("\"Edges\"", "\"Shop\"")).unwrap();
    let (code, _, err) = run(&["check", file.to_str().unwrap()]);
    assert_eq!(code, Some(1));
    assert!(
        err.contains("error[wrong-base]: the file extends `Shop`") && err.contains(": 1 mistake\n"),
        "{err}"
    );
}
