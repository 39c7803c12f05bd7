//! A decision and its grounds.

use core::fmt::{self, Display, Formatter};
use std::time::{Duration, SystemTime};

use edges_errors_core::duration::words;
use edges_errors_core::text::spell_out;

use super::{Decision, Retrier, StopReason};
use crate::error::ApiError;
use crate::facts::Policy;
use crate::hints::HintSource;
use crate::label::Label;
use crate::time::format_rfc3339;

/// What to do after a failure, and why.
#[derive(Clone)]
pub struct Verdict<L> {
    decision: Decision,
    error: Option<ApiError<L>>,
    because: Because,
}

impl<L: Label> Verdict<L> {
    pub(super) fn new(
        decision: Decision,
        error: Option<ApiError<L>>,
        grounds: Grounds,
        wall: SystemTime,
    ) -> Self {
        Self { decision, error, because: Because { decision, grounds, wall } }
    }

    /// What to do.
    #[must_use]
    pub fn decision(&self) -> Decision {
        self.decision
    }

    /// The error that was judged; `None` where there was no answer.
    #[must_use]
    pub fn error(&self) -> Option<&ApiError<L>> {
        self.error.as_ref()
    }

    /// What has to be done about it: once the attempts are spent, what the catalogue says for then.
    #[must_use]
    pub fn remedy(&self) -> Option<L::Remedy> {
        let error = self.error.as_ref()?;
        let spent = self.decision == Decision::Stop { why: StopReason::Attempts };
        let after = error.label().and_then(L::after_attempts).filter(|_| spent);
        after.or_else(|| error.remedy())
    }

    /// The reference to quote to support.
    #[must_use]
    pub fn error_ref(&self) -> Option<&str> {
        self.error.as_ref()?.error_ref()
    }

    /// Why: the rule and its line in the catalogue, the hints that were used, and all of it as one sentence.
    #[must_use]
    pub fn because(&self) -> &Because {
        &self.because
    }
}

impl<L: Label> fmt::Debug for Verdict<L> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "Verdict({:?}: {})", self.decision, self.because)
    }
}

/// What was judged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Subject {
    Label { name: &'static str, line: u32 },
    RateLimit { name: &'static str, line: u32 },
    Status { status: Option<u16>, line: Option<u32> },
    Connect,
    Timeout,
    BodyCut,
}

impl Subject {
    fn line(&self) -> Option<u32> {
        match self {
            Self::Label { line, .. } | Self::RateLimit { line, .. } => Some(*line),
            Self::Status { line, .. } => *line,
            Self::Connect | Self::Timeout | Self::BodyCut => None,
        }
    }
}

/// What a decision rests on.
#[derive(Debug, Clone)]
pub(super) struct Grounds {
    pub(super) subject: Subject,
    pub(super) policy: Policy,
    /// The label is out of a body that broke off, so that the status has a say.
    pub(super) broken: bool,
    pub(super) attempts: u32,
    pub(super) limit: u32,
    pub(super) hints: Vec<UsedHint>,
    pub(super) wait: Option<Duration>,
}

/// A hint that lay ahead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UsedHint {
    pub(super) source: HintSource,
    pub(super) wait: Duration,
}

impl UsedHint {
    /// `Retry-After`, the name of a param, or `run.postponed_until`.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self.source {
            HintSource::Header => "Retry-After",
            HintSource::Param(name) => name,
            HintSource::Run => "run.postponed_until",
        }
    }

    /// The wait that it asked for, from the time of the decision.
    #[must_use]
    pub fn wait(&self) -> Duration {
        self.wait
    }
}

/// The grounds of a decision. `Display` is one sentence.
#[derive(Debug, Clone)]
pub struct Because {
    decision: Decision,
    grounds: Grounds,
    wall: SystemTime,
}

impl Because {
    /// The policy that held.
    #[must_use]
    pub fn policy(&self) -> &Policy {
        &self.grounds.policy
    }

    /// The line of the catalogue with the label or the status that was judged; `None` where nothing in it was.
    #[must_use]
    pub fn line(&self) -> Option<u32> {
        self.grounds.subject.line()
    }

