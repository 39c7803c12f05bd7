//! The tables that grow with the labels, as literals, and the check of them that runs while they are compiled.

use edges_errors_catalogue::tables::{LabelTable, ProseTable};
use edges_errors_core::rows::LAYOUT;
use proc_macro2::{Literal, TokenStream};
use quote::quote;

pub(super) fn expand_label_table(table: &LabelTable<'_>, private: &TokenStream) -> TokenStream {
    let names = &table.names;
    let rows = Literal::byte_string(&table.rows);
    quote!(#private::LabelTable { names: #names, rows: #rows })
}

pub(super) fn expand_prose_table(table: &ProseTable, private: &TokenStream) -> TokenStream {
    let ProseTable { text, offsets } = table;
    let offsets = Literal::byte_string(offsets);
    quote!(#private::ProseTable { text: #text, offsets: #offsets })
}

/// The comparison of the tables with everything that they refer to.
pub(super) fn expand_check(private: &TokenStream) -> TokenStream {
    quote! {
        const _: () = FACTS.check(&LOOKUP, &#private::Expansion {
            layout: #LAYOUT,
            labels: ErrorLabel::ALL_INCLUDING_REMOVED.len(),
            categories: Category::ALL.len(),
            remedies: Remedy::ALL.len(),
            rate_limits: RateLimit::ALL.len(),
            faults: Fault::ALL.len(),
            payloads: Payload::ALL.len(),
        });
        const _: () = PROSE.labels.check(ErrorLabel::ALL_INCLUDING_REMOVED.len());
    }
}
