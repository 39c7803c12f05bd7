//! What to do about an error that the middleware does not mend.

use edges_errors::{EdgesError, EdgesErrorHandler, Fault, details};

use super::task::Outcome;

/// The program's next step.
pub(super) enum Next {
    Finish(Outcome),
    /// Another attempt may succeed, and the middleware has made those that are allowed.
    Again,
    AskFor(Vec<String>),
    Report(&'static str),
}

#[derive(EdgesErrorHandler)]
#[edges(
    output = Next,
    NO_RESULT                                 => find_nothing,
    outcome(done)                             => leave_done,
    UNDEFINED_FIELD(missing)                  => ask_for_fields,
    strategy(exponential | fixed | until)     => go_on,
    remedy(contact_support | check_cancelled) => tell_support,
    unknown if status(502 | 503)              => go_on,
    unknown if rate_limit(edges_api)          => go_on,
    unknown                                   => tell_maintainer,
    _                                         => tell_whoever_can_mend_it,
)]
pub(super) struct Handler;

impl Handler {
    fn find_nothing(&self, _: &EdgesError) -> Next {
        Next::Finish(Outcome::Empty)
    }

    fn leave_done(&self, _: &EdgesError) -> Next {
        Next::Finish(Outcome::AlreadyDone)
    }

    fn ask_for_fields(&self, _: &EdgesError, missing: details::UndefinedField) -> Next {
        Next::AskFor(missing.fields.unwrap_or_default())
    }

    fn go_on(&self, _: &EdgesError) -> Next {
        Next::Again
    }

    fn tell_support(&self, _: &EdgesError) -> Next {
        Next::Report("Edges' support")
    }

    fn tell_maintainer(&self, _: &EdgesError) -> Next {
        Next::Report("whoever keeps errors.toml")
    }

    fn tell_whoever_can_mend_it(&self, error: &EdgesError) -> Next {
        Next::Report(match error.fault() {
            Some(Fault::Account) => "the account's owner",
            Some(Fault::Caller) => "the task's author",
            Some(Fault::LinkedIn | Fault::Edges) | None => "Edges' support",
        })
    }
}
