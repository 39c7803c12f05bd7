//! What becomes of a task that is not sent again.

use edges_errors::retry::Decision;
use edges_errors::{EdgesErrorHandler, ErrorLabel, Fault, details};

use super::task::Outcome;

#[derive(EdgesErrorHandler)]
#[edges(
    on = decision,
    output = Outcome,
    NO_RESULT                                 => find_nothing,
    outcome(done)                             => leave_done,
    UNDEFINED_FIELD(missing)                  => ask_for_fields,
    stop(attempts_exhausted)                  => count_attempts,
    remedy(contact_support | check_cancelled) => tell_support,
    unknown                                   => tell_maintainer,
    _                                         => tell_whoever_can_mend_it,
)]
pub(super) struct Handler;

/// What may have been done is for somebody to look at first, whatever would help otherwise.
fn give_up(decision: &Decision<ErrorLabel>, why: impl Into<String>) -> Outcome {
    if decision.is_in_doubt() { Outcome::LookFirst } else { Outcome::GivenUp(why.into()) }
}

impl Handler {
    fn find_nothing(&self, _: &Decision<ErrorLabel>) -> Outcome {
        Outcome::Empty
    }

    fn leave_done(&self, _: &Decision<ErrorLabel>) -> Outcome {
        Outcome::AlreadyDone
    }

    fn ask_for_fields(&self, decision: &Decision<ErrorLabel>, missing: details::UndefinedField) -> Outcome {
        let fields = missing.fields.unwrap_or_default().join("`, `");
        give_up(decision, format!("ask for the values of `{fields}`"))
    }

    fn count_attempts(&self, decision: &Decision<ErrorLabel>) -> Outcome {
        let answered = decision.error().kind().is_answer();
        give_up(decision, if answered { "start it again later" } else { "no answer, time and again" })
    }

    fn tell_support(&self, decision: &Decision<ErrorLabel>) -> Outcome {
        give_up(decision, "tell Edges' support")
    }

    fn tell_maintainer(&self, decision: &Decision<ErrorLabel>) -> Outcome {
        give_up(decision, "tell whoever keeps errors.toml")
    }

    fn tell_whoever_can_mend_it(&self, decision: &Decision<ErrorLabel>) -> Outcome {
        give_up(
            decision,
            match decision.error().fault() {
                Some(Fault::Account) => "tell the account's owner",
                Some(Fault::Caller) => "tell the task's author",
                Some(Fault::LinkedIn | Fault::Edges) | None => "tell Edges' support",
            },
        )
    }
}
