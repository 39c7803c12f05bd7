//! The closed sets: an enum for each, and what each of its keys means.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::docs::{code, doc_attribute, escape};
use super::site::Site;
use super::{identifier, identifier_at};
use edges_errors_catalogue::model::{Catalogue, Fault, Key, Payload, Remedy};

/// An enum with its keys, words and documentation.
pub(super) fn expand_set(site: &Site, name: &str, doc: &str, keys: &[&Key]) -> TokenStream {
    let runtime = &site.runtime;
    let ident = identifier(name);
    let declared = identifier_at(name, site.written);
    let variants: Vec<Ident> = keys.iter().map(|key| variant_ident(key)).collect();
    let declarations = keys.iter().map(|key| identifier_at(&key.variant, site.written));
    let docs = keys.iter().map(|key| {
        let words = if key.doc.is_empty() { &key.title } else { &key.doc };
        doc_attribute(&format!("{}: {}", code(&key.name), escape(words)))
    });
    let doc = doc_attribute(doc);
    let names = keys.iter().map(|key| &key.name);
    let titles = keys.iter().map(|key| &key.title);
    let prose = keys.iter().map(|key| &key.doc);
    let repr = (!keys.is_empty()).then(|| quote!(#[repr(u8)]));
    quote! {
        #doc
        #[derive(
            ::core::clone::Clone, ::core::marker::Copy, ::core::cmp::PartialEq, ::core::cmp::Eq,
            ::core::cmp::PartialOrd, ::core::cmp::Ord, ::core::hash::Hash, ::core::fmt::Debug,
        )]
        #[non_exhaustive]
        #repr
        pub enum #declared { #(#docs #declarations,)* }
        #runtime::__private::impl_key! {
            #ident, [#(#variants = #names, #titles, #prose;)*]
        }
    }
}

fn variant_ident(key: &Key) -> Ident {
    identifier(&key.variant)
}

