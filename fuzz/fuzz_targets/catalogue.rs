//! Any text as a catalogue: mistakes with places inside the file, or an expansion that parses and is the same twice.

#![no_main]

use edges_errors_catalogue::diagnostic::{Diagnostic, Look};
use edges_errors_catalogue::markdown::write_quick_table;
use edges_errors_catalogue::model::Catalogue;
use edges_errors_catalogue::source::Sources;
use edges_errors_catalogue::{Checked, read_catalogue};
use edges_errors_cli::diff::compare_catalogues;
use edges_errors_cli::documents::{explain, list, mistakes};
use edges_errors_codegen::exchange::{read_exchange, write_exchange};
use edges_errors_codegen::expand::{Site, expand_catalogue};
use edges_errors_core::text::is_steering;
use fuzz::mutate::mutate_text;
use libfuzzer_sys::{fuzz_mutator, fuzz_target};
use proc_macro2::{Span, TokenStream};
use quote::quote;

/// Values that keep a catalogue right more often than chance would, and some that just miss.
const VOCABULARY: &[&str] = &[
    "never",
    "manual",
    "fixed",
    "exponential",
    "until",
    "failure",
    "empty",
    "done",
    "none",
    "unknown",
    "applied",
    "caller",
    "account",
    "linkedin",
    "edges",
    "string",
    "integer",
    "number",
    "boolean",
    "timestamp",
    "seconds",
    "list",
    "enum",
    "json",
    "true",
    "false",
    "0",
    "1",
    "424",
    "599",
    "4xx",
    "5xx",
    "500ms",
    "24h",
    "3650d",
    "errors",
    "retry",
    "params",
    "contexts",
    "categories",
    "scopes",
    "remedies",
    "statuses",
    "rate_limits",
    "rust_name",
    "removed",
    "deprecated",
    "templates",
    "examples",
    "delays_retry",
    "sensitive",
    "self",
    "SELF",
    "Self",
    "type",
    "stock",
    "wait",
    "ask",
    "slowly",
    "mode",
    "express",
    "SOLD_OUT",
    "SOLDOUT",
    "\u{e9}",
    "\\u0007",
    "\"",
    "[",
    "]",
];

fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    mutate_text(data, size, max_size, seed, '\n', VOCABULARY)
});

fuzz_target!(|text: &str| {
    let source = Sources::new("errors.toml", text);
    let checked = read_catalogue(&source);
    for diagnostic in &checked.diagnostics {
        check_diagnostic(diagnostic, &source);
    }
    let again = read_catalogue(&source);
    assert_eq!(checked.diagnostics, again.diagnostics);
    // Nothing is left out in silence.
    assert_eq!(checked.diagnostics.is_empty(), checked.catalogue.is_ok());
    let expansion = check_expansion(&checked);
    if let Ok(catalogue) = &checked.catalogue {
        assert_eq!(expansion.to_string(), expand(&again).to_string(), "two expansions differ");
        check_documents(catalogue);
    }
});

fn check_diagnostic(mistake: &Diagnostic, source: &Sources) {
    let places = std::iter::once(&mistake.place).chain(&mistake.related);
    for span in places.map(|place| &place.span) {
        assert!(span.start <= span.end && span.end <= source.own().text().len(), "{span:?} of {mistake:?}");
    }
    let (line, column) = source.locate(mistake.place.span.start).line_column();
    let drawn = mistake.render(source, Look::Plain);
    assert!(drawn.contains(&format!("errors.toml:{line}:{column}")), "{line}:{column} of\n{drawn}");
    for text in [&drawn, &mistake.render_for_rustc(source)] {
        assert!(!text.contains(|c| is_steering(c) && c != '\n'), "{text:?}");
    }
    let _ = (mistake.render(source, Look::Coloured), mistakes::locate_mistake(mistake, source));
}

/// What a catalogue says, or the names of one with mistakes.
fn catalogue_of(checked: &Checked) -> &Catalogue {
    checked.catalogue.as_ref().unwrap_or_else(|stand_in| &stand_in.names)
}

/// What is right expands beside any mistake, to items that parse; derives read back what is handed to them.
fn check_expansion(checked: &Checked) -> TokenStream {
    let expansion = expand(checked);
    if let Err(error) = syn::parse2::<syn::File>(expansion.clone()) {
        panic!("{error}:\n{expansion}");
    }
    let catalogue = catalogue_of(checked);
    let exchange = read_exchange(&write_exchange(catalogue)).expect("what is written is read");
    assert_eq!(exchange.labels.len(), catalogue.labels.len());
    expansion
}

fn expand(checked: &Checked) -> TokenStream {
    let site = Site {
        runtime: quote!(::edges_errors),
        written: Span::call_site(),
        callback: "__catalogue".to_owned(),
        broken: checked.catalogue.is_err(),
        base: None,
        texts: Vec::new(),
    };
    expand_catalogue(catalogue_of(checked), &site)
}

/// Whatever else is written from a catalogue that is right can be written, and it does not differ from itself.
fn check_documents(catalogue: &Catalogue) {
    let labels: Vec<_> = catalogue.labels.iter().collect();
    let _ = (write_quick_table(catalogue), list::write_list(catalogue, &labels));
    let labels = labels.into_iter().map(explain::Subject::Label);
    for subject in labels.chain([explain::Subject::Envelope]) {
        let _ = explain::explain(catalogue, &subject).write(catalogue, "errors.toml");
    }
    assert_eq!(compare_catalogues(catalogue, catalogue).level(), None);
}
