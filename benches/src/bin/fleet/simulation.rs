//! Events in virtual time: a worker sends, waits, or takes its next task.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use edges_errors::retry::{JitterRng, Progress};
use edges_errors::{Effect, Label as _};

use crate::knowledge::{Knowledge, Place};
use crate::server::{Answer, Call, DAY, MINUTE, Rules, SECOND, Server, Told};
use crate::strategies::{Attempts, Memory, NewRequest, Step, Strategy};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Scenario {
    /// A plan's limit with some room, and five minutes in which nothing works.
    Outage,
    /// More to send than the plan allows in a minute.
    PlanLimit,
    /// More to send than the identities may in a day; a worker has one to itself.
    DailyLimits,
    /// The same, where ten workers of ten processes act for one identity.
    SharedLimits,
}

impl Scenario {
    pub(crate) const ALL: [Self; 4] = [Self::Outage, Self::PlanLimit, Self::DailyLimits, Self::SharedLimits];
}

pub(crate) struct Fleet {
    pub(crate) scenario: Scenario,
    pub(crate) workers: usize,
    pub(crate) strategy: Strategy,
    pub(crate) seed: u64,
}

pub(crate) const OUTAGE: (u64, u64) = (10 * MINUTE, 15 * MINUTE);
/// How long after the outage the load is looked at.
const AFTERMATH: u64 = 5 * MINUTE;
/// Nothing is simulated beyond this.
const HORIZON: u64 = 10 * DAY;

/// What a run came to.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Outcome {
    pub(crate) tasks: u64,
    pub(crate) requests: u64,
    /// Tasks whose success the worker has seen.
    pub(crate) succeeded: u64,
    /// Tasks that could not succeed.
    pub(crate) mistakes: u64,
    /// Sends that may have been done, and that nobody sends again.
    pub(crate) set_aside: u64,
    /// Tasks that were given up although nothing was wrong with them.
    pub(crate) lost: u64,
    /// Sends that were done once more than they should.
    pub(crate) duplicates: u64,
    /// Requests before a time that the API had named.
    pub(crate) cut_short: u64,
    /// Requests that a limit has refused.
    pub(crate) refused: u64,
    /// Requests that their own process could know to be refused.
    pub(crate) needless: u64,
    /// When the last task ended.
    pub(crate) drained: u64,
    /// The most requests in a second after the outage, over the mean of those minutes.
    pub(crate) peak_over_mean: f64,
}

#[derive(Clone, Copy)]
struct Task {
    is_read: bool,
    is_mistake: bool,
    done: u64,
    /// Its progress before it was put back.
    prior: Progress,
    not_before: u64,
}

struct Worker {
    /// Tasks and when they are due, those to come first last.
    tasks: Vec<(u64, Task)>,
    current: Option<(Task, Attempts)>,
}

struct Run<'a> {
    fleet: &'a Fleet,
    server: Server,
    memory: Memory,
    knowledge: Knowledge,
    rng: JitterRng,
    events: BinaryHeap<Reverse<(u64, usize)>>,
    outcome: Outcome,
    aftermath: Vec<u64>,
}

pub(crate) fn rules_of(scenario: Scenario, workers: usize) -> Rules {
    match scenario {
        // A worker sends some five requests a minute.
        Scenario::Outage => Rules {
            plan_limit: workers * 7,
            daily_limit: usize::MAX,
            outage: Some(OUTAGE),
            hiccups: 30,
            mistakes: 20,
            tells: false,
        },
        Scenario::PlanLimit => Rules {
            plan_limit: workers * 4,
            daily_limit: usize::MAX,
            outage: None,
            hiccups: 30,
            mistakes: 20,
            tells: false,
        },
        Scenario::DailyLimits | Scenario::SharedLimits => Rules {
            plan_limit: usize::MAX,
            daily_limit: 20,
            outage: None,
            hiccups: 30,
            mistakes: 20,
            tells: false,
        },
    }
}

