//! Text to [`Document`]: the shape of the language, its keys and their types. What the values mean is `check`'s.

pub(crate) mod document;
mod fields;
mod parse;

use document::*;
use fields::{
    Fields, read_bool, read_integer, read_integers, read_list, read_named, read_number, read_table,
    read_text, read_texts,
};
use parse::parse_toml;
use toml::de::{DeTable, DeValue};

use crate::diagnostic::{Diagnostic, Diagnostics, Rule};
use crate::source::Span;

type Value<'a> = &'a toml::Spanned<DeValue<'a>>;

/// Reads the whole text. After syntax errors the document holds what could be read, for its names; mistakes of shape
/// are then not reported, because the parser fills the damaged places with junk.
pub(crate) fn parse_document(text: &str, errors: &mut Diagnostics) -> Document {
    let (table, mistakes) = parse_toml(text);
    if text.trim().is_empty() {
        errors.push(Diagnostic::new(Rule::MissingKey, 0..0, "the catalogue is empty").help(
            "begin with a table `[catalogue]`, and add one for each label, such as `[errors.LIMIT_REACHED]`",
        ));
    } else if mistakes.is_empty() {
        return read_document(table.get_ref(), errors);
    }
    errors.extend(mistakes);
    Document { damaged: true, ..read_document(table.get_ref(), &mut Diagnostics::default()) }
}

fn read_document(table: &DeTable<'_>, errors: &mut Diagnostics) -> Document {
    let mut fields = Fields::new(table, 0..0);
    let document = Document {
        damaged: false,
        header: fields.required("catalogue", read_header, errors),
        categories: read_section(&mut fields, "categories", read_category, errors),
        scopes: read_section(&mut fields, "scopes", read_scope, errors),
        remedies: read_section(&mut fields, "remedies", read_remedy, errors),
        retry: read_section(
            &mut fields,
            "retry",
            |table, place, errors| read_policy(table, place, errors),
            errors,
        ),
        contexts: read_section(&mut fields, "context", read_context, errors),
        statuses: read_section(&mut fields, "statuses", read_status, errors),
        rate_limits: read_section(&mut fields, "rate_limits", read_rate_limit, errors),
        errors: read_section(&mut fields, "errors", read_error, errors),
    };
    fields.finish(errors);
    document
}

fn read_section<'a, T>(
    fields: &mut Fields<'a>,
    key: &'static str,
    read: fn(&'a DeTable<'a>, Span, &mut Diagnostics) -> T,
    errors: &mut Diagnostics,
) -> Vec<Named<T>> {
    let read_entry = |value: Value<'a>, place: Span, errors: &mut Diagnostics| {
        Some(read(read_table(value, errors)?, place, errors))
    };
    let section = |value: Value<'a>, errors: &mut Diagnostics| Some(read_named(value, read_entry, errors));
    fields.optional(key, section, errors).unwrap_or_default()
}

fn read_header(value: Value<'_>, errors: &mut Diagnostics) -> Option<Spanned<Header>> {
    let mut fields = Fields::new(read_table(value, errors)?, value.span());
    let header = Header {
        name: fields.required("name", read_text, errors),
        error: fields.required("error", read_text, errors),
        revision: fields.required("revision", read_text, errors),
        reference: fields.required("reference", read_text, errors),
        support: fields.optional("support", read_text, errors),
    };
    fields.finish(errors);
    Some(Spanned { value: header, span: value.span() })
}

fn read_key(fields: &mut Fields<'_>, errors: &mut Diagnostics) -> KeyEntry {
    KeyEntry {
        rust_name: fields.optional("rust_name", read_text, errors),
        title: fields.optional("title", read_text, errors),
        doc: fields.required("doc", read_text, errors),
    }
}

fn read_category(table: &DeTable<'_>, place: Span, errors: &mut Diagnostics) -> CategoryEntry {
    let mut fields = Fields::new(table, place);
    let entry = CategoryEntry {
        key: read_key(&mut fields, errors),
        fault: fields.required("fault", read_text, errors),
    };
    fields.finish(errors);
    entry
}

