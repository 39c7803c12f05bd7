//! The tasks in PostgreSQL, beside the queue: a step of a task and the job for the next one are one transaction.

use std::time::SystemTime;

use anyhow::{Context as _, Result};
use chrono::{DateTime, Utc};
use edges_errors::retry::Progress;
use edges_errors_testkit::FastClock;
use examples::worker::{Mode, Next, Outcome, Sent, Task};
use graphile_worker::tokio_postgres::TokioPostgresDatabase;
use graphile_worker::{
    Database, DbExecutor as _, DbParams, DbRow, DbTransaction, DbValue, JobSpec, WorkerUtils,
};
use serde::{Deserialize, Serialize};
use serde_json::json;

/// The schema of the queue's own tables.
pub(crate) const QUEUE: &str = "fleet_queue";

/// The number of connections of a process.
const CONNECTIONS: usize = 8;

#[derive(Clone)]
pub(crate) struct Store {
    database: Database,
    queue: WorkerUtils,
    clock: FastClock,
}

/// A job: one step of a task.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Turn {
    pub(crate) task: String,
    /// A job that comes again after its step was made has an older one than the task.
    pub(crate) turn: i32,
}

impl Turn {
    pub(crate) fn of(task: &Task) -> Self {
        Self { task: task.name.clone(), turn: task.turn }
    }
}

/// The state of a task.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum State {
    /// In the queue; nothing is under way.
    Waiting,
    /// A request may be under way, or its answer.
    Sending,
    /// The API works on it and calls back.
    CalledBack,
    /// It has come to an end.
    Finished,
}

/// A task as it is written down.
pub(crate) struct Found {
    pub(crate) task: Task,
    pub(crate) state: State,
}

/// The authority that says what becomes of a task.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Step<'a> {
    /// The process that has worked on it.
    Work {
        /// Another identity did it than the first, whose limit was known to be closed.
        handed_over: bool,
    },
    /// A process that found what another one had under way when it died.
    Recovery,
    /// The callback of this reference.
    Callback(&'a str),
}

/// The outcome of a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Settled {
    Written,
    /// Somebody else has made another step of the task.
    Outrun,
    /// The callback was heard before.
    HeardBefore,
}

/// The end of a task.
#[derive(Debug, Clone)]
pub(crate) struct End {
    pub(crate) name: String,
    pub(crate) action: String,
    /// Its end; `None` if it has not come to one.
    pub(crate) outcome: Option<String>,
    /// Its process died with the request under way, and it was set aside.
    pub(crate) set_aside: bool,
}

/// The number of tasks in each state, and what they have come through.
#[derive(Debug, Clone, Default)]
pub(crate) struct Counts {
    pub(crate) waiting: i64,
    pub(crate) sending: i64,
    pub(crate) called_back: i64,
    pub(crate) finished: i64,
    /// Waits that a task was put back for.
    pub(crate) put_back: i64,
    /// Requests that were not sent, since a limit was known to be closed.
    pub(crate) kept_back: i64,
    /// Steps by another identity than the first, whose limit was known to be closed.
    pub(crate) handed_over: i64,
    /// Requests under way when their process died.
    pub(crate) recovered: i64,
}

impl State {
    const ALL: [Self; 4] = [Self::Waiting, Self::Sending, Self::CalledBack, Self::Finished];

    fn as_str(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Sending => "sending",
            Self::CalledBack => "called back",
            Self::Finished => "finished",
        }
    }
}

const TABLES: [&str; 4] = [
    "drop schema if exists fleet cascade",
    "create schema fleet",
    "create table fleet.tasks (
        name text primary key,
        action text not null,
        asynchronous boolean not null,
        turn integer not null default 0,
        state text not null default 'waiting',
        -- Who sends, or sent last.
        process text not null default '',
        identity text not null default '',
        progress jsonb not null default '{}',
        outcome text,
        set_aside boolean not null default false,
        put_back integer not null default 0,
        kept_back integer not null default 0,
        handed_over integer not null default 0,
        recovered integer not null default 0
    )",
    "create table fleet.callbacks (reference text primary key)",
];

impl Store {
    pub(crate) fn open(url: &str, clock: FastClock) -> Result<Self> {
        let driver = TokioPostgresDatabase::from_url(url, CONNECTIONS).context("reading the queue's URL")?;
        let database = Database::from(driver);
        Ok(Self { queue: WorkerUtils::new(&database, QUEUE), database, clock })
    }

