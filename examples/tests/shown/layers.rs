//! Clients with a retry layer, and what their callers do with what comes out.

use std::collections::HashMap;
use std::net::Ipv4Addr;
use std::sync::{Arc, Mutex};
use std::time::SystemTime;

use axum::Router;
use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::any;
use edges_errors::ErrorLabel;
use edges_errors::retry::{ActionKind, Decision, Progress, RequestContext, RetryPlan};

use crate::cases::{Does, check};

/// An API that fails with the label that the end of the path names, and counts the requests of each path.
struct Failing {
    url: String,
    requests: Requests,
}

type Requests = Arc<Mutex<HashMap<String, usize>>>;

impl Failing {
    async fn start() -> Self {
        let listener = tokio::net::TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let requests = Requests::default();
        let router = Router::new().route("/{action}/{label}", any(fail)).with_state(Arc::clone(&requests));
        tokio::spawn(axum::serve(listener, router).into_future());
        Self { url, requests }
    }

    fn requests(&self, action: &str, label: ErrorLabel) -> usize {
        let path = format!("{action}/{}", label.as_str());
        self.requests.lock().unwrap().remove(&path).unwrap_or_default()
    }
}

async fn fail(State(requests): State<Requests>, Path((action, label)): Path<(String, String)>) -> Response {
    *requests.lock().unwrap().entry(format!("{action}/{label}")).or_default() += 1;
    let error = ErrorLabel::from_name(&label).unwrap().sample();
    let status = StatusCode::from_u16(error.status().unwrap()).unwrap();
    (status, [(header::CONNECTION, "close")], error.body().to_vec()).into_response()
}

/// The number of requests that the kernel sends without leaving its loop, and its last decision.
fn simulate(context: &RequestContext, label: ErrorLabel) -> (usize, Decision<ErrorLabel>) {
    let mut state = RetryPlan::for_request(context).start();
    let mut requests = 1;
    loop {
        let decision = state.on_failure(&label.sample());
        if decision.action().kind() != ActionKind::Retry {
            return (requests, decision);
        }
        requests += 1;
    }
}

/// An extraction, which may be sent twice, and a message, which may not.
const ACTIONS: [(&str, bool); 2] = [("linkedin-extract-people", true), ("linkedin-message-profile", false)];

mod readme {
    use std::time::SystemTime;

    use edges_errors::retry::Progress;

    fn in_minutes(minutes: u64) -> SystemTime {
        SystemTime::now() + std::time::Duration::from_secs(60 * minutes)
    }

    /// Takes the place of the real one, so that no proxy of the environment's is asked.
    mod reqwest {
        pub(super) struct Client;

        impl Client {
            #[allow(clippy::new_ret_no_self, reason = "it stands for a client")]
            pub(super) fn new() -> ::reqwest::Client {
                ::reqwest::Client::builder().no_proxy().build().unwrap()
            }
        }
    }

    pub(super) struct Job {
        pub(super) url: String,
        pub(super) message: &'static str,
        pub(super) progress: Progress,
    }

    /// What became of the jobs that it was given.
    #[derive(Default)]
    pub(super) struct Queue {
        pub(super) finished: Vec<(String, bool)>,
        pub(super) put_back: Vec<(SystemTime, Progress)>,
    }

    impl Queue {
        fn finish(&mut self, job: Job, answer: Result<String, ::reqwest::Error>) {
            self.finished.push((job.url, answer.is_ok()));
        }

        fn put_back(&mut self, _: Job, not_before: SystemTime, progress: Progress) {
            self.put_back.push((not_before, progress));
        }
    }

    pub(super) async fn send(job: Job, queue: &mut Queue) {
        include!(concat!(env!("OUT_DIR"), "/readme-first.block.rs"));
    }
}

