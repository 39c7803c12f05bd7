//! The promises that are about the source itself, and the list of all of them.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

#[allow(dead_code, reason = "each test uses a part of it")]
#[path = "support/source.rs"]
mod source;

use std::fs;

use edges_errors_catalogue::read_catalogue;
use edges_errors_catalogue::source::Sources;
use edges_errors_codegen::expand::{Site, expand_catalogue};
use expect_test::expect_file;
use proc_macro2::{Span, TokenStream};

use source::{flatten, name_doors, read_sources, root};

/// The folders of everything that is published.
const PUBLISHED: &[&str] = &[
    "edges-errors",
    "edges-errors-core",
    "edges-errors-macros",
    "edges-errors-catalogue",
    "edges-errors-codegen",
    "edges-errors-cli",
    "adapters/reqwest",
    "adapters/tower",
    "adapters/axum",
];

/// rustc forbids it in each crate, and the words say so even of what only some features compile.
#[test]
fn nothing_is_unsafe() {
    let workspace = fs::read_to_string(root().join("Cargo.toml")).unwrap();
    assert!(workspace.contains("\nunsafe_code = \"forbid\"\n"));
    for package in PUBLISHED {
        let manifest = fs::read_to_string(root().join(package).join("Cargo.toml")).unwrap();
        assert!(manifest.contains("\n[lints]\nworkspace = true\n"), "{package} has lints of its own");
        for (file, tokens) in read_sources(package) {
            assert!(!is_unsafe(tokens), "{file}");
        }
    }
    for catalogue in ["errors.toml", "tests/tests/catalogues/shop.toml"] {
        let source = Sources::new("errors.toml", fs::read_to_string(root().join(catalogue)).unwrap());
        let outcome = read_catalogue(&source);
        let site = Site {
            runtime: "::edges_errors".parse().unwrap(),
            written: Span::call_site(),
            callback: "__catalogue".to_owned(),
            broken: false,
            base: None,
            texts: Vec::new(),
        };
        assert!(!is_unsafe(expand_catalogue(&outcome.catalogue.unwrap(), &site)), "{catalogue}");
    }
}

fn is_unsafe(tokens: TokenStream) -> bool {
    flatten(tokens).iter().any(|token| token == "unsafe")
}

/// The clocks and chance that programs pass in have constructors for those of the system. Nothing else has.
#[test]
fn the_runtime_asks_the_system_for_nothing_but_where_it_says_so() {
    let doors = [
        // The secret of the hashes in memory, which decides nothing.
        "edges-errors/src/cooldowns/memory.rs: RandomState",
        // `label.sample()`, beside `sample_at`.
        "edges-errors/src/error/builder.rs: now",
        // What backon is given: it passes neither time nor random numbers.
        "edges-errors/src/retry/backon.rs: from_entropy",
        "edges-errors/src/retry/backon.rs: now",
        // `Moment::now` and `TokioClock`.
        "edges-errors/src/retry/clock.rs: now",
        // `JitterRng::from_entropy`.
        "edges-errors/src/retry/rng.rs: RandomState",
        // `start`, `resume` and `on_failure`, beside `start_at`, `resume_at` and `on_failure_at`.
        "edges-errors/src/retry/state.rs: from_entropy",
        "edges-errors/src/retry/state.rs: now",
    ];
    assert_eq!(name_doors("edges-errors"), doors);
}

#[test]
fn the_macros_ask_the_system_for_nothing_but_the_catalogue() {
    assert_eq!(
        name_doors("edges-errors-macros"),
        [
            // CARGO_MANIFEST_DIR, for an editor that does not say which file it is in, and CARGO_PKG_NAME, the package of a
            // catalogue that others extend.
            "edges-errors-macros/src/input.rs: env",
        ]
    );
    assert_eq!(name_doors("edges-errors-core"), [""; 0]);
    assert_eq!(name_doors("edges-errors-catalogue"), ["edges-errors-catalogue/src/locate.rs: fs"]);
    for package in PUBLISHED {
        assert!(!root().join(package).join("build.rs").exists(), "{package} has a build script");
    }
}

/// Promises in the words of the list, each with its tests.
fn read_promises() -> Vec<(String, Vec<(String, String)>)> {
    let text = fs::read_to_string(root().join("tests/promises.txt")).unwrap();
    let mut promises: Vec<(String, Vec<_>)> = Vec::new();
    for line in text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        match line.strip_prefix(' ') {
            None => promises.push((line.to_owned(), Vec::new())),
            Some(test) => {
                let (target, test) = test.trim().split_once(' ').unwrap();
                promises.last_mut().unwrap().1.push((target.to_owned(), test.to_owned()));
            }
        }
    }
    promises
}

#[test]
fn each_promise_has_tests_that_exist() {
    let packages = PUBLISHED.iter().copied().chain(["tests", "examples"]);
    let folders: Vec<_> = packages.map(|package| root().join(package).join("tests")).collect();
    for (promise, tests) in read_promises() {
        assert!(!tests.is_empty(), "nothing holds: {promise}");
        for (target, test) in tests {
            let name = test.rsplit("::").next().unwrap();
            let module = test.rsplit("::").nth(1).unwrap_or("main");
            let holds = |file: &std::path::PathBuf| {
                fs::read_to_string(file).is_ok_and(|text| text.contains(&format!("fn {name}(")))
            };
            let found = folders.iter().any(|folder| {
                let files =
                    [folder.join(format!("{target}.rs")), folder.join(format!("{target}/{module}.rs"))];
                files.iter().any(holds)
            });
            assert!(found, "{target} has no test {test}");
        }
    }
}

const BEGIN: &str = "<!-- promises: written by `just bless` from tests/promises.txt -->\n";
const END: &str = "<!-- /promises -->";

#[test]
fn the_page_of_the_promises_lists_them() {
    let path = root().join("docs/promises.md");
    let page = fs::read_to_string(&path).unwrap();
    let (before, rest) = page.split_once(BEGIN).unwrap();
    let (_, after) = rest.split_once(END).unwrap();
    let wanted: String = read_promises().iter().map(|(promise, _)| format!("* {promise}\n")).collect();
    expect_file![path].assert_eq(&format!("{before}{BEGIN}{wanted}{END}{after}"));
}
