//! Who says whether a request may be sent twice, and what the hook is shown of it.

use edges_errors::retry::{Action, RequestContext, StopReason};
use edges_errors_tower::{EdgesRetry, Error};
use http::{HeaderValue, Request};

use crate::{Body, Script, labelled, request, shop, status};

/// Sends a request that may have been carried out, and returns the number of requests.
async fn count(request: Request<Body>, by_hook: Option<bool>) -> usize {
    let retry = shop::EdgesRetry::new().context(move |request| {
        let context = RequestContext::of(request);
        by_hook.map_or(context.clone(), |by_hook| context.idempotent(by_hook))
    });
    let script = Script::play([labelled(409, "TILL_JAMMED"), status(200)]);
    let _ = script.send_as(retry, shop::DecodeErrorLayer::new(), request).await;
    script.requests()
}

#[tokio::test(start_paused = true)]
async fn the_request_then_the_hook_then_its_key_then_its_method_says_whether_it_is_idempotent() {
    for method in ["GET", "POST"] {
        for key in [None, Some("k-1"), Some(" "), Some("")] {
            for by_hook in [None, Some(false), Some(true)] {
                for own in [None, Some(false), Some(true)] {
                    let mut request = request(method);
                    // Of another method, and stating nothing: both are no statement.
                    let context = RequestContext::new("GET").repeatable(true);
                    let context = own.map_or(context.clone(), |own| context.idempotent(own));
                    request.extensions_mut().insert(context);
                    if let Some(key) = key {
                        request.headers_mut().insert("idempotency-key", HeaderValue::from_static(key));
                    }
                    let keyed = (key == Some("k-1")).then_some(true);
                    let idempotent = own.or(by_hook).or(keyed).unwrap_or(method == "GET");
                    let requests = count(request, by_hook).await;
                    let case = format!("{method} key {key:?} hook {by_hook:?} own {own:?}");
                    assert_eq!(requests, if idempotent { 2 } else { 1 }, "{case}");
                }
            }
        }
    }
}

#[tokio::test(start_paused = true)]
async fn without_a_hook_the_key_and_the_method_say_it() {
    let send = async |request| {
        let script = Script::play([labelled(409, "TILL_JAMMED"), status(200)]);
        let retry = shop::EdgesRetry::new();
        let _ = script.send_as(retry, shop::DecodeErrorLayer::new(), request).await;
        script.requests()
    };
    let mut keyed = request("POST");
    keyed.headers_mut().insert("idempotency-key", HeaderValue::from_static("k-1"));
    assert_eq!((send(request("POST")).await, send(keyed).await, send(request("GET")).await), (1, 2, 2));
}

#[tokio::test(start_paused = true)]
async fn what_the_hook_and_the_request_state_of_different_things_both_holds() {
    let retry = EdgesRetry::new().context(|request| RequestContext::of(request).idempotent(true));
    let mut request = request("POST");
    request.extensions_mut().insert(RequestContext::new("POST").repeatable(false));
    let script = Script::play([status(503)]);
    let error = script.send(retry, request).await.unwrap_err();
    assert_eq!(error.decision().action(), Action::Stop { reason: StopReason::NotRepeatable });
}

#[tokio::test(start_paused = true)]
async fn the_hook_is_shown_the_head() {
    #[derive(Clone)]
    struct Task(u32);
    let retry = EdgesRetry::new().context(|request| {
        let Task(task) = request.extensions().get().unwrap();
        assert_eq!((request.host(), request.path()), (Some("edges.example"), "/"));
        assert_eq!((request.query(), request.headers().len(), *task), (None, 0, 7));
        assert!(format!("{request:?}").starts_with("RequestHead { method: POST, host: Some("));
        RequestContext::of(request).idempotent(true)
    });
    let mut request = request("POST");
    request.extensions_mut().insert(Task(7));
    let script = Script::play([status(503), status(200)]);
    assert_eq!(script.send(retry, request).await.unwrap(), 200);
}

#[tokio::test(start_paused = true)]
async fn there_is_always_a_decision() {
    let bare: Error = edges_errors::ErrorLabel::LkError.sample().into();
    assert_eq!(bare.decision().action(), Action::Stop { reason: StopReason::NotIdempotent });
    let script = Script::play([labelled(424, "LK_ERROR")]);
    let error = script.send(EdgesRetry::new(), request("GET")).await.unwrap_err();
    assert_eq!(error.decision().action(), Action::Stop { reason: StopReason::AttemptsExhausted });
}