fn read_scope(table: &DeTable<'_>, place: Span, errors: &mut Diagnostics) -> ScopeEntry {
    let mut fields = Fields::new(table, place);
    let entry = ScopeEntry {
        key: read_key(&mut fields, errors),
        action: fields.optional("action", read_text, errors),
    };
    fields.finish(errors);
    entry
}

fn read_remedy(table: &DeTable<'_>, place: Span, errors: &mut Diagnostics) -> RemedyEntry {
    let mut fields = Fields::new(table, place);
    let entry = RemedyEntry {
        key: read_key(&mut fields, errors),
        support: fields.optional("support", read_bool, errors),
    };
    fields.finish(errors);
    entry
}

fn read_context(table: &DeTable<'_>, place: Span, errors: &mut Diagnostics) -> ContextEntry {
    let mut fields = Fields::new(table, place);
    let key = KeyEntry {
        rust_name: fields.optional("rust_name", read_text, errors),
        title: fields.optional("title", read_text, errors),
        doc: fields.optional("doc", read_text, errors),
    };
    let entry = ContextEntry { key, values: fields.required("values", read_texts, errors) };
    fields.finish(errors);
    entry
}

/// A policy's keys. Each strategy asks for its own and takes no others, so that a `cap` beside `fixed` is a mistake.
fn read_policy(table: &DeTable<'_>, place: Span, errors: &mut Diagnostics) -> PolicyEntry {
    let mut fields = Fields::new(table, place);
    let strategy = fields.required("strategy", read_text, errors);
    let mut entry = PolicyEntry {
        delay: None,
        base: None,
        cap: None,
        factor: None,
        fallback: None,
        max_attempts: fields.optional("max_attempts", read_integer, errors),
        strategy,
    };
    match entry.strategy.as_ref().map(|strategy| strategy.as_str()) {
        Some("never" | "manual") => {}
        Some("fixed") => entry.delay = fields.required("delay", read_text, errors),
        Some("exponential") => {
            entry.base = fields.required("base", read_text, errors);
            entry.cap = fields.required("cap", read_text, errors);
            entry.factor = fields.optional("factor", read_number, errors);
        }
        Some("until") => entry.fallback = fields.required("fallback", read_text, errors),
        _ => {
            entry.delay = fields.optional("delay", read_text, errors);
            entry.base = fields.optional("base", read_text, errors);
            entry.cap = fields.optional("cap", read_text, errors);
            entry.factor = fields.optional("factor", read_number, errors);
            entry.fallback = fields.optional("fallback", read_text, errors);
        }
    }
    fields.finish(errors);
    entry
}

fn read_status(table: &DeTable<'_>, place: Span, errors: &mut Diagnostics) -> StatusEntry {
    let mut fields = Fields::new(table, place);
    let entry = StatusEntry {
        title: fields.required("title", read_text, errors),
        doc: fields.required("doc", read_text, errors),
        retry: fields.required("retry", read_text, errors),
        remedy: fields.optional("remedy", read_text, errors),
        fault: fields.optional("fault", read_text, errors),
    };
    fields.finish(errors);
    entry
}

fn read_rate_limit(table: &DeTable<'_>, place: Span, errors: &mut Diagnostics) -> RateLimitEntry {
    let mut fields = Fields::new(table, place);
    let entry = RateLimitEntry {
        key: read_key(&mut fields, errors),
        signal: fields.required("signal", read_signal, errors),
        applies_to: fields.required("applies_to", read_texts, errors),
        retry: fields.required("retry", read_text, errors),
        effect: fields.optional("effect", read_text, errors),
        advice: fields.optional("advice", read_texts, errors),
        watch: fields.optional("watch", read_text, errors),
    };
    fields.finish(errors);
    entry
}

fn read_signal(value: Value<'_>, errors: &mut Diagnostics) -> Option<Spanned<SignalEntry>> {
    let mut fields = Fields::new(read_table(value, errors)?, value.span());
    let signal = SignalEntry {
        header: fields.optional("header", read_text, errors),
        label: fields.optional("label", read_text, errors),
    };
    fields.finish(errors);
    Some(Spanned { value: signal, span: value.span() })
}

