//! `edges-errors export`, and the documents of this repository that it writes. `just bless` rewrites them.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn export(arguments: &[&str]) -> (Option<i32>, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_edges-errors"));
    let output = command.arg("export").args(arguments).current_dir(root()).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code(), text(output.stdout), text(output.stderr))
}

const COMMITTED: &[(&str, &str)] =
    &[("markdown", "ERRORS.md"), ("catalogue-schema", "errors.schema.json"), ("language", "LANGUAGE.md")];

#[test]
fn the_committed_documents_say_what_the_catalogue_says() {
    for (what, file) in COMMITTED {
        let arguments = [*what, "--catalogue", "errors.toml", "--out", *file, "--check"];
        let blessing = std::env::var_os("BLESS").is_some();
        let (code, out, err) = export(if blessing { &arguments[..5] } else { &arguments });
        assert_eq!((code, out.as_str()), (Some(0), ""), "run `just bless`: {err}");
    }
}

#[test]
fn what_is_built_in_is_the_catalogue_of_this_repository() {
    for what in ["markdown", "html", "json", "body-schema", "catalogue-schema", "language"] {
        let (code, built_in, err) = export(&[what]);
        assert_eq!((code, err.as_str()), (Some(0), ""), "{what}");
        assert_eq!(built_in, export(&[what, "--catalogue", "errors.toml"]).1, "{what}");
        assert!(built_in.ends_with('\n') && !built_in.ends_with("\n\n"), "{what}");
    }
}

#[test]
fn a_check_writes_nothing_and_tells_of_a_difference() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("page.md");
    let out = file.to_str().unwrap();
    let (code, _, err) = export(&["markdown", "--out", out, "--check"]);
    assert!(code == Some(2) && err.contains("cannot be read"), "{err}");
    assert_eq!(export(&["markdown", "--out", out]).0, Some(0));
    assert_eq!(export(&["markdown", "--out", out, "--check"]), (Some(0), String::new(), String::new()));
    fs::write(&file, "something else").unwrap();
    let (code, _, err) = export(&["markdown", "--out", out, "--check"]);
    assert!(code == Some(1) && err.contains("is not what `errors.toml` says now"), "{err}");
    assert_eq!(fs::read_to_string(&file).unwrap(), "something else");
}

#[test]
fn facts_are_there_for_programs() {
    let (_, text, _) = export(&["json"]);
    let json: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(json["labels"].as_array().unwrap().len(), edges_errors::ErrorLabel::ALL.len());
    let limit =
        &json["labels"].as_array().unwrap().iter().find(|one| one["label"] == "LIMIT_REACHED").unwrap();
    assert_eq!(limit["category_key"], "rate_limit");
    assert_eq!(limit["retry"][0]["fallback_ms"], 86_400_000);
    assert_eq!(limit["rate_limit"]["name"], "linkedin_guard");
    let edges =
        json["rate_limits"].as_array().unwrap().iter().find(|one| one["name"] == "edges_api").unwrap();
    assert_eq!(edges["signal"]["header"], "X-RateLimit-Type");
    assert_eq!(json["statuses"].as_array().unwrap().last().unwrap()["status"], "5xx");
}

#[test]
fn a_catalogue_with_mistakes_and_a_file_that_cannot_be_written_are_unusable() {
    let folder = tempfile::tempdir().unwrap();
    let broken = folder.path().join("errors.toml");
    fs::write(&broken, "[catalogue]\nnme = \"x\"\n").unwrap();
    let (code, out, err) = export(&["json", "--catalogue", broken.to_str().unwrap()]);
    assert!(code == Some(2) && out.is_empty() && err.contains("unknown-key"), "{err}");
    let nowhere = folder.path().join("no/such/folder.md");
    let (code, _, err) = export(&["markdown", "--out", nowhere.to_str().unwrap()]);
    assert!(code == Some(2) && err.contains("cannot be written"), "{err}");
    assert_eq!(export(&["poem"]).0, Some(2));
    assert_eq!(export(&["json", "--check"]).0, Some(2));
}
