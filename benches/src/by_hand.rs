//! From an answer to a decision as a good engineer writes it without a catalogue: serde_json into a struct, a `match` on the
//! label, httpdate, jiff, and jitter.
//!
//! It knows what this crate's decisions on whole bodies with a listed label need, and nothing of bodies that break off, of
//! hints in other forms, of limits that headers signal, or of what to tell a person.

use std::time::{Duration, SystemTime};

use serde::Deserialize;

#[derive(Debug, Deserialize)]
struct Body {
    error_label: String,
    #[serde(rename = "error_scope")]
    _scope: Option<String>,
    #[serde(rename = "error_ref")]
    _reference: Option<String>,
    #[serde(rename = "message")]
    _message: Option<String>,
    #[serde(rename = "status_code")]
    _status: Option<u16>,
    params: Option<Params>,
}

#[derive(Debug, Deserialize)]
struct Params {
    retry_after: Option<Seconds>,
    postponed_until: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Seconds {
    Number(u64),
    Text(String),
}

/// What to do about an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    /// Send the request again, after a wait.
    Retry(Duration),
    /// Put it back into the queue until then.
    Defer(SystemTime),
    /// Give it up.
    Stop,
}

enum Policy {
    Never,
    Exponential(Duration),
    Fixed(Duration),
    Until(Duration),
}

/// Whether the request may have been carried out.
#[derive(PartialEq, Eq)]
enum Effect {
    None,
    Unknown,
}

const INLINE: Duration = Duration::from_secs(60);
const DAY: Duration = Duration::from_secs(86_400);
const MOST_JITTER: Duration = Duration::from_secs(30);

/// Decides about the first failure of a request.
pub fn decide(
    headers: &[(&str, &str)],
    body: &[u8],
    is_idempotent: bool,
    now: SystemTime,
    mut random: impl FnMut() -> u64,
) -> Action {
    let Ok(body) = serde_json::from_slice::<Body>(body) else { return Action::Stop };
    let (policy, effect) = find_policy(&body.error_label);
    let (backoff, upwards) = (random(), random());
    if matches!(policy, Policy::Never) || effect == Effect::Unknown && !is_idempotent {
        return Action::Stop;
    }
    let asked = find_wait(headers, body.params.as_ref(), now);
    let jitter = |wait: Duration| wait + part((wait / 10).min(MOST_JITTER), upwards);
    let (least, wait) = match (policy, asked) {
        (Policy::Until(_), Some(Duration::ZERO)) => {
            (Duration::from_secs(1), Duration::from_secs(1) + part(Duration::from_secs(9), upwards))
        }
        (Policy::Until(fallback), None) => (fallback, jitter(fallback)),
        (Policy::Until(_) | Policy::Never, Some(asked)) => (asked, jitter(asked)),
        (Policy::Never, None) => return Action::Stop,
        (Policy::Fixed(delay), asked) => {
            let wait = delay.max(asked.unwrap_or_default());
            (wait, jitter(wait))
        }
        (Policy::Exponential(base), asked) => {
            let (wait, asked) = (part(base, backoff), asked.unwrap_or_default());
            (wait.max(asked), wait.max(jitter(asked)))
        }
    };
    if least > INLINE { Action::Defer(now + wait) } else { Action::Retry(wait.min(INLINE)) }
}

fn find_policy(label: &str) -> (Policy, Effect) {
    let effect = match label {
        "LIMIT_REACHED" => Effect::None,
        _ => Effect::Unknown,
    };
    let policy = match label {
        "LIMIT_REACHED" => Policy::Until(DAY),
        "STATUS_429" => Policy::Exponential(Duration::from_secs(5)),
        "LK_ERROR" | "GENERIC_ERROR" => Policy::Exponential(Duration::from_millis(500)),
        "LK_524" => Policy::Fixed(Duration::from_secs(120)),
        "NO_DATA_LOADED" => Policy::Fixed(Duration::from_secs(5)),
        _ => Policy::Never,
    };
    (policy, effect)
}

