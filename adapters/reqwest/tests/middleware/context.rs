//! Who says whether a request may be sent twice, and what the hook is shown of it.

use edges_errors::retry::{Action, RequestContext, StopReason};
use edges_errors_reqwest::{EdgesRetry, Error, ResponseExt as _};
use futures_util::stream;
use reqwest::{Body, Method};

use crate::script::{Script, labelled, ok, unavailable};
use crate::{client, shop};

/// A request that may have been carried out when it fails.
struct Case {
    method: Method,
    key: Option<&'static str>,
    by_hook: Option<bool>,
    own: Option<bool>,
}

impl Case {
    async fn count(&self) -> usize {
        let by_hook = self.by_hook;
        let retry = shop::EdgesRetry::new().context(move |request| {
            let context = RequestContext::of(request);
            by_hook.map_or(context.clone(), |by_hook| context.idempotent(by_hook))
        });
        let script = Script::play([labelled("TILL_JAMMED", 409), ok()]);
        // Of another method, and stating nothing: both are no statement.
        let context = RequestContext::new("GET").repeatable(true);
        let context = self.own.map_or(context.clone(), |own| context.idempotent(own));
        let mut request = client(retry).request(self.method.clone(), &script.url).with_extension(context);
        if let Some(key) = self.key {
            request = request.header("Idempotency-Key", key);
        }
        let _ = request.send().await;
        script.requests()
    }
}

#[tokio::test(start_paused = true)]
async fn the_request_then_the_hook_then_its_key_then_its_method_says_whether_it_is_idempotent() {
    for method in [Method::GET, Method::POST] {
        for key in [None, Some("k-1"), Some("")] {
            for by_hook in [None, Some(false), Some(true)] {
                for own in [None, Some(false), Some(true)] {
                    let keyed = (key == Some("k-1")).then_some(true);
                    let idempotent = own.or(by_hook).or(keyed).unwrap_or(method == Method::GET);
                    let requests = Case { method: method.clone(), key, by_hook, own }.count().await;
                    let case = format!("{method} key {key:?} hook {by_hook:?} own {own:?}");
                    assert_eq!(requests, if idempotent { 2 } else { 1 }, "{case}");
                }
            }
        }
    }
}

/// The set-up that the documentation shows.
#[tokio::test(start_paused = true)]
async fn an_extraction_is_repeated_and_a_message_is_not() {
    let retry = EdgesRetry::new().context(|request| {
        assert_eq!((request.host(), request.query()), (Some("127.0.0.1"), Some("dry=1")));
        RequestContext::of(request).idempotent(request.path().contains("-extract-"))
    });
    let client = client(retry);
    for (action, requests) in [("linkedin-extract-people", 2), ("linkedin-message-profile", 1)] {
        let script = Script::play([unavailable(), ok()]);
        let _ = client.post(format!("{}actions/{action}?dry=1", script.url)).body("{}").send().await;
        assert_eq!(script.requests(), requests, "{action}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_stream_is_sent_once_whatever_the_hook_says() {
    let retry =
        EdgesRetry::new().context(|request| RequestContext::of(request).idempotent(true).repeatable(true));
    let script = Script::play([unavailable()]);
    let body = Body::wrap_stream(stream::iter([Ok::<_, std::io::Error>("once")]));
    let response = client(retry).post(&script.url).body(body).send().await.unwrap();
    let error: Error = response.error_for_label().await.unwrap_err();
    assert_eq!(error.decision().action(), Action::Stop { reason: StopReason::NotRepeatable });
    assert_eq!(script.requests(), 1);
}
