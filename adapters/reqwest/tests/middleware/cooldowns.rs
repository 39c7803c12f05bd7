//! Clients that share the limits they meet.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use edges_errors::cooldowns::{Closing, CooldownStore, Cooldowns, LimitKey, StoreFuture};
use edges_errors::retry::{
    Action, Clock as _, Progress, RequestContext, RequestHead, RetryBudget, RetryPlan,
};
use edges_errors::{ErrorLabel, RateLimit, Subject};
use edges_errors_reqwest::{EdgesRetry, Error, ResponseExt as _};
use edges_errors_testkit::{VirtualClock, World, WorldOptions};
use futures_util::stream;
use http::Extensions;
use reqwest::{Body, Request, Response};
use reqwest_middleware::{ClientBuilder, ClientWithMiddleware, Middleware, Next};
use tokio::sync::{Notify, Semaphore};
use tokio::time::Instant;

use crate::script::{Script, answer, labelled, ok};
use crate::{client, idempotent, shop};

/// `/v1/identities/{identity}/actions/{action}/run/live`; a path of one part is nobody's.
fn context(request: &RequestHead<'_>) -> RequestContext {
    let parts: Vec<&str> = request.path().split('/').collect();
    let context = RequestContext::of(request);
    match parts.as_slice() {
        ["", "v1", "identities", identity, "actions", action, ..] => {
            context.subject(Subject::Identity, *identity).subject(Subject::Action, *action)
        }
        _ => context,
    }
}

async fn post(client: &ClientWithMiddleware, url: &str) -> Result<Response, Error> {
    let request = client.post(url).header("content-type", "application/json").body(r#"{"task":"t"}"#);
    request.send().await?.error_for_label().await
}

fn acme() -> Cooldowns {
    Cooldowns::new().subject(Subject::Workspace, "acme")
}

fn retry_with(cooldowns: &Cooldowns) -> EdgesRetry {
    EdgesRetry::new().cooldowns(cooldowns).context(context)
}

fn limited(headers: &str) -> Vec<u8> {
    answer(429, &format!("X-RateLimit-Type: /v1\r\n{headers}"), "")
}

fn deferral(result: Result<Response, Error>) -> edges_errors::retry::Deferred<ErrorLabel> {
    match result {
        Err(Error::Deferred(deferred)) => *deferred,
        other => unreachable!("{other:?}"),
    }
}

#[tokio::test]
async fn what_one_client_has_learned_the_other_does_not_ask_for() {
    let clock = VirtualClock::new();
    let mut options = WorldOptions::default();
    options.daily_limit = 1;
    let world = World::start(options, &clock).await.unwrap();
    let cooldowns = acme();
    let [one, other] = [0, 1].map(|_| client(retry_with(&cooldowns).clock(clock.clone())));
    let url = world.url("ada", "send-message", "run/live");
    assert!(post(&one, &url).await.is_ok());
    let refused = deferral(post(&one, &url).await);
    let unsent = deferral(post(&other, &url).await);
    assert_eq!(world.ledger().totals().requests, 2);
    assert_eq!(unsent.error().label(), Some(ErrorLabel::LimitReached));
    assert_eq!(unsent.progress(), Progress { attempts: 0, deferrals: 1 });
    let apart = |time: std::time::SystemTime| {
        let opens = clock.now().wall + Duration::from_secs(86_400);
        time.duration_since(opens).unwrap()
    };
    for deferred in [refused, unsent] {
        assert!(
            apart(deferred.not_before()) <= Duration::from_secs(30),
            "never early, and 30 s apart at most"
        );
    }
    let url = world.url("grace", "send-message", "run/live");
    assert!(post(&other, &url).await.is_ok(), "the limit is one identity's");
}

#[tokio::test(start_paused = true)]
async fn a_short_wait_is_waited_before_a_post_is_sent() {
    let (cooldowns, budget) = (acme(), RetryBudget::new(0));
    let plan = RetryPlan::default().max_attempts(1).budget(&budget);
    let decisions = Arc::new(Mutex::new(Vec::new()));
    let told = Arc::clone(&decisions);
    let retry = retry_with(&cooldowns).plan(plan).on_decision(move |decision, _| {
        told.lock().unwrap().push((decision.fields().error_type, decision.action()));
    });
    let client = client(retry);
    let script = Script::play([limited("Retry-After: 20\r\n"), ok()]);
    let _refused = deferral(post(&client, &script.url).await);
    let started = Instant::now();
    assert!(post(&client, &script.url).await.is_ok());
    let waited = started.elapsed().as_secs_f64();
    assert!((19.9..=22.002).contains(&waited), "{waited}");
    assert_eq!(script.requests(), 2);
    let decisions = decisions.lock().unwrap();
    assert_eq!(decisions.iter().map(|(kind, _)| *kind).collect::<Vec<_>>(), ["_OTHER", "closed"]);
    assert!(matches!(decisions[1].1, Action::Retry { .. }));
}

/// A store that knows of nothing, and does not come back from being told, which it says.
struct Hanging(Arc<Notify>);

impl CooldownStore for Hanging {
    fn ask<'a>(&'a self, keys: &'a [LimitKey<'a>]) -> StoreFuture<'a, Vec<Duration>> {
        Box::pin(async { Ok(vec![Duration::ZERO; keys.len()]) })
    }

    fn close<'a>(&'a self, _: &'a [Closing<'a>]) -> StoreFuture<'a, ()> {
        self.0.notify_one();
        Box::pin(std::future::pending())
    }
}

