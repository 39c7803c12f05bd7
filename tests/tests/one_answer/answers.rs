//! Everything that says what to do next, and the judgement of whether all of it says the same.

use std::collections::BTreeMap;
use std::fmt::Debug;

use axum::response::IntoResponse as _;
use edges_errors::retry::{ActionKind, Decision, DecisionFields};
use edges_errors::{EdgesErrorHandler, ErrorLabel, Remedy};
use edges_errors_axum::Problem;
use edges_errors_cli::documents::decoded::{DecodedFacts, collect_facts, write_decoded};
use serde_json::Value;
use tokio::runtime::Runtime;
use tracing::subscriber::DefaultGuard;

use crate::events::{Event, collect, record};
use crate::orders::Orders;

/// A handler with an arm for each action.
#[derive(EdgesErrorHandler)]
#[edges(
    on = decision,
    output = ActionKind,
    action(retry) => again,
    action(defer) => put_back,
    action(await) => leave,
    action(stop)  => stop,
)]
struct Arms;

impl Arms {
    fn again(&self, _: &Decision<ErrorLabel>) -> ActionKind {
        ActionKind::Retry
    }

    fn put_back(&self, _: &Decision<ErrorLabel>) -> ActionKind {
        ActionKind::Defer
    }

    fn leave(&self, _: &Decision<ErrorLabel>) -> ActionKind {
        ActionKind::Await
    }

    fn stop(&self, _: &Decision<ErrorLabel>) -> ActionKind {
        ActionKind::Stop
    }
}

/// A problem as a caller sees it.
#[derive(Debug, Clone)]
pub(crate) struct Seen {
    pub(crate) status: u16,
    pub(crate) retry_after: Option<String>,
    pub(crate) body: Value,
}

/// What everybody says who is asked what to do next.
#[derive(Debug, Clone)]
pub(crate) struct Answers {
    pub(crate) action: ActionKind,
    pub(crate) remedy: Option<Remedy>,
    pub(crate) advice: String,
    pub(crate) explanation: String,
    pub(crate) is_deferred: bool,
    pub(crate) has_wait: bool,
    pub(crate) fields: DecisionFields,
    pub(crate) arm: ActionKind,
    pub(crate) event: Event,
    /// The problem of the decision, and that of its deferral if it is one.
    pub(crate) problems: Vec<Seen>,
    /// What `edges-errors decode` prints, and what it prints as JSON.
    pub(crate) text: String,
    pub(crate) json: Value,
}

/// Whoever collects the answers.
pub(crate) struct Asker {
    runtime: Runtime,
    orders: Orders,
    /// What the event of each action says.
    said: BTreeMap<&'static str, String>,
    _collecting: DefaultGuard,
}

impl Asker {
    pub(crate) fn new() -> Self {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        Self { runtime, orders: Orders::declared(), said: BTreeMap::new(), _collecting: collect() }
    }

    pub(crate) fn ask(&self, decision: &Decision<ErrorLabel>) -> Answers {
        let deferred = decision.deferred();
        let problems = [Some(Problem::from(decision.clone())), deferred.clone().map(Problem::from)];
        let facts: DecodedFacts = collect_facts(decision.error(), decision);
        Answers {
            action: decision.action().kind(),
            remedy: decision.remedy(),
            advice: decision.advice().to_string(),
            explanation: decision.to_string(),
            is_deferred: deferred.is_some(),
            has_wait: decision.wait().is_some(),
            fields: decision.fields(),
            arm: Arms.handle(decision),
            event: record(|| decision.trace()),
            problems: problems.into_iter().flatten().map(|problem| self.show(problem)).collect(),
            text: write_decoded(&facts),
            json: serde_json::to_value(&facts).unwrap(),
        }
    }

    /// Everything is shown that can be.
    fn show(&self, problem: Problem) -> Seen {
        let response = problem.caller_fault().with_detail().with_error_ref().into_response();
        let (parts, body) = response.into_parts();
        let body = self.runtime.block_on(axum::body::to_bytes(body, usize::MAX)).unwrap();
        let retry_after = parts.headers.get("retry-after").map(|wait| wait.to_str().unwrap().to_owned());
        Seen { status: parts.status.as_u16(), retry_after, body: serde_json::from_slice(&body).unwrap() }
    }

