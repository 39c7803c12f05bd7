//! The API: limits that roll, an outage, and what goes wrong besides. Times are milliseconds since the start.

use std::collections::VecDeque;

use edges_errors::EdgesError;
use edges_errors::retry::JitterRng;

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
}

/// A request as the API sees it.
pub(crate) struct Call {
    pub(crate) identity: usize,
    pub(crate) now: u64,
    /// The task can never succeed.
    pub(crate) is_mistake: bool,
}

pub(crate) enum Answer {
    /// It was done.
    Done,
    /// It was not, or it was and the answer does not say so.
    Failed {
        error: EdgesError,
        done: bool,
        /// Not before this time, where the API named one.
        hint: Option<u64>,
    },
    /// No connection was made.
    Refused,
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
        let now = call.now;
        if self.rules.outage.is_some_and(|(from, until)| (from..until).contains(&now)) {
            return if self.draws(500) { Answer::Refused } else { fail(503, "", &[], None) };
        }
        if let Err(frees) = take(&mut self.calls, self.rules.plan_limit, MINUTE, now) {
            let seconds = (frees - now).div_ceil(SECOND).max(1);
            let headers = [("x-ratelimit-type", "/v1/actions"), ("retry-after", &*seconds.to_string())];
            return fail(429, "", &headers, Some(now + seconds * SECOND));
        }
        if call.is_mistake {
            return fail(400, r#"{"error_label":"BAD_INPUT"}"#, &[], None);
        }
        if self.draws(self.rules.hiccups) {
            let done = self.draws(500);
            let label = ["LK_ERROR", "GENERIC_ERROR", "NO_DATA_LOADED"][self.rng.next_u64() as usize % 3];
            let error = read(424, &format!(r#"{{"error_label":"{label}"}}"#), &[]);
            return Answer::Failed { error, done, hint: None };
        }
        let Some(uses) = self.uses.get_mut(call.identity) else { return Answer::Done };
        match take(uses, self.rules.daily_limit, DAY, now) {
            Ok(()) => Answer::Done,
            Err(frees) => {
                let until = START + frees.div_ceil(SECOND);
                let body =
                    format!(r#"{{"error_label":"LIMIT_REACHED","params":{{"postponed_until":{until}}}}}"#);
                fail(424, &body, &[], Some(frees))
            }
        }
    }
}

fn read(status: u16, body: &str, headers: &[(&str, &str)]) -> EdgesError {
    EdgesError::from_parts(status, headers, body.as_bytes())
}

fn fail(status: u16, body: &str, headers: &[(&str, &str)], hint: Option<u64>) -> Answer {
    Answer::Failed { error: read(status, body, headers), done: false, hint }
}

/// Whether another one fits into the window, else when the oldest one leaves it.
fn take(times: &mut VecDeque<u64>, most: usize, window: u64, now: u64) -> Result<(), u64> {
    while times.front().is_some_and(|time| time + window <= now) {
        times.pop_front();
    }
    match times.front() {
        Some(oldest) if times.len() >= most => Err(oldest + window),
        _ => {
            times.push_back(now);
            Ok(())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_roll() {
        let mut times = VecDeque::new();
        assert_eq!([0, 10, 59].map(|now| take(&mut times, 2, 60, now)), [Ok(()), Ok(()), Err(60)]);
        assert_eq!([60, 61, 70].map(|now| take(&mut times, 2, 60, now)), [Ok(()), Err(70), Ok(())]);
    }
}
