//! Diagnostics: a mistake with its rule, its place, related places and the fix.

use edges_errors_core::text::spell_out;

pub use crate::draw::Look;
use crate::nearest::Search;
pub use crate::nearest::nearest;
use crate::source::Span;

macro_rules! rules {
    ($($variant:ident = $name:literal,)+) => {
        /// The rules a catalogue is held to. Names are stable: they are printed, searched for and explained.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum Rule {
            $(#[doc = include_str!(concat!("rules/", $name, ".md"))]
            $variant,)+
        }

        impl Rule {
            /// Every rule, in the order in which the stages apply them.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// Returns the rule's kebab-case name, such as `unknown-policy`.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $name,)+ }
            }

            /// Returns the explanation of the rule in Markdown: the requirement, an example that breaks it, the reason and
            /// the fix.
            pub const fn explanation(self) -> &'static str {
                match self { $(Self::$variant => include_str!(concat!("rules/", $name, ".md")).trim_ascii(),)+ }
            }

            /// Returns whether the rule is only told of: a catalogue that breaks it is still used.
            pub const fn is_warning(self) -> bool {
                matches!(self, Self::NoStatuses | Self::IdleRemedy | Self::SaidTwice | Self::IdleOverride)
            }
        }
    };
}

rules! {
    Syntax = "syntax",
    UnknownKey = "unknown-key",
    MissingKey = "missing-key",
    WrongType = "wrong-type",
    EmptyText = "empty-text",
    ControlCharacter = "control-character",
    UnknownCategory = "unknown-category",
    UnknownFault = "unknown-fault",
    UnknownRemedy = "unknown-remedy",
    UnknownPolicy = "unknown-policy",
    UnknownContext = "unknown-context",
    UnknownContextValue = "unknown-context-value",
    UnknownLabel = "unknown-label",
    UnknownValue = "unknown-value",
    BadLabel = "bad-label",
    BadName = "bad-name",
    BadIdentifier = "bad-identifier",
    IdentifierClash = "identifier-clash",
    BadStatus = "bad-status",
    Duplicate = "duplicate",
    BadDuration = "bad-duration",
    BaseAboveCap = "base-above-cap",
    BadAttempts = "bad-attempts",
    BadFactor = "bad-factor",
    UnconditionalLast = "unconditional-last",
    UnreachableRetry = "unreachable-retry",
    BadPlaceholder = "bad-placeholder",
    EnumValues = "enum-values",
    DelaysRetryType = "delays-retry-type",
    RetryApplied = "retry-applied",
    RemovedReference = "removed-reference",
    BadSignal = "bad-signal",
    UnreachableLimit = "unreachable-limit",
    BadPath = "bad-path",
    PathToObject = "path-to-object",
    Bad2xx = "bad-2xx",
    BadFault = "bad-fault",
    AmbiguousPayload = "ambiguous-payload",
    BadSubject = "bad-subject",
    BadLink = "bad-link",
    UnusedPolicy = "unused-policy",
    UnusedRemedy = "unused-remedy",
    WrongBase = "wrong-base",
    BrokenBase = "broken-base",
    OverrideOfNothing = "override-of-nothing",
    Redefined = "redefined",
    NoStatuses = "no-statuses",
    IdleRemedy = "idle-remedy",
    SaidTwice = "said-twice",
    IdleOverride = "idle-override",
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

    /// Says how to mend it, with lines to write.
    #[must_use]
    pub(crate) fn help_lines(mut self, help: &str, lines: &[String]) -> Self {
        let lines = std::iter::once(help).chain(lines.iter().map(String::as_str));
        self.help = Some(lines.map(|line| spell_out(line).to_string()).collect::<Vec<_>>().join("\n"));
        self
    }

    pub(crate) fn places_mut(&mut self) -> impl Iterator<Item = &mut Place> {
        std::iter::once(&mut self.place).chain(&mut self.related)
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
        sort_by_place(&mut self.found);
        self.found.dedup();
        self.found
    }
}

/// Sorts into the order of the file.
pub(crate) fn sort_by_place(diagnostics: &mut [Diagnostic]) {
    diagnostics.sort_by(|a, b| {
        let (first, second) = (&a.place.span, &b.place.span);
        (first.start, first.end, a.rule).cmp(&(second.start, second.end, b.rule))
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rule_names_are_unique_and_kebab_case() {
        let mut names: Vec<_> = Rule::ALL.iter().map(|rule| rule.as_str()).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), Rule::ALL.len());
        for rule in Rule::ALL {
            assert!(
                rule.as_str().bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'),
                "{}",
                rule.as_str()
            );
        }
    }
}
