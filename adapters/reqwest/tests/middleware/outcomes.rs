//! What comes out.

use std::error::Error as _;
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};

use anyhow::Context as _;
use edges_errors::retry::{Action, Decision, Failure, Progress, RetryPlan, StopReason};
use edges_errors::{EdgesError, ErrorLabel, Payload, Remedy};
use edges_errors_reqwest::{ApiRetry, EdgesRetry, Error, ResponseExt as _};
use reqwest_middleware::{ClientBuilder, Middleware, Next};

use crate::script::{Script, answer, hang_up, labelled, ok, sample, unavailable};
use crate::{client, client_with, default_client, shop};

fn typed_client() -> reqwest_middleware::ClientWithMiddleware {
    client(EdgesRetry::new().errors_as_err())
}

#[tokio::test(start_paused = true)]
async fn a_stop_is_the_response_with_its_error_and_verdict() {
    let script = Script::play([labelled("BAD_INPUT", 400)]);
    let response = default_client().post(&script.url).send().await.unwrap();
    let error = response.extensions().get::<EdgesError>().unwrap();
    assert_eq!((error.label(), error.error_ref()), (Some(ErrorLabel::BadInput), Some("ERR-1")));
    let decision = response.extensions().get::<Decision<ErrorLabel>>().unwrap();
    assert_eq!(decision.action(), Action::Stop { reason: StopReason::NotRetryable });
    assert!(response.text().await.unwrap().contains("BAD_INPUT"), "the body can still be read");
}

#[tokio::test(start_paused = true)]
async fn the_usual_method_on_that_response_keeps_the_verdict() {
    let script = Script::play([sample(ErrorLabel::LkError)]);
    let response = default_client().get(&script.url).send().await.unwrap();
    let error = response.error_for_label().await.unwrap_err();
    assert_eq!((error.label(), script.requests()), (Some(ErrorLabel::LkError), 3));
    // All attempts are spent, and the catalogue has a remedy for then.
    assert_eq!(error.decision().remedy(), Some(Remedy::ContactSupport));
}

#[tokio::test(start_paused = true)]
async fn errors_as_err_makes_a_typed_error_of_a_stop() {
    let script = Script::play([labelled("NO_RESULT", 424)]);
    let error: Error = typed_client().get(&script.url).send().await.unwrap_err().into();
    assert_eq!(error.label(), Some(ErrorLabel::NoResult));
    assert_eq!(error.decision().action(), Action::Stop { reason: StopReason::NotRetryable });
    assert!(matches!(error, Error::Api { .. }));
    let debug = format!("{error:?}");
    assert!(
        debug.starts_with("Api {") && debug.contains("NO_RESULT") && debug.contains("Decision("),
        "{debug}"
    );
    let debug = format!("{:?}", EdgesRetry::new().errors_as_err());
    assert!(debug.starts_with("ApiRetry {") && debug.contains("errors_as_err: true"), "{debug}");
}

#[tokio::test(start_paused = true)]
async fn a_deferral_is_a_typed_error_with_the_time() {
    let script = Script::play([labelled("LIMIT_REACHED", 424)]);
    let error: Error = default_client().post(&script.url).send().await.unwrap_err().into();
    assert_eq!((error.label(), error.status().unwrap().as_u16()), (Some(ErrorLabel::LimitReached), 424));
    let Error::Deferred(deferred) = &error else { unreachable!("{error:?}") };
    let wait = deferred.not_before().duration_since(SystemTime::now()).unwrap();
    let day = Duration::from_secs(24 * 60 * 60);
    assert!(wait > day - Duration::from_secs(60) && wait < day + Duration::from_secs(60), "{wait:?}");
    assert_eq!(deferred.progress(), Progress { attempts: 0, deferrals: 1 });
    assert!(error.to_string().starts_with("`LIMIT_REACHED` (errors.toml:"), "{error}");
    assert!(error.source().unwrap().is::<EdgesError>());
    assert!(Failure::try_from(&error).is_err(), "it has been judged");
    assert!(matches!(error.decision().action(), Action::Defer { .. }));
    assert_eq!(format!("{error:?}"), format!("{deferred:?}"));
}

