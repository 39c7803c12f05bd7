//! Which file a path in `catalogue!` means, and whether it may be read.

use std::fs::{self, File};
use std::io::Read as _;
use std::path::{Component, Path, PathBuf};

use crate::diagnostic::nearest;

/// A larger file is no catalogue.
const MAX_BYTES: u64 = 16 * 1024 * 1024;

/// Where the path is tried from when the compiler does not say in which file it is written.
const SOURCE_FOLDERS: &[&str] = &["src", "tests", "examples", "benches", ""];

/// A catalogue's text, and its path relative to the package for diagnostics.
#[derive(Debug)]
pub struct Located {
    /// Relative to the package.
    pub name: String,
    /// The whole text.
    pub text: String,
}

/// Reads the file that `path` means, relative to the file it is written in as with `include_str!`.
///
/// The package is the nearest folder above `written_in` that holds a `Cargo.toml`; without `written_in` it is
/// `manifest`, and the path is tried from its source folders.
///
/// # Errors
///
/// One message that names the path, what is wrong and what to do.
pub fn read_file(path: &str, written_in: Option<&Path>, manifest: Option<&Path>) -> Result<Located, String> {
    if Path::new(path).is_absolute() {
        return Err(format!(
            "`{path}` is absolute, and would be another file on every machine\nhelp: write the path relative to this file"
        ));
    }
    let known = written_in.and_then(|file| Some((file.parent()?, find_package(file)?)));
    let (file, package) = match (known, manifest) {
        (Some((folder, package)), _) => (inside(folder, path, &package)?, package),
        (None, Some(manifest)) => (find_in_sources(path, manifest)?, manifest.to_owned()),
        (None, None) => {
            return Err("CARGO_MANIFEST_DIR is not set, so it is not known where the package is".to_owned());
        }
    };
    let name = file.strip_prefix(&package).unwrap_or(&file).to_string_lossy().replace('\\', "/");
    Ok(Located { text: read_text(&file, path)?, name })
}

fn find_package(file: &Path) -> Option<PathBuf> {
    let folders = file
        .ancestors()
        .skip(1)
        .map(|folder| if folder.as_os_str().is_empty() { Path::new(".") } else { folder });
    folders.into_iter().find(|folder| folder.join("Cargo.toml").is_file()).map(normalise)
}

/// The file that a path means from a folder, if it stays inside the package. A link in the package that leads out of it
/// is fine: packaging follows it.
fn inside(folder: &Path, path: &str, package: &Path) -> Result<PathBuf, String> {
    let file = normalise(&folder.join(path));
    if file.starts_with(package) || package == Path::new(".") && !file.starts_with("..") {
        return Ok(file);
    }
    Err(format!(
        "`{path}` leaves the package: it would build here and be missing from the published crate\n\
         help: move the file into the package, or put a link to it there"
    ))
}

/// Takes `..` and `.` out of a path without asking the file system, as the compiler's own include does not follow links
/// here either.
fn normalise(path: &Path) -> PathBuf {
    let mut normal = PathBuf::new();
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir if matches!(normal.components().next_back(), Some(Component::Normal(_))) => {
                normal.pop();
            }
            other => normal.push(other),
        }
    }
    if normal.as_os_str().is_empty() { PathBuf::from(".") } else { normal }
}

fn find_in_sources(path: &str, manifest: &Path) -> Result<PathBuf, String> {
    let tried =
        SOURCE_FOLDERS.iter().filter_map(|folder| inside(&manifest.join(folder), path, manifest).ok());
    tried.into_iter().find(|file| file.is_file()).ok_or_else(|| missing(path, None))
}

/// Reads a regular file of UTF-8; `path` is what messages call it.
///
/// # Errors
///
/// One message that names the path, what is wrong and what to do.
pub fn read_text(file: &Path, path: &str) -> Result<String, String> {
    let Ok(facts) = fs::metadata(file) else { return Err(missing(path, file.parent())) };
    if !facts.is_file() {
        let what = if facts.is_dir() { "a folder" } else { "not a regular file" };
        return Err(format!("`{path}` is {what}\nhelp: name the catalogue's file, such as `errors.toml`"));
    }
    if facts.len() > MAX_BYTES {
        return Err(format!("`{path}` has {} bytes, and a catalogue at most {MAX_BYTES}", facts.len()));
    }
    let mut bytes = Vec::new();
    File::open(file)
        .and_then(|file| file.take(MAX_BYTES).read_to_end(&mut bytes))
        .map_err(|error| format!("`{path}` cannot be read: {error}"))?;
    let text = String::from_utf8(bytes).map_err(|error| {
        let line = error
            .as_bytes()
            .iter()
            .take(error.utf8_error().valid_up_to())
            .filter(|&&byte| byte == b'\n')
            .count();
        format!("`{path}` is not UTF-8: line {}\nhelp: save it as UTF-8", line + 1)
    })?;
    match left_link(&text) {
        Some(target) => Err(format!(
            "`{path}` holds only the text `{target}`: a checkout without symbolic links left it in place of a link\n\
             help: run `git config core.symlinks true` and check the file out again, or copy `{target}` here"
        )),
        None => Ok(text),
    }
}

/// The target of a link that git wrote as a text file.
fn left_link(text: &str) -> Option<&str> {
    let line = text.trim_end_matches('\n');
    let path = !line.is_empty() && !line.contains(['\n', '=', '[', '#', ' ']);
    (path && line.ends_with(".toml")).then_some(line)
}

fn missing(path: &str, folder: Option<&Path>) -> String {
    let wanted =
        Path::new(path).file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let entries = folder.and_then(|folder| fs::read_dir(folder).ok()).into_iter().flatten().flatten();
    let mut names: Vec<String> =
        entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort_unstable();
    let near = nearest(&wanted, names.iter().map(String::as_str));
    let help = match near {
        Some(near) => format!("help: a file with a similar name is there: `{near}`"),
        None => "help: the path is relative to the file that it is written in".to_owned(),
    };
    format!("there is no file `{path}`\n{help}")
}
