//! The answers of the world.

use std::time::{Duration, SystemTime};

use axum::Json;
use axum::extract::{Path, State as AxumState};
use axum::http::header::{DATE, USER_AGENT};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use edges_errors::retry::ClosedLimit;
use edges_errors::{EdgesError, ErrorBuilder, ErrorLabel, Label, ParamKind, RateLimit};
use edges_errors_axum::Answer;
use serde_json::{Value, json};

use super::faults::{Fate, Fault};
use super::ledger::Hint;
use super::{State, World, from_seconds, to_seconds};
use crate::answers::{answer_html, build_unlisted, cut_short, send_in_pieces, write_json};

/// An action of an identity, for a task.
struct Call {
    identity: String,
    action: String,
    task: String,
    /// The client, by `User-Agent`.
    client: String,
}

impl Call {
    fn read(path: (String, String), headers: &HeaderMap, body: &Value) -> Self {
        let client = headers.get(USER_AGENT).and_then(|agent| agent.to_str().ok()).unwrap_or_default();
        let (identity, action) = path;
        Self { identity, action, task: read_text(body, "task"), client: client.to_owned() }
    }
}

/// The result of a call.
enum Outcome {
    Done,
    Error(EdgesError),
    Other(Fault),
}

pub(super) async fn run_live(
    AxumState(world): AxumState<World>,
    Path(path): Path<(String, String)>,
    headers: HeaderMap,
    Json(body): Json<Value>,
) -> Response {
    let call = Call::read(path, &headers, &body);
    let now = world.now();
    let answer = world.lock().answer(&call, now);
    let response = respond(answer).await;
    stamp(response, now)
}

/// A run is queued at once, and done some time later.
pub(super) async fn run_async(
    AxumState(world): AxumState<World>,
    Path(path): Path<(String, String)>,
    headers: HeaderMap,
    Json(body): Json<Value>,
) -> Response {
    let call = Call::read(path, &headers, &body);
    let now = world.now();
    let number = {
        let mut state = world.lock();
        state.ledger.add_request(&call.task, &call.identity, &call.action, now);
        state.runs += 1;
        state.runs
    };
    // What a callback says is heard by whoever is called, not by who asked.
    let call = Call { client: String::new(), ..call };
    let run = Run { uid: format!("run-{number}"), call, callback: read_text(&body, "callback"), number };
    let answer = json!({ "run": { "run_uid": run.uid, "status": "QUEUED" } });
    let worker = world.clock.enter();
    tokio::spawn(async move {
        run.execute(&world).await;
        drop(worker);
    });
    stamp(write_json(StatusCode::OK, &answer), now)
}

pub(super) async fn show_limits(
    AxumState(world): AxumState<World>,
    Path((identity, action)): Path<(String, String)>,
) -> Response {
    let now = world.now();
    let (used, limit) = world.lock().limits.count_uses(&identity, &action, now);
    stamp(write_json(StatusCode::OK, &json!({ "used": used, "limit": limit })), now)
}

impl State {
    /// A live call: the plan's limit first, then whatever goes wrong, then the identity's limit.
    fn answer(&mut self, call: &Call, now: SystemTime) -> Outcome {
        self.ledger.add_request(&call.task, &call.identity, &call.action, now);
        if let Err(wait) = self.limits.take_call(now) {
            let seconds = wait.as_secs() + 1;
            self.hint(call, Whom::All, now, now + Duration::from_secs(seconds));
            self.ledger.add_answer(&call.task, "plan limit");
            let plan = ClosedLimit::<ErrorLabel>::new(RateLimit::EdgesApi, Duration::from_secs(seconds));
            return Outcome::Error(plan.error());
        }
        self.act(call, now, |_| true)
    }

    /// Does the work itself, where only such faults can happen.
    fn act(&mut self, call: &Call, now: SystemTime, can_happen: fn(&Fault) -> bool) -> Outcome {
        let count = self.ledger.task(&call.task).map_or(0, |record| record.requests);
        let count = count + self.ledger.task(&call.task).map_or(0, |record| record.answers.len() as u64);
        let fate = self.faults.draw(&call.task, count);
        let answer =
            match (fate.fault.filter(can_happen), self.limits.take_use(&call.identity, &call.action, now)) {
                (Some(fault), _) => self.fail(call, fault, fate, now),
                (None, Err(frees)) => Outcome::Error(self.reach_limit(call, now, frees)),
                (None, Ok(())) => {
                    self.ledger.add_done(&call.task);
                    Outcome::Done
                }
            };
        let name = match &answer {
            Outcome::Done => "ok",
            Outcome::Error(error) => error.label_str().unwrap_or_default(),
            Outcome::Other(fault) => fault.name(),
        };
        self.ledger.add_answer(&call.task, name);
        answer
    }

    fn fail(&mut self, call: &Call, fault: Fault, fate: Fate, now: SystemTime) -> Outcome {
        if fate.done {
            self.ledger.add_done(&call.task);
        }
        match fault {
            Fault::Label(ErrorLabel::LimitReached) => {
                let hours = 1 + fate.chance % 30;
                Outcome::Error(self.reach_limit(call, now, now + Duration::from_secs(hours * 3_600)))
            }
            Fault::Label(label) => Outcome::Error(self.sample(call, label, fate, now)),
            Fault::Unlisted => Outcome::Error(build_unlisted(fault.name())),
            other => Outcome::Other(other),
        }
    }

