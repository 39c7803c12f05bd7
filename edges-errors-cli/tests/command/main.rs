//! The command, as operators, maintainers, editors and CI jobs call it.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod arguments;
mod check;
mod decision_schema;
mod decode;
mod decode_apis;
mod decode_forms;
mod decode_lines;
mod diff;
mod drift;
mod explain;
mod export;
mod extending;
mod init;
mod list;
mod names;
mod one_answer;
mod output;
mod pipes;

use std::ffi::OsStr;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// How a run ended: exit code, standard output and standard error.
type Ending = (Option<i32>, String, String);

/// Returns the path of a file of the repository.
fn locate(file: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(file)
}

/// Reads a file of the repository.
fn read_text(file: &str) -> String {
    fs::read_to_string(locate(file)).unwrap()
}

/// Returns the command, to be run in a folder.
fn command(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_edges-errors"));
    command.current_dir(folder);
    command
}

/// Runs the command in a folder.
fn run_in(folder: &Path, arguments: &[impl AsRef<OsStr>]) -> Ending {
    read_ending(command(folder).args(arguments).output().unwrap())
}

/// Runs the command at the top of the repository.
fn run(arguments: &[&str]) -> Ending {
    run_in(&locate("."), arguments)
}

/// Runs the command with something to read from standard input.
fn run_with_input(folder: &Path, arguments: &[&str], input: impl AsRef<[u8]>) -> Ending {
    let mut command = command(folder);
    command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    // The command may have seen enough before the end.
    let _ = child.stdin.take().unwrap().write_all(input.as_ref());
    read_ending(child.wait_with_output().unwrap())
}

fn read_ending(output: Output) -> Ending {
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code(), text(output.stdout), text(output.stderr))
}
