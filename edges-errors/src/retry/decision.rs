//! A decision and its grounds.

use core::fmt::{self, Debug, Display, Formatter};
use std::error::Error;
use std::time::{Duration, SystemTime};

use edges_errors_core::duration::words;
use edges_errors_core::text::spell_out;

use super::action::{Action, StopReason};
use super::asked::{find_hints, find_unreadable};
use super::closed::find_limit;
use super::hint::Hint;
use super::progress::Progress;
use crate::catalogue::{Key as _, Label, Location, Policy};
use crate::error::{ApiError, HintSource, Rfc3339};

/// The decision on a failure: what to do, and why.
///
/// `Display` explains it in one sentence; [`source`](Error::source) is the error of the API, if it has sent one.
#[derive(Clone)]
pub struct Decision<L> {
    action: Action,
    error: ApiError<L>,
    grounds: Grounds,
    decided_at: SystemTime,
}

/// The grounds of a decision.
#[derive(Debug, Clone)]
pub(super) struct Grounds {
    pub(super) subject: Subject,
    pub(super) policy: Policy,
    /// The answer broke off, so that it is judged as a lost connection too.
    pub(super) broken: bool,
    /// After the decision.
    pub(super) progress: Progress,
    /// The number of earlier failures.
    pub(super) resends: u32,
    pub(super) limit: u32,
    /// The request is not to be sent again, and may have been carried out.
    pub(super) in_doubt: bool,
}

/// The failure that was judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Subject {
    /// An answer: its label, else the limit that a header signals, else its status.
    Answer,
    /// An answer that broke off before its label, with a status that says nothing.
    Broken {
        status: u16,
    },
    /// A limit that was found closed before the request was sent, by its place in the catalogue.
    Closed {
        limit: usize,
    },
    NotSent,
    Connect,
    Timeout,
    Interrupted,
}

impl<L: Label> Decision<L> {
    pub(super) fn new(action: Action, error: ApiError<L>, grounds: Grounds, decided_at: SystemTime) -> Self {
        Self { action, error, grounds, decided_at }
    }

    /// Returns what to do.
    #[must_use]
    pub fn action(&self) -> Action {
        self.action
    }

    /// Returns the error that was judged; one of [`Kind::NoResponse`](crate::Kind::NoResponse) where there was no answer, and
    /// before a closed limit [one made of its signal](super::ClosedLimit::error), which nobody has sent.
    #[must_use]
    pub fn error(&self) -> &ApiError<L> {
        &self.error
    }

    /// Returns the reference to quote to support.
    #[must_use]
    pub fn error_ref(&self) -> Option<&str> {
        self.error.error_ref()
    }

    /// Returns the remedy that follows from the action: the label's, or without a known label the status's.
    ///
    /// A remedy that consists in sending the same request again goes with [`Action::Retry`] and [`Action::Defer`] alone, any
    /// other with [`Action::Stop`]. Once the attempts are spent it is what the catalogue says for then.
    #[must_use]
    pub fn remedy(&self) -> Option<L::Remedy> {
        let label = self.error.label();
        let stated = match label {
            Some(label) => Some(label.remedy()),
            None => self.error.status_info().and_then(|status| status.remedy()),
        };
        match self.action {
            Action::Retry { .. } | Action::Defer { .. } => stated.filter(|remedy| L::__is_resend(*remedy)),
            Action::Await { .. } => None,
            Action::Stop { reason } => {
                let spent = reason == StopReason::AttemptsExhausted;
                let after = label.and_then(L::after_attempts).filter(|_| spent);
                after.or(stated).filter(|remedy| !L::__is_resend(*remedy))
            }
        }
    }

    /// Returns whether the request is not to be sent again, is not idempotent, and may have been carried out: before anything
    /// else is done, somebody has to find out.
    #[must_use]
    pub fn is_in_doubt(&self) -> bool {
        self.grounds.in_doubt
    }

    /// Returns whether the request is given up here although it was never sent: no connection was made, time and again. The
    /// failure is not the work's, so put it back into its queue for some minutes, with a fresh [`Progress`].
    ///
    /// ```
    /// use edges_errors::ErrorLabel;
    /// use edges_errors::retry::{Decision, Failure, Progress, RequestContext, RetryPlan};
    ///
    /// let message = RetryPlan::for_request(&RequestContext::new("POST"));
    /// let mut spent = message.resume(Progress { attempts: 2, deferrals: 0 });
    /// let decision: Decision<ErrorLabel> = spent.on_failure(Failure::Connect);
    /// assert!(decision.is_unreachable() && !decision.is_in_doubt());
    /// ```
    #[must_use]
    pub fn is_unreachable(&self) -> bool {
        matches!((self.action, &self.grounds.subject), (Action::Stop { .. }, Subject::Connect))
    }

