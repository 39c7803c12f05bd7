//! A retry loop by hand: the kernel decides, the loop waits. The clock is compressed, so a day takes no time here.
//!
//! `cargo run -p examples --bin retry`

use std::error::Error;
use std::time::Duration;

use edges_errors::retry::{Action, Failure, JitterRng, Moment, RequestContext, RetryPlan};
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

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let api = Api::start().await?;
    // Loopback needs no proxy, whatever the environment says.
    let client = reqwest::Client::builder().no_proxy().build()?;
    // An extraction only reads, so it may be sent twice; a message may not.
    for (method, path, may_repeat) in [
        (Method::GET, "/errors/NO_DATA_LOADED", true),
        (Method::POST, "/errors/LK_524", false),
        (Method::POST, "/errors/LK_524", true),
        (Method::POST, "/errors/LIMIT_REACHED", false),
        (Method::GET, "/errors/BAD_INPUT", true),
        (Method::GET, "/plan-limit", true),
        (Method::GET, "/html", true),
    ] {
        println!(
            "{method} {path}, {}",
            if may_repeat { "may be sent twice" } else { "must not be sent twice" }
        );
        let plan = RetryPlan::for_request(&RequestContext::new(&method).idempotent(may_repeat));
        send(&client, &method, &api.url(path), &plan).await?;
        println!();
    }
    Ok(())
}

/// Sends a request until it succeeds or the kernel says that another attempt is of no use here.
async fn send(
    client: &reqwest::Client,
    method: &Method,
    url: &str,
    plan: &RetryPlan,
) -> Result<(), edges_errors_reqwest::Error> {
    let mut clock = Clock::start();
    let mut rng = JitterRng::seeded(1);
    let mut state = plan.start_at(clock.now);
    loop {
        let error = match client.request(method.clone(), url).send().await?.error_for_label().await {
            Ok(_) => {
                state.on_success();
                return Ok(());
            }
            Err(error) => error,
        };
        // Only a failure of the API or of the connection is worth another attempt.
        let Ok(failure) = Failure::try_from(&error) else { return Err(error) };
        let decision = state.on_failure_at(failure, clock.now, || rng.next_u64());
        match decision.action() {
            Action::Retry { after } => {
                println!("  retry  {decision}");
                clock.sleep(after);
            }
            Action::Defer { .. } => {
                println!("  defer  {decision}");
                return Ok(());
            }
            // What may have been carried out is for a person to look at first: the advice begins with that.
            _ => {
                println!("  stop   {decision}\n         {}", decision.advice());
                return Ok(());
            }
        }
    }
}