#[tokio::test(start_paused = true)]
async fn the_first_screen_of_the_readme() {
    let api = Failing::start().await;
    for (action, idempotent) in ACTIONS {
        let context = RequestContext::new("POST").idempotent(idempotent);
        for label in ErrorLabel::ALL.iter().copied() {
            let url = format!("{}/{action}/{}", api.url, label.as_str());
            let mut queue = readme::Queue::default();
            let job = readme::Job { url, message: "hello", progress: Progress::default() };
            readme::send(job, &mut queue).await;
            let (wanted, decision) = simulate(&context, label);
            assert_eq!(api.requests(action, label), wanted, "{action} {label}: {decision}");
            assert!(queue.finished.is_empty(), "{action} {label}");
            let put_back: Vec<Progress> = queue.put_back.iter().map(|(_, progress)| *progress).collect();
            let deferred = decision.deferred().map(|deferred| deferred.progress());
            assert_eq!(put_back, Vec::from_iter(deferred), "{action} {label}: {decision}");
            assert!(queue.put_back.iter().all(|(not_before, _)| *not_before > SystemTime::now()));
        }
    }
}

/// A success says that the message was delivered, whatever becomes of its body.
#[tokio::test]
async fn the_first_screen_of_the_readme_finishes_what_was_delivered() {
    let api = edges_errors_testkit::Api::start().await.unwrap();
    for (path, is_whole) in [("/ok", true), ("/cut-ok", false)] {
        let mut queue = readme::Queue::default();
        let job = readme::Job { url: api.url(path), message: "hello", progress: Progress::default() };
        readme::send(job, &mut queue).await;
        assert_eq!(queue.finished, [(api.url(path), is_whole)]);
        assert!(queue.put_back.is_empty() && api.requests(path) == 1);
    }
}

/// An address at which nobody listens.
fn nowhere() -> String {
    let listener = std::net::TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    format!("http://{}", listener.local_addr().unwrap())
}

/// A queue is not emptied while the API is down.
#[tokio::test(start_paused = true)]
async fn the_first_screen_of_the_readme_keeps_what_was_never_sent() {
    let mut queue = readme::Queue::default();
    let progress = Progress { attempts: 1, deferrals: 3 };
    readme::send(readme::Job { url: nowhere(), message: "hello", progress }, &mut queue).await;
    let [(not_before, progress)] = *queue.put_back else { panic!("{:?}", queue.put_back) };
    assert!(not_before > SystemTime::now() && progress == Progress::default());
}

#[tokio::test(start_paused = true)]
async fn the_guide_to_the_middleware_keeps_what_was_never_sent() {
    let plain = reqwest::Client::builder().no_proxy().build().unwrap();
    let retry = edges_errors_reqwest::EdgesRetry::new();
    let client = reqwest_middleware::ClientBuilder::new(plain).with(retry).build();
    assert_eq!(middleware::put_back(&client, &nowhere()).await, Some(Progress::default()));
}

#[allow(dead_code, reason = "the guide keeps more than is read here")]
mod middleware {
    include!(concat!(env!("OUT_DIR"), "/reqwest-middleware.rs"));

    pub(super) async fn put_back(client: &ClientWithMiddleware, url: &str) -> Option<Progress> {
        match run(client, url, Progress::default()).await {
            Outcome::Later { progress, .. } => Some(progress),
            Outcome::Done(_) | Outcome::Failed(_) => None,
        }
    }
}

#[tokio::test(start_paused = true)]
async fn the_guide_to_the_middleware() {
    let api = Failing::start().await;
    let retry = edges_errors_reqwest::EdgesRetry::new()
        .context(|request| RequestContext::of(request).idempotent(request.path().contains("-extract-")));
    let plain = reqwest::Client::builder().no_proxy().build().unwrap();
    let client = reqwest_middleware::ClientBuilder::new(plain).with(retry).build();
    for (action, idempotent) in ACTIONS {
        let context = RequestContext::new("POST").idempotent(idempotent);
        for label in ErrorLabel::ALL.iter().copied() {
            let url = format!("{}/{action}/{}", api.url, label.as_str());
            let put_back = middleware::put_back(&client, &url).await;
            let (wanted, decision) = simulate(&context, label);
            assert_eq!(api.requests(action, label), wanted, "{action} {label}: {decision}");
            let deferred = decision.deferred().map(|deferred| deferred.progress());
            assert_eq!(put_back, deferred, "{action} {label}");
        }
    }
}

