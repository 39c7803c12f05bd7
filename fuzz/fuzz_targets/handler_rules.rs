//! Any tokens as the rules of a handler: mistakes at the user's own tokens, or an implementation that parses.
//!
//! The input is what stands in `#[edges(..)]`, and behind a line of three dashes, if there is one, the struct.

#![no_main]

use std::str::FromStr as _;
use std::sync::LazyLock;

use edges_errors_catalogue::read_catalogue;
use edges_errors_catalogue::source::Sources;
use edges_errors_codegen::exchange::write_exchange;
use edges_errors_codegen::handler::{derive_handler, expand_handler};
use fuzz::mutate::mutate_text;
use libfuzzer_sys::{fuzz_mutator, fuzz_target};
use proc_macro2::{Delimiter, Span, TokenStream, TokenTree};
use quote::quote;
use syn::DeriveInput;

/// The words of rules, and the names of the catalogue.
const VOCABULARY: &[&str] = &[
    "SOLD_OUT",
    "RATIONED",
    "CARD_REFUSED",
    "ALREADY_ORDERED",
    "EMPTY_SHELF",
    "CHEQUE_BOUNCED",
    "SELF",
    "SOLDOUT",
    "unknown",
    "_",
    "\"NEW_LABEL\"",
    "\"SOLD_OUT\"",
    "category(stock | payment)",
    "category(self_service)",
    "remedy(call_shop)",
    "remedy(relax | order_less)",
    "strategy(never | until)",
    "strategy(exponential)",
    "strategy(manual)",
    "outcome(empty)",
    "outcome(done | failure)",
    "if scope(basket)",
    "if scope(type)",
    "if status(409 | 424)",
    "if rate_limit(counter)",
    "&& status(0)",
    "|",
    "=>",
    ".field.0",
    "method",
    "r#type",
    "async",
    "on = decision",
    "action(retry | defer)",
    "stop(unlisted)",
    "output = Next",
    "output = Result<(), Box<dyn Error>>",
    "catalogue = crate::shop",
    "self",
    "crate",
    "Self",
    "super",
];

fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    mutate_text(data, size, max_size, seed, ',', VOCABULARY)
});

/// What the catalogue's macro hands on.
static EXCHANGE: LazyLock<String> = LazyLock::new(|| {
    let outcome = read_catalogue(&Sources::new("shop.toml", include_str!("../shop.toml")));
    write_exchange(&outcome.catalogue.unwrap())
});

/// syn descends into what nests, and so would use up the stack on what nests without end: that is not tried.
const DEEPEST: usize = 100;

fuzz_target!(|text: &str| {
    proc_macro2::extra::invalidate_current_thread_spans();
    let (rules, item) =
        text.split_once("\n---\n").unwrap_or((text, "pub(crate) struct Worker { field: Inner }"));
    let nesting = text.bytes().filter(|byte| b"([{<".contains(byte)).count();
    if nesting > DEEPEST || TokenStream::from_str(rules).is_err() {
        return;
    }
    let Ok(input) = TokenStream::from_str(&format!("#[edges({rules})] {item}")) else { return };
    // rustc derives for nothing that is no item.
    if syn::parse2::<DeriveInput>(input.clone()).is_err() {
        return;
    }
    let users = span_of(&input);
    let derived = derive_handler(input.clone());
    check_output(&derived, &users);
    if errors_of(&derived).is_empty() {
        check_second_half(&input, &users);
    }
});

/// The first half calls the catalogue's macro with the struct; this is what that macro makes of it.
fn check_second_half(input: &TokenStream, users: &Places) {
    let exchange = &*EXCHANGE;
    for state in [quote!(whole), quote!(broken)] {
        let expand = || expand_handler(quote!([::edges_errors] #state #exchange derive #input));
        let expansion = expand();
        check_output(&expansion, users);
        assert_eq!(expansion.to_string(), expand().to_string(), "two expansions differ");
    }
    let expansion = expand_handler(quote!([::edges_errors] broken #exchange derive #input));
    assert!(errors_of(&expansion).is_empty(), "a broken catalogue has been complained of: {expansion}");
}

/// Whatever is handed to rustc are items, and each mistake in it is at a token of the user's.
fn check_output(output: &TokenStream, users: &Places) {
    if let Err(error) = syn::parse2::<syn::File>(output.clone()) {
        panic!("{error}: {output}");
    }
    for place in errors_of(output) {
        let range = place.byte_range();
        assert!(
            users.start <= range.start && range.end <= users.end,
            "{range:?} is not in {users:?}: {output}"
        );
        assert!(range.start < range.end, "nothing is marked: {output}");
    }
}

type Places = std::ops::Range<usize>;

fn span_of(tokens: &TokenStream) -> Places {
    let mut spans = tokens.clone().into_iter().map(|token| token.span().byte_range());
    let first = spans.next().unwrap_or_default();
    first.start..spans.last().unwrap_or(first).end
}

/// Where each `compile_error!` stands.
fn errors_of(tokens: &TokenStream) -> Vec<Span> {
    let mut errors = Vec::new();
    let mut is_named = false;
    for token in tokens.clone() {
        match &token {
            TokenTree::Ident(ident) if ident == "compile_error" => {
                errors.push(ident.span());
                is_named = true;
            }
            TokenTree::Group(group) if is_named => {
                assert_ne!(group.delimiter(), Delimiter::None);
                is_named = false;
            }
            _ => {}
        }
    }
    errors
}
