//! What a catalogue says that a program decides by.

use core::time::Duration;

/// Who has to act: the first question of whoever is on call.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Fault {
    /// The request: whoever wrote the calling program.
    Caller,
    /// The account, its subscription or its identities.
    Account,
    /// LinkedIn.
    LinkedIn,
    /// The API itself.
    Edges,
}

impl Fault {
    /// The word in the catalogue, such as `caller`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Caller => "caller",
            Self::Account => "account",
            Self::LinkedIn => "linkedin",
            Self::Edges => "edges",
        }
    }
}

/// What an error means for the work: not every label is a failure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Outcome {
    /// The work was not done.
    Failure,
    /// The work was done and there is nothing to show: an empty result.
    Empty,
    /// What was asked for is so already.
    Done,
}

impl Outcome {
    /// The word in the catalogue, such as `empty`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Failure => "failure",
            Self::Empty => "empty",
            Self::Done => "done",
        }
    }
}

/// Whether what the request asked for may have happened before the error.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum SideEffect {
    /// Nothing happened; the request can be repeated whatever its method.
    None,
    /// It may have happened.
    Unknown,
    /// It happened.
    Applied,
}

impl SideEffect {
    /// The word in the catalogue, such as `unknown`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Unknown => "unknown",
            Self::Applied => "applied",
        }
    }
}

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

/// When the same request may be sent again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Strategy {
    /// The same request cannot succeed.
    Never,
    /// The same request may succeed once a person has done the remedy.
    Manual,
    /// After the same wait each time.
    Fixed {
        /// From the answer to the next request.
        delay: Duration,
    },
    /// After a wait that grows with each request.
    Exponential {
        /// The longest first wait.
        base: Duration,
        /// The longest wait of all.
        cap: Duration,
        /// What the wait is multiplied by each time, in thousandths: 2000 doubles it.
        factor_thousandths: u32,
    },
    /// When the API says that the limit resets.
    Until {
        /// The wait where it does not say.
        fallback: Duration,
    },
}

impl Strategy {
    /// The word in the catalogue, such as `exponential`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Never => "never",
            Self::Manual => "manual",
            Self::Fixed { .. } => "fixed",
            Self::Exponential { .. } => "exponential",
            Self::Until { .. } => "until",
        }
    }

    /// Whether the same request is sent again without a person having done anything.
    #[must_use]
    pub const fn retries(self) -> bool {
        !matches!(self, Self::Never | Self::Manual)
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
    sensitive: bool,
    delays_retry: bool,
}

impl ParamInfo {
    #[doc(hidden)]
    #[must_use]
    pub const fn __new(name: &'static str, kind: ParamKind, sensitive: bool, delays_retry: bool) -> Self {
        Self { name, kind, sensitive, delays_retry }
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

/// What a param holds. The API sends most of them as strings; each kind is also read from one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum ParamKind {
    /// Text.
    String,
    /// A whole number.
    Integer,
    /// Any number.
    Number,
    /// `true` or `false`.
    Boolean,
    /// A time: RFC 3339, or seconds or milliseconds since 1970.
    Timestamp,
    /// A duration in seconds.
    Seconds,
    /// Several texts; a joined string is split at its commas.
    List,
    /// One of these values; each with its words.
    Enum(&'static [(&'static str, &'static str)]),
    /// Anything.
    Json,
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
