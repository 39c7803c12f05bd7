//! Facts of a catalogue that programs decide by.

use core::fmt::{self, Display, Formatter};

use edges_errors_core::text::spell_out;
pub use edges_errors_core::vocabulary::{
    Effect, EntrySource, Factor, Fault, Outcome, ParamKind, ParseNameError, Strategy, StrategyKind,
};

/// The place of an entry in the files of a catalogue.
///
/// `Display` writes `errors.toml:515`; of a text that is written in the macro, `line 5`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Location {
    file: Option<&'static str>,
    line: u32,
}

impl Location {
    #[doc(hidden)]
    #[must_use]
    pub const fn __new(file: Option<&'static str>, line: u32) -> Self {
        Self { file, line }
    }

    /// Returns the path of the file in its package; `None` for a text that is written in the macro.
    #[must_use]
    pub const fn file(&self) -> Option<&'static str> {
        self.file
    }

    /// Returns the line, from 1.
    #[must_use]
    pub const fn line(&self) -> u32 {
        self.line
    }
}

impl Display for Location {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self.file {
            Some(file) => write!(f, "{}:{}", spell_out(file), self.line),
            None => write!(f, "line {}", self.line),
        }
    }
}

/// A policy: how and how often the same request is sent again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Policy {
    name: Option<&'static str>,
    strategy: Strategy,
    max_attempts: Option<u32>,
    location: Option<Location>,
}

impl Policy {
    /// The policy that holds where the catalogue says nothing: it retries nothing.
    #[cfg(feature = "json")]
    pub(crate) const NEVER: Self = Self::__new(None, Strategy::Never, None, None);

    #[doc(hidden)]
    #[must_use]
    pub const fn __new(
        name: Option<&'static str>,
        strategy: Strategy,
        max_attempts: Option<u32>,
        location: Option<Location>,
    ) -> Self {
        Self { name, strategy, max_attempts, location }
    }

    /// Returns the name in `[retry]`; `None` for a policy that a label writes in place.
    #[must_use]
    pub const fn name(&self) -> Option<&'static str> {
        self.name
    }

    /// Returns when the same request may be sent again.
    #[must_use]
    pub const fn strategy(&self) -> Strategy {
        self.strategy
    }

    /// Returns how many requests there may be in all, the first one included; `None` leaves it to the caller's plan.
    #[must_use]
    pub const fn max_attempts(&self) -> Option<u32> {
        self.max_attempts
    }

    /// Returns where the policy is written; `None` for one that is not a catalogue's.
    #[must_use]
    pub const fn location(&self) -> Option<Location> {
        self.location
    }
}

/// A policy with the conditions under which it holds. A label's rules are tried in order; the last one always holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RetryRule {
    conditions: &'static [Condition],
    policy: &'static Policy,
}

impl RetryRule {
    #[doc(hidden)]
    #[must_use]
    pub const fn __new(conditions: &'static [Condition], policy: &'static Policy) -> Self {
        Self { conditions, policy }
    }

    /// Returns the conditions, which all have to hold; none for the last rule.
    #[must_use]
    pub const fn conditions(&self) -> &'static [Condition] {
        self.conditions
    }

    /// Returns the policy.
    #[must_use]
    pub const fn policy(&self) -> &'static Policy {
        self.policy
    }
}

/// A condition: a context of the request has one of these values. A context that the caller did not set has none of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Condition {
    context: &'static str,
    values: &'static [&'static str],
}

impl Condition {
    #[doc(hidden)]
    #[must_use]
    pub const fn __new(context: &'static str, values: &'static [&'static str]) -> Self {
        Self { context, values }
    }

    /// Returns the context's key, such as `identity_mode`.
    #[must_use]
    pub const fn context(&self) -> &'static str {
        self.context
    }

    /// Returns the values for which the condition holds.
    #[must_use]
    pub const fn values(&self) -> &'static [&'static str] {
        self.values
    }
}

/// A param that a label declares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ParamInfo {
    name: &'static str,
    kind: ParamKind,
    values: &'static [ParamChoice],
    sensitive: bool,
    delays_retry: bool,
}

impl ParamInfo {
    #[doc(hidden)]
    #[must_use]
    pub const fn __new(
        name: &'static str,
        kind: ParamKind,
        values: &'static [ParamChoice],
        sensitive: bool,
        delays_retry: bool,
    ) -> Self {
        Self { name, kind, values, sensitive, delays_retry }
    }

    /// Returns the name on the wire.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// Returns the kind of the value.
    #[must_use]
    pub const fn kind(&self) -> ParamKind {
        self.kind
    }

    /// Returns the values that a param of kind [`ParamKind::Enum`] can have; none for any other kind.
    #[must_use]
    pub const fn values(&self) -> &'static [ParamChoice] {
        self.values
    }

    /// Returns whether the value is never shown.
    #[must_use]
    pub const fn is_sensitive(&self) -> bool {
        self.sensitive
    }

    /// Returns whether the value says how long to wait.
    #[must_use]
    pub const fn delays_retry(&self) -> bool {
        self.delays_retry
    }
}

/// One of the values that a param can have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ParamChoice {
    name: &'static str,
    title: &'static str,
}

impl ParamChoice {
    #[doc(hidden)]
    #[must_use]
    pub const fn __new(name: &'static str, title: &'static str) -> Self {
        Self { name, title }
    }

    /// Returns the value as on the wire.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// Returns the human-readable title.
    #[must_use]
    pub const fn title(&self) -> &'static str {
        self.title
    }
}

/// The deprecation of a label.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Deprecation<L> {
    pub(crate) note: &'static str,
    pub(crate) replaced_by: Option<L>,
}

impl<L: Copy> Deprecation<L> {
    /// Returns the reason.
    #[must_use]
    pub const fn note(&self) -> &'static str {
        self.note
    }

    /// Returns the label that the API sends instead.
    #[must_use]
    pub const fn replaced_by(&self) -> Option<L> {
        self.replaced_by
    }
}