    pub(crate) fn database(&self) -> &Database {
        &self.database
    }

    /// Makes the tables anew, and the queue's.
    pub(crate) async fn create(&self) -> Result<()> {
        let drop_queue = format!("drop schema if exists {QUEUE} cascade");
        for statement in TABLES.iter().copied().chain([drop_queue.as_str()]) {
            self.database.execute(statement, DbParams::new()).await.context("making the tables")?;
        }
        self.queue.migrate().await.context("making the queue's tables")
    }

    /// Adds tasks, each with a job.
    pub(crate) async fn add(&self, tasks: &[Task]) -> Result<()> {
        let rows: Vec<_> = tasks
            .iter()
            .map(|task| {
                let asynchronous = task.mode == Mode::Async;
                json!({ "name": task.name, "action": task.action, "asynchronous": asynchronous })
            })
            .collect();
        let insert = "insert into fleet.tasks (name, action, asynchronous)
            select name, action, asynchronous
            from jsonb_to_recordset($1::jsonb) as task(name text, action text, asynchronous boolean)";
        let spec = JobSpec::default();
        let jobs: Vec<_> = tasks.iter().map(|task| (Turn::of(task), &spec)).collect();
        let transaction = self.database.begin().await?;
        transaction.execute(insert, vec![DbValue::Json(rows.into())].into()).await?;
        self.queue.clone().with_executor(&transaction).add_jobs(&jobs).await?;
        Ok(transaction.commit().await?)
    }

    /// Returns a task, if this is still its turn.
    pub(crate) async fn find_turn(&self, turn: &Turn) -> Result<Option<Found>> {
        let found = self.find(&turn.task).await?;
        Ok(found.filter(|found| found.task.turn == turn.turn))
    }

    pub(crate) async fn find(&self, name: &str) -> Result<Option<Found>> {
        let select = "select name, action, asynchronous, turn, state, identity, progress
            from fleet.tasks where name = $1";
        let row = self.database.fetch_optional(select, vec![text(name)].into()).await?;
        row.map(|row| read_task(&row)).transpose()
    }

    /// Writes down that the request of a task goes out now. Fails if it is no longer this process's to send.
    pub(crate) async fn mark(&self, sent: &Sent, process: &str) -> Result<()> {
        let update = "update fleet.tasks set state = 'sending', process = $3, identity = $4
            where name = $1 and turn = $2 and (state = 'waiting' or state = 'sending' and process = $3)";
        let params = vec![text(&sent.task), DbValue::I32(sent.turn), text(process), text(&sent.identity)];
        let marked = self.database.execute(update, params.into()).await.context("marking a task")?;
        anyhow::ensure!(marked == 1, "the task `{}` is another process's by now", sent.task);
        Ok(())
    }

    /// Returns the tasks whose requests a process has under way, as far as is written down.
    pub(crate) async fn under_way(&self, process: &str) -> Result<Vec<String>> {
        let select = "select name from fleet.tasks where process = $1 and state = 'sending'";
        let rows = self.database.fetch_all(select, vec![text(process)].into()).await?;
        rows.iter().map(|row| Ok(row.try_get("name")?)).collect()
    }

    /// Writes down what becomes of a task, with the job that does its next step.
    pub(crate) async fn settle(&self, task: &Task, next: &Next, step: Step<'_>) -> Result<Settled> {
        let transaction = self.database.begin().await?;
        if let Step::Callback(reference) = step {
            let insert = "insert into fleet.callbacks (reference) values ($1) on conflict do nothing";
            if transaction.execute(insert, vec![text(reference)].into()).await? == 0 {
                return Ok(Settled::HeardBefore);
            }
        }
        if !write_step(&transaction, task, next, step).await? {
            return Ok(Settled::Outrun);
        }
        if let Next::PutBack(not_before) = next {
            let spec = JobSpec { run_at: Some(self.run_at(*not_before)), ..JobSpec::default() };
            let job = Turn { turn: task.turn + 1, ..Turn::of(task) };
            self.queue.clone().with_executor(&transaction).add_job(job, spec).await?;
        }
        transaction.commit().await?;
        Ok(Settled::Written)
    }

    /// A callback has told that what was set aside is done.
    pub(crate) async fn resolve(&self, name: &str) -> Result<()> {
        let update = "update fleet.tasks set outcome = $2 where name = $1 and set_aside";
        let outcome = text(&Outcome::Done.to_string());
        self.database.execute(update, vec![text(name), outcome].into()).await?;
        Ok(())
    }

