//! The guide's queue: every job is done once, and nothing is sent before its time, however often the process is ended.

use edges_errors::EdgesError;
use edges_errors::retry::RequestContext;
use std::collections::{BTreeMap, BTreeSet, HashMap, VecDeque};

include!(concat!(env!("OUT_DIR"), "/queue.rs"));

const DAY: Duration = Duration::from_secs(86_400);

/// The table on disk, which outlives every process, and the indices that a database keeps of it.
#[derive(Default)]
struct Table {
    rows: BTreeMap<String, String>,
    due: BTreeSet<(SystemTime, String)>,
    under_way: BTreeSet<String>,
    stopped: BTreeSet<String>,
}

impl Table {
    fn of(jobs: usize, now: SystemTime) -> Self {
        let mut table = Self::default();
        for number in 0..jobs {
            let identity = if number % 2 == 0 { "ada" } else { "bob" };
            let message = format!("{identity}/{number:04}");
            let state = State::Waiting { not_before: now };
            table.write(&Job { message, progress: Progress::default(), state });
        }
        table
    }

    fn read(&self, name: &str) -> Job {
        serde_json::from_str(&self.rows[name]).unwrap()
    }

    fn write(&mut self, job: &Job) {
        let name = job.message.clone();
        self.due.retain(|(_, waiting)| *waiting != name);
        self.under_way.remove(&name);
        self.stopped.remove(&name);
        match &job.state {
            State::Waiting { not_before } => _ = self.due.insert((*not_before, name.clone())),
            State::UnderWay => _ = self.under_way.insert(name.clone()),
            State::Stopped { .. } => _ = self.stopped.insert(name.clone()),
            State::LeftToApi | State::Done => {}
        }
        self.rows.insert(name, serde_json::to_string(job).unwrap());
    }
}

/// An API on which an identity may do so much within 24 hours. It names the time to `ada`, and not to `bob`.
struct Api {
    daily: usize,
    uses: HashMap<String, VecDeque<SystemTime>>,
    done: HashMap<String, usize>,
    closed: HashMap<String, SystemTime>,
    requests: usize,
    refused: usize,
    early: usize,
}

impl Api {
    fn new(daily: usize) -> Self {
        let (uses, done, closed) = Default::default();
        Self { daily, uses, done, closed, requests: 0, refused: 0, early: 0 }
    }