/// How many tasks each worker has.
pub(crate) fn count_tasks(scenario: Scenario) -> usize {
    match scenario {
        Scenario::Outage => 120,
        Scenario::PlanLimit | Scenario::DailyLimits => 50,
        Scenario::SharedLimits => 6,
    }
}

const WORKERS_IN_A_PROCESS: usize = 100;
/// Of an identity that several act for, each in a process of its own.
const WORKERS_OF_AN_IDENTITY: usize = 10;

fn place_of(scenario: Scenario, worker: usize) -> Place {
    match scenario {
        Scenario::Outage | Scenario::PlanLimit | Scenario::DailyLimits => {
            Place { identity: worker, process: worker / WORKERS_IN_A_PROCESS }
        }
        Scenario::SharedLimits => {
            let group = worker / (WORKERS_IN_A_PROCESS * WORKERS_OF_AN_IDENTITY);
            let process = group * WORKERS_OF_AN_IDENTITY + worker % WORKERS_OF_AN_IDENTITY;
            Place { identity: worker / WORKERS_OF_AN_IDENTITY, process }
        }
    }
}

fn count_processes(fleet: &Fleet) -> usize {
    let processes = (0..fleet.workers).map(|worker| place_of(fleet.scenario, worker).process);
    processes.max().map_or(0, |last| last + 1)
}

pub(crate) fn simulate(fleet: &Fleet) -> Outcome {
    let rules = Rules { tells: fleet.strategy.is_told(), ..rules_of(fleet.scenario, fleet.workers) };
    let mistakes = rules.mistakes;
    let mut run = Run {
        fleet,
        server: Server::new(rules, fleet.workers, fleet.seed),
        memory: fleet.strategy.remember(count_processes(fleet), fleet.seed ^ 1),
        knowledge: Knowledge::default(),
        rng: JitterRng::seeded(fleet.seed ^ 2),
        events: BinaryHeap::new(),
        outcome: Outcome::default(),
        aftermath: vec![0; (AFTERMATH / SECOND) as usize],
    };
    let mut workers: Vec<Worker> = (0..fleet.workers).map(|_| run.hire(mistakes)).collect();
    for at in 0..workers.len() {
        let begins = run.rng.next_u64() % (10 * SECOND);
        run.events.push(Reverse((begins, at)));
    }
    while let Some(Reverse((now, at))) = run.events.pop() {
        let Some(worker) = workers.get_mut(at).filter(|_| now < HORIZON) else { continue };
        if let Some(next) = run.step(worker, at, now) {
            run.events.push(Reverse((next, at)));
        }
    }
    run.outcome.lost += workers.iter().map(|worker| worker.tasks.len() as u64).sum::<u64>();
    run.finish()
}

