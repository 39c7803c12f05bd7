//! A file as it was at a revision of its git repository.

use std::ffi::OsStr;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use edges_errors_catalogue::locate::decode_text;
use edges_errors_catalogue::source::Source;

use crate::ending::Unusable;
use crate::input::{is_stream, read_source};
use crate::stderr::note;

/// The variables with which git tells hooks and aliases which repository they run for. They win over the folder that git
/// runs in.
///
/// `git rev-parse --local-env-vars` lists them, and GIT_CONFIG_PARAMETERS and GIT_CONFIG_COUNT. These carry settings
/// that were given for this run, such as `safe.directory`; git itself hands them on to commands in other repositories.
const REPOSITORY_VARIABLES: &[&str] = &[
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_COMMON_DIR",
    "GIT_CONFIG",
    "GIT_DIR",
    "GIT_GRAFT_FILE",
    "GIT_IMPLICIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_INTERNAL_SUPER_PREFIX",
    "GIT_NO_REPLACE_OBJECTS",
    "GIT_OBJECT_DIRECTORY",
    "GIT_PREFIX",
    "GIT_REPLACE_REF_BASE",
    "GIT_SHALLOW_FILE",
    "GIT_WORK_TREE",
];

/// The way round git.
pub(super) const PASS_OLD_FILE: &str = "pass the old file: `edges-errors diff OLD NEW`";

/// Reads a file as it was at a revision, with the `git` of the machine. Links are followed as they were then.
pub(crate) fn read_revision(revision: &str, file: &Path) -> Result<Source, Unusable> {
    find_revision(revision, file)?.ok_or_else(|| explain_absence(revision, file))
}

/// Reads the base of a file as it was at a revision, if it is in the same repository; else as it is now, since what is
/// elsewhere has another history.
pub(crate) fn read_base_revision(revision: &str, base: &Path, own: &Path) -> Result<Source, Unusable> {
    let repository = |file: &Path| {
        let mut git = start_git(file);
        let output = git.args(["rev-parse", "--show-toplevel"]).output().ok()?;
        output.status.success().then_some(output.stdout)
    };
    if is_stream(base) || repository(base) != repository(own) {
        return read_source(base);
    }
    match find_revision(revision, base)? {
        Some(source) => Ok(source),
        None => {
            note(format_args!(
                "`{}` does not exist at `{revision}`: it is taken as it is now",
                base.display()
            ));
            read_source(base)
        }
    }
}

/// Reads a file as it was at a revision; `None` if it was not there.
fn find_revision(revision: &str, file: &Path) -> Result<Option<Source>, Unusable> {
    let shown = file.display();
    let unusable = |message: String| Unusable::new(message).help(PASS_OLD_FILE);
    let name = file.file_name().filter(|name| !name.as_encoded_bytes().contains(&b'\n'));
    let name = name.ok_or_else(|| unusable(format!("git cannot be asked for `{shown}`")))?;
    let commit = find_commit(revision, file)?;
    let bytes = match read_entry(&commit, file, name)? {
        Entry::File(bytes) => bytes,
        Entry::Absent => return Ok(None),
        Entry::NoFile => return Err(unusable(format!("`{shown}` is not a file at `{revision}`"))),
        Entry::LinkToNothing => return Err(unusable(format!("`{shown}` is a broken link at `{revision}`"))),
        Entry::LinkOutside(target) => {
            return Err(unusable(format!(
                "`{shown}` is a link out of the repository at `{revision}`: to `{target}`"
            )));
        }
    };
    let name = format!("{revision}:{}", name.to_string_lossy());
    let text = decode_text(bytes, &name).map_err(|error| unusable(error.to_string()))?;
    Ok(Some(Source::new(name, text)))
}

