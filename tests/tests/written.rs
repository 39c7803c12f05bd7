//! What a catalogue's format writes is read back by it, also when a server sends it: properties over every catalogue of
//! `tests/catalogues`, and of the folders below it.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

#[path = "support/catalogues.rs"]
mod catalogues;

use std::path::Path;
use std::time::Duration;

use axum::body::to_bytes;
use axum::response::IntoResponse as _;
use catalogues::{Check, check_each, details, headers, nested, numbers};
use edges_errors::retry::{ClosedLimit, Moment, RetryPlan};
use edges_errors::{ApiError, ErrorBuilder, Key as _, Kind, Label, ParamKind};
use edges_errors_axum::Answer;
use proptest::prelude::*;

type Checked = Result<(), TestCaseError>;

/// Answers of all limits: what refuses a request, and what uses the limit up.
struct Limits;

impl Check for Limits {
    type Failure = TestCaseError;

    fn check<L: Label>(&mut self, _: &Path) -> Checked {
        let now = Moment::now().wall;
        for limit in L::RateLimit::all() {
            for wait in [Duration::from_secs(90), Duration::from_millis(1_500)] {
                let closed = ClosedLimit::<L>::new(*limit, wait);
                prop_assert_eq!(closed.error().rate_limit(), Some(*limit));
                prop_assert!(closed.error().retry_after() >= Some(wait));
                let headers = closed.headers(now);
                let read = ClosedLimit::<L>::used_up(&headers, now);
                // A limit that waiting does not open is not closed.
                if let Some(read) = read.first() {
                    prop_assert_eq!((read.limit(), headers.is_empty()), (*limit, false));
                    prop_assert!(read.wait() >= wait && read.wait() < wait + Duration::from_secs(2));
                } else {
                    prop_assert!(headers.is_empty() || limit.as_str() == "trial", "{:?}", headers);
                }
            }
        }
        Ok(())
    }
}

#[test]
fn the_answers_of_each_limit_are_read_back() {
    check_each(&mut Limits).unwrap();
}

/// Samples of all labels.
struct Samples;

impl Check for Samples {
    type Failure = TestCaseError;

    fn check<L: Label>(&mut self, _: &Path) -> Checked {
        for label in L::all_including_removed() {
            let error = ErrorBuilder::sample(*label).build();
            prop_assert_eq!((error.kind(), error.label()), (Kind::Known, Some(*label)));
            prop_assert_eq!(error.label_str(), Some(label.as_str()));
            prop_assert_eq!(error.anomalies().collect::<Vec<_>>(), []);
            for info in label.params() {
                prop_assert!(error.param(info.name()).is_some(), "{} {}", label, info.name());
            }
            let waits = |kind: ParamKind| {
                matches!(kind, ParamKind::Seconds | ParamKind::Milliseconds | ParamKind::Duration)
            };
            if label.params().iter().any(|info| info.delays_retry() && waits(info.kind())) {
                prop_assert_eq!(error.retry_after(), Some(Duration::from_secs(60)), "{}", label);
            }
            let stored = ApiError::<L>::from_json(error.body());
            let in_body = stored.ok().and_then(|stored| stored.label());
            prop_assert!(in_body.is_none() || in_body == Some(*label), "{}", label);
        }
        Ok(())
    }
}

#[test]
fn a_sample_decodes_to_its_label_and_params() {
    check_each(&mut Samples).unwrap();
}

