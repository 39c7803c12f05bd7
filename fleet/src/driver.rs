//! A round: the API, the tasks, the processes and their deaths.

use std::net::{Ipv4Addr, TcpListener};
use std::os::fd::OwnedFd;
use std::process::{ExitCode, Stdio};
use std::time::{Duration, Instant, SystemTime};

use anyhow::{Context as _, Result};
use edges_errors::retry::JitterRng;
use edges_errors_testkit::{FastClock, Faults, World, WorldOptions};
use examples::worker::Task;
use tokio::process::{Child, Command};
use tokio::time::{MissedTickBehavior, interval, sleep_until};

use crate::args::{RoundArgs, SECRET};
use crate::judge::Verdict;
use crate::report::{Round, print_progress, print_table};
use crate::store::Store;

/// The processes, each in a place of its own; who dies is followed by another.
struct Fleet<'a> {
    args: &'a RoundArgs,
    began: SystemTime,
    store: Store,
    world: World,
    callbacks: TcpListener,
    places: Vec<Place>,
    rng: JitterRng,
    deaths: u64,
}

struct Place {
    name: String,
    child: Child,
}

/// Every kind of task; each third one's result comes as a callback.
fn make_tasks(count: usize) -> Vec<Task> {
    let actions = ["extract-people", "send-message", "visit-profile", "connect-profile"];
    let kinds = actions.iter().cycle().zip([true, false, false].iter().cycle());
    let make = |(number, (action, asynchronous)): (usize, (&&str, &bool))| {
        let name = format!("t{number:05}");
        if *asynchronous { Task::asynchronous(&name, action) } else { Task::live(&name, action) }
    };
    kinds.take(count).enumerate().map(make).collect()
}

