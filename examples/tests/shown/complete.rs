//! Whatever shows how a failure is handled is run by these tests.

use std::fs;
use std::path::{Path, PathBuf};

/// What a block of code has in it that handles failures.
const HANDLES: [&str; 3] = ["derive(EdgesErrorHandler)", "match decision.action()", "Err(Error::Deferred("];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// Pages and sources of the packages, but for tests, fixtures and what is built.
fn list_pages() -> Vec<PathBuf> {
    let root = root();
    let packages = [
        "edges-errors",
        "edges-errors-core",
        "edges-errors-catalogue",
        "edges-errors-codegen",
        "edges-errors-macros",
        "edges-errors-cli",
        "adapters/reqwest",
        "adapters/tower",
        "adapters/axum",
    ];
    let mut pages = vec![root.join("README.md")];
    let mut folders: Vec<PathBuf> = packages.iter().map(|package| root.join(package)).collect();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_str().unwrap();
            if path.is_dir() {
                folders.extend((name != "tests" && name != "target").then_some(path));
            } else if name.ends_with(".md") || name.ends_with(".rs") {
                pages.push(path);
            }
        }
    }
    pages
}

/// Returns the blocks of code of a page, each with the line before it.
fn list_blocks(text: &str) -> Vec<(String, String)> {
    let uncomment = |line: &str| {
        let line = line.trim_start();
        let comment = ["///", "//!"].iter().find_map(|sign| line.strip_prefix(sign));
        comment.unwrap_or(line).trim_start().to_owned()
    };
    let lines: Vec<String> = text.lines().map(uncomment).collect();
    let fences: Vec<usize> = (0..lines.len()).filter(|at| lines[*at].starts_with("```")).collect();
    let block = |pair: &[usize]| {
        let before = pair[0].checked_sub(1).map_or("", |at| lines[at].as_str());
        // What rustdoc hides is not shown.
        let code = lines[pair[0] + 1..pair[1]].iter().filter(|line| !line.starts_with("# "));
        (before.to_owned(), code.cloned().collect::<Vec<_>>().join("\n"))
    };
    fences.chunks_exact(2).map(block).collect()
}

#[test]
fn whatever_shows_how_a_failure_is_handled_is_run() {
    let mut shown = Vec::new();
    for page in list_pages() {
        for (before, code) in list_blocks(&fs::read_to_string(&page).unwrap()) {
            let name = before.strip_prefix("<!-- shown: ").and_then(|rest| rest.strip_suffix(" -->"));
            let handles = HANDLES.iter().any(|sign| code.contains(sign));
            assert!(name.is_some() || !handles, "{}: nothing runs this:\n{code}", page.display());
            if let Some(name) = name {
                let taken = Path::new(env!("OUT_DIR")).join(format!("{name}.rs"));
                assert!(taken.exists(), "build.rs does not read {}", page.display());
                shown.push(name.to_owned());
            }
        }
    }
    shown.sort_unstable();
    let tests = ["cases", "handlers", "layers", "loops", "queue", "shared"].map(|file| {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/shown/{file}.rs"));
        fs::read_to_string(path).unwrap()
    });
    for name in &shown {
        let includes = [format!("\"/{name}.rs\""), format!("\"/{name}.block.rs\"")];
        let is_included = includes.iter().any(|include| tests.iter().any(|test| test.contains(include)));
        assert!(is_included, "no test includes {name}");
    }
    assert!(shown.len() >= 9 && shown.is_sorted_by(|a, b| a < b), "{shown:?}");
}

/// README is no doc test: what a program has already, such as a job and its queue, need not be shown.
#[test]
fn all_code_of_the_readme_is_run() {
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    let blocks = readme.matches("```rust").count();
    let shown = list_blocks(&readme).iter().filter(|(before, _)| before.starts_with("<!-- shown: ")).count();
    assert!(blocks == shown && blocks > 2, "{blocks} blocks, of which {shown} are run");
}