impl Run<'_> {
    fn hire(&mut self, mistakes: u64) -> Worker {
        let tasks = (0..count_tasks(self.fleet.scenario)).map(|_| {
            let is_mistake = self.rng.next_u64() % 1_000 < mistakes;
            (
                0,
                Task {
                    is_read: self.rng.next_u64().is_multiple_of(2),
                    is_mistake,
                    done: 0,
                    prior: Progress::default(),
                    not_before: 0,
                },
            )
        });
        let tasks: Vec<_> = tasks.collect();
        self.outcome.tasks += tasks.len() as u64;
        Worker { tasks, current: None }
    }

    /// One thing that a worker does, and when it does the next.
    fn step(&mut self, worker: &mut Worker, at: usize, now: u64) -> Option<u64> {
        let place = place_of(self.fleet.scenario, at);
        let (mut task, mut attempts) = match worker.current.take() {
            Some(current) => current,
            None => {
                let (due, task) = take_due(&mut worker.tasks, now)?;
                if due > now {
                    worker.tasks.push((due, task));
                    return Some(due);
                }
                let request = NewRequest { place, is_read: task.is_read, prior: task.prior };
                (task, self.fleet.strategy.begin(&self.memory, &request, now))
            }
        };
        if let Some(step) = attempts.ask(&mut self.memory, now) {
            return Some(self.follow(step, worker, (task, attempts), now));
        }
        self.count_request(&task, place, now);
        let identity = place.identity;
        let answer = self.server.answer(&Call { identity, now, is_mistake: task.is_mistake });
        let latency = 200 + self.rng.next_u64() % 200;
        let now = now + latency;
        let step = match &answer {
            Answer::Done(told) => {
                self.carry_out(&mut task);
                self.hear(place, told, now);
                attempts.on_success(told, &mut self.memory, now);
                self.outcome.succeeded += 1;
                self.outcome.drained = now;
                return Some(self.pause(now));
            }
            Answer::Refused => attempts.fail(None, &mut self.memory, now),
            Answer::Failed { error, done, refused, told } => {
                if *done {
                    self.carry_out(&mut task);
                }
                self.hear(place, told, now);
                if let Some(closed) = refused {
                    self.outcome.refused += 1;
                    task.not_before = task.not_before.max(closed.until);
                    self.knowledge.add(place, *closed, now);
                }
                attempts.fail(Some(error), &mut self.memory, now)
            }
        };
        if matches!(step, Step::GiveUp) {
            self.give_up(&task, &answer);
            self.outcome.drained = now;
        }
        Some(self.follow(step, worker, (task, attempts), now))
    }

    /// Takes note of what an answer says of limits beside its body.
    fn hear(&mut self, place: Place, told: &Told, now: u64) {
        told.used_up.iter().for_each(|closed| self.knowledge.add(place, *closed, now));
    }

    /// Does what a strategy says about a task; returns when the worker goes on.
    fn follow(&mut self, step: Step, worker: &mut Worker, current: (Task, Attempts), now: u64) -> u64 {
        match step {
            Step::Wait(wait) => {
                worker.current = Some(current);
                now + wait
            }
            Step::PutBack { due, prior } => {
                let (task, _) = current;
                worker.tasks.push((due.max(task.not_before), Task { prior, ..task }));
                self.pause(now)
            }
            Step::GiveUp => self.pause(now),
        }
    }

    /// Some ten seconds until the next task.
    fn pause(&mut self, now: u64) -> u64 {
        now + 5 * SECOND + self.rng.next_u64() % (10 * SECOND)
    }

    fn count_request(&mut self, task: &Task, place: Place, now: u64) {
        self.outcome.requests += 1;
        self.outcome.needless += u64::from(self.knowledge.is_closed(place, now));
        self.outcome.cut_short += u64::from(now < task.not_before);
        let since = now.checked_sub(OUTAGE.1).map(|since| (since / SECOND) as usize);
        if let Some(bucket) = since.and_then(|since| self.aftermath.get_mut(since)) {
            *bucket += 1;
        }
    }

    fn carry_out(&mut self, task: &mut Task) {
        task.done += 1;
        self.outcome.duplicates += u64::from(!task.is_read && task.done > 1);
    }

    /// A send after which nobody knows is set aside, whoever gives it up; anything else that could succeed is lost.
    fn give_up(&mut self, task: &Task, answer: &Answer) {
        let unclear = match answer {
            Answer::Failed { error, .. } => match error.label() {
                Some(label) => label.effect() != Effect::None,
                None => error.rate_limit().is_none(),
            },
            Answer::Refused | Answer::Done(_) => false,
        };
        if task.is_mistake {
            self.outcome.mistakes += 1;
        } else if !task.is_read && unclear {
            self.outcome.set_aside += 1;
        } else {
            self.outcome.lost += 1;
        }
    }

    fn finish(mut self) -> Outcome {
        if self.server.rules.outage.is_none() {
            return self.outcome;
        }
        let total: u64 = self.aftermath.iter().sum();
        let peak = self.aftermath.iter().max().copied().unwrap_or_default();
        let mean = total as f64 / self.aftermath.len() as f64;
        self.outcome.peak_over_mean = if mean > 0.0 { peak as f64 / mean } else { 0.0 };
        self.outcome
    }
}

