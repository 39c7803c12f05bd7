//! Rules of a handler over the project's own catalogue: a label that they leave out is a mistake with its name.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::fs;
use std::path::Path;

use edges_errors_catalogue::read_catalogue;
use edges_errors_catalogue::source::Sources;
use edges_errors_codegen::exchange::write_exchange;
use edges_errors_codegen::handler::expand_handler;
use proc_macro2::TokenStream;
use quote::quote;

/// What the compiler is given for a handler that names these labels, and what is not listed.
fn expand(exchange: &str, labels: &[&str]) -> String {
    let labels: TokenStream = labels.join(" | ").parse().unwrap();
    expand_handler(quote! {
        [::edges_errors] whole #exchange derive
        #[edges(#labels => note, unknown => note)]
        struct Worker;
    })
    .to_string()
}

#[test]
fn a_label_that_no_rule_covers_is_named() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../errors.toml");
    let catalogue =
        read_catalogue(&Sources::new("errors.toml", fs::read_to_string(path).unwrap())).catalogue.unwrap();
    let exchange = write_exchange(&catalogue);
    let labels: Vec<&str> = catalogue.labels.iter().map(|label| label.name.as_str()).collect();
    let complete = expand(&exchange, &labels);
    assert!(!complete.contains("compile_error"), "{complete}");
    for forgotten in &labels {
        let others: Vec<&str> = labels.iter().filter(|label| *label != forgotten).copied().collect();
        let expanded = expand(&exchange, &others);
        assert!(expanded.contains("compile_error"), "{forgotten} may be forgotten");
        assert!(expanded.contains(&format!("{forgotten} => method")), "{forgotten}: {expanded}");
    }
}
