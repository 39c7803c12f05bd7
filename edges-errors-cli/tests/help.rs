//! What the command says of itself. `just bless` rewrites the golden file; read the difference.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::fs;
use std::process::Command;

fn run(arguments: &[&str]) -> (Option<i32>, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_edges-errors"));
    // The width of a terminal is not the test's.
    let output = command.args(arguments).env("COLUMNS", "100").output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code(), text(output.stdout), text(output.stderr))
}

#[test]
fn every_help_text_reads_as_agreed() {
    let (_, main, _) = run(&["--help"]);
    let commands = main.lines().skip_while(|line| *line != "Commands:").skip(1);
    let commands: Vec<&str> = commands.map_while(|line| line.strip_prefix("  ")?.split(' ').next()).collect();
    assert!(commands.contains(&"completions"), "{main}");
    let mut helps = format!("$ edges-errors --help\n{main}");
    for command in commands.iter().filter(|command| **command != "help") {
        let (code, help, err) = run(&[command, "--help"]);
        assert_eq!((code, err.as_str()), (Some(0), ""));
        helps.push_str(&format!("\n$ edges-errors {command} --help\n{help}"));
    }
    let golden = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/help.txt");
    if std::env::var_os("BLESS").is_some() {
        fs::write(golden, helps).unwrap();
    } else {
        assert!(helps == fs::read_to_string(golden).unwrap(), "run `just bless`");
    }
}

#[test]
fn the_version_names_the_catalogue() {
    let (code, out, _) = run(&["--version"]);
    let wanted = format!("edges-errors {} (catalogue Edges v1)\n", env!("CARGO_PKG_VERSION"));
    assert_eq!((code, out), (Some(0), wanted));
}

#[test]
fn every_shell_gets_its_completions() {
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let (code, out, _) = run(&["completions", shell]);
        assert!(code == Some(0) && out.contains("explain") && out.contains("drift"), "{shell}");
    }
    assert_eq!(run(&["completions", "csh"]).0, Some(2));
}

#[test]
fn what_makes_no_sense_is_told_on_standard_error() {
    for arguments in [&[][..], &["chekc"], &["list", "--stauts", "424"]] {
        let (code, out, err) = run(arguments);
        assert_eq!((code, out.as_str()), (Some(2), ""), "{arguments:?}");
        assert!(!err.contains('\u{1b}'), "no colour into a pipe");
    }
    assert!(run(&["chekc"]).2.contains("'check'"));
}
