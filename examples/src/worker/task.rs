//! A task, and what happens to it.

use edges_errors::retry::{Decision, Execution, Progress, RequestContext};
use edges_errors::{ErrorLabel, Subject};

/// Something to be done by an identity of the account's.
#[derive(Debug, Clone)]
pub struct Task {
    /// What it is called.
    pub name: String,
    /// The action of the API, such as `send-message`.
    pub action: String,
    /// Whether the answer is waited for.
    pub mode: Mode,
    /// Who did it last.
    pub identity: String,
    /// How far it had come before it went back to the queue.
    pub progress: Progress,
    /// The number of steps that it has made: of two who hold it the one with fewer has lost it.
    pub turn: i32,
    /// What was decided about it, in order.
    pub events: Vec<Event>,
    /// How it ended; `None` until then.
    pub outcome: Option<Outcome>,
}

/// Whether the answer is waited for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// The answer is the result.
    Live,
    /// The result comes as a callback.
    Async,
}

/// How a task ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// It was done.
    Done,
    /// There was nothing to find.
    Empty,
    /// It had been done before.
    AlreadyDone,
    /// It cannot be done, and somebody is told.
    GivenUp(String),
    /// It may have been done, and is not to be done twice: somebody looks first.
    LookFirst,
}

/// A decision on one failure.
#[derive(Debug, Clone)]
pub struct Event {
    /// The identity whose request it was.
    pub identity: String,
    /// What came back: a label, a status, or that nothing did.
    pub came_back: String,
    /// `true` if the request was sent, and not kept back since a limit was known to be closed.
    pub sent: bool,
    /// `retry`, `defer`, `await` or `stop`.
    pub action: &'static str,
    /// Why, in one sentence.
    pub because: String,
}

impl Task {
    /// A task that is waited for.
    #[must_use]
    pub fn live(name: &str, action: &str) -> Self {
        Self {
            name: name.to_owned(),
            action: action.to_owned(),
            mode: Mode::Live,
            identity: String::new(),
            progress: Progress::default(),
            turn: 0,
            events: Vec::new(),
            outcome: None,
        }
    }

    /// A task whose result comes as a callback.
    #[must_use]
    pub fn asynchronous(name: &str, action: &str) -> Self {
        Self { mode: Mode::Async, ..Self::live(name, action) }
    }

    /// Whether doing it twice is the same as doing it once.
    #[must_use]
    pub fn is_repeatable(&self) -> bool {
        super::is_repeatable(&self.action)
    }

    /// What the retry kernel is told of its requests.
    #[must_use]
    pub fn context(&self) -> RequestContext {
        self.context_of(&self.identity)
    }

    /// The same if that identity does it.
    pub(super) fn context_of(&self, identity: &str) -> RequestContext {
        let execution = if self.mode == Mode::Live { Execution::Live } else { Execution::Async };
        super::request_context(&self.action)
            .execution(execution)
            .subject(Subject::Identity, identity)
            .subject(Subject::Action, &*self.action)
    }
}

impl Event {
    pub(super) fn of(decision: &Decision<ErrorLabel>, identity: &str) -> Self {
        let fields = decision.fields();
        let came_back = match decision.error().label_str() {
            Some(label) => label.to_owned(),
            None => {
                fields.status.map_or_else(|| fields.error_type.to_owned(), |status| format!("HTTP {status}"))
            }
        };
        Self {
            identity: identity.to_owned(),
            came_back,
            sent: fields.error_type != "closed",
            action: fields.action,
            because: decision.to_string(),
        }
    }
}

/// The run in the answer to an async request.
pub(super) fn read_run_uid(text: &str) -> String {
    let answer: serde_json::Value = serde_json::from_str(text).unwrap_or_default();
    answer.pointer("/run/run_uid").and_then(serde_json::Value::as_str).unwrap_or_default().to_owned()
}
