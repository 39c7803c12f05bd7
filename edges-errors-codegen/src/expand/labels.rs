//! `ErrorLabel`: the enum a reader meets, and the tables behind it.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::docs::{doc_attribute, document_label, escape};
use super::facts::expand_facts;
use super::site::Site;
use super::tables::{expand_check, expand_prose_table};
use super::unlinted::expand_unlinted;
use super::{identifier, identifier_at};
use edges_errors_catalogue::markdown::write_quick_table;
use edges_errors_catalogue::model::{Catalogue, Label};
use edges_errors_catalogue::tables::ProseTable;

pub(super) fn expand_label_enum(catalogue: &Catalogue, site: &Site) -> TokenStream {
    let name = identifier_at("ErrorLabel", site.written);
    let variants = catalogue.labels.iter().map(|label| expand_variant(catalogue, label, site));
    let revision = catalogue
        .revision
        .as_deref()
        .map(|revision| format!(", from revision {} of its reference", escape(revision)));
    let doc = doc_attribute(&format!(
        "The labels that {} answers with{}.\n\nNew labels are added in minor \
         releases; one that is not listed here is data, not a failure to decode.\n\n{}",
        escape(&catalogue.name),
        revision.unwrap_or_default(),
        write_quick_table(catalogue),
    ));
    let repr = (!catalogue.labels.is_empty()).then(|| quote!(#[repr(u16)]));
    quote! {
        #doc
        #[derive(::core::clone::Clone, ::core::marker::Copy, ::core::cmp::PartialEq, ::core::cmp::Eq)]
        #[non_exhaustive]
        #repr
        pub enum #name { #(#variants,)* }
    }
}

fn expand_variant(catalogue: &Catalogue, label: &Label, site: &Site) -> TokenStream {
    let name = identifier_at(&label.variant, site.written);
    let doc = doc_attribute(&document_label(catalogue, label));
    let alias = (label.name != label.variant).then(|| {
        let name = &label.name;
        quote!(#[doc(alias = #name)])
    });
    let deprecated = deprecation(catalogue, label).map(|note| quote!(#[deprecated(note = #note)]));
    quote!(#doc #alias #deprecated #name)
}

/// Returns whether rustc warns of whoever names the label.
pub(super) fn is_deprecated(label: &Label) -> bool {
    label.deprecated.is_some() || label.removed.is_some()
}

/// The note of rustc's warning: of a deprecated label, or of one that the API no longer sends.
fn deprecation(catalogue: &Catalogue, label: &Label) -> Option<String> {
    if let Some(deprecated) = &label.deprecated {
        let other = deprecated.replaced_by.map(|label| &catalogue[label]);
        let replaced = other.map(|other| format!("; use `{}`", other.variant)).unwrap_or_default();
        return Some(format!("{}{replaced}", deprecated.note));
    }
    label.removed.as_ref().map(|revision| format!("revision {revision} no longer sends it"))
}

pub(super) fn variant_ident(label: &Label) -> Ident {
    identifier(&label.variant)
}

pub(super) fn expand_label_impl(catalogue: &Catalogue, runtime: &TokenStream) -> TokenStream {
    let ever = catalogue.labels.iter().map(variant_ident);
    let current = catalogue.current_labels().map(variant_ident);
    let facts = expand_facts(catalogue, runtime);
    let prose = expand_prose(catalogue, runtime);
    let check = expand_check(&quote!(#runtime::__private));
    let lists = quote! {
        impl ErrorLabel {
            /// Every label that the API still sends, in the order of the catalogue.
            pub const ALL: &'static [Self] = &[#(Self::#current),*];

            /// Every label there has ever been, removed ones too; a label's place here is its index.
            pub const ALL_INCLUDING_REMOVED: &'static [Self] = &[#(Self::#ever),*];
        }
    };
    let has_deprecated = catalogue.labels.iter().any(is_deprecated);
    let lists = if has_deprecated { expand_unlinted(runtime, &lists) } else { lists };
    quote! {
        #lists

        const _: () = {
            #facts
            #prose
            #check
            #runtime::__private::impl_label! {
                ErrorLabel, Category, Scope, Remedy, RateLimit, Subject, Fault, Payload, FACTS, LOOKUP, PROSE
            }
        };
    }
}

fn expand_prose(catalogue: &Catalogue, runtime: &TokenStream) -> TokenStream {
    let private = quote!(#runtime::__private);
    let name = &catalogue.name;
    let revision = super::sets::expand_option(catalogue.revision.as_ref());
    let reference = super::sets::expand_option(catalogue.reference.as_ref());
    let support = super::sets::expand_option(catalogue.support.as_ref());
    let in_doubt = super::sets::expand_option(catalogue.in_doubt.as_ref());
    let table = ProseTable::new(catalogue);
    let labels = expand_prose_table(&table, &private);
    let statuses = catalogue.statuses.iter().map(|status| {
        let (title, doc) = (&status.title, &status.doc);
        quote!(#private::StatusProse { title: #title, doc: #doc })
    });
    quote! {
        static PROSE: #private::Prose = #private::Prose {
            name: #name,
            revision: #revision,
            reference: #reference,
            support: #support,
            in_doubt: #in_doubt,
            labels: #labels,
            statuses: &[#(#statuses),*],
        };
    }
}
