//! Advice on a failure, for the person who has to act.

use core::fmt::{self, Debug, Display, Formatter};

use edges_errors_core::duration::words;
use edges_errors_core::text::spell_out;

use super::action::{Action, StopReason};
use super::decision::{Decision, Subject};
use crate::catalogue::{Catalogue, Key, Label};
use crate::error::Rfc3339;

/// The longest reference that is quoted, in characters.
const MAX_REFERENCE: usize = 128;

/// The way to settle doubt where the catalogue does not name one.
const IN_DOUBT: &str = "Find out first whether it was carried out.";

/// The way on where no connection was made.
const UNREACHABLE: &str =
    "Nothing was sent: put the work back into the queue for some minutes, and count its attempts anew.";

/// Advice on one decision, in a few sentences. Made by [`Decision::advice`].
#[derive(Clone, Copy)]
pub struct Advice<'a, L> {
    decision: &'a Decision<L>,
}

impl<L: Label> Decision<L> {
    /// Returns what to do next, in a few sentences for a person: the action, and where it is to stop the
    /// [`remedy`](Self::remedy); what the params name; and the reference to quote where the remedy is to write to support.
    /// Params that are sensitive are left out.
    ///
    /// The advice follows from the action, and never orders to send again what is not to be sent. Where the request may
    /// have been carried out and is not idempotent, it begins with finding out.
    ///
    /// ```
    /// use edges_errors::{EdgesError, retry::{RequestContext, RetryPlan}};
    ///
    /// let error = EdgesError::from_parts(424, (), r#"{"error_label":"LK_ERROR"}"#);
    /// let message = RetryPlan::for_request(&RequestContext::new("POST"));
    /// let advice = message.start().on_failure(&error).advice().to_string();
    /// assert!(advice.starts_with("Find out first whether it was carried out"), "{advice}");
    /// ```
    #[must_use]
    pub fn advice(&self) -> Advice<'_, L> {
        Advice { decision: self }
    }
}

impl<L: Label> Debug for Advice<'_, L> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "Advice({self})")
    }
}

impl<L: Label> Display for Advice<'_, L> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let decision = self.decision;
        match decision.action() {
            Action::Retry { after } if decision.is_closed() => {
                write!(f, "Wait {}, then send the request.", words(after).rounded_up())?;
            }
            Action::Retry { after } => {
                write!(f, "Wait {}, then send the same request again.", words(after).rounded_up())?;
            }
            Action::Defer { not_before } => {
                write!(f, "Put the work back into the queue until {}.", Rfc3339(not_before))?;
            }
            Action::Await { until } => {
                f.write_str("Do not send it: the API resumes the work by itself.")?;
                if let Some(time) = until {
                    write!(f, " Look at it again at {}.", Rfc3339(time))?;
                }
            }
            Action::Stop { reason } => self.write_stop(f, reason)?,
        }
        self.write_params(f)?;
        self.write_reference(f)
    }
}

impl<L: Label> Advice<'_, L> {
    fn write_stop(&self, f: &mut Formatter<'_>, reason: StopReason) -> fmt::Result {
        let decision = self.decision;
        let doubt = decision.is_in_doubt().then(|| Catalogue::<L>::new().in_doubt().unwrap_or(IN_DOUBT));
        let scope = decision.error().scope().filter(|_| decision.error().label().is_none());
        let remedy = match decision.subject() {
            Subject::NotSent => Some("Correct the request, which could not be made."),
            Subject::Connect => Some(UNREACHABLE),
            _ => decision.remedy().map(Key::doc).or_else(|| explain(reason, doubt.is_some())),
        };
        let mut sentences = [doubt, scope.map(Key::doc), remedy].into_iter().flatten();
        f.write_str(sentences.next().unwrap_or_default())?;
        sentences.try_for_each(|sentence| write!(f, " {sentence}"))
    }

    fn write_params(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let named = self.decision.error().shown_params();
        for (at, (info, text)) in named.iter().enumerate() {
            let before = if at == 0 { " (" } else { "; " };
            write!(f, "{before}{}: {text}", info.name())?;
        }
        f.write_str(if named.is_empty() { "" } else { ")" })
    }

    /// Writes the reference where the remedy is to write to support.
    fn write_reference(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let asks_support = self.decision.remedy().is_some_and(L::__is_support);
        match self.decision.error_ref().filter(|_| asks_support) {
            Some(error_ref) => {
                write!(f, " The reference is {}.", spell_out(error_ref).at_most(MAX_REFERENCE))
            }
            None => Ok(()),
        }
    }
}

/// Explains a stop that has no remedy; there is nothing to add where `doubt` has been said and is all there is.
fn explain(reason: StopReason, doubt: bool) -> Option<&'static str> {
    Some(match reason {
        StopReason::NotRetryable | StopReason::NeedsRemedy | StopReason::NotIdempotent if doubt => {
            return None;
        }
        StopReason::NotRetryable | StopReason::NeedsRemedy => "No remedy is known for this error.",
        StopReason::NotIdempotent => IN_DOUBT,
        StopReason::NotRepeatable => {
            "The body of the request is used up here: hand the work to whoever can make it anew."
        }
        StopReason::Unlisted => "The catalogue does not list this error: its message is all that is known.",
        StopReason::AttemptsExhausted => "As many requests as are allowed have failed: look for the cause.",
        StopReason::DeadlineExceeded => "The time that the plan allows is over.",
        StopReason::BudgetExhausted => "The shared retry budget is spent: many requests fail at present.",
        StopReason::WaitTooLong => "The wait is longer than 45 days: look for the cause.",
    })
}
