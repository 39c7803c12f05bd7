//! Files whose names would steer a terminal: every message that quotes one spells it out.

use std::ffi::OsStr;
use std::fs;
use std::path::Path;
use std::process::Command;

use super::{Ending, read_text, run_in};

/// A red name that breaks a line and turns what follows around.
const HOSTILE: &str = "a\u{1b}[31m\n\u{9b}\u{202e}b";

/// The same, spelt out.
const SHOWN: &str = r"a\u{1b}[31m\u{a}\u{9b}\u{202e}b";

const BODY: &str = r#"{"error_label":"LIMIT_REACHED","params":{"unlisted":1}}"#;

fn show(name: &str) -> String {
    format!("{SHOWN}{name}")
}

fn hostile(name: &str) -> String {
    format!("{HOSTILE}{name}")
}

/// Asserts that a run quotes a file by its name spelt out, and writes nothing that steers.
fn assert_spelt_out(ending: &Ending, name: &str, arguments: &[&str]) {
    let (code, out, err) = ending;
    let said = format!("{out}{err}");
    // Markdown has escapes of its own.
    let shown = if arguments.contains(&"markdown") { format!(r"\u{{202e}}b{name}") } else { show(name) };
    assert!(said.contains(&shown), "{arguments:?}\n{said:?}");
    assert!(!said.contains(['\u{1b}', '\u{9b}', '\u{202e}']), "{arguments:?}\n{said:?}");
    assert!(code.is_some_and(|code| code <= 2), "{arguments:?}");
}

fn git(folder: &Path, arguments: &[&str]) {
    let as_somebody = ["-c", "user.name=x", "-c", "user.email=x@example.com"];
    let output = Command::new("git").current_dir(folder).args(as_somebody).args(arguments).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[cfg(target_os = "linux")]
#[test]
fn names_of_files_are_spelt_out_in_every_message() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let right = read_text("errors.toml");
    let page = read_text("edges-errors-cli/tests/golden/drift/reference.md");
    let wrong = right.replacen("retry           = \"never\"", "retry           = \"nevr\"", 1);
    assert_ne!(right, wrong);
    for (name, text) in [
        ("right.toml", right.as_str()),
        ("wrong.toml", &wrong),
        ("page.md", &page.replace("LK_524", "LK_525")),
        ("empty.md", "no table"),
        ("body.json", BODY),
        ("lines.json", &format!("{BODY}\n{BODY}\n")),
        ("binary.json", "\0\0"),
        ("old.html", "old"),
    ] {
        fs::write(folder.join(hostile(name)), text).unwrap();
    }
    fs::create_dir(folder.join(hostile("folder"))).unwrap();
    fs::write(folder.join("other.toml"), right.replacen("code", "kode", 1)).unwrap();
    for (arguments, name) in [
        (&["check", "right.toml"][..], "right.toml"),
        (&["check", "wrong.toml"], "wrong.toml"),
        (&["check", "folder"], "folder"),
        (&["list", "--catalogue", "wrong.toml"], "wrong.toml"),
        (&["explain", "LK_ERROR", "--catalogue", "right.toml"], "right.toml"),
        (&["diff", "right.toml", "other.toml"], "right.toml"),
        (&["diff", "other.toml", "right.toml"], "right.toml"),
        (&["diff", "other.toml", "right.toml", "--format", "markdown"], "right.toml"),
        (&["drift", "page.md", "--catalogue", "right.toml"], "page.md"),
        (&["drift", "page.md", "--catalogue", "right.toml"], "right.toml"),
        (&["drift", "page.md", "--catalogue", "right.toml", "--format", "markdown"], "page.md"),
        (&["drift", "page.md", "--catalogue", "right.toml", "--stanzas"], "page.md"),
        (&["drift", "empty.md", "--catalogue", "right.toml"], "empty.md"),
        (&["decode", "body.json", "--stanzas", "--catalogue", "right.toml"], "right.toml"),
        (&["decode", "binary.json", "--catalogue", "right.toml"], "binary.json"),
        (&["decode", "folder", "--catalogue", "right.toml"], "folder"),
        (&["export", "html", "--catalogue", "right.toml", "--out", "old.html", "--check"], "old.html"),
        (&["export", "html", "--catalogue", "right.toml", "--out", "folder"], "folder"),
        (&["export", "html", "--catalogue", "right.toml", "--out", "absent.html", "--check"], "absent.html"),
        (&["check", "absent.toml"], "absent.toml"),
        (&["diff", "absent.toml", "right.toml"], "absent.toml"),
        (&["drift", "absent.md", "--catalogue", "right.toml"], "absent.md"),
        (&["decode", "absent.json", "--catalogue", "right.toml"], "absent.json"),
        (&["list", "--catalogue", "absent.toml"], "absent.toml"),
    ] {
        let named = |argument: &&str| {
            let is_file = argument.contains('.') && *argument != "other.toml" || *argument == "folder";
            if is_file { hostile(argument) } else { (*argument).to_owned() }
        };
        let run: Vec<String> = arguments.iter().map(named).collect();
        assert_spelt_out(&run_in(folder, &run), name, arguments);
    }
}

#[cfg(target_os = "linux")]
#[test]
fn names_of_files_are_spelt_out_beside_revisions_and_in_programs() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    git(folder, &["init", "--quiet"]);
    fs::write(folder.join("kept"), "x").unwrap();
    git(folder, &["add", "."]);
    git(folder, &["commit", "--quiet", "--message", "x"]);
    let name = "a\u{1b}[31mb.toml";
    fs::write(folder.join(name), read_text("errors.toml")).unwrap();
    for revision in ["HEAD", "\u{1b}[31m", "-x"] {
        let arguments: [&OsStr; 4] = ["diff".as_ref(), "--since".as_ref(), revision.as_ref(), name.as_ref()];
        let (code, out, err) = run_in(folder, &arguments);
        assert_eq!((code, out.as_str()), (Some(2), ""));
        assert!(!err.contains('\u{1b}') && err.contains(r"\u{1b}[31m") | (revision == "-x"), "{err:?}");
    }
    // Programs are given the name itself, in JSON's own escapes.
    fs::write(folder.join(name), "[catalogue]\n").unwrap();
    let (_, out, _) = run_in(folder, &["check", "--format", "json", name]);
    assert!(out.contains(r#""file": "a\u001b[31mb.toml""#), "{out:?}");
}