    /// The label's sample, with the times of this world: limits that are named reset at once, and a wait is some seconds.
    fn sample(&mut self, call: &Call, label: ErrorLabel, fate: Fate, now: SystemTime) -> EdgesError {
        let mut error = ErrorBuilder::sample(label);
        for info in label.params().iter().filter(|info| info.delays_retry()) {
            if info.kind() == ParamKind::Timestamp {
                error = error.param(info.name(), to_seconds(now));
            } else {
                let seconds = 1 + fate.chance % 90;
                error = error.param(info.name(), seconds);
                self.hint(call, Whom::Identity, now, now + Duration::from_secs(seconds));
            }
        }
        error.build()
    }

    fn reach_limit(&mut self, call: &Call, now: SystemTime, frees: SystemTime) -> EdgesError {
        let seconds = to_seconds(frees);
        self.hint(call, Whom::Identity, now, from_seconds(seconds));
        ErrorBuilder::sample(ErrorLabel::LimitReached).param("postponed_until", seconds).build()
    }

    fn hint(&mut self, call: &Call, whom: Whom, given: SystemTime, until: SystemTime) {
        let identity = match whom {
            Whom::Identity => Some(call.identity.clone()),
            Whom::All => None,
        };
        self.ledger.add_hint(&call.task, Hint { identity, until, given, client: call.client.clone() });
    }
}

/// Whose requests a hint concerns.
#[derive(Clone, Copy)]
enum Whom {
    Identity,
    All,
}

async fn respond(answer: Outcome) -> Response {
    match answer {
        Outcome::Done => write_json(StatusCode::OK, &json!({ "results": [{}], "status": "SUCCEEDED" })),
        Outcome::Error(error) => Answer(error).into_response(),
        Outcome::Other(Fault::Html) => answer_html().await,
        Outcome::Other(Fault::Cut) => cut_short(ErrorLabel::LkError.sample(), Duration::ZERO),
        Outcome::Other(Fault::Slow) => {
            send_in_pieces(ErrorLabel::NoDataLoaded.sample(), 40, Duration::from_millis(1))
        }
        Outcome::Other(Fault::Silent) => std::future::pending().await,
        Outcome::Other(_) => StatusCode::SERVICE_UNAVAILABLE.into_response(),
    }
}

/// The time of the world, and not of the machine.
fn stamp(mut response: Response, now: SystemTime) -> Response {
    if let Ok(date) = HeaderValue::from_str(&httpdate::fmt_http_date(now)) {
        response.headers_mut().insert(DATE, date);
    }
    response
}

/// Work that is done later.
struct Run {
    uid: String,
    number: u64,
    call: Call,
    callback: String,
}

impl Run {
    /// Does the work and calls back: with the limit first where one is reached, and with the result once it frees. What the
    /// API has begun it finishes by itself.
    async fn execute(&self, world: &World) {
        let mut deliveries = 0;
        let mut wait = Duration::from_secs(90);
        loop {
            world.clock.sleep(wait).await;
            let now = world.now();
            // Between the API and its own runs there is no HTTP to go wrong.
            let answer =
                world.lock().act(&self.call, now, |fault| matches!(fault, Fault::Label(_) | Fault::Unlisted));
            let (status, error) = match &answer {
                Outcome::Done => ("SUCCEEDED", None),
                Outcome::Error(error) if error.label() == Some(ErrorLabel::LimitReached) => {
                    ("BLOCKED", Some(error))
                }
                Outcome::Error(error) => ("FAILED", Some(error)),
                Outcome::Other(_) => ("STOPPED", None),
            };
            deliveries += 1;
            self.call_back(world, deliveries, status, error).await;
            let frees = error.filter(|_| status == "BLOCKED").and_then(EdgesError::postponed_until);
            match frees {
                Some(frees) => wait = frees.duration_since(now).unwrap_or_default(),
                None => return,
            }
        }
    }

    /// Every third run calls back twice, as callbacks do now and then.
    async fn call_back(&self, world: &World, deliveries: u64, status: &str, error: Option<&EdgesError>) {
        let error = error.map(|error| serde_json::from_slice::<Value>(error.body()).unwrap_or_default());
        let body = json!({
            "callback_ref_uid": format!("{}-{deliveries}", self.uid),
            "run": { "run_uid": self.uid, "status": status },
            "error": error,
            "custom_data": { "task": self.call.task },
        });
        let Ok(client) = reqwest::Client::builder().no_proxy().build() else { return };
        for _ in 0..if self.number.is_multiple_of(3) { 2 } else { 1 } {
            self.deliver(world, &client, &body.to_string()).await;
        }
    }

    /// Unless the options say otherwise, one that does not arrive is not sent again: a test would see that its task has
    /// no end.
    async fn deliver(&self, world: &World, client: &reqwest::Client, body: &str) {
        loop {
            let answer = client.post(&self.callback).body(body.to_owned()).send().await;
            if answer.is_ok_and(|answer| answer.status().is_success()) || !world.callbacks_until_heard {
                return;
            }
            world.clock.sleep(Duration::from_secs(60)).await;
        }
    }
}

fn read_text(body: &Value, key: &str) -> String {
    body.get(key).and_then(Value::as_str).unwrap_or_default().to_owned()
}
