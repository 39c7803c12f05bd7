//! Loops that send again by themselves.

use std::cell::Cell;

use edges_errors::cooldowns::Cooldowns;
use edges_errors::retry::{ActionKind, Decision, RequestContext, RetryPlan};
use edges_errors::{EdgesError, ErrorLabel, Subject};
use edges_errors_testkit::Api;

use crate::cases::{METHODS, plan, responses};

/// The number of requests that the kernel sends without leaving its loop, and its last decision.
fn simulate(plan: &RetryPlan, error: &EdgesError) -> (usize, Decision<ErrorLabel>) {
    let mut state = plan.start();
    let mut requests = 1;
    loop {
        let decision = state.on_failure(error);
        if decision.action().kind() != ActionKind::Retry {
            return (requests, decision);
        }
        requests += 1;
    }
}

/// Takes the place of the real one, so that no wait takes time.
mod without_waits {
    pub(super) use ::std::io;

    pub(super) mod thread {
        pub(crate) fn sleep(_: core::time::Duration) {}
    }
}

mod by_hand {
    use super::without_waits as std;

    include!(concat!(env!("OUT_DIR"), "/loop.rs"));

    pub(super) fn send(
        plan: &RetryPlan,
        request: impl Fn() -> Result<(), EdgesError>,
    ) -> Decision<ErrorLabel> {
        *run(plan, request).unwrap_err()
    }
}

#[test]
fn the_loop_in_the_documentation_of_the_kernel() {
    for method in METHODS {
        for error in responses() {
            let (wanted, last) = simulate(&plan(method), &error);
            let requests = Cell::new(0);
            let decision = by_hand::send(&plan(method), || {
                requests.set(requests.get() + 1);
                Err(error.clone())
            });
            assert_eq!(requests.get(), wanted, "{method}, {error}: {decision}");
            assert_eq!(decision.action().kind(), last.action().kind(), "{method}, {error}");
        }
    }
}

mod readme {
    use super::without_waits as std;
    use super::{Decision, EdgesError, ErrorLabel};

    pub(super) fn run(
        method: &str,
        send: impl Fn() -> Result<(), EdgesError>,
    ) -> Result<(), Box<Decision<ErrorLabel>>> {
        include!(concat!(env!("OUT_DIR"), "/readme-loop.block.rs"));
        Ok(())
    }
}

#[test]
fn the_loop_of_the_readme() {
    for method in METHODS {
        for error in responses() {
            let (wanted, last) = simulate(&plan(method), &error);
            let requests = Cell::new(0);
            let decision = readme::run(method, || {
                requests.set(requests.get() + 1);
                Err(error.clone())
            });
            let decision = decision.unwrap_err();
            assert_eq!(requests.get(), wanted, "{method}, {error}: {decision}");
            assert_eq!(decision.action().kind(), last.action().kind(), "{method}, {error}");
        }
    }
}

mod with_cooldowns {
    use core::cell::Cell;
    use core::time::Duration;

    thread_local! {
        static SLEPT: Cell<Duration> = const { Cell::new(Duration::ZERO) };
    }

    /// Takes the place of the real one, so that no wait takes time.
    #[allow(clippy::disallowed_names, reason = "the shown code names it")]
    mod std {
        pub(super) mod thread {
            pub(in super::super) fn sleep(wait: core::time::Duration) {
                super::super::SLEPT.set(super::super::SLEPT.get() + wait);
            }
        }
    }

    /// Takes the place of the real one, whose time does not pass where nobody sleeps.
    mod edges_errors {
        pub(super) use ::edges_errors::{EdgesError, ErrorLabel, cooldowns};

        pub(super) mod retry {
            pub(in super::super) use ::edges_errors::retry::{Action, Decision, RequestContext, RetryPlan};

            pub(in super::super) struct Moment;

            impl Moment {
                pub(in super::super) fn now() -> ::edges_errors::retry::Moment {
                    let (now, slept) = (::edges_errors::retry::Moment::now(), super::super::SLEPT.get());
                    ::edges_errors::retry::Moment { wall: now.wall + slept, monotonic: now.monotonic + slept }
                }
            }
        }
    }

    include!(concat!(env!("OUT_DIR"), "/cooldowns.rs"));

    pub(super) fn run(
        cooldowns: &Cooldowns,
        context: &RequestContext,
        request: impl Fn() -> Result<(), EdgesError>,
    ) -> Decision<ErrorLabel> {
        *send(cooldowns, context, request).unwrap_err()
    }
}

mod blocking_guide {
    use super::without_waits as std;

    include!(concat!(env!("OUT_DIR"), "/blocking.rs"));

    pub(super) fn run(
        context: &RequestContext,
        mut attempt: impl FnMut() -> EdgesError,
    ) -> Decision<ErrorLabel> {
        *send(context, || Err::<(), _>(Failed::Api(attempt()))).unwrap_err()
    }

    pub(super) fn send_as_shown(url: &str) -> Result<String, String> {
        send_message(&agent(), url, "{}")
    }
}