/// A `?` in between would hand the deferral on.
#[tokio::test(start_paused = true)]
async fn the_method_on_the_result_of_sending_sees_every_error() {
    let script = Script::play([labelled("LIMIT_REACHED", 424), labelled("BAD_INPUT", 400), hang_up()]);
    let send = || async { default_client().post(&script.url).send().await.error_for_label().await };
    assert!(matches!(send().await, Err(Error::Deferred(_))));
    assert!(matches!(send().await, Err(Error::Api { decision: Some(_), .. })));
    assert!(matches!(send().await, Err(Error::Transport { decision: Some(_), .. })));
    let plain = reqwest::Client::builder().no_proxy().build().unwrap();
    let error = plain.get("no URL").send().await.error_for_label().await.unwrap_err();
    assert!(matches!(Failure::try_from(&error), Ok(Failure::NotSent)));
}

#[tokio::test(start_paused = true)]
async fn a_lost_connection_that_is_put_off_keeps_its_cause() {
    let impatient = client_with(RetryPlan::default().max_inline_wait(Duration::ZERO));
    let script = Script::play([answer(503, "Retry-After: 9\r\n", "")]);
    let error: Error = impatient.get(&script.url).send().await.unwrap_err().into();
    assert!(matches!(&error, Error::Deferred(deferred) if deferred.error().kind().is_answer()), "{error:?}");
}

#[tokio::test(start_paused = true)]
async fn no_answer_is_an_error_with_its_decision_and_without_its_url() {
    let script = Script::play([hang_up()]);
    let url = format!("{}?key=CANARY", script.url);
    let error: Error = default_client().post(url).send().await.unwrap_err().into();
    assert!(matches!(&error, Error::Transport { decision: Some(_), .. }), "{error:?}");
    assert_eq!(error.decision().action(), Action::Stop { reason: StopReason::NotIdempotent });
    assert!(error.transport().is_some() && error.source().is_some());
    assert!(!format!("{error:?}").contains("CANARY"));
}

#[tokio::test(start_paused = true)]
async fn a_request_that_cannot_be_built_is_not_sent_and_not_retried() {
    for url in ["no URL", "ftp://127.0.0.1/"] {
        for request in [default_client().get(url), default_client().post(url)] {
            let error: Error = request.send().await.unwrap_err().into();
            assert!(error.transport().unwrap().is_builder(), "{url}");
            assert!(matches!(Failure::try_from(&error), Ok(Failure::NotSent)), "{url}");
            let decision = error.decision();
            assert_eq!(decision.action(), Action::Stop { reason: StopReason::NotRetryable }, "{url}");
            assert!(!decision.is_in_doubt(), "{url}: {}", decision.advice());
        }
    }
}

/// reqwest reports it as it does a request that it never sends.
#[tokio::test(start_paused = true)]
async fn a_redirect_to_another_scheme_may_follow_what_was_carried_out() {
    let script = Script::play([answer(307, "Location: ftp://127.0.0.1/\r\n", "")]);
    let plain = reqwest::Client::builder().no_proxy().build().unwrap();
    let errors: [Error; 2] = [
        default_client().post(&script.url).send().await.unwrap_err().into(),
        plain.post(&script.url).send().await.unwrap_err().into(),
    ];
    for error in errors {
        assert!(error.transport().unwrap().is_builder() && Failure::try_from(&error).is_err(), "{error:?}");
        assert!(error.decision().is_in_doubt(), "{error:?}");
    }
    assert_eq!(script.requests(), 2);
}

#[tokio::test(start_paused = true)]
async fn an_error_in_a_2xx_counts_where_the_catalogue_says_that_it_may_be_one() {
    let body = r#"{"error_label":"OUT_OF_STOCK"}"#;
    let checked = client(ApiRetry::<shop::ErrorLabel>::new());
    let script = Script::play([answer(200, "", body), ok()]);
    assert_eq!(checked.get(&script.url).send().await.unwrap().text().await.unwrap(), r#"{"results":[]}"#);
    assert_eq!(script.requests(), 2);
    let script = Script::play([answer(200, "", body), ok()]);
    assert_eq!(default_client().get(&script.url).send().await.unwrap().text().await.unwrap(), body);
}

#[tokio::test(start_paused = true)]
async fn an_answer_that_breaks_off_is_as_good_as_a_lost_connection() {
    let cut = |body: &str| format!("HTTP/1.1 424 X\r\nContent-Length: 999\r\n\r\n{body}").into_bytes();
    for body in ["", "<html", "{\"error_la", "{\"error_label\":\"LK_ERROR\","] {
        let script = Script::play([cut(body), ok()]);
        let response = default_client().get(&script.url).send().await.unwrap();
        assert_eq!((response.status().as_u16(), script.requests()), (200, 2), "{body}");
        let script = Script::play([cut(body)]);
        let response = default_client().post(&script.url).send().await.unwrap();
        assert_eq!((response.status().as_u16(), script.requests()), (424, 1), "{body}");
        let error = response.error_for_label().await.unwrap_err();
        let action = error.decision().action();
        assert_eq!(action, Action::Stop { reason: StopReason::NotIdempotent }, "{body}");
        assert!(error.transport().is_some(), "why the rest did not come is kept");
    }
    let script = Script::play([cut("{\"error_label\":\"BAD_INPUT\",")]);
    let response = default_client().get(&script.url).send().await.unwrap();
    assert_eq!((response.status().as_u16(), script.requests()), (424, 1), "the label is stricter");
}

/// Asks about a run instead of handing the answer on.
struct Following;

const BLOCKED: &[u8] = br#"{"status":"BLOCKED","postponed_until":"2999-01-01T00:00:00Z",
    "last_error":{"error_label":"LIMIT_REACHED"}}"#;

