//! The API: limits that roll, an outage, and what goes wrong besides. Times are milliseconds since the start.

use std::collections::VecDeque;

use edges_errors::retry::JitterRng;

use crate::api::FleetError;

pub(crate) const SECOND: u64 = 1_000;
pub(crate) const MINUTE: u64 = 60 * SECOND;
pub(crate) const HOUR: u64 = 60 * MINUTE;
pub(crate) const DAY: u64 = 24 * HOUR;

/// The clock's zero as a Unix time: 2026-11-24T08:00:00Z.
pub(crate) const START: u64 = 1_795_507_200;

/// How the API behaves.
#[derive(Debug, Clone)]
pub(crate) struct Rules {
    /// Calls of the whole fleet in a minute.
    pub(crate) plan_limit: usize,
    /// Uses of one identity in 24 hours.
    pub(crate) daily_limit: usize,
    /// From when until when nothing works.
    pub(crate) outage: Option<(u64, u64)>,
    /// Of a thousand requests, how many meet a hiccup of LinkedIn's, and how many are wrong for good.
    pub(crate) hiccups: u64,
    pub(crate) mistakes: u64,
    /// Each answer says how much is left of both limits.
    pub(crate) tells: bool,
}

/// A request as the API sees it.
pub(crate) struct Call {
    pub(crate) identity: usize,
    pub(crate) now: u64,
    /// The task can never succeed.
    pub(crate) is_mistake: bool,
}

/// A limit as the fleet meets it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Limit {
    Plan,
    Daily { identity: usize },
}

/// A limit that lets nobody through before a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Closed {
    pub(crate) limit: Limit,
    pub(crate) until: u64,
}

pub(crate) enum Answer {
    /// It was done.
    Done(Told),
    /// It was not, or it was and the answer does not say so.
    Failed {
        error: FleetError,
        done: bool,
        /// The limit that has refused it.
        refused: Option<Closed>,
        told: Told,
    },
    /// No connection was made.
    Refused,
}

/// What an answer says of limits beside its body.
#[derive(Debug, Default)]
pub(crate) struct Told {
    pub(crate) headers: Vec<(&'static str, String)>,
    /// The limits of which nothing is left.
    pub(crate) used_up: Vec<Closed>,
}

/// What becomes of a request.
enum Fate {
    Outage,
    PlanLimit { seconds: u64 },
    Mistake,
    Hiccup,
    Done,
    DailyLimit { frees: u64 },
}

pub(crate) struct Server {
    pub(crate) rules: Rules,
    calls: VecDeque<u64>,
    uses: Vec<VecDeque<u64>>,
    rng: JitterRng,
}

impl Server {
    pub(crate) fn new(rules: Rules, workers: usize, seed: u64) -> Self {
        Self {
            rules,
            calls: VecDeque::new(),
            uses: vec![VecDeque::new(); workers],
            rng: JitterRng::seeded(seed),
        }
    }

    fn draws(&mut self, share: u64) -> bool {
        self.rng.next_u64() % 1_000 < share
    }

