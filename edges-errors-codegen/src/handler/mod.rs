//! `#[derive(EdgesErrorHandler)]`: rules, what they mean for a catalogue, and the implementation.
//!
//! The derive itself knows no catalogue. It reads the rules, and hands the struct to the catalogue's callback macro, which
//! adds what the rules can speak of and comes back through [`expand_handler`].

mod expand;
mod resolve;
mod rules;

use proc_macro2::TokenStream;
use quote::quote;
use syn::parse::{Parse, ParseStream};
use syn::{Ident, LitStr, Path, bracketed, parse_quote};

use crate::exchange::read_exchange;
use expand::{Paths, expand_impl, expand_stub};
use resolve::resolve_rules;
use rules::Handler;

/// The first half: what is wrong without any catalogue, else the call of the catalogue's macro.
pub fn derive_handler(input: TokenStream) -> TokenStream {
    match syn::parse2::<Handler>(input.clone()) {
        Ok(handler) => {
            let path = catalogue_of(&handler);
            quote!(#path::__catalogue! { [#path::__expand_handler] #input })
        }
        Err(error) => error.into_compile_error(),
    }
}

fn catalogue_of(handler: &Handler) -> Path {
    handler.options.catalogue.clone().unwrap_or_else(|| parse_quote!(::edges_errors))
}

/// What the catalogue's macro hands on: the runtime, whether the catalogue is right, what rules can speak of, the struct.
struct Exchanged {
    runtime: TokenStream,
    broken: bool,
    text: LitStr,
    handler: Handler,
}

impl Parse for Exchanged {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let runtime;
        bracketed!(runtime in input);
        let runtime = runtime.parse()?;
        let state: Ident = input.parse()?;
        let text = input.parse()?;
        Ok(Self { runtime, broken: state == "broken", text, handler: input.parse()? })
    }
}

/// The second half: the implementation, or every mistake in the rules beside one that does nothing.
pub fn expand_handler(input: TokenStream) -> TokenStream {
    let Exchanged { runtime, broken, text, handler } = match syn::parse2(input) {
        Ok(exchanged) => exchanged,
        Err(error) => return error.into_compile_error(),
    };
    let catalogue = catalogue_of(&handler);
    let paths = Paths { runtime: &runtime, catalogue: &catalogue };
    if broken {
        return expand_stub(&handler, &paths);
    }
    let Some(exchange) = read_exchange(&text.value()) else {
        let message = "the catalogue was expanded by another version of edges-errors";
        return syn::Error::new(handler.input.ident.span(), message).into_compile_error();
    };
    match resolve_rules(&handler, &exchange) {
        Ok(dispatch) => expand_impl(&handler, &exchange, &dispatch, &paths),
        Err(error) => {
            let (mistakes, stub) = (error.into_compile_error(), expand_stub(&handler, &paths));
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
        assert!(output.to_string().contains("write the path of the catalogue's module"), "{output}");
    }
}