    /// Judges whether all say what the action says.
    ///
    /// # Errors
    ///
    /// The first that says something else.
    pub(crate) fn judge(&mut self, answers: &Answers) -> Result<(), String> {
        let action = answers.action;
        let sends = matches!(action, ActionKind::Retry | ActionKind::Defer);
        let told = Told { action, orders: &self.orders, sends };
        if let Some(remedy) = answers.remedy {
            told.expect("the remedy", remedy.is_resend(), sends)?;
        }
        told.expect_order("the advice", &answers.advice)?;
        told.expect_order("the explanation", &answers.explanation)?;
        told.expect("the deferral", answers.is_deferred, action == ActionKind::Defer)?;
        told.expect("the wait", answers.has_wait, sends)?;
        told.expect("the field of the action", answers.fields.action, action.as_str())?;
        told.expect("the field of the wait", answers.fields.wait.is_some(), sends)?;
        told.expect("the arm of a handler", answers.arm, action)?;
        self.judge_event(answers)?;
        let told = Told { action, orders: &self.orders, sends };
        for seen in &answers.problems {
            told.expect("`Retry-After` of the problem", seen.retry_after.is_some(), sends)?;
            told.expect("the status of the problem", seen.status == 503, sends)?;
            told.expect("`status` in the problem", &seen.body["status"], &Value::from(seen.status))?;
            told.expect("the words of the problem", told.orders.find(&seen.body.to_string()), None)?;
        }
        told.judge_command(answers)
    }

    fn judge_event(&mut self, answers: &Answers) -> Result<(), String> {
        let Answers { action, event, .. } = answers;
        let told = Told {
            action: *action,
            orders: &self.orders,
            sends: matches!(action, ActionKind::Retry | ActionKind::Defer),
        };
        let field = |name: &str| event.fields.get(name).cloned();
        told.expect("`edges.action` of the event", field("edges.action"), Some(action.to_string()))?;
        told.expect("`edges.wait_ms` of the event", field("edges.wait_ms").is_some(), told.sends)?;
        // Each action has words of its own: those that it was first told in.
        let message = field("message").unwrap_or_default();
        let others = self.said.iter().filter(|(other, _)| **other != action.as_str());
        let other = others.filter(|(_, said)| **said == message).map(|(other, _)| *other).next();
        told.expect("the words of the event", other, None)?;
        let first = self.said.entry(action.as_str()).or_insert_with(|| message.clone());
        if *first == message {
            Ok(())
        } else {
            Err(format!("the words of the event: {message}, not {first}"))
        }
    }
}

/// The action, against which everything is held.
struct Told<'a> {
    action: ActionKind,
    orders: &'a Orders,
    /// The request is sent again, now or later.
    sends: bool,
}

impl Told<'_> {
    fn expect<T: PartialEq + Debug>(&self, who: &str, says: T, should: T) -> Result<(), String> {
        if says == should {
            Ok(())
        } else {
            Err(format!("{}: {who} is {says:?}, not {should:?}", self.action))
        }
    }

    fn expect_order(&self, who: &str, text: &str) -> Result<(), String> {
        match self.orders.find(text) {
            Some(order) if !self.sends => Err(format!("{}: {who} orders `{order}`", self.action)),
            None if self.sends => Err(format!("{}: {who} does not say so: {text}", self.action)),
            Some(_) | None => Ok(()),
        }
    }

    fn judge_command(&self, answers: &Answers) -> Result<(), String> {
        self.expect_order("the text of the command", &answers.text)?;
        let json = |pointer: &str| answers.json.pointer(pointer).unwrap_or(&Value::Null);
        let word = json("/remedy").as_str();
        self.expect("the remedy in JSON", word, answers.remedy.map(|remedy| remedy.as_str()))?;
        self.expect("the action in JSON", json("/decision/action").as_str(), Some(self.action.as_str()))?;
        for (who, pointer) in [("`what_to_do`", "/what_to_do"), ("`explanation`", "/decision/explanation")] {
            self.expect_order(who, json(pointer).as_str().unwrap_or_default())?;
        }
        let is_timed = !json("/decision/at").is_null() || !json("/decision/in_seconds").is_null();
        // What is awaited has a time too, of the next look at it.
        self.expect("the time in JSON", is_timed && self.action != ActionKind::Await, self.sends)
    }
}
