//! Items that no lint speaks of, whatever the user's crate denies or forbids.
//!
//! Generated lists name deprecated labels, and where `deprecated` is forbidden, nothing can be allowed. rustc does not lint
//! what a derive has written, so these items go through one.

use proc_macro2::{Group, Span, TokenStream, TokenTree};
use quote::quote;
use syn::{DeriveInput, Error};

/// Hands items without names to the derive [`respan`], which writes them as its own.
pub(super) fn expand_unlinted(runtime: &TokenStream, items: &TokenStream) -> TokenStream {
    let items = expand_unlinted_items(runtime, items);
    quote!(const _: () = { #items };)
}

/// The same in a module that has nothing else.
pub(super) fn expand_unlinted_items(runtime: &TokenStream, items: &TokenStream) -> TokenStream {
    quote! {
        #[derive(#runtime::__private::Unlinted)]
        #[items(#items)]
        struct _Unlinted;
    }
}

/// Expands the derive `Unlinted`: returns the content of the attribute `#[items(..)]`, with the call site of the derive.
pub fn respan(input: TokenStream) -> TokenStream {
    let items = syn::parse2::<DeriveInput>(input).and_then(|input| {
        let items = input.attrs.iter().find(|attribute| attribute.path().is_ident("items"));
        let items = items.ok_or_else(|| Error::new(input.ident.span(), "expected `#[items(..)]`"))?;
        items.meta.require_list().map(|list| list.tokens.clone())
    });
    match items {
        Ok(items) => respan_tokens(items, Span::call_site()),
        Err(error) => error.into_compile_error(),
    }
}

fn respan_tokens(tokens: TokenStream, span: Span) -> TokenStream {
    let respan = |token: TokenTree| match token {
        TokenTree::Group(group) => {
            let mut respanned = Group::new(group.delimiter(), respan_tokens(group.stream(), span));
            respanned.set_span(span);
            TokenTree::Group(respanned)
        }
        // Its span is what says which crate it is.
        TokenTree::Ident(ident) if ident == "$crate" => TokenTree::Ident(ident),
        mut token => {
            token.set_span(span);
            token
        }
    };
    tokens.into_iter().map(respan).collect()
}
