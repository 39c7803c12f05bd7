//! The response format, as one static: a tree of nodes, the places of each part, and the headers.

use edges_errors_catalogue::model::{
    Catalogue, HintHeader, HintKind, LabelFormat, Place, PlaceSource, Signal,
};
use edges_errors_catalogue::path::{Filter, Test};
use edges_errors_catalogue::wire::{
    Edge, HeaderRow, Node, ParamsRow, PayloadRow, PlaceRow, Tree, WireTable, WriteMember, WriteStep, writable,
};
use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};

use super::sets::expand_option;

/// The value of the field `wire` of the facts.
pub(super) fn expand_wire(catalogue: &Catalogue, private: &TokenStream) -> TokenStream {
    let wire = quote!(#private::wire);
    let table = WireTable::new(catalogue);
    let envelope = &catalogue.envelope;
    let label_format = expand_format(envelope.label_format, private);
    let errors_in_2xx = envelope.errors_in_2xx;
    let tree = expand_tree(&table.tree, &wire);
    let parts = [&table.label, &table.scope, &table.error_ref, &table.message, &table.status];
    let [label, scope, error_ref, message, status] = parts.map(|places| expand_places(places, &wire));
    let params = table.params.iter().map(|row| expand_params(row, &wire));
    let headers = table.headers.iter().map(|row| expand_header(row, &wire));
    let hints = envelope.hint_headers.iter().map(|hint| expand_hint(hint, private));
    let no_retry = expand_some(envelope.no_retry.as_ref().map(|no_retry| {
        let (name, is) = (no_retry.header.to_ascii_lowercase(), &no_retry.is);
        quote!(#wire::NoRetry { name: #name, is: #is })
    }));
    let payloads = table.payloads.iter().map(|row| expand_payload(row, &wire));
    let writes = expand_writes(catalogue, &table.tree, &wire);
    quote! {
        #wire::Wire {
            label_format: #label_format,
            errors_in_2xx: #errors_in_2xx,
            tree: #tree,
            label: #label,
            scope: #scope,
            error_ref: #error_ref,
            message: #message,
            status: #status,
            params: &[#(#params),*],
            headers: &[#(#headers),*],
            hints: &[#(#hints),*],
            no_retry: #no_retry,
            payloads: &[#(#payloads),*],
            writes: #writes,
        }
    }
}

fn expand_format(format: LabelFormat, private: &TokenStream) -> TokenStream {
    let variant = format_ident!("{format:?}");
    quote!(#private::LabelFormat::#variant)
}

fn expand_some(value: Option<TokenStream>) -> TokenStream {
    match value {
        Some(value) => quote!(::core::option::Option::Some(#value)),
        None => quote!(::core::option::Option::None),
    }
}

fn number(index: u16) -> Literal {
    Literal::u16_unsuffixed(index)
}

fn expand_index(index: Option<u16>) -> TokenStream {
    expand_some(index.map(|index| {
        let index = number(index);
        quote!(#index)
    }))
}

fn expand_tree(tree: &Tree<'_>, wire: &TokenStream) -> TokenStream {
    let nodes = tree.nodes.iter().map(|node| expand_node(node, wire));
    quote!(#wire::Tree { nodes: &[#(#nodes),*] })
}

fn expand_node(node: &Node<'_>, wire: &TokenStream) -> TokenStream {
    let Node { path, ends, holds_params, many, .. } = node;
    let plain = node.is_plain();
    let keys = node.keys.iter().map(|Edge { by, node }| {
        let node = number(*node);
        quote!(#wire::Edge::new(#by, #node))
    });
    let filters = node.filters.iter().map(|Edge { by: Filter { key, test }, node }| {
        let (test, node) = (expand_test(test, wire), number(*node));
        quote!(#wire::Filter { key: #key, test: #test, node: #node })
    });
    let (any, items, last) = (expand_index(node.any), expand_index(node.items), number(node.last));
    quote! {
        #wire::Node {
            path: #path, ends: #ends, holds_params: #holds_params, many: #many, plain: #plain, keys: &[#(#keys),*], any: #any,
            items: #items, filters: &[#(#filters),*], last: #last,
        }
    }
}

fn expand_test(test: &Test, wire: &TokenStream) -> TokenStream {
    match test {
        Test::Has => quote!(#wire::Test::Has),
        Test::Is(values) => quote!(#wire::Test::Is(&[#(#values),*])),
        Test::IsNot(values) => quote!(#wire::Test::IsNot(&[#(#values),*])),
    }
}

fn expand_places(places: &[PlaceRow<'_>], wire: &TokenStream) -> TokenStream {
    let places = places.iter().map(|PlaceRow { place, node }| {
        let name = place.text();
        let source = match (place.header(), node.map(number)) {
            (Some(header), _) => {
                let header = header.to_ascii_lowercase();
                quote!(#wire::Source::Header(#header))
            }
            (None, node) => quote!(#wire::Source::Body(#node)),
        };
        let cut = expand_cut(place.after.as_ref(), place.until.as_ref(), wire);
        quote!(#wire::Place { name: #name, source: #source, cut: #cut })
    });
    quote!(&[#(#places),*])
}

fn expand_cut(after: Option<&String>, until: Option<&String>, wire: &TokenStream) -> TokenStream {
    if after.is_none() && until.is_none() {
        return quote!(#wire::Cut::NONE);
    }
    let (after, until) = (expand_option(after), expand_option(until));
    quote!(#wire::Cut { after: #after, until: #until })
}

fn expand_params(row: &ParamsRow<'_>, wire: &TokenStream) -> TokenStream {
    let ParamsRow { path, node, others } = row;
    let node = number(*node);
    quote!(#wire::ParamsPlace { name: #path, node: #node, others: &[#(#others),*] })
}

fn expand_header(row: &HeaderRow, wire: &TokenStream) -> TokenStream {
    let HeaderRow { name, is_hint, is_signal } = row;
    quote!(#wire::KeptHeader { name: #name, is_hint: #is_hint, is_signal: #is_signal })
}

/// A header that says how long to wait.
pub(super) fn expand_hint(hint: &HintHeader, private: &TokenStream) -> TokenStream {
    let wire = quote!(#private::wire);
    let name = hint.header.to_ascii_lowercase();
    let kind = match hint.kind {
        HintKind::Seconds => quote!(Seconds),
        HintKind::Milliseconds => quote!(Milliseconds),
        HintKind::Duration => quote!(Duration),
        HintKind::Timestamp => quote!(Timestamp),
    };
    let cut = expand_cut(hint.after.as_ref(), hint.until.as_ref(), &wire);
    quote!(#wire::HintHeader { name: #name, kind: #private::HintKind::#kind, cut: #cut })
}

/// The header that signals a limit.
pub(super) fn expand_signal(signal: Option<&Signal>, private: &TokenStream) -> TokenStream {
    expand_some(match signal {
        Some(Signal::Header { name, is }) => {
            let (name, is) = (name.to_ascii_lowercase(), expand_option(is.as_ref()));
            Some(quote!(#private::HeaderSignal { name: #name, is: #is }))
        }
        Some(Signal::Label(_)) | None => None,
    })
}

/// The header that says how many requests are left.
pub(super) fn expand_remaining(remaining: Option<&Place>, private: &TokenStream) -> TokenStream {
    let wire = quote!(#private::wire);
    expand_some(remaining.and_then(|place| {
        let name = place.header()?.to_ascii_lowercase();
        let cut = expand_cut(place.after.as_ref(), place.until.as_ref(), &wire);
        Some(quote!(#wire::HeaderPlace { name: #name, cut: #cut }))
    }))
}

/// The header that says when a limit resets.
pub(super) fn expand_reset(reset: Option<&HintHeader>, private: &TokenStream) -> TokenStream {
    expand_some(reset.map(|reset| expand_hint(reset, private)))
}

fn expand_payload(row: &PayloadRow<'_>, wire: &TokenStream) -> TokenStream {
    let tree = expand_tree(&row.tree, wire);
    let (error, untested) = (number(row.error), number(row.untested));
    let states = [row.failed, row.ended, row.resumed, row.until].map(expand_index);
    let [failed, ended, resumed, until] = states;
    let until_name = row.payload.until.as_ref().map_or("", |path| path.text.as_str());
    let asynchronous = row.payload.asynchronous;
    quote! {
        #wire::PayloadFormat {
            tree: #tree, error: #error, untested: #untested, failed: #failed, ended: #ended, resumed: #resumed,
            until: #until, until_name: #until_name, asynchronous: #asynchronous,
        }
    }
}

fn expand_writes(catalogue: &Catalogue, tree: &Tree<'_>, wire: &TokenStream) -> TokenStream {
    let envelope = &catalogue.envelope;
    let write = |places: &[Place]| {
        expand_some(writable(places).map(|place| match &place.source {
            PlaceSource::Header(name) => {
                let (name, after) = (name.to_ascii_lowercase(), place.after.as_deref().unwrap_or(""));
                quote!(#wire::WritePlace::Header { name: #name, after: #after })
            }
            PlaceSource::Path(path) => {
                let steps = tree.write_steps(path).into_iter().map(|step| expand_step(step, wire));
                quote!(#wire::WritePlace::Body(&[#(#steps),*]))
            }
        }))
    };
    let label = write(&envelope.label);
    let scope = write(&envelope.scope);
    let error_ref = write(&envelope.error_ref);
    let message = write(&envelope.message);
    let status = write(&envelope.status);
    let params = write(&envelope.params);
    quote! {
        #wire::Writes {
            label: #label, scope: #scope, error_ref: #error_ref, message: #message, status: #status, params: #params,
        }
    }
}

fn expand_step(step: WriteStep<'_>, wire: &TokenStream) -> TokenStream {
    let member =
        |WriteMember { key, value }: WriteMember<'_>| quote!(#wire::Member { key: #key, value: #value });
    match step {
        WriteStep::Key(key) => quote!(#wire::WriteStep::Key(#key)),
        WriteStep::Item => quote!(#wire::WriteStep::Item),
        WriteStep::ItemWith(with) => {
            let member = member(with);
            quote!(#wire::WriteStep::ItemWith(#member))
        }
        WriteStep::ItemWithout { key, values } => {
            quote!(#wire::WriteStep::ItemWithout { key: #key, values: &[#(#values),*] })
        }
        WriteStep::With(with) => {
            let member = member(with);
            quote!(#wire::WriteStep::With(#member))
        }
    }
}
