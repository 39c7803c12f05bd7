//! A retry loop by hand: the kernel decides, the loop waits. The clock is compressed, so a day takes no time here.
//!
//! `cargo run -p examples --bin retry`

use std::error::Error;
use std::time::{Duration, SystemTime};

use edges_errors::retry::{
    Action, Decision, Failure, JitterRng, Moment, Progress, RequestContext, RetryPlan,
};
use edges_errors::{ErrorLabel, Rfc3339};
use edges_errors_reqwest::ResponseExt as _;
use edges_errors_testkit::Api;
use reqwest::Method;

/// A clock that the loop sets forward instead of sleeping.
struct Clock {
    now: Moment,
}

impl Clock {
    fn start() -> Self {
        Self { now: Moment::now() }
    }

    fn sleep(&mut self, wait: Duration) {
        self.now.wall += wait;
        self.now.monotonic += wait;
    }
}

/// The end of a loop.
#[derive(Debug)]
pub(crate) enum End {
    Done,
    /// For the queue that the work came from.
    PutBack {
        not_before: SystemTime,
        progress: Progress,
    },
    /// It is not sent again from here; the decision says what would help.
    Over(Box<Decision<ErrorLabel>>),
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let api = Api::start().await?;
    // Loopback needs no proxy, whatever the environment says.
    let client = reqwest::Client::builder().no_proxy().build()?;
    // An extraction only reads, so it may be sent twice; a message may not.
    let get = RequestContext::new("GET");
    let extraction = RequestContext::new("POST").idempotent(true);
    let message = RequestContext::new("POST");
    for (path, method, context) in [
        ("/errors/NO_DATA_LOADED", Method::GET, &get),
        ("/errors/LK_524", Method::POST, &message),
        ("/errors/LK_524", Method::POST, &extraction),
        ("/errors/LIMIT_REACHED", Method::POST, &message),
        ("/errors/BAD_INPUT", Method::GET, &get),
        ("/limits/edges_api", Method::GET, &get),
        ("/html", Method::GET, &get),
    ] {
        let twice = if context.is_idempotent() { "may be sent twice" } else { "must not be sent twice" };
        println!("{method} {path}, {twice}");
        let plan = RetryPlan::for_request(context);
        match send(&client, &method, &api.url(path), &plan).await? {
            End::Done => println!("  done"),
            End::PutBack { not_before, progress } => {
                println!("  to the queue until {}, with {progress:?}", Rfc3339(not_before));
            }
            // What may have been carried out is for a person to look at first: the advice begins with that.
            End::Over(decision) => println!("  {}", decision.advice()),
        }
        println!();
    }
    Ok(())
}

/// Sends a request until it succeeds or the kernel says that another attempt is of no use here.
pub(crate) async fn send(
    client: &reqwest::Client,
    method: &Method,
    url: &str,
    plan: &RetryPlan,
) -> Result<End, edges_errors_reqwest::Error> {
    let mut clock = Clock::start();
    let mut rng = JitterRng::seeded(1);
    let mut state = plan.start_at(clock.now);
    loop {
        let error = match client.request(method.clone(), url).send().await.error_for_label().await {
            Ok(_) => {
                state.on_success();
                return Ok(End::Done);
            }
            Err(error) => error,
        };
        // Only a failure of the API or of the connection is worth another attempt.
        let Ok(failure) = Failure::try_from(&error) else { return Err(error) };
        let decision = state.on_failure_at(failure, clock.now, || rng.next_u64());
        println!("  {:<6} {decision}", decision.action());
        match decision.action() {
            Action::Retry { after } => clock.sleep(after),
            Action::Defer { not_before } => {
                return Ok(End::PutBack { not_before, progress: decision.progress() });
            }
            _ => return Ok(End::Over(Box::new(decision))),
        }
    }
}
