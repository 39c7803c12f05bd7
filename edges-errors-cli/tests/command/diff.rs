//! `edges-errors diff`, as a maintainer and a CI job call it.

use std::fs;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

use super::{Ending, command, read_ending, read_text, run_in};

const NEVER: &str = r#"{ strategy = "never" }"#;
const DAILY: &str = r#"{ strategy = "fixed", delay = "24h" }"#;

/// A catalogue whose label has done nothing, so that a request may be sent again.
fn old() -> String {
    read_text("tests/catalogues/smallest.toml") + "effect = \"none\"\n"
}

/// A folder with the old catalogue and one whose label is retried.
fn folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("old.toml"), old()).unwrap();
    fs::write(folder.path().join("errors.toml"), old().replace(NEVER, DAILY)).unwrap();
    folder
}

fn run(folder: &Path, arguments: &[&str]) -> Ending {
    run_in(folder, &[&["diff"], arguments].concat())
}

fn git(folder: &Path, arguments: &[&str]) {
    let mut command = Command::new("git");
    command.arg("-C").arg(folder).args(["-c", "user.name=t", "-c", "user.email=t@t.example"]);
    assert!(command.args(arguments).output().unwrap().status.success(), "{arguments:?}");
}

#[test]
fn what_is_now_retried_is_a_finding_and_the_verdict_is_last() {
    let folder = folder();
    let (code, out, err) = run(folder.path(), &["old.toml", "errors.toml"]);
    assert_eq!((code, err.as_str()), (Some(1), ""));
    assert!(out.contains("SOLD_OUT: retry changed: now retried, may now be sent twice"), "{out}");
    assert!(out.lines().last().unwrap().starts_with("Needs a minor release (0.x: patch)"), "{out}");
    assert!(!out.contains('\u{1b}'), "no colour into a pipe");
}

#[test]
fn the_new_catalogue_is_the_one_of_the_folder_or_the_one_that_is_named() {
    let folder = folder();
    let first = run(folder.path(), &["old.toml"]);
    assert_eq!(first, run(folder.path(), &["old.toml", "errors.toml"]));
    assert_eq!(run(folder.path(), &["old.toml", "--catalogue", "old.toml"]).0, Some(0));
}

#[test]
fn only_what_is_above_the_allowed_level_is_a_finding() {
    let folder = folder();
    let allow = |level: &str| run(folder.path(), &["old.toml", "--allow", level]).0;
    let codes = ["none", "prose", "additive", "behavioural", "breaking"].map(allow);
    assert_eq!(codes, [Some(1), Some(1), Some(1), Some(0), Some(0)]);
    let same = run(folder.path(), &["old.toml", "old.toml", "--allow", "none"]);
    assert_eq!(same.0, Some(0));
}

#[test]
fn other_forms_are_for_pull_requests_and_programs() {
    let folder = folder();
    let (_, markdown, _) = run(folder.path(), &["old.toml", "--format", "markdown"]);
    assert!(
        markdown.contains("| `SOLD_OUT` | retry changed: **now retried, may now be sent twice** |"),
        "{markdown}"
    );
    let (_, json, _) = run(folder.path(), &["old.toml", "--format", "json"]);
    assert!(json.contains("\"release_before_1_0\": \"patch\""), "{json}");
}

#[test]
fn a_revision_of_git_is_the_old_catalogue() {
    let folder = tempfile::tempdir().unwrap();
    let sub = folder.path().join("api");
    fs::create_dir(&sub).unwrap();
    fs::write(sub.join("errors.toml"), old()).unwrap();
    git(folder.path(), &["init", "--quiet"]);
    git(folder.path(), &["add", "."]);
    git(folder.path(), &["commit", "--quiet", "--message", "One"]);
    fs::write(sub.join("errors.toml"), old().replace(NEVER, DAILY)).unwrap();
    for (at, arguments) in [
        (sub.as_path(), &["--since", "HEAD"][..]),
        (folder.path(), &["--since", "HEAD", "api/errors.toml"]),
        (folder.path(), &["--since", "HEAD", "--catalogue", "api/errors.toml"]),
    ] {
        let (code, out, err) = run(at, arguments);
        assert_eq!(code, Some(1), "{arguments:?}: {err}");
        assert!(out.starts_with("HEAD:errors.toml -> "), "{out}");
        assert!(out.contains("now retried"), "{out}");
    }
    for revision in ["no-such-revision", "--output=stolen", ""] {
        let (code, out, err) = run(&sub, &[&format!("--since={revision}")]);
        assert_eq!((code, out.as_str()), (Some(2), ""), "{revision}");
        assert!(err.starts_with("error: ") && err.contains(revision), "{err}");
    }
    assert!(!sub.join("stolen").exists());
}

#[cfg(unix)]
#[test]
fn a_linked_catalogue_is_compared_with_the_file_behind_the_link() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("crate")).unwrap();
    fs::write(folder.path().join("errors.toml"), old()).unwrap();
    std::os::unix::fs::symlink("../errors.toml", folder.path().join("crate/errors.toml")).unwrap();
    git(folder.path(), &["init", "--quiet"]);
    git(folder.path(), &["add", "."]);
    git(folder.path(), &["commit", "--quiet", "--message", "One"]);
    let (code, out, err) = run(&folder.path().join("crate"), &["--since", "HEAD"]);
    assert_eq!(code, Some(0), "{out}{err}");
}

#[test]
fn without_git_the_message_says_what_to_do() {
    let folder = folder();
    let mut command = command(folder.path());
    let output = command.args(["diff", "--since", "HEAD"]).env("PATH", folder.path()).output().unwrap();
    let (code, _, err) = read_ending(output);
    assert_eq!(code, Some(2));
    assert!(err.contains("needs git") && err.contains("edges-errors diff OLD NEW"), "{err}");
}

#[test]
fn what_cannot_be_compared_is_unusable() {
    let folder = folder();
    fs::write(folder.path().join("broken.toml"), old().replace("stock\"", "stok\"")).unwrap();
    let (code, out, err) = run(folder.path(), &["broken.toml"]);
    assert_eq!((code, out.as_str()), (Some(2), ""));
    assert!(err.contains("error[unknown-category]") && err.contains("broken.toml:"), "{err}");
    for arguments in [
        &[][..],
        &["absent.toml"],
        &["old.toml", "errors.toml", "old.toml"],
        &["--since", "HEAD", "old.toml", "errors.toml"],
        &["old.toml", "--allow", "everything"],
    ] {
        assert_eq!(run(folder.path(), arguments).0, Some(2), "{arguments:?}");
    }
}

/// What README shows is what the command prints.
#[test]
fn the_readme_shows_what_is_printed() {
    let own = read_text("errors.toml");
    let from = "reference_retry = \"Refresh identity\"";
    let at = own.find(from).unwrap();
    let start = own[..at].rfind("\"manual\"").unwrap();
    let new = format!("{}\"short_delay\"{}", &own[..start], &own[start + "\"manual\"".len()..]);
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("old.toml"), &own).unwrap();
    fs::write(folder.path().join("errors.toml"), new).unwrap();
    let (_, out, _) = run(folder.path(), &["old.toml"]);
    let out = out.replacen("old.toml", "main:errors.toml", 1);
    let readme = read_text("README.md");
    let line = own[..own.find("[errors.PROXY_ERROR]").unwrap()].lines().count() + 1;
    assert!(out.contains(&format!("errors.toml:{line}]")), "{out}");
    // The line moves with every edit of errors.toml; README's need not.
    let out = out.replace(&format!("errors.toml:{line}]"), "errors.toml:700]");
    assert!(readme.contains(&out), "README does not show:\n{out}");
}
