//! Errors made by hand, for tests: from a builder, and samples.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use edges_errors::retry::{Action, RetryPlan, StopReason};
use edges_errors::{EdgesError, ErrorLabel, Kind, Label as _};

const DAWN: u64 = 1_795_507_200;

fn dawn() -> SystemTime {
    UNIX_EPOCH + Duration::from_secs(DAWN)
}

#[test]
fn a_param_may_be_a_time_or_a_wait() {
    let built = EdgesError::builder(ErrorLabel::LimitReached)
        .param("whole", dawn())
        .param("later", dawn() + Duration::from_millis(1))
        .param("wait", Duration::from_secs(90))
        .param("fraction", Duration::from_millis(1_500))
        .build();
    for (name, raw) in [
        ("whole", "\"2026-11-24T08:00:00Z\""),
        ("later", "\"2026-11-24T08:00:01Z\""),
        ("wait", "90"),
        ("fraction", "1.5"),
    ] {
        assert_eq!(built.param(name).unwrap().raw(), raw, "{name}");
    }
}

#[test]
fn a_limit_that_is_built_is_put_off_until_its_time_at_least() {
    let until = SystemTime::now() + Duration::from_millis(86_400_500);
    let error = EdgesError::builder(ErrorLabel::LimitReached).param("postponed_until", until).build();
    let decision = RetryPlan::default().start().on_failure(&error);
    assert!(decision.deferred().unwrap().not_before() >= until, "a fraction of a second is not lost");
}

#[test]
fn an_unlisted_label_can_be_built() {
    let built = EdgesError::builder_unlisted("BRAND_NEW").message("m").build();
    assert_eq!((built.status(), built.kind(), built.label()), (Some(400), Kind::UnknownLabel, None));
    assert_eq!((built.label_str(), built.message()), (Some("BRAND_NEW"), Some("m")));
    let decision = RetryPlan::default().start().on_failure(&built);
    assert_eq!(decision.action(), Action::Stop { reason: StopReason::Unlisted });
    let listed = EdgesError::builder_unlisted("NO_RESULT").status(424).build();
    assert_eq!(listed.label(), Some(ErrorLabel::NoResult));
}

#[test]
fn a_sample_is_of_the_time_that_it_is_taken_at() {
    let error = ErrorLabel::LimitReached.sample_at(dawn());
    assert_eq!(error.postponed_until(), Some(dawn() + Duration::from_secs(3_600)));
    assert_eq!(ErrorLabel::Status429.sample_at(dawn()).retry_after(), Some(Duration::from_secs(60)));
}

/// No label is given up because its sample names a time that nobody waits for.
#[test]
fn the_samples_of_limits_are_put_off_and_none_waits_too_long() {
    for label in ErrorLabel::ALL {
        let action = RetryPlan::default().start().on_failure(&label.sample()).action();
        assert_ne!(action, Action::Stop { reason: StopReason::WaitTooLong }, "{label}");
    }
    let decision = RetryPlan::default().start().on_failure(&ErrorLabel::LimitReached.sample());
    let wait = decision.deferred().unwrap().not_before().duration_since(decision.decided_at()).unwrap();
    assert!(wait > Duration::from_secs(3_500) && wait < Duration::from_secs(3_700), "{wait:?}");
    assert!(ErrorLabel::LimitReached.rate_limit().is_some());
}

#[test]
fn a_wait_is_sent_in_whole_seconds_and_never_too_short() {
    for (millis, seconds) in [(0, 0), (1, 1), (1_000, 1), (1_001, 2), (90_000, 90)] {
        let builder = EdgesError::builder(ErrorLabel::LkError).header("Retry-After", "7");
        let built = builder.retry_after(Duration::from_millis(millis)).build();
        assert_eq!(built.headers().collect::<Vec<_>>(), [("retry-after", &*seconds.to_string())], "{millis}");
    }
    let longest = EdgesError::builder(ErrorLabel::LkError).retry_after(Duration::MAX).build();
    assert_eq!(longest.retry_after(), Some(Duration::from_secs(u64::MAX)));
}

/// What is built is sent, and so is not cut where an answer that is received is.
#[test]
fn an_error_is_built_whole_however_long_it_is() {
    let message = "a".repeat(100_000);
    let built = EdgesError::builder(ErrorLabel::LkError).message(message.clone()).build();
    assert_eq!((built.kind(), built.message()), (Kind::Known, Some(&*message)));
}