mod listed {
    //! One list: the label is that of an item, the message that of one without a member, and the params are of one with it.
    edges_errors::catalogue! { inline = r#"
        [catalogue]
        name = "Listed"
        error = "ListedError"
        revision = "1"
        reference = "https://listed.example/errors"
        [envelope]
        label = "errors[].code"
        message = "errors[facts!=true].detail"
        params = ["errors[facts]", "."]
        [categories.stock]
        fault = "caller"
        doc = "Stock."
        [remedies.wait]
        doc = "Wait."
        [retry.later]
        strategy = "until"
        fallback = "1h"
        [errors.SOLD_OUT]
        statuses = [409]
        category = "stock"
        retry = "later"
        remedy = "wait"
        doc = "Sold out."
        [errors.SOLD_OUT.params.wait]
        type = "seconds"
        delays_retry = true
        doc = "The time until the next delivery."
    "# }
}

#[test]
fn items_that_are_told_apart_by_a_member_are_written_beside_those_that_are_not() {
    Samples.check::<listed::ErrorLabel>(Path::new("listed.toml")).unwrap();
    let error = ErrorBuilder::sample(listed::ErrorLabel::SoldOut).message("m").build();
    let body = br#"{"errors":[{"code":"SOLD_OUT","detail":"m"},{"facts":true,"wait":60}]}"#;
    assert_eq!(error.body().escape_ascii().to_string(), body.escape_ascii().to_string());
    assert_eq!(error.message(), Some("m"));
}

mod many {
    //! Bodies that are lists.
    edges_errors::catalogue! { inline = r#"
        [catalogue]
        name = "Many"
        error = "ManyError"
        revision = "1"
        reference = "https://many.example/errors"
        [envelope]
        label = "[].code"
        message = "[].detail"
        [categories.stock]
        fault = "caller"
        doc = "Stock."
        [remedies.wait]
        doc = "Wait."
        [errors.SOLD_OUT]
        statuses = [409]
        category = "stock"
        retry = "never"
        remedy = "wait"
        doc = "Sold out."
    "# }
}

#[test]
fn a_body_that_is_a_list_is_written_as_one() {
    let error = ErrorBuilder::sample(many::ErrorLabel::SoldOut).message("m").build();
    let body = br#"[{"code":"SOLD_OUT","detail":"m"}]"#;
    assert_eq!(error.body().escape_ascii().to_string(), body.escape_ascii().to_string());
    assert_eq!((error.label(), error.message()), (Some(many::ErrorLabel::SoldOut), Some("m")));
}

/// An error with texts and params of any kind.
#[derive(Debug)]
struct Any {
    label: prop::sample::Index,
    message: String,
    error_ref: String,
    scope: prop::sample::Index,
    param: String,
    wait: Duration,
}

impl Any {
    fn label<L: Label>(&self) -> L {
        *self.label.get(L::all_including_removed())
    }

    fn scope<L: Label>(&self) -> Option<L::Scope> {
        L::Scope::all().get(self.scope.index(L::Scope::all().len().max(1))).copied()
    }

    fn builder<L: Label>(&self) -> ErrorBuilder<L> {
        let label = self.label::<L>();
        let mut builder = ErrorBuilder::sample(label)
            .message(self.message.clone())
            .error_ref(self.error_ref.clone())
            .param("a_param", self.param.clone());
        for info in label.params().iter().filter(|info| info.delays_retry()) {
            if info.kind() != ParamKind::Timestamp {
                builder = builder.param(info.name(), self.wait);
            }
        }
        match self.scope::<L>() {
            Some(scope) => builder.scope(scope),
            None => builder,
        }
    }
}

impl Check for Any {
    type Failure = TestCaseError;

    fn check<L: Label>(&mut self, _: &Path) -> Checked {
        let (label, scope) = (self.label::<L>(), self.scope::<L>());
        let error = self.builder::<L>().build();
        prop_assert_eq!((error.kind(), error.label()), (Kind::Known, Some(label)));
        prop_assert!(error.message().is_none_or(|message| message == self.message));
        prop_assert!(error.error_ref().is_none_or(|error_ref| error_ref == self.error_ref));
        prop_assert!(error.scope().is_none() || error.scope() == scope);
        prop_assert!(error.body_status().is_none_or(|status| Some(status) == error.status()));
        let param = error.param("a_param").and_then(|param| param.to_text());
        prop_assert!(param.is_none_or(|param| param == self.param));
        let waits = |kind: ParamKind| kind != ParamKind::Timestamp;
        if label.params().iter().any(|info| info.delays_retry() && waits(info.kind())) {
            prop_assert_eq!(error.retry_after(), Some(self.wait), "{}", label);
        }
        Ok(())
    }
}

/// The same error, sent by a server and decoded by a client.
struct Answered<'a>(&'a Any);

impl Check for Answered<'_> {
    type Failure = TestCaseError;

