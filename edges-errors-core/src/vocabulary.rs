//! The closed vocabularies of a catalogue, each declared once.
//!
//! Their enums are exhaustive: where a word is added, the compiler finds every `match` that has to know it, in these
//! crates and in those of users. Adding a word is therefore a breaking release.

use core::fmt::{self, Display, Formatter};
use core::str::FromStr;
use core::time::Duration;

/// A closed set of words that a catalogue may use.
pub trait Vocabulary: Copy + Eq + Display + FromStr<Err = ParseNameError> + 'static {
    /// Every word, in the order of its declaration.
    const ALL: &'static [Self];

    /// Returns the word as catalogues write it.
    fn as_str(self) -> &'static str;

    /// Returns what the word means.
    fn doc(self) -> &'static str;
}

/// Declares a vocabulary: its enum, `ALL`, `as_str`, `doc`, `FromStr` and `Display`.
#[macro_export]
macro_rules! vocabulary {
    (
        $(#[$attribute:meta])*
        $name:ident { $($(#[doc = $doc:literal])+ $variant:ident = $word:literal,)+ }
    ) => {
        $(#[$attribute])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[doc = $doc])+ $variant,)+ }

        impl $name {
            /// Every word, in the order of its declaration.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// Returns the word as catalogues write it.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word,)+ }
            }

            /// Returns what the word means.
            #[must_use]
            pub const fn doc(self) -> &'static str {
                match self { $(Self::$variant => concat!($($doc),+).trim_ascii(),)+ }
            }
        }

        impl $crate::vocabulary::Vocabulary for $name {
            const ALL: &'static [Self] = Self::ALL;

            fn as_str(self) -> &'static str {
                self.as_str()
            }

            fn doc(self) -> &'static str {
                self.doc()
            }
        }

        impl ::core::str::FromStr for $name {
            type Err = $crate::vocabulary::ParseNameError;

            fn from_str(name: &str) -> ::core::result::Result<Self, Self::Err> {
                match name {
                    $($word => Ok(Self::$variant),)+
                    _ => Err($crate::vocabulary::ParseNameError::new()),
                }
            }
        }

        impl ::core::fmt::Display for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.pad(self.as_str())
            }
        }
    };
}

vocabulary! {
    /// The meaning of an error for the work: not every label is a failure.
    Outcome {
        /// The request failed; its effect tells what may have happened nevertheless.
        Failure = "failure",
        /// The work was done and there is nothing to show: an empty result.
        Empty = "empty",
        /// The state that was asked for holds already.
        Done = "done",
    }
}

vocabulary! {
    /// The effect that a request may have had before the error.
    Effect {
        /// Nothing happened; the request can be repeated whatever its method.
        None = "none",
        /// It may have happened; only an idempotent request can be repeated.
        Unknown = "unknown",
        /// It happened; the request must not be repeated.
        Applied = "applied",
    }
}

vocabulary! {
    /// The kind of a [`Strategy`], without its waits.
    StrategyKind {
        /// Sending the same request again would not help.
        Never = "never",
        /// The same request may succeed once a person has done the remedy.
        Manual = "manual",
        /// After the same wait each time.
        Fixed = "fixed",
        /// After a wait that grows with each request.
        Exponential = "exponential",
        /// When the API says that the limit resets.
        Until = "until",
    }
}

vocabulary! {
    /// The kind of a param's value. An API may send any of them as a string; each kind is also read from one.
    ParamKind {
        /// Text.
        String = "string",
        /// A whole number.
        Integer = "integer",
        /// Any number.
        Number = "number",
        /// `true` or `false`.
        Boolean = "boolean",
        /// A time: RFC 3339, or seconds or milliseconds since 1970.
        Timestamp = "timestamp",
        /// A duration in seconds.
        Seconds = "seconds",
        /// A duration in milliseconds.
        Milliseconds = "milliseconds",
        /// A duration with its units, such as `57.2s` or `6m0s`.
        Duration = "duration",
        /// Several texts; a joined string is split at its commas.
        List = "list",
        /// One of the values that the param lists.
        Enum = "enum",
        /// Anything.
        Json = "json",
    }
}

