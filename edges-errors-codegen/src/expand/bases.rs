//! Catalogues that extend others: what a catalogue hands on to those that extend it, and how its labels and keys convert.

use edges_errors_catalogue::model::{Catalogue, Location};
use edges_errors_catalogue::source::FileName;
use proc_macro2::{Ident, Literal, TokenStream};
use quote::{format_ident, quote};

use super::identifier;
use super::site::{Base, HandedText, Site};

/// Writes a text as the entry of a list.
pub(super) fn write_text(text: &HandedText) -> TokenStream {
    let HandedText { package, name, text } = text;
    let path = match name {
        FileName::Path(path) => Some(path),
        FileName::InPlace => None,
    };
    let (package, path) = (package.iter(), path.iter());
    quote!({ #(package #package)* #(path #path)* text #text })
}

/// The labels and keys of a catalogue where an extension finds them, whatever they are called beside it.
pub(super) fn expand_exports(catalogue: &Catalogue) -> TokenStream {
    let contexts = catalogue.contexts.iter().map(|context| {
        let (variant, name) = (identifier(&context.key.variant), identifier(&context.key.name));
        quote!(pub use super::super::#variant as #name;)
    });
    quote! {
        pub use super::{Category, ErrorLabel, RateLimit, Remedy, Scope, Subject};
        pub mod contexts { #(#contexts)* }
    }
}

/// The modules of the bases, the nearest first, and the conversions from and to each of them.
pub(super) fn expand_bases(catalogue: &Catalogue, site: &Site) -> TokenStream {
    let Some(Base { path }) = &site.base else { return TokenStream::new() };
    let levels = catalogue.files.len().saturating_sub(1);
    let bases = (1..=levels).map(|level| {
        let module = name_base(level);
        let exported = match level.checked_sub(1).filter(|below| *below > 0) {
            None => identifier("__catalogue"),
            Some(below) => name_base(below),
        };
        let conversions = expand_conversions(catalogue, site, &Level { module: &module, number: level });
        quote! {
            #[doc(hidden)]
            pub use #path::#exported as #module;
            #conversions
        }
    });
    bases.collect()
}

/// The name under which an expansion re-exports one of its bases.
fn name_base(level: usize) -> Ident {
    format_ident!("__Base{level}")
}

/// One of the catalogues that a catalogue extends.
struct Level<'a> {
    module: &'a Ident,
    /// The steps down to it.
    number: usize,
}

impl Level<'_> {
    /// Returns whether an entry is one of the base.
    fn has(&self, catalogue: &Catalogue, location: Location) -> bool {
        location.file.index() + self.number < catalogue.files.len()
    }
}

/// Subjects have no conversions: they follow from `applies_to`, and an override of it may drop one.
fn expand_conversions(catalogue: &Catalogue, site: &Site, level: &Level<'_>) -> TokenStream {
    let Level { module, .. } = level;
    let private = {
        let runtime = &site.runtime;
        quote!(#runtime::__private)
    };
    let contexts: Vec<_> =
        catalogue.contexts.iter().filter(|context| level.has(catalogue, context.key.location)).collect();
    let conversions = contexts.iter().map(|context| {
        let (variant, name) = (identifier(&context.key.variant), identifier(&context.key.name));
        quote!(#private::impl_base! { key #variant: #module::contexts::#name })
    });
    let sets = ["Category", "Scope", "Remedy", "RateLimit"].map(identifier);
    // A catalogue with mistakes is not the one that it will be.
    let check = (!site.broken).then(|| expand_check(catalogue, level));
    quote! {
        #private::impl_base! { label ErrorLabel: #module::ErrorLabel }
        #(#private::impl_base! { key #sets: #module::#sets })*
        #(#conversions)*
        #check
    }
}

/// The comparison of the base's module with the base's text: a label of one is found by its place in the other.
fn expand_check(catalogue: &Catalogue, level: &Level<'_>) -> TokenStream {
    let module = level.module;
    let count = |locations: &mut dyn Iterator<Item = Location>| {
        Literal::usize_unsuffixed(locations.filter(|location| level.has(catalogue, *location)).count())
    };
    let labels = count(&mut catalogue.labels.iter().map(|label| label.location));
    let categories = count(&mut catalogue.categories.iter().map(|category| category.key.location));
    let scopes = count(&mut catalogue.scopes.iter().map(|scope| scope.key.location));
    let remedies = count(&mut catalogue.remedies.iter().map(|remedy| remedy.key.location));
    let rate_limits = count(&mut catalogue.rate_limits.iter().map(|limit| limit.key.location));
    quote! {
        const _: () = ::core::assert!(
            #module::ErrorLabel::ALL_INCLUDING_REMOVED.len() == #labels
                && #module::Category::ALL.len() == #categories
                && #module::Scope::ALL.len() == #scopes
                && #module::Remedy::ALL.len() == #remedies
                && #module::RateLimit::ALL.len() == #rate_limits,
            "the module of the base is not the catalogue whose text it hands on"
        );
    }
}
