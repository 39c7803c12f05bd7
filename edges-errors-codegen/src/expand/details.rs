//! A typed struct for each label that has params.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use super::docs::{code, doc_attribute, escape};
use super::labels::is_deprecated;
use super::sets::expand_set;
use super::site::Site;
use super::unlinted::expand_unlinted;
use super::{identifier, identifier_at};
use edges_errors_catalogue::model::{Catalogue, Key, Label, Param, ParamKind};

pub(super) fn expand_details(catalogue: &Catalogue, site: &Site) -> TokenStream {
    let runtime = &site.runtime;
    let labels: Vec<&Label> = catalogue.labels.iter().filter(|label| !label.params.is_empty()).collect();
    if labels.is_empty() {
        return TokenStream::new();
    }
    let structs = labels.iter().map(|label| expand_label(label, site));
    quote! {
        #runtime::__private::if_json! {
            /// The extra data of each label that has some, typed.
            ///
            /// A field is `None` where the error did not carry it, or carried something else than it should.
            pub mod details {
                #(#structs)*
            }
        }
    }
}

fn expand_label(label: &Label, site: &Site) -> TokenStream {
    let runtime = &site.runtime;
    let name = identifier(&label.variant);
    let declared = identifier_at(&label.variant, site.written);
    let doc = doc_attribute(&format!("The extra data of [`ErrorLabel::{name}`](super::ErrorLabel::{name})."));
    let enums = label.params.iter().filter_map(|param| expand_enum(label, param, site));
    let docs = label.params.iter().map(|param| doc_attribute(&escape(&param.doc)));
    let fields: Vec<Ident> = label.params.iter().map(field_ident).collect();
    let declared_fields = label.params.iter().map(|param| identifier_at(&param.field, site.written));
    let types = label.params.iter().map(|param| expand_type(label, param, runtime));
    let wire: Vec<&String> = label.params.iter().map(|param| &param.name).collect();
    let reads = label.params.iter().map(|param| {
        let (wire, read) = (&param.name, read_method(param));
        if param.delays_retry {
            quote!(__params.__latest(#wire, |__param| __param.#read()))
        } else {
            quote!(__params.get(#wire).and_then(|__param| __param.#read()))
        }
    });
    let shown = label.params.iter().zip(&fields).map(|(param, field)| {
        if param.sensitive {
            quote!(&#runtime::__private::Redacted(self.#field.is_some()))
        } else {
            quote!(&self.#field)
        }
    });
    let details = quote! {
        impl #runtime::Details for #name {
            type Label = super::ErrorLabel;
            const LABEL: super::ErrorLabel = super::ErrorLabel::#name;

            fn from_params(__params: &#runtime::Params<'_>) -> Self {
                Self { #(#fields: #reads,)* }
            }
        }
    };
    let details = if is_deprecated(label) { expand_unlinted(runtime, &details) } else { details };
    let debug_name = &label.variant;
    quote! {
        #(#enums)*

        #doc
        #[derive(::core::clone::Clone, ::core::cmp::PartialEq, ::core::default::Default)]
        #[non_exhaustive]
        pub struct #declared { #(#docs pub #declared_fields: ::core::option::Option<#types>,)* }

        #details

        /// Fields that are sensitive show only whether they are there.
        impl ::core::fmt::Debug for #name {
            fn fmt(&self, __f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                __f.debug_struct(#debug_name)#(.field(#wire, #shown))*.finish()
            }
        }
    }
}

fn field_ident(param: &Param) -> Ident {
    identifier(&param.field)
}

fn expand_enum(label: &Label, param: &Param, site: &Site) -> Option<TokenStream> {
    if param.kind != ParamKind::Enum {
        return None;
    }
    let values: Vec<&Key> = param.values.iter().collect();
    let doc = format!("The values of {} in {}.", code(&param.name), code(&label.name));
    Some(expand_set(site, &param.enum_name(label), &doc, &values))
}

fn expand_type(label: &Label, param: &Param, runtime: &TokenStream) -> TokenStream {
    match param.kind {
        ParamKind::String => quote!(#runtime::__private::String),
        ParamKind::Integer => quote!(::core::primitive::i64),
        ParamKind::Number => quote!(::core::primitive::f64),
        ParamKind::Boolean => quote!(::core::primitive::bool),
        ParamKind::Timestamp => quote!(#runtime::__private::SystemTime),
        ParamKind::Seconds | ParamKind::Milliseconds | ParamKind::Duration => quote!(::core::time::Duration),
        ParamKind::List => quote!(#runtime::__private::Vec<#runtime::__private::String>),
        ParamKind::Json => quote!(#runtime::__private::Value),
        ParamKind::Enum => {
            let name = identifier(&param.enum_name(label));
            quote!(#name)
        }
    }
}

/// The method of the runtime's `Param` that reads a kind.
fn read_method(param: &Param) -> Ident {
    let name = match param.kind {
        ParamKind::String => "to_text",
        ParamKind::Integer => "to_integer",
        ParamKind::Number => "to_number",
        ParamKind::Boolean => "to_bool",
        ParamKind::Timestamp => "to_timestamp",
        ParamKind::Seconds => "to_seconds",
        ParamKind::Milliseconds => "to_milliseconds",
        ParamKind::Duration => "to_duration",
        ParamKind::List => "to_list",
        ParamKind::Json => "to_value",
        ParamKind::Enum => "to_key",
    };
    Ident::new(name, Span::call_site())
}
