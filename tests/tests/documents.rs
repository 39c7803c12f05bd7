//! The pages of the repository: README's length, and links that lead somewhere.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::fs;
use std::path::{Path, PathBuf};

use edges_errors_catalogue::diagnostic::Look;
use edges_errors_catalogue::read_catalogue;
use edges_errors_catalogue::source::Sources;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

#[test]
fn the_readme_is_at_most_8_kb() {
    let length = fs::metadata(root().join("README.md")).unwrap().len();
    assert!(length <= 8_000, "{length} bytes: move something to a page of its own");
}

fn read_manifest(folder: &Path) -> toml::Table {
    fs::read_to_string(folder.join("Cargo.toml")).unwrap().parse().unwrap()
}

/// Returns the folders of the packages, from the top.
fn list_packages() -> Vec<String> {
    let manifest = read_manifest(&root());
    let members = manifest["workspace"]["members"].as_array().unwrap();
    members.iter().map(|member| member.as_str().unwrap().to_owned()).collect()
}

#[test]
fn each_published_package_has_a_readme_of_its_own_whose_example_is_a_doc_test() {
    let doc_tests = fs::read_to_string(root().join("tests/src/lib.rs")).unwrap();
    let mut published = 0;
    for folder in list_packages() {
        let manifest = read_manifest(&root().join(&folder));
        let package = manifest["package"].as_table().unwrap();
        if package.get("publish").and_then(toml::Value::as_bool) == Some(false) {
            continue;
        }
        published += 1;
        assert_eq!(package.get("readme").and_then(toml::Value::as_str), Some("README.md"), "{folder}");
        let page = fs::read_to_string(root().join(&folder).join("README.md")).unwrap();
        assert!(page.starts_with(&format!("# {}\n", package["name"].as_str().unwrap())), "{folder}");
        assert!(page.contains("```rust"), "{folder} shows no code");
        let front_page = fs::read_to_string(root().join(&folder).join("src/lib.rs")).unwrap();
        let is_front_page = front_page.contains("#![doc = include_str!(\"../README.md\")]");
        let is_doc_test = doc_tests.contains(&format!("\"../../{folder}/README.md\""));
        assert!(is_front_page || is_doc_test, "nothing runs the code of {folder}");
        // A packed README is read where there is no repository around it.
        assert_eq!(list_links(&page).next(), None, "{folder}");
    }
    assert!(published >= 9, "{published}");
}

#[test]
fn the_mistake_in_the_readme_of_the_catalogue_reads_as_it_is_drawn() {
    let page = fs::read_to_string(root().join("edges-errors-catalogue/README.md")).unwrap();
    let text = page.split("r#\"").nth(1).and_then(|rest| rest.split("\"#").next()).unwrap();
    let sources = Sources::new("errors.toml", text);
    let drawn = read_catalogue(&sources).diagnostics[0].render(&sources, Look::Plain);
    assert!(page.contains(&format!("```text\n{drawn}\n```")), "{drawn}");
}

/// Returns the pages that are read in the repository: those beside a manifest, and those of `docs`.
fn list_pages() -> Vec<PathBuf> {
    let pages = |folder: PathBuf| {
        let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        entries.filter(|path| path.extension().is_some_and(|extension| extension == "md"))
    };
    let packages = list_packages().into_iter().map(|folder| root().join(folder));
    packages.chain([root(), root().join("docs")]).flat_map(pages).collect()
}

/// Returns where the links of a page lead, but for those to other sites.
fn list_links(page: &str) -> impl Iterator<Item = &str> {
    let targets = page.split("](").skip(1).filter_map(|rest| rest.split_once(')'));
    targets.map(|(target, _)| target).filter(|target| !target.contains("://"))
}

/// Returns the anchors of the headings of a page, as GitHub makes them.
fn list_anchors(page: &str) -> impl Iterator<Item = String> {
    let headings = page.lines().filter(|line| line.starts_with('#'));
    headings.map(|line| {
        let words = line.trim_start_matches('#').trim().to_lowercase().replace(' ', "-");
        words.chars().filter(|c| c.is_alphanumeric() || "-_".contains(*c)).collect()
    })
}

#[test]
fn links_between_pages_lead_somewhere() {
    let mut followed = 0;
    for path in list_pages() {
        let page = fs::read_to_string(&path).unwrap();
        for link in list_links(&page) {
            let (file, anchor) = link.split_once('#').unwrap_or((link, ""));
            let target = if file.is_empty() { path.clone() } else { path.parent().unwrap().join(file) };
            assert!(target.exists(), "{}: {link}", path.display());
            if !anchor.is_empty() {
                let page = fs::read_to_string(&target).unwrap();
                assert!(list_anchors(&page).any(|at| at == anchor), "{}: {link}", path.display());
            }
            followed += 1;
        }
    }
    assert!(followed > 20, "{followed}");
}
