use tempfile::TempDir;

use super::*;

/// Writes files into a folder of its own.
fn write_files(files: &[(&str, &[u8])]) -> TempDir {
    let folder = tempfile::Builder::new().prefix("locate é").tempdir().unwrap();
    for (name, bytes) in files {
        let file = folder.path().join(name);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, bytes).unwrap();
    }
    folder
}

/// Reads a path that `src/lib.rs` of a folder writes.
fn read(folder: &TempDir, path: &str) -> Result<Located, LocateError> {
    read_file(path, Some(&folder.path().join("src/lib.rs")), None)
}

#[test]
fn a_path_is_relative_to_the_file_that_writes_it_and_named_relative_to_the_package() {
    let package = write_files(&[("Cargo.toml", b""), ("src/lib.rs", b""), ("errors.toml", b"a = 1")]);
    let located = read(&package, "../errors.toml").unwrap();
    assert_eq!((located.name.as_str(), located.text.as_str()), ("errors.toml", "a = 1"));
}

#[test]
fn without_a_package_the_file_beside_the_source_file_is_read_and_not_one_of_a_source_folder() {
    let build = write_files(&[("src/errors.toml", b"a = 1"), ("src/a/errors.toml", b"b = 1")]);
    let source = build.path().join("src/a/mod.rs");
    for manifest in [None, Some(build.path())] {
        assert_eq!(read_file("errors.toml", Some(&source), manifest).unwrap().text, "b = 1");
        assert_eq!(read_file("../errors.toml", Some(&source), manifest).unwrap().text, "a = 1");
        let missing = read_file("absent.toml", Some(&source), manifest).unwrap_err();
        assert!(matches!(missing.kind, LocateErrorKind::Missing(None)), "{missing:?}");
    }
}

#[test]
fn a_package_is_found_above_the_working_directory_too() {
    // Tests run in the folder of their package.
    let file = Path::new("lib.rs");
    assert_eq!(Package::containing(file).unwrap().relative_path(file).unwrap(), "lib.rs");
    let workspace = Package::containing(Path::new("../lib.rs")).unwrap();
    assert_eq!(workspace.relative_path(Path::new("src/../a.rs")).unwrap(), "edges-errors-catalogue/a.rs");
    assert_eq!(Package::containing(file).unwrap().relative_path(Path::new("../lib.rs")), None);
}

#[test]
fn without_a_source_file_the_source_folders_are_tried() {
    let package = write_files(&[("tests/errors.toml", b"a = 1")]);
    let find = |path| read_file(path, None, Some(package.path()));
    assert_eq!(find("errors.toml").unwrap().name, "tests/errors.toml");
    assert!(matches!(find("../../errors.toml").unwrap_err().kind, LocateErrorKind::OutsidePackage));
    assert!(matches!(find("absent.toml").unwrap_err().kind, LocateErrorKind::Missing(None)));
    let unknown = read_file("errors.toml", None, None).unwrap_err();
    assert!(unknown.to_string().contains("CARGO_MANIFEST_DIR"));
    assert!(unknown.help().unwrap().contains("inline ="));
}

#[test]
fn what_is_no_catalogue_is_refused_with_the_fix() {
    let large = vec![b'\n'; 16 * 1024 * 1024 + 1];
    let package = write_files(&[
        ("Cargo.toml", b""),
        ("src/lib.rs", b""),
        ("latin1.toml", b"a = 1\nb = \"\xe9\""),
        ("link.toml", b"../errors.toml"),
        ("large.toml", &large),
    ]);
    for (path, words) in [
        ("../latin1.toml", "is not UTF-8: line 2\nhelp: save it as UTF-8"),
        ("../link.toml", "core.symlinks"),
        ("../large.toml", "at most"),
        ("../src", "is a folder\nhelp: "),
        ("", "is a folder\nhelp: "),
        ("../eror.toml", "there is no file"),
        ("lib.rs/errors.toml", "there is no file"),
        ("../../errors.toml", "leaves the package"),
        ("../../../../../../../../../../etc/passwd", "leaves the package"),
        ("/etc/passwd", "is absolute"),
    ] {
        let message = format!("{:#}", read(&package, path).unwrap_err());
        assert!(message.contains(words), "{path}: {message}");
        assert!(!message.contains("root:"), "{message}");
    }
    let similar = read(&package, "../lage.toml").unwrap_err().help();
    assert_eq!(similar.unwrap(), "a file with a similar name is there: `large.toml`");
}

#[test]
fn bytes_from_elsewhere_are_decoded_like_a_file() {
    assert_eq!(decode_text(b"\xef\xbb\xbfa = 1\r\n".to_vec(), "old").unwrap(), "\u{feff}a = 1\r\n");
    let link = decode_text(b"../errors.toml".to_vec(), "old").unwrap_err();
    assert!(matches!(&link.kind, LocateErrorKind::LinkAsText(target) if target == "../errors.toml"));
    assert!(link.to_string().starts_with("`old` holds only the text"), "{link}");
}

#[cfg(unix)]
#[test]
fn a_device_is_not_read_and_a_link_out_of_the_package_is() {
    use std::os::unix::fs::symlink;
    let package = write_files(&[("Cargo.toml", b""), ("src/lib.rs", b"")]);
    let outside = write_files(&[("errors.toml", b"a = 1")]);
    symlink("/dev/zero", package.path().join("zero.toml")).unwrap();
    symlink(outside.path().join("errors.toml"), package.path().join("errors.toml")).unwrap();
    assert!(matches!(read(&package, "../zero.toml").unwrap_err().kind, LocateErrorKind::NotRegular));
    assert_eq!(read(&package, "../errors.toml").unwrap().text, "a = 1");
}

/// The compiler hands `src/../errors.toml` to the operating system, for which `src` is another folder.
#[cfg(unix)]
#[test]
fn behind_a_linked_source_folder_the_compilers_file_is_read() {
    let package = write_files(&[("Cargo.toml", b""), ("errors.toml", b"a = 1")]);
    let shared = write_files(&[("src/lib.rs", b""), ("errors.toml", b"b = 1")]);
    std::os::unix::fs::symlink(shared.path().join("src"), package.path().join("src")).unwrap();
    let source = package.path().join("src/lib.rs");
    let tracked = fs::read_to_string(source.with_file_name("../errors.toml")).unwrap();
    assert_eq!(read(&package, "../errors.toml").unwrap().text, tracked);
}
