//! The project's own source as tokens.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// What leads out of a program, where it stands in a path: to files, the network, processes, clocks and chance.
const DOORS: [&str; 12] = [
    "RandomState",
    "env",
    "from_entropy",
    "fs",
    "net",
    "now",
    "process",
    "stderr",
    "stdin",
    "stdout",
    "system",
    "thread",
];

pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// Every source file of a package, sorted. Files of unit tests are left out.
pub(crate) fn list_sources(package: &str) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut folders = vec![root().join(package).join("src")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|end| end == "rs") && !path.ends_with("tests.rs") {
                files.push(path);
            }
        }
    }
    assert!(!files.is_empty(), "{package} has no source");
    files.sort();
    files
}

/// Every source file of a package with its tokens, by its path from the root.
pub(crate) fn read_sources(package: &str) -> Vec<(String, TokenStream)> {
    let read = |path: PathBuf| {
        let name = path.strip_prefix(root()).unwrap().to_string_lossy().replace('\\', "/");
        (name, fs::read_to_string(&path).unwrap().parse().unwrap())
    };
    list_sources(package).into_iter().map(read).collect()
}

/// The tokens one after another, without groups and without what stands in `mod tests { … }`.
pub(crate) fn flatten(tokens: TokenStream) -> Vec<String> {
    let mut flat: Vec<String> = Vec::new();
    for token in tokens {
        match token {
            TokenTree::Group(group) => {
                let is_tests = flat.ends_with(&["mod".to_owned(), "tests".to_owned()]);
                if !(is_tests && group.delimiter() == Delimiter::Brace) {
                    // A boundary, so that what stands at the edge of a group has no neighbour outside it.
                    flat.push("(".to_owned());
                    flat.extend(flatten(group.stream()));
                    flat.push(")".to_owned());
                }
            }
            other => flat.push(other.to_string()),
        }
    }
    flat
}

/// Which files of a package name a door in a path, such as `fs::read` or `SystemTime::now`: `file: door`.
pub(crate) fn name_doors(package: &str) -> Vec<String> {
    let mut doors = BTreeSet::new();
    for (file, tokens) in read_sources(package) {
        let flat = flatten(tokens);
        let colons = |at: usize| flat.get(at..at + 2).is_some_and(|pair| pair == [":", ":"]);
        for (at, token) in flat.iter().enumerate().filter(|(_, token)| DOORS.contains(&token.as_str())) {
            if colons(at + 1) || at.checked_sub(2).is_some_and(colons) {
                doors.insert(format!("{file}: {token}"));
            }
        }
    }
    doors.into_iter().collect()
}