#[tokio::test]
async fn the_client_in_the_documentation_of_tower() {
    check_in_real_time(tower_docs::run).await;
}

#[tokio::test]
async fn the_client_in_the_guide_to_tower() {
    check_in_real_time(tower_guide::run).await;
}

mod tower_docs {
    include!(concat!(env!("OUT_DIR"), "/tower.rs"));

    pub(super) async fn run(url: String) {
        send(&url).await.unwrap();
    }
}

mod tower_guide {
    include!(concat!(env!("OUT_DIR"), "/tower-client.rs"));

    pub(super) async fn run(url: String) {
        let end = send(&Cooldowns::new(), &url, Progress::default()).await.unwrap();
        let label = edges_errors::ErrorLabel::from_name(url.rsplit('/').next().unwrap()).unwrap();
        let context = RequestContext::new("POST").idempotent(url.contains("-extract-"));
        let (_, decision) = super::simulate(&context, label);
        match (end, decision.deferred()) {
            (End::PutBack { not_before, progress }, Some(deferred)) => {
                assert!(not_before > SystemTime::now(), "{decision}");
                assert_eq!(progress, deferred.progress(), "{decision}");
            }
            (End::Over(report), None) => assert!(report.starts_with(label.as_str()), "{report}"),
            (End::Done(answer), _) => panic!("{url}: {answer:?}"),
            (End::PutBack { .. } | End::Over(_), _) => panic!("{url}: {decision}"),
        }
    }
}

/// In real time, since a timeout is among what is shown: all at once, and not what waits for long.
async fn check_in_real_time<F: Future<Output = ()> + Send + 'static>(run: fn(String) -> F) {
    let api = Failing::start().await;
    let labels = || ErrorLabel::ALL.iter().copied().filter(|label| *label != ErrorLabel::NoDataLoaded);
    let mut running = tokio::task::JoinSet::new();
    for label in labels() {
        for (action, _) in ACTIONS {
            running.spawn(run(format!("{}/{action}/{}", api.url, label.as_str())));
        }
    }
    running.join_all().await;
    for label in labels() {
        for (action, idempotent) in ACTIONS {
            let (wanted, decision) = simulate(&RequestContext::new("POST").idempotent(idempotent), label);
            assert_eq!(api.requests(action, label), wanted, "{action} {label}: {decision}");
        }
    }
}

#[allow(dead_code, reason = "the example has a `main`")]
#[path = "../../src/bin/tower.rs"]
mod tower_example;

/// The layers send what is retried, so that the last decision is what comes out.
#[test]
fn the_end_of_a_request_in_the_example_of_tower() {
    check(|case| {
        let error = match case.decision.deferred() {
            Some(deferred) => deferred.into(),
            None => case.error.clone().into(),
        };
        match tower_example::end(Err::<http::Response<()>, _>(error)) {
            tower_example::End::PutBack { .. } => Does::Resend,
            // Such an error does not come out of the layers.
            _ if case.decision.action().kind() == ActionKind::Retry => Does::Resend,
            tower_example::End::Done(_) | tower_example::End::Over(_) => Does::NotResend,
        }
    });
}

#[allow(dead_code, reason = "the example has a `main`")]
#[path = "../../src/bin/axum.rs"]
mod axum_example;

/// Callers are asked to come again where the request is sent again or deferred.
#[test]
fn the_problems_of_the_example_of_axum() {
    check(|case| {
        if case.decision.attempts() > 1 {
            return crate::cases::wanted(&case.decision);
        }
        let error = edges_errors_reqwest::Error::from(case.error.clone());
        let context = RequestContext::new(case.method);
        let response = axum_example::explain(&error, &context).into_response();
        let (status, wait) = (response.status(), response.headers().get(header::RETRY_AFTER));
        assert_eq!(wait.is_some(), status == StatusCode::SERVICE_UNAVAILABLE, "{}", case.error);
        if wait.is_some() { Does::Resend } else { Does::NotResend }
    });
}