    /// How often the request was sent.
    #[must_use]
    pub fn attempts(&self) -> u32 {
        self.grounds.attempts
    }

    /// How often it may be sent in all.
    #[must_use]
    pub fn max_attempts(&self) -> u32 {
        self.grounds.limit
    }

    /// How long to wait from the time of the decision; `None` where nothing is sent again.
    #[must_use]
    pub fn wait(&self) -> Option<Duration> {
        self.grounds.wait.filter(|_| !matches!(self.decision, Decision::Stop { .. }))
    }

    pub(super) fn subject(&self) -> &Subject {
        &self.grounds.subject
    }

    /// The hints that lay ahead; those that were junk or past are among the error's
    /// [`anomalies`](ApiError::anomalies), or nothing at all.
    #[must_use]
    pub fn hints(&self) -> &[UsedHint] {
        &self.grounds.hints
    }
}

impl Display for Because {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let Grounds { attempts, limit, wait, .. } = &self.grounds;
        let wait = words(wait.unwrap_or_default()).rounded_up();
        write!(f, "{}", self.grounds.subject)?;
        match self.decision {
            Decision::Retry { .. } => {
                write!(
                    f,
                    " is sent again after {wait}, as request {} of {limit}",
                    attempts.saturating_add(1)
                )?;
            }
            Decision::Defer { not_before, by: Retrier::Caller } => {
                write!(f, " goes back to the queue until {}, in {wait}", format_rfc3339(not_before))?;
            }
            Decision::Defer { not_before, by: Retrier::Api } => {
                let time = format_rfc3339(not_before);
                return write!(
                    f,
                    " is resumed by the API itself: look again at {time}, in {wait}, and do not send it."
                );
            }
            Decision::Stop { why } => {
                write!(f, " is not sent again: {}", describe_stop(why, *attempts, *limit))?;
            }
        }
        self.write_policy(f)?;
        f.write_str(".")
    }
}

impl Because {
    fn write_policy(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let waits = !matches!(self.decision, Decision::Stop { .. });
        if let Some(name) = self.grounds.policy.name() {
            write!(f, " (policy `{}`, line {}", spell_out(name).at_most(128), self.grounds.policy.line())?;
        } else {
            write!(f, " (policy `{}`", self.grounds.policy.strategy().as_str())?;
        }
        if self.grounds.broken {
            f.write_str("; its body broke off, so the status counts too")?;
        }
        for hint in self.grounds.hints.iter().filter(|_| waits) {
            write!(f, "; `{}` asks for {}", hint.name(), words(hint.wait).rounded_up())?;
        }
        f.write_str(")")
    }

    /// The time of the decision, by the clock that was passed in.
    #[must_use]
    pub fn decided_at(&self) -> SystemTime {
        self.wall
    }
}

impl Display for Subject {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Label { name, line } => write!(f, "`{name}` (line {line})"),
            Self::RateLimit { name, .. } => write!(f, "A 429 of the rate limit `{name}`"),
            Self::Status { status: Some(status), line: Some(line) } => {
                write!(f, "Status {status} without a known label (line {line})")
            }
            Self::Status { status: Some(status), line: None } => {
                write!(f, "Status {status}, of which the catalogue says nothing,")
            }
            Self::Status { status: None, .. } => f.write_str("An error without a known label or a status"),
            Self::Connect => f.write_str("A request whose connection was never made"),
            Self::Timeout => f.write_str("A request without an answer in time"),
            Self::BodyCut => f.write_str("A request whose answer broke off"),
        }
    }
}

fn describe_stop(why: StopReason, attempts: u32, limit: u32) -> String {
    match why {
        StopReason::NotRetryable => "the same request cannot succeed".to_owned(),
        StopReason::NeedsRemedy => "the remedy has to be done first".to_owned(),
        StopReason::NotIdempotent => {
            "it may have been carried out, and the request is not idempotent".to_owned()
        }
        StopReason::Attempts => format!("it was sent {attempts} times, of {limit} allowed"),
        StopReason::Elapsed => "the wait would end after the time allowed".to_owned(),
        StopReason::Budget => "the shared retry budget is spent".to_owned(),
        StopReason::HintTooFar => "it would have to wait for more than 45 days".to_owned(),
    }
}
