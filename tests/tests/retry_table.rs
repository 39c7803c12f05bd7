//! Every label at its own status: a line for each kind of request, a column for each kind of hint, kept as a file that a
//! person reads. `just bless` rewrites it.

mod support;

use edges_errors::retry::{Action, RequestContext, StopReason};
use edges_errors::{EdgesError, ErrorLabel, Label};
use expect_test::expect_file;
use support::*;

const HINTS: [(&str, Option<&str>); 7] = [
    ("no hint", None),
    ("past", Some("Sun, 22 Nov 2026 08:00:00 GMT")),
    ("junk", Some("soon")),
    ("1 s", Some("1")),
    ("61 s", Some("61")),
    ("24 h", Some("86400")),
    ("46 d", Some("3974400")),
];

const STATUSES: [u16; 14] = [400, 401, 402, 403, 404, 408, 422, 424, 429, 500, 502, 503, 504, 599];

fn error(label: ErrorLabel, status: u16, hint: Option<&str>) -> EdgesError {
    let builder = EdgesError::builder(label).status(status);
    let builder = match hint {
        Some(hint) => builder.header("Retry-After", hint),
        None => builder,
    };
    builder.build()
}

fn describe(action: Action) -> String {
    match action {
        Action::Retry { after } => format!("retry {after:?}"),
        Action::Defer { not_before } => {
            let wait = not_before.duration_since(wall(NOW)).unwrap_or_default().as_secs();
            if wait % 3_600 == 0 { format!("defer {}h", wait / 3_600) } else { format!("defer {wait}s") }
        }
        Action::Stop { reason } => match reason {
            StopReason::NotRetryable => "stop".to_owned(),
            StopReason::NeedsRemedy => "stop: remedy".to_owned(),
            StopReason::NotIdempotent => "stop: twice".to_owned(),
            StopReason::WaitTooLong => "stop: too far".to_owned(),
            other => format!("stop: {other:?}"),
        },
        other => format!("{other:?}"),
    }
}

fn row(label: ErrorLabel, context: &RequestContext) -> Vec<String> {
    let status = label.statuses()[0];
    HINTS.iter().map(|(_, hint)| describe(decide(context, &error(label, status, *hint)))).collect()
}

fn write_table() -> String {
    let line = |label: &str, request: &str, cells: &[String]| {
        let cells: String = cells.iter().map(|cell| format!(" {cell:<13}")).collect();
        format!("{label:<28}{request:<12}{cells}").trim_end().to_owned() + "\n"
    };
    let heads: Vec<String> = HINTS.iter().map(|(name, _)| (*name).to_owned()).collect();
    let mut table = line("label", "request", &heads);
    for label in ErrorLabel::ALL {
        let (twice, once) = (row(*label, &get()), row(*label, &post()));
        assert_eq!(
            twice,
            row(*label, &post().idempotent(true)),
            "{label}: an idempotent POST is as good as a GET"
        );
        if twice == once {
            table.push_str(&line(label.as_str(), "any", &once));
        } else {
            table.push_str(&line(label.as_str(), "idempotent", &twice));
            table.push_str(&line("", "other", &once));
        }
    }
    table
}

#[test]
fn every_label_request_and_hint_gets_the_verdict_that_was_read_and_agreed() {
    expect_file!["golden/retry.txt"].assert_eq(&write_table());
}

#[test]
fn for_a_known_label_the_status_does_not_change_the_verdict() {
    for label in ErrorLabel::ALL {
        for context in [get(), post(), post().idempotent(true)] {
            for (name, hint) in HINTS {
                let own = decide(&context, &error(*label, label.statuses()[0], hint));
                for status in STATUSES {
                    let other = decide(&context, &error(*label, status, hint));
                    assert_eq!(own, other, "{label} at {status}, {name}");
                }
            }
        }
    }
}
