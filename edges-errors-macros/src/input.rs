//! The input of `catalogue!`, and the text that it refers to.

use std::collections::BTreeMap;
use std::env;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use edges_errors_catalogue::locate::{LocateError, LocateErrorKind, Located, Package, read_file};
use edges_errors_catalogue::source::Source;
use edges_errors_codegen::expand::HandedText;
use proc_macro2::TokenStream;
use quote::quote;
use syn::parse::{Parse, ParseStream};
use syn::{Ident, LitStr, Token, bracketed};

use crate::handed::parse_handed;

const OTHER_FILE: &str = "the file that was read is not the one that the compiler tracks, which is beside the file that \
                          expands the catalogue\n\
                          help: write the path in that file; a macro takes it as `$path:literal`";

const EXTENDS: &str = "the module of a catalogue and a file are written as \
                       `catalogue! { extends = path::of::module, \"errors.toml\" }`";

/// `[$crate] "../errors.toml"` or `[$crate] inline = "…"`; of a catalogue that extends another one, behind what that one hands
/// on: `extends ["…"] [$crate] [path::of::module] "../errors.toml"`.
pub(crate) struct CatalogueInput {
    pub(crate) runtime: TokenStream,
    pub(crate) base: Option<BaseInput>,
    pub(crate) literal: LitStr,
    inline: bool,
}

/// The catalogue that is extended.
pub(crate) struct BaseInput {
    /// The path of its module.
    pub(crate) path: TokenStream,
    pub(crate) texts: Vec<HandedText>,
}

/// The catalogue's text, and the item that makes rustc rebuild when its file changes and sees that it is the same one.
pub(crate) struct Text {
    pub(crate) source: Source,
    pub(crate) tracked: TokenStream,
}

impl Parse for CatalogueInput {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let texts = if input.peek(Ident) { Some(parse_handed(input)?) } else { None };
        let runtime = parse_bracketed(input)?;
        let base = match texts {
            Some(texts) => Some(BaseInput { path: parse_bracketed(input)?, texts }),
            None => None,
        };
        let inline = input.peek(Ident);
        if inline {
            let key: Ident = input.parse()?;
            if key == "extends" {
                return Err(syn::Error::new(key.span(), EXTENDS));
            }
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
        Ok(Self { runtime, base, literal, inline })
    }
}

fn parse_bracketed(input: ParseStream<'_>) -> syn::Result<TokenStream> {
    let content;
    bracketed!(content in input);
    content.parse()
}

impl CatalogueInput {
    pub(crate) fn read(&self) -> Result<Text, LocateError> {
        if self.inline {
            return Ok(Text { source: Source::in_place(self.literal.value()), tracked: TokenStream::new() });
        }
        let written_in = self.literal.span().unwrap().local_file();
        let manifest = env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
        let Located { name, text } =
            read_file(&self.literal.value(), written_in.as_deref(), manifest.as_deref())?;
        Ok(Text { tracked: self.track(&text), source: Source::new(name, text) })
    }

    /// Includes the file, so that rustc tracks it, and asserts that it is the one that was read.
    ///
    /// rustc looks beside the file with the outermost macro call, which stable macros cannot ask for. Where a macro
    /// writes the path, that may be another file than the path's. The texts are compared only then: the constant
    /// takes a second for some 1.5 MB.
    fn track(&self, text: &str) -> TokenStream {
        let Self { runtime, literal, .. } = self;
        let span = literal.span().unwrap();
        let in_same_file = span.local_file().map(|_| {
            let file = span.file();
            quote!(#runtime::__private::is_same(::core::file!(), #file) ||)
        });
        quote! {
            const _: () = ::core::assert!(
                #in_same_file #runtime::__private::is_same(::core::include_str!(#literal), #text),
                #OTHER_FILE
            );
        }
    }

    /// Returns a name that follows from where the catalogue is written and from what, and not from where the checkout is.
    ///
    /// A macro may write one catalogue several times, and all of them have the same place: the second and later ones are
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
        let in_package = span.local_file().and_then(|file| Package::containing(&file)?.relative_path(&file));
        let file = in_package.unwrap_or_else(|| span.file());
        let place = format!("{file}:{}:{}", span.line(), span.column());
        hash_name("__edges_errors_catalogue_", &[&place, &self.literal.value(), catalogue])
    }
}

/// Returns the package that is compiled; `None` without Cargo.
pub(crate) fn this_package() -> Option<String> {
    env::var("CARGO_PKG_NAME").ok()
}

/// Writes an error with its help, as rustc does.
pub(crate) fn explain(error: &LocateError) -> String {
    match error.kind {
        LocateErrorKind::Missing(None) => {
            format!("{error}\nhelp: the path is relative to the file that it is written in")
        }
        _ => format!("{error:#}"),
    }
}

/// Adds a hash of some texts to a name (64-bit FNV-1a): the same wherever it is built.
fn hash_name(prefix: &str, parts: &[&str]) -> String {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    for byte in parts.iter().flat_map(|part| part.bytes().chain([0])) {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    format!("{prefix}{hash:016x}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_follow_from_their_parts_alone() {
        assert_eq!(hash_name("x_", &["a", "b"]), hash_name("x_", &["a", "b"]));
        assert_ne!(hash_name("x_", &["a", "b"]), hash_name("x_", &["ab", ""]));
    }
}