fn read_error(table: &DeTable<'_>, place: Span, errors: &mut Diagnostics) -> ErrorEntry {
    let mut fields = Fields::new(table, place);
    let entry = ErrorEntry {
        rust_name: fields.optional("rust_name", read_text, errors),
        statuses: fields.required("statuses", read_integers, errors),
        category: fields.required("category", read_text, errors),
        retry: fields.required("retry", read_retry, errors),
        reference_retry: fields.optional("reference_retry", read_text, errors),
        remedy: fields.required("remedy", read_text, errors),
        after_attempts: fields.optional("after_attempts", read_text, errors),
        effect: fields.optional("effect", read_text, errors),
        outcome: fields.optional("outcome", read_text, errors),
        doc: fields.required("doc", read_text, errors),
        causes: fields.optional("causes", read_texts, errors),
        resolution: fields.optional("resolution", read_texts, errors),
        notes: fields.optional("notes", read_texts, errors),
        templates: fields.optional("templates", read_texts, errors),
        examples: fields.optional("examples", read_texts, errors),
        docs: fields.optional("docs", read_text, errors),
        params: read_section(&mut fields, "params", read_param, errors),
        deprecated: fields.optional("deprecated", read_deprecated, errors),
        removed: fields.optional("removed", read_text, errors),
    };
    fields.finish(errors);
    entry
}

fn read_retry(value: Value<'_>, errors: &mut Diagnostics) -> Option<RetryEntry> {
    if value.get_ref().is_array() {
        let rules = read_list(
            value,
            ("a list of conditional policies", "[{ policy = \"…\" }]"),
            read_retry_rule,
            errors,
        )?;
        return Some(RetryEntry::Conditional(rules));
    }
    Some(match read_policy_ref(value, errors)? {
        PolicyRefEntry::Name(name) => RetryEntry::Name(name),
        PolicyRefEntry::Inline(policy) => RetryEntry::Inline(policy),
    })
}

fn read_policy_ref(value: Value<'_>, errors: &mut Diagnostics) -> Option<PolicyRefEntry> {
    if let Some(table) = value.get_ref().as_table() {
        let policy = read_policy(table, value.span(), errors);
        return Some(PolicyRefEntry::Inline(Spanned { value: Box::new(policy), span: value.span() }));
    }
    read_text(value, errors).map(PolicyRefEntry::Name)
}

fn read_retry_rule(value: Value<'_>, errors: &mut Diagnostics) -> Option<Spanned<RetryRuleEntry>> {
    let mut fields = Fields::new(read_table(value, errors)?, value.span());
    let rule = RetryRuleEntry {
        when: fields.optional("when", read_when, errors),
        policy: fields.required("policy", read_policy_ref, errors),
    };
    fields.finish(errors);
    Some(Spanned { value: rule, span: value.span() })
}

fn read_when(value: Value<'_>, errors: &mut Diagnostics) -> Option<Spanned<Vec<Named<Texts>>>> {
    let conditions = read_named(value, |value, _, errors| read_texts(value, errors), errors);
    Some(Spanned { value: conditions, span: value.span() })
}

fn read_param(table: &DeTable<'_>, place: Span, errors: &mut Diagnostics) -> ParamEntry {
    let mut fields = Fields::new(table, place);
    let entry = ParamEntry {
        rust_name: fields.optional("rust_name", read_text, errors),
        kind: fields.required("type", read_text, errors),
        doc: fields.required("doc", read_text, errors),
        values: fields.optional("values", read_values, errors),
        sensitive: fields.optional("sensitive", read_bool, errors),
        delays_retry: fields.optional("delays_retry", read_bool, errors),
    };
    fields.finish(errors);
    entry
}

fn read_values(value: Value<'_>, errors: &mut Diagnostics) -> Option<Spanned<Vec<Named<Text>>>> {
    let values = read_named(value, |value, _, errors| read_text(value, errors), errors);
    Some(Spanned { value: values, span: value.span() })
}

fn read_deprecated(value: Value<'_>, errors: &mut Diagnostics) -> Option<Spanned<DeprecatedEntry>> {
    let mut fields = Fields::new(read_table(value, errors)?, value.span());
    let entry = DeprecatedEntry {
        note: fields.required("note", read_text, errors),
        replaced_by: fields.optional("replaced_by", read_text, errors),
    };
    fields.finish(errors);
    Some(Spanned { value: entry, span: value.span() })
}