/// The task that is due first; among those that are due, the last that was put back.
fn take_due(tasks: &mut Vec<(u64, Task)>, now: u64) -> Option<(u64, Task)> {
    let due = |(due, _): &&(u64, Task)| *due <= now;
    let at = match tasks.iter().rposition(|task| due(&task)) {
        Some(at) => at,
        None => tasks.iter().enumerate().min_by_key(|(_, (due, _))| *due)?.0,
    };
    Some(tasks.swap_remove(at))
}

#[cfg(test)]
mod tests {
    use super::*;

    const WITH_COOLDOWNS: [Strategy; 4] = [
        Strategy::KernelWithCooldowns,
        Strategy::KernelWithSharedCooldowns,
        Strategy::ToldCooldowns,
        Strategy::ToldSharedCooldowns,
    ];

    fn run(scenario: Scenario, strategy: Strategy) -> Outcome {
        simulate(&Fleet { scenario, workers: 20, strategy, seed: 7 })
    }

    #[test]
    fn every_task_comes_to_one_end() {
        for scenario in Scenario::ALL {
            for strategy in Strategy::ALL {
                let outcome = run(scenario, strategy);
                let Outcome { tasks, succeeded, mistakes, set_aside, lost, .. } = outcome;
                assert_eq!(tasks, succeeded + mistakes + set_aside + lost, "{scenario:?} {strategy:?}");
            }
        }
    }

    #[test]
    fn the_kernel_repeats_nothing_and_cuts_no_wait_short() {
        for scenario in Scenario::ALL {
            let outcome = run(scenario, Strategy::Kernel);
            assert_eq!((outcome.duplicates, outcome.cut_short), (0, 0), "{outcome:?}");
        }
    }

    #[test]
    fn with_cooldowns_no_request_is_sent_that_its_process_could_know_to_be_refused() {
        for scenario in Scenario::ALL {
            let without = run(scenario, Strategy::Kernel);
            for strategy in WITH_COOLDOWNS {
                let outcome = run(scenario, strategy);
                assert_eq!(
                    (outcome.needless, outcome.duplicates, outcome.cut_short),
                    (0, 0, 0),
                    "{outcome:?}"
                );
                assert!(outcome.requests <= without.requests, "{scenario:?} {outcome:?} {without:?}");
            }
        }
    }

    #[test]
    fn who_is_told_what_is_left_runs_into_no_limit_and_is_done_no_later() {
        for scenario in [Scenario::DailyLimits, Scenario::SharedLimits] {
            let without = run(scenario, Strategy::Kernel);
            let told = run(scenario, Strategy::ToldSharedCooldowns);
            assert!(without.refused > told.succeeded / 2, "{without:?}");
            assert!(told.refused * 50 < told.succeeded, "{told:?}");
            // Whoever waits for a limit comes up to half a minute after it opens, once a day.
            assert!(told.drained <= without.drained + MINUTE, "{scenario:?} {told:?} {without:?}");
        }
        assert_eq!(run(Scenario::DailyLimits, Strategy::ToldCooldowns).refused, 0);
    }

    #[test]
    fn the_counters_see_what_a_plain_loop_does() {
        let outcome = run(Scenario::DailyLimits, Strategy::Plain);
        assert!(outcome.duplicates > 0 && outcome.cut_short > 0 && outcome.lost > 0, "{outcome:?}");
    }

    #[test]
    fn the_same_seed_is_the_same_run() {
        assert_eq!(run(Scenario::Outage, Strategy::Kernel), run(Scenario::Outage, Strategy::Kernel));
    }
}
