//! Whether a decision is right, by the facts alone.

use std::time::{Duration, SystemTime};

use examples::migration::Next;

use crate::facts::{DAY, Effect, Fact, Needed, Right};

/// What is wrong with a decision, the worst first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Wrong {
    DoesTwice,
    HidesFailure,
    Pointless,
    TooEarly,
    SleepsLong,
    TooLate,
    GivesUp,
    MissesEnd,
    LosesData,
}

impl Wrong {
    pub(crate) fn describe(self) -> &'static str {
        match self {
            Self::DoesTwice => "repeats a POST that may have been carried out",
            Self::HidesFailure => "takes a failure for done",
            Self::Pointless => "sends again what cannot succeed",
            Self::TooEarly => "sends again before it may",
            Self::SleepsLong => "sleeps for more than a minute in process",
            Self::TooLate => "waits much longer than asked",
            Self::GivesUp => "gives up what would succeed",
            Self::MissesEnd => "takes what is empty or done for a failure",
            Self::LosesData => "loses what the next step needs",
        }
    }
}

/// What came back, to which request.
pub(crate) struct Case<'a> {
    pub(crate) fact: &'a Fact,
    pub(crate) method: &'static str,
    /// The wait that the answer asks for.
    pub(crate) hint: Option<Duration>,
    pub(crate) error_ref: &'a str,
}

const LONGEST_SLEEP: Duration = Duration::from_secs(60);

pub(crate) fn judge(case: &Case<'_>, now: SystemTime, next: &Next) -> Option<Wrong> {
    let sends = matches!(next, Next::SendAgain { .. } | Next::PutAside { .. });
    let may_send = case.method == "GET" || case.fact.effect == Effect::Nothing;
    match case.fact.right {
        Right::Finish => {
            (*next != Next::Finish).then_some(if sends { Wrong::Pointless } else { Wrong::MissesEnd })
        }
        _ if *next == Next::Finish => Some(Wrong::HidesFailure),
        Right::Stop if sends => Some(Wrong::Pointless),
        Right::Stop => judge_report(case, next),
        _ if !may_send && sends => Some(Wrong::DoesTwice),
        _ if !may_send => judge_report(case, next),
        Right::Again(seconds) => {
            judge_wait(Duration::from_secs(seconds).max(case.hint.unwrap_or_default()), now, next)
        }
        Right::Later => judge_wait(case.hint.unwrap_or(DAY), now, next),
    }
}

fn judge_wait(due: Duration, now: SystemTime, next: &Next) -> Option<Wrong> {
    let wait = match next {
        Next::SendAgain { after } => *after,
        Next::PutAside { until } => until.duration_since(now).unwrap_or_default(),
        Next::Finish | Next::GiveUp(_) => return Some(Wrong::GivesUp),
    };
    let sleeps = matches!(next, Next::SendAgain { .. });
    if wait < due {
        Some(Wrong::TooEarly)
    } else if sleeps && wait > LONGEST_SLEEP {
        Some(Wrong::SleepsLong)
    } else {
        // A policy's own minutes are no lateness, nor is jitter.
        (wait > due * 2 + LONGEST_SLEEP).then_some(Wrong::TooLate)
    }
}

/// Whoever is told has to learn what it was, and what the reference says to look at.
fn judge_report(case: &Case<'_>, next: &Next) -> Option<Wrong> {
    let Next::GiveUp(report) = next else { return None };
    let says_what = report.contains(case.fact.label) || report.contains(case.fact.message);
    let says_needed = match case.fact.needed {
        Needed::Nothing => true,
        Needed::ErrorRef => report.contains(case.error_ref),
        Needed::Param(_, value) => report.contains(value),
    };
    (!says_what || !says_needed).then_some(Wrong::LosesData)
}
