//! What a catalogue's text says, with places and without meaning: every key of the language, typed but unchecked.
//!
//! A field is `None` where the key is absent or its value has the wrong type; the latter has been reported.

use std::ops::Deref;

use crate::source::Span;

/// A value and where it stands.
#[derive(Debug, Clone)]
pub(crate) struct Spanned<T> {
    pub(crate) value: T,
    pub(crate) span: Span,
}

impl<T> Deref for Spanned<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

pub(crate) type Text = Spanned<String>;
pub(crate) type Texts = Spanned<Vec<Text>>;

/// A table that has a name of its own, such as `[remedies.fix_input]`; the key's span is where it is named.
#[derive(Debug)]
pub(crate) struct Named<T> {
    pub(crate) key: Text,
    pub(crate) entry: T,
}

#[derive(Debug, Default)]
pub(crate) struct Document {
    /// The text is not TOML: what the parser could save is here, junk among it.
    pub(crate) damaged: bool,
    pub(crate) header: Option<Spanned<Header>>,
    pub(crate) categories: Vec<Named<CategoryEntry>>,
    pub(crate) scopes: Vec<Named<ScopeEntry>>,
    pub(crate) remedies: Vec<Named<RemedyEntry>>,
    pub(crate) retry: Vec<Named<PolicyEntry>>,
    pub(crate) contexts: Vec<Named<ContextEntry>>,
    pub(crate) statuses: Vec<Named<StatusEntry>>,
    pub(crate) rate_limits: Vec<Named<RateLimitEntry>>,
    pub(crate) errors: Vec<Named<ErrorEntry>>,
}

#[derive(Debug)]
pub(crate) struct Header {
    pub(crate) name: Option<Text>,
    pub(crate) error: Option<Text>,
    pub(crate) revision: Option<Text>,
    pub(crate) reference: Option<Text>,
    pub(crate) support: Option<Text>,
}

/// What every key of a closed set can have.
#[derive(Debug)]
pub(crate) struct KeyEntry {
    pub(crate) rust_name: Option<Text>,
    pub(crate) title: Option<Text>,
    pub(crate) doc: Option<Text>,
}

#[derive(Debug)]
pub(crate) struct CategoryEntry {
    pub(crate) key: KeyEntry,
    pub(crate) fault: Option<Text>,
}

#[derive(Debug)]
pub(crate) struct ScopeEntry {
    pub(crate) key: KeyEntry,
    pub(crate) action: Option<Text>,
}

#[derive(Debug)]
pub(crate) struct RemedyEntry {
    pub(crate) key: KeyEntry,
    pub(crate) support: Option<Spanned<bool>>,
}

#[derive(Debug)]
pub(crate) struct ContextEntry {
    pub(crate) key: KeyEntry,
    pub(crate) values: Option<Texts>,
}

#[derive(Debug)]
pub(crate) struct PolicyEntry {
    pub(crate) strategy: Option<Text>,
    pub(crate) delay: Option<Text>,
    pub(crate) base: Option<Text>,
    pub(crate) cap: Option<Text>,
    pub(crate) factor: Option<Text>,
    pub(crate) fallback: Option<Text>,
    pub(crate) max_attempts: Option<Spanned<i64>>,
}

#[derive(Debug)]
pub(crate) struct StatusEntry {
    pub(crate) title: Option<Text>,
    pub(crate) doc: Option<Text>,
    pub(crate) retry: Option<Text>,
    pub(crate) remedy: Option<Text>,
    pub(crate) fault: Option<Text>,
}

#[derive(Debug)]
pub(crate) struct RateLimitEntry {
    pub(crate) key: KeyEntry,
    pub(crate) signal: Option<Spanned<SignalEntry>>,
    pub(crate) applies_to: Option<Texts>,
    pub(crate) retry: Option<Text>,
    pub(crate) effect: Option<Text>,
    pub(crate) advice: Option<Texts>,
    pub(crate) watch: Option<Text>,
}

#[derive(Debug)]
pub(crate) struct SignalEntry {
    pub(crate) header: Option<Text>,
    pub(crate) label: Option<Text>,
}

#[derive(Debug)]
pub(crate) struct ErrorEntry {
    pub(crate) rust_name: Option<Text>,
    pub(crate) statuses: Option<Spanned<Vec<Spanned<i64>>>>,
    pub(crate) category: Option<Text>,
    pub(crate) retry: Option<RetryEntry>,
    pub(crate) reference_retry: Option<Text>,
    pub(crate) remedy: Option<Text>,
    pub(crate) after_attempts: Option<Text>,
    pub(crate) effect: Option<Text>,
    pub(crate) outcome: Option<Text>,
    pub(crate) doc: Option<Text>,
    pub(crate) causes: Option<Texts>,
    pub(crate) resolution: Option<Texts>,
    pub(crate) notes: Option<Texts>,
    pub(crate) templates: Option<Texts>,
    pub(crate) examples: Option<Texts>,
    pub(crate) docs: Option<Text>,
    pub(crate) params: Vec<Named<ParamEntry>>,
    pub(crate) deprecated: Option<Spanned<DeprecatedEntry>>,
    pub(crate) removed: Option<Text>,
}

/// The three forms of a label's `retry`.
#[derive(Debug)]
pub(crate) enum RetryEntry {
    Name(Text),
    Inline(Spanned<Box<PolicyEntry>>),
    Conditional(Spanned<Vec<Spanned<RetryRuleEntry>>>),
}

#[derive(Debug)]
pub(crate) struct RetryRuleEntry {
    pub(crate) when: Option<Spanned<Vec<Named<Texts>>>>,
    pub(crate) policy: Option<PolicyRefEntry>,
}

/// A policy by its name or written in place.
#[derive(Debug)]
pub(crate) enum PolicyRefEntry {
    Name(Text),
    Inline(Spanned<Box<PolicyEntry>>),
}

#[derive(Debug)]
pub(crate) struct ParamEntry {
    pub(crate) rust_name: Option<Text>,
    pub(crate) kind: Option<Text>,
    pub(crate) doc: Option<Text>,
    pub(crate) values: Option<Spanned<Vec<Named<Text>>>>,
    pub(crate) sensitive: Option<Spanned<bool>>,
    pub(crate) delays_retry: Option<Spanned<bool>>,
}

#[derive(Debug)]
pub(crate) struct DeprecatedEntry {
    pub(crate) note: Option<Text>,
    pub(crate) replaced_by: Option<Text>,
}
