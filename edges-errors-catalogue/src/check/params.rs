//! The params of a label.

use super::entries::{Entries, whole};
use super::names::{Identifiers, Namespace};
use super::places::Places;
use super::sets::{Titled, check_values};
use crate::diagnostic::{Diagnostic, Diagnostics, Rule};
use crate::language::check_exact;
use crate::language::tables::ParamEntry;
use crate::model::{Key, Param, ParamKind, param_enum_name};
use crate::names::snake;
use crate::source::{Given, Named, Spanned};

/// The state of the check of a label's params.
pub(super) struct Fields<'a> {
    /// The label's variant, which the enums of its params begin with.
    variant: &'a str,
    fields: Namespace,
    /// The enums of params, which are in one module with all details structs.
    details: &'a mut Namespace,
    places: &'a Places<'a>,
    diagnostics: &'a mut Diagnostics,
}

impl<'a> Fields<'a> {
    /// Starts with the params of the label that has this variant.
    pub(super) fn new(
        variant: &'a str,
        details: &'a mut Namespace,
        places: &'a Places<'a>,
        diagnostics: &'a mut Diagnostics,
    ) -> Self {
        Self { variant, fields: Namespace::of(Identifiers::Field), details, places, diagnostics }
    }

    /// Reads the params if all of them are right.
    pub(super) fn check_params(&mut self, params: Entries<'_, ParamEntry>) -> Option<Vec<Param>> {
        whole(params.iter().map(|named| self.check_param(named)).collect())
    }

    /// Reads one param if it is right.
    pub(super) fn check_param(&mut self, Named { key, entry }: &Named<Spanned<ParamEntry>>) -> Option<Param> {
        let entry = entry.as_ref()?;
        let values = check_values_of(entry, self.places, self.diagnostics);
        check_delay(entry, self.diagnostics);
        let name = check_exact(key, self.diagnostics);
        let rust_name = entry.rust_name.right();
        let field = self.fields.take(key, snake(key), rust_name, self.diagnostics);
        let kind = entry.r#type.as_ref()?.value;
        if let (ParamKind::Enum, Some(field)) = (kind, &field) {
            self.details.take(key, param_enum_name(self.variant, field), None, self.diagnostics);
        }
        Some(Param {
            name: name?,
            field: field?,
            kind,
            values: values?,
            doc: entry.doc.as_ref()?.value.clone(),
            sensitive: entry.sensitive.right().is_some_and(|flag| flag.value),
            delays_retry: entry.delays_retry.right().is_some_and(|flag| flag.value),
        })
    }
}

/// Reads the values of an `enum`, which has to have some; a param of any other type has none.
fn check_values_of(
    entry: &ParamEntry,
    places: &Places<'_>,
    diagnostics: &mut Diagnostics,
) -> Option<Vec<Key>> {
    let word = entry.r#type.as_ref()?;
    let is_enum = word.value == ParamKind::Enum;
    match &entry.values {
        Given::Right(values) if is_enum && !values.value.is_empty() => {
            let titled = values.value.iter().map(|Named { key, entry }| {
                let right = check_exact(key, diagnostics).is_some();
                let title = entry.as_ref().filter(|_| right)?.value.clone();
                Some(Titled { name: key, title })
            });
            let titled = whole(titled.collect())?;
            whole(check_values(titled, places, diagnostics))
        }
        Given::Absent | Given::Right(_) if is_enum => {
            diagnostics.push(
                Diagnostic::new(Rule::EnumValues, word.span.clone(), "an `enum` lists its values")
                    .note("add `values = { NAME = \"words\" }`"),
            );
            None
        }
        Given::Right(values) => {
            diagnostics.push(
                Diagnostic::new(Rule::EnumValues, values.span.clone(), "only an `enum` lists values")
                    .note("remove this")
                    .related(word.span.clone(), "or write `enum` here"),
            );
            None
        }
        Given::Absent => Some(Vec::new()),
        Given::Wrong => None,
    }
}

/// Reports a param that is to delay a retry, and does not say how long.
fn check_delay(entry: &ParamEntry, diagnostics: &mut Diagnostics) {
    let (Some(flag), Some(word)) = (entry.delays_retry.right(), &entry.r#type) else { return };
    if flag.value && word.value.hint().is_none() {
        let message = format!("a `{}` cannot delay a retry", word.value);
        diagnostics.push(
            Diagnostic::new(Rule::DelaysRetryType, flag.span.clone(), message)
                .note("remove this")
                .related(word.span.clone(), "or write `timestamp` or `seconds` here"),
        );
    }
}
