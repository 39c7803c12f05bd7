//! The tables that grow with the labels, as literals: a row of bytes for each label, and one text for all prose.
//!
//! `edges-errors/src/tables.rs` reads what is written here; the two files change together. All numbers are little
//! endian.

use std::collections::BTreeMap;

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::lookup::{Lookup, expand_lookup, place_names};
use edges_errors_catalogue::model::{Catalogue, Effect, Label, Outcome, Param, RetryRule};

/// Between the fields of one label's prose, and between the items of one field.
const FIELD: char = '\u{1e}';
const ITEM: char = '\u{1f}';
/// Before a template that is an example taken literally.
const LITERAL: char = '\u{1d}';

/// "None" where an index is one byte.
const NO_INDEX: u8 = 0xff;

/// Lists that many labels share, each kept once; a row holds their indices.
#[derive(Debug)]
pub struct Pools<'a> {
    /// Of each label's statuses.
    pub statuses: Vec<&'a [u16]>,
    /// Of each label's retry rules.
    pub rules: Vec<&'a [RetryRule]>,
    /// Of each label's params.
    pub params: Vec<&'a [Param]>,
    indices: Vec<[u16; 3]>,
}

impl<'a> Pools<'a> {
    /// The lists of a catalogue.
    pub fn collect(catalogue: &'a Catalogue) -> Self {
        let mut pools =
            Self { statuses: Vec::new(), rules: Vec::new(), params: Vec::new(), indices: Vec::new() };
        let (mut statuses, mut rules) = (BTreeMap::new(), BTreeMap::new());
        for label in &catalogue.labels {
            let statuses = *statuses.entry(label.statuses.as_slice()).or_insert_with(|| {
                pools.statuses.push(&label.statuses);
                pools.statuses.len() - 1
            });
            let rules = *rules.entry(label.retry.as_slice()).or_insert_with(|| {
                pools.rules.push(&label.retry);
                pools.rules.len() - 1
            });
            let params = pools.params.iter().position(|known| label.params.is_empty() && known.is_empty());
            let params = params.unwrap_or_else(|| {
                pools.params.push(&label.params);
                pools.params.len() - 1
            });
            pools
                .indices
                .push([statuses, rules, params].map(|index| u16::try_from(index).unwrap_or(u16::MAX)));
        }
        pools
    }
}

/// Names, rows, and how to find one by its name, as plain data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LabelTable {
    /// One after another.
    pub names: String,
    /// One for each label.
    pub rows: Vec<u8>,
    /// By name.
    pub lookup: Lookup,
}

/// The prose of all labels in one text, and where each label's part begins, as plain data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProseTable {
    /// One label's fields after another's.
    pub text: String,
    /// `u32` each, one more for the end.
    pub offsets: Vec<u8>,
}

/// The table of the labels.
pub fn write_label_table(catalogue: &Catalogue, pools: &Pools<'_>) -> LabelTable {
    let names: Vec<&str> = catalogue.labels.iter().map(|label| label.name.as_str()).collect();
    LabelTable { names: names.concat(), rows: write_rows(catalogue, pools), lookup: place_names(&names) }
}

pub(super) fn expand_label_table(table: &LabelTable, private: &TokenStream) -> TokenStream {
    let LabelTable { names, rows, lookup } = table;
    let rows = Literal::byte_string(rows);
    let lookup = expand_lookup(lookup, private);
    quote!(#private::LabelTable { names: #names, rows: #rows, lookup: #lookup })
}

/// One row: where the name is (u32, u8), category, remedy, remedy after the attempts, flags, rate limit (u8 each),
/// indices of statuses, rules and params (u16 each), line (u32).
fn write_rows(catalogue: &Catalogue, pools: &Pools<'_>) -> Vec<u8> {
    let mut rows = Vec::new();
    let mut offset: u32 = 0;
    for (at, label) in catalogue.labels.iter().enumerate() {
        let length = byte(label.name.len());
        rows.extend(offset.to_le_bytes());
        rows.push(length);
        rows.push(byte(label.category));
        rows.push(byte(label.remedy));
        rows.push(label.after_attempts.map_or(NO_INDEX, byte));
        rows.push(write_flags(label));
        rows.push(catalogue.rate_limit_of(at).map_or(NO_INDEX, byte));
        for index in pools.indices.get(at).copied().unwrap_or_default() {
            rows.extend(index.to_le_bytes());
        }
        rows.extend(label.line.to_le_bytes());
        offset = offset.saturating_add(u32::from(length));
    }
    rows
}

/// Bits 0 and 1 the outcome, 2 and 3 the effect, 4 removed, 5 deprecated.
fn write_flags(label: &Label) -> u8 {
    let outcome = match label.outcome {
        Outcome::Failure => 0,
        Outcome::Empty => 1,
        Outcome::Done => 2,
    };
    let effect = match label.effect {
        Effect::None => 0,
        Effect::Unknown => 1,
        Effect::Applied => 2,
    };
    outcome | effect << 2 | u8::from(label.removed.is_some()) << 4 | u8::from(label.deprecated.is_some()) << 5
}

fn byte(number: usize) -> u8 {
    u8::try_from(number).unwrap_or(NO_INDEX)
}

/// The table of the prose.
pub fn write_prose_table(catalogue: &Catalogue) -> ProseTable {
    let mut text = String::new();
    let mut offsets = vec![0_u32];
    for label in &catalogue.labels {
        write_prose(catalogue, label, &mut text);
        offsets.push(u32::try_from(text.len()).unwrap_or(u32::MAX));
    }
    ProseTable { text, offsets: offsets.into_iter().flat_map(u32::to_le_bytes).collect() }
}

pub(super) fn expand_prose_table(table: &ProseTable, private: &TokenStream) -> TokenStream {
    let ProseTable { text, offsets } = table;
    let offsets = Literal::byte_string(offsets);
    quote!(#private::ProseTable { text: #text, offsets: #offsets })
}

fn write_prose(catalogue: &Catalogue, label: &Label, text: &mut String) {
    let join = |items: &[String]| items.join(&ITEM.to_string());
    let templates: Vec<String> = label
        .templates
        .iter()
        .map(|template| {
            if template.form().has_placeholders() {
                template.text().to_owned()
            } else {
                format!("{LITERAL}{}", template.text())
            }
        })
        .collect();
    let param_docs: Vec<String> = label.params.iter().map(|param| param.doc.clone()).collect();
    let (note, replaced_by) = match &label.deprecated {
        Some(deprecated) => {
            let label = deprecated.replaced_by.and_then(|index| catalogue.labels.get(index));
            (deprecated.note.clone(), label.map_or("", |label| label.name.as_str()).to_owned())
        }
        None => (String::new(), String::new()),
    };
    let fields = [
        label.doc.clone(),
        join(&label.causes),
        join(&label.resolution),
        join(&label.notes),
        join(&templates),
        join(&label.examples),
        join(&param_docs),
        label.docs.clone(),
        label.reference_retry.clone().unwrap_or_default(),
        label.removed.clone().unwrap_or_default(),
        note,
        replaced_by,
    ];
    text.push_str(&fields.join(&FIELD.to_string()));
}
