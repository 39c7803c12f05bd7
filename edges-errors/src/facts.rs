//! What a catalogue says that a program decides by.

pub use edges_errors_core::vocabulary::{
    Effect, Factor, Fault, Outcome, ParamKind, ParseNameError, Strategy, StrategyKind, Vocabulary,
};

/// How and how often the same request is sent again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Policy {
    name: Option<&'static str>,
    strategy: Strategy,
    max_attempts: Option<u32>,
    line: u32,
}

impl Policy {
    /// Retries nothing: what holds where the catalogue says nothing.
    #[cfg(feature = "json")]
    pub(crate) const NEVER: Self = Self::__new(None, Strategy::Never, None, 0);

    #[doc(hidden)]
    #[must_use]
    pub const fn __new(
        name: Option<&'static str>,
        strategy: Strategy,
        max_attempts: Option<u32>,
        line: u32,
    ) -> Self {
        Self { name, strategy, max_attempts, line }
    }

    /// The name in `[retry]`; `None` for a policy that a label writes in place.
    #[must_use]
    pub const fn name(&self) -> Option<&'static str> {
        self.name
    }

    /// When the same request may be sent again.
    #[must_use]
    pub const fn strategy(&self) -> Strategy {
        self.strategy
    }

    /// How many requests there may be in all, the first one included; `None` leaves it to the caller's plan.
    #[must_use]
    pub const fn max_attempts(&self) -> Option<u32> {
        self.max_attempts
    }

    /// The line of the catalogue on which the policy stands, from 1.
    #[must_use]
    pub const fn line(&self) -> u32 {
        self.line
    }
}

/// A policy and when it holds. A label's rules are tried in order; the last one holds always.
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

    /// All of these have to hold; none for the last rule.
    #[must_use]
    pub const fn conditions(&self) -> &'static [Condition] {
        self.conditions
    }

    /// The policy.
    #[must_use]
    pub const fn policy(&self) -> &'static Policy {
        self.policy
    }
}

/// A request context has one of some values. A context that the caller did not set has none of them.
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

    /// The context's key, such as `identity_mode`.
    #[must_use]
    pub const fn context(&self) -> &'static str {
        self.context
    }

    /// The values for which the condition holds.
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

    /// As on the wire.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// What it holds.
    #[must_use]
    pub const fn kind(&self) -> ParamKind {
        self.kind
    }

    /// The values that one of kind [`ParamKind::Enum`] can have; none for any other kind.
    #[must_use]
    pub const fn values(&self) -> &'static [ParamChoice] {
        self.values
    }

    /// Whether it is never shown.
    #[must_use]
    pub const fn is_sensitive(&self) -> bool {
        self.sensitive
    }

    /// Whether it says how long to wait.
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

    /// The value as on the wire.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// The words.
    #[must_use]
    pub const fn title(&self) -> &'static str {
        self.title
    }
}

/// Why a label should not be used any more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Deprecation<L> {
    pub(crate) note: &'static str,
    pub(crate) replaced_by: Option<L>,
}

impl<L: Copy> Deprecation<L> {
    /// The reason.
    #[must_use]
    pub const fn note(&self) -> &'static str {
        self.note
    }

    /// The label that the API sends instead.
    #[must_use]
    pub const fn replaced_by(&self) -> Option<L> {
        self.replaced_by
    }
}
