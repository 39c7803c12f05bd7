//! The implementation: one `match` on the label, guards inside.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::Path;

use super::resolve::{Dispatch, Step};
use super::rules::{Guard, Handler, Options, SelectorKind, Target};
use crate::exchange::{Exchange, ExchangedKey};
use crate::expand::identifier_at;

/// Where the generated code finds things.
pub(super) struct Paths<'a> {
    pub(super) runtime: &'a TokenStream,
    pub(super) catalogue: &'a Path,
}

/// The trait that a handler's form stands for, its method, and the receiver.
struct Form {
    name: Ident,
    method: Ident,
    receiver: TokenStream,
    asyncness: TokenStream,
}

fn read_form(options: &Options) -> Form {
    let mutable = if options.is_mut { "Mut" } else { "" };
    let prefix = match (options.is_async, options.is_local) {
        (false, _) => "",
        (true, false) => "Async",
        (true, true) => "LocalAsync",
    };
    let this = Ident::new("self", Span::call_site());
    Form {
        name: format_ident!("{prefix}EdgesErrorHandler{mutable}"),
        method: if options.is_mut { format_ident!("handle_mut") } else { format_ident!("handle") },
        receiver: if options.is_mut { quote!(&mut #this) } else { quote!(&#this) },
        asyncness: if options.is_async { quote!(async) } else { TokenStream::new() },
    }
}

pub(super) fn expand_impl(
    handler: &Handler,
    catalogue: &Exchange,
    dispatch: &Dispatch,
    paths: &Paths<'_>,
) -> TokenStream {
    let path = paths.catalogue;
    let error = Ident::new("error", Span::call_site());
    // What is treated as unlisted labels are needs no arm of its own: a long one costs rustc much.
    let own = dispatch.arms.iter().filter(|(steps, _)| **steps != dispatch.unknown);
    let arms = own.map(|(steps, labels)| {
        let variants = labels.iter().filter_map(|&index| catalogue.labels.get(index)).map(|label| {
            let variant = identifier_at(&label.variant, Span::call_site());
            quote!(#path::ErrorLabel::#variant)
        });
        let body = expand_steps(handler, catalogue, steps, paths);
        quote!(::core::option::Option::Some(#(#variants)|*) => { #body })
    });
    let unknown = expand_steps(handler, catalogue, &dispatch.unknown, paths);
    let body = quote! {
        match #error.label() {
            #(#arms)*
            _ => { #unknown }
        }
    };
    let mentions = expand_mentions(handler, catalogue, path);
    let implementation = expand_frame(handler, paths, body);
    quote!(#implementation #mentions)
}

/// What stands in for a handler whose rules, or whose catalogue, are wrong: its users see no errors that are not theirs.
pub(super) fn expand_stub(handler: &Handler, paths: &Paths<'_>) -> TokenStream {
    expand_frame(handler, paths, quote!(loop {}))
}

fn expand_frame(handler: &Handler, paths: &Paths<'_>, body: TokenStream) -> TokenStream {
    let (runtime, path) = (paths.runtime, paths.catalogue);
    let Form { name, method, receiver, asyncness } = read_form(&handler.options);
    let output = handler.options.output.as_ref().map_or_else(|| quote!(()), |output| quote!(#output));
    let error = Ident::new("error", Span::call_site());
    let ident = &handler.input.ident;
    let (generics, arguments, bounds) = handler.input.generics.split_for_impl();
    quote! {
        #[automatically_derived]
        #[allow(deprecated, unused_variables, reason = "sets of labels hold deprecated ones, and not every rule asks for the error")]
        impl #generics #runtime::#name<#path::ErrorLabel> for #ident #arguments #bounds {
            type Output = #output;

            #asyncness fn #method(#receiver, #error: &#runtime::ApiError<#path::ErrorLabel>) -> Self::Output {
                #body
            }
        }
    }
}

/// The steps of one arm as `if … else …`.
fn expand_steps(handler: &Handler, catalogue: &Exchange, steps: &[Step], paths: &Paths<'_>) -> TokenStream {
    let mut chain = TokenStream::new();
    for step in steps.iter().rev() {
        let Some(rule) = handler.rules.get(step.rule) else { continue };
        let call = expand_call(handler, catalogue, step, paths);
        let mut conditions: Vec<TokenStream> =
            rule.guards.iter().map(|guard| expand_guard(guard, catalogue, paths.catalogue)).collect();
        if let Some(SelectorKind::Text(text)) =
            rule.selectors.get(step.selector).map(|selector| &selector.kind)
        {
            let error = Ident::new("error", Span::call_site());
            conditions.insert(0, quote!(#error.label_str() == ::core::option::Option::Some(#text)));
        }
        chain =
            if conditions.is_empty() { call } else { quote!(if #(#conditions)&&* { #call } else { #chain }) };
    }
    chain
}

/// Every token of a call stands at the method's name, so that what rustc says of it is said there.
fn expand_call(handler: &Handler, catalogue: &Exchange, step: &Step, paths: &Paths<'_>) -> TokenStream {
    let (runtime, path) = (paths.runtime, paths.catalogue);
    let Some(rule) = handler.rules.get(step.rule) else { return TokenStream::new() };
    match &rule.target {
        Target::Method(method) => {
            let span = method.span().resolved_at(Span::call_site());
            let (this, error) = (Ident::new("self", span), Ident::new("error", span));
            let details = details_of(handler, catalogue, step).map(|variant| {
                let variant = identifier_at(&variant, span);
                quote_spanned!(span=> , #error.details::<#path::details::#variant>().unwrap_or_default())
            });
            let wait = handler.options.is_async.then(|| quote_spanned!(span=> .await));
            quote_spanned!(span=> #this.#method(#error #details) #wait)
        }
        Target::Field(field) => {
            let Form { name, method, .. } = read_form(&handler.options);
            let (this, error) =
                (Ident::new("self", Span::call_site()), Ident::new("error", Span::call_site()));
            let borrow =
                if handler.options.is_mut { quote!(&mut #this #field) } else { quote!(&#this #field) };
            let wait = handler.options.is_async.then(|| quote!(.await));
            quote!(#runtime::#name::<#path::ErrorLabel>::#method(#borrow, #error) #wait)
        }
    }
}

/// The details struct that a step's selector asks for.
fn details_of(handler: &Handler, catalogue: &Exchange, step: &Step) -> Option<String> {
    let selector = handler.rules.get(step.rule)?.selectors.get(step.selector)?;
    let SelectorKind::Label { name, details: Some(_) } = &selector.kind else { return None };
    catalogue.labels.iter().find(|label| *name == label.name).map(|label| label.variant.clone())
}

fn expand_guard(guard: &Guard, catalogue: &Exchange, path: &Path) -> TokenStream {
    let error = Ident::new("error", Span::call_site());
    let variants = |names: &[Ident], keys: &[ExchangedKey]| -> Vec<Ident> {
        let key = |name: &Ident| keys.iter().find(|key| *name == key.name);
        names.iter().filter_map(|name| Some(identifier_at(&key(name)?.variant, Span::call_site()))).collect()
    };
    match guard {
        Guard::Scope(names) => {
            let variants = variants(names, &catalogue.scopes);
            quote!(
                ::core::matches!(#error.scope(), ::core::option::Option::Some(#(#path::Scope::#variants)|*))
            )
        }
        Guard::RateLimit(names) => {
            let variants = variants(names, &catalogue.rate_limits);
            quote!(
                ::core::matches!(#error.rate_limit(), ::core::option::Option::Some(#(#path::RateLimit::#variants)|*))
            )
        }
        Guard::Status(statuses) => {
            quote!(::core::matches!(#error.status(), ::core::option::Option::Some(#(#statuses)|*)))
        }
    }
}

/// Names each label that a rule names, at the user's own token: for hovering, and for rustc's warning where it is deprecated.
fn expand_mentions(handler: &Handler, catalogue: &Exchange, path: &Path) -> TokenStream {
    let selectors = handler.rules.iter().flat_map(|rule| &rule.selectors);
    let variants = selectors.filter_map(|selector| {
        let SelectorKind::Label { name, .. } = &selector.kind else { return None };
        let label = catalogue.labels.iter().find(|label| *name == label.name)?;
        Some(identifier_at(&label.variant, name.span().resolved_at(Span::call_site())))
    });
    quote!(const _: &[#path::ErrorLabel] = &[#(#path::ErrorLabel::#variants),*];)
}