vocabulary! {
    /// The format in which an API writes its labels.
    LabelFormat {
        /// Upper-case words joined by `_`, such as `LIMIT_REACHED`.
        ScreamingSnake = "SCREAMING_SNAKE_CASE",
        /// Lower-case words joined by `_`, such as `card_declined`.
        Snake = "snake_case",
        /// Words that begin with a capital, except the first, such as `rateLimitExceeded`.
        Camel = "camelCase",
        /// Words that begin with a capital, such as `ThrottlingException`.
        Pascal = "PascalCase",
        /// Lower-case words joined by `-`, such as `over-quota`.
        Kebab = "kebab-case",
        /// A whole number, such as `20404`.
        Integer = "integer",
        /// Any text without control characters.
        Any = "any",
    }
}

vocabulary! {
    /// The form in which a header says how long to wait.
    HintKind {
        /// Seconds from when the response was received. A fraction is kept.
        Seconds = "seconds",
        /// Milliseconds from when the response was received.
        Milliseconds = "milliseconds",
        /// A duration with its units, such as `57.2s` or `6m0s`.
        Duration = "duration",
        /// A time: RFC 3339, a date of HTTP, or a number since 1970.
        Timestamp = "timestamp",
    }
}

vocabulary! {
    /// The unit of a duration, such as the `m` of `90m`.
    DurationUnit {
        /// Milliseconds.
        Millisecond = "ms",
        /// Seconds.
        Second = "s",
        /// Minutes.
        Minute = "m",
        /// Hours.
        Hour = "h",
        /// Days of 24 hours.
        Day = "d",
    }
}

vocabulary! {
    /// The next step after a failure, without the times of an action.
    ActionKind {
        /// Wait in place, then send the same request again.
        Retry = "retry",
        /// Put the work back, and send the same request later.
        Defer = "defer",
        /// Do not send the request: the API sends the work again by itself.
        Await = "await",
        /// Do not send the request again.
        Stop = "stop",
    }
}

vocabulary! {
    /// The reason why a request is not sent again.
    StopReason {
        /// Sending the same request again would not help.
        NotRetryable = "not_retryable",
        /// A person has to do the remedy first.
        NeedsRemedy = "needs_remedy",
        /// The request would have been sent again, but is not idempotent and may have been carried out.
        NotIdempotent = "not_idempotent",
        /// This caller cannot send the request's body again.
        NotRepeatable = "not_repeatable",
        /// The catalogue says nothing of the error.
        Unlisted = "unlisted",
        /// The policy allows no further request.
        AttemptsExhausted = "attempts_exhausted",
        /// The time that the caller allows is used up.
        DeadlineExceeded = "deadline_exceeded",
        /// The budget for retries is used up.
        BudgetExhausted = "budget_exhausted",
        /// The wait is longer than the caller allows.
        WaitTooLong = "wait_too_long",
    }
}

impl ParamKind {
    /// Returns the kind of hint that a value is; `None` for one that does not say how long to wait.
    #[must_use]
    pub const fn hint(self) -> Option<HintKind> {
        match self {
            Self::Timestamp => Some(HintKind::Timestamp),
            Self::Seconds => Some(HintKind::Seconds),
            Self::Milliseconds => Some(HintKind::Milliseconds),
            Self::Duration => Some(HintKind::Duration),
            Self::String
            | Self::Integer
            | Self::Number
            | Self::Boolean
            | Self::List
            | Self::Enum
            | Self::Json => None,
        }
    }
}

impl DurationUnit {
    /// Returns the unit's length in milliseconds.
    #[must_use]
    pub const fn as_millis(self) -> u64 {
        match self {
            Self::Millisecond => 1,
            Self::Second => 1_000,
            Self::Minute => 60_000,
            Self::Hour => 3_600_000,
            Self::Day => 86_400_000,
        }
    }
}

impl StrategyKind {
    /// Returns whether the same request is sent again without a person having done anything.
    #[must_use]
    pub const fn retries(self) -> bool {
        match self {
            Self::Never | Self::Manual => false,
            Self::Fixed | Self::Exponential | Self::Until => true,
        }
    }
}

