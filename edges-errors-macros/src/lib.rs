//! The entry points of the macros, which `edges-errors-codegen` expands. Use them through `edges-errors`.

mod handed;
mod input;

use edges_errors_catalogue::diagnostic::Rule;
use edges_errors_catalogue::read_catalogue;
use edges_errors_codegen::expand::{Base, HandedText, Site, expand_catalogue as expand_model};
use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::parse_macro_input;

use handed::read_texts;
use input::{CatalogueInput, Text, explain, this_package};

/// Rules that read like a `match`; documented where `edges-errors` re-exports it.
#[proc_macro_derive(EdgesErrorHandler, attributes(edges))]
pub fn derive_handler(tokens: proc_macro::TokenStream) -> proc_macro::TokenStream {
    edges_errors_codegen::handler::derive_handler(tokens.into()).into()
}

/// Writes the items of generated code that lints would speak of.
#[doc(hidden)]
#[proc_macro_derive(Unlinted, attributes(items))]
pub fn derive_unlinted(tokens: proc_macro::TokenStream) -> proc_macro::TokenStream {
    edges_errors_codegen::expand::respan(tokens.into()).into()
}

/// Called back by the catalogue's macro.
#[doc(hidden)]
#[proc_macro]
pub fn expand_handler(tokens: proc_macro::TokenStream) -> proc_macro::TokenStream {
    edges_errors_codegen::handler::expand_handler(tokens.into()).into()
}

/// Behind `edges_errors::catalogue!`.
#[doc(hidden)]
#[proc_macro]
pub fn expand_catalogue(tokens: proc_macro::TokenStream) -> proc_macro::TokenStream {
    let input = parse_macro_input!(tokens as CatalogueInput);
    let span = input.literal.span();
    let Text { source, tracked } = match input.read() {
        Ok(text) => text,
        Err(error) => {
            let message = explain(&error);
            return quote_spanned!(span=> ::core::compile_error! { #message }).into();
        }
    };
    let CatalogueInput { runtime, base, .. } = &input;
    let mut texts = base.as_ref().map(|base| base.texts.clone()).unwrap_or_default();
    let (name, text) = (source.file_name().clone(), source.text().to_owned());
    let package = this_package();
    let sources = read_texts(&texts, source, package.as_deref());
    texts.push(HandedText { package, name, text });
    let checked = read_catalogue(&sources);
    // The mistakes of a base are told of where it is expanded.
    let own = checked.drawn().iter().filter(|mistake| mistake.rule != Rule::BrokenBase);
    let drawn = own.map(|mistake| mistake.render_for_rustc(&sources));
    let mistakes = drawn
        .chain(checked.count_undrawn())
        .map(|message| quote_spanned!(span=> ::core::compile_error! { #message }));
    let mistakes: TokenStream = mistakes.collect();
    let broken = checked.catalogue.is_err();
    let catalogue = checked.catalogue.unwrap_or_else(|stand_in| stand_in.names);
    let site = Site {
        written: span,
        callback: input.name_callback(&catalogue.name),
        broken,
        runtime: runtime.clone(),
        base: base.as_ref().map(|base| Base { path: base.path.clone() }),
        texts,
    };
    let expansion = expand_model(&catalogue, &site);
    quote!(#mistakes #tracked #expansion).into()
}
