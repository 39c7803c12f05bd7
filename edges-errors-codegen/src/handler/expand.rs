//! The implementation: one `match` on the label, and what has to be asked of the response or of the decision inside.
//!
//! Its tokens have the call site of the derive. rustc takes those for code that nobody has written, and no lint speaks of
//! them: not that a set of labels holds a deprecated one, and whatever the user's crate forbids, nothing has to be allowed.

use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::{ToTokens as _, quote, quote_spanned};

use edges_errors_catalogue::names::upper_camel;

use super::attribute::{Handler, Subject};
use super::cells::Step;
use super::resolve::{Dispatch, find_key};
use super::rules::{Guard, Rule, SelectorKind, Target};
use super::situations::Situations;
use crate::exchange::{Exchange, ExchangedKey};
use crate::expand::identifier_at;

/// The place of the generated code, and the paths by which it finds things.
pub(super) struct Site<'a> {
    /// The call site of the derive.
    pub(super) derive: Span,
    pub(super) runtime: &'a TokenStream,
    pub(super) catalogue: &'a TokenStream,
}

struct Expander<'a> {
    site: &'a Site<'a>,
    handler: &'a Handler,
    exchange: &'a Exchange,
}

pub(super) fn expand_impl(
    handler: &Handler,
    exchange: &Exchange,
    dispatch: &Dispatch,
    site: &Site<'_>,
) -> TokenStream {
    let expander = Expander { site, handler, exchange };
    let body = expander.expand_body(dispatch);
    let implementation = expand_frame(handler, site, &argument(handler, site.derive), &body);
    let mentions = expander.expand_mentions();
    quote!(#implementation #mentions)
}

/// Expands the substitute for a handler whose rules, or whose catalogue, are wrong: its users see only errors of their own.
pub(super) fn expand_stub(handler: &Handler, site: &Site<'_>) -> TokenStream {
    let unused = quote_spanned!(site.derive=> _);
    let body = quote_spanned!(site.derive=> loop {});
    expand_frame(handler, site, &unused, &body)
}

/// The name of what a handler is given. No constant that is in scope may have it: it would be a pattern.
fn argument(handler: &Handler, span: Span) -> TokenStream {
    let name = match handler.options.subject {
        Subject::Error => "__error",
        Subject::Decision => "__decision",
    };
    Ident::new(name, span).into_token_stream()
}

fn expand_subject(handler: &Handler, site: &Site<'_>, span: Span) -> TokenStream {
    let Site { runtime, catalogue, .. } = site;
    match handler.options.subject {
        Subject::Error => quote_spanned!(span=> #runtime::ApiError<#catalogue::ErrorLabel>),
        Subject::Decision => quote_spanned!(span=> #runtime::retry::Decision<#catalogue::ErrorLabel>),
    }
}

fn trait_name(handler: &Handler, span: Span) -> Ident {
    let name = if handler.options.is_async { "AsyncEdgesErrorHandler" } else { "EdgesErrorHandler" };
    Ident::new(name, span)
}

fn expand_frame(
    handler: &Handler,
    site: &Site<'_>,
    argument: &TokenStream,
    body: &TokenStream,
) -> TokenStream {
    let Site { derive, runtime, .. } = *site;
    let (name, subject) = (trait_name(handler, derive), expand_subject(handler, site, derive));
    let asyncness = handler.options.is_async.then(|| quote_spanned!(derive=> async));
    let output = match &handler.options.output {
        Some(output) => output.to_token_stream(),
        None => quote_spanned!(derive=> ()),
    };
    let ident = &handler.input.ident;
    let (generics, arguments, bounds) = handler.input.generics.split_for_impl();
    quote_spanned! {derive=>
        #[automatically_derived]
        impl #generics #runtime::#name<#subject> for #ident #arguments #bounds {
            type Output = #output;

            #asyncness fn handle(&self, #argument: &#subject) -> Self::Output {
                #body
            }
        }
    }
}

impl Expander<'_> {
    fn expand_body(&self, dispatch: &Dispatch) -> TokenStream {
        let derive = self.site.derive;
        let error = self.expand_error(derive);
        let (mut labels, mut texts) = (Vec::new(), Vec::new());
        for (steps, arm) in &dispatch.arms {
            let body = self.expand_steps(steps);
            if !arm.labels.is_empty() {
                let listed = arm.labels.iter().filter_map(|&index| self.exchange.labels.get(index));
                let variants = listed.map(|label| {
                    let variant = identifier_at(&label.variant, derive);
                    quote_spanned!(derive=> __Label::#variant)
                });
                labels
                    .push(quote_spanned!(derive=> ::core::option::Option::Some(#(#variants)|*) => { #body }));
            }
            if !arm.texts.is_empty() {
                let names = &arm.texts;
                texts.push(quote_spanned!(derive=> ::core::option::Option::Some(#(#names)|*) => { #body }));
            }
        }
        let unlisted = self.expand_steps(&dispatch.unlisted);
        let rest = if texts.is_empty() {
            unlisted
        } else {
            quote_spanned!(derive=> match #error.label_str() { #(#texts)* _ => { #unlisted } })
        };
        let imports = self.expand_imports(dispatch);
        quote_spanned! {derive=>
            #imports
            match #error.label() {
                #(#labels)*
                _ => { #rest }
            }
        }
    }

    /// Names for what is used in expressions: a path that begins with tokens from elsewhere would have their place, and be
    /// linted as if the user had written it.
    fn expand_imports(&self, dispatch: &Dispatch) -> TokenStream {
        let Site { derive, runtime, catalogue } = *self.site;
        let label = dispatch
            .arms
            .values()
            .any(|arm| !arm.labels.is_empty())
            .then(|| quote_spanned!(derive=> use #catalogue::ErrorLabel as __Label;));
        let options = &self.handler.options;
        let functions = [
            ("call_method", "__call", !options.is_async && options.has_exact_output()),
            ("call_async_method", "__call", options.is_async),
            ("awaited_method", "__awaited", options.is_async && options.has_exact_output()),
        ];
        let calls = self.handler.rules.iter().any(|rule| matches!(rule.target, Target::Method(_)));
        let functions =
            functions.into_iter().filter(|(_, _, is_used)| calls && *is_used).map(|(name, alias, _)| {
                let (name, alias) = (Ident::new(name, derive), Ident::new(alias, derive));
                quote_spanned!(derive=> use #runtime::__private::#name as #alias;)
            });
        quote!(#label #(#functions)*)
    }

    /// Calls a method through functions of the runtime: what rustc says of a method of another kind then names the option
    /// that would make it right. Where a coercion may make its output right, it is left alone.
    fn expand_checked(&self, call: &TokenStream, span: Span) -> TokenStream {
        let options = &self.handler.options;
        match (options.is_async, options.has_exact_output()) {
            (false, false) => call.clone(),
            (false, true) => quote_spanned!(span=> __call::<Self::Output, _, _>(|| #call)),
            (true, false) => quote_spanned!(span=> __call(#call).await),
            (true, true) => quote_spanned!(span=> __awaited::<Self::Output, _, _>(__call(#call).await)),
        }
    }

    /// The error that a handler is given, or that its decision is about.
    fn expand_error(&self, span: Span) -> TokenStream {
        let argument = argument(self.handler, span);
        match self.handler.options.subject {
            Subject::Error => argument,
            Subject::Decision => quote_spanned!(span=> #argument.error()),
        }
    }

    /// The steps of one arm as `if … else if … else …`.
    fn expand_steps(&self, steps: &[Step]) -> TokenStream {
        let derive = self.site.derive;
        let mut steps =
            steps.iter().rev().filter_map(|step| Some((step, self.handler.rules.get(step.rule)?)));
        let Some((_, rule)) = steps.next() else { return TokenStream::new() };
        let last = self.expand_call(rule);
        let mut rest = None;
        for (step, rule) in steps {
            let (conditions, call) = (self.expand_conditions(step, rule), self.expand_call(rule));
            let rest = rest.get_or_insert_with(|| quote_spanned!(derive=> { #last }));
            *rest = quote_spanned!(derive=> if #conditions { #call } else #rest);
        }
        rest.unwrap_or(last)
    }

    fn expand_conditions(&self, step: &Step, rule: &Rule) -> TokenStream {
        let asked = step.situations.map(|situations| self.expand_situations(situations));
        let guards = rule.guards.iter().map(|guard| self.expand_guard(guard));
        let conditions = asked.into_iter().chain(guards);
        quote_spanned!(self.site.derive=> #(#conditions)&&*)
    }

    /// Expands a call, every token of which has the span of the method's name, so that rustc reports its errors there.
    ///
    /// Only the names of arguments have the call site of the derive, where they are declared, and are in parentheses that
    /// do not. rustc takes a derive's tokens at a user's token for the user's own, and would propose to edit them: to
    /// remove an argument that nobody has written.
    fn expand_call(&self, rule: &Rule) -> TokenStream {
        let Site { derive, runtime, catalogue } = *self.site;
        match &rule.target {
            Target::Method(method) => {
                let span = method.span().resolved_at(Span::call_site());
                let named = method.span().resolved_at(derive);
                let (this, argument) = (Ident::new("self", named), argument(self.handler, named));
                let details = self.details_of(rule).map(|variant| {
                    let (variant, error) = (identifier_at(variant, span), self.expand_error(named));
                    quote_spanned!(span=> , #error.details::<#catalogue::details::#variant>().unwrap_or_default())
                });
                let call = quote_spanned!(span=> (#this).#method((#argument) #details));
                self.expand_checked(&call, span)
            }
            Target::Field(_) => {
                let (name, target) = (trait_name(self.handler, derive), &rule.target);
                let subject = expand_subject(self.handler, self.site, derive);
                let (this, argument) = (Ident::new("self", derive), argument(self.handler, derive));
                let wait = self.handler.options.is_async.then(|| quote_spanned!(derive=> .await));
                quote_spanned!(derive=> #runtime::#name::<#subject>::handle(&#this #target, #argument) #wait)
            }
        }
    }

    /// The details struct that a rule asks for; details are of one label, so the rule has no other selector.
    fn details_of(&self, rule: &Rule) -> Option<&str> {
        let SelectorKind::Label { name, details: Some(_) } = &rule.selectors.first()?.kind else {
            return None;
        };
        let label = self.exchange.labels.iter().find(|label| *name == label.word())?;
        Some(&label.variant)
    }

    fn expand_guard(&self, guard: &Guard) -> TokenStream {
        let (derive, catalogue) = (self.site.derive, self.site.catalogue);
        let error = self.expand_error(derive);
        let variants = |names: &[Ident], keys: &[ExchangedKey]| -> Vec<Ident> {
            let found = names.iter().filter_map(|name| find_key(keys, name));
            found.map(|key| identifier_at(&key.variant, derive)).collect()
        };
        match guard {
            Guard::Scope(names) => {
                let variants = variants(names, &self.exchange.scopes);
                quote_spanned!(derive=> ::core::matches!(
                    #error.scope(), ::core::option::Option::Some(#(#catalogue::Scope::#variants)|*)
                ))
            }
            Guard::RateLimit(names) => {
                let variants = variants(names, &self.exchange.rate_limits);
                quote_spanned!(derive=> ::core::matches!(
                    #error.rate_limit(), ::core::option::Option::Some(#(#catalogue::RateLimit::#variants)|*)
                ))
            }
            Guard::Status(statuses) => {
                let statuses = statuses.iter().map(|status| Literal::u16_unsuffixed(*status));
                quote_spanned!(derive=> ::core::matches!(
                    #error.status(), ::core::option::Option::Some(#(#statuses)|*)
                ))
            }
            Guard::Action(_, situations) => self.expand_situations(*situations),
        }
    }

    /// Asks whether a decision is one of these situations.
    fn expand_situations(&self, situations: Situations) -> TokenStream {
        let Site { derive, runtime, .. } = *self.site;
        let argument = argument(self.handler, derive);
        let variant = |word: &str| Ident::new(&upper_camel(word), derive);
        let actions = situations.actions().map(|action| {
            let action = variant(action.as_str());
            quote_spanned!(derive=> #runtime::retry::Action::#action { .. })
        });
        let mut patterns: Vec<TokenStream> = actions.collect();
        let reasons: Vec<Ident> = situations.reasons().map(|reason| variant(reason.as_str())).collect();
        if !reasons.is_empty() {
            patterns.push(quote_spanned! {derive=>
                #runtime::retry::Action::Stop { reason: #(#runtime::retry::StopReason::#reasons)|*, .. }
            });
        }
        match (patterns.as_slice(), situations.asks_doubt()) {
            (patterns, false) => {
                quote_spanned!(derive=> ::core::matches!(#argument.action(), #(#patterns)|*))
            }
            ([], true) => quote_spanned!(derive=> #argument.is_in_doubt()),
            (patterns, true) => quote_spanned! {derive=>
                ::core::matches!((#argument.action(), #argument.is_in_doubt()), #((#patterns, _)|)* (_, true))
            },
        }
    }

    /// Names each label that a rule names, at the user's own token: for hovering, and for rustc's warning where it is
    /// deprecated. This is what the user wrote, so it does not have the call site of the derive.
    fn expand_mentions(&self) -> TokenStream {
        let catalogue = self.site.catalogue;
        let selectors = self.handler.rules.iter().flat_map(|rule| &rule.selectors);
        let variants = selectors.filter_map(|selector| {
            let SelectorKind::Label { name, .. } = &selector.kind else { return None };
            let label = self.exchange.labels.iter().find(|label| *name == label.word())?;
            Some(identifier_at(&label.variant, name.span().resolved_at(Span::call_site())))
        });
        let variants: Vec<Ident> = variants.collect();
        if variants.is_empty() {
            return TokenStream::new();
        }
        quote!(const _: &[#catalogue::ErrorLabel] = &[#(#catalogue::ErrorLabel::#variants),*];)
    }
}
