//! Finds the file that a path in `catalogue!` names, and reads it.

use std::fmt::{self, Display, Formatter};
use std::fs::{self, File};
use std::io::{self, ErrorKind, Read as _};
use std::path::{self, Component, Path, PathBuf};

use crate::diagnostic::nearest;

/// A larger file is not a catalogue.
const MAX_BYTES: u64 = 16 * 1024 * 1024;

/// The folders that the path is tried from when the compiler does not say in which file it is written.
const SOURCE_FOLDERS: &[&str] = &["src", "tests", "examples", "benches", ""];

/// A catalogue's text, and its path for diagnostics.
#[derive(Debug)]
pub struct Located {
    /// Relative to the package, if there is one.
    pub name: String,
    /// The whole text.
    pub text: String,
}

/// The reason why a catalogue cannot be read. `{:#}` adds [`help`](Self::help) on a line of its own.
#[derive(Debug)]
pub struct LocateError {
    /// The path as it was given.
    pub path: String,
    /// The reason.
    pub kind: LocateErrorKind,
}

/// The reasons why a catalogue cannot be read.
#[derive(Debug)]
#[non_exhaustive]
pub enum LocateErrorKind {
    /// The path is absolute.
    Absolute,
    /// The path leads out of the package.
    OutsidePackage,
    /// Neither the file that the path is written in is known, nor the package.
    UnknownPlace,
    /// There is no such file; one with a similar name may be beside it.
    Missing(Option<String>),
    /// It is a folder.
    Folder,
    /// It is a device, a pipe or a socket.
    NotRegular,
    /// It has more bytes than a catalogue may have.
    TooLarge,
    /// The operating system refuses to read it.
    Unreadable(io::Error),
    /// The line, from 1, holds bytes that are not UTF-8.
    NotUtf8(usize),
    /// It holds the target of a symbolic link, which a checkout without links left in place of the link.
    LinkAsText(String),
}

impl LocateError {
    fn new(path: &str, kind: LocateErrorKind) -> Self {
        Self { path: path.to_owned(), kind }
    }

    /// Returns what to do about it, where that can be said.
    pub fn help(&self) -> Option<String> {
        match &self.kind {
            LocateErrorKind::Absolute => Some("write the path relative to this file".to_owned()),
            LocateErrorKind::OutsidePackage => {
                Some("move the file into the package, or put a link to it there".to_owned())
            }
            LocateErrorKind::UnknownPlace => {
                Some("write the catalogue in place: `catalogue! { inline = r#\"…\"# }`".to_owned())
            }
            LocateErrorKind::Missing(similar) => {
                similar.as_ref().map(|similar| format!("a file with a similar name is there: `{similar}`"))
            }
            LocateErrorKind::Folder | LocateErrorKind::NotRegular => {
                Some("name the catalogue's file, such as `errors.toml`".to_owned())
            }
            LocateErrorKind::NotUtf8(_) => Some("save it as UTF-8".to_owned()),
            LocateErrorKind::LinkAsText(target) => Some(format!(
                "run `git config core.symlinks true` and check the file out again, or copy `{target}` here"
            )),
            LocateErrorKind::TooLarge | LocateErrorKind::Unreadable(_) => None,
        }
    }
}