    /// Returns the policy that held.
    #[must_use]
    pub fn policy(&self) -> &Policy {
        &self.grounds.policy
    }

    /// Returns where the catalogue has the label or the status that was judged; `None` where nothing in it was.
    #[must_use]
    pub fn location(&self) -> Option<Location> {
        let error = &self.error;
        match self.subject() {
            Subject::Answer => match (error.label(), error.signalled_limit()) {
                (Some(label), _) => Some(label.location()),
                (None, Some(limit)) => find_limit::<L>(limit)?.policy.location(),
                (None, None) => error.status_info().map(|status| status.location()),
            },
            Subject::Closed { limit } => limit_at::<L>(limit).and_then(find_limit::<L>)?.policy.location(),
            Subject::Broken { .. }
            | Subject::NotSent
            | Subject::Connect
            | Subject::Timeout
            | Subject::Interrupted => None,
        }
    }

    /// Returns the hints that lay ahead, the longest of each name, read anew on each call. Those that cannot be read are among the
    /// error's [`anomalies`](ApiError::anomalies).
    #[must_use]
    pub fn hints(&self) -> impl ExactSizeIterator<Item = Hint> {
        // Of a request that was not sent nobody has said anything.
        let hints = if self.is_closed() { Vec::new() } else { find_hints(&self.error, self.decided_at) };
        hints.into_iter()
    }

    /// Returns the first hint that is there and cannot be read.
    fn find_unreadable(&self) -> Option<HintSource> {
        if self.is_closed() { None } else { find_unreadable(&self.error) }
    }

    /// Returns how often the request was sent, as far as it counts against [`max_attempts`](Self::max_attempts).
    #[must_use]
    pub fn attempts(&self) -> u32 {
        self.grounds.progress.attempts
    }

    /// Returns how often the request may be sent in all.
    #[must_use]
    pub fn max_attempts(&self) -> u32 {
        self.grounds.limit
    }

    /// Returns how far the request has come with this decision.
    #[must_use]
    pub fn progress(&self) -> Progress {
        self.grounds.progress
    }

    /// Returns how long to wait from the time of the decision; `None` where the caller sends nothing again.
    #[must_use]
    pub fn wait(&self) -> Option<Duration> {
        match self.action {
            Action::Retry { after } => Some(after),
            Action::Defer { not_before } => Some(self.time_until(not_before)),
            Action::Await { .. } | Action::Stop { .. } => None,
        }
    }

    /// Returns the time of the decision, by the clock that was passed in.
    #[must_use]
    pub fn decided_at(&self) -> SystemTime {
        self.decided_at
    }

    fn time_until(&self, time: SystemTime) -> Duration {
        time.duration_since(self.decided_at).unwrap_or_default()
    }

    /// Returns how often the request had failed before.
    pub(super) fn resends(&self) -> u32 {
        self.grounds.resends
    }

    /// Returns whether the request was not sent, since a limit is closed.
    pub(super) fn is_closed(&self) -> bool {
        matches!(self.grounds.subject, Subject::Closed { .. })
    }

    pub(super) fn subject(&self) -> Subject {
        self.grounds.subject
    }
}

impl<L: Label> Display for Decision<L> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let Grounds { progress, limit, .. } = &self.grounds;
        let subject = WrittenSubject(self);
        match self.action {
            Action::Retry { after } if self.is_closed() => {
                write!(f, "{subject} is sent after a wait of {}", words(after).rounded_up())?;
            }
            Action::Retry { after } => {
                let (after, next) = (words(after).rounded_up(), progress.attempts.saturating_add(1));
                write!(f, "{subject} is sent again after {after}, as request {next} of {limit}")?;
            }
            Action::Defer { not_before } => {
                let wait = words(self.time_until(not_before)).rounded_up();
                write!(f, "{subject} is deferred until {} (in {wait})", Rfc3339(not_before))?;
            }
            Action::Await { until } => return self.write_await(f, until),
            Action::Stop { reason } => {
                write!(f, "{subject} is not sent again: ")?;
                write_reason(f, reason, *progress, *limit)?;
            }
        }
        self.write_policy(f)?;
        f.write_str(".")
    }
}

impl<L: Label> Decision<L> {
    fn write_await(&self, f: &mut Formatter<'_>, until: Option<SystemTime>) -> fmt::Result {
        write!(f, "{} is resumed by the API itself", WrittenSubject(self))?;
        match until {
            Some(time) => {
                let wait = words(self.time_until(time)).rounded_up();
                write!(f, ": look again at {} (in {wait}), and do not send it.", Rfc3339(time))
            }
            None => f.write_str(" at an unknown time: do not send it."),
        }
    }

