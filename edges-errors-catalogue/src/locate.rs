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

/// The path of a source file in its package, the same in every checkout.
pub fn relative_to_package(file: &Path) -> String {
    let package = find_package(file).unwrap_or_default();
    let file = normalise(file);
    file.strip_prefix(&package).unwrap_or(&file).to_string_lossy().replace('\\', "/")
}

/// A name with a hash of some texts (64-bit FNV-1a): the same wherever it is built.
pub fn hash_name(prefix: &str, parts: &[&str]) -> String {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    for byte in parts.iter().flat_map(|part| part.bytes().chain([0])) {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    format!("{prefix}{hash:016x}")
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

#[cfg(test)]
mod tests {
    use super::*;

    /// A package of its own, removed at the end.
    struct Package(PathBuf);

    impl Package {
        fn new(name: &str) -> Self {
            let folder = std::env::temp_dir().join(format!("edges-errors-{name}-{}", std::process::id()));
            fs::create_dir_all(folder.join("src")).unwrap();
            fs::write(folder.join("Cargo.toml"), "").unwrap();
            Self(folder)
        }

        fn read(&self, path: &str) -> Result<Located, String> {
            read_file(path, Some(&self.0.join("src/lib.rs")), None)
        }
    }

    impl Drop for Package {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(&self.0);
        }
    }

    #[test]
    fn a_path_is_relative_to_the_file_that_writes_it_and_named_relative_to_the_package() {
        let package = Package::new("relative é");
        fs::write(package.0.join("errors.toml"), "a = 1").unwrap();
        let located = package.read("../errors.toml").unwrap();
        assert_eq!((located.name.as_str(), located.text.as_str()), ("errors.toml", "a = 1"));
        assert_eq!(relative_to_package(&package.0.join("src/api/mod.rs")), "src/api/mod.rs");
    }

    #[test]
    fn without_a_source_file_the_source_folders_are_tried() {
        let package = Package::new("folders");
        fs::create_dir(package.0.join("tests")).unwrap();
        fs::write(package.0.join("tests/errors.toml"), "a = 1").unwrap();
        let located = read_file("errors.toml", None, Some(&package.0)).unwrap();
        assert_eq!(located.name, "tests/errors.toml");
        assert!(read_file("../../errors.toml", None, Some(&package.0)).is_err());
        assert!(read_file("errors.toml", None, None).unwrap_err().contains("CARGO_MANIFEST_DIR"));
    }

    #[test]
    fn what_is_no_catalogue_is_refused_with_the_fix() {
        let package = Package::new("refused");
        fs::write(package.0.join("latin1.toml"), b"a = 1\nb = \"\xe9\"").unwrap();
        fs::write(package.0.join("link.toml"), "../errors.toml").unwrap();
        fs::write(package.0.join("large.toml"), vec![b'\n'; 16 * 1024 * 1024 + 1]).unwrap();
        for (path, words) in [
            ("../latin1.toml", "is not UTF-8: line 2"),
            ("../link.toml", "core.symlinks"),
            ("../large.toml", "at most"),
            ("../src", "is a folder"),
            ("../eror.toml", "there is no file"),
            ("../../errors.toml", "leaves the package"),
            ("../../../../../../../../../../etc/passwd", "leaves the package"),
            ("/etc/passwd", "is absolute"),
        ] {
            let message = package.read(path).unwrap_err();
            assert!(message.contains(words), "{path}: {message}");
            assert!(!message.contains("root:"), "{message}");
        }
        assert!(package.read("../lage.toml").unwrap_err().contains("large.toml"));
    }

    #[cfg(unix)]
    #[test]
    fn a_device_is_not_read_and_a_link_out_of_the_package_is() {
        let package = Package::new("links");
        std::os::unix::fs::symlink("/dev/zero", package.0.join("zero.toml")).unwrap();
        assert!(package.read("../zero.toml").unwrap_err().contains("not a regular file"));
        let outside = Package::new("outside");
        fs::write(outside.0.join("errors.toml"), "a = 1").unwrap();
        std::os::unix::fs::symlink(outside.0.join("errors.toml"), package.0.join("errors.toml")).unwrap();
        assert_eq!(package.read("../errors.toml").unwrap().text, "a = 1");
    }

    #[test]
    fn names_follow_from_their_parts_alone() {
        assert_eq!(hash_name("x_", &["a", "b"]), hash_name("x_", &["a", "b"]));
        assert_ne!(hash_name("x_", &["a", "b"]), hash_name("x_", &["ab", ""]));
    }
}
