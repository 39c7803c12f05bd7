//! `edges-errors check`, for editors.

use std::fs;

use serde_json::Value;

use super::{read_text, run};

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

#[test]
fn a_file_that_extends_the_built_in_catalogue_is_read_with_it() {
    let (code, out, _) = run(&["check", "tests/tests/catalogues/acme.toml"]);
    assert_eq!((code, out.as_str()), (Some(0), "tests/tests/catalogues/acme.toml: 30 labels, no mistakes\n"));
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
