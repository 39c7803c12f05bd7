//! `edges-errors diff`, as a maintainer and a CI job call it.

use std::fs;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

use super::{Ending, command, read_ending, read_text, run_in};

const NEVER: &str = r#""never""#;
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

/// Runs git in a folder, also where the tests run in a hook.
fn git(folder: &Path, arguments: &[&str]) {
    let mut command = Command::new("git");
    for (name, _) in std::env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("GIT_")) {
        command.env_remove(name);
    }
    command.arg("-C").arg(folder).args(["-c", "user.name=t", "-c", "user.email=t@t.example"]);
    assert!(command.args(arguments).output().unwrap().status.success(), "{arguments:?}");
}

/// Commits all that is in a folder, which becomes a repository if it is none.
fn commit(folder: &Path) {
    git(folder, &["init", "--quiet"]);
    git(folder, &["add", "."]);
    git(folder, &["commit", "--quiet", "--message", "One"]);
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
    commit(folder.path());
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

/// A hook and an alias run with the repository of their caller in the environment.
#[test]
fn the_repository_is_that_of_the_file_whatever_the_environment_names() {
    let folder = tempfile::tempdir().unwrap();
    let main = folder.path().join("main");
    fs::create_dir_all(main.join("api")).unwrap();
    fs::write(main.join("errors.toml"), old().replace("SOLD_OUT", "OF_THE_ROOT")).unwrap();
    fs::write(main.join("api/errors.toml"), old()).unwrap();
    commit(&main);
    git(&main, &["worktree", "add", "--quiet", "../linked"]);
    let own = main.join(".git/worktrees/linked");
    let other = folder.path().join("other");
    fs::create_dir(&other).unwrap();
    fs::write(other.join("errors.toml"), old().replace("SOLD_OUT", "OF_ANOTHER")).unwrap();
    commit(&other);
    let of_other = other.join(".git");
    for environment in [
        &[("GIT_DIR", own.as_path())][..],
        &[("GIT_DIR", own.as_path()), ("GIT_INDEX_FILE", Path::new("index")), ("GIT_PREFIX", Path::new(""))],
        &[("GIT_DIR", &of_other), ("GIT_WORK_TREE", &other)],
        &[("GIT_DIR", Path::new(".git"))],
        &[("GIT_COMMON_DIR", &of_other)],
        &[("GIT_OBJECT_DIRECTORY", Path::new("nowhere"))],
    ] {
        for (at, file) in
            [("linked/api", "errors.toml"), ("linked", "api/errors.toml"), ("main", "api/errors.toml")]
        {
            let output = command(&folder.path().join(at))
                .args(["diff", "--since", "HEAD", file])
                .envs(environment.iter().copied())
                .output()
                .unwrap();
            let (code, out, err) = read_ending(output);
            assert_eq!(code, Some(0), "{environment:?} {at}: {out}{err}");
        }
    }
}

/// Settings that are given for one run, as `safe.directory` in a container, are not where the repository is.
#[test]
fn settings_in_the_environment_reach_git() {
    let folder = folder();
    commit(folder.path());
    let output = command(folder.path())
        .args(["diff", "--since", "HEAD"])
        .envs([("GIT_CONFIG_COUNT", "1"), ("GIT_CONFIG_KEY_0", "core.repositoryFormatVersion")])
        .output()
        .unwrap();
    let (code, _, err) = read_ending(output);
    assert_eq!(code, Some(2));
    assert!(err.contains("GIT_CONFIG_VALUE_0"), "git complains of the missing value: {err}");
}

#[test]
fn what_is_no_single_commit_is_said_to_be_none() {
    let folder = folder();
    commit(folder.path());
    git(folder.path(), &["tag", "v1"]);
    for (revision, words) in [
        ("v1..HEAD", "`v1..HEAD` is a range, and `--since` takes one revision\nhelp: pass its start"),
        ("v1...HEAD", "`v1...HEAD` is a range"),
        ("..v1", "`..v1` is a range"),
        ("^v1", "git has no commit `^v1`"),
        ("HEAD^@", "git has no commit `HEAD^@`"),
        ("HEAD:errors.toml", "git has no commit `HEAD:errors.toml`"),
        ("no-such-revision", "git has no commit `no-such-revision` in the repository of `errors.toml`"),
    ] {
        let (code, out, err) = run(folder.path(), &["--since", revision]);
        assert_eq!((code, out.as_str()), (Some(2), ""), "{revision}");
        assert!(err.starts_with(&format!("error: {words}")), "{err}");
    }
    assert_eq!(run(folder.path(), &["--since", "v1"]).0, Some(0));
    assert_eq!(run(folder.path(), &["--since", "v1^0"]).0, Some(0));
}

#[cfg(unix)]
#[test]
fn a_link_is_followed_as_it_was_then() {
    use std::os::unix::fs::symlink;
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    for crate_ in ["link", "file", "neither"] {
        fs::create_dir(root.join(crate_)).unwrap();
    }
    fs::write(root.join("errors.toml"), old()).unwrap();
    symlink("../errors.toml", root.join("link/errors.toml")).unwrap();
    fs::write(root.join("file/errors.toml"), old()).unwrap();
    fs::write(root.join("neither/other.toml"), old()).unwrap();
    commit(root);
    let since = |file: &str| run(root, &["--since", "HEAD", file]);

    let (code, out, err) = since("link/errors.toml");
    assert_eq!(code, Some(0), "a link then and now: {out}{err}");
    fs::remove_file(root.join("link/errors.toml")).unwrap();
    fs::write(root.join("link/errors.toml"), old()).unwrap();
    let (code, out, err) = since("link/errors.toml");
    assert_eq!(code, Some(0), "a link then, a file now: {out}{err}");
    fs::remove_file(root.join("file/errors.toml")).unwrap();
    symlink("../errors.toml", root.join("file/errors.toml")).unwrap();
    let (code, out, err) = since("file/errors.toml");
    assert_eq!(code, Some(0), "a file then, a link now: {out}{err}");
    symlink("../errors.toml", root.join("neither/errors.toml")).unwrap();
    let (code, _, err) = since("neither/errors.toml");
    assert_eq!(code, Some(2));
    assert!(
        err.contains("`neither/errors.toml` does not exist at `HEAD`\nhelp: it is a link now; "),
        "{err}"
    );
    assert!(err.contains("`neither/../errors.toml`"), "{err}");
}

#[cfg(unix)]
#[test]
fn what_was_no_file_then_is_said_to_be_none() {
    use std::os::unix::fs::symlink;
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    symlink("absent.toml", root.join("broken.toml")).unwrap();
    symlink("/etc/hostname", root.join("outside.toml")).unwrap();
    fs::create_dir(root.join("folder.toml")).unwrap();
    fs::write(root.join("folder.toml/a.toml"), old()).unwrap();
    fs::write(root.join("text.toml"), "../errors.toml").unwrap();
    commit(root);
    for (file, words) in [
        ("broken.toml", "`broken.toml` is a broken link at `HEAD`"),
        ("outside.toml", "`outside.toml` is a link out of the repository at `HEAD`: to `/etc/hostname`"),
        ("folder.toml", "`folder.toml` is not a file at `HEAD`"),
        ("text.toml", "`HEAD:text.toml` holds only the text `../errors.toml`"),
        ("new.toml", "`new.toml` does not exist at `HEAD`"),
    ] {
        let path = root.join(file);
        if path.is_dir() {
            fs::remove_dir_all(&path).unwrap();
        } else if path.is_symlink() {
            fs::remove_file(&path).unwrap();
        }
        fs::write(&path, old()).unwrap();
        let (code, out, err) = run(root, &["--since", "HEAD", file]);
        assert_eq!((code, out.as_str()), (Some(2), ""), "{file}");
        assert!(err.starts_with(&format!("error: {words}")), "{err}");
        assert!(err.ends_with("help: pass the old file: `edges-errors diff OLD NEW`\n"), "{err}");
    }
    let outside = run(Path::new("/"), &["--since", "HEAD", root.join("none.toml").to_str().unwrap()]);
    assert!(outside.2.contains("there is no file"), "{}", outside.2);
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
    let readme = read_text("edges-errors-cli/README.md");
    let line = own[..own.find("[errors.PROXY_ERROR]").unwrap()].lines().count() + 1;
    assert!(out.contains(&format!("errors.toml:{line}]")), "{out}");
    // The line moves with every edit of errors.toml; README's need not.
    let out = out.replace(&format!("errors.toml:{line}]"), "errors.toml:700]");
    assert!(readme.contains(&out), "README does not show:\n{out}");
}
