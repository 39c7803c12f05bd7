//! A decision and its grounds.

use core::fmt::{self, Display, Formatter};
use std::time::{Duration, SystemTime};

use edges_errors_core::duration::words;
use edges_errors_core::text::spell_out;

use super::{Decision, Progress, StopReason};
use crate::catalogue::Label;
use crate::catalogue::Policy;
use crate::error::ApiError;
use crate::error::{HintSource, Rfc3339};

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
    Label {
        name: &'static str,
        line: u32,
    },
    RateLimit {
        name: &'static str,
        line: u32,
    },
    Status {
        status: Option<u16>,
        line: Option<u32>,
    },
    /// An answer that broke off before its label, with a status that says nothing.
    Broken {
        status: u16,
    },
    Connect,
    Timeout,
    BodyCut,
}

impl Subject {
    fn line(&self) -> Option<u32> {
        match self {
            Self::Label { line, .. } | Self::RateLimit { line, .. } => Some(*line),
            Self::Status { line, .. } => *line,
            Self::Broken { .. } | Self::Connect | Self::Timeout | Self::BodyCut => None,
        }
    }
}

/// What a decision rests on.
#[derive(Debug, Clone)]
pub(super) struct Grounds {
    pub(super) subject: Subject,
    pub(super) policy: Policy,
    /// The answer broke off, so that it is judged as a lost connection too.
    pub(super) broken: bool,
    /// After the decision.
    pub(super) progress: Progress,
    /// How often the request had failed before.
    pub(super) resends: u32,
    pub(super) limit: u32,
    pub(super) hints: Vec<UsedHint>,
    /// A hint that stood there and could not be read.
    pub(super) unreadable: Option<HintSource>,
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
        self.source.name()
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

    /// How often the request was sent, as far as it counts against [`max_attempts`](Self::max_attempts).
    #[must_use]
    pub fn attempts(&self) -> u32 {
        self.grounds.progress.attempts
    }

    /// How far the request has come with this decision.
    #[must_use]
    pub fn progress(&self) -> Progress {
        self.grounds.progress
    }

    /// How often it may be sent in all.
    #[must_use]
    pub fn max_attempts(&self) -> u32 {
        self.grounds.limit
    }

    /// How long to wait from the time of the decision; `None` where the caller sends nothing again.
    #[must_use]
    pub fn wait(&self) -> Option<Duration> {
        match self.decision {
            Decision::Retry { after } => Some(after),
            Decision::Defer { not_before } => Some(self.time_until(not_before)),
            Decision::Await { .. } | Decision::Stop { .. } => None,
        }
    }

    fn time_until(&self, time: SystemTime) -> Duration {
        time.duration_since(self.wall).unwrap_or_default()
    }

    /// How often the request had failed before.
    pub(super) fn resends(&self) -> u32 {
        self.grounds.resends
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
        let Grounds { subject, progress, limit, .. } = &self.grounds;
        match self.decision {
            Decision::Retry { after } => {
                let (after, next) = (words(after).rounded_up(), progress.attempts.saturating_add(1));
                write!(f, "{subject} is sent again after {after}, as request {next} of {limit}")?;
            }
            Decision::Defer { not_before } => {
                let (time, wait) = (Rfc3339(not_before), words(self.time_until(not_before)).rounded_up());
                write!(f, "{subject} goes back to the queue until {time}, in {wait}")?;
            }
            Decision::Await { until: Some(time) } => {
                let (time, wait) = (Rfc3339(time), words(self.time_until(time)).rounded_up());
                return write!(
                    f,
                    "{subject} is resumed by the API itself: look again at {time}, in {wait}, and do not send it."
                );
            }
            Decision::Await { until: None } => {
                return write!(
                    f,
                    "{subject} is resumed by the API itself at a time that is not known: do not send it."
                );
            }
            Decision::Stop { why } => {
                write!(f, "{subject} is not sent again: {}", describe_stop(why, *progress, *limit))?;
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
            f.write_str("; its answer broke off, so it counts as a lost connection too")?;
        }
        for hint in self.grounds.hints.iter().filter(|_| waits) {
            write!(f, "; `{}` asks for {}", hint.name(), words(hint.wait).rounded_up())?;
        }
        if let Some(source) = self.grounds.unreadable.filter(|_| waits) {
            write!(f, "; `{}` cannot be read, so the wait is the longest that is known", source.name())?;
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
            Self::Broken { status } => write!(f, "Status {status}, whose answer broke off before its label,"),
            Self::Connect => f.write_str("A request whose connection was never made"),
            Self::Timeout => f.write_str("A request without an answer in time"),
            Self::BodyCut => f.write_str("A request whose answer broke off"),
        }
    }
}

fn describe_stop(why: StopReason, progress: Progress, limit: u32) -> String {
    match why {
        StopReason::NotRetryable => "the same request cannot succeed".to_owned(),
        StopReason::NeedsRemedy => "the remedy has to be done first".to_owned(),
        StopReason::NotIdempotent => {
            "it may have been carried out, and the request is not idempotent".to_owned()
        }
        StopReason::NotRepeatable => "its body cannot be sent again from here".to_owned(),
        StopReason::Attempts => {
            format!("{} of its requests have failed, of {limit} allowed", progress.attempts)
        }
        StopReason::Elapsed => "the wait would end after the time allowed".to_owned(),
        StopReason::Budget => "the shared retry budget is spent".to_owned(),
        StopReason::WaitTooLong => "it would have to wait for more than 45 days".to_owned(),
    }
}