/// Runs a round and says whether the promises were kept.
pub(crate) async fn run(args: RoundArgs) -> Result<ExitCode> {
    let started = Instant::now();
    let began = truncate(SystemTime::now())?;
    let clock = FastClock::new(began, args.speed);
    let store = Store::open(&args.queue, clock)?;
    store.create().await?;
    let tasks = make_tasks(args.tasks);
    for some in tasks.chunks(500) {
        store.add(some).await?;
    }
    let mut fleet = Fleet::start(&args, began, clock, store.clone()).await?;
    let has_ended = fleet.watch(started).await?;
    let deaths = fleet.deaths;
    let ledger = fleet.world.ledger();
    fleet.end().await?;

    let planned: Vec<_> = tasks.into_iter().map(|task| task.name).collect();
    let ends = store.ends().await?;
    let verdict = Verdict::of(&planned, &ends, &ledger);
    let counts = store.count().await?;
    let took = started.elapsed();
    print_table(
        &Round { args: &args, ends: &ends, counts: &counts, ledger: &ledger, deaths, took },
        &verdict,
    );
    Ok(if has_ended && verdict.holds() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

impl<'a> Fleet<'a> {
    async fn start(args: &'a RoundArgs, began: SystemTime, clock: FastClock, store: Store) -> Result<Self> {
        let mut options = WorldOptions::default();
        options.faults = Faults::by_chance(args.seed, args.faults);
        options.daily_limit = 200;
        options.plan_limit = 3;
        options.callbacks_until_heard = true;
        let world = World::start(options, &clock).await.context("starting the API")?;
        let callbacks = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).context("listening for callbacks")?;
        let rng = JitterRng::seeded(args.seed);
        let mut fleet = Self { args, began, store, world, callbacks, places: Vec::new(), rng, deaths: 0 };
        for number in 0..args.processes {
            let place = fleet.spawn(format!("worker-{number}.0"))?;
            fleet.places.push(place);
        }
        Ok(fleet)
    }

    fn spawn(&self, name: String) -> Result<Place> {
        let args = self.args;
        let began = self.began.duration_since(SystemTime::UNIX_EPOCH)?.as_micros();
        let listener = OwnedFd::from(self.callbacks.try_clone()?);
        let mut command = Command::new(std::env::current_exe()?);
        command
            .arg("work")
            .args(["--name", &name, "--queue", &args.queue, "--redis", &args.redis])
            .args(["--api", &self.world.base_url(), "--callbacks", &self.callbacks_url()?])
            .args(["--began", &began.to_string(), "--speed", &args.speed.to_string()])
            .env(SECRET, format!("the round of {began}"))
            .stdin(Stdio::from(listener))
            .kill_on_drop(true);
        if let Some(plant) = args.plant {
            command.args(["--plant", plant.name()]);
        }
        let child = command.spawn().context("starting a worker")?;
        Ok(Place { name, child })
    }

    fn callbacks_url(&self) -> Result<String> {
        Ok(format!("http://{}/callbacks", self.callbacks.local_addr()?))
    }

    /// Kills now and then, and tells how far it is, until every task has come to an end.
    async fn watch(&mut self, started: Instant) -> Result<bool> {
        let mut look = interval(Duration::from_millis(500));
        look.set_missed_tick_behavior(MissedTickBehavior::Delay);
        let mut looks = 0_u32;
        let mut next_kill = tokio::time::Instant::now() + self.draw_wait();
        loop {
            tokio::select! {
                () = sleep_until(next_kill), if self.args.kill_every > 0 => {
                    self.kill_one().await?;
                    next_kill += self.draw_wait();
                }
                _ = look.tick() => {
                    self.replace_ended().await?;
                    let counts = self.store.count().await?;
                    if looks.is_multiple_of(4) {
                        let requests = self.world.ledger().totals().requests;
                        print_progress(&counts, requests, self.deaths, started.elapsed());
                    }
                    looks += 1;
                    if usize::try_from(counts.finished)? == self.args.tasks {
                        return Ok(true);
                    }
                    if started.elapsed() > Duration::from_secs(self.args.at_most) {
                        return Ok(false);
                    }
                }
            }
        }
    }

    /// Between half and one and a half times the average.
    fn draw_wait(&mut self) -> Duration {
        let average = self.args.kill_every;
        Duration::from_millis(average / 2 + self.rng.next_u64() % average.max(1))
    }

    /// Ends a process without a warning.
    async fn kill_one(&mut self) -> Result<()> {
        let count = u64::try_from(self.places.len())?;
        let at = usize::try_from(self.rng.next_u64() % count.max(1))?;
        let place = self.places.get_mut(at).context("there is no process to kill")?;
        place.child.kill().await.context("killing a worker")?;
        self.replace(at).await
    }

    /// Replaces processes that have ended by themselves, for which there is no reason but one outside, such as a server
    /// that is gone.
    async fn replace_ended(&mut self) -> Result<()> {
        for at in 0..self.places.len() {
            let ended = self.places.get_mut(at).map(|place| place.child.try_wait()).transpose()?.flatten();
            if let Some(status) = ended {
                eprintln!("worker {at} has ended by itself: {status}");
                self.replace(at).await?;
            }
        }
        Ok(())
    }

    /// Buries a process that has ended, and starts another in its place.
    async fn replace(&mut self, at: usize) -> Result<()> {
        self.deaths += 1;
        let successor = self.spawn(format!("worker-{at}.{}", self.deaths))?;
        let place = self.places.get_mut(at).context("there is no such place")?;
        let Place { name, .. } = std::mem::replace(place, successor);
        self.world.bury(&name, &self.store.under_way(&name).await?);
        Ok(())
    }

    async fn end(self) -> Result<()> {
        for mut place in self.places {
            place.child.kill().await.context("ending a worker")?;
        }
        Ok(())
    }
}

/// The time in whole microseconds, as it is told to the processes.
fn truncate(time: SystemTime) -> Result<SystemTime> {
    let micros = u64::try_from(time.duration_since(SystemTime::UNIX_EPOCH)?.as_micros())?;
    Ok(SystemTime::UNIX_EPOCH + Duration::from_micros(micros))
}
