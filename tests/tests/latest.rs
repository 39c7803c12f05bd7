//! The newest edition: what a program does that has switched to it.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod support;

use edges_errors::Label as _;
use edges_errors::latest::{EdgesError, ErrorLabel, IdentityMode, Payload, Remedy};
use edges_errors::retry::{Action, RequestContext, StopReason};
use support::*;

/// A GET whose context says how the identity is chosen, or does not.
fn of_mode(mode: Option<IdentityMode>) -> RequestContext {
    mode.map_or_else(get, |mode| get().with(mode))
}

/// The first decision about an answer that has the label and no hint.
fn decide_bare(context: &RequestContext, label: ErrorLabel) -> Action {
    decide(context, &EdgesError::builder(label).build())
}

#[test]
fn nine_labels_are_new_and_nine_rows_differ() {
    let theirs: Vec<&str> = edges_errors::ErrorLabel::ALL.iter().map(|label| label.as_str()).collect();
    let names: Vec<&str> = ErrorLabel::ALL.iter().map(|label| label.as_str()).collect();
    assert_eq!((names.len(), &names[..theirs.len()]), (theirs.len() + 9, theirs.as_slice()));
    let differs = |label: &&ErrorLabel| {
        let theirs = edges_errors::ErrorLabel::try_from(**label).unwrap();
        label.reference_retry() != theirs.reference_retry()
    };
    let rows: Vec<&str> =
        ErrorLabel::ALL[..theirs.len()].iter().filter(differs).map(|label| label.as_str()).collect();
    assert_eq!(
        rows,
        [
            "LIMIT_REACHED",
            "STATUS_429",
            "LK_ERROR",
            "LK_MISSING_DATA",
            "INTEGRATION_ERROR",
            "PROXY_ERROR",
            "GENERIC_ERROR",
            "NO_DATA_LOADED",
            "ACTION_ABORTED"
        ]
    );
}

#[test]
fn what_the_table_calls_no_is_never_sent_again() {
    let all = ErrorLabel::ALL.iter().filter(|label| label.reference_retry().starts_with("No"));
    let labels: Vec<&ErrorLabel> = all.collect();
    assert_eq!(labels.len(), 27);
    for label in labels {
        for mode in [None, Some(IdentityMode::Managed), Some(IdentityMode::Direct)] {
            let action = decide_bare(&of_mode(mode), *label);
            assert_eq!(action, stop(StopReason::NotRetryable), "{label}");
        }
    }
}

#[test]
fn the_other_rows_are_read_as_their_cells_say() {
    use ErrorLabel::{
        ApiTimeoutError, HttpResponseEmpty, LimitReached, Lk524, ProxyError, Status429, UnknownError,
    };
    let in_a_day = Action::Defer { not_before: wall(NOW + 86_400) };
    for (label, action) in [
        (LimitReached, in_a_day),
        (Status429, retry(seconds(60))),
        (ProxyError, retry(seconds(60))),
        (Lk524, Action::Defer { not_before: wall(NOW + 120) }),
        (ApiTimeoutError, retry(millis(500))),
        (HttpResponseEmpty, stop(StopReason::NeedsRemedy)),
        (UnknownError, stop(StopReason::NeedsRemedy)),
    ] {
        assert_eq!(decide_bare(&get(), label), action, "{label}");
    }
    // Nothing is sent twice for it, but a proxy that could not be set up has done nothing.
    assert_eq!(decide_bare(&post(), ApiTimeoutError), stop(StopReason::NotIdempotent));
    assert_eq!(decide_bare(&post(), ProxyError), retry(seconds(60)));
}

#[test]
fn a_label_that_depends_on_the_mode_is_sent_again_in_managed_and_auto_alone() {
    for label in [ErrorLabel::ApiMaxRetry, ErrorLabel::LkBadCookie] {
        for mode in [IdentityMode::Managed, IdentityMode::Auto] {
            assert_eq!(decide_bare(&of_mode(Some(mode)), label), retry(millis(500)), "{label} {mode}");
        }
        for mode in [None, Some(IdentityMode::Direct)] {
            assert_eq!(decide_bare(&of_mode(mode), label), stop(StopReason::NotRetryable), "{label}");
        }
    }
}

#[test]
fn postponed_until_is_waited_for() {
    for label in ["LIMIT_REACHED", "STATUS_429", "PROXY_ERROR"] {
        let body =
            format!(r#"{{"error_label":"{label}","params":{{"postponed_until":"2026-11-23T10:00:00Z"}}}}"#);
        let error = EdgesError::from_parts(424, (), body);
        let until = Action::Defer { not_before: wall(NOW + 7_200) };
        assert_eq!(decide(&get(), &error), until, "{label}");
    }
}

/// The reference says that tasks are resumed when an action's own limit clears, and says it of nothing else.
#[test]
fn a_run_is_resumed_for_the_limit_of_an_action_and_for_no_other_label() {
    let callback = |label: &str| {
        let text = format!(r#"{{"error":{{"error_label":"{label}"}}}}"#);
        Payload::Callback.decode(text.as_bytes()).unwrap().next().unwrap()
    };
    assert_eq!(decide(&get(), &callback("LIMIT_REACHED")), Action::Await { until: None });
    for label in ["STATUS_429", "PROXY_ERROR"] {
        assert_eq!(decide(&get(), &callback(label)), retry(seconds(60)), "{label}");
    }
}

#[test]
fn a_stop_offers_what_the_cell_says() {
    let remedy = |label: ErrorLabel| {
        let context = of_mode(None);
        first(&context, &EdgesError::builder(label).build()).remedy()
    };
    for (label, wanted) in [
        (ErrorLabel::LkError, Some(Remedy::SeeReference)),
        (ErrorLabel::GenericError, Some(Remedy::ContactSupport)),
        (ErrorLabel::IntegrationError, Some(Remedy::ContactSupport)),
        (ErrorLabel::ActionAborted, Some(Remedy::CheckAppendix)),
        (ErrorLabel::HttpResponseEmpty, Some(Remedy::SeeInsights)),
        (ErrorLabel::LkBadCookie, Some(Remedy::UpdateIntegration)),
        // Sending it again is no remedy where it is not sent again.
        (ErrorLabel::ApiMaxRetry, None),
    ] {
        assert_eq!(remedy(label), wanted, "{label}");
    }
}