impl Display for LocateError {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let path = &self.path;
        match &self.kind {
            LocateErrorKind::Absolute => {
                write!(f, "`{path}` is absolute, and would be another file on every machine")
            }
            LocateErrorKind::OutsidePackage => write!(
                f,
                "`{path}` leaves the package: it would build here and be missing from the published crate"
            ),
            LocateErrorKind::UnknownPlace => write!(
                f,
                "it is not known what `{path}` is relative to: the compiler does not say in which file it is written, and \
                 CARGO_MANIFEST_DIR is not set"
            ),
            LocateErrorKind::Missing(_) => write!(f, "there is no file `{path}`"),
            LocateErrorKind::Folder => write!(f, "`{path}` is a folder"),
            LocateErrorKind::NotRegular => write!(f, "`{path}` is not a regular file"),
            LocateErrorKind::TooLarge => {
                write!(f, "`{path}` is too large: a catalogue has at most {MAX_BYTES} bytes")
            }
            LocateErrorKind::Unreadable(error) => write!(f, "`{path}` cannot be read: {error}"),
            LocateErrorKind::NotUtf8(line) => write!(f, "`{path}` is not UTF-8: line {line}"),
            LocateErrorKind::LinkAsText(target) => write!(
                f,
                "`{path}` holds only the text `{target}`: a checkout without symbolic links left it in place of a link"
            ),
        }?;
        match self.help() {
            Some(help) if f.alternate() => write!(f, "\nhelp: {help}"),
            Some(_) | None => Ok(()),
        }
    }
}

impl std::error::Error for LocateError {}

/// A package: a folder with a `Cargo.toml`, and everything below it.
#[derive(Debug)]
pub struct Package(PathBuf);

impl Package {
    /// Returns the package of a source file: the nearest folder above it that holds a `Cargo.toml`.
    pub fn containing(file: &Path) -> Option<Self> {
        let file = make_absolute(file)?;
        let folder = file.ancestors().skip(1).find(|folder| folder.join("Cargo.toml").is_file())?;
        Some(Self(folder.to_owned()))
    }

    /// Returns a file's path in the package, the same in every checkout; `None` for a file outside.
    ///
    /// Links are not followed: one that leads out of the package is fine, since packaging follows it.
    pub fn relative_path(&self, file: &Path) -> Option<String> {
        let file = make_absolute(file)?;
        file.strip_prefix(&self.0).ok().map(write_path)
    }
}

/// Reads the file that `path` means, relative to the file it is written in as with `include_str!`.
///
/// It must lie in the package of `written_in`. Where there is none, as in a build without Cargo, nothing is published
/// and the path may lead anywhere. Without `written_in` the package is `manifest`, and the path is tried from its
/// source folders.
///
/// # Errors
///
/// Returns the reason why `path` does not lead to the text of a catalogue.
pub fn read_file(
    path: &str,
    written_in: Option<&Path>,
    manifest: Option<&Path>,
) -> Result<Located, LocateError> {
    if matches!(Path::new(path).components().next(), Some(Component::Prefix(_) | Component::RootDir)) {
        return Err(LocateError::new(path, LocateErrorKind::Absolute));
    }
    let NamedFile { file, name } = match (written_in, manifest) {
        (Some(source), _) => find_beside(source, path),
        (None, Some(manifest)) => find_in_sources(path, manifest),
        (None, None) => Err(LocateErrorKind::UnknownPlace),
    }
    .map_err(|kind| LocateError::new(path, kind))?;
    Ok(Located { text: read_text(&file, path)?, name })
}

/// A file and what diagnostics call it.
struct NamedFile {
    file: PathBuf,
    name: String,
}

/// Finds the file that the compiler's own include means in a source file.
fn find_beside(source: &Path, path: &str) -> Result<NamedFile, LocateErrorKind> {
    // Not normalised: the compiler leaves `..` behind a linked folder to the operating system, too.
    let file = source.with_file_name(path);
    let name = match Package::containing(source) {
        Some(package) => package.relative_path(&file).ok_or(LocateErrorKind::OutsidePackage)?,
        None => write_path(&normalise(&file)),
    };
    Ok(NamedFile { file, name })
}

/// Finds the first file that a path means from a source folder of a package.
fn find_in_sources(path: &str, manifest: &Path) -> Result<NamedFile, LocateErrorKind> {
    let package = Package(make_absolute(manifest).ok_or(LocateErrorKind::UnknownPlace)?);
    let inside = SOURCE_FOLDERS.iter().filter_map(|folder| {
        let file = package.0.join(folder).join(path);
        package.relative_path(&file).map(|name| NamedFile { file, name })
    });
    let inside: Vec<NamedFile> = inside.collect();
    if inside.is_empty() {
        return Err(LocateErrorKind::OutsidePackage);
    }
    inside.into_iter().find(|found| found.file.is_file()).ok_or(LocateErrorKind::Missing(None))
}

