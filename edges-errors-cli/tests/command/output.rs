//! Output that cannot be written.

use std::fs::File;
use std::process::Stdio;

use super::{command, locate};

const COMMANDS: &[&[&str]] = &[
    &["--help"],
    &["--version"],
    &["check"],
    &["check", "--format", "json"],
    &["completions", "bash"],
    &["explain", "LIMIT_REACHED"],
    &["explain", "unknown-policy"],
    &["list"],
    &["list", "--format", "json"],
    &["decode", "--status", "424", "/dev/null"],
    &["decode", "--stanzas", "--status", "418", "/dev/null"],
    &["diff", "errors.toml", "errors.toml"],
    &["drift", "edges-errors-cli/tests/golden/drift/edited.md"],
    &["drift", "--stanzas", "edges-errors-cli/tests/golden/drift/edited.md"],
    &["export", "markdown"],
];

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_told() {
    for arguments in COMMANDS {
        let full = File::options().write(true).open("/dev/full").unwrap();
        let output = command(&locate(".")).args(*arguments).stdout(Stdio::from(full)).output().unwrap();
        let err = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {err}");
        assert!(err.contains("error: standard output cannot be written: "), "{arguments:?}: {err}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_standard_error_is_no_panic() {
    let full = File::options().write(true).open("/dev/full").unwrap();
    let output = command(&locate(".")).args(["check", "absent"]).stderr(Stdio::from(full)).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn a_reader_that_leaves_is_not_told() {
    for arguments in COMMANDS {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let output = command(&locate(".")).args(*arguments).stdout(writer).output().unwrap();
        let err = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {err}");
        assert!(!err.contains("error: ") && !err.contains("panicked"), "{arguments:?}: {err}");
    }
}
