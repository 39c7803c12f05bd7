//! What is written between the parentheses of `catalogue!`, and the text it stands for.

use std::collections::BTreeMap;
use std::env;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use edges_errors_catalogue::locate::{Located, hash_name, read_file, relative_to_package};
use edges_errors_catalogue::source::Source;
use proc_macro2::TokenStream;
use quote::quote;
use syn::parse::{Parse, ParseStream};
use syn::{Ident, LitStr, Token, bracketed};

/// `[$crate] "../errors.toml"` or `[$crate] inline = "…"`.
pub(crate) struct CatalogueInput {
    pub(crate) runtime: TokenStream,
    pub(crate) literal: LitStr,
    inline: bool,
}

/// The catalogue's text, and the item that makes rustc rebuild when its file changes.
pub(crate) struct Text {
    pub(crate) source: Source,
    pub(crate) tracked: TokenStream,
}

impl Parse for CatalogueInput {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let runtime;
        bracketed!(runtime in input);
        let runtime = runtime.parse()?;
        let inline = input.peek(Ident);
        if inline {
            let key: Ident = input.parse()?;
            if key != "inline" {
                return Err(syn::Error::new(key.span(), "write a path, or `inline = r#\"…\"#`"));
            }
            input.parse::<Token![=]>()?;
        }
        let literal = input.parse()?;
        let _: Option<Token![,]> = input.parse()?;
        if !input.is_empty() {
            return Err(input.error("`catalogue!` takes one path, or `inline = r#\"…\"#`"));
        }
        Ok(Self { runtime, literal, inline })
    }
}

impl CatalogueInput {
    pub(crate) fn read(&self) -> Result<Text, String> {
        if self.inline {
            return Ok(Text {
                source: Source::new("inline", self.literal.value()),
                tracked: TokenStream::new(),
            });
        }
        let written_in = self.literal.span().unwrap().local_file();
        let manifest = env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
        let Located { name, text } =
            read_file(&self.literal.value(), written_in.as_deref(), manifest.as_deref())?;
        let literal = &self.literal;
        let tracked = quote!(
            const _: &[u8] = ::core::include_bytes!(#literal);
        );
        Ok(Text { source: Source::new(name, text), tracked })
    }

    /// Returns a name that follows from where the catalogue is written and from what, and not from where the checkout is.
    ///
    /// A macro may write one catalogue several times, and all of them stand at the same place: the second and later ones are
    /// numbered. rustc expands one crate in a process and macros in an order that follows from the source.
    pub(crate) fn name_callback(&self, catalogue: &str) -> String {
        static WRITTEN: Mutex<BTreeMap<String, usize>> = Mutex::new(BTreeMap::new());
        let name = self.hash_place(catalogue);
        let mut written = WRITTEN.lock().unwrap_or_else(PoisonError::into_inner);
        let count = written.entry(name.clone()).and_modify(|count| *count += 1).or_insert(1);
        if *count == 1 { name } else { format!("{name}_{count}") }
    }

    fn hash_place(&self, catalogue: &str) -> String {
        let span = self.literal.span().unwrap();
        let file = span.local_file().map(|file| relative_to_package(&file)).unwrap_or_default();
        let place = format!("{file}:{}:{}", span.line(), span.column());
        hash_name("__edges_errors_catalogue_", &[&place, &self.literal.value(), catalogue])
    }
}
