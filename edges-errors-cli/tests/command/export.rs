//! `edges-errors export`, and the documents of this repository that it writes. `just bless` rewrites them.

use std::fs;

use expect_test::expect_file;

use super::{Ending, locate, run};

fn export(arguments: &[&str]) -> Ending {
    run(&[&["export"], arguments].concat())
}

const COMMITTED: &[(&str, &str)] =
    &[("markdown", "ERRORS.md"), ("catalogue-schema", "errors.schema.json"), ("language", "LANGUAGE.md")];

#[test]
fn the_committed_documents_say_what_the_catalogue_says() {
    for (what, file) in COMMITTED {
        let (code, document, err) = export(&[what, "--catalogue", "errors.toml"]);
        assert_eq!((code, err.as_str()), (Some(0), ""), "{what}");
        expect_file![locate(file)].assert_eq(&document);
    }
}

#[test]
fn what_is_built_in_is_the_catalogue_of_this_repository() {
    for what in [
        "markdown",
        "html",
        "json",
        "body-schema",
        "openapi",
        "decision-schema",
        "catalogue-schema",
        "language",
    ] {
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
    assert!(code == Some(1) && err.contains("is out of date with `errors.toml`\nhelp: "), "{err}");
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

#[test]
fn json_holds_words_and_rust_names() {
    let (code, out, _) = run(&["export", "json"]);
    let json: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!(code, Some(0));
    let all = |key: &str| json[key].as_array().unwrap().clone();
    for entry in ["labels", "categories", "scopes", "remedies", "contexts", "rate_limits"]
        .iter()
        .flat_map(|key| all(key))
    {
        assert!(entry["rust_name"].is_string() && entry["doc"].is_string(), "{entry}");
    }
    let params = all("labels").into_iter().flat_map(|label| label["params"].as_array().unwrap().clone());
    let choices = params.chain(all("contexts")).flat_map(|one| one["choices"].as_array().unwrap().clone());
    let choices: Vec<serde_json::Value> = choices.collect();
    assert!(!choices.is_empty());
    for choice in choices {
        assert!(choice["title"].is_string() && choice["rust_name"].is_string(), "{choice}");
    }
}
