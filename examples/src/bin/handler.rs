//! A worker's handler, derived from rules, given the decision on each label: by GET, and by POST, which may not be sent twice.
//!
//! `cargo run -p examples --bin handler`

use std::fmt;

use edges_errors::retry::{Decision, RequestContext, RetryPlan};
use edges_errors::{EdgesError, EdgesErrorHandler, ErrorLabel, details};

/// What a worker does with a task that failed.
#[derive(Debug, PartialEq)]
pub(crate) enum Next {
    Finish,
    Again,
    PutAside,
    LeaveToApi,
    LookFirst,
    AskFor(Vec<String>),
    Report(&'static str),
}

impl fmt::Display for Next {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Finish => f.write_str("finish the task"),
            Self::Again => f.write_str("wait, then send it again"),
            Self::PutAside => f.write_str("put it aside"),
            Self::LeaveToApi => f.write_str("leave it to the API"),
            Self::LookFirst => f.write_str("look whether it was done"),
            Self::AskFor(fields) => write!(f, "ask for {}", fields.join(", ")),
            Self::Report(to) => write!(f, "report it to {to}"),
        }
    }
}

#[derive(EdgesErrorHandler)]
#[edges(
    on = decision,
    output = Next,
    outcome(empty | done)         => finish,
    action(retry)                 => again,
    action(defer)                 => put_aside,
    action(await)                 => leave,
    in_doubt                      => look,
    UNDEFINED_FIELD(missing)      => ask_for_fields,
    category(input)               => .people,
    _                             => tell,
)]
pub(crate) struct Worker {
    pub(crate) people: People,
}

impl Worker {
    fn finish(&self, _: &Decision<ErrorLabel>) -> Next {
        Next::Finish
    }

    fn again(&self, _: &Decision<ErrorLabel>) -> Next {
        Next::Again
    }

    fn put_aside(&self, _: &Decision<ErrorLabel>) -> Next {
        Next::PutAside
    }

    fn leave(&self, _: &Decision<ErrorLabel>) -> Next {
        Next::LeaveToApi
    }

    fn look(&self, _: &Decision<ErrorLabel>) -> Next {
        Next::LookFirst
    }

    fn ask_for_fields(&self, _: &Decision<ErrorLabel>, missing: details::UndefinedField) -> Next {
        Next::AskFor(missing.fields.unwrap_or_default())
    }

    fn tell(&self, decision: &Decision<ErrorLabel>) -> Next {
        self.people.handle(decision)
    }
}

/// Whom to tell depends on the error alone: a handler of errors within the other one.
#[derive(EdgesErrorHandler)]
#[edges(
    output = Next,
    "AUTH_EXPIRED" => owner,
    category(access | config) => owner,
    remedy(contact_support) => support,
    unknown => support,
    _ => author,
)]
pub(crate) struct People;

impl People {
    fn owner(&self, _: &EdgesError) -> Next {
        Next::Report("the account's owner")
    }

    fn support(&self, _: &EdgesError) -> Next {
        Next::Report("support")
    }

    fn author(&self, _: &EdgesError) -> Next {
        Next::Report("the task's author")
    }
}

fn main() {
    let worker = Worker { people: People };
    let next = |method: &str, error: &EdgesError| {
        let plan = RetryPlan::for_request(&RequestContext::new(method));
        worker.handle(&plan.start().on_failure(error)).to_string()
    };
    let print = |name: &str, error: &EdgesError| {
        println!("{name:<28} {:<34} {}", next("GET", error), next("POST", error));
    };
    println!("{:<28} {:<34} POST", "", "GET");
    for label in ErrorLabel::ALL {
        print(label.as_str(), &label.sample());
    }
    print("AUTH_EXPIRED (not listed)", &EdgesError::from_parts(424, (), r#"{"error_label":"AUTH_EXPIRED"}"#));
    print("a proxy's HTML page", &EdgesError::from_parts(502, (), b"<html>"));
}
