//! Limits that are closed by the answer that uses them up, a success or not.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod support;

use std::time::Duration;

use edges_errors::ApiError;
use edges_errors::cooldowns::Cooldowns;
use edges_errors::retry::{ClosedLimit, Moment, RequestContext};
use proptest::prelude::*;
use quotas::{ErrorLabel, RateLimit, Subject};
use support::{NOW, NOW_HTTP, later, now, post, seconds, wall};

mod quotas {
    edges_errors::catalogue!("../catalogues/quotas.toml");
}

mod openai {
    edges_errors::catalogue!("../catalogues/apis/openai.toml");
}

type Header = (&'static str, String);

/// The limits that the headers of an answer close, and for how many seconds.
fn used_up(headers: &[(&str, &str)]) -> Vec<(RateLimit, u64)> {
    let closed = ClosedLimit::<ErrorLabel>::used_up(headers, wall(NOW));
    closed.iter().map(|closed| (closed.limit(), closed.wait().as_secs())).collect()
}

fn of_field(value: &str) -> Vec<(RateLimit, u64)> {
    used_up(&[("RateLimit", value)])
}

fn uploads(value: &str) -> Vec<(RateLimit, u64)> {
    used_up(&[("Upload-RateLimit", value)])
}

fn minute(left: &str, ends: &str) -> Vec<(RateLimit, u64)> {
    used_up(&[("X-Minute-Left", left), ("X-Minute-Ends", ends)])
}

#[test]
fn a_policy_of_a_field_closes_its_own_limit() {
    use RateLimit::{Burst, Daily};
    assert_eq!(of_field(r#""burst";r=0;t=5, "daily";r=812;t=43200"#), [(Burst, 5)]);
    assert_eq!(of_field(r#""burst";r=4;t=5,"daily";r=0;t=43200"#), [(Daily, 43_200)]);
    assert_eq!(of_field(r#""daily";r=0;t=43200,"burst";r=0;t=5"#), [(Burst, 5), (Daily, 43_200)]);
    assert_eq!(of_field(r#""burst";r=4;t=5, "daily";r=812;t=43200"#), []);
    assert_eq!(of_field(r#""other";r=0;t=5"#), []);
    assert_eq!(of_field(r#""burst";r=00;t=5"#), [(Burst, 60)], "the text is cut, and not parsed");
}

#[test]
fn a_field_in_several_lines_is_read_line_by_line() {
    use RateLimit::{Burst, Daily};
    let lines = [r#""burst";r=4;t=5"#, r#""daily";r=0;t=43200"#].map(|line| ("ratelimit", line));
    assert_eq!(used_up(&lines), [(Daily, 43_200)]);
    let lines = [r#""burst";r=0;t=5"#, r#""daily";r=0;t=43200"#].map(|line| ("ratelimit", line));
    assert_eq!(used_up(&lines), [(Burst, 5), (Daily, 43_200)]);
}

#[test]
fn the_refusal_of_a_limit_waits_for_its_own_line() {
    let lines = [r#""burst";r=4;t=5"#, r#""daily";r=0;t=90"#].map(|line| ("RateLimit", line));
    let error = failed("quota-exceeded", &lines);
    assert_eq!(error.retry_after(), Some(seconds(90)));
    assert_eq!(error.anomalies().count(), 0);
    let minute = [("X-Minute", ""), ("X-Minute-Ends", "1795420830"), ("X-Minute-Ends", "soon")];
    let error: ApiError<ErrorLabel> = ApiError::from_parts(429, minute, "");
    assert_eq!(error.anomalies().count(), 1, "a header of its own has no other lines");
    let unreadable = failed("quota-exceeded", &[("RateLimit", r#""daily";r=few;t=90"#)]);
    assert_eq!(unreadable.retry_after(), None);
    assert_eq!(unreadable.anomalies().count(), 1, "one that is there and says nothing is told of");
}

#[test]
fn the_refusal_of_a_limit_waits_for_its_own_member_of_a_line() {
    let wait = |code: &str, field: &'static str, value: &str| {
        let error = failed(code, &[(field, value)]);
        assert_eq!(error.anomalies().count(), 0, "{value}");
        error.retry_after().map(|wait| wait.as_secs())
    };
    let of_field = |value: &str| wait("quota-exceeded", "RateLimit", value);
    assert_eq!(of_field(r#""burst";r=4;t=5, "daily";r=0;t=90"#), Some(90));
    assert_eq!(of_field(r#""daily";r=0;t=90,"burst";r=0;t=5"#), Some(90));
    let uploads = |value: &str| wait("upload-exceeded", "Upload-RateLimit", value);
    assert_eq!(uploads(r#""uploads";r=0;t=30, "others";r=7;t=43200"#), Some(30));
    assert_eq!(uploads(r#""others";r=7;t=43200, "uploads";r=0;t=30"#), Some(30));
    assert_eq!(uploads(r#""uploads";r=0;t=30,"others";r=0;t=90"#), Some(90), "nobody knows which");
    assert_eq!(
        uploads(r#""uploads";r=1;t=30,"others";r=2;t=90"#),
        Some(90),
        "it asked for more than is left"
    );
}

#[test]
fn one_policy_may_have_further_parameters() {
    assert_eq!(uploads(r#""uploads";r=0;t=30"#), [(RateLimit::Uploads, 30)]);
    assert_eq!(uploads(r#""uploads";r=0;t=30;pk=:dXMtZWFzdA==:"#), [(RateLimit::Uploads, 30)]);
    assert_eq!(uploads(r#""uploads";pk=:dXMtZWFzdA==:;r=0;t=30"#), [(RateLimit::Uploads, 30)]);
}

/// What the page of the language says that it cannot say.
#[test]
fn what_cannot_be_said_closes_nothing_or_for_long() {
    assert_eq!(of_field(r#""burst";t=5;r=0"#), []);
    assert_eq!(of_field(r#""burst"; r=0; t=5"#), []);
    let several = r#""burst";r=0;t=5;pk=:dXMtZWFzdA==:, "daily";r=812;t=43200"#;
    assert_eq!(of_field(several), [(RateLimit::Burst, 60)]);
    assert_eq!(of_field(r#""daily";r=0;t=43200;pk=:dXMtZWFzdA==:"#), [(RateLimit::Daily, 3_600)]);
}

#[test]
fn what_is_left_is_a_number_or_nothing_and_of_several_the_least() {
    for left in ["", "none", "-1", "0.0", "0, 5", "1", "\u{e9}", &"0".repeat(257)] {
        assert_eq!(minute(left, "1795420830"), [], "{left}");
    }
    for left in ["0", " 0 ", "00"] {
        assert_eq!(minute(left, "1795420830"), [(RateLimit::Minute, 30)], "{left}");
    }
    let both = [("X-Minute-Left", "7"), ("X-Minute-Left", "0"), ("X-Minute-Ends", "1795420830")];
    assert_eq!(used_up(&both), [(RateLimit::Minute, 30)]);
    assert_eq!(RateLimit::Minute.remaining(both), Some(0));
    assert_eq!(RateLimit::Minute.remaining([("X-Minute-Left", "\u{e9}"), ("X-Minute-Left", "7")]), Some(7));
}

#[test]
fn a_reset_closes_as_long_as_it_says_and_at_least_a_minute_if_it_cannot_be_read() {
    assert_eq!(used_up(&[("X-Minute-Left", "0")]), [], "absent");
    assert_eq!(minute("0", ""), []);
    assert_eq!(minute("0", "1795420800"), [], "passed");
    assert_eq!(minute("0", "soon"), [(RateLimit::Minute, 3_600)], "the longest that its policy knows");
    assert_eq!(minute("0", "\u{e9}"), [(RateLimit::Minute, 3_600)]);
    assert_eq!(uploads("r=0;t=soon"), [(RateLimit::Uploads, 3_600)]);
    assert_eq!(of_field(r#""burst";r=0;t=soon"#), [(RateLimit::Burst, 60)]);
    assert_eq!(minute("0", "1799308800"), [(RateLimit::Minute, 45 * 86_400)]);
    assert_eq!(minute("0", "1799308801"), [], "nobody means more than 45 days");
    let several = [("X-Minute-Left", "0"), ("X-Minute-Ends", "1795420830"), ("X-Minute-Ends", "1795420890")];
    assert_eq!(used_up(&several), [(RateLimit::Minute, 90)], "the later holds");
}

#[test]
fn a_time_is_measured_by_the_servers_clock() {
    let ahead =
        [("Date", "Mon, 23 Nov 2026 08:00:20 GMT"), ("X-Minute-Left", "0"), ("X-Minute-Ends", "1795420830")];
    assert_eq!(used_up(&ahead), [(RateLimit::Minute, 10)]);
}

#[test]
fn an_answer_out_of_a_cache_says_nothing_of_now() {
    let aged = |age| {
        used_up(&[("Age", age), ("Date", NOW_HTTP), ("X-Minute-Left", "0"), ("X-Minute-Ends", "1795420830")])
    };
    assert_eq!(aged("0"), [(RateLimit::Minute, 30)]);
    for age in ["1", "3600", "new"] {
        assert_eq!(aged(age), [], "{age}");
    }
}

#[test]
fn a_limit_that_waiting_does_not_open_is_not_closed() {
    assert_eq!(used_up(&[("X-Trial-Left", "0"), ("X-Trial-Ends", "1795420830")]), []);
}

#[test]
fn the_catalogue_of_a_published_api_closes_by_its_own_headers() {
    let headers = [
        ("x-ratelimit-remaining-requests", "59"),
        ("x-ratelimit-reset-requests", "1s"),
        ("x-ratelimit-remaining-tokens", "0"),
        ("x-ratelimit-reset-tokens", "6m0s"),
    ];
    let closed = ClosedLimit::<openai::ErrorLabel>::used_up(headers, wall(NOW));
    let [closed] = closed[..] else { panic!("{closed:?}") };
    assert_eq!((closed.limit(), closed.wait()), (openai::RateLimit::Tokens, seconds(360)));
}

fn of_account(id: &str) -> RequestContext {
    post().subject(Subject::Account, id)
}

fn failed(code: &str, headers: &[(&str, &str)]) -> ApiError<ErrorLabel> {
    ApiError::from_parts(429, headers, format!(r#"{{"code":"{code}"}}"#))
}

#[test]
fn a_limit_is_closed_for_the_subjects_of_the_request_and_none_is_guessed() {
    let (cooldowns, now) = (Cooldowns::<ErrorLabel>::default(), now());
    let both = [("RateLimit", r#""burst";r=0;t=5, "daily";r=0;t=60"#)];
    cooldowns.learn_success_local(&of_account("acme"), both, now);
    let closed = |context: &RequestContext| cooldowns.ask_local(context, now).map(|closed| closed.limit());
    assert_eq!(closed(&of_account("acme")), Some(RateLimit::Daily));
    assert_eq!(closed(&of_account("other")), None);
    assert_eq!(closed(&post().subject(Subject::Key, "k")), None, "the request has named no key");
    assert_eq!(cooldowns.count_closed(now), 1);
    cooldowns.learn_success_local(&post(), [("X-Minute-Left", "0"), ("X-Minute-Ends", "1795420830")], now);
    assert_eq!(closed(&post()), Some(RateLimit::Minute), "it is everybody's");
}

#[test]
fn an_error_closes_what_has_refused_it_and_what_it_has_used_up() {
    let now = now();
    let ask = |error: &ApiError<ErrorLabel>, context: &RequestContext| {
        let cooldowns = Cooldowns::default();
        cooldowns.learn_local(context, error, now);
        cooldowns.ask_local(context, now).map(|closed| (closed.limit(), closed.wait().as_secs()))
    };
    let daily = ("RateLimit", r#""daily";r=0;t=60"#);
    let account = of_account("acme");
    assert_eq!(ask(&failed("not-found", &[daily]), &account), Some((RateLimit::Daily, 60)));
    let refused = |wait| failed("quota-exceeded", &[daily, ("Retry-After", wait)]);
    assert_eq!(ask(&refused("90"), &account), Some((RateLimit::Daily, 90)), "the longer holds");
    assert_eq!(ask(&refused("30"), &account), Some((RateLimit::Daily, 60)));
    let both = account.subject(Subject::Key, "k");
    let other = failed("burst-exceeded", &[daily, ("Retry-After", "5")]);
    let cooldowns = Cooldowns::default();
    cooldowns.learn_local(&both, &other, now);
    assert_eq!(cooldowns.count_closed(now), 2);
}

#[test]
fn what_cannot_be_read_counts_with_an_error_as_with_a_success() {
    let closed = |headers: &[(&str, &str)]| {
        let (cooldowns, now) = (Cooldowns::default(), now());
        cooldowns.learn_local(&post(), &failed("not-found", headers), now);
        cooldowns.ask_local(&post(), now).map(|closed| closed.wait().as_secs())
    };
    let left = ("X-Minute-Left", "0");
    assert_eq!(closed(&[left, ("X-Minute-Ends", "\u{e9}")]), Some(3_600));
    assert_eq!(closed(&[left, ("X-Minute-Ends", &"1".repeat(257))]), Some(3_600));
    let ends = ("X-Minute-Ends", "1795420830");
    assert_eq!(closed(&[left, ends, ends, ends, ends, ends]), Some(3_600), "one too many");
    assert_eq!(closed(&[left, ends, ("Age", "\u{e9}")]), None, "out of a cache");
    assert_eq!(closed(&[left, ends, ("Age", "0"), ("Age", "\u{e9}")]), None);
}

/// Headers as they come, or as they had better not.
fn headers() -> impl Strategy<Value = Vec<Header>> {
    let left = prop::sample::select(vec!["0", "1", "none", ""]);
    let reset = prop::sample::select(vec!["1", "90", "86400", "4000000", "soon", "", "\u{e9}"]);
    let names = prop::sample::select(vec!["burst", "daily"]);
    let of_field = (names, left.clone(), reset.clone())
        .prop_map(|(name, left, reset)| vec![("ratelimit", format!("\"{name}\";r={left};t={reset}"))]);
    let of_uploads = (left.clone(), reset)
        .prop_map(|(left, reset)| vec![("upload-ratelimit", format!("r={left};t={reset}"))]);
    let of_minute = (left, 0..200_u64).prop_map(|(left, after)| {
        vec![("x-minute-left", left.to_owned()), ("x-minute-ends", (NOW + after).to_string())]
    });
    let junk = prop::sample::select(vec!["\u{e9}".to_owned(), "1".repeat(257)]);
    let of_junk = junk.prop_map(|junk| vec![("x-minute-left", "0".to_owned()), ("x-minute-ends", junk)]);
    let of_time = prop::sample::select(vec!["0", "1", "", "\u{e9}"]).prop_map(|age| {
        let date = "Mon, 23 Nov 2026 07:59:00 GMT".to_owned();
        vec![("age", age.to_owned()), ("date", date)]
    });
    prop::collection::vec(prop_oneof![of_field, of_uploads, of_minute, of_junk, of_time], 0..5)
        .prop_map(|headers| headers.concat())
}

/// How long each limit is closed for an account and a key.
fn closed_at(cooldowns: &Cooldowns<ErrorLabel>, now: Moment) -> Vec<Option<Duration>> {
    let wait = |context: &RequestContext, limit| {
        cooldowns.ask_local(context, now).filter(|closed| closed.limit() == limit).map(|closed| closed.wait())
    };
    let key = post().subject(Subject::Key, "k");
    let others = [RateLimit::Daily, RateLimit::Uploads, RateLimit::Minute];
    let of_others = others.iter().map(|limit| wait(&of_account("acme"), *limit));
    of_others.chain([wait(&key, RateLimit::Burst)]).collect()
}

proptest! {
    /// Whatever answers come in which order, no limit opens earlier for it, and none is closed longer than some answer said.
    #[test]
    fn answers_only_lengthen(answers in prop::collection::vec((headers(), any::<bool>(), 0..50_u64), 0..6)) {
        let (cooldowns, start) = (Cooldowns::<ErrorLabel>::default(), now());
        let context = of_account("acme").subject(Subject::Key, "k");
        let mut latest = seconds(0);
        let mut passed = seconds(0);
        for (headers, succeeds, pause) in &answers {
            passed += seconds(*pause);
            let now = later(start, passed);
            let before = cooldowns.ask_local(&context, now).map(|closed| closed.wait());
            if *succeeds {
                cooldowns.learn_success_local(&context, headers, now);
            } else {
                let error = ApiError::from_parts(404, headers, r#"{"code":"not-found"}"#);
                cooldowns.learn_local(&context, &error, now);
            }
            let stated = ClosedLimit::<ErrorLabel>::used_up(headers, now.wall);
            latest = stated.iter().map(|closed| passed + closed.wait()).max().unwrap_or_default().max(latest);
            let after = cooldowns.ask_local(&context, now).map(|closed| closed.wait());
            prop_assert!(after >= before);
            prop_assert_eq!(after, latest.checked_sub(passed).filter(|wait| !wait.is_zero()));
        }
    }

    /// A success closes what an error with the same headers does.
    #[test]
    fn successes_and_errors_close_alike(headers in headers()) {
        let now = now();
        let context = of_account("acme").subject(Subject::Key, "k");
        let (by_success, by_error) = (Cooldowns::default(), Cooldowns::default());
        by_success.learn_success_local(&context, &headers, now);
        let error = ApiError::from_parts(404, &headers, r#"{"code":"not-found"}"#);
        by_error.learn_local(&context, &error, now);
        prop_assert_eq!(closed_at(&by_success, now), closed_at(&by_error, now));
        prop_assert_eq!(by_success.count_closed(now), by_error.count_closed(now));
    }
}
