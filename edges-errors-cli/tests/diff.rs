//! `edges-errors diff`, as a maintainer and a CI job call it.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;

const OLD: &str = r#"
[catalogue]
name = "Shop"
error = "ShopError"
revision = "1"
reference = "https://shop.example/errors"
[categories.stock]
fault = "caller"
doc = "What was ordered is not there."
[remedies.wait]
doc = "Wait for the next delivery."
[errors.SOLD_OUT]
statuses = [409]
category = "stock"
retry = { strategy = "never" }
remedy = "wait"
effect = "none"
doc = "Nothing is left."
"#;

const NEVER: &str = r#"{ strategy = "never" }"#;
const DAILY: &str = r#"{ strategy = "fixed", delay = "24h" }"#;

/// A folder with the old catalogue and one that is now retried.
fn folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("old.toml"), OLD).unwrap();
    fs::write(folder.path().join("errors.toml"), OLD.replace(NEVER, DAILY)).unwrap();
    folder
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    let command = env!("CARGO_BIN_EXE_edges-errors");
    Command::new(command).arg("diff").args(arguments).current_dir(folder).output().unwrap()
}

fn ending(output: &Output) -> (Option<i32>, String, String) {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    (output.status.code(), text(&output.stdout), text(&output.stderr))
}

fn git(folder: &Path, arguments: &[&str]) {
    let mut command = Command::new("git");
    command.arg("-C").arg(folder).args(["-c", "user.name=t", "-c", "user.email=t@t.example"]);
    assert!(command.args(arguments).output().unwrap().status.success(), "{arguments:?}");
}

#[test]
fn what_is_now_retried_is_a_finding_and_the_verdict_is_last() {
    let folder = folder();
    let (code, out, err) = ending(&run(folder.path(), &["old.toml", "errors.toml"]));
    assert_eq!((code, err.as_str()), (Some(1), ""));
    assert!(out.contains("SOLD_OUT: retry changed: now retried, may now be sent twice"), "{out}");
    assert!(out.lines().last().unwrap().starts_with("Needs a minor release (0.x: patch)"), "{out}");
    assert!(!out.contains('\u{1b}'), "no colour into a pipe");
}

#[test]
fn the_new_catalogue_is_the_one_of_the_folder_or_the_one_that_is_named() {
    let folder = folder();
    let first = ending(&run(folder.path(), &["old.toml"]));
    assert_eq!(first, ending(&run(folder.path(), &["old.toml", "errors.toml"])));
    assert_eq!(ending(&run(folder.path(), &["old.toml", "--catalogue", "old.toml"])).0, Some(0));
}

#[test]
fn only_what_is_above_the_allowed_level_is_a_finding() {
    let folder = folder();
    let allow = |level: &str| run(folder.path(), &["old.toml", "--allow", level]).status.code();
    let codes = ["none", "prose", "additive", "behavioural", "breaking"].map(allow);
    assert_eq!(codes, [Some(1), Some(1), Some(1), Some(0), Some(0)]);
    let same = run(folder.path(), &["old.toml", "old.toml", "--allow", "none"]);
    assert_eq!(same.status.code(), Some(0));
}

#[test]
fn other_forms_are_for_pull_requests_and_programs() {
    let folder = folder();
    let (_, markdown, _) = ending(&run(folder.path(), &["old.toml", "--format", "markdown"]));
    assert!(
        markdown.contains("| `SOLD_OUT` | retry changed: **now retried, may now be sent twice** |"),
        "{markdown}"
    );
    let (_, json, _) = ending(&run(folder.path(), &["old.toml", "--format", "json"]));
    assert!(json.contains("\"release_before_1_0\": \"patch\""), "{json}");
}