#[tokio::test(start_paused = true)]
async fn what_a_request_has_learned_stays_where_it_is_given_up() {
    let told = Arc::new(Notify::new());
    let client = client(retry_with(&acme().store(Hanging(Arc::clone(&told)))));
    let script = Script::play([limited("Retry-After: 90\r\n"), ok()]);
    tokio::select! {
        answered = post(&client, &script.url) => unreachable!("the store holds it: {answered:?}"),
        () = told.notified() => {}
    }
    let unsent = deferral(post(&client, &script.url).await);
    assert_eq!(unsent.progress(), Progress { attempts: 0, deferrals: 1 });
    assert_eq!(script.requests(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_body_that_is_a_stream_is_still_whole_after_the_wait() {
    let cooldowns = acme();
    let script = Script::play([limited("Retry-After: 20\r\n"), ok()]);
    let plan = RetryPlan::default().max_attempts(1);
    let client = client(retry_with(&cooldowns).plan(plan));
    let _refused = deferral(post(&client, &script.url).await);
    let body = Body::wrap_stream(stream::iter([Ok::<_, std::io::Error>("whole")]));
    client.post(&script.url).body(body).send().await.unwrap();
    assert!(String::from_utf8_lossy(&script.bodies()[1]).contains("whole"));
}

#[tokio::test(start_paused = true)]
async fn who_waited_asks_once_more() {
    let cooldowns = acme();
    let script = Script::play([ok()]);
    let client = client(retry_with(&cooldowns));
    let (context, second) = (RequestContext::new("POST"), Duration::from_secs(1));
    let close = async |wait| {
        cooldowns.close(&context, RateLimit::EdgesApi, wait, edges_errors::retry::TokioClock.now()).await;
    };
    close(second * 10).await;
    let lengthen = async {
        tokio::time::sleep(second * 5).await;
        close(second * 20).await;
    };
    let started = Instant::now();
    let (answered, ()) = tokio::join!(post(&client, &script.url), lengthen);
    assert!(answered.is_ok() && started.elapsed() >= second * 25, "{:?}", started.elapsed());
    assert_eq!(script.requests(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_request_that_names_no_subject_meets_the_limit_by_itself() {
    let cooldowns = Cooldowns::new();
    let client = client(retry_with(&cooldowns).errors_as_err());
    let script = Script::play([labelled("LIMIT_REACHED", 424)]);
    for _ in 0..2 {
        let _refused = deferral(post(&client, &script.url).await);
    }
    assert_eq!(script.requests(), 2);
    let named =
        RequestContext::new("POST").subject(Subject::Identity, "ada").subject(Subject::Action, "visit");
    for _ in 0..2 {
        let request = idempotent(client.post(&script.url)).with_extension(named.clone());
        assert!(matches!(request.send().await.map_err(Error::<ErrorLabel>::from), Err(Error::Deferred(_))));
    }
    assert_eq!(script.requests(), 3, "the context of the request counts as the hook's does");
}

/// Nobody is refused: the last visit that there is says so itself, whether it is a success, an error, or a success in
/// which an error could have been.
#[tokio::test(start_paused = true)]
async fn the_answer_that_uses_a_limit_up_closes_it() {
    const LAST: &str = "X-Visits-Left: 0\r\nX-Visits-Reset: 3600\r\n";
    let of = |customer: &str| RequestContext::new("POST").subject(shop::Subject::Customer, customer);
    let unlisted = r#"{"error_label":"NO_SUCH_THING"}"#;
    for last in [answer(200, LAST, r#"{"results":[]}"#), answer(304, LAST, ""), answer(409, LAST, unlisted)] {
        let more = answer(200, "X-Visits-Left: 1\r\nX-Visits-Reset: 3600\r\n", "");
        let script = Script::play([more, last, ok()]);
        let cooldowns = Cooldowns::<shop::ErrorLabel>::default();
        let clients = [0, 1].map(|_| client(shop::EdgesRetry::new().cooldowns(&cooldowns)));
        let send = async |count: usize, customer| {
            clients[count % 2].post(&script.url).with_extension(of(customer)).send().await
        };
        assert!(send(0, "ada").await.is_ok() && send(1, "ada").await.is_ok());
        let Err(Error::Deferred(deferred)) = send(2, "ada").await.map_err(Error::<shop::ErrorLabel>::from)
        else {
            panic!("deferred")
        };
        assert_eq!(deferred.progress(), Progress { attempts: 0, deferrals: 1 });
        assert_eq!(deferred.error().rate_limit(), Some(shop::RateLimit::Visits));
        assert_eq!(script.requests(), 2, "nothing was sent");
        assert!(send(3, "grace").await.is_ok(), "the limit is one customer's");
    }
}

/// Counts what is sent although its limit was known to be closed. Between the middleware above and this one nobody waits.
struct Witness {
    cooldowns: Cooldowns,
    clock: VirtualClock,
    sent: AtomicUsize,
    needless: AtomicUsize,
}

#[async_trait::async_trait]
impl Middleware for Witness {
    async fn handle(
        &self,
        request: Request,
        extensions: &mut Extensions,
        next: Next<'_>,
    ) -> reqwest_middleware::Result<Response> {
        let nothing = Extensions::new();
        let head = RequestHead::new(request.method(), request.url().path(), request.headers(), &nothing);
        let closed = self.cooldowns.ask_local(&context(&head), self.clock.now());
        self.sent.fetch_add(1, Ordering::Relaxed);
        self.needless.fetch_add(usize::from(closed.is_some()), Ordering::Relaxed);
        next.run(request, extensions).await
    }
}

#[tokio::test]
async fn of_a_hundred_tasks_none_is_sent_into_a_limit_that_its_process_knows_to_be_closed() {
    const AT_A_TIME: usize = 5;
    let (clock, cooldowns) = (VirtualClock::new(), acme());
    let mut options = WorldOptions::default();
    options.daily_limit = 20;
    let world = World::start(options, &clock).await.unwrap();
    let (sent, needless) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let witness = Arc::new(Witness { cooldowns: cooldowns.clone(), clock: clock.clone(), sent, needless });
    let plain = reqwest::Client::builder().no_proxy().build().unwrap();
    let retry = retry_with(&cooldowns).clock(clock.clone());
    let client = ClientBuilder::new(plain).with(retry).with_arc(witness.clone()).build();
    let (url, permits) = (world.url("ada", "send-message", "run/live"), Arc::new(Semaphore::new(AT_A_TIME)));
    let tasks: Vec<_> = (0..100)
        .map(|_| {
            let (client, url, permits) = (client.clone(), url.clone(), Arc::clone(&permits));
            tokio::spawn(async move {
                let _permit = permits.acquire().await.unwrap();
                post(&client, &url).await.is_ok()
            })
        })
        .collect();
    let mut done = 0;
    for task in tasks {
        done += usize::from(task.await.unwrap());
    }
    assert_eq!(done, 20);
    let sent = witness.sent.load(Ordering::Relaxed);
    assert!((21..=20 + AT_A_TIME).contains(&sent), "at most those under way are refused: {sent}");
    assert_eq!(witness.needless.load(Ordering::Relaxed), 0);
    assert_eq!(world.ledger().totals().requests, sent as u64);
}
