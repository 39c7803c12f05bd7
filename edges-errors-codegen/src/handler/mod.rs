//! `#[derive(EdgesErrorHandler)]`: rules, what they mean for a catalogue, and the implementation.
//!
//! The derive itself knows no catalogue. It reads the rules, and hands the struct to the catalogue's callback macro, which
//! adds what the rules can speak of and comes back through [`expand_handler`].
//!
//! # What rules cover
//!
//! Rules are read as the arms of a `match` on what comes in: a label of the catalogue, a text that some rule names, or
//! anything else. A handler of decisions (`on = decision`) is a `match` on pairs: what comes in, and the situation, which is
//! an action or, for `stop`, its reason and whether the request is in doubt. The first rule that matches is taken.
//!
//! * A rule without guards covers what its selectors match: a label, a text and a set in every situation, `unknown`
//!   whatever the catalogue does not list, `action(..)`, `stop(..)` and `in_doubt` their situations of whatever comes in,
//!   and `_` everything.
//! * A rule with a guard covers nothing, also where the guard is `action(..)`, `stop(..)` or `in_doubt`, and also where it
//!   begins with `_`.
//! * Every label that the API still sends, and what is not listed, has to be covered in every situation. Which situations
//!   a label can meet is not asked: that is the kernel's business, and changes without the rules.
//! * A selector is unreachable where the rules before it, and the selectors before it in its rule, cover all that it
//!   matches.
//! * A label that the API no longer sends is not listed any more: `unknown` and `_` match it, sets do not, and its own name
//!   still does.

mod attribute;
mod cells;
mod complain;
mod editor;
mod expand;
mod resolve;
mod rules;
mod situations;

use proc_macro2::{Span, TokenStream};
use quote::quote;
use syn::parse::{Parse, ParseStream};
use syn::{Error, Ident, LitStr, bracketed};

use crate::exchange::read_exchange;
use attribute::Handler;
use editor::expand_words;
use expand::{Site, expand_impl, expand_stub};
use resolve::resolve_rules;

/// The first half: every mistake that can be seen without a catalogue, and the call of the catalogue's macro.
pub fn derive_handler(input: TokenStream) -> TokenStream {
    let handler = match syn::parse2::<Handler>(input.clone()) {
        Ok(handler) => handler,
        Err(error) => return error.into_compile_error(),
    };
    let mistakes = handler.mistakes.iter().map(Error::to_compile_error);
    let call = handler.options.catalogue_path().map(|path| {
        // Its span is the call site of the derive, which the second half has no other way to learn.
        let derive = Ident::new("derive", Span::call_site());
        let words = expand_words(&handler, &path);
        quote! {
            #words
            #path::__catalogue::describe! { [#path::__catalogue::expand_handler] #derive #input }
        }
    });
    quote!(#call #(#mistakes)*)
}

/// The state of the catalogue: right, or with mistakes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Whole,
    /// It has mistakes, which have been reported.
    Broken,
}

/// The tokens that the catalogue's macro hands on: the runtime, the state of the catalogue, what rules can speak of, the
/// call site of the derive and the struct.
struct Exchanged {
    runtime: TokenStream,
    state: State,
    text: LitStr,
    derive: Span,
    handler: Handler,
}

impl Parse for Exchanged {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let runtime;
        bracketed!(runtime in input);
        let runtime = runtime.parse()?;
        let state: Ident = input.parse()?;
        let state = if state == "broken" { State::Broken } else { State::Whole };
        let text = input.parse()?;
        let derive: Ident = input.parse()?;
        Ok(Self { runtime, state, text, derive: derive.span(), handler: input.parse()? })
    }
}

/// The second half: the implementation, or every mistake in what the rules mean beside one that does nothing.
pub fn expand_handler(input: TokenStream) -> TokenStream {
    let Exchanged { runtime, state, text, derive, handler } = match syn::parse2(input) {
        Ok(exchanged) => exchanged,
        Err(error) => return error.into_compile_error(),
    };
    let Some(catalogue) = handler.options.catalogue_path() else { return TokenStream::new() };
    let site = Site { derive, runtime: &runtime, catalogue: &catalogue };
    // The first half has reported what cannot be read.
    if state == State::Broken || !handler.mistakes.is_empty() {
        return expand_stub(&handler, &site);
    }
    let Some(exchange) = read_exchange(&text.value()) else {
        let message = "the catalogue was expanded by another version of edges-errors";
        return Error::new(handler.input.ident.span(), message).into_compile_error();
    };
    match resolve_rules(&handler, &exchange) {
        Ok(dispatch) => expand_impl(&handler, &exchange, &dispatch, &site),
        Err(error) => {
            let (mistakes, stub) = (error.into_compile_error(), expand_stub(&handler, &site));
            quote!(#mistakes #stub)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_catalogue_is_a_path_that_a_macro_can_be_called_by() {
        for path in ["crate::ours", "::ours", "self::ours", "super", "ours::r#type"] {
            let path: TokenStream = path.parse().unwrap();
            let output = derive_handler(quote!(
                #[edges(catalogue = #path, _ => note)]
                struct Worker;
            ));
            assert!(syn::parse2::<syn::File>(output.clone()).is_ok(), "{output}");
            assert!(!output.to_string().contains("compile_error"), "{output}");
        }
        let output = derive_handler(quote!(
            #[edges(catalogue = Self::Ours, _ => note)]
            struct Worker;
        ));
        assert!(output.to_string().contains("expected the path of the catalogue's module"), "{output}");
    }
}