    fn write_policy(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let policy = self.policy();
        match policy.name() {
            Some(name) => {
                write!(f, " (policy `{}`", spell_out(name).at_most(128))?;
                if let Some(location) = policy.location() {
                    write!(f, ", {location}")?;
                }
            }
            None => write!(f, " (policy `{}`", policy.strategy())?,
        }
        if self.grounds.broken {
            f.write_str("; its answer broke off, so it counts as a lost connection too")?;
        }
        if !matches!(self.action, Action::Stop { .. }) {
            for hint in self.hints() {
                write!(f, "; `{}` asks for {}", hint.name(), words(hint.wait).rounded_up())?;
            }
            if let Some(source) = self.find_unreadable() {
                let name = source.name();
                write!(f, "; `{name}` cannot be read, so the wait is the longest that is known")?;
            }
        }
        f.write_str(")")
    }
}

/// Returns the rate limit at a place in the catalogue.
fn limit_at<L: Label>(place: usize) -> Option<L::RateLimit> {
    L::RateLimit::all().get(place).copied()
}

/// Writes `this identity and action`.
fn write_subjects(f: &mut Formatter<'_>, subjects: &[&str]) -> fmt::Result {
    let Some((last, others)) = subjects.split_last() else { return f.write_str("everybody") };
    f.write_str("this ")?;
    for (at, subject) in others.iter().enumerate() {
        write!(f, "{}{subject}", if at == 0 { "" } else { ", " })?;
    }
    write!(f, "{}{last}", if others.is_empty() { "" } else { " and " })
}

fn write_reason(f: &mut Formatter<'_>, reason: StopReason, progress: Progress, limit: u32) -> fmt::Result {
    f.write_str(match reason {
        StopReason::NotRetryable => "it would not help",
        StopReason::NeedsRemedy => "the remedy has to be done first",
        StopReason::NotIdempotent => "it may have been carried out, and the request is not idempotent",
        StopReason::NotRepeatable => "its body cannot be sent again from here",
        StopReason::Unlisted => "only what the catalogue lists is sent again",
        StopReason::AttemptsExhausted => {
            let attempts = progress.attempts;
            return write!(f, "{attempts} of its requests have failed, of {limit} allowed");
        }
        StopReason::DeadlineExceeded => "the wait would end after the time allowed",
        StopReason::BudgetExhausted => "the shared retry budget is spent",
        StopReason::WaitTooLong => "it would have to wait for more than 45 days",
    })
}

/// The failure that was judged, at the beginning of a sentence.
struct WrittenSubject<'a, L>(&'a Decision<L>);

impl<L: Label> Display for WrittenSubject<'_, L> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self.0.subject() {
            Subject::Answer => write_answer(f, &self.0.error),
            Subject::Broken { status } => {
                write!(f, "Status {status}, whose answer broke off before its label,")
            }
            Subject::Closed { limit } => {
                let limit = limit_at::<L>(limit);
                let name = limit.map_or("", |limit| limit.as_str());
                write!(f, "A request that the rate limit `{name}` would refuse (closed for ")?;
                write_subjects(f, limit.and_then(find_limit::<L>).map_or(&[], |facts| facts.applies_to))?;
                f.write_str(", as an earlier request has learned)")
            }
            Subject::NotSent => f.write_str("A request that could not be made"),
            Subject::Connect => f.write_str("A request whose connection was never made"),
            Subject::Timeout => f.write_str("A request without an answer in time"),
            Subject::Interrupted => f.write_str("A request whose answer broke off"),
        }
    }
}

/// Writes what an answer was judged by.
fn write_answer<L: Label>(f: &mut Formatter<'_>, error: &ApiError<L>) -> fmt::Result {
    if let Some(label) = error.label() {
        return write!(f, "`{}` ({})", label.as_str(), label.location());
    }
    if let Some(limit) = error.signalled_limit() {
        return write!(f, "A 429 of the rate limit `{}`", limit.as_str());
    }
    match (error.any_status(), error.status_info()) {
        (Some(status), Some(info)) => {
            write!(f, "Status {status} without a known label ({})", info.location())
        }
        (Some(status), None) => write!(f, "Status {status}, which the catalogue does not name,"),
        (None, _) => f.write_str("An error without a known label or a status"),
    }
}

impl<L: Label> Debug for Decision<L> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "Decision({:?}: {self})", self.action)
    }
}

impl<L: Label> Error for Decision<L> {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        let is_answer = self.error.kind().is_answer() && !self.is_closed();
        is_answer.then_some(&self.error as _)
    }
}
