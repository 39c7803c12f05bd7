//! The words that rules of a handler consist of, as items: an editor completes a path to one of them.
//!
//! Only editors see them, so that they cost a build nothing.

use edges_errors_catalogue::model::{Catalogue, Key};
use edges_errors_catalogue::names::is_identifier;
use edges_errors_core::vocabulary::{ActionKind, Outcome, StopReason, StrategyKind, Vocabulary};
use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::docs::doc_attribute;
use super::labels::is_deprecated;
use super::unlinted::expand_unlinted_items;
use super::{identifier, variant_of};
use crate::exchange::word_of;

/// A word that takes others in parentheses.
struct Call {
    name: &'static str,
    doc: &'static str,
    /// The type of the words in its parentheses.
    of: TokenStream,
}

/// Expands a module for each place of a rule, with the words that may stand there.
pub(super) fn expand_words(catalogue: &Catalogue, runtime: &TokenStream) -> TokenStream {
    let vocabulary = quote!(#runtime::__private::vocabulary);
    let keys = [
        expand_keys("category", "Category", catalogue.categories.iter().map(|category| &category.key)),
        expand_keys("remedy", "Remedy", catalogue.remedies.iter().map(|remedy| &remedy.key)),
        expand_keys("scope", "Scope", catalogue.scopes.iter().map(|scope| &scope.key)),
        expand_keys("rate_limit", "RateLimit", catalogue.rate_limits.iter().map(|limit| &limit.key)),
    ];
    let words = [
        expand_vocabulary::<StrategyKind>("strategy", "StrategyKind", &vocabulary),
        expand_vocabulary::<Outcome>("outcome", "Outcome", &vocabulary),
        expand_vocabulary::<ActionKind>("action", "ActionKind", &vocabulary),
        expand_vocabulary::<StopReason>("stop", "StopReason", &vocabulary),
    ];
    let selectors = expand_selectors(catalogue, runtime, &vocabulary);
    let guards = expand_guards(&vocabulary);
    quote! {
        pub mod words {
            #runtime::__private::if_json! {
                pub type Error = #runtime::ApiError<super::super::ErrorLabel>;
                pub type Decision = #runtime::retry::Decision<super::super::ErrorLabel>;
            }
            #selectors
            #guards
            #(#keys)*
            #(#words)*
            pub mod on {
                /// The methods take a decision, and rules may ask for `action(..)`, `stop(..)` and `in_doubt`.
                pub const decision: () = ();
            }
        }
    }
}

/// Expands what may begin a rule: a label, a set of labels, or an option; and apart from these what may have parentheses
/// behind it, since a label can have the name of a set.
fn expand_selectors(catalogue: &Catalogue, runtime: &TokenStream, vocabulary: &TokenStream) -> TokenStream {
    let labels = catalogue.labels.iter().map(|label| {
        let (variant, word) = (identifier(&label.variant), identifier(word_of(&label.name, &label.variant)));
        quote!(#variant as #word)
    });
    let is_free =
        |name: &str| !catalogue.labels.iter().any(|label| word_of(&label.name, &label.variant) == name);
    let sets = [
        Call {
            name: "category",
            doc: "The labels of these categories.",
            of: quote!(super::super::super::Category),
        },
        Call {
            name: "remedy",
            doc: "The labels with these remedies.",
            of: quote!(super::super::super::Remedy),
        },
        Call {
            name: "strategy",
            doc: "The labels whose policies have these strategies.",
            of: quote!(#vocabulary::StrategyKind),
        },
        Call { name: "outcome", doc: "The labels with these outcomes.", of: quote!(#vocabulary::Outcome) },
    ];
    let sets: Vec<Call> = sets.into_iter().chain(decisions(vocabulary)).collect();
    let calls = sets.iter().map(expand_call);
    let offered = sets.iter().map(|call| call.name).filter(|name| is_free(name)).map(identifier);
    let options = [
        ("unknown", "Labels that the catalogue does not list, and errors without a label."),
        ("in_doubt", IN_DOUBT),
        ("output", "The option `output = T`: the type that the methods return."),
        ("catalogue", "The option `catalogue = path::of::module`: the labels that the rules name."),
        ("on", "The option `on = decision`: the methods take a decision."),
    ];
    let options = options.into_iter().filter(|(name, _)| is_free(name)).map(|(name, doc)| {
        let (name, doc) = (identifier(name), doc_attribute(doc));
        quote!(#doc pub const #name: () = ();)
    });
    let labels = quote!(pub use super::super::super::ErrorLabel::{#(#labels),*};);
    let labels = if catalogue.labels.iter().any(is_deprecated) {
        expand_unlinted_items(runtime, &labels)
    } else {
        labels
    };
    quote! {
        mod labels { #labels }
        pub mod filled {
            pub use super::labels::*;
            #(#calls)*
        }
        pub mod selector {
            pub use super::labels::*;
            pub use super::filled::{#(#offered),*};
            #(#options)*
        }
    }
}

fn expand_guards(vocabulary: &TokenStream) -> TokenStream {
    let guards = [
        Call {
            name: "scope",
            doc: "The part of the request that the error is about.",
            of: quote!(super::super::super::Scope),
        },
        Call { name: "status", doc: "The status of the response.", of: quote!(::core::primitive::u16) },
        Call {
            name: "rate_limit",
            doc: "The rate limit that was hit.",
            of: quote!(super::super::super::RateLimit),
        },
    ];
    let calls = guards.into_iter().chain(decisions(vocabulary)).map(|call| expand_call(&call));
    let doc = doc_attribute(IN_DOUBT);
    quote!(pub mod guard { #(#calls)* #doc pub const in_doubt: () = (); })
}

const IN_DOUBT: &str = "Decisions to stop whose request may have been carried out.";

/// Questions about a decision, as selectors and as guards.
fn decisions(vocabulary: &TokenStream) -> [Call; 2] {
    [
        Call { name: "action", doc: "What the decision says to do.", of: quote!(#vocabulary::ActionKind) },
        Call { name: "stop", doc: "Why the decision says to stop.", of: quote!(#vocabulary::StopReason) },
    ]
}

fn expand_call(Call { name, doc, of }: &Call) -> TokenStream {
    let (name, doc) = (identifier(name), doc_attribute(doc));
    quote!(#doc pub const fn #name(_words: &[#of]) {})
}

/// Expands the keys of a set, by their names in the catalogue. A key that is no identifier cannot be written in a rule.
fn expand_keys<'a>(module: &str, set: &str, keys: impl Iterator<Item = &'a Key>) -> TokenStream {
    let (module, set) = (identifier(module), identifier(set));
    let keys = keys.filter(|key| is_identifier(&key.name)).map(|key| {
        let (variant, name) = (identifier(&key.variant), identifier(&key.name));
        quote!(#variant as #name)
    });
    quote!(pub mod #module { pub use super::super::super::#set::{#(#keys),*}; })
}

fn expand_vocabulary<V: Vocabulary + std::fmt::Debug>(
    module: &str,
    name: &str,
    vocabulary: &TokenStream,
) -> TokenStream {
    let (module, name) = (identifier(module), identifier(name));
    let words = V::ALL.iter().map(|word| {
        let (variant, word): (Ident, Ident) = (variant_of(word), identifier(word.as_str()));
        quote!(#variant as #word)
    });
    quote!(pub mod #module { pub use #vocabulary::#name::{#(#words),*}; })
}