/// The strategy by which the same request may be sent again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Strategy {
    /// Sending the same request again would not help.
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
        /// The factor by which the wait grows each time.
        factor: Factor,
    },
    /// When the API says that the limit resets.
    Until {
        /// The wait where it does not say.
        fallback: Duration,
    },
}

impl Strategy {
    /// Returns the strategy without its waits.
    #[must_use]
    pub const fn kind(self) -> StrategyKind {
        match self {
            Self::Never => StrategyKind::Never,
            Self::Manual => StrategyKind::Manual,
            Self::Fixed { .. } => StrategyKind::Fixed,
            Self::Exponential { .. } => StrategyKind::Exponential,
            Self::Until { .. } => StrategyKind::Until,
        }
    }

    /// Returns the word in the catalogue, such as `exponential`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        self.kind().as_str()
    }

    /// Returns whether the same request is sent again without a person having done anything.
    #[must_use]
    pub const fn retries(self) -> bool {
        self.kind().retries()
    }
}

/// Writes the word in the catalogue, such as `exponential`.
impl Display for Strategy {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        self.kind().fmt(f)
    }
}

/// The factor by which a wait grows, exact to a thousandth.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Factor {
    thousandths: u32,
}

impl Factor {
    /// The factor of a strategy that does not state one.
    pub const DOUBLE: Self = Self::from_thousandths(2_000);

    /// Returns the factor of so many thousandths: 1500 multiplies by 1.5.
    #[must_use]
    pub const fn from_thousandths(thousandths: u32) -> Self {
        Self { thousandths }
    }

    /// Returns the factor in thousandths.
    #[must_use]
    pub const fn thousandths(self) -> u32 {
        self.thousandths
    }
}

/// Writes a plain number, such as `2` or `1.5`.
impl Display for Factor {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let (whole, fraction) = (self.thousandths / 1_000, self.thousandths % 1_000);
        match fraction {
            0 => write!(f, "{whole}"),
            _ if fraction % 100 == 0 => write!(f, "{whole}.{}", fraction / 100),
            _ if fraction % 10 == 0 => write!(f, "{whole}.{:02}", fraction / 10),
            _ => write!(f, "{whole}.{fraction:03}"),
        }
    }
}

vocabulary! {
    /// The source of an entry of a catalogue that extends another one.
    EntrySource {
        /// The catalogue that is extended.
        Base = "base",
        /// The catalogue's own file.
        Own = "own",
        /// The catalogue that is extended, with changes of the own file.
        Overridden = "overridden",
    }
}

/// The error returned when parsing a name that there is not. The name is for the caller to keep.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct ParseNameError;

impl ParseNameError {
    /// Returns the error.
    #[must_use]
    pub const fn new() -> Self {
        Self
    }
}

impl Display for ParseNameError {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str("unknown name")
    }
}

impl core::error::Error for ParseNameError {}

#[cfg(test)]
mod tests {
    extern crate std;

    use std::string::ToString;

    use super::*;

    fn check<V: Vocabulary + fmt::Debug>() {
        for word in V::ALL {
            assert_eq!(word.as_str().parse(), Ok(*word));
            assert_eq!(word.to_string(), word.as_str());
            assert!(word.doc().ends_with('.') && !word.doc().starts_with(' '), "{}", word.doc());
        }
        assert_eq!("".parse::<V>(), Err(ParseNameError));
    }

    #[test]
    fn every_word_is_read_back_and_documented() {
        check::<Outcome>();
        check::<Effect>();
        check::<StrategyKind>();
        check::<ParamKind>();
        check::<LabelFormat>();
        check::<HintKind>();
        check::<DurationUnit>();
        check::<ActionKind>();
        check::<StopReason>();
        assert_eq!("Failure".parse::<Outcome>(), Err(ParseNameError));
        assert_eq!(std::format!("{:>8}|", Effect::None), "    none|");
    }

    #[test]
    fn factors_lose_their_trailing_zeros() {
        let show = |thousandths| Factor::from_thousandths(thousandths).to_string();
        assert_eq!([2_000, 1_500, 10_000].map(show), ["2", "1.5", "10"]);
        assert_eq!([1_250, 1_005, 1_050].map(show), ["1.25", "1.005", "1.05"]);
    }
}