/// Returns the longest wait that the answer asks for.
fn find_wait(headers: &[(&str, &str)], params: Option<&Params>, now: SystemTime) -> Option<Duration> {
    let header = |name: &str| {
        headers.iter().find(|(header, _)| header.eq_ignore_ascii_case(name)).map(|(_, value)| value.trim())
    };
    let server_now = || header("date").and_then(|date| httpdate::parse_http_date(date).ok()).unwrap_or(now);
    let until = |time: SystemTime| time.duration_since(server_now()).unwrap_or_default();
    let by_header = header("retry-after").and_then(|value| match value.parse() {
        Ok(seconds) => Some(Duration::from_secs(seconds)),
        Err(_) => httpdate::parse_http_date(value).ok().map(until),
    });
    let by_seconds = params.and_then(|params| match params.retry_after.as_ref()? {
        Seconds::Number(seconds) => Some(Duration::from_secs(*seconds)),
        Seconds::Text(text) => text.parse().ok().map(Duration::from_secs),
    });
    let by_time = params.and_then(|params| {
        let time: jiff::Timestamp = params.postponed_until.as_deref()?.parse().ok()?;
        SystemTime::try_from(time).ok().map(until)
    });
    [by_header, by_seconds, by_time].into_iter().flatten().max()
}

fn part(whole: Duration, random: u64) -> Duration {
    whole.mul_f64(random as f64 / 2_f64.powi(64))
}

#[cfg(test)]
mod tests {
    use std::time::{Instant, UNIX_EPOCH};

    use edges_errors::retry::{self, JitterRng, Moment, RequestContext, RetryPlan};
    use edges_errors::{EdgesError, ErrorBuilder, ErrorLabel};

    use super::*;

    const DATE: (&str, &str) = ("Date", "Mon, 23 Nov 2026 08:00:00 GMT");

    /// Whether both say the same; jitter is computed with floats by hand.
    fn agree(ours: retry::Action, theirs: Action) -> bool {
        let near = |a: Duration, b: Duration| a.abs_diff(b) < Duration::from_millis(1);
        match (ours, theirs) {
            (retry::Action::Retry { after }, Action::Retry(wait)) => near(after, wait),
            (retry::Action::Defer { not_before }, Action::Defer(until)) => {
                let since = |time: SystemTime| time.duration_since(UNIX_EPOCH).unwrap_or_default();
                near(since(not_before), since(until))
            }
            (retry::Action::Stop { .. }, Action::Stop) => true,
            _ => false,
        }
    }

    #[test]
    fn both_decide_alike_and_wait_as_long() {
        let wall = UNIX_EPOCH + Duration::from_secs(1_795_420_800);
        let now = Moment { wall, monotonic: Instant::now() };
        let headers: [&[(&str, &str)]; 6] = [
            &[],
            &[DATE],
            &[("Retry-After", "7")],
            &[DATE, ("retry-after", "600")],
            &[DATE, ("Retry-After", "Mon, 23 Nov 2026 08:00:45 GMT")],
            &[DATE, ("Retry-After", "Mon, 23 Nov 2026 09:30:00 GMT"), ("Content-Type", "application/json")],
        ];
        let times = [Duration::from_secs(1), Duration::from_secs(40), DAY];
        let mut decided = [0; 3];
        for label in ErrorLabel::ALL {
            let bare: EdgesError = ErrorBuilder::sample_at(*label, wall).build();
            let plain = serde_json::json!({ "error_label": label.as_str(), "params": {} }).to_string();
            let timed = times.map(|ahead| {
                EdgesError::builder(*label)
                    .param("postponed_until", wall + ahead)
                    .param("retry_after", 30)
                    .build()
                    .body()
                    .to_vec()
            });
            for body in [bare.body(), plain.as_bytes()].into_iter().chain(timed.iter().map(Vec::as_slice)) {
                for (headers, method) in
                    headers.iter().flat_map(|headers| [(headers, "GET"), (headers, "POST")])
                {
                    for seed in 0..4 {
                        let error = EdgesError::from_parts(424, *headers, body);
                        let (mut a, mut b) = (JitterRng::seeded(seed), JitterRng::seeded(seed));
                        let plan = RetryPlan::for_request(&RequestContext::new(method));
                        let ours = plan.start_at(now).on_failure_at(&error, now, || a.next_u64()).action();
                        let theirs = decide(headers, body, method == "GET", wall, || b.next_u64());
                        assert!(agree(ours, theirs), "{label} {method} {headers:?}: {ours:?}, {theirs:?}");
                        decided[match theirs {
                            Action::Retry(_) => 0,
                            Action::Defer(_) => 1,
                            Action::Stop => 2,
                        }] += 1;
                    }
                }
            }
        }
        assert!(decided.iter().all(|count| *count > 100), "{decided:?}");
    }
}