    fn check<L: Label>(&mut self, _: &Path) -> Checked {
        let Self(any) = *self;
        let mut builder = any.builder::<L>().retry_after(any.wait);
        for name in ["retry-after-ms", "x-retry-after", "x-until", "x-wait", "x-should-retry", "x-left"] {
            builder = builder.header(name, any.wait.as_millis().to_string());
        }
        let built = builder.build();
        let read = send(Answer(built.clone()));
        prop_assert_eq!((read.kind(), read.label()), (Kind::Known, Some(any.label())));
        prop_assert_eq!(read.status(), built.status());
        prop_assert_eq!(read.body(), built.body());
        prop_assert_eq!(read.headers().collect::<Vec<_>>(), built.headers().collect::<Vec<_>>());
        prop_assert_eq!(read.error_ref(), built.error_ref());
        prop_assert_eq!(read.message(), built.message());
        prop_assert_eq!(read.scope_str(), built.scope_str());
        prop_assert_eq!(format!("{:?}", read.params()), format!("{:?}", built.params()));
        let whole_seconds = Duration::from_secs(any.wait.as_millis().div_ceil(1_000) as u64);
        prop_assert!(
            read.retry_after() >= Some(whole_seconds),
            "{:?} {:?}",
            read.retry_after(),
            whole_seconds
        );
        prop_assert_eq!(read.retry_after(), built.retry_after());
        prop_assert_eq!(read.postponed_until(), built.postponed_until());
        prop_assert_eq!(read.rate_limit(), built.rate_limit());
        let now = Moment::now();
        let decide = |error| RetryPlan::default().start_at(now).on_failure_at(error, now, || 0).to_string();
        prop_assert_eq!(decide(&read), decide(&built));
        prop_assert_eq!(read.anomalies().collect::<Vec<_>>(), built.anomalies().collect::<Vec<_>>());
        Ok(())
    }
}

/// Decodes a response as a client does that has read its body.
fn send<L: Label>(answer: Answer<L>) -> ApiError<L> {
    let (head, body) = answer.into_response().into_parts();
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let body = runtime.block_on(to_bytes(body, usize::MAX)).unwrap();
    ApiError::from_response(&http::Response::from_parts(head, body))
}

fn any_error() -> impl Strategy<Value = Any> {
    let texts = ("\\PC{1,40}", "[!-~]{1,40}", ".{0,40}");
    let parts = (any::<prop::sample::Index>(), any::<prop::sample::Index>(), texts, 0..100_000_000_u64);
    parts.prop_map(|(label, scope, (message, error_ref, param), millis)| {
        let wait = Duration::from_millis(millis);
        Any { label, message, error_ref, scope, param, wait }
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn what_is_written_is_read_back(mut any in any_error()) {
        check_each(&mut any)?;
    }

    #[test]
    fn what_a_server_answers_is_what_its_client_decodes(any in any_error()) {
        check_each(&mut Answered(&any))?;
    }
}

/// That the properties are not about absent parts.
#[test]
fn each_part_that_has_a_place_is_written() {
    let error = ErrorBuilder::<nested::ErrorLabel>::sample(nested::ErrorLabel::LockTimeout)
        .message("m")
        .error_ref("req_1")
        .build();
    assert_eq!(error.body(), br#"{"error":{"code":"lock_timeout","message":"m","frees_in":60000}}"#);
    assert_eq!(error.error_ref(), Some("req_1"));
    assert_eq!(error.headers().collect::<Vec<_>>(), [("request-id", "req_1")]);
    let error = ErrorBuilder::sample(details::ErrorLabel::RateLimitExceeded).message("m").build();
    let body = r#"{"error":{"details":[{"@type":"example.com/ErrorInfo","reason":"RATE_LIMIT_EXCEEDED","metadata":{"retryDelay":"60s","quota_unit":"quota_unit"}},{"@type":"example.com/RequestInfo","requestId":"ERR-12345"}],"message":"m","code":429}}"#;
    assert_eq!(std::str::from_utf8(error.body()).unwrap(), body);
    let error = numbers::ErrorLabel::NotFound.sample();
    assert_eq!(error.body(), br#"{"code":20404,"status":404}"#, "a place with `*` is not written to");
    let error = headers::ErrorLabel::ThrottlingException.sample();
    assert_eq!(error.body(), b"{}");
    let kept: Vec<_> = error.headers().collect();
    assert_eq!(kept, [("x-errortype", "ThrottlingException"), ("x-requestid", "ERR-12345")]);
}
