//! A small Edges API with identities, limits, runs and callbacks, which knows what it did and what it asked for.

mod actions;
mod faults;
mod ledger;
mod limits;

use std::collections::HashMap;
use std::fmt;
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

use axum::Router;
use axum::routing::{get, post};
use tokio::net::TcpListener;

use crate::clock::WorldClock;
use limits::Limits;

pub use faults::{Fault, Faults};
pub use ledger::{Ledger, TaskRecord, Totals};

/// The options for a new world: those of [`default`](Self::default), whose fields are set.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct WorldOptions {
    /// The number of times an identity may use an action in 24 hours. What fails by one of the [`faults`](Self::faults) is a use as
    /// well; what the limit refuses is none.
    pub daily_limit: usize,
    /// The same for single actions, by their names.
    pub daily_limit_of: HashMap<String, usize>,
    /// The number of calls that the plan allows in a minute, over all identities.
    pub plan_limit: usize,
    /// The faults of requests.
    pub faults: Faults,
    /// `true` sends a callback that is not answered with success again, a minute later, until it is. Otherwise it is
    /// sent once, or twice.
    pub callbacks_until_heard: bool,
}

impl Default for WorldOptions {
    /// 50 uses a day, 300 calls a minute, and nothing goes wrong.
    fn default() -> Self {
        Self {
            daily_limit: 50,
            daily_limit_of: HashMap::new(),
            plan_limit: 300,
            faults: Faults::none(),
            callbacks_until_heard: false,
        }
    }
}

/// The world, served on a port of 127.0.0.1 for as long as its runtime lives.
///
/// | request | what it does |
/// |---|---|
/// | `POST /v1/identities/{identity}/actions/{action}/run/live` | does it, and answers with the result |
/// | `POST /v1/identities/{identity}/actions/{action}/run/async` | answers with a run, does it later and calls back |
/// | `GET /v1/identities/{identity}/actions/{action}/limits` | how much of the day's limit is left |
///
/// The body names the task, and for `async` where to call back: `{"task":"t-1","callback":"http://…"}`. Whether an action
/// has a side effect its name says: `send-…` and `connect-…` have one.
#[derive(Clone)]
pub struct World {
    address: SocketAddr,
    state: Arc<Mutex<State>>,
    clock: Arc<dyn WorldClock>,
    callbacks_until_heard: bool,
}

#[derive(Debug)]
struct State {
    limits: Limits,
    faults: Faults,
    ledger: Ledger,
    runs: u64,
}

impl World {
    /// Binds a free port and serves the world in a task of the current tokio runtime.
    ///
    /// # Errors
    ///
    /// Fails if no port of 127.0.0.1 can be bound.
    pub async fn start(options: WorldOptions, clock: &(impl WorldClock + Clone)) -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let address = listener.local_addr()?;
        let WorldOptions { daily_limit, daily_limit_of, plan_limit, faults, callbacks_until_heard } = options;
        let limits = Limits::new(daily_limit, daily_limit_of, plan_limit);
        let state = State { limits, faults, ledger: Ledger::default(), runs: 0 };
        let (state, clock) = (Arc::new(Mutex::new(state)), Arc::new(clock.clone()));
        let world = Self { address, state, clock, callbacks_until_heard };
        let router = Router::new()
            .route("/v1/identities/{identity}/actions/{action}/run/live", post(actions::run_live))
            .route("/v1/identities/{identity}/actions/{action}/run/async", post(actions::run_async))
            .route("/v1/identities/{identity}/actions/{action}/limits", get(actions::show_limits))
            .with_state(world.clone());
        tokio::spawn(axum::serve(listener, router).into_future());
        Ok(world)
    }

    /// The address of the API, without a path.
    #[must_use]
    pub fn base_url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The URL of an action, such as `run/live` or `limits`.
    #[must_use]
    pub fn url(&self, identity: &str, action: &str, what: &str) -> String {
        format!("{}/v1/identities/{identity}/actions/{action}/{what}", self.base_url())
    }

    /// Returns the ledger of what has happened so far.
    #[must_use]
    pub fn ledger(&self) -> Ledger {
        self.lock().ledger.clone()
    }

    /// A client has died, which is known by its `User-Agent`, while these tasks were under way. What it was told about them
    /// last, and is told from now on, died with it and binds nobody.
    pub fn bury(&self, client: &str, under_way: &[String]) {
        self.lock().ledger.bury(client, under_way);
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn now(&self) -> SystemTime {
        self.clock.now().wall
    }
}

/// Returns whether doing it twice is not the same as doing it once.
fn has_side_effect(action: &str) -> bool {
    action.starts_with("send-") || action.starts_with("connect-")
}

/// Whole seconds since 1970, rounded up, as the API writes times.
fn to_seconds(time: SystemTime) -> u64 {
    let since = time.duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    since.as_secs() + u64::from(since.subsec_nanos() > 0)
}

impl fmt::Debug for World {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("World").field("address", &self.address).finish_non_exhaustive()
    }
}

fn from_seconds(seconds: u64) -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_secs(seconds)
}