#[test]
fn a_revision_of_git_is_the_old_catalogue() {
    let folder = tempfile::tempdir().unwrap();
    let sub = folder.path().join("api");
    fs::create_dir(&sub).unwrap();
    fs::write(sub.join("errors.toml"), OLD).unwrap();
    git(folder.path(), &["init", "--quiet"]);
    git(folder.path(), &["add", "."]);
    git(folder.path(), &["commit", "--quiet", "--message", "One"]);
    fs::write(sub.join("errors.toml"), OLD.replace(NEVER, DAILY)).unwrap();
    for (at, arguments) in [
        (sub.as_path(), &["--since", "HEAD"][..]),
        (folder.path(), &["--since", "HEAD", "api/errors.toml"]),
        (folder.path(), &["--since", "HEAD", "--catalogue", "api/errors.toml"]),
    ] {
        let (code, out, err) = ending(&run(at, arguments));
        assert_eq!(code, Some(1), "{arguments:?}: {err}");
        assert!(out.starts_with("HEAD:errors.toml -> "), "{out}");
        assert!(out.contains("now retried"), "{out}");
    }
    for revision in ["no-such-revision", "--output=stolen", ""] {
        let (code, out, err) = ending(&run(&sub, &[&format!("--since={revision}")]));
        assert_eq!((code, out.as_str()), (Some(2), ""), "{revision}");
        assert!(err.starts_with("edges-errors: ") && err.contains(revision), "{err}");
    }
    assert!(!sub.join("stolen").exists());
}

#[cfg(unix)]
#[test]
fn a_linked_catalogue_is_compared_with_the_file_behind_the_link() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("crate")).unwrap();
    fs::write(folder.path().join("errors.toml"), OLD).unwrap();
    std::os::unix::fs::symlink("../errors.toml", folder.path().join("crate/errors.toml")).unwrap();
    git(folder.path(), &["init", "--quiet"]);
    git(folder.path(), &["add", "."]);
    git(folder.path(), &["commit", "--quiet", "--message", "One"]);
    let (code, out, err) = ending(&run(&folder.path().join("crate"), &["--since", "HEAD"]));
    assert_eq!(code, Some(0), "{out}{err}");
}

#[test]
fn without_git_the_message_says_what_to_do() {
    let folder = folder();
    let output = Command::new(env!("CARGO_BIN_EXE_edges-errors"))
        .args(["diff", "--since", "HEAD"])
        .current_dir(folder.path())
        .env("PATH", folder.path())
        .output()
        .unwrap();
    let (code, _, err) = ending(&output);
    assert_eq!(code, Some(2));
    assert!(err.contains("needs git") && err.contains("edges-errors diff OLD NEW"), "{err}");
}

#[test]
fn what_cannot_be_compared_is_unusable() {
    let folder = folder();
    fs::write(folder.path().join("broken.toml"), OLD.replace("stock\"", "stok\"")).unwrap();
    let (code, out, err) = ending(&run(folder.path(), &["broken.toml"]));
    assert_eq!((code, out.as_str()), (Some(2), ""));
    assert!(err.contains("error[unknown-category]") && err.contains("broken.toml:"), "{err}");
    for arguments in [
        &[][..],
        &["absent.toml"],
        &["old.toml", "errors.toml", "old.toml"],
        &["--since", "HEAD", "old.toml", "errors.toml"],
        &["old.toml", "--allow", "everything"],
    ] {
        assert_eq!(run(folder.path(), arguments).status.code(), Some(2), "{arguments:?}");
    }
}

/// What README shows is what the command prints.
#[test]
fn the_readme_shows_what_is_printed() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let own = fs::read_to_string(root.join("errors.toml")).unwrap();
    let from = "reference_retry = \"Refresh identity\"";
    let at = own.find(from).unwrap();
    let start = own[..at].rfind("\"manual\"").unwrap();
    let new = format!("{}\"short_delay\"{}", &own[..start], &own[start + "\"manual\"".len()..]);
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("old.toml"), &own).unwrap();
    fs::write(folder.path().join("errors.toml"), new).unwrap();
    let (_, out, _) = ending(&run(folder.path(), &["old.toml"]));
    let out = out.replacen("old.toml", "main:errors.toml", 1);
    let readme = fs::read_to_string(root.join("README.md")).unwrap();
    let line = own[..own.find("[errors.PROXY_ERROR]").unwrap()].lines().count() + 1;
    assert!(out.contains(&format!("errors.toml:{line}]")), "{out}");
    // The line moves with every edit of errors.toml; README's need not.
    let out = out.replace(&format!("errors.toml:{line}]"), "errors.toml:700]");
    assert!(readme.contains(&out), "README does not show:\n{out}");
}