    pub(crate) async fn count(&self) -> Result<Counts> {
        let select = "select state, count(*) as tasks, sum(put_back)::bigint as put_back,
                sum(kept_back)::bigint as kept_back, sum(handed_over)::bigint as handed_over,
                sum(recovered)::bigint as recovered
            from fleet.tasks group by state";
        let mut counts = Counts::default();
        for row in self.database.fetch_all(select, DbParams::new()).await? {
            let tasks = row.try_get("tasks")?;
            match read_state(&row)? {
                State::Waiting => counts.waiting = tasks,
                State::Sending => counts.sending = tasks,
                State::CalledBack => counts.called_back = tasks,
                State::Finished => counts.finished = tasks,
            }
            counts.put_back += row.try_get::<i64>("put_back")?;
            counts.kept_back += row.try_get::<i64>("kept_back")?;
            counts.handed_over += row.try_get::<i64>("handed_over")?;
            counts.recovered += row.try_get::<i64>("recovered")?;
        }
        Ok(counts)
    }

    /// Returns how each task ended, by name.
    pub(crate) async fn ends(&self) -> Result<Vec<End>> {
        let select = "select name, action, outcome, set_aside from fleet.tasks order by name";
        let rows = self.database.fetch_all(select, DbParams::new()).await?;
        rows.iter()
            .map(|row| {
                Ok(End {
                    name: row.try_get("name")?,
                    action: row.try_get("action")?,
                    outcome: row.try_get("outcome")?,
                    set_aside: row.try_get("set_aside")?,
                })
            })
            .collect()
    }

    fn run_at(&self, not_before: SystemTime) -> DateTime<Utc> {
        self.clock.machine_time(not_before).into()
    }
}

/// Writes a step down, unless somebody else has made another one.
async fn write_step(transaction: &DbTransaction, task: &Task, next: &Next, step: Step<'_>) -> Result<bool> {
    let state = match next {
        Next::Finish(_) => State::Finished,
        Next::PutBack(_) => State::Waiting,
        Next::CalledBack { .. } => State::CalledBack,
    };
    let outcome = match next {
        Next::Finish(outcome) => Some(outcome.to_string()),
        Next::PutBack(_) | Next::CalledBack { .. } => None,
    };
    let set_aside = step == Step::Recovery && matches!(next, Next::Finish(Outcome::LookFirst));
    let kept_back = task.events.iter().filter(|event| !event.sent).count();
    let update =
        "update fleet.tasks set turn = turn + 1, state = $3, identity = $4, progress = $5, outcome = $6,
            set_aside = $7, put_back = put_back + $8, kept_back = kept_back + $9, recovered = recovered + $10,
            handed_over = handed_over + $11
        where name = $1 and turn = $2";
    let params = vec![
        text(&task.name),
        DbValue::I32(task.turn),
        text(state.as_str()),
        text(&task.identity),
        DbValue::Json(serde_json::to_value(task.progress)?),
        DbValue::TextOpt(outcome),
        DbValue::Bool(set_aside),
        DbValue::I32((state == State::Waiting).into()),
        DbValue::I32(i32::try_from(kept_back)?),
        DbValue::I32((step == Step::Recovery).into()),
        DbValue::I32((step == Step::Work { handed_over: true }).into()),
    ];
    Ok(transaction.execute(update, params.into()).await? == 1)
}

fn text(text: &str) -> DbValue {
    DbValue::Text(text.to_owned())
}

fn read_state(row: &DbRow) -> Result<State> {
    let state: String = row.try_get("state")?;
    let known = State::ALL.into_iter().find(|known| known.as_str() == state);
    known.with_context(|| format!("no state of a task: {state}"))
}

fn read_task(row: &DbRow) -> Result<Found> {
    let (name, action): (String, String) = (row.try_get("name")?, row.try_get("action")?);
    let mut task = if row.try_get("asynchronous")? {
        Task::asynchronous(&name, &action)
    } else {
        Task::live(&name, &action)
    };
    task.turn = row.try_get("turn")?;
    task.identity = row.try_get("identity")?;
    task.progress = serde_json::from_value::<Progress>(row.try_get("progress")?)?;
    Ok(Found { task, state: read_state(row)? })
}