    fn receive(&mut self, message: &str, now: SystemTime) -> Result<(), EdgesError> {
        self.requests += 1;
        self.early += usize::from(self.closed.get(message).is_some_and(|until| now < *until));
        let (identity, _) = message.split_once('/').unwrap();
        let uses = self.uses.entry(identity.to_owned()).or_default();
        uses.retain(|used| *used + DAY > now);
        if uses.len() < self.daily {
            uses.push_back(now);
            *self.done.entry(message.to_owned()).or_default() += 1;
            return Ok(());
        }
        self.refused += 1;
        let (until, params) = match identity {
            "ada" => name_time(uses[0] + DAY),
            _ => (now + DAY, String::new()),
        };
        self.closed.insert(message.to_owned(), until);
        Err(EdgesError::from_parts(424, (), format!(r#"{{"error_label":"LIMIT_REACHED"{params}}}"#)))
    }
}

/// Names a time in whole seconds, the next ones, as a param.
fn name_time(time: SystemTime) -> (SystemTime, String) {
    let seconds = time.duration_since(SystemTime::UNIX_EPOCH).unwrap().as_secs() + 1;
    let named = SystemTime::UNIX_EPOCH + Duration::from_secs(seconds);
    (named, format!(r#","params":{{"postponed_until":{seconds}}}"#))
}

/// The process was ended from outside.
struct Killed;

/// All that there is beside the program.
struct Setting<K> {
    table: Table,
    api: Api,
    now: Moment,
    plan: RetryPlan,
    /// Returns whether the process is ended here. Asked between any two steps.
    kill: K,
}

impl<K: FnMut() -> bool> Setting<K> {
    fn new(jobs: usize, daily: usize, kill: K) -> Self {
        let wall = SystemTime::UNIX_EPOCH + Duration::from_secs(1_795_420_800);
        let now = Moment { wall, ..Moment::now() };
        let plan = RetryPlan::for_request(&RequestContext::new("POST"));
        Self { table: Table::of(jobs, wall), api: Api::new(daily), now, plan, kill }
    }

    fn pass(&mut self, time: Duration) {
        self.now.wall += time;
        self.now.monotonic += time;
    }

    fn step(&mut self) -> Result<(), Killed> {
        if (self.kill)() { Err(Killed) } else { Ok(()) }
    }

    /// One process from its start to its end. It knows nothing but the table.
    fn run_process(&mut self) -> Result<(), Killed> {
        for name in self.table.under_way.clone() {
            let job = recover(self.table.read(&name), &self.plan, self.now);
            self.table.write(&job);
            self.step()?;
        }
        while let Some((not_before, name)) = self.table.due.first().cloned() {
            self.pass(not_before.duration_since(self.now.wall).unwrap_or_default());
            self.table.write(&Job { state: State::UnderWay, ..self.table.read(&name) });
            self.step()?;
            let answer = self.api.receive(&name, self.now.wall);
            self.pass(Duration::from_secs(1));
            if let Err(killed) = self.step() {
                // Nobody has read the answer.
                self.api.closed.remove(&name);
                return Err(killed);
            }
            let job = self.table.read(&name);
            let job = match &answer {
                Ok(()) => Job { state: State::Done, ..job },
                Err(error) => settle(job, &self.plan, Failure::Api(error), self.now),
            };
            self.table.write(&job);
            self.step()?;
        }
        Ok(())
    }

    /// Somebody finds out about every job that was stopped, as the advice says.
    fn find_out(&mut self) -> usize {
        let stopped = self.table.stopped.clone();
        for name in &stopped {
            let job = self.table.read(name);
            let State::Stopped { advice } = &job.state else { unreachable!("{job:?}") };
            assert!(advice.contains("Find out first whether it was carried out"), "{advice}");
            let state = match self.api.done.contains_key(name) {
                true => State::Done,
                false => State::Waiting { not_before: self.now.wall },
            };
            self.table.write(&Job { state, ..job });
        }
        stopped.len()
    }

    /// Starts processes until everything is done; returns how many were ended, and how many jobs somebody looked at.
    fn drain(&mut self) -> (usize, usize) {
        let (mut killed, mut looked_at) = (0, 0);
        loop {
            let end = self.run_process();
            killed += usize::from(end.is_err());
            looked_at += self.find_out();
            if end.is_ok() && self.table.due.is_empty() {
                return (killed, looked_at);
            }
        }
    }

    /// Each job was done once, and the table knows.
    fn check(&self, jobs: usize) {
        assert_eq!(self.table.rows.len(), jobs, "none is lost");
        for name in self.table.rows.keys() {
            assert_eq!(
                (self.table.read(name).state, self.api.done.get(name)),
                (State::Done, Some(&1)),
                "{name}"
            );
        }
        assert_eq!(self.api.early, 0, "nothing is sent before its time");
    }
}

#[test]
fn a_queue_of_1000_jobs_at_20_a_day_drains_however_often_the_process_is_ended() {
    let mut rng = JitterRng::seeded(20);
    let mut setting = Setting::new(1_000, 20, move || rng.next_u64().is_multiple_of(10));
    let started = setting.now.wall;
    let (killed, looked_at) = setting.drain();
    setting.check(1_000);
    let days = setting.now.wall.duration_since(started).unwrap().as_secs_f64() / DAY.as_secs_f64();
    assert!((24.0..26.0).contains(&days), "500 jobs of each identity: {days} days");
    let progress = setting.table.rows.keys().map(|name| setting.table.read(name).progress);
    let progress: Vec<Progress> = progress.collect();
    let most = progress.iter().map(|progress| progress.deferrals).max().unwrap();
    assert!((20..=30).contains(&most), "about one deferral for each day: {most}");
    // The sum of what is left over on each day.
    let ideal = 2 * (1..25).map(|day| 500 - 20 * day).sum::<usize>();
    let refused = setting.api.refused;
    assert!((ideal..ideal * 5 / 4).contains(&refused), "{refused} refusals, {ideal} at best");
    let failures: u32 = progress.iter().map(|progress| progress.attempts + progress.deferrals).sum();
    let failures = usize::try_from(failures).unwrap();
    assert!((refused..=refused + looked_at).contains(&failures), "each is counted once: {failures}");
    assert!(killed > 4_000 && looked_at > 2_000, "{killed} processes ended, {looked_at} jobs in doubt");
}

/// A queue of two days, in whose course the process is ended once, at each of its steps in turn.
#[test]
fn it_does_not_matter_between_which_two_steps_the_process_is_ended() {
    let mut steps = 0;
    let mut undisturbed = Setting::new(24, 6, || false);
    undisturbed.drain();
    undisturbed.check(24);
    for at in 0.. {
        let mut asked = 0;
        let mut setting = Setting::new(24, 6, || {
            asked += 1;
            asked == at + 1
        });
        let (killed, looked_at) = setting.drain();
        setting.check(24);
        assert!(looked_at <= killed);
        if killed == 0 {
            break;
        }
        steps += 1;
    }
    assert!(steps > 100, "{steps}");
}

#[test]
fn a_job_that_was_never_sent_waits_while_the_api_is_down() {
    let plan = RetryPlan::for_request(&RequestContext::new("POST"));
    let now = Moment::now();
    let progress = Progress { attempts: 2, deferrals: 3 };
    let job = Job { message: "ada/1".to_owned(), progress, state: State::UnderWay };
    let job = settle(job, &plan, Failure::Connect, now);
    assert_eq!(job.progress, Progress::default());
    assert!(matches!(job.state, State::Waiting { not_before } if not_before > now.wall), "{job:?}");
    assert!(matches!(settle(job, &plan, Failure::Timeout, now).state, State::Stopped { .. }));
}
