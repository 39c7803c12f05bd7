//! A retry loop by hand: the kernel decides, the loop waits. The clock is compressed, so a day takes no time here.
//!
//! `cargo run -p examples --bin retry`

use std::error::Error;
use std::time::Duration;

use edges_errors::retry::{Action, Failure, JitterRng, Moment, RequestContext, RetryPlan, StopReason};
use edges_errors_reqwest::ResponseExt as _;
use edges_errors_testkit::Api;

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
    let get = RequestContext::new("GET");
    let post = RequestContext::new("POST");
    for (path, method, context) in [
        ("/errors/NO_DATA_LOADED", "GET", &get),
        ("/errors/LK_524", "POST", &post),
        ("/errors/LK_524", "POST, idempotent", &post.clone().idempotent(true)),
        ("/errors/LIMIT_REACHED", "POST", &post),
        ("/errors/BAD_INPUT", "GET", &get),
        ("/plan-limit", "GET", &get),
        ("/html", "GET", &get),
    ] {
        println!("{method} {path}");
        let plan = RetryPlan::for_request(context);
        send(&client, &api.url(path), &plan).await?;
        println!();
    }
    Ok(())
}

/// Sends a request until it succeeds or the kernel says that another attempt is of no use here.
async fn send(
    client: &reqwest::Client,
    url: &str,
    plan: &RetryPlan,
) -> Result<(), edges_errors_reqwest::Error> {
    let mut clock = Clock::start();
    let mut rng = JitterRng::seeded(1);
    let mut state = plan.start_at(clock.now);
    loop {
        let error = match client.get(url).send().await?.error_for_label().await {
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
            // What may have been carried out is for a person to look at, whatever would help otherwise.
            Action::Stop { reason: StopReason::NotIdempotent } => {
                println!("  stop   {decision}\n         Find out whether it was done.");
                return Ok(());
            }
            _ => {
                let remedy = decision.remedy().map_or("", |remedy| remedy.doc());
                println!("  stop   {decision}\n         {remedy}");
                return Ok(());
            }
        }
    }
}