    pub(crate) fn answer(&mut self, call: &Call) -> Answer {
        let fate = self.decide(call);
        let told = if self.rules.tells { self.tell(call) } else { Told::default() };
        match fate {
            Fate::Outage if self.draws(500) => Answer::Refused,
            Fate::Outage => fail(503, "", Told::default()),
            Fate::PlanLimit { seconds } => refuse_call(seconds, call.now, told),
            Fate::Mistake => fail(400, r#"{"error_label":"BAD_INPUT"}"#, told),
            Fate::Hiccup => {
                let done = self.draws(500);
                let label = ["LK_ERROR", "GENERIC_ERROR", "NO_DATA_LOADED"][self.rng.next_u64() as usize % 3];
                let error = read(424, &format!(r#"{{"error_label":"{label}"}}"#), &told.headers);
                Answer::Failed { error, done, refused: None, told }
            }
            Fate::Done => Answer::Done(told),
            Fate::DailyLimit { frees } => refuse_use(call.identity, frees, told),
        }
    }

    fn decide(&mut self, call: &Call) -> Fate {
        let now = call.now;
        if self.rules.outage.is_some_and(|(from, until)| (from..until).contains(&now)) {
            return Fate::Outage;
        }
        if let Err(frees) = take(&mut self.calls, self.rules.plan_limit, MINUTE, now) {
            return Fate::PlanLimit { seconds: (frees - now).div_ceil(SECOND).max(1) };
        }
        if call.is_mistake {
            return Fate::Mistake;
        }
        if self.draws(self.rules.hiccups) {
            return Fate::Hiccup;
        }
        let Some(uses) = self.uses.get_mut(call.identity) else { return Fate::Done };
        match take(uses, self.rules.daily_limit, DAY, now) {
            Ok(()) => Fate::Done,
            Err(frees) => Fate::DailyLimit { frees },
        }
    }

    /// Says what is left of both limits once a request has been decided.
    fn tell(&mut self, call: &Call) -> Told {
        let Rules { plan_limit, daily_limit, .. } = self.rules;
        let plan = look(&mut self.calls, plan_limit, MINUTE, call.now);
        let uses = self.uses.get_mut(call.identity).map(|uses| look(uses, daily_limit, DAY, call.now));
        let daily = Limit::Daily { identity: call.identity };
        let mut told = Told::default();
        told.add(Limit::Plan, plan, call.now);
        told.add(daily, uses.unwrap_or_default(), call.now);
        told
    }
}

impl Told {
    fn add(&mut self, limit: Limit, left: Left, now: u64) {
        let Left { count, frees: Some(frees) } = left else { return };
        let (remaining, reset) = match limit {
            Limit::Plan => ("x-plan-left", "x-plan-reset"),
            Limit::Daily { .. } => ("x-daily-left", "x-daily-reset"),
        };
        let seconds = (frees - now).div_ceil(SECOND);
        self.headers.extend([(remaining, count.to_string()), (reset, seconds.to_string())]);
        if count == 0 {
            self.used_up.push(Closed { limit, until: now + seconds * SECOND });
        }
    }
}

fn read(status: u16, body: &str, headers: &[(&'static str, String)]) -> FleetError {
    FleetError::from_parts(status, headers, body.as_bytes())
}

fn fail(status: u16, body: &str, told: Told) -> Answer {
    Answer::Failed { error: read(status, body, &told.headers), done: false, refused: None, told }
}

fn refuse_call(seconds: u64, now: u64, told: Told) -> Answer {
    let mut headers = told.headers.clone();
    headers.extend([("x-ratelimit-type", "/v1/actions".to_owned()), ("retry-after", seconds.to_string())]);
    let refused = Some(Closed { limit: Limit::Plan, until: now + seconds * SECOND });
    Answer::Failed { error: read(429, "", &headers), done: false, refused, told }
}

fn refuse_use(identity: usize, frees: u64, told: Told) -> Answer {
    let until = START + frees.div_ceil(SECOND);
    let body = format!(r#"{{"error_label":"LIMIT_REACHED","params":{{"postponed_until":{until}}}}}"#);
    let refused = Some(Closed { limit: Limit::Daily { identity }, until: frees });
    Answer::Failed { error: read(424, &body, &told.headers), done: false, refused, told }
}

/// Whether another one fits into the window, else when the oldest one leaves it.
fn take(times: &mut VecDeque<u64>, most: usize, window: u64, now: u64) -> Result<(), u64> {
    match look(times, most, window, now) {
        Left { count: 0, frees: Some(frees) } => Err(frees),
        _ => {
            times.push_back(now);
            Ok(())
        }
    }
}

/// How many more fit into a window, and when the oldest one leaves it.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
struct Left {
    count: usize,
    frees: Option<u64>,
}

fn look(times: &mut VecDeque<u64>, most: usize, window: u64, now: u64) -> Left {
    while times.front().is_some_and(|time| time + window <= now) {
        times.pop_front();
    }
    Left { count: most.saturating_sub(times.len()), frees: times.front().map(|oldest| oldest + window) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_roll() {
        let mut times = VecDeque::new();
        assert_eq!([0, 10, 59].map(|now| take(&mut times, 2, 60, now)), [Ok(()), Ok(()), Err(60)]);
        assert_eq!([60, 61, 70].map(|now| take(&mut times, 2, 60, now)), [Ok(()), Err(70), Ok(())]);
        assert_eq!(look(&mut times, 2, 60, 119), Left { count: 0, frees: Some(120) });
        assert_eq!(look(&mut times, 2, 60, 120), Left { count: 1, frees: Some(130) });
    }

    #[test]
    fn the_answer_that_leaves_nothing_says_until_when() {
        let rules =
            Rules { plan_limit: 9, daily_limit: 2, outage: None, hiccups: 0, mistakes: 0, tells: true };
        let mut server = Server::new(rules, 1, 1);
        let mut used_up = |now| match server.answer(&Call { identity: 0, now, is_mistake: false }) {
            Answer::Done(told) | Answer::Failed { told, .. } => told.used_up,
            Answer::Refused => unreachable!("nothing is down"),
        };
        let closed = Closed { limit: Limit::Daily { identity: 0 }, until: DAY + 500 };
        assert_eq!(used_up(500), []);
        assert_eq!(used_up(1_500), [closed]);
        assert_eq!(used_up(2_500), [closed], "a refusal says it too");
    }
}
