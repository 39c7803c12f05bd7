//! The facts that a program decides by, as typed statics: small lists that do not grow with the labels.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::lookup::{expand_lookup, place_names};
use super::sets::expand_option;
use super::tables::expand_label_table;
use super::wire::{expand_remaining, expand_reset, expand_signal, expand_wire};
use super::{index, variant};
use edges_errors_catalogue::model::{
    Catalogue, Condition, Effect, Id, Key, Location, Param, Policy, RetryRule, Status, Strategy, with_ids,
};
use edges_errors_catalogue::source::FileName;
use edges_errors_catalogue::tables::{FileLabels, LabelTable};

pub(super) fn expand_facts(catalogue: &Catalogue, runtime: &TokenStream) -> TokenStream {
    let private = quote!(#runtime::__private);
    let table = LabelTable::new(catalogue);
    let labels = expand_label_table(&table, &private);
    let names: Vec<&str> = catalogue.labels.iter().map(|label| label.name.as_str()).collect();
    let lookup = expand_lookup(&place_names(&names), &private);
    let policies = catalogue.policies.iter().map(|policy| expand_policy(catalogue, policy, runtime));
    let statuses = table.statuses.iter().map(|list| quote!(&[#(#list),*]));
    let rules = table.rules.iter().map(|rules| {
        let rules = rules.rules().map(|rule| expand_rule(catalogue, rule, &private));
        quote!(&[#(#rules),*])
    });
    let params = table.params.iter().map(|params| {
        let params = params.iter().map(|param| expand_param(param, runtime));
        quote!(&[#(#params),*])
    });
    let fallbacks = catalogue.statuses.iter().map(|status| expand_status(catalogue, status, runtime));
    let hints = catalogue.hints().into_iter().map(|param| expand_param(param, runtime));
    let limits = catalogue.rate_limits.iter().map(|limit| {
        let signal = expand_signal(limit.signal.as_ref(), &private);
        let statuses = &limit.statuses;
        let remaining = expand_remaining(limit.remaining.as_ref(), &private);
        let reset = expand_reset(limit.reset.as_ref(), &private);
        let policy = expand_policy_ref(limit.policy);
        let refuses = limit.effect == Effect::None;
        let applies_to = limit.applies_to.iter().map(|subject| &subject.name);
        quote! {
            #private::RateLimitFacts {
                signal: #signal,
                statuses: &[#(#statuses),*],
                remaining: #remaining,
                reset: #reset,
                applies_to: &[#(#applies_to),*],
                policy: #policy,
                refuses: #refuses,
            }
        }
    });
    let faults = with_ids(&catalogue.labels).filter_map(|(id, label)| {
        let (label, fault) = (index(id), index(label.fault?));
        Some(quote!(#private::LabelFault { label: #label, fault: #fault }))
    });
    let wire = expand_wire(catalogue, &private);
    let files = table.files.iter().map(|FileLabels { path, end }| {
        let (path, end) = (expand_option(*path), Literal::usize_unsuffixed(*end));
        quote!(#private::FileLabels { path: #path, end: #end })
    });
    let overridden = table.overridden.iter().map(|label| Literal::usize_unsuffixed(*label));
    let idempotency_key = expand_option(catalogue.idempotency_key.as_ref());
    quote! {
        static POLICIES: &[#runtime::Policy] = &[#(#policies),*];
        static FACTS: #private::Facts = #private::Facts {
            labels: #labels,
            policies: POLICIES,
            statuses: &[#(#statuses),*],
            rules: &[#(#rules),*],
            params: &[#(#params),*],
            hints: &[#(#hints),*],
            fallbacks: &[#(#fallbacks),*],
            rate_limits: &[#(#limits),*],
            faults: &[#(#faults),*],
            files: &[#(#files),*],
            overridden: &[#(#overridden),*],
            idempotency_key: #idempotency_key,
            wire: #wire,
        };
        static LOOKUP: #private::Lookup<'static> = #lookup;
    }
}

fn expand_policy_ref(policy: Id<Policy>) -> TokenStream {
    let index = index(policy);
    quote!(&POLICIES[#index])
}

fn expand_policy(catalogue: &Catalogue, policy: &Policy, runtime: &TokenStream) -> TokenStream {
    let name = expand_option(policy.name.as_ref());
    let attempts = match policy.max_attempts {
        Some(count) => quote!(::core::option::Option::Some(#count)),
        None => quote!(::core::option::Option::None),
    };
    let strategy = expand_strategy(&policy.strategy, runtime);
    let location = expand_location(catalogue, policy.location, runtime);
    quote!(#runtime::Policy::__new(#name, #strategy, #attempts, ::core::option::Option::Some(#location)))
}

fn expand_location(catalogue: &Catalogue, entry: Location, runtime: &TokenStream) -> TokenStream {
    let location = catalogue.deciding(entry);
    let path = match &catalogue[location.file] {
        FileName::Path(path) => expand_option(Some(path)),
        FileName::InPlace => expand_option(None::<&str>),
    };
    let line = location.line;
    quote!(#runtime::Location::__new(#path, #line))
}

fn expand_strategy(strategy: &Strategy, runtime: &TokenStream) -> TokenStream {
    let duration = |duration: &std::time::Duration| {
        let milliseconds = u64::try_from(duration.as_millis()).unwrap_or(u64::MAX);
        let milliseconds = Literal::u64_unsuffixed(milliseconds);
        quote!(::core::time::Duration::from_millis(#milliseconds))
    };
    match strategy {
        Strategy::Never => quote!(#runtime::Strategy::Never),
        Strategy::Manual => quote!(#runtime::Strategy::Manual),
        Strategy::Fixed { delay } => {
            let delay = duration(delay);
            quote!(#runtime::Strategy::Fixed { delay: #delay })
        }
        Strategy::Exponential { base, cap, factor } => {
            let (base, cap) = (duration(base), duration(cap));
            let factor = Literal::u32_unsuffixed(factor.thousandths());
            let factor = quote!(#runtime::Factor::from_thousandths(#factor));
            quote!(#runtime::Strategy::Exponential { base: #base, cap: #cap, factor: #factor })
        }
        Strategy::Until { fallback } => {
            let fallback = duration(fallback);
            quote!(#runtime::Strategy::Until { fallback: #fallback })
        }
    }
}

fn expand_rule(catalogue: &Catalogue, rule: &RetryRule, private: &TokenStream) -> TokenStream {
    let conditions = rule.when.iter().map(|Condition { context, values }| {
        let context = &catalogue[*context];
        let name = &context.key.name;
        let values = values.iter().map(|&value| &context[value].name);
        quote!(#private::Condition::__new(#name, &[#(#values),*]))
    });
    let policy = expand_policy_ref(rule.policy);
    quote!(#private::RetryRule::__new(&[#(#conditions),*], #policy))
}

fn expand_param(param: &Param, runtime: &TokenStream) -> TokenStream {
    let kind = variant(runtime, "ParamKind", param.kind);
    let values = param
        .values
        .iter()
        .map(|Key { name, title, .. }| quote!(#runtime::ParamChoice::__new(#name, #title)));
    let Param { name, sensitive, delays_retry, .. } = param;
    quote!(#runtime::ParamInfo::__new(#name, #kind, &[#(#values),*], #sensitive, #delays_retry))
}

fn expand_status(catalogue: &Catalogue, status: &Status, runtime: &TokenStream) -> TokenStream {
    let (first, last) = status.range.bounds();
    let policy = expand_policy_ref(status.policy);
    let remedy = match status.remedy {
        Some(remedy) => {
            let remedy = index(remedy);
            quote!(::core::option::Option::Some(#remedy))
        }
        None => quote!(::core::option::Option::None),
    };
    let effect = variant(runtime, "Effect", status.effect);
    let fault = match status.fault {
        Some(fault) => {
            let fault = index(fault);
            quote!(::core::option::Option::Some(#fault))
        }
        None => quote!(::core::option::Option::None),
    };
    let location = expand_location(catalogue, status.location, runtime);
    quote! {
        #runtime::__private::StatusFacts {
            first: #first,
            last: #last,
            policy: #policy,
            remedy: #remedy,
            effect: #effect,
            fault: #fault,
            location: #location,
        }
    }
}
