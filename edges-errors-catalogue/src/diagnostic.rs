//! Diagnostics: a mistake with its rule, its place, related places and the fix.

use edges_errors_core::text::spell_out;

pub use crate::draw::Look;
use crate::nearest::Search;
pub use crate::nearest::nearest;
use crate::source::Span;

macro_rules! rules {
    ($($(#[doc = $doc:literal])+ $variant:ident = $name:literal,)+) => {
        /// The rules a catalogue is held to. Names are stable: they are printed, searched for and explained.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum Rule { $($(#[doc = $doc])+ $variant,)+ }

        impl Rule {
            /// Every rule, in the order in which the stages apply them.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The rule's kebab-case name, such as `unknown-policy`.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $name,)+ }
            }

            /// Returns the requirement of the rule, in a sentence or two.
            pub const fn explanation(self) -> &'static str {
                match self { $(Self::$variant => concat!($($doc, "\n",)+).trim_ascii(),)+ }
            }
        }
    };
}

rules! {
    /// The file has to be TOML 1.1.
    Syntax = "syntax",
    /// A key has to be one that this table knows; a misspelt key must not silently mean its default.
    UnknownKey = "unknown-key",
    /// A key that has no default must be given.
    MissingKey = "missing-key",
    /// A value has to be of the type that its key asks for.
    WrongType = "wrong-type",
    /// Text that people read must not be empty.
    EmptyText = "empty-text",
    /// Text that is compared with what the API sends must not hold control characters.
    ControlCharacter = "control-character",
    /// A name refers to a category that `[categories]` defines.
    UnknownCategory = "unknown-category",
    /// A name refers to a remedy that `[remedies]` defines.
    UnknownRemedy = "unknown-remedy",
    /// A name refers to a policy that `[retry]` defines.
    UnknownPolicy = "unknown-policy",
    /// A name refers to a context that `[contexts]` defines.
    UnknownContext = "unknown-context",
    /// A value is one that its context declares.
    UnknownContextValue = "unknown-context-value",
    /// A label refers to one that `[errors]` defines.
    UnknownLabel = "unknown-label",
    /// A value that comes from a fixed list is one of that list: strategies, faults, effects, outcomes and types.
    UnknownValue = "unknown-value",
    /// A label is SCREAMING_SNAKE_CASE in ASCII, starts with a letter and has at most 64 bytes.
    BadLabel = "bad-label",
    /// A key of a closed set is snake_case in ASCII, starts with a letter and has at most 64 bytes.
    BadName = "bad-name",
    /// `rust_name` and names made from keys have to be usable as Rust identifiers.
    BadIdentifier = "bad-identifier",
    /// Two names must not become the same Rust identifier in one namespace.
    IdentifierClash = "identifier-clash",
    /// A status of an error is a number from 400 to 599; `[statuses]` also takes a class such as `5xx`.
    BadStatus = "bad-status",
    /// A key, a table or a value of a list is given once.
    Duplicate = "duplicate",
    /// A duration is a whole number with one unit out of ms, s, m, h, d, such as `"500ms"`, and at most 10 years.
    BadDuration = "bad-duration",
    /// `base` is at most `cap`.
    BaseAboveCap = "base-above-cap",
    /// `max_attempts` counts requests, the first one included, so it is at least 1 and at most 1000.
    BadAttempts = "bad-attempts",
    /// `factor` is a number from 1 to 100 with at most three decimals.
    BadFactor = "bad-factor",
    /// The last entry of a conditional `retry` has no `when`, so that every request is decided.
    UnconditionalLast = "unconditional-last",
    /// Each entry of a conditional `retry` is reached: none before it takes all of its requests.
    UnreachableRetry = "unreachable-retry",
    /// A `[name]` placeholder of a template is closed, named, not repeated, and does not touch the next one.
    BadHole = "bad-hole",
    /// Enumerated params list their values, and only they do.
    EnumValues = "enum-values",
    /// Only a `timestamp` or `seconds` param can delay a retry.
    DelaysRetryType = "delays-retry-type",
    /// An error whose side effect was applied must not be sent again.
    RetryApplied = "retry-applied",
    /// A removed label cannot be what something refers to.
    RemovedReference = "removed-reference",
    /// `signal` names either a header or a label.
    BadSignal = "bad-signal",
    /// `applies_to` names at least one subject; a limit that is everybody's leaves it out.
    BadSubject = "bad-subject",
    /// A link starts with `https://` and a host, and holds neither blanks, quotes, brackets nor other than ASCII.
    BadLink = "bad-link",
    /// A policy that nothing refers to is probably a misspelt one.
    UnusedPolicy = "unused-policy",
    /// A remedy that nothing refers to is probably a misspelt one.
    UnusedRemedy = "unused-remedy",
    /// A catalogue holds at most 65,535 labels, and at most 254 keys in each closed set.
    TooMany = "too-many",
}

/// A span with a few words beside its carets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The range of bytes in the text.
    pub span: Span,
    /// The words beside the carets; may be empty.
    pub note: String,
}

/// One mistake. What it says may quote the catalogue, so nothing in it steers a terminal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// The rule that is broken.
    pub rule: Rule,
    /// The mistake, in one line.
    pub message: String,
    /// The place of the mistake.
    pub place: Place,
    /// Other places that the reader has to see, such as the first of two duplicates.
    pub related: Vec<Place>,
    /// The fix, unless the words at the place give it.
    pub help: Option<String>,
}

impl Diagnostic {
    /// A diagnostic with neither note, related places nor help.
    pub fn new(rule: Rule, span: Span, message: impl Into<String>) -> Self {
        let place = Place { span, note: String::new() };
        Self { rule, message: spell_out(&message.into()).to_string(), place, related: Vec::new(), help: None }
    }

    /// Puts words beside the carets.
    #[must_use]
    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.place.note = spell_out(&note.into()).to_string();
        self
    }

    /// Adds a place that belongs to the mistake.
    #[must_use]
    pub fn related(mut self, span: Span, note: impl Into<String>) -> Self {
        self.related.push(Place { span, note: spell_out(&note.into()).to_string() });
        self
    }

    /// Says how to mend it.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(spell_out(&help.into()).to_string());
        self
    }
}

/// Collects mistakes, so that one run shows all of them.
#[derive(Debug, Default)]
pub(crate) struct Diagnostics {
    found: Vec<Diagnostic>,
    /// The remaining cost of suggestions for misspelt names.
    pub(crate) search: Search,
}

impl Diagnostics {
    pub(crate) fn push(&mut self, diagnostic: Diagnostic) {
        self.found.push(diagnostic);
    }

    pub(crate) fn extend(&mut self, diagnostics: impl IntoIterator<Item = Diagnostic>) {
        self.found.extend(diagnostics);
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// In the order of the file, each once.
    pub(crate) fn into_sorted(mut self) -> Vec<Diagnostic> {
        self.found.sort_by(|a, b| {
            (a.place.span.start, a.place.span.end, a.rule).cmp(&(
                b.place.span.start,
                b.place.span.end,
                b.rule,
            ))
        });
        self.found.dedup();
        self.found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rule_names_are_unique_kebab_case_and_explained() {
        let mut names: Vec<_> = Rule::ALL.iter().map(|rule| rule.as_str()).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), Rule::ALL.len());
        for rule in Rule::ALL {
            assert!(rule.as_str().bytes().all(|b| b.is_ascii_lowercase() || b == b'-'), "{}", rule.as_str());
            assert!(rule.explanation().ends_with('.'), "{}", rule.as_str());
        }
    }
}
