//! Requests that do not run into a limit that another one has met.

use std::time::Duration;

use edges_errors::cooldowns::Cooldowns;
use edges_errors::retry::{
    Action, Clock as _, Failure, Progress, RequestContext, RequestHead, RetryPlan, TokioClock,
};
use edges_errors::{ErrorLabel, RateLimit, Subject};
use edges_errors_testkit::Api;
use edges_errors_tower::{CooldownLayer, DecodeApiErrorLayer, DecodeErrorLayer, EdgesRetry, Error};
use http::Request;
use hyper_util::client::legacy::Client;
use hyper_util::rt::TokioExecutor;
use tokio::time::Instant;
use tower::retry::RetryLayer;
use tower::{Service, ServiceBuilder, ServiceExt as _};

use crate::{Body, Script, labelled, reply, request, shop, status};

/// Every request is of the identity that its path names.
fn context(request: &RequestHead<'_>) -> RequestContext {
    let identity = request.path().trim_start_matches('/');
    RequestContext::of(request).subject(Subject::Identity, identity).subject(Subject::Action, "visit")
}

fn of(identity: &str) -> Request<Body> {
    let mut request = request("POST");
    *request.uri_mut() = format!("http://edges.example/{identity}").parse().unwrap();
    request
}

fn service(script: &Script, cooldowns: &Cooldowns) -> impl Service<Request<Body>, Error = Error> {
    let script = script.clone();
    ServiceBuilder::new()
        .layer(RetryLayer::new(EdgesRetry::new().context(context)))
        .layer(CooldownLayer::new(cooldowns).context(context))
        .layer(DecodeErrorLayer::new())
        .service(tower::service_fn(move |request| std::future::ready(script.answer(request))))
}

#[tokio::test(start_paused = true)]
async fn what_one_service_has_learned_the_other_does_not_ask_for() {
    let (script, cooldowns) = (Script::play([labelled(424, "LIMIT_REACHED")]), Cooldowns::new());
    for learned in [false, true] {
        let Err(Error::Deferred(deferred)) = service(&script, &cooldowns).oneshot(of("ada")).await else {
            panic!("deferred")
        };
        assert_eq!(deferred.to_string().contains("as an earlier request has learned"), learned);
        assert_eq!(deferred.progress(), Progress { attempts: 0, deferrals: 1 });
    }
    assert_eq!(script.requests(), 1);
    let _refused = service(&script, &cooldowns).oneshot(of("grace")).await;
    assert_eq!(script.requests(), 2, "the limit is one identity's");
}

#[tokio::test(start_paused = true)]
async fn a_short_wait_is_waited_before_a_post_is_sent() {
    let (script, cooldowns) = (Script::play([status(200)]), Cooldowns::new());
    let (wait, context) = (Duration::from_secs(20), context(&RequestHead::from(&of("ada"))));
    cooldowns.close(&context, RateLimit::LinkedInGuard, wait, TokioClock.now()).await;
    let started = Instant::now();
    assert!(service(&script, &cooldowns).oneshot(of("ada")).await.is_ok());
    let waited = started.elapsed();
    assert!((wait..=wait * 11 / 10 + Duration::from_millis(2)).contains(&waited), "{waited:?}");
    assert_eq!(script.requests(), 1);
}

#[tokio::test(start_paused = true)]
async fn without_a_retry_layer_a_closed_limit_is_an_error_of_its_own() {
    let (script, cooldowns) = (Script::play([reply(429, ("x-ratelimit-type", "/v1"), "")]), Cooldowns::new());
    let cooldowns = cooldowns.subject(Subject::Workspace, "acme");
    let answers = script.clone();
    let mut service = ServiceBuilder::new()
        .layer(CooldownLayer::new(&cooldowns))
        .layer(DecodeErrorLayer::new())
        .service(tower::service_fn(move |request| std::future::ready(answers.answer(request))));
    assert!(matches!(service.ready().await.unwrap().call(request("POST")).await, Err(Error::Api { .. })));
    let error = service.ready().await.unwrap().call(request("POST")).await.unwrap_err();
    let Error::Closed(closed) = &error else { panic!("{error:?}") };
    assert_eq!(closed.limit(), RateLimit::EdgesApi);
    assert_eq!(error.to_string(), "the rate limit `edges_api` is closed for another 500ms");
    assert!(error.api().is_none() && std::error::Error::source(&error).is_none());
    assert!(matches!(error.decision().action(), Action::Retry { .. }));
    let failure = Failure::<ErrorLabel>::try_from(&error).unwrap();
    let judged = RetryPlan::default().start().on_failure(failure);
    assert_eq!(judged.fields().error_type, "closed");
    assert_eq!(script.requests(), 1);
}

#[tokio::test(start_paused = true)]
async fn the_context_of_a_request_counts_as_the_hooks_does() {
    let (script, cooldowns) = (Script::play([labelled(424, "LIMIT_REACHED")]), Cooldowns::new());
    for _ in 0..2 {
        let mut request = of("ada");
        request.extensions_mut().insert(RequestContext::new("POST").subject(Subject::Identity, "grace"));
        let result = service(&script, &cooldowns).oneshot(request).await;
        assert!(matches!(result, Err(Error::Deferred(_))));
    }
    let grace = context(&RequestHead::from(&of("grace")));
    assert!(cooldowns.ask_local(&grace, TokioClock.now()).is_some());
    assert!(cooldowns.ask_local(&context(&RequestHead::from(&of("ada"))), TokioClock.now()).is_none());
    assert_eq!(script.requests(), 1);
}

/// Over real connections: nobody is refused, since the last visit that there is says so itself.
#[tokio::test]
async fn the_answer_that_uses_a_limit_up_closes_it() {
    let api = Api::start_as::<shop::ErrorLabel>().await.unwrap();
    let cooldowns = Cooldowns::<shop::ErrorLabel>::default();
    let send = async |path: &str, customer| {
        let client = Client::builder(TokioExecutor::new()).build_http();
        let service = ServiceBuilder::new()
            .layer(CooldownLayer::new(&cooldowns))
            .layer(DecodeApiErrorLayer::<shop::ErrorLabel>::new())
            .service(client);
        let context = RequestContext::new("POST").subject(shop::Subject::Customer, customer);
        let request = Request::post(api.url(path)).extension(context).body(Body::default()).unwrap();
        service.oneshot(request).await.map(|answer| answer.status().as_u16())
    };
    assert_eq!(send("/ok", "ada").await.unwrap(), 200);
    assert_eq!(send("/limits/visits/last", "ada").await.unwrap(), 200);
    let Err(Error::Closed(closed)) = send("/ok", "ada").await else { panic!("closed") };
    assert_eq!(closed.limit(), shop::RateLimit::Visits);
    assert!(closed.wait() > Duration::from_secs(20) && closed.wait() <= Duration::from_secs(30));
    assert_eq!(api.requests("/ok"), 1);
    assert_eq!(send("/ok", "grace").await.unwrap(), 200, "the limit is one customer's");
    let refused = send("/limits/visits", "grace").await.unwrap_err();
    assert_eq!(refused.api().unwrap().rate_limit(), Some(shop::RateLimit::Visits));
    assert!(matches!(send("/ok", "grace").await, Err(Error::Closed(_))));
}