#[async_trait::async_trait]
impl Middleware for Following {
    async fn handle(
        &self,
        request: reqwest::Request,
        extensions: &mut http::Extensions,
        next: Next<'_>,
    ) -> reqwest_middleware::Result<reqwest::Response> {
        next.run(request, extensions).await?;
        Err(Error::from(Payload::Run.decode(BLOCKED).unwrap().next().unwrap()).into())
    }
}

#[tokio::test(start_paused = true)]
async fn what_the_api_goes_on_with_is_awaited_and_its_time_is_known() {
    let script = Script::play([ok()]);
    let plain = reqwest::Client::builder().no_proxy().pool_max_idle_per_host(0).build().unwrap();
    let following = ClientBuilder::new(plain).with(EdgesRetry::new()).with(Following).build();
    for request in [following.get(&script.url), following.post(&script.url)] {
        let error: Error = request.send().await.unwrap_err().into();
        let Error::Api { error: api, .. } = &error else { unreachable!("{error:?}") };
        let until = api.postponed_by_api();
        assert!(until.is_some() && matches!(error.decision().action(), Action::Await { until: Some(_) }));
        assert_eq!((error.decision().wait(), error.decision().remedy()), (None, None));
    }
    assert_eq!(script.requests(), 2, "one for each, and no more");
}

/// What another middleware says of itself passes as it is.
struct Refusing;

#[async_trait::async_trait]
impl Middleware for Refusing {
    async fn handle(
        &self,
        _: reqwest::Request,
        _: &mut http::Extensions,
        _: Next<'_>,
    ) -> reqwest_middleware::Result<reqwest::Response> {
        Err(reqwest_middleware::Error::Middleware(anyhow::anyhow!("no token")))
    }
}

#[tokio::test(start_paused = true)]
async fn an_error_of_another_middleware_passes() {
    let client = ClientBuilder::new(reqwest::Client::new()).with(EdgesRetry::new()).with(Refusing).build();
    let error: Error = client.get("http://127.0.0.1:1/").send().await.unwrap_err().into();
    assert_eq!((error.to_string().as_str(), matches!(error, Error::Middleware(_))), ("no token", true));
    assert!(error.api().is_none() && Failure::try_from(&error).is_err());
    assert_eq!(error.decision().action(), Action::Stop { reason: StopReason::NotIdempotent });
}

/// LinkedIn turns programs away with a status that HTTP does not have, which is no success.
#[tokio::test(start_paused = true)]
async fn a_status_that_http_does_not_have_is_an_error() {
    for status in [600, 999] {
        for method in [reqwest::Method::GET, reqwest::Method::POST] {
            let script = Script::play([answer(status, "", "Request denied")]);
            let sent = default_client().request(method, &script.url).send().await;
            let error = sent.error_for_label().await.unwrap_err();
            assert_eq!((error.status().unwrap().as_u16(), script.requests()), (status, 1), "{error:?}");
            assert!(matches!(error.decision().action(), Action::Stop { .. }), "{error:?}");
        }
    }
}

/// Says where an error came from.
struct Explaining;

#[async_trait::async_trait]
impl Middleware for Explaining {
    async fn handle(
        &self,
        request: reqwest::Request,
        extensions: &mut http::Extensions,
        next: Next<'_>,
    ) -> reqwest_middleware::Result<reqwest::Response> {
        let result = next.run(request, extensions).await;
        Ok(result.context("while sending a message")?)
    }
}

