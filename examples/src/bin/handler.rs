//! A worker's handler, derived from rules, given one body of each label.
//!
//! `cargo run -p examples --bin handler`

use std::fmt;

use edges_errors::{EdgesError, EdgesErrorHandler, ErrorLabel, details};

/// What a worker does with a task that failed.
#[derive(Debug)]
enum Next {
    Finish,
    Again,
    PutAside,
    AskFor(Vec<String>),
    Report(String),
}

impl fmt::Display for Next {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Finish => f.write_str("finish the task"),
            Self::Again => f.write_str("send it again, slower"),
            Self::PutAside => f.write_str("put it aside until the limit resets"),
            Self::AskFor(fields) => write!(f, "ask for {}", fields.join(", ")),
            Self::Report(to) => write!(f, "report it to {to}"),
        }
    }
}

#[derive(EdgesErrorHandler)]
#[edges(
    output = Next,
    LIMIT_REACHED | STATUS_429    => put_aside,
    UNDEFINED_FIELD(missing)      => ask_for_fields,
    "AUTH_EXPIRED"                => report_to_owner,
    outcome(empty | done)         => finish,
    strategy(exponential | fixed) => again,
    category(access | config)     => report_to_owner,
    remedy(contact_support)       => .on_call,
    unknown                       => .on_call,
    _                             => report_to_author,
)]
struct Worker {
    on_call: OnCall,
}

impl Worker {
    fn put_aside(&self, _: &EdgesError) -> Next {
        Next::PutAside
    }

    fn ask_for_fields(&self, _: &EdgesError, missing: details::UndefinedField) -> Next {
        Next::AskFor(missing.fields.unwrap_or_default())
    }

    fn finish(&self, _: &EdgesError) -> Next {
        Next::Finish
    }

    fn again(&self, _: &EdgesError) -> Next {
        Next::Again
    }

    fn report_to_owner(&self, _: &EdgesError) -> Next {
        Next::Report("the account's owner".to_owned())
    }

    fn report_to_author(&self, _: &EdgesError) -> Next {
        Next::Report("the task's author".to_owned())
    }
}

/// A handler within the other one.
#[derive(EdgesErrorHandler)]
#[edges(output = Next, _ => page)]
struct OnCall;

impl OnCall {
    fn page(&self, error: &EdgesError) -> Next {
        let error_ref = error.error_ref().unwrap_or("no reference");
        Next::Report(format!("support ({error_ref})"))
    }
}

fn main() {
    let worker = Worker { on_call: OnCall };
    for label in ErrorLabel::ALL {
        println!("{:<28} {}", label.as_str(), worker.handle(&label.sample()));
    }
    let unlisted = EdgesError::from_parts(424, (), r#"{"error_label":"AUTH_EXPIRED"}"#);
    println!("{:<28} {}", "AUTH_EXPIRED (not listed)", worker.handle(&unlisted));
    let gateway = EdgesError::from_parts(502, (), b"<html>");
    println!("{:<28} {}", "a proxy's HTML page", worker.handle(&gateway));
}