pub(super) fn expand_categories(catalogue: &Catalogue, site: &Site) -> TokenStream {
    let keys: Vec<&Key> = catalogue.categories.iter().map(|category| &category.key).collect();
    let set = expand_set(site, "Category", "The kind of an error, which says whose fault it is.", &keys);
    let variants = keys.iter().map(|key| variant_ident(key));
    let faults = catalogue.categories.iter().map(|category| variant_ident(&catalogue[category.fault].key));
    quote! {
        #set
        impl Category {
            /// Returns the party that has to act.
            #[must_use]
            pub const fn fault(self) -> Fault {
                match self { #(Self::#variants => Fault::#faults,)* }
            }
        }
    }
}

pub(super) fn expand_scopes(catalogue: &Catalogue, site: &Site) -> TokenStream {
    let keys: Vec<&Key> = catalogue.scopes.iter().map(|scope| &scope.key).collect();
    let set = expand_set(
        site,
        "Scope",
        "The part of the request that an error is about; a property of a response, not of a label.",
        &keys,
    );
    let variants = keys.iter().map(|key| variant_ident(key));
    let actions = catalogue.scopes.iter().map(|scope| expand_option(scope.action.as_ref()));
    let body = match_or_empty(&keys, quote!(#(Self::#variants => #actions,)*));
    quote! {
        #set
        impl Scope {
            /// The typical action, where the reference names one.
            #[must_use]
            pub const fn action(self) -> ::core::option::Option<&'static ::core::primitive::str> { #body }
        }
    }
}

fn match_or_empty(keys: &[&Key], arms: TokenStream) -> TokenStream {
    if keys.is_empty() { quote!(match self {}) } else { quote!(match self { #arms }) }
}

pub(super) fn expand_option(text: Option<impl AsRef<str>>) -> TokenStream {
    match text {
        Some(text) => {
            let text = text.as_ref();
            quote!(::core::option::Option::Some(#text))
        }
        None => quote!(::core::option::Option::None),
    }
}

pub(super) fn expand_remedies(catalogue: &Catalogue, site: &Site) -> TokenStream {
    let keys: Vec<&Key> = catalogue.remedies.iter().map(|remedy| &remedy.key).collect();
    let set =
        expand_set(site, "Remedy", "The step that a person or a program has to take about an error.", &keys);
    let support = expand_flag(catalogue, |remedy| remedy.support);
    let resend = expand_flag(catalogue, |remedy| remedy.resend);
    quote! {
        #set
        impl Remedy {
            /// Returns whether the remedy is to write to support, who will ask for the error's reference.
            #[must_use]
            pub const fn is_support(self) -> ::core::primitive::bool { #support }

            /// Returns whether the remedy is to send the same request again, unchanged.
            #[must_use]
            pub const fn is_resend(self) -> ::core::primitive::bool { #resend }
        }
    }
}

pub(super) fn expand_faults(catalogue: &Catalogue, site: &Site) -> TokenStream {
    let keys: Vec<&Key> = catalogue.faults.iter().map(|fault| &fault.key).collect();
    let set = expand_set(site, "Fault", "The party that has to act about an error.", &keys);
    let callers = catalogue.faults.iter().filter(|fault| fault.is_caller);
    let callers: Vec<Ident> = callers.map(|Fault { key, .. }| variant_ident(key)).collect();
    let is_caller = match callers.as_slice() {
        [] => quote!(false),
        callers => quote!(::core::matches!(self, #(Self::#callers)|*)),
    };
    quote! {
        #set
        impl Fault {
            /// Returns whether the party is the one that sends the requests.
            #[must_use]
            pub const fn is_caller(self) -> ::core::primitive::bool { #is_caller }
        }
    }
}

pub(super) fn expand_payloads(catalogue: &Catalogue, site: &Site) -> TokenStream {
    let runtime = &site.runtime;
    let keys: Vec<&Key> = catalogue.payloads.iter().map(|Payload { key, .. }| key).collect();
    let doc = "Data that holds errors, and is not the response to the request that failed.";
    let set = expand_set(site, "Payload", doc, &keys);
    quote! {
        #set
        #runtime::__private::if_json! {
            #runtime::__private::impl_payload! { Payload, ErrorLabel }
        }
    }
}

/// The body of a function that tells whether a remedy has a flag.
fn expand_flag(catalogue: &Catalogue, has: fn(&Remedy) -> bool) -> TokenStream {
    let marked = catalogue.remedies.iter().filter(|remedy| has(remedy));
    let marked: Vec<Ident> = marked.map(|remedy| variant_ident(&remedy.key)).collect();
    if marked.is_empty() { quote!(false) } else { quote!(::core::matches!(self, #(Self::#marked)|*)) }
}

pub(super) fn expand_contexts(catalogue: &Catalogue, site: &Site) -> TokenStream {
    let runtime = &site.runtime;
    let sets = catalogue.contexts.iter().map(|context| {
        let values: Vec<&Key> = context.values.iter().collect();
        let doc = match context.key.doc.as_str() {
            "" => format!("The values of the request context `{}`.", context.key.name),
            doc => escape(doc),
        };
        let set = expand_set(site, &context.key.variant, &doc, &values);
        let ident = identifier(&context.key.variant);
        let name = &context.key.name;
        quote! {
            #set
            impl #runtime::ContextValue for #ident {
                const CONTEXT: &'static ::core::primitive::str = #name;
            }
        }
    });
    sets.collect()
}

pub(super) fn expand_subjects(catalogue: &Catalogue, site: &Site) -> TokenStream {
    let runtime = &site.runtime;
    let doc = "The kinds of subject that a rate limit is exhausted for: another one of the kind may still have room.";
    let set = expand_set(site, "Subject", doc, &catalogue.subjects());
    quote! {
        #set
        impl #runtime::LimitSubject for Subject {}
    }
}

pub(super) fn expand_rate_limits(catalogue: &Catalogue, site: &Site) -> TokenStream {
    let runtime = &site.runtime;
    let keys: Vec<&Key> = catalogue.rate_limits.iter().map(|limit| &limit.key).collect();
    let set = expand_set(
        site,
        "RateLimit",
        "The rate limit that was hit. Limits are told apart by their signals, and not by the status.",
        &keys,
    );
    let variants: Vec<Ident> = keys.iter().map(|key| variant_ident(key)).collect();
    let applies = catalogue.rate_limits.iter().map(|limit| {
        let subjects = limit.applies_to.iter().map(variant_ident);
        quote!(&[#(Subject::#subjects),*])
    });
    let advice = catalogue.rate_limits.iter().map(|limit| &limit.advice).map(|steps| quote!(&[#(#steps),*]));
    let watch = catalogue.rate_limits.iter().map(|limit| expand_option(limit.watch.as_ref()));
    let applies = match_or_empty(&keys, quote!(#(Self::#variants => #applies,)*));
    let advice = match_or_empty(&keys, quote!(#(Self::#variants => #advice,)*));
    let watch = match_or_empty(&keys, quote!(#(Self::#variants => #watch,)*));
    let policy = match keys.as_slice() {
        [] => quote!(match self {}),
        [..] => quote!(#runtime::__private::limit_policy::<ErrorLabel>(self as ::core::primitive::usize)),
    };
    let has_remaining = catalogue.rate_limits.iter().any(|limit| limit.remaining.is_some());
    let remaining = has_remaining.then(|| {
        quote! {
            #runtime::__private::if_json! {
                impl RateLimit {
                    /// Returns how many requests are left before the limit is hit, as the headers of an answer say, of a success as
                    /// well; `None` where they do not say so.
                    #[must_use]
                    pub fn remaining(self, __headers: impl #runtime::Headers) -> ::core::option::Option<::core::primitive::u64> {
                        #runtime::__private::read_remaining::<ErrorLabel>(self as ::core::primitive::usize, &__headers)
                    }
                }
            }
        }
    });
    quote! {
        #set
        impl RateLimit {
            /// Returns the subjects that are exhausted together: another one of them may still have room. A limit without any
            /// is everybody's.
            #[must_use]
            pub const fn applies_to(self) -> &'static [Subject] { #applies }

            /// Returns ways not to hit it again.
            #[must_use]
            pub const fn advice(self) -> &'static [&'static ::core::primitive::str] { #advice }

            /// The path of the endpoint that shows how much is left.
            #[must_use]
            pub const fn watch(self) -> ::core::option::Option<&'static ::core::primitive::str> { #watch }

            /// Returns the policy of an error that has no label of its own, and of a request that finds the limit closed.
            #[must_use]
            pub fn retry(self) -> &'static #runtime::Policy {
                #policy
            }
        }
        #remaining
    }
}