#[tokio::test(start_paused = true)]
async fn an_error_that_another_middleware_explains_is_taken_out_again() {
    let script = Script::play([labelled("LIMIT_REACHED", 424), hang_up()]);
    let plain = reqwest::Client::builder().no_proxy().pool_max_idle_per_host(0).build().unwrap();
    let client = ClientBuilder::new(plain).with(Explaining).with(Explaining).with(EdgesRetry::new()).build();
    let put_off: Error = client.post(&script.url).send().await.unwrap_err().into();
    assert!(matches!(put_off, Error::Deferred(_)), "{put_off:?}");
    let lost: Error = client.post(&script.url).send().await.unwrap_err().into();
    assert!(matches!(lost, Error::Transport { decision: Some(_), .. }), "{lost:?}");

    let client = ClientBuilder::new(reqwest::Client::new()).with(Explaining).with(Refusing).build();
    let foreign: Error = client.get("http://127.0.0.1:1/").send().await.unwrap_err().into();
    assert!(matches!(&foreign, Error::Middleware(error) if error.to_string() == "while sending a message"));
}

#[tokio::test(start_paused = true)]
async fn a_queue_resumes_where_the_deferral_left_off() {
    let script = Script::play([labelled("LIMIT_REACHED", 424)]);
    let mut progress = Progress::default();
    for deferrals in 1..=5 {
        let request = default_client().post(&script.url).with_extension(progress);
        let error: Error = request.send().await.unwrap_err().into();
        let Error::Deferred(deferred) = error else { unreachable!("{error:?}") };
        progress = deferred.progress();
        assert_eq!(progress, Progress { attempts: 0, deferrals }, "a refusal is no attempt");
    }
    let script = Script::play([labelled("LK_524", 424)]);
    for attempts in 1..=2 {
        let request = default_client().get(&script.url).with_extension(progress);
        let error: Error = request.send().await.unwrap_err().into();
        let Error::Deferred(deferred) = error else { unreachable!("{error:?}") };
        progress = deferred.progress();
        assert_eq!(progress, Progress { attempts, deferrals: 5 }, "a failure is one");
    }
    let last = default_client().get(&script.url).with_extension(progress).send().await.unwrap();
    let decision = last.extensions().get::<Decision<ErrorLabel>>().unwrap();
    assert_eq!(decision.action(), Action::Stop { reason: StopReason::AttemptsExhausted });
    assert_eq!(script.requests(), 3);
}

#[tokio::test(start_paused = true)]
async fn every_decision_is_told_with_the_requests_extensions() {
    let seen = Arc::new(Mutex::new(Vec::new()));
    let told = Arc::clone(&seen);
    let retry = EdgesRetry::new().on_decision(move |decision, extensions| {
        let Progress { attempts, .. } = extensions.get().copied().unwrap_or_default();
        told.lock().unwrap().push((attempts, decision.fields().action));
    });
    let script = Script::play([unavailable(), labelled("BAD_INPUT", 400)]);
    client(retry)
        .get(&script.url)
        .with_extension(Progress { attempts: 1, deferrals: 0 })
        .send()
        .await
        .unwrap();
    assert_eq!(*seen.lock().unwrap(), [(1, "retry"), (1, "stop")]);
}

#[tokio::test(start_paused = true)]
async fn another_catalogue_goes_through_it_too() {
    let retry = shop::EdgesRetry::new().errors_as_err();
    let client = client(retry);
    let script = Script::play([labelled("OUT_OF_STOCK", 409), ok()]);
    assert!(client.post(&script.url).send().await.is_ok());
    assert_eq!(script.requests(), 2);
    // What Edges would retry is none of this catalogue's labels, and 409 says never.
    let script = Script::play([labelled("LK_ERROR", 409)]);
    let error: Error<shop::ErrorLabel> = client.get(&script.url).send().await.unwrap_err().into();
    assert_eq!((error.api().unwrap().label_str(), error.label()), (Some("LK_ERROR"), None));
    assert_eq!(script.requests(), 1);
    let script = Script::play([unavailable()]);
    let error: Error<shop::ErrorLabel> = client.get(&script.url).send().await.unwrap_err().into();
    assert_eq!((error.status().unwrap().as_u16(), script.requests()), (503, 1), "it says nothing of 503");
}