#[test]
fn the_loop_of_the_guide_to_cooldowns() {
    for method in METHODS {
        for error in responses() {
            let (wanted, last) = simulate(&plan(method), &error);
            let context = Subject::ALL
                .iter()
                .fold(RequestContext::new(method), |context, subject| context.subject(*subject, "x"));
            let (cooldowns, requests) = (Cooldowns::new(), Cell::new(0));
            let run = || {
                with_cooldowns::run(&cooldowns, &context, || {
                    requests.set(requests.get() + 1);
                    Err(error.clone())
                })
            };
            let decision = run();
            assert_eq!(requests.get(), wanted, "{method}, {error}: {decision}");
            assert_eq!(decision.action().kind(), last.action().kind(), "{method}, {error}");
            // Too long to be waited for in the loop.
            let is_long = decision.wait().is_some_and(|wait| wait.as_secs() > 60);
            if error.rate_limit().is_some() && is_long {
                let decision = run();
                assert_eq!(requests.get(), wanted, "{method}, {error}: {decision}");
                assert_eq!(decision.action().kind(), ActionKind::Defer, "{method}, {error}");
            }
        }
    }
}

#[test]
fn the_loop_of_the_guide_to_blocking_clients() {
    for method in METHODS {
        for error in responses() {
            let (wanted, last) = simulate(&plan(method), &error);
            let mut requests = 0;
            let decision = blocking_guide::run(&RequestContext::new(method), || {
                requests += 1;
                error.clone()
            });
            assert_eq!(requests, wanted, "{method}, {error}: {decision}");
            assert_eq!(decision.action().kind(), last.action().kind(), "{method}, {error}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_program_of_the_guide_to_blocking_clients() {
    let api = Api::start().await.unwrap();
    let send = |url: String| tokio::task::spawn_blocking(move || blocking_guide::send_as_shown(&url));
    assert!(send(api.url("/ok")).await.unwrap().is_ok());
    for label in ErrorLabel::ALL {
        let path = format!("/errors/{}", label.as_str());
        let advice = send(api.url(&path)).await.unwrap().unwrap_err();
        let (wanted, last) = simulate(&plan("POST"), &label.sample());
        assert_eq!(api.requests(&path), wanted as u64, "{label}: {advice}");
        assert_eq!(advice.starts_with("Find out first"), last.is_in_doubt(), "{label}: {advice}");
    }
    for path in ["/cut/LK_524", "/empty", "/html"] {
        let advice = send(api.url(path)).await.unwrap().unwrap_err();
        assert_eq!(api.requests(path), 1, "{path}");
        assert!(advice.starts_with("Find out first"), "{path}: {advice}");
    }
    let nobody = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let advice = send(format!("http://{nobody}/")).await.unwrap().unwrap_err();
    assert!(advice.starts_with("Nothing was sent: put the work back"), "{advice}");
    let advice = send("no address".to_owned()).await.unwrap().unwrap_err();
    assert_eq!(advice, "Correct the request, which could not be made.");
}

mod backon_guide {
    include!(concat!(env!("OUT_DIR"), "/backon.rs"));

    pub(super) async fn send<F>(plan: &RetryPlan, request: impl FnMut() -> F) -> EdgesError
    where
        F: Future<Output = Result<(), EdgesError>>,
    {
        run(plan, request).await.unwrap_err()
    }

    pub(super) async fn compare_as_shown() {
        compare().await;
    }
}

#[tokio::test(start_paused = true)]
async fn the_loop_of_the_guide_to_backon() {
    backon_guide::compare_as_shown().await;
    for method in METHODS {
        for error in responses() {
            let (wanted, _) = simulate(&plan(method), &error);
            let requests = Cell::new(0);
            let plan = plan(method);
            let last = backon_guide::send(&plan, || {
                requests.set(requests.get() + 1);
                std::future::ready(Err(error.clone()))
            });
            assert_eq!(last.await.label_str(), error.label_str(), "the caller has the error");
            assert_eq!(requests.get(), wanted, "{method}, {error}");
        }
    }
}

#[allow(dead_code, reason = "the example has a `main`")]
#[path = "../../src/bin/retry.rs"]
mod example;

#[tokio::test]
async fn the_loop_of_the_example() {
    let api = Api::start().await.unwrap();
    let client = reqwest::Client::builder().no_proxy().build().unwrap();
    for method in [reqwest::Method::GET, reqwest::Method::POST] {
        for label in ErrorLabel::ALL {
            let path = format!("/errors/{}", label.as_str());
            let plan = plan(method.as_str());
            let before = api.requests(&path);
            let end = example::send(&client, &method, &api.url(&path), &plan).await.unwrap();
            let requests = usize::try_from(api.requests(&path) - before).unwrap();
            let (wanted, last) = simulate(&plan, &label.sample());
            assert_eq!(requests, wanted, "{method} {label}: {end:?}");
            let is_put_back = matches!(end, example::End::PutBack { .. });
            assert_eq!(is_put_back, last.action().kind() == ActionKind::Defer, "{method} {label}: {end:?}");
        }
    }
}