/// Returns the id of the one commit that a revision means in the repository of a file.
fn find_commit(revision: &str, file: &Path) -> Result<String, Unusable> {
    if revision.is_empty() || revision.starts_with('-') {
        return Err(Unusable::new(format!("`{revision}` is not a git revision")));
    }
    let mut git = start_git(file);
    let output =
        git.args(["rev-parse", "--verify", "--quiet"]).arg(format!("{revision}^{{commit}}")).output();
    let output = output.map_err(|error| explain_no_git(&error))?;
    let id = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    match output.status.code() {
        // `^REV` is answered with a `^` before the id.
        Some(0) if id.bytes().all(|byte| byte.is_ascii_hexdigit()) => Ok(id),
        // With `--quiet`, git ends with 1 if there is no such commit, and says nothing.
        Some(0 | 1) if revision.contains("..") => {
            let error = Unusable::new(format!("`{revision}` is a range, and `--since` takes one revision"));
            Err(error.help("pass its start: the new catalogue is the file as it is now"))
        }
        Some(0 | 1) => Err(Unusable::new(format!(
            "git has no commit `{revision}` in the repository of `{}`",
            file.display()
        ))),
        Some(_) | None => Err(quote_git(&output)),
    }
}

/// The end of a name in a commit, behind its links.
enum Entry {
    File(Vec<u8>),
    /// A folder or a submodule.
    NoFile,
    LinkToNothing,
    /// The target.
    LinkOutside(String),
    Absent,
}

/// Reads what the name of a file leads to in a commit.
fn read_entry(commit: &str, file: &Path, name: &OsStr) -> Result<Entry, Unusable> {
    let mut git = start_git(file);
    git.args(["cat-file", "--batch", "--follow-symlinks"]);
    git.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = git.spawn().map_err(|error| explain_no_git(&error))?;
    let request = [commit.as_bytes(), b":./", name.as_encoded_bytes(), b"\n"].concat();
    let sent = child.stdin.take().map_or(Ok(()), |mut stdin| stdin.write_all(&request));
    let output = child.wait_with_output().map_err(|error| explain_no_git(&error))?;
    if !output.status.success() || sent.is_err() {
        return Err(quote_git(&output));
    }
    Ok(read_answer(&output.stdout))
}

/// Reads an answer of `git cat-file --batch --follow-symlinks`: a line, and mostly something behind it.
fn read_answer(answer: &[u8]) -> Entry {
    let mut parts = answer.splitn(2, |&byte| byte == b'\n');
    let line = String::from_utf8_lossy(parts.next().unwrap_or_default());
    let words: Vec<&str> = line.split(' ').collect();
    let size = words.last().and_then(|size| size.parse().ok());
    let content = parts.next().zip(size).and_then(|(rest, size)| rest.get(..size));
    match (words.as_slice(), content) {
        (["symlink", _], Some(target)) => Entry::LinkOutside(String::from_utf8_lossy(target).into_owned()),
        (["dangling" | "loop" | "notdir", _], Some(_)) => Entry::LinkToNothing,
        ([_, "blob", _], Some(bytes)) => Entry::File(bytes.to_vec()),
        ([_, _, _], Some(_)) => Entry::NoFile,
        _ => Entry::Absent,
    }
}

/// Makes a `git` that works in the repository of a file, whichever its caller works in.
fn start_git(file: &Path) -> Command {
    // A bare name has an empty parent.
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut git = Command::new("git");
    git.arg("-C").arg(folder);
    for variable in REPOSITORY_VARIABLES {
        git.env_remove(variable);
    }
    git
}

fn explain_no_git(error: &std::io::Error) -> Unusable {
    Unusable::new(format!("`--since` needs git, which does not run: {error}")).help(PASS_OLD_FILE)
}

fn explain_absence(revision: &str, file: &Path) -> Unusable {
    let error = Unusable::new(format!("`{}` does not exist at `{revision}`", file.display()));
    error.help(match file.read_link() {
        Ok(target) => {
            let target = file.with_file_name(target);
            format!("it is a link now; pass the file behind it: `{}`", target.display())
        }
        Err(_) => PASS_OLD_FILE.to_owned(),
    })
}

/// Quotes what git says of a failure.
fn quote_git(output: &Output) -> Unusable {
    let words = String::from_utf8_lossy(&output.stderr);
    let lines: Vec<&str> = words.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    Unusable::new(format!("git says: {}", lines.join("; ").trim_start_matches("fatal: ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_variable_that_names_a_repository_is_removed() {
        let output = Command::new("git").args(["rev-parse", "--local-env-vars"]).output().unwrap();
        let listed = String::from_utf8(output.stdout).unwrap();
        for variable in listed.lines().filter(|name| !name.starts_with("GIT_CONFIG_")) {
            assert!(REPOSITORY_VARIABLES.contains(&variable), "{variable}");
        }
        assert!(listed.contains("GIT_DIR"));
    }
}