fn make_absolute(path: &Path) -> Option<PathBuf> {
    path::absolute(path).ok().map(|path| normalise(&path))
}

/// Takes `..` and `.` out of a path without asking the file system.
fn normalise(path: &Path) -> PathBuf {
    let mut normal = PathBuf::new();
    for component in path.components() {
        match (component, normal.components().next_back()) {
            (Component::CurDir, _) => {}
            (Component::ParentDir, Some(Component::Normal(_))) => {
                normal.pop();
            }
            (Component::ParentDir, Some(Component::RootDir)) => {}
            (component, _) => normal.push(component),
        }
    }
    normal
}

fn write_path(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}

/// Reads a regular file of UTF-8; `path` is what errors call it.
///
/// # Errors
///
/// Returns the reason why the file does not hold the text of a catalogue.
pub fn read_text(file: &Path, path: &str) -> Result<String, LocateError> {
    let refuse = |kind| LocateError::new(path, kind);
    let facts = fs::metadata(file).map_err(|error| {
        refuse(match error.kind() {
            ErrorKind::NotFound | ErrorKind::NotADirectory => LocateErrorKind::Missing(find_similar(file)),
            _ => LocateErrorKind::Unreadable(error),
        })
    })?;
    if !facts.is_file() {
        let kind = if facts.is_dir() { LocateErrorKind::Folder } else { LocateErrorKind::NotRegular };
        return Err(refuse(kind));
    }
    if facts.len() > MAX_BYTES {
        return Err(refuse(LocateErrorKind::TooLarge));
    }
    let mut bytes = Vec::new();
    File::open(file)
        .and_then(|file| file.take(MAX_BYTES + 1).read_to_end(&mut bytes))
        .map_err(|error| refuse(LocateErrorKind::Unreadable(error)))?;
    decode_text(bytes, path)
}

/// Decodes the bytes of a catalogue; `path` is what errors call it.
///
/// # Errors
///
/// Returns the reason why the bytes are not the text of a catalogue.
pub fn decode_text(bytes: Vec<u8>, path: &str) -> Result<String, LocateError> {
    let refuse = |kind| LocateError::new(path, kind);
    if u64::try_from(bytes.len()).is_ok_and(|length| length > MAX_BYTES) {
        return Err(refuse(LocateErrorKind::TooLarge));
    }
    let text = String::from_utf8(bytes).map_err(|error| {
        let right = error.as_bytes().iter().take(error.utf8_error().valid_up_to());
        let line = right.filter(|&&byte| byte == b'\n').count() + 1;
        refuse(LocateErrorKind::NotUtf8(line))
    })?;
    match find_link(&text) {
        Some(target) => Err(refuse(LocateErrorKind::LinkAsText(target.to_owned()))),
        None => Ok(text),
    }
}

/// Returns the target of a link that git wrote as a text file.
fn find_link(text: &str) -> Option<&str> {
    let line = text.trim_end_matches('\n');
    let path = !line.is_empty() && !line.contains(['\n', '=', '[', '#', ' ']);
    (path && line.ends_with(".toml")).then_some(line)
}

/// Returns the name of a file in the same folder that is nearly the same.
fn find_similar(file: &Path) -> Option<String> {
    let wanted = file.file_name()?.to_string_lossy().into_owned();
    // A bare name has an empty parent.
    let entries = fs::read_dir(make_absolute(file)?.parent()?).ok()?;
    let mut names: Vec<String> =
        entries.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort_unstable();
    nearest(&wanted, names.iter().map(String::as_str)).map(str::to_owned)
}

#[cfg(test)]
mod tests;
