//! A catalogue as Rust: what `catalogue!` expands to.
//!
//! Generated code is a guest in the user's crate. It reaches the runtime only through the path it is given, calls
//! nothing outside `__private` but public types, and reads no `cfg`.

mod bases;
mod details;
mod docs;
mod facts;
mod labels;
pub mod lookup;
mod sets;
mod site;
mod tables;
mod unlinted;
mod wire;
mod words;

pub use site::{Base, HandedText, Site};
pub use unlinted::respan;

use std::fmt::Debug;

use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::{format_ident, quote};

use crate::exchange::write_exchange;
use edges_errors_catalogue::model::{Catalogue, Id};
use edges_errors_core::vocabulary::Vocabulary;

/// The version of these crates. What one of them hands on, another version does not read.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// Expands a catalogue.
pub fn expand_catalogue(catalogue: &Catalogue, site: &Site) -> TokenStream {
    let runtime = &site.runtime;
    let label_enum = labels::expand_label_enum(catalogue, site);
    let label_impl = labels::expand_label_impl(catalogue, runtime);
    let categories = sets::expand_categories(catalogue, site);
    let scopes = sets::expand_scopes(catalogue, site);
    let remedies = sets::expand_remedies(catalogue, site);
    let rate_limits = sets::expand_rate_limits(catalogue, site);
    let subjects = sets::expand_subjects(catalogue, site);
    let faults = sets::expand_faults(catalogue, site);
    let payloads = sets::expand_payloads(catalogue, site);
    let contexts = sets::expand_contexts(catalogue, site);
    let details = details::expand_details(catalogue, site);
    let aliases = expand_aliases(catalogue, site);
    let callback = expand_callback(catalogue, site);
    let bases = bases::expand_bases(catalogue, site);
    quote! {
        #label_enum
        #label_impl
        #categories
        #scopes
        #remedies
        #rate_limits
        #subjects
        #faults
        #payloads
        #contexts
        #details
        #aliases
        #callback
        #bases
    }
}

/// The error type under the catalogue's name for it, and the view of the whole catalogue.
fn expand_aliases(catalogue: &Catalogue, site: &Site) -> TokenStream {
    let runtime = &site.runtime;
    let error = identifier_at(&catalogue.error, site.written);
    let view = identifier_at("CATALOGUE", site.written);
    let name = docs::escape(&catalogue.name);
    let error_doc = docs::doc_attribute(&format!("An error that {name} answered with, decoded."));
    let view_doc =
        docs::doc_attribute(&format!("Everything that is known about the errors of {name}, for tools."));
    quote! {
        #runtime::__private::if_json! {
            #error_doc
            pub type #error = #runtime::ApiError<ErrorLabel>;
        }

        #view_doc
        pub const #view: #runtime::Catalogue<ErrorLabel> = #runtime::Catalogue::new();
    }
}

/// The macros that hand the catalogue to another macro: what rules can speak of, for derives, and its texts, for catalogues
/// that extend it. Neither reads a file, so they work in any crate.
///
/// They are exported, as only then can other crates name them, and re-exported beside the labels, as only there they are found. A
/// module holds them, since rustc refuses a macro that a glob import could mean too, and follows a path to the nearer module.
fn expand_callback(catalogue: &Catalogue, site: &Site) -> TokenStream {
    let name = Ident::new(&site.callback, Span::call_site());
    let source = format_ident!("{name}_source");
    let texts = site.texts.iter().map(bases::write_text);
    let exported = bases::expand_exports(catalogue);
    let exchange = write_exchange(catalogue);
    let runtime = &site.runtime;
    let words = words::expand_words(catalogue, runtime);
    let state = if site.broken { quote!(broken) } else { quote!(whole) };
    quote! {
        #[doc(hidden)]
        #[macro_export]
        macro_rules! #name {
            ([$($then:tt)*] $($input:tt)*) => { $($then)*! { [#runtime] #state #exchange $($input)* } };
        }

        #[doc(hidden)]
        #[macro_export]
        macro_rules! #source {
            ([$($then:tt)*] $($input:tt)*) => {
                $($then)*! { extends [#VERSION #(#texts)*] $($input)* }
            };
        }

        #[doc(hidden)]
        pub mod __catalogue {
            pub use #name as describe;
            pub use #source as source;
            pub use #runtime::__private::{expand_handler, if_editor};
            #exported
            #runtime::__private::if_editor! { #words }
        }
    }
}

/// A word of a vocabulary as the runtime's enum has it: its `Debug` form is the name of its variant.
fn variant<V: Vocabulary + Debug>(runtime: &TokenStream, vocabulary: &str, word: V) -> TokenStream {
    let (vocabulary, word) = (format_ident!("{vocabulary}"), variant_of(word));
    quote!(#runtime::#vocabulary::#word)
}

fn variant_of(word: impl Debug) -> Ident {
    format_ident!("{word:?}")
}

/// The place of an entry in its list, as the tables of the runtime refer to it.
fn index<T>(id: Id<T>) -> Literal {
    Literal::usize_unsuffixed(id.index())
}

/// An identifier that may have to be written raw, such as `r#type`.
fn identifier(name: &str) -> Ident {
    identifier_at(name, Span::call_site())
}

/// The same, for a token of the user's.
pub(crate) fn identifier_at(name: &str, span: Span) -> Ident {
    const KEYWORDS: &[&str] = &[
        "as", "async", "await", "break", "const", "continue", "dyn", "else", "enum", "extern", "false", "fn",
        "for", "if", "impl", "in", "let", "loop", "match", "mod", "move", "mut", "pub", "ref", "return",
        "static", "struct", "trait", "true", "type", "unsafe", "use", "where", "while", "abstract", "become",
        "box", "do", "final", "gen", "macro", "override", "priv", "try", "typeof", "unsized", "virtual",
        "yield",
    ];
    if KEYWORDS.contains(&name) { Ident::new_raw(name, span) } else { Ident::new(name, span) }
}
