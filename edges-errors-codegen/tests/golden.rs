//! Fixture in, golden file out: tokens of each catalogue and of each handler.
//!
//! `just bless` rewrites the golden files; read the difference before you commit it.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::fs;
use std::path::{Path, PathBuf};

use edges_errors_catalogue::diagnostic::Look;
use edges_errors_catalogue::source::Sources;
use edges_errors_catalogue::{Checked, read_catalogue};
use edges_errors_codegen::exchange::write_exchange;
use edges_errors_codegen::expand as rust;
use edges_errors_codegen::handler::{derive_handler, expand_handler};
use expect_test::expect_file;
use proc_macro2::{Span, TokenStream};
use quote::quote;

fn fixtures(folder: &str, end: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut fixtures: Vec<_> =
        entries.filter(|path| path.extension().is_some_and(|found| found == end)).collect();
    fixtures.sort();
    assert!(!fixtures.is_empty());
    fixtures
}

fn read(path: &Path) -> (Sources, Checked) {
    let name = path.file_name().unwrap().to_string_lossy().into_owned();
    let source = Sources::new(name, fs::read_to_string(path).unwrap());
    let checked = read_catalogue(&source);
    (source, checked)
}

/// The expansion of a catalogue, as it was blessed.
fn golden(catalogue: &Path) -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/catalogues");
    folder.join(catalogue.with_extension("rs").file_name().unwrap())
}

fn expand(checked: &Checked) -> TokenStream {
    let site = rust::Site {
        runtime: "::edges_errors".parse().unwrap(),
        written: Span::call_site(),
        callback: "__catalogue_of_the_fixture".to_owned(),
        broken: checked.catalogue.is_err(),
        base: None,
        texts: Vec::new(),
    };
    let catalogue = checked.catalogue.as_ref().unwrap_or_else(|stand_in| &stand_in.names);
    rust::expand_catalogue(catalogue, &site)
}

#[test]
fn what_is_right_still_expands_beside_any_mistake() {
    for path in fixtures("../edges-errors-catalogue/tests/golden/mistakes", "toml") {
        let (_, checked) = read(&path);
        let parsed = syn::parse2::<syn::File>(expand(&checked));
        assert!(parsed.is_ok(), "{}: {:?}", path.display(), parsed.err());
    }
}

#[test]
fn each_catalogue_expands_to_its_golden_tokens_and_table() {
    for path in fixtures("../tests/catalogues", "toml") {
        let (source, checked) = read(&path);
        let drawn: Vec<String> =
            checked.diagnostics.iter().map(|mistake| mistake.render(&source, Look::Plain)).collect();
        assert!(drawn.is_empty(), "{}", drawn.join("\n\n"));
        let tokens = expand(&checked);
        assert_eq!(tokens.to_string(), expand(&read(&path).1).to_string(), "two expansions differ");
        let file = syn::parse2(tokens).unwrap();
        expect_file![golden(&path)].assert_eq(&prettyplease::unparse(&file));
    }
}

#[test]
fn a_rust_name_may_be_a_keyword() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/catalogues/small.toml");
    let text = fs::read_to_string(path).unwrap();
    for table in
        ["[categories.stock]", "[scopes.order]", "[remedies.ask]", "[contexts.mode]", "[errors.SOLD_OUT]"]
    {
        let text = text.replacen(table, &format!("{table}\nrust_name = \"enum\""), 1);
        let checked = read_catalogue(&Sources::new("small.toml", text));
        assert!(checked.diagnostics.is_empty(), "{table}: {:?}", checked.diagnostics);
        let parsed = syn::parse2::<syn::File>(expand(&checked));
        assert!(parsed.is_ok(), "{table}: {:?}", parsed.err());
    }
}

#[test]
fn a_rust_name_is_not_that_of_a_list() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/catalogues/small.toml");
    let text = fs::read_to_string(path).unwrap();
    for (table, name) in [("[errors.SOLD_OUT]", "ALL_INCLUDING_REMOVED"), ("[categories.stock]", "ALL")] {
        let text = text.replacen(table, &format!("{table}\nrust_name = \"{name}\""), 1);
        let outcome = read_catalogue(&Sources::new("small.toml", text));
        let rules: Vec<&str> =
            outcome.diagnostics.iter().map(|diagnostic| diagnostic.rule.as_str()).collect();
        assert_eq!(rules, ["bad-identifier"], "{table}");
    }
}

#[test]
fn the_catalogue_of_edges_gives_the_same_bytes_each_time() {
    let write = || {
        let (_, checked) = read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../errors.toml"));
        expand(&checked).to_string()
    };
    let first = write();
    // An order that chance decides, as that of a hash map, would have to be the same ten times over.
    for _ in 0..10 {
        assert!(write() == first);
    }
}

/// What the derive makes of a struct, and what the catalogue's callback macro makes of that.
fn expand_derive(input: &TokenStream, state: &TokenStream, text: &str) -> [TokenStream; 2] {
    let callback = quote!([::edges_errors] #state #text derive #input);
    [derive_handler(input.clone()), expand_handler(callback)]
}

#[test]
fn each_handler_expands_to_its_golden_tokens_or_mistakes() {
    let (_, checked) =
        read(Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/catalogues/kinds.toml").as_path());
    let text = write_exchange(&checked.catalogue.unwrap());
    for path in fixtures("tests/golden/handlers", "rs") {
        let handlers = syn::parse_file(&fs::read_to_string(&path).unwrap()).unwrap();
        let mut expanded = String::new();
        for handler in &handlers.items {
            let parts = expand_derive(&quote!(#handler), &quote!(whole), &text);
            let parts = parts.map(|tokens| prettyplease::unparse(&syn::parse2(tokens).unwrap()));
            expanded += &(parts.join("\n") + "\n");
        }
        expect_file![path.with_extension("txt")].assert_eq(&expanded);
    }
}

#[test]
fn beside_a_wrong_catalogue_a_handler_only_stands_in() {
    let handler = quote!(
        #[edges(NOBODY_KNOWS => it, category(nothing) => it)]
        struct Clerk;
    );
    let [_, broken] = expand_derive(&handler, &quote!(broken), "");
    let broken = broken.to_string();
    assert!(broken.contains("EdgesErrorHandler") && !broken.contains("compile_error"), "{broken}");
    let [_, foreign] = expand_derive(&handler, &quote!(whole), "another version's text");
    assert!(foreign.to_string().contains("another version of edges-errors"), "{foreign}");
}
